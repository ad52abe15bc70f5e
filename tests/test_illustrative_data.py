"""The made-up commune figures: made anew alike, exact in their sums, and never part of a real one.

Sums are taken over the numbers as typed, with fractions: nothing is rounded here.
"""

import csv
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from indicators import snapshot, workbook
from indicators.engine import Engine
from indicators.vocabulary import TABLES
from tests.conftest import ROOT, copy_of_data

MADE_UP = ROOT / "data/illustrative"
INDICATORS = {
    "income_per_person", "poor_households", "near_poor_households", "standard_schools",
    "dossiers_on_time", "budget_revenue", "cultural_families", "new_rural_criteria",
    "commune_ward_criteria", "clearance_cases_settled",
}  # fmt: skip
YEARLY_ONLY = {"income_per_person", "cultural_families"}
SUMMED = {"budget_revenue", "dossiers_on_time"}
TOWNSHIP = "00640"
MONTHS = [f"{month:02d}" for month in range(1, 13)]

Row = Mapping[str, str]
Place = tuple[str, str, str]
"""Indicator, commune, period."""


def rows_below(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)


def by_place(folder: Path) -> dict[Place, Row]:
    return {
        (row["indicator_code"], row["area_code"], row["period"]): row for row in rows_below(folder)
    }


SEEN = by_place(MADE_UP / "observations")
ASKED = by_place(MADE_UP / "plans")
REAL = by_place(ROOT / "data/observations")
COMMUNES = sorted(
    row["area_code"] for row in rows_below(ROOT / "data/catalogue") if row.get("level") == "commune"
)


def total(indicator: str, period: str, column: str = "value") -> Fraction:
    cells = [SEEN[indicator, code, period][column] for code in COMMUNES]
    return sum((Fraction(cell) for cell in cells if cell), Fraction())


def real(indicator: str, column: str = "value") -> Fraction:
    return Fraction(REAL[indicator, "020", "2022"][column])


def test_script_writes_the_files_that_are_kept(tmp_path: Path) -> None:
    subprocess.run([sys.executable, MADE_UP / "make.py", tmp_path], check=True, timeout=60)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.csv")}
    kept = {path.relative_to(MADE_UP): path.read_bytes() for path in MADE_UP.rglob("*.csv")}
    assert made == kept
    assert len(kept) == 18


def test_ten_indicators_by_year_and_eight_by_month() -> None:
    periods = defaultdict(set)
    for indicator, _, period in SEEN:
        periods[indicator].add(period)
    years = {"2020", "2021", "2022"}
    monthly = {f"{year}-{month}" for year in ("2021", "2022") for month in MONTHS}
    assert set(periods) == INDICATORS
    for indicator, found in periods.items():
        assert found == (years if indicator in YEARLY_ONLY else years | monthly)


def test_every_row_is_of_a_commune_and_says_what_it_is() -> None:
    assert len(COMMUNES) == 16
    for row in SEEN.values():
        assert row["area_code"] in COMMUNES
        assert row["source_code"] == "illustrative"
        assert row["status"] == ("illustrative" if row["value"] else "not_applicable")
    for row in ASKED.values():
        assert row["area_code"] in COMMUNES
        assert (row["source_code"], row["assigner_code"]) == ("illustrative", "commune_plan")


def test_no_real_figure_is_made_up_again() -> None:
    assert not SEEN.keys() & REAL.keys()


@pytest.mark.parametrize(
    ("indicator", "column"),
    [
        ("budget_revenue", "value"),
        ("standard_schools", "value"),
        ("standard_schools", "whole"),
        ("poor_households", "value"),
        ("cultural_families", "value"),
    ],
)
def test_communes_add_up_to_the_district_of_2022(indicator: str, column: str) -> None:
    assert total(indicator, "2022", column) == real(indicator, column)


def test_poor_and_near_poor_households_fall_as_the_district_says() -> None:
    assert total("poor_households", "2021") == real("poor_households_lifted") == 21
    fall = total("near_poor_households", "2021") - total("near_poor_households", "2022")
    assert fall == real("near_poor_reduction") == 304


@pytest.mark.parametrize(("period", "change"), [("2022", "0"), ("2021", "5.7")])
def test_income_is_the_districts_by_the_census_population(period: str, change: str) -> None:
    people = {code: Fraction(REAL["population", code, "2019"]["value"]) for code in COMMUNES}
    earned = sum(
        Fraction(SEEN["income_per_person", code, period]["value"]) * people[code]
        for code in COMMUNES
    )
    assert earned / sum(people.values()) == real("income_per_person") - Fraction(change)


def test_cultured_families_are_90_per_cent_of_households() -> None:
    share = 100 * total("cultural_families", "2022") / total("cultural_families", "2022", "whole")
    assert abs(share - 90) < Fraction(1, 2)


def test_dossiers_are_nearly_65_thousand_and_999_per_mille_on_time() -> None:
    received = total("dossiers_on_time", "2022", "whole")
    assert 64000 <= received < real("dossiers_received")
    share = 100 * total("dossiers_on_time", "2022") / received
    assert abs(share - real("dossiers_settled")) < Fraction(1, 20)


def test_clearance_is_of_the_four_communes_that_the_highway_crosses() -> None:
    crossed = {code for indicator, code, _ in REAL if indicator == "highway_crossing"}
    asked = {code for code in COMMUNES if SEEN["clearance_cases_settled", code, "2022"]["value"]}
    assert asked == crossed
    assert total("clearance_cases_settled", "2022", "whole") == real("highway_cases") == 797


def test_every_commune_but_the_township_meets_all_rural_criteria_in_2022() -> None:
    met = {}
    for code in COMMUNES:
        place = ("new_rural_criteria", code, "2022")
        row = SEEN.get(place) or REAL[place]
        met[code] = (row["value"], row["whole"])
    assert met.pop(TOWNSHIP) == ("", "")
    assert set(met.values()) == {("19", "19")}
    assert len(met) == real("new_rural_communes_reached") == 15


def years_with_months() -> Iterator[tuple[str, str, str]]:
    """Indicator, commune and year, where the year and every month of it are there."""
    for indicator in sorted(INDICATORS - YEARLY_ONLY):
        for code in COMMUNES:
            for year in ("2021", "2022"):
                places = [(indicator, code, f"{year}-{month}") for month in MONTHS]
                if all(place in SEEN for place in places):
                    yield indicator, code, year


def test_twelve_months_make_their_year() -> None:
    checked = 0
    for indicator, code, year in years_with_months():
        months = [SEEN[indicator, code, f"{year}-{month}"] for month in MONTHS]
        place = (indicator, code, year)
        whole_year = SEEN.get(place) or REAL[place]
        for column in ("value", "whole"):
            cells = [row[column] for row in months]
            if indicator in SUMMED and whole_year[column]:
                assert sum(map(Fraction, cells)) == Fraction(whole_year[column]), place
            else:
                assert cells[-1] == whole_year[column], place
        checked += 1
    assert checked > 230


def test_what_adds_up_over_months_has_no_gap_in_2022() -> None:
    places = {(indicator, code) for indicator, code, year in years_with_months() if year == "2022"}
    assert {(indicator, code) for indicator in SUMMED for code in COMMUNES} <= places


def test_there_are_gaps_but_not_in_the_year_2022() -> None:
    for year in ("2020", "2021", "2022"):
        missing = [
            (indicator, code)
            for indicator in INDICATORS
            for code in COMMUNES
            if (indicator, code, year) not in SEEN and (indicator, code, year) not in REAL
        ]
        assert bool(missing) == (year == "2020"), year
    assert len(list(years_with_months())) < len(INDICATORS - YEARLY_ONLY) * len(COMMUNES) * 2


def test_no_part_is_above_its_whole_and_counts_are_whole_numbers() -> None:
    for (indicator, _, _), row in SEEN.items():
        if row["value"]:
            assert not row["whole"] or 0 <= Fraction(row["value"]) <= Fraction(row["whole"])
            if indicator not in ("budget_revenue", "income_per_person"):
                assert row["value"].isdigit()


@pytest.mark.parametrize("indicator", sorted(INDICATORS))
def test_communes_differ_and_some_rise_while_others_fall_or_stay(indicator: str) -> None:
    first, last = "2020", "2022"
    moves = set()
    for code in COMMUNES:
        before = SEEN.get((indicator, code, first))
        after = SEEN.get((indicator, code, last)) or REAL.get((indicator, code, last))
        if before and after and before["value"] and after["value"]:
            moves.add(Fraction(after["value"]) - Fraction(before["value"]))
    assert len(moves) > 3


def test_plans_of_the_budget_add_up_to_the_districts_own(source: Engine) -> None:
    plans = source.query("plans", area="020", indicator="budget_revenue").to_pylist()
    own = next(row for row in plans if row["assigner_code"] == "district")
    asked = sum(Fraction(ASKED["budget_revenue", code, "2022"]["value"]) for code in COMMUNES)
    assert own["value_low"] <= asked <= own["value_high"]


def test_path_of_each_plan_adds_up_to_it() -> None:
    for code in COMMUNES:
        for year in ("2021", "2022"):
            path = [ASKED["budget_revenue", code, f"{year}-{month}"]["value"] for month in MONTHS]
            assert sum(map(Fraction, path)) == Fraction(
                ASKED["budget_revenue", code, year]["value"]
            )


def test_plans_start_where_the_year_before_ended() -> None:
    based = [row for row in ASKED.values() if row["baseline"]]
    assert len({row["indicator_code"] for row in based}) == 6
    for row in based:
        before = SEEN[row["indicator_code"], row["area_code"], "2021"]
        assert row["baseline"] == before["value"]


def test_plans_ask_for_what_the_districts_plans_ask_for() -> None:
    def asked(indicator: str, column: str) -> Fraction:
        return sum(
            (Fraction(ASKED[indicator, code, "2022"][column]) for code in COMMUNES), Fraction()
        )

    assert asked("poor_households", "baseline") - asked("poor_households", "value") == 4
    near = asked("near_poor_households", "baseline") - asked("near_poor_households", "value")
    assert near == 240


DISTRICT_QUERIES = {
    "progress": {"area": "020", "period": "2022"},
    "values": {"area": "020", "period": "2022"},
    "periods": {"area": "020"},
    "reconciliation": {"area": "020"},
    "observations": {"most": "1000"},
}


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The shipped data with the setting that leaves made-up figures out."""
    data = copy_of_data(tmp_path_factory.mktemp("without"))
    done = snapshot.publish(data, illustrative=False)
    assert done.findings == ()
    assert done.path is not None
    return Engine(done.path)


def test_setting_leaves_every_made_up_figure_out(source: Engine, without: Engine) -> None:
    for code in COMMUNES:
        asked = {"area": code, "period": "2022"}
        found = [each.query("values", **asked).to_pylist() for each in (source, without)]
        standings = [{row["status"] for row in rows} for rows in found]
        assert "illustrative" in standings[0]
        assert "illustrative" not in standings[1]
        plans = {"area": code, "indicator": "budget_revenue"}
        assert source.query("plans", **plans).num_rows == 26
        assert without.query("plans", **plans).num_rows == 0


@pytest.mark.parametrize("name", DISTRICT_QUERIES)
def test_answers_about_the_district_are_the_same_with_and_without(
    source: Engine, without: Engine, name: str
) -> None:
    given = DISTRICT_QUERIES[name]
    assert source.query(name, **given).to_pylist() == without.query(name, **given).to_pylist()


@pytest.mark.parametrize("indicator", sorted({*INDICATORS, "population", "households"}))
def test_series_of_the_district_is_the_same_with_and_without(
    source: Engine, without: Engine, indicator: str
) -> None:
    for name in ("history", "judgements", "plans"):
        asked = {"area": "020", "indicator": indicator}
        assert source.query(name, **asked).to_pylist() == without.query(name, **asked).to_pylist()


@pytest.mark.parametrize("indicator", sorted({*INDICATORS, "population", "highway_crossing"}))
def test_map_of_real_figures_is_the_same_with_and_without(
    source: Engine, without: Engine, indicator: str
) -> None:
    asked = {"area": "020", "indicator": indicator, "period": "2022"}
    answers = [each.query("communes", **asked).to_pylist() for each in (source, without)]
    assert answers[0] == answers[1]


def test_removing_the_folder_is_the_same_as_the_setting(tmp_path: Path, without: Engine) -> None:
    data = copy_of_data(tmp_path)
    for path in sorted((data / "illustrative").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (data / "illustrative").rmdir()
    reading = workbook.read_folder(data, TABLES)
    assert reading.findings == []
    assert snapshot.digest(data) == snapshot.digest(ROOT / "data", illustrative=False)
    done = snapshot.publish(data)
    assert done.path is not None
    asked = {"area": "020", "period": "2022"}
    alone = Engine(done.path)
    assert alone.query("values", **asked).equals(without.query("values", **asked))
