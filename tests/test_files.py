"""Files for analysts: opened by what analysts open them with, they hold what was put in."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from indicators import files, vocabulary
from indicators.files import About, Column, MadeUp, Record, TooManyRows, csv_of, parquet_of, xlsx_of
from indicators.vocabulary import LANGUAGES, Language
from indicators.wording.words import word

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
WITHIN = ("x;=1+1", "x; @sum", "dòng một\n=1+1\ndòng ba", "x\t-1", "a;b;＝1")
HARMLESS = (
    "Văn Điển", "Đạt, 'chuẩn'", '"a"', "a=b", "5-6", "'chuẩn'", "'", "a, =b", " x", "64/73", "−21",
    "http://x", "mailto:a@b", "<b>&amp;</b>", "{=1}", "00640",
)  # fmt: skip
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


def day(year: int, month: int, number: int) -> datetime:
    """A date as openpyxl reads it back."""
    return datetime.combine(date(year, month, number), time())


def texts(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def sound(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


# CSV


def test_csv_opens_right() -> None:
    content = csv_of([ROW, MADE_UP, BLANK])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    assert cells_of(content) == [
        list(ROW),
        ["00640", "Văn Điển", "2022-07", "-21", repr(SHARE), "2023-02-27", "official"],
        ["00643", "Hữu Hòa", "2022-07", "-21", repr(SHARE), "2023-02-27", "illustrative"],
        ["00646", "", "", "", "", "", ""],
    ]
    frame = pd.read_csv(io.BytesIO(content), dtype={"area_code": str})
    assert list(frame["area_code"]) == ["00640", "00643", "00646"]
    assert list(frame["rate"])[:2] == [SHARE] * 2
    assert frame["value"].min() == -21


def test_csv_of_nothing() -> None:
    assert csv_of([]) == b"\xef\xbb\xbf"
    assert cells_of(csv_of([], COLUMNS)) == [[column.key for column in COLUMNS]]


def test_csv_keeps_to_the_columns_asked_for() -> None:
    assert cells_of(csv_of(iter([ROW]), COLUMNS[:2])) == [
        ["area_code", "name"],
        list(ROW.values())[:2],
    ]


@pytest.mark.parametrize(
    ("number", "written"),
    [(14563.0, "14563"), (0.0, "0"), (-0.5, "-0.5"), (7, "7"), (1e-7, "1e-07"), (1e16, "1e+16")],
)
def test_numbers_are_written_as_short_as_they_are_exact(number: float, written: str) -> None:
    assert cells_of(csv_of([{"value": number}]))[1] == [written]
    assert float(written) == number


@pytest.mark.parametrize("text", LIVE)
def test_csv_has_no_live_text(text: str) -> None:
    note = cells_of(csv_of(file_of(text)))[1][1]
    assert note[0] == "'"
    assert note.count("'") > text.count("'"), "it cannot be told from a text with an apostrophe"


@pytest.mark.parametrize("text", [*LIVE, *WITHIN])
def test_csv_has_no_live_text_where_semicolons_separate(text: str) -> None:
    for row in cells_of(csv_of(file_of(text)), ";"):
        for cell in row:
            assert cell.strip().strip("\u200b\ufeff")[:1] not in tuple(LIVE_SIGNS), cell
    lines = csv_of(file_of(text)).decode("utf-8-sig").replace("\t", "\n").replace(";", "\n")
    for line in lines.splitlines():
        assert line.strip()[:1] not in tuple(LIVE_SIGNS), line


@pytest.mark.parametrize("text", HARMLESS)
def test_csv_leaves_other_text_alone(text: str) -> None:
    assert cells_of(csv_of(file_of(text)))[1] == ["00640", text, "-21"]


ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("=+-@＝＠';\t\r\n ,\"0a<>&_x\u200b\u00a0"), st.characters(codec="utf-8")
    ),
    max_size=12,
)


@given(ANY_TEXT, ANY_TEXT)
def test_no_two_texts_become_one_in_csv(one: str, other: str) -> None:
    first, second = (csv_of(file_of(text)) for text in (one, other))
    same = vocabulary.sound(one) == vocabulary.sound(other)
    assert (first == second) == same


@given(ANY_TEXT, st.floats(allow_nan=False, allow_infinity=False))
def test_csv_brings_back_what_is_not_live(text: str, number: float) -> None:
    content = csv_of([{"area_code": "00640", "note": text, "value": number}])
    (row,) = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False).to_dict("records")
    assert row["area_code"] == "00640"
    assert float(row["value"]) == number
    clean = vocabulary.sound(text)
    assert row["note"].replace("'", "") == clean.replace("'", "")
    if not any(sign in clean for sign in "=+-@＝＋－＠﹦﹢﹣﹫\t\n"):
        assert row["note"] == clean


# XLSX


def test_a_sheet_holds_numbers_as_numbers_and_codes_as_text() -> None:
    table, _ = sheets(xlsx_of([ROW, BLANK], ABOUT, COLUMNS))
    assert texts(table) == [
        [column.name for column in COLUMNS],
        ["00640", "Văn Điển", "2022-07", -21, SHARE, day(2023, 2, 27), "Số nguồn công bố"],
        ["00646", None, None, None, None, None, None],
    ]  # fmt: skip
    kinds = [cell.data_type for cell in table[2]]
    assert kinds == ["s", "s", "s", "n", "n", "d", "s"]
    formats = [cell.number_format for cell in table[2]]
    assert formats == ["@", "@", "@", "General", "0.0", "yyyy-mm-dd", "@"]
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == "A1:G3"
    assert table.title == "Số liệu"
    widths = {name: size.width for name, size in table.column_dimensions.items()}
    assert widths["B"] > len("Xã, thị trấn")


def test_pandas_reads_the_first_sheet() -> None:
    content = xlsx_of([ROW, MADE_UP], MARKED, COLUMNS)
    frame = pd.read_excel(io.BytesIO(content), engine="openpyxl", dtype={"Mã": str})
    assert list(frame.columns) == [column.name for column in COLUMNS]
    assert list(frame["Mã"]) == ["00640", "00643"]
    assert list(frame["Tỷ lệ"]) == [SHARE] * 2
    assert str(frame["Ngày công bố"].dtype).startswith("datetime64")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_second_sheet_says_what_the_first_is(language: Language) -> None:
    content = xlsx_of([ROW], replace(ABOUT, language=language), COLUMNS)
    _, about = sheets(content)
    assert about.title == ("Thông tin" if language == "vi" else "About")
    said = {row[0]: row[1] for row in texts(about)}
    assert said["Bộ lọc"] == "Kỳ 2022; 16 xã"
    assert said["Tiêu đề" if language == "vi" else "Title"] == ABOUT.title
    assert said["Tạo lúc" if language == "vi" else "Made at"] == "2026-03-01T08:30+07:00"
    assert said["Số dòng" if language == "vi" else "Rows"] == "1"
    assert {(row[0], row[2]) for row in texts(about)} >= {(each.name, each.key) for each in COLUMNS}
    assert word("illustrative_sentence", language) not in said.values()
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert properties.title == ABOUT.title
    assert properties.created == datetime(2026, 3, 1, 1, 30, tzinfo=UTC).replace(tzinfo=None)
    assert not properties.subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_with_illustrative_rows_says_so(language: Language) -> None:
    content = xlsx_of([ROW, MADE_UP], replace(MARKED, language=language), COLUMNS)
    table, about = sheets(content)
    said = word("illustrative_sentence", language)
    assert table.title == word("illustrative", language) == cell_at(table, "G3").value
    assert said in [row[1] for row in texts(about)[:2]]
    assert openpyxl.load_workbook(io.BytesIO(content)).properties.subject == said
    assert [cell.fill.patternType for cell in table[2]] == [None] * 7
    assert [cell.fill.patternType for cell in table[3]] == ["lightUp"] * 7


def test_what_is_said_of_some_illustrative_figures_is_said_once() -> None:
    made_up = MadeUp("Chỉ tỷ lệ là minh họa.", "Số liệu")
    standing = word("standing", "vi")
    about = replace(MARKED, made_up=made_up, lines=((standing, "Số nguồn công bố"), ("Kỳ", "2022")))
    table, said = sheets(xlsx_of([ROW, MADE_UP], about, COLUMNS))
    assert table.title == "Số liệu"
    assert [row[1] for row in texts(said) if row[0] == standing] == [made_up.sentence]
    assert "Số nguồn công bố" not in str(texts(said))
    # Where nothing is illustrative, the line stands as it was given.
    _, real = sheets(xlsx_of([ROW], replace(about, illustrative=False), COLUMNS))
    assert "Số nguồn công bố" in str(texts(real))
    assert made_up.sentence not in str(texts(real))


def test_only_the_columns_that_a_standing_speaks_of_are_hatched() -> None:
    keys = [each.key for each in COLUMNS]
    columns = [
        *(replace(each, stands_by=("other",)) for each in COLUMNS[:2]),
        *COLUMNS[2:],
        Column("other", "Tính chất khác", "standing"),
    ]
    rows = [{**MADE_UP, "other": "official"}, {**ROW, "other": "illustrative"}]
    table, _ = sheets(xlsx_of(rows, MARKED, columns))
    first, second = ([cell.fill.patternType for cell in table[line]] for line in (2, 3))
    assert first == [None] * 2 + ["lightUp"] * (len(keys) - 1)
    assert second == ["lightUp"] * (len(keys) + 1)


def test_a_blank_of_an_illustrative_row_is_hatched_and_blank() -> None:
    row: Record = {**BLANK, "status": "illustrative"}
    table, _ = sheets(xlsx_of([row], MARKED, COLUMNS))
    assert cell_at(table, "D2").value is None
    assert cell_at(table, "D2").fill.patternType == "lightUp"


@pytest.mark.parametrize("text", [*LIVE, *WITHIN, *HARMLESS])
def test_text_in_a_sheet_is_text(text: str) -> None:
    about = replace(ABOUT, title=text, lines=((text, text),))
    content = xlsx_of(file_of(text), about, (*NOTES[:1], Column("note", text), NOTES[2]))
    table, said = sheets(content)
    for cell in (
        cell_at(table, "B1"),
        cell_at(table, "B2"),
        cell_at(said, "B1"),
        cell_at(said, "A2"),
    ):
        assert (cell.value, cell.data_type) == (sound(text), "s")
        assert cell.hyperlink is None
    assert cell_at(table, "C2").value == -21
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            assert "<f>" not in parts.read(name).decode("utf-8")
            assert "hyperlink" not in parts.read(name).decode("utf-8").replace("HYPERLINK", "")


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT, st.floats(-1e15, 1e15))
def test_a_sheet_brings_text_and_numbers_back(text: str, number: float) -> None:
    table, _ = sheets(xlsx_of([{"area_code": text, "note": text, "value": number}], ABOUT, NOTES))
    clean = vocabulary.sound(text)
    found = [cell.value for cell in table[2]]
    assert found == [clean or None, clean or None, pytest.approx(number, rel=1e-15)]


def test_control_characters_leave_a_mark_and_no_broken_file() -> None:
    text = "a\x00b\x0bc\x1bd\ud800e\ufffff"
    said = "a�b�c�d�e�f"
    about = replace(ABOUT, title=text, lines=((text, text),))
    table, second = sheets(xlsx_of(file_of(text), about, NOTES))
    assert cell_at(table, "B2").value == said
    assert cell_at(second, "B1").value == cell_at(second, "A2").value == said
    assert cells_of(csv_of(file_of(text)))[1][1] == said
    held = pq.read_table(io.BytesIO(parquet_of(file_of(text), about, NOTES)))
    assert held.column("note").to_pylist() == [said]
    assert json.loads(held.schema.metadata[b"about"])["title"] == said


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r></c></r>", "<r>&</r>"])
def test_text_that_looks_like_the_writers_own_xml_is_text(text: str) -> None:
    table, _ = sheets(xlsx_of(file_of(text), ABOUT, NOTES))
    assert str(cell_at(table, "B2").value).rstrip() == text


@pytest.mark.parametrize("text", ["_x0041_", "_x000D_", "=_x003D_"])
def test_text_that_looks_like_an_escape_is_escaped(text: str) -> None:
    table, _ = sheets(xlsx_of(file_of(text), ABOUT, NOTES))
    held = str(cell_at(table, "B2").value)  # openpyxl leaves it to its caller to read escapes
    assert (held != text, unescape(held)) == (True, text)


@pytest.mark.parametrize("sign", ["x", "ề", "🏠"])
def test_a_text_longer_than_a_cell_ends_in_an_ellipsis(sign: str) -> None:
    fits = sign * (32_767 // (len(sign.encode("utf-16-le")) // 2))
    for text in (fits, fits + sign, 3 * fits):
        table, _ = sheets(xlsx_of(file_of(text), ABOUT, NOTES))
        held = str(cell_at(table, "B2").value)
        assert len(held.encode("utf-16-le")) <= 2 * 32_767
        assert held == text or (held[-1] == "…" and text.startswith(held[:-1]))
        assert (held == text) == (text == fits)
        assert len(held) > 16_000
        assert cells_of(csv_of(file_of(text)))[1][1] == text


def test_days_that_excel_does_not_know_are_text() -> None:
    rows: list[Record] = [
        {"day": date(1, 1, 1)},
        {"day": date(1900, 2, 28)},
        {"day": date(1900, 3, 1)},
    ]
    table, _ = sheets(xlsx_of(rows, ABOUT, (Column("day", "Ngày", "date"),)))
    assert [row[0] for row in texts(table)[1:]] == [
        "0001-01-01",
        "1900-02-28",
        day(1900, 3, 1),
    ]


def test_columns_of_one_name_are_told_apart() -> None:
    columns = (Column("area_code", "Mã", "code"), Column("period", "Mã", "period"))
    table, _ = sheets(xlsx_of([ROW], ABOUT, columns))
    assert texts(table)[0] == ["Mã (area_code)", "Mã (period)"]


def test_a_sheet_of_no_rows_has_its_header() -> None:
    table, _ = sheets(xlsx_of([], ABOUT, COLUMNS))
    assert texts(table) == [[column.name for column in COLUMNS]]


def test_more_rows_than_a_sheet_holds_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert xlsx_of([ROW] * 3, ABOUT, COLUMNS)
    with pytest.raises(TooManyRows):
        xlsx_of([ROW] * 4, ABOUT, COLUMNS)
    assert list(tmp_path.iterdir()) == []


# Parquet


def test_parquet_is_typed_and_says_what_it_is() -> None:
    table = pq.read_table(io.BytesIO(parquet_of([ROW, MADE_UP, BLANK], MARKED, COLUMNS)))
    assert dict(zip(table.schema.names, table.schema.types, strict=True)) == {
        "area_code": pa.string(),
        "name": pa.string(),
        "period": pa.string(),
        "value": pa.float64(),
        "rate": pa.float64(),
        "published_on": pa.date32(),
        "status": pa.string(),
    }
    blank = {**dict.fromkeys(ROW), "area_code": "00646"}
    assert table.to_pylist() == [dict(ROW), dict(MADE_UP), blank]
    said = json.loads(table.schema.metadata[b"about"])
    assert said["title"] == ABOUT.title
    assert said["lines"] == [list(line) for line in ABOUT.lines]
    assert said["made"] == "2026-03-01T08:30+07:00"
    assert [each["name"] for each in said["columns"]] == [each.name for each in COLUMNS]
    assert table.schema.metadata[b"standing"] == b"illustrative"
    real = pq.read_schema(io.BytesIO(parquet_of([ROW], ABOUT, COLUMNS)))
    assert real.metadata[b"standing"] == b"real"


def test_parquet_of_no_rows_keeps_its_types() -> None:
    table = pq.read_table(io.BytesIO(parquet_of([], ABOUT, COLUMNS)))
    assert table.num_rows == 0
    assert table.schema.field("value").type == pa.float64()


def test_parquet_holds_more_rows_than_are_written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_BATCH", 4)
    rows: Iterator[Record] = ({**ROW, "value": float(place)} for place in range(10))
    table = pq.read_table(io.BytesIO(parquet_of(rows, ABOUT, COLUMNS)))
    assert table.column("value").to_pylist() == [float(place) for place in range(10)]


# All forms

FORMS: dict[str, Callable[[list[Record], About], bytes]] = {
    "csv": lambda records, _: csv_of(records, COLUMNS),
    "xlsx": lambda records, about: xlsx_of(records, about, COLUMNS),
    "parquet": lambda records, about: parquet_of(records, about, COLUMNS),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_never_written(form: str, number: float) -> None:
    with pytest.raises(ValueError, match="is no number"):
        FORMS[form]([ROW, {**ROW, "value": number}], ABOUT)


@pytest.mark.parametrize("form", FORMS)
def test_a_record_without_a_column_is_an_error(form: str) -> None:
    with pytest.raises(KeyError):
        FORMS[form]([ROW, {"area_code": "00640"}], ABOUT)


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
@pytest.mark.parametrize(
    ("key", "cell"),
    [("area_code", 640), ("period", 2022), ("value", "-21"), ("published_on", "2023-02-27")],
)
def test_a_cell_of_another_kind_is_an_error(form: str, key: str, cell: str | int) -> None:
    with pytest.raises(TypeError, match=key):
        FORMS[form]([{**ROW, key: cell}], ABOUT)


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_illustrative_rows_do_not_pass_for_real_ones(form: str) -> None:
    assert FORMS[form]([ROW, MADE_UP], MARKED)
    with pytest.raises(ValueError, match="illustrative"):
        FORMS[form]([ROW, MADE_UP], ABOUT)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_figures_make_the_same_bytes(form: str) -> None:
    rows = [ROW, MADE_UP, BLANK]
    once = FORMS[form](rows, MARKED)
    assert FORMS[form](rows, MARKED) == once
    later = replace(MARKED, made=MARKED.made.astimezone(UTC) + timedelta(days=1))
    assert (FORMS[form](rows, later) == once) == (form == "csv")


def test_nothing_in_a_workbook_is_dated_but_by_what_was_given() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_of([ROW], ABOUT, COLUMNS))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2026-03-01T01:30:00Z") == 2
