"""The table of judging, at its edges: every plan form, direction and moment, one status each."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from indicators import frames
from indicators.engine import Engine
from indicators.frames import Progress
from indicators.vocabulary import Status
from tests.small_folder import Cells, small_folder

HIGHER: Cells = {"better": "higher", "over_time": "last"}
LOWER: Cells = {"better": "lower", "over_time": "last"}
FLOW: Cells = {"better": "higher", "over_time": "sum"}
LOWER_FLOW: Cells = {"better": "lower", "over_time": "sum"}
MEAN: Cells = {"better": "higher", "over_time": "mean"}
YEARLY: Cells = {"better": "higher", "over_time": "none"}
BAND: Cells = {"better": "band", "over_time": "last"}
NONE: Cells = {"better": "none", "over_time": "last"}

Series = Mapping[str, float | str]
Asked = tuple[Cells, Series, Sequence[Cells]]
"""An indicator, its value by period, its plans."""


def plan(form: str, value: float | str, period: str = "2022", **more: object) -> Cells:
    return {"form": form, "value": value, "period": period, **more}


def months(*values: float) -> Series:
    return {f"2022-{month:02d}": value for month, value in enumerate(values, start=1)}


LEVEL = [plan("level", 100)]
ZERO = [plan("level", 0)]
FROM_50 = [plan("level", 100, baseline=50)]
DOWN = [plan("level", 40, baseline=100)]
PATH = [plan("level", value, f"2022-0{at}") for at, value in ((1, 5), (2, 5), (3, 10))]

# name: the case, the period judged, the status, the completion in percent (None: none is meant)
TABLE: dict[str, tuple[Asked, str, Status, float | None]] = {
    # level, higher is better: value / plan
    "level above": ((HIGHER, {"2022": 101}, LEVEL), "2022", Status.EXCEEDED, 101),
    "level reached": ((HIGHER, {"2022": 100}, LEVEL), "2022", Status.MET, 100),
    "level short by a tenth": ((HIGHER, {"2022": 99.9}, LEVEL), "2022", Status.MISSED, 99.9),
    "level of zero above": ((HIGHER, {"2022": 1}, ZERO), "2022", Status.EXCEEDED, None),
    "level of zero reached": ((HIGHER, {"2022": 0}, ZERO), "2022", Status.MET, None),
    "level of zero missed": ((HIGHER, {"2022": -1}, ZERO), "2022", Status.MISSED, None),
    "level below zero": (
        (HIGHER, {"2022": -4}, [plan("level", -5)]), "2022", Status.EXCEEDED, None),
    "value of zero": ((HIGHER, {"2022": 0}, LEVEL), "2022", Status.MISSED, 0),
    # level, lower is better: with a baseline the way gone, without one no percentage
    "lower above plan": ((LOWER, {"2022": 101}, LEVEL), "2022", Status.MISSED, None),
    "lower at plan": ((LOWER, {"2022": 100}, LEVEL), "2022", Status.MET, None),
    "lower below plan": ((LOWER, {"2022": 99}, LEVEL), "2022", Status.EXCEEDED, None),
    "lower to zero": ((LOWER, {"2022": 0}, ZERO), "2022", Status.MET, None),
    "lower misses zero": ((LOWER, {"2022": 1}, ZERO), "2022", Status.MISSED, None),
    "half of the way down": ((LOWER, {"2022": 70}, DOWN), "2022", Status.MISSED, 50),
    "all the way down": ((LOWER, {"2022": 40}, DOWN), "2022", Status.MET, 100),
    "further down": ((LOWER, {"2022": 10}, DOWN), "2022", Status.EXCEEDED, 150),
    "up instead of down": ((LOWER, {"2022": 130}, DOWN), "2022", Status.MISSED, -50),
    "down to zero from a baseline": (
        (LOWER, {"2022": 0}, [plan("level", 0, baseline=21)]), "2022", Status.MET, 100),
    "plan is the baseline": (
        (LOWER, {"2022": 40}, [plan("level", 40, baseline=40)]), "2022", Status.MET, None),
    "plan allows a rise": (
        (LOWER, {"2022": 8}, [plan("level", 10, baseline=5)]), "2022", Status.EXCEEDED, None),
    # change and growth: achieved / planned, in both directions
    "fall by 4 of 4": (
        (LOWER, {"2021": 21, "2022": 17}, [plan("change", -4)]), "2022", Status.MET, 100),
    "fall by 5 of 4": (
        (LOWER, {"2021": 21, "2022": 16}, [plan("change", -4)]), "2022", Status.EXCEEDED, 125),
    "fall by 3 of 4": (
        (LOWER, {"2021": 21, "2022": 18}, [plan("change", -4)]), "2022", Status.MISSED, 75),
    "rise instead of fall": (
        (LOWER, {"2021": 21, "2022": 22}, [plan("change", -4)]), "2022", Status.MISSED, -25),
    "rise by 6 of 5": (
        (HIGHER, {"2021": 10, "2022": 16}, [plan("change", 5)]), "2022", Status.EXCEEDED, 120),
    "change of zero kept": (
        (LOWER, {"2021": 10, "2022": 10}, [plan("change", 0)]), "2022", Status.MET, None),
    "change of zero, fallen": (
        (LOWER, {"2021": 10, "2022": 9}, [plan("change", 0)]), "2022", Status.EXCEEDED, None),
    "change of zero, risen": (
        (LOWER, {"2021": 10, "2022": 11}, [plan("change", 0)]), "2022", Status.MISSED, None),
    "change from a typed baseline": (
        (HIGHER, {"2022": 16}, [plan("change", 5, baseline=10)]), "2022", Status.EXCEEDED, 120),
    "change from nowhere": (
        (HIGHER, {"2022": 16}, [plan("change", 5)]), "2022", Status.NO_DATA, None),
    "growth reached": (
        (HIGHER, {"2021": 200, "2022": 224}, [plan("growth", 12)]), "2022", Status.MET, 100),
    "growth of half": (
        (HIGHER, {"2021": 200, "2022": 212}, [plan("growth", 12)]), "2022", Status.MISSED, 50),
    "growth on zero": (
        (HIGHER, {"2021": 0, "2022": 5}, [plan("growth", 12)]), "2022", Status.NO_DATA, None),
    "growth out of a loss": (
        (HIGHER, {"2021": -10, "2022": -5}, [plan("growth", 50)]), "2022", Status.MET, 100),
    # maintain and band: met or missed
    "kept": ((HIGHER, {"2022": 90}, [plan("maintain", 90)]), "2022", Status.MET, None),
    "more than kept": ((HIGHER, {"2022": 95}, [plan("maintain", 90)]), "2022", Status.MET, None),
    "not kept": ((HIGHER, {"2022": 89}, [plan("maintain", 90)]), "2022", Status.MISSED, None),
    "kept low": ((LOWER, {"2022": 2}, [plan("maintain", 3)]), "2022", Status.MET, None),
    "kept exactly": ((NONE, {"2022": 3}, [plan("maintain", 3)]), "2022", Status.MET, None),
    "not exactly kept": ((NONE, {"2022": 4}, [plan("maintain", 3)]), "2022", Status.MISSED, None),
    "kept at zero": ((LOWER, {"2022": 0}, [plan("maintain", 0)]), "2022", Status.MET, None),
    **{
        f"band 3 to 7 at {value}": (
            (BAND, {"2022": value}, [plan("band", 3, value_high=7)]), "2022", status, None)
        for value, status in (
            (2.9, Status.MISSED), (3, Status.MET), (5, Status.MET), (7, Status.MET),
            (7.1, Status.MISSED))
    },
    # apart from these
    "no plan": ((HIGHER, {"2022": 1}, []), "2022", Status.NO_PLAN, None),
    "neither plan nor value": ((HIGHER, {"2022": ""}, []), "2022", Status.NO_DATA, None),
    "no value yet": ((HIGHER, {"2022": ""}, LEVEL), "2022", Status.NO_DATA, None),
    "no value any more": (
        (HIGHER, {"2021": ""}, [plan("level", 1, "2021")]), "2021", Status.LATE, None),
    "period not over": (
        (HIGHER, {"2023": ""}, [plan("level", 1, "2023")]), "2023", Status.NOT_DUE, None),
    "plan not begun, no row": (
        (HIGHER, {}, [plan("level", 1, "2025")]), "2025", Status.NOT_DUE, None),
    "plan ahead of the observation": (
        (HIGHER, {"2022": 25}, [plan("level", 31, "2025")]), "2022", Status.NOT_DUE, 100 * 25 / 31),
    "plan ahead, reached already": (
        (HIGHER, {"2022": 31}, [plan("level", 31, "2025")]), "2022", Status.NOT_DUE, 100),
    "growth of next year has not begun": (
        (HIGHER, {"2021": 200, "2022": 224}, [plan("growth", 8, "2023")]),
        "2022", Status.NO_PLAN, None),
    "change of next year has not begun": (
        (HIGHER, {"2022": 16}, [plan("change", 5, "2023")]), "2022", Status.NO_PLAN, None),
    "change ahead from a typed baseline": (
        (HIGHER, {"2022": 16}, [plan("change", 10, "2025", baseline=10)]),
        "2022", Status.NOT_DUE, 60),
    "plan of the past is no plan of today": (
        (HIGHER, {"2021": 1, "2022": 9}, [plan("level", 1, "2021")]), "2022", Status.NO_PLAN, None),
    # inside the period, a sum: what came in to date against a straight line (25 a quarter)
    "sum on the line": ((FLOW, months(9, 8, 8), LEVEL), "2022-03", Status.ON_TRACK, 25),
    "sum at 95 %": ((FLOW, months(8, 8, 7.75), LEVEL), "2022-03", Status.ON_TRACK, 23.75),
    "sum below 95 %": ((FLOW, months(8, 8, 7.7), LEVEL), "2022-03", Status.AT_RISK, 23.7),
    "sum at 85 %": ((FLOW, months(7, 7, 7.25), LEVEL), "2022-03", Status.AT_RISK, 21.25),
    "sum below 85 %": ((FLOW, months(7, 7, 7.2), LEVEL), "2022-03", Status.BEHIND, 21.2),
    "sum of nothing": ((FLOW, months(0, 0, 0), LEVEL), "2022-03", Status.BEHIND, 0),
    "sum reached early": ((FLOW, months(100, 20, 30), LEVEL), "2022-03", Status.ON_TRACK, 150),
    "sum with a month missing": (
        (FLOW, {"2022-01": 9, "2022-03": 9}, LEVEL), "2022-03", Status.NO_DATA, None),
    "sum with a blank month": (
        (FLOW, {"2022-01": 9, "2022-02": "", "2022-03": 9}, LEVEL),
        "2022-03", Status.NO_DATA, None),
    "sum of a quarter and the months after it": (
        (FLOW, {"2022-Q1": 24, "2022-04": 7, "2022-05": 7}, LEVEL), "2022-05",
        Status.AT_RISK, 38),
    "sum of a quarter and a month with one missing": (
        (FLOW, {"2022-Q1": 24, "2022-05": 8}, LEVEL), "2022-05", Status.NO_DATA, None),
    "sum of a quarter, two of its months and the month after": (
        (FLOW, {"2022-Q1": 24, "2022-01": 9, "2022-02": 9, "2022-04": 9}, LEVEL), "2022-04",
        Status.ON_TRACK, 33),
    "sum of months where the quarter is known too": (
        (FLOW, {"2022-Q1": 99, **months(8, 8, 8)}, LEVEL), "2022-03", Status.ON_TRACK, 24),
    "sum of half a year and a quarter": (
        (FLOW, {"2022-S1": 50, "2022-Q1": 20, "2022-Q3": 26}, LEVEL), "2022-Q3",
        Status.ON_TRACK, 76),
    "mean of a quarter and a month weighs three to one": (
        (MEAN, {"2022-Q1": 100, "2022-04": 96}, LEVEL), "2022-04", Status.ON_TRACK, 99),
    "quarter of a sum": ((FLOW, {"2022-Q1": 25}, LEVEL), "2022-Q1", Status.ON_TRACK, 25),
    "half-year of a sum": ((FLOW, {"2022-S1": 42}, LEVEL), "2022-S1", Status.BEHIND, 42),
    "last month of a sum ends it": (
        (FLOW, months(*[9] * 12), LEVEL), "2022-12", Status.EXCEEDED, 108),
    "last month of a sum alone": ((FLOW, {"2022-12": 200}, LEVEL), "2022-12", Status.NO_DATA, None),
    "second half ends the year": (
        (FLOW, {"2022-S1": 60, "2022-S2": 40}, LEVEL), "2022-S2", Status.MET, 100),
    "plan of zero inside": ((FLOW, months(1), ZERO), "2022-01", Status.NOT_DUE, None),
    # a sum against the plan's own months: 5, 5, 10 instead of 25
    "sum on its own path": (
        (FLOW, months(5, 5, 10), [*LEVEL, *PATH]), "2022-03", Status.ON_TRACK, 20),
    "sum at risk on its own path": (
        (FLOW, months(5, 5, 8), [*LEVEL, *PATH]), "2022-03", Status.AT_RISK, 18),
    "sum behind its own path": (
        (FLOW, months(5, 5, 6), [*LEVEL, *PATH]), "2022-03", Status.BEHIND, 16),
    "path with a month missing gives way to the line": (
        (FLOW, months(5, 5, 10), [*LEVEL, *PATH[:1], PATH[2]]), "2022-03", Status.BEHIND, 20),
    # a stock: from the baseline to the plan in a straight line (62.5 after three months)
    "stock on the line": ((HIGHER, {"2022-03": 62.5}, FROM_50), "2022-03", Status.ON_TRACK, 62.5),
    "stock at risk": ((HIGHER, {"2022-03": 59}, FROM_50), "2022-03", Status.AT_RISK, 59),
    "stock behind": ((HIGHER, {"2022-03": 50}, FROM_50), "2022-03", Status.BEHIND, 50),
    "stock without baseline": ((HIGHER, {"2022-03": 90}, LEVEL), "2022-03", Status.NOT_DUE, 90),
    "stock on its own path": (
        (HIGHER, months(5, 5, 10), [*FROM_50, *PATH]), "2022-03", Status.ON_TRACK, 10),
    "stock behind its own path": (
        (HIGHER, months(5, 5, 8), [*FROM_50, *PATH]), "2022-03", Status.BEHIND, 8),
    "stock ends with its last month": (
        (HIGHER, months(*[99] * 12), LEVEL), "2022-12", Status.MISSED, 99),
    # down from 100 to 40 (85 after three months)
    "down on the line": ((LOWER, {"2022-03": 85}, DOWN), "2022-03", Status.ON_TRACK, 25),
    "down at risk": ((LOWER, {"2022-03": 86.5}, DOWN), "2022-03", Status.AT_RISK, 22.5),
    "down behind": ((LOWER, {"2022-03": 90}, DOWN), "2022-03", Status.BEHIND, 100 / 6),
    "up inside": ((LOWER, {"2022-03": 110}, DOWN), "2022-03", Status.BEHIND, -100 / 6),
    "down without baseline": ((LOWER, {"2022-03": 1}, LEVEL), "2022-03", Status.NOT_DUE, None),
    "down before its path begins to fall": (
        (LOWER, {"2022-01": 100}, [*DOWN, plan("level", 100, "2022-01")]), "2022-01",
        Status.ON_TRACK, 0),
    "up before its path begins to fall": (
        (LOWER, {"2022-01": 101}, [*DOWN, plan("level", 100, "2022-01")]), "2022-01",
        Status.BEHIND, -100 / 60),
    "falling sum at the plan's pace": (
        (LOWER_FLOW, {"2022-S1": 20}, DOWN), "2022-S1", Status.ON_TRACK, 50),
    "falling sum at last year's pace": (
        (LOWER_FLOW, {"2022-S1": 50}, DOWN), "2022-S1", Status.BEHIND, 0),
    # means and rates hold throughout
    "mean at the plan": ((MEAN, months(90, 110), LEVEL), "2022-02", Status.ON_TRACK, 100),
    "mean at risk": ((MEAN, months(80, 100), LEVEL), "2022-02", Status.AT_RISK, 90),
    "mean of the year": ((MEAN, months(*[90] * 6, *[110] * 6), LEVEL), "2022-12", Status.MET, 100),
    "last month of what is known by the year only": (
        (YEARLY, {"2022-12": 200}, LEVEL), "2022-12", Status.NO_DATA, None),
    "growth of a sum at half-time": (
        (FLOW, {"2021": 200, "2022-S1": 112}, [plan("growth", 12)]),
        "2022-S1", Status.ON_TRACK, 100),
    "no growth of a sum at half-time": (
        (FLOW, {"2021": 200, "2022-S1": 100}, [plan("growth", 12)]), "2022-S1", Status.BEHIND, 0),
    "change of a sum at half-time": (
        (FLOW, {"2021": 200, "2022-S1": 105}, [plan("change", 10)]),
        "2022-S1", Status.ON_TRACK, 50),
    "change of a stock at half-time": (
        (HIGHER, {"2021": 200, "2022-S1": 204}, [plan("change", 10)]),
        "2022-S1", Status.BEHIND, 40),
    "band inside": (
        (BAND, {"2022-S1": 5}, [plan("band", 3, value_high=7)]), "2022-S1", Status.NOT_DUE, None),
    "kept so far": (
        (HIGHER, {"2022-S1": 90}, [plan("maintain", 90)]), "2022-S1", Status.NOT_DUE, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Every case of the table as an indicator of its own, in one folder."""
    indicators: list[Cells] = [{"indicator_code": "other"}]
    observations: list[Cells] = [{"indicator_code": "other", "value": 1}]
    plans: list[Cells] = []
    for place, ((indicator, series, asked), *_) in enumerate(TABLE.values()):
        code = {"indicator_code": f"case_{place}"}
        indicators.append({**indicator, **code})
        observations += [{**code, "period": at, "value": value} for at, value in series.items()]
        plans += [{**one, **code} for one in asked]
    path = tmp_path_factory.mktemp("table")
    tables = {"indicators": indicators, "observations": observations, "plans": plans}
    return small_folder(path, **tables).published()


def rows(source: Engine, code: str, period: str) -> list[Progress]:
    return [row for row in frames.judgements(source, "020", code) if row.period == period]


@pytest.mark.parametrize("name", TABLE)
def test_status_and_percentage_are_those_of_the_table(judge: Engine, name: str) -> None:
    _, period, status, completion = TABLE[name]
    (row,) = rows(judge, f"case_{list(TABLE).index(name)}", period)
    assert row.status == status
    if completion is None:
        assert row.completion is None
    else:
        assert row.completion == pytest.approx(completion, abs=1e-9)


def test_every_status_but_not_applicable_stands_in_the_table() -> None:
    assert {case[2] for case in TABLE.values()} == set(Status) - {Status.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("published_on", "own"),
    [
        ("2022-12-31", []),
        ("2023-01-01", [Status.NO_DATA]),
        ("2023-03-01", [Status.NO_DATA]),
        ("2023-03-02", [Status.LATE]),
    ],
)
def test_plan_that_is_over_with_parts_only_has_a_row_of_its_own_period(
    tmp_path: Path, published_on: str, own: list[Status]
) -> None:
    engine = small_folder(
        tmp_path,
        sources=[{"published_on": published_on}],
        observations=[{"period": "2022-Q1", "value": 25}, {"period": "2022-Q2", "value": 25}],
        plans=LEVEL,
    ).published()
    assert [row.status for row in rows(engine, "output", "2022-Q2")] == [Status.ON_TRACK]
    assert [row.status for row in rows(engine, "output", "2022")] == own
    assert all(row.value is None and row.plan == 100 for row in rows(engine, "output", "2022"))


def test_plan_that_was_answered_at_its_end_has_no_row_more(tmp_path: Path) -> None:
    seen = [{"period": f"2022-Q{at}", "value": 30} for at in range(1, 5)]
    engine = small_folder(tmp_path, observations=seen, plans=LEVEL).published()
    assert [row.status for row in rows(engine, "output", "2022-Q4")] == [Status.EXCEEDED]
    assert rows(engine, "output", "2022") == []


def test_level_inside_a_level_is_a_path_and_not_judged(tmp_path: Path) -> None:
    seen: list[Cells] = [{"period": "2022-Q1", "value": 20}, {"value": 90}]
    asked = [*LEVEL, plan("level", 20, "2022-Q1")]
    engine = small_folder(tmp_path, observations=seen, plans=asked).published()
    found = [(row.plan_period, row.status) for row in rows(engine, "output", "2022-Q1")]
    assert found == [("2022", Status.ON_TRACK)]


@pytest.mark.parametrize(
    ("inner", "outer", "status"),
    [
        (plan("growth", 10, "2022-Q1", baseline=20), LEVEL, Status.EXCEEDED),
        (plan("change", 10, "2022-Q1", baseline=20), LEVEL, Status.MISSED),
        (plan("maintain", 20, "2022-Q1"), LEVEL, Status.MET),
        (plan("band", 26, "2022-Q1", value_high=30), LEVEL, Status.MISSED),
        (plan("level", 25, "2022-Q1"), [plan("maintain", 100)], Status.MET),
    ],
)
def test_plan_of_another_form_inside_a_longer_one_is_judged_and_the_longer_one_too(
    tmp_path: Path, inner: Cells, outer: list[Cells], status: Status
) -> None:
    seen: list[Cells] = [{"period": "2022-Q1", "value": 25}, {"value": 100}]
    engine = small_folder(tmp_path, observations=seen, plans=[*outer, inner]).published()
    by_plan = {row.plan_period: row.status for row in rows(engine, "output", "2022-Q1")}
    assert set(by_plan) == {"2022", "2022-Q1"}
    assert by_plan["2022-Q1"] == status


def test_row_says_the_part_of_the_baseline_and_the_value_behind_a_hidden_plan(
    tmp_path: Path,
) -> None:
    indicators = [{**LOWER_FLOW, "indicator_code": "less"}, {"indicator_code": "output", **FLOW}]
    quarter: Cells = {"period": "2022-Q1", "value": 20}
    engine = small_folder(
        tmp_path,
        indicators=indicators,
        observations=[{**quarter, "indicator_code": "less"}, quarter, {"value": 100}],
        plans=[{**DOWN[0], "indicator_code": "less"}, plan("level", "")],
        published_figures=[
            {"measure": "completion", "assigner_code": "city", "value": 80, "resolution": 1}
        ],
    ).published()
    (row,) = rows(engine, "less", "2022-Q1")
    assert (row.baseline, row.baseline_used, row.plan_based_on) == (100, 25, None)
    (row,) = rows(engine, "output", "2022-Q1")
    assert (row.value, row.plan, row.plan_based_on) == (20, 125, 100)


def test_not_applicable_stands_above_every_plan(tmp_path: Path) -> None:
    blank: Cells = {"value": "", "status": "not_applicable"}
    engine = small_folder(tmp_path, observations=[blank], plans=LEVEL).published()
    (row,) = rows(engine, "output", "2022")
    assert (row.status, row.completion) == (Status.NOT_APPLICABLE, None)


def test_each_of_several_plans_is_judged_and_none_averages_another(tmp_path: Path) -> None:
    who = ["city", "council", "district", "term"]
    values = {"city": 100, "council": 110, "district": 90}
    engine = small_folder(
        tmp_path,
        assigners=[{"assigner_code": one, "position": at} for at, one in enumerate(who)],
        observations=[{"value": 100}],
        plans=[
            *({"assigner_code": one, "value": value} for one, value in values.items()),
            {"assigner_code": "term", "value": 200, "period": "2025"},
        ],
    ).published()
    statuses = {row.assigner_code: row.status for row in rows(engine, "output", "2022")}
    assert statuses == {
        "city": Status.MET, "council": Status.MISSED, "district": Status.EXCEEDED,
        "term": Status.NOT_DUE,
    }  # fmt: skip


def test_of_one_assigner_the_plan_of_the_period_is_taken_before_later_ones(tmp_path: Path) -> None:
    asked = [plan("level", 200, "2025"), plan("level", 90, "2022"), plan("level", 100, "2023")]
    engine = small_folder(tmp_path, observations=[{"value": 100}], plans=asked).published()
    (row,) = rows(engine, "output", "2022")
    assert (row.plan_period, row.plan, row.status) == ("2022", 90, Status.EXCEEDED)
    assert [row.status for row in rows(engine, "output", "2023")] == [Status.NOT_DUE]


@pytest.mark.parametrize(
    ("published_on", "status"),
    [
        ("2022-12-31", Status.NOT_DUE),
        ("2023-01-01", Status.NO_DATA),
        ("2023-03-01", Status.NO_DATA),
        ("2023-03-02", Status.LATE),
    ],
)
def test_missing_figure_is_awaited_for_sixty_days(
    tmp_path: Path, published_on: str, status: Status
) -> None:
    engine = small_folder(
        tmp_path,
        sources=[{"published_on": published_on}],
        observations=[{"value": ""}],
        plans=LEVEL,
    ).published()
    assert [row.status for row in rows(engine, "output", "2022")] == [status]


def test_judging_reads_the_thresholds_of_the_catalogue(tmp_path: Path) -> None:
    folder = small_folder(tmp_path, observations=[{"period": "2022-S1", "value": 30}], plans=LEVEL)
    codes = {"on_track": 0.6, "at_risk": 0.5, "report_days": 60}
    folder.write("thresholds", [{"threshold_code": k, "value": v} for k, v in codes.items()])
    assert [row.status for row in rows(folder.published(), "output", "2022-S1")] == ["on_track"]
