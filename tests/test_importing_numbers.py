"""Numbers of files from outside: read as people write them, asked about where they may be two."""

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from indicators.engine import Engine
from indicators.importing.amounts import numbers_of, readings, settled_style
from indicators.importing.asking import Notes
from indicators.importing.examining import examined
from indicators.importing.tables import Part
from indicators.spelling.numbers import Number, read_number, style_of
from indicators.vocabulary import TABLES, Severity
from indicators.workbook.outside import Outside, Sheet
from tests.importing_folder import (
    FIGURE,
    FIGURES,
    NOW,
    PLAN,
    PLANS,
    by_hand,
    figures,
    look,
    only,
    said,
    seen,
)

COLUMNS = {table.name: {column.name: column for column in table.columns} for table in TABLES}


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


def test_jump_is_taken_or_mended_as_answered(source: Engine, published: Path) -> None:
    row = {"Giá trị": "2300000"}
    for answer in ("2300000", "2300"):
        found = examined(
            [by_hand(row)], source, data=published, now=NOW, answers={"Số liệu!G2": answer}
        )
        assert only(found, "value") == answer
