"""The map of tiles."""

from dataclasses import replace

import pytest

from indicators import charts, theme
from tests.chart_samples import FIGURES, LEGEND, TILES
from tests.drawn import bars, labels, overlapping, written


def test_a_tile_answers_with_its_area_code() -> None:
    figure = FIGURES["communes"]()
    trace = next(trace for trace in figure["data"] if trace["name"] == "hover")
    assert trace["customdata"] == [tile.area_code for tile in TILES]
    assert trace["base"][3] == pytest.approx(5, abs=0.1)
    assert trace["hovertext"][0] == "Tân Triều<br>34.996 người"


def test_classes_are_told_apart_from_what_is_not_known() -> None:
    colours = [bar["colour"] for bar in bars(charts.communes(TILES))]
    assert colours == [theme.CLASSES[4], theme.CLASSES[0], theme.SECOND]
    dashed = [s for s in charts.communes(TILES)["layout"]["shapes"] if "dash" in s["line"]]
    assert len(dashed) == 1


def test_several_tiles_can_be_selected() -> None:
    def framed(selected: set[str]) -> int:
        shapes = charts.communes(TILES, selected=selected)["layout"]["shapes"]
        return sum(shape["line"]["color"] == theme.INK for shape in shapes)

    assert [framed(set()), framed({"00643"}), framed({"00643", "00676", "other"})] == [0, 1, 2]


def test_a_status_is_marked_in_the_tile_and_worded_below() -> None:
    tiles = [replace(tile, status="missed" if tile.row else "") for tile in TILES]
    figure = charts.communes(tiles, status_words={"missed": "Không đạt", "met": "Đạt"})
    fills = [shape["fillcolor"] for shape in figure["layout"]["shapes"] if "path" in shape]
    # Three tiles and the key below.
    assert fills.count(theme.LOOKS["missed"].fill) == 4
    assert "Không đạt" in written(figure)
    assert "Đạt" not in written(figure)


def test_on_a_wall_letters_are_read_from_three_metres() -> None:
    figure = charts.communes(TILES, LEGEND, "Nghìn người", large=True)
    sizes = {each["text"]: each["font"]["size"] for each in labels(figure)}
    assert sizes["Tân Triều"] >= 24
    assert sizes["34.996"] >= 36
    assert overlapping(figure, 960) == []
