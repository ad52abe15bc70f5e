"""The communes in order: level and change together, those without a figure apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal

from indicators import theme
from indicators.charts.key import Sign, key, statuses
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite

_PITCH = 30
_STACKED = 46
_MIDDLE_OF_STACKED = 34
_BAR = 18
_BAR_OF_STACKED = 12
_GAP_PITCH = 26
_LEAST_BAR = 110
_SIZE = theme.SIZE_NAME
_SMALL = theme.SIZE_SMALL
_ARROW = 14
_MARK = 24

Verdict = Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a level since the period before.

    ``way``: 1 up, -1 down, 0 neither. ``verdict``: whether that is to the good; blank where
    neither is better.
    """

    text: str
    way: Literal[-1, 0, 1]
    verdict: Verdict = ""


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One commune. Without a ``value`` it stands below the others, with ``value_text`` saying why.

    ``place_text`` is the place as it is read ("1", "2="). ``status`` may be blank: no mark.
    """

    area_code: str
    name: str
    place_text: str
    value: float | None
    value_text: str
    change: Change | None = None
    status: str = ""
    hover: str = ""
    selected: bool = False
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows left out here, in words ("… 3.301 xã khác")."""

    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A level to measure all by, its name and number worded together."""

    value: float
    text: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """How many px stand where beside the bars; ``stacked``: the bars have a line of their own."""

    place: float
    name: float
    value: float
    change: float
    mark: float
    stacked: bool
    most: float
    least: float


def ranking(
    rows: Sequence[RankedRow | Gap],
    references: Sequence[Reference] = (),
    change_label: str = "",
    verdict_words: Mapping[str, str] | None = None,
    status_words: Mapping[str, str] | None = None,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """Bars from zero in the order given; a click on one yields the area code.

    ``change_label`` heads the column of changes. ``verdict_words`` (of "better" and "worse") and
    ``status_words`` word the signs that occur, below. Rows without a value follow a rule.
    """
    ranked = [row for row in rows if isinstance(row, Gap) or finite(row.value) is not None]
    absent = [row for row in rows if isinstance(row, RankedRow) and finite(row.value) is None]
    levels = [row for row in ranked if isinstance(row, RankedRow)]
    marks = [line for line in references if finite(line.value) is not None]
    columns = _columns(levels, absent, marks, change_label, least_width)
    stacked = columns.stacked
    sheet = Sheet(
        (columns.least, columns.most),
        left=1 if stacked else ceil(columns.place + columns.name),
        right=1 if stacked else ceil(columns.change + columns.mark) + 1,
    )
    down = _head(sheet, marks, change_label if levels else "", columns, least_width)
    top = down
    emphasis = any(row.selected for row in levels)
    bars: list[tuple[float, float]] = []
    middles: list[float] = []
    for row in ranked:
        if isinstance(row, Gap):
            sheet.text(
                row.text, "left", down + 17, size=_SMALL, colour=theme.MUTED, shift=columns.place
            )
            down += _GAP_PITCH
        else:
            tall = _STACKED if stacked else _PITCH
            _row(sheet, row, columns, down, tall, faded=emphasis and not row.selected)
            bars.append((down + 25, down + 43))
            middles.append(down + (_MIDDLE_OF_STACKED if stacked else tall / 2))
            down += tall
    for line in marks:
        # Bars on lines of their own: a mark over each, as a line through all would cut the texts.
        pieces = bars if stacked else [(top - 3, down)]
        for start, end in pieces:
            _level(sheet, line, start, end)
        for row, middle in zip(levels, middles, strict=True):
            low, high = sorted((0.0, row.value or 0.0))
            if low < line.value < high and not row.illustrative:
                half = (_BAR_OF_STACKED if stacked else _BAR) / 2
                _level(sheet, line, middle - half, middle + half, theme.PAPER)
    sheet.line((0, top), (0, down), colour=theme.EDGE)
    if absent and levels:
        sheet.rule(down + 5)
        down += 10
    for row in absent:
        _absent(sheet, row, columns, down)
        down += _GAP_PITCH
    found = {row.change.verdict for row in levels if row.change and row.change.way}
    entries: list[tuple[Sign, str]] = [
        (_sign(verdict), text)
        for verdict, text in (verdict_words or {}).items()
        if verdict in found
    ]
    entries += statuses((row.status for row in levels), status_words or {})
    return sheet.figure(key(sheet, down + 8, entries, least_width), illustrative_label)


def _level(
    sheet: Sheet, line: Reference, start: float, end: float, colour: str = theme.INK
) -> None:
    dash = "4px,3px" if line.dashed else ""
    # Below bars and numbers: a line through a number would strike it out.
    sheet.line(
        (line.value, start), (line.value, end), colour=colour, width=1.5, dash=dash, below=True
    )


def _columns(
    levels: Sequence[RankedRow],
    absent: Sequence[RankedRow],
    marks: Sequence[Reference],
    change_label: str,
    least_width: int,
) -> _Columns:
    every = [*levels, *absent]
    place = max((theme.text_width(row.place_text, _SMALL, 600) for row in every), default=0.0)
    name = max((theme.text_width(row.name, _SIZE, 700) for row in every), default=0.0)
    value = max((theme.text_width(row.value_text, _SIZE, 700) for row in levels), default=0.0)
    changes = [row.change.text for row in levels if row.change]
    change = max((theme.text_width(text, _SMALL, 600) for text in changes), default=-20.0) + 20
    if changes:
        change += _ARROW
    head = theme.text_width(change_label, theme.SIZE_AXIS) if changes else 0.0
    mark = _MARK if any(row.status for row in levels) else 0
    place, name = (place + 10 if place else 0), name + 12
    plot = least_width - place - name - max(change, head) - mark - 2
    stacked = plot - value - 10 < _LEAST_BAR
    if stacked:
        plot = least_width - 2
    else:
        change = max(change, head)
    most = max([0.0, *(row.value or 0.0 for row in levels), *(line.value for line in marks)])
    least = min([0.0, *(row.value or 0.0 for row in levels), *(line.value for line in marks)])
    span = most - least or 1.0
    # The longest bar leaves its number room, as narrow as the figure may get.
    most += span * (value + 12) / max(plot - value - 12, 1.0)
    return _Columns(place, name, value, change, mark, stacked, max(most, least + span), least)


def _head(
    sheet: Sheet,
    marks: Sequence[Reference],
    change_label: str,
    columns: _Columns,
    least_width: int,
) -> float:
    """What stands over the rows: the head of the changes, each reference's name at its line."""
    size = theme.SIZE_AXIS
    down = 0.0
    if change_label and columns.change:
        sheet.text(
            *(change_label, "right", 14.0),
            size=size,
            colour=theme.MUTED,
            anchor="right",
            shift=-columns.mark,
        )
        down = 20.0
    plot = least_width - sheet.left - sheet.right
    span = columns.most - columns.least
    right = [(line.value - columns.least) / span >= 0.5 for line in marks]
    # Names that stand left of their lines begin with the last one, so that no line crosses a name.
    for line in sorted(marks, key=lambda line: line.value, reverse=all(right)):
        wide = theme.text_width(line.text, size, 600)
        share = (line.value - columns.least) / span
        before, after = share * plot + sheet.left, (1 - share) * plot + sheet.right
        left = before < wide + 6 or (after >= wide + 6 and share < 0.5)
        if max(before, after) < wide + 6:
            # On neither side of its line is there room for it: it stands from the edge.
            sheet.text(line.text, "left", down + 14, size=size, weight=600, shift=1)
        else:
            sheet.text(
                line.text,
                line.value,
                down + 14,
                size=size,
                weight=600,
                anchor="left" if left else "right",
                shift=5 if left else -5,
                ground=theme.PAPER,
            )
        _level(
            sheet,
            line,
            down + 3,
            20.0 * len(marks) + (20 if change_label and columns.change else 0),
        )
        down += 20
    return down + 4 if down else 0.0


def _row(
    sheet: Sheet, row: RankedRow, columns: _Columns, top: float, tall: float, *, faded: bool
) -> None:
    value = finite(row.value) or 0.0
    stacked = columns.stacked
    thick = _BAR_OF_STACKED if stacked else _BAR
    middle = top + (_MIDDLE_OF_STACKED if stacked else tall / 2)
    baseline = top + (22 if stacked else tall / 2 + 5.5)
    ground = theme.PAPER
    if row.selected:
        ground = theme.SECOND
        sheet.band(top + (3 if stacked else 1), top + tall - (-1 if stacked else 1), ground)
    weight = 700 if row.selected else 500
    place = columns.place - 10
    sheet.text(
        *(row.place_text, "left", baseline),
        size=_SMALL,
        weight=600,
        colour=theme.MUTED,
        anchor="right",
        shift=place + 2,
    )
    sheet.text(row.name, "left", baseline, size=_SIZE, weight=weight, shift=columns.place + 2)
    fill = theme.CLASSES[2] if faded else theme.NAVY
    start, end = sorted((0.0, value))
    strong = theme.CLASSES[1] if row.selected else theme.HATCH_GROUND
    sheet.bar(start, end, middle, thick, fill, hatched=row.illustrative, hatch_ground=strong)
    sheet.text(
        *(row.value_text, end, middle + 5 if stacked else baseline),
        size=_SIZE,
        weight=700,
        shift=6,
        ground=ground,
    )
    if row.change:
        _change(sheet, row.change, baseline, -columns.mark - 2)
    if row.status:
        sheet.mark(row.status, "right", baseline - 5, -10)
    reach = (top + tall / 2, tall)
    sheet.hover(columns.least, columns.most, *reach, row.hover, row.area_code)


_TEXTS = {"better": theme.BETTER_TEXT, "worse": theme.WORSE_TEXT, "": theme.MUTED}


def _change(sheet: Sheet, change: Change, baseline: float, right: float) -> None:
    colour = _TEXTS[change.verdict]
    sheet.text(
        *(change.text, "right", baseline),
        size=_SMALL,
        weight=600,
        colour=colour,
        anchor="right",
        shift=right,
    )
    shift = right - theme.text_width(change.text, _SMALL, 600) - 11
    if change.way == 0:
        sheet.slab("right", baseline - 5.5, baseline - 3.5, shift - 4, shift + 4, colour)
    else:
        _arrow(sheet, "right", baseline - 4.5, shift, change.way, change.verdict)


def _arrow(
    sheet: Sheet,
    edge: Literal["left", "right"],
    down: float,
    shift: float,
    way: int,
    verdict: Verdict,
) -> None:
    """A triangle up or down: filled where that is to the good, hollow where it is not."""
    colour = _TEXTS[verdict]
    rise = 4.5 * way
    hollow = verdict == "worse"
    sheet.outline(
        f"M {shift - 5:g} {-rise:g} L {shift + 5:g} {-rise:g} L {shift:g} {rise:g} Z",
        edge,
        down,
        fill=theme.PAPER if hollow else colour,
        line=colour,
        width=1.5,
    )


def _sign(verdict: str) -> Sign:
    """For the key: the two arrows of one verdict, side by side."""
    known: Verdict = "better" if verdict == "better" else "worse"

    def draw(sheet: Sheet, right: float, down: float) -> None:
        _arrow(sheet, "left", down, right - 6.5, 1, known)
        _arrow(sheet, "left", down, right + 6.5, -1, known)

    return draw


def _absent(sheet: Sheet, row: RankedRow, columns: _Columns, top: float) -> None:
    baseline = top + 18
    if row.selected:
        sheet.band(top + 1, top + _GAP_PITCH - 1, theme.SECOND)
    name = columns.place + 2
    weight = 700 if row.selected else 500
    sheet.text(row.name, "left", baseline, size=_SIZE, weight=weight, shift=name)
    beside = 0.0 if columns.stacked else 6.0
    at: float | Literal["right"] = "right" if columns.stacked else columns.least
    sheet.text(
        row.value_text,
        at,
        baseline,
        size=_SMALL,
        colour=theme.MUTED,
        anchor="right" if columns.stacked else "left",
        shift=beside,
    )
    reach = (top + _GAP_PITCH / 2, _GAP_PITCH)
    sheet.hover(columns.least, columns.most, *reach, row.hover, row.area_code)
