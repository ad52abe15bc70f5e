"""The wall: a deck in turn over the whole screen, what is behind first."""

import re
from typing import Final

import streamlit as st

from indicators.engine import Engine
from indicators.exhibits.facts import Catalogue
from indicators.page import pinning
from indicators.page.memory import remembered
from indicators.page.opening import (
    Opened,
    begin,
    data_folder,
    guarded,
    open_page,
    periods_of,
    resolved,
)
from indicators.page.stage import Rotation, draw_wall
from indicators.slides.arranging import briefing
from indicators.slides.deck import Deck, decks
from indicators.slides.slide import Slide
from indicators.vocabulary import Language
from indicators.wording.words import word

_FIRST: Final = "yearly"
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
    said = (pinning.sentence(page.catalogue, language, pinned=page.pinned), *unknown)
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
    """The title and the slides of the deck that the address asks for; what hinders is named."""
    known, language = page.catalogue, page.language
    found = decks(data_folder(), known)
    if not found:
        unknown.append(word("no_decks", language))
        return word("wall", language), ()
    default = _FIRST if _FIRST in found else next(iter(found))
    deck = found[resolved("deck", tuple(found), default, unknown)]
    if not isinstance(deck, Deck):
        unknown.append(deck.say(language).replace("\n", "; "))
        return word("wall", language), ()
    recorded = periods_of(page.engine, known.district.area_code)
    if deck.takes_commune:
        # A commune may have figures of periods in which the district has none of its own.
        recorded += periods_of(page.engine, st.query_params.get("area", ""))
    periods = tuple(dict.fromkeys((deck.period, *recorded)))
    period = resolved("period", periods, deck.period, unknown)
    area = _area(deck, known, period, unknown)
    kept = resolved("illustrative", ("1", "0"), "1", unknown)
    slides = _arranged(page.engine, deck, area, period, language, kept == "1") if area else ()
    if not slides:
        unknown.append(word("no_slides", language))
    return deck.title(language), slides


def _area(deck: Deck, known: Catalogue, period: str, unknown: list[str]) -> str:
    """The area's code; blank where there is none in force."""
    own = [] if known.area(deck.area, period) is None else [deck.area]
    codes = [one.area_code for one in known.communes(period)] if deck.takes_commune else own
    if not codes:
        return ""
    # The district is what a link from another page names: no commune was asked for.
    named = st.query_params.get("area") == known.district.area_code
    return resolved("area", codes, codes[0], [] if named else unknown)


def _slides(
    source: Engine, deck: Deck, area: str, period: str, language: Language, illustrative: bool
) -> tuple[Slide, ...]:
    """The slides of a deck; what is behind comes first, each group in the deck's own order."""
    made = briefing(
        source, deck, area=area, period=period, language=language, illustrative=illustrative
    )
    return tuple(sorted(made.slides, key=lambda slide: not slide.urgent))


_arranged = remembered(_slides, 32)


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
