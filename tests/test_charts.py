"""What every figure promises: honest lengths, nothing cut off, nothing but JSON."""

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import charts, strips, theme
from indicators.charts import (
    BulletRow,
    CellsRow,
    CountRow,
    End,
    Figure,
    GrowthPoint,
    HistoryPoint,
    Line,
    Outline,
    PaceRow,
    Panel,
    Part,
    Period,
    PlanLine,
    ProgressRow,
    RankedRow,
    Step,
    Tile,
)
from indicators.charts.sheet import Sheet
from tests.chart_samples import FIGURES, ring
from tests.drawn import as_json, boxes, overlapping, written


def least(name: str) -> int:
    """How wide the page of a sample is at least, in px."""
    last = name.rpartition(" ")[2]
    return int(last) if last.isdecimal() else 620 if name == "communes" else charts.LEAST_WIDTH


every_figure = pytest.mark.parametrize("name", FIGURES)

numbers = st.none() | st.floats(width=32) | st.sampled_from([float("nan"), float("inf"), -0.0])


@every_figure
def test_a_figure_is_valid_json_that_plotly_takes_as_it_is(name: str) -> None:
    figure = FIGURES[name]()
    assert json.loads(as_json(figure)) == figure
    drawn = go.Figure(figure)
    assert drawn.data
    assert not drawn.layout.template.layout.colorway
    assert figure["layout"]["height"] >= 10
    assert figure["layout"]["paper_bgcolor"] == theme.PAPER
    assert figure["layout"]["font"]["family"] == "Be Vietnam Pro"


@every_figure
@pytest.mark.parametrize("width", [324, 860, 1700])
def test_every_text_lies_inside_the_figure(name: str, width: int) -> None:
    figure = FIGURES[name]()
    width = max(width, least(name))
    for text, left, right, top, bottom in boxes(figure, width):
        assert left >= -2, text
        assert right <= width + 2, text
        assert top >= -1, text
        assert bottom <= figure["layout"]["height"] + 1, text


@every_figure
@pytest.mark.parametrize("width", [324, 430, 740, 1600])
def test_no_text_covers_another_or_a_sign(name: str, width: int) -> None:
    assert overlapping(FIGURES[name](), max(width, least(name))) == []


def test_texts_that_cover_each_other_are_found() -> None:
    sheet = Sheet((0, 100))
    sheet.text("Tân Triều", 10, 20)
    sheet.text("Tam Hiệp", 12, 25)
    sheet.text("Tứ Hiệp", 12, 60)
    sheet.mark("missed", 12, 55, 4)
    assert overlapping(sheet.figure(80), 324) == [
        ("Tân Triều", "Tam Hiệp"),
        ("Tứ Hiệp", theme.LOOKS["missed"].fill),
    ]


@every_figure
def test_axes_are_fixed_and_nothing_is_left_to_plotly(name: str) -> None:
    layout = FIGURES[name]()["layout"]
    assert layout["margin"]["autoexpand"] is False
    for axis in (layout["xaxis"], layout["yaxis"]):
        assert axis["fixedrange"]
        assert axis["type"] == "linear"
        assert len(axis["range"]) == 2


@given(st.lists(numbers, min_size=1, max_size=15))
def test_a_number_that_is_none_reaches_no_figure(values: list[float | None]) -> None:
    words = [str(value) for value in values]
    pairs = list(zip(words, values, strict=True))
    for figure in (
        charts.progress([ProgressRow(w, v, w, w, "missed", w) for w, v in pairs], "x", "y"),
        charts.cells([CellsRow(w, v, 31, w, "31", w, plan=v) for w, v in pairs]),
        charts.structure([Part(w, v, w, hover=w) for w, v in pairs]),
        charts.plan_bullets(
            [BulletRow(w, v, v, w, w, w, "met", plan_low=v, plan_high=v) for w, v in pairs], "m"
        ),
        charts.growth([GrowthPoint(w, v, w, low=v, high=v) for w, v in pairs], "change"),
        charts.counts([CountRow(w, v, w) for w, v in pairs]),
        charts.history(
            [HistoryPoint(w, v, w, low=v, high=v) for w, v in pairs], [PlanLine("p", tuple(values))]
        ),
        charts.comparison([Line("n", tuple(values), "w")], [Period(w) for w in words]),
        charts.ranking([RankedRow(w, w, "1", v, w) for w, v in pairs]),
        charts.pace([PaceRow(w, w, v, v, w) for w, v in pairs], "a", "b"),
        charts.multiples([Panel("c", "t", "v", "p", tuple(values), tuple(values))]),
    ):
        as_json(figure)
    for value in values:
        for svg in (
            strips.strip_structure([value or 0.0, 1], "x"),
            strips.strip_growth(value, value, "x"),
            strips.strip_cells(value, value, "x", value),
            strips.strip_bullet(value, [value], "x"),
        ):
            assert not re.search(r"nan|inf", svg)
            ET.fromstring(svg)


@pytest.mark.parametrize(
    "draw",
    [
        lambda on, say: charts.counts([CountRow("n", 30, "30", illustrative=on)], 324, say),
        lambda on, say: charts.counts([CountRow("n", 3, "3", illustrative=on)], 324, say),
        lambda on, say: charts.growth([GrowthPoint("n", 3, "3", illustrative=on)], "", 324, say),
        lambda on, say: charts.structure([Part("n", 100, "3", illustrative=on)], 324, say),
        lambda on, say: charts.history(
            [HistoryPoint(f"{n}", n, f"{n}", illustrative=on) for n in range(20)], (), (), 324, say
        ),
        lambda on, say: charts.communes(
            [Tile("1", "n", 0, 0, "3", "2", illustrative=on)], illustrative_label=say
        ),
        lambda on, say: charts.outlines(
            [Outline("1", "n", "3", "2", (ring(0, 0, 1, 1),), illustrative=on)],
            illustrative_label=say,
        ),
        lambda on, say: charts.comparison(
            [Line("n", (1.0, 2.0), "2", illustrative=(False, on))],
            [Period("1"), Period("2")],
            illustrative_label=say,
        ),
        lambda on, say: charts.ranking(
            [RankedRow("1", "n", "1", 3, "3", illustrative=on)], illustrative_label=say
        ),
        lambda on, say: charts.waterfall(
            End("a", "1"),
            [Step("1", "n", 0, 0, "0", illustrative=on)],
            End("b", "1"),
            illustrative_label=say,
        ),
        lambda on, say: charts.pace(
            [PaceRow("1", "n", None, None, "n", illustrative=on)], "", "", 324, say
        ),
        lambda on, say: charts.multiples(
            [Panel("c", "t", "3", "1", illustrative=on)], illustrative_label=say
        ),
    ],
    ids=[
        *("bars", "dots", "growth", "structure", "line", "tiles", "outlines", "comparison"),
        *("ranking", "waterfall", "pace", "multiples"),
    ],
)
def test_illustrative_figures_say_so_and_others_do_not(
    draw: Callable[[bool, str], Figure],
) -> None:
    assert "Số minh họa" in written(draw(True, "Số minh họa"))
    assert "Số minh họa" not in written(draw(False, "Số minh họa"))
    assert "pattern" not in draw(False, "Số minh họa")["data"][0].get("marker", {})


def test_hatched_bars_are_the_illustrative_ones() -> None:
    rows = [CountRow("a", 30, "30"), CountRow("b", 40, "40", illustrative=True)]
    assert charts.counts(rows)["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]


def test_texts_are_shown_letter_by_letter() -> None:
    name = "R&D <b>bold</b> &amp;"
    for figure in (
        charts.counts([CountRow(name, 30, "30", hover=name)]),
        charts.structure([Part(name, 3, "3", hover=name)]),
    ):
        assert "<b>bold" not in as_json(figure)
    assert "R&amp;D" in as_json(charts.counts([CountRow(name, 30, "30")]))
