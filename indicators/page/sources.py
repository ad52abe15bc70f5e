"""The page of sources and reconciliation: where every number comes from."""

import streamlit as st

from indicators.exhibits import sources as exhibits
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.page.board import Section, draw_board
from indicators.page.boxes import exhibit_box
from indicators.page.drawing import close
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import begin, guarded, open_page
from indicators.vocabulary import Language


@remembered
def _exhibits(facts: Facts) -> tuple[Exhibit | None, Exhibit, Exhibit]:
    return exhibits.reconciliation(facts), exhibits.sources(facts), exhibits.observations(facts)


@guarded
def sources() -> None:
    """Draw the page that shows every source, every observation and every difference."""
    _page(begin("sources"))


@st.fragment
@guarded
def _page(language: Language) -> None:
    page = open_page(language)
    reconciliation, listed, observations = _exhibits(page.facts)
    st.title(escaped((reconciliation or listed).headline), anchor=False)
    boxes = [exhibit_box(listed, page.scope), exhibit_box(observations, page.scope, tall=True)]
    if reconciliation is not None:
        boxes.insert(0, exhibit_box(reconciliation, page.scope, reconciliation.name))
    draw_board("sources", page.language, [Section("stack", (tuple(boxes),))])
    close(page)
