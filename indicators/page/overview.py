"""The overview: the year in one sentence, what needs attention, six tiles, every plan."""

from html import escape

import streamlit as st

from indicators.exhibits import overview as exhibits
from indicators.exhibits.exhibit import Tile
from indicators.page.drawing import draw, escaped, small, status_popover
from indicators.page.opening import Opened, open_page


def overview() -> None:
    """Draw the page that a leader opens."""
    page = open_page("overview")
    facts = page.facts
    headline = exhibits.headline(facts)
    number = f":green[{escaped(headline.number)}]" if headline.number else ""
    st.title(
        f"{escaped(headline.before)} {number} {escaped(headline.after)}".strip(), anchor=False
    )
    st.html(f'<div class="ct-strip">{headline.strip}</div><p class="ct-line">{escape(headline.note)}</p>')
    with st.container(key="summary"):
        with st.container(key="first"):
            attention = exhibits.attention(facts)
            if attention is not None:
                draw(attention, page.language)
            with st.container(key="tiles"):
                for tile in exhibits.tiles(facts):
                    _tile(tile, page)
        progress = exhibits.progress(facts)
        if progress is not None:
            draw(progress, page.language)
    st.markdown(small(_closing(page)))


def _tile(tile: Tile, page: Opened) -> None:
    with st.container(
        border=True, height="stretch", gap="small", vertical_alignment="distribute",
        key=f"tile-{tile.code}",
    ):
        st.html(
            '<div class="ct-tile">'
            f'<div class="label">{escape(tile.label)}</div>'
            f'<div class="value">{escape(tile.value)}</div>'
            f'<div class="unit">{escape(tile.unit)}</div>'
            f"{tile.strip}"
            f'<div class="note">{escape(tile.note)}</div></div>'
        )
        status_popover(
            tile.judgements, tile.status, tile.word, page.language, f"status-{tile.code}"
        )


def _closing(page: Opened) -> str:
    return exhibits.closing(page.facts)
