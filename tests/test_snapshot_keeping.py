"""Which snapshots are kept, which is said to be damaged, and who is told to wait."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from indicators import snapshot
from indicators.snapshot import PublishFailed, keeping, recipe
from tests.conftest import ROOT
from tests.publishing import revised, value
from tests.small_folder import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return revised(tmp_path / "data")


def numbers(data: Path) -> list[int]:
    return sorted(int(path.stem[-6:]) for path in snapshot.folder(data).glob("*.duckdb"))


def test_rule_keeps_the_newest_and_the_last_of_months_and_years() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    # Three a month since January 2023: 1 to 3, then 4 to 6, …
    made = {
        3 * month + part + 1: datetime(
            2023 + month // 12, month % 12 + 1, 8 * (part + 1), tzinfo=UTC
        )
        for month in range(47)
        for part in range(3)
    }
    staying = keeping.kept(made, now)
    newest = set(range(122, 142))
    months = {3 * month + 3 for month in range(47 - 24, 47)}  # December 2024 to November 2026
    years = {36, 72, 108, 141}
    assert staying == newest | months | years
    assert keeping.kept({}, now) == set()


def test_publishing_removes_what_the_rule_does_not_keep(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "NEWEST", 2)
    published = snapshot.folder(folder.path)
    for _ in range(3):
        snapshot.publish(folder.path, force=True)
    assert numbers(folder.path) == [3, 4]
    snapshot.keep(folder.path, "000003")
    snapshot.keep(folder.path, "000001")
    assert {path.name for path in (published / "pins").iterdir()} == {"000003"}
    for _ in range(2):
        snapshot.publish(folder.path, force=True)
    assert numbers(folder.path) == [3, 5, 6]
    pin = published / "pins/000003"
    past = time.time() - 31 * 86_400
    os.utime(pin, (past, past))
    snapshot.publish(folder.path, force=True)
    assert numbers(folder.path) == [6, 7]
    assert not pin.exists()
    history = snapshot.history(folder.path)
    assert [(each.number, each.there) for each in history] == [
        (7, True), (6, True), (5, False), (4, False), (3, False), (2, False), (1, False),
    ]  # fmt: skip
    assert history[-1].observations.new == 1


def test_served_snapshot_is_never_removed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot.publish(folder.path)
    monkeypatch.setattr(keeping, "kept", lambda _made, _now: set())
    keeping.thin_out(folder.path, {}, datetime.now(UTC))
    assert numbers(folder.path) == [2]
    assert value(folder.path) == 2


def test_number_of_a_removed_snapshot_is_not_used_again(folder: Folder) -> None:
    snapshot.publish(folder.path)
    third = snapshot.publish(folder.path, force=True).path
    assert third is not None
    third.unlink()
    assert snapshot.damaged(folder.path) == "current"
    assert value(folder.path) == 2
    fourth = snapshot.publish(folder.path, force=True).path
    assert fourth == third.with_name("indicators-000004.duckdb")
    assert [each.number for each in snapshot.history(folder.path)] == [4, 2, 1]


def test_looking_at_a_pin_again_renews_it_and_needs_no_rights(folder: Folder) -> None:
    pin = snapshot.folder(folder.path) / "pins/000001"
    for _ in range(2):
        snapshot.keep(folder.path, "000001")
        earlier = time.time() - 86_400
        os.utime(pin, (earlier, earlier))
    snapshot.keep(folder.path, "000001")
    assert time.time() - pin.stat().st_mtime < 60
    assert pin.stat().st_mode & 0o777 == 0o644
    for number in ("000009", "../current", "1"):
        snapshot.keep(folder.path, number)
    assert [path.name for path in pin.parent.iterdir()] == ["000001"]


def test_damage_of_what_should_be_served_is_named(folder: Folder) -> None:
    assert snapshot.damaged(folder.path) == ""
    path = snapshot.publish(folder.path).path
    assert path is not None
    assert snapshot.damaged(folder.path) == ""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert snapshot.damaged(folder.path) == "indicators-000002"
    assert value(folder.path) == 1
    pointer = path.with_name("current")
    said = pointer.read_text("utf-8")
    for text in ("", "indicators-000077.duckdb abc\n", "x"):
        pointer.write_text(text, "utf-8")
        assert snapshot.damaged(folder.path) == "current"
    pointer.write_text(said, "utf-8")
    assert snapshot.publish(folder.path).changed
    assert snapshot.damaged(folder.path) == ""


def test_damage_is_looked_for_once_as_long_as_the_file_is_the_same(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[Path] = []
    original = recipe.hash_of

    def counted(path: Path) -> str:
        hashed.append(path)
        return original(path)

    monkeypatch.setattr("indicators.snapshot.pointing.hash_of", counted)
    for _ in range(3):
        assert snapshot.damaged(folder.path) == ""
    assert len(hashed) <= 1


def test_nothing_published_is_no_damage(tmp_path: Path) -> None:
    assert snapshot.damaged(tmp_path) == ""


HOLDING = """
import sys, time
from pathlib import Path
from indicators.snapshot import locking
with locking.one_at_a_time(Path(sys.argv[1]), "Hương", 0, print):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holding(data: Path, seconds: float) -> subprocess.Popen[str]:
    """A process that is at the data folder for so long."""
    command = [sys.executable, "-c", HOLDING, str(data), str(seconds)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_refusal_names_who_is_at_it(folder: Folder) -> None:
    with holding(folder.path, 60) as other:
        with pytest.raises(PublishFailed) as refused:
            snapshot.publish(folder.path)
        other.kill()
    minute = datetime.now().astimezone() - timedelta(seconds=90)
    since = str(refused.value).split("since ")[1][:8]
    assert minute.strftime("%H:%M") <= since or minute.hour == 23
    for said in (refused.value.vi, str(refused.value)):
        assert "Hương" in said
        assert str(other.pid) in said
    # Killed, it holds nothing any more.
    assert snapshot.publish(folder.path).changed


def test_waiting_is_told_and_ends_with_the_other_one(folder: Folder) -> None:
    steps: list[str] = []
    with holding(folder.path, 0.5):
        assert snapshot.publish(folder.path, steps.append, wait=60).changed
    assert steps == ["wait", "read", "build", "check", "publish"]
    with holding(folder.path, 60) as other:
        with pytest.raises(PublishFailed, match="Another publication"):
            snapshot.publish(folder.path, steps.append, wait=0.2)
        other.kill()


def test_lock_that_says_nothing_is_still_a_lock(folder: Folder) -> None:
    with holding(folder.path, 60) as other:
        (snapshot.folder(folder.path) / "lock").write_text("", "utf-8")
        with pytest.raises(PublishFailed, match="Another publication is under way; wait"):
            snapshot.publish(folder.path)
        other.kill()
