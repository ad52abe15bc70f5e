"""The distance from plan: which commune accounts for what, and what pace is needed."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import charts, theme
from indicators.charts import End, PaceRow, Step
from tests.chart_samples import END, PACES, START, STEPS, VERDICTS
from tests.drawn import bars, written


@given(
    st.lists(st.floats(-1e6, 1e6).filter(lambda part: abs(part) > 0.01), min_size=1, max_size=20)
)
def test_steps_add_up_to_the_end_bar(parts: list[float]) -> None:
    sums = [0.0, *accumulate(parts)]
    steps = [
        Step(str(n), "n", before, after, "t", "better" if after > before else "worse")
        for n, (before, after) in enumerate(pairwise(sums))
    ]
    *drawn, whole = bars(charts.waterfall(START, steps, END))[: len(steps) + 1]
    lengths = [bar["end"] - bar["start"] for bar in drawn]
    signed = [wide if part > 0 else -wide for wide, part in zip(lengths, parts, strict=True)]
    assert sum(signed) == pytest.approx(sums[-1], abs=1e-3)
    for bar, (before, after) in zip(drawn, pairwise(sums), strict=True):
        assert (bar["start"], bar["end"]) == pytest.approx((min(before, after), max(before, after)))
    assert [whole["start"], whole["end"]] == pytest.approx(sorted([0.0, sums[-1]]))


@pytest.mark.parametrize("begins", [1.0, -3.0])
def test_a_step_that_leaves_a_hole_is_refused(begins: float) -> None:
    with pytest.raises(ValueError, match="does not begin"):
        charts.waterfall(START, [Step("1", "n", begins, 2, "t")], END)
    with pytest.raises(ValueError, match="does not begin"):
        charts.waterfall(START, [Step("1", "n", 0, 5, "t"), Step("2", "m", begins, 2, "t")], END)


def test_good_and_bad_differ_in_more_than_colour() -> None:
    figure = charts.waterfall(START, STEPS, END, "better", VERDICTS)
    trace = next(trace for trace in figure["data"] if trace["name"] == "bars")
    # The second step is zero: it has a text and no bar; the last bar is the whole distance.
    assert trace["marker"]["line"]["width"] == [1.5, 0, 0]
    assert trace["marker"]["color"][1:] == [theme.BETTER, theme.BETTER]
    assert {"−3,5", "0", "+16,4", "tốt hơn", "kém hơn"} <= {*written(figure)}


def test_nothing_is_said_of_a_verdict_that_does_not_occur() -> None:
    figure = charts.waterfall(START, STEPS[:1], End("b", "1"), "worse", VERDICTS)
    assert "tốt hơn" not in written(figure)


def test_steps_and_paces_answer_with_their_codes() -> None:
    for figure, codes in (
        (charts.waterfall(START, STEPS, END), [step.area_code for step in STEPS]),
        (charts.pace(PACES, "a", "b"), [row.area_code for row in PACES]),
    ):
        trace = next(trace for trace in figure["data"] if trace["name"] == "hover")
        assert trace["customdata"] == codes


@pytest.mark.parametrize("width", [324, 740])
def test_both_paces_stand_on_one_scale_from_zero(width: int) -> None:
    figure = charts.pace(PACES, "đến nay", "cần", width)
    least, most = figure["layout"]["xaxis"]["range"]
    assert (least, most) == (0, 12.3)
    shapes = figure["layout"]["shapes"]
    discs = [s["xanchor"] for s in shapes if s["type"] == "path" and s["xref"] == "x"]
    ticks = [
        s["xanchor"]
        for s in shapes
        if s["type"] == "rect"
        and s.get("xref") == "x"
        and s["fillcolor"] == theme.INK
        and "xanchor" in s
    ]
    assert discs == [10.2, 8.0, 9.1]
    assert ticks == [12.3, 6.5]


def test_only_what_is_short_of_its_need_is_marked_as_short() -> None:
    def colours(so_far: float, needed: float) -> set[str]:
        row = PaceRow("1", "n", so_far, needed, "t")
        return {
            s["fillcolor"]
            for s in charts.pace([row], "a", "b")["layout"]["shapes"]
            if "fillcolor" in s
        }

    assert theme.WORSE in colours(5, 8)
    assert theme.WORSE not in colours(8, 5)
    assert theme.BETTER in colours(8, 5)


def test_a_key_names_only_what_is_drawn() -> None:
    met = [PaceRow("1", "n", 3, None, "đã đạt", "met")]
    said = written(charts.pace(met, "đến nay", "cần"))
    assert "đến nay" in said
    assert "cần" not in said
