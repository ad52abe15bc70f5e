"""A table from elsewhere is cut to the data folder's columns as a mapping file says."""

from pathlib import Path

import pytest
import xlsxwriter

from indicators.engine import Engine
from indicators.importing.examining import Examined
from tests.importing_folder import look
from tests.small_folder import Folder, small_folder

WIDE = """Bảng tổng hợp,,,
prov,year,score_land,score_health
Ha Noi,2011,4.8696,5.5
Ha Noi,2012,4.6911,
Da Nang,2011,5.1000,6.25
TP HCM,2011,5.2,6.5
"""
MAPPING = """
numbers = "point"
names = "bare"
only_areas = ["Ha Noi", "Da Nang", "TP HCM"]

[columns]
area_code = "prov"
period = "year"

[constants]
status = "official"
source_code = "report"

[wide]
score_land = "land"
score_health = { indicator_code = "health", note_vi = "điểm" }

[areas]
"TP HCM" = "79"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    areas = [
        {},
        {"area_code": "01", "level": "province", "kind_vi": "thành phố", "name": "Hà Nội"},
        {"area_code": "48", "level": "province", "kind_vi": "thành phố", "name": "Đà Nẵng"},
        {"area_code": "79", "level": "province", "kind_vi": "thành phố", "name": "Hồ Chí Minh"},
    ]
    indicators = [
        {},
        {"indicator_code": "land", "name_vi": "Đất đai", "decimals": 4},
        {"indicator_code": "health", "name_vi": "Y tế", "decimals": 2},
    ]
    return small_folder(tmp_path / "data", areas=areas, indicators=indicators)


def seen(folder: Folder, table: str, mapping: str, **answers: str) -> Examined:
    path = folder.path.parent / "scores.csv"
    path.write_text(table, "utf-8")
    said = folder.path.parent / "scores.toml"
    said.write_text(mapping, "utf-8")
    source: Engine = folder.published()
    try:
        return look(source, folder.path, path, mapping=said, answers=answers)
    finally:
        source.close()


def test_wide_columns_become_rows_of_their_indicators(folder: Folder) -> None:
    found = seen(folder, WIDE, MAPPING)
    assert found.findings == ()
    rows = [
        (after["area_code"], after["indicator_code"], after["period"], after["value"])
        for after in (change.after for change in found.changes)
    ]
    assert rows == [
        ("01", "land", "2011", "4.8696"),
        ("01", "land", "2012", "4.6911"),
        ("48", "land", "2011", "5.1"),
        ("79", "land", "2011", "5.2"),
        ("01", "health", "2011", "5.5"),
        ("48", "health", "2011", "6.25"),
        ("79", "health", "2011", "6.5"),
    ]
    assert found.changes[-1].after["note_vi"] == "điểm"
    assert [(one.cell, one.sheet) for one in found.changes][:2] == [("C3", ""), ("C4", "")]


def test_long_table_with_names_of_its_own(folder: Folder) -> None:
    table = "Tỉnh;Chỉ số;Năm;Điểm\nHà Nội;Y tế;2012;5,25\nHà Nội;Đất;2012;4,5\n"
    mapping = """
numbers = "comma"
[columns]
area_code = "Tỉnh"
indicator_code = "Chỉ số"
period = "Năm"
value = "Điểm"
[constants]
status = "estimated"
source_code = "report"
[indicators]
"Đất" = "land"
"""
    found = seen(folder, table, mapping)
    assert found.findings == ()
    after = [change.after for change in found.changes]
    assert [(row["indicator_code"], row["value"], row["status"]) for row in after] == [
        ("health", "5.25", "estimated"), ("land", "4.5", "estimated"),
    ]  # fmt: skip


def test_years_as_columns(folder: Folder) -> None:
    table = "area,2011,2012\n01,4.25,4.5\n"
    mapping = """
[columns]
area_code = "area"
[constants]
indicator_code = "land"
status = "official"
source_code = "report"
[wide]
2011 = { period = "2011" }
2012 = { period = "2012" }
"""
    found = seen(folder, table, mapping)
    assert found.findings == ()
    assert [change.after["period"] for change in found.changes] == ["2011", "2012"]


def test_area_that_the_mapping_does_not_name_is_named_by_its_cell(folder: Folder) -> None:
    mapping = MAPPING.replace('only_areas = ["Ha Noi", "Da Nang", "TP HCM"]', "").replace(
        '"TP HCM" = "79"', ""
    )
    found = seen(folder, WIDE, mapping)
    assert [(one.rule, one.cell) for one in found.findings] == [("unknown-area", "A6")]


def test_rows_are_taken_by_names_that_only_lack_their_marks_where_the_mapping_says_so(
    folder: Folder,
) -> None:
    mapping = MAPPING.replace('"Ha Noi", "Da Nang"', '"Hà Nội", "Đà Nẵng"')
    assert seen(folder, WIDE, mapping).findings == ()
    exactly = seen(folder, WIDE, mapping.replace('names = "bare"', 'names = "exact"'))
    assert {one.typed for one in exactly.findings} == {"Hà Nội", "Đà Nẵng"}


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('"Da Nang", "TP', '"Da Lat", "TP', "area-not-in-file"),
        ('numbers = "point"', 'numbers = "dot"', "wrong-mapping"),
        ('numbers = "point"', "numbers = ", "unreadable-mapping"),
        ("[constants]", "[constant]", "wrong-mapping"),
        ('= "land"', '= "sea"', "wrong-mapping"),
        ('"TP HCM" = "79"', '"TP HCM" = "99"', "wrong-mapping"),
        ('area_code = "prov"', 'place = "prov"', "wrong-mapping"),
        ('area_code = "prov"', 'area_code = "province"', "mapping-does-not-fit"),
        ('status = "official"', "", "missing-column"),
        ('status = "official"', 'status = "sure"', "unknown-word"),
        ('score_land = "land"', "score_land = 5", "wrong-mapping"),
    ],
)
def test_mapping_that_cannot_be_meant_is_named(
    folder: Folder, before: str, after: str, rule: str
) -> None:
    assert before in MAPPING
    found = seen(folder, WIDE, MAPPING.replace(before, after, 1))
    assert {one.rule for one in found.findings} == {rule}
    assert found.write == {}


@pytest.mark.parametrize(("name", "before"), [("f.csv", ""), ("f.xlsx", "DATA1!")])
def test_question_about_what_stands_nowhere_is_asked_at_the_value_and_answered_there(
    folder: Folder, name: str, before: str
) -> None:
    path = folder.path.parent / name
    if before:
        with xlsxwriter.Workbook(path) as made:
            sheet = made.add_worksheet(before.rstrip("!"))
            for line, cells in enumerate([("Năm", "Điểm"), ("2021", 90), ("2022", 91)]):
                sheet.write_row(line, 0, cells)
    else:
        path.write_text("Năm,Điểm\n2021,90\n2022,91\n", "utf-8")
    mapping = folder.path.parent / "f.toml"
    mapping.write_text(
        """
[columns]
period = "Năm"
value = "Điểm"
[constants]
area_code = "20"
indicator_code = "output"
status = "official"
source_code = "report"
""",
        "utf-8",
    )
    source = folder.published()
    (question,) = look(source, folder.path, path, mapping=mapping).findings
    assert (question.rule, question.place, question.typed) == ("leading-zeros", f"{before}B2", "20")
    assert question.en.endswith("is it 020? (also B3)")
    for key in (question.place, f"[{name}]{question.place}", f"{question.place} (leading-zeros)"):
        found = look(source, folder.path, path, mapping=mapping, answers={key: "020"})
        assert found.findings == ()
        assert [change.after["area_code"] for change in found.changes] == ["020", "020"]
