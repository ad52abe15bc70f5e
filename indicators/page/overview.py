"""The overview: the year in one sentence, what needs attention, six tiles, every plan."""

import streamlit as st

from indicators.exhibits import overview as exhibits
from indicators.exhibits.facts import Facts
from indicators.exhibits.tiles import tiles
from indicators.page.board import Section, draw_board
from indicators.page.boxes import exhibit_box, tile_box
from indicators.page.drawing import close
from indicators.page.html import block, escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, begin, chosen, follow, guarded, open_page, select
from indicators.theme import LOOKS, NAVY
from indicators.vocabulary import Language
from indicators.wording.words import upper_first, word

_attention = remembered(exhibits.attention)
_progress = remembered(exhibits.progress)


@guarded
def overview() -> None:
    """Draw the page that a leader opens."""
    _page(begin("overview"))


@st.fragment
@guarded
def _page(language: Language) -> None:
    page = open_page(language)
    _headline(exhibits.headline(page.facts))
    with st.container(key="summary"):
        with st.container(key="first"):
            attention = _attention(page.facts)
            first = [] if attention is None else [exhibit_box(attention, page.scope, flagged=True)]
            sections = Section("stack", (tuple(first),)), Section("tiles", (_tiles(page.facts),))
            draw_board("first", page.language, sections)
        with st.container(key="second", gap=None):
            _plans(page)
    close(page)


@remembered
def _tiles(facts: Facts) -> tuple[str, ...]:
    return tuple(tile_box(tile, facts.scope) for tile in tiles(facts))


def _headline(headline: exhibits.Headline) -> None:
    colour = LOOKS[headline.status].badge
    number = f":{colour}[{escaped(headline.number)}]" if headline.number else ""
    st.title(f"{escaped(headline.before)} {number} {escaped(headline.after)}".strip(), anchor=False)
    if headline.whole:
        # Those that were met are not painted as failed for the others' sake.
        every = headline.met == headline.whole
        fill = (LOOKS[headline.status].fill if every else "") or NAVY
        cells = "".join(
            f'<i style="background:{fill if place < headline.met else "none"}"></i>'
            for place in range(headline.whole)
        )
        strip = f'<div class="ct-cells" role="img" aria-label="{headline.number}">{cells}</div>'
        st.html(strip + block("ct-line", headline.note))


@st.fragment
@guarded
def _plans(page: Opened) -> None:
    """The list of plans and the choice of whose: it alone is drawn again when that changes."""
    follow(page)
    language = page.language
    names = {"": word("all_plans", language)}
    for by in exhibits.assigners(page.facts):
        names[by.assigner_code] = upper_first(by.name(language))
    code = chosen("plan", tuple(names))
    progress = _progress(page.facts, code)
    if progress is None:
        return
    if len(names) > 2:
        with st.container(key="control"):
            select("plan", word("filter_plans", language), names, code, width=160)
    draw_board("plans", language, [Section("stack", ((exhibit_box(progress, page.scope),),))])
