"""Every exhibit of a district at once, and what its figures show; no tests here."""

import re
from functools import cache
from html import unescape
from typing import Any

from indicators.engine import Engine
from indicators.exhibits import indicator as sheets
from indicators.exhibits import overview, questions, sources
from indicators.exhibits.exhibit import Exhibit, Scope
from indicators.exhibits.facts import Facts, gather
from indicators.vocabulary import SECTORS, Language


@cache
def facts(source: Engine, language: Language, period: str = "2022", area: str = "020") -> Facts:
    """The facts of an area and period, gathered once a test run."""
    return gather(source, Scope(area, period, language))


@cache
def catalogued(found: Facts) -> tuple[Exhibit, ...]:
    """Every exhibit of the catalogue that the scope can answer, and the overview's own."""
    made = [each for sector in SECTORS for each in questions.sector(found, sector)]
    own = [overview.progress(found), overview.attention(found)]
    return (*made, *(each for each in own if each is not None))


@cache
def every(found: Facts) -> tuple[Exhibit, ...]:
    """Those of the catalogue, of the pages of indicators and of sources."""
    listed = [
        each for code in found.catalogue.indicators for each in sheets.sheet(found, code).exhibits
    ]
    again = sources.reconciliation(found)
    last = [sources.sources(found), sources.observations(found)]
    return (*catalogued(found), *listed, *([again] if again else []), *last)


def texts(figure: dict[str, Any] | None) -> list[str]:
    """Every text that a figure shows, from the top down."""
    if figure is None:
        return []
    notes = [(note["y"], note["text"]) for note in figure["layout"]["annotations"]]
    for trace in figure["data"]:
        if trace.get("mode") == "text":
            notes += zip(trace["y"], trace["text"], strict=True)
    shown = sorted(notes, key=lambda note: float(note[0]))
    return [unescape(re.sub(r"</?b>", "", text.replace("<br>", " "))) for _, text in shown]
