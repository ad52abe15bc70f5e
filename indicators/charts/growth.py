"""A value over a few periods, and what the last one added."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

_BAR = 26
_PITCH = 38
_CHANGE = 36
_VALUE_SIZE = 18


@dataclass(frozen=True, slots=True)
class GrowthPoint:
    """One period. ``value`` None: not known, and ``value_text`` says so.

    ``note`` stands beside a derived or estimated value ("suy ra"); ``low`` and ``high`` bound it.
    """

    label: str
    value: float | None
    value_text: str
    derived: bool = False
    low: float | None = None
    high: float | None = None
    note: str = ""
    hover: str = ""
    illustrative: bool = False


def growth(
    points: Sequence[GrowthPoint],
    change_text: str = "",
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """One bar a period from zero, oldest first, derived ones outlined.

    Between the last two stands the change, drawn to scale, with ``change_text``.
    """
    widest = max(
        (theme.text_width(point.label, theme.SIZE_NAME, 600) for point in points), default=0
    )
    left = min(widest, least_width * 0.3)
    right = max((_value_width(point) for point in points), default=0.0)
    # Where a phone has no room for the note beside the value, it stands below it.
    stacked = right + 12 > least_width * 0.4
    if stacked:
        right = max((_value_width(replace(point, note="")) for point in points), default=0.0)
    pitch = _PITCH + (12 if stacked else 0)
    values = [finite(point.value) for point in points]
    known = [value for value in values if value is not None]
    known += [bound for p in points for b in (p.low, p.high) if (bound := finite(b)) is not None]
    least, most = min([0.0, *known]), max([0.0, *known])
    sheet = Sheet(
        (least, most if most > least else least + 1),
        left=round(left + 12),
        right=round(min(right + 10, least_width * 0.45)),
    )
    down = 2.0
    for place, (point, value) in enumerate(zip(points, values, strict=True)):
        before = values[place - 1] if place else None
        stepping = change_text and place == len(points) - 1
        if stepping and value is not None and before is not None:
            top = down - (pitch - _BAR) + (10 if stacked and points[place - 1].note else 0)
            down = _change(sheet, before, value, top, change_text, least_width)
        _row(sheet, point, value, down + _BAR / 2, stacked)
        down += pitch
    tall = down - (pitch - _BAR) + (14 if stacked and points and points[-1].note else 2)
    if least < 0:
        sheet.line((0, 0), (0, tall), colour=theme.EDGE)
    return sheet.figure(tall, illustrative_label)


def _value_width(point: GrowthPoint) -> float:
    note = theme.text_width(point.note, theme.SIZE_SMALL) + 6 if point.note else 0
    return theme.text_width(point.value_text, _VALUE_SIZE, 700) + note


def _row(
    sheet: Sheet, point: GrowthPoint, value: float | None, middle: float, stacked: bool
) -> None:
    sheet.text(point.label, "left", middle + 5.5, weight=600)
    at = max(value or 0.0, finite(point.high) or 0.0, 0.0)
    if value is None:
        sheet.text(
            point.value_text, 0, middle + 5, size=theme.SIZE_NOTE, colour=theme.MUTED, shift=8
        )
    else:
        if point.derived:
            sheet.bar(0, value, middle, _BAR - 1.5, theme.PAPER, line=theme.NAVY, line_width=1.5)
        else:
            sheet.bar(0, value, middle, _BAR, theme.NAVY, hatched=point.illustrative)
        _interval(sheet, point, middle)
        sheet.text(point.value_text, at, middle + 6.5, size=_VALUE_SIZE, weight=700, shift=8)
        if point.note:
            beside = 0 if stacked else theme.text_width(point.value_text, _VALUE_SIZE, 700) + 6
            baseline = middle + (22 if stacked else 6.5)
            sheet.text(
                point.note,
                at,
                baseline,
                size=theme.SIZE_SMALL,
                colour=theme.MUTED,
                shift=8 + beside,
            )
    sheet.hover(*sheet.x_range, middle, _BAR, point.hover)


def _interval(sheet: Sheet, point: GrowthPoint, middle: float) -> None:
    low, high = finite(point.low), finite(point.high)
    span = sheet.x_range[1] - sheet.x_range[0]
    if low is None or high is None or high - low < span * 0.01:
        return
    sheet.line((low, middle), (high, middle), colour=theme.MUTED, width=1.5)
    for end in (low, high):
        sheet.line((end, middle - 5), (end, middle + 5), colour=theme.MUTED, width=1.5)


def _change(
    sheet: Sheet, before: float, value: float, top: float, text: str, least_width: int
) -> float:
    """The step from ``before`` to ``value``, ``top`` px down; where the next bar then goes."""
    size = theme.SIZE_NOTE
    start, end = sorted((before, value))
    low, high = sheet.x_range
    plot = least_width - sheet.left - sheet.right
    width = theme.text_width(text, size, 600)
    beside = width + 8 <= sheet.left + (start - low) / (high - low) * plot
    # Where the step leaves no room beside it, the words stand above it.
    middle = top + (_CHANGE / 2 if beside else _CHANGE / 2 + 11)
    bottom = top + (_CHANGE if beside else _CHANGE + 14)
    if beside:
        sheet.text(text, start, middle + 5, size=size, weight=600, anchor="right", shift=-8)
    elif value >= before:
        sheet.text(text, end, middle - 9, size=size, weight=600, anchor="right", shift=-6)
    else:
        sheet.text(text, start, middle - 9, size=size, weight=600, shift=6)
    sheet.bar(start, end, middle, 8, theme.SKY)
    sheet.line((before, top), (before, middle + 4), colour=theme.MUTED, dash="2px,2px")
    sheet.line((value, middle - 4), (value, bottom), colour=theme.MUTED, dash="2px,2px")
    return bottom
