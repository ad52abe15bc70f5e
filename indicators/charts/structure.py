"""How a whole is made up: one bar of one hundred per cent, or one a year."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite, plain

_SHARE_SIZE = 28
_NAME_SIZE = 14
_PAD = 12
_GAP = 18


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole: ``share`` in per cent of it.

    Parts of the same ``bar`` (a year, say) make one bar; its label is written over it where there
    are several.
    """

    name: str
    share: float | None
    share_text: str
    bar: str = ""
    hover: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    part: Part
    start: float
    end: float
    fill: str
    lines: tuple[str, ...]
    """The name as it fits inside; empty where it does not."""


def structure(
    parts: Sequence[Part],
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """Bars whose parts carry share and name; a part too small for them is labelled below.

    Parts keep the order and the colour of their first bar. What is missing to one hundred per cent
    stays empty.
    """
    names = list(dict.fromkeys(part.name for part in parts))
    fills = {name: theme.PARTS[place % len(theme.PARTS)] for place, name in enumerate(names)}
    bars: dict[str, list[Part]] = {}
    for part in parts:
        bars.setdefault(part.bar, []).append(part)
    totals = [sum(finite(part.share) or 0.0 for part in bar) for bar in bars.values()]
    # Shares printed with one decimal add up to 99.9 or 100.1; that is rounding, not a gap.
    whole = max([100.0, *totals]) if any(abs(total - 100) > 0.5 for total in totals) else 100.0
    sheet = Sheet((0, whole))
    down = 0.0
    for (label, members), total in zip(bars.items(), totals, strict=True):
        if len(bars) > 1 and label:
            sheet.text(label, "left", down + 15, weight=600)
            down += 23
        scale = 100 / total if abs(total - 100) <= 0.5 else 1.0
        down = _bar(sheet, members, fills, scale, whole, down, least_width) + _GAP
    return sheet.figure(down - _GAP + 2, illustrative_label)


def _bar(
    sheet: Sheet,
    parts: Sequence[Part],
    fills: dict[str, str],
    scale: float,
    whole: float,
    top: float,
    least_width: int,
) -> float:
    placed: list[_Placed] = []
    start = 0.0
    for part in parts:
        share = max(finite(part.share) or 0.0, 0.0) * scale
        room = share / whole * least_width - 2 * _PAD
        placed.append(_Placed(part, start, start + share, fills[part.name], _inside(part, room)))
        start += share
    most = max((len(one.lines) for one in placed), default=0)
    thickness = 30 + _SHARE_SIZE + most * _NAME_SIZE * theme.LEADING if most else 36.0
    middle, bottom = top + thickness / 2, top + thickness
    if start < whole - 1e-9:
        sheet.bar(start, whole, middle, thickness - 1, theme.PAPER, line=theme.EDGE)
    for one in placed:
        part = one.part
        sheet.bar(one.start, one.end, middle, thickness, one.fill, hatched=part.illustrative)
        sheet.hover(one.start, one.end, middle, thickness, part.hover)
        if one.lines:
            colour = theme.INK if part.illustrative else theme.text_on(one.fill)
            baseline = top + 10 + _SHARE_SIZE
            sheet.text(
                part.share_text,
                one.start,
                baseline,
                size=_SHARE_SIZE,
                weight=700,
                colour=colour,
                shift=_PAD,
            )
            sheet.text(
                "\n".join(one.lines),
                one.start,
                baseline + 22,
                size=_NAME_SIZE,
                weight=500,
                colour=colour,
                shift=_PAD,
            )
    for one in placed[1:]:
        sheet.slab(one.start, top, bottom, -1, 1, theme.PAPER)
    return _outside(sheet, [one for one in placed if not one.lines], bottom, whole)


def _inside(part: Part, room: float) -> tuple[str, ...]:
    if theme.text_width(part.share_text, _SHARE_SIZE, 700) > room:
        return ()
    lines = theme.wrapped(part.name, _NAME_SIZE, 500, room)
    widest = max(theme.text_width(line, _NAME_SIZE, 500) for line in lines)
    return lines if len(lines) <= 3 and widest <= room + _PAD / 2 else ()


def _outside(sheet: Sheet, small: Sequence[_Placed], bottom: float, whole: float) -> float:
    """Labels below the bar, each at the end of a leader, ordered so that no leader is crossed."""
    down = bottom
    left = [one for one in small if (one.start + one.end) / 2 < whole / 2]
    right = [one for one in small if one not in left]
    for one in (*reversed(left), *right):
        down += 22
        centre = (one.start + one.end) / 2
        on_left = one in left
        sheet.line((centre, bottom + 2), (centre, down - 1), colour=theme.MUTED)
        text = f"<b>{plain(one.part.share_text)}</b>{theme.NO_BREAK * 2}{plain(one.part.name)}"
        sheet.text(
            text,
            centre,
            down,
            size=_NAME_SIZE,
            weight=500,
            anchor="left" if on_left else "right",
            shift=6 if on_left else -6,
            marked_up=True,
        )
    return down + (6 if small else 0)
