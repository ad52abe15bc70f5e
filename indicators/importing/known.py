"""What a snapshot knows of what a file may say: the catalogue, and the last version of each row.

Asked of the snapshot once a proposal, never once a row.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Final

from indicators import frames
from indicators.engine import Engine
from indicators.frames import Area, Assigner, Indicator, Source
from indicators.frames.kept import KeptObservation, KeptPlan
from indicators.frames.revisions import ObservationVersion, PlanVersion
from indicators.vocabulary import TABLES, Period
from indicators.wording import numbers

OPEN: Final = date(1, 1, 1)
"""The first day of a validity that is open to the past."""
_END: Final = date(9999, 12, 31)

Cells = tuple[str, ...]
"""A row as the data folder's CSV would type it, in the order of its table's columns."""
Key = tuple[str, ...]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {table.name: table.names for table in TABLES}
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    table.name: tuple(name for name in table.key if name != "known_from") for table in TABLES
}
"""What names a row of a table, whichever version of it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The version of a row that is known last."""

    cells: Cells
    known_from: datetime | None
    """None for a table without versions."""
    made_up: bool = False
    withdrawn: bool = False
    """Whether it takes the row back: then nothing counts."""


@lru_cache(maxsize=1 << 14)
def period_of(text: str) -> Period:
    """The period of an SDMX text; ValueError where it is none."""
    return Period.parse(text)


@lru_cache(maxsize=1 << 16)
def spelt(number: float | None) -> str:
    """A number as the data folder types it: no exponent, no zeros that say nothing."""
    if number is None:
        return ""
    text = format(Decimal(repr(number)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def figure_cells(area: str, code: str, row: KeptObservation | ObservationVersion) -> Cells:
    """A version of a figure; blank where its cell says since when it is known."""
    return (
        area, code, row.period, spelt(row.value), spelt(row.whole), row.qualifier or "",
        spelt(row.resolution), row.status, row.source_code, row.note_vi or "", row.note_en or "",
        "",
    )  # fmt: skip


def plan_cells(area: str, code: str, row: KeptPlan | PlanVersion) -> Cells:
    """A version of a plan; blank where its cell says since when it is known."""
    return (
        area, code, row.period, row.form, spelt(row.value), spelt(row.value_high),
        spelt(row.baseline), row.assigner_code, row.decision or "", row.version or "",
        row.source_code, row.note_vi or "", row.note_en or "", "",
    )  # fmt: skip


def _names_of(areas: Iterable[Area]) -> tuple[str, ...]:
    return tuple(
        name
        for area in areas
        for name in (area.name, f"{area.kind_vi} {area.name}", f"{area.name} {area.kind_en}")
    )


@dataclass(frozen=True)
class Known:
    """The catalogue of a snapshot."""

    source: Engine
    areas: Sequence[Area]
    indicators: Mapping[str, Indicator]
    assigners: Mapping[str, Assigner]
    sources: Mapping[str, Source]
    as_of: date
    added: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """The sources that the proposal brings, by code: their cells."""
    faulty: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The titles of those that it would bring but for a fault of their own, by code, or by title
    where that is blank: what names one is not to blame."""
    _children: dict[int, Mapping[str, Sequence[str]]] = field(default_factory=dict, repr=False)
    _eras: dict[int, Mapping[str, Sequence[str]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, source: Engine) -> "Known":
        return cls(
            source,
            frames.areas(source),
            {row.indicator_code: row for row in frames.indicators(source)},
            {row.assigner_code: row for row in frames.assigners(source)},
            {row.source_code: row for row in frames.sources(source)},
            frames.edition(source).as_of,
        )

    @cached_property
    def by_code(self) -> Mapping[str, Sequence[Area]]:
        """The areas that had a code, one after another."""
        ordered = sorted(self.areas, key=lambda area: (area.area_code, area.valid_from or OPEN))
        return {code: list(some) for code, some in groupby(ordered, lambda area: area.area_code)}

    def area_at(self, code: str, day: date) -> Area | None:
        """The area that a code means on a day."""
        for area in self.by_code.get(code, ()):
            if (area.valid_from or OPEN) <= day <= (area.valid_to or _END):
                return area
        return None

    def area_of(self, code: str, period: str) -> Area:
        """The area that a code means in a period; where there was none, the last one that had it.

        KeyError for a code that no area ever had.
        """
        return self.area_at(code, period_of(period).end) or self.by_code[code][-1]

    @cached_property
    def turns(self) -> Sequence[date]:
        """The days on which some area began, or was no more, in order."""
        begun = {area.valid_from for area in self.areas if area.valid_from}
        ended = {area.valid_to + timedelta(days=1) for area in self.areas if area.valid_to}
        return sorted(begun | ended)

    def called_on(self, day: date) -> Mapping[str, Sequence[str]]:
        """What the areas in force on a day are called, with and without their kind, by code."""
        era = bisect_right(self.turns, day)
        if era not in self._eras:
            self._eras[era] = {
                code: _names_of([area])
                for code in self.by_code
                if (area := self.area_at(code, day)) is not None
            }
        return self._eras[era]

    @cached_property
    def called(self) -> Mapping[str, Sequence[str]]:
        """What all areas that ever were are called, by code."""
        return {code: _names_of(some) for code, some in self.by_code.items()}

    def area_said(self, code: str, period: str) -> tuple[str, str]:
        """What the area that a code means in a period is called, with its kind."""
        area = self.area_of(code, period)
        return f"{area.kind_vi} {area.name}", f"{area.name} {area.kind_en}"

    def row_said(self, cells: Mapping[str, str], differing: Collection[str]) -> tuple[str, str]:
        """What a row is called: its indicator, and its area, period and assigner where their
        columns are among ``differing``; "" where it names no indicator that is known."""
        indicator = self.indicators.get(cells.get("indicator_code", ""))
        if indicator is None:
            return "", ""
        said = [(indicator.name_vi, indicator.name_en)]
        code, period = cells.get("area_code", ""), cells.get("period", "")
        if "area_code" in differing and period and code in self.by_code:
            said.append(self.area_said(code, period))
        if "period" in differing and period:
            said.append((numbers.period(period, "vi"), numbers.period(period, "en")))
        assigner = self.assigners.get(cells.get("assigner_code", ""))
        if "assigner_code" in differing and assigner is not None:
            said.append((assigner.short_vi, assigner.short_en))
        vi, en = (", ".join(words) for words in zip(*said, strict=True))
        return vi, en

    def changes_of(self, code: str, period: Period) -> date | None:
        """The day inside a period on which what the code means begins or ends."""
        for area in self.by_code.get(code, ()):
            if area.valid_from and period.start < area.valid_from <= period.end:
                return area.valid_from
            if area.valid_to and period.start <= area.valid_to < period.end:
                return area.valid_to
        return None

    @cached_property
    def begun(self) -> dict[tuple[str, str], date]:
        """The first day of the area that a code means in a period, as far as it was asked for."""
        return {}

    def area_from(self, code: str, period: str) -> date:
        """The first day of the validity that the end of a period falls into."""
        found = self.begun.get((code, period))
        if found is None:
            area = self.area_at(code, period_of(period).end)
            found = self.begun[code, period] = (area.valid_from if area else None) or OPEN
        return found

    def children(self, code: str, day: date) -> Sequence[str]:
        """The codes of the areas that lie in one, on a day."""
        era = bisect_right(self.turns, day)
        if era not in self._children:
            lying: dict[str, list[str]] = {}
            for own in self.by_code:
                area = self.area_at(own, day)
                if area is not None and area.parent_code is not None:
                    lying.setdefault(area.parent_code, []).append(own)
            self._children[era] = lying
        return self._children[era].get(code, ())

    def published_on(self, source_code: str) -> date | None:
        source = self.sources.get(source_code)
        if source is not None:
            return source.published_on
        added = self.added.get(source_code)
        return date.fromisoformat(added["published_on"]) if added else None

    @cached_property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """Of each total the indicators that should add up to it."""
        found: dict[str, list[str]] = {}
        for indicator in self.indicators.values():
            if indicator.part_of is not None:
                found.setdefault(indicator.part_of, []).append(indicator.indicator_code)
        return found

    def relatives(self, codes: Iterable[str]) -> list[str]:
        """The indicators named, and those that they add up to or with."""
        found = set(codes)
        for code in tuple(found):
            total = self.indicators[code].part_of or code
            found |= {total, *self.parts.get(total, ())} if total in self.indicators else set()
        return sorted(found)

    def kept(self, table: str, indicators: Iterable[str]) -> dict[Key, Kept]:
        """The last version of each row of some indicators, by its key."""
        match table:
            case "observations":
                return {
                    (row.area_code, row.indicator_code, row.period): Kept(
                        figure_cells(row.area_code, row.indicator_code, row),
                        row.known_from,
                        row.made_up,
                        row.status == "withdrawn",
                    )
                    for row in frames.kept_observations(self.source, indicators)
                }
            case "plans":
                return {
                    (row.area_code, row.indicator_code, row.period, row.assigner_code): Kept(
                        plan_cells(row.area_code, row.indicator_code, row),
                        row.known_from,
                        row.made_up,
                        row.form == "withdrawn",
                    )
                    for row in frames.kept_plans(self.source, indicators)
                }
            case "published_figures":
                return {
                    (
                        row.area_code, row.indicator_code, row.period, row.measure,
                        row.assigner_code or "",
                    ): Kept(
                        (
                            row.area_code, row.indicator_code, row.period, row.measure,
                            row.assigner_code or "", spelt(row.value), spelt(row.resolution),
                            row.source_code, row.note_vi or "", row.note_en or "",
                        ),
                        None,
                    )
                    for row in frames.kept_figures(self.source, indicators)
                }  # fmt: skip
            case "sources":
                return {
                    (row.source_code,): Kept(
                        (
                            row.source_code, row.title_vi, row.title_en, row.publisher_vi,
                            row.publisher_en, row.published_on.isoformat(), row.reference or "",
                            row.standing_vi or "", row.standing_en or "",
                        ),
                        None,
                    )
                    for row in self.sources.values()
                }  # fmt: skip
        raise LookupError(table)
