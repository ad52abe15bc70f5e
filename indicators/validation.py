"""Rows as typed → typed records, and findings: what is wrong, where, and what to do.

Cell by cell, key by key. Nothing is repaired or guessed at: a cell that does not read is a
finding. Rules about what figures mean together stand in queries/checks.
"""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from indicators.vocabulary import UNSOUND, Column, Finding, Period, Table
from indicators.workbook import Row

Cell = str | float | int | date | None
Record = dict[str, Cell]

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_LARGEST = 1e15
"""From here on a float no longer tells one whole number from the next by a decimal."""
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2})?")
_CODE = re.compile(r"[A-Za-z0-9_.-]+")
_UNSEEN = re.compile(f"[{UNSOUND}\x7f-\x9f]")
"""Control characters: nobody sees them, and neither slides nor spreadsheets can hold them."""


class Unreadable(Exception):
    """A cell that does not read as what its column is; the message in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


def validate(
    rows: Mapping[str, Sequence[Row]], tables: Sequence[Table], unread: Collection[str] = ()
) -> tuple[dict[str, list[Record]], list[Finding]]:
    """Records by table name, and every finding, in the order of files and lines.

    A record holds its table's columns (``None`` for a blank cell; a number as float, a period as
    its SDMX text) and ``file`` and ``line``. Records with a finding are left out. ``unread`` names
    the tables that are not here in full: what refers to them is not judged.
    """
    findings: list[Finding] = []
    records: dict[str, list[Record]] = {}
    for table in tables:
        kept = records.setdefault(table.name, [])
        read: _Read = [(column, {}) for column in table.columns]
        for row in rows.get(table.name, ()):
            record: Record = {"file": row.file, "line": row.line}
            wrong = _cells(row, read, record)
            findings.extend(wrong)
            if not wrong:
                kept.append(record)
    for table in tables:
        findings.extend(_duplicates(records[table.name], table))
    readable = {
        table.name: {row.cells[table.key[0]].strip() for row in rows.get(table.name, ())}
        for table in tables
    }
    for table in tables:
        findings.extend(_references(records[table.name], table, readable, unread))
    return records, sorted(findings, key=lambda found: (found.file, found.line))


_Read = list[tuple[Column, dict[str, Cell]]]
"""Every column with what its texts read as: of a hundred thousand cells a few are distinct."""


def _cells(row: Row, read: _Read, record: Record) -> list[Finding]:
    """Fill the record with the row's cells; what does not read is left out and named."""
    findings: list[Finding] = []
    for column, known in read:
        typed = row.cells[column.name].strip()
        try:
            if typed not in known:
                known[typed] = read_cell(typed, column)
            record[column.name] = known[typed]
        except Unreadable as wrong:
            findings.append(Finding(row.file, row.line, column.name, typed, wrong.vi, wrong.en))
    return findings


def read_cell(typed: str, column: Column) -> Cell:
    """The value of one cell; ``None`` for a blank that may be one; Unreadable else."""
    if not typed:
        if column.required:
            raise Unreadable("ô trống; hãy điền vào.", "the cell is blank; fill it in.")
        return None
    match column.kind:
        case "number":
            if not _NUMBER.fullmatch(typed) or abs(float(typed)) >= _LARGEST:
                raise Unreadable(
                    f"«{typed}» không phải là số; viết như 1234.5, không dấu ngăn hàng nghìn.",
                    f"“{typed}” is no number; write it like 1234.5, without grouping marks.",
                )
            return float(typed)
        case "integer":
            if not _INTEGER.fullmatch(typed):
                raise Unreadable(
                    f"«{typed}» không phải là số nguyên; viết như 12.",
                    f"“{typed}” is no whole number; write it like 12.",
                )
            return int(typed)
        case "date":
            try:
                return date.fromisoformat(typed)
            except ValueError:
                raise Unreadable(
                    f"«{typed}» không phải là ngày; viết như 2022-12-31.",
                    f"“{typed}” is no date; write it like 2022-12-31.",
                ) from None
        case "moment":
            try:
                if not _MOMENT.fullmatch(typed):
                    raise ValueError(typed)
                return datetime.fromisoformat(typed)
            except ValueError:
                raise Unreadable(
                    f"«{typed}» không phải là thời điểm; viết như 2022-12-31 hay "
                    "2022-12-31T08:30:00.",
                    f"“{typed}” is no moment; write it like 2022-12-31 or 2022-12-31T08:30:00.",
                ) from None
        case "period":
            try:
                return Period.parse(typed).text
            except ValueError:
                raise Unreadable(
                    f"«{typed}» không phải là kỳ; viết như 2022, 2022-S1, 2022-Q3 hay 2022-07.",
                    f"“{typed}” is no period; write 2022, 2022-S1, 2022-Q3 or 2022-07.",
                ) from None
        case "word":
            if typed not in column.words:
                words = ", ".join(column.words)
                raise Unreadable(
                    f"«{typed}» không dùng được ở đây; các từ dùng được: {words}.",
                    f"“{typed}” is not allowed here; the allowed words are: {words}.",
                )
        case "code":
            if not _CODE.fullmatch(typed):
                raise Unreadable(
                    f"«{typed}» không phải là mã; mã chỉ gồm chữ không dấu, số, gạch.",
                    f"“{typed}” is no code; a code is made of plain letters, digits, - _ and dots.",
                )
        case "text":
            if unseen := _UNSEEN.search(typed):
                code = f"U+{ord(unseen[0]):04X}"
                raise Unreadable(
                    f"ô có ký tự không nhìn thấy {code}, thường do dán từ nơi khác; hãy gõ lại ô.",
                    f"the cell holds the unseen character {code}, often pasted; type it anew.",
                )
    return typed


def _duplicates(records: Sequence[Record], table: Table) -> list[Finding]:
    first: dict[tuple[Cell, ...], Record] = {}
    findings = []
    for record in records:
        key = tuple(record[name] for name in table.key)
        earlier = first.setdefault(key, record)
        if earlier is not record:
            place = f"{earlier['file']}:{earlier['line']}"
            shown = ", ".join(str(part) for part in key if part is not None)
            findings.append(
                Finding(
                    str(record["file"]),
                    int(str(record["line"])),
                    table.key[0],
                    shown,
                    f"trùng với {place} ({shown}); hãy bỏ một dòng.",
                    f"repeats {place} ({shown}); remove one of the two.",
                )
            )
    return findings


def _references(
    records: Sequence[Record],
    table: Table,
    known: Mapping[str, set[str]],
    unread: Collection[str],
) -> list[Finding]:
    findings = []
    for column in table.columns:
        if not column.refers or column.refers in unread:
            continue
        codes = known[column.refers]
        for record in records:
            code = record[column.name]
            if code is None or code in codes:
                continue
            close = difflib.get_close_matches(str(code), sorted(codes), n=1)
            vi = f"; có phải là «{close[0]}»?" if close else ""
            en = f"; is it “{close[0]}”?" if close else ""
            findings.append(
                Finding(
                    str(record["file"]),
                    int(str(record["line"])),
                    column.name,
                    str(code),
                    f"mã «{code}» không có trong {column.refers}.csv{vi or '; hãy sửa mã.'}",
                    f"code “{code}” is not in {column.refers}.csv{en or '; correct the code.'}",
                )
            )
    return findings
