"""Which files of a data folder are published: made-up figures or not, and none in silence."""

from pathlib import Path

import duckdb
import pytest

from indicators import frames, snapshot
from indicators.snapshot import PublishFailed
from tests.publishing import revised, value
from tests.small_folder import Cells, Folder, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return revised(tmp_path / "data")


FIGURE: Cells = {"area_code": "00640", "status": "illustrative"}


@pytest.fixture
def tried(tmp_path: Path) -> Folder:
    """A folder with a real figure of the district, and a made-up one of its commune and plan."""
    commune = {"area_code": "00640", "level": "commune", "parent_code": "020"}
    folder = small_folder(tmp_path / "tried", areas=[{}, commune])
    folder.write("observations", [{**FIGURE, "value": 7}], "illustrative")
    folder.write("plans", [{"area_code": "00640", "value": 8}], "illustrative")
    return folder


def made_up(path: Path | None) -> list[tuple[str, float]]:
    """What a snapshot holds of the folder of made-up figures: where from, and the value."""
    assert path is not None
    both = " union all ".join(
        f"select file, value from {table} where file like 'illustrative/%'"
        for table in ("observations", "plans")
    )
    with duckdb.connect(str(path), read_only=True, config=dict(snapshot.LOCKED)) as connection:
        return connection.execute(f"{both} order by 1").fetchall()


BOTH = [("illustrative/observations/rows.csv", 7.0), ("illustrative/plans/rows.csv", 8.0)]


@pytest.mark.parametrize(
    ("setting", "expected"), [(None, BOTH), ("", BOTH), ("1", BOTH), ("0", [])]
)
def test_one_setting_leaves_made_up_figures_out(
    tried: Folder,
    monkeypatch: pytest.MonkeyPatch,
    setting: str | None,
    expected: list[tuple[str, float]],
) -> None:
    if setting is None:
        monkeypatch.delenv(snapshot.SETTING, raising=False)
    else:
        monkeypatch.setenv(snapshot.SETTING, setting)
    done = snapshot.publish(tried.path)
    assert done.findings == ()
    assert made_up(done.path) == expected
    assert value(tried.path) == 100


def test_setting_that_says_neither_is_named_and_nothing_is_published(
    tried: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(snapshot.SETTING, "false")
    with pytest.raises(PublishFailed, match="CHI_TIEU_ILLUSTRATIVE is “false”") as failure:
        snapshot.publish(tried.path)
    assert "«false»" in failure.value.vi
    assert not (tried.path / "published").exists()


def test_changing_the_setting_publishes_the_other_state_and_changing_back_the_first(
    tried: Folder,
) -> None:
    with_all = snapshot.publish(tried.path, illustrative=True)
    without = snapshot.publish(tried.path, illustrative=False)
    assert (with_all.changed, without.changed) == (True, True)
    assert without.path != with_all.path
    assert not snapshot.publish(tried.path, illustrative=False).changed
    back = snapshot.publish(tried.path, illustrative=True)
    assert (back.path, back.changed) == (with_all.path, True)
    assert snapshot.current(tried.path) == with_all.path


def test_changed_figure_that_is_left_out_changes_nothing(tried: Folder) -> None:
    first = snapshot.publish(tried.path, illustrative=False)
    tried.write("observations", [{**FIGURE, "value": "seven"}], "illustrative")
    (tried.path / "illustrative/rows.xlsx").touch()
    again = snapshot.publish(tried.path, illustrative=False)
    assert (again.path, again.changed, again.findings) == (first.path, False, ())


def test_mistake_in_a_made_up_figure_is_named_as_any_other(tried: Folder) -> None:
    tried.write("observations", [{**FIGURE, "value": "seven"}], "illustrative")
    (found,) = snapshot.publish(tried.path).findings
    assert (found.file, found.line, found.column) == (
        "illustrative/observations/rows.csv", 2, "value",
    )  # fmt: skip


def test_real_and_made_up_figure_of_one_place_are_a_repetition(tried: Folder) -> None:
    tried.write("observations", [{"value": 1}, {"area_code": "00640", "value": 2}])
    (found,) = snapshot.publish(tried.path).findings
    assert (found.file, found.line) == ("illustrative/observations/rows.csv", 2)


def test_what_is_made_up_does_not_say_what_day_the_figures_speak_for(tmp_path: Path) -> None:
    later = {"source_code": "later", "published_on": "2029-01-01"}
    commune = {"area_code": "00640", "level": "commune", "parent_code": "020"}
    folder = small_folder(tmp_path, areas=[{}, commune], sources=[{}, later])
    blank = {"value": "", "status": "not_applicable", "period": "2021"}
    rows = [{**FIGURE, "source_code": "later", "value": 7}]
    rows.append({**rows[0], **blank})
    folder.write("observations", rows, "illustrative")
    assert frames.edition(folder.published()).as_of.isoformat() == "2023-02-27"


def test_figures_that_are_all_made_up_speak_for_the_day_of_their_source(tmp_path: Path) -> None:
    source = small_folder(tmp_path, observations=[{"value": 1, "status": "illustrative"}])
    assert frames.edition(source.published()).as_of.isoformat() == "2023-02-27"


STRAYS: dict[str, bool | str] = {
    "observations/rows.CSV": True,
    "observations/rows.xlsx": True,
    "plans/2022": True,
    "published_figures/rows.csv.bak": True,
    "catalogue/areas.ods": True,
    "catalogue/.~lock.areas.csv#": True,
    "plans/~$plans.xlsx": True,
    "catalogue/indicators_new.csv": True,
    "illustrative/rows.csv": True,
    "illustrative/rows.xlsx": True,
    "illustrative/published_figures/rows.csv": "illustrative/published_figures",
    "illustrative/observations/rows.xlsx": True,
    "illustrative/plans/.~lock.rows.csv#": True,
    "illustrative/~$rows.xlsx": True,
    "illustrative/make.py": False,
    "illustrative/README.md": False,
    "illustrative/observations/README.md": False,
    "plans/README.md": False,
    "plans/README": False,
    "plans/.gitkeep": False,
    "notes.txt": False,
}


@pytest.mark.parametrize("name", STRAYS)
def test_file_that_would_not_be_read_is_named(folder: Folder, name: str) -> None:
    folder.write("observations", [{"value": 1}])
    stray = folder.path / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.mkdir() if name == "plans/2022" else stray.write_text("x", "utf-8")
    done = snapshot.publish(folder.path)
    named = STRAYS[name]
    expected = [(named if isinstance(named, str) else name, 0)] if named else []
    assert [(found.file, found.line) for found in done.findings] == expected
    assert not done.changed
    for found in done.findings:
        assert found.vi != found.en
