"""Files from outside as wholes: their tables and headings, several at once, answers and places."""

import time
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.importing import template as templates
from indicators.importing.examining import examine, examined
from indicators.importing.proposing import proposed
from indicators.vocabulary import Finding
from indicators.workbook.outside import Outside, Sheet
from tests.importing_folder import (
    FIGURES,
    NOW,
    SOURCE,
    SOURCES,
    by_hand,
    figures,
    look,
    plans,
    said,
    seen,
    write,
)
from tests.small_folder import small_folder

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
    assert (
        "«Sản lượng» của huyện Thanh Trì, năm\N{NO-BREAK SPACE}2022, cộng lại được 100, tổng là 200"
        in question.vi
    )
    assert "“Output” of Thanh Trì district, 2022, add up to 100, the total is 200" in question.en


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


@pytest.mark.parametrize(("note", "kept"), [("x\ry", "x\ny"), ("x\r\ny", "x\r\ny")])
def test_line_that_ends_inside_a_cell_ends_no_row(tmp_path: Path, note: str, kept: str) -> None:
    folder = small_folder(tmp_path / "data")
    path = tmp_path / "f.csv"
    head = "area_code,indicator_code,period,value,status,source_code,note_vi"
    rows = (f'020,output,{year},90,official,report,"{note}"' for year in (2020, 2021))
    path.write_bytes("\n".join([head, *rows, ""]).encode())
    with proposed([path], folder.path, folder.published(), now=NOW) as proposal:
        assert proposal.findings == ()
        assert [change.after["note_vi"] for change in proposal.changes] == [kept, kept]


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
