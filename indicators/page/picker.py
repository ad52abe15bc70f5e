"""A box to search and choose in, from the keyboard, by mouse or by touch.

Streamlit's own boxes find «Thanh Liệt» only where it is typed with every mark. This one folds what
is typed and what is listed alike, in the browser: a letter typed costs the server nothing.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from indicators.page.memory import remembered
from indicators.vocabulary import Language
from indicators.wording.words import word

_mount = st.components.v2.component(
    "picker",
    js=Path(__file__).with_name("picker.js").read_text(encoding="utf-8"),
    css=Path(__file__).with_name("picker.css").read_text(encoding="utf-8"),
    isolate_styles=False,
)

_WORDS = ("type", "remove", "clear", "chosen", "more", "none", "most")


@dataclass(frozen=True)
class Option:
    """What can be chosen. ``also`` are further words that find it, for instance its code."""

    code: str
    name: str
    group: str = ""
    note: str = ""
    also: tuple[str, ...] = ()


def pick(
    key: str,
    label: str,
    options: Sequence[Option],
    chosen: Sequence[str],
    *,
    most: int = 1,
    language: Language,
    placeholder: str = "",
    bare: bool = False,
    on_picked: Callable[[tuple[str, ...]], None] | None = None,
) -> tuple[str, ...] | None:
    """Draw the box; the codes that the reader has just chosen, None when nothing changed.

    ``chosen`` is what the box shows: the caller keeps what was chosen and hands it in again. With
    ``most`` above 1 that many can be chosen. ``bare`` leaves the label to screen readers.
    ``on_picked`` is told before the next run: a caller that keeps it then needs no second one.
    """
    known = {option.code for option in options}
    mounted = f"pick-{key}"

    def picked() -> None:
        if on_picked is not None and (codes := _heard(mounted, known, most)) is not None:
            on_picked(codes)

    # Read before it is drawn, so that the box is told of its own news in the same run.
    news = _heard(mounted, known, most)
    head = {
        "key": key,
        "label": label,
        "most": most,
        "placeholder": placeholder,
        "bare": bare,
        "language": language,
        "words": {name: word(f"pick_{name}", language) for name in _WORDS},
        "chosen": news if news is not None else [code for code in chosen if code in known],
    }
    _mount(
        key=mounted,
        data=json.dumps(head).encode() + b"\n" + _listed(tuple(options)),
        on_chosen_change=picked,
    )
    return None if news == tuple(chosen) else news


def _heard(mounted: str, known: Collection[str], most: int) -> tuple[str, ...] | None:
    """What a browser has just said was chosen; None when it says nothing of use."""
    told = (st.session_state.get(mounted) or {}).get("chosen")
    if not isinstance(told, list):
        return None
    codes = dict.fromkeys(code for code in told if isinstance(code, str) and code in known)
    return tuple(codes)[:most] if codes or not told else None


@remembered
def _listed(options: tuple[Option, ...]) -> bytes:
    # Bytes go through as they are; a mapping would be searched for data frames at every run.
    rows = [[one.code, one.name, one.group, one.note, one.also] for one in options]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
