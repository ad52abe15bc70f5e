"""What lies over bars: words of statuses, lines of reference, ticks of a plan, cuts.

Shapes inside the chart: they move with it, and do not follow its sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.progress import CUT, LIMIT, PLAN
from indicators.exhibits.plotted import Series
from indicators.slides.pptx.building import EDGE, GAP, Building
from indicators.slides.pptx.chartml import Scale
from indicators.slides.pptx.fitting import written
from indicators.slides.pptx.pieces import Outline, Paint, Rectangle, commands, marked, moved


@dataclass(frozen=True)
class Status:
    """What is said of one category beside its bar."""

    status: str
    word: str


def say_statuses(
    made: Building, statuses: Sequence[Status | None], pitch: float, up: float
) -> None:
    """Marks and words at the right edge of the plot, ``up`` px above the middle of their rows."""
    radius = made.small * 0.58
    for row, status in enumerate(statuses):
        if status is None:
            continue
        baseline = made.top + (row + 0.5) * pitch - up
        wide = theme.text_width(status.word, made.small, 700)
        left = made.right - wide - 2 * radius - 6
        made.over += marked(status.status, left + radius, baseline - made.small * 0.36, radius)
        colour = theme.LOOKS[status.status].text
        made.write(status.word, left + 2 * radius + 6, baseline, weight=600, colour=colour)


def frame_picked(made: Building, pitch: float) -> None:
    """A frame round the row that is picked out: the letters of an axis are all alike."""
    row = made.plotted.picked
    if row is not None:
        top = made.top + row * pitch
        frame = Paint(line=theme.NAVY, width=1.5)
        made.over.append(Rectangle(EDGE, top + 1, made.width - 2 * EDGE, pitch - 2, frame))


def cut(made: Building, pitch: float, thick: float) -> None:
    """Two slanted strokes and a tip on every bar that goes beyond the axis."""
    half = thick / 2
    for row, value in enumerate(made.plotted.series[0].values):
        if value is None or value <= LIMIT:
            continue
        middle = made.top + (row + 0.5) * pitch
        at = made.across(CUT / LIMIT)
        for right in (0.0, half):
            path = (
                f"M {right - half * 0.55} {half + 1} L {right - half * 0.1} {half + 1} "
                f"L {right + half * 0.55} {-half - 1} L {right + half * 0.1} {-half - 1} Z"
            )
            made.over.append(moved(Outline(commands(path), Paint(theme.PAPER)), at, middle))
        for side in (1, -1):
            path = f"M 2 0 L 2 {side * (half + 1)} L {-half} {side * (half + 1)} L 0 0 Z"
            outline = Outline(commands(path), Paint(theme.PAPER))
            made.over.append(moved(outline, made.right, middle))


def reference_lines(
    made: Building, references: Sequence[Series], scale: Scale, size: float, pitch: float
) -> None:
    """Lines through all rows at what they are measured by, but not through a row's number."""
    room = made.right - made.left
    span = scale.high - scale.low
    known = [
        (next(value for value in one.values if value is not None), one)
        for one in references
        if any(value is not None for value in one.values)
    ]
    known.sort(key=lambda each: each[0])
    after = 0.0
    for number, (value, one) in enumerate(known):
        at = made.left + (value - scale.low) / span * room
        strokes = [f"M {at} {made.top - made.small * 0.25} L {at} {made.top}"]
        for row in range(made.count):
            top, bottom = made.top + row * pitch, made.top + (row + 1) * pitch
            if not _crossed(made, row, at, scale, size):
                strokes.append(f"M {at} {top} L {at} {bottom}")
                continue
            inner = min(size * 0.62, pitch / 2)
            middle = (top + bottom) / 2
            strokes.append(f"M {at} {top} L {at} {middle - inner}")
            strokes.append(f"M {at} {middle + inner} L {at} {bottom}")
        dash = () if one.colour == theme.INK else (4.0, 4.0)
        line = Paint(line=one.colour, width=1.5, dash=dash)
        made.over.append(Outline(commands(" ".join(strokes)), line))
        # Of two names the first ends at its line and the second begins at its own.
        text = f"{one.name} {one.labels[0]}"
        wide = theme.text_width(text, made.small, 700)
        first = len(known) > 1 and number == 0
        left = at - wide + 4 if first else at - (4 if len(known) > 1 else wide / 2)
        left = max(min(max(left, EDGE), made.width - EDGE - wide), after)
        made.write(text, left, made.top - made.small * 0.7, weight=600, colour=one.colour)
        after = left + wide + GAP


def _crossed(made: Building, row: int, at: float, scale: Scale, size: float) -> bool:
    """Whether a line down the plot would cut through a number of this row."""
    room = made.right - made.left
    for _, one in made.visible:
        value, label = one.values[row], one.labels[row]
        if value is not None and label:
            end = made.left + (max(value, 0.0) - scale.low) / (scale.high - scale.low) * room
            if end - 2 < at < end + written(one, label, size) + GAP:
                return True
    return False


def tick_plans(made: Building, one: Series, pitch: float, thick: float) -> None:
    """A tick through every bar where its plan is, named once."""
    at = made.across(PLAN / LIMIT)
    half = thick / 2 + 4
    for row in range(made.count):
        middle = made.top + (row + 0.5) * pitch
        path = commands(f"M {at} {middle - half} L {at} {middle + half}")
        made.over.append(Outline(path, Paint(line=one.colour, width=2)))
    wide = theme.text_width(one.name, made.small, 700)
    left = min(max(at - wide / 2, EDGE), made.width - EDGE - wide)
    made.write(one.name, left, made.small, weight=600, colour=one.colour)
