"""Texts in Streamlit's Markdown that pages share: statuses, small lines, the foot of a page."""

import streamlit as st

from indicators.exhibits.facts import Facts
from indicators.exhibits.overview import closing, edition
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened
from indicators.theme import LOOKS


def close(page: Opened) -> None:
    """The line at the foot of every page: sources, day, snapshot."""
    st.markdown(_closing(page.facts))


@remembered
def _closing(facts: Facts) -> str:
    return small(closing(facts))


def close_comparison(page: Opened) -> None:
    """The foot of a page whose exhibits each say where their figures come from."""
    st.markdown(small(edition(page.catalogue, page.language)))


def badge(status: str, text: str) -> str:
    """A status as icon, word and colour; absent ones without a tint."""
    look = LOOKS[status]
    if look.badge == "gray":
        return f":gray[:material/{look.icon}: {text}]"
    return f":{look.badge}-badge[:material/{look.icon}: {text}]"


def small(text: str) -> str:
    """A line in small muted letters; contrast 6.2, where st.caption has 4.25."""
    return f":small[:gray[{escaped(text)}]]" if text else ""
