"""Several communes over time, with the whole and the middle of all as lines to measure them by."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Literal

from indicators import theme
from indicators.charts.history import Tick
from indicators.charts.key import DASH
from indicators.charts.scale import Scale, alone
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet, finite, plain

MOST_LINES = len(theme.LINES)
"""More communes than these cannot be told apart."""

_SIZE = 13.5
_STEP = 16.5
_APART = 3
_LEADER = 18
_SIGN = 18
_SHARE = 0.41
_TALL = 240
_TALL_OF_WIDE = 340
_WIDE = 700
_BETWEEN_MARKERS = 30
_SYMBOLS = tuple(theme.SYMBOLS)


@dataclass(frozen=True, slots=True)
class Line:
    """One commune; one value a period, None where nothing is known.

    ``end_text`` words the last known value, or why there is none. ``illustrative``: one truth a
    period, blank for none. ``selected`` lines are drawn stronger than the others.
    """

    name: str
    values: tuple[float | None, ...]
    end_text: str
    selected: bool = False
    illustrative: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """What the communes are measured by: the ``whole`` they belong to, or their ``median``."""

    name: str
    values: tuple[float | None, ...]
    end_text: str
    kind: Literal["whole", "median"]
    illustrative: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """One period, oldest first; ``hover`` says what is known of every line in it."""

    label: str
    hover: str = ""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A line made ready: its look, where it ends, and the label that stands there."""

    values: tuple[float | None, ...]
    dotted: tuple[bool, ...]
    colour: str
    width: float
    dash: str
    symbol: str
    last: int
    label: tuple[str, ...]
    wide: float
    weight: int


def comparison(
    lines: Sequence[Line],
    periods: Sequence[Period],
    references: Sequence[ReferenceLine] = (),
    ticks: Sequence[Tick] = (),
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """One line a commune, named at its end; a gap stays a gap, a value alone is a point.

    The scale spans the values, zero or not. ValueError where a line has not one value a period,
    or where there are more than six communes.
    """
    if len(lines) > MOST_LINES:
        raise ValueError(f"at most {MOST_LINES} lines can be told apart")
    compared: list[Line | ReferenceLine] = [*lines, *references]
    for each in compared:
        if len(each.values) != len(periods) or len(each.illustrative) not in (0, len(periods)):
            raise ValueError("a line has one value a period")
    room = least_width * _SHARE - _LEADER - _SIGN
    drawn = _ready(lines, references, room)
    known = [value for one in drawn for value in one.values if value is not None]
    tick_width = max((theme.text_width(tick.text, theme.SIZE_AXIS) for tick in ticks), default=0.0)
    beside = max((one.wide for one in drawn), default=0.0)
    edge = 0.5 if len(periods) < 2 else (len(periods) - 1) * 0.012
    half = (
        max((theme.text_width(period.label, theme.SIZE_AXIS) for period in periods), default=0) / 2
    )
    sheet = Sheet(
        (-edge, max(len(periods) - 1, 0) + edge),
        left=ceil(max(tick_width + 10 if ticks else 0, half)) + 1,
        right=ceil(max(beside + _LEADER + _SIGN + 2 if drawn else 0, half)) + 1,
    )
    labels = sum(_height(one) for one in drawn)
    wanted = _TALL if least_width < _WIDE else _TALL_OF_WIDE
    tall = max(wanted, labels) if known else 40.0
    scale = _scale(known, tall)
    _ground(sheet, ticks, scale)
    every = _every(len(periods), least_width - sheet.left - sheet.right)
    for place, one in enumerate(drawn):
        _curve(sheet, one, scale, every, place)
    _labels(sheet, drawn, scale)
    bottom = scale.top + scale.tall
    sheet.line((sheet.x_range[0], bottom), (sheet.x_range[1], bottom), colour=theme.EDGE)
    _period_labels(sheet, periods, bottom + 18, least_width - sheet.left - sheet.right)
    for place, period in enumerate(periods):
        sheet.hover(place - 0.5, place + 0.5, bottom / 2, bottom, period.hover)
    end = _unknown(sheet, compared, bottom + 26, least_width)
    return sheet.figure(end, illustrative_label)


def _ready(lines: Sequence[Line], references: Sequence[ReferenceLine], room: float) -> list[_Drawn]:
    """What has a value, the references first: they lie under the communes."""
    ready = []
    emphasis = any(line.selected for line in lines)
    for reference in references:
        whole = reference.kind == "whole"
        ready.append(
            _one(
                reference,
                *((theme.INK, 2.5, "") if whole else (theme.MUTED, 2.0, DASH)),
                symbol="",
                weight=600,
                room=room,
            )
        )
    for place, line in enumerate(lines):
        width = 4.0 if line.selected else 2.0 if emphasis else 2.5
        weight = 700 if line.selected else 600
        colour, symbol = theme.LINES[place], _SYMBOLS[place]
        ready.append(_one(line, colour, width, "", symbol=symbol, weight=weight, room=room))
    return [one for one in ready if one.last >= 0]


def _one(
    line: Line | ReferenceLine,
    colour: str,
    width: float,
    dash: str,
    *,
    symbol: str,
    weight: int,
    room: float,
) -> _Drawn:
    values = tuple(finite(value) for value in line.values)
    known = [place for place, value in enumerate(values) if value is not None]
    label, wide = _label(line.name, line.end_text, weight, room)
    return _Drawn(
        values=values,
        dotted=line.illustrative or (False,) * len(values),
        colour=colour,
        width=width,
        dash=dash,
        symbol=symbol,
        last=known[-1] if known else -1,
        label=label,
        wide=wide,
        weight=weight,
    )


def _label(name: str, value: str, weight: int, room: float) -> tuple[tuple[str, ...], float]:
    """Name and value in one line, or below each other; marked up, and how wide it gets in px."""
    names = theme.text_width(name, _SIZE, weight)
    space = theme.text_width("  ", _SIZE)
    values = theme.text_width(value, _SIZE, 700)
    bold = f"<b>{plain(value)}</b>" if value else ""
    if names + space + values <= room or not value:
        return (f"{plain(name)} {bold}".strip(),), names + (space + values if value else 0)
    lines = theme.wrapped(name, _SIZE, weight, room)
    last = theme.text_width(lines[-1], _SIZE, weight) + space + values
    widest = max(theme.text_width(line, _SIZE, weight) for line in lines)
    texts = [plain(line) for line in lines]
    if len(lines) > 1 and last <= room:
        return (*texts[:-1], f"{texts[-1]} {bold}"), max(widest, last)
    return (*texts, bold), max(widest, values)


def _scale(known: Sequence[float], tall: float) -> Scale:
    low, high = min(known, default=0.0), max(known, default=0.0)
    margin = (high - low) * 0.06
    return Scale(low - margin, high + margin, 10.0, tall)


def _ground(sheet: Sheet, ticks: Sequence[Tick], scale: Scale) -> None:
    for tick in ticks:
        if scale.least <= tick.value <= scale.most:
            down = scale.down(tick.value)
            sheet.line(
                (sheet.x_range[0], down), (sheet.x_range[1], down), colour=theme.TRACK, below=True
            )
            sheet.text(tick.text, "left", down + 4.5, size=theme.SIZE_AXIS, colour=theme.MUTED)


def _every(count: int, room: float) -> int:
    """Every how many points a marker has room."""
    return max(1, ceil(_BETWEEN_MARKERS * (count - 1) / room)) if count > 1 else 1


def _curve(sheet: Sheet, one: _Drawn, scale: Scale, every: int, turn: int) -> None:
    values = one.values
    marker = 11 if one.width > 3 else 9
    sizes = []
    for place in range(len(values)):
        # Lines mark different periods, so that one marker hides no other.
        turned = (one.last - place) % every == (0 if every < 3 else turn % every)
        marked = (turned or place == one.last) and bool(one.symbol or one.dotted[place])
        sizes.append(float(marker) if alone(values, place) or marked else 0.0)
    sheet.curve(
        [
            (place, None if value is None else scale.down(value))
            for place, value in enumerate(values)
        ],
        one.colour,
        width=one.width,
        dash=one.dash,
        symbol=one.symbol or "circle",
        sizes=sizes,
        dotted=one.dotted if any(one.dotted) else (),
    )


def _labels(sheet: Sheet, drawn: Sequence[_Drawn], scale: Scale) -> None:
    """Each line's name beside its end, moved up or down as far as the others need."""
    ordered = sorted(drawn, key=lambda one: (-(one.values[one.last] or 0.0), one.label))
    ends = [scale.down(one.values[one.last] or 0.0) for one in ordered]
    heights = [_height(one) for one in ordered]
    tops = spread(ends, heights, scale.top - 8, scale.top + scale.tall + 8)
    edge = sheet.right - 1
    for one, end, top, tall in zip(ordered, ends, tops, heights, strict=True):
        middle = top + tall / 2
        if one.last < len(one.values) - 1:
            sheet.line((one.last, end), (sheet.x_range[1], end), colour=one.colour, dash="1px,4px")
        sheet.outline(
            f"M {2 - edge:g} 0 L {6 - edge:g} 0 L {_LEADER - 4 - edge:g} {end - middle:g} "
            f"L {_LEADER - edge:g} {end - middle:g}",
            "right",
            end,
            line=one.colour,
            width=1,
        )
        sign = _LEADER + 8 - edge
        if one.symbol:
            sheet.symbol(
                *(one.symbol, "right", middle, sign, one.colour), dotted=one.dotted[one.last]
            )
        else:
            for start, stop in ((-6, -1), (2, 7)) if one.dash else ((-6, 7),):
                half = one.width / 2
                sheet.slab(
                    *("right", middle - half, middle + half, sign + start, sign + stop, one.colour)
                )
        sheet.text(
            "<br>".join(one.label),
            "right",
            top + _APART / 2 + _STEP * 0.76,
            size=_SIZE,
            weight=one.weight,
            colour=theme.INK if one.symbol or not one.dash else theme.MUTED,
            shift=_LEADER + _SIGN - edge,
            marked_up=True,
        )


def _height(one: _Drawn) -> float:
    return len(one.label) * _STEP + _APART


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """The upper edges of labels whose middles ``wanted`` to be there, in that order.

    None overlaps, none leaves the px between ``top`` and ``bottom`` where they have room there,
    and together they are moved as little as can be.
    """
    before = [0.0, *accumulate(heights)]
    groups: list[tuple[float, int]] = []
    for place, (middle, tall) in enumerate(zip(wanted, heights, strict=True)):
        mean, count = middle - tall / 2 - before[place], 1
        while groups and groups[-1][0] > mean:
            other, size = groups.pop()
            mean = (mean * count + other * size) / (count + size)
            count += size
        groups.append((mean, count))
    highest = max(top, bottom - before[-1])
    free = [min(max(mean, top), highest) for mean, count in groups for _ in range(count)]
    return [round(one + offset, 2) for one, offset in zip(free, before, strict=False)]


def _period_labels(sheet: Sheet, periods: Sequence[Period], baseline: float, room: float) -> None:
    """The last period and, counted back from it, as many as have room."""
    size = theme.SIZE_AXIS
    widest = max((theme.text_width(period.label, size) for period in periods), default=0.0)
    pitch = room / max(len(periods), 1)
    every = max(1, ceil((widest * 1.15 + 8) / pitch)) if periods else 1
    for place, period in enumerate(periods):
        if (len(periods) - 1 - place) % every == 0:
            sheet.text(
                period.label, place, baseline, size=size, colour=theme.MUTED, anchor="center"
            )


def _unknown(
    sheet: Sheet, lines: Sequence[Line | ReferenceLine], down: float, least_width: int
) -> float:
    """Below the plot, what has no value in any period; returns where it ends."""
    size = theme.SIZE_SMALL
    for line in lines:
        if all(finite(value) is None for value in line.values):
            text = f"{line.name}: {line.end_text}" if line.end_text else line.name
            lines_of_text = theme.wrapped(text, size, 400, least_width)
            sheet.text("\n".join(lines_of_text), "left", down + 15, size=size, colour=theme.MUTED)
            down += 15 + size * theme.LEADING * (len(lines_of_text) - 1) + 4
    return down
