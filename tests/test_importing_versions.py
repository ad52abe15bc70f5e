"""What an import adds to the data folder: versions beside those that are there, never instead."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indicators import engine, frames, snapshot
from indicators.engine import Engine
from indicators.importing.examining import Examined, examine
from tests.importing_folder import look
from tests.small_folder import Cells, Folder, small_folder

HEAD = "area_code,indicator_code,period,value,status,source_code,note_vi\n"
PLANNED = "area_code,indicator_code,period,form,value,assigner_code,decision,version,source_code\n"
NOW = datetime(2024, 2, 1, 8, 30, tzinfo=UTC)
SOURCES = [
    {},
    {"source_code": "newer", "published_on": "2023-09-01", "title_vi": "Báo cáo quý"},
    {"source_code": "older", "published_on": "2021-01-01", "title_vi": "Báo cáo cũ"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    observations: list[Cells] = [{"value": 100}, {"period": "2021", "value": 90}]
    return small_folder(
        tmp_path / "data", sources=SOURCES, observations=observations, plans=[{"value": 95}]
    )


def typed(folder: Folder, *lines: str, head: str = HEAD) -> Path:
    path = folder.path.parent / "Sửa số.csv"
    path.write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")
    return path


def served(folder: Folder) -> Engine:
    done = snapshot.publish(folder.path)
    assert done.findings == ()
    found = engine.current(folder.path)
    assert found is not None
    return found


def put(folder: Folder, found: Examined) -> Engine:
    """Add what an import writes, which must be ready, and publish."""
    assert found.findings == ()
    for path, content in found.write.items():
        assert path.startswith("catalogue/") or not (folder.path / path).exists()
        (folder.path / path).write_bytes(content)
    return served(folder)


def value(source: Engine, period: str = "2022") -> float | None:
    rows = frames.kept_observations(source, ["output"])
    return next(row.value for row in rows if row.period == period)


def test_new_figure_is_known_since_its_source(folder: Folder) -> None:
    found = look(served(folder), folder.path, typed(folder, "020,output,2020,80,official,report,"))
    assert [change.kind for change in found.changes] == ["new"]
    assert found.write == {
        "observations/import-2024-02-01T083000-sua-so.csv": (
            b"area_code,indicator_code,period,value,whole,qualifier,resolution,status,source_code,"
            b"note_vi,note_en,known_from\n020,output,2020,80,,,,official,report,,,\n"
        )
    }


def test_revision_by_a_newer_source_is_known_since_that_came_out(folder: Folder) -> None:
    path = typed(folder, "020,output,2022,104,official,newer,")
    found = look(served(folder), folder.path, path)
    (change,) = found.changes
    assert change.before is not None
    assert (change.kind, change.before["value"], change.after["value"]) == ("changed", "100", "104")
    assert change.after["known_from"] == "2023-09-01"
    after = put(folder, found)
    assert value(after) == 104
    assert look(after, folder.path, path).changes == ()


def test_two_corrections_on_one_day_follow_each_other(folder: Folder) -> None:
    source = served(folder)
    for minute, corrected in enumerate(("101", "102"), 30):
        path = typed(folder, f"020,output,2022,{corrected},official,report,")
        now = datetime(2024, 2, 1, 8, minute, tzinfo=UTC)
        found = examine([path], source, data=folder.path, now=now)
        assert found.changes[0].after["known_from"] == f"2024-02-01T08:{minute}:00"
        source = put(folder, found)
        assert value(source) == float(corrected)


def test_corrections_of_one_second_are_known_a_second_after_each_other(folder: Folder) -> None:
    source = served(folder)
    for second, corrected in enumerate(("101", "102", "103")):
        path = typed(folder, f"020,output,2022,{corrected},official,report,")
        found = look(source, folder.path, path)
        assert found.changes[0].after["known_from"] == f"2024-02-01T08:30:0{second}"
        source = put(folder, found)
    assert value(source) == 103
    written = [path.name for path in (folder.path / "observations").glob("import-*")]
    assert sorted(written) == [
        "import-2024-02-01T083000-sua-so-2.csv",
        "import-2024-02-01T083000-sua-so-3.csv",
        "import-2024-02-01T083000-sua-so.csv",
    ]


def test_blank_is_kept_or_withdrawn_as_answered_and_can_come_back(folder: Folder) -> None:
    source = served(folder)
    path = typed(folder, "020,output,2021,,official,report,")
    (question,) = look(source, folder.path, path).findings
    assert (question.place, question.choices) == ("D2", ("keep", "withdraw"))
    kept = look(source, folder.path, path, answers={"D2": "keep"})
    assert (kept.findings, kept.changes, kept.write) == ((), (), {})
    found = look(source, folder.path, path, answers={"D2": "withdraw"})
    (change,) = found.changes
    assert (change.kind, change.after["value"], change.after["status"]) == (
        "withdrawn", "", "withdrawn",
    )  # fmt: skip
    source = put(folder, found)
    assert [row.period for row in frames.kept_observations(source, ["output"])
            if row.status != "withdrawn"] == ["2022"]  # fmt: skip
    assert look(source, folder.path, path).changes[0].kind == "new"
    again = look(source, folder.path, typed(folder, "020,output,2021,91,official,report,"))
    assert [(one.kind, one.before) for one in again.changes] == [("new", None)]
    assert again.changes[0].after["known_from"] > found.changes[0].after["known_from"]
    assert value(put(folder, again), "2021") == 91


def test_many_blanks_are_asked_about_once(tmp_path: Path) -> None:
    years = [str(year) for year in range(2012, 2020)]
    folder = small_folder(
        tmp_path / "data", observations=[{"period": year, "value": 9} for year in years]
    )
    path = typed(folder, *(f"020,output,{year},,official,report," for year in years))
    source = served(folder)
    (question,) = look(source, folder.path, path).findings
    assert question.place == "D2"
    assert "7" in question.vi
    answers = {"D2": "withdraw", "D5": "keep"}
    found = look(source, folder.path, path, answers=answers)
    assert found.findings == ()
    assert [change.after["period"] for change in found.changes] == years[:3] + years[4:]


def test_amended_plan_keeps_what_is_typed_of_its_decision(folder: Folder) -> None:
    line = "020,output,2022,level,98,city,12/QĐ-UBND,2,newer"
    source = served(folder)
    found = look(source, folder.path, typed(folder, line, head=PLANNED))
    (change,) = found.changes
    after = change.after
    assert (change.table, change.kind) == ("plans", "changed")
    assert (after["decision"], after["version"], after["known_from"]) == (
        "12/QĐ-UBND", "2", "2023-09-01",
    )  # fmt: skip
    plans = frames.kept_plans(put(folder, found), ["output"])
    assert [(plan.value, plan.version) for plan in plans] == [(98, "2")]


def test_column_that_a_file_does_not_have_leaves_what_is_known(tmp_path: Path) -> None:
    row = {"value": 64, "whole": 73, "note_en": "kept", "qualifier": "above", "resolution": 10}
    folder = small_folder(tmp_path / "data", observations=[row])
    path = typed(folder, "020,output,2022,65,official,report,")
    (change,) = look(served(folder), folder.path, path).changes
    assert (change.after["whole"], change.after["note_en"]) == ("73", "kept")
    # What was said of the value that was is not said of another one.
    assert (change.after["qualifier"], change.after["resolution"]) == ("", "")
    same = typed(folder, "020,output,2022,64,official,report,")
    assert look(served(folder), folder.path, same).changes == ()


def test_typed_day_of_knowledge_must_be_later(folder: Folder) -> None:
    source = served(folder)
    head = HEAD.replace("\n", ",known_from\n")
    early = typed(folder, "020,output,2022,101,official,report,,2020-01-01", head=head)
    (finding,) = look(source, folder.path, early).findings
    assert (finding.rule, finding.cell) == ("not-known-later", "H2")
    late = typed(folder, "020,output,2022,101,official,report,,2023-05-01", head=head)
    found = look(source, folder.path, late)
    assert found.changes[0].after["known_from"] == "2023-05-01"


def test_known_from_takes_a_day_as_vietnamese_writes_it(folder: Folder) -> None:
    source = served(folder)
    head = "Mã địa bàn,Mã chỉ tiêu,Kỳ,Giá trị,Tính chất,Mã nguồn,Biết từ ngày\n"
    line = "020,output,2022,101,Số nguồn công bố,report,"
    for said, known in (
        ("05/07/2023", "2023-07-05"),
        ("ngày 5 tháng 7 năm 2023", "2023-07-05"),
        ("2023-07-05", "2023-07-05"),
        ("2023-07-05T08:30:00", "2023-07-05T08:30:00"),
    ):
        found = look(source, folder.path, typed(folder, line + said, head=head))
        assert found.findings == ()
        assert found.changes[0].after["known_from"] == known
    (wrong,) = look(source, folder.path, typed(folder, f"{line}31/06/2023", head=head)).findings
    assert (wrong.rule, wrong.cell) == ("unreadable-moment", "G2")
    english = HEAD.replace("\n", ",known_from\n")
    path = typed(folder, "020,output,2022,101,official,report,,05/07/2023", head=english)
    (question,) = look(source, folder.path, path).findings
    assert (question.rule, question.choices) == ("ambiguous-date", ("2023-07-05", "2023-05-07"))


def test_older_source_is_asked_about_and_dropped_or_kept(folder: Folder) -> None:
    source = served(folder)
    path = typed(folder, "020,output,2022,101,official,older,")
    (question,) = look(source, folder.path, path).findings
    assert (question.rule, question.place) == ("older-source", "F2")
    assert look(source, folder.path, path, answers={"F2": "drop"}).changes == ()
    (change,) = look(source, folder.path, path, answers={"F2": "keep"}).changes
    assert change.after["known_from"] == "2024-02-01T08:30:00"


def test_period_in_which_the_code_passes_to_another_area_is_asked_about(tmp_path: Path) -> None:
    areas = [
        {},
        {"area_code": "00640", "level": "commune", "name": "Văn Điển", "valid_to": "2022-06-30"},
        {"area_code": "00640", "level": "commune", "name": "Thanh Trì", "valid_from": "2022-07-01"},
    ]
    folder = small_folder(tmp_path / "data", areas=areas)
    source = served(folder)
    (question,) = look(
        source, folder.path, typed(folder, "00640,output,2022,5,official,report,")
    ).findings
    assert (question.rule, question.place) == ("straddles-area-change", "C2")
    for name, period, code in (("Văn Điển", "2021", "00640"), ("Thanh Trì", "2023", "00640")):
        path = typed(folder, f"{name},output,{period},5,official,report,")
        (change,) = look(source, folder.path, path).changes
        assert (change.after["area_code"], change.key[0].vi) == (code, f"huyện {name}")
    path = typed(folder, "Văn Điển,output,2023,5,official,report,")
    assert [one.rule for one in look(source, folder.path, path).findings] == ["area-not-in-force"]


def test_made_up_figures_give_way_with_a_warning(source: Engine, published: Path) -> None:
    kept = frames.kept_observations(source, ["poor_households"])
    assert any(row.made_up for row in kept)
    path = published.parent / "poor.csv"
    path.write_text(HEAD + "00640,poor_households,2022,2,official,emulation_report_2023,\n")
    found = look(source, published, path)
    assert [finding.rule for finding in found.findings] == ["replaces-illustrative"]
    assert found.ready
    assert found.changes[0].after["known_from"] == "2023-02-27"


def test_nothing_of_a_made_up_figure_is_left_in_the_real_one(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path / "data",
        areas=[{}, {"area_code": "00640", "level": "commune", "parent_code": "020"}],
        sources=[{}, {"source_code": "earlier", "published_on": "2022-12-31"}],
        observations=[{"area_code": "00640", "period": "2021", "value": 90}],
    )
    made_up = {"area_code": "00640", "value": 100, "whole": 500, "note_en": "made up"}
    folder.write("observations", [{**made_up, "status": "illustrative"}], "illustrative")
    source = served(folder)
    for code, known in (("report", "2023-02-27T00:00:01"), ("earlier", "2022-12-31")):
        path = typed(folder, f"00640,output,2022,104,official,{code},")
        found = look(source, folder.path, path)
        (change,) = found.changes
        assert (change.after["whole"], change.after["note_en"]) == ("", "")
        assert change.after["known_from"] == known
        assert found.ready
        aside = Folder(tmp_path / code)
        shutil.copytree(folder.path, aside.path)
        ((added, content),) = found.write.items()
        (aside.path / added).write_bytes(content)
        listed = frames.observation_versions(served(aside), "00640", "output")
        assert [(one.value, one.replaced_on, one.counts) for one in listed] == [
            (90, None, True),
            (104, None, True),
        ]


def test_moment_that_is_yet_to_come_is_refused(folder: Folder) -> None:
    source = served(folder)
    head = HEAD.replace("\n", ",known_from\n")
    for period in ("2022", "2020"):
        path = typed(folder, f"020,output,{period},101,official,report,,2099-01-01", head=head)
        (finding,) = look(source, folder.path, path).findings
        assert (finding.rule, finding.cell) == ("known-in-future", "H2")
    folder.write("observations", [{"value": 100}, {"value": 101, "known_from": "2099-01-01"}])
    (broken,) = snapshot.publish(folder.path).findings
    assert (broken.file, broken.line, broken.column) == ("observations/rows.csv", 3, "known_from")
