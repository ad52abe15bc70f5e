"""Publishing: what is served stays served, and follows from the folder, the SQL and the code."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from indicators import engine, frames, snapshot
from indicators.snapshot import PublishFailed, building, recipe
from tests.conftest import ROOT
from tests.publishing import litter, revised, value
from tests.small_folder import Cells, Folder, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return revised(tmp_path / "data")


def test_first_publication_makes_number_one_and_points_to_it(tmp_path: Path) -> None:
    done = snapshot.publish(small_folder(tmp_path).path)
    assert done.path == tmp_path / "published/indicators-000001.duckdb"
    assert done.changed
    assert snapshot.current(tmp_path) == done.path
    assert litter(tmp_path) == set()


def test_steps_are_told_as_they_begin(tmp_path: Path) -> None:
    steps: list[str] = []
    snapshot.publish(small_folder(tmp_path).path, steps.append)
    assert steps == ["read", "build", "check", "publish"]


def test_unchanged_folder_is_left_alone_unless_forced(folder: Folder) -> None:
    first = snapshot.publish(folder.path)
    again = snapshot.publish(folder.path)
    assert (again.path, again.changed) == (first.path, False)
    forced = snapshot.publish(folder.path, force=True)
    assert forced.changed
    assert forced.path != first.path


def test_unchanged_folder_is_left_alone_while_it_is_being_read(folder: Folder) -> None:
    snapshot.publish(folder.path)
    source = engine.current(folder.path)
    assert source is not None
    assert not snapshot.publish(folder.path).changed


def test_snapshot_is_never_changed_once_published(folder: Folder) -> None:
    first = snapshot.current(folder.path)
    assert first is not None
    before = first.read_bytes()
    assert snapshot.publish(folder.path).path != first
    assert first.read_bytes() == before


def test_readers_of_the_old_snapshot_go_on_while_new_ones_are_published(folder: Folder) -> None:
    old = engine.current(folder.path)
    assert old is not None
    seen = []
    for number in range(2, 4):
        folder.write("observations", [{"value": number}])
        snapshot.publish(
            folder.path, lambda _step: seen.append(frames.values(old, "020", "2022")[0].value)
        )
        new = engine.current(folder.path)
        assert new is not None
        assert frames.values(new, "020", "2022")[0].value == number
    assert seen == [1] * 8


READER = """
import sys, time
from pathlib import Path
from indicators import engine, frames
held = engine.current(Path(sys.argv[1]))
for line in sys.stdin:
    now = engine.current(Path(sys.argv[1]))
    print(*(frames.values(one, "020", "2022")[0].value for one in (held, now)), flush=True)
"""


def test_another_process_keeps_what_it_holds_and_follows_the_pointer(folder: Folder) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(folder.path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin is not None
    assert reader.stdout is not None
    with reader:
        answers = []
        for _ in range(2):
            reader.stdin.write("\n")
            reader.stdin.flush()
            answers.append(reader.stdout.readline().split())
            snapshot.publish(folder.path)
        reader.stdin.close()
    assert answers == [["1.0", "1.0"], ["1.0", "2.0"]]


def test_missing_data_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PublishFailed, match="There is no data folder"):
        snapshot.publish(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "room",
    [
        "boundaries/outline",
        "boundaries/reading",
        "boundaries/thinning",
        "snapshot/building",
        "validation",
        "vocabulary",
        "workbook/folder",
    ],
)
def test_changed_code_publishes_anew(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    rooms = Path(shutil.copytree(ROOT / "indicators", tmp_path / "rooms"))
    monkeypatch.setattr(recipe, "ROOM", rooms)
    snapshot.publish(folder.path)
    assert not snapshot.publish(folder.path).changed
    with (rooms / f"{room}.py").open("a", encoding="utf-8") as code:
        code.write("# another rule\n")
    assert snapshot.publish(folder.path).changed


def test_what_the_database_cannot_do_is_said_in_one_sentence(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise duckdb.OutOfMemoryException("Out of memory\nlong story")

    monkeypatch.setattr(building, "build", fail)
    with pytest.raises(PublishFailed, match="No snapshot could be made") as failure:
        snapshot.publish(folder.path)
    assert "Không dựng được" in failure.value.vi
    assert "story" not in str(failure.value)
    assert value(folder.path) == 1


def test_snapshot_speaks_for_the_newest_source_that_is_used(tmp_path: Path) -> None:
    sources = [
        {"published_on": "2023-02-27"},
        {"source_code": "old", "published_on": "2020-01-01"},
        {"source_code": "unused", "published_on": "2029-01-01"},
    ]
    values: list[Cells] = [{"value": 1}, {"value": 2, "period": "2019", "source_code": "old"}]
    source = small_folder(tmp_path, sources=sources, observations=values).published()
    assert frames.edition(source).as_of.isoformat() == "2023-02-27"


def test_snapshot_can_be_moved_and_opened_alone(folder: Folder, tmp_path: Path) -> None:
    path = snapshot.publish(folder.path).path
    assert path is not None
    alone = shutil.copy(path, tmp_path / "alone.duckdb")
    with duckdb.connect(str(alone), read_only=True) as connection:
        assert connection.execute("select value from observations").fetchall() == [(2.0,)]


def test_what_a_cut_off_publication_spilled_does_not_stop_the_next(data: Path) -> None:
    spilled = snapshot.folder(data) / "indicators-000009.duckdb.building.tmp"
    spilled.mkdir(parents=True)
    (spilled / "spilled").write_bytes(b"x")
    assert snapshot.publish(data).findings == ()
    assert not spilled.exists()
