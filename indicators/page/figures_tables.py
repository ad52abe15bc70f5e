"""The tables of what would change: rows and statuses, of files handed in or of an earlier state.

What stands in a row is worded elsewhere; how many are listed, and what is said of the rest, here.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from indicators.page.drawing import small
from indicators.page.html import table
from indicators.vocabulary import Language
from indicators.wording.keeping import say

SHOWN: Final = 200
"""So many rows are listed."""


def draw_rows(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    more: int,
    language: Language,
    *,
    rest: str = "more_rows",
) -> None:
    """A table that scrolls; ``rest`` says of how many ``more`` there are that are not listed."""
    counted = say("rows", language, {"count": len(rows)})
    st.html(table(columns, rows, title, counted))
    if more > 0:
        st.markdown(small(say(rest, language, {"count": more})))


def draw_statuses(statuses: Sequence[Mapping[str, Any]], count: int, language: Language) -> None:
    """The statuses that would be others, of which there are ``count``."""
    if not statuses:
        return
    title = say("statuses_title", language)
    st.markdown(f"**{title}**")
    columns = [say(f"column_{key}", language) for key in ("row", "before", "after")]
    rows = [
        tuple(one[key][language] for key in ("name", "before", "after")) for one in statuses[:SHOWN]
    ]
    draw_rows(title, columns, rows, count - len(rows), language)
