"""Sheets of which not everything is seen, or not where it stands."""

from pathlib import Path

from tests.bad_files import fault
from tests.bad_files.parts import ROWS, SHEET, book, packed, parts, put, sheet


@fault(("hidden-rows", SHEET, "A3"))
def hidden_row(path: Path) -> None:
    packed(path, parts(sheet(ROWS.replace('<row r="3">', '<row r="3" hidden="1">'))))


@fault(("hidden-rows", SHEET, "A4"), ("hidden-rows", SHEET, "A7"))
def rows_hidden_by_a_filter(path: Path) -> None:
    hidden = (4, 5, 7)
    rows = (
        f'<row r="{row}"{" hidden=" + chr(34) + "true" + chr(34) if row in hidden else ""}>'
        f'<c r="D{row}"><v>{row}</v></c></row>'
        for row in range(4, 9)
    )
    put(path, "".join(rows), after='<autoFilter ref="A1:D8"/>')


@fault(("hidden-rows", SHEET, "A3"))
def row_of_no_height(path: Path) -> None:
    packed(path, parts(sheet(ROWS.replace('<row r="3">', '<row r="3" ht="0" customHeight="1">'))))


@fault(("hidden-rows", SHEET, "A1"))
def all_rows_hidden_at_once(path: Path) -> None:
    packed(path, parts(sheet(before='<sheetFormatPr defaultRowHeight="15" zeroHeight="1"/>')))


@fault(("hidden-column", SHEET, "D1"))
def hidden_column(path: Path) -> None:
    packed(path, parts(sheet(before='<cols><col min="4" max="9" width="9" hidden="1"/></cols>')))


@fault(("hidden-column", SHEET, "B1"))
def column_of_no_width(path: Path) -> None:
    packed(path, parts(sheet(before='<cols><col min="2" max="2" width="0"/></cols>')))


@fault(("hidden-sheet", SHEET, ""), ("empty-workbook", "", ""))
def only_sheet_hidden(path: Path) -> None:
    packed(path, parts(book=book(state=' state="hidden"')))


@fault(("hidden-sheet", SHEET, ""), ("empty-workbook", "", ""))
def only_sheet_hidden_from_the_menu(path: Path) -> None:
    packed(path, parts(book=book(state=' state="veryHidden"')))


def _merged(path: Path, *ranges: str, rows: str = ROWS) -> None:
    inner = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    packed(path, parts(sheet(rows, after=f"<mergeCells>{inner}</mergeCells>")))


@fault(("merged-cells", SHEET, "A2"))
def area_merged_over_two_rows(path: Path) -> None:
    _merged(path, "A2:A3", rows=ROWS.replace('<c r="A3" t="s"><v>5</v></c>', ""))


@fault(("merged-cells", SHEET, "C2"))
def two_values_merged(path: Path) -> None:
    _merged(path, "C2:D2", rows=ROWS.replace('<c r="D2"><v>67.7</v></c>', ""))


@fault(("merged-cells", SHEET, "A4"))
def merged_cells_that_cover_a_value(path: Path) -> None:
    row = '<row r="4"><c r="A4" t="s"><v>4</v></c><c r="B4"><v>5</v></c></row>'
    _merged(path, "A4:D4", rows=ROWS + row)


@fault(("empty-sheet", SHEET, ""), ("empty-workbook", "", ""))
def sheet_of_nothing_but_borders(path: Path) -> None:
    packed(path, parts(sheet('<row r="1" s="2"><c r="A1" s="2"/><c r="XFD1" s="2"/></row>')))


@fault(("empty-sheet", SHEET, ""), ("empty-workbook", "", ""))
def sheet_of_spaces(path: Path) -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">  </t></is></c></row>'
    packed(path, parts(sheet(row)))
