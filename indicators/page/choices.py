"""What the address of the commune page asks for, made whole; what it cannot mean is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing.offered import (
    earlier_periods,
    indicators_of,
    periods_of,
    sectors_of,
)
from indicators.exhibits.comparing.view import MOST_CHOSEN, View
from indicators.frames import Coverage
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, resolved
from indicators.page.opening import periods_of as periods_of_district
from indicators.vocabulary import Language, Period
from indicators.wording import comparing
from indicators.wording.words import word

_FREQUENCIES = ("A", "Q", "M")
_LONGEST_SHOWN = 40
_MOST_NAMED = 5


@dataclass(frozen=True)
class Choices:
    """What can be chosen where, once everything before it is chosen, and the view that is asked."""

    sectors: tuple[str, ...]
    sector: str
    indicators: tuple[str, ...]
    periods: tuple[str, ...]
    """Those of the frequency of the period shown."""
    frequencies: Mapping[str, str]
    """Of each length of period the one around the period shown, or the nearest."""
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
    sector = st.query_params.get("sector", "")
    if sector not in ("", *sectors):
        _name_unknown("sector", sector, unknown, page.language)
        sector = ""
    codes = tuple(one.indicator_code for one in indicators_of(coverage, known, sector))
    asked = st.query_params.get("indicator")
    # One of another sector, or of made-up figures alone, is one that the reader has just left.
    every = coverage_of(page.engine, district, True)
    left = asked in {one.indicator_code for one in indicators_of(every, known, "")}
    code = (
        codes[0] if left and asked not in codes else resolved("indicator", codes, codes[0], unknown)
    )
    periods = tuple(periods_of(coverage, code))
    # What other indicators have is known, though this one goes to its newest instead.
    recorded = tuple({one.period for one in every} | {*periods_of_district(page.engine, district)})
    period = _nearest("period", periods, unknown, recorded, page.language)
    frequency = Period.parse(period).frequency
    earlier = tuple(earlier_periods(coverage, code, period))
    since = _nearest("since", earlier, unknown, recorded, page.language)
    indicator = known.indicators[code]
    piles_up = frequency != "A" and indicator.over_time in ("sum", "mean")
    counted = resolved("counted", ("to_date", "alone"), "to_date", unknown)
    assigners = tuple(_assigners(page.engine, district, code, kept == "1"))
    by = _nearest("plan", assigners, unknown, tuple(known.assigners), page.language)
    chosen = _areas(page, period, unknown)
    view = View(
        indicator=code,
        period=period,
        since=since,
        to_date=counted == "to_date" or not piles_up,
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
        _frequencies(periods, period),
        earlier,
        assigners,
        piles_up,
        view,
    )


def illustrative_switch(kept: bool, language: Language) -> None:
    """The one switch that leaves made-up figures out; what it says is in the address."""
    st.session_state["illustrative"] = kept
    st.toggle(word("show_illustrative", language), key="illustrative", on_change=_switched)


def _switched() -> None:
    if st.session_state["illustrative"]:
        st.query_params.pop("illustrative", None)
    else:
        st.query_params["illustrative"] = "0"


def holds_illustrative(page: Opened) -> bool:
    """Whether there is anything that the switch would leave out."""
    every = coverage_of(page.engine, page.catalogue.district.area_code, True)
    return any(one.illustrative for one in every)


def _frequencies(periods: Sequence[str], period: str) -> dict[str, str]:
    """The period around the one shown, else the one that ends nearest to it."""
    shown = Period.parse(period)

    def farness(one: Period) -> tuple[bool, int]:
        around = one.start <= shown.start and shown.end <= one.end
        return not around, abs((one.end - shown.end).days)

    found: dict[str, str] = {}
    for frequency in _FREQUENCIES:
        same = [one for one in map(Period.parse, periods) if one.frequency == frequency]
        if same:
            found[frequency] = min(same, key=farness).text
    return found


@remembered
def _assigners(source: Engine, district: str, code: str, illustrative: bool) -> tuple[str, ...]:
    return tuple(frames.commune_assigners(source, district, code, illustrative))


def _nearest(
    name: str,
    options: tuple[str, ...],
    unknown: list[str],
    known: tuple[str, ...],
    language: Language,
) -> str:
    """As ``resolved``, the first option by default; what is ``known`` elsewhere goes unnamed."""
    asked = st.query_params.get(name)
    if asked in known and asked not in options:
        return options[0] if options else ""
    if not options:
        if asked:
            _name_unknown(name, asked, unknown, language)
        return ""
    return resolved(name, options, options[0], unknown)


def _name_unknown(name: str, asked: str, unknown: list[str], language: Language) -> None:
    what = word(name, language).lower()
    unknown.append(comparing.unknown(what, escaped(asked[:_LONGEST_SHOWN]), language))


def _areas(page: Opened, period: str, unknown: list[str]) -> tuple[str, ...]:
    asked = [code for code in st.query_params.get("areas", "").split(",") if code]
    known = {area.area_code for area in page.catalogue.communes(period)}
    chosen: list[str] = []
    strange: list[str] = []
    for code in dict.fromkeys(asked):
        if code in known:
            chosen.append(code)
        else:
            strange.append(escaped(code[:_LONGEST_SHOWN]))
    if strange:
        named = ", ".join(strange[:_MOST_NAMED])
        more = len(strange) - _MOST_NAMED
        unknown.append(comparing.unknown_areas(named, max(more, 0), page.language))
    if len(chosen) > MOST_CHOSEN:
        unknown.append(comparing.too_many(MOST_CHOSEN, page.language))
    return tuple(chosen[:MOST_CHOSEN])
