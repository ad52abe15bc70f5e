"""One commune over all its indicators: a panel each."""

from dataclasses import replace

import pytest

from indicators import charts, theme
from indicators.charts import Panel
from tests.chart_samples import PANELS, WORDS
from tests.drawn import boxes, written


def test_the_wider_the_page_the_more_columns() -> None:
    panels = [Panel(str(n), f"title {n}", "1", "p") for n in range(6)]
    for width, columns in ((324, 2), (430, 2), (740, 3), (1600, 5)):
        figure = charts.multiples(panels, least_width=width)
        tops = [top for text, *_, top, _ in boxes(figure, width) if text.startswith("title")]
        assert tops.count(min(tops)) == columns


def test_every_panel_has_a_scale_of_its_own() -> None:
    panels = [
        Panel("a", "a", "2", "", (1.0, 2.0), (1.5, 1.5)),
        Panel("b", "b", "2", "", (1e6, 2e6), (1.5e6, 1.5e6)),
    ]
    figure = charts.multiples(panels, "n", "m")
    median, values, other_median, others = (t for t in figure["data"] if t["name"] == "curve")
    assert values["y"] == others["y"]
    assert values["y"][0] > values["y"][1]
    assert median["y"] == other_median["y"]
    assert median["line"]["color"] == theme.MUTED
    assert max(values["x"]) < min(others["x"])


def test_title_value_place_and_status_are_said() -> None:
    figure = charts.multiples(PANELS, "Tả Thanh Oai", "trung vị các xã", WORDS)
    said = " ".join(written(figure)).replace("<br>", " ")
    for panel in PANELS:
        assert panel.title in said
        assert panel.value_text in said
        assert panel.place_text in said
    assert "Không đạt" in said
    assert "Có nguy cơ" not in said


def test_a_panel_answers_with_its_code() -> None:
    trace = next(t for t in charts.multiples(PANELS)["data"] if t["name"] == "hover")
    assert trace["customdata"] == [panel.code for panel in PANELS]


def test_a_value_alone_is_a_point_and_nothing_known_draws_nothing() -> None:
    alone = charts.multiples([Panel("a", "a", "2", "", (None, None, 2.0))])
    (curve,) = (trace for trace in alone["data"] if trace["name"] == "curve")
    assert curve["marker"]["size"][2] > 0
    nothing = charts.multiples([Panel("a", "a", "2", "", (None, None))], "name")
    assert not [trace for trace in nothing["data"] if trace["name"] == "curve"]
    assert "name" not in written(nothing)


def test_made_up_number_has_a_ring_before_it_and_real_ones_none() -> None:
    panels = [Panel("a", "a", "2", "", (1.0, 2.0), made_up=(True, False)), Panel("b", "b", "3", "")]
    real = charts.multiples(panels, illustrative_label="minh họa")
    fancied = charts.multiples(
        [panels[0], replace(panels[1], illustrative=True)], illustrative_label="minh họa"
    )
    # The legend's own sign is there in both: a value before is made up.
    assert "minh họa" in [text for text, *_ in boxes(real, 324)]
    assert len(rings(fancied)) == len(rings(real)) + 1
    assert left_of(fancied, "3") > left_of(real, "3")
    assert left_of(fancied, "2") == left_of(real, "2")


def rings(figure: charts.Figure) -> list[object]:
    """The hollow signs of what is made up; the swatch of the legend is hatched."""
    shapes = [each for each in figure["layout"]["shapes"] if each["type"] == "path"]
    return [each for each in shapes if each["fillcolor"] == theme.PAPER]


def left_of(figure: charts.Figure, text: str) -> float:
    (left,) = [left for said, left, *_ in boxes(figure, 324) if said == text]
    return left


def test_only_made_up_points_are_hollow() -> None:
    panels = [
        Panel("a", "a", "4", "", (1.0, 2.0, 3.0, 4.0), made_up=(True, True, False, False)),
        Panel("b", "b", "4", "", (1.0, 2.0), illustrative=True, made_up=(True, True)),
        Panel("c", "c", "4", "", (1.0, 2.0)),
    ]
    mixed, fancied, real = (
        trace["marker"] for trace in charts.multiples(panels)["data"] if trace["name"] == "curve"
    )
    assert [size > 0 for size in mixed["size"]] == [True, True, False, True]
    assert mixed["symbol"] == ["circle-dot", "circle-dot", "circle", "circle"]
    # Where all are made up, the last one says it.
    assert [size > 0 for size in fancied["size"]] == [False, True]
    assert fancied["symbol"][-1] == "circle-dot"
    assert real["symbol"] == ["circle"] * 2


def test_medians_go_with_values() -> None:
    with pytest.raises(ValueError, match="one median a value"):
        charts.multiples([Panel("a", "a", "2", "", (1.0,), (1.0, 2.0))])
    with pytest.raises(ValueError, match="one truth a value"):
        charts.multiples([Panel("a", "a", "2", "", (1.0,), made_up=(True, False))])
