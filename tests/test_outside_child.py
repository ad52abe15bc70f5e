"""The process that reads: killed, stopped, out of memory, too slow; the parent goes on."""

import os
import random
import signal
import threading
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from indicators.workbook.limits import Limits
from indicators.workbook.outside import Outside, read_outside
from tests.bad_files.parts import packed, parts, sheet


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of which the reading takes some tenths of a second, with a step in between."""
    chance = random.Random(1)
    rows = (
        f'<row r="{row}">'
        + "".join(f'<c r="{letter}{row}"><v>{chance.random()}</v></c>' for letter in "ABCDEFGH")
        + "</row>"
        for row in range(1, 12_001)
    )
    path = tmp_path_factory.mktemp("long") / "long.xlsx"
    packed(path, parts(sheet("".join(rows))))
    return path


def children() -> set[int]:
    """The processes that this one has started and not yet waited for, of any of its threads."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError, ProcessLookupError):  # a thread that has ended
            found.update(map(int, (task / "children").read_text().split()))
    return found


def interrupted(path: Path, number: int, limits: Limits) -> Outside:
    """Read it, and send the process a signal at its first step."""
    before = children()
    sent: list[int] = []

    def step(_: float) -> None:
        if not sent:
            (child,) = children() - before
            os.kill(child, number)
            sent.append(child)

    found = read_outside(path, limits=limits, step=step)
    assert sent
    assert children() == before
    return found


def rules(found: Outside) -> list[str]:
    return [each.rule for each in found.findings]


def test_a_killed_process_is_one_sentence(long: Path) -> None:
    found = interrupted(long, signal.SIGKILL, Limits())
    assert rules(found) == ["reader-failed"]
    assert found.sheets == ()


def test_a_stopped_process_is_ended_at_the_deadline(long: Path) -> None:
    begun = time.monotonic()
    found = interrupted(long, signal.SIGSTOP, Limits(seconds=1.0))
    assert rules(found) == ["reading-too-slow"]
    assert time.monotonic() - begun < 3


@pytest.mark.trial
def test_a_process_killed_at_any_moment_is_one_sentence_or_the_whole(long: Path) -> None:
    whole = read_outside(long)
    chance = random.Random(2)
    failed = 0
    for _ in range(50):
        before = children()

        def kill(known: set[int] = before) -> None:
            for child in children() - known:
                os.kill(child, signal.SIGKILL)

        clock = threading.Timer(chance.uniform(0.02, 0.6), kill)
        clock.start()
        found = read_outside(long)
        clock.join()
        failed += rules(found) == ["reader-failed"]
        assert found == whole or rules(found) == ["reader-failed"]
    assert failed > 10


def test_memory_is_limited_and_that_of_the_parent_does_not_grow(tmp_path: Path) -> None:
    """Half a million short texts, within every limit of size, take far more bytes in memory."""
    path = tmp_path / "a.xlsx"
    head, tail = parts()["xl/sharedStrings.xml"].split(b"<si>", 1)
    chance = random.Random(3)
    entries = b"".join(b"<si><t>%d</t></si>" % chance.randrange(10**9) for _ in range(20_000))
    packed(path, parts(texts=head + entries * 25 + b"<si>" + tail))
    tracemalloc.start()
    try:
        found = read_outside(path, limits=Limits(memory=60 << 20))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert rules(found) == ["reading-too-large"]
    assert found.sheets == ()
    assert peak < 8 << 20
    assert read_outside(path).sound


@pytest.mark.trial
def test_the_largest_that_sizes_allow_stays_within_memory_and_time(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    head, tail = parts()["xl/sharedStrings.xml"].split(b"<si>", 1)
    chance = random.Random(3)
    entries = b"".join(b"<si><t>%d</t></si>" % chance.randrange(10**9) for _ in range(20_000))
    packed(path, parts(texts=head + entries * 400 + b"<si>" + tail))
    found = read_outside(path, limits=Limits(file=1 << 30))
    assert rules(found) in (["reading-too-large"], [])


def test_time_is_limited(long: Path) -> None:
    begun = time.monotonic()
    found = read_outside(long, limits=Limits(seconds=0.1))
    assert rules(found) == ["reading-too-slow"]
    assert time.monotonic() - begun < 2


def test_a_file_that_changes_meanwhile_is_read_as_it_was(long: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(long.read_bytes())
    before = read_outside(path)
    steps = []

    def step(done: float) -> None:
        steps.append(done)
        path.write_bytes(b"something else")

    assert read_outside(path, step=step) == before
    assert steps == sorted(steps)
    assert 0 < steps[0] <= steps[-1] <= 1
    assert path.read_bytes() == b"something else"
    assert read_outside(path).sheets != before.sheets


def test_several_at_once(long: Path) -> None:
    whole = read_outside(long)
    found: list[Outside] = []
    threads = [threading.Thread(target=lambda: found.append(read_outside(long))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [whole] * 3


def test_what_is_no_file_is_a_finding(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    for name in ("pipe.xlsx", "folder.xlsx", "missing.xlsx"):
        found = read_outside(tmp_path / name)
        assert rules(found) == ["unreadable-file"]
        assert (found.sha256, found.sheets) == ("", ())


def test_no_room_for_a_copy_is_a_finding(
    long: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    assert rules(read_outside(long)) == ["reader-failed"]


def test_a_name_of_any_bytes_is_a_name(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/--\xff'\n.xlsx"))
    packed(path, parts())
    found = read_outside(path)
    assert found.sound
    assert found.file.encode()
