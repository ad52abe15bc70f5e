"""A CSV from outside → one grid without a name: encoding, separator, quotes, records of a length.

Nothing is repaired, and no cell is read as a number: that needs the whole column.
"""

import codecs
import contextlib
import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO, Final, Protocol

from indicators.workbook.grid import Column, letters_of
from indicators.workbook.limits import MEGABYTE, Notes, Unreadable

_SEPARATORS: Final = (",", ";", "\t")
_SAMPLE: Final = 50
_BATCH: Final = 4096
_MOST_NUL: Final = 100
_LONGEST: Final = 1 << 17
"""Letters of one cell: as many as csv reads when the data folder is read again."""
_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_ANNOUNCED: Final = re.compile(r'"?sep=(.)"?\r?\n?', re.I)


@dataclass
class Records:
    """The texts of a CSV by column, and the line that each record begins on."""

    rows: "array[int]" = field(default_factory=lambda: array("I"))
    columns: list[Column] = field(default_factory=list)


def read_separated(source: BinaryIO, notes: Notes, step: Callable[[float], None]) -> Records:
    """Unreadable, with its finding, for what is no CSV; records that are ragged are left out."""
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    encoding = _encoding(source)
    holds_nul = _check(source, encoding, notes)
    with _decoded(source, encoding) as text:
        separator, skipped = _separator(text.read(MEGABYTE))
    with _decoded(source, encoding) as text, _cells_of_any_length(size):
        for _ in range(skipped):
            text.readline()
        reading = _Reading(csv.reader(text, delimiter=separator, strict=True), notes, skipped)
        while reading.batch(holds_nul):
            step(min(source.tell() / size, 1.0))
    return reading.finished()


@contextlib.contextmanager
def _cells_of_any_length(most: int) -> Iterator[None]:
    """What is too long is to be told from a quote that is left open: both are read to their end."""
    before = csv.field_size_limit(max(most, _LONGEST))
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextlib.contextmanager
def _decoded(source: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """The text from its beginning, its line ends as they are; the source stays open."""
    source.seek(0)
    text = io.TextIOWrapper(source, encoding, newline="")
    try:
        yield text
    finally:
        text.detach()


def _encoding(source: BinaryIO) -> str:
    start = source.read(4)
    return "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"


def _check(source: BinaryIO, encoding: str, notes: Notes) -> bool:
    """Whether it holds NUL; Unreadable where it is not in that encoding or is no text."""
    holds_nul = False
    if encoding == "utf-16":
        try:
            with _decoded(source, encoding) as text:
                return any("\0" in line for line in text)
        except UnicodeDecodeError as problem:
            raise notes.stop(
                "not-utf-8",
                "không đọc được theo mã UTF-16 mà tệp khai; hãy lưu lại dưới dạng CSV UTF-8.",
                "is not in UTF-16 as it says; save it again as CSV UTF-8.",
            ) from problem
    source.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := source.read(MEGABYTE):
            decoder.decode(piece)
            holds_nul = holds_nul or b"\0" in piece
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        holds_nul = True
    if not holds_nul:
        return False
    # Something is wrong: line by line, to say where.
    source.seek(0)
    controls = 0
    for number, content in enumerate(source, 1):
        try:
            content.decode()
        except UnicodeDecodeError as problem:
            raise _not_utf8(content, problem, number, notes) from problem
        controls += content.count(0)
        if controls > _MOST_NUL:
            raise notes.stop(
                "not-a-workbook",
                "không phải là văn bản hay bảng tính; hãy gửi bảng số liệu ở dạng *.xlsx hoặc "
                "CSV UTF-8.",
                "is neither text nor a workbook; give the table as *.xlsx or CSV UTF-8.",
            )
    return holds_nul


def _not_utf8(line: bytes, problem: UnicodeDecodeError, number: int, notes: Notes) -> Unreadable:
    before = line[: problem.start].decode(errors="replace")
    separator = max(_SEPARATORS, key=before.count)
    letters = letters_of(_outside_quotes(before, separator) + 1)
    return notes.stop(
        "not-utf-8",
        "không phải mã UTF-8, có thể là bảng mã cũ (windows-1258, TCVN3, VNI…) mà không thể đoán "
        "chắc; hãy mở bằng Excel và lưu thành CSV UTF-8.",
        "is not UTF-8 but perhaps an older encoding (windows-1258, TCVN3, VNI…), which cannot be "
        "told for sure; open it in Excel and save it as CSV UTF-8.",
        cell=f"{letters}{number}",
        typed=line.strip().decode(errors="replace"),
    )


def _outside_quotes(text: str, separator: str) -> int:
    return sum(piece.count(separator) for piece in text.split('"')[::2])


def _separator(start: str) -> tuple[str, int]:
    """The separator, and how many lines only announce it.

    The one by which most of the first records have one and the same number of cells, and more of
    them where two come to the same.
    """
    if announced := _ANNOUNCED.match(start):
        ended = announced[0].endswith("\n") or announced.end() == len(start)
        if ended and announced[1] in (*_SEPARATORS, "|"):
            return announced[1], 1
    best = (0, 0)
    chosen = _SEPARATORS[0]
    for separator in _SEPARATORS:
        lines = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
        lengths: Counter[int] = Counter()
        with contextlib.suppress(csv.Error):
            lengths.update(len(record) for record in islice(lines, _SAMPLE) if len(record) > 1)
        if lengths:
            length, count = max(lengths.items(), key=lambda each: (each[1], each[0]))
            if (count, length) > best:
                best, chosen = (count, length), separator
    return chosen, 0


class _Lines(Protocol):
    """What ``csv.reader`` gives."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class _Reading:
    """Records in batches; each of the table's records has as many cells as most of the first."""

    def __init__(self, lines: _Lines, notes: Notes, skipped: int) -> None:
        self._lines = lines
        self._notes = notes
        self._skipped = skipped
        self._found = Records()
        self._width = 0
        self._in_table = False

    def finished(self) -> Records:
        if not self._found.rows:
            raise self._notes.stop(
                "empty-file",
                "không có dòng nào có số liệu; hãy chọn tệp khác.",
                "has no record that holds anything; choose another file.",
            )
        return self._found

    def batch(self, holds_nul: bool) -> bool:
        """Take the next records; whether there may be more."""
        before = self._lines.line_num
        records: list[list[str]] = []
        try:
            records.extend(islice(self._lines, _BATCH))
        except csv.Error as problem:
            raise self._open_quote(before, records) from problem
        if not records:
            return False
        lines = self._begun(before, records)
        if lines[-1] > self._notes.limits.rows:
            raise self._beyond(1, lines[-1])
        self._stop_at_long(lines, records)
        if holds_nul:
            self._without_nul(lines, records)
        if not self._width:
            lengths = Counter(map(len, records))
            self._width = max(lengths, key=lambda length: (length > 0, lengths[length], length))
            if self._width > self._notes.limits.columns:
                raise self._beyond(self._width, lines[0])
            self._found.columns = [Column() for _ in range(self._width)]
        if {*map(len, records)} == {self._width}:
            self._in_table = True
            self._take(lines, records)
        else:
            even = [
                (line, cells)
                for line, record in zip(lines, records, strict=True)
                if (cells := self._even(line, record)) is not None
            ]
            self._take([line for line, _ in even], [cells for _, cells in even])
        return True

    def _begun(self, before: int, records: list[list[str]]) -> list[int]:
        """The line that each record begins on."""
        first = self._skipped + before + 1
        if self._lines.line_num - before == len(records):
            return list(range(first, first + len(records)))
        lines = []
        for record in records:
            lines.append(first)
            first += 1 + sum(len(_LINE_END.findall(cell)) for cell in record)
        return lines

    def _take(self, lines: list[int], records: list[list[str]]) -> None:
        blank = {
            index
            for index, record in enumerate(records)
            if not record[0] and not "".join(record).strip()
        }
        if blank:
            lines = [line for index, line in enumerate(lines) if index not in blank]
            records = [record for index, record in enumerate(records) if index not in blank]
        if not records:
            return
        self._found.rows.extend(lines)
        for column, texts in zip(self._found.columns, zip(*records, strict=True), strict=True):
            column.texts.extend(texts)
        if len(self._found.rows) * self._width > self._notes.limits.cells:
            raise self._beyond(self._width, lines[-1])

    def _even(self, line: int, record: list[str]) -> list[str] | None:
        """The record with as many cells as the others; None for a blank and for a ragged one.

        Above the table there may be titles of fewer cells, and beyond it cells that are blank.
        """
        width = self._width
        if not "".join(record).strip():
            return None
        if len(record) == width:
            self._in_table = True
            return record
        if len(record) > width and not "".join(record[width:]).strip():
            return record[:width]
        if len(record) < width and not self._in_table:
            return record + [""] * (width - len(record))
        self._notes.add(
            "ragged-row",
            f"dòng có {len(record)} ô, các dòng khác có {width}; hãy xem lại dấu ngăn và dấu nháy.",
            f"has {len(record)} cells where the others have {width}; check separators and quotes.",
            cell=f"{letters_of(min(len(record), width) + 1)}{line}",
            typed=" | ".join(record),
        )
        return None

    def _without_nul(self, lines: list[int], records: list[list[str]]) -> None:
        for line, record in zip(lines, records, strict=True):
            for place, cell in enumerate(record):
                if "\0" in cell:
                    record[place] = cell.replace("\0", "\ufffd")
                    self._notes.add(
                        "nul-character",
                        "ô có ký tự rỗng (NUL), tệp có thể bị hỏng; hãy gõ lại ô này.",
                        "holds a NUL character, the file may be damaged; type the cell again.",
                        cell=f"{letters_of(place + 1)}{line}",
                        typed=record[place],
                    )

    def _stop_at_long(self, lines: list[int], records: list[list[str]]) -> None:
        for line, record in zip(lines, records, strict=True):
            if sum(map(len, record)) <= _LONGEST:
                continue
            for place, cell in enumerate(record, 1):
                if len(cell) > _LONGEST:
                    raise self._notes.stop(
                        "cell-too-long",
                        f"ô có {len(cell)} chữ, nhiều nhất {_LONGEST}; hãy rút gọn, hoặc xem lại "
                        "dấu nháy kép.",
                        f"the cell holds {len(cell)} letters, at most {_LONGEST} are read; shorten "
                        "it, or check the double quotes.",
                        cell=f"{letters_of(place)}{line}",
                        typed=cell,
                    )

    def _open_quote(self, before: int, records: list[list[str]]) -> Unreadable:
        spans = (sum(len(_LINE_END.findall(cell)) for cell in each) for each in records)
        line = self._skipped + before + 1 + sum(1 + span for span in spans)
        return self._notes.stop(
            "open-quote",
            "từ dòng này có dấu nháy kép chưa đóng hoặc sai chỗ; hãy sửa dòng này.",
            "from this line on a double quote is left open or misplaced; mend this line.",
            cell=f"A{line}",
        )

    def _beyond(self, place: int, line: int) -> Unreadable:
        limits = self._notes.limits
        return self._notes.stop(
            "range-too-large",
            f"tệp quá lớn: nhiều nhất {limits.columns} cột, {limits.rows} dòng, {limits.cells} ô; "
            "hãy chia nhỏ.",
            f"is too large: at most {limits.columns} columns, {limits.rows} lines, "
            f"{limits.cells} cells; split it.",
            cell=f"{letters_of(place)}{line}",
        )
