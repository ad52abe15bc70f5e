"""The wall: a deck in turn over the whole screen, what is behind first."""

import re
from typing import Final

import streamlit as st

from indicators.page import pinning
from indicators.page.asked import arranged, asked_of
from indicators.page.opening import Opened, begin, guarded, older_shown, open_page
from indicators.page.stage import Rotation, draw_wall
from indicators.slides.slide import Slide
from indicators.vocabulary import Language
from indicators.wording.words import word

_EVERY: Final = 20
_LEAST: Final = 1
_MOST: Final = 600
_LONGEST_SHOWN: Final = 40
_MARKED: Final = re.compile(r"\\(.)")


@guarded
def wall() -> None:
    """Draw the wall. No fragment: a server that was started anew knows none of the one before."""
    page = open_page(begin("wall"), own_periods=True, bare=True)
    language = page.language
    # What is not known is said in Markdown elsewhere; the wall shows it letter by letter.
    unknown: list[str] = list(page.unknown)
    every = _every(unknown, language)
    title, slides = _chosen(page, unknown)
    # Who stands before a wall mends nothing there: only what it means is said.
    older = older_shown(page.catalogue, language)[:1]
    said = (*older, pinning.sentence(page.catalogue, language, pinned=page.pinned), *unknown)
    draw_wall(
        Rotation(
            title=title,
            slides=slides,
            every=every,
            language=language,
            note=" ".join(_MARKED.sub(r"\1", text) for text in said if text),
            pin="" if page.pinned else pinning.number_of(page.catalogue),
            back=_back(page),
        ),
        on_pin=pinning.pin,
    )


def _chosen(page: Opened, unknown: list[str]) -> tuple[str, tuple[Slide, ...]]:
    """The title and the slides that the address asks for, what is behind first.

    Each group keeps the deck's own order; what hinders is named.
    """
    language = page.language
    asked = asked_of(page, unknown)
    if asked is None:
        return word("wall", language), ()
    shown = arranged(page, asked)
    slides = () if shown is None else shown.slides
    if not slides:
        unknown.append(word("no_slides", language))
    return asked.deck.title(language), tuple(sorted(slides, key=lambda slide: not slide.urgent))


def _every(unknown: list[str], language: Language) -> float:
    """How long a slide is shown, seconds."""
    asked = st.query_params.get("every", str(_EVERY))
    try:
        seconds = float(asked)
    except ValueError:
        seconds = 0.0
    if _LEAST <= seconds <= _MOST:
        return seconds
    unknown.append(
        word("every_unknown", language).format(
            asked=asked[:_LONGEST_SHOWN], least=_LEAST, most=_MOST, used=_EVERY
        )
    )
    return _EVERY


def _back(page: Opened) -> dict[str, str]:
    pin = {pinning.PIN: pinning.asked()} if page.pinned else {}
    return {"lang": page.language, "period": page.scope.period} | pin
