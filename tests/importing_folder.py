"""Workbooks as staff fill them in, written row by row, and what examining them finds; no tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from indicators.engine import Engine
from indicators.importing.examining import Examined, examine
from indicators.vocabulary import Finding

NOW = datetime(2024, 2, 1, 8, 30, tzinfo=UTC)
"""A day on which the year 2023 is over."""
FIGURES, PLANS, SOURCES = "Số liệu", "Kế hoạch", "Nguồn"

Row = Mapping[str, object]

FIGURE: Row = {
    "Mã địa bàn": "020",
    "Địa bàn": "",
    "Mã chỉ tiêu": "budget_revenue",
    "Chỉ tiêu": "",
    "Đơn vị": "",
    "Kỳ": "2023",
    "Giá trị": 2300,
    "Tổng thể": "",
    "Mức nêu": "",
    "Làm tròn đến": "",
    "Tính chất": "Số nguồn công bố",
    "Mã nguồn": "emulation_report_2023",
    "Ghi chú": "",
}
"""A sound figure: columns A to M, in this order."""
PLAN: Row = {
    "Mã địa bàn": "020",
    "Mã chỉ tiêu": "budget_revenue",
    "Kỳ": "2023",
    "Hình thức": "level",
    "Giá trị": 2250,
    "Giá trị cao": "",
    "Giá trị gốc": "",
    "Cấp giao": "city – Thành phố giao",
    "Số quyết định": "",
    "Phiên bản": "",
    "Mã nguồn": "emulation_report_2023",
}
"""A sound plan: columns A to K."""
SOURCE: Row = {
    "Mã nguồn": "report_2024",
    "Tên tài liệu": "Báo cáo năm 2023",
    "Tên tài liệu (tiếng Anh)": "Report of 2023",
    "Nơi công bố": "UBND huyện",
    "Nơi công bố (tiếng Anh)": "District People's Committee",
    "Ngày công bố": "2024-01-15",
    "Vị trí, địa chỉ": "",
}
"""A sound source: columns A to G."""
_SOUND = {FIGURES: FIGURE, PLANS: PLAN, SOURCES: SOURCE}


def write(path: Path, sheets: Mapping[str, Sequence[Row]]) -> Path:
    """A workbook of sheets with the template's headings; each row over the sound one."""
    with xlsxwriter.Workbook(path) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            sound = _SOUND[name]
            headings = list(dict.fromkeys([*sound, *(key for row in rows for key in row)]))
            for column, heading in enumerate(headings):
                sheet.write_string(0, column, heading)
                for line, row in enumerate(rows, 1):
                    cell = {**sound, **row}.get(heading, "")
                    if isinstance(cell, str):
                        if cell:
                            sheet.write_string(line, column, cell)
                    elif isinstance(cell, int | float):
                        sheet.write_number(line, column, cell)
    return path


def figures(path: Path, *rows: Row) -> Path:
    """A workbook with one sheet of figures; the first row is row 2."""
    return write(path, {FIGURES: rows})


def plans(path: Path, *rows: Row) -> Path:
    """A workbook with one sheet of plans."""
    return write(path, {PLANS: rows})


def look(
    source: Engine,
    data: Path,
    *paths: Path,
    answers: Mapping[str, str] | None = None,
    mapping: Path | None = None,
    now: datetime = NOW,
) -> Examined:
    return examine(paths, source, data=data, now=now, answers=answers, mapping=mapping)


def said(findings: Sequence[Finding]) -> list[tuple[str, str, str]]:
    """Rule, sheet and cell of each."""
    return [(one.rule, one.sheet, one.cell) for one in findings]
