"""The template: exactly the rows asked for, what is known in them, and nothing else to fill in."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from indicators import frames
from indicators.engine import Engine
from indicators.importing.headings import (
    ALSO,
    FILLED,
    HEADINGS,
    MARK,
    SHEETS,
    WORDS,
    Heading,
    Kind,
    code_of,
    heading_of,
    leading_code,
    said,
    sheet,
    table_of,
)
from indicators.importing.instructions import instructions
from indicators.importing.sheets import SPARE_PLANS, SPARE_SOURCES
from indicators.importing.template import CannotMake, template
from indicators.vocabulary import LANGUAGES, TABLES, Language
from tests.conftest import ROOT
from tests.small_folder import Cells, small_folder

KINDS: dict[str, Kind] = {"status": "status", "qualifier": "qualifier", "form": "form"}


def opened(
    source: Engine,
    *,
    areas: Sequence[str] = ("020",),
    period: str = "2022",
    indicators: Sequence[str] | None = None,
    language: Language = "vi",
) -> Workbook:
    made = template(source, areas=areas, indicators=indicators, period=period, language=language)
    return openpyxl.load_workbook(io.BytesIO(made))


def rows_of(book: Workbook, table: str, language: Language = "vi") -> list[dict[str, str]]:
    """The rows below the header as the data folder's CSV would type them, by key."""
    found: Worksheet = book[sheet(table, language)]
    header, *below = found.iter_rows(values_only=True)
    headings = [known(table, str(text)) for text in header]
    return [
        {each.key: typed(each.key, cell) for each, cell in zip(headings, cells, strict=True)}
        for cells in below
    ]


def known(table: str, text: str) -> Heading:
    found = heading_of(table, text)
    assert found is not None, text
    return found


def typed(key: str, cell: object) -> str:
    if cell is None:
        return ""
    text = f"{cell:.15g}" if isinstance(cell, float) else str(cell)
    if key in KINDS:
        return code_of(KINDS[key], text) or f"no code: {text}"
    return leading_code(text) if key == "assigner_code" else text


def folder(table: str) -> list[dict[str, str]]:
    path = ROOT / "data" / table / "district_2022.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["observations", "plans"])
def test_an_unchanged_template_says_what_the_folder_says(
    source: Engine, table: str, language: Language
) -> None:
    book = opened(source, language=language)
    rows = [row for row in rows_of(book, table, language) if any(row[k] for k in FILLED[table])]
    own = [heading.key for heading in HEADINGS[table] if not heading.shown]
    told = {tuple(row[key] for key in own) for row in rows}
    assert len(rows) == len(told)
    assert told == {tuple(row[key] for key in own) for row in folder(table)}


def test_rows_are_the_indicators_and_areas_asked_for(source: Engine) -> None:
    asked = ["budget_revenue", "income_per_person"]
    book = opened(source, areas=["020", "00640"], indicators=asked, period="2023")
    rows = rows_of(book, "observations")
    assert [(row["area_code"], row["indicator_code"]) for row in rows] == [
        (area, code) for area in ("020", "00640") for code in asked
    ]
    assert {row["period"] for row in rows} == {"2023"}
    named = [(row["area_name"], row["indicator_name"], row["unit"]) for row in rows]
    assert named[0] == ("huyện Thanh Trì", "Tổng thu ngân sách nhà nước", "tỷ đồng")
    assert named[3] == (
        "thị trấn Văn Điển", "Thu nhập bình quân đầu người", "triệu đồng/người/năm",
    )  # fmt: skip


def test_without_indicators_those_of_the_period_before_are_meant(source: Engine) -> None:
    rows = rows_of(opened(source, period="2023"), "observations")
    before = {row["indicator_code"] for row in [*folder("observations"), *folder("plans")]}
    assert {row["indicator_code"] for row in rows} == before
    assert all(row[key] == "" for row in rows for key in FILLED["observations"])


def test_the_period_before_stands_beside(source: Engine) -> None:
    rows = rows_of(opened(source, period="2023"), "observations")
    before = {row["indicator_code"]: row["value"] for row in folder("observations")}
    assert len(rows) > 40
    for row in rows:
        code = row["indicator_code"]
        assert row["previous_value"] == before[code]
        assert row["previous_period"] == ("2022" if before[code] else "")


def test_plans_of_the_period_before_are_rows_to_fill_in(source: Engine) -> None:
    rows = rows_of(opened(source, period="2023"), "plans")
    assert all(row[key] == "" for row in rows for key in FILLED["plans"])
    found = [(row["form"], row["assigner_code"]) for row in rows if row["assigner_code"]]
    assert sorted(found) == sorted((row["form"], row["assigner_code"]) for row in folder("plans"))
    spare = [row for row in rows if not row["area_code"]]
    assert len(spare) == SPARE_PLANS


def test_made_up_figures_are_neither_filled_in_nor_compared_with(source: Engine) -> None:
    for period in ("2022", "2022-07", "2023"):
        book = opened(source, areas=["00643"], period=period)
        for table in ("observations", "plans"):
            rows = rows_of(book, table)
            assert "budget_revenue" in {row["indicator_code"] for row in rows}
            of = [row for row in rows if row["indicator_code"] == "budget_revenue"]
            assert all(row[key] == "" for row in of for key in FILLED[table])
            assert not any(row.get("previous_value") for row in of)
            assert not any(row.get("assigner_code") for row in rows)
    book = opened(source)
    assert "illustrative" not in [row["source_code"] for row in rows_of(book, "sources")]
    assert "Số minh họa" not in cells_of(book[sheet("lists", "vi")])


def cells_of(found: Worksheet) -> list[object]:
    return [cell for row in found.iter_rows(values_only=True) for cell in row]


def test_codes_and_periods_are_text_and_numbers_are_unformatted_numbers(source: Engine) -> None:
    found = opened(source)[sheet("observations", "vi")]
    keys = [heading.key for heading in HEADINGS["observations"]]
    for row in found.iter_rows(min_row=2):
        cells = dict(zip(keys, row, strict=True))
        for key in ("area_code", "indicator_code", "period"):
            assert (cells[key].data_type, cells[key].number_format) == ("s", "@")
        assert cells["value"].data_type == "n"
        assert cells["value"].number_format == "General"


def test_only_what_is_filled_in_is_unlocked(source: Engine) -> None:
    book = opened(source)
    assert [found.title for found in book] == [both[0] for both in SHEETS.values()]
    for found in book:
        assert found.protection.sheet
        assert not found.protection.password
    for table in ("observations", "plans", "sources"):
        found = book[sheet(table, "vi")]
        assert found.freeze_panes is not None
        for row in found.iter_rows():
            for cell, heading in zip(row, HEADINGS[table], strict=True):
                shut = row[0].row == 1
                if table == "sources" or heading.shown or heading.key not in FILLED[table]:
                    own = heading.key in ("form", "assigner_code")
                    shut = shut or (bool(row[0].value) and not own)
                assert cell.protection.locked == shut, (table, cell.coordinate)


def test_drop_downs_offer_words_that_are_understood(source: Engine) -> None:
    book = opened(source, period="2023")
    offered: dict[tuple[str, str], list[str]] = {}
    for table in ("observations", "plans"):
        found = book[sheet(table, "vi")]
        for rule in found.data_validations.dataValidation:
            (over,) = rule.sqref.ranges
            column = over.min_col - 1
            assert over.max_row == found.max_row
            title, _, cells = rule.formula1.partition("!")
            first, _, last = cells.replace("$", "").partition(":")
            listed = book[title.strip("'")][f"{first}:{last or first}"]
            key = HEADINGS[table][column].key
            offered[table, key] = [str(row[0].value) for row in listed if row[0].value]
    assert {key for table, key in offered if table == "observations"} == {
        "qualifier", "status", "source_code",
    }  # fmt: skip
    assert {key for table, key in offered if table == "plans"} == {
        "area_code", "indicator_code", "form", "assigner_code", "source_code",
    }  # fmt: skip
    for (_, key), words in offered.items():
        codes = [typed(key, text) for text in words]
        if key in KINDS:
            assert codes == [code for code in WORDS[KINDS[key]] if code != "illustrative"]
        assert len(set(codes)) == len(codes) > 0
    assigners = [one.assigner_code for one in frames.assigners(source)]
    assert [typed("assigner_code", text) for text in offered["plans", "assigner_code"]] == assigners
    every = {one.indicator_code for one in frames.indicators(source)}
    assert set(offered["plans", "indicator_code"]) == every


@pytest.mark.parametrize("language", LANGUAGES)
def test_columns_that_must_be_filled_in_are_marked(source: Engine, language: Language) -> None:
    book = opened(source, language=language)
    marked = {
        table: [
            known(table, str(cell.value)).key
            for cell in book[sheet(table, language)][1]
            if str(cell.value).endswith(MARK)
        ]
        for table in HEADINGS
    }
    assert marked == {
        "observations": ["status", "source_code"],
        "plans": [
            "area_code", "indicator_code", "period", "form", "assigner_code", "source_code",
        ],
        "sources": ["source_code", "title_vi", "publisher_vi", "published_on"],
    }  # fmt: skip
    text = " ".join(map(str, cells_of(book[sheet("instructions", language)])))
    assert f" {MARK} " in text


def test_new_sources_can_be_chosen(source: Engine) -> None:
    book = opened(source)
    found = book[sheet("sources", "vi")]
    rows = rows_of(book, "sources")
    assert len([row for row in rows if not row["source_code"]]) == SPARE_SOURCES
    first = next(row for row in rows if row["source_code"] == "emulation_report_2023")
    assert first["published_on"].startswith("2023-02-27")
    rules = book[sheet("observations", "vi")].data_validations.dataValidation
    ranges = [rule.formula1 for rule in rules]
    assert f"'{found.title}'!$A$2:$A${found.max_row}" in ranges


def test_instructions_explain_in_the_language_asked_for(source: Engine) -> None:
    for language in LANGUAGES:
        text = cells_of(opened(source, language=language)[sheet("instructions", language)])
        for chapter, paragraphs in instructions(language):
            assert {chapter, *paragraphs} <= set(text)
            assert "{" not in "".join(paragraphs)


def test_what_was_typed_never_becomes_a_formula_and_keeps_its_digits(tmp_path: Path) -> None:
    note = "=1+1"
    rows = [{"value": "0.123456789012345", "note_vi": note, "note_en": "+2", "whole": "1.1"}]
    source = small_folder(tmp_path, observations=rows).published()
    found = opened(source)[sheet("observations", "vi")]
    cells = {
        heading.key: cell for heading, cell in zip(HEADINGS["observations"], found[2], strict=True)
    }
    assert (cells["note_vi"].data_type, cells["note_vi"].value) == ("s", note)
    assert cells["note_en"].value == "+2"
    assert cells["value"].value == 0.123456789012345
    assert cells["whole"].value == 1.1


def test_an_area_of_the_same_code_is_another_one(tmp_path: Path) -> None:
    areas: list[Cells] = [
        {},
        {"area_code": "1", "name": "Cũ", "level": "commune", "parent_code": "020",
         "kind_vi": "xã", "kind_en": "commune", "valid_to": "2022-12-31"},
        {"area_code": "1", "name": "Mới", "level": "commune", "parent_code": "020",
         "kind_vi": "xã", "kind_en": "commune", "valid_from": "2023-01-01"},
    ]  # fmt: skip
    rows: list[Cells] = [{"value": 100}, {"area_code": "1", "value": 7}]
    source = small_folder(tmp_path, areas=areas, observations=rows).published()
    old = rows_of(opened(source, areas=["1"]), "observations")
    assert [(row["area_name"], row["value"]) for row in old] == [("xã Cũ", "7")]
    new = rows_of(opened(source, areas=["1"], period="2023", indicators=["output"]), "observations")
    assert [(row["area_name"], row["previous_value"]) for row in new] == [("xã Mới", "")]
    with pytest.raises(CannotMake, match="No indicator"):
        template(source, areas=["1"], period="2023")


@pytest.mark.parametrize(
    ("area", "indicators", "period", "vi", "en"),
    [
        ("999", None, "2022", "không có địa bàn «999»", "no area “999”"),
        ("020", None, "2030", "Kỳ 2030 không có", "in 2030"),
        ("020", ["budget_revenue", "nothing"], "2022", "«nothing»", "“nothing”"),
        ("00640", None, "1999", "Chưa biết chỉ tiêu nào", "No indicator"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_sentence(
    source: Engine, area: str, indicators: list[str] | None, period: str, vi: str, en: str
) -> None:
    with pytest.raises(CannotMake) as failure:
        template(source, areas=[area], indicators=indicators, period=period)
    assert vi in failure.value.vi
    assert en in failure.value.en
    assert "\n" not in failure.value.vi + failure.value.en


def test_every_column_of_the_folder_has_a_heading_and_no_two_are_mistaken() -> None:
    for table, headings in HEADINGS.items():
        own = next(each for each in TABLES if each.name == table)
        told = [heading.key for heading in headings if not heading.shown]
        assert {*told} | {heading.key for heading in ALSO if table != "sources"} == set(own.names)
        assert set(FILLED[table]) <= set(told)
        for heading in headings:
            for text in (heading.vi, heading.en, heading.key):
                assert heading_of(table, text) == heading
                loose = f"  {unicodedata.normalize('NFD', text.upper())}\u00a0"
                assert heading_of(table, loose) == heading
    assert heading_of("plans", "Giá trị cuối") is None


def test_every_word_of_the_vocabulary_has_words_of_its_own() -> None:
    words = {
        column.name: set(column.words)
        for table in TABLES
        if table.name in ("observations", "plans")
        for column in table.columns
        if column.kind == "word"
    }
    for kind, known_words in WORDS.items():
        assert words[kind] <= set(known_words)
        for code in known_words:
            for language in LANGUAGES:
                assert code_of(kind, said(kind, code, language)) == code
            assert code_of(kind, code) == code
    assert said("qualifier", "", "vi") == ""
    assert code_of("status", "Số gì đó") is None


def test_sheets_are_known_by_either_name() -> None:
    for table, both in SHEETS.items():
        assert [table_of(name) for name in both] == [table, table]
    assert table_of(" số LIỆU ") == "observations"
    assert table_of("observations") == "observations"
    assert table_of("Sheet1") is None
