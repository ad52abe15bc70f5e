"""Records → the tables of a snapshot, and what the views compute from them, in a file aside."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from indicators import boundaries, workbook
from indicators.boundaries import Outline
from indicators.snapshot import recipe
from indicators.snapshot.recipe import view_files
from indicators.validation import Record
from indicators.vocabulary import TABLES, WITHDRAWN, Period, Standing

_LONGEST_DELAY = 3650
"""Days; what thresholds may say stands in queries/checks, which run after the dates are spelt."""
_OPEN = date(1, 1, 1)
"""The first day of a validity that is open to the past."""


def build(
    path: Path,
    name: str,
    records: Mapping[str, Sequence[Record]],
    outlines: Sequence[Outline],
    made_from: str,
) -> None:
    tables: dict[str, Sequence[Mapping[str, object]]] = {**_versions(_dated(records))}
    tables["boundaries"] = boundaries.rows_of(outlines)
    with duckdb.connect(str(path)) as connection:
        connection.execute("set threads = 2")
        connection.execute((recipe.QUERIES / "schema.sql").read_text(encoding="utf-8"))
        connection.execute(
            "insert into snapshot values (?, ?, ?, ?, ?)",
            [
                name,
                datetime.now(UTC).replace(tzinfo=None),
                _as_of(records),
                made_from,
                recipe.mark(),
            ],
        )
        for table, rows in tables.items():
            if not rows:
                continue
            incoming = pa.Table.from_pylist(rows)
            connection.register("incoming", incoming)
            columns = ", ".join(incoming.column_names)
            connection.execute(f"insert into {table} ({columns}) select {columns} from incoming")
            connection.unregister("incoming")
        for view in view_files():
            compute(connection, view)
        connection.execute("checkpoint")


def compute(connection: duckdb.DuckDBPyConnection, view: Path) -> str:
    """Compute one of ``view_files``, once: a snapshot never changes. Returns the table's name."""
    answer = view.stem.split("_", 1)[1]
    connection.execute(f"create table {answer} as {view.read_text(encoding='utf-8')}")
    return answer


def _versions(records: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """The records, with those that count no more in tables of their own.

    Of several versions of one row the one known last counts, unless it takes the row back.
    """
    came_out = {str(row["source_code"]): row["published_on"] for row in records["sources"]}
    split = dict(records)
    for table in (one for one in TABLES if "known_from" in one.key):
        versions: dict[tuple[object, ...], list[tuple[datetime, Record]]] = {}
        for row in records[table.name]:
            known = row["known_from"] or came_out[str(row["source_code"])]
            if not isinstance(known, datetime):
                known = datetime.combine(date.fromisoformat(str(known)), time())
            key = tuple(row[name] for name in table.key if name != "known_from")
            versions.setdefault(key, []).append((known, row | {"known_from": known}))
        counting: list[Record] = []
        superseded: list[Record] = []
        for every in versions.values():
            *earlier, last = (row for _, row in sorted(every, key=lambda one: one[0]))
            superseded.extend(earlier)
            taken_back = WITHDRAWN in (last.get("status"), last.get("form"))
            (superseded if taken_back else counting).append(last)
        split[table.name], split[f"superseded_{table.name}"] = counting, superseded
    return split


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

    def area_from(code: object, day: date) -> date:
        # Whether the area still existed then is asked by queries/checks.
        return max((first for first in begun.get(str(code), ()) if first <= day), default=_OPEN)

    dated: dict[str, list[Record]] = {}
    for name, rows in records.items():
        dated[name] = [dict(row) for row in rows]
        for row in dated[name]:
            if "period" not in row:
                continue
            period = Period.parse(str(row["period"]))
            before = period.year_before
            row |= {
                "period_start": period.start,
                "period_end": period.end,
                "frequency": period.frequency,
                "year_before": before.text,
                "area_from": area_from(row["area_code"], period.end),
            }
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
