"""How far communes are from plan: parts that add up to the whole, or why there are none."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from math import fsum
from pathlib import Path

import pytest

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing import distance, pace, ranked
from indicators.exhibits.comparing.view import Comparison, View, compare
from indicators.exhibits.exhibit import Exhibit
from tests.answers import texts
from tests.commune_folder import (
    COMMUNES,
    ONE,
    THREE,
    TWO,
    at,
    made_up,
    months,
    published,
    ruled,
)
from tests.commune_plans import PLANNED, folder, gap_of, plan, view
from tests.commune_views import BY
from tests.conftest import ROOT
from tests.plain import plain
from tests.small_folder import Cells, small_folder

_HAIR = 1e-9


def steps(found: Exhibit) -> list[tuple[float, float]]:
    """The bars of a waterfall from the top down, the last one being the total."""
    assert found.figure is not None
    bars = [
        (down, base, base + length)
        for trace in found.figure["data"]
        if trace["type"] == "bar" and trace["name"] == "bars"
        for down, base, length in zip(trace["y"], trace["base"], trace["x"], strict=True)
    ]
    return [(low, high) for _, low, high in sorted(bars)]


def shipped(source: Engine) -> Iterator[Comparison]:
    for code, period in product(PLANNED, ("2022", "2022-01", "2022-09", "2022-Q2", "2021-12")):
        comparison = compare(source, View(code, period, assigner=BY))
        if comparison.reported:
            yield comparison


def test_steps_chain_and_add_up_to_the_whole_distance(source: Engine) -> None:
    checked = 0
    for comparison in shipped(source):
        if distance.why_none(comparison):
            continue
        found = gap_of(comparison)
        parts = [float(str(record["distance"])) for record in found.records]
        bars = steps(found)
        total = (0.0, 0.0) if abs(fsum(parts)) < _HAIR else bars.pop()
        at_now = 0.0
        for low, high in bars:
            assert min(abs(at_now - low), abs(at_now - high)) < _HAIR
            at_now = high if at_now == pytest.approx(low, abs=_HAIR) else low
        assert at_now == pytest.approx(fsum(parts), abs=_HAIR)
        assert total == pytest.approx(tuple(sorted((0.0, fsum(parts)))), abs=_HAIR)
        assert parts == sorted(parts)
        checked += 1
    assert checked >= 15


def test_every_part_is_what_was_done_less_what_was_asked(source: Engine) -> None:
    checked = 0
    for comparison in shipped(source):
        down = -1 if comparison.indicator.better == "lower" else 1
        found = distance.gap(comparison)
        if found is None:
            continue
        figures = {row.area_code: row for row in comparison.levels}
        for record in found.records:
            asked = record["plan"] if record["expected"] is None else record["expected"]
            done = figures[str(record["area_code"])].value
            assert done is not None
            assert record["achieved"] == pytest.approx(done)
            expected = down * (done - float(str(asked)))
            assert record["distance"] == pytest.approx(expected, abs=_HAIR)
            checked += 1
    assert checked > 200


def path_of(indicator: str, last: int) -> dict[str, float]:
    """What the shipped plans ask of each commune from January to a month of 2022."""
    asked: dict[str, float] = defaultdict(float)
    file = ROOT / "data" / "illustrative" / "plans" / f"{indicator}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            year, _, month = row["period"].partition("-")
            if year == "2022" and month and int(month) <= last:
                asked[row["area_code"]] += float(row["value"])
    return asked


def test_inside_a_year_the_way_of_the_plan_is_what_was_asked(source: Engine) -> None:
    for period, last in (("2022-09", 9), ("2022-Q2", 6), ("2022-01", 1)):
        found = gap_of(compare(source, View("budget_revenue", period, assigner=BY)))
        assert {record["area_code"]: record["expected"] for record in found.records} == (
            pytest.approx(path_of("budget_revenue", last))
        )
        assert found.table.columns[2] == "Kế hoạch đến hết kỳ này"
        assert [keys[2] for keys in found.table.keys] == [r["expected"] for r in found.records]
        # The figure starts at what they were asked for together.
        together = sum(path_of("budget_revenue", last).values())
        start = f"{together:,.1f} tỷ đồng".translate(str.maketrans(",.", ".,"))
        assert start in [plain(text) for text in texts(found.figure)]
    whole = gap_of(compare(source, View("budget_revenue", "2022", assigner=BY)))
    assert {record["expected"] for record in whole.records} == {None}
    assert whole.table.columns[2] == "Kế hoạch"
    asked = sum(float(str(record["plan"])) for record in whole.records)
    assert asked == pytest.approx(sum(path_of("budget_revenue", 12).values()))


def test_headline_says_the_whole_distance_and_who_holds_back(source: Engine) -> None:
    found = gap_of(compare(source, View("standard_schools", "2022", assigner=BY)))
    assert plain(found.headline).startswith(
        "Các xã, thị trấn cộng lại còn thiếu 4 trường so với kế hoạch; kéo lùi nhiều nhất là "
        "Tân Triều (−2), "
    )
    assert plain(found.table.rows[0][0]) == "Xã Tân Triều"
    shown = " ".join(texts(found.figure))
    # Those exactly on plan take up one step together.
    assert "11 đơn vị" in shown


def test_communes_on_plan_add_up_to_nought(tmp_path: Path) -> None:
    source = folder(
        tmp_path, [at("2021", 12), at("2021", 8, TWO)], [plan("2021", 10), plan("2021", 10, TWO)]
    )
    found = gap_of(view(source, "2021"))
    assert "đúng bằng kế hoạch" in found.headline
    assert found.remarks == ("1 đơn vị chưa có số liệu hoặc kế hoạch nên không được tính.",)
    english = gap_of(view(source, "2021", language="en"))
    assert english.remarks == ("1 commune without a figure or a plan is not counted.",)


@pytest.mark.parametrize(
    ("indicator", "why"),
    [
        ("income_per_person", "số bình quân"),
        ("commune_ward_criteria", "không cộng được"),
        ("dossiers_on_time", "Chưa có kế hoạch"),
    ],
)
def test_what_does_not_add_up_has_no_parts_and_says_why(
    indicator: str, why: str, source: Engine
) -> None:
    comparison = compare(source, View(indicator, "2022", assigner=BY))
    assert distance.gap(comparison) is None
    assert why in distance.why_none(comparison)
    english = compare(source, View(indicator, "2022", assigner=BY, language="en"))
    assert distance.why_none(english)


def test_a_month_alone_is_not_said_to_have_no_plan(source: Engine) -> None:
    alone = compare(source, View("budget_revenue", "2022-09", assigner=BY, to_date=False))
    assert distance.gap(alone) is None
    assert "Chưa có kế hoạch" not in distance.why_none(alone)
    assert "từ đầu năm" in distance.why_none(alone)


@pytest.mark.parametrize("planned", [-12, 12])
def test_a_change_is_ahead_when_it_goes_further_the_way_it_was_asked(
    tmp_path: Path, planned: int
) -> None:
    turn = 1 if planned > 0 else -1
    observations = [at("2021", 100), at("2021", 100, TWO)]
    observations += [at("2022-06", 100 + 9 * turn), at("2022-06", 100 + 3 * turn, TWO)]
    plans = [plan("2022", planned, area, form="change") for area in (ONE, TWO)]
    better = "higher" if planned > 0 else "lower"
    source = folder(tmp_path, observations, plans, over_time="last", better=better)
    comparison = view(source, "2022-06")
    # Half a year asks for 6 of 12: one has done 9, the other one 3.
    found = {record["area_code"]: record["distance"] for record in gap_of(comparison).records}
    assert found == {ONE: 3, TWO: -3}
    paces = {one.level.area_code: one for one in pace.paces(comparison)}
    assert {code: one.so_far for code, one in paces.items()} == {ONE: 1.5, TWO: 0.5}
    assert {code: one.needed for code, one in paces.items()} == {ONE: 0.5, TWO: 1.5}


# The pace that is left


def test_plans_of_one_assigner_are_looked_at(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}],
        assigners=[{}, {"assigner_code": "council", "position": 2}],
        observations=[at("2021", 12)],
        plans=[plan("2021", 10), plan("2021", 15, assigner_code="council")],
    ).published()
    assert [record["distance"] for record in gap_of(view(source, "2021")).records] == [2]
    council = gap_of(view(source, "2021", assigner="council"))
    assert [record["distance"] for record in council.records] == [-3]


def test_a_real_figure_is_not_called_made_up_for_what_it_is_compared_with(tmp_path: Path) -> None:
    before = [at("2020", 8), at("2020", 9, TWO)]
    source = published(tmp_path, at("2021", 12), at("2021", 9, TWO), illustrative=made_up(*before))
    found = ranked.ranking(view(source, "2021", since="2020"))
    assert "Một" in found.headline
    assert "(số minh họa)" not in found.headline
    assert "(kỳ so sánh là số minh họa)" in found.headline
    assert any("số của kỳ này là số thật" in remark for remark in found.remarks)
    assert found.illustrative


def test_a_made_up_plan_of_a_real_figure_is_said_to_be_one(tmp_path: Path) -> None:
    source = folder(
        tmp_path,
        [at("2021", 12), at("2021", 9, TWO)],
        [plan("2021", 10)],
        [plan("2021", 10, TWO, source_code="illustrative")],
    )
    found = gap_of(view(source, "2021"))
    assert found.illustrative
    assert "(số minh họa)" in found.headline
    assert len(found.records) == 2
    real = gap_of(view(source, "2021", illustrative=False))
    assert not real.illustrative
    assert "minh họa" not in f"{real.headline} {real.remarks} {real.footnote}"
    assert [record["area_code"] for record in real.records] == [ONE]


def test_made_up_figures_never_reach_the_plan_of_the_district(source: Engine) -> None:
    rows = frames.progress(source, "020", "2022")
    assert len(rows) > 20
    assert BY not in {row.assigner_code for row in rows}
    assert "illustrative" not in {row.standing for row in rows}


def test_a_blank_commune_has_no_part(tmp_path: Path) -> None:
    fancied = made_up(at("2021", 3, THREE))
    made = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}, {"source_code": "illustrative"}],
        observations=[at("2021", 12), at("2021", "", TWO)],
        plans=[plan("2021", 10, area) for area in (ONE, TWO, THREE)],
    )
    made.write("observations", fancied, below="illustrative")
    source = made.published()
    assert [r["area_code"] for r in gap_of(view(source, "2021")).records] == [THREE, ONE]
    real = gap_of(view(source, "2021", illustrative=False))
    assert [record["area_code"] for record in real.records] == [ONE]


# What lies ahead, or does not go together


@pytest.mark.parametrize(
    ("indicator", "period"), [("budget_revenue", "2020"), ("standard_schools", "2021-06")]
)
def test_a_plan_that_lies_ahead_is_no_plan_of_the_period(
    indicator: str, period: str, source: Engine
) -> None:
    comparison = compare(source, View(indicator, period, assigner=BY))
    assert comparison.reported
    assert distance.gap(comparison) is None
    assert pace.pace(comparison) is None
    assert "Chưa có kế hoạch" in distance.why_none(comparison)


def test_quotients_are_not_added_up(tmp_path: Path) -> None:
    people, homes, size = "people", "homes", "output"
    places = product((ONE, TWO), ((people, 90), (homes, 30)))
    source = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}],
        indicators=[
            {"indicator_code": people, "over_time": "last"},
            {"indicator_code": homes, "over_time": "last", "position": 2},
            {
                "over_time": "last",
                "over_areas": "ratio_of_sums",
                "numerator_code": people,
                "denominator_code": homes,
                "position": 3,
            },
        ],
        observations=[
            at("2021", value, area, indicator_code=code) for area, (code, value) in places
        ],
        plans=[plan("2021", 4, area, indicator_code=size) for area in (ONE, TWO)],
    ).published()
    comparison = view(source, "2021")
    assert [plan.margin for plan in comparison.plans.values()] == [-1, -1]
    assert distance.gap(comparison) is None
    assert "không cộng được" in distance.why_none(comparison)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (plan("2021", 12), plan("2021", 3, TWO, form="change")),
        # One is to rise and the other to fall: their parts have no common way.
        (plan("2021", 3, form="change"), plan("2021", -3, TWO, form="change")),
        (plan("2021", 5, form="growth"), plan("2021", 5, TWO, form="growth")),
    ],
)
def test_plans_of_different_kinds_are_not_added_up(
    tmp_path: Path, first: Cells, second: Cells
) -> None:
    seen = [at(year, 10, area) for year in ("2020", "2021") for area in (ONE, TWO)]
    source = folder(tmp_path, seen, [first, second], over_time="last")
    comparison = view(source, "2021")
    assert len(comparison.plans) == 2
    assert distance.gap(comparison) is None
    assert "không cùng một kiểu" in distance.why_none(comparison)
    assert "not of one kind" in distance.why_none(view(source, "2021", language="en"))


def test_who_has_no_path_is_not_added_to_those_that_have_one(tmp_path: Path) -> None:
    seen = [at("2022-06", 8), at("2022-06", 10, TWO), at("2022-06", 10, THREE)]
    plans = [
        plan("2022-06", 10),  # Due now: nothing is left of its way.
        plan("2022", 12, TWO, baseline=6),
        plan("2022", 12, THREE),  # Where it began is not known, nor then where it should be.
    ]
    source = folder(tmp_path / "mixed", seen, plans, over_time="last")
    found = gap_of(view(source, "2022-06"))
    assert {record["area_code"]: record["distance"] for record in found.records} == {
        ONE: -2,
        TWO: 1,
    }
    assert found.remarks == ("1 đơn vị chưa rõ lộ trình đến hết kỳ này nên không được tính.",)
    english = gap_of(view(source, "2022-06", language="en"))
    assert english.remarks == (
        "1 commune whose plan says nothing up to the end of this period is not counted.",
    )
    # Where no way is known at all, everyone is measured by the plan as a whole.
    source = folder(tmp_path / "alike", seen, [plans[0], plans[2]], over_time="last")
    whole = gap_of(view(source, "2022-06"))
    assert [record["distance"] for record in whole.records] == [-2, -2]
    assert whole.table.columns[2] == "Kế hoạch"


@pytest.mark.parametrize(("better", "ahead"), [("lower", 5), ("higher", -5)])
def test_to_keep_a_level_is_judged_by_what_is_better(
    tmp_path: Path, better: str, ahead: float
) -> None:
    source = folder(
        tmp_path,
        [at("2021", 100), at("2022-06", 95)],
        [plan("2022", 0, form="change")],
        over_time="last",
        better=better,
    )
    comparison = view(source, "2022-06")
    assert [record["distance"] for record in gap_of(comparison).records] == [ahead]
    (only,) = pace.paces(comparison)
    assert only.so_far == pytest.approx(ahead / 6)
    assert only.needed == (None if ahead > 0 else pytest.approx(5 / 6))


def test_records_say_whose_plan_is_made_up(tmp_path: Path) -> None:
    source = folder(
        tmp_path,
        [*months(1, 1, 1), *months(1, 1, 1, area=TWO)],
        [plan("2022", 12)],
        [plan("2022", 24, TWO, source_code="illustrative")],
    )
    comparison = view(source, "2022-03")
    paced = pace.pace(comparison)
    assert paced is not None
    for found in (gap_of(comparison), paced):
        assert {r["area_code"]: (r["standing"], r["plan_standing"]) for r in found.records} == {
            ONE: ("official", "official"),
            TWO: ("official", "illustrative"),
        }
        assert found.illustrative
        assert "(số minh họa)" in found.headline


def test_of_many_only_the_ends_and_the_chosen_are_listed(tmp_path: Path) -> None:
    codes = [f"{number:05d}" for number in range(1, 61)]
    source = small_folder(
        tmp_path,
        areas=[{}, *({**COMMUNES[1], "area_code": code, "name": f"Xã {code}"} for code in codes)],
        sources=[{"published_on": "2022-08-01"}],
        observations=[at("2022-06", number, code) for number, code in enumerate(codes, 1)],
        plans=[plan("2022", 240, code, baseline=0) for code in codes],
        indicators=ruled(over_time="last"),
    ).published()
    comparison = view(source, "2022-06", chosen=("00030",))
    ends = [*codes[:8], "00030", *codes[-8:]]
    paced = pace.pace(comparison)
    assert paced is not None
    for found in (gap_of(comparison), paced):
        assert [keys[0] for keys in found.table.keys] == [f"Xã {code}" for code in ends]
        assert found.records == ()
        assert "17/60 đơn vị" in found.remarks[-1]
    # All of them are in the figure, those in the middle as one step.
    assert len(steps(gap_of(comparison))) == 12 + 1 + 12 + 1
