"""The CSV of a data folder → rows, column by column, each with its file and line."""

import csv
import io
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from indicators.vocabulary import Finding, Table
from indicators.workbook.numbering import Numbering


class Texts:
    """The texts of one column: each once, in ``words``, and of every row which one it is.

    Of a million cells a few are distinct, so that these hold hardly more than numbers.
    """

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.words = Numbering()
        self.codes = array("I")
        self.extend(texts)

    def extend(self, texts: Iterable[str]) -> None:
        self.codes.extend(map(self.words.__getitem__, texts))


class Rows:
    """The records of one table as typed: ``columns`` by name, all as long as ``lines``."""

    def __init__(self, names: Sequence[str]) -> None:
        self.files = Texts()
        self.lines = array("I")
        """The line that each record begins on."""
        self.columns = {name: Texts() for name in names}

    def __len__(self) -> int:
        return len(self.lines)

    def extend(
        self, file: str, lines: Sequence[int], header: Sequence[str], records: Sequence[list[str]]
    ) -> None:
        """Add records of a file, with as many cells as its header; other columns are blank."""
        self.files.extend([file] * len(records))
        self.lines.extend(lines)
        typed = dict(zip(header, zip(*records, strict=True), strict=True)) if records else {}
        for name, column in self.columns.items():
            column.extend(typed.get(name) or [""] * len(records))


@dataclass
class Reading:
    """What a data folder holds: rows by table name, and what could not be read."""

    rows: dict[str, Rows] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def unread(self, tables: tuple[Table, ...]) -> set[str]:
        """The names of the tables that are not here in full."""
        files = [finding.file.removeprefix(f"{ILLUSTRATIVE}/") for finding in self.findings]
        return {
            table.name for table in tables if any(file.startswith(table.path) for file in files)
        }


_FOLDERS = ("catalogue", "observations", "plans", "published_figures")
ILLUSTRATIVE: Final = "illustrative"
"""The folder of made-up figures: what it may hold has the columns of the real tables."""
_MADE_UP = ("observations", "plans")
_BATCH = 4096
"""So many records are held as they were read, before they become columns."""


def _folders(illustrative: bool) -> tuple[str, ...]:
    made_up = tuple(f"{ILLUSTRATIVE}/{name}" for name in _MADE_UP)
    return (*_FOLDERS, *made_up) if illustrative else _FOLDERS


def files_of(data: Path, *, illustrative: bool = True) -> list[Path]:
    """Every table of a data folder that a snapshot is made from, in a fixed order."""
    return sorted(path for name in _folders(illustrative) for path in (data / name).glob("*.csv"))


def strays_of(data: Path, *, illustrative: bool = True) -> list[Path]:
    """What lies in the folders and would not be read, in a fixed order; read-me files may.

    The folder of made-up figures may hold the program that makes them too.
    """
    found = (path for name in _folders(illustrative) for path in (data / name).glob("*"))
    strays = [path for path in found if _is_stray(path)]
    if illustrative:
        strays += filter(_is_stray_beside, (data / ILLUSTRATIVE).glob("*"))
    return sorted(strays)


def _is_stray_beside(path: Path) -> bool:
    """Whether it lies in the folder of made-up figures, where only its two folders are read."""
    if _is_lock(path):
        return True
    if path.name.startswith((".", "README", "__")) or path.suffix == ".py":
        return False
    return path.name not in _MADE_UP


def _is_stray(path: Path) -> bool:
    if _is_lock(path):
        return True
    if path.name.startswith((".", "README")):
        return False
    return path.suffix != ".csv"


def _is_lock(path: Path) -> bool:
    """The mark that an office program leaves beside a file that it has open."""
    return path.name.startswith((".~lock.", "~$"))


def read_folder(data: Path, tables: tuple[Table, ...], *, illustrative: bool = True) -> Reading:
    """Read every table of the data folder, with or without what is made up.

    A missing file, a file that is not UTF-8 CSV, a wrong header and a record with too few or too
    many cells become findings; their rows are left out, so a reading with findings is not whole.
    """
    reading = Reading()
    # Other folders may hold files of any name, the catalogue only its own.
    known = {data / table.path for table in tables}
    others = {path for path in (data / "catalogue").glob("*.csv") if path not in known}
    for path in sorted({*strays_of(data, illustrative=illustrative), *others}):
        reading.findings.append(_stray(path, path.relative_to(data).as_posix()))
    for table in tables:
        rows = reading.rows.setdefault(table.name, Rows(table.names))
        path = data / table.path
        single = table.path.endswith(".csv")
        paths = [path] if single else sorted(path.glob("*.csv"))
        if not paths and table.name == "observations":
            reading.findings.append(
                Finding(
                    f"{table.path}/",
                    0,
                    "",
                    "",
                    "không có tệp CSV nào; hãy đặt ít nhất một tệp số liệu vào thư mục này.",
                    "holds no CSV file; put at least one file of observations into this folder.",
                )
            )
        if illustrative and table.path in _MADE_UP:
            paths += sorted((data / ILLUSTRATIVE / table.path).glob("*.csv"))
        for file in paths:
            _read_file(file, file.relative_to(data).as_posix(), table, reading, rows)
    return reading


def _stray(path: Path, name: str) -> Finding:
    if _is_lock(path):
        vi = "có tệp đang mở trong chương trình khác; hãy lưu và đóng nó rồi làm lại."
        en = "a file is open in another program; save and close it, then try again."
    elif path.parent.name == ILLUSTRATIVE:
        vi = "ở đây chỉ đọc hai thư mục observations và plans; hãy dời nó vào đó hoặc đi nơi khác."
        en = "only the folders observations and plans are read here; move it there, or away."
    elif path.suffix == ".csv":
        vi = "danh mục không có bảng nào tên như vậy; hãy đổi tên hoặc dời tệp này đi."
        en = "the catalogue has no table of this name; rename this file or move it."
    else:
        vi = "chỉ đọc các tệp *.csv đặt ngay ở đây; hãy lưu thành CSV, đổi tên hoặc dời đi."
        en = "only *.csv files right here are read; save it as CSV, rename or move it."
    return Finding(name, 0, "", "", vi, en)


def _read_file(path: Path, name: str, table: Table, reading: Reading, rows: Rows) -> None:
    def found(line: int, column: str, typed: str, vi: str, en: str) -> None:
        reading.findings.append(Finding(name, line, column, typed, vi, en))

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        found(0, "", "", "thiếu tệp này; hãy tạo lại nó.", "this file is missing; restore it.")
        return
    except OSError as error:
        reason = error.strerror or str(error)
        found(0, "", "", f"không đọc được tệp ({reason}).", f"cannot be read ({reason}).")
        return
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found(
            content.count(b"\n", 0, error.start) + 1,
            "",
            "",
            "không đọc được dưới dạng CSV UTF-8; hãy lưu lại tệp với mã UTF-8.",
            "cannot be read as UTF-8 CSV; save the file again as UTF-8.",
        )
        return
    # Only line ends end a line: a cell may hold a vertical tab or another mark of splitlines.
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    begun = 1
    header: list[str] = []
    records: list[list[str]] = []
    at: list[int] = []
    try:
        header = next(lines, [])
        if not header:
            found(
                0,
                "",
                "",
                "tệp rỗng; dòng đầu phải là: " + ",".join(table.names),
                "the file is empty; its first line must be: " + ",".join(table.names),
            )
            return
        if len(header) == 1 and ";" in header[0]:
            # What Excel saves as CSV where the list separator is a semicolon.
            found(
                1,
                "",
                header[0],
                "các ô ngăn nhau bằng dấu chấm phẩy; hãy lưu lại tệp dưới dạng CSV dùng dấu phẩy.",
                "cells are separated by semicolons; save the file as CSV with commas.",
            )
            return
        spared = {column.name for column in table.columns if column.spared}
        missing = [name for name in table.names if name not in header and name not in spared]
        unknown = [column for column in header if column not in table.names]
        for column in missing:
            found(1, column, "", "thiếu cột này; hãy thêm vào.", "this column is missing; add it.")
        for column in unknown:
            found(
                1,
                column,
                column,
                "tên cột không có trong bảng; các cột là: " + ", ".join(table.names),
                "no such column in this table; its columns are: " + ", ".join(table.names),
            )
        repeated = {column for column in header if header.count(column) > 1}
        for column in sorted(repeated):
            found(
                1, column, column, "cột bị lặp; hãy giữ một.", "this column is repeated; keep one."
            )
        if missing or unknown or repeated:
            return
        width = len(header)
        begun = lines.line_num + 1
        for cells in lines:
            line, begun = begun, lines.line_num + 1
            if not any(map(str.strip, cells)):
                continue
            if len(cells) != width:
                found(
                    line,
                    "",
                    ",".join(cells),
                    f"có {len(cells)} ô, phải là {width}; hãy xem lại dấu phẩy, dấu nháy.",
                    f"has {len(cells)} cells instead of {width}; check commas and quotes.",
                )
                continue
            records.append(cells)
            at.append(line)
            if len(records) == _BATCH:
                rows.extend(name, at, header, records)
                records, at = [], []
    except csv.Error:
        found(
            begun,
            "",
            "",
            "dấu nháy kép chưa đóng hoặc sai chỗ; hãy sửa dòng này.",
            "a double quote is left open or misplaced; mend this line.",
        )
    # Those before a fault are judged too, so that all that is wrong is said at once.
    rows.extend(name, at, header, records)
