"""The overview: the year in one sentence, what needs attention, six tiles, every plan."""

import streamlit as st

from indicators import strips
from indicators.exhibits import overview as exhibits
from indicators.exhibits.exhibit import Tile
from indicators.page.drawing import close, draw, escaped, status_popover
from indicators.page.html import block, picture
from indicators.page.opening import Opened, open_page
from indicators.theme import LOOKS


def overview() -> None:
    """Draw the page that a leader opens."""
    page = open_page("overview")
    facts = page.facts
    headline = exhibits.headline(facts)
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
    with st.container(key="summary"):
        with st.container(key="first"):
            attention = exhibits.attention(facts)
            if attention is not None:
                draw(attention, page.language, icon=":orange[:material/flag:] ")
            with st.container(key="tiles"):
                for tile in exhibits.tiles(facts):
                    _tile(tile, page)
        progress = exhibits.progress(facts)
        if progress is not None:
            draw(progress, page.language)
    close(page)


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
            + block("value", tile.value)
            + block("unit", tile.unit)
            + picture(tile.strip, strips.HEIGHT)
            + block("note", tile.note)
            + "</div>"
        )
        status_popover(tile, page.language, page.link)
