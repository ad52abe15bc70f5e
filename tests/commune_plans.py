"""Communes and their plans, of a made-up district or the shipped one; no tests here."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from indicators.engine import Engine
from indicators.exhibits.comparing import distance
from indicators.exhibits.comparing.view import Comparison, View, compare
from indicators.exhibits.exhibit import Exhibit
from tests.commune_folder import COMMUNES, ONE, ruled
from tests.small_folder import Cells, small_folder

PLANNED = (
    "budget_revenue",
    "poor_households",
    "near_poor_households",
    "standard_schools",
    "cultural_families",
    "clearance_cases_settled",
)
"""The indicators whose plans of communes add up."""


def plan(period: str, value: object, area: str = ONE, **more: object) -> Cells:
    return {"area_code": area, "period": period, "value": value, **more}


def folder(
    path: Path,
    observations: Sequence[Cells],
    plans: Sequence[Cells],
    more_plans: Sequence[Cells] = (),
    **rule: object,
) -> Engine:
    """Three communes in the middle of 2022, their plans by the City."""
    made = small_folder(
        path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}, {"source_code": "illustrative"}],
        indicators=ruled(**rule),
        observations=observations,
        plans=plans,
    )
    if more_plans:
        made.write("plans", more_plans, below="illustrative")
    return made.published()


def view(source: Engine, period: str, **asked: Any) -> Comparison:
    return compare(source, replace(View("output", period, assigner="city"), **asked))


def gap_of(comparison: Comparison) -> Exhibit:
    found = distance.gap(comparison)
    assert found is not None
    return found
