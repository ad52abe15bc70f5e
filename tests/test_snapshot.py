"""Publishing: all or nothing, whatever happens; what is served stays served."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from indicators import engine, frames, snapshot
from indicators.engine import Engine
from indicators.snapshot import PublishFailed, building, recipe
from tests.conftest import ROOT
from tests.small_folder import Cells, Folder, small_folder

NOBODY = 65534


def run(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A real process that runs ``program`` with the library at hand."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


def value(data: Path) -> float | None:
    """The one figure that is served now, as a new reader sees it."""
    path = next(snapshot.sound(data), None)
    if path is None:
        return None
    source = Engine(path)
    try:
        return frames.values(source, "020", "2022")[0].value
    finally:
        source.close()


def litter(data: Path) -> set[str]:
    """What stands in the published folder beside its snapshots, pointer and lock."""
    names = {path.name for path in (data / "published").iterdir()}
    return {name for name in names - {"current", "lock"} if not name.endswith(".duckdb")}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder published with the value 1, whose file now says 2."""
    made = small_folder(tmp_path / "data", observations=[{"value": 1}])
    assert snapshot.publish(made.path).changed
    made.write("observations", [{"value": 2}])
    return made


def test_first_publication_makes_number_one_and_points_to_it(tmp_path: Path) -> None:
    done = snapshot.publish(small_folder(tmp_path).path)
    assert done.path == tmp_path / "published/indicators-000001.duckdb"
    assert done.changed
    assert snapshot.current(tmp_path) == done.path
    assert litter(tmp_path) == set()


def test_steps_are_told_as_they_begin(tmp_path: Path) -> None:
    steps: list[str] = []
    snapshot.publish(small_folder(tmp_path).path, steps.append)
    assert steps == ["read", "build", "check", "publish"]


def test_unchanged_folder_is_left_alone_unless_forced(folder: Folder) -> None:
    first = snapshot.publish(folder.path)
    again = snapshot.publish(folder.path)
    assert (again.path, again.changed) == (first.path, False)
    forced = snapshot.publish(folder.path, force=True)
    assert forced.changed
    assert forced.path != first.path


def test_unchanged_folder_is_left_alone_while_it_is_being_read(folder: Folder) -> None:
    snapshot.publish(folder.path)
    source = engine.current(folder.path)
    assert source is not None
    assert not snapshot.publish(folder.path).changed


def test_snapshot_is_never_changed_once_published(folder: Folder) -> None:
    first = snapshot.current(folder.path)
    assert first is not None
    before = first.read_bytes()
    assert snapshot.publish(folder.path).path != first
    assert first.read_bytes() == before


def test_readers_of_the_old_snapshot_go_on_while_new_ones_are_published(folder: Folder) -> None:
    old = engine.current(folder.path)
    assert old is not None
    seen = []
    for number in range(2, 4):
        folder.write("observations", [{"value": number}])
        snapshot.publish(
            folder.path, lambda _step: seen.append(frames.values(old, "020", "2022")[0].value)
        )
        new = engine.current(folder.path)
        assert new is not None
        assert frames.values(new, "020", "2022")[0].value == number
    assert seen == [1] * 8


READER = """
import sys, time
from pathlib import Path
from indicators import engine, frames
held = engine.current(Path(sys.argv[1]))
for line in sys.stdin:
    now = engine.current(Path(sys.argv[1]))
    print(*(frames.values(one, "020", "2022")[0].value for one in (held, now)), flush=True)
"""


def test_another_process_keeps_what_it_holds_and_follows_the_pointer(folder: Folder) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(folder.path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdin is not None
    assert reader.stdout is not None
    with reader:
        answers = []
        for _ in range(2):
            reader.stdin.write("\n")
            reader.stdin.flush()
            answers.append(reader.stdout.readline().split())
            snapshot.publish(folder.path)
        reader.stdin.close()
    assert answers == [["1.0", "1.0"], ["1.0", "2.0"]]


# A publication that kills itself, as kill -9 does, before or after a call of the library.
KILLED = """
import os, signal, sys
from pathlib import Path
from indicators import snapshot
from indicators.snapshot import building
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
data, owner, name, moment, count = sys.argv[1:]
target = {"building": building, "Path": Path}[owner] if owner != "step" else None
calls = [int(count)]
def wrapped(*arguments, **more):
    calls[0] -= 1
    if calls[0] == 0 and moment == "before": die()
    answer = original(*arguments, **more)
    if calls[0] == 0: die()
    return answer
if target is None:
    snapshot.publish(Path(data), lambda step: die() if step == name else None)
else:
    original = getattr(target, name)
    setattr(target, name, wrapped)
    snapshot.publish(Path(data))
"""


@pytest.mark.parametrize(
    ("owner", "name", "moment", "count", "served"),
    [
        ("step", "build", "", 1, 1),
        ("building", "_as_of", "before", 2, 1),
        ("step", "check", "", 1, 1),
        ("step", "publish", "", 1, 1),
        ("Path", "rename", "after", 1, 1),
        ("Path", "replace", "before", 1, 1),
        ("Path", "replace", "after", 1, 2),
    ],
)
def test_killed_publication_leaves_the_old_or_the_new_state_and_the_next_one_cleans_up(
    folder: Folder, owner: str, name: str, moment: str, count: int, served: int
) -> None:
    done = run(KILLED, folder.path, owner, name, moment, count)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert snapshot.current(folder.path) is not None
    assert value(folder.path) == served

    assert snapshot.publish(folder.path).findings == ()
    assert value(folder.path) == 2
    assert litter(folder.path) == set()
    snapshots = {path.name for path in (folder.path / "published").glob("*.duckdb")}
    assert snapshots == {"indicators-000001.duckdb", "indicators-000002.duckdb"}


def test_killed_build_leaves_no_litter_when_the_data_are_put_back(folder: Folder) -> None:
    run(KILLED, folder.path, "building", "_as_of", "before", 2)
    assert litter(folder.path) != set()
    folder.write("observations", [{"value": 1}])
    assert not snapshot.publish(folder.path).changed
    assert litter(folder.path) == set()


PUBLISH = """
import os, resource, shutil, sys, tempfile
from pathlib import Path
from indicators import snapshot
data, size, umask, user = sys.argv[1:]
queries = Path(data).parent / "queries"
if queries.is_dir():
    snapshot.recipe.QUERIES = queries
if user != "-":
    # Python itself may lie where only root reads: publish once, so that all is imported.
    with tempfile.TemporaryDirectory() as where:
        snapshot.publish(Path(shutil.copytree(data, where, dirs_exist_ok=True)), force=True)
    os.setgroups([])
    os.setgid(int(user))
    os.setuid(int(user))
os.umask(int(umask, 8))
if size != "-":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    print(snapshot.publish(Path(data)).changed)
except snapshot.PublishFailed as failure:
    print("failed:", failure.vi, "|", failure)
"""


@pytest.mark.parametrize("size", [0, 16_000, 20_000, 300_000])
def test_full_disk_publishes_nothing_and_says_so(folder: Folder, size: int) -> None:
    done = run(PUBLISH, folder.path, size, "022", "-")
    assert done.stdout.startswith("failed: Không ghi được"), done.stdout + done.stderr
    assert "Cannot write to" in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert value(folder.path) == 1
    assert litter(folder.path) == set()
    assert snapshot.publish(folder.path).changed


@pytest.fixture
def someone() -> Iterator[tuple[Path, str]]:
    """A folder of one who is not root, whom permissions bind, and the user to become."""
    with tempfile.TemporaryDirectory() as where:
        path = Path(where)
        path.chmod(0o755)
        made = small_folder(path / "data", observations=[{"value": 1}])
        # The project may lie where only its owner reads; whom permissions bind gets the SQL here.
        shutil.copytree(snapshot.QUERIES, path / "queries")
        snapshot.publish(made.path)
        made.write("observations", [{"value": 2}])
        user = "-"
        if os.geteuid() == 0:
            user = str(NOBODY)
            for each in (path, *path.rglob("*")):
                os.chown(each, NOBODY, NOBODY)
        yield made.path, user
        for each in path.rglob("*"):
            if each.is_dir():
                each.chmod(0o755)


def test_read_only_folder_publishes_nothing_and_says_so(
    someone: tuple[Path, str],
) -> None:
    data, user = someone
    (data / "published").chmod(0o555)
    done = run(PUBLISH, data, "-", "022", user)
    assert done.stdout.startswith("failed: Không ghi được"), done.stdout + done.stderr
    (data / "published").chmod(0o755)
    assert value(data) == 1
    assert litter(data) == set()


def test_folder_that_may_not_be_made_is_said_in_one_sentence(
    someone: tuple[Path, str],
) -> None:
    data, user = someone
    shutil.rmtree(data / "published")
    data.chmod(0o555)
    done = run(PUBLISH, data, "-", "022", user)
    assert done.stdout.startswith("failed: Không ghi được"), done.stdout + done.stderr
    data.chmod(0o755)
    assert not (data / "published").exists()


@pytest.mark.parametrize("umask", ["000", "077", "777"])
def test_umask_decides_nothing(someone: tuple[Path, str], umask: str) -> None:
    data, user = someone
    shutil.rmtree(data / "published")
    for changed in ("True", "False"):
        done = run(PUBLISH, data, "-", umask, user)
        assert done.stdout.strip() == changed, done.stdout + done.stderr
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in (data / "published").iterdir()}
    assert modes == dict.fromkeys(("current", "lock", "indicators-000001.duckdb"), "0o644")
    assert (data / "published").stat().st_mode & 0o777 == 0o755


def test_data_that_only_some_may_read_are_published_for_them_alone(tmp_path: Path) -> None:
    data = small_folder(tmp_path / "data").path
    data.chmod(0o700)
    path = snapshot.publish(data).path
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600


POINTERS: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_text("", "utf-8"),
    "blank": lambda path: path.write_text("\n", "utf-8"),
    "to nothing": lambda path: path.write_text("indicators-000077.duckdb abc\n", "utf-8"),
    "outside": lambda path: path.write_text("../../x.duckdb abc\n", "utf-8"),
    "without hash": lambda path: path.write_text("indicators-000001.duckdb\n", "utf-8"),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("fault", POINTERS)
def test_broken_pointer_is_mended_by_the_next_publication(folder: Folder, fault: str) -> None:
    pointer = folder.path / "published/current"
    POINTERS[fault](pointer)
    assert value(folder.path) == 1
    assert snapshot.publish(folder.path).changed
    assert value(folder.path) == 2
    POINTERS[fault](pointer)
    again = snapshot.publish(folder.path)
    assert not again.changed
    assert snapshot.current(folder.path) == again.path
    assert value(folder.path) == 2


def test_damaged_snapshot_is_replaced_by_the_next_publication(folder: Folder) -> None:
    damaged = snapshot.publish(folder.path).path
    assert damaged is not None
    damaged.write_bytes(damaged.read_bytes()[:100_000])
    assert value(folder.path) == 1
    done = snapshot.publish(folder.path)
    assert done.changed
    assert done.path != damaged
    assert value(folder.path) == 2


WAITING = """
import sys
from pathlib import Path
from indicators import snapshot
def step(name):
    if name == "build":
        print("building", flush=True)
        sys.stdin.readline()
print(snapshot.publish(Path(sys.argv[1]), step).changed, flush=True)
"""


def test_second_publisher_is_turned_away_and_the_first_one_finishes(folder: Folder) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(folder.path)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert first.stdout is not None
    with first:
        assert first.stdout.readline() == "building\n"
        with pytest.raises(PublishFailed, match="Another publication") as turned:
            snapshot.publish(folder.path)
        assert "lần công bố khác" in turned.value.vi
        assert value(folder.path) == 1
        assert first.communicate("\n")[0] == "True\n"
    assert value(folder.path) == 2
    assert litter(folder.path) == set()


def test_publishers_that_start_together_leave_one_sound_state(folder: Folder) -> None:
    command = [sys.executable, "-c", PUBLISH, str(folder.path), "-", "022", "-"]
    together = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    said = [process.communicate(timeout=60)[0] for process in together]
    assert all(line.startswith(("True", "False", "failed: Đang có")) for line in said), said
    assert sum(line.startswith("True") for line in said) == 1
    assert value(folder.path) == 2
    assert litter(folder.path) == set()


def test_missing_data_folder_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(PublishFailed, match="There is no data folder"):
        snapshot.publish(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "room",
    [
        "boundaries/outline",
        "boundaries/reading",
        "boundaries/thinning",
        "snapshot/building",
        "validation",
        "vocabulary",
        "workbook/folder",
    ],
)
def test_changed_code_publishes_anew(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    rooms = Path(shutil.copytree(ROOT / "indicators", tmp_path / "rooms"))
    monkeypatch.setattr(recipe, "ROOM", rooms)
    snapshot.publish(folder.path)
    assert not snapshot.publish(folder.path).changed
    with (rooms / f"{room}.py").open("a", encoding="utf-8") as code:
        code.write("# another rule\n")
    assert snapshot.publish(folder.path).changed


def test_what_the_database_cannot_do_is_said_in_one_sentence(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise duckdb.OutOfMemoryException("Out of memory\nlong story")

    monkeypatch.setattr(building, "build", fail)
    with pytest.raises(PublishFailed, match="No snapshot could be made") as failure:
        snapshot.publish(folder.path)
    assert "Không dựng được" in failure.value.vi
    assert "story" not in str(failure.value)
    assert value(folder.path) == 1


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


def test_snapshot_speaks_for_the_newest_source_that_is_used(tmp_path: Path) -> None:
    sources = [
        {"published_on": "2023-02-27"},
        {"source_code": "old", "published_on": "2020-01-01"},
        {"source_code": "unused", "published_on": "2029-01-01"},
    ]
    values: list[Cells] = [{"value": 1}, {"value": 2, "period": "2019", "source_code": "old"}]
    source = small_folder(tmp_path, sources=sources, observations=values).published()
    assert frames.edition(source).as_of.isoformat() == "2023-02-27"


def test_snapshot_can_be_moved_and_opened_alone(folder: Folder, tmp_path: Path) -> None:
    path = snapshot.publish(folder.path).path
    assert path is not None
    alone = shutil.copy(path, tmp_path / "alone.duckdb")
    with duckdb.connect(str(alone), read_only=True) as connection:
        assert connection.execute("select value from observations").fetchall() == [(2.0,)]


def test_what_a_cut_off_publication_spilled_does_not_stop_the_next(data: Path) -> None:
    spilled = snapshot.folder(data) / "indicators-000009.duckdb.building.tmp"
    spilled.mkdir(parents=True)
    (spilled / "spilled").write_bytes(b"x")
    assert snapshot.publish(data).findings == ()
    assert not spilled.exists()
