"""Rows as typed → typed columns, and findings: what is wrong, where, and what to do.

Cell by cell, key by key; each distinct text of a column is read once, however many cells hold it.
Nothing is repaired or guessed at: a cell that does not read is a finding. Rules about what figures
mean together stand in queries/checks.
"""

import difflib
import re
from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from indicators.vocabulary import UNSOUND, Column, Finding, Kind, Period, Table
from indicators.workbook import Rows, Texts

Cell = str | float | int | date | None
Record = dict[str, Cell]

_TYPES: Final[Mapping[Kind, pa.DataType]] = {
    "number": pa.float64(),
    "integer": pa.int64(),
    "date": pa.date32(),
    "moment": pa.timestamp("us"),
}
"""What a column's cells are; all else is text."""
_TEXT: Final = pa.large_string()
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
    rows: Mapping[str, Rows], tables: Sequence[Table], unread: Collection[str] = ()
) -> tuple[dict[str, pa.Table], list[Finding]]:
    """Records by table name, and every finding, in the order of files and lines.

    A table of records has the columns of its table (null for a blank cell; a number as double, a
    period as its SDMX text) and ``file`` and ``line``. Records with a finding are left out.
    ``unread`` names the tables that are not here in full: what refers to them is not judged.
    """
    findings: list[Finding] = []
    records: dict[str, pa.Table] = {}
    for table in tables:
        records[table.name], wrong = _typed(rows[table.name], table)
        findings += [*wrong, *_duplicates(records[table.name], table)]
    codes = {
        table.name: {word.strip() for word in rows[table.name].columns[table.key[0]].words}
        for table in tables
    }
    for table in tables:
        findings.extend(_references(records[table.name], table, codes, unread))
    return records, sorted(findings, key=lambda found: (found.file, found.line))


def _typed(rows: Rows, table: Table) -> tuple[pa.Table, list[Finding]]:
    """The records without those that have a cell which does not read, and what is wrong there."""
    files = list(rows.files.words)
    findings: list[Finding] = []
    faulty: set[int] = set()
    columns: dict[str, pa.Array] = {}
    for column in table.columns:
        typed = rows.columns[column.name]
        cells, wrong = _read(typed, column)
        kind = _TYPES.get(column.kind, _TEXT)
        columns[column.name] = pa.array(cells, kind).take(_column(typed.codes))
        if not wrong:
            continue
        for row, code in enumerate(typed.codes):
            if code in wrong:
                text, why = wrong[code]
                file, line = files[rows.files.codes[row]], rows.lines[row]
                findings.append(Finding(file, line, column.name, text, why.vi, why.en))
                faulty.add(row)
    columns["file"] = pa.array(files, _TEXT).take(_column(rows.files.codes))
    columns["line"] = _column(rows.lines)
    found = pa.table(columns)
    if faulty:
        found = found.filter(pa.array(row not in faulty for row in range(len(found))))
    return found, findings


def _column(numbers: "array[int]") -> pa.Array:
    return pa.Array.from_buffers(pa.uint32(), len(numbers), [None, pa.py_buffer(numbers)])


def _read(typed: Texts, column: Column) -> tuple[list[Cell], dict[int, tuple[str, Unreadable]]]:
    """What each distinct text reads as, and by its number those that do not, and why."""
    cells: list[Cell] = []
    wrong: dict[int, tuple[str, Unreadable]] = {}
    for code, word in enumerate(typed.words):
        text = word.strip()
        try:
            cells.append(read_cell(text, column))
        except Unreadable as problem:
            cells.append(None)
            wrong[code] = text, problem
    return cells, wrong


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


def combinations(records: pa.Table, names: Sequence[str]) -> pa.Array:
    """Of each record the number of its combination of cells in some columns, counted from 0 in the
    order in which they are met; blanks are alike."""
    numbers = pa.repeat(pa.scalar(0, pa.int64()), len(records))
    for name in names:
        encoded = records[name].combine_chunks().dictionary_encode(null_encoding="encode")
        # Numbered anew column by column: a product of all their lengths would be too large.
        wide = pc.multiply(numbers, len(encoded.dictionary))
        numbers = pc.add(wide, encoded.indices).dictionary_encode().indices.cast(pa.int64())
    return numbers


def repeated(numbers: pa.Array) -> pa.Array:
    """Whether each number is there more than once."""
    counted = numbers.value_counts()
    often = counted.filter(pc.greater(counted.field("counts"), 1)).field("values")
    return pc.is_in(numbers, often)


def firsts(numbers: pa.Array) -> pa.Array:
    """The place of each combination's first record, of what ``combinations`` gives."""
    # A new one is one more than any before it.
    grown = pc.pairwise_diff(pc.cumulative_max(numbers))
    return pc.indices_nonzero(pc.fill_null(grown, 1))


def _duplicates(records: pa.Table, table: Table) -> list[Finding]:
    again = records.filter(repeated(combinations(records, table.key)))
    first: dict[tuple[Cell, ...], Record] = {}
    findings = []
    for record in again.select([*table.key, "file", "line"]).to_pylist():
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
    records: pa.Table,
    table: Table,
    known: Mapping[str, set[str]],
    unread: Collection[str],
) -> list[Finding]:
    findings = []
    for column in table.columns:
        if not column.refers or column.refers in unread:
            continue
        codes = known[column.refers]
        named = records[column.name].unique().to_pylist()
        unknown = [code for code in named if code is not None and code not in codes]
        if not unknown:
            continue
        alike = {code: difflib.get_close_matches(code, sorted(codes), n=1) for code in unknown}
        astray = pc.is_in(records[column.name], pa.array(unknown, _TEXT))
        for record in records.filter(astray).select([column.name, "file", "line"]).to_pylist():
            code = record[column.name]
            close = alike[code]
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
