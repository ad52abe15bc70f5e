"""Before a rollback: which rows and statuses it would change, not only how many."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from indicators import snapshot
from indicators.__main__ import app
from indicators.snapshot import Moved
from tests.small_folder import Folder, small_folder

COMMUNE = {"area_code": "00643", "level": "commune", "kind_vi": "xã", "kind_en": "commune",
           "parent_code": "020", "name": "Đông Mỹ"}  # fmt: skip
OF_COMMUNE = {"area_code": "00643", "period": "2022"}
LAST_YEAR = {"period": "2021", "value": 60}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Snapshot 1, then one in which a figure is revised, one is new, and a plan is gone."""
    made = small_folder(
        tmp_path / "data",
        areas=[{}, COMMUNE],
        observations=[{"value": 100.5}, LAST_YEAR],
        plans=[{"value": 110}, {"value": 50, "period": "2021"}],
    )
    assert snapshot.publish(made.path).findings == ()
    made.write("observations", [{"value": 120}, LAST_YEAR, {"value": 40.25, **OF_COMMUNE}])
    made.write("plans", [{"value": 110}])
    assert snapshot.publish(made.path).findings == ()
    return made


def look(folder: Folder, language: str, *options: str) -> str:
    asked = ["rollback", "1", "--data", str(folder.path), "--look", "--language", language]
    done = CliRunner().invoke(app, [*asked, *options])
    assert done.exit_code == 0, done.output
    return done.stdout


def told(folder: Folder, language: str = "vi") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(look(folder, language, "--format", "json").splitlines()[-1])[
        "restoring"
    ]
    return found


def test_snapshot_tells_each_row_that_would_count_again(folder: Folder) -> None:
    rows = snapshot.look_back(folder.path, "000001").rows
    assert [(one.table, one.kind) for one in rows] == [
        ("observations", "changed"),
        ("observations", "withdrawn"),
        ("plans", "new"),
    ]
    revised, gone, back = rows
    assert gone.before is not None
    assert (gone.before["area_code"], gone.before["value"], gone.after) == ("00643", 40.25, None)
    assert isinstance(revised, Moved)
    assert revised.before is not None
    assert revised.after is not None
    assert (revised.before["value"], revised.after["value"]) == (120, 100.5)
    assert back.before is None
    assert back.after is not None
    assert (back.after["period"], back.after["value"]) == ("2021", 50)


def test_no_more_rows_are_told_than_a_page_can_hold(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators.snapshot import restoring

    monkeypatch.setattr(restoring, "_LISTED", 2)
    found = snapshot.look_back(folder.path, "000001")
    assert [one.table for one in found.rows] == ["observations", "observations"]
    assert (found.observations.changed, found.plans.new) == (1, 1)


def test_preview_names_rows_and_statuses_in_both_languages(folder: Folder) -> None:
    found = told(folder)
    rows = [(one["name"], one["before"], one["after"]) for one in found["changes"]]
    assert [{key: said["vi"] for key, said in zip("nba", one, strict=True)} for one in rows] == [
        {"n": "Thực hiện: huyện Thử Nghiệm, Sản lượng, năm\N{NO-BREAK SPACE}2022",
         "b": "Giá trị: 120", "a": "Giá trị: 100,5"},
        {"n": "Thực hiện: xã Đông Mỹ, Sản lượng, năm\N{NO-BREAK SPACE}2022",
         "b": "Giá trị: 40,25; Tính chất: Số nguồn công bố; Mã nguồn: report", "a": ""},
        {"n": "Kế hoạch: huyện Thử Nghiệm, Sản lượng, năm\N{NO-BREAK SPACE}2021, Thành phố giao",
         "b": "", "a": "Hình thức: Mức; Giá trị: 50; Mã nguồn: report"},
    ]  # fmt: skip
    assert rows[0][2]["en"] == "Value: 100.5"
    assert rows[1][0]["en"] == "Actual: Đông Mỹ commune, Output, 2022"
    assert found["changed"] == 3
    back, known = found["statuses"]
    assert [one["en"] for one in back.values()] == [
        "Output, Thử Nghiệm, 2021, assigned by the City", "–", "Plan exceeded",
    ]  # fmt: skip
    assert [one["vi"] for one in known.values()] == [
        "Sản lượng, Thử Nghiệm, năm\N{NO-BREAK SPACE}2022, Thành phố giao", "Vượt kế hoạch",
        "Không đạt",
    ]  # fmt: skip
    assert found["changed_statuses"] == 2


def test_terminal_lists_what_would_change(folder: Folder) -> None:
    said = look(folder, "vi")
    rows, statuses = said.split("Tình trạng sẽ đổi:")
    cells = [[cell.strip() for cell in line.split("│")[1:-1]] for line in rows.splitlines()
             if line.startswith("│")]  # fmt: skip
    assert [one[1] for one in cells] == ["Đổi", "Mất đi", "Có lại"]
    assert cells[0][2:] == ["Giá trị: 120", "Giá trị: 100,5"]
    assert "Sản lượng, Thử Nghiệm, năm" in statuses
    # What would change nothing lists nothing.
    CliRunner().invoke(app, ["rollback", "1", "--data", str(folder.path), "--yes"])
    assert "│" not in look(folder, "vi")


def test_row_of_a_catalogue_that_is_no_more_is_called_by_its_code(tmp_path: Path) -> None:
    other = {"indicator_code": "other", "name_vi": "Khác", "name_en": "Other", "position": 2}
    rows: list[dict[str, object]] = [{"value": 1}, {"value": 2, "indicator_code": "other"}]
    made = small_folder(tmp_path / "data", indicators=[{}, other], observations=rows)
    assert snapshot.publish(made.path).findings == ()
    made.write("observations", [{"value": 1}])
    made.write("indicators", [{}])
    assert snapshot.publish(made.path).findings == ()
    (row,) = told(made)["changes"]
    assert row["name"]["vi"].split(", ")[1] == "other"
