"""What lies on the disk is damaged, cut short or forgotten: the last sound state is served.

Small counts here; the full ones are trials, which ``./test -m trial`` runs.
"""

import os
import random
from pathlib import Path

import duckdb
import pytest

from indicators import engine, snapshot
from indicators.snapshot import PublishFailed
from tests.publishing import NEW, OLD, before_change, change_of, served


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return before_change(tmp_path / "data").path


def answers_of(path: Path) -> str:
    """Everything that a snapshot answers; duckdb.Error where it cannot."""
    with duckdb.connect(str(path), read_only=True, config=dict(snapshot.LOCKED)) as connection:
        names = [str(name) for (name,) in connection.execute("show tables").fetchall()]
        return repr([sorted(connection.table(name).fetchall(), key=repr) for name in names])


@pytest.fixture(scope="module")
def both_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two snapshots, of the states OLD and NEW."""
    data = before_change(tmp_path_factory.mktemp("both") / "data").path
    assert snapshot.publish(data, change=change_of(data)).changed
    return data


@pytest.mark.parametrize(
    ("flips", "cuts"), [(20, 5), pytest.param(1000, 20, marks=pytest.mark.trial)]
)
def test_damage_is_found_and_the_last_sound_state_served(
    both_published: Path, flips: int, cuts: int
) -> None:
    path = snapshot.current(both_published)
    assert path is not None
    whole = path.read_bytes()
    expected = answers_of(path)
    chance = random.Random(7)
    unread = 0
    try:
        for turn in range(flips + cuts):
            content = bytearray(whole)
            if turn < flips:
                content[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            else:
                del content[chance.randrange(len(whole)) :]
            path.write_bytes(content)
            assert snapshot.damaged(both_published) == path.stem
            assert served(both_published) == OLD
            if turn % 10:
                continue
            # Without the hash, as where it is pinned: the database finds it, or nobody reads it.
            try:
                assert answers_of(path) == expected
                unread += 1
            except duckdb.Error:
                pass
    finally:
        path.write_bytes(whole)
    assert unread < flips + cuts
    assert snapshot.damaged(both_published) == ""
    assert served(both_published) == NEW


def test_damaged_state_is_published_again_from_the_folder(both_published: Path) -> None:
    path = snapshot.current(both_published)
    assert path is not None
    content = bytearray(path.read_bytes())
    content[-5000] ^= 4
    path.write_bytes(content)
    assert served(both_published) == OLD
    assert snapshot.publish(both_published).changed
    assert served(both_published) == NEW
    assert snapshot.damaged(both_published) == ""


@pytest.mark.parametrize("said", [None, "", "indicators-000077.duckdb abc\n"])
def test_pointer_that_names_nothing_serves_the_newest_and_is_mended(
    data: Path, said: str | None
) -> None:
    snapshot.publish(data, change=change_of(data))
    pointer = data / "published/current"
    pointer.unlink() if said is None else pointer.write_text(said, "utf-8")
    assert snapshot.damaged(data) == "current"
    assert served(data) == NEW
    source = engine.current(data)
    assert source is not None
    source.close()
    assert not snapshot.publish(data).changed
    assert snapshot.damaged(data) == ""


def test_whatever_is_renamed_into_place_was_on_the_disk_before(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A power cut forgets what was not synced: a name must not outlive what it names."""
    synced: set[int] = set()
    accepted: list[list[str]] = []
    fsync, rename = os.fsync, Path.rename

    def noted(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def renamed(path: Path, target: Path) -> Path:
        if path.name == "change.new":
            below = [path, *path.rglob("*")]
            accepted.append([each.name for each in below if each.stat().st_ino not in synced])
            assert len(below) > 5
            synced.clear()
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(Path, "rename", renamed)
    snapshot.publish(data, change=change_of(data))
    assert accepted == [[]]
    published = data / "published"
    after = (published, data / "observations", data / "catalogue")
    assert {path.stat().st_ino for path in after} <= synced


def test_refusals_are_one_sentence_in_either_language(data: Path) -> None:
    with pytest.raises(PublishFailed) as failure:
        snapshot.rollback(data, "000077")
    for said in (failure.value.vi, str(failure.value)):
        assert said.endswith(".")
        assert "\n" not in said
