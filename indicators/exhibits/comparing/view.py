"""What an analyst asks of the communes, and what is known of it: fetched once, shared by all.

Nothing is worded or drawn here. A *rate* is what communes are compared by: percent of the whole
where the indicator has one, else the value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import ceil, log10

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.facts import Catalogue, catalogue
from indicators.frames import CommunePlan, Indicator, Ranked, Selection, Spread, TimelineEntry
from indicators.vocabulary import Language, Period, Standing

_MOST_DECIMALS = 3
_HAIR = 1e-9
_TINY = 1e-6

MOST_LISTED = 40
ENDS = 8
"""What a page lists; a slide has less room."""

MOST_CHOSEN = 6
"""So many communes can be told apart beside each other."""


@dataclass(frozen=True)
class View:
    """One question: an indicator in a period, since another one, of some communes or of all."""

    indicator: str
    period: str
    since: str = ""
    """The earlier period that changes are told from; blank where there is none."""
    to_date: bool = True
    """From January on, or the period alone."""
    assigner: str = ""
    """Whose plans; blank where nobody planned."""
    chosen: tuple[str, ...] = ()
    illustrative: bool = True
    language: Language = "vi"
    narrow: bool = False
    most: int = MOST_LISTED
    """More communes than this are not listed whole."""
    ends: int = ENDS
    """Of so many: how many of the first and of the last are."""


@dataclass(frozen=True)
class Level:
    """One commune in the view: its figure, the one of the earlier period, and its place."""

    area_code: str
    area_from: date
    name: str
    kind_vi: str
    kind_en: str
    tile_row: int | None
    tile_column: int | None
    latitude: float | None
    longitude: float | None
    value: float | None
    whole: float | None
    rate: float | None
    before: float | None
    """The rate of the earlier period."""
    standing: str | None
    before_standing: str | None
    place: int | None
    place_before: int | None
    tied: int
    step: float | None
    qualifier: str | None
    source_code: str | None

    @property
    def illustrative(self) -> bool:
        return self.standing == Standing.ILLUSTRATIVE

    @property
    def before_illustrative(self) -> bool:
        return self.before is not None and self.before_standing == Standing.ILLUSTRATIVE

    @property
    def change(self) -> float | None:
        """The rate less the one of the earlier period."""
        return None if self.rate is None or self.before is None else self.rate - self.before


@dataclass(frozen=True)
class Whole:
    """The level of the district in one period."""

    rate: float | None
    illustrative: bool
    whole: bool
    """Whether all that it is made of is known; else it speaks for those that reported."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """The figures of a view: one level and at most one plan a commune, the spread over time.

    Of thousands of communes sorting is work: what is derived is derived once.
    """

    engine: Engine
    catalogue: Catalogue
    view: View
    indicator: Indicator
    levels: tuple[Level, ...]
    plans: Mapping[str, CommunePlan]
    spread: tuple[Spread, ...]
    selection: Selection | None

    @property
    def language(self) -> Language:
        return self.view.language

    @property
    def district(self) -> str:
        return self.catalogue.district.area_code

    @cached_property
    def shared(self) -> bool:
        """Whether communes are compared by their share of a whole."""
        return is_shared(self.indicator, (one.whole for one in self.levels if one.rate is not None))

    @cached_property
    def reported(self) -> tuple[Level, ...]:
        """Those with a figure, the first place first."""
        known = [one for one in self.levels if one.rate is not None]
        return tuple(sorted(known, key=lambda one: (one.place or 0, one.area_code)))

    @cached_property
    def silent(self) -> tuple[Level, ...]:
        """Those without a figure, though the indicator applies to them."""
        return tuple(one for one in self.levels if one.rate is None and not _excused(one))

    @cached_property
    def excused(self) -> tuple[Level, ...]:
        """Those to which the indicator does not apply."""
        return tuple(one for one in self.levels if _excused(one))

    @cached_property
    def illustrative(self) -> bool:
        """Whether any figure or plan shown is made up."""
        return self._illustrative_now or any(one.before_illustrative for one in self.levels)

    @cached_property
    def illustrative_before(self) -> bool:
        """Whether what is made up is all of the earlier period, and nothing of this one."""
        return self.illustrative and not self._illustrative_now

    @cached_property
    def _illustrative_now(self) -> bool:
        return any(one.illustrative for one in self.levels) or any(
            plan.plan_illustrative for plan in self.plans.values()
        )

    @cached_property
    def now(self) -> Spread | None:
        """The communes together, in the period of the view."""
        return self.spread_of(self.view.period)

    @cached_property
    def published(self) -> Mapping[str, TimelineEntry]:
        """What is known of the district itself, by period of the view's length."""
        frequency = Period.parse(self.view.period).frequency
        own = self.catalogue.district
        return self.timeline(own.area_code, own.valid_from or date.min, frequency)

    def timeline(self, code: str, begun: date, frequency: str) -> dict[str, TimelineEntry]:
        """One area over time, by period; others had its code before or after it."""
        view = self.view
        entries = frames.timeline(self.engine, code, view.indicator, frequency, view.illustrative)
        return {entry.period: entry for entry in entries if entry.area_from == begun}

    def whole_of(self, spread: Spread) -> Whole:
        """The district in one period: as published, else as its communes come to."""
        to_date = self.view.to_date
        own = self.published.get(spread.period)
        rate = None if own is None else own.rate_to_date if to_date else own.rate
        if own is not None and rate is not None:
            status = own.status_to_date if to_date else own.status
            return Whole(rate, status == Standing.ILLUSTRATIVE, whole=True)
        reported = spread.reported_to_date if to_date else spread.reported
        made_up = spread.illustrative_to_date if to_date else spread.illustrative
        total = spread.total_rate_to_date if to_date else spread.total_rate
        return Whole(total, made_up > 0, whole=reported == spread.applicable)

    def median_of(self, spread: Spread) -> float | None:
        """The middle of all that reported in one period; one alone has none."""
        to_date = self.view.to_date
        reported = spread.reported_to_date if to_date else spread.reported
        median = spread.median_to_date if to_date else spread.median
        return median if reported > 1 else None

    def spread_of(self, period: str) -> Spread | None:
        return next((one for one in self.spread if one.period == period), None)

    def level(self, code: str) -> Level | None:
        return next((one for one in self.levels if one.area_code == code), None)

    @cached_property
    def many(self) -> bool:
        """Whether there are more communes than are listed one by one."""
        return len(self.levels) > self.view.most

    @cached_property
    def crowded(self) -> bool:
        """Whether there are more communes than a map has room to name."""
        return len(self.levels) > MOST_LISTED

    @cached_property
    def readable(self) -> tuple[Level, ...]:
        """Those that a person reads: all, or of many the first, the last, and the chosen with
        their neighbours, in order; then those without a figure."""
        reported = self.reported
        rest = (*self.silent, *self.excused)
        if not self.many:
            return (*reported, *rest)
        count, ends = len(reported), self.view.ends
        shown = {*range(min(ends, count)), *range(max(count - ends, 0), count)}
        for place, level in enumerate(reported):
            if level.area_code in self.view.chosen:
                shown |= {max(place - 1, 0), place, min(place + 1, count - 1)}
        chosen = tuple(one for one in rest if one.area_code in self.view.chosen)
        return (*(reported[place] for place in sorted(shown)), *chosen)

    @cached_property
    def behind(self) -> tuple[Level, ...]:
        """The three that stand last, ties with the third included, the last first."""
        ranked = self.reported[::-1]
        if len(ranked) <= 3:
            return ranked
        return tuple(one for one in ranked if one.rate is not None and _beyond(one, ranked[2]))

    @cached_property
    def compared(self) -> tuple[Level, ...]:
        """Those beside each other over time: the chosen, else the ones that stand last."""
        chosen = [self.level(code) for code in self.view.chosen]
        known = tuple(one for one in chosen if one is not None)
        return known[:MOST_CHOSEN] or self.behind[:3]


def is_shared(indicator: Indicator, wholes: Iterable[float | None]) -> bool:
    """Whether the rates of an indicator are percentages of wholes, as queries make them."""
    computed = indicator.denominator_code is not None
    counted = indicator.kind != "rank" and indicator.over_areas != "weighted_mean"
    return counted and not computed and any(whole is not None for whole in wholes)


def _excused(level: Level) -> bool:
    return level.rate is None and level.standing == Standing.NOT_APPLICABLE


def _beyond(one: Level, third: Level) -> bool:
    return (one.place or 0) >= (third.place or 0)


def compare(engine: Engine, view: View) -> Comparison:
    """Fetch what a view asks for: four queries, whatever is shown of them."""
    known = catalogue(engine)
    district = known.district.area_code
    ranked = frames.ranking(
        engine, district, view.indicator, view.period, view.since, view.illustrative
    )
    plans = frames.commune_plans(
        engine,
        district,
        view.indicator,
        view.period,
        view.assigner,
        view.illustrative,
    )
    frequency = Period.parse(view.period).frequency
    indicator = known.indicators[view.indicator]
    return Comparison(
        engine,
        known,
        view,
        fine(indicator, [_step(row, indicator) for row in ranked]),
        _placed([_level(row, view.to_date) for row in ranked]),
        _nearest(plans, Period.parse(view.period).end) if view.assigner and is_judged(view) else {},
        tuple(frames.spread(engine, district, view.indicator, frequency, view.illustrative)),
        frames.selection(
            engine, district, view.indicator, view.period, view.chosen, view.illustrative
        )
        if len(view.chosen) > 1
        else None,
    )


def _placed(levels: Sequence[Level]) -> tuple[Level, ...]:
    """One figure alone has no place among others."""
    if sum(one.rate is not None for one in levels) > 1:
        return tuple(levels)
    return tuple(replace(one, place=None, tied=0) for one in levels)


def _step(row: Ranked, indicator: Indicator) -> float | None:
    """The step of a figure: a sum of months has that of its parts, which its digits show."""
    if row.step is not None or row.value is None or indicator.over_time not in ("sum", "last"):
        return row.step
    if (row.parts or 0) < 2:
        return None
    fits = [n for n in range(_MOST_DECIMALS) if abs(row.value - round(row.value, n)) < _TINY]
    return float(10 ** -min(fits, default=_MOST_DECIMALS))


def fine(indicator: Indicator, steps: Iterable[float | None]) -> Indicator:
    """With as many decimals as the finest figure has: a commune reports finer than a district."""
    known = [ceil(-log10(step) - _HAIR) for step in steps if step is not None and 0 < step < 1]
    finest = max(known, default=0)
    return replace(indicator, decimals=max(indicator.decimals, min(finest, _MOST_DECIMALS)))


def is_judged(view: View) -> bool:
    """Plans are judged by what has piled up since January, so not by one month alone."""
    return view.to_date or Period.parse(view.period).frequency == "A"


def _nearest(plans: Sequence[CommunePlan], end: date) -> dict[str, CommunePlan]:
    """Of several plans of one commune the one that is due first; one that lies ahead is none."""
    found: dict[str, CommunePlan] = {}
    for plan in plans:
        if plan.plan_start <= end:
            found.setdefault(plan.area_code, plan)
    return found


def _level(row: Ranked, to_date: bool) -> Level:
    return Level(
        row.area_code,
        row.area_from,
        row.name,
        row.kind_vi,
        row.kind_en,
        row.tile_row,
        row.tile_column,
        row.latitude,
        row.longitude,
        row.to_date if to_date else row.value,
        row.whole_to_date if to_date else row.whole,
        row.rate_to_date if to_date else row.rate,
        row.before_rate_to_date if to_date else row.before_rate,
        row.status_to_date if to_date else row.status,
        row.before_status_to_date if to_date else row.before_status,
        row.place_to_date if to_date else row.place,
        row.place_before_to_date if to_date else row.place_before,
        (row.tied_to_date if to_date else row.tied) or 0,
        row.step,
        row.qualifier,
        row.source_code,
    )
