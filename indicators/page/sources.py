"""The page of sources and reconciliation: where every number comes from."""

import streamlit as st

from indicators.exhibits import sources as exhibits
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.page.drawing import close, draw
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import guarded, open_page


@remembered
def _exhibits(facts: Facts) -> tuple[Exhibit | None, Exhibit, Exhibit]:
    return exhibits.reconciliation(facts), exhibits.sources(facts), exhibits.observations(facts)


@guarded
def sources() -> None:
    """Draw the page that shows every source, every observation and every difference."""
    page = open_page("sources")
    reconciliation, listed, observations = _exhibits(page.facts)
    st.title(escaped((reconciliation or listed).headline), anchor=False)
    if reconciliation is not None:
        draw(reconciliation, page.scope, headline=reconciliation.name)
    draw(listed, page.scope)
    draw(observations, page.scope, tall=True)
    close(page)
