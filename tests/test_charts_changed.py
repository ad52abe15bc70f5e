"""Statuses before and after: beside the names where there is room, else below them."""

import pytest

from indicators import charts
from indicators.charts import ChangedRow, Figure
from tests.chart_samples import CHANGED
from tests.drawn import boxes, overlapping, signs, written

SHORT = [
    ChangedRow("Sản lượng", "missed", "Không đạt", "met", "Đạt", "Sửa kế hoạch"),
    ChangedRow("Thu", "on_track", "Đúng tiến độ", "behind", "Chậm", "Số mới"),
]


def place_of(figure: Figure, text: str, width: int) -> tuple[float, float]:
    """Where a text begins and how far down its letters end, px."""
    return next((left, bottom) for said, left, _, _, bottom in boxes(figure, width) if said == text)


def test_statuses_stand_in_one_column_right_of_the_names_where_there_is_room() -> None:
    figure = charts.changed(SHORT, 560)
    lefts = {place_of(figure, text, 560)[0] for text in ("Không đạt", "Đúng tiến độ")}
    assert len(lefts) == 1
    name, status = (place_of(figure, text, 560) for text in ("Sản lượng", "Không đạt"))
    assert name[1] == pytest.approx(status[1], abs=1)
    assert status[0] > name[0] + 60


def test_statuses_stand_below_the_names_on_a_phone() -> None:
    figure = charts.changed(CHANGED, 324)
    for row in CHANGED:
        # At the left edge, right of a mark where there is a status.
        assert place_of(figure, row.before_word, 324)[0] < 30
    assert figure["layout"]["height"] > charts.changed(CHANGED, 740)["layout"]["height"]


@pytest.mark.parametrize("width", [324, 430, 560, 740])
def test_nothing_covers_anything_and_all_of_it_stands_within(width: int) -> None:
    figure = charts.changed(CHANGED, width)
    assert overlapping(figure, width) == []
    for _, left, right, _, bottom in [*boxes(figure, width), *signs(figure, width)]:
        assert left >= -1
        assert right <= width + 1
        assert bottom <= figure["layout"]["height"]


def test_status_that_was_not_there_is_a_word_without_a_mark() -> None:
    only = ChangedRow("Mới", "", "Chưa có kế hoạch", "", "Không còn kế hoạch", "")
    # The arrow alone.
    assert len(signs(charts.changed([only], 560), 560)) == 1
    assert "Chưa có kế hoạch" in written(charts.changed([only], 560))
