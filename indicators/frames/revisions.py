"""What was said of one indicator before: versions of its figures and plans, and since when."""

from dataclasses import dataclass
from datetime import date, datetime

from indicators.engine import Engine
from indicators.frames.rows import rows_of
from indicators.vocabulary import Language


@dataclass(frozen=True)
class ObservationVersion:
    """One version of a figure; moments are in UTC."""

    period: str
    value: float | None
    whole: float | None
    qualifier: str | None
    resolution: float | None
    status: str
    source_code: str
    note_vi: str | None
    note_en: str | None
    file: str
    line: int
    area_from: date
    known_from: datetime
    replaced_on: datetime | None
    counts: bool

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class PlanVersion:
    """One version of a plan as it was typed; moments are in UTC."""

    period: str
    assigner_code: str
    form: str
    value: float | None
    value_high: float | None
    baseline: float | None
    decision: str | None
    version: str | None
    source_code: str
    note_vi: str | None
    note_en: str | None
    file: str
    line: int
    area_from: date
    known_from: datetime
    replaced_on: datetime | None
    counts: bool

    def note(self, language: Language) -> str:
        return (self.note_vi if language == "vi" else self.note_en) or ""


@dataclass(frozen=True)
class KnownDay:
    """A day (UTC) on which so many versions became known."""

    day: date
    observations: int
    plans: int


def observation_versions(engine: Engine, area: str, indicator: str) -> list[ObservationVersion]:
    table = engine.query("observation_versions", area=area, indicator=indicator)
    return rows_of(ObservationVersion, table)


def plan_versions(engine: Engine, area: str, indicator: str) -> list[PlanVersion]:
    table = engine.query("plan_versions", area=area, indicator=indicator)
    return rows_of(PlanVersion, table)


def known_days(engine: Engine, area: str, indicator: str) -> list[KnownDay]:
    """The days on which what is known of an indicator changed, the earliest first."""
    return rows_of(KnownDay, engine.query("known_days", area=area, indicator=indicator))
