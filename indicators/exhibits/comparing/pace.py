"""The pace so far against the pace that the months left of a plan ask for."""

from dataclasses import dataclass
from datetime import date

from indicators import charts
from indicators.exhibits.comparing import frame, plotted
from indicators.exhibits.comparing.planned import (
    MOST_STEPS,
    Planned,
    asks_less,
    ends,
    only_ends,
    record,
)
from indicators.exhibits.comparing.view import Comparison
from indicators.exhibits.exhibit import Exhibit, Table
from indicators.frames import CommunePlan
from indicators.vocabulary import Status
from indicators.wording import against, comparing, numbers
from indicators.wording.words import word

_PRECISE = 1e-9


@dataclass(frozen=True)
class Pace(Planned):
    """What one commune does and must do a month; ``needed`` is None where the plan is met."""

    so_far: float
    needed: float | None


def months_left(plan: CommunePlan, end: date) -> int:
    """Whole months from the end of a period to the end of the plan."""
    return (plan.plan_end.year - end.year) * 12 + plan.plan_end.month - end.month


def _months_gone(plan: CommunePlan, end: date) -> int:
    return (end.year - plan.plan_start.year) * 12 + end.month - plan.plan_start.month + 1


def paces(comparison: Comparison) -> list[Pace]:
    """Every commune whose plan still runs, the one that must go fastest first."""
    now = comparison.now
    if now is None:
        return []
    found = []
    for level in comparison.levels:
        plan = comparison.plans.get(level.area_code)
        if plan is None or plan.achieved is None or plan.plan is None:
            continue
        left, gone = months_left(plan, now.period_end), _months_gone(plan, now.period_end)
        if left <= 0 or gone <= 0 or plan.form not in ("level", "change"):
            continue
        over_time, less = comparison.indicator.over_time, asks_less(plan, comparison)
        if over_time not in ("sum", "last") or (over_time == "sum" and less):
            continue  # A mean does not pile up; a cap is kept by going slowly.
        if _is_excess(plan, comparison):
            continue
        start = 0.0
        if over_time == "last" and plan.form == "level":
            if plan.baseline is None:
                continue  # Where a stock began is not known: it has no pace.
            start = plan.baseline
        turn = -1 if less else 1
        so_far = turn * (plan.achieved - start) / gone
        missing = turn * (plan.plan - plan.achieved)
        found.append(Pace(level, plan, so_far, missing / left if missing > 0 else None))
    return sorted(found, key=_urgency)


def _is_excess(plan: CommunePlan, comparison: Comparison) -> bool:
    """Whether a plan is for more than last year's sum: what is over it is no pace of its own."""
    return plan.form == "change" and comparison.indicator.over_time == "sum"


def _urgency(one: Pace) -> tuple[int, float, str]:
    """Those that stand still or go back first, then by how many times faster; the met last."""
    if one.needed is None:
        return 2, 0, one.level.area_code
    if one.so_far <= _PRECISE:
        return 0, one.so_far - one.needed, one.level.area_code
    return 1, -one.needed / one.so_far, one.level.area_code


def why_no_pace(comparison: Comparison) -> str:
    """Why there is no pace to tell; blank where there is one."""
    now = comparison.now
    if now is None or paces(comparison):
        return ""
    left = [one for one in comparison.plans.values() if months_left(one, now.period_end) > 0]
    if any(_is_excess(one, comparison) for one in left):
        return against.excess_no_pace(comparison.language)
    return comparing.said("no_pace" if left else "plan_over", comparison.language)


def pace(comparison: Comparison) -> Exhibit | None:
    """The pace so far against the pace that the months left ask for; None when none are left."""
    found = paces(comparison)
    now = comparison.now
    if not found or now is None:
        return None
    language = comparison.language
    left = max(months_left(one.plan, now.period_end) for one in found)
    listed = ends(found, comparison)
    faster = [one for one in found if one.needed is not None and one.needed > one.so_far]
    columns = (
        word("area", language),
        comparing.said("pace_so_far", language),
        comparing.said("pace_needed", language),
        word("status", language),
    )
    rows = [
        (
            frame.kind_and_name(one.level, comparison),
            _a_month(one.so_far, comparison),
            comparing.said("plan_met", language)
            if one.needed is None
            else _a_month(one.needed, comparison),
            word(one.plan.status, language),
        )
        for one in listed
    ]
    keys = [(one.level.name, one.so_far, one.needed, one.plan.status) for one in listed]
    drawn = [_row(one, comparison) for one in found[:MOST_STEPS]]
    names = comparing.said("pace_so_far", language), comparing.said("pace_needed", language)
    return frame.exhibit(
        comparison,
        "pace",
        headline=against.pace(len(faster), len(found), left, language),
        figure=charts.pace(
            drawn,
            *names,
            least_width=frame.least_width(comparison),
            illustrative_label=word("illustrative", language),
        ),
        plotted=plotted.pace(
            [
                (row, _per_month(row.so_far, comparison), _per_month(row.needed, comparison))
                for row in drawn
            ],
            names,
            _unit(comparison),
            language,
        ),
        table=Table(columns, tuple(rows), columns[1:3], tuple(keys)),
        records=()
        if len(listed) < len(found)
        else [
            record(
                one,
                comparison,
                months_left=months_left(one.plan, now.period_end),
                pace_so_far=one.so_far,
                pace_needed=one.needed,
            )
            for one in found
        ],
        remarks=(only_ends(listed, found, comparison),),
    )


def _per_month(value: float | None, comparison: Comparison) -> str:
    if value is None:
        return ""
    decimals = max(comparison.indicator.decimals, 1)
    return numbers.number(value, decimals, comparison.language)


def _a_month(value: float, comparison: Comparison) -> str:
    return f"{_per_month(value, comparison)} {_unit(comparison)}"


def _unit(comparison: Comparison) -> str:
    """``tỷ đồng/tháng``."""
    unit = numbers.change_unit(comparison.indicator, comparison.language)
    return f"{unit}/{comparing.said('a_month', comparison.language)}"


def _row(one: Pace, comparison: Comparison) -> charts.PaceRow:
    language = comparison.language
    if one.needed is None:
        text = comparing.said("plan_met", language)
    else:
        times = ""
        if one.so_far > 0 and one.needed > one.so_far:
            times = numbers.number(one.needed / one.so_far, 1, language)
        text = against.pace_text(_per_month(one.needed, comparison), times, language)
    return charts.PaceRow(
        one.level.area_code,
        one.level.name,
        one.so_far,
        one.needed,
        text,
        status=str(Status(one.plan.status)),
        hover=frame.hover(one.level, comparison),
        selected=frame.is_chosen(one.level, comparison),
        illustrative=one.plan.plan_illustrative or one.level.illustrative,
    )
