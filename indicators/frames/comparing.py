"""The communes beside each other, over time and at once: one typed function a query.

``illustrative`` says whether made-up figures are among the answers. A *rate* is what communes are
compared by: percent of the whole where the indicator has one, else the value. ``to_date`` is from
January to the end of the period. A *frequency* is A, Q or M. Nothing is computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators.engine import Engine
from indicators.frames.rows import rows_of


@dataclass(frozen=True)
class Coverage:
    """An indicator and a period for which at least one commune has a figure."""

    indicator_code: str
    frequency: str
    period: str
    period_start: date
    period_end: date
    communes: int
    """How many there were at the end of the period."""
    applicable: int
    """Of those, to how many the indicator applies."""
    reported: int
    """Of those, how many have a rate."""
    illustrative: int
    """Of those, how many only an illustrative one."""


@dataclass(frozen=True)
class Ranked:
    """One commune, its figure, the one of another period, and its place among all that reported.

    Communes that share a place are ``tied`` with itself among them; the next place is left out.
    """

    area_code: str
    area_from: date
    name: str
    kind_vi: str
    kind_en: str
    tile_row: int | None
    tile_column: int | None
    latitude: float | None
    longitude: float | None
    value: float | None
    whole: float | None
    rate: float | None
    to_date: float | None
    whole_to_date: float | None
    rate_to_date: float | None
    before_value: float | None
    before_whole: float | None
    before_rate: float | None
    before_to_date: float | None
    before_whole_to_date: float | None
    before_rate_to_date: float | None
    before_status: str | None
    before_status_to_date: str | None
    status: str | None
    status_to_date: str | None
    parts: int | None
    """How many recorded figures the value is made of."""
    qualifier: str | None
    step: float | None
    source_code: str | None
    place: int | None
    place_to_date: int | None
    place_before: int | None
    place_before_to_date: int | None
    tied: int | None
    tied_to_date: int | None
    reported: int
    reported_to_date: int


@dataclass(frozen=True)
class CommunePlan:
    """One commune against one plan; ``completion`` in percent, unrounded."""

    area_code: str
    area_from: date
    period: str
    plan_period: str
    assigner_code: str
    form: str
    value: float | None
    """Inside the plan's period of an indicator that piles up: to date."""
    plan: float | None
    band_high: float | None
    baseline: float | None
    baseline_used: float | None
    achieved: float | None
    """The value, or of a plan to change by: the change, in the plan's own terms."""
    completion: float | None
    expected_completion: float | None
    pace: float | None
    margin: float | None
    """Distance from the plan in its own terms, below zero where it is missed."""
    expected: float | None
    """What the way to the plan asks for by now, as ``achieved`` counts; None when it is over."""
    status: str
    standing: str | None
    plan_illustrative: bool
    plan_start: date
    plan_end: date


@dataclass(frozen=True)
class TimelineEntry:
    """One indicator of one area in one period, alone and to date."""

    period: str
    period_start: date
    period_end: date
    area_from: date
    value: float | None
    whole: float | None
    rate: float | None
    to_date: float | None
    whole_to_date: float | None
    rate_to_date: float | None
    status: str
    status_to_date: str
    parts: int
    qualifier: str | None
    step: float | None
    source_code: str


@dataclass(frozen=True)
class Spread:
    """The communes of an area in one period: how far apart, and what they come to together.

    Totals are of those that reported; ``total_rate`` compares with the rates of communes.
    """

    period: str
    period_start: date
    period_end: date
    communes: int
    applicable: int
    reported: int
    reported_to_date: int
    illustrative: int
    illustrative_to_date: int
    lowest: float | None
    median: float | None
    highest: float | None
    lowest_to_date: float | None
    median_to_date: float | None
    highest_to_date: float | None
    total: float | None
    total_whole: float | None
    total_rate: float | None
    total_to_date: float | None
    total_whole_to_date: float | None
    total_rate_to_date: float | None


@dataclass(frozen=True)
class Selection:
    """Some communes put together by the indicator's own rule, ``over_areas``."""

    over_areas: str
    chosen: int
    """How many of the codes are communes of the area in that period."""
    reported: int
    reported_to_date: int
    illustrative: int
    illustrative_to_date: int
    value: float | None
    whole: float | None
    rate: float | None
    to_date: float | None
    whole_to_date: float | None
    rate_to_date: float | None


@dataclass(frozen=True)
class ProfileEntry:
    """One indicator of one commune: its newest yearly figure, and its place among the others."""

    indicator_code: str
    period: str
    value: float | None
    whole: float | None
    rate: float | None
    status: str
    place: int | None
    tied: int | None
    reported: int | None
    illustrative: int | None
    """Of those that reported, how many only an illustrative figure."""
    median: float | None
    qualifier: str | None
    step: float | None
    source_code: str


@dataclass(frozen=True)
class ProfilePlan(CommunePlan):
    """One plan of a commune's newest yearly figure of an indicator."""

    indicator_code: str


@dataclass(frozen=True)
class RecordEntry:
    """One commune and period, as a file of figures holds it."""

    area_code: str
    area_from: date
    name: str
    indicator_code: str
    period: str
    value: float | None
    whole: float | None
    rate: float | None
    to_date: float | None
    whole_to_date: float | None
    rate_to_date: float | None
    status: str
    status_to_date: str
    source_code: str
    parts: int
    qualifier: str | None
    step: float | None


def _said(illustrative: bool) -> str:
    return "1" if illustrative else "0"


def coverage(engine: Engine, area: str, illustrative: bool) -> list[Coverage]:
    return rows_of(
        Coverage, engine.query("commune_coverage", area=area, illustrative=_said(illustrative))
    )


def ranking(
    engine: Engine, area: str, indicator: str, period: str, before: str, illustrative: bool
) -> list[Ranked]:
    """Every commune at the end of ``period``, by code; ``before`` may be empty."""
    table = engine.query(
        "commune_ranking",
        area=area,
        indicator=indicator,
        period=period,
        before=before,
        illustrative=_said(illustrative),
    )
    return rows_of(Ranked, table)


def commune_plans(
    engine: Engine, area: str, indicator: str, period: str, assigner: str, illustrative: bool
) -> list[CommunePlan]:
    """The plans of one assigner, or of all where ``assigner`` is empty."""
    table = engine.query(
        "commune_plans",
        area=area,
        indicator=indicator,
        period=period,
        assigner=assigner,
        illustrative=_said(illustrative),
    )
    return rows_of(CommunePlan, table)


def commune_assigners(engine: Engine, area: str, indicator: str, illustrative: bool) -> list[str]:
    """The codes of those who planned this indicator for communes, in the catalogue's order."""
    table = engine.query(
        "commune_assigners", area=area, indicator=indicator, illustrative=_said(illustrative)
    )
    codes: list[str] = table.column("assigner_code").to_pylist()
    return codes


def timeline(
    engine: Engine, area: str, indicator: str, frequency: str, illustrative: bool
) -> list[TimelineEntry]:
    """``area``: one commune, or the district."""
    table = engine.query(
        "commune_timeline",
        area=area,
        indicator=indicator,
        frequency=frequency,
        illustrative=_said(illustrative),
    )
    return rows_of(TimelineEntry, table)


def spread(
    engine: Engine, area: str, indicator: str, frequency: str, illustrative: bool
) -> list[Spread]:
    table = engine.query(
        "commune_spread",
        area=area,
        indicator=indicator,
        frequency=frequency,
        illustrative=_said(illustrative),
    )
    return rows_of(Spread, table)


def selection(
    engine: Engine,
    area: str,
    indicator: str,
    period: str,
    areas: Sequence[str],
    illustrative: bool,
) -> Selection | None:
    """Some communes together; None where the indicator or the period is not known."""
    table = engine.query(
        "commune_selection",
        area=area,
        indicator=indicator,
        period=period,
        areas=",".join(areas),
        illustrative=_said(illustrative),
    )
    return next(iter(rows_of(Selection, table)), None)


def profile(engine: Engine, area: str, period: str, illustrative: bool) -> list[ProfileEntry]:
    """``area``: a commune; ``period``: a year."""
    table = engine.query(
        "commune_profile", area=area, period=period, illustrative=_said(illustrative)
    )
    return rows_of(ProfileEntry, table)


def profile_plans(engine: Engine, area: str, period: str, illustrative: bool) -> list[ProfilePlan]:
    """The plans of what ``profile`` holds: of one indicator those due first come first."""
    table = engine.query(
        "commune_profile_plans", area=area, period=period, illustrative=_said(illustrative)
    )
    return rows_of(ProfilePlan, table)


def records(
    engine: Engine, area: str, indicator: str, frequency: str, illustrative: bool
) -> list[RecordEntry]:
    table = engine.query(
        "commune_records",
        area=area,
        indicator=indicator,
        frequency=frequency,
        illustrative=_said(illustrative),
    )
    return rows_of(RecordEntry, table)
