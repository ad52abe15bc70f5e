"""Views of communes beside each other, of a made-up district or the shipped one; no tests here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from indicators.engine import Engine
from indicators.exhibits.comparing import distance, mapped, pace, ranked, trend
from indicators.exhibits.comparing.listing import listing
from indicators.exhibits.comparing.view import Comparison, View, compare
from indicators.exhibits.exhibit import Exhibit
from indicators.vocabulary import Language
from indicators.wording.words import word
from tests.commune_folder import ONE, THREE, TWO
from tests.small_folder import Cells

FOUR, FIVE = "00649", "00652"
COMMUNE: Cells = {"level": "commune", "parent_code": "020", "kind_vi": "xã", "kind_en": "commune"}
AREAS: Sequence[Cells] = [
    {},
    *(
        {**COMMUNE, "area_code": code, "name": name}
        for code, name in ((ONE, "Một"), (TWO, "Hai"), (THREE, "Ba"), (FOUR, "Bốn"), (FIVE, "Năm"))
    ),
]
SOURCES: Sequence[Cells] = [{"published_on": "2023-02-01"}, {"source_code": "illustrative"}]

BY = "commune_plan"
"""Who made the shipped plans of communes."""


def view(source: Engine, period: str = "2022", since: str = "", **asked: Any) -> Comparison:
    """A view of the one indicator of a small folder."""
    return compare(source, replace(View("output", period, since), **asked))


def every(comparison: Comparison) -> dict[str, Exhibit]:
    """All exhibits of a view that there are, by their codes."""
    made = (
        mapped.map_of(comparison),
        ranked.ranking(comparison),
        trend.trend(comparison),
        distance.gap(comparison),
        pace.pace(comparison),
        listing(comparison),
    )
    return {one.code: one for one in made if one is not None}


def says_so(one: Exhibit, language: Language) -> list[bool]:
    """Whether headline, finding, remarks and footnote each say that there are made-up figures."""
    said = word("illustrative", language).lower()
    return [
        said in one.headline.lower(),
        said in one.finding.lower(),
        word("illustrative_sentence", language) in one.remarks,
        said in one.footnote.lower(),
        one.illustrative,
    ]


def holds(one: Exhibit) -> bool:
    """Whether a record of an exhibit is made up."""
    standings = [record[key] for record in one.records for key in record if "standing" in key]
    return "illustrative" in standings
