"""Counts of like things, each named."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.rows import head
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

MOST_DOTS = 12
"""Where every count is as small as this, each thing is drawn as a dot of its own."""

_BAR = 14
_RADIUS = 7
_DOT_PITCH = 20
_GAP = 14


@dataclass(frozen=True, slots=True)
class CountRow:
    """``value`` things of one kind; None where not known, and ``value_text`` says so."""

    name: str
    value: float | None
    value_text: str
    hover: str = ""
    illustrative: bool = False


def counts(
    rows: Sequence[CountRow],
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """One bar a row from zero on a common axis, or dots where all counts are small."""
    values = [finite(row.value) for row in rows]
    known = [value for value in values if value is not None]
    dots = all(0 <= value <= MOST_DOTS and value == int(value) for value in known)
    most = max([0.0, *known]) or 1.0
    sheet = Sheet((0, most))
    down = 0.0
    for row, value in zip(rows, values, strict=True):
        start = down
        down = head(sheet, down, row.name, row.value_text, least_width)
        if value is not None:
            if dots:
                _dots(sheet, row, int(value), down + _RADIUS + 1)
                down += 2 * _RADIUS + 2
            else:
                middle = down + _BAR / 2
                sheet.box(0, most, middle - 0.5, middle + 0.5, theme.TRACK, below=True)
                sheet.bar(0, max(value, 0.0), middle, _BAR, theme.NAVY, hatched=row.illustrative)
                down += _BAR
        sheet.hover(0, most, (start + down) / 2, down - start, row.hover)
        down += _GAP
    return sheet.figure(down - _GAP + 2, illustrative_label)


def _dots(sheet: Sheet, row: CountRow, count: int, middle: float) -> None:
    sheet.illustrative = sheet.illustrative or row.illustrative
    circle = theme.LOOKS["met"].mark[0].path
    for place in range(count):
        sheet.outline(
            theme.moved(
                theme.scaled(circle, _RADIUS, upward=True), _RADIUS + 1 + place * _DOT_PITCH
            ),
            "left",
            middle,
            fill=theme.HATCH_GROUND if row.illustrative else theme.NAVY,
            line=theme.NAVY,
            width=1,
        )
