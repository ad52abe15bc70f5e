"""The cells of a sheet as they come, row by row → texts by column, and what is wrong with cells.

Rows of like cells one after the other are kept as they are and turned into columns at once: that is
what makes it fast. Where the cells come from is not known here.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from indicators.vocabulary import Severity
from indicators.workbook import values
from indicators.workbook.limits import Notes
from indicators.workbook.package import Package, decoded
from indicators.workbook.values import Format
from indicators.workbook.wire import Texts

Stored = Literal["n", "s", "str", "inlineStr", "b", "e", "d"]


@dataclass(frozen=True)
class Cell:
    """How a cell stores what it shows; ``missing`` is a formula without a value."""

    stored: Stored
    style: int = 0
    formula: bool = False
    missing: bool = False


@lru_cache(maxsize=1024)
def place_of(letters: str) -> int:
    """The column's number: A is 1, XFD 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def letters_of(place: int) -> str:
    letters = ""
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


class Column:
    """One column's texts, which of its rows hold a true number, and which anything at all."""

    def __init__(self) -> None:
        self.texts = Texts()
        self.numeric = array("I")
        self.filled = bytearray()

    def extend(self, texts: Sequence[str]) -> None:
        self.texts.extend(texts)
        self.filled += bytes(map(bool, texts))

    def pad(self, count: int) -> None:
        """Blanks up to ``count`` rows."""
        self.texts.pad(count)
        self.filled += bytes(count - len(self.filled))


_BLOCK: Final = 8192
"""Rows of like cells that are turned into columns at once."""


class Grid:
    """What ``take`` was given, as columns; complete after ``finish``."""

    def __init__(self, name: str, package: Package, notes: Notes) -> None:
        self.name = name
        self.package = package
        self.notes = notes
        self.rows = array("I")
        self.columns: dict[str, Column] = {}
        self._last = 0
        self._letters: tuple[str, ...] = ()
        self._cells: tuple[Cell, ...] = ()
        self._block: list[Sequence[str]] = []
        self._numbers: list[int] = []
        self._asked: set[tuple[str, str]] = set()

    def take(
        self, row: int, letters: tuple[str, ...], cells: tuple[Cell, ...], stored: Sequence[str]
    ) -> None:
        """The cells of a row that hold something; ``stored`` is as they store it, unescaped.

        Rows come in order and so do the columns of each; Unreadable beyond the limits.
        """
        if row > self.notes.limits.rows:
            raise self._beyond(row, letters[0])
        like = (cells is self._cells or cells == self._cells) and letters == self._letters
        if not like or len(self._block) >= _BLOCK:
            self._turn()
            if place_of(letters[-1]) > self.notes.limits.columns:
                raise self._beyond(row, letters[-1])
            self._letters, self._cells = letters, cells
        self._block.append(stored)
        self._numbers.append(row)

    def finish(self) -> None:
        """Fill the columns up to the last row."""
        self._turn()
        for column in self.columns.values():
            column.pad(len(self.rows))

    def _turn(self) -> None:
        """Turn the rows of like cells that were taken into columns."""
        if not self._block:
            return
        block, numbers = self._block, self._numbers
        self._block, self._numbers = [], []
        columns = [
            self._texts(letters, cell, stored, numbers)
            for letters, cell, stored in zip(
                self._letters, self._cells, zip(*block, strict=True), strict=True
            )
        ]
        kept = self._kept(columns, len(numbers))
        start = len(self.rows)
        if kept is None:
            self.rows.extend(numbers)
        else:
            self.rows.extend(numbers[each] for each in kept)
        for letters, cell, texts in zip(self._letters, self._cells, columns, strict=True):
            self._extend(
                letters, cell, texts if kept is None else [texts[each] for each in kept], start
            )
        if len(self.rows) * len(self.columns) > self.notes.limits.cells:
            raise self._beyond(numbers[-1], self._letters[-1])

    def _extend(self, letters: str, cell: Cell, texts: Sequence[str], start: int) -> None:
        """Add to a column what stands in its rows from ``start`` on."""
        column = self.columns.get(letters)
        if column is None:
            if not any(texts):
                return
            column = self.columns[letters] = Column()
        column.pad(start)
        column.extend(texts)
        if cell.stored == "n" and self._format(cell).shown in ("number", "percent"):
            filled = (start + each for each, text in enumerate(texts) if text)
            column.numeric.extend(range(start, len(self.rows)) if all(texts) else filled)

    def _kept(self, columns: list[Sequence[str]], count: int) -> list[int] | None:
        """Which rows hold more than blanks; None for all."""
        blank = [each for each, text in enumerate(columns[0]) if not text.strip()]
        for texts in columns[1:]:
            blank = [each for each in blank if not texts[each].strip()]
        if not blank:
            return None
        gone = set(blank)
        return [each for each in range(count) if each not in gone]

    def _texts(
        self, letters: str, cell: Cell, stored: Sequence[str], rows: list[int]
    ) -> Sequence[str]:
        """The cells' texts; what is wrong with one is noted, and it is blank."""
        if cell.missing or cell.stored == "e":
            for row, typed in zip(rows, stored, strict=True):
                self._unknown(f"{letters}{row}", cell, typed)
            return [""] * len(rows)
        if cell.formula and not self.package.calculated:
            for row, typed in zip(rows, stored, strict=True):
                self._uncalculated(f"{letters}{row}", typed)
            return [""] * len(rows)
        if cell.formula and self.package.manual:
            self._manual(f"{letters}{rows[0]}")
        if (quick := self._quick(cell, stored)) is not None:
            return quick
        read = self._reader(cell)
        try:
            return list(map(read, stored))
        except (ValueError, IndexError):
            pass  # one by one, to say which
        texts = []
        for row, typed in zip(rows, stored, strict=True):
            try:
                texts.append(read(typed))
            except (ValueError, IndexError) as problem:
                texts.append("")
                self._wrong(f"{letters}{row}", cell, typed, problem)
        return texts

    def _quick(self, cell: Cell, stored: Sequence[str]) -> Sequence[str] | None:
        """All at once what ``_reader`` gives one by one, where nothing is out of the ordinary."""
        match cell.stored:
            case "s":
                joined = "".join(stored)
                if joined.isascii() and joined.isdecimal() and "" not in stored:
                    texts = self.package.texts
                    numbers = list(map(int, stored))
                    if max(numbers) < len(texts):
                        return list(map(texts.__getitem__, numbers))
            case "n":
                if self._format(cell).shown == "number" and values.all_canonical(stored):
                    return stored
            case _:
                pass
        return None

    def _reader(self, cell: Cell) -> Callable[[str], str]:
        match cell.stored:
            case "s":
                return self._shared
            case "str" | "inlineStr":
                return decoded
            case "b":
                return _truth
            case "d":
                return _day
            case _:
                return self._number_reader(self._format(cell))

    def _format(self, cell: Cell) -> Format:
        formats = self.package.formats
        return formats[cell.style] if cell.style < len(formats) else Format()

    def _shared(self, number: str) -> str:
        if not number.isdecimal():
            raise ValueError(number)
        return self.package.texts[int(number)]

    def _number_reader(self, shown: Format) -> Callable[[str], str]:
        match shown.shown:
            case "percent":
                return values.percent_text
            case "elapsed":
                return values.elapsed_text
            case "padded":
                return lambda stored: values.padded_text(stored, shown.width)
            case "date":
                return values.date_text_1904 if self.package.from_1904 else values.date_text
            case "scaled" | "unseen":
                return lambda stored: _not_as_shown(stored, shown)
            case _:
                return values.number_text

    def _beyond(self, row: int, letters: str) -> Exception:
        limits = self.notes.limits
        return self.notes.stop(
            "range-too-large",
            f"vùng số liệu tới tận ô này, quá lớn (nhiều nhất {limits.columns} cột, "
            f"{limits.rows} dòng, {limits.cells} ô); hãy xóa những ô lạc ngoài bảng.",
            f"the cells in use reach to here, too far (at most {limits.columns} columns, "
            f"{limits.rows} rows, {limits.cells} cells); delete the cells outside the table.",
            sheet=self.name,
            cell=f"{letters}{row}",
        )

    def _note(
        self, rule: str, cell: str, typed: str, vi: str, en: str,
        severity: Severity = Severity.ERROR,
    ) -> None:  # fmt: skip
        self.notes.add(rule, vi, en, sheet=self.name, cell=cell, typed=typed, severity=severity)

    def _unknown(self, place: str, cell: Cell, typed: str) -> None:
        if cell.missing:
            self._note(
                "formula-without-value", place, "",
                "có công thức mà tệp không giữ kết quả; hãy mở bằng Excel hoặc LibreOffice, lưu "
                "lại, hoặc gõ số thay công thức.",
                "has a formula whose result is not stored; open and save the file in Excel or "
                "LibreOffice, or type the number instead.",
            )  # fmt: skip
        else:
            self._note(
                "error-cell", place, typed,
                f"ô báo lỗi {typed}; hãy sửa công thức hoặc gõ số, hay để trống nếu chưa biết.",
                f"shows the error {typed}; mend the formula, type the number, or leave it blank "
                "if it is not known.",
            )  # fmt: skip

    def _uncalculated(self, place: str, typed: str) -> None:
        self._note(
            "formula-not-calculated", place, typed,
            "có công thức mà kết quả trong tệp do một chương trình ghi sẵn, chưa được tính; hãy mở "
            "bằng Excel hoặc LibreOffice rồi lưu lại.",
            "has a formula whose stored result was put there by a program and never computed; open "
            "and save the file in Excel or LibreOffice.",
        )  # fmt: skip

    def _manual(self, place: str) -> None:
        if ("manual", "") not in self._asked:
            self._asked.add(("manual", ""))
            self._note(
                "manual-calculation", place, "",
                "bảng tính đặt chế độ tính tay nên kết quả công thức có thể đã cũ; hãy bấm F9 rồi "
                "lưu lại.",
                "formulas are only computed by hand in this workbook and may be out of date; press "
                "F9 and save it again.",
                Severity.WARNING,
            )  # fmt: skip

    def _wrong(self, place: str, cell: Cell, typed: str, problem: Exception) -> None:
        shown = self._format(cell).shown
        if isinstance(problem, NotAsShown):
            letters = re.sub("[0-9]", "", place)
            if (shown, letters) in self._asked:  # one a column says it
                return
            self._asked.add((shown, letters))
            if shown == "scaled":
                self._note(
                    "scaled-number", place, typed,
                    "định dạng ô chia số cho 1000 khi hiện, nên số thấy khác số đang lưu; hãy đổi "
                    "định dạng cả cột thành số thường.",
                    "its number format shows the number divided by 1000, not as it is stored; give "
                    "the column a plain number format.",
                )  # fmt: skip
            else:
                self._note(
                    "unseen-number", place, typed,
                    "ô có số nhưng định dạng làm nó không hiện ra; hãy đổi định dạng hoặc xóa số.",
                    "holds a number that its format does not show; change the format or delete it.",
                )  # fmt: skip
        elif isinstance(problem, values.TooManyDigits):
            self._note(
                "too-many-digits", place, typed,
                "số có hơn 15 chữ số mà bảng tính không giữ đúng được; hãy gõ nó dưới dạng chữ.",
                "has more than the 15 digits that a workbook keeps exactly; type it as text.",
            )  # fmt: skip
        elif cell.stored == "n" and shown in ("date", "elapsed"):
            self._note(
                "not-a-date", place, typed,
                "ô định dạng ngày nhưng số trong ô không phải là ngày nào; hãy gõ lại ngày.",
                "is formatted as a date, but its number is no day; type the date again.",
            )  # fmt: skip
        else:
            self._note(
                "damaged-cell", place, typed,
                "ô bị hỏng trong tệp; hãy gõ lại rồi lưu bằng Excel hoặc LibreOffice.",
                "is damaged in the file; type it again and save in Excel or LibreOffice.",
            )  # fmt: skip

    def at(self, row: int) -> int | None:
        """Where the sheet's row stands among the rows kept."""
        index = bisect_left(self.rows, row)
        return index if index < len(self.rows) and self.rows[index] == row else None


class NotAsShown(ValueError):
    """The number that is stored is not the one that is seen."""


def _not_as_shown(stored: str, shown: Format) -> str:
    if shown.shown == "scaled" and values.number_text(stored) == "0":
        return "0"
    raise NotAsShown(stored)


def _truth(stored: str) -> str:
    if stored not in ("0", "1", "true", "false"):
        raise ValueError(stored)
    return "TRUE" if stored in ("1", "true") else "FALSE"


_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T00:00:00(?:\.0+)?Z?)?|[0-9T:.Z+-]{5,40}")


def _day(stored: str) -> str:
    match = _DAY.fullmatch(stored)
    if match is None:
        raise ValueError(stored)
    return match[1] or stored
