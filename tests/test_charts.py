"""What every figure promises: honest lengths, nothing cut off, nothing but JSON."""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from fontpkg_be_vietnam_pro import ROOT as FONTS
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from indicators import charts, strips, theme
from indicators.charts import (
    BulletRow,
    CellsRow,
    CountRow,
    Fact,
    Figure,
    GrowthPoint,
    HistoryPoint,
    LegendEntry,
    Part,
    PlanLine,
    ProgressRow,
    RankRow,
    Tick,
    Tile,
)
from indicators.vocabulary import Status

PERCENT = f"{theme.NO_BREAK}%"

PROGRESS = [
    ProgressRow("Xóa hộ nghèo", 525.0, "525" + PERCENT, "21 hộ, giao 4 hộ", "exceeded", "Vượt"),
    ProgressRow(
        "Thu ngân sách, Thành phố giao", 103.3, "103,3" + PERCENT, "2.167", "exceeded", "V"
    ),
    ProgressRow("Giao quân", 100.0, "100" + PERCENT, "Hoàn thành", "met", "Đạt kế hoạch"),
    ProgressRow("Giải ngân vốn đầu tư công", 92.4, "92,4" + PERCENT, "", "missed", "Không đạt"),
    ProgressRow("Giữ vững 15/15 xã", None, "", "Giữ nguyên", "met", "Đạt kế hoạch"),
    ProgressRow("Cấp nước sạch", None, "", "", "no_data", "Chưa có số liệu"),
]
CELLS = [
    CellsRow("Tiêu chí huyện thành quận", 25, 31, "25", "31", "Còn 6", "not_due", "Chưa đến hạn"),
    CellsRow("Trường đạt chuẩn quốc gia", 64, 73, "64", "73", "87,67 %", "no_plan", "Không có"),
    CellsRow("Gia đình văn hóa", 90.0, None, "90" + PERCENT, "", "trên 77 nghìn hộ"),
    CellsRow("Xóa hộ nghèo", 21, 21, "21", "21", "", "exceeded", "Vượt kế hoạch", plan=4),
    CellsRow("Chưa có", None, 15, "", "", "", "no_data", "Chưa có số liệu"),
]
PARTS = [
    Part("Công nghiệp, xây dựng", 53.3, "53,3" + PERCENT),
    Part("Thương mại, dịch vụ", 42.7, "42,7" + PERCENT),
    Part("Nông nghiệp, thủy sản", 4.0, "4" + PERCENT),
]
BULLETS = [
    BulletRow(
        *("Dự toán Thành phố giao", 2167.0, 2097.8, "103,3" + PERCENT),
        *("Dự toán 2.097,8 tỷ đồng", "Vượt 69,2 tỷ đồng", "exceeded"),
        plan_derived=True,
        plan_low=2096.8,
        plan_high=2098.8,
    ),
    BulletRow(
        *("Dự toán huyện giao", 2167.0, 2154.1, "100,6" + PERCENT),
        *("Dự toán 2.154,1 tỷ đồng", "Vượt 12,9 tỷ đồng", "exceeded"),
    ),
]
GROWTH = [
    GrowthPoint("2021", 12945.0, "12.945", derived=True, note="suy ra"),
    GrowthPoint("2022", 14563.0, "14.563", low=14200, high=14900),
]
RANKS = [RankRow(6, 30, "6/30", "2021"), RankRow(1, 30, "1/30", "2022")]
COUNTS = [CountRow("Cờ", 3, "3"), CountRow("Bằng khen", 120, "120"), CountRow("?", None, "")]
FEW = [CountRow("Huân chương Lao động hạng Ba", 3, "3"), CountRow("Hạng Nhất", 1, "1")]
FACTS = [
    Fact("Chiều dài tuyến Văn Điển – Ngọc Hồi", "3,8", "km"),
    Fact("Tổng diện tích đất thu hồi", "185.000", "m²", "gần"),
]
TILES = [
    Tile("00643", "Tân Triều", 0, 0, "34.996", "4", "Tân Triều\n34.996 người"),
    Tile("00649", "Tả Thanh Oai", 1, 1, "39.492", "0"),
    Tile("00664", "Vĩnh Quỳnh", 1, 2, "Không xét", "not_applicable"),
    Tile("00676", "Vạn Phúc", 1, 5, "", "none"),
]
LEGEND = [LegendEntry(str(level), f"{level}0–{level}5") for level in range(5)]
HISTORY = [
    HistoryPoint("2021", 2010.0, "2.010", derived=True, low=1900, high=2100),
    HistoryPoint("2022", 2167.0, "2.167"),
]
PLANS = [PlanLine("Thành phố giao", (2050.0, 2097.8)), PlanLine("Huyện giao", (None, 2154.1), True)]
MONTHS = [
    HistoryPoint(f"{n % 12 + 1:02}/{2021 + n // 12}", 150.0 + n, f"{150 + n}") for n in range(24)
]

FIGURES: dict[str, Callable[[], Figure]] = {
    "progress": lambda: charts.progress(PROGRESS, "Kế hoạch = 100 %", "Thanh được cắt ngắn"),
    "cells": lambda: charts.cells(CELLS),
    "structure": lambda: charts.structure(PARTS),
    "structure of two years": lambda: charts.structure(
        [
            Part(part.name, part.share, part.share_text, year)
            for year in ("1", "2")
            for part in PARTS
        ]
    ),
    "plan_bullets": lambda: charts.plan_bullets(BULLETS, "Dải mảnh phóng to quanh kế hoạch"),
    "growth": lambda: charts.growth(GROWTH, "+1.618, tăng 12,5 %"),
    "rank": lambda: charts.rank(RANKS, "1", "30"),
    "counts": lambda: charts.counts(COUNTS),
    "counts as dots": lambda: charts.counts(FEW),
    "figures": lambda: charts.figures(FACTS),
    "communes": lambda: charts.communes(TILES, LEGEND, "Nghìn người", selected="00649"),
    "communes on a phone": lambda: charts.communes(TILES, LEGEND, "Nghìn người", compact=True),
    "history": lambda: charts.history(HISTORY, PLANS, [Tick(1000, "1.000"), Tick(2000, "2.000")]),
    "history as a line": lambda: charts.history(MONTHS),
    "no progress": lambda: charts.progress([], ""),
    "no cells": lambda: charts.cells([]),
    "no parts": lambda: charts.structure([]),
    "no bullets": lambda: charts.plan_bullets([], "x"),
    "no growth": lambda: charts.growth([]),
    "no ranks": lambda: charts.rank([], "1", "30"),
    "no counts": lambda: charts.counts([]),
    "no facts": lambda: charts.figures([]),
    "no communes": lambda: charts.communes([]),
    "no history": lambda: charts.history([]),
}
every_figure = pytest.mark.parametrize("name", FIGURES)

numbers = st.none() | st.floats(width=32) | st.sampled_from([float("nan"), float("inf"), -0.0])


def bars(figure: Figure) -> list[dict[str, Any]]:
    """The bars of a figure: start, end, colour."""
    trace = next(trace for trace in figure["data"] if trace["name"] == "bars")
    return [
        {"start": base, "end": base + length, "middle": middle, "colour": colour}
        for base, length, middle, colour in zip(
            trace["base"], trace["x"], trace["y"], trace["marker"]["color"], strict=True
        )
    ]


def labels(figure: Figure) -> list[dict[str, Any]]:
    """Every text of a figure with its place, whether Plotly draws it as text or annotation."""
    trace = next(trace for trace in figure["data"] if trace["name"] == "texts")
    font = trace["textfont"]
    anchors = {"right": "left", "center": "center", "left": "right"}
    places = zip(trace["text"], trace["x"], trace["y"], trace["textposition"], strict=True)
    found = []
    for place, (text, x, y, position) in enumerate(places):
        size, tall = font["size"][place], text.count("<br>") * theme.LEADING + 1
        found.append(
            {
                "text": text,
                "x": x,
                "xref": "x",
                "xanchor": anchors[position.split(" ")[1]],
                "y": y + size * (0.75 - tall / 2) - size * theme.ASCENT,
                "font": {"size": size, "weight": font["weight"][place]},
            }
        )
    return [*found, *figure["layout"]["annotations"]]


def written(figure: Figure) -> list[str]:
    """Every text of a figure as it is read."""
    return [unescape(re.sub(r"</?b>", "", each["text"])) for each in labels(figure)]


def as_json(figure: Figure) -> str:
    return json.dumps(figure, allow_nan=False)


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
    if name == "communes":
        width = max(width, 620)  # its compact form is the one for a phone
    figure = FIGURES[name]()
    layout = figure["layout"]
    low, high = layout["xaxis"]["range"]
    margins = layout["margin"]
    plot = width - margins["l"] - margins["r"]
    for each in labels(figure):
        lines = [unescape(line) for line in re.sub(r"</?b>", "", each["text"]).split("<br>")]
        size, weight = each["font"]["size"], each["font"]["weight"]
        wide = max(theme.text_width(line, size, weight) for line in lines)
        share = each["x"] if each["xref"] == "paper" else (each["x"] - low) / (high - low)
        at = margins["l"] + share * plot + each.get("xshift", 0)
        start = at - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[each["xanchor"]]
        assert start >= -2, lines
        assert start + wide <= width + 2, lines
        below = size * (theme.LEADING * (len(lines) - 1) + theme.ASCENT + theme.DESCENT)
        assert each["y"] >= -size * 0.4, lines
        assert each["y"] + below <= layout["height"] + size * 0.2, lines


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


@given(st.integers(1, 40), st.data())
def test_there_are_as_many_cells_as_the_whole_has(whole: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, whole))
    drawn = bars(charts.cells([CellsRow("n", value, whole, "v", "w", "")]))
    assert len(drawn) == whole
    assert sum(bar["colour"] == theme.NAVY for bar in drawn) == value
    assert drawn[0]["start"] == 0
    assert drawn[-1]["end"] == pytest.approx(1)
    assert all(before["end"] < after["start"] for before, after in pairwise(drawn))


@given(st.integers(41, 5000), st.data())
def test_many_cells_become_one_bar_of_the_true_length(whole: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, whole))
    drawn = bars(charts.cells([CellsRow("n", value, whole, "v", "w", "")]))
    assert len(drawn) <= 2
    assert drawn[0]["end"] == pytest.approx(value / whole)


def test_the_whole_of_a_count_is_lighter_than_the_count() -> None:
    texts = [each["text"] for each in labels(charts.cells(CELLS[:1]))]
    assert "<b>25</b>/31" in texts


@given(st.lists(st.floats(0.1, 60), min_size=1, max_size=8))
def test_a_structure_adds_up_and_leaves_what_is_missing_empty(shares: list[float]) -> None:
    figure = charts.structure([Part(f"part {n}", s, f"{s}") for n, s in enumerate(shares)])
    drawn = bars(figure)
    total, whole = sum(shares), figure["layout"]["xaxis"]["range"][1]
    filled = sum(bar["end"] - bar["start"] for bar in drawn if bar["colour"] != theme.PAPER)
    assert whole == pytest.approx(max(total, 100), abs=0.6)
    assert filled == pytest.approx(total if abs(total - 100) > 0.5 else 100)
    assert sum(bar["end"] - bar["start"] for bar in drawn) == pytest.approx(whole)
    text = " ".join(written(figure)).replace("<br>", " ")
    assert all(f"part {n}" in text for n in range(len(shares)))


def test_a_small_part_is_labelled_outside_with_a_leader() -> None:
    layout = charts.structure(PARTS)["layout"]
    assert sum(shape["type"] == "line" for shape in layout["shapes"]) == 1
    assert any("Nông nghiệp, thủy sản" in text for text in written(charts.structure(PARTS)))


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


def test_growth_starts_at_zero_and_draws_the_change_to_scale() -> None:
    drawn = bars(charts.growth(GROWTH, "+1.618"))
    derived, change, last = drawn
    assert (derived["start"], derived["end"], derived["colour"]) == (0, 12945, theme.PAPER)
    assert (change["start"], change["end"], change["colour"]) == (12945, 14563, theme.SKY)
    assert (last["start"], last["end"], last["colour"]) == (0, 14563, theme.NAVY)


def test_a_year_without_a_value_is_said_and_not_drawn_as_zero() -> None:
    figure = charts.growth([GrowthPoint("2021", None, "chưa có"), GROWTH[1]], "+1.618")
    assert len(bars(figure)) == 1
    assert "chưa có" in written(figure)
    assert "+1.618" not in written(figure)


def test_our_place_is_the_tall_one() -> None:
    trace = charts.rank([RankRow(6, 30, "6/30")], "1", "30")["data"][0]
    tallest = max(trace["width"])
    ours = trace["width"].index(tallest)
    assert len(trace["x"]) == 30
    assert trace["width"].count(tallest) == 1
    assert sum(base < trace["base"][ours] for base in trace["base"]) == 5


def test_counts_are_bars_from_zero_or_dots() -> None:
    assert [(bar["start"], bar["end"]) for bar in bars(charts.counts(COUNTS))] == [(0, 3), (0, 120)]
    dots = charts.counts(FEW)
    assert not bars(dots)
    assert len(dots["layout"]["shapes"]) == 4


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


@pytest.mark.parametrize("count", [12, 13])
def test_a_long_history_is_a_line(count: int) -> None:
    modes = {trace.get("mode", "") for trace in charts.history(MONTHS[:count])["data"]}
    assert any("lines" in mode for mode in modes) == (count > 12)


def test_columns_stand_on_zero_in_proportion() -> None:
    trace = charts.history(HISTORY)["data"][0]
    feet = [middle + tall / 2 for middle, tall in zip(trace["y"], trace["width"], strict=True)]
    assert feet[0] == pytest.approx(feet[1])
    assert trace["width"][0] / trace["width"][1] == pytest.approx(2010 / 2167, rel=1e-3)


def test_a_plan_line_must_fit_its_points() -> None:
    with pytest.raises(ValueError, match="one value a point"):
        charts.history(HISTORY, [PlanLine("p", (1.0,))])


@given(st.lists(st.floats(-1e9, 1e12), max_size=20))
def test_grid_lines_are_few_and_inside(values: list[float]) -> None:
    ticks = charts.nice_ticks(values)
    assert len(ticks) <= 5
    assert all(min([0, *values]) <= tick <= max([0, *values]) * (1 + 1e-6) for tick in ticks)


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
    ],
    ids=["bars", "dots", "growth", "structure", "line", "tiles"],
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


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_widths_of_texts_agree_with_the_font(weight: int) -> None:
    path = next(FONTS.rglob(theme.FONT_FILES[weight]))
    font = ImageFont.truetype(str(path), 1000)
    for text in (
        "Tổng diện tích đất thu hồi",
        "14.563 tỷ đồng",
        "103,3 %",
        "ƯỚC ĐẠT",
        "−1,5 · 3 × 4",
    ):
        real = font.getlength(text.replace(" ", theme.NO_BREAK)) / 1000 * 15
        assert 0.98 * real <= theme.text_width(text, 15, weight) <= 1.05 * real


@given(st.text("aơ ế\u00a0 \n", max_size=60), st.floats(20, 300))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: float) -> None:
    lines = theme.wrapped(text, 15, 400, width)
    assert " ".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    for line in lines:
        assert " " not in line.strip(" ") or theme.text_width(line, 15) <= width + 0.01


def test_every_status_has_its_own_look() -> None:
    assert set(theme.LOOKS) == set(Status)
    assert len({look.mark for look in theme.LOOKS.values()}) == len(Status)
    assert len({look.icon for look in theme.LOOKS.values()}) == len(Status)


@pytest.mark.parametrize("status", Status)
def test_marks_are_drawn_from_what_plotly_reads(status: Status) -> None:
    for stroke in theme.LOOKS[status].mark:
        assert re.fullmatch(r"[MLCZ\d. -]+", theme.scaled(stroke.path, 8, upward=True))


def test_an_image_holds_its_drawing_and_says_what_it_is() -> None:
    svg = strips.strip_rank(6, 30, "thứ 6")
    tag = theme.image(svg, 'Đứng "thứ 6"', "100%", strips.HEIGHT)
    found = ET.fromstring(tag.replace(">", "/>"))
    assert (found.get("alt"), found.get("height")) == ('Đứng "thứ 6"', "30")
    assert b64decode((found.get("src") or "").partition(",")[2]).decode() == svg


def test_a_mark_grows_with_its_radius_and_turns_with_its_axis() -> None:
    assert theme.scaled("M 0.5 -1 L -0.25 0 Z", 8) == "M 4 -8 L -2 0 Z"
    assert theme.scaled("M 0.5 -1 L -0.25 0 Z", 8, upward=True) == "M 4 8 L -2 0 Z"


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


@given(st.integers(1, 40), st.data())
def test_a_strip_has_as_many_cells_as_the_whole(whole: int, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, whole))
    fills = [piece.get("fill") for piece in ET.fromstring(strips.strip_cells(value, whole, ""))]
    assert fills.count(theme.NAVY) == value
    assert fills.count(theme.PAPER) == whole - value
