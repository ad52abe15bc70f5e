"""Records → the tables of a snapshot, and what the views compute from them, in a file aside."""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from indicators import boundaries, workbook
from indicators.boundaries import Outline
from indicators.snapshot import recipe, versions
from indicators.snapshot.recipe import view_files
from indicators.validation import Cell, Record
from indicators.vocabulary import Period, Standing

_LONGEST_DELAY = 3650
"""Days; what thresholds may say stands in queries/checks, which run after the dates are spelt."""
_OPEN = date(1, 1, 1)
"""The first day of a validity that is open to the past."""
UNNAMED: Final = "candidate"
"""The name of a snapshot that has none, since it is not published."""

File = tuple[str, str, bytes]
"""A data file: its path below the data folder, its SHA-256, its bytes."""


def build(
    path: Path,
    records: Mapping[str, Sequence[Record]],
    outlines: Sequence[Outline],
    files: Sequence[File],
    made_from: str,
    then: Callable[[duckdb.DuckDBPyConnection], None] = lambda _connection: None,
) -> None:
    """Make a snapshot at ``path`` that bears no name of its own yet; ``then`` may give it one."""
    tables: dict[str, Sequence[Mapping[str, object]]] = {**versions.split(_dated(records))}
    tables["boundaries"] = boundaries.rows_of(outlines)
    with duckdb.connect(str(path)) as connection:
        connection.execute("set threads = 2")
        connection.execute((recipe.QUERIES / "schema.sql").read_text(encoding="utf-8"))
        connection.execute(
            "insert into snapshot values (?, ?, ?, ?, ?)",
            [
                UNNAMED,
                datetime.now(UTC).replace(tzinfo=None),
                _as_of(records),
                made_from,
                recipe.mark(),
            ],
        )
        for table, rows in tables.items():
            if rows:
                _insert(connection, table, pa.Table.from_pylist(rows))
        names, hashes, contents = zip(*files, strict=True)
        held = [pa.array(names), pa.array(hashes), pa.array(contents, pa.large_binary())]
        _insert(connection, "files", pa.table(held, ["path", "sha256", "content"]))
        for view in view_files():
            compute(connection, view)
        then(connection)
        connection.execute("checkpoint")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, incoming: pa.Table) -> None:
    connection.register("incoming", incoming)
    columns = ", ".join(incoming.column_names)
    connection.execute(f"insert into {table} ({columns}) select {columns} from incoming")
    connection.unregister("incoming")


def compute(connection: duckdb.DuckDBPyConnection, view: Path) -> str:
    """Compute one of ``view_files``, once: a snapshot never changes. Returns the table's name."""
    answer = view.stem.split("_", 1)[1]
    connection.execute(f"create table {answer} as {view.read_text(encoding='utf-8')}")
    return answer


def _dated(records: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """The records with their period's dates spelt out, so that SQL need not parse periods.

    ``area_from`` says which area a code means in that period: codes are used again.
    """
    days = next(
        (
            max(0, min(int(float(str(row["value"]))), _LONGEST_DELAY))
            for row in records["thresholds"]
            if row["threshold_code"] == "report_days"
        ),
        0,
    )
    as_of = _as_of(records)
    begun: dict[str, list[date]] = {}
    for area in records["areas"]:
        first = area["valid_from"]
        from_ = first if isinstance(first, date) else _OPEN
        begun.setdefault(str(area["area_code"]), []).append(from_)

    @functools.cache
    def area_from(code: Cell, day: date) -> date:
        # Whether the area still existed then is asked by queries/checks.
        return max((first for first in begun.get(str(code), ()) if first <= day), default=_OPEN)

    @functools.cache
    def spelt(text: str) -> tuple[Period, Period, Record]:
        period = Period.parse(text)
        before = period.year_before
        cells: Record = {
            "period_start": period.start,
            "period_end": period.end,
            "frequency": period.frequency,
            "year_before": before.text,
        }
        return period, before, cells

    dated: dict[str, list[Record]] = {}
    for name, rows in records.items():
        dated[name] = [dict(row) for row in rows]
        for row in dated[name]:
            if "period" not in row:
                continue
            period, before, cells = spelt(str(row["period"]))
            row.update(cells, area_from=area_from(row["area_code"], period.end))
            if name == "published_figures":
                row |= {
                    "year_before_start": before.start,
                    "year_before_end": before.end,
                    "year_before_area_from": area_from(row["area_code"], before.end),
                }
            if name == "plans":
                row["report_due"] = period.end + timedelta(days=days)
                # A plan that runs on is made for the area that has the code as it runs.
                running = max(period.start, min(period.end, as_of))
                row["area_from"] = area_from(row["area_code"], running)
    return dated


def _as_of(records: Mapping[str, Sequence[Record]]) -> date:
    """The day that the figures speak for: when the newest source of an observation came out.

    What is made up speaks for no day, unless there is nothing else.
    """
    seen = records["observations"]
    real = [row for row in seen if not _is_made_up(row)]
    used = {row["source_code"] for row in real or seen}
    days = [
        row["published_on"]
        for row in records["sources"]
        if row["source_code"] in used and isinstance(row["published_on"], date)
    ]
    return max(days, default=date(1, 1, 1))


def _is_made_up(row: Record) -> bool:
    beside = str(row["file"]).startswith(f"{workbook.ILLUSTRATIVE}/")
    return beside or row["status"] == Standing.ILLUSTRATIVE
