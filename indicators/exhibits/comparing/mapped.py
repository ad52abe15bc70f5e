"""Where the communes lie, and how each stands there."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import charts
from indicators.exhibits import maps
from indicators.exhibits.communes import printed_ends
from indicators.exhibits.comparing import frame
from indicators.exhibits.comparing.ranked import (
    bare,
    coverage,
    headline_of,
    records,
    status_words,
    table,
)
from indicators.exhibits.comparing.view import Comparison, Level
from indicators.exhibits.exhibit import Exhibit
from indicators.wording import comparing, numbers
from indicators.wording.words import word

_CLASSES = 5
_SHARE_DECIMALS = 1
"""How many a share of a whole is printed with."""


@dataclass(frozen=True)
class Placed:
    """One commune of a map: ``level`` as charts paint it, and everything that is said of it."""

    one: Level
    level: str
    value_text: str
    hover: str
    status: str


def map_of(comparison: Comparison) -> Exhibit | None:
    """Outlines or equal tiles; points where communes are many; None without places."""
    figure = _figure(comparison)
    if figure is None:
        return None
    return frame.exhibit(
        comparison,
        "map",
        headline=_headline(comparison),
        figure=figure,
        table=table(comparison, comparison.readable),
        records=() if comparison.many else records(comparison, comparison.readable),
        remarks=(coverage(comparison),),
    )


def _headline(comparison: Comparison) -> str:
    """From which to which: ``Trường chuẩn năm 2022: từ 33,3 % (Hữu Hòa) đến 100 % (5 đơn vị)``."""
    language = comparison.language
    reported = comparison.reported
    rates = [one.rate for one in reported if one.rate is not None]
    if not rates or min(rates) == max(rates):
        return headline_of(comparison)
    ends = []
    for end in (min(rates), max(rates)):
        named = [one.name for one in reported if one.rate == end]
        who = named[0] if len(named) == 1 else comparing.units(len(named), language)
        ends.append(f"{bare(end, comparison)} ({who})")
    what = comparison.indicator.short(language)
    return comparing.between(what, frame.when(comparison), ends[0], ends[1], language)


def _classes(rates: Sequence[float]) -> list[float]:
    """Upper ends of at most five classes that hold about as many communes each."""
    ranked = sorted(rates)
    ends = [ranked[min(len(ranked) - 1, len(ranked) * n // _CLASSES)] for n in range(1, _CLASSES)]
    return [*ends, ranked[-1]]


def placed(comparison: Comparison) -> list[Placed]:
    """Every commune of the view with its level among all."""
    flag = comparison.indicator.kind == "flag"
    rates = [one.rate for one in comparison.levels if one.rate is not None]
    ends = _classes(rates) if rates and not flag else []
    excused = {one.area_code for one in comparison.excused}
    marked = {one.area_code for one in comparison.readable}
    answer = []
    for one in comparison.levels:
        if one.rate is None:
            level = "not_applicable" if one.area_code in excused else "none"
            text = "–" if level == "not_applicable" else "" if flag else "?"
        else:
            text = bare(one.rate, comparison)
            if flag:
                level = "yes" if one.rate == 1 else "no"
            else:
                level = str(sum(1 for end in ends[:-1] if one.rate >= end))
        plan = comparison.plans.get(one.area_code)
        # Of many only those that are marked answer the pointer.
        told = not comparison.crowded or one.area_code in marked
        hover = frame.hover(one, comparison) if told else ""
        answer.append(Placed(one, level, text, hover, plan.status if plan else ""))
    return answer


def legend_of(everyone: Sequence[Placed], comparison: Comparison) -> list[charts.LegendEntry]:
    """What each level that occurs stands for."""
    language = comparison.language
    spans: dict[str, list[float]] = {}
    for each in everyone:
        if each.one.rate is not None and each.level.isdigit():
            spans.setdefault(each.level, []).append(each.one.rate)
    levels = sorted(spans)
    ends = printed_ends(
        [spans[level] for level in levels], lambda rate, more: _end(rate, comparison, more)
    )
    legend = [
        charts.LegendEntry(level, _span(least, most, comparison))
        for level, (least, most) in zip(levels, ends, strict=True)
    ]
    present = {each.level for each in everyone}
    for level, text in (
        ("yes", word("yes", language)),
        ("no", word("no", language)),
        ("none", comparing.said("silent", language)),
        ("not_applicable", word("not_applicable", language)),
    ):
        if level in present:
            legend.append(charts.LegendEntry(level, text))
    return legend


def _figure(comparison: Comparison) -> charts.Figure | None:
    if comparison.crowded:
        return _points(comparison)
    outlines = maps.outlines_of(comparison.engine, comparison.district, comparison.view.period)
    everyone = [each for each in placed(comparison) if outlines or each.one.tile_row is not None]
    if not everyone:
        return None
    tiles = [
        charts.Tile(
            area_code=each.one.area_code,
            name=each.one.name,
            row=each.one.tile_row or 0,
            column=each.one.tile_column or 0,
            value_text=each.value_text,
            level=each.level,
            hover=each.hover,
            illustrative=each.one.illustrative,
            status=each.status,
        )
        for each in everyone
    ]
    return maps.drawn(
        tiles,
        outlines,
        legend_of(everyone, comparison),
        comparison.language,
        narrow=comparison.view.narrow,
        least_width=frame.least_width(comparison),
        selected=comparison.view.chosen,
        status_words=status_words(comparison),
    )


def _points(comparison: Comparison) -> charts.Figure | None:
    """A field of all, and discs with their places where a person would look for one."""
    marked = {one.area_code for one in comparison.readable}
    everyone = placed(comparison)
    found = [
        charts.Point(
            each.one.area_code,
            each.one.longitude,
            each.one.latitude,
            each.level,
            mark=_place(each.one) if each.one.area_code in marked else "",
            hover=each.hover,
            selected=frame.is_chosen(each.one, comparison),
        )
        for each in everyone
        if each.one.longitude is not None and each.one.latitude is not None
    ]
    if not found:
        return None
    return charts.points(
        found,
        legend_of(everyone, comparison),
        least_width=frame.least_width(comparison),
        illustrative_label=word("illustrative", comparison.language),
        illustrative=comparison.illustrative,
    )


def _place(level: Level) -> str:
    """The place on a disc; a figure that stands alone has none."""
    return "?" if level.rate is None else str(level.place or "")


def _end(rate: float, comparison: Comparison, more: int) -> str:
    """The end of a class as the map prints its rates, with so many decimals more."""
    if not more:
        return bare(rate, comparison)
    indicator, language = comparison.indicator, comparison.language
    if comparison.shared:
        decimals = _SHARE_DECIMALS + more
        # What is not all of it is never written as 100 %.
        all_of_it = rate < 100 <= numbers.round_half_up(rate, decimals)
        return bare(rate, comparison) if all_of_it else numbers.percent(rate, language, decimals)
    if indicator.kind == "percent":
        return numbers.percent(rate, language, indicator.decimals + more)
    return numbers.number(rate, indicator.decimals + more, language)


def _span(least: str, most: str, comparison: Comparison) -> str:
    if least == most:
        return least
    if comparison.shared or comparison.indicator.kind == "percent":
        least = least.replace("%", "").strip()
    return f"{least}–{most}"
