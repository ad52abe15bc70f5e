"""From the plan to what was achieved: how much of the distance each commune accounts for.

Only the distance is drawn, from zero, which is the plan: against the totals the steps would be
too small to see, and an axis that is cut would make them look larger than they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, isclose
from typing import Literal

from indicators import theme
from indicators.charts.key import Sign, key
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet

_PITCH = 28
_ENDS = 36
_BAR = 18
_SIZE = theme.SIZE_NAME
_NAME_SHARE = 0.36

Verdict = Literal["better", "worse", ""]


@dataclass(frozen=True, slots=True)
class Step:
    """One commune's part, from the running sum ``before`` it to the one ``after`` it.

    ``verdict``: whether it helps to meet the plan. ``text`` carries the sign.
    """

    area_code: str
    name: str
    before: float
    after: float
    text: str
    verdict: Verdict = ""
    hover: str = ""
    selected: bool = False
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Where the steps begin or end: its name and its total, as worded; ``note`` the distance."""

    name: str
    text: str
    note: str = ""
    hover: str = ""
    illustrative: bool = False


def waterfall(
    start: End,
    steps: Sequence[Step],
    end: End,
    verdict: Verdict = "",
    verdict_words: Mapping[str, str] | None = None,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """One level bar a commune between ``start`` (zero) and ``end`` (the last running sum).

    ``verdict`` judges the whole distance, ``verdict_words`` (of "better" and "worse") go into the
    key. ValueError where a step does not begin where the one before it ended, the first at zero.
    """
    at = 0.0
    for step in steps:
        if not isclose(step.before, at, rel_tol=1e-9, abs_tol=1e-9):
            raise ValueError(f"{step.name} does not begin where the step before it ended")
        at = step.after
    sums = [0.0, *(step.after for step in steps)]
    least, most = min(sums), max(sums)
    if least == most:
        least, most = -1.0, 1.0
    texts = [theme.text_width(text, _SIZE, 700) for text in (start.text, end.text)]
    texts += [theme.text_width(step.text, theme.SIZE_NOTE, 700) for step in steps]
    room = least_width * _NAME_SHARE
    names = [theme.wrapped(end_.name, _SIZE, 700, room) for end_ in (start, end)]
    widest = [theme.text_width(line, _SIZE, 700) for lines in names for line in lines]
    widest += [theme.text_width(step.name, _SIZE, 700) for step in steps]
    sheet = Sheet((least, most), left=ceil(max(widest)) + 14, right=ceil(max(texts)) + 14)
    down = _end(sheet, start, names[0], 0.0)
    zero = down - 8
    for step in steps:
        _step(sheet, step, down)
        down += _PITCH
    sheet.rule(down + 2)
    last = _end(sheet, end, names[1], down + 3)
    middle = down + 3 + _ENDS / 2
    _bar(sheet, (0.0, at), middle, _BAR + 4, verdict, illustrative=end.illustrative)
    sheet.hover(least, most, middle, _ENDS, end.hover)
    sheet.line((0, zero), (0, middle + 13), colour=theme.INK, width=1.5)
    if steps:
        sheet.line((at, down - _PITCH / 2), (at, middle), colour=theme.EDGE, dash="1px,3px")
    if end.note:
        sheet.text(
            *(end.note, "right", last + 9),
            size=theme.SIZE_SMALL,
            weight=600,
            colour=_TEXTS[verdict],
            anchor="right",
        )
        last += 16
    found = {step.verdict for step in steps}
    entries = [(_sign(name), text) for name, text in (verdict_words or {}).items() if name in found]
    sheet.illustrative |= start.illustrative or any(step.illustrative for step in steps)
    return sheet.figure(key(sheet, last + 6, entries, least_width), illustrative_label)


_FILLS = {"better": theme.BETTER, "worse": theme.WORSE, "": theme.SKY}
_TEXTS = {"better": theme.BETTER_TEXT, "worse": theme.WORSE_TEXT, "": theme.INK}


def _end(sheet: Sheet, end: End, names: Sequence[str], top: float) -> float:
    baseline = top + _ENDS / 2 + 5.5
    step = _SIZE * theme.LEADING
    sheet.text("\n".join(names), "left", baseline, size=_SIZE, weight=700)
    sheet.text(end.text, "right", baseline, size=_SIZE, weight=700, anchor="right")
    return top + _ENDS + step * (len(names) - 1)


def _step(sheet: Sheet, step: Step, top: float) -> None:
    middle = top + _PITCH / 2
    baseline = middle + 5.5
    if step.selected:
        sheet.band(top + 1, top + _PITCH - 1, theme.SECOND)
    weight = 700 if step.selected else 500
    sheet.text(step.name, "left", baseline, size=_SIZE, weight=weight)
    ends = (step.before, step.after)
    _bar(sheet, ends, middle, _BAR, step.verdict, illustrative=step.illustrative)
    sheet.line(
        (step.before, middle - _PITCH), (step.before, middle), colour=theme.EDGE, dash="1px,3px"
    )
    sheet.text(
        *(step.text, "right", baseline),
        size=theme.SIZE_NOTE,
        weight=600,
        colour=_TEXTS[step.verdict],
        anchor="right",
    )
    sheet.hover(*sheet.x_range, middle, _PITCH, step.hover, step.area_code)


def _bar(
    sheet: Sheet,
    ends: tuple[float, float],
    middle: float,
    thick: float,
    verdict: Verdict,
    *,
    illustrative: bool,
) -> None:
    """What helps is filled, what does not is outlined: not told by the colour alone."""
    start, end = sorted(ends)
    if start == end:
        return
    colour, outlined = _FILLS[verdict], verdict == "worse"
    sheet.bar(
        *(start, end, middle, thick - 1.5 if outlined else thick),
        theme.mixed(colour, 0.3) if outlined else colour,
        line=colour if outlined else "",
        line_width=1.5,
        hatched=illustrative,
        hatch_ground=theme.mixed(colour, 0.12 if outlined else 0.45),
        hatch_edge=colour,
    )


def _sign(verdict: str) -> Sign:
    def draw(sheet: Sheet, right: float, down: float) -> None:
        colour = theme.WORSE if verdict == "worse" else theme.BETTER
        fill = theme.mixed(colour, 0.3) if verdict == "worse" else colour
        sheet.slab("left", down - 5, down + 5, right - 10, right + 10, fill, line=colour)

    return draw
