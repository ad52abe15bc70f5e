"""A template filled in as staff do it in a spreadsheet; no tests here."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators.engine import Engine
from indicators.importing.headings import sheet
from indicators.importing.template import template
from indicators.vocabulary import Language

Cells = dict[str, Any]

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


class Sheets:
    """A template of the district while somebody fills it in; cells by row and heading."""

    def __init__(
        self,
        source: Engine,
        path: Path,
        period: str,
        language: Language = "vi",
        indicators: list[str] | None = None,
    ) -> None:
        self.path = path
        self.language: Language = language
        made = template(
            source, areas=["020"], indicators=indicators, period=period, language=language
        )
        self._book = load_workbook(io.BytesIO(made))

    def sheet(self, table: str) -> Worksheet:
        found = self._book[sheet(table, self.language)]
        assert isinstance(found, Worksheet)
        return found

    def put(self, table: str, row: int, **cells: Any) -> None:
        """Fill in cells by their letters."""
        for letter, value in cells.items():
            self.sheet(table)[f"{letter}{row}"] = value

    def fill(self, table: str, where: Callable[[Cells], bool], **cells: Any) -> str:
        """Fill in cells, by heading with _ for a blank, of the first row that is meant."""
        found = self.sheet(table)
        head = [str(cell.value).removesuffix(" *") for cell in found[1]]
        for row in found.iter_rows(min_row=2):
            if where({name: cell.value for name, cell in zip(head, row, strict=True)}):
                for name, value in cells.items():
                    cell = row[head.index(name.replace("_", " "))]
                    cell.value = value
                return str(row[0].row)
        raise AssertionError(table)

    def without(self, table: str) -> None:
        """Delete a sheet."""
        del self._book[sheet(table, self.language)]

    def saved(self) -> Path:
        self._book.save(self.path)
        return self.path


def of(code: str) -> Callable[[Cells], bool]:
    return lambda cells: cells["Mã chỉ tiêu"] == code


def free(cells: Cells) -> bool:
    return not cells["Mã nguồn"]
