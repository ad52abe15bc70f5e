"""Some communes over time, with the district and the median: what a trend shows, not yet worded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from indicators.exhibits.comparing.view import Comparison, Level, Whole
from indicators.frames import Spread, TimelineEntry
from indicators.vocabulary import Period, Standing

_MOST_PERIODS = 24


@dataclass(frozen=True, eq=False)
class Courses:
    """What became of communes up to the period of the view; every sequence runs over ``spread``."""

    comparison: Comparison
    spread: Sequence[Spread]
    """The communes together, one entry a period."""
    shown: Sequence[Level]
    """Up to six communes: the chosen, else the ones that stand last."""
    lines: Mapping[str, Mapping[str, TimelineEntry]]
    """What is known of each that is shown, by code and period."""
    whole: Sequence[Whole]
    """The district; empty where it is no level beside one of its communes."""

    @property
    def to_date(self) -> bool:
        return self.comparison.view.to_date

    @cached_property
    def periods(self) -> list[str]:
        return [one.period for one in self.spread]

    def values(self, level: Level) -> list[float | None]:
        """The rate of a commune in every period."""
        return [self.rate(level, period) for period in self.periods]

    def rate(self, level: Level, period: str) -> float | None:
        entry = self.lines[level.area_code].get(period)
        if entry is None:
            return None
        return entry.rate_to_date if self.to_date else entry.rate

    def made_up(self, level: Level) -> list[bool]:
        """Which figures of a commune are, one truth a period."""
        return [
            entry is not None
            and (entry.status_to_date if self.to_date else entry.status) == Standing.ILLUSTRATIVE
            for entry in map(self.lines[level.area_code].get, self.periods)
        ]

    @cached_property
    def medians(self) -> list[float | None]:
        """The middle of all that reported; empty where no period has one."""
        found = [self.comparison.median_of(one) for one in self.spread]
        return found if any(one is not None for one in found) else []

    @cached_property
    def medians_made_up(self) -> list[bool]:
        return [
            (one.illustrative_to_date if self.to_date else one.illustrative) > 0
            for one in self.spread
        ]

    @property
    def holds_made_up(self) -> bool:
        """Whether a line, the median or the district is made up in any period shown."""
        return (
            any(self.medians_made_up)
            or any(one.illustrative for one in self.whole)
            or any(any(self.made_up(level)) for level in self.shown)
            or any(
                one.before_standing == Standing.ILLUSTRATIVE or one.illustrative
                for one in self.shown
            )
        )


def courses(comparison: Comparison) -> Courses | None:
    """None where there is one period alone, or nobody to show."""
    period = Period.parse(comparison.view.period)
    known = [one for one in comparison.spread if one.reported and one.period_end <= period.end]
    spread = known[-_MOST_PERIODS:]
    shown = comparison.compared
    if len(spread) < 2 or not shown:
        return None
    lines = {
        one.area_code: comparison.timeline(one.area_code, one.area_from, period.frequency)
        for one in shown
    }
    return Courses(comparison, spread, shown, lines, _whole(comparison, spread))


def _whole(comparison: Comparison, spread: Sequence[Spread]) -> list[Whole]:
    if comparison.indicator.over_areas == "sum" and not comparison.shared:
        return []
    answer = [comparison.whole_of(one) for one in spread]
    return answer if any(one.rate is not None for one in answer) else []
