"""The key of a figure: small signs, each with its words, in as many lines as they need."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from indicators import theme
from indicators.charts.sheet import Sheet

Sign = Callable[[Sheet, float, float], None]
"""Draws itself at a place: px right of the sheet's left edge, px down."""

_WIDE = 22
_BETWEEN = 16


def key(
    sheet: Sheet,
    top: float,
    entries: Sequence[tuple[Sign, str]],
    least_width: float,
    size: float = theme.SIZE_AXIS,
) -> float:
    """The entries side by side from the left edge; returns where the last line ends, px down."""
    if not entries:
        return top
    sign_wide = _WIDE * size / theme.SIZE_AXIS
    right, baseline = 0.0, top + size + 1
    for sign, text in entries:
        wide = sign_wide + size / 2 + theme.text_width(text, size)
        if right and right + wide > least_width:
            right, baseline = 0.0, baseline + size * 1.5
        sign(sheet, right + sign_wide / 2, baseline - size * 0.35)
        sheet.text(
            text,
            "left",
            baseline,
            size=size,
            colour=theme.MUTED,
            shift=right + sign_wide + size / 2,
        )
        right += wide + _BETWEEN
    return baseline + 6


def statuses(
    present: Iterable[str], words: Mapping[str, str], radius: float = 7
) -> list[tuple[Sign, str]]:
    """An entry for each status that is ``present``, in the order of ``words``."""
    shown = set(present)
    return [(mark_of(status, radius), text) for status, text in words.items() if status in shown]


def mark_of(status: str, radius: float) -> Sign:
    """The mark of a status, as it stands in the figure."""
    return lambda sheet, right, down: sheet.mark(status, "left", down, right, radius)


def stroke_of(colour: str, width: float, dashes: Sequence[tuple[float, float]] = ()) -> Sign:
    """A level piece of line; ``dashes`` are from and to, in px, of the 22 it is long."""

    def draw(sheet: Sheet, right: float, down: float) -> None:
        for start, end in dashes or ((0, _WIDE),):
            left = right - _WIDE / 2
            sheet.slab("left", down - width / 2, down + width / 2, left + start, left + end, colour)

    return draw


DASHES = ((0, 5), (8.5, 13.5), (17, 22))
"""Of ``stroke_of``: as a line dashed by ``DASH`` looks."""
DASH = "5px,3.5px"
