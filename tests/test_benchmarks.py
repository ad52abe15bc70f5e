"""The benchmark command runs from end to end and writes what it promises; speed is not judged."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indicators import engine, frames
from indicators.engine import Engine
from tests.benchmarks.nation.making import make
from tests.benchmarks.nation.rows import AREA, Size, code_of
from tests.benchmarks.servers import resident

ROOT = Path(__file__).parents[1]
SERVER = "server_wall", "server_cpu"
COMMUNES = "communes", "communes_large", "communes_memory"
SLIDES = "slides_png", "slides_next", "slides_pptx"
SMALL = Size(communes=45, indicators=11, months=24)
Taken = tuple[dict[str, Any], str]


def run(folder: Path, rows: tuple[str, ...], *options: object) -> Taken:
    """What the command writes, as JSON and as Markdown."""
    figures, table = folder / "figures.json", folder / "table.md"
    words = ["--rounds", 1, "--json", figures, "--markdown", table, *options]
    for row in rows:
        words += ["--only", row]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    # A missed goal ends with 1: that is a finding about speed, not a fault of the command.
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return json.loads(figures.read_text("utf-8")), table.read_text("utf-8")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    return run(tmp_path_factory.mktemp("server"), SERVER)


@pytest.fixture(scope="module")
def taken_of_communes(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    size = "--communes", SMALL.communes, "--indicators", SMALL.indicators, "--months", SMALL.months
    return run(tmp_path_factory.mktemp("communes"), COMMUNES, *size)


@pytest.fixture(scope="module")
def taken_of_slides(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    return run(tmp_path_factory.mktemp("slides"), SLIDES)


def assert_is_whole(row: dict[str, Any]) -> None:
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
def test_json_holds_machine_versions_and_every_row(taken: Taken) -> None:
    figures, _ = taken
    assert figures["taken_at"]
    assert {"cores", "cpu", "memory_gib", "system"} <= figures["machine"].keys()
    assert {"python", "streamlit", "plotly", "browser"} <= figures["versions"].keys()
    assert [row["name"] for row in figures["rows"]] == list(SERVER)


@pytest.mark.slow
@pytest.mark.parametrize("place", range(len(SERVER)))
def test_row_holds_both_sides_ratio_and_goal(taken: Taken, place: int) -> None:
    assert_is_whole(taken[0]["rows"][place])


@pytest.mark.slow
def test_markdown_has_a_line_for_every_row(taken: Taken) -> None:
    figures, table = taken
    for row in figures["rows"]:
        assert f"| {row['what']} |" in table


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("place", range(len(COMMUNES)))
def test_row_of_communes_is_taken_in_a_browser(taken_of_communes: Taken, place: int) -> None:
    row = taken_of_communes[0]["rows"][place]
    assert row["name"] == COMMUNES[place]
    assert_is_whole(row)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("place", range(len(SLIDES)))
def test_row_of_slides_is_taken_with_images(taken_of_slides: Taken, place: int) -> None:
    row = taken_of_slides[0]["rows"][place]
    assert row["name"] == SLIDES[place]
    assert_is_whole(row)


@pytest.mark.slow
@pytest.mark.browser
def test_memory_is_watched_while_every_indicator_is_asked_for(taken_of_communes: Taken) -> None:
    large, memory = taken_of_communes[0]["rows"][1:]
    assert large["facts"]["communes"] == SMALL.communes
    assert memory["unit"] == "MB"
    assert memory["facts"]["views"] == 3 * (SMALL.indicators + 1)  # year, quarter, month; computed
    assert 100 < memory["subject"]["median"] < 2000


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nation")
    make(folder, SMALL)
    return folder


@pytest.fixture(scope="module")
def served(nation: Path) -> Engine:
    found = engine.current(nation)
    assert found is not None
    return found


def test_nation_is_served_like_any_data_folder(served: Engine) -> None:
    assert served.broken_rules() == []
    ranked = frames.ranking(served, AREA, code_of(1), "2022", "2021", illustrative=True)
    assert len({one.name for one in ranked}) == SMALL.communes
    assert len({(one.latitude, one.longitude) for one in ranked}) == SMALL.communes
    assert len({one.rate for one in ranked}) > SMALL.communes / 2
    assert all(one.parts == 12 for one in ranked)


def test_nation_reports_every_month_but_for_a_few_gaps(served: Engine) -> None:
    missing = blank = 0
    for number in range(1, SMALL.indicators + 1):
        rows = frames.records(served, AREA, code_of(number), "M", illustrative=True)
        missing += SMALL.communes * SMALL.months - len(rows)
        blank += sum(1 for row in rows if row.value is None and row.status == "official")
    assert 0 < missing < 100
    assert 0 < blank < 100


def test_values_of_the_nation_differ_by_month(served: Engine) -> None:
    entries = frames.timeline(served, "00001", code_of(1), "M", illustrative=True)
    assert len(entries) == SMALL.months
    assert len({entry.value for entry in entries}) > SMALL.months / 2


def test_some_communes_of_the_nation_meet_their_plans_and_some_do_not(served: Engine) -> None:
    for period, statuses in (("2022", {"exceeded", "missed"}), ("2022-06", {"on_track"})):
        plans = frames.commune_plans(served, AREA, code_of(1), period, "plan", illustrative=True)
        assert statuses <= {plan.status for plan in plans}
    assert frames.commune_assigners(served, AREA, code_of(2), illustrative=True) == []


def test_nation_is_the_same_each_time_it_is_made(served: Engine, tmp_path: Path) -> None:
    make(tmp_path, SMALL)
    again = engine.current(tmp_path)
    assert again is not None
    for number in (1, 3, SMALL.indicators):
        one, other = (
            frames.records(source, AREA, code_of(number), "M", illustrative=True)
            for source in (served, again)
        )
        assert one == other


def test_nation_is_made_again_only_when_it_is_another(tmp_path: Path) -> None:
    size = Size(communes=2, indicators=11, months=24)
    told: list[str] = []
    assert make(tmp_path, size, told.append)
    assert told[-1] == "publish"
    assert make(tmp_path, size) == []
    assert make(tmp_path, Size(communes=3, indicators=11, months=24))
    made = engine.current(tmp_path)
    assert made is not None
    assert len(frames.areas(made)) == 1 + 3


def test_memory_counts_what_a_server_started() -> None:
    hold = "import sys, time; held = bytearray(60_000_000); print(flush=True); time.sleep(60)"
    with subprocess.Popen(
        ["sh", "-c", '"$0" -c "$1" & wait', sys.executable, hold], stdout=subprocess.PIPE
    ) as shell:
        assert shell.stdout is not None
        shell.stdout.readline()
        try:
            assert 60_000_000 < resident(shell.pid) < 300_000_000
        finally:
            children = Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()
            subprocess.run(["kill", *children], check=True)
    assert resident(shell.pid) == 0
