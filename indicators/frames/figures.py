"""The figures of one area and its plans: one typed function a query.

What is asked of all communes at once stands in ``comparing``. One thing is decided here: with
which period to begin.
"""

from dataclasses import dataclass
from datetime import date, datetime

from indicators.engine import Engine
from indicators.frames.rows import rows_of
from indicators.vocabulary import Language


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
    before_status: str | None

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

    @property
    def asked(self) -> list[float]:
        """The plan on the scale of the value: one level, or both ends of a band.

        A change or a growth is asked from where it starts: empty where that is not known.
        """
        if self.plan is None:
            return []
        if self.form == "band" and self.band_high is not None:
            return [self.plan, self.band_high]
        if self.form not in ("change", "growth"):
            return [self.plan]
        if self.baseline is None:
            return []
        added = self.plan if self.form == "change" else abs(self.baseline) * self.plan / 100
        return [self.baseline + added]


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


def periods(engine: Engine, area: str) -> list[PeriodEntry]:
    return rows_of(PeriodEntry, engine.query("periods", area=area))


def opening_period(engine: Engine, area: str) -> str:
    """The period to begin with: the newest whose plans have figures, else the newest one.

    Where nothing is known at all, the last year that is over.
    """
    found = [entry.period for entry in periods(engine, area)]
    for period in found:
        if any(row.plan is not None for row in progress(engine, area, period)):
            return period
    return next(iter(found), str(datetime.now().astimezone().year - 1))


def values(engine: Engine, area: str, period: str) -> list[Value]:
    return rows_of(Value, engine.query("values", area=area, period=period))


def progress(engine: Engine, area: str, period: str) -> list[Progress]:
    return rows_of(Progress, engine.query("progress", area=area, period=period))


def history(engine: Engine, area: str, indicator: str) -> list[History]:
    return rows_of(History, engine.query("history", area=area, indicator=indicator))


def judgements(engine: Engine, area: str, indicator: str) -> list[Progress]:
    return rows_of(Progress, engine.query("judgements", area=area, indicator=indicator))


def plans(engine: Engine, area: str, indicator: str) -> list[PlanEntry]:
    return rows_of(PlanEntry, engine.query("plans", area=area, indicator=indicator))


def communes(engine: Engine, area: str, indicator: str, period: str) -> list[CommuneValue]:
    table = engine.query("communes", area=area, indicator=indicator, period=period)
    return rows_of(CommuneValue, table)


def observations(engine: Engine, most: int) -> list[ObservationRow]:
    """The recorded figures of the newest periods, at most so many of them."""
    return rows_of(ObservationRow, engine.query("observations", most=str(most)))


def reconciliation(engine: Engine, area: str) -> list[Reconciliation]:
    return rows_of(Reconciliation, engine.query("reconciliation", area=area))
