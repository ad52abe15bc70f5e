"""Columns, lines and steps: what runs from the left to the right."""

from math import ceil
from typing import Final

from indicators import charts, theme
from indicators.exhibits.plotted import Series
from indicators.slides.pptx import chartml
from indicators.slides.pptx.building import FIRST, GAP, NOTHING, SMALLEST, Building
from indicators.slides.pptx.chartml import Drawn, Label, Position, Scale
from indicators.slides.pptx.pieces import Outline, Paint, commands, moved

_SYMBOLS: Final = ("circle", "square", "diamond", "triangle", "dash", "plus")
_MOST_PRINTED: Final = 12
"""So many numbers stand along one line."""


def standing(made: Building) -> None:
    """Put columns, lines or steps into ``made``."""
    kind = made.plotted.kind
    columns = [place for place, one in made.visible if one.role == "value"]
    others = [place for place, one in made.visible if one.role in ("plan", "reference")]
    lines = [*columns, *others] if kind == "lines" else others
    steps = kind == "stack"
    _ends(made, lines)
    scale = _scaled(made, from_zero=kind != "lines")
    if scale.format:
        made.left = theme.text_width(f"{scale.high:,.0f}", made.small, 400) + GAP
    pitch = (made.right - made.left) / made.count
    most = max(
        len(theme.wrapped(name, made.size, 500, pitch * 0.94)) for name in made.plotted.categories
    )
    made.bottom -= made.size * (theme.LEADING * most + 0.7)
    if kind != "lines":
        drawn = [made.series(place, _above(made, place, pitch, steps=steps)) for place in columns]
        gap = 45 if steps else 60
        if steps:
            bases = [
                made.series(place, paint=NOTHING)
                for place, one in made.visible
                if one.role == "base"
            ]
            made.bars([*bases, *drawn], FIRST, "col", "stacked", gap)
        else:
            made.bars(drawn, FIRST, "col", "clustered", gap, 0 if len(drawn) > 1 else 100)
    if kind == "lines" and made.plotted.hatched:
        _hollow(made, columns, scale, pitch)
    spread = _spread(made, lines, scale)
    made.lines([_line(made, place, spread[place], lines, pitch) for place in lines], FIRST)
    look = made.look(made.size, 500)
    made.axes += chartml.category_axis(
        *FIRST, "b", look, shown=True, reverse=False, line=theme.EDGE
    ) + chartml.value_axis(FIRST[1], FIRST[0], "l", made.look(made.small, 400, theme.MUTED), scale)


def _hollow(made: Building, lines: list[int], scale: Scale, pitch: float) -> None:
    """Points as hollow as the key says: LibreOffice fills every marker with the colour of its line.

    Where a marker moves with its number, the paper that is left behind is not seen.
    """
    room = made.bottom - made.top
    for one in (made.plotted.series[place] for place in lines):
        for row, value in enumerate(one.values):
            if value is not None:
                down = made.bottom - (value - scale.low) / (scale.high - scale.low) * room
                dot = commands(theme.scaled(theme.SYMBOLS["circle"], 2.6))
                at = made.left + (row + 0.5) * pitch
                made.over.append(moved(Outline(dot, Paint(theme.PAPER)), at, down))


def _ends(made: Building, lines: list[int]) -> None:
    """Room on the right for the names of lines and their last numbers."""
    texts = [_end(made.plotted.series[place]) for place in lines]
    if texts:
        wide = max(theme.text_width(text, made.size, 700) for text in texts) + 2 * GAP
        # Half a category's width lies right of the last point already.
        half = 1 / (2 * made.count)
        room = (wide - (made.right - made.left) * half) / (1 - half)
        made.right -= max(room, 0.0)
    made.top += made.size * 1.6


def _last(one: Series) -> int:
    """The number of the last value; minus one for none."""
    return max((row for row, value in enumerate(one.values) if value is not None), default=-1)


def _end(one: Series) -> str:
    last = _last(one)
    return f"{one.name} {one.labels[last]}" if last >= 0 else ""


def _scaled(made: Building, *, from_zero: bool) -> Scale:
    values = [value for _, one in made.visible for value in one.values if value is not None]
    if made.plotted.kind == "stack":
        values += [
            sum(one.values[row] or 0.0 for _, one in made.visible) for row in range(made.count)
        ]
    low, high = min(values), max(values)
    room = max(made.bottom - made.top - made.size * 3, 40.0)
    # A number stands above the highest column.
    head = (high - min(low, 0.0)) * made.size * 1.9 / room
    if from_zero:
        return Scale(min(low, 0.0), (high + head) or 1.0)
    span = (high - low) or abs(high) or 1.0
    if low >= 0 and low < span * 1.5:
        low = 0.0
    ticks = charts.near_ticks([low, high])
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 0.0
    whole = bool(step) and all(float(tick).is_integer() and tick >= 0 for tick in ticks)
    if not whole:
        return Scale(low - span * 0.08 if low else 0.0, high + span * 0.15)
    first = ticks[0] if ticks[0] <= low else ticks[0] - step
    last = ticks[-1]
    while last < high:
        last += step
    mark = "." if made.language == "vi" else ","
    grouped = f'[<1000]0;[<1000000]0"{mark}"000;0"{mark}"000"{mark}"000'
    return Scale(max(first, 0.0), last, step, grouped)


def _above(made: Building, place: int, pitch: float, *, steps: bool) -> list[Label | None]:
    """The number of each column: above it, in its head below a plan, in the middle of a step."""
    one = made.plotted.series[place]
    planned = any(each.role == "plan" for each in made.plotted.series)
    room = pitch * (0.6 if planned else 0.95)
    widest = max((theme.text_width(label, 1, 700) for label in one.labels), default=0.0) or 1.0
    size = max(min(made.size * 1.15, room / widest), SMALLEST)
    # Where there is no room for all, every so many, counted from the last.
    every = ceil(widest * size / (pitch * 0.95))
    position: Position = "ctr" if steps else "inEnd" if planned and every == 1 else "outEnd"
    answer: list[Label | None] = []
    for row, (value, label) in enumerate(zip(one.values, one.labels, strict=True)):
        if value is None or not label or (len(one.labels) - 1 - row) % every:
            answer.append(None)
            continue
        fill = one.colours[row] if one.colours else one.colour
        beside = made.plotted.hatched or position == "outEnd"
        answer.append(
            Label(label, position, size, 700, theme.INK if beside else theme.text_on(fill))
        )
    return answer


def _spread(made: Building, lines: list[int], scale: Scale) -> dict[int, float]:
    """How many px down each line's last label moves so that none stands on another."""
    room = made.bottom - made.top
    at: list[tuple[float, int]] = []
    for place in lines:
        one = made.plotted.series[place]
        last = _last(one)
        value = one.values[last] if last >= 0 else None
        if value is not None:
            share = (value - scale.low) / (scale.high - scale.low)
            at.append((made.top + room * (1 - share), place))
    at.sort()
    tall = made.size * 1.45
    placed: list[float] = []
    for down, _ in at:
        placed.append(max(down, placed[-1] + tall) if placed else down)
    over = (placed[-1] - made.bottom) if placed else 0.0
    if over > 0:
        placed[-1] -= over
        for number in range(len(placed) - 2, -1, -1):
            placed[number] = min(placed[number], placed[number + 1] - tall)
    moves = {place: new - down for (down, place), new in zip(at, placed, strict=True)}
    return {place: moves.get(place, 0.0) for place in lines}


def _line(made: Building, place: int, shift: float, lines: list[int], pitch: float) -> Drawn:
    """A line with its name and last number at its end, the others along it where it is alone."""
    one = made.plotted.series[place]
    last = _last(one)
    value = one.role == "value"
    alone = value and sum(made.plotted.series[each].role == "value" for each in lines) == 1
    labels: list[Label | None] = []
    for row, label in enumerate(one.labels):
        if row == last and label:
            # Past the last column, which the point of a plan stands in the middle of.
            past = pitch * 0.3 if made.plotted.kind == "columns" else 0.0
            moved = abs(shift) > 0.5 or past
            offset = (past / made.width, shift / made.height) if moved else None
            weight = 700 if value else 500
            labels.append(
                Label(label, "r", made.size, weight, one.colour, "before", one.name, offset)
            )
        elif label and alone and made.count <= _MOST_PRINTED:
            labels.append(Label(label, "t", made.size, 600, one.colour))
        else:
            labels.append(None)
    dashed = one.dashed or one.role == "plan"
    paint = Paint(line=one.colour, width=3 if value else 2, dash=(4, 4) if dashed else ())
    number = lines.index(place)
    marker = None
    if value or sum(each is not None for each in one.values) == 1:
        ground = theme.PAPER if made.plotted.hatched else one.colour
        look = Paint(ground, "", one.colour, 1.5)
        marker = (_SYMBOLS[number % len(_SYMBOLS)] if value else "dash", 8, look)
    return made.series(place, labels, paint=paint, marker=marker)
