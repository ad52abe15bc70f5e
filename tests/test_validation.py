"""Files are read as they are typed; what does not read is named by file, line and column."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import validation, workbook
from indicators.validation import Unreadable, read_cell
from indicators.vocabulary import TABLES, Column, Finding, Kind, Table
from indicators.workbook import Texts
from tests.small_folder import small_folder

CITIES = Table(
    "cities",
    "catalogue/cities.csv",
    (
        Column("city_code", "code"),
        Column("name"),
        Column("people", "number", required=False),
        Column("twin_code", "code", required=False, refers="cities"),
    ),
    ("city_code",),
)
HEADER = "city_code,name,people,twin_code\n"


def read(tmp_path: Path, content: str | bytes) -> tuple[list[dict[str, str]], list[Finding]]:
    path = tmp_path / CITIES.path
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    reading = workbook.read_folder(tmp_path, (CITIES,))
    rows = reading.rows["cities"]
    columns = {name: written(column) for name, column in rows.columns.items()}
    cells = [{name: column[at] for name, column in columns.items()} for at in range(len(rows))]
    return cells, reading.findings


def written(texts: Texts) -> list[str]:
    words = list(texts.words)
    return [words[code] for code in texts.codes]


def places(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(found.file, found.line, found.column) for found in findings]


def test_cells_are_read_as_typed(tmp_path: Path) -> None:
    cells, findings = read(tmp_path, HEADER + 'hn,"Hà Nội, ""thủ đô""", 12.50 ,\n')
    assert findings == []
    assert cells == [
        {"city_code": "hn", "name": 'Hà Nội, "thủ đô"', "people": " 12.50 ", "twin_code": ""}
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_byte_order_mark_and_line_ends_of_any_system_are_read(
    tmp_path: Path, ending: str, mark: str
) -> None:
    text = mark + HEADER + "hn,Hà Nội,1,\n\nhp,Hải Phòng,2,hn\n"
    cells, findings = read(tmp_path, text.replace("\n", ending))
    assert findings == []
    assert [row["name"] for row in cells] == ["Hà Nội", "Hải Phòng"]


@pytest.mark.parametrize("mark", ["\v", "\f", "\x1c", "\x85", "\u2028"])
def test_marks_that_end_no_line_stay_inside_their_cell(tmp_path: Path, mark: str) -> None:
    cells, findings = read(tmp_path, HEADER + f"hn,Hà{mark}Nội,1,\nhp,x,2\n")
    assert [row["name"] for row in cells] == [f"Hà{mark}Nội"]
    assert places(findings) == [(CITIES.path, 3, "")]


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    cells, findings = read(tmp_path, "name,twin_code,city_code,people\nHà Nội,,hn,1\n")
    assert findings == []
    assert cells[0]["city_code"] == "hn"


def test_row_is_named_by_the_line_that_it_begins_on(tmp_path: Path) -> None:
    _, findings = read(tmp_path, HEADER + 'hn,"hai\ndòng",1,\n\nhp,"ba\n\ndòng",2\n')
    assert places(findings) == [(CITIES.path, 5, "")]


@pytest.mark.parametrize(
    ("content", "line", "column", "says"),
    [
        ("", 0, "", "empty"),
        ("city_code;name;people;twin_code\nhn;Hà Nội;1;\n", 1, "", "semicolons"),
        ("\n", 0, "", "empty"),
        ("city_code,name,people\n", 1, "twin_code", "missing"),
        (HEADER.replace("people", "peopel"), 1, "people", "missing"),
        (HEADER.replace("name,", "name,name,"), 1, "name", "repeated"),
        (HEADER + "hn,Hà Nội,1\n", 2, "", "3 cells instead of 4"),
        (HEADER + "hn,Hà Nội,1,234,\n", 2, "", "5 cells instead of 4"),
        (HEADER + 'hn,Hà Nội,1,\nhp,"Hải Phòng,2,\nvt,x,3,\n', 3, "", "double quote"),
        (HEADER + 'hn,"Hà" Nội,1,\n', 2, "", "double quote"),
        ((HEADER + "hn,Hà Nội,1,\nhp,Hải Phòng,2,\n").encode("utf-16"), 1, "", "UTF-8"),
        (HEADER.encode() + b"hn,H\xe0 N\xf4i,1,\n", 2, "", "UTF-8"),
    ],
)
def test_file_that_does_not_read_is_named_with_its_place(
    tmp_path: Path, content: str | bytes, line: int, column: str, says: str
) -> None:
    _, findings = read(tmp_path, content)
    assert places(findings)[0] == (CITIES.path, line, column)
    assert says in findings[0].en
    assert findings[0].vi != findings[0].en


def test_rows_before_a_misplaced_quote_are_judged_too(tmp_path: Path) -> None:
    path = tmp_path / CITIES.path
    path.parent.mkdir()
    path.write_text(HEADER + 'hn,Hà Nội,nhiều,\nhp,"Hải Phòng,2,\n', "utf-8")
    reading = workbook.read_folder(tmp_path, (CITIES,))
    _, wrong = validation.validate(reading.rows, (CITIES,), reading.unread((CITIES,)))
    assert places(reading.findings) == [(CITIES.path, 3, "")]
    assert places(wrong) == [(CITIES.path, 2, "people")]


def test_missing_file_and_empty_folder_are_findings(tmp_path: Path) -> None:
    reading = workbook.read_folder(tmp_path, TABLES)
    expected = {table.path for table in TABLES if table.path.endswith(".csv")} | {"observations/"}
    assert {found.file for found in reading.findings} == expected


def test_folder_in_the_place_of_a_file_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / CITIES.path).mkdir(parents=True)
    findings = workbook.read_folder(tmp_path, (CITIES,)).findings
    assert places(findings) == [(CITIES.path, 0, "")]


def test_every_file_of_a_folder_is_read(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    (tmp_path / "observations/rows.csv").rename(tmp_path / "observations/b.csv")
    folder.write("observations", [{"period": "2021", "value": 90}])
    rows = workbook.read_folder(tmp_path, TABLES).rows["observations"]
    assert list(zip(written(rows.files), rows.lines, strict=True)) == [
        ("observations/b.csv", 2), ("observations/rows.csv", 2),
    ]  # fmt: skip


def test_made_up_figures_are_read_beside_the_real_ones_or_left_out(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    folder.write("observations", [{"period": "2021", "value": 90}], "illustrative")
    folder.write("plans", [{"value": 80}], "illustrative")
    for illustrative, more in ((True, ["illustrative/"]), (False, [])):
        reading = workbook.read_folder(tmp_path, TABLES, illustrative=illustrative)
        assert reading.findings == []
        for table, below in (("observations", ["", *more]), ("plans", more)):
            files = written(reading.rows[table].files)
            assert files == [f"{where}{table}/rows.csv" for where in below]


def test_made_up_figures_alone_are_no_observations(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    (tmp_path / "observations/rows.csv").unlink()
    folder.write("observations", [{"value": 90}], "illustrative")
    assert places(workbook.read_folder(tmp_path, TABLES).findings) == [("observations/", 0, "")]


def test_made_up_figures_that_do_not_read_leave_their_table_unread(tmp_path: Path) -> None:
    small_folder(tmp_path)
    path = tmp_path / "illustrative/plans/rows.csv"
    path.parent.mkdir(parents=True)
    path.write_text("nothing of the kind\n", encoding="utf-8")
    assert workbook.read_folder(tmp_path, TABLES).unread(TABLES) == {"plans"}


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=6))
def test_any_text_reads_without_a_crash(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    cells, findings = read(tmp_path_factory.getbasetemp(), HEADER + "\n".join(lines))
    assert len(cells) + len(findings) <= sum(
        line.count("\n") + line.count("\r") + 1 for line in lines
    )


def column(kind: Kind, *, required: bool = False) -> Column:
    return Column("cell", kind, required, words=("level", "band") if kind == "word" else ())


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("number", "14563", 14563.0), ("number", "-12.5", -12.5), ("number", "0", 0.0),
        ("integer", "-3", -3), ("date", "2022-12-31", date(2022, 12, 31)),
        ("period", "2022-Q3", "2022-Q3"), ("word", "band", "band"), ("code", "00640", "00640"),
        ("text", "=1+1", "=1+1"), ("number", "", None), ("text", "", None),
    ],
)  # fmt: skip
def test_cell_reads_as_what_its_column_is(kind: Kind, typed: str, value: object) -> None:
    assert read_cell(typed, column(kind)) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *(("number", typed) for typed in (
            "14,563", "1.234.567", "12,5", "1e3", "nan", "inf", "-", "+5", "1 000", ".5", "5.",
            "0x10", "١٢", "１２", "12%", "#DIV/0!", "1" * 16, "9" * 400)),
        *(("integer", typed) for typed in ("1.0", "1.5", "", "một", "9999999999", "１")),
        *(("date", typed) for typed in ("31/12/2022", "2022-02-30", "2022", "hôm nay")),
        *(("period", typed) for typed in ("Q1/2022", "2022-13", "quý 1")),
        *(("word", typed) for typed in ("Level", "mức", "levels")),
        *(("code", typed) for typed in ("Hà Nội", "a b", "a/b", "x;--", "mã")),
    ],
)  # fmt: skip
def test_cell_that_does_not_read_says_so_in_both_languages(kind: Kind, typed: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_cell(typed, column(kind, required=True))
    assert wrong.value.vi
    assert wrong.value.en
    assert wrong.value.vi != wrong.value.en
    assert typed in wrong.value.en


@pytest.mark.parametrize("letter", ["\v", "\f", "\x00", "\x1b", "\x85", "\x7f", "\ufffe", "\ud800"])
def test_letters_that_nobody_sees_are_refused_with_their_code(letter: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        read_cell(f"Hà{letter}Nội", column("text"))
    assert f"U+{ord(letter):04X}" in wrong.value.vi
    assert f"U+{ord(letter):04X}" in wrong.value.en
    assert letter not in wrong.value.vi + wrong.value.en


@pytest.mark.parametrize("text", ["một\nhai", "một\thai", "Hà\u00a0Nội", "“Hà” – 報告 😀"])
def test_line_feeds_tabs_and_letters_of_any_script_are_text(text: str) -> None:
    assert read_cell(text, column("text")) == text


def test_an_unseen_letter_in_a_file_is_one_sentence_with_its_place(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    name = next((folder.path / "catalogue").glob("areas.csv"))
    text = name.read_text("utf-8").splitlines()
    place = text[0].split(",").index("name")
    cells = text[1].split(",")
    cells[place] = f"{cells[place]}\vX"
    name.write_text("\n".join([text[0], ",".join(cells), *text[2:]]) + "\n", "utf-8")
    reading = workbook.read_folder(tmp_path, TABLES)
    (found,) = validation.validate(reading.rows, TABLES)[1]
    assert (found.file, found.line, found.column) == ("catalogue/areas.csv", 2, "name")
    assert found.say("en").startswith("catalogue/areas.csv, line 2, column name: ")
    assert "U+000B" in found.say("vi")


@given(
    st.text(max_size=20),
    st.sampled_from(["code", "text", "number", "integer", "date", "period", "word"]),
)
def test_any_cell_reads_or_is_refused_never_more(typed: str, kind: Kind) -> None:
    try:
        value = read_cell(typed, column(kind))
    except Unreadable:
        return
    assert (value is None) == (typed == "")
    if kind in ("code", "text", "word", "period") and value is not None:
        assert value == typed


@given(st.floats(-1e14, 1e14).map(lambda value: f"{value:.6f}"))
def test_number_keeps_every_digit(typed: str) -> None:
    assert read_cell(typed, column("number")) == float(typed)


Typed = Mapping[str, str]


def judged(*cities: Typed, unread: tuple[str, ...] = ()) -> list[Finding]:
    rows = workbook.Rows(CITIES.names)
    for line, city in enumerate(cities, start=2):
        typed = {"name": "x", "people": "", "twin_code": "", **city}
        rows.extend("c.csv", [line], list(typed), [list(typed.values())])
    return validation.validate({"cities": rows}, (CITIES,), unread)[1]


def test_unknown_code_names_the_likely_one() -> None:
    (found,) = judged({"city_code": "ha_noi"}, {"city_code": "hp", "twin_code": "ha_nio"})
    assert (found.file, found.line, found.column) == ("c.csv", 3, "twin_code")
    assert found.typed == "ha_nio"
    assert "is it “ha_noi”?" in found.en
    assert "có phải là «ha_noi»?" in found.vi


def test_unknown_code_like_no_other_asks_for_a_correction() -> None:
    (found,) = judged({"city_code": "ha_noi"}, {"city_code": "hp", "twin_code": "zzz"})
    assert "correct the code" in found.en


def test_code_of_a_row_with_another_mistake_is_known_all_the_same() -> None:
    findings = judged({"city_code": "hn", "people": "12,5"}, {"city_code": "hp", "twin_code": "hn"})
    assert places(findings) == [("c.csv", 2, "people")]


def test_codes_of_a_table_that_could_not_be_read_are_not_judged() -> None:
    assert judged({"city_code": "hp", "twin_code": "hn"}, unread=("cities",)) == []


def test_repeated_key_names_both_places() -> None:
    (found,) = judged({"city_code": "hn"}, {"city_code": "hp"}, {"city_code": " hn "})
    assert (found.line, found.column, found.typed) == (4, "city_code", "hn")
    assert "c.csv:2" in found.en
    assert "c.csv:2" in found.vi


def test_every_finding_is_given_in_the_order_of_lines() -> None:
    findings = judged(
        {"city_code": "hp", "twin_code": "zzz"}, {"city_code": "", "people": "x"},
        {"city_code": "hp"},
    )  # fmt: skip
    assert places(findings) == [
        ("c.csv", 2, "twin_code"), ("c.csv", 3, "city_code"), ("c.csv", 3, "people"),
        ("c.csv", 4, "city_code"),
    ]  # fmt: skip


def test_shipped_data_reads_without_a_finding(data: Path) -> None:
    reading = workbook.read_folder(data, TABLES)
    records, findings = validation.validate(reading.rows, TABLES)
    assert [*reading.findings, *findings] == []
    assert {name for name, rows in records.items() if not len(rows)} == set()
    assert all(len(records[name]) == len(reading.rows[name]) for name in records)
