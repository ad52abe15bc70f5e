"""The page of slides: a deck, or contents of one's own, as it will be; and its export.

The address holds every choice. What a slide looks like belongs to slides, how it gets on the screen
to stage, how it becomes a file to exporting.
"""

import streamlit as st

from indicators.page import pinning
from indicators.page.asked import Asked, arranged, asked_of
from indicators.page.board import Section, draw_board
from indicators.page.boxes import link_box
from indicators.page.choices import holds_illustrative, illustrative_switch
from indicators.page.contents import draw_contents, items_text
from indicators.page.drawing import close_comparison
from indicators.page.exporting import draw_export
from indicators.page.html import escaped
from indicators.page.opening import Opened, begin, follow, guarded, open_page, select
from indicators.page.picker import Option, pick
from indicators.page.stage import draw_grid
from indicators.slides.arranging import Briefing
from indicators.slides.deck import OWN
from indicators.wording import numbers
from indicators.wording.words import upper_first, word


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
    asked = asked_of(page, unknown, own=True)
    if asked is None:
        return
    _filters(page, asked)
    if asked.deck.code == OWN:
        draw_contents(page, asked.deck)
    for text in unknown:
        st.warning(text)
    if not asked.deck.items:
        st.info(word("nothing_chosen", page.language))
        return
    shown = arranged(page, asked)
    if shown is None:
        st.info(word("no_area_then", page.language))
        return
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
