"""Rows as exhibits word them, and a figure of every form made of them."""

from collections.abc import Callable

from indicators import charts, theme
from indicators.charts import (
    BulletRow,
    CellsRow,
    Change,
    ChangedRow,
    CountRow,
    End,
    Fact,
    Figure,
    Gap,
    GrowthPoint,
    HistoryPoint,
    LegendEntry,
    Line,
    Outline,
    PaceRow,
    Panel,
    Part,
    Period,
    PlanLine,
    ProgressRow,
    RankedRow,
    RankRow,
    Reference,
    ReferenceLine,
    Step,
    Tick,
    Tile,
)

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
CHANGED = [
    ChangedRow(
        "Thu ngân sách nhà nước trên địa bàn",
        *("on_track", "Đúng tiến độ", "behind", "Chậm tiến độ"),
        "Có số thực hiện mới: thực hiện 1.020 tỷ đồng thành 1.100 tỷ đồng (Thành phố giao)",
    ),
    ChangedRow("Xóa hộ nghèo", "", "Chưa có kế hoạch", "missed", "Không đạt", "Kế hoạch mới"),
    ChangedRow("Giao quân", "met", "Đạt kế hoạch", "", "Không còn kế hoạch", ""),
    ChangedRow("Cấp nước", "no_data", "Chưa có số liệu", "no_plan", "Không có kế hoạch", "Khác"),
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

NAMES = (
    *("Văn Điển", "Tân Triều", "Thanh Liệt", "Tả Thanh Oai", "Hữu Hòa", "Tam Hiệp", "Tứ Hiệp"),
    *("Yên Mỹ", "Vĩnh Quỳnh", "Ngũ Hiệp", "Duyên Hà", "Ngọc Hồi", "Vạn Phúc", "Đại Áng"),
    *("Liên Ninh", "Đông Mỹ"),
)
YEARS = [Period("2020"), Period("2021", "Văn Điển 61,5"), Period("2022")]
LINES = [
    Line("Văn Điển", (59.0, 61.5, 62.1), "62,1", selected=True),
    Line("Tân Triều", (69.0, 71.5, 69.4), "69,4", illustrative=(True, True, True)),
    Line("Thanh Liệt", (69.2, None, 73.7), "73,7"),
    Line("Tả Thanh Oai", (77.0, 83.9, 85.3), "85,3"),
    Line("Hữu Hòa", (62.0, 62.1, None), "62,1 (2021)"),
    Line("Tam Hiệp", (None, None, None), "chưa báo cáo"),
]
REFERENCES = [
    ReferenceLine("Toàn huyện", (62.0, 64.1, 66.3), "66,3", "whole"),
    ReferenceLine("Trung vị các xã, thị trấn", (61.0, 63.0, 66.0), "66", "median"),
]
RANKED: list[RankedRow | Gap] = [
    *(
        RankedRow(
            *(str(place), name, f"{place + 1}", 84.0 - place * 2, f"{84 - place * 2},0"),
            Change("+2,9", 1, "better") if place % 3 else Change("−12,5", -1, "worse"),
            status=("exceeded", "at_risk", "", "missed")[place % 4],
            selected=place == 4,
            hover=f"{name}\n84",
        )
        for place, name in enumerate(NAMES[:14])
    ),
    Gap("… 3.301 xã khác"),
    *(RankedRow(f"none {name}", name, "", None, "chưa báo cáo") for name in NAMES[14:]),
]
LEVELS_OF_ALL = [Reference(67.1, "Trung vị các xã 67,1", True), Reference(69.3, "Toàn huyện 69,3")]
WORDS = {
    "exceeded": "Vượt kế hoạch",
    "at_risk": "Có nguy cơ",
    "behind": "Chậm tiến độ",
    "missed": "Không đạt",
}
VERDICTS = {"better": "tốt hơn", "worse": "kém hơn"}
START = End("Kế hoạch Thành phố giao năm 2022", "2.154,1")
END = End("Thực hiện", "2.167", "vượt 12,9 tỷ đồng")
STEPS = [
    Step("00640", "Văn Điển", 0.0, -3.5, "−3,5", "worse"),
    Step("00649", "Tả Thanh Oai", -3.5, -3.5, "0"),
    Step("00646", "Thanh Liệt", -3.5, 12.9, "+16,4", "better", selected=True),
]
PACES = [
    PaceRow("00640", "Văn Điển", 10.2, 12.3, "cần 12,3/tháng, gấp 1,2 lần"),
    PaceRow("00649", "Tả Thanh Oai", 8.0, 6.5, "cần 6,5/tháng, gấp 0,8 lần", selected=True),
    PaceRow("00646", "Thanh Liệt", 9.1, None, "đã đạt", "met"),
    PaceRow("00661", "Yên Mỹ", None, None, "chưa báo cáo"),
]
PANELS = [
    Panel(
        *("income", "Thu nhập bình quân đầu người", "67,7 triệu đồng/người/năm", "hạng 3/16"),
        values=(60.0, 62.0, 67.7),
        medians=(61.0, 61.5, 62.0),
        first_label="2020",
        last_label="2022",
        status="exceeded",
    ),
    Panel("poor", "Hộ nghèo", "12 hộ", "hạng 5=", (None, None, 12.0), (), "2020", "2022"),
    Panel("schools", "Trường đạt chuẩn quốc gia", "4/5 trường", "hạng 2/16", status="missed"),
]


def ring(x: float, y: float, wide: float, tall: float) -> tuple[tuple[float, float], ...]:
    """A closed rectangle round the made-up place 105° east, 21° north; in hundredths of one."""
    corners = ((x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y))
    return tuple((105 + across / 100, 21 + up / 100) for across, up in corners)


OUTLINES = [
    Outline("00001", "Xã Một", "34.996", "4", (ring(0, 0, 4, 4),), "Xã Một", status="exceeded"),
    Outline("00002", "Xã Hai", "5.915", "0", (ring(4, 0, 3, 4), ring(5, 1, 1, 1)), "Xã Hai"),
    Outline("00003", "Xã Ba Rất Nhỏ", "7", "2", (ring(7, 0, 0.4, 0.4),), status="missed"),
    Outline("00004", "Xã Bốn", "?", "none", (ring(0, 4, 7, 2), ring(7.5, 4, 0.5, 2))),
]


def of_width(width: int) -> dict[str, Callable[[], Figure]]:
    """The forms of the commune pages, drawn for a page at least ``width`` px wide."""
    return {
        f"comparison {width}": lambda: charts.comparison(
            LINES, YEARS, REFERENCES, [Tick(60, "60"), Tick(70, "70"), Tick(99, "99")], width, "S"
        ),
        f"ranking {width}": lambda: charts.ranking(
            RANKED, LEVELS_OF_ALL, "so với 2021", VERDICTS, WORDS, width
        ),
        f"waterfall {width}": lambda: charts.waterfall(
            START, STEPS, END, "better", VERDICTS, width
        ),
        f"pace {width}": lambda: charts.pace(PACES, "đến nay mỗi tháng", "cần mỗi tháng", width),
        f"multiples {width}": lambda: charts.multiples(
            PANELS, "Tả Thanh Oai", "trung vị các xã", WORDS, width
        ),
        f"changed {width}": lambda: charts.changed(CHANGED, width),
        f"outlines {width}": lambda: charts.outlines(
            OUTLINES, LEGEND, "Nghìn người", {"00002"}, WORDS, width
        ),
    }


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
    "communes": lambda: charts.communes(TILES, LEGEND, "Nghìn người", selected={"00649"}),
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
    "no comparison": lambda: charts.comparison([], []),
    "no ranking": lambda: charts.ranking([]),
    "no waterfall": lambda: charts.waterfall(End("a", "1"), [], End("b", "1")),
    "no pace": lambda: charts.pace([], "a", "b"),
    "no multiples": lambda: charts.multiples([]),
    "no changes": lambda: charts.changed([]),
    "no outlines": lambda: charts.outlines([]),
    **of_width(324),
    **of_width(430),
    **of_width(740),
}
