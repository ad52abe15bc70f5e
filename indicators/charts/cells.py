"""How many of a whole: one cell each, or a share of one hundred per cent."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.rows import foot, head
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

MOST_CELLS = 40
"""A larger whole is drawn as one bar: its cells would be thinner than their gaps."""

THICKNESS = 18
_GAP = 20


@dataclass(frozen=True, slots=True)
class CellsRow:
    """A count of a whole (25 of 31), or a share in per cent where ``whole`` is None.

    ``value_text`` prints the count or the share, ``whole_text`` the whole alone. ``plan``, in the
    unit of ``value``, draws a tick.
    """

    name: str
    value: float | None
    whole: int | None
    value_text: str
    whole_text: str
    evidence: str
    status: str = ""
    status_word: str = ""
    plan: float | None = None
    hover: str = ""
    illustrative: bool = False


def cells(
    rows: Sequence[CellsRow],
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """One strip a row, as long as the figure is wide: full cells, then outlined ones."""
    sheet = Sheet((0, 1))
    down = 0.0
    for row in rows:
        start = down
        rest = f"/{row.whole_text}" if row.whole_text else ""
        down = head(sheet, down, row.name, row.value_text, least_width, rest=rest)
        value = finite(row.value)
        if value is not None and row.whole != 0:
            middle = down + THICKNESS / 2
            _strip(sheet, row, value, middle, least_width)
            plan = finite(row.plan)
            if plan is not None:
                at = min(max(plan / (row.whole or 100), 0), 1)
                top, bottom = middle - THICKNESS / 2 - 4, middle + THICKNESS / 2 + 4
                sheet.slab(at, top, bottom, -1, 1, theme.INK)
            down += THICKNESS
        else:
            down -= 4
        down = foot(sheet, down, row.evidence, row.status, row.status_word, least_width)
        sheet.hover(0, 1, (start + down) / 2, down - start, row.hover)
        down += _GAP
    return sheet.figure(down - _GAP + 4, illustrative_label)


def _strip(sheet: Sheet, row: CellsRow, value: float, middle: float, least_width: int) -> None:
    whole = row.whole
    if whole is None or whole > MOST_CELLS or value != int(value):
        share = min(max(value / (whole or 100), 0), 1)
        sheet.bar(0, share, middle, THICKNESS, theme.NAVY, hatched=row.illustrative)
        if share < 1:
            sheet.bar(share, 1, middle, THICKNESS - 1, theme.PAPER, line=theme.EDGE)
        return
    gap = min(2.5 / least_width, 0.3 / whole)
    width = (1 + gap) / whole
    for place in range(whole):
        start, end = place * width, (place + 1) * width - gap
        if place < value:
            sheet.bar(start, end, middle, THICKNESS, theme.NAVY, hatched=row.illustrative)
        else:
            sheet.bar(start, end, middle, THICKNESS - 1, theme.PAPER, line=theme.EDGE)
