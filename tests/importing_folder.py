"""Workbooks as staff fill them in, on the disk or as read, and what examining finds; no tests."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from indicators.engine import Engine
from indicators.importing.examining import Examined, examine, examined
from indicators.vocabulary import Finding
from indicators.workbook.outside import Outside, Sheet

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


def by_hand(*rows: dict[str, str], sheet: str = FIGURES, file: str = "figures.xlsx") -> Outside:
    """A file that was read: sound figures, every cell a text; the first row is row 2."""
    headings = list(FIGURE)
    lines = [{**{key: str(cell) for key, cell in FIGURE.items()}, **row} for row in rows]
    columns = {
        chr(ord("A") + place): (heading, *(line[heading] for line in lines))
        for place, heading in enumerate(headings)
    }
    found = Sheet(sheet, tuple(range(1, len(rows) + 2)), columns, {})
    return Outside(file, "", (found,), ())


def seen(source: Engine, data: Path, *rows: dict[str, str]) -> Examined:
    """What examining finds of a file ``by_hand``."""
    return examined([by_hand(*rows)], source, data=data, now=NOW)


def only(found: Examined, column: str) -> str:
    """The cell of the one row that would be written."""
    assert found.findings == ()
    (change,) = found.changes
    return change.after[column]
