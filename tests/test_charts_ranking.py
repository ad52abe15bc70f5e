"""Communes in order: honest bars, nobody without a figure is last, no sign by colour alone."""

from typing import Any

import pytest

from indicators import charts, theme
from indicators.charts import Change, Gap, RankedRow, Reference
from tests.chart_samples import LEVELS_OF_ALL, NAMES, RANKED, VERDICTS, WORDS
from tests.drawn import bars, boxes, written


def row(name: str, value: float | None, **more: Any) -> RankedRow:
    return RankedRow(name, name, "1", value, "text", **more)


def test_bars_start_from_zero_and_are_in_proportion() -> None:
    drawn = bars(charts.ranking([row("a", 84.0), row("b", 42.0), row("c", -10.0)]))
    assert [(bar["start"], bar["end"]) for bar in drawn] == [(0, 84), (0, 42), (-10, 0)]


@pytest.mark.parametrize("width", [324, 740])
def test_a_commune_without_a_figure_follows_below_and_has_no_bar(width: int) -> None:
    rows = [row("none", None), *RANKED]
    figure = charts.ranking(rows, least_width=width)
    tops = {text: top for text, _, _, top, _ in boxes(figure, width)}
    assert tops["none"] > max(tops[name] for name in NAMES[:14])
    assert len(bars(figure)) == 14
    assert tops["… 3.301 xã khác"] < tops["none"]


def test_every_commune_answers_with_its_code() -> None:
    figure = charts.ranking([row("00640", 3.0), Gap("…"), row("00649", None, hover="x")])
    trace = next(trace for trace in figure["data"] if trace["name"] == "hover")
    assert trace["customdata"] == ["00640", "00649"]


def test_better_and_worse_differ_in_shape_and_up_and_down_too() -> None:
    def arrow(change: Change) -> tuple[str, bool]:
        shapes = charts.ranking([row("a", 3.0, change=change)])["layout"]["shapes"]
        path = next(shape for shape in shapes if shape["type"] == "path")
        return path["path"], path["fillcolor"] == theme.PAPER

    up, filled = arrow(Change("1", 1, "better"))
    assert not filled
    assert arrow(Change("1", 1, "worse")) == (up, True)
    down, hollow = arrow(Change("1", -1, "worse"))
    assert (down != up, hollow) == (True, True)


def test_signs_are_worded_where_they_occur() -> None:
    rows = [row("a", 3.0, change=Change("1", 1, "better"), status="missed")]
    said = written(charts.ranking(rows, (), "so với 2021", VERDICTS, WORDS))
    assert {"so với 2021", "tốt hơn", "Không đạt"} <= {*said}
    assert not {"kém hơn", "Vượt kế hoạch"} & {*said}


def test_the_selected_stand_out_by_weight_ground_and_fill() -> None:
    figure = charts.ranking([row("a", 3.0), row("b", 2.0, selected=True)])
    assert [bar["colour"] for bar in bars(figure)] == [theme.CLASSES[2], theme.NAVY]
    weights = {a["text"]: a["font"]["weight"] for a in figure["layout"]["annotations"]}
    assert weights["b"] > weights["a"]
    grounds = [shape for shape in figure["layout"]["shapes"] if shape.get("layer") == "below"]
    assert theme.SECOND in {shape["fillcolor"] for shape in grounds}
    plain = charts.ranking([row("a", 3.0), row("b", 2.0)])
    assert {bar["colour"] for bar in bars(plain)} == {theme.NAVY}


@pytest.mark.parametrize("width", [324, 740])
def test_references_stand_at_their_values_and_are_named(width: int) -> None:
    figure = charts.ranking(RANKED, LEVELS_OF_ALL, least_width=width)
    assert {reference.text for reference in LEVELS_OF_ALL} <= {*written(figure)}
    lines = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "line"]
    at = {shape["x0"] for shape in lines if shape["x0"] == shape["x1"] != 0}
    assert at == {reference.value for reference in LEVELS_OF_ALL}


def test_a_reference_over_a_bar_is_drawn_in_paper() -> None:
    def papers(value: float) -> int:
        shapes = charts.ranking([row("a", value)], [Reference(2.0, "r")])["layout"]["shapes"]
        return sum(s["line"]["color"] == theme.PAPER for s in shapes if s["type"] == "line")

    assert (papers(3.0), papers(1.0), papers(-3.0)) == (1, 0, 0)
