"""Amounts of one period or two: cells, parts, counts, growth, places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import charts, theme
from indicators.charts import CellsRow, GrowthPoint, Part, RankRow
from tests.chart_samples import CELLS, COUNTS, FEW, GROWTH, PARTS
from tests.drawn import bars, labels, written


@given(st.integers(1, 40), st.data())
def test_there_are_as_many_cells_as_the_whole_has(whole: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, whole))
    drawn = bars(charts.cells([CellsRow("n", value, whole, "v", "w", "")]))
    assert len(drawn) == whole
    assert sum(bar["colour"] == theme.NAVY for bar in drawn) == value
    assert drawn[0]["start"] == 0
    assert drawn[-1]["end"] == pytest.approx(1)
    assert all(before["end"] < after["start"] for before, after in pairwise(drawn))


@given(st.integers(41, 5000), st.data())
def test_many_cells_become_one_bar_of_the_true_length(whole: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, whole))
    drawn = bars(charts.cells([CellsRow("n", value, whole, "v", "w", "")]))
    assert len(drawn) <= 2
    assert drawn[0]["end"] == pytest.approx(value / whole)


def test_the_whole_of_a_count_is_lighter_than_the_count() -> None:
    texts = [each["text"] for each in labels(charts.cells(CELLS[:1]))]
    assert "<b>25</b>/31" in texts


@given(st.lists(st.floats(0.1, 60), min_size=1, max_size=8))
def test_a_structure_adds_up_and_leaves_what_is_missing_empty(shares: list[float]) -> None:
    figure = charts.structure([Part(f"part {n}", s, f"{s}") for n, s in enumerate(shares)])
    drawn = bars(figure)
    total, whole = sum(shares), figure["layout"]["xaxis"]["range"][1]
    filled = sum(bar["end"] - bar["start"] for bar in drawn if bar["colour"] != theme.PAPER)
    assert whole == pytest.approx(max(total, 100), abs=0.6)
    assert filled == pytest.approx(total if abs(total - 100) > 0.5 else 100)
    assert sum(bar["end"] - bar["start"] for bar in drawn) == pytest.approx(whole)
    text = " ".join(written(figure)).replace("<br>", " ")
    assert all(f"part {n}" in text for n in range(len(shares)))


def test_a_small_part_is_labelled_outside_with_a_leader() -> None:
    layout = charts.structure(PARTS)["layout"]
    assert sum(shape["type"] == "line" for shape in layout["shapes"]) == 1
    assert any("Nông nghiệp, thủy sản" in text for text in written(charts.structure(PARTS)))


def test_growth_starts_at_zero_and_draws_the_change_to_scale() -> None:
    drawn = bars(charts.growth(GROWTH, "+1.618"))
    derived, change, last = drawn
    assert (derived["start"], derived["end"], derived["colour"]) == (0, 12945, theme.PAPER)
    assert (change["start"], change["end"], change["colour"]) == (12945, 14563, theme.SKY)
    assert (last["start"], last["end"], last["colour"]) == (0, 14563, theme.NAVY)


def test_a_year_without_a_value_is_said_and_not_drawn_as_zero() -> None:
    figure = charts.growth([GrowthPoint("2021", None, "chưa có"), GROWTH[1]], "+1.618")
    assert len(bars(figure)) == 1
    assert "chưa có" in written(figure)
    assert "+1.618" not in written(figure)


def test_our_place_is_the_tall_one() -> None:
    trace = charts.rank([RankRow(6, 30, "6/30")], "1", "30")["data"][0]
    tallest = max(trace["width"])
    ours = trace["width"].index(tallest)
    assert len(trace["x"]) == 30
    assert trace["width"].count(tallest) == 1
    assert sum(base < trace["base"][ours] for base in trace["base"]) == 5


def test_counts_are_bars_from_zero_or_dots() -> None:
    assert [(bar["start"], bar["end"]) for bar in bars(charts.counts(COUNTS))] == [(0, 3), (0, 120)]
    dots = charts.counts(FEW)
    assert not bars(dots)
    assert len(dots["layout"]["shapes"]) == 4
