"""Workbooks for analysts: what openpyxl and pandas read of them is what was put in."""

import io
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from indicators import vocabulary
from indicators.files import Column, MadeUp, Record, TooManyRows, csv_of, excel, xlsx_of
from indicators.vocabulary import LANGUAGES, Language
from indicators.wording.words import word
from tests.file_samples import (
    ABOUT,
    ANY_TEXT,
    BLANK,
    COLUMNS,
    HARMLESS,
    LIVE,
    MADE_UP,
    MARKED,
    NOTES,
    ROW,
    SHARE,
    WITHIN,
    cell_at,
    cells_of,
    file_of,
    sheets,
)


def day(year: int, month: int, number: int) -> datetime:
    """A date as openpyxl reads it back."""
    return datetime.combine(date(year, month, number), time())


def texts(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def sound(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


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
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert xlsx_of([ROW] * 3, ABOUT, COLUMNS)
    with pytest.raises(TooManyRows):
        xlsx_of([ROW] * 4, ABOUT, COLUMNS)
    assert list(tmp_path.iterdir()) == []


def test_nothing_in_a_workbook_is_dated_but_by_what_was_given() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_of([ROW], ABOUT, COLUMNS))) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("2026-03-01T01:30:00Z") == 2
