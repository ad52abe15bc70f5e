"""The page of sources: where every number comes from, and what changed since another snapshot."""

from dataclasses import replace
from typing import Final

import streamlit as st

from indicators import engine
from indicators.exhibits import changes
from indicators.exhibits import sources as exhibits
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.page.board import Section, draw_board
from indicators.page.boxes import exhibit_box, note_box
from indicators.page.drawing import close
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, begin, facts_of, guarded, open_page, select
from indicators.vocabulary import Language
from indicators.wording import comparing
from indicators.wording.revisions import said
from indicators.wording.words import lower_first, upper_first, word


@remembered
def _exhibits(facts: Facts) -> tuple[Exhibit | None, Exhibit, Exhibit]:
    return exhibits.reconciliation(facts), exhibits.sources(facts), exhibits.observations(facts)


_since = remembered(changes.since, 32)
_SINCE: Final = "since"
"""Where the address names the snapshot to compare with, by its number: 000041."""
_LONGEST_SHOWN: Final = 40
_WIDE: Final = 560
"""How wide the box of changes is at least, px, but on a phone."""


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
    if reconciliation is not None:
        box = exhibit_box(reconciliation, page.scope, reconciliation.name)
        draw_board("reconciliation", page.language, [Section("stack", ((box,),))])
    _changes(page)
    boxes = (exhibit_box(listed, page.scope), exhibit_box(observations, page.scope, tall=True))
    draw_board("sources", page.language, [Section("stack", (boxes,))])
    close(page)


def _changes(page: Opened) -> None:
    """Which statuses are others than in an earlier snapshot; why there is nothing to show else."""
    language = page.language
    numbers = engine.earlier(page.engine)
    asked = st.query_params.get(_SINCE, "")
    if asked and asked not in numbers:
        what = lower_first(said("since_snapshot", language))
        st.warning(comparing.unknown(what, escaped(asked[:_LONGEST_SHOWN]), language))
        asked = ""
    if numbers:
        named = said("snapshot_number", language)
        names = {one: upper_first(named.format(number=int(one))) for one in numbers}
        label = said("since_snapshot", language)
        select(_SINCE, label, names, asked or numbers[0], width=200, shown=True)
    # The box is as wide as the page: names and statuses have room beside each other.
    scope = page.scope if page.scope.narrow else replace(page.scope, width=_WIDE)
    found = _since(facts_of(page.engine, scope), asked)
    if found.exhibit is not None:
        box = exhibit_box(found.exhibit, scope)
    else:
        box = note_box(changes.CODE, word(changes.CODE, language), found.reason)
    draw_board("changes", language, [Section("stack", ((box,),))])
