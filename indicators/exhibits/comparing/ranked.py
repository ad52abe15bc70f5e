"""Where the communes stand, in order."""

from collections.abc import Sequence
from typing import Literal

from indicators import charts
from indicators.charts.ranking import Verdict
from indicators.exhibits.comparing import frame, plotted
from indicators.exhibits.comparing.view import Comparison, Level
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.plotted import NOMINAL, Plotted
from indicators.vocabulary import Language
from indicators.wording import comparing, numbers
from indicators.wording.words import lower_first, upper_first, word

_MOST_NAMED = 4


def ranking(comparison: Comparison) -> Exhibit:
    """Level and change together; ties share a place, those without a figure stand apart."""
    headline = headline_of(comparison)
    figure, plots = _drawn(comparison)
    return frame.exhibit(
        comparison,
        "rank",
        headline=headline,
        finding=headline_of(comparison, brief=True),
        figure=figure,
        plotted=plots,
        table=table(comparison, comparison.readable),
        # Of many, the figures stand in the files of the page: a part of them is no file.
        records=() if comparison.many else records(comparison, comparison.readable),
        subtitle=", ".join(
            [
                frame.subject(comparison),
                *([frame.since(comparison)] if _since(comparison) else []),
            ]
        ),
        remarks=(coverage(comparison),),
    )


def coverage(comparison: Comparison) -> str:
    """How many of how many have a figure."""
    excused = len(comparison.excused)
    asked = len(comparison.levels) - excused
    return comparing.coverage(len(comparison.reported), asked, excused, comparison.language)


def _since(comparison: Comparison) -> bool:
    return any(one.change is not None for one in comparison.levels)


def _verdict(change: float, comparison: Comparison) -> Verdict:
    better = {"higher": 1, "lower": -1}.get(comparison.indicator.better, 0)
    if not change or not better:
        return ""
    return "better" if change * better > 0 else "worse"


def headline_of(comparison: Comparison, *, brief: bool = False) -> str:
    """Who stands last, by how much, and, unless ``brief``, what became of them."""
    language, indicator = comparison.language, comparison.indicator
    what = indicator.short(language)
    reported = comparison.reported
    if not reported:
        return f"{what}: {comparing.said('silent', language)}."
    rates = {frame.rate_text(one.rate, comparison) for one in reported if one.rate is not None}
    if len(reported) == 1:
        asked = len(comparison.levels) - len(comparison.excused)
        who, when = reported[0].name, frame.when(comparison)
        return comparing.only_one(what, when, who, rates.pop(), asked, language)
    if len(rates) == 1:
        return comparing.alike(what, frame.when(comparison), len(reported), rates.pop(), language)
    neutral = indicator.better not in ("higher", "lower")
    shown = reported[:3] if neutral else comparison.behind
    way = {"higher": "last", "lower": "last_of_lower"}.get(indicator.better, "first")
    worst = [one for one in shown if one.rate == shown[0].rate]
    if len(shown) <= _MOST_NAMED:
        named = _names(shown, comparison, brief=brief)
    elif len(worst) <= _MOST_NAMED:
        named = _names(worst, comparison, brief=brief)
    else:
        named = [
            comparing.crowd(len(worst), frame.rate_text(worst[0].rate or 0, comparison), language)
        ]
    now = comparison.now
    since = ""
    if not brief and any(one.change is not None for one in shown):
        since = frame.since(comparison)
    median = ""
    if now is not None and not brief:
        level = comparison.median_of(now)
        if level is not None:
            name = lower_first(comparing.said("median", language))
            median = f"{name} {frame.rate_text(level, comparison)}"
    return comparing.ranking(
        what, frame.when(comparison), comparing.said(way, language), named, since, median, language
    )


def headline_about(code: str, comparison: Comparison) -> str:
    """Where one commune stands, in a sentence; blank where it has no figure."""
    language = comparison.language
    level = comparison.level(code)
    if level is None or level.rate is None:
        return ""
    parts = [f"{level.name} {frame.rate_text(level.rate, comparison)}"]
    if level.place is not None:
        parts.append(comparing.place_of(level.place, len(comparison.reported), language))
    if level.change is not None:
        since = frame.since(comparison)
        parts.append(f"{frame.change_text(level.change, comparison)} {since}")
    what = f"{comparison.indicator.short(language)} {frame.when(comparison)}"
    return f"{what}: {', '.join(parts)}{frame.mark(comparison)}"


def _names(levels: Sequence[Level], comparison: Comparison, *, brief: bool) -> list[str]:
    """``Hữu Hòa (33,3 %; −8,3 điểm %)``: levels and what became of them; the unit once."""
    said = []
    for place, level in enumerate(levels):
        if level.rate is None:
            continue
        last = place == len(levels) - 1
        parts = [(frame.rate_text if last else bare)(level.rate, comparison)]
        if level.change is not None and not brief:
            parts.append(frame.change_text(level.change, comparison))
        said.append(f"{level.name} ({'; '.join(parts)})")
    return said


def _drawn(comparison: Comparison) -> tuple[charts.Figure, Plotted | None]:
    """The figure, and what it plots unless that is places or yes and no."""
    language, indicator = comparison.language, comparison.indicator
    rows: list[charts.RankedRow | charts.Gap] = []
    places = {one.area_code: place for place, one in enumerate(comparison.reported)}
    before = -1
    for level in comparison.readable:
        place = places.get(level.area_code, len(places))
        if place > before + 1:
            rows.append(charts.Gap(comparing.passed_over(place - before - 1, language)))
        before = place
        rows.append(_row(level, comparison))
    shown = sum(1 for one in comparison.readable if one.rate is None)
    if hidden := len(comparison.levels) - len(places) - shown:
        rows.append(charts.Gap(comparing.silent_ones(hidden, language)))
    references = _references(comparison)
    since = frame.since(comparison) if _since(comparison) else ""
    figure = charts.ranking(
        rows,
        [line for line, *_ in references],
        change_label=since,
        verdict_words={key: comparing.said(key, language) for key in ("better", "worse")},
        status_words=status_words(comparison),
        least_width=frame.least_width(comparison),
        illustrative_label=word("illustrative", language),
    )
    if indicator.kind in NOMINAL:
        return figure, None
    unit = frame.unit(comparison)
    name = indicator.short(language)
    return figure, plotted.ranking(rows, references, name, unit, language, since)


def status_words(comparison: Comparison) -> dict[str, str]:
    return {
        plan.status: word(plan.status, comparison.language) for plan in comparison.plans.values()
    }


def _references(comparison: Comparison) -> list[tuple[charts.Reference, str, str]]:
    """What all are measured by, each with its name and its number apart."""
    now, to_date, language = comparison.now, comparison.view.to_date, comparison.language
    if now is None:
        return []
    lines = []
    whole = comparison.whole_of(now)
    median = comparison.median_of(now)
    # A total of sums is no level that a commune could be measured by.
    if whole.rate is not None and (comparison.shared or comparison.indicator.over_areas != "sum"):
        name = comparing.said("whole_district" if whole.whole else "whole_reported", language)
        name += _made_up(whole.illustrative, language)
        text = bare(whole.rate, comparison)
        lines.append((charts.Reference(whole.rate, f"{name} {text}"), name, text))
    if median is not None:
        made_up = now.illustrative_to_date if to_date else now.illustrative
        name = comparing.said("median", language) + _made_up(made_up > 0, language)
        text = bare(median, comparison)
        lines.append((charts.Reference(median, f"{name} {text}", dashed=True), name, text))
    return lines


def _made_up(held: bool, language: Language) -> str:
    """`` (minh họa)`` where a level of many is made of figures that are made up."""
    return f" ({word('made_up', language)})" if held else ""


def bare(value: float, comparison: Comparison) -> str:
    return comparing.bare_rate(
        value, comparison.indicator, comparison.language, shared=comparison.shared
    )


def _row(level: Level, comparison: Comparison) -> charts.RankedRow:
    plan = comparison.plans.get(level.area_code)
    change = None
    if level.change is not None:
        text = frame.change_text(level.change, comparison)
        # What prints as no change is none, however many digits are behind it.
        moved = 0 if text == comparing.said("no_change", comparison.language) else level.change
        way: Literal[-1, 0, 1] = 1 if moved > 0 else -1 if moved < 0 else 0
        if level.before_illustrative and not level.illustrative:
            text = f"{text} ({word('made_up', comparison.language)})"
        change = charts.Change(text, way, _verdict(moved, comparison))
    return charts.RankedRow(
        area_code=level.area_code,
        name=level.name,
        place_text=comparing.place(level.place, level.tied, comparison.language)
        if level.place is not None
        else "",
        value=level.rate,
        value_text=_value_text(level, comparison),
        change=change,
        status=plan.status if plan else "",
        hover=frame.hover(level, comparison),
        selected=frame.is_chosen(level, comparison),
        illustrative=level.illustrative,
    )


def _value_text(level: Level, comparison: Comparison) -> str:
    """``80 % (4/5)``; the number alone where there is no whole, or on a phone no room for it."""
    if level.rate is None or level.value is None:
        return frame.level_text(level, comparison).lower()
    text = numbers.hedged(bare(level.rate, comparison), level.qualifier, comparison.language)
    if comparison.shared and level.whole is not None and not comparison.view.narrow:
        parts = numbers.out_of(
            level.value, level.whole, comparison.language, comparison.indicator.decimals
        )
        return f"{text} ({parts})"
    return text


def table(comparison: Comparison, levels: Sequence[Level]) -> Table:
    """Every commune: place, figure, change, plan and how it stands; sortable by what is meant."""
    language = comparison.language
    since = _since(comparison)
    planned = bool(comparison.plans)
    columns = [word("area", language), comparing.said("place", language), word("value", language)]
    if since:
        columns.append(upper_first(frame.since(comparison)))
    if planned:
        columns += [word("plan", language), word("completion", language), word("status", language)]
    columns.append(word("standing", language))
    rows, keys = [], []
    for level in levels:
        cells = [frame.kind_and_name(level, comparison)]
        key: list[str | float | None] = [level.name]
        cells.append(
            comparing.place(level.place, level.tied, language) if level.place is not None else ""
        )
        key.append(level.place)
        cells.append(frame.level_text(level, comparison))
        key.append(level.rate)
        if since:
            cells.append(
                "" if level.change is None else frame.change_text(level.change, comparison)
            )
            key.append(level.change)
        if planned:
            plan = comparison.plans.get(level.area_code)
            cells += [
                "" if plan is None or plan.plan is None else frame.plan_text(plan, comparison),
                ""
                if plan is None or plan.completion is None
                else numbers.share(plan.completion, language),
                "" if plan is None else word(plan.status, language),
            ]
            key += [
                plan.plan if plan else None,
                plan.completion if plan else None,
                cells[-1] or None,
            ]
        standing = word(level.standing, language) if level.standing else ""
        # Where there is no figure, nothing is compared with the made-up one.
        if level.change is not None and level.before_illustrative and not level.illustrative:
            said = frame.since(comparison)
            standing += f"; {said}: {lower_first(word('illustrative', language))}"
        cells.append(standing)
        key.append(standing or None)
        rows.append(tuple(cells))
        keys.append(tuple(key))
    numeric = tuple(columns[1:-1]) if not planned else tuple(columns[1:-2])
    return Table(tuple(columns), tuple(rows), numeric, tuple(keys))


def records(comparison: Comparison, levels: Sequence[Level]) -> tuple[Record, ...]:
    """One row a commune, unrounded, with what it is compared with and judged by."""
    view, language = comparison.view, comparison.language
    indicator = comparison.indicator
    made: list[Record] = []
    for level in levels:
        plan = comparison.plans.get(level.area_code)
        source = comparison.catalogue.sources.get(level.source_code or "")
        made.append(
            {
                "area_code": level.area_code,
                "area": frame.kind_and_name(level, comparison),
                "indicator_code": indicator.indicator_code,
                "indicator": indicator.name(language),
                "period": view.period,
                "counted": "to_date" if view.to_date and frame.piles_up(comparison) else "period",
                "place": level.place,
                "value": level.value,
                "whole": level.whole,
                "rate": level.rate,
                "unit": indicator.unit(language),
                "qualifier": level.qualifier,
                "before_period": view.since or None,
                "before_rate": level.before,
                "before_standing": level.before_standing if level.before is not None else None,
                "change": level.change,
                "plan_period": plan.plan_period if plan else None,
                "assigner": plan.assigner_code if plan else None,
                "plan_form": plan.form if plan else None,
                "plan": plan.plan if plan else None,
                "plan_high": plan.band_high if plan else None,
                "completion_percent": plan.completion if plan else None,
                "status": plan.status if plan else None,
                "plan_standing": frame.plan_standing(plan) if plan else None,
                "standing": level.standing,
                "source": source.title(language) if source else None,
                "snapshot": comparison.catalogue.edition.snapshot_id,
            }
        )
    return tuple(made)
