"""One indicator over its periods."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import charts
from indicators.charts import PlanLine
from tests.chart_samples import HISTORY, MONTHS


@pytest.mark.parametrize("count", [12, 13])
def test_a_long_history_is_a_line(count: int) -> None:
    modes = {trace.get("mode", "") for trace in charts.history(MONTHS[:count])["data"]}
    assert any("lines" in mode for mode in modes) == (count > 12)


def test_columns_stand_on_zero_in_proportion() -> None:
    trace = charts.history(HISTORY)["data"][0]
    feet = [middle + tall / 2 for middle, tall in zip(trace["y"], trace["width"], strict=True)]
    assert feet[0] == pytest.approx(feet[1])
    assert trace["width"][0] / trace["width"][1] == pytest.approx(2010 / 2167, rel=1e-3)


def test_a_plan_line_must_fit_its_points() -> None:
    with pytest.raises(ValueError, match="one value a point"):
        charts.history(HISTORY, [PlanLine("p", (1.0,))])


@given(st.lists(st.floats(-1e9, 1e12), max_size=20))
def test_grid_lines_are_few_and_inside(values: list[float]) -> None:
    ticks = charts.nice_ticks(values)
    assert len(ticks) <= 5
    assert all(min([0, *values]) <= tick <= max([0, *values]) * (1 + 1e-6) for tick in ticks)
