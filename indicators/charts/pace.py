"""The pace so far against the pace that the months left ask for, commune by commune."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from indicators import theme
from indicators.charts.key import Sign, key
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

_PITCH = 30
_STACKED = 46
_LEAST_TRACK = 130
_SIZE = theme.SIZE_NAME
_SMALL = theme.SIZE_SMALL
_RADIUS = 5.5


@dataclass(frozen=True, slots=True)
class PaceRow:
    """One commune; both paces in one unit a month.

    ``needed`` is None where the plan is met already or nobody can say, ``so_far`` where nothing
    is known. ``status`` may be blank: no mark beside ``text``.
    """

    area_code: str
    name: str
    so_far: float | None
    needed: float | None
    text: str
    status: str = ""
    hover: str = ""
    selected: bool = False
    illustrative: bool = False


def pace(
    rows: Sequence[PaceRow],
    so_far_label: str,
    needed_label: str,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """A disc at the pace so far, a tick at the pace needed, and the way between them, from zero.

    The way is filled where the pace is short of what is needed, else it is a thin line.
    """
    known = [
        value
        for row in rows
        for each in (row.so_far, row.needed)
        if (value := finite(each)) is not None
    ]
    least, most = min([0.0, *known]), max([0.0, *known]) or 1.0
    name = max((theme.text_width(row.name, _SIZE, 700) for row in rows), default=0.0) + 14
    text = max((_wide(row) for row in rows), default=0.0) + 14
    stacked = least_width - name - text < _LEAST_TRACK
    sheet = Sheet(
        (least, most), left=8 if stacked else ceil(name) + 8, right=8 if stacked else ceil(text) + 8
    )
    entries: list[tuple[Sign, str]] = []
    if any(finite(row.so_far) is not None for row in rows):
        entries.append((_disc_sign(theme.NAVY), so_far_label))
    if any(finite(row.needed) is not None for row in rows):
        entries.append((_tick_sign, needed_label))
    down = key(sheet, 0.0, entries, least_width) + (6 if entries else 0)
    for row in rows:
        tall = _height(row, stacked, least_width)
        _row(sheet, row, down, tall, stacked, least_width)
        down += tall
    sheet.illustrative = any(row.illustrative for row in rows)
    return sheet.figure(down + 2, illustrative_label)


def _wide(row: PaceRow) -> float:
    return theme.text_width(row.text, _SMALL, 600) + (22 if row.status else 0)


def _beside(row: PaceRow, least_width: int) -> bool:
    """Whether the text has room beside the name."""
    return theme.text_width(row.name, _SIZE, 700) + _wide(row) + 14 <= least_width


def _height(row: PaceRow, stacked: bool, least_width: int) -> float:
    if not stacked:
        return _PITCH
    track = finite(row.so_far) is not None or finite(row.needed) is not None
    return _STACKED - (0 if track else 18) + (0 if _beside(row, least_width) else 18)


def _row(
    sheet: Sheet, row: PaceRow, top: float, tall: float, stacked: bool, least_width: int
) -> None:
    baseline = top + (19 if stacked else tall / 2 + 5.5)
    middle = top + (tall - 13 if stacked else tall / 2)
    if row.selected:
        sheet.band(top + 1, top + tall - 1, theme.SECOND)
    weight = 700 if row.selected else 600 if stacked else 500
    sheet.text(row.name, "left", baseline, size=_SIZE, weight=weight)
    below = baseline + (18 if stacked and not _beside(row, least_width) else 0)
    colour = theme.LOOKS[row.status].text if row.status else theme.INK
    sheet.text(*(row.text, "right", below), size=_SMALL, weight=600, colour=colour, anchor="right")
    if row.status:
        sheet.mark(row.status, "right", below - 5, -_wide(row) + 8)
    so_far, needed = finite(row.so_far), finite(row.needed)
    if so_far is not None or needed is not None:
        sheet.box(*sheet.x_range, middle - 1, middle + 1, theme.TRACK, below=True)
        sheet.line((0, middle - 6), (0, middle + 6), colour=theme.EDGE)
    if so_far is not None and needed is not None:
        short = needed > so_far
        start, end = sorted((so_far, needed))
        half = 3 if short else 1
        fill = theme.WORSE if short else theme.BETTER
        sheet.box(start, end, middle - half, middle + half, fill, below=True)
    if needed is not None:
        sheet.slab(needed, middle - 9, middle + 9, -1.5, 1.5, theme.INK)
    if so_far is not None:
        sheet.symbol(
            *("circle", so_far, middle, 0, theme.NAVY), radius=_RADIUS, dotted=row.illustrative
        )
    sheet.hover(*sheet.x_range, top + tall / 2, tall, row.hover, row.area_code)


def _disc_sign(colour: str) -> Sign:
    return lambda sheet, right, down: sheet.symbol(
        "circle", "left", down, right, colour, radius=_RADIUS
    )


def _tick_sign(sheet: Sheet, right: float, down: float) -> None:
    sheet.slab("left", down - 7, down + 7, right - 1.5, right + 1.5, theme.INK)
