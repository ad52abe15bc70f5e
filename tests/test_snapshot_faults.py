"""Publishing is all or nothing: killed, without room, without rights, or two at a time."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indicators import snapshot
from indicators.snapshot import PublishFailed
from tests.conftest import ROOT
from tests.publishing import PUBLISH, litter, revised, run, value
from tests.small_folder import Folder, small_folder

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return revised(tmp_path / "data")


# A publication that kills itself, as kill -9 does, before or after a call of the library.
KILLED = """
import os, signal, sys
from pathlib import Path
from indicators import snapshot
from indicators.snapshot import building
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
data, owner, name, moment, count = sys.argv[1:]
target = {"building": building, "Path": Path}[owner] if owner != "step" else None
calls = [int(count)]
def wrapped(*arguments, **more):
    calls[0] -= 1
    if calls[0] == 0 and moment == "before": die()
    answer = original(*arguments, **more)
    if calls[0] == 0: die()
    return answer
if target is None:
    snapshot.publish(Path(data), lambda step: die() if step == name else None)
else:
    original = getattr(target, name)
    setattr(target, name, wrapped)
    snapshot.publish(Path(data))
"""


@pytest.mark.parametrize(
    ("owner", "name", "moment", "count", "served"),
    [
        ("step", "build", "", 1, 1),
        ("building", "_as_of", "before", 2, 1),
        ("step", "check", "", 1, 1),
        ("step", "publish", "", 1, 1),
        ("Path", "rename", "after", 1, 1),
        ("Path", "replace", "before", 1, 1),
        ("Path", "replace", "after", 1, 2),
    ],
)
def test_killed_publication_leaves_the_old_or_the_new_state_and_the_next_one_cleans_up(
    folder: Folder, owner: str, name: str, moment: str, count: int, served: int
) -> None:
    done = run(KILLED, folder.path, owner, name, moment, count)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert snapshot.current(folder.path) is not None
    assert value(folder.path) == served

    assert snapshot.publish(folder.path).findings == ()
    assert value(folder.path) == 2
    assert litter(folder.path) == set()
    snapshots = {path.name for path in (folder.path / "published").glob("*.duckdb")}
    assert snapshots == {"indicators-000001.duckdb", "indicators-000002.duckdb"}


def test_killed_build_leaves_no_litter_when_the_data_are_put_back(folder: Folder) -> None:
    run(KILLED, folder.path, "building", "_as_of", "before", 2)
    assert litter(folder.path) != set()
    folder.write("observations", [{"value": 1}])
    assert not snapshot.publish(folder.path).changed
    assert litter(folder.path) == set()


@pytest.mark.parametrize("size", [0, 16_000, 20_000, 300_000])
def test_full_disk_publishes_nothing_and_says_so(folder: Folder, size: int) -> None:
    done = run(PUBLISH, folder.path, size, "022", "-")
    assert done.stdout.startswith("failed: Không ghi được"), done.stdout + done.stderr
    assert "Cannot write to" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert value(folder.path) == 1
    assert litter(folder.path) == set()
    assert snapshot.publish(folder.path).changed


@pytest.fixture
def someone() -> Iterator[tuple[Path, str]]:
    """A folder of one who is not root, whom permissions bind, and the user to become."""
    with tempfile.TemporaryDirectory() as where:
        path = Path(where)
        path.chmod(0o755)
        made = small_folder(path / "data", observations=[{"value": 1}])
        # The project may lie where only its owner reads; whom permissions bind gets the SQL here.
        shutil.copytree(snapshot.QUERIES, path / "queries")
        snapshot.publish(made.path)
        made.write("observations", [{"value": 2}])
        user = "-"
        if os.geteuid() == 0:
            user = str(NOBODY)
            for each in (path, *path.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
        yield made.path, user
        for each in path.rglob("*"):
            if each.is_dir():
                each.chmod(0o755)


def test_read_only_folder_publishes_nothing_and_says_so(
    someone: tuple[Path, str],
) -> None:
    data, user = someone
    (data / "published").chmod(0o555)
    done = run(PUBLISH, data, "-", "022", user)
    assert done.stdout.startswith("failed: Không ghi được"), done.stdout + done.stderr
    (data / "published").chmod(0o755)
    assert value(data) == 1
    assert litter(data) == set()


def test_folder_that_may_not_be_made_is_said_in_one_sentence(
    someone: tuple[Path, str],
) -> None:
    data, user = someone
    shutil.rmtree(data / "published")
    data.chmod(0o555)
    done = run(PUBLISH, data, "-", "022", user)
    assert done.stdout.startswith("failed: Không ghi được"), done.stdout + done.stderr
    data.chmod(0o755)
    assert not (data / "published").exists()


@pytest.mark.parametrize("umask", ["000", "077", "777"])
def test_umask_decides_nothing(someone: tuple[Path, str], umask: str) -> None:
    data, user = someone
    shutil.rmtree(data / "published")
    for changed in ("True", "False"):
        done = run(PUBLISH, data, "-", umask, user)
        assert done.stdout.strip() == changed, done.stdout + done.stderr
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (data / "published").iterdir()}
    assert modes == dict.fromkeys(("current", "lock", "indicators-000001.duckdb"), "0o644")
    assert (data / "published").stat().st_mode & 0o777 == 0o755


def test_data_that_only_some_may_read_are_published_for_them_alone(tmp_path: Path) -> None:
    data = small_folder(tmp_path / "data").path
    data.chmod(0o700)
    path = snapshot.publish(data).path
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600


POINTERS: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_text("", "utf-8"),
    "blank": lambda path: path.write_text("\n", "utf-8"),
    "to nothing": lambda path: path.write_text("indicators-000077.duckdb abc\n", "utf-8"),
    "outside": lambda path: path.write_text("../../x.duckdb abc\n", "utf-8"),
    "without hash": lambda path: path.write_text("indicators-000001.duckdb\n", "utf-8"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("fault", POINTERS)
def test_broken_pointer_is_mended_by_the_next_publication(folder: Folder, fault: str) -> None:
    pointer = folder.path / "published/current"
    POINTERS[fault](pointer)
    assert value(folder.path) == 1
    assert snapshot.publish(folder.path).changed
    assert value(folder.path) == 2
    POINTERS[fault](pointer)
    again = snapshot.publish(folder.path)
    assert not again.changed
    assert snapshot.current(folder.path) == again.path
    assert value(folder.path) == 2


def test_damaged_snapshot_is_replaced_by_the_next_publication(folder: Folder) -> None:
    damaged = snapshot.publish(folder.path).path
    assert damaged is not None
    damaged.write_bytes(damaged.read_bytes()[:100_000])
    assert value(folder.path) == 1
    done = snapshot.publish(folder.path)
    assert done.changed
    assert done.path != damaged
    assert value(folder.path) == 2


WAITING = """
import sys
from pathlib import Path
from indicators import snapshot
def step(name):
    if name == "build":
        print("building", flush=True)
        sys.stdin.readline()
print(snapshot.publish(Path(sys.argv[1]), step).changed, flush=True)
"""


def test_second_publisher_is_turned_away_and_the_first_one_finishes(folder: Folder) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(folder.path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout is not None
    with first:
        assert first.stdout.readline() == "building\n"
        with pytest.raises(PublishFailed, match="Another publication") as turned:
            snapshot.publish(folder.path)
        assert "lần công bố khác" in turned.value.vi
        assert value(folder.path) == 1
        assert first.communicate("\n")[0] == "True\n"
    assert value(folder.path) == 2
    assert litter(folder.path) == set()


def test_publishers_that_start_together_leave_one_sound_state(folder: Folder) -> None:
    command = [sys.executable, "-c", PUBLISH, str(folder.path), "-", "022", "-"]
    together = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0] for process in together]
    assert all(line.startswith(("True", "False", "failed: Đang có")) for line in said), said
    assert sum(line.startswith("True") for line in said) == 1
    assert value(folder.path) == 2
    assert litter(folder.path) == set()
