"""Meeting mode: an address that names a snapshot keeps to it, and every page says so.

The pin goes along with every link, so that wall, slides, pages and what is copied from them agree
for as long as a meeting lasts, whatever is published meanwhile.
"""

from pathlib import Path
from typing import Final

import streamlit as st

from indicators import engine
from indicators.engine import Engine
from indicators.exhibits.facts import Catalogue
from indicators.page.html import escaped
from indicators.vocabulary import Language
from indicators.wording.revisions import clock
from indicators.wording.words import word

PIN: Final = "snapshot"
"""Where the address names the snapshot, by its number: 000042."""

_LONGEST_SHOWN = 40


def asked() -> str:
    """The number of the snapshot that the address names; blank where it names none."""
    return st.query_params.get(PIN, "")


def pin(number: str) -> None:
    """Keep to the snapshot of that number from the next run on; blank: to none."""
    if number:
        st.query_params[PIN] = number
    else:
        st.query_params.pop(PIN, None)


def pinned(data: Path) -> Engine | None:
    """The engine of the snapshot pinned; None where none is, or it cannot be served."""
    number = asked()
    found = engine.pinned(data, number) if number else None
    if found is not None:
        # A snapshot that a meeting keeps to is not cleared away.
        engine.keep(data, number)
    return found


def number_of(known: Catalogue) -> str:
    """The number of a snapshot: 000042."""
    return known.edition.snapshot_id.rpartition("-")[2]


def sentence(known: Catalogue, language: Language, *, pinned: bool) -> str:
    """What the pin does, or why it does nothing; blank where the address pins nothing."""
    if pinned:
        time = clock(known.edition.created_at, language)
        return word("pinned", language).format(number=number_of(known), time=time)
    if number := asked():
        current = number_of(known)
        shown = number[:_LONGEST_SHOWN]
        return word("pin_gone", language).format(number=shown, current=current)
    return ""


def line(known: Catalogue, language: Language, *, pinned: bool) -> None:
    """On a page: what is pinned, and the way to let it go."""
    said = escaped(sentence(known, language, pinned=pinned))
    if not said:
        return
    with st.container(horizontal=True, key="pinned", vertical_alignment="center", gap="small"):
        st.markdown(f":material/keep: {said}", width="content")
        st.button(word("unpin", language), key="unpin", type="tertiary", on_click=pin, args=("",))


def pin_button(known: Catalogue, language: Language, *, pinned: bool) -> None:
    """The way into meeting mode; where a snapshot is pinned already, the page's head says so."""
    if not pinned:
        number = number_of(known)
        label = word("pin", language)
        st.button(label, key="pin", icon=":material/keep:", on_click=pin, args=(number,))
