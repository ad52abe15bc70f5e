"""What the address of the commune page asks for, made whole; what it cannot mean is named."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing.view import (
    MOST_CHOSEN,
    View,
    earlier_periods,
    indicators_of,
    periods_of,
    sectors_of,
)
from indicators.frames import Coverage
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, resolved
from indicators.vocabulary import Period
from indicators.wording import comparing

_FREQUENCIES = ("A", "Q", "M")


@dataclass(frozen=True)
class Choices:
    """What can be chosen where, once everything before it is chosen, and the view that is asked."""

    sectors: tuple[str, ...]
    sector: str
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    """Those of the frequency of the period shown."""
    frequencies: tuple[str, ...]
    earlier: tuple[str, ...]
    assigners: tuple[str, ...]
    piles_up: bool
    view: View


@remembered
def coverage_of(source: Engine, district: str, illustrative: bool) -> tuple[Coverage, ...]:
    return tuple(frames.coverage(source, district, illustrative))


def choices_of(page: Opened, unknown: list[str]) -> Choices | None:
    """What the address asks for, made whole; what it cannot mean is named in ``unknown``."""
    district, known = page.catalogue.district.area_code, page.catalogue
    kept = resolved("illustrative", ("1", "0"), "1", unknown)
    coverage = coverage_of(page.engine, district, kept == "1")
    sectors = tuple(sectors_of(coverage, known))
    if not sectors:
        return None
    sector = resolved("sector", ("", *sectors), "", unknown)
    codes = tuple(one.indicator_code for one in indicators_of(coverage, known, sector))
    asked = st.query_params.get("indicator")
    # An indicator of another sector is one that the reader has just left by choosing a sector.
    left = asked in {one.indicator_code for one in indicators_of(coverage, known, "")}
    code = (
        codes[0] if left and asked not in codes else resolved("indicator", codes, codes[0], unknown)
    )
    periods = tuple(periods_of(coverage, code))
    period = _period(periods, coverage, unknown)
    frequency = Period.parse(period).frequency
    earlier = tuple(earlier_periods(coverage, code, period))
    since = _nearest("since", earlier, unknown, periods)
    indicator = known.indicators[code]
    piles_up = frequency != "A" and indicator.over_time in ("sum", "mean")
    counted = resolved("counted", ("to_date", "alone"), "to_date", unknown)
    assigners = tuple(_assigners(page.engine, district, code, kept == "1"))
    by = _nearest("plan", assigners, unknown, tuple(known.assigners))
    chosen = _areas(page, period, unknown)
    view = View(
        indicator=code,
        period=period,
        since=since,
        to_date=counted == "to_date",
        assigner=by,
        chosen=chosen,
        illustrative=kept == "1",
        language=page.language,
        narrow=page.scope.narrow,
    )
    return Choices(
        sectors,
        sector,
        codes,
        tuple(one for one in periods if Period.parse(one).frequency == frequency),
        tuple(
            one for one in _FREQUENCIES if any(Period.parse(p).frequency == one for p in periods)
        ),
        earlier,
        assigners,
        piles_up,
        view,
    )


@remembered
def _assigners(source: Engine, district: str, code: str, illustrative: bool) -> tuple[str, ...]:
    return tuple(frames.commune_assigners(source, district, code, illustrative))


def _period(periods: tuple[str, ...], coverage: Sequence[Coverage], unknown: list[str]) -> str:
    """The period asked for; where the indicator has none such, its newest."""
    return _nearest("period", periods, unknown, tuple({one.period for one in coverage}))


def _nearest(
    name: str, options: tuple[str, ...], unknown: list[str], known: tuple[str, ...]
) -> str:
    """As ``resolved``, the first option by default; what is ``known`` elsewhere goes unnamed."""
    if not options:
        return ""
    asked = st.query_params.get(name)
    if asked in known and asked not in options:
        return options[0]
    return resolved(name, options, options[0], unknown)


def _areas(page: Opened, period: str, unknown: list[str]) -> tuple[str, ...]:
    asked = [code for code in st.query_params.get("areas", "").split(",") if code]
    known = {area.area_code for area in page.catalogue.communes(period)}
    chosen = []
    for code in dict.fromkeys(asked):
        if code in known:
            chosen.append(code)
        else:
            unknown.append(comparing.unknown_area(escaped(code[:40]), page.language))
    return tuple(chosen[:MOST_CHOSEN])
