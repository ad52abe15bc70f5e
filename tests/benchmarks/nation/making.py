"""The made-up nation as a published data folder: tables, views, checks, pointer.

The views, the checks and the pointer are the project's own, so the dashboard serves it like any
other folder. Each stage is timed, with the memory that it took.
"""

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from indicators import snapshot
from tests.benchmarks.nation import rows
from tests.benchmarks.nation.rows import Size


def stages(size: Size) -> int:
    """Return how many stages ``make`` tells of."""
    planned = sum(map(rows.is_planned, range(1, size.indicators + 1)))
    return 1 + size.indicators + planned + len(view_files()) + 2


@dataclass(frozen=True)
class Stage:
    """What one stage took: seconds, the largest memory of the process, what the file grew by."""

    name: str
    seconds: float
    peak: int
    bytes: int
    rows: int = 0


@dataclass
class Making:
    """A nation being made: the stages so far, and who is told of each as it begins."""

    path: Path
    step: Callable[[str], None]
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(
        self, name: str, connection: duckdb.DuckDBPyConnection | None = None
    ) -> Iterator[None]:
        """Tell of a stage, and note what it took; with a connection, once it is on the disk."""
        self.step(name)
        before = self.path.stat().st_size if self.path.exists() else 0
        reset_peak_memory()
        started = time.perf_counter()
        yield
        rows = 0
        if connection is not None:
            connection.execute("checkpoint")
            rows = count(connection, name)
        seconds = time.perf_counter() - started
        grown = self.path.stat().st_size - before if self.path.exists() else 0
        self.stages.append(Stage(name, seconds, peak_memory(), grown, rows))


def make(folder: Path, size: Size, step: Callable[[str], None] = lambda _name: None) -> list[Stage]:
    """Publish a nation of that size in ``folder``, unless it is what is published there.

    Raises RuntimeError when a rule of queries/checks is broken.
    """
    made_from = mark_of(size)
    published = snapshot.folder(folder)
    published.mkdir(parents=True, exist_ok=True)
    path = published / "indicators-000001.duckdb"
    if snapshot.current(folder) == path and snapshot.digest_of(path) == made_from:
        return []
    aside = published / "indicators-000001.building"
    making = Making(aside, step)
    aside.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(aside)) as connection:
            connection.execute("set threads = 2")
            fill(connection, size, made_from, making)
            for view in view_files():
                answer = view.stem.split("_", 1)[1]
                with making.stage(answer, connection):
                    text = view.read_text(encoding="utf-8")
                    connection.execute(f"create table {answer} as {text}")
        with making.stage("check"), duckdb.connect(str(aside), read_only=True) as built:
            broken = [f"{one.file}:{one.line}: {one.en}" for one in snapshot.broken_rules(built)]
        if broken:
            raise RuntimeError("\n".join(broken[:5]))
        with making.stage("publish"):
            snapshot.point_to(aside.rename(path), folder)
    finally:
        aside.unlink(missing_ok=True)
    return making.stages


def view_files() -> list[Path]:
    """Return the views in the order in which they are computed."""
    return snapshot.view_files()


def mark_of(size: Size) -> str:
    """Return what tells a nation of this size, made by this code, from any other."""
    made_by = Path(rows.__file__).read_text(encoding="utf-8")
    return hashlib.sha256(f"{size} {made_by} {snapshot.mark()}".encode()).hexdigest()


def fill(connection: duckdb.DuckDBPyConnection, size: Size, made_from: str, making: Making) -> None:
    """Put everything that is recorded into the tables of an empty snapshot."""
    with making.stage("catalogue"):
        connection.execute((snapshot.QUERIES / "schema.sql").read_text(encoding="utf-8"))
        made_at = datetime.combine(rows.PUBLISHED_ON, datetime.min.time())
        connection.execute(
            "insert into snapshot values ('indicators-000001', ?, ?, ?, ?)",
            [made_at, rows.PUBLISHED_ON, made_from, snapshot.mark()],
        )
        rows.catalogue(connection, size)
        rows.months(connection, size)
    for number in range(1, size.indicators + 1):
        with making.stage("observations", connection):
            rows.observe(connection, number, size)
    for number in filter(rows.is_planned, range(1, size.indicators + 1)):
        with making.stage("plans", connection):
            rows.plan(connection, number)
    connection.execute("drop table month; drop table commune; checkpoint")


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return how many rows a table has."""
    row = connection.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def reset_peak_memory() -> None:
    """Let the system forget how large this process has been, where it lets itself be told."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak_memory() -> int:
    """Return the largest memory of this process since then, in bytes; 0 where nobody knows."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii")) if status.exists() else None
    return int(found[1]) * 1024 if found else 0


def as_table(made: list[Stage]) -> Table:
    """Return what the stages took, those of one name together."""
    table = Table("stage", "rows", "seconds", "MB on disk", "peak memory, MB")
    for name in dict.fromkeys(stage.name for stage in made):
        same = [stage for stage in made if stage.name == name]
        table.add_row(
            name,
            f"{max(stage.rows for stage in same):,}" if same[0].rows else "",
            f"{sum(stage.seconds for stage in same):.1f}",
            f"{sum(stage.bytes for stage in same) / 1e6:,.0f}",
            f"{max(stage.peak for stage in same) / 1e6:,.0f}",
        )
    return table


def shown(folder: Path, size: Size, console: Console) -> None:
    """Do as ``make``, and show how far it is and what it took."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        task = progress.add_task("", total=stages(size), completed=-1)

        def step(name: str) -> None:
            progress.update(task, description=name, advance=1)

        made = make(folder, size, step)
        progress.update(task, completed=stages(size))
    console.print(as_table(made) if made else f"{folder} holds it already")
