"""The page of one sector: its finding as the headline, its exhibits in two columns."""

import streamlit as st

from indicators.exhibits import questions
from indicators.page.board import Section, draw_board
from indicators.page.boxes import in_columns
from indicators.page.drawing import close
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import begin, guarded, open_page
from indicators.vocabulary import Language

_exhibits = remembered(questions.sector)


@guarded
def sector(code: str) -> None:
    """Draw the page of a sector of the vocabulary."""
    _page(code, begin(code))


@st.fragment
@guarded
def _page(code: str, language: Language) -> None:
    page = open_page(language)
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
    # The first headline already stands at the head of the page.
    columns = in_columns(exhibits, page.scope, exhibits[0].name)
    draw_board(code, page.language, [Section("columns", columns)])
    close(page)
