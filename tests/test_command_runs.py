"""Commands run for a page, and the files handed in for them: stopped, crowded, left alone."""

import gc
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.runtime.uploaded_file_manager import UploadedFile, UploadedFileRec

from indicators import snapshot
from indicators.page import command as running
from indicators.page.command import Command
from indicators.page.given import Given, stored_name
from indicators.snapshot import locking
from tests.small_folder import DISTRICT, Folder, small_folder

HEAD = "area_code,indicator_code,period,value,whole,qualifier,resolution,status,source_code"
SOON = 60.0


def until(there: Callable[[], object]) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + SOON
    while not there():
        assert time.monotonic() < end, "it never was"
        time.sleep(0.005)


def figures(*amounts: object) -> bytes:
    rows = [f"{DISTRICT},output,{2022 + at},{one},,,,official,report,," for at, one in
            enumerate(amounts)]  # fmt: skip
    return "\n".join([f"{HEAD},note_vi,note_en", *rows, ""]).encode()


def uploaded(name: str, content: bytes) -> UploadedFile:
    return UploadedFile(UploadedFileRec(name, name, "text/csv", content), FileURLs())


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are put."""
    made = tmp_path / "aside"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    monkeypatch.setenv("TMPDIR", str(made))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = small_folder(tmp_path / "data")
    assert snapshot.publish(made.path).findings == ()
    return made


def left_in(place: Path) -> list[str]:
    return [path.name for path in place.iterdir()]


def test_stopped_while_it_builds_it_leaves_nothing_behind(
    published: Path, tmp_path: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_LOOK", 0.005)
    path = tmp_path / "figures.csv"
    path.write_bytes(
        f"{HEAD}\n{DISTRICT},budget_revenue,2023,2300,,,,official,emulation_report_2023\n".encode()
    )
    checking = Command(["check", "--data", str(published), "--format", "json", str(path)]).start()
    until(lambda: checking.over or list(aside.rglob("candidate.duckdb*")))
    assert not checking.over, checking.said
    checking.stop()
    checking.join(SOON)
    assert (checking.over, checking.failed, "proposal" in checking.said) == (True, True, False)
    assert left_in(aside) == []


def readers_of(name: str) -> list[int]:
    """The processes that read a file of that name."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
            ended = (place / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if b"indicators.workbook.child" in words and name.encode() in words and not ended:
            found.append(int(place.name))
    return found


def test_process_that_reads_a_file_ends_with_its_command(
    folder: Folder, tmp_path: Path, aside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "_LOOK", 0.005)
    path = tmp_path / f"rows-{os.getpid()}.csv"
    line = f"{DISTRICT},output,2022,1,,,,official,report,,\n"
    path.write_text(f"{HEAD},note_vi,note_en\n{line * 200_000}", "utf-8")
    checking = Command(["check", "--data", str(folder.path), "--format", "json", str(path)]).start()
    until(lambda: checking.over or readers_of(path.name))
    reading = readers_of(path.name)
    try:
        # Stopped, it does not find out by itself that nobody waits any more.
        for number in reading:
            os.kill(number, signal.SIGSTOP)
        assert not checking.over, checking.complaint
        checking.stop()
        checking.join(SOON)
        end = time.monotonic() + 2
        while readers_of(path.name) and time.monotonic() < end:
            time.sleep(0.01)
        left = readers_of(path.name)
    finally:
        for number in readers_of(path.name):
            os.kill(number, signal.SIGKILL)
    assert (len(reading), left) == (1, [])
    assert left_in(aside) == []


@pytest.fixture
def crowded(monkeypatch: pytest.MonkeyPatch) -> threading.BoundedSemaphore:
    """As many commands at work as there may be."""
    turns = threading.BoundedSemaphore(2)
    monkeypatch.setattr(running, "_turns", turns)
    turns.acquire()
    turns.acquire()
    return turns


def test_one_command_too_many_waits_for_its_turn(
    folder: Folder, crowded: threading.BoundedSemaphore
) -> None:
    listing = Command(["history", "--data", str(folder.path), "--format", "json"]).start()
    listing.join(0.5)
    assert (listing.over, listing.waiting, listing.said) == (False, True, {})
    crowded.release()
    listing.join(SOON)
    assert (listing.over, listing.failed, listing.waiting) == (True, False, False)
    assert len(listing.said["history"]) == 1


def test_command_that_waits_can_be_stopped_and_takes_no_turn(
    folder: Folder, crowded: threading.BoundedSemaphore
) -> None:
    listing = Command(["history", "--data", str(folder.path)]).start()
    listing.stop()
    listing.join(SOON)
    assert (listing.over, listing.failed, listing.waiting) == (True, True, True)
    crowded.release()
    assert crowded.acquire(timeout=0)


def test_command_that_takes_too_long_is_given_up(folder: Folder) -> None:
    slow = Command(["history", "--data", str(folder.path)], longest=0.1).start()
    slow.join(SOON)
    assert (slow.over, slow.failed, slow.complaint) == (True, True, "")


def test_complaints_without_end_are_kept_in_little_room() -> None:
    source, target = os.pipe()
    last = bytearray()
    with os.fdopen(source, "rb") as said:
        ear = threading.Thread(target=running._collect, args=(said, last))
        ear.start()
        with os.fdopen(target, "wb") as saying:
            for _ in range(200):
                saying.write(b"x" * 10_000)
            saying.write(b"the end")
        ear.join(SOON)
    assert len(last) == running._LAST_SAID
    assert last.endswith(b"xthe end")


def test_files_stay_until_they_are_published_though_the_tab_is_closed(
    folder: Folder, aside: Path
) -> None:
    given = Given([uploaded("figures.csv", figures(120))], folder.path)
    given.checking.join(SOON)
    proposal = given.checking.said["proposal"]
    (path,) = given.paths
    with locking.one_at_a_time(folder.path, "Hương", 0, lambda _step: None):
        given.publish("Bình", proposal["base"])
        publishing = given.publishing
        assert publishing is not None
        # Nobody has the tab any more.
        del given
        gc.collect()
        until(lambda: publishing.over or publishing.step == "wait")
        assert path.is_file()
    publishing.join(SOON)
    assert publishing.said.get("published") == "indicators-000002", publishing.complaint
    gc.collect()
    assert left_in(aside) == []


def test_publication_that_came_too_late_is_checked_again_and_repeated(folder: Folder) -> None:
    given = Given([uploaded("figures.csv", figures(120))], folder.path)
    given.checking.join(SOON)
    base = given.checking.said["proposal"]["base"]
    folder.write("observations", [{"value": 7}])
    snapshot.publish(folder.path)
    given.publish("Bình", base)
    late = given.publishing
    assert late is not None
    given.look_again()
    assert given.publishing is late, "it is not over yet"
    late.join(SOON)
    given.look_again()
    assert given.publishing is not late
    assert "bản số liệu khác được công bố" in (given.complaint or "")
    given.checking.join(SOON)
    proposal = given.checking.said["proposal"]
    assert (proposal["base"], proposal["ready"]) == ("indicators-000002", True)
    given.publish("Bình", proposal["base"])
    again = given.publishing
    assert given.complaint is None
    assert again is not None
    again.join(SOON)
    assert again.said.get("published") == "indicators-000003", again.complaint


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("số liệu.csv", "số liệu.csv"), ("..", "tệp"), (".", "tệp"), ("", "tệp"),
        ("../../x.csv", "x.csv"), ("a\0b\n.csv", "a_b_.csv"), ("\ud800.csv", "?.csv"),
        ("x" * 300 + ".csv", "x" * 196 + ".csv"), ("ế" * 120 + ".csv", "ế" * 65 + ".csv"),
        ("x." + "y" * 300, "x." + "y" * 198),
    ],
)  # fmt: skip
def test_name_that_no_disk_takes_is_another_on_the_disk(
    name: str, kept: str, tmp_path: Path
) -> None:
    assert stored_name(name) == kept
    (tmp_path / kept).write_bytes(b"")


def test_findings_name_the_file_as_it_was_handed_in(folder: Folder) -> None:
    long = "số liệu " * 40 + ".csv"
    given = Given([uploaded("..", figures(5)), uploaded(long, figures("abc"))], folder.path)
    given.checking.join(SOON)
    found = given.checking.said["proposal"]["findings"]
    assert long in {given.name_of(one["file"]) for one in found}
    assert given.name_of("tệp") == ".."
