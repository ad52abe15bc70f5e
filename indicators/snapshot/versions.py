"""Versions of one row: which counts, which are superseded, and two that nobody can order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import pairwise
from operator import itemgetter

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
        known = _known_since(records)
        for row in records[table.name]:
            row["known_from"] = known(row)
        for every in _chains(records[table.name], table):
            *earlier, last = _in_order(every) if len(every) > 1 else every
            superseded.extend(earlier)
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
        known_since = _known_since(records)
        for several in _chains(records[table.name], table):
            if len(several) < 2:
                continue
            every = _in_order([{**row, "known_from": known_since(row)} for row in several])
            for row, again in pairwise(every):
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


def _chains(rows: Sequence[Record], table: Table) -> Iterable[list[Record]]:
    """Every row's versions."""
    key = itemgetter(*(name for name in table.key if name != "known_from"))
    versions: dict[object, list[Record]] = {}
    for row in rows:
        versions.setdefault(key(row), []).append(row)
    return versions.values()


def _in_order(versions: Sequence[Record]) -> list[Record]:
    """Versions of one row with their moments spelt out, the one known last at the end."""
    # What is made up stands in for a figure until there is one, whenever that is known.
    return sorted(versions, key=lambda row: (not _made_up(row), _moment(row["known_from"])))


def _known_since(records: Mapping[str, Sequence[Record]]) -> Callable[[Record], datetime]:
    """Since when a row is known: the day of its source where it does not say."""
    came_out = {row["source_code"]: _moment(row["published_on"]) for row in records["sources"]}

    def known(row: Record) -> datetime:
        typed = row["known_from"]
        return came_out[row["source_code"]] if typed is None else _moment(typed)

    return known


def _made_up(row: Record) -> bool:
    beside = str(row["file"]).startswith(f"{ILLUSTRATIVE}/")
    return beside or row.get("status") == Standing.ILLUSTRATIVE


def _moment(known: object) -> datetime:
    if isinstance(known, datetime):
        return known
    return datetime.combine(date.fromisoformat(str(known)), time())
