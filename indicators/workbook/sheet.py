"""A sheet's XML → the rows of a grid, and what of the sheet is hidden or merged.

Most rows are cut up by one expression, which is some ten times faster than a parser; whatever it
does not account for to the last angle bracket goes to the parser, which reads it exactly. Both give
the same: tests hold them against each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, cast

from indicators.workbook.grid import Cell, Grid, Stored, letters_of, place_of
from indicators.workbook.markup import Attributes, Broken, Markup, true
from indicators.workbook.package import hidden_letters, is_utf8, unescaped

_OPENING: Final = b"<sheetData>"
_CLOSING: Final = b"</sheetData>"
_LONGEST_HEAD: Final = 1 << 20
_LONGEST_ROW: Final = 1 << 23

_ROW: Final = re.compile(r'\s*<row r="([1-9][0-9]{0,6})"([^<>]*)>')
_CELL: Final = re.compile(r'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)><v>([^<]*)</v></c>')
_ANY_CELL: Final = re.compile(
    r'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)'
    r"(?:(?<=/)>|>"
    r"(<f(?: [^<>]*)?(?:(?<=/)>|>[^<]*</f>))?"
    r'(?:(<v)(?:/>|>([^<]*)</v>)|(<is>)<t(?: xml:space="preserve")?>([^<]*)</t></is>)?'
    r"</c>)"
    r"|(\S)"
)
_CELL_ATTRIBUTES: Final = re.compile(r'(?: (?:s="[0-9]{1,5}"|t="[A-Za-z]{1,9}"|[cv]m="[0-9]+"))*')
_ROW_ATTRIBUTES: Final = re.compile(r'(?: (?!xmlns|r=)[\w:]+="[^"&]*")*')
_ATTRIBUTE: Final = re.compile(r' ([\w:]+)="([^"]*)"')
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_KINDS: Final = ("n", "s", "str", "inlineStr", "b", "e", "d")


_Known = tuple[tuple[str, ...], tuple[Cell, ...]]
_Shape = tuple[tuple[int, ...], tuple[str, ...], tuple[Cell, ...]]
_MOST_KNOWN: Final = 1000


@dataclass
class Looks:
    """What of a sheet its reader does not see as a plain table."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last, counted from 1."""
    merged: list[str] = field(default_factory=list)
    """As the sheet names them: A1:C1."""


class SheetReader:
    """Feeds a grid. Broken for what is no sheet, or one whose rows or cells are out of order."""

    def __init__(self, grid: Grid) -> None:
        self.looks = Looks()
        self._grid = grid
        self._markup = Markup(self._start, self._end, self._text)
        self._open: list[str] = []
        self._row = 0
        self._row_hidden = _RowKinds()
        self._cell_kinds = _CellKinds()
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], _Known] = {}
        self._shapes: dict[tuple[tuple[str, ...] | tuple[bool, ...], ...], _Shape] = {}
        self._zero_height = False
        # Of the row and the cell that the parser is in.
        self._cells: list[tuple[str, Cell, str]] = []
        self._place = 0
        self._attributes: Attributes = {}
        self._formula = self._given = False
        self._value: list[str] = []

    def read(self, pieces: Iterator[bytes], *, quick: bool = True) -> None:
        """The whole part; with ``quick=False`` through the parser alone."""
        buffer = b""
        for piece in pieces:
            buffer += piece
            at = buffer.find(_OPENING)
            if at >= 0 or len(buffer) > _LONGEST_HEAD or not quick:
                break
        else:
            at = -1
        quick = quick and at >= 0 and is_utf8(buffer)
        at = at + len(_OPENING) if quick else len(buffer)
        self._markup.feed(buffer[:at])
        buffer = buffer[at:]
        if quick and self._open == ["worksheet", "sheetData"]:
            buffer = self._read_rows(buffer, pieces)
        self._markup.feed(buffer)
        for piece in pieces:
            self._markup.feed(piece)
        self._markup.feed(b"", last=True)
        self._grid.finish()

    def _read_rows(self, buffer: bytes, pieces: Iterator[bytes]) -> bytes:
        """Take rows until there are no more; what is then left for the parser."""
        while True:
            end = buffer.find(_CLOSING)
            until = buffer.rfind(b"</row>", 0, end if end >= 0 else len(buffer)) + 6
            if until > 6:
                rows, buffer = buffer[:until], buffer[until:]
                # A comment, or what it holds, must not be taken for rows.
                if b"<!" in rows or b"<?" in rows or b"]]>" in rows or hidden_letters(rows):
                    return rows + buffer
                taken = self._take_rows(rows.decode().split("</row>"))
                if taken is not None:
                    return taken.encode() + buffer
            if end >= 0 or len(buffer) > _LONGEST_ROW:
                return buffer
            piece = next(pieces, None)
            if piece is None:
                return buffer
            buffer += piece

    def _take_rows(self, rows: list[str]) -> str | None:
        """Take each; the rest, if the parser is to go on alone. The last of the list is empty."""
        for index, row in enumerate(rows[:-1]):
            if not self._take(row):
                self._markup.feed(f"{row}</row>".encode())
                if self._open != ["worksheet", "sheetData"]:
                    return "</row>".join(rows[index + 1 :])
        return None

    def _take(self, text: str) -> bool:
        """Take the row if it is of the usual form, to the last of its angle brackets."""
        match = _ROW.match(text)
        if match is None:
            return False
        row, attributes = match.groups()
        hidden = self._row_hidden[attributes]
        number = int(row)
        if hidden is None or number <= self._row or self._zero_height:
            return False
        found = _CELL.findall(text)
        # Each cell that was found holds four, the row one; more, and it holds something else too.
        if text.count("<") != 4 * len(found) + 1:
            return self._take_any(text[match.end() :], row, hidden)
        if found:
            letters, rows, kinds, stored = zip(*found, strict=True)
            if rows.count(row) != len(rows):
                return False
            known = self._known.get((letters, kinds)) or self._learned(letters, kinds)
            if known is None:
                return False
            if "" in stored:
                return self._take_any(text[match.end() :], row, hidden)
            if "&" in text or "\r" in text:
                stored = tuple(map(unescaped, stored))
            self._grid.take(number, *known, stored)
        self._begun(number, hidden)
        return True

    def _take_any(self, text: str, row: str, hidden: bool) -> bool:
        """The same for a row with formulas, texts of its own or cells that hold nothing."""
        found = _ANY_CELL.findall(text)
        if found:
            letters, rows, kinds, formulas, given, values, own, texts, strange = zip(
                *found, strict=True
            )
            if any(strange) or rows.count(row) != len(rows):
                return False
            stored = [value or text for value, text in zip(values, texts, strict=True)]
            shape = (
                letters,
                kinds,
                tuple(map(bool, formulas)),
                tuple(map(bool, given)),
                tuple(map(bool, own)),
                tuple(map(bool, stored)),
            )
            known = self._shapes.get(shape)
            if known is None:
                known = self._shaped(*shape)
                if known is None:
                    return False
                if len(self._shapes) > _MOST_KNOWN:
                    self._shapes.clear()
                self._shapes[shape] = known
            places, taken, cells = known
            if places:
                kept = [stored[place] for place in places]
                if "&" in text or "\r" in text:
                    kept = list(map(unescaped, kept))
                self._grid.take(int(row), taken, cells, kept)
        self._begun(int(row), hidden)
        return True

    def _shaped(
        self,
        letters: tuple[str, ...],
        kinds: tuple[str, ...],
        formulas: tuple[bool, ...],
        given: tuple[bool, ...],
        own: tuple[bool, ...],
        filled: tuple[bool, ...],
    ) -> _Shape | None:
        """Which cells of such a row hold something, and what they are; None where one is odd."""
        if not _in_order(letters):
            return None
        taken = []
        for place, attributes in enumerate(kinds):
            kind = self._cell_kinds[attributes.removesuffix("/")]
            if kind is None:
                return None
            if (given[place] or own[place]) and own[place] != (kind.stored == "inlineStr"):
                return None
            if cell := _cell(kind, formulas[place], filled[place]):
                taken.append((place, letters[place], cell))
        if not taken:
            return (), (), ()
        places, names, cells = zip(*taken, strict=True)
        return places, names, cells

    def _learned(self, letters: tuple[str, ...], kinds: tuple[str, ...]) -> _Known | None:
        """The same objects for every row of these letters and kinds; None where they are odd."""
        cells = tuple(cell for kind in kinds if (cell := self._cell_kinds[kind]) is not None)
        own = any(cell.stored == "inlineStr" for cell in cells)
        if own or len(cells) != len(kinds) or not _in_order(letters):
            return None
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known[letters, kinds] = known = letters, cells
        return known

    def _give(self, row: int, cells: Sequence[tuple[str, Cell, str]]) -> None:
        if cells:
            letters, kinds, stored = zip(*cells, strict=True)
            self._grid.take(row, letters, kinds, stored)

    def _begun(self, row: int, hidden: bool) -> None:
        self._row = row
        if hidden:
            self.looks.hidden_rows.append(row)

    # What the parser meets

    def _start(self, name: str, attributes: Attributes) -> None:
        within = self._open[-1] if self._open else ""
        self._open.append(name)
        if not within and name != "worksheet":
            raise Broken(name)
        match within, name:
            case "sheetData", "row":
                row = _counted(attributes.get("r"), self._row + 1)
                if row <= self._row:
                    raise Broken(f"row {row} after {self._row}")
                self._begun(row, _is_hidden(attributes, self._zero_height))
                self._cells = []
                self._place = 0
            case "row", "c":
                self._attributes = attributes
                self._formula = self._given = False
                self._value = []
            case "c", "f":
                self._formula = True
            case "c", "v" | "is":
                if self._given or (name == "is") != (self._attributes.get("t") == "inlineStr"):
                    raise Broken(name)
                self._given = True
            case "v" | "f" | "t", _:
                raise Broken(f"{name} in {within}")
            case "worksheet", "sheetFormatPr":
                self._zero_height = true(attributes, "zeroHeight")
            case "cols", "col" if true(attributes, "hidden") or attributes.get("width") == "0":
                first = _counted(attributes.get("min"), 1)
                self.looks.hidden_columns.append((first, _counted(attributes.get("max"), first)))
            case "mergeCells", "mergeCell":
                self.looks.merged.append(attributes.get("ref", ""))
            case _:
                pass

    def _end(self, name: str) -> None:
        self._open.pop()
        within = self._open[-1] if self._open else ""
        if (within, name) == ("row", "c"):
            self._end_cell()
        elif (within, name) == ("sheetData", "row"):
            self._give(self._row, self._cells)

    def _end_cell(self) -> None:
        place = self._place + 1
        if (reference := self._attributes.get("r")) is not None:
            match = _REFERENCE.fullmatch(reference)
            if match is None or int(match[2]) != self._row or place_of(match[1]) < place:
                raise Broken(f"cell {reference} in row {self._row}")
            place = place_of(match[1])
        stored = self._attributes.get("t", "n")
        if stored not in _KINDS:
            raise Broken(f"type {stored}")
        kind = Cell(cast(Stored, stored), _counted(self._attributes.get("s"), 0))
        value = "".join(self._value)
        self._place = place
        if cell := _cell(kind, self._formula, bool(value)):
            self._cells.append((letters_of(place), cell, value))

    def _text(self, text: str) -> None:
        match self._open[-2:]:
            case ["c", "v"]:
                self._value.append(text)
            case ["is", "t"] if self._open[-3:-2] == ["c"]:
                self._value.append(text)
            case ["r", "t"] if self._open[-4:-2] == ["c", "is"]:
                self._value.append(text)
            case _:
                pass


def _in_order(letters: Sequence[str]) -> bool:
    return all(one < two for one, two in pairwise(map(place_of, letters)))


def _cell(kind: Cell, formula: bool, filled: bool) -> Cell | None:
    """The cell, where it holds something or would; None where it holds nothing."""
    if formula:
        # The result of a formula may be a text without letters.
        return Cell(kind.stored, kind.style, True, not filled and kind.stored != "str")
    return kind if filled else None


def _counted(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) < 8):
        raise Broken(text)
    return int(text)


def _is_hidden(attributes: Attributes, zero_height: bool) -> bool:
    if true(attributes, "hidden"):
        return True
    height = attributes.get("ht")
    return zero_height if height is None else height in ("0", "0.0")


def _given(allowed: re.Pattern[str], attributes: str) -> Attributes | None:
    """The attributes by name; None where one is unknown or stands twice."""
    if not allowed.fullmatch(attributes):
        return None
    pairs = _ATTRIBUTE.findall(attributes)
    given = dict(pairs)
    return given if len(given) == len(pairs) else None


class _RowKinds(dict[str, bool | None]):
    """Whether a row of these attributes is hidden; None where the parser is to look."""

    def __missing__(self, attributes: str) -> bool | None:
        if len(self) > _MOST_KNOWN:
            self.clear()
        given = _given(_ROW_ATTRIBUTES, attributes)
        found = None if given is None else _is_hidden(given, False)
        self[attributes] = found
        return found


class _CellKinds(dict[str, Cell | None]):
    """The kind of a cell of these attributes; None where the parser is to look."""

    def __missing__(self, attributes: str) -> Cell | None:
        if len(self) > _MOST_KNOWN:
            self.clear()
        found = None
        if (given := _given(_CELL_ATTRIBUTES, attributes)) is not None:
            stored = given.get("t", "n")
            if stored in _KINDS:
                found = Cell(cast(Stored, stored), int(given.get("s", 0)))
        self[attributes] = found
        return found
