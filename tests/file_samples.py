"""Rows to write into files, texts that a spreadsheet would run, and files opened; no tests here."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import openpyxl
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from indicators.files import About, Column, Record

COLUMNS = (
    Column("area_code", "Mã", "code"),
    Column("name", "Xã, thị trấn"),
    Column("period", "Kỳ", "period"),
    Column("value", "Thực hiện", "number"),
    Column("rate", "Tỷ lệ", "number", decimals=1),
    Column("published_on", "Ngày công bố", "date"),
    Column("status", "Tính chất", "standing"),
)
ABOUT = About(
    title="Hộ nghèo theo xã",
    language="vi",
    lines=(("Bộ lọc", "Kỳ 2022; 16 xã"), ("Liên kết", "http://localhost/?area=00640")),
    illustrative=False,
    made=datetime(2026, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=7))),
)
MARKED = replace(ABOUT, illustrative=True)
SHARE = 100 * 64 / 73
ROW: Record = {
    "area_code": "00640",
    "name": "Văn Điển",
    "period": "2022-07",
    "value": -21,
    "rate": SHARE,
    "published_on": date(2023, 2, 27),
    "status": "official",
}
MADE_UP: Record = {**ROW, "area_code": "00643", "name": "Hữu Hòa", "status": "illustrative"}
BLANK: Record = {**dict.fromkeys(ROW), "area_code": "00646", "name": ""}

LIVE = (
    "=1+1", "+84 24", "-1", "@sum", "=HYPERLINK(\"http://x\",\"y\")", "-2+3+cmd|' /C calc'!A0",
    "  =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "＝1+1", "＋1", "－1", "＠sum", "\t=1+1",
    "\tx", "\r=1+1", "\rx", "\n=1+1", "\r\n-1", " \t=1+1", "'=1+1", "''@x",
)  # fmt: skip
"""What a spreadsheet would run as a formula."""
WITHIN = ("x;=1+1", "x; @sum", "dòng một\n=1+1\ndòng ba", "x\t-1", "a;b;＝1")
"""The same within a text, where a spreadsheet may begin a cell."""
HARMLESS = (
    "Văn Điển", "Đạt, 'chuẩn'", '"a"', "a=b", "5-6", "'chuẩn'", "'", "a, =b", " x", "64/73", "−21",
    "http://x", "mailto:a@b", "<b>&amp;</b>", "{=1}", "00640",
)  # fmt: skip
"""What must stay as it is."""
LIVE_SIGNS = "=+-@＝＋－＠"


def file_of(text: str) -> list[Record]:
    return [{"area_code": "00640", "note": text, "value": -21.0}]


NOTES = (Column("area_code", "Mã", "code"), Column("note", "N"), Column("value", "V", "number"))


def cells_of(content: bytes, delimiter: str = ",") -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def sheets(content: bytes) -> tuple[Worksheet, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    table, about = book.worksheets
    return table, about


def cell_at(sheet: Worksheet, place: str) -> SheetCell:
    found = sheet[place]
    assert isinstance(found, SheetCell)
    return found


ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("=+-@＝＠';\t\r\n ,\"0a<>&_x\u200b\u00a0"), st.characters(codec="utf-8")
    ),
    max_size=12,
)
