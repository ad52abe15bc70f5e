"""What the data folder says last of some indicators, cell by cell: nothing derived or judged.

Withdrawn versions are among them, so that what comes next can be told from what was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from indicators.engine import Engine
from indicators.frames.rows import rows_of


@dataclass(frozen=True, slots=True)
class KeptObservation:
    area_code: str
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
    known_from: datetime
    made_up: bool


@dataclass(frozen=True, slots=True)
class KeptPlan:
    area_code: str
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
    known_from: datetime
    made_up: bool


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """A published figure."""

    area_code: str
    indicator_code: str
    period: str
    measure: str
    assigner_code: str | None
    value: float
    resolution: float
    source_code: str
    note_vi: str | None
    note_en: str | None


def kept_observations(engine: Engine, indicators: Iterable[str]) -> list[KeptObservation]:
    table = engine.query("kept_observations", indicators=",".join(indicators))
    return rows_of(KeptObservation, table)


def kept_plans(engine: Engine, indicators: Iterable[str]) -> list[KeptPlan]:
    return rows_of(KeptPlan, engine.query("kept_plans", indicators=",".join(indicators)))


def kept_figures(engine: Engine, indicators: Iterable[str]) -> list[KeptFigure]:
    return rows_of(KeptFigure, engine.query("kept_figures", indicators=",".join(indicators)))
