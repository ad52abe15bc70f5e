"""Who stands where among communes, and that whatever is made up is said to be.

Distances from plan stand in ``test_comparing_plans``, tables and files in ``test_comparing_files``,
time, sums and profiles in ``test_comparing_time``.
"""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing import ranked
from indicators.exhibits.comparing.listing import about, file_of
from indicators.exhibits.comparing.offered import earlier_periods, indicators_of, periods_of
from indicators.exhibits.comparing.view import Comparison, View, compare
from indicators.exhibits.facts import catalogue
from indicators.vocabulary import LANGUAGES
from tests.answers import texts
from tests.commune_folder import ONE, THREE, TWO, at, made_up, published, ruled
from tests.commune_views import AREAS, COMMUNE, FIVE, FOUR, SOURCES, every, holds, says_so, view
from tests.plain import plain
from tests.small_folder import Cells

# Who stands where


GAPS = [at("2022", 1), at("2022", 5, TWO), at("2022", 5, THREE), at("2022", "", FIVE)]


def test_ties_share_a_place_and_a_blank_has_none(tmp_path: Path) -> None:
    found = ranked.ranking(view(published(tmp_path, *GAPS, areas=AREAS)))
    assert [(row[0], row[1]) for row in found.table.rows] == [
        ("Xã Hai", "1="),
        ("Xã Ba", "1="),
        ("Xã Một", "3"),
        ("Xã Bốn", ""),
        ("Xã Năm", ""),
    ]
    assert [plain(row[2]) for row in found.table.rows] == [
        "5,0 tỷ", "5,0 tỷ", "1,0 tỷ", "chưa có số liệu", "chưa có số liệu",
    ]  # fmt: skip
    # Who has no figure is never the last one, and none of it reads as nought.
    assert "là Một (1,0)" in plain(found.headline)
    assert not re.search(r"Bốn|Năm|(?<!\d)0,0", found.headline)
    assert [record["place"] for record in found.records] == [1, 1, 3, None, None]
    assert found.remarks == ("3/5 đơn vị đã có số liệu.",)
    shown = texts(found.figure)
    names = [shown.index(name) for name in ("Hai", "Ba", "Một", "Bốn", "Năm")]
    assert names == sorted(names)


def test_what_does_not_apply_is_not_asked_for(tmp_path: Path) -> None:
    seen = [*GAPS[:3], at("2022", "", FOUR, status="not_applicable")]
    source = published(tmp_path, *seen, areas=AREAS)
    found = ranked.ranking(view(source))
    assert [row[2] for row in found.table.rows[3:]] == ["chưa có số liệu", "Không áp dụng"]
    assert found.remarks == ("3/4 đơn vị đã có số liệu; 1 đơn vị không áp dụng.",)
    english = ranked.ranking(view(source, language="en"))
    assert english.remarks == ("3 of 4 units reported; it does not apply to 1.",)


@pytest.mark.parametrize(
    ("better", "way", "names"),
    [
        ("higher", "thấp nhất là", ["Một", "Hai", "Ba"]),
        ("lower", "cao nhất là", ["Bốn", "Ba", "Hai"]),
        ("none", "cao nhất là", ["Bốn", "Ba", "Hai"]),
    ],
)
def test_headline_names_who_is_furthest_behind(
    tmp_path: Path, better: str, way: str, names: list[str]
) -> None:
    seen = [at("2022", value, code) for value, code in ((1, ONE), (5, TWO), (9, THREE), (12, FOUR))]
    source = published(tmp_path, *seen, areas=AREAS, indicators=ruled(better=better))
    found = ranked.ranking(view(source))
    for text in (found.headline, found.finding):
        assert way in text
        assert re.findall(r"(\w+) \(", text) == names


@pytest.mark.parametrize(
    ("better", "rise", "fall"),
    [("higher", "tốt lên", "kém đi"), ("lower", "kém đi", "tốt lên"), ("none", "", "")],
)
def test_change_is_judged_by_what_is_better(
    tmp_path: Path, better: str, rise: str, fall: str
) -> None:
    for place, (now, said) in enumerate(((7, rise), (3, fall))):
        seen = [at("2021", 5), at("2022", now), at("2021", 4, TWO), at("2022", 4, TWO)]
        source = published(
            tmp_path / str(place), *seen, areas=AREAS, indicators=ruled(better=better)
        )
        found = ranked.ranking(view(source, since="2021"))
        shown = " ".join(texts(found.figure))
        assert [one for one in ("tốt lên", "kém đi") if one in shown] == [
            one for one in (said,) if one
        ]
        changes = {row[0]: plain(row[3]) for row in found.table.rows}
        assert changes["Xã Một"] == ("+2,0" if now == 7 else "−2,0")
        assert changes["Xã Hai"] == "không đổi"
        assert changes["Xã Ba"] == ""


def test_column_of_changes_names_the_month(tmp_path: Path) -> None:
    seen = [at("2021-07", 5), at("2022-07", 6)]
    source = published(tmp_path, *seen, indicators=ruled(over_time="last"))
    for language, name in (("vi", "So với tháng 7/2021"), ("en", "Since July 2021")):
        found = ranked.ranking(view(source, "2022-07", "2021-07", language=language))
        assert plain(found.table.columns[3]) == name


def test_where_all_are_alike_nobody_is_last(tmp_path: Path) -> None:
    seen = [at("2022", 5), at("2022", 5, TWO), at("2022", 5.01, THREE)]
    comparison = view(published(tmp_path, *seen))
    for found in (
        ranked.ranking(comparison),
        ranked.ranking(view(comparison.engine, language="en")),
    ):
        assert "3" in found.headline
        assert "5" in found.headline
        assert not re.search(r"nhất|lowest|highest|Một", found.headline)


@pytest.mark.parametrize("shown", [True, False])
def test_shares_that_are_all_alike_are_said_once(tmp_path: Path, shown: bool) -> None:
    wholes = {ONE: 3, TWO: 7, THREE: 11, FOUR: 6}
    seen = [at("2023", whole, code, whole=whole) for code, whole in wholes.items()]
    fancied = made_up(*(at("2022", 1, code, whole=whole) for code, whole in wholes.items()))
    later = [{"published_on": "2024-02-01"}, SOURCES[1]]
    source = published(tmp_path, *seen, illustrative=fancied, areas=AREAS, sources=later)
    found = ranked.ranking(view(source, "2023", "2022" if shown else ""))
    assert "cả 4 đơn vị có số liệu đều 100 %" in plain(found.headline)
    assert "nhất" not in found.headline + found.finding


def test_commune_that_alone_reported_stands_nowhere(tmp_path: Path) -> None:
    seen = [at("2021", 4), at("2021", 3, TWO), at("2022", 5)]
    comparison = view(published(tmp_path, *seen), since="2021")
    for language, said in (
        ("vi", "Sản lượng năm 2022: Một 5,0 tỷ; mới 1/3 đơn vị có số liệu."),
        ("en", "Output, 2022: Một 5.0 bn; only 1 of 3 units reported."),
    ):
        made = every(view(comparison.engine, since="2021", language=language))
        assert plain(made["rank"].headline) == said
        assert plain(made["rank"].finding) == said.removesuffix(".")
        assert [row[1] for row in made["rank"].table.rows] == ["", "", ""]
        assert [record["place"] for record in made["rank"].records] == [None] * 3
        drawn = " ".join(texts(made["rank"].figure)).lower()
        assert not re.search(r"1/1|1 of 1|trung vị|median", drawn)
        # The year before had two, so there was a middle then; now there is none.
        assert made["trend"].table.rows[-1][-1] == ""
    about_one = plain(ranked.headline_about(ONE, comparison))
    assert about_one == "Sản lượng năm 2022: Một 5,0 tỷ, +1,0 so với năm 2021"


def test_footnote_calls_real_figures_real_where_only_the_year_before_is_made_up(
    tmp_path: Path,
) -> None:
    source = published(
        tmp_path, at("2022", 5), at("2022", 4, TWO), illustrative=made_up(at("2021", 4)),
        sources=SOURCES,
    )  # fmt: skip
    found = ranked.ranking(view(source, since="2021"))
    assert plain(found.footnote).endswith("Năm 2022: số nguồn công bố.")
    assert found.illustrative
    assert "kỳ so sánh là số minh họa" in found.headline


def test_a_crowd_at_the_end_is_counted(tmp_path: Path) -> None:
    codes = (ONE, TWO, THREE, FOUR, FIVE)
    seen = [*(at("2022", 2, code) for code in codes), at("2022", 3, "00655")]
    areas = [*AREAS, {**COMMUNE, "area_code": "00655", "name": "Sáu"}]
    found = ranked.ranking(view(published(tmp_path, *seen, areas=areas)))
    assert "5 đơn vị (2,0 tỷ)" in plain(found.headline)
    assert not re.search("Một|Hai|Sáu", found.headline)


def test_the_chosen_stay_with_their_neighbours_among_many(tmp_path: Path) -> None:
    codes = [f"{number:05d}" for number in range(1, 61)]
    areas: list[Cells] = [{}]
    areas += [{**COMMUNE, "area_code": code, "name": f"Xã số {code}"} for code in codes]
    seen = [at("2022", place + 1, code) for place, code in enumerate(codes)]
    source = published(tmp_path, *seen, areas=areas)
    found = ranked.ranking(view(source, chosen=("00030",)))
    shown = [text for text in texts(found.figure) if text.startswith("Xã số")]
    best = [f"Xã số {number:05d}" for number in range(60, 52, -1)]
    last = [f"Xã số {number:05d}" for number in range(8, 0, -1)]
    assert shown == [*best, "Xã số 00031", "Xã số 00030", "Xã số 00029", *last]
    # Between them stands how many were passed over; the file holds them all.
    assert [text for text in texts(found.figure) if "khác" in text] == [
        "… 21 xã khác", "… 20 xã khác",
    ]  # fmt: skip
    assert [row[0] for row in found.table.rows] == [f"Xã {text}" for text in shown]
    file = file_of(view(source, chosen=()), "csv", "")
    assert all(f"{code}," in file.decode("utf-8-sig") for code in codes)


# What is made up is said to be


def shipped_views(source: Engine, illustrative: bool) -> Iterator[Comparison]:
    """Every indicator of communes, by year, quarter and month, in both languages."""
    district = catalogue(source).district.area_code
    coverage = frames.coverage(source, district, illustrative)
    for one in indicators_of(coverage, catalogue(source), ""):
        code = one.indicator_code
        (assigner, *_) = [*frames.commune_assigners(source, district, code, illustrative), ""]
        for frequency, language in product("AQM", LANGUAGES):
            periods = periods_of(coverage, code, frequency)
            if not periods:
                continue
            # In the middle of a year plans still run.
            period = periods[min(3, len(periods) - 1)] if frequency == "M" else periods[0]
            since = next(iter(earlier_periods(coverage, code, period)), "")
            yield compare(
                source,
                View(
                    code, period, since, assigner=assigner, illustrative=illustrative,
                    language=language, chosen=("00643", "00652"),
                ),
            )  # fmt: skip


def test_every_exhibit_with_a_made_up_figure_says_so(source: Engine) -> None:
    marked = 0
    for comparison in shipped_views(source, illustrative=True):
        for one in every(comparison).values():
            asked = (comparison.view, one.code)
            if holds(one) or (one.code == "listing" and comparison.illustrative):
                marked += 1
                assert all(says_so(one, comparison.language)), asked
            elif comparison.indicator.indicator_code in ("population", "area_km2", "households"):
                assert not any(says_so(one, comparison.language)), asked
        asked_about = about(comparison, "")
        assert asked_about.illustrative == comparison.illustrative
    assert marked > 100


def test_switched_off_only_real_figures_are_left(source: Engine) -> None:
    codes = set()
    for comparison in shipped_views(source, illustrative=False):
        codes.add(comparison.indicator.indicator_code)
        made = every(comparison)
        real = {
            (row.area_code, row.rate)
            for row in frames.records(
                source, "020", comparison.indicator.indicator_code, "A", illustrative=False
            )
            if row.period == comparison.view.period and row.rate is not None
        }
        rows = made["rank"].records
        assert {(row["area_code"], row["rate"]) for row in rows if row["rate"] is not None} == real
        for one in made.values():
            assert not any(says_so(one, comparison.language)), (comparison.view, one.code)
            assert not holds(one)
        assert not about(comparison, "").illustrative
    assert {"population", "households", "population_density", "new_rural_criteria"} <= codes
    assert not {"budget_revenue", "near_poor_households", "standard_schools"} & codes


@pytest.mark.parametrize("shown", [True, False])
def test_a_made_up_year_between_real_ones_marks_only_what_shows_it(
    tmp_path: Path, shown: bool
) -> None:
    seen = [at(year, 5, code) for year in ("2020", "2022") for code in (ONE, TWO)]
    fancied = made_up(at("2021", 7), at("2021", 8, TWO))
    source = published(tmp_path, *seen, illustrative=fancied, sources=SOURCES)
    made = every(view(source, since="2020", illustrative=shown))
    assert not any(says_so(made["rank"], "vi"))
    assert not any(says_so(made["listing"], "vi"))
    assert all(says_so(made["trend"], "vi")) == any(says_so(made["trend"], "vi")) == shown
    assert len(made["trend"].table.rows) == (3 if shown else 2)


def test_a_made_up_commune_marks_the_median_it_is_part_of(tmp_path: Path) -> None:
    seen = [at(year, 5, code) for year in ("2020", "2021") for code in (ONE, TWO)]
    fancied = made_up(at("2020", 7, THREE), at("2021", 7, THREE))
    source = published(tmp_path, *seen, illustrative=fancied, sources=SOURCES)
    found = every(view(source, "2021", "2020", chosen=(ONE, TWO)))["trend"]
    # The two that are chosen are real, but beside them stands what the third has moved.
    assert all(says_so(found, "vi"))
