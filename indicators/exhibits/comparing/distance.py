"""How far the communes are from plan: each one's part of the distance, and the pace left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from indicators import charts
from indicators.charts.waterfall import Verdict
from indicators.exhibits.comparing import frame
from indicators.exhibits.comparing.view import ENDS, MOST_LISTED, Comparison, Level, is_judged
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.frames import CommunePlan
from indicators.vocabulary import Period, Standing, Status
from indicators.wording import comparing, numbers
from indicators.wording.words import word

_ADDITIVE = ("sum", "ratio_of_sums")
_SUMMED = ("level", "change")
_PRECISE = 1e-9
_MOST_STEPS = 24
_MOST_NAMED = 3
_FEW = 3


@dataclass(frozen=True)
class Planned:
    """One commune and its plan."""

    level: Level
    plan: CommunePlan


@dataclass(frozen=True)
class Distance(Planned):
    """How far one commune is from its plan, above zero where it is ahead; in the plan's unit."""

    ahead: float


_One = TypeVar("_One", bound=Planned)


def distances(comparison: Comparison) -> list[Distance]:
    """Every commune with a plan and a figure, the one that holds back most first.

    Where the way of a running plan is known for some, those without one are left out: what a
    whole year asks for does not go together with what a part of it does.
    """
    return _together(_measured(comparison))


def _measured(comparison: Comparison) -> list[Distance]:
    found = []
    for level in comparison.levels:
        plan = comparison.plans.get(level.area_code)
        if plan is None or plan.achieved is None or plan.margin is None:
            continue
        ahead = plan.margin
        if plan.expected is not None:
            # Inside the plan's period: from where its way should have led by now.
            ahead = plan.achieved - plan.expected
            ahead = -ahead if _asks_less(plan, comparison) else ahead
        found.append(Distance(level, plan, ahead))
    return sorted(found, key=lambda one: (one.ahead, one.level.area_code))


def _together(measured: list[Distance]) -> list[Distance]:
    if not _inside(measured):
        return measured
    return [one for one in measured if one.plan.expected is not None or _is_over(one.plan)]


def _is_over(plan: CommunePlan) -> bool:
    return plan.plan_end <= Period.parse(plan.period).end


def _asks_less(plan: CommunePlan, comparison: Comparison) -> bool:
    """Whether a plan is to come down: to a lower level, or by a change below zero."""
    if plan.form == "change" and plan.plan:
        return plan.plan < 0
    return comparison.indicator.better == "lower"


def why_none(comparison: Comparison) -> str:
    """Why there is no waterfall; blank where there is one."""
    return _why_none(comparison, _measured(comparison))


def _why_none(comparison: Comparison, measured: list[Distance]) -> str:
    language, indicator = comparison.language, comparison.indicator
    if comparison.view.assigner and not is_judged(comparison.view):
        return comparing.said("alone_no_plan", language)
    if not measured:
        return comparing.said("no_plan", language)
    if indicator.over_areas not in _ADDITIVE or indicator.numerator_code:
        # What is computed is a quotient: a sum of those means nothing.
        said = comparing.not_summed(indicator.over_areas, language)
        return said or comparing.said("no_districts_sum", language)
    kinds = {(one.plan.form, _asks_less(one.plan, comparison)) for one in measured}
    if len(kinds) > 1 or measured[0].plan.form not in _SUMMED:
        return comparing.plans_not_summed(language)
    return ""


def gap(comparison: Comparison) -> Exhibit | None:
    """How much of the distance from plan each commune accounts for; adds up exactly."""
    measured = _measured(comparison)
    if _why_none(comparison, measured):
        return None
    language = comparison.language
    found = _together(measured)
    listed = _ends(found, comparison)
    total = sum(one.ahead for one in found)
    short = -sum(one.ahead for one in found if one.ahead < 0)
    held = [one for one in found if one.ahead < -_PRECISE]
    named = [f"{one.level.name} ({_signed(one.ahead, comparison)})" for one in held[:_MOST_NAMED]]
    if tied := _tied(held, comparison):
        named.append(comparing.as_many(tied, language))
    fewer = comparison.indicator.better == "lower" and all(_levels(one) for one in found)
    if abs(total) <= _PRECISE:
        headline = comparing.exactly_met(language)
    else:
        size = numbers.change(abs(total), comparison.indicator, language)
        headline = comparing.distance(size, total > 0, named, language, fewer=fewer)
    columns = (
        word("area", language),
        comparing.said("achieved", language),
        comparing.said("plan_path" if _inside(found) else "plan_start", language),
        comparing.said("difference", language),
        word("status", language),
    )
    rows = [
        (
            frame.kind_and_name(one.level, comparison),
            _amount(one.plan.achieved, comparison),
            _amount(_asked(one.plan), comparison),
            _signed(one.ahead, comparison),
            word(one.plan.status, language),
        )
        for one in listed
    ]
    keys = [
        (one.level.name, one.plan.achieved, _asked(one.plan), one.ahead, one.plan.status)
        for one in listed
    ]
    missing = len(comparison.levels) - len(comparison.excused) - len(measured)
    pathless = len(measured) - len(found)
    left_out = {
        "vi": f"{missing} đơn vị chưa có số liệu hoặc kế hoạch nên không được tính.",
        "en": f"{comparing.units(missing, language)} without a figure or a plan "
        f"{'is' if missing == 1 else 'are'} not counted.",
    }[language]
    return frame.exhibit(
        comparison,
        "gap",
        headline=headline,
        subtitle=", ".join(
            (
                comparison.indicator.name(language),
                numbers.change_unit(comparison.indicator, language),
                frame.when(comparison),
            )
        ),
        figure=_waterfall(comparison, found, total, short),
        table=Table(columns, tuple(rows), columns[1:4], tuple(keys)),
        # Of many, the figures stand in the files of the page: a part of them is no file.
        records=()
        if len(listed) < len(found)
        else [
            _record(one, comparison, expected=one.plan.expected, distance=one.ahead)
            for one in found
        ],
        remarks=(
            comparing.said("fewer_is_ahead", language) if fewer else "",
            left_out if missing else "",
            comparing.without_path(pathless, language) if pathless else "",
            _only_ends(listed, found, comparison),
        ),
    )


def _levels(one: Planned) -> bool:
    return one.plan.form == "level"


def _tied(held: Sequence[Distance], comparison: Comparison) -> int:
    """How many not named hold back just as much as the last that is."""
    if len(held) <= _MOST_NAMED:
        return 0
    last = _signed(held[_MOST_NAMED - 1].ahead, comparison)
    return sum(1 for one in held[_MOST_NAMED:] if _signed(one.ahead, comparison) == last)


def _ends(found: list[_One], comparison: Comparison) -> list[_One]:
    """Those that a person reads: of many the first, the last and the chosen."""
    if len(found) <= MOST_LISTED:
        return found
    middle = [one for one in found[ENDS:-ENDS] if frame.is_chosen(one.level, comparison)]
    return [*found[:ENDS], *middle, *found[-ENDS:]]


def _only_ends(listed: Sequence[Planned], found: Sequence[Planned], comparison: Comparison) -> str:
    if len(listed) == len(found):
        return ""
    return comparing.only_some(len(listed), len(found), comparison.language)


def _inside(found: list[Distance]) -> bool:
    return any(one.plan.expected is not None for one in found)


def _asked(plan: CommunePlan) -> float | None:
    return plan.plan if plan.expected is None else plan.expected


def _amount(value: float | None, comparison: Comparison) -> str:
    if value is None:
        return ""
    return numbers.amount(value, comparison.indicator, comparison.language)


def _signed(value: float, comparison: Comparison) -> str:
    text = numbers.number(abs(value), comparison.indicator.decimals, comparison.language)
    if not numbers.round_half_up(value, comparison.indicator.decimals):
        return text
    return ("+" if value > 0 else numbers.MINUS) + text


def _waterfall(
    comparison: Comparison, found: list[Distance], total: float, short: float
) -> charts.Figure:
    language = comparison.language
    steps: list[charts.Step] = []
    at = 0.0
    for group in _grouped(found):
        after = at + sum(one.ahead for one in group)
        first = group[0]
        name, hover = first.level.name, frame.hover(first.level, comparison)
        if len(group) > 1:
            name = comparing.units(len(group), language)
            hover = "\n".join(one.level.name for one in group[:_MOST_STEPS])
        elif first.ahead < 0 and short > 0:
            part = numbers.percent(100 * -first.ahead / short, language)
            hover += "\n" + comparing.share_of_gap(part, language)
        steps.append(
            charts.Step(
                first.level.area_code if len(group) == 1 else "",
                name,
                at,
                after,
                _signed(after - at, comparison),
                _verdict(after - at),
                hover,
                any(frame.is_chosen(one.level, comparison) for one in group),
                any(one.plan.plan_illustrative or one.level.illustrative for one in group),
            )
        )
        at = after
    asked = sum(_asked(one.plan) or 0 for one in found)
    achieved = sum(one.plan.achieved or 0 for one in found)
    start = comparing.said("plan_path" if _inside(found) else "plan_start", language)
    made_up = any(one.plan.plan_illustrative for one in found)
    return charts.waterfall(
        charts.End(start, _amount(asked, comparison), illustrative=made_up),
        steps,
        charts.End(
            comparing.said("achieved", language),
            _amount(achieved, comparison),
            note=_signed(total, comparison),
            illustrative=any(one.level.illustrative for one in found),
        ),
        _verdict(total),
        {"better": comparing.said("ahead", language), "worse": comparing.said("short", language)},
        least_width=frame.least_width(comparison),
        illustrative_label=word("illustrative", language),
    )


def _grouped(found: list[Distance]) -> list[list[Distance]]:
    """One commune a step; those exactly on plan are one, and so are those in the middle of many."""
    exact = [one for one in found if abs(one.ahead) <= _PRECISE]
    if len(exact) < _FEW:
        exact = []
    rest = [one for one in found if not exact or abs(one.ahead) > _PRECISE]
    half = _MOST_STEPS // 2
    if len(rest) > _MOST_STEPS:
        middle = list(rest[half:-half]) + exact
        groups = [[one] for one in rest[:half]] + [middle] + [[one] for one in rest[-half:]]
    else:
        short = [[one] for one in rest if one.ahead < 0]
        groups = short + ([exact] if exact else []) + [[one] for one in rest if one.ahead >= 0]
    return groups


def _verdict(ahead: float) -> Verdict:
    return "better" if ahead > _PRECISE else "worse" if ahead < -_PRECISE else ""


def _record(one: Planned, comparison: Comparison, **figures: float | None) -> Record:
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
        "plan_standing": Standing.ILLUSTRATIVE if plan.plan_illustrative else Standing.OFFICIAL,
        "standing": one.level.standing,
        "snapshot": comparison.catalogue.edition.snapshot_id,
    }


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
        over_time, less = comparison.indicator.over_time, _asks_less(plan, comparison)
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
        return comparing.excess_no_pace(comparison.language)
    return comparing.said("no_pace" if left else "plan_over", comparison.language)


def pace(comparison: Comparison) -> Exhibit | None:
    """The pace so far against the pace that the months left ask for; None when none are left."""
    found = paces(comparison)
    now = comparison.now
    if not found or now is None:
        return None
    language = comparison.language
    left = max(months_left(one.plan, now.period_end) for one in found)
    listed = _ends(found, comparison)
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
    return frame.exhibit(
        comparison,
        "pace",
        headline=comparing.pace(len(faster), len(found), left, language),
        figure=charts.pace(
            [_row(one, comparison) for one in found[:_MOST_STEPS]],
            comparing.said("pace_so_far", language),
            comparing.said("pace_needed", language),
            least_width=frame.least_width(comparison),
            illustrative_label=word("illustrative", language),
        ),
        table=Table(columns, tuple(rows), columns[1:3], tuple(keys)),
        records=()
        if len(listed) < len(found)
        else [
            _record(
                one,
                comparison,
                months_left=months_left(one.plan, now.period_end),
                pace_so_far=one.so_far,
                pace_needed=one.needed,
            )
            for one in found
        ],
        remarks=(_only_ends(listed, found, comparison),),
    )


def _per_month(value: float, comparison: Comparison) -> str:
    decimals = max(comparison.indicator.decimals, 1)
    return numbers.number(value, decimals, comparison.language)


def _a_month(value: float, comparison: Comparison) -> str:
    unit = numbers.change_unit(comparison.indicator, comparison.language)
    month = comparing.said("a_month", comparison.language)
    return f"{_per_month(value, comparison)} {unit}/{month}"


def _row(one: Pace, comparison: Comparison) -> charts.PaceRow:
    language = comparison.language
    if one.needed is None:
        text = comparing.said("plan_met", language)
    else:
        times = ""
        if one.so_far > 0 and one.needed > one.so_far:
            times = numbers.number(one.needed / one.so_far, 1, language)
        text = comparing.pace_text(_per_month(one.needed, comparison), times, language)
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
