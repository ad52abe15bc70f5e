"""A template filled in as staff do it in a spreadsheet; no tests here."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

SOURCE: Mapping[str, str] = {
    "Mã nguồn": "report_2024",
    "Tên tài liệu": "Báo cáo năm 2023",
    "Tên tài liệu (tiếng Anh)": "Report of 2023",
    "Nơi công bố": "UBND huyện",
    "Nơi công bố (tiếng Anh)": "People's Committee",
    "Ngày công bố": "2024-01-15",
}


class Filled:
    """An open workbook; cells are named by indicator and heading, as somebody finds them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._book = load_workbook(path)

    def put(self, indicator: str, **cells: Any) -> dict[str, str]:
        """Fill in cells of an indicator's row in the sheet of figures; where each stands."""
        sheet = self._sheet("Số liệu")
        columns, row = _columns(sheet), 0
        for number in range(2, sheet.max_row + 1):
            if sheet.cell(number, columns["Mã chỉ tiêu"]).value == indicator:
                row = number
        assert row, indicator
        names = {"value": "Giá trị", "whole": "Tổng thể", "status": "Tính chất",
                 "source": "Mã nguồn", "period": "Kỳ", "area": "Mã địa bàn"}  # fmt: skip
        places = {}
        for key, value in cells.items():
            cell = sheet.cell(row, columns[names[key]])
            cell.value = value
            places[key] = cell.coordinate
        return places

    def actual(self, indicator: str, value: Any, **cells: Any) -> dict[str, str]:
        """A figure with its status and source."""
        usual = {"value": value, "status": "Số nguồn công bố", "source": SOURCE["Mã nguồn"]}
        return self.put(indicator, **(usual | cells))

    def source(self) -> None:
        """Name the document that the figures come from."""
        sheet = self._sheet("Nguồn")
        columns, row = _columns(sheet), 2
        while sheet.cell(row, columns["Mã nguồn"]).value:
            row += 1
        for name, text in SOURCE.items():
            sheet.cell(row, columns[name]).value = text

    def save(self, path: Path | None = None) -> Path:
        self._book.save(path or self._path)
        return path or self._path

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book[name]
        assert isinstance(sheet, Worksheet)
        return sheet


def _columns(sheet: Worksheet) -> dict[str, int]:
    return {
        str(cell.value).removesuffix(" *"): cell.column
        for cell in sheet[1]
        if isinstance(cell.column, int)
    }
