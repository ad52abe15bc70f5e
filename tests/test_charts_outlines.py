"""The map of outlines: any direction of rings, holes open, names inside or in the list."""

from math import cos, radians

import pytest

from indicators import charts, theme
from indicators.charts import Figure, LegendEntry, Outline
from indicators.charts.regions import cuts, hatch
from tests.chart_samples import OUTLINES, ring
from tests.drawn import boxes, written

SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
HOLE = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))


def area(outline: Outline) -> float:
    return sum(
        end - start
        for stretches in cuts(outline.rings, 0.0005).values()
        for start, end in stretches
    )


def fields(figure: Figure, code: str) -> list[tuple[float, float, float]]:
    """Where a click chooses ``code``: from, to and px down of each field."""
    trace = next(trace for trace in figure["data"] if trace["name"] == "hover")
    rows = zip(trace["base"], trace["x"], trace["y"], trace["customdata"], strict=True)
    return [(base, base + wide, down) for base, wide, down, of in rows if of == code]


def chosen(figure: Figure, across: float, down: float) -> set[str]:
    codes = {outline.area_code for outline in OUTLINES}
    return {
        code
        for code in codes
        for start, end, middle in fields(figure, code)
        if start <= across <= end and abs(middle - down) <= 2.5
    }


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1], (*SQUARE, SQUARE[0])])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_a_hole_is_open_whichever_way_its_ring_runs(
    outer: tuple[tuple[float, float], ...], hole: tuple[tuple[float, float], ...]
) -> None:
    found = cuts([outer, hole], 10)
    assert found[0] == [(0, 100)]
    assert found[4] == [(0, 40), (60, 100)]
    assert len(found) == 10


def test_hatches_stay_inside() -> None:
    for x, y, end_x, end_y in hatch([SQUARE, HOLE], 9):
        middle_x, middle_y = (x + end_x) / 2, (y + end_y) / 2
        assert 0 <= middle_x <= 100
        assert 0 <= middle_y <= 100
        assert not (40.01 < middle_x < 59.99 and 40.01 < middle_y < 59.99)
        assert end_x - x == pytest.approx(y - end_y)


def test_the_same_map_comes_of_rings_of_either_direction() -> None:
    turned = [
        Outline(o.area_code, o.name, o.value_text, o.level, tuple(r[::-1] for r in o.rings))
        for o in OUTLINES
    ]
    straight = [Outline(o.area_code, o.name, o.value_text, o.level, o.rings) for o in OUTLINES]
    one, other = charts.outlines(turned), charts.outlines(straight)
    assert written(one) == written(other)
    for outline in OUTLINES:
        assert fields(one, outline.area_code) == fields(other, outline.area_code)
    paths = [shape for shape in one["layout"]["shapes"] if "fillrule" in shape]
    assert {shape["fillrule"] for shape in paths} == {"evenodd"}


def test_north_is_up_and_nothing_is_stretched() -> None:
    figure = charts.outlines(OUTLINES, least_width=740)
    first, last = fields(figure, "00001"), fields(figure, "00004")
    assert max(down for *_, down in last) < min(down for *_, down in first)
    wide = first[0][1] - first[0][0]
    tall = max(down for *_, down in first) - min(down for *_, down in first) + 5
    assert wide / tall == pytest.approx(cos(radians(21.03)), abs=0.05)
    axis = figure["layout"]["xaxis"]
    assert (axis["scaleanchor"], axis["scaleratio"], axis["constrain"]) == ("y", 1, "domain")
    assert axis["range"] == [0, 738]


def test_a_place_belongs_to_the_commune_it_lies_in_and_a_hole_to_none() -> None:
    figure = charts.outlines(OUTLINES, least_width=740)
    left, right, _ = fields(figure, "00001")[0]
    unit = (right - left) / 4
    bottom = max(down for *_, down in fields(figure, "00001")) + 2.5
    up = unit / cos(radians(21.03))
    assert chosen(figure, left + 2 * unit, bottom - 2 * up) == {"00001"}
    assert chosen(figure, left + 4.5 * unit, bottom - 2 * up) == {"00002"}
    assert chosen(figure, left + 5.5 * unit, bottom - 1.5 * up) == set()
    assert chosen(figure, left + 7.75 * unit, bottom - 5 * up) == {"00004"}


@pytest.mark.parametrize("width", [324, 430, 740, 1000])
def test_a_name_lies_inside_its_commune_or_stands_in_the_list(width: int) -> None:
    figure = charts.outlines(OUTLINES, least_width=width)
    found = boxes(figure, width)
    bottom = max(down for o in OUTLINES for *_, down in fields(figure, o.area_code)) + 2.5
    for outline in OUTLINES:
        (box,) = (b for b in found if b[0].startswith(outline.name))
        _, left, right, top, low = box
        if top > bottom:
            assert box[0] == f"{outline.name} {outline.value_text}"
            continue
        rows = [f for f in fields(figure, outline.area_code) if top - 2.5 <= f[2] <= low + 2.5]
        assert rows
        assert all(
            any(s - 1 <= left - 1 and right - 1 <= e + 1 for s, e, down in rows if down == level)
            for level in {f[2] for f in rows}
        )
    assert "Xã Ba Rất Nhỏ 7" in written(figure)


def test_the_selected_are_framed_and_the_unknown_dashed() -> None:
    shapes = charts.outlines(OUTLINES, selected={"00002"})["layout"]["shapes"]
    framed = [shape for shape in shapes if shape["line"]["color"] == theme.INK]
    assert len(framed) == 1
    assert [shape["fillcolor"] for shape in shapes if "dash" in shape["line"]] == [theme.PAPER]
    assert theme.INK not in {
        s["line"]["color"] for s in charts.outlines(OUTLINES)["layout"]["shapes"]
    }


def test_what_is_no_outline_is_left_out() -> None:
    broken = [
        Outline("1", "a", "1", "0", ()),
        Outline("2", "b", "1", "0", (((105.0, 21.0), (105.0, 21.0)),)),
        Outline("3", "c", "1", "0", (((float("nan"), 21.0), (105.0, 21.1), (105.1, 21.0)),)),
    ]
    assert written(charts.outlines(broken)) == []
    figure = charts.outlines([*broken, OUTLINES[0]], [LegendEntry("4", "nhiều")])
    assert {"Xã Một", "34.996", "nhiều"} <= {*written(figure)}


def test_the_samples_are_what_they_are_taken_for() -> None:
    assert area(OUTLINES[1]) / area(OUTLINES[0]) == pytest.approx(11 / 16, abs=0.01)
    assert ring(0, 0, 1, 1)[0] == ring(0, 0, 1, 1)[-1] == (105, 21)
