"""An XLSX workbook → its sheets as grids, and what of them a reader of the workbook does not see.

Every rule of a whole sheet stands here; those of a single cell in grid.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import BinaryIO

from indicators.vocabulary import Severity
from indicators.workbook.archive import Archive
from indicators.workbook.grid import Grid, letters_of, place_of
from indicators.workbook.limits import Notes
from indicators.workbook.markup import Broken
from indicators.workbook.package import SheetPart, read_package
from indicators.workbook.sheet import Looks, SheetReader

Range = tuple[int, int, int, int]
"""First column and row, last column and row, counted from 1."""


def read_book(
    source: BinaryIO, notes: Notes, step: Callable[[float], None], *, quick: bool = True
) -> Iterator[Grid]:
    """Each sheet that is seen and holds anything; Unreadable where there is no reading on.

    A hidden sheet is not read, as a reader of the workbook does not see it; that is said.
    """
    archive = Archive(source, notes)
    package = read_package(archive)
    step(0.1)
    found = False
    for index, part in enumerate(package.sheets):
        grid = Grid(part.name, package, notes)
        if part.hidden:
            _hidden_sheet(part, notes)
            continue
        reader = SheetReader(grid)
        mark = notes.mark()
        try:
            reader.read(archive.pieces(part.part), quick=quick)
            _look(grid, reader.looks, notes)
        except (Broken, UnicodeDecodeError) as problem:
            notes.forget(mark)
            raise archive.damaged(part.part) from problem
        step(0.1 + 0.9 * (index + 1) / len(package.sheets))
        if grid.columns:
            found = True
            yield grid
        else:
            notes.add(
                "empty-sheet",
                "trang này trống nên không được đọc.",
                "is empty and is passed over.",
                sheet=part.name,
                severity=Severity.WARNING,
            )
    if not found:
        raise notes.stop(
            "empty-workbook",
            "không có trang nào có số liệu; hãy chọn tệp khác hoặc cho hiện trang bị ẩn.",
            "has no sheet that holds anything; choose another file or unhide its sheets.",
        )


def _hidden_sheet(part: SheetPart, notes: Notes) -> None:
    notes.add(
        "hidden-sheet",
        "trang bị ẩn nên không được đọc; hãy cho hiện nó nếu trong đó có số liệu cần nhập.",
        "is hidden and is not read; unhide it if it holds figures to import.",
        sheet=part.name,
        severity=Severity.WARNING,
    )


def _look(grid: Grid, looks: Looks, notes: Notes) -> None:
    for first, last in _runs(row for row in looks.hidden_rows if grid.at(row) is not None):
        rows = f"{first}" if first == last else f"{first}–{last}"
        notes.add(
            "hidden-rows",
            f"dòng {rows} bị ẩn mà có số liệu không ai nhìn thấy; hãy cho hiện (bỏ lọc) hoặc xóa.",
            f"row {rows} is hidden and holds what nobody sees; unhide it (clear the filter) or "
            "delete it.",
            sheet=grid.name,
            cell=f"A{first}",
            typed=rows,
        )
    for letters in sorted(grid.columns, key=place_of):
        place = place_of(letters)
        if any(first <= place <= last for first, last in looks.hidden_columns):
            notes.add(
                "hidden-column",
                f"cột {letters} bị ẩn; số liệu trong đó vẫn được đọc, hãy cho hiện để xem lại.",
                f"column {letters} is hidden; what it holds is read all the same, unhide it to "
                "see.",
                sheet=grid.name,
                cell=f"{letters}{grid.rows[grid.columns[letters].filled.index(1)]}",
                typed=letters,
                severity=Severity.WARNING,
            )
    for merged in _in_table(grid, [_range(name) for name in looks.merged]):
        name = _named(merged)
        notes.add(
            "merged-cells",
            f"các ô {name} bị gộp ngay trong bảng; hãy bỏ gộp và điền từng ô.",
            f"the cells {name} are merged within the table; unmerge them and fill in each.",
            sheet=grid.name,
            cell=name.partition(":")[0],
            typed=name,
        )


def _runs(rows: Iterator[int]) -> list[tuple[int, int]]:
    """Rows that follow each other, as first and last."""
    numbers = list(rows)
    if not numbers:
        return []
    breaks = [index for index, (one, two) in enumerate(pairwise(numbers), 1) if two > one + 1]
    starts, ends = [0, *breaks], [*breaks, len(numbers)]
    return [(numbers[start], numbers[end - 1]) for start, end in zip(starts, ends, strict=True)]


def _range(name: str) -> Range:
    first, _, last = name.replace("$", "").partition(":")
    places = []
    for cell in (first, last or first):
        letters = cell.rstrip("0123456789")
        row = cell[len(letters) :]
        if not (0 < len(letters) <= 3 and letters.isascii() and letters.isupper() and row):
            raise Broken(name)
        if len(row) > 7:
            raise Broken(name)
        places += [place_of(letters), int(row)]
    left, top, right, bottom = places
    return left, top, right, bottom


def _named(merged: Range) -> str:
    left, top, right, bottom = merged
    return f"{letters_of(left)}{top}:{letters_of(right)}{bottom}"


def _in_table(grid: Grid, merged: list[Range]) -> list[Range]:
    """The merged ranges that a table would suffer from.

    A title may lie across columns: a range is let be if no row that it touches holds anything but
    what stands first in a merged range.
    """
    columns = [(place_of(letters), column.filled) for letters, column in grid.columns.items()]
    by_row: dict[int, list[int]] = {}
    found = set()
    for index, (_, top, _, bottom) in enumerate(merged):
        start, stop = bisect_left(grid.rows, top), bisect_left(grid.rows, bottom + 1)
        for at in range(start, stop):
            by_row.setdefault(at, []).append(index)
    for at, indices in by_row.items():
        row = grid.rows[at]
        firsts = {merged[index][0] for index in indices if merged[index][1] == row}
        if any(filled[at] and place not in firsts for place, filled in columns):
            found.update(indices)
    return [merged[index] for index in sorted(found)]
