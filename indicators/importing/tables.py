"""A sheet → the tables in it: which row is the header, which columns mean what.

Cells stay as they were typed. Tables of a shape of their own are cut to this one by mapping.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from indicators.importing.asking import Naming, Notes, Place
from indicators.importing.headings import HEADINGS, MARK, WORDS, heading_of, table_of, title
from indicators.importing.instructions import asked_in
from indicators.spelling import names
from indicators.spelling.numbers import Style
from indicators.vocabulary import LANGUAGES, TABLES, Language
from indicators.workbook.outside import Outside, Sheet

_AREA: Final = ("area_code", "area_name")
_INDICATOR: Final = ("indicator_code", "indicator_name")
NEEDED: Final[Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "published_figures": (
        _AREA, _INDICATOR, ("period",), ("measure",), ("value",), ("resolution",),
        ("source_code",),
    ),
    "plans": (
        _AREA, _INDICATOR, ("period",), ("assigner_code",), ("form",), ("value",),
        ("source_code",),
    ),
    "observations": (
        _AREA, _INDICATOR, ("period",), ("value",), ("status",), ("source_code",),
    ),
    "sources": (
        ("source_code",), ("title_vi",), ("publisher_vi",), ("published_on",),
    ),
}  # fmt: skip
"""Of each table the columns that must be there, one of each group; what sets a table apart from
those below it stands in one of its own."""
_TELLING: Final = {"published_figures": "measure", "plans": "assigner_code", "sources": "title_vi"}
_NAMES: Final = dict([_AREA, _INDICATOR])
_SEARCHED: Final = 50
"""Rows among which the header is looked for."""
_LIKELY: Final = 3
"""So many headings in a row, and it is a header that lacks something."""


_NUMBERS: Final = {one.name for table in TABLES for one in table.columns if one.kind == "number"}
_KEYS: Final = {one.name for table in TABLES if table.name in NEEDED for one in table.columns}
_CODES: Final = {code: both for words in WORDS.values() for code, both in words.items()}
_NAMED: Final = re.compile(
    "«[^»]*»|“[^”]*”|(?<![\\w.-])(?:"
    + "|".join(sorted({*_KEYS, *_CODES}, key=len, reverse=True))
    + ")(?![\\w-]|\\.\\w)"
)
"""Columns and words by their codes, where they are not quoted: what is was typed."""


@dataclass(frozen=True)
class Part:
    """The rows of one table in one sheet, column by column, as typed."""

    file: str
    sheet: str
    table: str
    rows: Sequence[int]
    """The number of each row in its sheet."""
    letters: Mapping[str, str]
    """Where each column stands; one that a mapping file gives for all rows stands nowhere."""
    texts: Mapping[str, Sequence[str]]
    """Of each column that there is, the text of every row's cell; "" for a blank."""
    numeric: Mapping[str, frozenset[int]]
    """Which of them are true numbers of the workbook."""
    style: Style | None = None
    """How numbers are written, where a mapping file says so."""
    areas: Mapping[str, str] | None = None
    """The codes of areas by the keys of names, where a mapping file says so."""
    indicators: Mapping[str, str] | None = None
    bare_names: bool = False
    """Whether a name that only lacks its marks is taken for what it must mean."""
    mapped: bool = False
    """Whether a mapping file cut it: its blank cells are those of somebody else's table."""
    headings: Mapping[str, str] = field(default_factory=dict)
    """What the file calls each column."""
    vietnamese: bool = False
    """Whether its headings are the template's in Vietnamese."""
    asked: str = ""
    """The period that the template was made for, where the file is one."""

    def __len__(self) -> int:
        return len(self.rows)

    def place(self, column: str, index: int, about: Naming | None = None) -> Place:
        """The cell of a row; ``index`` counts from 0 in ``rows``, ``about`` says what it is called
        where what is to be said is said of the row.

        A name stands for a code that stands nowhere; else the row's value, or its first cell, is
        where that is asked about.
        """
        if column not in self.letters and _NAMES.get(column) in self.letters:
            column = _NAMES[column]
        texts = self.texts.get(column)
        text = None if texts is None else texts[index]
        number = column in _NUMBERS and index in self.numeric.get(column, ())
        return self._at(column, self.rows[index], text, number, about)

    def column(self, column: str) -> Place:
        return self._at(column, 0)

    def _at(
        self,
        column: str,
        row: int,
        text: str | None = None,
        number: bool = False,
        about: Naming | None = None,
    ) -> Place:
        letter, heading = self._letter(column), self.headings.get(column, "")
        return Place(self.file, self.sheet, column, letter, row, heading, text, number, about)

    def cells(self, column: str, indices: Iterable[int]) -> tuple[str, ...]:
        """The names of a column's cells in some rows, as ``place`` names them."""
        letter = self._letter(_NAMES.get(column, "") if column not in self.letters else column)
        return tuple(f"{letter}{self.rows[index]}" for index in indices)

    def _letter(self, column: str) -> str:
        return self.letters.get(column) or self._nearest

    @cached_property
    def _nearest(self) -> str:
        """Where what stands nowhere is asked about."""
        return self.letters.get("value") or next(iter(self.letters.values()), "")

    @cached_property
    def differing(self) -> frozenset[str]:
        """The columns of a row's key in which its rows are not all alike."""
        named = {
            "area_code": ("area_code", "area_name"),
            "period": ("period",),
            "assigner_code": ("assigner_code",),
        }
        return frozenset(
            key
            for key, columns in named.items()
            if any(len(set(self.of(column))) > 1 for column in columns)
        )

    def called(self, column: str, language: Language) -> str:
        """What the file calls a column, or the template where the file does not have it."""
        return self.headings.get(column) or title(self.table, column, language)

    def worded(self, sentence: str) -> str:
        """A Vietnamese sentence about the data folder's columns, about those of the file instead.

        As it is where the file's headings are other ones than the template's.
        """
        if not self.vietnamese:
            return sentence
        return _NAMED.sub(lambda match: self._word(match[0]), sentence)

    def _word(self, key: str) -> str:
        if key in _KEYS:
            return f"«{self.called(key, 'vi')}»"
        return f"«{_CODES[key][0]}»" if key in _CODES else key

    @cached_property
    def blank(self) -> Sequence[str]:
        """The texts of a column that is not there."""
        return [""] * len(self.rows)

    def of(self, column: str) -> Sequence[str]:
        return self.texts.get(column, self.blank)


def parts_of(outside: Outside, notes: Notes) -> list[Part]:
    """The tables of a file that are recognised; a sheet that is passed over is named."""
    parts = []
    passed = []
    asked = ""
    for sheet in outside.sheets:
        named = table_of(sheet.name)
        if named == "instructions":
            asked = asked_in(text for texts in sheet.columns.values() for text in texts) or asked
        if not sheet.rows or named in ("instructions", "lists"):
            continue
        found = _part(outside.file, sheet, notes)
        if found is None:
            passed.append(sheet)
        else:
            parts.append(found)
    for sheet in passed:
        place = Place(outside.file, sheet.name, "", "", 0)
        vi = "không có dòng tiêu đề nào nhận ra được nên không được đọc"
        en = "has no row of headings that is known and is not read"
        if parts:
            notes.warn(place, "unknown-sheet", sheet.name, f"{vi}.", f"{en}.")
        else:
            vi += "; dùng tiêu đề của tệp mẫu, tên cột của thư mục data, hoặc một tệp khớp cột."
            en += "; use the template's headings, data/'s column names, or a mapping file."
            notes.error(place, "no-table", sheet.name, vi, en)
    return [replace(part, asked=asked) for part in parts] if asked else parts


def _part(file: str, sheet: Sheet, notes: Notes) -> Part | None:
    named = table_of(sheet.name)
    tables = [named] if named is not None and named in NEEDED else list(NEEDED)
    best: tuple[int, str, int, dict[str, list[str]]] = (0, "", 0, {})
    for index in range(min(len(sheet.rows), _SEARCHED)):
        cells = {letter: texts[index] for letter, texts in sheet.columns.items()}
        for table in tables:
            found = _columns(table, cells)
            telling = _TELLING.get(table)
            if len(tables) > 1 and telling and telling not in found:
                continue
            missing = missing_of(table, found)
            if not missing:
                return _cut(file, sheet, table, index, found, cells, notes)
            if len(found) > best[0]:
                best = (len(found), table, index, found)
    count, table, index, found = best
    if count < _LIKELY:
        return None
    lacking = [group[0] for group in missing_of(table, found)]
    heading = title(table, lacking[0], "vi")
    place = Place(file, sheet.name, lacking[0], "", sheet.rows[index], heading)
    vi = ", ".join(f"«{title(table, key, 'vi')}»" for key in lacking)
    en = ", ".join(f"“{title(table, key, 'en')}”" for key in lacking)
    notes.error(
        place,
        "missing-column",
        vi,
        f"thiếu cột {vi}; hãy thêm vào dòng tiêu đề {sheet.rows[index]}.",
        f"the column {en} is missing; add it to the headings in row {sheet.rows[index]}.",
    )
    # No row is read, but what its rows are called is known.
    texts = {key: sheet.columns[letters[0]][index + 1 :] for key, letters in found.items()}
    return Part(file, sheet.name, table, (), {}, texts, {})


def missing_of(table: str, found: Mapping[str, object]) -> list[tuple[str, ...]]:
    """The groups of needed columns of which there is none."""
    return [group for group in NEEDED[table] if not any(key in found for key in group)]


def _columns(table: str, cells: Mapping[str, str]) -> dict[str, list[str]]:
    """The letters under which each column's heading stands."""
    found: dict[str, list[str]] = {}
    for letter, text in cells.items():
        key = _key_of(table, text) if text.strip() else None
        if key is not None:
            found.setdefault(key, []).append(letter)
    return found


def _key_of(table: str, text: str) -> str | None:
    if table in HEADINGS:
        heading = heading_of(table, text)
        if heading is not None:
            return heading.key
    return _OWN[table].get(names.key(text))


_OWN: Final = {
    table.name: {names.key(name): name for name in table.names}
    for table in TABLES
    if table.name in NEEDED
}


def _cut(
    file: str,
    sheet: Sheet,
    table: str,
    header: int,
    found: Mapping[str, list[str]],
    cells: Mapping[str, str],
    notes: Notes,
) -> Part:
    row = sheet.rows[header]
    for key, letters in found.items():
        for again in letters[1:]:
            notes.error(
                Place(file, sheet.name, key, again, row),
                "repeated-column",
                cells[again],
                f"cột «{cells[again]}» đã có ở {letters[0]}; hãy bỏ một cột.",
                f"the column “{cells[again]}” stands in {letters[0]} already; remove one.",
            )
    known = {letter for letters in found.values() for letter in letters}
    for letter, texts in sheet.columns.items():
        if letter in known or not any(texts[header + 1 :]):
            continue
        heading = cells[letter].strip()
        notes.warn(
            Place(file, sheet.name, "", letter, row),
            "unknown-column",
            heading,
            f"cột «{heading}» không có trong bảng nên không được đọc." if heading
            else "cột này không có tiêu đề nên không được đọc.",
            f"the column “{heading}” is none of the table's and is not read." if heading
            else "this column has no heading and is not read.",
        )  # fmt: skip
    first = {key: places[0] for key, places in found.items()}
    part = cut(file, sheet, table, range(header + 1, len(sheet.rows)), first)
    return replace(part, vietnamese=_is_vietnamese(table, [cells[one] for one in known]))


def _is_vietnamese(table: str, typed: Sequence[str]) -> bool:
    """Whether headings are the template's in Vietnamese, and none in English."""
    languages: set[Language] = set()
    for text in typed:
        heading = heading_of(table, text) if table in HEADINGS else None
        if heading is not None:
            plain = names.key(text).rstrip(f"{MARK} ")
            languages |= {one for one in LANGUAGES if names.key(heading.say(one)) == plain}
    return languages == {"vi"}


def cut(
    file: str, sheet: Sheet, table: str, indices: Sequence[int], letters: Mapping[str, str]
) -> Part:
    """The part of a sheet that stands in these of its rows, which follow each other.

    Rows that are blank in every one of its columns are left out.
    """
    start = indices[0] if indices else 0
    stop = indices[-1] + 1 if indices else 0
    texts = {key: sheet.columns[letter][start:stop] for key, letter in letters.items()}
    rows: Sequence[int] = sheet.rows[start:stop]
    numeric = {
        key: _shifted(sheet.numeric.get(letter, frozenset()), start, stop)
        for key, letter in letters.items()
    }
    filled = [any(cells) for cells in zip(*texts.values(), strict=True)]
    if not all(filled):
        kept = [index for index, each in enumerate(filled) if each]
        again = {index: place for place, index in enumerate(kept)}
        rows = [rows[index] for index in kept]
        texts = {key: tuple(cells[index] for index in kept) for key, cells in texts.items()}
        numeric = {
            key: frozenset(again[index] for index in places if index in again)
            for key, places in numeric.items()
        }
    headings = {key: sheet.columns[letter][start - 1] for key, letter in letters.items() if start}
    headings = {key: text.strip(f"{MARK} ") for key, text in headings.items()}
    return Part(file, sheet.name, table, rows, letters, texts, numeric, headings=headings)


def _shifted(places: frozenset[int], start: int, stop: int) -> frozenset[int]:
    return frozenset(place - start for place in places if start <= place < stop)
