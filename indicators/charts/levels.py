"""What the areas of a map can be, how each looks, and the legend that says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.sheet import Sheet

LEVELS = ("0", "1", "2", "3", "4", "yes", "no", "none", "not_applicable")
"""What an area can be: a class from least to most, met or not met, no data, not applicable."""

ABSENT = {"none", "not_applicable"}
PAINT: dict[str, tuple[str, str]] = {
    **{str(place): (colour, "") for place, colour in enumerate(theme.CLASSES)},
    "0": (theme.CLASSES[0], theme.CLASS_EDGE),
    "yes": (theme.NAVY, ""),
    "no": (theme.PAPER, theme.EDGE),
    "none": (theme.PAPER, ""),
    "not_applicable": (theme.SECOND, theme.BORDER),
}
"""Fill and outline of each level."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one level stands for."""

    level: str
    text: str


def ink_on(level: str) -> str:
    """The colour of letters on an area of ``level``."""
    return theme.MUTED if level in ABSENT else theme.text_on(PAINT[level][0])


def swatch(
    sheet: Sheet,
    level: str,
    start: float,
    end: float,
    top: float,
    bottom: float,
    hatched: bool = False,
) -> None:
    """A rectangle that looks as ``level`` does."""
    middle, tall = (top + bottom) / 2, bottom - top
    if level == "none":
        # Below the texts: what is drawn over them would hide the name.
        sheet.box(
            *(start, end, top, bottom, theme.PAPER),
            line=theme.EDGE,
            line_width=1,
            dash="3px,3px",
            below=True,
        )
    else:
        fill, line = PAINT[level]
        sheet.bar(start, end, middle, tall, fill, line=line, hatched=hatched, hatch_ground=fill)


def legend_of(
    sheet: Sheet,
    legend: Sequence[LegendEntry],
    title: str,
    start: float,
    end: float,
    unit: float,
    size: float,
) -> float:
    """Swatches side by side with their words below, or, where those are long, in a list.

    Stands from ``start`` to ``end`` across at the top of the sheet; ``unit``: how many px one
    across is at least. Returns where it ends, px down.
    """
    down = 0.0
    thick = 14 if size < theme.SIZE_TITLE else 24
    room = (end - start) * unit
    for line in theme.wrapped(title, size, 400, room) if title else ():
        down += size * theme.LEADING
        sheet.text(line, start, down - 3, size=size, colour=theme.MUTED)
    slot = (end - start) / len(legend)
    widest = max(theme.text_width(entry.text, size) for entry in legend)
    down += 5
    if widest <= slot * unit - 4:
        for place, entry in enumerate(legend):
            left = start + place * slot
            swatch(sheet, entry.level, left, left + slot * 0.97, down, down + thick)
            sheet.text(
                entry.text,
                left + slot / 2,
                down + thick + size * 1.25,
                size=size,
                colour=theme.MUTED,
                anchor="center",
            )
        return down + thick + size * 1.6
    square = (thick + 8) / unit
    for entry in legend:
        swatch(sheet, entry.level, start, start + square, down, down + thick)
        lines = theme.wrapped(entry.text, size, 400, room - thick - 16)
        baseline = down + thick / 2 + size * 0.36
        sheet.text(
            "\n".join(lines), start + square, baseline, size=size, colour=theme.MUTED, shift=8
        )
        down += max(thick + 5.0, len(lines) * size * theme.LEADING + 3)
    return down
