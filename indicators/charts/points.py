"""Very many communes by their centre points: a field of small squares, a few of them named.

Thousands of outlines or labels are not read by anybody: this shows how the levels lie, and where
the communes are that somebody asks for.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, isfinite, radians

from indicators import theme
from indicators.charts.levels import PAINT, LegendEntry, legend_of
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet

_CELL = 6
_TALLEST = 1.0
_RADIUS = 11


@dataclass(frozen=True, slots=True)
class Point:
    """One commune at its centre, in degrees; ``level`` is one of LEVELS.

    One with a ``mark`` (its place) is drawn as a disc that answers the pointer; ``selected`` ones
    stand out among these.
    """

    area_code: str
    longitude: float
    latitude: float
    level: str
    mark: str = ""
    hover: str = ""
    selected: bool = False


def points(
    areas: Sequence[Point],
    legend: Sequence[LegendEntry] = (),
    legend_title: str = "",
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
    *,
    illustrative: bool = False,
) -> Figure:
    """The field ``least_width`` px wide, north up; squares that hold several show the middle one.

    ``illustrative`` says that any of them is. A click on a disc yields the area code.
    """
    wide = least_width - 2
    small = theme.SIZE_AXIS if least_width > 400 else 11.5
    sheet = Sheet((0, wide))
    top = legend_of(sheet, legend, legend_title, 0, wide, 1, small) + 10 if legend else 0.0
    known = [one for one in areas if isfinite(one.longitude) and isfinite(one.latitude)]
    if not known:
        return sheet.figure(top + 20, illustrative_label)
    west, east = min(one.longitude for one in known), max(one.longitude for one in known)
    south, north = min(one.latitude for one in known), max(one.latitude for one in known)
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    narrow = cos(radians((south + north) / 2))
    across, down = (east - west) * narrow or 1e-9, north - south or 1e-9
    room = wide - 2 * _RADIUS
    unit = min(room / across, wide * _TALLEST / down)
    left = (wide - across * unit) / 2

    def place(one: Point) -> tuple[float, float]:
        return (
            left + (one.longitude - west) * narrow * unit,
            top + _RADIUS + (north - one.latitude) * unit,
        )

    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in known:
        x, y = place(one)
        cells[int(x // _CELL), int(y // _CELL)].append(one.level)
    squares: dict[str, list[str]] = defaultdict(list)
    for (column, row), levels in sorted(cells.items()):
        x, y = column * _CELL, row * _CELL
        path = f"M{x},{y}H{x + _CELL}V{y + _CELL}H{x}Z"
        squares[sorted(levels)[len(levels) // 2]].append(path)
    for level, paths in sorted(squares.items()):
        fill, line = PAINT[level]
        sheet.region("".join(paths), fill, line=line or theme.CLEAR, width=0.5 if line else 0)
    sheet.illustrative = sheet.illustrative or illustrative
    # The selected come last, so that none hides them.
    for one in sorted((each for each in known if each.mark), key=lambda each: each.selected):
        _disc(sheet, one, *place(one))
    tall = down * unit + 2 * _RADIUS
    return sheet.figure(top + tall + 4, illustrative_label)


def _disc(sheet: Sheet, one: Point, x: float, y: float) -> None:
    fill = theme.INK if one.selected else theme.PAPER
    outline = theme.scaled(theme.SYMBOLS["circle"], _RADIUS, upward=True)
    sheet.outline(outline, x, y, fill=fill, line=theme.INK, width=1.5)
    colour = theme.PAPER if one.selected else theme.INK
    sheet.text(one.mark, x, y + 4, size=11, weight=600, colour=colour, anchor="center")
    sheet.hover(x - _RADIUS, x + _RADIUS, y, 2 * _RADIUS, one.hover, one.area_code)
