"""Months, quarters and years of one shape: what is recorded, what is made, and what is neither."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from indicators import frames
from indicators.engine import Engine
from tests.commune_folder import (
    COMMUNE,
    COMMUNES,
    ONE,
    THREE,
    TOWN,
    TWO,
    at,
    made_up,
    months,
    published,
    ranked,
    ruled,
    timeline,
    to_date,
    values,
)


@pytest.mark.parametrize(
    ("rule", "quarters", "years"),
    [
        ("sum", {"2022-Q1": 6, "2022-Q4": 33}, {"2021": 78}),
        ("mean", {"2022-Q1": 2, "2022-Q4": 11}, {"2021": 6.5}),
        ("last", {"2022-Q1": 3, "2022-Q2": 6, "2022-Q4": 12}, {"2021": 12, "2022": 12}),
        ("none", {}, {}),
    ],
)
def test_longer_period_is_made_of_shorter_ones_when_all_are_there(
    tmp_path: Path, rule: str, quarters: dict[str, float], years: dict[str, float]
) -> None:
    seen = [
        *months(1, 2, 3, 4, None, 6, 7, 8, None, 10, 11, 12),
        *months(*range(1, 13), year=2021),
    ]
    source = published(tmp_path, *seen, indicators=ruled(over_time=rule))
    of_2022 = {
        period: value for period, value in values(timeline(source, "Q")).items() if period > "2022"
    }
    assert of_2022 == quarters
    assert values(timeline(source, "A")) == years
    made = timeline(source, "Q").get("2022-Q1")
    assert made is None or made.parts == (1 if rule == "last" else 3)


def test_recorded_quarter_and_year_win_over_what_months_make(tmp_path: Path) -> None:
    seen = [
        *months(*[1] * 12),
        at("2022-Q1", 10),
        *months(*[1] * 12, year=2021),
        at("2021", 100),
        at("2020", 50),
    ]
    source = published(tmp_path, *seen)
    quarters = timeline(source, "Q")
    assert [quarters[f"2022-Q{place}"].value for place in (1, 2, 3, 4)] == [10, 3, 3, 3]
    assert [quarters[f"2022-Q{place}"].parts for place in (1, 2)] == [1, 3]
    years = timeline(source, "A")
    assert values(years) == {"2020": 50, "2021": 100, "2022": 19}
    assert [row.parts for row in years.values()] == [1, 1, 10]
    assert to_date(timeline(source, "M"))[12:] == list(range(1, 13))


def test_recorded_blank_gives_way_to_what_the_months_make(tmp_path: Path) -> None:
    source = published(tmp_path, *months(*[1] * 12), at("2022", ""), at("2021", ""))
    assert values(timeline(source, "A")) == {"2021": None, "2022": 12}


def test_recorded_made_up_figure_gives_way_to_what_real_months_make(tmp_path: Path) -> None:
    source = published(tmp_path, *months(*[1] * 12), illustrative=made_up(at("2022", 99)))
    for shown in (True, False):
        (row,) = timeline(source, "A", shown=shown).values()
        assert (row.value, row.status) == (12, "official")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("sum", [1, 3, 6, None, None, None]),
        ("mean", [1, 1.5, 2, None, None, None]),
        ("last", [1, 2, 3, 5, 6, 7]),
        ("none", [1, 2, 3, 5, 6, 7]),
    ],
)
def test_to_date_has_no_gap_since_january(
    tmp_path: Path, rule: str, expected: list[float | None]
) -> None:
    seen = months(1, 2, 3, None, 5, 6, 7)
    source = published(tmp_path, *seen, indicators=ruled(over_time=rule))
    assert to_date(timeline(source, "M")) == expected


def test_first_year_without_january_has_no_sum_to_date_and_the_next_has(tmp_path: Path) -> None:
    seen = [*months(None, 2, 3, 4, 5, 6, year=2021), *months(1, 2)]
    source = published(tmp_path, *seen)
    assert to_date(timeline(source, "M")) == [None] * 5 + [1, 3]
    quarters = timeline(source, "Q")
    assert {period: (row.value, row.to_date) for period, row in quarters.items()} == {
        "2021-Q2": (15, None)
    }


def test_blank_month_is_a_gap_and_no_zero(tmp_path: Path) -> None:
    source = published(tmp_path, *months(1, "", 3, 4, 5, 6))
    rows = timeline(source, "M")
    assert [row.value for row in rows.values()] == [1, None, 3, 4, 5, 6]
    assert to_date(rows) == [1] + [None] * 5
    assert values(timeline(source, "Q")) == {"2022-Q2": 15}


def test_share_to_date_is_of_the_whole_to_date(tmp_path: Path) -> None:
    seen = [*months(1, 3, whole=10), at("2022-03", 1)]
    source = published(tmp_path, *seen, indicators=ruled(over_areas="ratio_of_sums"))
    rows = list(timeline(source, "M").values())
    assert [(row.rate, row.rate_to_date) for row in rows[:2]] == [(10, 10), (30, 20)]
    # Without its whole the month is no part of a share.
    assert (rows[2].rate, rows[2].rate_to_date) == (None, None)
    assert (rows[2].to_date, rows[2].whole_to_date) == (5, None)


def test_share_to_date_waits_for_the_whole_of_every_month(tmp_path: Path) -> None:
    seen = [at("2022-01", 1), at("2022-02", 3, whole=10)]
    source = published(tmp_path, *seen, indicators=ruled(over_areas="ratio_of_sums"))
    row = timeline(source, "M")["2022-02"]
    assert (row.rate, row.to_date, row.rate_to_date) == (30, 4, None)


def rates(source: Engine, period: str) -> list[tuple[float | None, float | None]]:
    return [(row.rate, row.rate_to_date) for row in ranked(source, period)]


@pytest.mark.parametrize("over_areas", ["sum", "none", "ratio_of_sums"])
def test_value_without_a_whole_is_no_share_beside_shares(tmp_path: Path, over_areas: str) -> None:
    seen = [at("2022", 4, whole=8), at("2022", 5, TWO), at("2022", 3, THREE, whole=4)]
    source = published(tmp_path, *seen, indicators=ruled(over_areas=over_areas))
    assert rates(source, "2022") == [(50, 50), (None, None), (75, 75)]
    assert [(row.value, row.place, row.reported) for row in ranked(source)] == [
        (4, 2, 2), (5, None, 2), (3, 1, 2),
    ]  # fmt: skip
    (spread,) = frames.spread(source, "020", "output", "A", True)
    assert (spread.reported, spread.lowest, spread.median) == (2, 50, 62.5)


def test_share_of_sums_takes_a_whole_even_where_nobody_has_one(tmp_path: Path) -> None:
    seen = [at("2022", 4), at("2022", 5, TWO), at("2022", 9, "020")]
    source = published(tmp_path, *seen, indicators=ruled(over_areas="ratio_of_sums"))
    assert rates(source, "2022") == [(None, None)] * 3
    assert timeline(source, "A", "020")["2022"].rate is None


def test_value_of_the_district_is_no_share_beside_those_of_its_communes(tmp_path: Path) -> None:
    seen = [at("2022", 4, whole=8), at("2022", 5, "020"), at("2021", 4), at("2021", 5, "020")]
    rows = timeline(published(tmp_path, *seen), "A", "020")
    assert [(row.value, row.rate) for row in rows.values()] == [(5, 5), (5, None)]


@pytest.mark.parametrize("months_of", [(1, 2), (2, 3)])
def test_sum_that_lacks_the_whole_of_a_month_is_no_share_and_no_value(
    tmp_path: Path, months_of: tuple[int, int]
) -> None:
    seen = [at(f"2022-0{month}", 1, whole=10 if month in months_of else "") for month in (1, 2, 3)]
    source = published(tmp_path, *seen, at("2022-Q1", 2, TWO))
    quarter = timeline(source, "Q")["2022-Q1"]
    assert (quarter.value, quarter.whole, quarter.rate) == (3, None, None)
    march = timeline(source, "M")["2022-03"]
    assert (march.to_date, march.rate_to_date) == (3, None)


def test_made_up_whole_makes_no_share_of_a_real_value(tmp_path: Path) -> None:
    fancied = made_up(at("2022", 3, TWO, whole=4), at("2021", 3, TWO, whole=4))
    source = published(tmp_path, at("2022", 5), illustrative=fancied)
    assert rates(source, "2022") == [(5, 5), (None, None), (None, None)]
    assert [row.rate for row in ranked(source, "2021")] == [None, 75, None]


@pytest.mark.parametrize(
    ("kind", "over_areas", "whole", "rate"),
    [
        ("count", "sum", 8, 25),
        ("count", "ratio_of_sums", 8, 25),
        ("count", "none", 8, 25),
        ("count", "none", "", 2),
        ("rank", "none", 8, 2),
        ("amount", "weighted_mean", 8, 2),
    ],
)
def test_rate_is_a_share_only_where_the_whole_is_one(
    tmp_path: Path, kind: str, over_areas: str, whole: object, rate: float
) -> None:
    weight = "output" if over_areas == "weighted_mean" else ""
    rule = ruled(unit_code=kind, over_areas=over_areas, weight_code=weight)
    source = published(tmp_path, at("2022", 2, whole=whole), indicators=rule)
    (row,) = timeline(source, "A").values()
    assert (row.rate, row.rate_to_date) == (rate, rate)


@pytest.mark.parametrize(
    ("standings", "status"),
    [
        (("official", "official", "official"), "official"),
        (("official", "derived", "official"), "derived"),
        (("estimated", "derived", "official"), "estimated"),
        (("estimated", "provisional", "derived"), "provisional"),
        (("illustrative", "provisional", "derived"), "illustrative"),
    ],
)
def test_made_figure_is_as_firm_as_its_least_firm_part(
    tmp_path: Path, standings: Sequence[str], status: str
) -> None:
    seen = [
        {**row, "status": standing}
        for row, standing in zip(months(1, 1, 1), standings, strict=True)
    ]
    source = published(tmp_path, *seen)
    (row,) = timeline(source, "Q").values()
    assert (row.status, row.status_to_date) == (status, status)
    assert timeline(source, "M")["2022-03"].status_to_date == status
    assert timeline(source, "M")["2022-03"].status == standings[2]


def test_what_does_not_apply_in_any_month_does_not_apply_in_the_year(tmp_path: Path) -> None:
    seen = [*months(*[""] * 12, status="not_applicable"), *months(*[1] * 11, "", area=TWO)]
    seen[-1] = {**seen[-1], "status": "not_applicable"}
    source = published(tmp_path, *seen, at("2022-01", 4, THREE))
    (year,) = timeline(source, "A").values()
    assert (year.value, year.status) == (None, "not_applicable")
    # Eleven months and one to which it does not apply make no year.
    assert timeline(source, "A", TWO) == {}
    rows = {row.period: row for row in frames.spread(source, "020", "output", "M", True)}
    first = rows["2022-01"]
    assert (first.communes, first.applicable, first.reported) == (3, 2, 2)


@pytest.mark.parametrize(
    ("rule", "quarters", "years"),
    [
        ("sum", [(3, 3), (3, 6), (3, None), (3, None)], {}),
        ("last", [(1, 1)] * 4, {"2025": "2025-07-01"}),
    ],
)
def test_figures_of_two_areas_with_one_code_are_never_put_together(
    tmp_path: Path, rule: str, quarters: list[tuple[float, float | None]], years: dict[str, str]
) -> None:
    seen = months(*[1] * 12, year=2025)
    source = published(tmp_path, *seen, areas=[{}, TOWN, COMMUNE], indicators=ruled(over_time=rule))
    found = timeline(source, "Q")
    assert [(row.value, row.to_date) for row in found.values()] == quarters
    first_days = [row.area_from.isoformat() for row in found.values()]
    assert first_days == ["0001-01-01"] * 2 + ["2025-07-01"] * 2
    of_years = {period: row.area_from.isoformat() for period, row in timeline(source, "A").items()}
    assert of_years == years
    names = {row.name for row in ranked(source, "2025-Q2")}
    assert (names, {row.name for row in ranked(source, "2025-Q3")}) == ({"Văn Điển"}, {"Thanh Trì"})
    # What the township had is not what the commune had before.
    (row,) = ranked(source, "2025-Q3", "2025-Q2")
    assert (row.value, row.before_value, row.place_before) == (quarters[2][0], None, None)
    assert [entry.name for entry in frames.records(source, "020", "output", "Q", True)] == [
        "Văn Điển", "Văn Điển", "Thanh Trì", "Thanh Trì",
    ]  # fmt: skip


def test_commune_counts_for_the_area_that_it_lies_in_at_the_end_of_the_period(
    tmp_path: Path,
) -> None:
    left = {**COMMUNES[2], "valid_to": "2021-12-31"}
    elsewhere = {**COMMUNES[2], "valid_from": "2022-01-01", "parent_code": ""}
    seen = [at(year, 1, code) for year in ("2021", "2022") for code in (ONE, TWO)]
    areas = [{}, COMMUNES[1], left, elsewhere]
    source = published(tmp_path, *seen, areas=areas)
    spread = frames.spread(source, "020", "output", "A", True)
    assert [(row.communes, row.reported, row.total) for row in spread] == [(2, 2, 2), (1, 1, 1)]
    assert [row.area_code for row in ranked(source, "2022", "2021")] == [ONE]
    assert [row.area_code for row in ranked(source, "2021")] == [ONE, TWO]
