"""The page of slides: a deck, or contents of one's own, as it will be; and its export.

The address holds every choice. What a slide looks like belongs to slides, how it gets on the screen
to stage, how it becomes a file to exporting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from indicators.page import pinning
from indicators.page.board import Section, draw_board
from indicators.page.boxes import link_box
from indicators.page.choices import holds_illustrative, illustrative_switch
from indicators.page.contents import OWN, draw_contents, items_text, own_deck
from indicators.page.drawing import close_comparison
from indicators.page.exporting import draw_export
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import (
    Opened,
    begin,
    data_folder,
    follow,
    guarded,
    open_page,
    periods_of,
    resolved,
    select,
)
from indicators.page.picker import Option, pick
from indicators.page.stage import draw_grid
from indicators.slides.arranging import Briefing, briefing
from indicators.slides.deck import Deck, DeckFault, decks
from indicators.vocabulary import Period
from indicators.wording import numbers
from indicators.wording.words import upper_first, word

_FIRST: Final = "yearly"
"""The deck that the page opens with, where the data folder has it."""

_arranged = remembered(briefing, 32)


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


@guarded
def slides() -> None:
    """Draw the page of those who prepare a briefing."""
    page = open_page(begin("slides"), own_periods=True)
    _work(page)


@st.fragment
@guarded
def _work(page: Opened) -> None:
    follow(page)
    unknown: list[str] = []
    asked = _asked(page, unknown)
    _filters(page, asked)
    if asked.deck.code == OWN:
        draw_contents(page, asked.deck)
    for text in unknown:
        st.warning(text)
    if not asked.deck.items:
        st.info(word("nothing_chosen", page.language))
        return
    if page.catalogue.area(asked.area, asked.period) is None:
        st.info(word("no_area_then", page.language))
        return
    shown = _arranged(
        page.engine,
        asked.deck,
        area=asked.area,
        period=asked.period,
        language=page.language,
        illustrative=asked.illustrative,
    )
    strange: list[str] = []
    st.title(escaped(shown.title), anchor=False)
    draw_export(shown, strange)
    for text in strange:
        st.warning(text)
    if shown.left_out:
        names = escaped("; ".join(shown.left_out))
        st.info(word("left_out", page.language).format(names=names))
    draw_grid("slides", shown.slides, page.language)
    _list(shown)
    close_comparison(page)


def _asked(page: Opened, unknown: list[str]) -> Asked:
    known, language = page.catalogue, page.language
    found = decks(data_folder(), known)
    first = sorted(found, key=lambda code: code != _FIRST)
    sound = {code: one for code in first if isinstance(one := found[code], Deck)}
    sound.pop(OWN, None)
    for fault in found.values():
        if isinstance(fault, DeckFault):
            unknown += [escaped(line) for line in fault.say(language).splitlines()]
    codes = [*sound, OWN]
    # What is wrong with a deck that does not read is said already.
    faulty = st.query_params.get("deck") in found.keys() - sound.keys()
    code = resolved("deck", codes, codes[0], [] if faulty else unknown)
    district = known.district.area_code
    deck = sound.get(code)
    usual = page.scope.period if deck is None else deck.period
    recorded = {*periods_of(page.engine, district), usual}
    if deck is None or deck.takes_commune:
        # A commune may have figures of periods in which the district has none of its own.
        recorded.update(periods_of(page.engine, st.query_params.get("area", "")))
    periods = tuple(sorted(recorded, key=_newest_first))
    period = resolved("period", periods, usual, unknown)
    communes = [each.area_code for each in known.communes(period)]
    if deck is None:
        areas = (district, *communes)
    else:
        areas = tuple(communes) if deck.takes_commune else (deck.area,)
    area = areas[0] if areas else district
    if len(areas) > 1:
        wanted = st.query_params.get("area")
        # The district is what a link from another page names: no commune was asked for.
        area = resolved("area", areas, area, [] if wanted == district else unknown)
    if deck is None:
        items = next((each.items for each in sound.values() if not each.takes_commune), ())
        deck = own_deck(page, items, area, period, unknown)
    kept = resolved("illustrative", ("1", "0"), "1", unknown)
    return Asked(deck, sound, areas, area, periods, period, kept == "1")


def _newest_first(period: str) -> tuple[int, int]:
    stretch = Period.parse(period)
    return (-stretch.end.toordinal(), stretch.start.toordinal())


def _filters(page: Opened, asked: Asked) -> None:
    """Draw the filters. What is chosen goes into the address before the next run reads it."""
    language, known = page.language, page.catalogue
    with st.container(horizontal=True, key="choose", vertical_alignment="bottom", gap="small"):
        names = {code: deck.title(language) for code, deck in asked.decks.items()}
        names[OWN] = word("own_deck", language)
        select("deck", word("deck", language), names, asked.deck.code, width=400, shown=True)
        if len(asked.areas) > 1:
            options = tuple(
                Option(code, known.area_name(code, asked.period, language), also=(code,))
                for code in asked.areas
            )
            with st.container(key="choose-areas"):
                pick(
                    "area",
                    word("area", language),
                    options,
                    (asked.area,),
                    language=language,
                    on_picked=lambda codes: st.query_params.update(area=codes[0]),
                )
        names = {one: upper_first(numbers.period(one, language)) for one in asked.periods}
        select("period", word("period", language), names, asked.period, width=165, shown=True)
        if holds_illustrative(page):
            illustrative_switch(asked.illustrative, language)
        query = _query(page, asked)
        draw_board("link", language, [Section("stack", ((link_box(query, language),),))])
        pinning.pin_button(known, language, pinned=page.pinned)
        if asked.deck.code != OWN:
            label = word("show_on_wall", language)
            if st.button(label, key="wall", type="tertiary", icon=":material/tv:"):
                st.switch_page("pages/wall.py", query_params=query)


def _query(page: Opened, asked: Asked) -> dict[str, str]:
    """The whole choice, defaults included: what a colleague opens does not hang on today's."""
    query = {
        "lang": page.language,
        "deck": asked.deck.code,
        "area": asked.area,
        "period": asked.period,
        "illustrative": "1" if asked.illustrative else "0",
    }
    if asked.deck.code == OWN:
        query["items"] = items_text(asked.deck)
    if page.pinned:
        query[pinning.PIN] = pinning.asked()
    return query


def _list(shown: Briefing) -> None:
    """The headlines in their order: what will be said, to be read in one go."""
    if shown.slides:
        listed = "\n".join(f"1. {escaped(slide.headline)}" for slide in shown.slides)
        st.markdown(f"**{word('slides_listed', shown.language)}**\n\n{listed}")
