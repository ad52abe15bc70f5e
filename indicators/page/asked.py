"""A deck as the address asks for it, for the page of slides and for the wall alike.

Which deck, of which area and period, and its slides, arranged once for both. What becomes of them
on the screen is for the pages to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from indicators.page.contents import own_deck
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, data_folder, newest_first, periods_of, resolved
from indicators.slides.arranging import Briefing, briefing
from indicators.slides.deck import OWN, Deck, DeckFault, decks
from indicators.wording.words import word

_FIRST: Final = "yearly"
"""The deck that is shown where none is asked for, if the data folder has it."""

_briefing = remembered(briefing, 32)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, made whole, and what there is to choose from."""

    deck: Deck
    decks: Mapping[str, Deck]
    areas: tuple[str, ...]
    """More than one where the deck can be about several."""
    area: str
    periods: tuple[str, ...]
    period: str
    illustrative: bool


def asked_of(page: Opened, unknown: list[str], *, own: bool = False) -> Asked | None:
    """What the address asks for; None where there is no deck to show.

    What hinders is named in ``unknown``, in Markdown. On a page of one's ``own`` contents these are
    a deck too, every deck can be chosen, and so the faults of all are named, and an area chosen for
    another deck is let be.
    """
    known = page.catalogue
    found = decks(data_folder(), known)
    first = sorted(found, key=lambda code: code != _FIRST)
    sound = {code: one for code in first if isinstance(one := found[code], Deck)}
    wanted = st.query_params.get("deck", _FIRST)
    for code, fault in found.items():
        if isinstance(fault, DeckFault) and (own or not sound or code == wanted):
            unknown += [escaped(line) for line in fault.say(page.language).splitlines()]
    codes = [*sound, OWN] if own else [*sound]
    if not codes:
        unknown += [] if found else [word("no_decks", page.language)]
        return None
    # What is wrong with a deck that does not read is said already.
    faulty = wanted in found.keys() - sound.keys()
    code = resolved("deck", codes, codes[0], [] if faulty else unknown)
    district = known.district.area_code
    deck = sound.get(code)
    usual = page.scope.period if deck is None else deck.period
    recorded = {*periods_of(page.engine, district), usual}
    if deck is None or deck.takes_commune:
        # A commune may have figures of periods in which the district has none of its own.
        recorded.update(periods_of(page.engine, st.query_params.get("area", "")))
    periods = tuple(sorted(recorded, key=newest_first))
    period = resolved("period", periods, usual, unknown)
    communes = [each.area_code for each in known.communes(period)]
    if deck is None:
        areas = (district, *communes)
    else:
        areas = tuple(communes) if deck.takes_commune else (deck.area,)
    # The district is what a link from another page names: no commune was asked for.
    let_be = st.query_params.get("area") == district or (own and len(areas) < 2)
    area = resolved("area", areas, areas[0], [] if let_be else unknown) if areas else ""
    if deck is None:
        items = next((each.items for each in sound.values() if not each.takes_commune), ())
        deck = own_deck(page, items, area, period, unknown)
    kept = resolved("illustrative", ("1", "0"), "1", unknown)
    return Asked(deck, sound, areas, area, periods, period, kept == "1")


def arranged(page: Opened, asked: Asked) -> Briefing | None:
    """The slides that are asked for; None where the area does not exist in the period."""
    if page.catalogue.area(asked.area, asked.period) is None:
        return None
    return _briefing(
        page.engine,
        asked.deck,
        area=asked.area,
        period=asked.period,
        language=page.language,
        illustrative=asked.illustrative,
    )
