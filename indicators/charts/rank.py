"""A place among others."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Anchor, Figure, Sheet

_SMALL = 16
_TALL = 34
_NUMBER = 22
_MOST_PLACES = 80


@dataclass(frozen=True, slots=True)
class RankRow:
    """Place ``position`` (from 1) of ``total``, in the period ``label`` (blank where alone)."""

    position: int | None
    total: int
    position_text: str
    label: str = ""
    hover: str = ""
    illustrative: bool = False


def rank(
    rows: Sequence[RankRow],
    first_text: str,
    last_text: str,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """A strip of places a row, the first left; ours stands tall under its number.

    ``first_text`` and ``last_text`` name the ends, once, below the last strip.
    """
    widest = max((theme.text_width(row.label, theme.SIZE_NAME, 600) for row in rows), default=0)
    sheet = Sheet((0, 1), left=round(min(widest, least_width * 0.3) + 14) if widest else 1)
    down = 0.0
    for row in rows:
        start = down
        middle = down + _NUMBER + 8 + _TALL / 2
        sheet.text(row.label, "left", middle + 5.5, weight=600)
        _places(sheet, row, middle, least_width)
        if row.position is None or not 1 <= row.position <= row.total:
            sheet.text(
                row.position_text, 0, down + _NUMBER, size=theme.SIZE_NOTE, colour=theme.MUTED
            )
        else:
            _ours(sheet, row, middle, down + _NUMBER, least_width)
        down += _NUMBER + 8 + _TALL
        sheet.hover(0, 1, (start + down) / 2, down - start, row.hover)
        down += 10
    if rows:
        small, grey = theme.SIZE_AXIS, theme.MUTED
        sheet.text(first_text, 0, down + 4, size=small, colour=grey)
        sheet.text(last_text, 1, down + 4, size=small, colour=grey, anchor="right")
        down += 10
    return sheet.figure(down, illustrative_label)


def _places(sheet: Sheet, row: RankRow, middle: float, least_width: int) -> None:
    if row.total > _MOST_PLACES:
        sheet.bar(0, 1, middle, _SMALL, theme.PLACE)
        return
    if row.total < 1:
        return
    width, gap = _grid(row.total, least_width)
    for place in range(row.total):
        if place + 1 != row.position:
            start = place * width
            sheet.bar(start, start + width - gap, middle, _SMALL, theme.PLACE)


def _ours(sheet: Sheet, row: RankRow, middle: float, baseline: float, least_width: int) -> None:
    position = row.position or 1
    width, gap = _grid(row.total, least_width)
    start = (position - 1) * width
    end = start + width - gap
    if row.total > _MOST_PLACES:
        sheet.slab((start + end) / 2, middle - _TALL / 2, middle + _TALL / 2, -3, 3, theme.NAVY)
    else:
        sheet.bar(start, end, middle, _TALL, theme.NAVY, hatched=row.illustrative)
    half = theme.text_width(row.position_text, _NUMBER, 700) / 2
    room = least_width - sheet.left
    centre = (start + end) / 2
    at = centre
    anchor: Anchor = "center"
    if centre * room < half:
        at, anchor = 0.0, "left"
    elif (1 - centre) * room < half:
        at, anchor = 1.0, "right"
    sheet.text(
        row.position_text, at, baseline, size=_NUMBER, weight=700, colour=theme.NAVY, anchor=anchor
    )


def _grid(total: int, least_width: int) -> tuple[float, float]:
    gap = min(2.5 / least_width, 0.35 / total)
    return (1 + gap) / total, gap
