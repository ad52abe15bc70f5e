"""What can be asked of the communes: indicators and their sectors, periods and earlier ones.

Read from what has figures; what a view then knows stands in ``view``.
"""

from collections.abc import Sequence

from indicators.exhibits.facts import Catalogue
from indicators.frames import Coverage, Indicator
from indicators.vocabulary import SECTORS, Period


def indicators_of(coverage: Sequence[Coverage], known: Catalogue, sector: str) -> list[Indicator]:
    """The indicators that communes have figures of: the more real ones, the earlier."""
    real: dict[str, int] = {}
    for entry in coverage:
        figures = entry.reported - entry.illustrative
        real[entry.indicator_code] = max(figures, real.get(entry.indicator_code, 0))
    listed = [
        one
        for one in known.indicators.values()
        if one.indicator_code in real and sector in ("", one.sector_code)
    ]
    return sorted(listed, key=lambda one: -real[one.indicator_code])


def sectors_of(coverage: Sequence[Coverage], known: Catalogue) -> list[str]:
    """The sectors of those indicators, in their order."""
    found = {one.sector_code for one in indicators_of(coverage, known, "")}
    return [sector for sector in SECTORS if sector in found]


def periods_of(coverage: Sequence[Coverage], indicator: str, frequency: str = "") -> list[str]:
    """The periods of an indicator, years first, the newest first."""
    found = [
        entry
        for entry in coverage
        if entry.indicator_code == indicator and frequency in ("", entry.frequency)
    ]
    found.sort(key=lambda entry: ("AQM".index(entry.frequency), -entry.period_end.toordinal()))
    return [entry.period for entry in found]


def earlier_periods(coverage: Sequence[Coverage], indicator: str, period: str) -> list[str]:
    """Those before ``period`` that it can be compared with: first the same a year before."""
    stretch = Period.parse(period)
    same = periods_of(coverage, indicator, stretch.frequency)
    before = [one for one in same if Period.parse(one).end < stretch.start]
    usual = stretch.year_before.text
    return sorted(before, key=lambda one: one != usual)
