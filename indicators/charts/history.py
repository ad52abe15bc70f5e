"""One indicator over its periods, each with its plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Anchor, Figure, Sheet, finite, plain

MOST_COLUMNS = 12
"""More periods than these are drawn as a line."""

_PLOT = 180
_PLOT_OF_FEW = 130
_VALUE_SIZE = 16
_COLUMN = 0.56
_FEWEST_SLOTS = 5


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """One period; ``value`` None where nothing is known. ``low`` and ``high`` bound the value."""

    label: str
    value: float | None
    value_text: str
    derived: bool = False
    low: float | None = None
    high: float | None = None
    hover: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One assigner's plans, one value a point, None where there is none."""

    name: str
    values: tuple[float | None, ...]
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line, worded."""

    value: float
    text: str


_NOTHING = 1e-300
"""A span so small that its logarithm is none."""


def nice_ticks(values: Sequence[float], most: int = 4) -> tuple[float, ...]:
    """At most ``most`` round numbers from zero to just past ``values``, zero left out."""
    high = max([0.0, *values])
    low = min([0.0, *values])
    rough = (high - low) / most
    if rough <= _NOTHING:
        return ()
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first, last = ceil(low / step), floor(high / step + 1e-9)
    return tuple(round(step * n, 10) for n in range(first, last + 1) if n)


def history(
    points: Sequence[HistoryPoint],
    plans: Sequence[PlanLine] = (),
    ticks: Sequence[Tick] = (),
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """Columns from zero, or a line for more than twelve periods; a mark at every plan.

    ValueError where a plan line has not one value a point.
    """
    if any(len(plan.values) != len(points) for plan in plans):
        raise ValueError("a plan line has one value a point")
    values = [finite(point.value) for point in points]
    targets = [[finite(value) for value in plan.values] for plan in plans]
    known = [value for line in (values, *targets) for value in line if value is not None]
    known += [bound for p in points for b in (p.low, p.high) if (bound := finite(b)) is not None]
    columns = len(points) <= MOST_COLUMNS
    slots = max(len(points), _FEWEST_SLOTS)
    last = max((place for place, value in enumerate(values) if value is not None), default=None)
    beside = 0.0 if columns or last is None else _width(points[last].value_text, _VALUE_SIZE) + 4
    tick_width = max((_width(tick.text, theme.SIZE_AXIS) for tick in ticks), default=0.0)
    sheet = Sheet((0, slots), left=round(tick_width + 10) if ticks else 1, right=round(beside) or 1)
    slot = (least_width - sheet.left - sheet.right) / slots
    scale = _Scale(
        min([0.0, *known]),
        max([0.0, *known]),
        _key(sheet, plans, columns=columns) + 26,
        _PLOT if len(points) > 3 else _PLOT_OF_FEW,
    )
    for tick in ticks:
        if scale.least <= tick.value <= scale.most:
            down = scale.down(tick.value)
            sheet.line((0, down), (slots, down), colour=theme.TRACK, below=True)
            sheet.text(tick.text, "left", down + 4.5, size=theme.SIZE_AXIS, colour=theme.MUTED)
    if columns:
        for place, point in enumerate(points):
            _column(sheet, point, values[place], place, scale)
            for plan, line in zip(plans, targets, strict=True):
                _plan_mark(sheet, point, values[place], plan, line[place], place, scale)
        _value_labels(sheet, points, values, targets, scale, slot)
    elif last is not None:
        _last_value(sheet, points[last], values[last] or 0.0, last, scale)
    sheet.line((0, scale.down(0)), (slots, scale.down(0)), colour=theme.EDGE)
    bottom = scale.top + scale.tall + (22 if scale.least < 0 else 0)
    _period_labels(sheet, points, bottom + 18, slot)
    for place, point in enumerate(points):
        sheet.hover(
            place, place + 1, (scale.top - 20 + bottom) / 2, bottom - scale.top + 20, point.hover
        )
    sheet.illustrative = any(point.illustrative for point in points)
    figure = sheet.figure(bottom + 26, illustrative_label)
    if not columns:
        figure["data"][:0] = _lines(points, values, plans, targets, scale, last)
    return figure


def _width(text: str, size: float) -> float:
    return theme.text_width(text, size, 700)


@dataclass(frozen=True, slots=True)
class _Scale:
    least: float
    most: float
    top: float
    tall: float

    def down(self, value: float) -> float:
        """Px down the sheet at which ``value`` stands."""
        span = self.most - self.least or 1.0
        return round(self.top + (self.most - value) / span * self.tall, 2)


def _key(sheet: Sheet, plans: Sequence[PlanLine], *, columns: bool) -> float:
    """Names the plans, one line each, above the plot; returns where it ends."""
    down = 0.0
    for plan in plans:
        down += 20
        dash, pitch = (5, 8) if plan.derived else (22, 30) if columns else (2, 5)
        for start in range(0, 22, pitch):
            sheet.slab("left", down - 6, down - 3.5, start, start + dash, theme.INK)
        sheet.text(plan.name, "left", down, size=theme.SIZE_AXIS, shift=30)
    return down


def _column(
    sheet: Sheet, point: HistoryPoint, value: float | None, place: int, scale: _Scale
) -> None:
    if value is None:
        return
    top, bottom = sorted((scale.down(value), scale.down(0)))
    start, end = place + (1 - _COLUMN) / 2, place + (1 + _COLUMN) / 2
    middle, tall = (top + bottom) / 2, bottom - top
    if point.derived:
        sheet.bar(start, end, middle, tall, theme.PAPER, line=theme.NAVY, line_width=1.5)
    else:
        sheet.bar(start, end, middle, tall, theme.NAVY, hatched=point.illustrative)
    low, high = finite(point.low), finite(point.high)
    if low is not None and high is not None and scale.down(low) - scale.down(high) >= 3:
        centre = place + 0.5
        sheet.line((centre, scale.down(low)), (centre, scale.down(high)), width=1.5)
        for bound in (low, high):
            down = scale.down(bound)
            sheet.line((centre - 0.06, down), (centre + 0.06, down), width=1.5)


def _plan_mark(
    sheet: Sheet,
    point: HistoryPoint,
    value: float | None,
    plan: PlanLine,
    target: float | None,
    place: int,
    scale: _Scale,
) -> None:
    """A line across the column of ``place``: ink, or paper where the column lies under it."""
    if target is None:
        return
    down, centre, half = scale.down(target), place + 0.5, _COLUMN / 2
    far = half + 0.12
    filled = value is not None and not point.derived and not point.illustrative
    pieces = [(-far, far, theme.INK, 2.5)]
    if filled and 0 < target <= (value or 0.0):
        pieces = [
            (-far, -half, theme.INK, 2.5),
            (-half, half, theme.PAPER, 1.5),
            (half, far, theme.INK, 2.5),
        ]
    for start, end, colour, width in pieces:
        sheet.line(
            (centre + start, down),
            (centre + end, down),
            colour=colour,
            width=width,
            dash="4px,3px" if plan.derived else "",
        )


def _value_labels(
    sheet: Sheet,
    points: Sequence[HistoryPoint],
    values: Sequence[float | None],
    targets: Sequence[Sequence[float | None]],
    scale: _Scale,
    slot: float,
) -> None:
    """Every value where they fit, else the last, the first and the extremes that have room."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if not known:
        return
    size = _VALUE_SIZE if slot > 60 else 13.5
    widest = max(_width(points[place].value_text, size) for place, _ in known)
    wanted = [place for place, _ in known]
    if widest > slot - 3:
        by_value = sorted(known, key=lambda pair: pair[1])
        wanted = [known[-1][0], known[0][0], by_value[-1][0], by_value[0][0]]
    shown: list[int] = []
    for place in wanted:
        if all(abs(place - other) * slot >= widest + 3 for other in shown):
            shown.append(place)
    for place in shown:
        point, value = points[place], values[place] or 0.0
        top = scale.down(max(value, finite(point.high) or value))
        marks = [scale.down(target) for line in targets if (target := line[place]) is not None]
        for mark in sorted(marks, reverse=True):
            # A plan just above the column: the number moves over its mark.
            top = mark if top - size - 10 < mark < top + 2 else top
        at, anchor = _held(place, len(points), _width(point.value_text, size), slot)
        sheet.text(
            point.value_text,
            at,
            top - 7 if value >= 0 else scale.down(value) + size + 2,
            size=size,
            weight=700,
            anchor=anchor,
        )


def _held(place: int, count: int, width: float, slot: float) -> tuple[float, Anchor]:
    """Where a text of ``width`` px over ``place`` stands so that it does not leave the plot."""
    if width > slot and place == 0:
        return 0, "left"
    if width > slot and place == count - 1:
        return count, "right"
    return place + 0.5, "center"


def _last_value(sheet: Sheet, point: HistoryPoint, value: float, place: int, scale: _Scale) -> None:
    sheet.text(
        point.value_text,
        place + 0.5,
        scale.down(value) + 6,
        size=_VALUE_SIZE,
        weight=700,
        colour=theme.NAVY,
        shift=9,
    )


def _period_labels(
    sheet: Sheet, points: Sequence[HistoryPoint], baseline: float, slot: float
) -> None:
    """The last period and, counted back from it, as many as have room."""
    size = theme.SIZE_AXIS
    widest = max((theme.text_width(point.label, size, 600) for point in points), default=0.0)
    every = max(1, ceil((widest * 1.25 + 6) / slot)) if widest > slot - 6 else 1
    for place, point in enumerate(points):
        if (len(points) - 1 - place) % every == 0:
            at, anchor = _held(place, len(points), widest, slot)
            sheet.text(point.label, at, baseline, size=size, weight=600, anchor=anchor)


def _lines(
    points: Sequence[HistoryPoint],
    values: Sequence[float | None],
    plans: Sequence[PlanLine],
    targets: Sequence[Sequence[float | None]],
    scale: _Scale,
    last: int | None,
) -> list[dict[str, Any]]:
    across = [place + 0.5 for place in range(len(points))]
    hollow = [point.derived or point.illustrative for point in points]
    marked = [
        hollow[place] or place == last or _alone(values, place) for place in range(len(points))
    ]
    style: dict[str, Any] = {"type": "scatter", "x": across, "hoverinfo": "skip"}
    traces = [
        style
        | {
            "mode": "lines",
            "name": plain(plan.name),
            "y": [None if value is None else scale.down(value) for value in line],
            "line": {"color": theme.INK, "width": 2, "dash": "5px,3px" if plan.derived else "dot"},
        }
        for plan, line in zip(plans, targets, strict=True)
    ]
    traces.append(
        style
        | {
            "mode": "lines+markers",
            "name": "values",
            "y": [None if value is None else scale.down(value) for value in values],
            "line": {"color": theme.NAVY, "width": 3},
            "marker": {
                "opacity": 1,
                "size": [8 if each else 0 for each in marked],
                "color": [theme.PAPER if each else theme.NAVY for each in hollow],
                "line": {"color": theme.NAVY, "width": [1.5 if each else 0 for each in marked]},
            },
        }
    )
    return traces


def _alone(values: Sequence[float | None], place: int) -> bool:
    """Whether the value at ``place`` has no neighbour that a line could reach it from."""
    before = values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    return before is None and after is None
