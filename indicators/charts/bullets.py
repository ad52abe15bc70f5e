"""A value against its plans: the whole on one axis from zero, and the distance magnified."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.rows import foot, head
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

_TRACK = 26
_BAR = 14
_LENS = 16
_STRIP = 16
_GAP = 22
_NUMBER = 22

_WINDOWS = (0.02, 0.05, 0.1, 0.2)
"""Half widths of the magnified window, as shares of the plan."""


@dataclass(frozen=True, slots=True)
class BulletRow:
    """One value against one plan, both in the unit that all rows share.

    ``difference_text`` words the distance ("Vượt 69,2 tỷ đồng"). ``plan_derived`` draws the plan's
    tick outlined; ``plan_low`` and ``plan_high`` bound a derived plan.
    """

    name: str
    value: float | None
    plan: float | None
    percent_text: str
    plan_text: str
    difference_text: str
    status: str
    plan_derived: bool = False
    plan_low: float | None = None
    plan_high: float | None = None
    hover: str = ""
    illustrative: bool = False


def plan_bullets(
    rows: Sequence[BulletRow],
    magnified_label: str = "",
    axis_max: float | None = None,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """One bullet a row on a common axis from 0 to ``axis_max`` (by default a tenth over the most).

    Where every distance is within 17 per cent of its plan, a strip below each bullet shows the
    distance alone, all strips at one scale; ``magnified_label`` then says so at the foot.
    """
    known = [
        number
        for row in rows
        for each in (row.value, row.plan)
        if (number := finite(each)) is not None
    ]
    most = axis_max or max([0.0, *known]) * 1.1 or 1.0
    window = _window(rows) if magnified_label else None
    sheet = Sheet((0, most))
    down = 0.0
    for row in rows:
        start = down
        down = head(sheet, down, row.name, row.percent_text, least_width, number_size=_NUMBER)
        value, plan = finite(row.value), finite(row.plan)
        down += 3 if value is not None else -8
        if value is not None:
            middle = down + _TRACK / 2
            _bullet(sheet, row, value, plan, middle, most)
            down += _TRACK
            if plan is not None and plan > 0 and window is not None:
                _magnified(sheet, row, value, plan, down, most, window)
                down += _LENS + _STRIP
        down = foot(sheet, down + 3, row.plan_text, row.status, row.difference_text, least_width)
        sheet.hover(0, most, (start + down) / 2, down - start, row.hover)
        down += _GAP
    if window is not None:
        lines = theme.wrapped(magnified_label, theme.SIZE_AXIS, 400, least_width)
        sheet.text("\n".join(lines), "left", down, size=theme.SIZE_AXIS, colour=theme.MUTED)
        down += theme.SIZE_AXIS * theme.LEADING * len(lines)
    return sheet.figure(down - _GAP + (12 if window else 4), illustrative_label)


def _bullet(
    sheet: Sheet, row: BulletRow, value: float, plan: float | None, middle: float, most: float
) -> None:
    half = _TRACK / 2
    sheet.box(0, most, middle - half, middle + half, theme.TRACK, below=True)
    end = min(max(value, 0.0), most)
    upto = end if plan is None else min(end, plan)
    sheet.bar(0, upto, middle, _BAR, theme.NAVY, hatched=row.illustrative)
    if plan is None:
        return
    if end > upto:
        sheet.bar(upto, end, middle, _BAR, _fill(row), hatched=row.illustrative)
    sheet.slab(plan, middle - half, middle + half, -6, -3, theme.TRACK)
    _plan_tick(sheet, row, plan, middle - half - 4, middle + half + 4)


def _plan_tick(sheet: Sheet, row: BulletRow, at: float, top: float, bottom: float) -> None:
    if row.plan_derived:
        sheet.slab(at, top, bottom, -3, 1, theme.PAPER, line=theme.INK)
    else:
        sheet.slab(at, top, bottom, -1.5, 1.5, theme.INK)


def _fill(row: BulletRow) -> str:
    return (theme.LOOKS[row.status].fill if row.status else "") or theme.SKY


def _window(rows: Sequence[BulletRow]) -> tuple[float, float] | None:
    """How far below and above its plan the magnified strip reaches, as shares of the plan."""
    pairs = [(finite(row.value), finite(row.plan)) for row in rows]
    shares = [
        value / plan - 1
        for value, plan in pairs
        if value is not None and plan is not None and plan > 0
    ]
    if not shares:
        return None
    farthest = max(map(abs, shares)) * 1.15
    reach = next((window for window in _WINDOWS if farthest <= window), None)
    if reach is None:
        return None
    return (
        reach if min(shares) < 0 else reach / 4,
        reach if max(shares) > 0 else reach / 4,
    )


def _magnified(
    sheet: Sheet,
    row: BulletRow,
    value: float,
    plan: float,
    top: float,
    most: float,
    window: tuple[float, float],
) -> None:
    low, high = plan * (1 - window[0]), plan * (1 + window[1])

    def across(number: float) -> float:
        return (min(max(number, low), high) - low) / (high - low) * most

    strip = top + _LENS
    middle = strip + _STRIP / 2
    for near, far in ((low, 0.0), (min(high, most), most)):
        sheet.line((near, top), (far, strip), colour=theme.EDGE, dash="1px,3px", below=True)
    sheet.box(
        0, most, strip, strip + _STRIP, theme.PAPER, line=theme.BORDER, line_width=1, below=True
    )
    bounds = finite(row.plan_low), finite(row.plan_high)
    if bounds[0] is not None and bounds[1] is not None:
        sheet.box(
            across(bounds[0]), across(bounds[1]), strip, strip + _STRIP, theme.PLACE, below=True
        )
    start, end = sorted((across(plan), across(value)))
    sheet.bar(start, end, middle, 8, _fill(row), hatched=row.illustrative)
    _plan_tick(sheet, row, across(plan), strip - 3, strip + _STRIP + 3)
