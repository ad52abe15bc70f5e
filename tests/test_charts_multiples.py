"""One commune over all its indicators: a panel each."""

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


def test_medians_go_with_values() -> None:
    with pytest.raises(ValueError, match="one median a value"):
        charts.multiples([Panel("a", "a", "2", "", (1.0,), (1.0, 2.0))])
