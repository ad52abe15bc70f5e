"""The cells of a table → its rows as the data folder's CSV would hold them, each with its place.

Here a row is made whole: names are codes, units fit, what must be there is there. What rows mean
beside each other and beside what is published is not asked here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.importing import amounts, cells, naming, units
from indicators.importing.asking import Notes, Place, also
from indicators.importing.headings import FILLED, SPARED, VERSION, Kind, said
from indicators.importing.known import COLUMNS, KEYS, Known
from indicators.importing.tables import Part
from indicators.vocabulary import TABLES, Column

_TABLE: Final = {table.name: table for table in TABLES}
_FILLED: Final = {
    **FILLED,
    "published_figures": ("value", "resolution", "source_code", "note_vi", "note_en"),
}


@dataclass(slots=True)
class Entry:
    """One row of a file."""

    part: Part
    known: Known
    index: int
    cells: tuple[str, ...]
    """In the order of the table's columns; blank where the file has no such column."""
    says: bool
    """Whether anything is said by it: a template's row that nobody filled in says nothing."""
    affirmed: bool
    """Whether a question about its value was answered with this value."""

    @property
    def mark(self) -> str:
        """What a template says of the version that it shows here; blank in a row that is typed."""
        return self.part.of(VERSION)[self.index].strip()

    def place(self, column: str) -> Place:
        """A cell of the row, of which what is said is said of the row."""
        return self.part.place(column, self.index, self._called)

    def _called(self) -> tuple[str, str]:
        cells = dict(zip(COLUMNS[self.part.table], self.cells, strict=True))
        return self.known.row_said(cells, self.part.differing)

    def cell(self, column: str) -> str:
        """The name of a cell of the row."""
        return self.part.cells(column, (self.index,))[0]

    def get(self, column: str) -> str:
        return self.cells[COLUMNS[self.part.table].index(column)]

    def put(self, column: str, value: str) -> None:
        at = COLUMNS[self.part.table].index(column)
        self.cells = (*self.cells[:at], value, *self.cells[at + 1 :])


def entries_of(part: Part, known: Known, notes: Notes) -> list[Entry]:
    """The rows of which every cell could be read; of the others findings say why not."""
    if not len(part):
        return []
    columns: dict[str, cells.Cells] = {}
    numbers: dict[str, amounts.Numbers] = {}
    if "period" in COLUMNS[part.table]:
        columns["period"] = cells.periods_of(part, notes)
        columns["area_code"] = naming.areas_of(part, columns["period"], known, notes)
    for column in _TABLE[part.table].columns:
        if column.name not in columns and column.kind != "number":
            columns[column.name] = _column(part, column, known, notes)

    def called(index: int) -> tuple[str, str]:
        row = {name: columns[name][index] or "" for name in KEYS[part.table]}
        return known.row_said(row, part.differing)

    # Last, as what is asked about one names its row.
    for column in _TABLE[part.table].columns:
        if column.kind == "number":
            numbers[column.name] = amounts.numbers_of(part, column, notes, called)
            columns[column.name] = numbers[column.name].values
    _measured(part, columns, numbers, known, notes)
    _hedged(part, columns, numbers, notes)
    says = _says(part)
    if part.table == "sources":
        _in_english(part, columns, known, notes)
    _whole(part, columns, says, notes)
    names = COLUMNS[part.table]
    affirmed = numbers["value"].affirmed if "value" in numbers else frozenset()
    read = [_kept(columns[name]) for name in names]
    unread = {index for _, places in read for index in places}
    rows = zip(*(found for found, _ in read), strict=True)
    return [
        Entry(part, known, index, row, said, index in affirmed)
        for index, (row, said) in enumerate(zip(rows, says, strict=True))
        if index not in unread
    ]


def _kept(found: cells.Cells) -> tuple[list[str], list[int]]:
    """The cells of a column, and the places of those that could not be read."""
    return (
        [text or "" for text in found],
        [index for index, text in enumerate(found) if text is None] if None in found else [],
    )


def _column(part: Part, column: Column, known: Known, notes: Notes) -> cells.Cells:
    if column.name not in part.texts and column.name != "indicator_code":
        return list(part.blank)
    match column.kind:
        case "word":
            return cells.words_of(part, column, notes)
        case "text":
            return cells.texts_of(part, column, notes)
        case "date" | "moment":
            return cells.days_of(part, column, notes)
        case "code" if column.refers:
            kind = column.refers.removesuffix("s")
            register = naming.register(kind, known, part)
            beside = "indicator_name" if kind == "indicator" else ""
            return naming.codes_of(part, column.name, register, notes, beside)
    return cells.plain_of(part, column, notes)


def _measured(
    part: Part,
    columns: Mapping[str, cells.Cells],
    numbers: Mapping[str, amounts.Numbers],
    known: Known,
    notes: Notes,
) -> None:
    """Units beside numbers and in a column of their own; a wrong one makes its number unread."""
    codes = columns.get("indicator_code", ())
    typed = [
        (name, name, index, unit)
        for name, column in numbers.items()
        for index, unit in column.units.items()
    ]
    beside = part.texts.get("unit")
    if beside is not None and codes:
        pairs = list(zip(beside, codes, strict=True))
        wrong = {
            pair
            for pair in set(pairs)
            if pair[0].strip() and pair[1] and not units.fits(pair[0], known.indicators[pair[1]])
        }
        typed += [
            ("unit", "value", index, pair[0]) for index, pair in enumerate(pairs) if pair in wrong
        ]
    for where, name, index, unit in typed:
        code = codes[index]
        if not code or columns[name][index] in (None, ""):
            continue
        indicator = known.indicators[code]
        share = part.table == "published_figures" and columns["measure"][index] != "change"
        # Growth is per cent, whatever grows; only its baseline is in the indicator's unit.
        growth = part.table == "plans" and columns["form"][index] == "growth"
        if growth and name != "baseline":
            if units.is_percent(unit):
                continue
            own_vi = own_en = "%"
        elif units.fits(unit, indicator) or (share and units.is_percent(unit)):
            continue
        else:
            own_vi, own_en = indicator.unit_vi, indicator.unit_en
        notes.error(
            part.place(where, index),
            "wrong-unit",
            part.of(where)[index],
            f"đơn vị «{unit}» không phải là đơn vị ở đây, «{own_vi}»; hãy đổi số sang đơn vị này.",
            f"the unit “{unit}” is not the one here, “{own_en}”; convert the number.",
        )
        columns[name][index] = None


def _hedged(
    part: Part,
    columns: Mapping[str, cells.Cells],
    numbers: Mapping[str, amounts.Numbers],
    notes: Notes,
) -> None:
    """Words before a number: «trên 14.563» says what the column of hedges says."""
    for name, column in numbers.items():
        for index, word in column.qualifiers.items():
            where: Kind = "status" if word == "estimated" else "qualifier"
            stated = columns.get(where)
            if name == "value" and stated is not None and stated[index] in ("", word):
                stated[index] = word
                continue
            typed = part.of(name)[index]
            beside_vi, beside_en = part.called(where, "vi"), part.called(where, "en")
            notes.error(
                part.place(name, index),
                "hedge-disagrees",
                typed,
                f"«{typed}» nói «{said(where, word, 'vi')}» mà cột «{beside_vi}» nói khác; chỉ để "
                "số ở đây và sửa cột đó.",
                f"“{typed}” says “{said(where, word, 'en')}” and the column “{beside_en}” does not;"
                " leave the number alone here and correct that column.",
            )
            columns[name][index] = None


def _in_english(part: Part, columns: Mapping[str, cells.Cells], known: Known, notes: Notes) -> None:
    """Names that are not said in English: the published ones, else the Vietnamese ones."""
    filled: list[Place] = []
    for name, other in SPARED.items():
        english, vietnamese = columns[name], columns[other]
        for index, text in enumerate(english):
            if text != "":
                continue
            published = known.sources.get(columns["source_code"][index] or "")
            # Where the Vietnamese is wanting too, that alone is said.
            english[index] = getattr(published, name, vietnamese[index]) or None
            if published is None and english[index]:
                filled.append(part.place(name if name in part.letters else other, index))
    if filled:
        vi, en = also([place.cell for place in filled[1:]])
        notes.warn(
            filled[0],
            "english-left-out",
            "",
            f"không có tên tiếng Anh nên trang tiếng Anh dùng tên tiếng Việt{vi}.",
            f"there is no English name, so English pages show the Vietnamese one{en}.",
        )


def _says(part: Part) -> Sequence[bool]:
    said = [part.texts[name] for name in _FILLED[part.table] if name in part.letters]
    if not said:
        return [True] * len(part)
    return [any(map(str.strip, row)) for row in zip(*said, strict=True)]


def _whole(
    part: Part, columns: Mapping[str, cells.Cells], says: Sequence[bool], notes: Notes
) -> None:
    """What must not be blank: the columns that name a row, and in a row that says something all
    that the data folder requires."""
    for column in _TABLE[part.table].columns:
        if not column.required or column.name not in columns:
            continue
        found = columns[column.name]
        if "" not in found:
            continue
        for index, text in enumerate(found):
            if text == "" and says[index]:
                notes.error(
                    part.place(column.name, index),
                    "blank-cell",
                    "",
                    "ô trống; hãy điền vào.",
                    "the cell is blank; fill it in.",
                )
                found[index] = None
