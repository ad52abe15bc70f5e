"""The benchmark command runs from end to end and writes what it promises; speed is not judged."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
ROWS = ("server_wall", "server_cpu")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], str]:
    folder = tmp_path_factory.mktemp("benchmarks")
    figures, table = folder / "figures.json", folder / "table.md"
    options = ["--rounds", "1", "--json", str(figures), "--markdown", str(table)]
    for row in ROWS:
        options += ["--only", row]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    # A missed goal ends with 1: that is a finding about speed, not a fault of the command.
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return json.loads(figures.read_text("utf-8")), table.read_text("utf-8")


@pytest.mark.slow
def test_json_holds_machine_versions_and_every_row(taken: tuple[dict[str, Any], str]) -> None:
    figures, _ = taken
    assert figures["taken_at"]
    assert {"cores", "cpu", "memory_gib", "system"} <= figures["machine"].keys()
    assert {"python", "streamlit", "plotly", "browser"} <= figures["versions"].keys()
    assert [row["name"] for row in figures["rows"]] == list(ROWS)


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(ROWS)))
def test_row_holds_both_sides_ratio_and_goal(taken: tuple[dict[str, Any], str], place: int) -> None:
    row = taken[0]["rows"][place]
    assert row["problem"] == ""
    assert row["failures"] == 0
    assert row["rounds"] == 1
    assert row["warm_up"]
    for side in ("subject", "peer", "ratio"):
        assert row[side].keys() == {"median", "min", "max", "values"}
        assert row[side]["min"] <= row[side]["median"] <= row[side]["max"]
    assert row["ratio"]["values"] == [
        ours / theirs
        for ours, theirs in zip(row["subject"]["values"], row["peer"]["values"], strict=True)
    ]
    assert row["met"] is (row["ratio"]["median"] <= row["goal"])


@pytest.mark.slow
def test_markdown_has_a_line_for_every_row(taken: tuple[dict[str, Any], str]) -> None:
    figures, table = taken
    for row in figures["rows"]:
        assert f"| {row['what']} |" in table
