"""Versions of one row: which counts, which are superseded, and two that nobody can order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from indicators.validation import Record, combinations, repeated
from indicators.vocabulary import TABLES, WITHDRAWN, Finding, Standing, Table
from indicators.workbook import ILLUSTRATIVE

VERSIONED: Final = tuple(table for table in TABLES if "known_from" in table.key)
_PLACE = "place"
"""Where a row stands in its table."""


def split(records: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The records, with those that count no more in tables of their own.

    Of several versions of one row the one known last counts, unless it takes the row back. Every
    row has its moment spelt out.
    """
    found = dict(records)
    for table in VERSIONED:
        rows = _known(records[table.name], records["sources"])
        form = "form" if table.name == "plans" else "status"
        gone = pc.equal(rows[form], WITHDRAWN)
        earlier = [row[_PLACE] for every in _chains(rows, table) for row in _in_order(every)[:-1]]
        if earlier:
            places = pa.array(range(len(rows)), pa.int64())
            gone = pc.or_(gone, pc.is_in(places, pa.array(earlier, pa.int64())))
        found[table.name] = rows.filter(pc.invert(gone))
        found[f"superseded_{table.name}"] = rows.filter(gone)
    return found


def of_one_moment(records: Mapping[str, pa.Table]) -> tuple[Finding, ...]:
    """A finding for each version that is known since the very moment of an earlier one.

    A blank moment is the source's day, so two rows may say the same though they do not repeat.
    """
    findings = []
    for table in VERSIONED:
        for several in _chains(_known(records[table.name], records["sources"]), table):
            for row, again in pairwise(_in_order(several)):
                known = _moment(row["known_from"])
                if known != again["known_from"]:
                    continue
                place = f"{row['file']}:{row['line']}"
                shown = f"{known:%Y-%m-%d}" if known.time() == time() else known.isoformat()
                findings.append(
                    Finding(
                        str(again["file"]),
                        int(str(again["line"])),
                        "known_from",
                        shown,
                        f"cùng có hiệu lực từ {shown} như {place}; hãy ghi thời điểm khác vào "
                        "known_from hoặc bỏ một dòng.",
                        f"is known since {shown} as {place} is; give another moment in known_from "
                        "or remove one of the two.",
                        rule="same-moment",
                    )
                )
    return tuple(sorted(findings, key=lambda found: (found.file, found.line)))


def _chains(rows: pa.Table, table: Table) -> Iterable[list[Record]]:
    """The versions of every row that has more than one, each with its place."""
    numbers = combinations(rows, [name for name in table.key if name != "known_from"])
    placed = rows.append_column(_PLACE, pa.array(range(len(rows)), pa.int64()))
    mask = repeated(numbers)
    versions: dict[int, list[Record]] = {}
    several = placed.filter(mask).to_pylist()
    for number, row in zip(numbers.filter(mask).to_pylist(), several, strict=True):
        versions.setdefault(number, []).append(row)
    return versions.values()


def _known(rows: pa.Table, sources: pa.Table) -> pa.Table:
    """The rows with the moment since which each is known: where it does not say, its source's."""
    came_out = sources["published_on"].cast(pa.timestamp("us"))
    of_source = came_out.take(pc.index_in(rows["source_code"], sources["source_code"]))
    place = rows.column_names.index("known_from")
    return rows.set_column(place, "known_from", pc.coalesce(rows["known_from"], of_source))


def _in_order(versions: Sequence[Record]) -> list[Record]:
    """Versions of one row with their moments spelt out, the one known last at the end."""
    # What is made up stands in for a figure until there is one, whenever that is known.
    return sorted(versions, key=lambda row: (not made_up(row), _moment(row["known_from"])))


def made_up(row: Record) -> bool:
    """Whether an observation or a plan is illustrative, by its folder or by what it says."""
    beside = str(row["file"]).startswith(f"{ILLUSTRATIVE}/")
    return beside or row.get("status") == Standing.ILLUSTRATIVE


def _moment(known: object) -> datetime:
    if isinstance(known, datetime):
        return known
    return datetime.combine(date.fromisoformat(str(known)), time())
