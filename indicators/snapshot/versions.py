"""Versions of one row: which counts, which are superseded, and two that nobody can order."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise

from indicators.validation import Record
from indicators.vocabulary import TABLES, WITHDRAWN, Finding, Standing, Table
from indicators.workbook import ILLUSTRATIVE

_VERSIONED = tuple(table for table in TABLES if "known_from" in table.key)


def split(records: Mapping[str, list[Record]]) -> dict[str, list[Record]]:
    """The records, with those that count no more in tables of their own.

    Of several versions of one row the one known last counts, unless it takes the row back. Every
    row gets its moment spelt out, in place.
    """
    found = dict(records)
    for table in _VERSIONED:
        counting: list[Record] = []
        superseded: list[Record] = []
        for every in _chains(records, table):
            for known, row in every:
                row["known_from"] = known
            last = every[-1][1]
            superseded.extend(row for _, row in every[:-1])
            taken_back = WITHDRAWN in (last.get("status"), last.get("form"))
            (superseded if taken_back else counting).append(last)
        found[table.name], found[f"superseded_{table.name}"] = counting, superseded
    return found


def of_one_moment(records: Mapping[str, list[Record]]) -> tuple[Finding, ...]:
    """A finding for each version that is known since the very moment of an earlier one.

    A blank moment is the source's day, so two rows may say the same though they do not repeat.
    """
    findings = []
    for table in _VERSIONED:
        for every in _chains(records, table):
            for (known, row), (later, again) in pairwise(every):
                if known != later:
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


def _chains(
    records: Mapping[str, Sequence[Record]], table: Table
) -> Iterator[list[tuple[datetime, Record]]]:
    """Every row's versions, the one known last at the end, each with its moment spelt out."""
    came_out = {str(row["source_code"]): _moment(row["published_on"]) for row in records["sources"]}
    versions: dict[tuple[object, ...], list[tuple[datetime, Record]]] = {}
    key = tuple(name for name in table.key if name != "known_from")
    for row in records[table.name]:
        typed = row["known_from"]
        known = came_out[str(row["source_code"])] if typed is None else _moment(typed)
        versions.setdefault(tuple([row[name] for name in key]), []).append((known, row))
    for every in versions.values():
        # What is made up stands in for a figure until there is one, whenever that is known.
        yield sorted(every, key=lambda one: (not _made_up(one[1]), one[0]))


def _made_up(row: Record) -> bool:
    beside = str(row["file"]).startswith(f"{ILLUSTRATIVE}/")
    return beside or row.get("status") == Standing.ILLUSTRATIVE


def _moment(known: object) -> datetime:
    if isinstance(known, datetime):
        return known
    return datetime.combine(date.fromisoformat(str(known)), time())
