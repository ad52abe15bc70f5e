"""Templates that others published something after: nothing newer is overwritten, nothing lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from indicators import engine, frames, snapshot
from indicators.engine import Engine
from indicators.importing.examining import Examined, examine
from indicators.vocabulary import Finding, Severity
from tests.filled import Sheets, free, of
from tests.importing_folder import PLANS, SOURCES, look, said
from tests.small_folder import Folder, small_folder


def rules(found: Examined) -> list[str]:
    return [one.rule for one in found.findings]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return small_folder(
        tmp_path / "data",
        indicators=[{}, {"indicator_code": "other", "name_vi": "Số khác", "position": 2}],
        observations=[{"value": 100}, {"indicator_code": "other", "value": 50}],
        plans=[{"value": 95}],
    )


def put(folder: Folder, found: Examined) -> Engine:
    assert found.ready
    for path, content in found.write.items():
        (folder.path / path).write_bytes(content)
    assert snapshot.publish(folder.path).findings == ()
    now = engine.current(folder.path)
    assert now is not None
    return now


def corrected(folder: Folder, source: Engine, line: str, at: int = 8) -> Engine:
    """What somebody else publishes meanwhile."""
    path = folder.path.parent / "meanwhile.csv"
    head = "area_code,indicator_code,period,value,status,source_code\n"
    path.write_text(f"{head}{line}\n", "utf-8")
    now = datetime(2024, 2, 1, at, tzinfo=UTC)
    return put(folder, examine([path], source, data=folder.path, now=now))


def value(source: Engine, code: str = "output") -> float | None:
    return next(row.value for row in frames.kept_observations(source, [code]))


def test_template_says_which_version_it_shows(folder: Folder, tmp_path: Path) -> None:
    source = corrected(folder, folder.published(), "020,output,2022,101,official,report")
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    cells = {str(row[2].value): row[-1].value
             for row in book.sheet("observations").iter_rows(min_row=2)}  # fmt: skip
    assert cells == {"output": "2024-02-01T08:00:00", "other": "2023-02-27"}
    plans = [row[-1].value for row in book.sheet("plans").iter_rows(min_row=2)]
    assert plans[0] == "2023-02-27"
    assert not any(plans[2:])
    texts = [cell.value for row in book.sheet("instructions").iter_rows() for cell in row]
    assert f"Mẫu hỏi số liệu kỳ 2022, làm từ bản {source.path.stem}." in texts


def test_correction_by_others_is_not_overwritten_by_an_older_template(
    folder: Folder, tmp_path: Path
) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    book.fill("observations", of("other"), Giá_trị=51)
    path = book.saved()
    after = corrected(folder, source, "020,output,2022,104,official,report")
    found = look(after, folder.path, path)
    (warning,) = found.findings
    assert (warning.rule, warning.typed) == ("newer-than-template", "100")
    assert [(one.key[1].code, one.after["value"]) for one in found.changes] == [("other", "51")]
    after = put(folder, found)
    assert (value(after), value(after, "other")) == (104, 51)


def test_figure_that_two_people_changed_is_asked_about(folder: Folder, tmp_path: Path) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    book.fill("observations", of("output"), Giá_trị=123.5)
    path = book.saved()
    # Without anybody else it is a revision like any other.
    assert look(source, folder.path, path).ready
    after = corrected(folder, source, "020,output,2022,104.5,official,report")
    found = look(after, folder.path, path)
    question: Finding = found.findings[0]
    assert (question.rule, question.choices) == ("changed-since-template", ("keep", "drop"))
    for part in ("104,5", "123,5", "01/02/2024", "giữ (keep) hay bỏ (drop)"):
        assert part in question.vi
    place = question.place
    assert look(after, folder.path, path, answers={place: "Bỏ"}).changes == ()
    (change,) = look(after, folder.path, path, answers={place: "giu"}).changes
    assert change.after["value"] == "123.5"


def test_rows_that_others_filled_in_meanwhile_are_left_alone(
    folder: Folder, tmp_path: Path
) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    filled = {"Tính_chất": "Số nguồn công bố", "Mã_nguồn": "report"}
    book.fill("observations", of("other"), Giá_trị=55, **filled)
    path = book.saved()
    after = corrected(folder, source, "020,output,2023,110,official,report")
    found = look(after, folder.path, path)
    assert found.findings == ()
    assert [one.key[1].code for one in found.changes] == ["other"]
    # Handed in again it says nothing new.
    again = look(put(folder, found), folder.path, path)
    assert (rules(again), again.changes) == ([], ())


def test_plan_that_others_amended_is_asked_about(folder: Folder, tmp_path: Path) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    book.fill("plans", of("output"), Giá_trị=97)
    path = book.saved()
    amended = tmp_path / "p.csv"
    amended.write_text(
        "area_code,indicator_code,period,form,value,assigner_code,source_code\n"
        "020,output,2022,level,98,city,report\n"
    )
    after = put(folder, look(source, folder.path, amended))
    (question,) = look(after, folder.path, path).findings
    assert (question.rule, question.sheet) == ("changed-since-template", PLANS)
    assert "98" in question.vi


def test_figure_taken_back_meanwhile_is_asked_about(folder: Folder, tmp_path: Path) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    book.fill("observations", of("other"), Giá_trị=101)
    path = book.saved()
    after = corrected(folder, source, "020,other,2022,,withdrawn,report")
    (question,) = look(after, folder.path, path).findings
    assert (question.rule, "không có số" in question.vi) == ("changed-since-template", True)
    # A template made since then may say it anew.
    book = Sheets(after, tmp_path / "g.xlsx", "2022", indicators=["other"])
    said_anew = {"Giá_trị": 101, "Tính_chất": "Số nguồn công bố", "Mã_nguồn": "report"}
    book.fill("observations", of("other"), **said_anew)
    assert rules(look(after, folder.path, book.saved())) == []


def test_row_typed_into_a_spare_row_is_no_later_than_the_template(
    folder: Folder, tmp_path: Path
) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    cells = {"Mã_địa_bàn": "020", "Mã_chỉ_tiêu": "output", "Kỳ": "2022", "Hình_thức": "level",
             "Giá_trị": 97, "Cấp_giao": "city", "Mã_nguồn": "report"}  # fmt: skip
    book.fill("plans", lambda row: not row["Mã địa bàn"], **cells)
    taken = book.fill("plans", of("output"), Giá_trị=None, Mã_nguồn=None)
    # The row that stood there is gone; what it said is said below.
    for cell in book.sheet("plans")[taken]:
        cell.value = None
    found = look(source, folder.path, book.saved())
    assert (rules(found), [one.after["value"] for one in found.changes]) == ([], ["97"])


def test_figure_that_a_template_did_not_know_is_asked_about(folder: Folder, tmp_path: Path) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    filled = {"Giá_trị": 105, "Tính_chất": "Số nguồn công bố", "Mã_nguồn": "report"}
    book.fill("observations", of("output"), **filled)
    path = book.saved()
    assert look(source, folder.path, path).ready
    after = corrected(folder, source, "020,output,2023,110,official,report")
    assert rules(look(after, folder.path, path)) == ["changed-since-template"]


@pytest.mark.parametrize("instructions", [True, False])
def test_source_that_was_mended_since_does_not_stop_an_older_template(
    folder: Folder, tmp_path: Path, instructions: bool
) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    filled = {"Giá_trị": 105, "Tính_chất": "Số nguồn công bố", "Mã_nguồn": "report"}
    book.fill("observations", of("output"), **filled)
    if not instructions:
        book.without("instructions")
    path = book.saved()
    folder.write("sources", [{"title_en": "Report of 2022"}])
    after = folder.published()
    found = look(after, folder.path, path)
    (warning,) = found.findings
    assert (warning.rule, warning.place, warning.severity) == (
        "already-published", "Nguồn!C2", Severity.WARNING,
    )  # fmt: skip
    assert "Report of 2022" in warning.vi
    assert [one.table for one in found.changes] == ["observations"]
    assert "catalogue/sources.csv" not in found.write
    titles = [one.title_en for one in frames.sources(put(folder, found))]
    assert titles == ["Report of 2022"]


def test_another_source_under_a_published_code_is_refused_in_a_row_of_ones_own(
    folder: Folder, tmp_path: Path
) -> None:
    source = folder.published()
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    row = book.fill("sources", free, Mã_nguồn="other_report", Tên_tài_liệu="Báo cáo năm 2023",
                    Nơi_công_bố="UBND huyện", Ngày_công_bố="10/01/2024")  # fmt: skip
    path = book.saved()
    other = {"source_code": "other_report", "title_vi": "Báo cáo khác"}
    folder.write("sources", [{}, other])
    found = look(folder.published(), folder.path, path)
    assert said(found.findings) == [("already-published", SOURCES, f"B{row}")]
    assert not found.ready
