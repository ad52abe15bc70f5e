"""Communes over time: every line named at its end, gaps left open."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import charts, theme
from indicators.charts import Figure, Line, Period, ReferenceLine
from indicators.charts.comparison import spread
from tests.chart_samples import LINES, REFERENCES, YEARS
from tests.drawn import boxes, overlapping, written


def curves(figure: Figure) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["name"] == "curve"]


def months(count: int, *lines: Line) -> Figure:
    return charts.comparison(lines, [Period(f"{n % 12 + 1:02}/{n // 12}") for n in range(count)])


def test_references_lie_below_and_look_unlike_communes() -> None:
    whole, median, *lines = curves(charts.comparison(LINES, YEARS, REFERENCES))
    assert (whole["line"]["color"], "dash" in whole["line"]) == (theme.INK, False)
    assert (median["line"]["color"], "dash" in median["line"]) == (theme.MUTED, True)
    assert [line["line"]["color"] for line in lines] == list(theme.LINES[:5])
    assert len({line["marker"]["symbol"][0].removesuffix("-dot") for line in lines}) == 5


def test_a_higher_value_stands_higher_and_zero_is_not_forced() -> None:
    (line,) = curves(months(3, Line("n", (100.0, 103.0, 101.0), "101")))
    assert line["y"][1] < line["y"][2] < line["y"][0]
    assert line["y"][0] - line["y"][1] > 150


def test_a_gap_stays_a_gap_and_a_value_alone_is_a_point() -> None:
    values = (*(1.0,) * 100, None, 5.0, None, *(2.0,) * 137)
    (line,) = curves(months(240, Line("n", values, "2")))
    assert [place for place, down in enumerate(line["y"]) if down is None] == [100, 102]
    assert line["marker"]["size"][101] > 0
    assert line["marker"]["size"][-1] > 0
    assert 3 < sum(size > 0 for size in line["marker"]["size"]) < 30
    assert "connectgaps" not in line


def test_the_selected_line_is_the_strongest() -> None:
    widths = [line["line"]["width"] for line in curves(charts.comparison(LINES, YEARS))]
    assert widths[0] > max(widths[1:])


def test_illustrative_points_are_hollow_with_a_dot() -> None:
    (line,) = curves(months(2, Line("n", (1.0, 2.0), "2", illustrative=(False, True))))
    assert line["marker"]["symbol"] == ["circle", "circle-dot"]
    assert line["marker"]["color"] == [theme.LINES[0], theme.PAPER]


def test_a_commune_without_any_value_is_named_and_said() -> None:
    assert "Tam Hiệp: chưa báo cáo" in written(charts.comparison(LINES, YEARS))


@given(st.lists(st.floats(50, 52), min_size=8, max_size=8), st.sampled_from([324, 430, 740]))
def test_labels_keep_apart_and_in_the_order_of_their_values(values: list[float], wide: int) -> None:
    lines = [Line(f"Tả Thanh Oai {n}", (1.0, v), f"{v:.1f}") for n, v in enumerate(values[:6])]
    ends = [
        ReferenceLine("Toàn huyện", (1.0, values[6]), "0", "whole"),
        ReferenceLine("Trung vị các xã", (1.0, values[7]), "0", "median"),
    ]
    figure = charts.comparison(lines, [Period("2021"), Period("2022")], ends, (), wide)
    assert overlapping(figure, wide) == []
    tops = {text: top for text, *_, top, _ in boxes(figure, wide)}
    ordered = sorted(range(6), key=lambda n: -values[n])
    named = [next(tops[t] for t in tops if t.startswith(f"Tả Thanh Oai {n}")) for n in ordered]
    assert all(
        above < below or values[one] == values[other]
        for (above, below), (one, other) in zip(pairwise(named), pairwise(ordered), strict=True)
    )


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8))
def test_labels_are_moved_only_where_they_must(wanted: list[float]) -> None:
    wanted.sort()
    heights = [10.0] * len(wanted)
    tops = spread(wanted, heights, 0, 100)
    assert all(0 <= top <= 90.01 for top in tops)
    assert all(below - above >= 9.98 for above, below in pairwise(tops))
    if all(b - a >= 10 for a, b in pairwise(wanted)) and wanted[0] >= 5 and wanted[-1] <= 95:
        assert tops == pytest.approx([middle - 5 for middle in wanted], abs=0.01)


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(ValueError, match="one value a period"):
        months(2, Line("n", (1.0,), "1"))
    with pytest.raises(ValueError, match="one value a period"):
        months(1, Line("n", (1.0,), "1", illustrative=(True, True)))
    with pytest.raises(ValueError, match="at most 6"):
        months(1, *(Line(f"{n}", (1.0,), "1") for n in range(7)))


@given(st.lists(st.floats(-1e9, 1e12), max_size=20))
def test_ticks_of_lines_are_few_and_between_the_values(values: list[float]) -> None:
    ticks = charts.near_ticks(values)
    assert len(ticks) <= 4
    assert bool(ticks) == bool(values)
    slack = 1e-6 * max(map(abs, values), default=0)
    assert all(min(values) - slack <= tick <= max(values) + slack for tick in ticks)
