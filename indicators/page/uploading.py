"""The box that takes files, in the page's language: Streamlit's own speaks English only.

What is seen of its words page.css writes over with the variables set here; the names of its
buttons a small script. Which files are handed in is given's.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from indicators.vocabulary import Language
from indicators.wording.keeping import say

_MEGABYTES: Final = 20
_KEY: Final = "given-files"
_SEEN: Final = ("choose", "drop", "limit")
_NAMED: Final = ("add", "stop", "remove", "too_large", "not_sent", "error")
_SCRIPT: Final = Path(__file__).with_name("uploader.js").read_text(encoding="utf-8")


def hand_in(language: Language) -> Sequence[UploadedFile]:
    """The box, and the files in it."""
    files = st.file_uploader(
        say("give", language),
        accept_multiple_files=True,
        max_upload_size=_MEGABYTES,
        key=_KEY,
    )
    st.html(_words(language), unsafe_allow_javascript=True)
    return files


@lru_cache(maxsize=2)
def _words(language: Language) -> str:
    def said(names: Sequence[str]) -> dict[str, str]:
        most = {"most": _MEGABYTES, "name": "{name}"}
        return {name: say(f"upload_{name}", language, most) for name in names}

    css = " ".join(f'--upload-{name}: "{text}";' for name, text in said(_SEEN).items())
    script = _SCRIPT.replace("WORDS", json.dumps(said(_NAMED), ensure_ascii=False), 1)
    return f"<style>.st-key-{_KEY} {{ {css} }}</style><script>{script}</script>"
