"""Bars that lie: values, values beside plans, progress, shares of a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from indicators import theme
from indicators.charts.progress import LIMIT, PLAN
from indicators.exhibits.plotted import Series
from indicators.slides.pptx import chartml, datasheet
from indicators.slides.pptx.building import FIRST, GAP, NOTHING, SECOND, SMALLEST, Building
from indicators.slides.pptx.chartml import Drawn, Label, Scale
from indicators.slides.pptx.datasheet import Helper
from indicators.slides.pptx.evidence import Evidence
from indicators.slides.pptx.fitting import PLAN_SIZE, fitting, scaled, written
from indicators.slides.pptx.overlay import (
    Status,
    cut,
    frame_picked,
    reference_lines,
    say_statuses,
    tick_plans,
)
from indicators.slides.pptx.pieces import Outline, Paint, commands
from indicators.vocabulary import Language

_MOST_CELLS: Final = 40
_SAY: Final[Mapping[str, tuple[str, str]]] = {
    "within": ("Phần trong kế hoạch", "Up to the plan"),
    "cut": (
        "Thanh có vạch chéo được cắt ngắn; số in phía trên là số đúng.",
        "Bars with slanted strokes are cut short; the number above them is the true one.",
    ),
}


def _say(key: str, language: Language) -> str:
    return _SAY[key][0 if language == "vi" else 1]


def lying(made: Building, statuses: Sequence[Status | None]) -> None:
    """Put bars that lie into ``made``, and the words of ``statuses`` beside them."""
    if made.plotted.kind == "share":
        _shares(made, statuses)
    else:
        _values(made, statuses)


def _values(made: Building, statuses: Sequence[Status | None]) -> None:
    plotted = made.plotted
    references = [one for one in plotted.series if one.role == "reference"]
    progress = _of_plan(references)
    _names(made)
    if progress and any(value is not None and value > LIMIT for value in plotted.series[0].values):
        made.note(_say("cut", made.language))
    if references:
        made.top += made.small * 1.7
    evidence = Evidence(made, below=progress)
    groups = len(made.visible)
    pitch = (made.bottom - made.top) / made.count
    share = (0.32 if evidence.below else 0.4) if progress else 0.7
    thick = min(pitch * share, 30 * max(made.scale, 1) * groups, pitch - 2 * evidence.tall)
    gap = (pitch / thick - 1) * 100 * groups
    size = _letters(made, _over(pitch, thick, evidence) if progress else thick / groups / 0.7)
    scale = Scale(0.0, LIMIT) if progress else scaled(made, size)
    if progress:
        made.helpers.append(_helper(made))
    above = thick / 2 + size * 0.36
    drawn = [
        made.series(
            place,
            _above(made, one, size, above + size * 0.4)
            if progress
            else _beside(made, one, size, scale),
        )
        for place, one in made.visible
    ]
    if progress:
        say_statuses(made, statuses, pitch, above)
    unseen = [
        made.series(place, paint=NOTHING)
        for place, one in enumerate(plotted.series)
        if one.role == "reference"
    ]
    made.bars([*drawn, *unseen], FIRST, "bar", "clustered", gap, 0 if groups > 1 else 100)
    made.axes += _axes(made, FIRST, scale, shown=True, line=theme.EDGE)
    if progress:
        _within(made, gap)
        made.axes += _axes(made, SECOND, scale, shown=False, line="")
        cut(made, pitch, thick)
        tick_plans(made, references[0], pitch, thick)
    else:
        reference_lines(made, references, scale, size, pitch)
        frame_picked(made, pitch)
    evidence.say(thick)


def _over(pitch: float, thick: float, evidence: Evidence) -> float:
    """Room for the numbers over bars; below them the evidence of the row before takes its own."""
    return (pitch - thick) * (0.65 if evidence.below else 0.9)


def _shares(made: Building, statuses: Sequence[Status | None]) -> None:
    parts = not any(one.role == "left" for one in made.plotted.series)
    named = not parts or made.count > 1
    if named:
        _names(made)
    if parts and _small(made):
        made.bottom -= made.size * 2.2
    if parts and made.count > 1:
        made.legend = True
        made.top += made.size * 2
        made.right -= theme.text_width("0" * 6, made.size, 700)
    evidence = Evidence(made, below=True)
    pitch = (made.bottom - made.top) / made.count
    share = 0.86 if parts else 0.36 if evidence.below else 0.42
    most = (110 if parts else 30) * max(made.scale, 1)
    thick = min(pitch * share, most, pitch - 2 * evidence.tall)
    size = _letters(made, thick / 2 if parts else _over(pitch, thick, evidence))
    if parts:
        drawn = _parts(made, size, pitch, thick)
    else:
        drawn = _strips(made, size, pitch, thick)
        say_statuses(made, statuses, pitch, thick / 2 + size * 0.36)
    evidence.say(thick)
    made.bars(drawn, FIRST, "bar", "percentStacked", (pitch / thick - 1) * 100)
    made.axes += _axes(made, FIRST, Scale(), shown=named, line="")


def _axes(made: Building, numbers: tuple[int, int], scale: Scale, *, shown: bool, line: str) -> str:
    look = made.look(made.size, 600)
    names = chartml.category_axis(*numbers, "l", look, shown=shown, reverse=True, line=line)
    return names + chartml.value_axis(numbers[1], numbers[0], "b", look, scale)


def _letters(made: Building, room: float) -> float:
    """How large the numbers are."""
    return max(min(made.size * 1.25, room * 0.62), SMALLEST)


def _of_plan(references: Sequence[Series]) -> bool:
    return len(references) == 1 and all(value == PLAN for value in references[0].values)


def _names(made: Building) -> None:
    """Room on the left for the names, in as many lines as they need."""
    most = made.width * 0.36
    widest = max(
        theme.text_width(line, made.size, 600)
        for name in made.plotted.categories
        for line in theme.wrapped(name, made.size, 600, most)
    )
    made.left = min(widest * 1.04, most * 1.1) + GAP + 6


def _above(made: Building, one: Series, size: float, up: float) -> list[Label | None]:
    """The number of each bar, ``up`` px above its start: it stays there whatever it becomes."""
    return [
        Label(label, "inBase", size, 700, theme.INK, offset=(0.0, -up / made.height))
        if label and value is not None
        else None
        for value, label in zip(one.values, one.labels, strict=True)
    ]


def _beside(made: Building, one: Series, size: float, scale: Scale) -> list[Label | None]:
    """The number of each bar: after it, or where no room is, in it."""
    room = made.right - made.left
    if one.role == "plan":
        size = fitting(one, size, scale, room) or size
    answer: list[Label | None] = []
    for number, (value, label) in enumerate(zip(one.values, one.labels, strict=True)):
        if value is None or not label:
            answer.append(None)
            continue
        end = (max(value, 0.0) - scale.low) / (scale.high - scale.low) * room
        wide = written(one, label, size) + GAP
        fill = one.colours[number] if one.colours else one.colour
        if one.role == "plan":
            inside = wide <= end + 0.5 or end + wide > room
            small = max(size * PLAN_SIZE, SMALLEST)
            text = Label(label, "inBase" if inside else "outEnd", small, 500, theme.INK)
            answer.append(replace(text, named="before", name=one.name))
        elif end + wide <= room:
            answer.append(Label(label, "outEnd", size, 700, theme.INK))
        else:
            dark = wide <= end and not made.plotted.hatched
            ink = theme.text_on(fill) if dark else theme.INK
            answer.append(Label(label, "inBase", size, 700, ink))
    return answer


def _helper(made: Building) -> Helper:
    """What of each bar lies up to the plan."""
    return Helper(
        _say("within", made.language),
        tuple(
            None if value is None else min(value, PLAN) for value in made.plotted.series[0].values
        ),
        f'=IF(ISNUMBER({{0}}{{row}}),MIN({{0}}{{row}},{PLAN:g}),"")',
    )


def _within(made: Building, gap: float) -> None:
    """That part, lighter and in front of the whole."""
    one, helper = made.plotted.series[0], made.helpers[0]
    place = len(made.plotted.series)
    colours = one.colours or (one.colour,) * made.count
    paints = [
        Paint(theme.HATCH_GROUND, theme.HATCH_LINE, theme.NAVY, 1)
        if made.plotted.hatched
        else Paint(theme.mixed(colour, 0.5))
        for colour in colours
    ]
    drawn = Drawn(
        *(place, helper.name, helper.values),
        datasheet.heading(place),
        datasheet.cells(place, made.count),
        paints[0],
        tuple(paints),
    )
    made.bars([drawn], SECOND, "bar", "clustered", gap)


def _strips(made: Building, size: float, pitch: float, thick: float) -> list[Drawn]:
    """What is there and what is left, in cells where they can be counted."""
    plotted = made.plotted
    up = thick / 2 + size * 0.76
    for row in range(made.count):
        whole = sum(one.values[row] or 0.0 for one in plotted.series)
        if plotted.unit != "%" and whole == round(whole) and 1 < whole <= _MOST_CELLS:
            top = made.top + (row + 0.5) * pitch - thick / 2 - 1
            path = " ".join(
                f"M {made.across(cell / whole)} {top} "
                f"L {made.across(cell / whole)} {top + thick + 2}"
                for cell in range(1, int(whole))
            )
            width = 4.0 if whole <= 20 else 3.0
            made.over.append(Outline(commands(path), Paint(line=theme.PAPER, width=width)))
    return [
        made.series(place, _above(made, one, size, up)) for place, one in enumerate(plotted.series)
    ]


def _small(made: Building) -> bool:
    """Whether a part is too small for its number."""
    size = _letters(made, made.height / 2)
    return made.count == 1 and any(
        not _holds(made, one, 0, size) for one in made.plotted.series if one.labels[0]
    )


def _holds(made: Building, one: Series, row: int, size: float) -> bool:
    whole = sum(each.values[row] or 0.0 for each in made.plotted.series) or 1.0
    wide = (one.values[row] or 0.0) / whole * (made.right - made.left)
    named = theme.text_width(one.name, size * 0.75, 500) if made.count == 1 else 0.0
    return max(theme.text_width(one.labels[row], size, 700), named) + GAP < wide


def _past(made: Building, one: Series, row: int, label: Label) -> Label:
    """The number of a small part: right of the bar where it is the last, else as small as it is."""
    if one is not made.plotted.series[-1]:
        return replace(label, size=SMALLEST)
    whole = sum(each.values[row] or 0.0 for each in made.plotted.series) or 1.0
    half = (one.values[row] or 0.0) / whole * (made.right - made.left) / 2
    right = half + theme.text_width(label.text, label.size, 700) / 2 + GAP / 2
    return replace(label, colour=theme.INK, offset=(right / made.width, 0.0))


def _parts(made: Building, size: float, pitch: float, thick: float) -> list[Drawn]:
    """The parts of a whole, number and name in each; of a small one, below it."""
    drawn = []
    room = made.right - made.left
    before = 0.0
    for place, one in enumerate(made.plotted.series):
        labels: list[Label | None] = []
        for row, (value, label) in enumerate(zip(one.values, one.labels, strict=True)):
            if not label or value is None:
                labels.append(None)
                continue
            ink = theme.INK if made.plotted.hatched else theme.text_on(one.colour)
            inside = Label(label, "ctr", size, 700, ink, name=one.name)
            if _holds(made, one, row, size):
                labels.append(replace(inside, named="below") if made.count == 1 else inside)
                continue
            if made.count > 1:
                labels.append(_past(made, one, row, inside))
                continue
            whole = sum(each.values[row] or 0.0 for each in made.plotted.series) or 1.0
            centre = (before + value / 2) / whole * room
            wide = theme.text_width(f"{one.name} {label}", size * 0.8, 700) + GAP
            shift = min(0.0, room - centre - wide / 2) + max(0.0, wide / 2 - centre)
            offset = shift / made.width, (thick / 2 + made.size * 1.2) / made.height
            text = Label(label, "ctr", size * 0.8, 700, theme.INK, "before", one.name, offset)
            labels.append(text)
            at = made.left + centre
            down = made.top + pitch / 2 + thick / 2
            leader = commands(f"M {at} {down + 2} L {at} {down + made.size * 0.6}")
            made.over.append(Outline(leader, Paint(line=theme.MUTED, width=1)))
        before += next((value for value in one.values if value is not None), 0.0)
        paint = made.paint(one, one.colour)
        if not paint.line:
            paint = Paint(one.colour, "", theme.PAPER, 2)
        drawn.append(made.series(place, labels, paint=paint))
    return drawn
