"""A new data folder: complete, empty, and published after the least that can be typed."""

import csv
from pathlib import Path

import pytest

from indicators import snapshot
from indicators.importing.starting import CannotStart, start
from indicators.vocabulary import TABLES
from tests.conftest import ROOT
from tests.small_folder import DEFAULTS

MODEL = ROOT / "data"


def header_and_rows(path: Path) -> tuple[tuple[str, ...], int]:
    header, *rows = csv.reader(path.read_text(encoding="utf-8").splitlines())
    return tuple(header), len(rows)


def fill(folder: Path, table: str) -> None:
    own = next(each for each in TABLES if each.name == table)
    with (folder / own.path).open("a", encoding="utf-8", newline="") as lines:
        csv.DictWriter(lines, own.names, lineterminator="\n").writerow(DEFAULTS[table])


def test_every_table_has_its_header_and_only_what_holds_everywhere_has_rows(
    tmp_path: Path,
) -> None:
    made = start(tmp_path / "new", MODEL)
    for table in TABLES:
        paths = [path for path in made if path.is_relative_to(tmp_path / "new" / table.path)]
        assert len(paths) == 1
        header, count = header_and_rows(paths[0])
        assert header == table.names
        assert (count > 0) == (table.name in ("units", "thresholds"))
    assert {*made} == {path for path in (tmp_path / "new").rglob("*") if path.is_file()}


def test_it_names_the_missing_district_then_publishes_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    start(folder, MODEL)
    done = snapshot.publish(folder)
    assert [finding.file for finding in done.findings] == ["catalogue/areas.csv"]
    fill(folder, "sources")
    fill(folder, "areas")
    done = snapshot.publish(folder)
    assert done.findings == ()
    assert done.path is not None


def test_its_readme_speaks_of_no_other_district(tmp_path: Path) -> None:
    start(tmp_path / "new", MODEL)
    text = (tmp_path / "new" / "README.md").read_text(encoding="utf-8")
    for table in TABLES:
        assert table.path.rpartition("/")[2] in text
    for foreign in ("district_2022.csv", "emulation_report_2023", "make.py", "| file |"):
        assert foreign not in text
    assert "\n\n\n" not in text
    chapters = {line for line in text.splitlines() if line.startswith("## ")}
    assert {"## Rules", "## catalogue/", "## observations/", "## plans/"} <= chapters


@pytest.mark.parametrize("there", ["file", "full", "link"])
def test_what_is_there_stays(tmp_path: Path, there: str) -> None:
    target = tmp_path / "mine"
    if there == "file":
        target.write_text("mine")
    elif there == "full":
        target.mkdir()
        (target / "note").write_text("mine")
    else:
        target.symlink_to(tmp_path / "nowhere")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    with pytest.raises(CannotStart) as failure:
        start(target, MODEL)
    assert "mine" in failure.value.vi
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert len(start(tmp_path / "new", MODEL)) == len(TABLES) + 1


def test_nothing_is_left_where_the_model_is_no_data_folder(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="whole data folder"):
        start(tmp_path / "new", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_the_disk_stands_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match="could not be made"):
        start(tmp_path / "file" / "new", MODEL)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
