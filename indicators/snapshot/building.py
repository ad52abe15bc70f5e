"""Records → the tables of a snapshot, and what the views compute from them, in a file aside."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from indicators import boundaries
from indicators.boundaries import Outline
from indicators.snapshot import recipe, versions
from indicators.snapshot.recipe import view_files
from indicators.validation import combinations, firsts
from indicators.vocabulary import Period

_LONGEST_DELAY = 3650
"""Days; what thresholds may say stands in queries/checks, which run after the dates are spelt."""
_OPEN = date(1, 1, 1)
"""The first day of a validity that is open to the past."""
UNNAMED: Final = "candidate"
"""The name of a snapshot that has none, since it is not published."""

_Dates = dict[str, date | str]
"""What is spelt out beside a row, by column."""
File = tuple[str, str, bytes]
"""A data file: its path below the data folder, its SHA-256, its bytes."""


def build(
    path: Path,
    records: Mapping[str, pa.Table],
    outlines: Sequence[Outline],
    files: Sequence[File],
    made_from: str,
    then: Callable[[duckdb.DuckDBPyConnection], None] = lambda _connection: None,
) -> None:
    """Make a snapshot at ``path`` that bears no name of its own yet; ``then`` may give it one."""
    tables = versions.split(_dated(records))
    tables["boundaries"] = pa.Table.from_pylist(boundaries.rows_of(outlines))
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
            if len(rows):
                _insert(connection, table, rows)
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


def _dated(records: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The records with their period's dates spelt out, so that SQL need not parse periods.

    ``area_from`` says which area a row's code means in that period: codes are used again.
    """
    limits = records["thresholds"].to_pylist()
    delay = next((one["value"] for one in limits if one["threshold_code"] == "report_days"), 0)
    days = timedelta(days=max(0, min(int(delay), _LONGEST_DELAY)))
    as_of = _as_of(records)
    begun: dict[str, list[date]] = {}
    for area in records["areas"].select(["area_code", "valid_from"]).to_pylist():
        begun.setdefault(area["area_code"], []).append(area["valid_from"] or _OPEN)

    def area_from(code: str, day: date) -> date:
        # Whether the area still existed then is asked by queries/checks.
        return max((first for first in begun.get(code, ()) if first <= day), default=_OPEN)

    def figure(code: str, period: Period) -> _Dates:
        return {
            "period_start": period.start,
            "period_end": period.end,
            "frequency": period.frequency,
            "year_before": period.year_before.text,
            "area_from": area_from(code, period.end),
        }

    def plan(code: str, period: Period) -> _Dates:
        # A plan that runs on is made for the area that has the code as it runs.
        running = max(period.start, min(period.end, as_of))
        return figure(code, period) | {
            "report_due": period.end + days,
            "area_from": area_from(code, running),
        }

    def printed(code: str, period: Period) -> _Dates:
        before = period.year_before
        return figure(code, period) | {
            "year_before_start": before.start,
            "year_before_end": before.end,
            "year_before_area_from": area_from(code, before.end),
        }

    makers = {"observations": figure, "plans": plan, "published_figures": printed}
    return {
        name: _beside(rows, makers[name]) if name in makers else rows
        for name, rows in records.items()
    }


def _beside(records: pa.Table, make: Callable[[str, Period], _Dates]) -> pa.Table:
    """The records, and beside them what is made of their area and period, once for all alike."""
    numbers = combinations(records, ("area_code", "period"))
    distinct = records.select(["area_code", "period"]).take(firsts(numbers)).to_pylist()
    made = [make(row["area_code"], Period.parse(row["period"])) for row in distinct]
    spelt = pa.Table.from_pylist(made).take(numbers)
    for name in spelt.column_names:
        records = records.append_column(name, spelt[name])
    return records


def _as_of(records: Mapping[str, pa.Table]) -> date:
    """The day that the figures speak for: when the newest source of an observation came out.

    What is made up speaks for no day, unless there is nothing else.
    """
    seen = records["observations"].select(["source_code", "file", "status"])
    rows = seen.take(firsts(combinations(seen, seen.column_names))).to_pylist()
    real = [row for row in rows if not versions.made_up(row)]
    used = {row["source_code"] for row in real or rows}
    days = [
        row["published_on"] for row in records["sources"].to_pylist() if row["source_code"] in used
    ]
    return max(days, default=date(1, 1, 1))
