"""What is said of plans: every one that is due, in its own form, its sums to the letter."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.frames import Assigner, Indicator, Progress, Value
from indicators.vocabulary import LANGUAGES, Language, Status
from indicators.wording import planned
from indicators.wording.numbers import MINUS
from tests.plain import plain
from tests.records import (
    BUDGET,
    CITY,
    COUNCIL,
    HOUSEHOLDS,
    INCOME,
    OPEN,
    POOR,
    RANK,
    SHARE,
    YEARLY,
    against,
    value,
)

Judged = list[tuple[Progress, Assigner]]


@pytest.mark.parametrize(
    ("judged", "indicator", "parts"),
    [
        ([(against(2167, 2097.8, completion=103.3), CITY),
          (against(2167, 2154.1, completion=100.6), COUNCIL)], BUDGET,
         ["103,3 %", "Thành phố giao", "100,6 %", "HĐND huyện giao"]),
        ([(against(304, 239, completion=127.2), YEARLY)], HOUSEHOLDS, ["127,2 % kế hoạch đề ra"]),
        ([(against(2, 0, status="missed"), CITY)], POOR, ["không đạt", "Thành phố giao"]),
        # A plan without a percentage is not lost beside one that has one.
        ([(against(92, 90, completion=102.2), CITY),
          (against(92, 90, form="maintain", status="missed"), COUNCIL)], BUDGET,
         ["102,2 %", "không đạt (HĐND huyện giao)"]),
        ([(against(100, 100, completion=100), CITY)], SHARE, ["đạt kế hoạch"]),
        ([(against(92, 100, completion=92, status="missed"), CITY)], SHARE, ["không đạt"]),
        ([(against(25, 31, status="not_due"), CITY)], HOUSEHOLDS, []),
        ([(against(None, 95, status="late"), CITY)], SHARE, ["báo cáo trễ", "Thành phố giao"]),
        ([], BUDGET, []),
    ],
)  # fmt: skip
def test_every_plan_that_is_due_is_said(
    judged: Judged, indicator: Indicator, parts: list[str]
) -> None:
    said = plain(planned.plan_clause(indicator, judged, "vi"))
    assert all(part in said for part in parts)
    assert bool(said) == bool(parts)
    assert bool(planned.plan_clause(indicator, judged, "en")) == bool(parts)


@pytest.mark.parametrize(
    ("seen", "rows", "vi", "en"),
    [
        (value(25, whole=31), [against(25, 31, status="not_due", plan_period="2025")],
         "còn 6, hạn năm 2025", "6 to go, due 2025"),
        # What is left is left of the plan, not of the whole.
        (value(12, whole=20), [against(12, 15, status="not_due", plan_period="2025-S1")],
         "còn 3 để đạt kế hoạch 15, hạn 6 tháng đầu năm 2025",
         "3 to go to the plan of 15, due H1 2025"),
        (value(12, whole=20), [against(12, 15, status="missed")],
         "còn 3 để đạt kế hoạch 15", "3 to go to the plan of 15"),
        (value(21, whole=21), [against(21, 4)], "", ""),
        (value(16, whole=20), [against(16, 15, status="exceeded")], "", ""),
        # A lower number is better: nothing is left to add.
        (value(4, whole=11), [against(4, 3, status="missed")], "", ""),
        (value(64, whole=73), [], "", ""),
        (value(64), [against(64, 73)], "", ""),
        (value(None, whole=73), [against(None, 73, status="late")], "", ""),
    ],
)  # fmt: skip
def test_what_a_plan_leaves_to_do(seen: Value, rows: list[Progress], vi: str, en: str) -> None:
    assert plain(planned.left_clause(seen, rows, "vi")) == vi
    assert plain(planned.left_clause(seen, rows, "en")) == en


DERIVED = against(
    2167, 2097.77, completion=103.3, plan_derivation="completion", published_completion=103.3,
    plan_low=2096.8, plan_high=2099.8, status="exceeded",
)  # fmt: skip
EXCESS = against(
    304, 239.37, completion=127, plan_derivation="excess", published_completion=27,
    plan_low=239, plan_high=240, status="exceeded",
)  # fmt: skip
SURE = against(
    21, 4, completion=525, plan_derivation="completion", published_completion=525,
    plan_low=4, plan_high=4, status="exceeded",
)  # fmt: skip


@pytest.mark.parametrize(
    ("row", "indicator", "by", "vi", "en"),
    [
        (DERIVED, BUDGET, CITY,
         ["2.167 ÷ 103,3 % ≈ 2.097,8 tỷ đồng", "từ 2.096,8 đến 2.099,8", "Thành phố giao"],
         ["2,167 ÷ 103.3% ≈ 2,097.8 billion dong", "2,096.8 to 2,099.8"]),
        (EXCESS, HOUSEHOLDS, YEARLY,
         ["304 ÷ (100 % + 27 %) ≈", "số nguyên từ 239 đến 240", "Kế hoạch đề ra"],
         ["304 ÷ (100% + 27%) ≈", "a whole number from 239 to 240"]),
        (SURE, HOUSEHOLDS, CITY, ["21 ÷ 525 % = 4 hộ"], ["21 ÷ 525% = 4 households"]),
        (replace(DERIVED, value=2097), BUDGET, CITY,
         ["; số thực hiện nằm trong khoảng đó, nên chưa chắc đã đạt."],
         ["; what was reached lies within, so that it may not be met."]),
    ],
)  # fmt: skip
def test_a_derived_plan_shows_its_sum_and_interval(
    row: Progress, indicator: Indicator, by: Assigner, vi: list[str], en: list[str]
) -> None:
    said = plain(planned.plan_derivation(row, indicator, by, "vi"))
    assert all(part in said for part in vi)
    said = plain(planned.plan_derivation(row, indicator, by, "en"))
    assert all(part in said for part in en)
    assert planned.plan_derivation(against(1, 2), indicator, by, "vi") == ""


@pytest.mark.parametrize(
    ("row", "indicator", "vi", "en"),
    [
        (against(2167, 2100), BUDGET, "2.100 tỷ đồng", "2,100 billion dong"),
        (DERIVED, BUDGET, "2.097,8 tỷ đồng", "2,097.8 billion dong"),
        (against(4, -4, form="change"), POOR, "giảm 4 hộ", "down 4 households"),
        (against(4, 4, form="change"), HOUSEHOLDS, "tăng 4 hộ", "up 4 households"),
        (against(4, 12.5, form="growth"), BUDGET, "tăng 12,5 %", "up 12.5%"),
        (against(4, -3, form="growth"), POOR, "giảm 3 %", "down 3%"),
        (against(7, 6.5, form="band", band_high=8.5), INCOME,
         "6,5–8,5 triệu đồng/người/năm", "6.5–8.5 million dong per person per year"),
        (against(90, 85, form="band", band_high=95.5), SHARE, "85–95,5 %", "85–95.5%"),
        (against(90, 95), SHARE, "95 %", "95%"),
        (against(15, 15, form="maintain"), HOUSEHOLDS, "15 hộ", "15 households"),
        (against(2, 0), POOR, "0 hộ", "0 households"),
        (against(6, 5), RANK, "thứ 5", "5th"),
        (against(1, 1), OPEN, "có", "yes"),
        (against(1, None, status="no_plan"), BUDGET, "Không có kế hoạch", "No plan"),
    ],
)  # fmt: skip
def test_a_plan_is_said_in_its_own_form(
    row: Progress, indicator: Indicator, vi: str, en: str
) -> None:
    assert plain(planned.plan_amount(row, indicator, "vi")) == vi
    assert plain(planned.plan_amount(row, indicator, "en")) == en


ARITHMETIC = [
    (DERIVED, BUDGET, "2.167 ÷ 2.097,8 = 103,3 %", "2,167 ÷ 2,097.8 = 103.3%"),
    (SURE, HOUSEHOLDS, "21 ÷ 4 = 525 %", "21 ÷ 4 = 525%"),
    (against(99.5, 100, completion=99.5), SHARE, "99,5 ÷ 100 = 99,5 %", "99.5 ÷ 100 = 99.5%"),
    (
        against(35, 40, baseline=100, completion=108.33), POOR,
        f"(100 {MINUS} 35) ÷ (100 {MINUS} 40) = 108,3 %",
        f"(100 {MINUS} 35) ÷ (100 {MINUS} 40) = 108.3%",
    ),
    (
        against(35, -60, form="change", achieved=-65, baseline=100, completion=108.33), POOR,
        f"{MINUS}65 ÷ {MINUS}60 = 108,3 %", f"{MINUS}65 ÷ {MINUS}60 = 108.3%",
    ),
    (
        against(1000, 12.5, form="growth", achieved=11.111, baseline=900, completion=88.888),
        BUDGET, "11,11 % ÷ 12,5 % = 88,9 %", "11.11% ÷ 12.5% = 88.9%",
    ),
    # What is not the same is not printed as if it were, nor what is not all as 100 %.
    (
        against(971.77, 8, form="growth", achieved=7.975, baseline=900, completion=99.6875),
        BUDGET, "7,975 % ÷ 8 % = 99,7 %", "7.975% ÷ 8% = 99.7%",
    ),
    (
        against(99.98, 100, completion=99.98), SHARE,
        "99,98 ÷ 100 = 99,98 %", "99.98 ÷ 100 = 99.98%",
    ),
    (against(2, 0), POOR, "2 so với kế hoạch 0 hộ", "2 against a plan of 0 households"),
    (
        against(3, 0, form="change", achieved=3, baseline=0), HOUSEHOLDS,
        "3 so với kế hoạch tăng 0 hộ", "3 against a plan of up 0 households",
    ),
    (
        against(9.1, 6.5, form="band", band_high=8.5), INCOME,
        "9,1 so với kế hoạch 6,5–8,5 triệu đồng/người/năm",
        "9.1 against a plan of 6.5–8.5 million dong per person per year",
    ),
    (
        against(90, 85, form="band", band_high=95), SHARE,
        "90 % so với kế hoạch 85–95 %", "90% against a plan of 85–95%",
    ),
    (
        against(15, 15, form="maintain"), HOUSEHOLDS,
        "15 so với kế hoạch 15 hộ", "15 against a plan of 15 households",
    ),
    (against(4, 3), RANK, "thứ 4 so với kế hoạch thứ 3", "4th against a plan of 3rd"),
    (
        against(15, 120, completion=12.5, expected_completion=25, pace=0.5), BUDGET,
        "15 ÷ 120 = 12,5 %; lộ trình 25 %", "15 ÷ 120 = 12.5%; path 25%",
    ),
    (against(None, 95, status="late"), SHARE, "Chưa có số liệu", "No data yet"),
    (
        against(None, 95, status="not_applicable", standing="not_applicable"), SHARE,
        "Không áp dụng", "Not applicable",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "indicator", "vi", "en"), ARITHMETIC)
def test_arithmetic_of_every_form(row: Progress, indicator: Indicator, vi: str, en: str) -> None:
    assert plain(planned.arithmetic(row, indicator, "vi")) == vi
    assert plain(planned.arithmetic(row, indicator, "en")) == en


def test_a_share_of_growth_is_not_one_of_the_value() -> None:
    row = against(16350, 12, form="growth", achieved=12.27, baseline=14563, completion=102.26)
    assert plain(planned.plan_clause(BUDGET, [(row, CITY)], "vi")) == (
        "bằng 102,3 % mức Thành phố giao (tăng 12 %)"
    )
    assert "(up 12%)" in planned.plan_clause(BUDGET, [(row, CITY)], "en")


def test_what_was_reached_is_said_as_its_plan_is() -> None:
    row = against(35, -60, form="change", achieved=-65, plan_derivation="completion")
    assert plain(planned.reached_amount(row, POOR, "vi")) == "giảm 65 hộ"
    row = against(1000, 12.5, form="growth", achieved=11.111)
    assert plain(planned.reached_amount(row, BUDGET, "vi")) == "tăng 11,1 %"
    assert planned.reached_amount(against(6, 5), RANK, "en") == "6th"
    assert plain(planned.reached_amount(against(65000, 6e4), HOUSEHOLDS, "vi", 1e3)) == "65 nghìn"
    assert planned.reached_amount(against(None, 95), SHARE, "vi") == ""
    row = against(35, -60, form="change", achieved=None)
    assert planned.reached_amount(row, POOR, "vi") == ""


def test_a_change_from_an_unknown_start_is_not_a_change_of_zero() -> None:
    row = against(35, -60, form="change", achieved=None, status="no_data")
    said = plain(planned.arithmetic(row, POOR, "vi"))
    assert not said.startswith("0 ")
    assert "giảm 60 hộ" in said


numbers_ = st.one_of(st.none(), st.floats(-1e6, 1e6))


@given(
    st.sampled_from(["level", "change", "growth", "band", "maintain"]),
    st.sampled_from([BUDGET, INCOME, HOUSEHOLDS, POOR, SHARE, RANK, OPEN]),
    numbers_,
    st.one_of(st.just(0.0), st.floats(-1e6, 1e6)),
    numbers_,
    st.sampled_from(LANGUAGES),
)
def test_no_plan_whatever_its_form_breaks_a_sentence(
    form: str,
    indicator: Indicator,
    seen: float | None,
    plan: float,
    baseline: float | None,
    language: Language,
) -> None:
    row = against(seen, plan, form=form, baseline=baseline, band_high=plan)
    for text in (
        planned.arithmetic(row, indicator, language),
        planned.plan_amount(row, indicator, language),
        planned.plan_clause(indicator, [(row, CITY)], language),
        planned.left_clause(value(seen, whole=10), [row], language),
    ):
        assert "None" not in text
        assert "nan" not in text


def test_without_a_plan_the_arithmetic_says_so() -> None:
    row = against(5, None, form=None, assigner_code=None, status="no_plan")
    assert "không nêu kế hoạch" in planned.arithmetic(row, BUDGET, "vi")
    assert "no plan" in planned.arithmetic(row, BUDGET, "en")


def test_statuses_are_listed_once_each() -> None:
    rows: Judged = [(against(1, 2, status=Status.NOT_DUE), CITY)] * 2
    said = planned.listed_statuses(rows, "vi")
    assert said.count("chưa đến hạn") == 1
