"""check, import, history, rollback and export-data, as typed at a terminal and run for a page."""

import json
import os
import pty
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from indicators import engine, frames, snapshot
from indicators.__main__ import app
from indicators.importing.proposing import accepted, proposed
from indicators.wording.publications import known_since, told
from indicators.wording.revisions import clock, moment
from tests.conftest import ROOT
from tests.small_folder import DISTRICT, Folder, small_folder

HEAD = "area_code,indicator_code,period,value,whole,qualifier,resolution,status,source_code"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = small_folder(tmp_path / "data")
    assert snapshot.publish(made.path).findings == ()
    return made


def given(folder: Folder, *rows: str, name: str = "figures.csv") -> Path:
    path = folder.path.parent / name
    path.write_text("\n".join([f"{HEAD},note_vi,note_en", *(f"{row},," for row in rows)]) + "\n")
    return path


def value(folder: Folder, period: str = "2022") -> float | None:
    source = engine.current(folder.path)
    assert source is not None
    found = {one.indicator_code: one.value for one in frames.values(source, DISTRICT, period)}
    return found.get("output")


def row(amount: object, period: str = "2022", area: str = DISTRICT) -> str:
    return f'{area},output,{period},"{amount}",,,,official,report'


def said(done: Result) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for line in done.stdout.splitlines():
        told |= json.loads(line)
    return told


def test_check_names_every_mistake_by_cell_and_publishes_nothing(folder: Folder) -> None:
    path = given(folder, row("abc"), row(5, period="2022-13"), row(5, area="99999"))
    done = call("check", path, "--data", folder.path, "--language", "en")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert [line.split(":")[1].strip() for line in lines if line.startswith("Mistake")] == [
        "figures.csv, cell D2",
        "figures.csv, cell C3",
        "figures.csv, cell A4",
    ]
    assert "Traceback" not in done.output
    assert len(snapshot.history(folder.path)) == 1


def test_import_publishes_a_revision_and_the_history_says_from_what(folder: Folder) -> None:
    path = given(folder, row(120))
    done = call("import", path, "--data", folder.path, "--yes", "--who", "Bình", "--language", "en")
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert (lines[0], lines[-1]) == (
        "It would change indicators-000001: 0 new, 1 revised, 0 withdrawn; 0 statuses change.",
        "Published indicators-000002.",
    )
    assert value(folder) == 120
    newest, first = snapshot.history(folder.path)
    assert (newest.action, newest.who, newest.observations.changed) == ("import", "Bình", 1)
    assert [name for name, _ in newest.files] == ["figures.csv"]
    listed = call("history", "--data", folder.path, "--language", "en").stdout
    assert "000002 (served)" in listed
    assert "Bình" in listed
    assert first.action == "publish"


def test_an_import_that_changes_nothing_publishes_nothing(folder: Folder) -> None:
    done = call("import", given(folder, row(100)), "--data", folder.path, "--yes")
    assert (done.exit_code, len(snapshot.history(folder.path))) == (0, 1), done.output
    assert "không có gì để thay đổi" in done.stdout


def test_a_question_waits_for_its_answer(folder: Folder) -> None:
    path = given(folder, row("18.500", period="2023"))
    done = call("import", path, "--data", folder.path, "--yes", "--language", "en")
    assert done.exit_code == 1
    assert "--answer 'D2=18500'" in done.stderr
    assert len(snapshot.history(folder.path)) == 1
    answers = ["--answer", "D2=18.5"]
    done = call("import", path, "--data", folder.path, "--yes", *answers)
    assert done.exit_code == 0, done.output
    assert value(folder, "2023") == 18.5


def test_a_wrong_answer_is_named(folder: Folder) -> None:
    path = given(folder, row("18.500", period="2023"))
    done = call("check", path, "--data", folder.path, "--answer", "D2=7", "--language", "en")
    assert done.exit_code == 1
    assert "“7”" in done.stderr
    done = call("check", path, "--data", folder.path, "--answer", "nothing", "--language", "en")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_file_that_is_not_there_is_one_line(folder: Folder, command: str) -> None:
    done = call(command, folder.path / "no.xlsx", "--data", folder.path, "--language", "en")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "There is no file" in done.stderr


def test_without_a_terminal_import_asks_for_yes(folder: Folder) -> None:
    done = call("import", given(folder, row(120)), "--data", folder.path, "--language", "en")
    assert done.exit_code == 2
    assert "--yes" in done.stderr
    assert value(folder) == 100


def test_a_publication_meanwhile_stops_an_import_that_was_checked_before(folder: Folder) -> None:
    path = given(folder, row(120))
    folder.write("observations", [{"value": 7}])
    snapshot.publish(folder.path)
    base = ["--base", "indicators-000001"]
    done = call("import", path, "--data", folder.path, "--yes", *base, "--language", "en")
    assert done.exit_code == 1
    assert "published meanwhile" in done.stderr
    assert value(folder) == 7


def test_sources_edited_by_hand_while_a_proposal_is_looked_at_are_not_lost(
    folder: Folder,
) -> None:
    head = "source_code,title_vi,title_en,publisher_vi,publisher_en,published_on,locator"
    new = folder.path.parent / "sources.csv"
    new.write_text(f"{head}\nlater,Báo cáo sau,A later report,Huyện,District,2023-06-01,\n")
    source = engine.current(folder.path)
    assert source is not None
    sources = folder.path / "catalogue/sources.csv"
    with proposed([new], folder.path, source, now=datetime.now(UTC)) as proposal:
        assert proposal.ready, proposal.findings
        assert "catalogue/sources.csv" in proposal.change.write
        by_hand = sources.read_bytes().replace(b"Report", b"Annual report")
        sources.write_bytes(by_hand)
        with pytest.raises(snapshot.PublishFailed, match=r"sources\.csv was edited"):
            accepted(folder.path, proposal, "Bình")
    assert sources.read_bytes() == by_hand
    assert len(snapshot.history(folder.path)) == 1


def test_edits_of_others_are_named_before_they_are_published_with_an_import(
    folder: Folder,
) -> None:
    path = given(folder, row(120))
    data = ["--data", folder.path, "--language", "en"]
    assert "unpublished" not in call("check", path, *data, "--format", "json").stdout
    folder.write("thresholds", [
        {"threshold_code": code, "value": value}
        for code, value in (("on_track", 0.9), ("at_risk", 0.8), ("report_days", 30))
    ])  # fmt: skip
    done = call("check", path, *data, "--format", "json")
    (finding,) = said(done)["proposal"]["findings"]
    assert (done.exit_code, finding["rule"], finding["severity"]) == (
        *(0, "unpublished-edits", "warning"),
    )
    assert "catalogue/thresholds.csv" in finding["vi"]
    assert call("import", path, *data, "--yes").exit_code == 0


def test_edits_made_after_a_proposal_was_looked_at_are_not_published_with_it(
    folder: Folder,
) -> None:
    source = engine.current(folder.path)
    assert source is not None
    with proposed(
        [given(folder, row(120))], folder.path, source, now=datetime.now(UTC)
    ) as proposal:
        assert proposal.ready, proposal.findings
        folder.write("areas", [{"name": "Tên Khác"}])
        with pytest.raises(snapshot.PublishFailed, match="edited after"):
            accepted(folder.path, proposal, "Bình")
    assert (value(folder), len(snapshot.history(folder.path))) == (100, 1)


def test_programs_get_lines_of_json(folder: Folder) -> None:
    done = call("check", given(folder, row(120)), "--data", folder.path, "--format", "json")
    told = said(done)
    proposal = told["proposal"]
    assert (done.exit_code, proposal["ready"], proposal["changed"]) == (0, True, 1)
    (change,) = proposal["changes"]
    assert (change["kind"], change["place"]) == ("changed", "D2")
    assert (change["before"]["vi"], change["after"]["vi"]) == ("Giá trị: 100", "Giá trị: 120")
    assert told["step"] == "compare"


def test_a_status_that_would_change_is_named_before_publishing(tmp_path: Path) -> None:
    made = small_folder(tmp_path / "data", plans=[{"value": 110}])
    snapshot.publish(made.path)
    told = said(call("check", given(made, row(120)), "--data", made.path, "--format", "json"))
    (status,) = told["proposal"]["statuses"]
    assert (status["before"]["en"], status["after"]["en"]) == ("Missed", "Plan exceeded")
    assert "Output" in status["name"]["en"]


def listed(text: str) -> list[list[str]]:
    """The cells of a table as a terminal shows it, row by row."""
    rows = [line.split("│")[1:-1] for line in text.splitlines() if line.startswith("│")]
    return [[cell.strip() for cell in row] for row in rows]


def test_a_terminal_shows_what_each_row_would_change_and_since_when(tmp_path: Path) -> None:
    made = small_folder(tmp_path / "data", plans=[{"value": 110}])
    snapshot.publish(made.path)
    path = given(made, row(120), row("112,5", period="2021"))
    done = call("check", path, "--data", made.path)
    assert done.exit_code == 0, done.output
    changes, statuses = done.stdout.split("Tình trạng sẽ đổi:")
    revised, new = listed(changes)
    day = f"{datetime.now().astimezone():%d/%m/%Y} (UTC"
    name, *cells, since, place = revised
    assert name.replace("\u00a0", " ").endswith("Sản lượng, năm 2022")
    assert (cells, place) == (["Sửa", "Giá trị: 100", "Giá trị: 120"], "D2")
    assert day in since
    assert (new[1], new[2], new[4], new[5]) == ("Mới", "", "27/02/2023", "D3")
    assert "Giá trị: 112,5" in new[3]
    ((plan, before, after),) = listed(statuses)
    assert "Sản lượng" in plan
    assert (before, after) == ("Không đạt", "Vượt kế hoạch")


def test_a_terminal_shows_thirty_changes_and_how_many_more(folder: Folder) -> None:
    path = given(folder, *(row(100 + year % 7, period=str(year)) for year in range(1970, 2002)))
    done = call("check", path, "--data", folder.path, "--language", "en")
    assert done.exit_code == 0, done.output
    assert len(listed(done.stdout)) == 30
    assert "… and 2 more rows." in done.stdout
    told = said(call("check", path, "--data", folder.path, "--format", "json"))
    assert len(told["proposal"]["changes"]) == 32
    assert {one["known_from"]["en"] for one in told["proposal"]["changes"]} == {"27 February 2023"}


@pytest.mark.parametrize(
    ("zone", "said_as"),
    [("Asia/Ho_Chi_Minh", "06:30, 02/03/2024 (UTC+7)"), ("UTC", "23:30, 01/03/2024 (UTC)"),
     ("America/St_Johns", "20:00, 01/03/2024 (UTC\u22123:30)")],
)  # fmt: skip
def test_moments_are_told_by_the_clock_of_this_machine_with_its_zone(
    zone: str, said_as: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        at = datetime.fromisoformat("2024-03-01T23:30:00")
        assert clock(at, "vi") == moment(at, "vi") == said_as
        assert told(snapshot.Publication("indicators-000001", at), "vi")[1] == said_as
        assert known_since("2024-03-01T23:30:00", "vi") == said_as
        assert known_since("2024-03-01", "vi") == "01/03/2024"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_rollback_says_first_what_it_would_change(tmp_path: Path) -> None:
    made = small_folder(tmp_path / "data", plans=[{"value": 110}])
    snapshot.publish(made.path)
    call("import", given(made, row(120)), "--data", made.path, "--yes", "--who", "Bình")
    data = ["--data", made.path, "--language", "en"]
    done = call("rollback", "1", *data, "--look")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Restoring snapshot 000001 (")
    assert (
        "in place of indicators-000002: figures: 0 come back, 1 change, 0 go; 1 statuses change.\n"
        in done.stdout
    )
    assert "Published the folder" in done.stdout
    again = call("rollback", "2", *data, "--look").stdout
    assert "Bình, Imported files: figures.csv" in again
    assert "no figure and no plan changes; 0 statuses change" in again
    unknown = call("rollback", "abc", *data, "--look")
    assert (unknown.exit_code, " abc" in unknown.stderr) == (1, True), unknown.stderr
    done = call("rollback", "1", *data)
    assert (done.exit_code, "--yes" in done.stderr) == (2, True)
    assert len(snapshot.history(made.path)) == 2
    told_of = said(call("rollback", "1", *data, "--look", "--format", "json"))["restoring"]
    assert (told_of["base"], told_of["changed_statuses"]) == ("indicators-000002", 1)
    late = call("rollback", "1", *data, "--yes", "--base", "indicators-000001")
    assert (late.exit_code, "published meanwhile" in late.stderr) == (1, True)


def test_made_up_figures_that_stay_are_not_counted_among_those_that_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune = {"area_code": "00640", "level": "commune", "parent_code": DISTRICT, "name": "Một"}
    made = small_folder(tmp_path / "data", areas=[{}, commune])
    made.write(
        "observations",
        [{"area_code": "00640", "value": 3, "status": "illustrative"}],
        "illustrative",
    )
    monkeypatch.setenv(snapshot.SETTING, "0")
    assert snapshot.publish(made.path).findings == ()
    monkeypatch.delenv(snapshot.SETTING)
    assert snapshot.publish(made.path).changed
    done = call("rollback", "1", "--data", made.path, "--look", "--language", "en")
    assert "no figure and no plan changes" in done.stdout, done.output


def test_rollback_asks_whoever_sits_at_a_terminal(folder: Folder) -> None:
    call("import", given(folder, row(120)), "--data", folder.path, "--yes")
    command = [sys.executable, "-m", "indicators", "rollback", "1", "--data", str(folder.path)]
    for answer, code, number in ((b"n\n", 1, 2), (b"y\n", 0, 3)):
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            command, cwd=ROOT, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as child:
            os.write(ours, answer)
            heard, _ = child.communicate(timeout=60)
        os.close(ours)
        os.close(theirs)
        assert child.returncode == code, heard.decode()
        assert "Công bố lại bản này?" in heard.decode()
        assert len(snapshot.history(folder.path)) == number


def test_the_history_of_no_folder_is_one_sentence(tmp_path: Path) -> None:
    done = call("history", "--data", tmp_path / "nothing", "--language", "en")
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "There is no data folder" in done.stderr


def test_a_state_is_written_out_only_where_nothing_is(folder: Folder, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "letter.txt").write_text("x", "utf-8")
    for target, why in ((folder.path, "the data folder itself"), (full, "holds files already")):
        before = sorted(target.rglob("*"))
        done = call("export-data", target, "--data", folder.path, "--language", "en")
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
        assert why in done.stderr
        assert sorted(target.rglob("*")) == before
    for name in ("catalogue", "observations", "plans", "published_figures"):
        shutil.rmtree(folder.path / name)
    assert call("export-data", folder.path, "--data", folder.path).exit_code == 0
    assert not snapshot.publish(folder.path).changed


def test_rollback_gives_yesterday_back_as_a_new_snapshot(folder: Folder) -> None:
    call("import", given(folder, row(120)), "--data", folder.path, "--yes")
    done = call("rollback", "1", "--data", folder.path, "--who", "Chi", "--yes", "--language", "en")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1] == "Published indicators-000003."
    assert value(folder) == 100
    newest = snapshot.history(folder.path)[0]
    assert (newest.action, newest.who, newest.of_snapshot) == (
        "rollback",
        "Chi",
        "indicators-000001",
    )
    done = call("rollback", "77", "--data", folder.path, "--language", "en")
    assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)


def test_what_is_written_out_publishes_as_the_same_figures(folder: Folder) -> None:
    call("import", given(folder, row(120)), "--data", folder.path, "--yes")
    target = folder.path.parent / "copy"
    done = call("export-data", target, "--data", folder.path, "--language", "en")
    assert done.exit_code == 0, done.output
    assert snapshot.publish(target).findings == ()
    copy = engine.current(target)
    source = engine.current(folder.path)
    assert copy is not None
    assert source is not None
    for name in ("observations", "sources", "indicators", "areas"):
        wanted = {key: "020" if key == "area" else "100000" for key in engine.parameters_of(name)}
        assert copy.query(name, **wanted) == source.query(name, **wanted)


def test_the_real_command_imports(folder: Folder) -> None:
    command = [sys.executable, "-m", "indicators", "import", str(given(folder, row(120))), "--yes"]
    done = subprocess.run(
        [*command, "--data", str(folder.path)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert value(folder) == 120
