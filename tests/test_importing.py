"""Files from outside are read cell by cell: taken where they are plain, asked about where not."""

import time
import unicodedata
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from indicators.engine import Engine
from indicators.importing import template as templates
from indicators.importing.asking import Notes
from indicators.importing.cells import numbers_of, readings, settled_style
from indicators.importing.examining import Examined, examine, examined
from indicators.importing.periods import read_period
from indicators.importing.tables import Part
from indicators.spelling.numbers import Number, read_number, style_of
from indicators.vocabulary import TABLES, Finding, Severity
from indicators.workbook.outside import Outside, Sheet
from tests.importing_folder import (
    FIGURE,
    FIGURES,
    NOW,
    PLAN,
    PLANS,
    SOURCE,
    SOURCES,
    figures,
    look,
    plans,
    said,
    write,
)
from tests.small_folder import small_folder

COLUMNS = {table.name: {column.name: column for column in table.columns} for table in TABLES}


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


def seen(source: Engine, data: Path, *rows: dict[str, str], **answers: str) -> Examined:
    given_ = {key.replace("_", "!"): answer for key, answer in answers.items()}
    return examined([by_hand(*rows)], source, data=data, now=NOW, answers=given_)


def only(found: Examined, column: str) -> str:
    """The cell of the one row that would be written."""
    assert found.findings == ()
    (change,) = found.changes
    return change.after[column]


# Numbers


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2300", "2300"),
        ("2.300,5", "2300.5"),
        ("2,300.5", "2300.5"),
        ("2.300 tỷ", "2300"),
        ("2.300 tỉ đồng", "2300"),
        ("2300,25 tỷ đồng", "2300.25"),
        ("２３００", "2300"),
        ("2\u00a0300,5", "2300.5"),
        ("2300.50", "2300.5"),
        ("0002300", "2300"),
    ],
)
def test_number_is_read_as_people_write_it(
    source: Engine, published: Path, typed: str, value: str
) -> None:
    assert only(seen(source, published, {"Giá trị": typed}), "value") == value


def test_number_that_may_be_two_is_asked_and_the_answer_taken(
    source: Engine, published: Path
) -> None:
    row = {"Mã chỉ tiêu": "highway_land_recovered", "Giá trị": "18.500"}
    found = seen(source, published, row)
    (question,) = found.findings
    assert question.severity is Severity.QUESTION
    assert (question.place, question.choices) == ("Số liệu!G2", ("18500", "18.5"))
    assert (found.write, found.changes) == ({}, ())
    for answer in question.choices:
        answered = examined(
            [by_hand(row)], source, data=published, now=NOW, answers={question.place: answer}
        )
        assert only(answered, "value") == answer


def test_another_cell_of_the_column_settles_how_numbers_are_written(
    source: Engine, published: Path
) -> None:
    for typed, other, value in (
        ("18.500", "67,5", "18500"),
        ("18.500", "67.000,5", "18500"),
        ("18,500", "67.000,5", "18.5"),
        ("18,500", "67.5", "18500"),
    ):
        found = seen(
            source,
            published,
            {"Mã địa bàn": "01", "Giá trị": typed},
            {"Mã chỉ tiêu": "income_per_person", "Giá trị": other},
        )
        assert [one.rule for one in found.findings if one.rule == "ambiguous-number"] == []
        assert found.changes[0].after["value"] == value


def test_decimals_beside_do_not_settle_what_may_be_thousands(
    source: Engine, published: Path
) -> None:
    rows = (
        {"Mã địa bàn": "01", "Giá trị": "18.500"},
        {"Mã chỉ tiêu": "income_per_person", "Giá trị": "67.5"},
    )
    (question,) = seen(source, published, *rows).findings
    assert (question.place, question.choices) == ("Số liệu!G2", ("18.5", "18500"))
    found = examined(
        [by_hand(*rows)], source, data=published, now=NOW, answers={question.place: "18500"}
    )
    assert [one.after["value"] for one in found.changes] == ["18500", "67.5"]
    # Of the same indicator they do.
    same = [{**row, "Mã chỉ tiêu": "area_km2", "Kỳ": "2021"} for row in rows]
    assert "ambiguous-number" not in [one.rule for one in seen(source, published, *same).findings]


def test_many_that_may_be_thousands_are_asked_about_once_beside_decimals(
    source: Engine, published: Path
) -> None:
    rows = [{"Kỳ": str(year), "Giá trị": f"2.{year - 1800}"} for year in range(2010, 2016)]
    rows.append({"Mã chỉ tiêu": "income_per_person", "Giá trị": "67.5"})
    (question,) = seen(source, published, *rows).findings
    assert (question.place, question.choices) == ("Số liệu!G", ("2.21", "2210"))
    found = examined(
        [by_hand(*rows)], source, data=published, now=NOW, answers={"Số liệu!G": "2210"}
    )
    assert [one.after["value"] for one in found.changes[-7:]] == [
        "2210", "2211", "2212", "2213", "2214", "2215", "67.5",
    ]  # fmt: skip


def test_many_in_brackets_are_each_asked_about(source: Engine, published: Path) -> None:
    rows = [{"Kỳ": str(year), "Giá trị": f"({year})"} for year in range(2010, 2015)]
    found = seen(source, published, *rows)
    assert [one.cell for one in found.findings] == ["G2", "G3", "G4", "G5", "G6"]


def test_cell_formatted_as_percentage_is_the_per_cent_that_is_seen(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.xlsx"
    row = {**FIGURE, "Mã chỉ tiêu": "cultural_villages", "Kỳ": "2021"}
    with xlsxwriter.Workbook(path) as made:
        shares = made.add_format({"num_format": "0.0%"})
        sheet = made.add_worksheet(FIGURES)
        for column, (heading, cell) in enumerate(row.items()):
            sheet.write(0, column, heading)
            sheet.write(1, column, cell)
        sheet.write_number("G2", 0.53125, shares)
    assert only(look(source, published, path), "value") == "53.125"


def test_percentage_of_an_amount_is_of_a_wrong_unit(source: Engine, published: Path) -> None:
    columns = by_hand({"Giá trị": "53%"}).sheets[0].columns
    sheet = Sheet(FIGURES, (1, 2), columns, {"G": frozenset({1})})
    found = examined([Outside("f.xlsx", "", (sheet,), ())], source, data=published, now=NOW)
    assert said(found.findings) == [("wrong-unit", FIGURES, "G2")]


def test_column_of_doubtful_numbers_is_asked_about_once(source: Engine, published: Path) -> None:
    rows = [{"Kỳ": str(year), "Giá trị": f"2.{year - 1800}"} for year in range(2010, 2016)]
    (question,) = seen(source, published, *rows).findings
    assert (question.place, question.choices) == ("Số liệu!G", ("2210", "2.21"))
    found = examined(
        [by_hand(*rows)], source, data=published, now=NOW, answers={"Số liệu!G": "2210"}
    )
    assert found.findings == ()
    assert [change.after["value"] for change in found.changes] == [
        "2210", "2211", "2212", "2213", "2214", "2215",
    ]  # fmt: skip


def test_true_number_of_a_workbook_is_never_asked_about(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    row = {"Mã chỉ tiêu": "highway_length", "Giá trị": 18.375}
    found = look(source, published, figures(tmp_path / "f.xlsx", row))
    assert only(found, "value") == "18.375"


def test_words_before_a_number_say_what_the_column_of_hedges_says(
    source: Engine, published: Path
) -> None:
    found = seen(source, published, {"Giá trị": "trên 2300"})
    assert (only(found, "value"), only(found, "qualifier")) == ("2300", "above")


PIECES = st.sampled_from(["1", "0", "2", "18", "500", "067", "7", ".", ",", " ", "-", "(", ")"])
TYPED = st.one_of(
    st.lists(PIECES, min_size=1, max_size=6).map("".join),
    st.floats(-1e9, 1e9).map(lambda number: f"{number:.3f}"),
    st.integers(-(10**9), 10**9).map(str),
    st.integers(0, 10**7).map(lambda number: f"{number:,}".replace(",", ".")),
    st.sampled_from(["14.563 tỷ", "87,6%", "trên 77", "chưa có", "#N/A", "1e5", "12/2023"]),
)


@given(st.lists(TYPED, min_size=1, max_size=8))
def test_no_number_is_other_than_what_its_cell_says(texts: list[str]) -> None:
    part = Part(
        "f.csv", "", "observations", range(len(texts)), {"value": "A"}, {"value": texts}, {}
    )
    notes = Notes({})
    values = numbers_of(part, COLUMNS["observations"]["value"], notes).values
    style = style_of(list(dict.fromkeys(texts)))
    for text, value in zip(texts, values, strict=True):
        read = read_number(text, style=style) if text.strip() else None
        if value:
            assert isinstance(read, Number)
            assert value == read.value
        elif text.strip():
            assert value is None
            assert notes.finished()


@given(st.lists(TYPED, min_size=1, max_size=8))
def test_quick_reading_is_the_reading_of_spelling(texts: list[str]) -> None:
    style = style_of(texts)
    assert settled_style(texts) == style
    assert readings(texts, style) == {text: read_number(text, style=style) for text in texts}


def test_percentage_of_a_workbook_settles_no_point(source: Engine, published: Path) -> None:
    rows = (
        {"Mã địa bàn": "01", "Giá trị": "18.500"},
        {"Mã chỉ tiêu": "cultural_villages", "Giá trị": "87.6%"},
    )
    (question,) = seen(source, published, *rows).findings
    assert (question.rule, question.place) == ("ambiguous-number", "Số liệu!G2")


def test_value_is_held_against_the_one_after_it_where_none_stands_before(
    source: Engine, published: Path
) -> None:
    rows = [{"Kỳ": "2020", "Giá trị": "2.1 tỷ"}, {"Kỳ": "2021", "Giá trị": "2.2 tỷ"}]
    found = seen(source, published, *rows)
    assert [(one.rule, one.cell, one.choices) for one in found.findings] == [
        ("jump", "G2", ("2.1", "2100")),
        ("jump", "G3", ("2.2", "2200")),
    ]
    assert "2.167" in found.findings[0].vi
    assert "after it" in found.findings[0].en


def test_growth_is_planned_in_per_cent_whatever_grows(source: Engine, published: Path) -> None:
    plan = {**PLAN, "Kỳ": "2023", "Hình thức": "growth"}
    for typed, rules in (("12,5 %", []), ("12,5 phần trăm", []), ("12,5 tỷ đồng", ["wrong-unit"])):
        line = {**plan, "Giá trị": typed}
        columns: dict[str, tuple[str, ...]] = {
            chr(ord("A") + place): (heading, str(cell))
            for place, (heading, cell) in enumerate(line.items())
        }
        outside = Outside("p.xlsx", "", (Sheet(PLANS, (1, 2), columns, {}),), ())
        found = examined([outside], source, data=published, now=NOW)
        assert [one.rule for one in found.findings] == rules
        assert [one.after["value"] for one in found.changes] == ([] if rules else ["12.5"])


def test_number_of_queries_does_not_grow_with_the_rows(
    source: Engine, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    query = Engine.query

    def counted(self: Engine, name: str, **parameters: str) -> object:
        asked.append(name)
        return query(self, name, **parameters)

    monkeypatch.setattr(Engine, "query", counted)
    seen(source, published, {})
    few = len(asked)
    asked.clear()
    seen(source, published, *({"Kỳ": str(year)} for year in range(1900, 2022)))
    assert len(asked) == few


# Names


@pytest.mark.parametrize(
    "name",
    [
        "xã Hữu Hòa", "Hữu Hòa", "Hữu Hoà", "HỮU HÒA", unicodedata.normalize("NFD", "Hữu Hoà"),
        "Xã  Hữu Hoà", "Hữu Hòa commune", "00652", "00652 – xã Hữu Hòa",
    ],
)  # fmt: skip
def test_area_is_known_by_its_code_or_by_its_name_however_spelt(
    source: Engine, published: Path, name: str
) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": name}
    assert only(seen(source, published, row), "area_code") == "00652"


def test_likely_name_is_asked_about_never_taken(source: Engine, published: Path) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": "Huu Hoa"}
    (question,) = seen(source, published, row).findings
    assert (question.place, question.choices) == ("Số liệu!A2", ("00652",))
    found = examined(
        [by_hand(row)], source, data=published, now=NOW, answers={"Số liệu!A2": "00652"}
    )
    assert only(found, "area_code") == "00652"


@pytest.mark.parametrize(
    ("name", "code"),
    [("ViÖt", None), ("Tø HiÖp", "00658"), ("Töù Hieäp", "00658")],
)
def test_old_letters_are_named_with_what_they_say(
    source: Engine, published: Path, name: str, code: str | None
) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": name}
    (finding,) = seen(source, published, row).findings
    assert (finding.rule, finding.severity) == ("old-encoding", Severity.ERROR)
    if code:
        assert "Tứ Hiệp" in finding.vi
        assert code in finding.en


def test_codes_that_a_workbook_took_for_numbers_are_asked_about_together(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    rows = [
        {"Mã chỉ tiêu": "city_flags", "Giá trị": 1, "Mã địa bàn": code}
        for code in (640, 643, 646, 649, 652)
    ]
    path = figures(tmp_path / "f.xlsx", *rows)
    (question,) = look(source, published, path).findings
    assert (question.place, question.choices) == ("Số liệu!A2", ("00640",))
    found = look(source, published, path, answers={question.place: "00640"})
    assert found.findings == ()
    codes = [change.after["area_code"] for change in found.changes]
    assert codes == ["00640", "00643", "00646", "00649", "00652"]


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2023", "2023"), ("năm 2023", "2023"), ("2023-Q1", "2023-Q1"), ("Q1/2023", "2023-Q1"),
        ("quý I/2023", "2023-Q1"), ("Quý 4 năm 2023", "2023-Q4"), ("tháng 3/2023", "2023-03"),
        ("03/2023", "2023-03"), ("6 tháng đầu năm 2023", "2023-S1"), ("H2 2023", "2023-S2"),
        ("６ tháng cuối năm 2023", "2023-S2"), ("March 2023", "2023-03"), ("2023-3", "2023-03"),
    ],
)  # fmt: skip
def test_period_is_read_as_people_write_it(typed: str, period: str) -> None:
    found = read_period(typed)
    assert found is not None
    assert found.text == period


@pytest.mark.parametrize("typed", ["", "2023-03-01", "1/3/2023", "13/2023", "3 2023", "Q5/2023"])
def test_what_is_no_period_is_not_read_as_one(typed: str) -> None:
    assert read_period(typed) is None


def test_name_beside_a_code_that_is_nobodys_is_told_and_the_code_taken(
    source: Engine, published: Path
) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": "00652"}
    for name, rules in (
        ("Hữu Hòa", []),
        ("Làng Xa Lắc", ["name-not-of-the-code"]),
        ("Tứ Hiệpp", ["name-not-of-the-code"]),
    ):
        found = seen(source, published, {**row, "Địa bàn": name})
        assert [one.rule for one in found.findings] == rules
        assert found.ready
        assert found.changes[0].after["area_code"] == "00652"


# Tables


def test_titles_above_the_headings_are_passed_over(source: Engine, published: Path) -> None:
    sheet = by_hand({}).sheets[0]
    columns = {
        letter: ("BÁO CÁO" if letter == "A" else "", "", *texts)
        for letter, texts in sheet.columns.items()
    }
    outside = Outside("f.xlsx", "", (Sheet(FIGURES, (1, 3, 5, 6), columns, {}),), ())
    found = examined([outside], source, data=published, now=NOW)
    assert found.changes[0].cell == "G6"


def test_column_that_is_not_known_is_named_and_not_read(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = figures(tmp_path / "f.xlsx", {"Người nhập": "An"})
    found = look(source, published, path)
    assert said(found.findings) == [("unknown-column", FIGURES, "N1")]
    assert found.ready


def test_sheet_of_plans_is_never_read_as_figures(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = plans(tmp_path / "p.xlsx", {})
    found = look(source, published, path)
    assert [change.table for change in found.changes] == ["plans"]
    assert found.changes[0].after["assigner_code"] == "city"


@pytest.mark.parametrize(
    "file",
    [
        "observations/census_2019.csv", "observations/district_2022.csv",
        "observations/land_area_2019.csv", "plans/district_2022.csv",
        "published_figures/district_2022.csv", "catalogue/sources.csv",
    ],
)  # fmt: skip
def test_own_files_of_the_data_folder_change_nothing(
    source: Engine, published: Path, file: str
) -> None:
    found = look(source, published, published / file)
    assert (found.findings, found.changes, found.write) == ((), (), {})
    assert found.sources[0][0] == Path(file).name
    assert len(found.sources[0][1]) == 64


@pytest.mark.parametrize("period", ["2022", "2023"])
def test_template_that_nobody_filled_in_changes_nothing(
    source: Engine, published: Path, tmp_path: Path, period: str
) -> None:
    path = tmp_path / "template.xlsx"
    path.write_bytes(templates.template(source, areas=["020", "00652"], period=period))
    found = look(source, published, path)
    assert found.changes == ()
    assert found.findings == ()


def test_source_that_comes_with_its_figures_is_added_after_the_old_bytes(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "f.xlsx", {SOURCES: [{}], FIGURES: [{"Mã nguồn": "report_2024"}]})
    found = look(source, published, path)
    assert found.findings == ()
    before = (published / "catalogue/sources.csv").read_bytes()
    after = found.write["catalogue/sources.csv"]
    assert after[: len(before)] == before
    assert after[len(before) :].decode() == (
        "report_2024,Báo cáo năm 2023,Report of 2023,UBND huyện,District People's Committee,"
        "2024-01-15,,,\n"
    )
    assert [change.table for change in found.changes] == ["sources", "observations"]
    assert SOURCE["Mã nguồn"] == found.changes[0].key[0].code


def test_findings_of_reading_are_told_once(source: Engine, published: Path, tmp_path: Path) -> None:
    path = figures(tmp_path / "cut.xlsx", {})
    path.write_bytes(path.read_bytes()[:500])
    found = look(source, published, path)
    assert [finding.rule for finding in found.findings] == ["damaged-workbook"]
    assert not found.ready


# Answers and several files


def test_answer_to_no_question_and_wrong_answer_are_named(source: Engine, published: Path) -> None:
    row = {"Giá trị": "2.300.000"}
    answers = {"Số liệu!G2": "7", "Số liệu!Z9": "1"}
    found = examined([by_hand(row)], source, data=published, now=NOW, answers=answers)
    assert sorted(finding.rule for finding in found.findings) == [
        "jump", "unneeded-answer", "wrong-answer",
    ]  # fmt: skip
    wrong = next(finding for finding in found.findings if finding.rule == "wrong-answer")
    assert (wrong.place, wrong.typed) == ("Số liệu!G2", "7")
    assert "2,300,000 (2300000), 2,300 (2300)" in wrong.en


def test_same_figure_in_two_files_is_named_with_both_places(
    source: Engine, published: Path
) -> None:
    files = [by_hand({}, file="a.xlsx"), by_hand({"Giá trị": "2301"}, file="b.xlsx")]
    found = examined(files, source, data=published, now=NOW)
    (finding,) = found.findings
    assert (finding.rule, finding.file, finding.cell) == ("duplicate-row", "b.xlsx", "A2")
    assert "[a.xlsx]Số liệu!A2" in finding.vi


def test_question_at_one_place_of_two_files_is_answered_by_the_file(
    source: Engine, published: Path
) -> None:
    files = [
        by_hand({"Giá trị": "2.300"}, file="a.xlsx"),
        by_hand({"Giá trị": "2.400", "Kỳ": "2021"}, file="b.xlsx"),
    ]
    unclear = examined(files, source, data=published, now=NOW, answers={"Số liệu!G2": "2300"})
    assert "ambiguous-number" in [finding.rule for finding in unclear.findings]
    answers = {"[a.xlsx]Số liệu!G2": "2300", "[b.xlsx]Số liệu!G2": "2400"}
    found = examined(files, source, data=published, now=NOW, answers=answers)
    assert found.findings == ()
    assert [change.after["value"] for change in found.changes] == ["2300", "2400"]


def test_jump_is_taken_or_mended_as_answered(source: Engine, published: Path) -> None:
    row = {"Giá trị": "2300000"}
    for answer in ("2300000", "2300"):
        found = examined(
            [by_hand(row)], source, data=published, now=NOW, answers={"Số liệu!G2": answer}
        )
        assert only(found, "value") == answer


def test_communes_add_up_to_their_district_and_districts_to_no_province(tmp_path: Path) -> None:
    below = {"level": "commune", "kind_vi": "xã", "kind_en": "commune", "parent_code": "020"}
    folder = small_folder(
        tmp_path / "data",
        areas=[
            {"area_code": "01", "level": "province", "name": "Hà Nội"},
            {"parent_code": "01", "name": "Thanh Trì"},
            {**below, "area_code": "00640", "name": "Văn Điển"},
            {**below, "area_code": "00643", "name": "Tân Triều"},
        ],
        observations=[{"period": "2021", "value": 0}, {"area_code": "00640", "value": 60}],
    )
    source = folder.published()
    head = "area_code,indicator_code,period,value,status,source_code"

    def found(*rows: str) -> list[Finding]:
        path = tmp_path / "f.csv"
        path.write_text("\n".join([head, *(f"{row},official,report" for row in rows), ""]), "utf-8")
        return list(look(source, folder.path, path).findings)

    # Of thirty districts one is known.
    assert found("01,output,2021,900") == []
    assert found("020,output,2022,100", "00643,output,2022,40") == []
    (question,) = found("020,output,2022,200", "00643,output,2022,40")
    assert question.rule == "parts-do-not-add"
    assert "«Sản lượng» của huyện Thanh Trì cộng lại được 100, tổng là 200" in question.vi
    assert "“Output” of Thanh Trì district add up to 100, the total is 200" in question.en


def test_day_is_that_of_here_and_not_of_utc(
    source: Engine, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    try:
        row = {"Kỳ": "2024", "Tính chất": "Số ước"}
        for hour, rules in ((16, ["period-not-begun"]), (18, [])):
            now = datetime(2023, 12, 31, hour, tzinfo=UTC)
            found = examined([by_hand(row)], source, data=published, now=now)
            assert [one.rule for one in found.findings] == rules
    finally:
        monkeypatch.undo()
        time.tzset()


def test_questions_of_several_files_are_told_with_their_file(
    source: Engine, published: Path
) -> None:
    files = [by_hand({"Giá trị": "2.300", "Kỳ": str(year)}, file=f"{year}.xlsx")
             for year in (2021, 2023)]  # fmt: skip
    found = examined(files, source, data=published, now=NOW)
    places = [one.place for one in found.findings]
    assert places == ["[2021.xlsx]Số liệu!G2", "[2023.xlsx]Số liệu!G2"]
    answered = examined(
        files, source, data=published, now=NOW, answers=dict.fromkeys(places, "2300")
    )
    assert answered.ready


def test_examining_twice_gives_the_same_bytes(source: Engine, published: Path) -> None:
    rows = [{"Kỳ": str(year), "Giá trị": str(year)} for year in range(2012, 2020)]
    one, two = (seen(source, published, *rows) for _ in range(2))
    assert one.write == two.write
    assert one.findings == two.findings
    assert all(a.after["period"] < b.after["period"] for a, b in pairwise(one.changes))


def test_finding_about_a_written_line_is_moved_to_its_cell(source: Engine, published: Path) -> None:
    found = seen(
        source,
        published,
        {"Ghi chú": "hai\ndòng"},
        {"Kỳ": "2021", "Giá trị": "2100"},
    )
    (path,) = found.write
    assert found.findings == ()
    moved = found.moved(Finding(path, 4, "value", "2100", "x", "y"))
    assert (moved.file, moved.sheet, moved.cell, moved.line) == (
        "figures.xlsx", FIGURES, "G3", 3,
    )  # fmt: skip
    other = Finding("plans/other.csv", 4, "value", "2100", "x", "y")
    assert found.moved(other) == other


def test_step_hears_the_work_from_nothing_to_all(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    heard: list[float] = []
    path = figures(tmp_path / "f.xlsx", {})
    examine([path], source, data=published, now=datetime(2024, 1, 2, tzinfo=UTC), step=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
