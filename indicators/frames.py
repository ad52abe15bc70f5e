"""One typed function a query: rows as frozen records, in the query's own order.

Nothing is computed, worded or drawn here, and one thing is decided: with which period to begin.
Numbers are unrounded; ``None`` is a blank. ``area_from`` tells which of the areas that had a code
one after another is meant: the first day of its validity, 0001-01-01 where that is open.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

import pyarrow as pa

from indicators.engine import Engine
from indicators.vocabulary import Language

Row = TypeVar("Row")


@dataclass(frozen=True)
class Area:
    area_code: str
    valid_from: date | None
    valid_to: date | None
    level: str
    kind_vi: str
    kind_en: str
    name: str
    parent_code: str | None
    latitude: float | None
    longitude: float | None
    tile_row: int | None
    tile_column: int | None


@dataclass(frozen=True)
class Indicator:
    indicator_code: str
    sector_code: str
    exhibit_code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str
    unit_code: str
    kind: str
    unit_vi: str
    unit_en: str
    decimals: int
    better: str
    over_areas: str
    over_time: str
    weight_code: str | None
    part_of: str | None
    definition_vi: str
    definition_en: str

    def name(self, language: Language) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def short(self, language: Language) -> str:
        return self.short_vi if language == "vi" else self.short_en

    def unit(self, language: Language) -> str:
        return self.unit_vi if language == "vi" else self.unit_en

    def definition(self, language: Language) -> str:
        return self.definition_vi if language == "vi" else self.definition_en


@dataclass(frozen=True)
class ExhibitEntry:
    """A question of the catalogue: where it is asked and in which form it is answered."""

    exhibit_code: str
    sector_code: str
    form: str
    name_vi: str
    name_en: str
    tile_position: int | None
    short_vi: str | None
    short_en: str | None

    def name(self, language: Language) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def short(self, language: Language) -> str:
        return (self.short_vi if language == "vi" else self.short_en) or self.name(language)


@dataclass(frozen=True)
class Assigner:
    assigner_code: str
    name_vi: str
    name_en: str
    short_vi: str
    short_en: str

    def name(self, language: Language) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def short(self, language: Language) -> str:
        return self.short_vi if language == "vi" else self.short_en


@dataclass(frozen=True)
class Source:
    source_code: str
    title_vi: str
    title_en: str
    publisher_vi: str
    publisher_en: str
    published_on: date
    reference: str | None
    standing_vi: str | None
    standing_en: str | None
    observations: int

    def title(self, language: Language) -> str:
        return self.title_vi if language == "vi" else self.title_en

    def publisher(self, language: Language) -> str:
        return self.publisher_vi if language == "vi" else self.publisher_en

    def standing(self, language: Language) -> str:
        return (self.standing_vi if language == "vi" else self.standing_en) or ""


@dataclass(frozen=True)
class Edition:
    snapshot_id: str
    created_at: datetime
    """In UTC."""
    as_of: date


@dataclass(frozen=True)
class PeriodEntry:
    period: str
    frequency: str
    observations: int


@dataclass(frozen=True)
class Value:
    """One indicator of an area in a period, beside the year before."""

    indicator_code: str
    period: str
    value: float | None
    whole: float | None
    qualifier: str | None
    status: str
    value_low: float | None
    value_high: float | None
    step: float | None
    derivation: str | None
    source_code: str
    note_vi: str | None
    note_en: str | None
    before_period: str | None
    before: float | None
    before_low: float | None
    before_high: float | None
    before_derivation: str | None

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class Progress:
    """One observation against one plan; ``completion`` in percent, unrounded."""

    indicator_code: str
    period: str
    assigner_code: str | None
    plan_period: str | None
    form: str | None
    value: float | None
    whole: float | None
    plan: float | None
    completion: float | None
    status: str
    standing: str | None
    qualifier: str | None
    baseline: float | None
    achieved: float | None
    band_high: float | None
    plan_low: float | None
    plan_high: float | None
    plan_derivation: str | None
    published_completion: float | None
    margin: float | None
    expected_completion: float | None
    pace: float | None
    baseline_used: float | None
    """The baseline, or of one that piles up over the period the part until now."""
    plan_based_on: float | None
    """What a plan that the source hides was derived from: the value of the plan's own period."""
    area_from: date


@dataclass(frozen=True)
class History:
    """One indicator of one area in one period."""

    period: str
    period_start: date
    period_end: date
    frequency: str
    value: float | None
    value_low: float | None
    value_high: float | None
    step: float | None
    whole: float | None
    qualifier: str | None
    status: str
    derivation: str | None
    derived_from: str | None
    source_code: str
    note_vi: str | None
    note_en: str | None
    file: str
    line: int
    area_from: date

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class PlanEntry:
    """One plan, as assigned; ``value`` is derived where ``derivation`` is not None."""

    period: str
    assigner_code: str
    form: str
    value: float | None
    value_low: float | None
    value_high: float | None
    band_high: float | None
    baseline: float | None
    derivation: str | None
    published: float | None
    decision: str | None
    version: str | None
    source_code: str
    note_vi: str | None
    note_en: str | None
    file: str
    line: int
    area_from: date

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class CommuneValue:
    """One commune and its figure, blank where it has none."""

    area_code: str
    name: str
    kind_vi: str
    kind_en: str
    tile_row: int | None
    tile_column: int | None
    period: str | None
    value: float | None
    whole: float | None
    step: float | None
    qualifier: str | None
    status: str | None
    source_code: str | None
    note_vi: str | None
    note_en: str | None

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class ObservationRow:
    area_code: str
    area: str
    indicator_code: str
    period: str
    value: float | None
    whole: float | None
    qualifier: str | None
    status: str
    source_code: str
    note_vi: str | None
    note_en: str | None
    file: str
    line: int

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class Reconciliation:
    """A number that the source prints beside the one that its own figures give."""

    indicator_code: str
    period: str
    measure: str
    assigner_code: str | None
    published: float
    half: float
    """Half of the last digit that the source prints."""
    recomputed: float | None
    recomputed_low: float | None
    recomputed_high: float | None
    verdict: str
    """agrees, differs, used (the plan or value was derived from it) or not_checkable."""
    source_code: str
    note_vi: str | None
    note_en: str | None
    file: str
    line: int

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


def _rows(row: type[Row], table: pa.Table) -> list[Row]:
    names = [field.name for field in fields(row)]  # type: ignore[arg-type]
    if names != table.column_names:
        raise TypeError(f"{row.__name__} has {names}, the query gives {table.column_names}")
    records: list[dict[str, Any]] = table.to_pylist()
    return [row(**record) for record in records]


def areas(engine: Engine) -> list[Area]:
    return _rows(Area, engine.query("areas"))


def indicators(engine: Engine) -> list[Indicator]:
    return _rows(Indicator, engine.query("indicators"))


def exhibits(engine: Engine) -> list[ExhibitEntry]:
    return _rows(ExhibitEntry, engine.query("exhibits"))


def assigners(engine: Engine) -> list[Assigner]:
    return _rows(Assigner, engine.query("assigners"))


def sources(engine: Engine) -> list[Source]:
    return _rows(Source, engine.query("sources"))


def edition(engine: Engine) -> Edition:
    return _rows(Edition, engine.query("edition"))[0]


def periods(engine: Engine, area: str) -> list[PeriodEntry]:
    return _rows(PeriodEntry, engine.query("periods", area=area))


def opening_period(engine: Engine, area: str) -> str:
    """The period to begin with: the newest whose plans have figures, else the newest one."""
    found = [entry.period for entry in periods(engine, area)]
    for period in found:
        if any(row.plan is not None for row in progress(engine, area, period)):
            return period
    return next(iter(found), "2000")


def values(engine: Engine, area: str, period: str) -> list[Value]:
    return _rows(Value, engine.query("values", area=area, period=period))


def progress(engine: Engine, area: str, period: str) -> list[Progress]:
    return _rows(Progress, engine.query("progress", area=area, period=period))


def history(engine: Engine, area: str, indicator: str) -> list[History]:
    return _rows(History, engine.query("history", area=area, indicator=indicator))


def judgements(engine: Engine, area: str, indicator: str) -> list[Progress]:
    return _rows(Progress, engine.query("judgements", area=area, indicator=indicator))


def plans(engine: Engine, area: str, indicator: str) -> list[PlanEntry]:
    return _rows(PlanEntry, engine.query("plans", area=area, indicator=indicator))


def communes(engine: Engine, area: str, indicator: str, period: str) -> list[CommuneValue]:
    table = engine.query("communes", area=area, indicator=indicator, period=period)
    return _rows(CommuneValue, table)


def observations(engine: Engine) -> list[ObservationRow]:
    return _rows(ObservationRow, engine.query("observations"))


def reconciliation(engine: Engine, area: str) -> list[Reconciliation]:
    return _rows(Reconciliation, engine.query("reconciliation", area=area))
