"""What the tests of publishing share: a folder with something new in it, and what is served of it;
no tests here."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from indicators import frames, snapshot
from indicators.engine import Engine
from indicators.snapshot import Action, Change
from tests.conftest import ROOT
from tests.small_folder import Folder, small_folder

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
    return {name for name in names - {"current", "lock", "pins"} if not name.endswith(".duckdb")}


def revised(path: Path) -> Folder:
    """A folder published with the value 1, whose file now says 2."""
    made = small_folder(path, observations=[{"value": 1}])
    assert snapshot.publish(made.path).changed
    made.write("observations", [{"value": 2}])
    return made


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


OLD = {"value": 1.0, "observations": 2, "superseded": 0, "sources": 1}
NEW = {"value": 2.0, "observations": 1, "superseded": 1, "sources": 2}


def before_change(path: Path) -> Folder:
    """A folder published in the state OLD, and nothing new in it."""
    made = small_folder(path, observations=[{"value": 1}])
    made.write("observations", [{"value": 5, "period": "2021"}], "aside")
    (path / "aside/observations/rows.csv").rename(path / "observations/gone.csv")
    shutil.rmtree(path / "aside")
    assert snapshot.publish(made.path).findings == ()
    return made


def change_of(data: Path, action: Action = "import", base: str = "", who: str = "") -> Change:
    """The change that makes NEW of OLD: a file that is new, one rewritten, one removed."""
    rows = (data / "observations/rows.csv").read_text("utf-8")
    sources = (data / "catalogue/sources.csv").read_text("utf-8")
    second = sources.splitlines()[1].replace("report,", "later,", 1)
    again = rows.replace(",1,", ",2,", 1).rstrip("\n")
    write = {
        "observations/import_2.csv": f"{again}2023-06-01\n".encode(),
        "catalogue/sources.csv": f"{sources}{second}\n".encode(),
    }
    files = (("Số liệu.xlsx", "0" * 64),)
    removed = frozenset({"observations/gone.csv"})
    return Change(write, removed, action, who, sources=files, base=base)


def served(data: Path) -> dict[str, float | int | None]:
    """What a new reader is answered, as OLD and NEW name it; empty where nothing is served."""
    path = next(snapshot.sound(data), None)
    if path is None:
        return {}
    with duckdb.connect(str(path), read_only=True, config=dict(snapshot.LOCKED)) as connection:
        row = connection.execute(
            "select (select value from observations where period = '2022'),"
            " (select count(*) from observations),"
            " (select count(*) from superseded_observations), (select count(*) from sources)"
        ).fetchone()
    assert row is not None
    return dict(zip(OLD, row, strict=True))


def files_of(data: Path) -> dict[str, bytes]:
    """Every file of the data folder but what is published."""
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file() and "published" not in path.relative_to(data).parts
    }
