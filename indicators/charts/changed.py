"""Statuses that are others now: what each was, an arrow, what it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet

_GAP = 18
_MARK = 22
"""From the left edge of a mark to its word."""
_ARROW = 44
"""From one status to the other: the arrow and the room on both its sides."""
_BETWEEN = 24
"""At least so much between a name and the statuses right of it."""
_LEAST_NAME = 170
"""The narrowest that names beside statuses get; narrower, and the statuses go below them."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One plan. ``before`` and ``after`` are statuses, blank where the plan was not there."""

    name: str
    before: str
    before_word: str
    after: str
    after_word: str
    evidence: str
    hover: str = ""


def changed(
    rows: Sequence[ChangedRow], least_width: int = LEAST_WIDTH, illustrative_label: str = ""
) -> Figure:
    """One row a plan: its name and both statuses, and below them why.

    The statuses stand in a column right of the names; where there is no room for that at
    ``least_width``, below them.
    """
    sheet = Sheet((0, 1))
    column = _column(rows, least_width)
    down = 0.0
    for row in rows:
        start = down
        down = _row(sheet, row, down, column, least_width)
        sheet.hover(0, 1, (start + down) / 2, down - start, row.hover)
        down += _GAP
    return sheet.figure(down - _GAP + 6, illustrative_label)


def _column(rows: Sequence[ChangedRow], least_width: int) -> float | None:
    """How far from the left edge the statuses begin; None where they stand below the names."""
    if not rows:
        return None
    both = max(sum(_widths(row)) + _ARROW for row in rows)
    room = least_width - both - _BETWEEN
    if room < _LEAST_NAME:
        return None
    widest = max(theme.text_width(row.name, theme.SIZE_NAME, 600) for row in rows)
    return min(widest, room) + _BETWEEN


def _row(
    sheet: Sheet, row: ChangedRow, top: float, column: float | None, least_width: int
) -> float:
    size = theme.SIZE_NAME
    before, after = _widths(row)
    room = least_width if column is None else column - _BETWEEN
    lines = theme.wrapped(row.name, size, 600, room)
    down = top + size
    sheet.text("\n".join(lines), "left", down, weight=600)
    if column is not None:
        _statuses(sheet, row, down, column, before)
        down += (len(lines) - 1) * size * theme.LEADING
    else:
        down += len(lines) * size * theme.LEADING + 4
        if before + _ARROW + after <= least_width:
            _statuses(sheet, row, down, 0, before)
        else:
            _status(sheet, row.before, row.before_word, down, 0, 400)
            down += size * theme.LEADING + 4
            _arrow(sheet, down, 4)
            _status(sheet, row.after, row.after_word, down, _ARROW - 8, 600)
    small = theme.SIZE_SMALL
    why = theme.wrapped(row.evidence, small, 400, least_width) if row.evidence else ()
    step = small * theme.LEADING
    sheet.text("\n".join(why), "left", down + step + 4, size=small, colour=theme.MUTED)
    return down + len(why) * step + 8


def _statuses(sheet: Sheet, row: ChangedRow, down: float, left: float, before: float) -> None:
    _status(sheet, row.before, row.before_word, down, left, 400)
    _arrow(sheet, down, left + before + 10)
    _status(sheet, row.after, row.after_word, down, left + before + _ARROW, 600)


def _status(sheet: Sheet, status: str, word: str, down: float, left: float, weight: int) -> None:
    """A mark and its word from ``left`` px on; a word alone where there is no status."""
    size = theme.SIZE_NAME
    colour = theme.LOOKS[status].text if status else theme.MUTED
    if status:
        sheet.mark(status, "left", down - size * 0.36, left + 8)
        left += _MARK
    sheet.text(word, "left", down, weight=weight, colour=colour, shift=left)


def _arrow(sheet: Sheet, down: float, left: float) -> None:
    ends = (left, left + 17, left + 24)
    path = (
        f"M {ends[0]} 0.8 L {ends[1]} 0.8 L {ends[1]} 4.5 L {ends[2]} 0 "
        f"L {ends[1]} -4.5 L {ends[1]} -0.8 L {ends[0]} -0.8 Z"
    )
    sheet.outline(path, "left", down - theme.SIZE_NAME * 0.36, fill=theme.MUTED)


def _widths(row: ChangedRow) -> tuple[float, float]:
    """Of the status before and of the one after, marks included, px."""
    return _width(row.before, row.before_word, 400), _width(row.after, row.after_word, 600)


def _width(status: str, word: str, weight: int) -> float:
    return (_MARK if status else 0) + theme.text_width(word, theme.SIZE_NAME, weight)
