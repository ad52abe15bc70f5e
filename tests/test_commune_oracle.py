"""Places and sums over communes, compared with a reckoning of their own in exact fractions.

The oracle follows the words of the data folder's README (over_areas, over_time, better), not the
SQL. Many made-up cases share one folder, each as an indicator of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from indicators import frames
from indicators.engine import Engine
from tests.small_folder import Cells, small_folder

CODES = [f"{number:05d}" for number in range(1, 7)]
MONTHS = ("2022-01", "2022-02", "2022-03")
ALONE = (2,)
"""March by itself."""
# Not shrunk: a folder a try is too slow for that, and each failure names its one case.
bounded = settings(
    max_examples=6,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

Number = Fraction | None


@dataclass(frozen=True)
class Commune:
    """The three months of one commune, its wholes, and what it weighs."""

    values: tuple[Number, ...]
    wholes: tuple[Number, ...]
    weight: Number


@dataclass(frozen=True)
class Case:
    better: str
    over_areas: str
    over_time: str
    communes: tuple[Commune, ...]
    chosen: tuple[int, ...]


# Few different numbers, so that many tie; tenths, so that computers get some sums wrong.
few = st.integers(0, 6).map(lambda number: Fraction(number, 10))
many = st.integers(-300, 900).map(lambda number: Fraction(number, 10))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    over_areas = draw(st.sampled_from(["sum", "ratio_of_sums", "weighted_mean", "none"]))
    shared = over_areas == "ratio_of_sums" or (
        over_areas != "weighted_mean" and draw(st.booleans())
    )
    numbers = few if draw(st.booleans()) or shared else many
    rarely = draw(st.sampled_from([0, 0, 4]))
    left_out = draw(st.sampled_from([0, 0, 1, 6]))
    communes = []
    for _ in CODES:
        values = [
            None if rarely and draw(st.integers(0, rarely)) == 0 else draw(numbers) for _ in MONTHS
        ]
        wholes = [
            Fraction(draw(st.integers(1, 3)))
            if shared and value is not None and (not left_out or draw(st.integers(0, left_out)))
            else None
            for value in values
        ]
        weight = None if draw(st.integers(0, 9)) == 0 else draw(st.integers(1, 9).map(Fraction))
        communes.append(Commune(tuple(values), tuple(wholes), weight))
    return Case(
        draw(st.sampled_from(["higher", "lower", "none"])),
        over_areas,
        draw(st.sampled_from(["sum", "last", "mean", "none"])),
        tuple(communes),
        tuple(draw(st.sets(st.integers(0, len(CODES) - 1)))),
    )


def over_time(case: Case, numbers: Sequence[Number]) -> Number:
    """From January to March, by the indicator's own rule."""
    if case.over_time in ("last", "none"):
        return numbers[-1]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    total = sum(known, Fraction(0))
    return total / len(known) if case.over_time == "mean" else total


def months_of(case: Case) -> Sequence[int]:
    """Those that a figure since January is made of."""
    return ALONE if case.over_time in ("last", "none") else range(len(MONTHS))


def by_share(case: Case, months: Sequence[int]) -> bool:
    """Whether the communes are compared by shares: of sums always, else where one has a whole."""
    if case.over_areas in ("ratio_of_sums", "weighted_mean"):
        return case.over_areas == "ratio_of_sums"
    return any(each.wholes[month] is not None for each in case.communes for month in months)


def rate(shared: bool, value: Number, whole: Number) -> Number:
    if not shared or value is None:
        return value
    return None if whole is None else 100 * value / whole


@dataclass(frozen=True)
class Answer:
    reported: int
    value: Number
    whole: Number
    rate: Number


def together(case: Case, shared: bool, figures: Sequence[tuple[Number, Number, Number]]) -> Answer:
    """(value, whole, weight) of each commune, put together: of those that have a rate."""
    known = [
        (value, whole, weight)
        for value, whole, weight in figures
        if value is not None and rate(shared, value, whole) is not None
    ]
    nothing = Answer(len(known), None, None, None)
    if not known or case.over_areas == "none":
        return nothing
    if case.over_areas == "weighted_mean":
        pairs = [(value, weight) for value, _, weight in known if weight is not None]
        if len(pairs) < len(known):
            return nothing
        mean = sum((value * weight for value, weight in pairs), Fraction(0)) / sum(
            (weight for _, weight in pairs), Fraction(0)
        )
        return Answer(len(known), mean, None, mean)
    value = sum((value for value, _, _ in known), Fraction(0))
    wholes = [whole for _, whole, _ in known if whole is not None]
    if not wholes:
        return Answer(len(known), value, None, value if case.over_areas == "sum" else None)
    whole = sum(wholes, Fraction(0))
    return Answer(len(known), value, whole, 100 * value / whole)


def places(case: Case, rates: Sequence[Number]) -> list[tuple[int, int] | None]:
    """The place of each commune and how many share it: one more than how many are better."""
    known = [number for number in rates if number is not None]
    found: list[tuple[int, int] | None] = []
    for number in rates:
        if number is None:
            found.append(None)
            continue
        ahead = [
            other for other in known
            if (other < number if case.better == "lower" else other > number)
        ]  # fmt: skip
        found.append((1 + len(ahead), known.count(number)))
    return found


def folder_of(path: Path, asked: Sequence[Case]) -> Engine:
    seen: list[Cells] = []
    indicators: list[Cells] = []
    for place, case in enumerate(asked):
        code, weight = f"case_{place}", f"weight_{place}"
        indicators += [
            {
                "indicator_code": code,
                "position": 2 * place + 1,
                "better": case.better,
                "over_areas": case.over_areas,
                "over_time": case.over_time,
                "weight_code": weight if case.over_areas == "weighted_mean" else "",
            },
            {"indicator_code": weight, "position": 2 * place + 2, "over_time": "last"},
        ]
        for area, commune in zip(CODES, case.communes, strict=True):
            if commune.weight is not None:
                cells = {"area_code": area, "indicator_code": weight, "period": "2019"}
                seen.append({**cells, "value": float(commune.weight)})
            for period, value, whole in zip(MONTHS, commune.values, commune.wholes, strict=True):
                typed = {"value": "" if value is None else float(value)}
                typed["whole"] = "" if whole is None else float(whole)
                seen.append({"area_code": area, "indicator_code": code, "period": period, **typed})
    areas: list[Cells] = [{}]
    areas += [{"area_code": code, "level": "commune", "parent_code": "020"} for code in CODES]
    folder = small_folder(path, areas=areas, indicators=indicators, observations=seen)
    return folder.published()


def close(number: Number) -> object:
    return None if number is None else pytest.approx(float(number), rel=1e-9, abs=1e-9)


@bounded
@given(st.lists(cases(), min_size=25, max_size=25))
def test_places_and_sums_agree_with_exact_fractions(asked: list[Case]) -> None:
    with TemporaryDirectory() as path:
        source = folder_of(Path(path), asked)
        for place, case in enumerate(asked):
            code = f"case_{place}"
            alone = [(each.values[-1], each.wholes[-1]) for each in case.communes]
            since = [
                (over_time(case, each.values), over_time(case, each.wholes))
                for each in case.communes
            ]
            check_places(
                case, frames.ranking(source, "020", code, MONTHS[-1], "", True), alone, since
            )
            areas = [CODES[number] for number in case.chosen]
            found = frames.selection(source, "020", code, MONTHS[-1], areas, True)
            assert found is not None, case
            check_selection(case, found, alone, since)
            spread = frames.spread(source, "020", code, "M", True)
            check_spread(case, [row for row in spread if row.period == MONTHS[-1]], alone)
        source.close()


Figures = Sequence[tuple[Number, Number]]


def check_places(case: Case, rows: Sequence[frames.Ranked], alone: Figures, since: Figures) -> None:
    rates = [rate(by_share(case, ALONE), *figure) for figure in alone]
    rates_since = [rate(by_share(case, months_of(case)), *figure) for figure in since]
    assert [row.rate for row in rows] == [close(number) for number in rates], case
    assert [row.rate_to_date for row in rows] == [close(number) for number in rates_since], case
    pairs = [None if row.place is None else (row.place, row.tied) for row in rows]
    assert pairs == places(case, rates), case
    pairs = [
        None if row.place_to_date is None else (row.place_to_date, row.tied_to_date) for row in rows
    ]
    assert pairs == places(case, rates_since), case


def check_selection(case: Case, found: frames.Selection, alone: Figures, since: Figures) -> None:
    weights = [each.weight for each in case.communes]
    now = together(
        case,
        by_share(case, ALONE),
        [(*alone[number], weights[number]) for number in case.chosen],
    )
    reported = (found.chosen, found.reported, found.over_areas)
    assert reported == (len(case.chosen), now.reported, case.over_areas), case
    assert found.value == close(now.value), case
    assert found.whole == close(now.whole), case
    assert found.rate == close(now.rate), case
    until = together(
        case,
        by_share(case, months_of(case)),
        [(*since[number], weights[number]) for number in case.chosen],
    )
    assert found.reported_to_date == until.reported, case
    assert found.to_date == close(until.value), case
    assert found.whole_to_date == close(until.whole), case
    assert found.rate_to_date == close(until.rate), case


def check_spread(case: Case, rows: Sequence[frames.Spread], alone: Figures) -> None:
    shared = by_share(case, ALONE)
    rates = sorted(number for figure in alone if (number := rate(shared, *figure)) is not None)
    if not rates:
        assert rows == [], case
        return
    (row,) = rows
    middle = (rates[(len(rates) - 1) // 2] + rates[len(rates) // 2]) / 2
    found = [row.lowest, row.median, row.highest]
    assert found == [close(number) for number in (rates[0], middle, rates[-1])], case
    weights = [each.weight for each in case.communes]
    whole = together(
        case, shared, [(*figure, weight) for figure, weight in zip(alone, weights, strict=True)]
    )
    assert (row.total, row.total_rate) == (close(whole.value), close(whole.rate)), case
