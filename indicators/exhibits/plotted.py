"""What a figure plots, for a program that draws a chart of its own from it.

Made from the very rows that the figure is drawn from, so that the two cannot disagree. How such a
chart looks belongs to whoever draws it; what communes plot beside each other, to comparing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from indicators import charts, theme
from indicators.charts.history import MOST_COLUMNS
from indicators.charts.progress import PLAN
from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.words import lower_first, word

Kind = Literal["bars", "columns", "lines", "stack", "share"]
"""``bars`` lie, ``columns`` stand. ``stack``: steps, each from its base on. ``share``: bars that
are all as long as the chart, each of one hundred per cent whatever its values are counted in."""

NOMINAL: Final = ("flag", "rank")
"""Kinds of indicators whose values have no size that a bar could have."""

Role = Literal["value", "plan", "left", "base", "reference"]


@dataclass(frozen=True)
class Series:
    """One value a category, unrounded; None where there is none, which is never zero.

    ``labels`` are the numbers as the figure prints them, with what it says of them: blank where
    there is no value, and throughout where nobody reads the numbers, what is left and a base.
    ``colour`` and ``colours`` are ``#RRGGBB``; ``colours``, one a category, only where they differ.
    ``role``: ``left`` is what is missing of a whole, ``base`` where each step of a stack begins.
    ``dashed``: whether the figure draws a line of it so.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    labels: tuple[str, ...]
    role: Role = "value"
    colours: tuple[str, ...] = ()
    dashed: bool = False


@dataclass(frozen=True)
class Plotted:
    """Categories and the series over them; ``unit`` is blank where categories differ in theirs.

    ``decimals``: the most that a label shows. ``hatched``: whether it holds illustrative figures.
    ``evidence``: what the figure says of each category beside its numbers, blank where nothing, and
    throughout where it says nothing at all. ``evidence_head`` stands over it, ``statuses`` are its
    marks, blank for none. ``picked``: the number of the category that is picked out.
    ValueError where a series has not one value and one label a category.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int
    hatched: bool = False
    evidence: tuple[str, ...] = ()
    evidence_head: str = ""
    statuses: tuple[str, ...] = ()
    picked: int | None = None

    def __post_init__(self) -> None:
        count = len(self.categories)
        if {len(self.evidence) or count, len(self.statuses) or count} != {count}:
            raise ValueError("not one evidence and one status a category")
        for one in self.series:
            lengths = (len(one.values), len(one.labels), len(one.colours) or count)
            if lengths != (count, count, count):
                raise ValueError(f"{one.name} has not one value and one label a category")


_DECIMALS: Final = {
    "vi": re.compile(r"\d+(?:\.\d{3})*(?:,(\d+))?"),
    "en": re.compile(r"\d+(?:,\d{3})*(?:\.(\d+))?"),
}
"""The first number of a label, and its decimals."""

DERIVED: Final = theme.CLASSES[1]
"""What a figure draws hollow is pale in a chart that knows no hollow bars."""


def plotted(
    kind: Kind,
    categories: Iterable[str],
    series: Iterable[Series],
    unit: str,
    language: Language,
    *,
    hatched: bool,
    evidence: Iterable[str] = (),
    statuses: Iterable[str] = (),
) -> Plotted:
    """What is plotted, its decimals read from its labels; plans that nobody made are no series."""
    told, marks = tuple(evidence), tuple(statuses)
    made = tuple(
        one
        for one in series
        if one.role == "value" or any(value is not None for value in one.values)
    )
    found = [
        len(match[1] or "")
        for one in made
        for label in one.labels
        if (match := _DECIMALS[language].search(label))
    ]
    return Plotted(
        *(kind, tuple(categories), made, unit, max(found, default=0), hatched),
        evidence=told if any(told) else (),
        statuses=marks if any(marks) else (),
    )


def values_of(
    name: str,
    pairs: Iterable[tuple[float | None, str]],
    colours: str | Sequence[str],
    role: Role = "value",
) -> Series:
    """A series of values, each with its text; where there is no value, the text is no label."""
    known = tuple(pairs)
    painted = (colours,) if isinstance(colours, str) else tuple(colours)
    return Series(
        name,
        tuple(value for value, _ in known),
        painted[-1],
        tuple("" if value is None else text for value, text in known),
        role,
        painted if len(set(painted)) > 1 else (),
    )


def common(units: Iterable[str]) -> str:
    """The unit of all; blank where they differ."""
    found = set(units)
    return found.pop() if len(found) == 1 else ""


def _painted(points: Sequence[charts.GrowthPoint | charts.HistoryPoint]) -> list[str]:
    return [DERIVED if point.derived else theme.NAVY for point in points]


def growth(
    points: Sequence[charts.GrowthPoint],
    name: str,
    unit: str,
    language: Language,
    step: str = "",
) -> Plotted:
    """One bar a period; what is derived or estimated says so beside its period.

    ``step``: how far it is from the last period but one to the last.
    """
    derived = lower_first(word("derived", language))
    notes = [
        ", ".join(dict.fromkeys(filter(None, (derived if point.derived else "", point.note))))
        for point in points
    ]
    return plotted(
        "bars",
        [
            f"{point.label} ({note})" if note else point.label
            for point, note in zip(points, notes, strict=True)
        ],
        [
            values_of(
                name,
                [(point.value, point.value_text) for point in points],
                _painted(points),
            )
        ],
        unit,
        language,
        hatched=any(point.illustrative for point in points),
        evidence=[""] * (len(points) - 1) + [step] * bool(points),
    )


def history(
    points: Sequence[charts.HistoryPoint],
    plans: Sequence[tuple[charts.PlanLine, Sequence[str]]],
    name: str,
    unit: str,
    language: Language,
) -> Plotted:
    """Columns, or a line for many periods; each plan comes with the texts of its values."""
    derived = lower_first(word("derived", language))
    return plotted(
        "columns" if len(points) <= MOST_COLUMNS else "lines",
        [f"{point.label} ({derived})" if point.derived else point.label for point in points],
        [
            values_of(
                name,
                [(point.value, point.value_text) for point in points],
                _painted(points),
            ),
            *(
                values_of(
                    line.name + (f" ({derived})" if line.derived else ""),
                    zip(line.values, texts, strict=True),
                    theme.INK,
                    "plan",
                )
                for line, texts in plans
            ),
        ],
        unit,
        language,
        hatched=any(point.illustrative for point in points),
    )


def structure(parts: Sequence[charts.Part], whole: str, unit: str, language: Language) -> Plotted:
    """One bar of ``whole``; what its parts leave open is no part of its own."""
    return plotted(
        "share",
        [whole],
        [
            values_of(
                part.name, [(part.share, part.share_text)], theme.PARTS[place % len(theme.PARTS)]
            )
            for place, part in enumerate(parts)
        ],
        unit,
        language,
        hatched=any(part.illustrative for part in parts),
    )


@dataclass(frozen=True)
class Strip:
    """A strip of cells as numbers: what is there and what is left of a whole, in one unit."""

    name: str
    value: float | None
    left: float | None
    text: str
    unit: str
    illustrative: bool = False
    evidence: str = ""


def strips(rows: Sequence[Strip], language: Language) -> Plotted | None:
    """One bar a strip, each of its own whole; None where no strip has a value."""
    if all(row.value is None for row in rows):
        return None
    rest = {"vi": "Còn lại", "en": "Remaining"}[language]
    return plotted(
        "share",
        [row.name for row in rows],
        [
            values_of(word("value", language), [(row.value, row.text) for row in rows], theme.NAVY),
            values_of(rest, [(row.left, "") for row in rows], theme.TRACK, "left"),
        ],
        common(row.unit for row in rows),
        language,
        hatched=any(row.illustrative for row in rows),
        evidence=[row.evidence for row in rows],
    )


def counts(
    rows: Sequence[charts.CountRow], name: str, units: Iterable[str], language: Language
) -> Plotted:
    """One bar a row."""
    return plotted(
        "bars",
        [row.name for row in rows],
        [values_of(name, [(row.value, row.value_text) for row in rows], theme.NAVY)],
        common(units),
        language,
        hatched=any(row.illustrative for row in rows),
    )


def progress(rows: Sequence[charts.ProgressRow], language: Language) -> Plotted | None:
    """Per cent of plan, a bar a row in the colour of its status; None where no row has any."""
    if all(row.percent is None for row in rows):
        return None
    fills = [(theme.LOOKS[row.status].fill if row.status else "") or theme.EDGE for row in rows]
    plan = numbers.percent(PLAN, language)
    return plotted(
        "bars",
        [row.name for row in rows],
        [
            values_of(
                word("completion", language),
                [(row.percent, row.percent_text) for row in rows],
                fills,
            ),
            values_of(
                word("plan_tick", language), [(PLAN, plan)] * len(rows), theme.INK, "reference"
            ),
        ],
        "%",
        language,
        hatched=any(row.illustrative for row in rows),
        evidence=[row.evidence for row in rows],
    )


def bullets(
    rows: Sequence[tuple[charts.BulletRow, str, str]], name: str, unit: str, language: Language
) -> Plotted | None:
    """Values beside their plans; each row with the texts of both. None where no value is known."""
    if all(row.value is None for row, *_ in rows):
        return None
    return plotted(
        "bars",
        [f"{row.name}, {row.percent_text}" if row.percent_text else row.name for row, *_ in rows],
        [
            values_of(name, [(row.value, text) for row, text, _ in rows], theme.NAVY),
            values_of(
                word("plan", language),
                [(row.plan, text) for row, _, text in rows],
                theme.INK,
                "plan",
            ),
        ],
        unit,
        language,
        hatched=any(row.illustrative for row, *_ in rows),
        evidence=[row.difference_text for row, *_ in rows],
        statuses=[row.status if row.difference_text else "" for row, *_ in rows],
    )
