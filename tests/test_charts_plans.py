"""Results against their plans: lists of bars and bullets."""

import pytest

from indicators import charts, theme
from indicators.charts import BulletRow, Figure, ProgressRow
from tests.chart_samples import BULLETS, PROGRESS
from tests.drawn import bars, written


def test_progress_starts_at_zero_and_splits_at_the_plan() -> None:
    first, second = bars(charts.progress(PROGRESS[1:2], "p"))
    assert (first["start"], first["end"]) == (0, 100)
    assert (second["start"], second["end"]) == (100, pytest.approx(103.3))
    assert second["colour"] == theme.LOOKS["exceeded"].fill
    assert first["colour"] == theme.mixed(second["colour"], 0.5)


def test_progress_beyond_the_axis_is_cut_marked_and_said() -> None:
    cut = charts.progress(PROGRESS[:1], "p", "cut short")
    whole = charts.progress(PROGRESS[1:2], "p", "cut short")
    assert max(bar["end"] for bar in bars(cut)) == cut["layout"]["xaxis"]["range"][1] == 135
    assert "cut short" in written(cut)
    assert "cut short" not in written(whole)

    def paper(figure: Figure) -> int:
        marks = (s for s in figure["layout"]["shapes"] if s["type"] == "path")
        return sum(shape["fillcolor"] == theme.PAPER for shape in marks)

    assert paper(cut) - paper(whole) == 4


def test_what_is_short_of_the_plan_is_outlined_up_to_it() -> None:
    reached, short = bars(charts.progress(PROGRESS[3:4], "p"))
    assert (reached["start"], reached["end"]) == (0, pytest.approx(92.4))
    assert (short["end"], short["colour"]) == (100, theme.PAPER)


@pytest.mark.parametrize("row", PROGRESS[4:])
def test_progress_without_a_percentage_has_no_bar_but_its_word(row: ProgressRow) -> None:
    figure = charts.progress([row], "p")
    assert not bars(figure)
    assert row.name in written(figure)
    assert row.status_word in written(figure)
    assert "p" not in written(figure)


def test_bullets_share_an_axis_and_a_magnification() -> None:
    figure = charts.plan_bullets(BULLETS, "magnified")
    drawn = bars(figure)
    assert [bar["start"] for bar in drawn if bar["colour"] == theme.NAVY] == [0, 0]
    wholes = [bar for bar in drawn if bar["end"] == 2167]
    assert [bar["start"] for bar in wholes] == [2097.8, 2154.1]
    strips_drawn = [
        bar["end"] - bar["start"] for bar in drawn if bar not in wholes and bar["start"]
    ]
    shares = [69.2 / 2097.8, 12.9 / 2154.1]
    assert strips_drawn[0] / strips_drawn[1] == pytest.approx(shares[0] / shares[1], rel=1e-3)
    assert "magnified" in written(figure)


def test_a_distance_too_large_to_magnify_is_shown_on_the_whole_only() -> None:
    far = BulletRow("Xóa hộ nghèo", 21, 4, "525 %", "4 hộ", "Vượt 17 hộ", "exceeded")
    figure = charts.plan_bullets([far, BULLETS[0]], "magnified")
    assert "magnified" not in written(figure)


def test_a_plan_of_zero_is_a_plan() -> None:
    figure = charts.plan_bullets([BulletRow("n", 3, 0, "", "Kế hoạch 0", "3", "missed")], "m")
    assert bars(figure)[-1]["end"] == 3
    assert any(shape.get("xanchor") == 0 for shape in figure["layout"]["shapes"])
