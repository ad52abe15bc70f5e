"""Nothing that was acknowledged is lost, and the last good state is served: killed at any moment,
without room, without rights, two at a time, and under readers.

Small counts here; the full ones are trials, which ``./test -m trial`` runs.
"""

import os
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from indicators import snapshot
from tests.publishers import PUBLISHER, Publisher, check_whole, talking
from tests.publishing import NOBODY, before_change, change_of, files_of, litter, served


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    with talking(PUBLISHER) as process:
        yield Publisher(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder published in the state OLD; tests copy it."""
    return before_change(tmp_path_factory.mktemp("prepared") / "data").path


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "data"))


@pytest.fixture(scope="module")
def states(prepared: Path) -> dict[str, dict[str, bytes]]:
    """The files of the data folder in either state."""
    change = change_of(prepared)
    old = files_of(prepared)
    new = {name: content for name, content in old.items() if name not in change.remove}
    return {"old": old, "new": new | {**change.write}}


STEPS = ("", "read", "build", "check", "publish")


def calls_of(publisher: Publisher, prepared: Path, where: Path) -> dict[str, int]:
    """How many calls touch the disk in each step of publishing a change."""
    counted = {}
    for step in STEPS:
        data = Path(shutil.copytree(prepared, where / f"count {step}"))
        answer = publisher.publish(data, step=step, call=-1)
        calls = answer["calls"]
        assert isinstance(calls, int)
        counted[step] = calls
    return counted


@pytest.fixture(scope="module")
def last_step(
    publisher: Publisher, prepared: Path, tmp_path_factory: pytest.TempPathFactory
) -> int:
    """How many calls touch the disk once the snapshot is built and checked."""
    data = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("count") / "data"))
    calls = publisher.publish(data, step="publish", call=-1)["calls"]
    assert isinstance(calls, int)
    return calls


def kill(
    publisher: Publisher,
    prepared: Path,
    states: dict[str, dict[str, bytes]],
    where: Path,
    step: str,
    call: int,
) -> Literal["old", "new"]:
    data = Path(shutil.copytree(prepared, where / f"{step} {call}"))
    answer = publisher.publish(data, step=step, call=call)
    assert answer == {"killed": True}
    state = check_whole(data, states)
    shutil.rmtree(data)
    return state


@pytest.mark.parametrize("step", STEPS[:-1])
def test_killed_import_was_never_there_before_it_is_accepted(
    publisher: Publisher,
    prepared: Path,
    states: dict[str, dict[str, bytes]],
    tmp_path: Path,
    step: str,
) -> None:
    assert kill(publisher, prepared, states, tmp_path, step, 1) == "old"


def test_killed_import_is_whole_at_whichever_call_of_the_last_step(
    publisher: Publisher,
    prepared: Path,
    states: dict[str, dict[str, bytes]],
    tmp_path: Path,
    last_step: int,
) -> None:
    found = [
        kill(publisher, prepared, states, tmp_path, "publish", call)
        for call in range(1, last_step + 1, max(1, last_step // 10))
    ]
    assert found == sorted(found, reverse=True), "once it is accepted it stays so"
    assert {*found} == {"old", "new"}


@pytest.mark.trial
def test_killed_import_is_whole_at_every_call_and_at_any_moment(
    publisher: Publisher, prepared: Path, states: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    # The steps, and in the last of them the log, its acceptance and its application.
    for step, calls in calls_of(publisher, prepared, tmp_path).items():
        for turn in range(max(50, calls)):
            if calls:
                kill(publisher, prepared, states, tmp_path, step, turn % calls + 1)
    started = time.monotonic()
    publisher.publish(Path(shutil.copytree(prepared, tmp_path / "timed")))
    longest = time.monotonic() - started
    chance = random.Random(5)
    seen = []
    for turn in range(300):
        data = Path(shutil.copytree(prepared, tmp_path / f"moment {turn}"))
        answer = publisher.publish(data, after=chance.uniform(0, longest))
        seen.append(check_whole(data, states, acknowledged="changed" in answer))
        shutil.rmtree(data)
    assert {*seen} == {"old", "new"}


# Of the import's files, its plan, and its snapshot: what the disk has no room for.
@pytest.mark.parametrize("room", [0, 100, 2_000, 300_000])
def test_full_disk_imports_nothing_and_says_so(
    publisher: Publisher, data: Path, states: dict[str, dict[str, bytes]], room: int
) -> None:
    answer = publisher.publish(data, room=room)
    assert isinstance(answer["failed"], list)
    assert answer["failed"][0].startswith("Không ghi được vào")
    assert litter(data) == set()
    assert check_whole(data, states) == "old"


@pytest.fixture
def small_disk(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    """The data folder on a disk of its own, which has hardly more room than a snapshot needs."""
    where = tmp_path / "disk"
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(where)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root can make a disk")
    try:
        yield Path(shutil.copytree(prepared, where / "data"))
    finally:
        subprocess.run(["umount", str(where)], check=True)


def test_full_disk_of_any_size_leaves_old_or_new(
    publisher: Publisher, small_disk: Path, states: dict[str, dict[str, bytes]]
) -> None:
    _fill(publisher, small_disk, states, 5)


@pytest.mark.trial
def test_full_disk_of_very_many_sizes_leaves_old_or_new(
    publisher: Publisher, small_disk: Path, states: dict[str, dict[str, bytes]]
) -> None:
    _fill(publisher, small_disk, states, 100)


def _fill(
    publisher: Publisher, data: Path, states: dict[str, dict[str, bytes]], turns: int
) -> None:
    """Publish with less and less room, down to none."""
    clean = data.with_name("clean")
    data.rename(clean)
    ballast = data.with_name("ballast")
    needed = sum(path.stat().st_size for path in clean.rglob("*") if path.is_file())
    outcomes = set()
    for turn in range(turns):
        shutil.copytree(clean, data)
        room = needed * 3 * turn // max(turns - 1, 1)
        free = os.statvfs(data).f_bavail * os.statvfs(data).f_frsize
        ballast.write_bytes(b"x" * max(0, free - room))
        answer = publisher.publish(data)
        said = "failed" if "failed" in answer else "changed"
        outcomes.add(said)
        ballast.unlink()
        assert check_whole(data, states) == ("old" if said == "failed" else "new")
        shutil.rmtree(data)
    assert outcomes == {"failed", "changed"}


@pytest.mark.parametrize("where", ["published", "observations", "catalogue"])
def test_folder_that_cannot_be_written_imports_nothing_and_says_so(
    publisher: Publisher,
    data: Path,
    states: dict[str, dict[str, bytes]],
    where: str,
) -> None:
    user = NOBODY if os.geteuid() == 0 else 0
    closed = data / where
    try:
        if user:
            for parent in data.parents[: -len(Path(tempfile.gettempdir()).parts)]:
                parent.chmod(0o755)
            for path in (data, *data.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        closed.chmod(0o555)
        answer = publisher.publish(data, user=user)
    finally:
        closed.chmod(0o755)
    assert isinstance(answer["failed"], list)
    assert answer["failed"][0].startswith(f"Không ghi được vào {closed} (Permission denied)")
    assert litter(data) == set()
    assert check_whole(data, states) == "old"


def test_two_imports_at_once_leave_one_state_and_lose_nothing(data: Path) -> None:
    _two_at_once(data, 2)


@pytest.mark.trial
def test_two_imports_at_once_fifty_times(data: Path) -> None:
    _two_at_once(data, 50)


IMPORTING = """
import sys
from pathlib import Path
from indicators import snapshot
data, number = Path(sys.argv[1]), sys.argv[2]
print("ready", flush=True)
for line in sys.stdin:
    turn = int(line)
    head, row = (data / "observations/rows.csv").read_text("utf-8").splitlines()[:2]
    row = row.replace("2022", str(1000 + 2 * turn + int(number)), 1)
    name = f"observations/of_{number}_{turn}.csv"
    change = snapshot.Change({name: f"{head}\\n{row}\\n".encode()})
    try:
        print(snapshot.publish(data, change=change, wait=60).path.stem, flush=True)
    except snapshot.PublishFailed as failure:
        print("failed:", failure, flush=True)
"""


def _two_at_once(data: Path, turns: int) -> None:
    """Two processes each publish a file a turn, and wait for each other."""
    both = [talking(IMPORTING, data, number) for number in (0, 1)]
    said = []
    try:
        for process in both:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for turn in range(turns):
            for process in both:
                assert process.stdin is not None
                process.stdin.write(f"{turn}\n")
                process.stdin.flush()
            for process in both:
                assert process.stdout is not None
                said.append(process.stdout.readline().strip())
    finally:
        for process in both:
            process.communicate()
    assert sorted(said) == [f"indicators-{number:06d}" for number in range(2, 2 * turns + 2)]
    assert served(data)["observations"] == 2 + 2 * turns
    assert not snapshot.publish(data).changed
    assert litter(data) == set()


READING = """
import sys, threading, time
from pathlib import Path
from indicators import engine
data, stop = Path(sys.argv[1]), threading.Event()
seen, wrong = set(), []
def read():
    while not stop.is_set():
        source = engine.current(data)
        if source is None:
            wrong.append("nothing is served")
            continue
        rows = source.query("observations", most="10").to_pylist()
        values = {row["value"] for row in rows}
        name = source.query("edition").column("snapshot_id")[0].as_py()
        if len(rows) != 2 or len(values) != 1:
            wrong.append([row["value"] for row in rows])
        seen.add((name, *values))
        time.sleep(0.01)
threads = [threading.Thread(target=read) for _ in range(5)]
[thread.start() for thread in threads]
print("ready", flush=True)
sys.stdin.readline()
stop.set()
[thread.join() for thread in threads]
print(len(seen), len({name for name, _ in seen}), wrong[:3], flush=True)
"""


def test_readers_see_wholly_old_or_wholly_new(publisher: Publisher, data: Path) -> None:
    _under_readers(publisher, data, processes=1, turns=4)


@pytest.mark.trial
def test_twenty_readers_see_wholly_old_or_wholly_new(publisher: Publisher, data: Path) -> None:
    _under_readers(publisher, data, processes=4, turns=100)


def _under_readers(publisher: Publisher, data: Path, processes: int, turns: int) -> None:
    """Five threads a process read two figures that are published with one value, turn by turn."""
    (data / "observations/gone.csv").unlink()
    rows = data / "observations/rows.csv"
    head, row = rows.read_text("utf-8").splitlines()[:2]

    def write(number: int) -> None:
        one = row.replace(",1,", f",{number},", 1)
        rows.write_text(f"{head}\n{one}\n{one.replace('2022', '2021', 1)}\n", "utf-8")

    write(0)
    publisher.publish(data, change=False)
    readers = [talking(READING, data) for _ in range(processes)]
    for reader in readers:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
    for turn in range(1, turns + 1):
        write(turn)
        assert publisher.publish(data, change=False)["changed"]
    for reader in readers:
        seen, snapshots, wrong = reader.communicate("\n")[0].split(maxsplit=2)
        assert wrong == "[]\n"
        assert seen == snapshots
        assert int(snapshots) > turns // 4


def test_everything_lost_but_one_snapshot_is_had_back(
    publisher: Publisher, data: Path, states: dict[str, dict[str, bytes]], tmp_path: Path
) -> None:
    publisher.publish(data)
    path = snapshot.current(data)
    assert path is not None
    back = tmp_path / "back"
    (back / "published").mkdir(parents=True)
    shutil.copy(path, back / "published")
    shutil.rmtree(data)
    snapshot.export_data(back, back)
    assert check_whole(back, states) == "new"
