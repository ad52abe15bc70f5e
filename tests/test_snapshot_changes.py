"""A change to the data folder: tried, published, refused, and never half done."""

import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from indicators import snapshot
from indicators.snapshot import Change, PublishFailed, publishing, recipe
from indicators.vocabulary import Finding
from tests.conftest import ROOT
from tests.publishing import NEW, OLD, before_change, change_of, files_of, litter, served
from tests.small_folder import Folder, small_folder


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return before_change(tmp_path_factory.mktemp("prepared") / "data").path


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Folder:
    """A folder published in the state OLD; a test may do with it what it likes."""
    return Folder(Path(shutil.copytree(prepared, tmp_path / "data")))


def test_change_is_in_the_folder_and_served_at_once(folder: Folder) -> None:
    change = change_of(folder.path, base="indicators-000001")
    kept = files_of(folder.path)
    done = snapshot.publish(folder.path, change=change)
    assert (done.findings, done.changed) == ((), True)
    assert done.path == snapshot.current(folder.path)
    assert served(folder.path) == NEW
    del kept["observations/gone.csv"]
    assert files_of(folder.path) == kept | {**change.write}
    assert litter(folder.path) == set()
    assert not snapshot.publish(folder.path).changed
    assert done.path is not None
    assert snapshot.digest_of(done.path) == snapshot.digest(folder.path)


def test_change_that_changes_nothing_publishes_nothing(folder: Folder) -> None:
    rows = (folder.path / "observations/rows.csv").read_bytes()
    change = Change({"observations/rows.csv": rows}, frozenset({"plans/none.csv"}), "import")
    assert not snapshot.publish(folder.path, change=change).changed


def test_change_with_a_finding_leaves_folder_and_snapshot_alone(folder: Folder) -> None:
    before = files_of(folder.path)
    wrong = (folder.path / "observations/rows.csv").read_bytes().replace(b",1,", b",one,")
    done = snapshot.publish(folder.path, change=Change({"observations/more.csv": wrong}))
    assert [(each.file, each.typed) for each in done.findings] == [("observations/more.csv", "one")]
    assert not done.changed
    assert files_of(folder.path) == before
    assert served(folder.path) == OLD
    assert litter(folder.path) == set()


def test_change_judged_against_another_snapshot_is_refused(folder: Folder) -> None:
    change = change_of(folder.path, base="indicators-000001")
    folder.write("observations", [{"value": 3}])
    snapshot.publish(folder.path)
    before = files_of(folder.path)
    with pytest.raises(PublishFailed, match="Somebody published meanwhile") as failure:
        snapshot.publish(folder.path, change=change)
    assert "indicators-000002" in failure.value.vi
    assert files_of(folder.path) == before


def test_file_edited_while_the_change_is_published_stops_it(folder: Folder) -> None:
    sources = folder.path / "catalogue/sources.csv"
    edited = sources.read_bytes() + b"\n"

    def edit(step: str) -> None:
        if step == "publish":
            sources.write_bytes(edited)

    with pytest.raises(PublishFailed, match=r"sources\.csv was edited while publishing"):
        snapshot.publish(folder.path, edit, change=change_of(folder.path))
    assert sources.read_bytes() == edited
    assert served(folder.path) == OLD
    assert litter(folder.path) == set()


def test_file_edited_since_the_change_was_made_of_it_is_not_written_over(folder: Folder) -> None:
    sources = folder.path / "catalogue/sources.csv"
    made = change_of(folder.path)
    read = {"catalogue/sources.csv": recipe.hash_of(sources), "observations/import_2.csv": ""}
    edited = sources.read_bytes() + b"\n"
    sources.write_bytes(edited)
    with pytest.raises(PublishFailed, match=r"sources\.csv was edited"):
        snapshot.publish(folder.path, change=replace(made, read=read))
    assert (sources.read_bytes(), served(folder.path)) == (edited, OLD)
    again = {**read, "catalogue/sources.csv": recipe.hash_of(sources)}
    assert snapshot.publish(folder.path, change=replace(made, read=again)).changed


def test_file_that_is_there_by_now_is_not_written_over(folder: Folder) -> None:
    made = replace(change_of(folder.path), read={"observations/import_2.csv": ""})
    theirs = folder.path / "observations/import_2.csv"
    theirs.write_text("area_code\n", "utf-8")
    with pytest.raises(PublishFailed, match=r"import_2\.csv was edited"):
        snapshot.publish(folder.path, change=made)
    assert theirs.read_text("utf-8") == "area_code\n"


def test_file_edited_while_it_is_read_is_not_published_half(folder: Folder) -> None:
    rows = folder.path / "observations/rows.csv"

    def edit(step: str) -> None:
        if step == "build":
            rows.write_bytes(rows.read_bytes().replace(b",1,", b",4,"))

    with pytest.raises(PublishFailed, match=r"rows\.csv was edited"):
        snapshot.publish(folder.path, edit, force=True)
    assert served(folder.path) == OLD


@pytest.mark.parametrize(
    "path",
    [
        "decks/yearly.toml", "published/current", "../x.csv", "observations/../../x.csv", "x.csv",
        "/observations/x.csv", "observations", "observations/", "./observations/x.csv", "",
        "observations\\x.csv", "observations/./x.csv",
    ],
)  # fmt: skip
def test_path_that_no_change_may_touch_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Change({path: b""})
    with pytest.raises(ValueError, match=r".*"):
        Change({}, frozenset({path}))


def test_outlines_and_made_up_figures_can_be_changed() -> None:
    Change({"boundaries.geojson": b"", "illustrative/plans/a.csv": b"", "plans/b.csv": b""})


def test_candidate_is_what_would_be_published_and_publishes_nothing(folder: Folder) -> None:
    change, before = change_of(folder.path), files_of(folder.path)
    steps: list[str] = []
    with snapshot.candidate(folder.path, change, steps.append) as (path, findings):
        assert findings == ()
        assert path is not None
        assert not path.is_relative_to(folder.path)
        with duckdb.connect(str(path), read_only=True) as tried:
            assert tried.execute("select value from observations").fetchall() == [(2.0,)]
        assert (files_of(folder.path), served(folder.path)) == (before, OLD)
        later: list[str] = []
        done = snapshot.publish(folder.path, later.append, change=change, candidate=path)
    assert steps == ["read", "build", "check"]
    assert later == ["publish"]
    assert not path.exists()
    assert served(folder.path) == NEW
    assert [each.snapshot_id for each in snapshot.history(folder.path)] == [
        "indicators-000002", "indicators-000001",
    ]  # fmt: skip
    assert done.path is not None
    assert (done.path.stat().st_mode & 0o777) == 0o644
    with duckdb.connect(str(done.path), read_only=True) as published:
        assert published.execute("select snapshot_id from snapshot").fetchall() == [
            ("indicators-000002",)
        ]


def test_candidate_that_is_no_longer_what_would_be_made_is_made_anew(folder: Folder) -> None:
    change = change_of(folder.path)
    steps: list[str] = []
    with snapshot.candidate(folder.path, change) as (path, _):
        folder.write("thresholds", [
            {"threshold_code": code, "value": value}
            for code, value in (("on_track", 0.9), ("at_risk", 0.8), ("report_days", 30))
        ])  # fmt: skip
        snapshot.publish(folder.path, steps.append, change=change, candidate=path)
    assert steps == ["read", "build", "check", "publish"]
    assert served(folder.path) == NEW


def test_strictly_only_what_was_tried_is_published(folder: Folder) -> None:
    change = change_of(folder.path)
    with snapshot.candidate(folder.path, change) as (path, _):
        folder.write("thresholds", [
            {"threshold_code": code, "value": value}
            for code, value in (("on_track", 0.9), ("at_risk", 0.8), ("report_days", 30))
        ])  # fmt: skip
        before = files_of(folder.path)
        with pytest.raises(PublishFailed, match="edited after the change was looked at"):
            snapshot.publish(folder.path, change=change, candidate=path, strict=True)
        assert (files_of(folder.path), served(folder.path)) == (before, OLD)
        assert litter(folder.path) == set()
    with snapshot.candidate(folder.path, change) as (path, _):
        assert snapshot.publish(folder.path, change=change, candidate=path, strict=True).changed


def test_what_was_edited_and_not_published_is_named(folder: Folder) -> None:
    served_now = snapshot.current(folder.path)
    assert served_now is not None
    assert snapshot.unpublished(folder.path, served_now) == ()
    (folder.path / "observations/gone.csv").unlink()
    folder.write("sources", [{"title_en": "Another report"}])
    assert snapshot.unpublished(folder.path, served_now) == (
        "catalogue/sources.csv",
        "observations/gone.csv",
    )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Bình\n\tAn ", "Bình An"), ("x" * 500, "x" * 80), ("a\x00b", "a\ufffdb")],
)
def test_name_of_who_publishes_is_one_short_line(typed: str, kept: str) -> None:
    assert Change(who=typed).who == kept


def test_what_cannot_be_swept_away_does_not_make_a_publication_a_failure(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept: list[Path] = []

    def failing(where: Path) -> None:
        swept.append(where)
        if len(swept) > 1:
            raise PermissionError(13, "Permission denied", str(where / "x.building"))

    monkeypatch.setattr(publishing, "_sweep", failing)
    assert snapshot.publish(folder.path, change=change_of(folder.path)).changed
    assert len(swept) == 2
    assert served(folder.path) == NEW


def test_candidate_names_what_is_wrong(folder: Folder) -> None:
    wrong = Change({"observations/x.csv": b"no table"})
    with snapshot.candidate(folder.path, wrong) as (path, findings):
        assert path is None
        assert {each.file for each in findings} == {"observations/x.csv"}


FINISHING: dict[str, Callable[[Path], object]] = {
    "publish": snapshot.publish,
    "settle": snapshot.settle,
    "candidate": lambda data: snapshot.candidate(data, Change()).__enter__(),
}
"""The calls that may find a change that was accepted and then cut off."""

CUT_OFF = """
import os, pickle, signal, sys
from pathlib import Path
from indicators import snapshot
from indicators.snapshot import changing
changing.roll_forward_once = changing.roll_forward
calls = []
def cut_off(data):
    calls.append(data)
    if len(calls) == 2: os.kill(os.getpid(), signal.SIGKILL)
    return changing.roll_forward_once(data)
changing.roll_forward = cut_off
snapshot.publish(Path(sys.argv[1]), change=pickle.load(sys.stdin.buffer))
"""


def cut_off(data: Path) -> None:
    """Have the change accepted by a process that is killed before it does anything else."""
    command = [sys.executable, "-c", CUT_OFF, str(data)]
    change = pickle.dumps(change_of(data))
    done = subprocess.run(command, cwd=ROOT, input=change, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert (data / "published/change/plan.json").exists()


@pytest.mark.parametrize("call", FINISHING)
def test_accepted_change_is_finished_by_the_next_call(folder: Folder, call: str) -> None:
    cut_off(folder.path)
    assert served(folder.path) == OLD
    FINISHING[call](folder.path)
    assert served(folder.path) == NEW
    assert not (folder.path / "observations/gone.csv").exists()
    assert litter(folder.path) == set()


def test_file_edited_before_an_accepted_change_is_finished_is_kept_and_named(
    folder: Folder,
) -> None:
    cut_off(folder.path)
    sources = folder.path / "catalogue/sources.csv"
    edited = sources.read_bytes() + b"\n"
    sources.write_bytes(edited)
    done = snapshot.publish(folder.path)
    assert served(folder.path) == NEW
    assert [each.file for each in done.findings] == ["catalogue/sources.csv.before-000002"]
    assert (folder.path / "catalogue/sources.csv.before-000002").read_bytes() == edited


def test_accepted_change_that_cannot_be_finished_says_so_and_waits(folder: Folder) -> None:
    cut_off(folder.path)
    target = folder.path / "observations/import_2.csv"
    target.mkdir()  # what stands where the file should go
    (target / "x").touch()
    with pytest.raises(PublishFailed, match="accepted and kept safe") as failure:
        snapshot.publish(folder.path)
    assert "giữ an toàn" in failure.value.vi
    assert served(folder.path) == OLD
    (target / "x").unlink()
    target.rmdir()
    assert snapshot.publish(folder.path).changed
    assert served(folder.path) == NEW


def test_damaged_plan_of_an_accepted_change_is_said_and_nothing_is_touched(folder: Folder) -> None:
    cut_off(folder.path)
    (folder.path / "published/change/plan.json").write_text("{", "utf-8")
    before = files_of(folder.path)
    with pytest.raises(PublishFailed, match=r"Cannot read .*plan\.json"):
        snapshot.publish(folder.path)
    assert (files_of(folder.path), served(folder.path)) == (before, OLD)


@pytest.mark.parametrize("table", ["observations", "plans"])
def test_two_versions_of_one_moment_are_a_mistake(tmp_path: Path, table: str) -> None:
    folder = small_folder(tmp_path, observations=[{"value": 1}])

    def found(known_from: str) -> list[Finding]:
        folder.write(table, [{"value": 1}, {"value": 2, "known_from": known_from}])
        return list(snapshot.publish(folder.path).findings)

    # The source came out on 2023-02-27, which is what a blank says.
    for moment in ("2023-02-27", "2023-02-27T00:00:00"):
        (finding,) = found(moment)
        assert (finding.file, finding.line) == (f"{table}/rows.csv", 3)
        assert (finding.column, finding.rule) == ("known_from", "same-moment")
        assert "rows.csv:2" in finding.vi
        assert "2023-02-27" in finding.en
    assert found("2023-02-27T08:00:00") == []
