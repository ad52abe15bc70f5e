"""Several unlike facts about one thing: a typographic list, nothing to compare by length."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet

_NAME_SIZE = theme.SIZE_NOTE
_UNIT_SIZE = 16
_MOST = 0.54
"""The share of the sheet that numbers may take."""

_PAD = 11


@dataclass(frozen=True, slots=True)
class Fact:
    """One number with its unit and its name; ``before`` hedges it ("gần", "trên")."""

    name: str
    number_text: str
    unit: str
    before: str = ""
    hover: str = ""


def figures(facts: Sequence[Fact], least_width: int = LEAST_WIDTH) -> Figure:
    """One fact a row between hairlines: number right-aligned, then unit and name."""
    # A long number, such as "nearly 65 thousand", takes half the sheet and no more: all shrink.
    numbers = max((_number_width(fact) for fact in facts), default=0.0)
    shrunk = min(1.0, least_width * _MOST / numbers) if numbers else 1.0
    size, hedge = theme.SIZE_BIG * shrunk, theme.SIZE_NOTE * shrunk
    column = round(min(max(numbers, 84), least_width * _MOST)) + 14
    sheet = Sheet((0, 1), left=column)
    down = 0.0
    for fact in facts:
        start = down
        room = least_width - column - 6
        units = theme.wrapped(fact.unit, _UNIT_SIZE, 600, room)
        lines = theme.wrapped(fact.name, _NAME_SIZE, 400, room) if fact.name else ()
        deep = (len(units) - 1) * _UNIT_SIZE * theme.LEADING
        written = 18 + deep + 5 + len(lines) * _NAME_SIZE * theme.LEADING
        down += _PAD
        before = theme.text_width(fact.number_text, size, 700) + 6
        sheet.text(fact.number_text, 0, down + 28, size=size, weight=700, anchor="right", shift=-14)
        sheet.text(
            fact.before,
            0,
            down + 28,
            size=hedge,
            colour=theme.MUTED,
            anchor="right",
            shift=-14 - before,
        )
        sheet.text("\n".join(units), 0, down + 15, size=_UNIT_SIZE, weight=600)
        sheet.text("\n".join(lines), 0, down + deep + 36, size=_NAME_SIZE, colour=theme.MUTED)
        down += max(written, 34.0) + _PAD - 5
        sheet.hover(0, 1, (start + down) / 2, down - start, fact.hover)
        if fact is not facts[-1]:
            sheet.slab("left", down, down + 1, -column, 4000, theme.BORDER, below=True)
    return sheet.figure(down)


def _number_width(fact: Fact) -> float:
    number = theme.text_width(fact.number_text, theme.SIZE_BIG, 700)
    before = theme.text_width(fact.before, theme.SIZE_NOTE) + 6 if fact.before else 0
    # Widths are known to about two per cent.
    return (number + before) * 1.03
