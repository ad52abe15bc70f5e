"""A commune and its plan: what the exhibits of distance and of pace share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from indicators.exhibits.comparing import frame
from indicators.exhibits.comparing.view import Comparison, Level
from indicators.exhibits.exhibit import Record
from indicators.frames import CommunePlan
from indicators.wording import comparing

MOST_STEPS = 24
"""More communes than this are not drawn one by one."""


@dataclass(frozen=True)
class Planned:
    """One commune and its plan."""

    level: Level
    plan: CommunePlan


One = TypeVar("One", bound=Planned)


def asks_less(plan: CommunePlan, comparison: Comparison) -> bool:
    """Whether a plan is to come down: to a lower level, or by a change below zero."""
    if plan.form == "change" and plan.plan:
        return plan.plan < 0
    return comparison.indicator.better == "lower"


def ends(found: list[One], comparison: Comparison) -> list[One]:
    """Those that a person reads: of many the first, the last and the chosen."""
    view = comparison.view
    if len(found) <= view.most:
        return found
    middle = [
        one for one in found[view.ends : -view.ends] if frame.is_chosen(one.level, comparison)
    ]
    return [*found[: view.ends], *middle, *found[-view.ends :]]


def only_ends(listed: Sequence[Planned], found: Sequence[Planned], comparison: Comparison) -> str:
    """That a table holds a part, and where the whole is; blank where it holds all."""
    if len(listed) == len(found):
        return ""
    return comparing.only_some(len(listed), len(found), comparison.language)


def record(one: Planned, comparison: Comparison, **figures: float | None) -> Record:
    """One row of a file: the plan, what was achieved, and the exhibit's own ``figures``."""
    plan = one.plan
    return {
        "area_code": one.level.area_code,
        "area": frame.kind_and_name(one.level, comparison),
        "indicator_code": comparison.indicator.indicator_code,
        "period": plan.period,
        "plan_period": plan.plan_period,
        "assigner": plan.assigner_code,
        "achieved": plan.achieved,
        "plan": plan.plan,
        **figures,
        "status": plan.status,
        "plan_standing": frame.plan_standing(plan),
        "standing": one.level.standing,
        "snapshot": comparison.catalogue.edition.snapshot_id,
    }
