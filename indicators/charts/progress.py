"""Several results, each against its plan of one hundred per cent."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.rows import foot, head
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

PLAN = 100.0
LIMIT = 135.0
"""Where the axis ends, in per cent of the plan; what goes further is cut."""
CUT = 118.0
"""Where the cut is marked."""

THICKNESS = 18
_GAP = 13
_SHORT_OF_PLAN = {"missed", "behind", "at_risk"}


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """One result against one plan.

    ``percent`` of the plan is None where the plan is only met or missed, or nothing is known: the
    row then has no bar. ``status`` may be blank: no mark.
    """

    name: str
    percent: float | None
    percent_text: str
    evidence: str
    status: str
    status_word: str
    hover: str = ""
    illustrative: bool = False


def progress(
    rows: Sequence[ProgressRow],
    plan_label: str,
    cut_note: str = "",
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """A list of bars from 0 to 135 % with a tick at the plan.

    ``plan_label`` stands once over the ticks; ``cut_note`` at the foot where a bar was cut.
    """
    sheet = Sheet((0, LIMIT))
    percents = [finite(row.percent) for row in rows]
    down = 0.0
    if any(percent is not None for percent in percents):
        sheet.text(plan_label, PLAN, 13, size=theme.SIZE_AXIS, weight=600, anchor="center")
        down = 20.0
    for row, percent in zip(rows, percents, strict=True):
        start = down
        down = head(sheet, down, row.name, row.percent_text, least_width)
        if percent is not None:
            _bar(sheet, row, percent, down + THICKNESS / 2)
            down += THICKNESS
        else:
            down -= 4
        if percent is None and _fits_one_line(row, least_width):
            down = start + 3
        down = foot(sheet, down, row.evidence, row.status, row.status_word, least_width)
        sheet.hover(0, LIMIT, (start + down) / 2, down - start, row.hover)
        down += _GAP
    if cut_note and any(percent is not None and percent > LIMIT for percent in percents):
        lines = theme.wrapped(cut_note, theme.SIZE_AXIS, 400, least_width)
        sheet.text("\n".join(lines), "left", down + 12, size=theme.SIZE_AXIS, colour=theme.MUTED)
        down += 12 + theme.SIZE_AXIS * theme.LEADING * len(lines)
    return sheet.figure(down - 8, illustrative_label)


def _fits_one_line(row: ProgressRow, least_width: int) -> bool:
    """Whether the status can stand beside the name: nothing else has to be said."""
    name = theme.text_width(row.name, theme.SIZE_NAME, 600)
    word = theme.text_width(row.status_word, theme.SIZE_SMALL, 600)
    return not row.percent_text and not row.evidence and name + word + 40 <= least_width


def _bar(sheet: Sheet, row: ProgressRow, percent: float, middle: float) -> None:
    colour = (theme.LOOKS[row.status].fill if row.status else "") or theme.EDGE
    sheet.box(0, LIMIT, middle - THICKNESS / 2, middle + THICKNESS / 2, theme.TRACK, below=True)
    reached = min(max(percent, 0.0), PLAN)
    light = theme.mixed(colour, 0.5)
    sheet.bar(0, reached, middle, THICKNESS, light, hatched=row.illustrative)
    if percent > PLAN:
        over = min(percent, LIMIT)
        sheet.bar(PLAN, over, middle, THICKNESS, colour, hatched=row.illustrative)
    elif percent < PLAN and row.status in _SHORT_OF_PLAN:
        sheet.bar(reached, PLAN, middle, THICKNESS - 1, theme.PAPER, line=colour, line_width=1.5)
    if percent > LIMIT:
        _cut(sheet, middle)
    top, bottom = middle - THICKNESS / 2 - 4, middle + THICKNESS / 2 + 4
    sheet.slab(PLAN, top, bottom, -1, 1, theme.INK)


def _cut(sheet: Sheet, middle: float) -> None:
    half = THICKNESS / 2
    for right in (0, 9):
        sheet.outline(
            f"M {right - 5} {-half - 1} L {right - 1} {-half - 1} "
            f"L {right + 5} {half + 1} L {right + 1} {half + 1} Z",
            CUT,
            middle,
            fill=theme.PAPER,
        )
    for side in (1, -1):
        sheet.outline(
            f"M 2 0 L 2 {side * (half + 1):g} L {-half:g} {side * (half + 1):g} L 0 0 Z",
            LIMIT,
            middle,
            fill=theme.PAPER,
        )
