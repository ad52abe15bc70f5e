"""What was published, by whom and from what; an earlier state had back, here or elsewhere."""

import shutil
from pathlib import Path

import duckdb
import pytest

from indicators import snapshot
from indicators.engine import Engine
from indicators.snapshot import Change, Counts, PublishFailed, locking, recipe
from tests.publishing import NEW, OLD, before_change, change_of, files_of, litter, served
from tests.small_folder import Folder, small_folder


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return before_change(tmp_path_factory.mktemp("prepared") / "data").path


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Folder:
    """A folder published in the state OLD; a test may do with it what it likes."""
    return Folder(Path(shutil.copytree(prepared, tmp_path / "data")))


def tables_of(path: Path, left_out: set[str]) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those, in an order of its own."""
    with duckdb.connect(str(path), read_only=True, config=dict(snapshot.LOCKED)) as connection:
        names = [str(name) for (name,) in connection.execute("show tables").fetchall()]
        return {
            name: sorted(connection.table(name).fetchall(), key=repr)
            for name in names
            if name not in left_out
        }


MADE = {"snapshot", "publications", "publication_files"}
"""The tables that say when a snapshot was made."""


def current(data: Path) -> Path:
    path = snapshot.current(data)
    assert path is not None
    return path


def test_history_says_who_published_what_from_which_files(folder: Folder) -> None:
    snapshot.publish(folder.path, change=change_of(folder.path, who="Hương"))
    folder.write("plans", [{"value": 3}])
    (folder.path / "observations/import_2.csv").write_text(
        (folder.path / "observations/rows.csv").read_text("utf-8").replace(",1,", ",7,"), "utf-8"
    )
    (folder.path / "observations/rows.csv").unlink()
    snapshot.publish(folder.path)
    third, second, first = snapshot.history(folder.path)
    assert [one.snapshot_id[-1] for one in (first, second, third)] == ["1", "2", "3"]
    assert [one.served for one in (first, second, third)] == [False, False, True]
    assert all(one.there for one in (first, second, third))
    assert first.published_at < second.published_at < third.published_at
    assert (first.action, first.observations) == ("publish", Counts(2, 0, 0))
    assert ("observations/gone.csv", 64) in [(name, len(sha)) for name, sha in first.files]
    assert (second.action, second.who, second.plans) == ("import", "Hương", Counts(0, 0, 0))
    assert second.observations == Counts(0, 1, 1)
    assert second.files == (("Số liệu.xlsx", "0" * 64),)
    assert (third.observations, third.plans) == (Counts(0, 1, 0), Counts(1, 0, 0))
    assert [name for name, _ in third.files] == [
        "observations/import_2.csv", "observations/rows.csv", "plans/rows.csv",
    ]  # fmt: skip
    assert dict(third.files)["observations/rows.csv"] == ""
    assert third.who
    assert first.who == third.who


def test_queries_answer_with_the_publications_up_to_their_snapshot(folder: Folder) -> None:
    first = current(folder.path)
    snapshot.publish(folder.path, change=change_of(folder.path))
    for path, expected in ((first, 1), (current(folder.path), 2)):
        source = Engine(path)
        assert source.query("publications").num_rows == expected
        named = set(source.query("publication_files").column("snapshot_id").to_pylist())
        assert len(named) == expected
        source.close()


def test_snapshot_holds_the_bytes_of_every_file_that_it_was_made_from(folder: Folder) -> None:
    with duckdb.connect(str(current(folder.path)), read_only=True) as connection:
        held = dict(connection.execute("select path, content from files").fetchall())
    assert held == files_of(folder.path)


def test_nothing_published_has_no_history(tmp_path: Path) -> None:
    assert snapshot.history(small_folder(tmp_path).path) == ()


def test_damaged_snapshot_takes_no_history_with_it(folder: Folder) -> None:
    snapshot.publish(folder.path, change=change_of(folder.path))
    second = current(folder.path)
    second.write_bytes(second.read_bytes()[:100_000])
    assert [each.number for each in snapshot.history(folder.path)] == [1]
    assert snapshot.publish(folder.path).changed
    assert [each.number for each in snapshot.history(folder.path)] == [3, 1]


def test_rollback_publishes_the_earlier_state_as_a_new_one(folder: Folder) -> None:
    first, before = current(folder.path), files_of(folder.path)
    snapshot.publish(folder.path, change=change_of(folder.path))
    (folder.path / "decks").mkdir()
    (folder.path / "decks/mine.toml").write_text("", "utf-8")
    done = snapshot.rollback(folder.path, "000001", "Lan")
    assert done.path == snapshot.folder(folder.path) / "indicators-000003.duckdb"
    assert served(folder.path) == OLD
    assert files_of(folder.path) == before | {"decks/mine.toml": b""}
    assert tables_of(first, MADE) == tables_of(current(folder.path), MADE)
    last = snapshot.history(folder.path)[0]
    assert (last.action, last.who, last.of_snapshot) == ("rollback", "Lan", "indicators-000001")
    assert last.observations == Counts(1, 1, 0)
    assert not snapshot.publish(folder.path).changed
    snapshot.rollback(folder.path, "000002", "Lan")
    assert served(folder.path) == NEW
    assert litter(folder.path) == set()


def test_rollback_to_what_is_served_changes_nothing(folder: Folder) -> None:
    done = snapshot.rollback(folder.path, "000001")
    assert (done.changed, done.path) == (False, current(folder.path))
    (folder.path / "observations/gone.csv").unlink()
    assert snapshot.rollback(folder.path, "000001").changed
    assert (folder.path / "observations/gone.csv").exists()


def test_rollback_refuses_what_would_lose_what_was_never_published(folder: Folder) -> None:
    snapshot.publish(folder.path, change=change_of(folder.path))
    rows = folder.path / "catalogue/sources.csv"
    rows.write_bytes(rows.read_bytes() + b"\n")
    shutil.copy(folder.path / "observations/rows.csv", folder.path / "observations/mine.csv")
    before = files_of(folder.path)
    with pytest.raises(PublishFailed, match="never published") as failure:
        snapshot.rollback(folder.path, "000001")
    with pytest.raises(PublishFailed) as told_before:
        snapshot.look_back(folder.path, "000001")
    assert told_before.value.vi == failure.value.vi
    for name in ("catalogue/sources.csv", "observations/mine.csv"):
        assert name in failure.value.vi
    assert "observations/rows.csv" not in failure.value.vi
    assert (files_of(folder.path), served(folder.path)) == (before, NEW)


def test_rollback_goes_back_from_nothing_but_what_was_looked_at(folder: Folder) -> None:
    snapshot.publish(folder.path, change=change_of(folder.path))
    told = snapshot.look_back(folder.path, "000001")
    folder.write("observations", [{"value": 7, "period": "2019"}], "aside")
    (folder.path / "aside/observations/rows.csv").rename(folder.path / "observations/new.csv")
    shutil.rmtree(folder.path / "aside")
    assert snapshot.publish(folder.path).changed
    before = files_of(folder.path)
    with pytest.raises(PublishFailed, match="Somebody published meanwhile: indicators-000003"):
        snapshot.rollback(folder.path, "000001", base=told.base)
    assert files_of(folder.path) == before
    assert len(snapshot.history(folder.path)) == 3


def test_looking_back_counts_no_made_up_figures_where_none_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commune = {"area_code": "00640", "level": "commune", "parent_code": "020", "name": "Một"}
    folder = small_folder(tmp_path, areas=[{}, commune])
    made_up = {"area_code": "00640", "value": 3, "status": "illustrative"}
    folder.write("observations", [made_up], "illustrative")
    assert snapshot.publish(folder.path).changed
    monkeypatch.setenv(snapshot.SETTING, "0")
    assert snapshot.publish(folder.path).changed
    told = snapshot.look_back(folder.path, "000001")
    assert (told.observations, told.made_up) == (Counts(0, 0, 0), False)


def test_rollback_to_what_another_schema_made(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(folder.path)
    with monkeypatch.context() as earlier:
        earlier.setattr(recipe, "mark", lambda: "another")
        folder.write("thresholds", [])
        (folder.path / "catalogue/thresholds.csv").write_bytes(before["catalogue/thresholds.csv"])
        snapshot.publish(folder.path, force=True)
    assert snapshot.digest_of(current(folder.path)) is None
    snapshot.publish(folder.path, change=change_of(folder.path))
    assert snapshot.rollback(folder.path, "000002").findings == ()
    assert served(folder.path) == OLD
    assert files_of(folder.path) == before
    assert [each.number for each in snapshot.history(folder.path)] == [4, 3, 2, 1]


@pytest.mark.parametrize("number", ["000009", "1", "../../x", ""])
def test_rollback_to_nothing_is_said(folder: Folder, number: str) -> None:
    with pytest.raises(PublishFailed, match="There is no snapshot"):
        snapshot.rollback(folder.path, number)


def test_nothing_is_had_back_from_a_damaged_snapshot(folder: Folder, tmp_path: Path) -> None:
    first = current(folder.path)
    snapshot.publish(folder.path, change=change_of(folder.path))
    first.write_bytes(first.read_bytes()[:100_000])
    for call in (
        lambda: snapshot.rollback(folder.path, "000001"),
        lambda: snapshot.export_data(folder.path, tmp_path / "back", "000001"),
    ):
        with pytest.raises(PublishFailed, match="indicators-000001 is damaged"):
            call()
    assert served(folder.path) == NEW


def test_made_up_figures_stay_where_a_snapshot_says_nothing_of_them(folder: Folder) -> None:
    snapshot.publish(folder.path, illustrative=False, force=True)
    folder.write("plans", [], "illustrative")
    snapshot.publish(folder.path, illustrative=True)
    change = Change({}, frozenset({"observations/gone.csv"}))
    snapshot.publish(folder.path, illustrative=True, change=change)
    assert snapshot.rollback(folder.path, "000002", illustrative=True).changed
    assert (folder.path / "illustrative/plans/rows.csv").exists()
    assert served(folder.path) == OLD


def test_exported_state_publishes_an_equal_snapshot(data: Path, tmp_path: Path) -> None:
    made = snapshot.publish(data).path
    assert made is not None
    name = snapshot.export_data(data, tmp_path / "back")
    assert name == "indicators-000001"
    again = snapshot.publish(tmp_path / "back").path
    assert again is not None
    assert tables_of(made, MADE) == tables_of(again, MADE)
    assert snapshot.digest_of(made) == snapshot.digest_of(again)
    kept = {name: files_of(data)[name] for name in files_of(tmp_path / "back")}
    assert files_of(tmp_path / "back") == kept
    left = {name.partition("/")[0] for name in files_of(data) if name not in kept}
    assert left == {"README.md", "decks", "illustrative"}
    assert all(name.endswith(".csv") for name in kept)


def test_earlier_state_can_be_exported_and_a_lost_folder_restored(
    folder: Folder, tmp_path: Path
) -> None:
    before = files_of(folder.path)
    snapshot.publish(folder.path, change=change_of(folder.path))
    assert snapshot.export_data(folder.path, tmp_path / "back", "000001") == "indicators-000001"
    assert files_of(tmp_path / "back") == before
    now = files_of(folder.path)
    for name in ("catalogue", "observations", "plans", "published_figures"):
        shutil.rmtree(folder.path / name)
    with (
        locking.one_at_a_time(folder.path, "Hương", 0, lambda _step: None),
        pytest.raises(PublishFailed, match="under way"),
    ):
        snapshot.export_data(folder.path, folder.path)
    snapshot.export_data(folder.path, folder.path)
    assert files_of(folder.path) == now
    assert not snapshot.publish(folder.path).changed


def test_export_writes_only_where_nothing_is(folder: Folder, tmp_path: Path) -> None:
    target = tmp_path / "back"
    target.mkdir()
    (target / "letters.txt").write_text("x", "utf-8")
    for full, why in ((target, "holds files already"), (folder.path, "the data folder itself")):
        before = files_of(full)
        with pytest.raises(PublishFailed, match=why) as failure:
            snapshot.export_data(folder.path, full)
        assert failure.value.vi.startswith(f"{full} ")
        assert files_of(full) == before
    (target / "letters.txt").unlink()
    snapshot.export_data(folder.path, target)
    with pytest.raises(PublishFailed, match="holds files already"):
        snapshot.export_data(folder.path, target)
    assert files_of(target) == files_of(folder.path)


def test_export_of_nothing_and_to_where_nothing_can_be_written_is_said(
    folder: Folder, tmp_path: Path
) -> None:
    with pytest.raises(PublishFailed, match="no snapshot"):
        snapshot.export_data(small_folder(tmp_path / "new").path, tmp_path / "back")
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(PublishFailed, match="Cannot write"):
        snapshot.export_data(folder.path, tmp_path / "file/back")
