"""Mark and menu, at the head of every page.

One piece of HTML: sixteen elements of Streamlit's cost its server sixteen messages at every run.
"""

from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from indicators.page.html import picture
from indicators.vocabulary import Language
from indicators.wording.words import word

MARK: Final = Path(__file__).with_name("mark.svg")

_SCRIPT: Final = Path(__file__).with_name("menu.js").read_text(encoding="utf-8")


def draw_menu(
    pages: tuple[str, ...], current: str, language: Language, params: tuple[tuple[str, str], ...]
) -> None:
    """Draw the mark and a link to every page, by its key; ``params`` go along with each."""
    st.html(_menu(pages, current, language, params), unsafe_allow_javascript=True)


@lru_cache(maxsize=256)
def _menu(
    pages: tuple[str, ...], current: str, language: Language, params: tuple[tuple[str, str], ...]
) -> str:
    query = escape(urlencode(params))
    links = "".join(_link(name, query, language, shown=name == current) for name in pages)
    return (
        f'{_MARK}<nav class="ct-menu" aria-label="{escape(word("menu", language))}">{links}</nav>'
        f"<script>{_SCRIPT}</script>"
    )


def _link(name: str, query: str, language: Language, *, shown: bool) -> str:
    path = "./" if name == "overview" else name
    state = ' aria-current="page"' if shown else ""
    return f'<a href="{path}?{query}"{state}>{escape(word(name, language))}</a>'


_MARK: Final = (
    f'<div class="ct-mark">{picture(MARK.read_text(encoding="utf-8"), 28)}<b>Chỉ tiêu</b></div>'
)
