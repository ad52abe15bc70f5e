"""The pace that is left: what a month must bring for the plan to be met, and who must go faster."""

from itertools import pairwise, product
from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.exhibits.comparing import pace
from indicators.exhibits.comparing.view import View, compare
from tests.commune_folder import ONE, THREE, TWO, at, months
from tests.commune_plans import PLANNED, folder, gap_of, plan, view
from tests.commune_views import BY
from tests.plain import plain


def test_needed_pace_ends_at_the_plan(source: Engine) -> None:
    checked = 0
    for code, period in product(PLANNED, ("2022-01", "2022-06", "2022-09", "2022-Q3")):
        comparison = compare(source, View(code, period, assigner=BY))
        down = -1 if comparison.indicator.better == "lower" else 1
        for one in pace.paces(comparison):
            left = 12 - int(period[5:].lstrip("Q")) * (3 if "Q" in period else 1)
            achieved, asked = one.plan.achieved, one.plan.plan
            assert achieved is not None
            assert asked is not None
            if one.needed is None:
                assert down * (achieved - asked) >= 0
                continue
            assert achieved + down * one.needed * left == pytest.approx(asked)
            checked += 1
    assert checked > 100


def test_pace_so_far_is_what_was_done_a_month(source: Engine) -> None:
    comparison = compare(source, View("budget_revenue", "2022-09", assigner=BY))
    figures = {row.area_code: row.value for row in comparison.levels}
    found = pace.pace(comparison)
    assert found is not None
    for record in found.records:
        done = figures[str(record["area_code"])]
        assert done is not None
        assert record["months_left"] == 3
        assert record["pace_so_far"] == pytest.approx(done / 9)
    # Who must go faster by most comes first, and the headline counts them.
    ratios = [
        float(str(record["pace_needed"])) / float(str(record["pace_so_far"]))
        for record in found.records
    ]
    assert all(one >= other for one, other in pairwise(ratios))
    assert plain(found.headline).startswith(f"{sum(ratio > 1 for ratio in ratios)}/16 đơn vị")


def test_a_plan_that_is_met_needs_no_pace(tmp_path: Path) -> None:
    source = folder(
        tmp_path,
        [*months(10, 10, 10), *months(1, 1, 1, area=TWO)],
        [plan("2022", 25), plan("2022", 12, TWO)],
    )
    found = pace.pace(view(source, "2022-03"))
    assert found is not None
    assert {record["area"]: record["pace_needed"] for record in found.records} == {
        "Huyện Hai": 1,
        "Huyện Một": None,
    }
    assert "Giữ nhịp độ đến nay, cả 2 đơn vị" in found.headline
    assert "đã đạt kế hoạch" in {row[2] for row in found.table.rows}


@pytest.mark.parametrize("period", ["2022", "2022-12", "2022-Q4"])
def test_when_the_year_is_over_no_pace_is_told(period: str, source: Engine) -> None:
    assert pace.pace(compare(source, View("budget_revenue", period, assigner=BY))) is None


def test_what_may_not_pile_up_has_no_pace(tmp_path: Path) -> None:
    observations = months(80, 90, 85)
    for place, rule in enumerate(("mean", "none")):
        source = folder(tmp_path / str(place), observations, [plan("2022", 95)], over_time=rule)
        assert pace.pace(view(source, "2022-03")) is None
    # A cap on what piles up is kept by going slowly.
    capped = folder(tmp_path / "cap", months(5, 5, 5), [plan("2022", 60)], better="lower")
    assert pace.pace(view(capped, "2022-03")) is None


def test_who_goes_back_comes_first(source: Engine, tmp_path: Path) -> None:
    seen = [at("2022-06", 13), at("2022-06", 10, TWO), at("2022-06", 9, THREE)]
    plans = [plan("2022", 16, area, baseline=10) for area in (ONE, TWO, THREE)]
    made = folder(tmp_path, seen, plans, over_time="last")
    found = pace.pace(view(made, "2022-06"))
    assert found is not None
    assert [record["area_code"] for record in found.records] == [THREE, TWO, ONE]
    checked = 0
    for period in ("2022-03", "2022-05", "2022-08"):
        comparison = compare(source, View("near_poor_households", period, assigner=BY))
        back = [one.needed is not None and one.so_far <= 0 for one in pace.paces(comparison)]
        assert back == sorted(back, reverse=True)
        checked += sum(back)
    assert checked


def test_more_than_the_sum_of_last_year_has_no_pace(tmp_path: Path) -> None:
    seen = [at("2021", 120), *months(11, 11, 11)]
    source = folder(tmp_path, seen, [plan("2022", 12, form="change")])
    comparison = view(source, "2022-03")
    # Three months of last year were 30, of the change a quarter is asked for.
    assert [record["distance"] for record in gap_of(comparison).records] == [0]
    assert pace.pace(comparison) is None
    assert "so với năm trước" in pace.why_no_pace(comparison)
    english = view(source, "2022-03", language="en")
    assert "from the year before" in pace.why_no_pace(english)
