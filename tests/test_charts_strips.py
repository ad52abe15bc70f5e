"""The strips on tiles."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from indicators import strips, theme
from tests.records import against


def test_strips_speak_and_are_well_formed() -> None:
    label = 'Cơ cấu <"53,3 %"> & khác'
    for svg in (
        strips.strip_structure([53.3, 42.7, 4], label),
        strips.strip_growth(62.0, 67.7, label),
        strips.strip_cells(21, 21, label, 4, "exceeded"),
        strips.strip_rank(6, 30, label),
        strips.strip_bullet(2167, [2097.8, 2154.1], label, "exceeded"),
    ):
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert root.get("aria-label") == label
        assert root.get("height") == "30"
        for piece in root:
            start, width = float(piece.get("x", "nan")), float(piece.get("width", "nan"))
            assert start >= 0
            assert start + width <= strips.WIDTH + 0.1


def test_a_plan_stands_where_its_value_would() -> None:
    assert against(9, 8).asked == [8]
    assert against(9, 6, form="band", band_high=8.0).asked == [6, 8]
    assert against(17, -4, form="change", baseline=21.0).asked == [17]
    assert against(220, 8, form="growth", baseline=200.0).asked == [216]
    assert against(-5, 50, form="growth", baseline=-10.0).asked == [-5]
    assert against(5, 8, form="growth").asked == []
    assert against(5, None).asked == []


@given(st.integers(1, 40), st.data())
def test_a_strip_has_as_many_cells_as_the_whole(whole: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, whole))
    fills = [piece.get("fill") for piece in ET.fromstring(strips.strip_cells(value, whole, ""))]
    assert fills.count(theme.NAVY) == value
    assert fills.count(theme.PAPER) == whole - value
