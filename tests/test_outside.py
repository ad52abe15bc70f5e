"""Workbooks and CSV from outside as their cells say, each in its place."""

import hashlib
import io
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from indicators.vocabulary import Severity
from indicators.workbook import child, values
from indicators.workbook.grid import letters_of, place_of
from indicators.workbook.limits import LIMITS, Limits
from indicators.workbook.outside import Outside, Sheet, read_outside, received
from tests.bad_files.parts import ROWS, SHEET, packed, parts, put, sheet


def read(path: Path, limits: Limits = LIMITS) -> Outside:
    """As ``read_outside`` does, in this process and by both ways of reading XML."""
    answers = []
    for quick in (True, False):
        target = io.BytesIO()
        with path.open("rb") as source:
            child.answer(source, path.name, limits, target, quick=quick)
        target.seek(0)
        answers.append(received(target, limits))
    assert answers[0] == answers[1]
    return Outside(path.name, "", *answers[0])


def only(found: Outside) -> Sheet:
    assert found.findings == ()
    (alone,) = found.sheets
    return alone


def test_a_workbook_is_its_cells_by_column(tmp_path: Path) -> None:
    path = tmp_path / "số liệu.xlsx"
    packed(path, parts())
    found = read_outside(path)
    assert found.file == "số liệu.xlsx"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert found.sound
    assert only(found) == Sheet(
        SHEET,
        (1, 2, 3),
        {
            "A": ("area_code", "00640", "00643"),
            "B": ("indicator_code", "income_per_person", "income_per_person"),
            "C": ("period", "2022", "2022"),
            "D": ("value", "67.7", "18500"),
        },
        {"A": frozenset(), "B": frozenset(), "C": frozenset({1, 2}), "D": frozenset({1, 2})},
    )
    assert only(read(path)) == only(found)


def test_blank_rows_and_columns_are_left_out_and_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    cells = made.worksheets[0]
    cells["C4"], cells["AA4"], cells["C9"], cells["E7"] = "tên", 1, 2, "   "
    made.save(path)
    alone = only(read(path))
    assert alone.rows == (4, 9)
    assert alone.columns == {"C": ("tên", "2"), "AA": ("1", "")}
    assert alone.numeric == {"C": frozenset({1}), "AA": frozenset({0})}


CellValue = date | time | bool | str | float


def _column(
    path: Path, cells: list[CellValue], formats: list[str] | None = None
) -> tuple[str, ...]:
    made = openpyxl.Workbook()
    for row, cell in enumerate(cells, 1):
        placed = made.worksheets[0].cell(row, 2, cell)
        made.worksheets[0].cell(row, 1, "x")
        if formats:
            placed.number_format = formats[row - 1]
    made.save(path)
    return only(read(path)).columns["B"]


def test_cells_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    cells: list[CellValue] = [
        date(2022, 7, 31),
        datetime.combine(date(2022, 7, 31), time(8, 30)),
        time(8, 30),
        True,
        "18.500",
        " 67,7 ",
        '<a> & "b"\n_x000D_',
        1e22,
        -0.5,
        date(1900, 1, 1),
    ]
    assert _column(path, cells) == (
        "2022-07-31",
        "2022-07-31T08:30:00",
        "08:30:00",
        "TRUE",
        "18.500",
        " 67,7 ",
        '<a> & "b"\n\r',
        "10000000000000000000000",
        "-0.5",
        "1900-01-01",
    )
    assert only(read(path)).numeric["B"] == {7, 8}


@pytest.mark.parametrize(
    ("number", "code", "text", "numeric"),
    [
        (0.876, "0.0%", "87.6%", True),
        (0.07, "0 %", "7%", True),
        (640, "00000", "00640", False),
        (1.104166666666667, "[h]:mm", "26:30:00", False),
        (44773, "dd/mm/yyyy", "2022-07-31", False),
        (44773, '"ngày" d "tháng" m', "2022-07-31", False),
        (18500, "#,##0", "18500", True),
        (18500, '#,##0" đồng"', "18500", True),
        (18500, "[Red]#,##0.00;(#,##0.00)", "18500", True),
        (14563.25, "#,##0.0_);\\(#,##0.0\\)", "14563.25", True),
        (0, "#,##0,", "0", False),
        (5, "@", "5", True),
        (1234.5, "0.00E+00", "1234.5", True),
    ],
)
def test_a_number_is_what_its_format_shows(
    tmp_path: Path, number: float, code: str, text: str, numeric: bool
) -> None:
    path = tmp_path / "a.xlsx"
    assert _column(path, [number], [code]) == (text,)
    assert only(read(path)).numeric["B"] == ({0} if numeric else set())


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.30000000000000004", "0.3"),
        ("67.700000000000003", "67.7"),
        ("18500.0", "18500"),
        ("1.8500000000000001E4", "18500"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("007", "7"),
        ("+5", "5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1E-7", "0.0000001"),
        ("123456789012345", "123456789012345"),
        ("0.1", "0.1"),
        ("99999999999999.9", "99999999999999.9"),
        ("1E15", "1000000000000000"),
        ("0.000000000000000000123", "0.000000000000000000123"),
    ],
)
def test_a_number_has_the_digits_that_excel_shows(stored: str, text: str) -> None:
    assert values.number_text(stored) == text
    assert values.all_canonical([stored]) <= (stored == text)


@pytest.mark.parametrize("stored", ["", "abc", "1,5", "nan", "inf", "1e999", "1_000", "٣", "0x1"])
def test_what_is_no_number_is_refused(stored: str) -> None:
    with pytest.raises(values.NoNumber):
        values.number_text(stored)


def test_days_are_counted_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    made.epoch = CALENDAR_MAC_1904
    made.worksheets[0]["A1"] = date(2022, 7, 31)
    made.save(path)
    assert only(read(path)).columns["A"] == ("2022-07-31",)


def test_formulas_give_their_stored_result(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    put(
        path,
        '<row r="4"><c r="A4" t="str"><f>"a"</f><v>a</v></c><c r="B4" t="str"><f>""</f><v></v></c>'
        '<c r="D4"><f t="shared" si="0"/><v>7.5</v></c></row>',
    )
    alone = only(read(path))
    assert [alone.columns[letters][3] for letters in "ABCD"] == ["a", "", "", "7.5"]
    assert alone.numeric["D"] == {1, 2, 3}


def test_what_other_programs_write_is_read_the_same(tmp_path: Path) -> None:
    rows: list[list[CellValue]] = [
        ["Xã", "Kỳ", "Giá trị"],
        ["Đông Mỹ", "2022", 67.7],
        ["Tả <Thanh> & Oai", "", 18500],
    ]
    written = []
    for name, settings in (("x", {}), ("xc", {"constant_memory": True})):
        with xlsxwriter.Workbook(tmp_path / f"{name}.xlsx", settings) as made:
            cells = made.add_worksheet()
            bold = made.add_format({"bold": True})
            for at, row in enumerate(rows):
                cells.write_row(at, 0, row)
                cells.write_blank(at, 3, None, bold)
        written.append(f"{name}.xlsx")
    for name, write_only in (("o", False), ("ow", True)):
        book = openpyxl.Workbook(write_only=write_only)
        page = book.create_sheet("Sheet1") if write_only else book.worksheets[0]
        for row in rows:
            page.append(row)
        book.save(tmp_path / f"{name}.xlsx")
        written.append(f"{name}.xlsx")
    for name in written:
        alone = only(read(tmp_path / name))
        assert alone.rows == (1, 2, 3)
        assert alone.columns == {
            "A": ("Xã", "Đông Mỹ", "Tả <Thanh> & Oai"),
            "B": ("Kỳ", "2022", ""),
            "C": ("Giá trị", "67.7", "18500"),
        }
        assert alone.numeric["C"] == {1, 2}


def test_rich_and_phonetic_texts_comments_and_cdata(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    texts = parts()["xl/sharedStrings.xml"].replace(
        b"<si><t>00643</t></si>",
        b"<si><r><t>006</t></r><r><rPr><b/></rPr><t>43</t></r>"
        b"<rPh sb='0' eb='1'><t>x</t></rPh></si>",
    )
    rows = ROWS.replace("<v>67.7</v>", "<v><!-- <v>1</v> -->67<![CDATA[.7]]></v>")
    packed(path, parts(sheet(rows), texts=texts))
    assert only(read(path)).columns["A"] == ("area_code", "00640", "00643")
    assert only(read(path)).columns["D"] == ("value", "67.7", "18500")


def test_a_prefix_and_utf_16_are_read_the_same(tmp_path: Path) -> None:
    plain, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    packed(plain, parts())
    text = sheet().replace("UTF-8", "UTF-16").replace("xmlns=", "xmlns:x=")
    text = text.replace("</", "</x:").replace("<w", "<x:w").replace("<s", "<x:s")
    text = text.replace("<r", "<x:r").replace("<c", "<x:c").replace("<v", "<x:v")
    packed(other, parts(text.encode("utf-16")))
    assert only(read(other)) == only(read(plain))


def test_cells_without_places_stand_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    packed(path, parts(sheet("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c/></row>")))
    alone = only(read(path))
    assert (alone.rows, alone.columns) == ((1,), {"A": ("1",), "C": ("3",)})


def test_a_title_may_be_merged_and_empty_sheets_and_hidden_rows_may_be(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    made = openpyxl.Workbook()
    page = made.worksheets[0]
    page["A1"], page["D1"], page["A2"] = "UBND HUYỆN THANH TRÌ", "Biểu 01", "SỐ LIỆU 2022"
    for row in (["a", "b", "c", "d", "e"], [1, 2, 3, 4, 5]):
        page.append(row)
    for place in ("A1:C1", "D1:E1", "A2:E2"):
        page.merge_cells(place)
    page.row_dimensions[20].hidden = True
    page.column_dimensions["J"].hidden = True
    made.create_sheet("Trang 2")
    made.create_sheet("Danh mục").sheet_state = "veryHidden"
    made["Danh mục"]["A1"] = "00640"
    made.save(path)
    found = read(path)
    assert [each.rows for each in found.sheets] == [(1, 2, 3, 4)]
    assert [(each.rule, each.sheet, each.severity) for each in found.findings] == [
        ("empty-sheet", "Trang 2", Severity.WARNING),
        ("hidden-sheet", "Danh mục", Severity.WARNING),
    ]
    assert found.sound


def test_a_formatted_cell_far_away_is_no_cell_in_use(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    put(path, '<row r="1048576"><c r="XFD1048576" s="2"/></row>')
    assert only(read(path)).rows == (1, 2, 3)


GOOD = 'tên,"giá trị",kỳ\nXã A,"67,7",2022\n"hai\ndòng",18.500,2022\n\n,,\nXã B,,2022\n'
EXPECTED = {
    "A": ("tên", "Xã A", "hai\ndòng", "Xã B"),
    "B": ("giá trị", "67,7", "18.500", ""),
    "C": ("kỳ", "2022", "2022", "2022"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_is_its_cells_by_column(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(GOOD.replace("\n", end).encode(encoding))
    alone = only(read(path))
    assert (alone.name, alone.rows) == ("", (1, 2, 3, 7))
    assert alone.columns == {
        letters: tuple(text.replace("\n", end) for text in texts)
        for letters, texts in EXPECTED.items()
    }
    assert not any(alone.numeric.values())


@pytest.mark.parametrize(
    ("content", "first"),
    [
        ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ("a", "1,5", "4,5")),
        ("a\tb\n1,5\t2\n", ("a", "1,5")),
        ("Báo cáo, năm 2022\na;b\n1;2\n3;4\n", ("Báo cáo, năm 2022", "a", "1", "3")),
        ("sep=;\na,b;c\n1;2\n", ("a,b", "1")),
        ('"a;b",c\n"1;2",3\n', ("a;b", "1;2")),
        ("one\ntwo\n", ("one", "two")),
        ("a,b\n1,2,,\n", ("a", "1")),
    ],
)
def test_the_separator_is_found(tmp_path: Path, content: str, first: tuple[str, ...]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    alone = only(read(path))
    assert alone.columns["A"] == first
    assert alone.rows[0] == (2 if content.startswith("sep") else 1)


def test_many_rows_of_words_and_of_texts(tmp_path: Path) -> None:
    """More than a batch, in columns that repeat and columns that never do."""
    path = tmp_path / "a.csv"
    lines = [f"{row},{row % 7},{'' if row % 5 else row}" for row in range(20_000)]
    path.write_text("\n".join(lines))
    alone = only(read(path))
    assert alone.rows == tuple(range(1, 20_001))
    assert alone.columns["A"] == tuple(map(str, range(20_000)))
    assert alone.columns["B"] == tuple(str(row % 7) for row in range(20_000))
    assert alone.columns["C"] == tuple("" if row % 5 else str(row) for row in range(20_000))


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        (Limits(file=500), "file-too-large"),
        (Limits(unpacked=1000), "unpacked-too-large"),
        (Limits(parts=3), "too-many-parts"),
        (Limits(rows=2), "range-too-large"),
        (Limits(columns=3), "range-too-large"),
        (Limits(cells=5), "range-too-large"),
    ],
)
def test_a_file_beyond_a_limit_is_turned_away(tmp_path: Path, limits: Limits, rule: str) -> None:
    path = tmp_path / "a.xlsx"
    packed(path, parts())
    found = read_outside(path, limits=limits)
    assert [each.rule for each in found.findings] == [rule]
    assert found.sheets == ()


def test_a_long_csv_may_be_larger_than_a_workbook(tmp_path: Path) -> None:
    limits = Limits(file=500, text=2000)
    path = tmp_path / "a.csv"
    path.write_text("1,2\n" * 400)
    assert only(read_outside(path, limits=limits)).rows == tuple(range(1, 401))
    path.write_text("1,2\n" * 600)
    assert [each.rule for each in read_outside(path, limits=limits).findings] == ["file-too-large"]
    path.write_bytes(b"\0" * 501)
    assert [each.rule for each in read_outside(path, limits=limits).findings] == ["file-too-large"]


def test_letters_and_places() -> None:
    for place, letters in ((1, "A"), (26, "Z"), (27, "AA"), (256, "IV"), (16384, "XFD")):
        assert letters_of(place) == letters
        assert place_of(letters) == place
