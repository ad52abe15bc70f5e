"""Slides on a screen: previews beside each other, and the wall that shows them in turn.

One component in the browser for both; each slide is the true one, drawn there by Plotly. Which
slides, and in what order, is for the pages to say.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from indicators import theme
from indicators.page.memory import remembered
from indicators.slides.drawing import drawn
from indicators.slides.slide import Slide
from indicators.vocabulary import Language
from indicators.wording.words import word


def _text_of(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_mount = st.components.v2.component(
    "stage",
    js=_text_of("wall.js") + _text_of("stage.js"),
    css=_text_of("stage.css"),
    isolate_styles=False,
)

_GRID_WORDS = ("enlarge", "previous", "next", "close")
_WALL_WORDS = (
    *("previous", "next", "pause", "resume", "paused", "full_screen"),
    *("back_to_pages", "connection_lost", "slide_failed"),
)
_WALL = "stage-wall"


@dataclass(frozen=True)
class Rotation:
    """What the wall shows, in turn, ``every`` so many seconds; without slides, what it has shown.

    ``note`` is the line at its foot. ``pin`` is the number of the snapshot that its button pins,
    blank where the button lets the pinned one go. ``back`` is the query of the way to the pages.
    """

    title: str
    slides: tuple[Slide, ...]
    every: float
    language: Language
    note: str = ""
    pin: str = ""
    back: Mapping[str, str] = field(default_factory=dict)


def draw_grid(key: str, slides: Sequence[Slide], language: Language) -> None:
    """Draw previews of slides in a grid, in their order; a click shows one as large as the window.

    Slides that are remembered with their snapshot are made into text once.
    """
    head = {"kind": "grid", **_shared(language, _GRID_WORDS)}
    _mount(
        key=f"stage-{key}",
        data=_joined(head, _slides_text(tuple(slides))),
        on_asked_change=_nothing,
        on_pin_change=_nothing,
    )


def draw_wall(rotation: Rotation, on_pin: Callable[[str], None]) -> None:
    """Draw the wall over the whole page, which draws nothing else.

    The browser says at every turn which slides it holds, and gets them only when these are others.
    ``on_pin`` is told, before the next run, the number of the snapshot to pin; blank: of none.
    """
    language = rotation.language
    asked = _asked()
    held = _digest(rotation.slides)
    head: dict[str, Any] = {
        "kind": "wall",
        "id": held,
        "turn": asked.get("turn", 0),
        "title": rotation.title,
        "every": rotation.every,
        "note": rotation.note,
        "pin": {
            "number": rotation.pin,
            "label": word("pin" if rotation.pin else "unpin", language),
        },
        "back": dict(rotation.back),
        **_shared(language, _WALL_WORDS),
    }
    new = rotation.slides if asked.get("holds") != held else ()
    _mount(
        key=_WALL,
        data=_joined(head, _slides_text(new)),
        on_asked_change=_nothing,
        on_pin_change=lambda: on_pin(str(st.session_state[_WALL]["pin"] or "")),
    )


def _asked() -> dict[str, Any]:
    """What the wall has just said: its turn, and which slides it holds."""
    told = (st.session_state.get(_WALL) or {}).get("asked")
    return told if isinstance(told, dict) else {}


def _nothing() -> None:
    """What is said is read in the run itself; the component wants a callback to say it by."""


def _shared(language: Language, words: Sequence[str]) -> dict[str, Any]:
    return {
        "language": language,
        "words": {key: word(key, language) for key in words},
        "weights": list(theme.FONT_FILES),
    }


def _joined(head: Mapping[str, Any], slides: str) -> bytes:
    # Bytes go through as they are; a mapping would be searched for data frames at every run.
    return f'{json.dumps(head)[:-1]},"slides":{slides}}}'.encode()


@remembered
def _slide_text(slide: Slide) -> str:
    # The figure stays a text within the text: Plotly changes what it is given.
    figure = json.dumps(drawn(slide), ensure_ascii=False, separators=(",", ":"))
    shown = {
        "number": slide.number,
        "name": slide.name,
        "headline": slide.headline,
        "alt": slide.alt,
        "figure": figure,
    }
    return json.dumps(shown, ensure_ascii=False)


def _slides_text(slides: tuple[Slide, ...]) -> str:
    return f"[{','.join(map(_slide_text, slides))}]"


def _digest_of(slides: tuple[Slide, ...]) -> str:
    return sha256(_slides_text(slides).encode()).hexdigest()[:16]


_digest = remembered(_digest_of, 64)
