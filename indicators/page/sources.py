"""The page of sources and reconciliation: where every number comes from."""

import streamlit as st

from indicators.exhibits import sources as exhibits
from indicators.page.drawing import close, draw, escaped
from indicators.page.opening import open_page


def sources() -> None:
    """Draw the page that shows every source, every observation and every difference."""
    page = open_page("sources")
    reconciliation = exhibits.reconciliation(page.facts)
    listed = exhibits.sources(page.facts)
    st.title(escaped((reconciliation or listed).headline), anchor=False)
    if reconciliation is not None:
        draw(reconciliation, page.language, headline=reconciliation.name)
    draw(listed, page.language)
    draw(exhibits.observations(page.facts), page.language, tall=True)
    close(page)
