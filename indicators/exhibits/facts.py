"""Everything that exhibits of one scope draw on, fetched once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol, TypedDict, TypeVar

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.exhibit import Scope
from indicators.vocabulary import SECTORS, Language, Period
from indicators.wording.words import word

Row = TypeVar("Row")


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of one snapshot, by code."""

    edition: frames.Edition
    areas: Sequence[frames.Area]
    indicators: Mapping[str, frames.Indicator]
    entries: Mapping[str, frames.ExhibitEntry]
    assigners: Mapping[str, frames.Assigner]
    sources: Mapping[str, frames.Source]

    @property
    def district(self) -> frames.Area:
        return next(area for area in self.areas if area.level == "district")

    def area(self, code: str, period: str) -> frames.Area | None:
        """The area that a code names in a period; codes are used again, so both are needed."""
        end = Period.parse(period).end
        for area in self.areas:
            begun = area.valid_from is None or area.valid_from <= end
            if area.area_code == code and begun and (area.valid_to is None or area.valid_to >= end):
                return area
        return None

    def area_name(self, code: str, period: str, language: Language) -> str:
        """``huyện Thanh Trì``; ``Thanh Trì district``; the code alone where there is no such."""
        area = self.area(code, period)
        if area is None:
            return code
        return f"{area.kind_vi} {area.name}" if language == "vi" else f"{area.name} {area.kind_en}"

    def communes(self, period: str) -> list[frames.Area]:
        """The communes of the district in a period, by code."""
        end = Period.parse(period).end
        return [
            area
            for area in self.areas
            if area.parent_code == self.district.area_code
            and (area.valid_from is None or area.valid_from <= end)
            and (area.valid_to is None or area.valid_to >= end)
        ]

    def entries_of(self, sector: str) -> list[frames.ExhibitEntry]:
        return [entry for entry in self.entries.values() if entry.sector_code == sector]

    def indicators_of(self, exhibit: str) -> list[frames.Indicator]:
        return [one for one in self.indicators.values() if one.exhibit_code == exhibit]


def _by_sector(one: frames.Indicator | frames.ExhibitEntry) -> int:
    return SECTORS.index(one.sector_code)


@lru_cache(maxsize=4)
def catalogue(engine: Engine) -> Catalogue:
    """The catalogue behind an engine; a snapshot never changes, so it is read once."""
    return Catalogue(
        frames.edition(engine),
        tuple(frames.areas(engine)),
        {one.indicator_code: one for one in sorted(frames.indicators(engine), key=_by_sector)},
        {one.exhibit_code: one for one in sorted(frames.exhibits(engine), key=_by_sector)},
        {one.assigner_code: one for one in frames.assigners(engine)},
        {one.source_code: one for one in frames.sources(engine)},
    )


class _OfArea(Protocol):
    @property
    def area_from(self) -> date: ...


Dated = TypeVar("Dated", bound=_OfArea)


class Drawn(TypedDict):
    """What every figure is told: its least width in px, the words beside a hatched swatch."""

    least_width: int
    illustrative_label: str


@dataclass(frozen=True, eq=False)
class Facts:
    """The figures of one area and period, by indicator."""

    engine: Engine
    scope: Scope
    catalogue: Catalogue
    values: Mapping[str, frames.Value]
    progress: Mapping[str, list[frames.Progress]]
    reconciliation: Mapping[str, list[frames.Reconciliation]]

    @property
    def language(self) -> Language:
        return self.scope.language

    def of_this_area(self, rows: Iterable[Dated]) -> list[Dated]:
        """The rows of the area that the scope means; others had its code before or after it."""
        area = self.catalogue.area(self.scope.area, self.scope.period)
        if area is None:
            return list(rows)
        begun = area.valid_from or date.min
        return [row for row in rows if row.area_from == begun]

    @property
    def drawn(self) -> Drawn:
        """How every figure of the scope is drawn."""
        return Drawn(
            least_width=self.scope.least_width,
            illustrative_label=word("illustrative", self.scope.language),
        )

    def value(self, indicator: frames.Indicator) -> frames.Value | None:
        return self.values.get(indicator.indicator_code)

    def judged(self, indicator: frames.Indicator) -> list[tuple[frames.Progress, frames.Assigner]]:
        """The indicator's rows that have a plan, each with who assigned it."""
        return [
            (row, self.catalogue.assigners[row.assigner_code])
            for row in self.progress.get(indicator.indicator_code, [])
            if row.assigner_code is not None
        ]

    def judged_or_none(
        self, indicator: frames.Indicator
    ) -> list[tuple[frames.Progress, frames.Assigner] | tuple[None, None]]:
        """As ``judged``; one pair of None where the indicator has no plan."""
        return [*self.judged(indicator)] or [(None, None)]

    def published(self, indicator: frames.Indicator, measure: str) -> frames.Reconciliation | None:
        rows = self.reconciliation.get(indicator.indicator_code, [])
        return next((row for row in rows if row.measure == measure), None)

    def parts(self, indicator: frames.Indicator) -> list[tuple[frames.Indicator, frames.Value]]:
        """The indicators that add up to this one, with their values, where they are known."""
        found = []
        for part in self.catalogue.indicators.values():
            value = self.value(part)
            if part.part_of == indicator.indicator_code and value is not None:
                found.append((part, value))
        return found


def _by_indicator(rows: Iterable[tuple[str, Row]]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for code, row in rows:
        grouped[code].append(row)
    return dict(grouped)


def gather(engine: Engine, scope: Scope) -> Facts:
    """Fetch what every exhibit of the scope needs: three queries, whatever is shown."""
    printed = frames.reconciliation(engine, scope.area)
    return Facts(
        engine,
        scope,
        catalogue(engine),
        {row.indicator_code: row for row in frames.values(engine, scope.area, scope.period)},
        _by_indicator(
            (row.indicator_code, row) for row in frames.progress(engine, scope.area, scope.period)
        ),
        _by_indicator((row.indicator_code, row) for row in printed if row.period == scope.period),
    )
