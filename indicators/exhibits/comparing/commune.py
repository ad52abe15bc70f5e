"""What is known of one commune: its figures and places, its plans, its years; fetched once.

Nothing is worded or drawn here: what is shown of it stands in ``profile``.
"""

from dataclasses import dataclass
from datetime import date

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing.view import fine, is_shared
from indicators.exhibits.facts import Catalogue, catalogue
from indicators.exhibits.frame import URGENCY
from indicators.frames import Area, Indicator, ProfileEntry, ProfilePlan, Spread, TimelineEntry
from indicators.vocabulary import Language, Period, Standing, Status

_MOST_YEARS = 6


@dataclass(frozen=True)
class Past:
    """One indicator year by year: the communes together, and the one commune."""

    spread: tuple[Spread, ...]
    own: tuple[TimelineEntry | None, ...]

    @property
    def made_up(self) -> bool:
        return any(one.illustrative for one in self.spread) or any(self.own_made_up)

    @property
    def own_made_up(self) -> tuple[bool, ...]:
        """Which figures of the commune are, one truth a year."""
        return tuple(one is not None and one.status == Standing.ILLUSTRATIVE for one in self.own)


class Profile:
    """What a commune's page shows, made once."""

    def __init__(
        self,
        engine: Engine,
        area: Area,
        period: str,
        *,
        illustrative: bool,
        language: Language,
        narrow: bool,
    ) -> None:
        self.engine = engine
        self.catalogue: Catalogue = catalogue(engine)
        self.area = area
        self.period = period
        self.illustrative = illustrative
        self.language: Language = language
        self.narrow = narrow
        entries = frames.profile(engine, area.area_code, period, illustrative)
        order = {code: place for place, code in enumerate(self.catalogue.indicators)}
        self.entries: tuple[ProfileEntry, ...] = tuple(
            sorted(
                (one for one in entries if one.value is not None),
                key=lambda one: (
                    one.status == Standing.ILLUSTRATIVE,
                    order[one.indicator_code],
                ),
            )
        )
        known = frames.profile_plans(engine, area.area_code, period, illustrative)
        self.plans: dict[str, tuple[ProfilePlan, ...]] = {
            one.indicator_code: tuple(
                plan for plan in known if plan.indicator_code == one.indicator_code
            )
            for one in self.entries
        }
        """Every plan of an indicator, whoever assigned it."""
        self.pasts: dict[str, Past] = {one.indicator_code: self._past(one) for one in self.entries}

    def _past(self, entry: ProfileEntry) -> "Past":
        """The last years of an indicator, of the commune and of the communes together."""
        code, district = entry.indicator_code, self.catalogue.district.area_code
        known = frames.spread(self.engine, district, code, "A", self.illustrative)
        spread = [one for one in known if one.period <= self.period][-_MOST_YEARS:]
        line = frames.timeline(self.engine, self.area.area_code, code, "A", self.illustrative)
        # Others had the code before, or have it since.
        begun = self.area.valid_from or date.min
        own = {one.period: one for one in line if one.area_from == begun}
        return Past(tuple(spread), tuple(own.get(one.period) for one in spread))

    @property
    def made_up(self) -> bool:
        """Whether anything shown is made up: a figure, a plan, a year before, a median."""
        return any(self.marked(one) for one in self.entries)

    @property
    def some_real(self) -> bool:
        """Whether any figure shown is real."""
        return any(one.status != Standing.ILLUSTRATIVE for one in self.entries)

    def marked(self, entry: ProfileEntry) -> bool:
        """Whether anything shown of one indicator is made up."""
        return (
            entry.status == Standing.ILLUSTRATIVE
            or any(plan.plan_illustrative for plan in self.plans[entry.indicator_code])
            or self.pasts[entry.indicator_code].made_up
        )

    @property
    def name(self) -> str:
        if self.language == "vi":
            return f"{self.area.kind_vi} {self.area.name}"
        return f"{self.area.name} {self.area.kind_en}"

    def indicator(self, entry: ProfileEntry) -> Indicator:
        return fine(self.catalogue.indicators[entry.indicator_code], [entry.step])

    def shared(self, entry: ProfileEntry) -> bool:
        return is_shared(self.catalogue.indicators[entry.indicator_code], [entry.whole])

    def due(self, entry: ProfileEntry) -> tuple[ProfilePlan, ...]:
        """The plans that had begun when the figure's period ended."""
        end = Period.parse(entry.period).end
        return tuple(one for one in self.plans[entry.indicator_code] if one.plan_start <= end)

    def status(self, entry: ProfileEntry) -> str:
        """The most urgent of all plans, of those ahead only where no other is; else blank."""
        plans = self.due(entry) or self.plans[entry.indicator_code]
        found = [Status(plan.status) for plan in plans]
        return min(found, key=URGENCY.index) if found else ""
