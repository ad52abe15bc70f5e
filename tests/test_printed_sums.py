"""Every sum that is printed beside a status or a plan is reckoned again from what is printed."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import frames
from indicators.frames import Indicator, Progress
from indicators.wording import planned
from indicators.wording.numbers import MINUS, NBSP
from tests.records import CITY
from tests.small_folder import Cells, small_folder
from tests.test_judging import TABLE
from tests.test_judging_oracle import Case, bounded, cases, shown

Ends = tuple[float, float]
"""Between which two numbers lies what a rounded one was."""

NUMBER = rf"{MINUS}?[\d,]+(?:\.\d+)?%?"
TERM = rf"(?:\((?:{NUMBER}) [{MINUS}+] (?:{NUMBER})\)|{NUMBER})"
SUM = re.compile(rf"(?P<over>{TERM}) ÷ (?P<under>{TERM}) (?P<sign>[=≈]) (?P<answer>{NUMBER})")


def ends(printed: str) -> Ends:
    text = printed.replace(",", "").replace(MINUS, "-")
    number = text.rstrip("%")
    half = 0.5 * 10.0 ** -len(number.partition(".")[2]) * (1 + 1e-6)
    scale = 0.01 if text.endswith("%") else 1.0
    return scale * (float(number) - half), scale * (float(number) + half)


def term(printed: str) -> Ends:
    if not printed.startswith("("):
        return ends(printed)
    left, sign, right = printed[1:-1].split(" ")
    (a, b), (c, d) = ends(left), ends(right)
    return (a - d, b - c) if sign == MINUS else (a + c, b + d)


def reckon(text: str) -> bool | None:
    """Whether a printed sum comes out, allowing for its rounding; None where none is printed."""
    found = SUM.search(text.replace(NBSP, " "))
    if found is None:
        return None
    over, under, answer = (term(found[name]) for name in ("over", "under", "answer"))
    if under[0] <= 0 <= under[1]:
        return True  # Rounded to nothing: every answer is possible.
    corners = [a / b for a in over for b in under]
    hair = 1e-9 * max(1.0, *(abs(corner) for corner in corners))
    return min(corners) <= answer[1] + hair and max(corners) >= answer[0] - hair


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("2,167 ÷ 2,097.8 = 103.3%", True),
        ("2,167 ÷ 2,097.8 = 104.3%", False),
        (f"(25.0 {MINUS} 20) ÷ (100 {MINUS} 40) = 8.3%", True),
        (f"(100 {MINUS} 20) ÷ (100 {MINUS} 40) = 8.3%", False),
        ("304 ÷ (100% + 27%) ≈ 239.4 households", True),
        ("11.1% ÷ 12.5% = 88.9%", True),
        ("2 against a plan of 3", None),
    ],
)
def test_reckoning_tells_right_from_wrong(text: str, right: bool | None) -> None:
    assert reckon(text) is right


def judged(
    indicators: Sequence[Cells], **tables: Sequence[Cells]
) -> list[tuple[Indicator, Progress]]:
    with TemporaryDirectory() as path:
        source = small_folder(Path(path), indicators=indicators, **tables).published()
        found = [
            (indicator, row)
            for indicator in frames.indicators(source)
            for row in frames.judgements(source, "020", indicator.indicator_code)
        ]
        source.close()
    return found


def all_come_out(found: Sequence[tuple[Indicator, Progress]]) -> int:
    """How many sums were printed; each must come out."""
    printed = 0
    for indicator, row in found:
        for text in (
            planned.arithmetic(row, indicator, "en"),
            planned.plan_derivation(row, indicator, CITY, "en"),
        ):
            right = reckon(text)
            assert right is not False, (text, row)
            printed += right is not None
            # A status with a percentage always shows how it came about.
        if row.completion is not None and row.value is not None:
            assert reckon(planned.arithmetic(row, indicator, "en")), row
    return printed


def test_sums_of_the_table_of_judging_come_out() -> None:
    indicators: list[Cells] = []
    observations: list[Cells] = []
    plans: list[Cells] = []
    for place, ((indicator, series, asked), *_) in enumerate(TABLE.values()):
        code = {"indicator_code": f"case_{place}"}
        indicators.append({**indicator, **code})
        observations += [{**code, "period": at, "value": value} for at, value in series.items()]
        plans += [{**one, **code} for one in asked]
    found = judged(indicators, observations=observations, plans=plans)
    assert all_come_out(found) > 50


@bounded
@given(st.lists(cases(), min_size=60, max_size=60))
def test_sums_of_made_up_cases_come_out(made_up: list[Case]) -> None:
    indicators: list[Cells] = []
    observations: list[Cells] = []
    plans: list[Cells] = []
    for place, case in enumerate(made_up):
        code = {"indicator_code": f"case_{place}"}
        indicators.append({**code, "better": case.better, "over_time": case.over_time})
        periods = ["2022"] if case.yearly else [f"2022-{at:02d}" for at in range(1, 13)]
        seen = dict(zip(periods, case.values, strict=False))
        if case.year_before is not None:
            seen["2021"] = case.year_before
        observations += [{**code, "period": at, "value": shown(v)} for at, v in seen.items()]
        high = shown(case.band_high) if case.form == "band" else ""
        more = {"form": case.form, "value_high": high, "baseline": shown(case.baseline)}
        plans.append({**code, **more, "value": shown(case.plan)})
    all_come_out(judged(indicators, observations=observations, plans=plans))


amounts = st.integers(1, 9_000).map(lambda number: number / 10)


@bounded
@given(st.lists(st.tuples(amounts, amounts, st.booleans()), min_size=40, max_size=40))
def test_sum_of_a_hidden_plan_comes_out_in_every_row(
    made_up: list[tuple[float, float, bool]],
) -> None:
    indicators: list[Cells] = []
    observations: list[Cells] = []
    figures: list[Cells] = []
    for place, (value, completion, excess) in enumerate(made_up):
        code = {"indicator_code": f"case_{place}"}
        indicators.append(code)
        observations += [
            {**code, "value": value},
            {**code, "period": "2022-Q1", "value": round(value / 3, 1)},
        ]
        measure = "excess" if excess else "completion"
        more = {"measure": measure, "assigner_code": "city", "resolution": 0.1}
        figures.append({**code, **more, "value": completion})
    plans = [{**row, "value": ""} for row in indicators]
    found = judged(indicators, observations=observations, plans=plans, published_figures=figures)
    derived = [row for row in found if row[1].plan_derivation is not None]
    assert {row.period for _, row in derived} == {"2022", "2022-Q1"}
    assert all_come_out(found) >= len(derived)
