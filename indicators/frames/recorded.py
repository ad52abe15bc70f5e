"""What was typed of one area, cell by cell: nothing derived, summed or judged."""

from dataclasses import dataclass
from datetime import date

from indicators.engine import Engine
from indicators.frames.rows import rows_of


@dataclass(frozen=True)
class RecordedObservation:
    area_from: date
    indicator_code: str
    period: str
    value: float | None
    whole: float | None
    qualifier: str | None
    resolution: float | None
    status: str
    source_code: str
    note_vi: str | None
    note_en: str | None
    made_up: bool


@dataclass(frozen=True)
class RecordedPlan:
    area_from: date
    indicator_code: str
    period: str
    form: str
    value: float | None
    value_high: float | None
    baseline: float | None
    assigner_code: str
    decision: str | None
    version: str | None
    source_code: str
    note_vi: str | None
    note_en: str | None
    made_up: bool


def recorded_observations(engine: Engine, area: str) -> list[RecordedObservation]:
    table = engine.query("recorded_observations", area=area)
    return rows_of(RecordedObservation, table)


def recorded_plans(engine: Engine, area: str) -> list[RecordedPlan]:
    return rows_of(RecordedPlan, engine.query("recorded_plans", area=area))
