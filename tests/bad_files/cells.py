"""Cells that hold no value that can be taken as it stands."""

from pathlib import Path

import openpyxl
import xlsxwriter

from tests.bad_files import fault
from tests.bad_files.parts import ROWS, SHEET, book, packed, parts, put, sheet


@fault(("formula-without-value", SHEET, "D2"), ("formula-without-value", SHEET, "D3"))
def formulas_that_were_never_computed(path: Path) -> None:
    made = openpyxl.Workbook()
    cells = made.active
    assert cells is not None
    cells.title = SHEET
    made.calculation.fullCalcOnLoad = False
    for row in (("area", "a", "b", "sum"), ("1", 2, 3, "=B2+C2"), ("2", 3, 4, "=B3+C3")):
        cells.append(row)
    made.save(path)


@fault(("formula-not-calculated", SHEET, "B2"))
def formula_with_the_zero_that_a_program_put_there(path: Path) -> None:
    with xlsxwriter.Workbook(path) as made:
        cells = made.add_worksheet(SHEET)
        cells.write_row(0, 0, ("area", "sum"))
        cells.write(1, 0, "1")
        cells.write_formula(1, 1, "=1+1")


@fault(("formula-without-value", SHEET, "D4"))
def formula_whose_result_was_removed(path: Path) -> None:
    put(path, '<row r="4"><c r="D4"><f>D2+D3</f><v></v></c><c r="E4"><v>1</v></c></row>')


@fault(("manual-calculation", SHEET, "D4"))
def formulas_computed_by_hand(path: Path) -> None:
    row = '<row r="4"><c r="D4"><f>D2+D3</f><v>18567.7</v></c></row>'
    packed(path, parts(sheet(ROWS + row), book=book('<calcPr calcMode="manual"/>')))


@fault(("error-cell", SHEET, "D4"))
def division_by_zero(path: Path) -> None:
    put(path, '<row r="4"><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')


@fault(("error-cell", SHEET, "A4"), ("error-cell", SHEET, "B4"), ("error-cell", SHEET, "A5"))
def reference_and_name_and_not_available(path: Path) -> None:
    put(
        path,
        '<row r="4"><c r="A4" t="e"><v>#REF!</v></c><c r="B4" t="e"><f>x</f><v>#NAME?</v></c></row>'
        '<row r="5"><c r="A5" t="e"><v>#N/A</v></c></row>',
    )


@fault(("damaged-cell", SHEET, "A4"))
def text_that_is_not_in_the_list(path: Path) -> None:
    put(path, '<row r="4"><c r="A4" t="s"><v>77</v></c></row>')


@fault(("damaged-cell", SHEET, "A4"))
def text_before_the_list(path: Path) -> None:
    put(path, '<row r="4"><c r="A4" t="s"><v>-1</v></c></row>')


@fault(("damaged-cell", SHEET, "D4"))
def number_with_a_comma_inside(path: Path) -> None:
    put(path, '<row r="4"><c r="D4"><v>67,7</v></c></row>')


@fault(("damaged-cell", SHEET, "D4"), ("damaged-cell", SHEET, "D5"))
def infinity_and_not_a_number(path: Path) -> None:
    put(
        path, '<row r="4"><c r="D4"><v>1e999</v></c></row><row r="5"><c r="D5"><v>nan</v></c></row>'
    )


@fault(("damaged-cell", SHEET, "D4"))
def truth_that_is_neither(path: Path) -> None:
    put(path, '<row r="4"><c r="D4" t="b"><v>2</v></c></row>')


@fault(("not-a-date", SHEET, "D4"))
def the_29_february_of_1900(path: Path) -> None:
    put(path, '<row r="4"><c r="D4" s="1"><v>60</v></c></row>')


@fault(("not-a-date", SHEET, "D4"), ("not-a-date", SHEET, "D5"))
def days_before_and_after_all_days(path: Path) -> None:
    put(
        path,
        '<row r="4"><c r="D4" s="1"><v>-5</v></c></row>'
        '<row r="5"><c r="D5" s="1"><v>2958466</v></c></row>',
    )


@fault(("scaled-number", SHEET, "D4"))
def numbers_shown_a_thousandth(path: Path) -> None:
    put(
        path,
        '<row r="4"><c r="D4" s="3"><v>18500000</v></c></row>'
        '<row r="5"><c r="D5" s="3"><v>67700</v></c></row>',
    )


@fault(("unseen-number", SHEET, "D4"))
def number_that_its_format_hides(path: Path) -> None:
    put(path, '<row r="4"><c r="D4" s="4"><v>5</v></c></row>')


@fault(("too-many-digits", SHEET, "D4"))
def number_of_seventeen_digits(path: Path) -> None:
    put(path, '<row r="4"><c r="D4"><v>12345678901234567</v></c></row>')


@fault(("range-too-large", SHEET, "XFD1048576"))
def two_cells_at_the_two_corners(path: Path) -> None:
    made = openpyxl.Workbook()
    cells = made.active
    assert cells is not None
    cells.title = SHEET
    cells["A1"] = 1
    cells["XFD1048576"] = 1
    made.save(path)


@fault(("range-too-large", SHEET, "IW4"))
def cell_right_of_the_last_column(path: Path) -> None:
    put(path, '<row r="4"><c r="IW4"><v>5</v></c></row>')


@fault(("range-too-large", SHEET, "A1100001"))
def cell_below_the_last_row(path: Path) -> None:
    put(path, '<row r="1100001"><c r="A1100001"><v>5</v></c></row>')


@fault(*(("error-cell", SHEET, f"A{row}") for row in range(4, 504)), ("more-errors", "", ""))
def more_errors_than_are_listed(path: Path) -> None:
    rows = (f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c></row>' for row in range(4, 600))
    put(path, "".join(rows))
