"""How far the communes are from plan, and each one's part of the distance."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import charts
from indicators.charts.waterfall import Verdict
from indicators.exhibits.comparing import frame, plotted
from indicators.exhibits.comparing.planned import (
    MOST_STEPS,
    Planned,
    asks_less,
    ends,
    only_ends,
    record,
)
from indicators.exhibits.comparing.view import Comparison, is_judged
from indicators.exhibits.exhibit import Exhibit, Table
from indicators.exhibits.plotted import Plotted
from indicators.frames import CommunePlan
from indicators.vocabulary import Period
from indicators.wording import against, comparing, numbers
from indicators.wording.words import word

_ADDITIVE = ("sum", "ratio_of_sums")
_SUMMED = ("level", "change")
_PRECISE = 1e-9
_MOST_NAMED = 3
_FEW = 3


@dataclass(frozen=True)
class Distance(Planned):
    """How far one commune is from its plan, above zero where it is ahead; in the plan's unit."""

    ahead: float


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
            ahead = -ahead if asks_less(plan, comparison) else ahead
        found.append(Distance(level, plan, ahead))
    return sorted(found, key=lambda one: (one.ahead, one.level.area_code))


def _together(measured: list[Distance]) -> list[Distance]:
    """Those that go together: where the way of a running plan is known for some, those without
    one are left out, since a whole year asks for more than a part of it."""
    if not _inside(measured):
        return measured
    return [one for one in measured if one.plan.expected is not None or _is_over(one.plan)]


def _is_over(plan: CommunePlan) -> bool:
    return plan.plan_end <= Period.parse(plan.period).end


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
    kinds = {(one.plan.form, asks_less(one.plan, comparison)) for one in measured}
    if len(kinds) > 1 or measured[0].plan.form not in _SUMMED:
        return against.plans_not_summed(language)
    return ""


def gap(comparison: Comparison) -> Exhibit | None:
    """How much of the distance from plan each commune accounts for; adds up exactly."""
    measured = _measured(comparison)
    if _why_none(comparison, measured):
        return None
    language = comparison.language
    found = _together(measured)
    listed = ends(found, comparison)
    total = sum(one.ahead for one in found)
    short = -sum(one.ahead for one in found if one.ahead < 0)
    held = [one for one in found if one.ahead < -_PRECISE]
    named = [f"{one.level.name} ({_signed(one.ahead, comparison)})" for one in held[:_MOST_NAMED]]
    if tied := _tied(held, comparison):
        named.append(comparing.as_many(tied, language))
    fewer = comparison.indicator.better == "lower" and all(_levels(one) for one in found)
    if abs(total) <= _PRECISE:
        headline = against.exactly_met(language)
    else:
        size = numbers.change(abs(total), comparison.indicator, language)
        headline = against.distance(size, total > 0, named, language, fewer=fewer)
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
    figure, plots = _waterfall(comparison, found, total, short)
    missing = len(comparison.levels) - len(comparison.excused) - len(measured)
    pathless = len(measured) - len(found)
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
        figure=figure,
        plotted=plots,
        table=Table(columns, tuple(rows), columns[1:4], tuple(keys)),
        # Of many, the figures stand in the files of the page: a part of them is no file.
        records=()
        if len(listed) < len(found)
        else [
            record(one, comparison, expected=one.plan.expected, distance=one.ahead) for one in found
        ],
        remarks=(
            comparing.said("fewer_is_ahead", language) if fewer else "",
            against.left_out(missing, language) if missing else "",
            against.without_path(pathless, language) if pathless else "",
            only_ends(listed, found, comparison),
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
) -> tuple[charts.Figure, Plotted]:
    """The figure and what it plots."""
    language = comparison.language
    steps: list[charts.Step] = []
    at = 0.0
    for group in _grouped(found):
        after = at + sum(one.ahead for one in group)
        first = group[0]
        name, hover = first.level.name, frame.hover(first.level, comparison)
        if len(group) > 1:
            name = comparing.units(len(group), language)
            hover = "\n".join(one.level.name for one in group[:MOST_STEPS])
        elif first.ahead < 0 and short > 0:
            part = numbers.percent(100 * -first.ahead / short, language)
            hover += "\n" + against.share_of_gap(part, language)
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
    first_end = charts.End(start, _amount(asked, comparison), illustrative=made_up)
    last_end = charts.End(
        comparing.said("achieved", language),
        _amount(achieved, comparison),
        note=_signed(total, comparison),
        illustrative=any(one.level.illustrative for one in found),
    )
    figure = charts.waterfall(
        first_end,
        steps,
        last_end,
        _verdict(total),
        {"better": comparing.said("ahead", language), "worse": comparing.said("short", language)},
        least_width=frame.least_width(comparison),
        illustrative_label=word("illustrative", language),
    )
    so_far = {"vi": "Cộng dồn trước đó", "en": "Sum before"}[language]
    return figure, plotted.waterfall(
        first_end,
        steps,
        last_end,
        _verdict(total),
        (so_far, comparing.said("difference", language)),
        numbers.change_unit(comparison.indicator, language),
        language,
    )


def _grouped(found: list[Distance]) -> list[list[Distance]]:
    """One commune a step; those exactly on plan are one, and so are those in the middle of many."""
    exact = [one for one in found if abs(one.ahead) <= _PRECISE]
    if len(exact) < _FEW:
        exact = []
    rest = [one for one in found if not exact or abs(one.ahead) > _PRECISE]
    half = MOST_STEPS // 2
    if len(rest) > MOST_STEPS:
        middle = list(rest[half:-half]) + exact
        groups = [[one] for one in rest[:half]] + [middle] + [[one] for one in rest[-half:]]
    else:
        short = [[one] for one in rest if one.ahead < 0]
        groups = short + ([exact] if exact else []) + [[one] for one in rest if one.ahead >= 0]
    return groups


def _verdict(ahead: float) -> Verdict:
    return "better" if ahead > _PRECISE else "worse" if ahead < -_PRECISE else ""
