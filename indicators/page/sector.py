"""The page of one sector: its finding as the headline, its exhibits in a grid."""

import streamlit as st

from indicators.exhibits import questions
from indicators.page.drawing import close, draw
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import guarded, open_page

_BOX = 210
"""About how high a box is without its figure, in px."""


_exhibits = remembered(questions.sector)


@guarded
def sector(code: str) -> None:
    """Draw the page of a sector of the vocabulary."""
    page = open_page(code)
    exhibits = _exhibits(page.facts, code)
    if not exhibits:
        st.info(
            {
                "vi": "Kỳ này chưa có số liệu của lĩnh vực; hãy chọn kỳ khác ở góc trên.",
                "en": "This sector has no figures for this period; choose another one above.",
            }[page.language]
        )
        return
    st.title(escaped(exhibits[0].finding).removesuffix("."), anchor=False)
    with st.container(key="grid"):
        columns = [st.container(key="grid-left"), st.container(key="grid-right")]
    filled = [0, 0]
    for place, exhibit in enumerate(exhibits):
        # Each box goes below the shorter column, so that no hole is left; a phone has one column.
        shorter = 0 if page.scope.narrow or filled[0] <= filled[1] else 1
        filled[shorter] += _BOX + (exhibit.figure or {"layout": {"height": 0}})["layout"]["height"]
        with columns[shorter]:
            # The first headline already stands at the head of the page.
            draw(exhibit, page.scope, headline=exhibit.name if place == 0 else None)
    close(page)
