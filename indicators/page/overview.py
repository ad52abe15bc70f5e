"""The overview: the year in one sentence, what needs attention, six tiles, every plan."""

from functools import partial
from html import escape

import streamlit as st

from indicators import strips
from indicators.exhibits import overview as exhibits
from indicators.exhibits.exhibit import Tile
from indicators.exhibits.tiles import tiles
from indicators.page.drawing import close, draw, status_popover
from indicators.page.html import block, escaped, picture
from indicators.page.memory import remembered
from indicators.page.opening import Opened, chosen, guarded, open_page, select
from indicators.theme import LOOKS
from indicators.wording.words import upper_first, word

_attention = remembered(exhibits.attention)
_progress = remembered(exhibits.progress)
_tiles = remembered(tiles)


@guarded
def overview() -> None:
    """Draw the page that a leader opens."""
    page = open_page("overview")
    _headline(exhibits.headline(page.facts))
    with st.container(key="summary"):
        with st.container(key="first"):
            attention = _attention(page.facts)
            if attention is not None:
                draw(attention, page.scope, flagged=True)
            with st.container(key="tiles"):
                for tile in _tiles(page.facts):
                    _tile(tile, page)
        with st.container(key="second"):
            _plans(page)
    close(page)


def _headline(headline: exhibits.Headline) -> None:
    colour = LOOKS[headline.status].badge
    number = f":{colour}[{escaped(headline.number)}]" if headline.number else ""
    st.title(f"{escaped(headline.before)} {number} {escaped(headline.after)}".strip(), anchor=False)
    if headline.whole:
        fill = LOOKS[headline.status].fill
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
    language = page.language
    names = {"": word("all_plans", language)}
    for by in exhibits.assigners(page.facts):
        names[by.assigner_code] = upper_first(by.name(language))
    code = chosen("plan", tuple(names))
    progress = _progress(page.facts, code)
    if progress is not None:
        label = word("filter_plans", language)
        control = partial(select, "plan", label, names, code, width=160)
        draw(progress, page.scope, control=control if len(names) > 2 else None)


def _tile(tile: Tile, page: Opened) -> None:
    with st.container(
        border=True,
        height="stretch",
        gap="xsmall",
        vertical_alignment="distribute",
        key=f"tile-{tile.code}",
    ):
        st.html(
            '<div class="ct-tile">'
            + block("label", tile.label)
            + f'<div class="value">{block("hedge", tile.hedge)}{escape(tile.value)}</div>'
            + block("unit", tile.unit)
            + picture(tile.strip, strips.HEIGHT)
            + block("note", tile.note)
            + "</div>"
        )
        status_popover(tile, page.language, page.link)
