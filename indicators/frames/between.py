"""Which plans stand otherwise in one snapshot than in another, and why.

Both sides were judged by the same views; here they are only held against each other. Why a status
changed is read off what it was judged by: nothing is computed again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isclose
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from indicators.engine import Engine
from indicators.frames import catalogue, figures
from indicators.frames.rows import rows_of
from indicators.vocabulary import Period, Status


class Cause(StrEnum):
    """Why a status is another one."""

    NEW_ACTUAL = "new_actual"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    """A figure was taken back, or an earlier state was restored that does not have it."""
    NEW_PLAN = "new_plan"
    AMENDED = "amended"
    """The plan, or its path."""
    PLAN_WITHDRAWN = "plan_withdrawn"
    """As of a figure."""
    AREA = "area"
    """The code means another area, or the area is there no more."""
    RULE = "rule"
    """A threshold, or how the indicator is judged and added up."""
    TIME = "time"
    """The figures speak for a later day; nothing else is new."""
    OTHER = "other"


@dataclass(frozen=True)
class PlanStanding:
    """One plan in one period: its status and what it was judged by."""

    area_code: str
    area_from: date
    indicator_code: str
    period: str
    plan_period: str
    assigner_code: str
    form: str
    value: float | None
    whole: float | None
    qualifier: str | None
    standing: str | None
    """Of the observation; None where there is none."""
    plan: float | None
    band_high: float | None
    baseline: float | None
    completion: float | None
    expected_completion: float | None
    status: str
    plan_derivation: str | None
    typed_plan: float | None
    typed_baseline: float | None
    report_due: date
    made_up: bool
    newest: bool
    """Whether the plan stands so now."""


@dataclass(frozen=True)
class Threshold:
    threshold_code: str
    value: float
    meaning_vi: str
    meaning_en: str


@dataclass(frozen=True)
class StatusChange:
    """A plan whose status is another one; ``before`` is None for a new plan, ``after`` for one
    that is gone. The causes are one at least, the weightiest first."""

    area_code: str
    indicator_code: str
    plan_period: str
    assigner_code: str
    before: PlanStanding | None
    after: PlanStanding | None
    causes: tuple[Cause, ...]

    @property
    def made_up(self) -> bool:
        return any(side is not None and side.made_up for side in (self.before, self.after))


@dataclass(frozen=True)
class PlanChange:
    """A plan that asks for something else, and stands as before all the same."""

    before: PlanStanding
    after: PlanStanding


_Plan = tuple[str, str, str, str]
"""Indicator, area, the plan's own period, assigner."""
_WAITING: Final = {Status.NOT_DUE, Status.NO_DATA, Status.LATE}
_RUNNING: Final = {Status.ON_TRACK, Status.AT_RISK, Status.BEHIND}
_TOLERANCE: Final = 1e-9
"""Of a sum: its last digits hang on the order in which threads add."""


def thresholds(engine: Engine) -> list[Threshold]:
    return rows_of(Threshold, engine.query("thresholds"))


def changes(
    before: Engine, after: Engine, *, area: str = "", illustrative: bool = True
) -> tuple[StatusChange, ...]:
    """Every status that is another one in ``after``, each with its causes, by indicator.

    Both engines answer by the schema and views of this code; they may be two snapshots, two
    vintages of one, or a proposal built aside. A status of a period is compared with that of the
    same period, and the newest status of a plan with its newest before.
    """
    return differences(before, after, area=area, illustrative=illustrative)[0]


def differences(
    before: Engine, after: Engine, *, area: str = "", illustrative: bool = True
) -> tuple[tuple[StatusChange, ...], tuple[PlanChange, ...]]:
    """As ``changes``; and the plans that were amended without any such change."""
    known = _Known(before, after)
    asked = {"area": area, "illustrative": "1" if illustrative else "0"}
    tables = [one.query("standings", **asked) for one in (before, after)]
    sides = [_by_plan(rows_of(PlanStanding, each)) for each in _telling(*tables)]
    found: list[StatusChange] = []
    amended: list[PlanChange] = []
    for plan in dict.fromkeys([*sides[1], *sides[0]]):
        earlier, later = (side.get(plan, {}) for side in sides)
        indicator, where, plan_period, assigner = plan
        changed = [
            StatusChange(where, indicator, plan_period, assigner, old, new, causes)
            for old, new in _pairs(earlier, later)
            if (causes := known.causes(old, new))
        ]
        found += changed
        old, new = _newest(earlier), _newest(later)
        if not changed and old is not None and new is not None and _by_plan_itself(old, new):
            amended.append(PlanChange(old, new))
    return tuple(sorted(found, key=_order)), tuple(amended)


def _telling(before: pa.Table, after: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Of each side the rows that can tell of a change: how each plan stands now, and the periods
    in which it stands otherwise. Of a long past these are few."""
    names = ("indicator_code", "area_code", "plan_period", "assigner_code", "period")
    # No code holds a slash.
    keys = [pc.binary_join_element_wise(*(one[name] for name in names), "/")
            for one in (before, after)]  # fmt: skip

    def telling(side: int) -> pa.Table:
        ours, other = (before, after) if side == 0 else (after, before)
        again = other["status"].take(pc.index_in(keys[side], keys[1 - side]))
        changed = pc.fill_null(pc.not_equal(ours["status"], again), False)
        return ours.filter(pc.or_(ours["newest"], changed))

    return telling(0), telling(1)


def _by_plan(rows: Sequence[PlanStanding]) -> dict[_Plan, dict[str, PlanStanding]]:
    plans: dict[_Plan, dict[str, PlanStanding]] = {}
    for row in rows:
        plan = (row.indicator_code, row.area_code, row.plan_period, row.assigner_code)
        plans.setdefault(plan, {})[row.period] = row
    return plans


def _order(change: StatusChange) -> tuple[str, str, str, str, date]:
    side = change.after or change.before
    end = Period.parse(side.period).end if side else date.min
    return (
        *(change.indicator_code, change.area_code, change.plan_period, change.assigner_code),
        end,
    )


def _newest(rows: Mapping[str, PlanStanding]) -> PlanStanding | None:
    return next((row for row in rows.values() if row.newest), None)


def _age(row: PlanStanding) -> tuple[bool, date, int]:
    period = Period.parse(row.period)
    return (row.standing is not None, period.end, -period.start.toordinal())


def _pairs(
    earlier: Mapping[str, PlanStanding], later: Mapping[str, PlanStanding]
) -> Iterator[tuple[PlanStanding | None, PlanStanding | None]]:
    """What is to be held against each other of one plan, where the status differs."""
    old, new = _newest(earlier), _newest(later)
    if old is None or new is None:
        yield old, new
        return
    if old.period != new.period and old.status != new.status:
        yield old, new
    for period, row in earlier.items():
        again = later.get(period)
        if again is not None and again.status != row.status:
            yield row, again


class _Known:
    """What two engines know besides the plans: areas, rules, the days that they speak for."""

    def __init__(self, before: Engine, after: Engine) -> None:
        self.engines = (before, after)
        self.areas = [
            {(one.area_code, one.valid_from or date.min) for one in catalogue.areas(side)}
            for side in self.engines
        ]
        self.limits = [
            {one.threshold_code: one.value for one in thresholds(side)} for side in self.engines
        ]
        self.rules = [
            {
                one.indicator_code: (
                    *(one.better, one.over_areas, one.over_time, one.unit_code),
                    *(one.numerator_code, one.denominator_code, one.weight_code),
                )
                for one in catalogue.indicators(side)
            }
            for side in self.engines
        ]
        days = [catalogue.edition(side).as_of for side in self.engines]
        self.time_passed = days[0] != days[1]

    def causes(self, old: PlanStanding | None, new: PlanStanding | None) -> tuple[Cause, ...]:
        """Why one became the other; one cause at least, the weightiest first."""
        if old is None or new is None:
            return (self._come_or_gone(old, new),)
        found = [
            *([Cause.AREA] if old.area_from != new.area_from else []),
            *_by_figure(old, new),
            *_by_plan_itself(old, new),
        ]
        if self._other_rules(old, new):
            found.append(Cause.RULE)
        if not found and self.time_passed and {old.status, new.status} <= _WAITING:
            found.append(Cause.TIME)
        return tuple(found) or (_by_what_it_hangs_on(old, new),)

    def _come_or_gone(self, old: PlanStanding | None, new: PlanStanding | None) -> Cause:
        row, other = (new, 0) if old is None else (old, 1)
        if row is None:
            return Cause.OTHER
        if (row.area_code, row.area_from) not in self.areas[other]:
            return Cause.AREA
        plans = figures.plans(self.engines[other], row.area_code, row.indicator_code)
        if any(
            (one.period, one.assigner_code) == (row.plan_period, row.assigner_code) for one in plans
        ):
            # It is a step on the way of a longer plan there.
            return Cause.AMENDED
        return Cause.NEW_PLAN if old is None else Cause.PLAN_WITHDRAWN

    def _other_rules(self, old: PlanStanding, new: PlanStanding) -> bool:
        code = new.indicator_code
        if self.rules[0].get(code) != self.rules[1].get(code):
            return True
        if {old.status, new.status} & _RUNNING:
            limits = ({k: v for k, v in one.items() if k != "report_days"} for one in self.limits)
            return next(limits) != next(limits)
        return old.report_due != new.report_due and {old.status, new.status} <= _WAITING


def _by_figure(old: PlanStanding, new: PlanStanding) -> list[Cause]:
    if old.period != new.period:
        gone = _age(old) >= _age(new)
        return [Cause.WITHDRAWN if gone and old.standing is not None else Cause.NEW_ACTUAL]
    if old.value is None and new.value is not None:
        return [Cause.NEW_ACTUAL]
    if old.value is not None and new.value is None:
        return [Cause.WITHDRAWN]
    applies = Status.NOT_APPLICABLE in (old.status, new.status)
    if not (_same(old.value, new.value) and _same(old.whole, new.whole)) or applies:
        return [Cause.REVISED]
    return []


def _by_plan_itself(old: PlanStanding, new: PlanStanding) -> list[Cause]:
    same = (
        old.form == new.form
        and _same(old.typed_plan, new.typed_plan)
        and _same(old.band_high, new.band_high)
        and _same(old.typed_baseline, new.typed_baseline)
    )
    return [] if same else [Cause.AMENDED]


def _by_what_it_hangs_on(old: PlanStanding, new: PlanStanding) -> Cause:
    """Neither figure nor plan was typed anew: what they were derived from, or the plan's path."""
    if not (_same(old.plan, new.plan) and _same(old.baseline, new.baseline)):
        return Cause.REVISED
    if not _same(old.expected_completion, new.expected_completion):
        return Cause.AMENDED
    return Cause.OTHER


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
