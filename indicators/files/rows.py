"""What every file is made of: columns, records, what is said of them, and cells that are sound."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from indicators.vocabulary import Language, Standing, sound
from indicators.wording.words import word

Cell = str | float | int | date | None
Record = Mapping[str, Cell]
Plain = str | float | date | None
Kind = Literal["text", "code", "number", "period", "date", "standing"]


@dataclass(frozen=True)
class Column:
    """One column of a file: the key of its cells, what it is called, and what its cells are.

    ``decimals`` is how many a spreadsheet shows of a number, which it keeps unrounded; None: all.
    A ``standing`` cell holds a Standing, which XLSX puts into the reader's words. ``stands_by`` are
    the keys of the standings that speak of this column; none: every one of the row does.
    """

    key: str
    name: str
    kind: Kind = "text"
    decimals: int | None = None
    stands_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class MadeUp:
    """What a file says of its illustrative figures where not all that it holds are such.

    ``sentence`` says which ones are; ``sheet`` names the sheet of the figures.
    """

    sentence: str
    sheet: str


@dataclass(frozen=True)
class About:
    """What must be known to use a file: each line is a name and a text (filters, sources, link)."""

    title: str
    language: Language
    lines: tuple[tuple[str, str], ...]
    illustrative: bool
    made: datetime
    """With its zone: the only thing by which two files of the same figures differ."""
    made_up: MadeUp | None = None
    """What is said of the illustrative figures; None: that they are such, of all."""

    @property
    def warning(self) -> MadeUp | None:
        """What must be said first; None where nothing is illustrative."""
        if not self.illustrative:
            return None
        said = (word(key, self.language) for key in ("illustrative_sentence", "illustrative"))
        return self.made_up or MadeUp(*said)


def plain(cell: Cell) -> Plain:
    """The cell as a file may hold it; None for a blank; ValueError for what is no number."""
    match cell:
        case None | "":
            return None
        case str():
            return sound(cell)
        case int() | float():
            # A blank would say "not known" of what went wrong.
            if not math.isfinite(cell):
                raise ValueError(f"{cell} is no number")
            return cell + 0.0
        case _:
            return cell


_CELLS: Final[dict[Kind, type]] = {"number": float, "date": date}


def rows_of(
    records: Iterable[Record], columns: Sequence[Column], about: About
) -> Iterator[list[Plain]]:
    """The cells of each record in the order of the columns, each of its column's kind.

    KeyError for a record without a column; TypeError for a cell of another kind; ValueError for
    NaN and infinities, and for an illustrative row in a file that is not said to hold any.
    """
    kinds = [(column, _CELLS.get(column.kind, str)) for column in columns]
    standings = [place for place, column in enumerate(columns) if column.kind == "standing"]
    for record in records:
        cells = [plain(record[column.key]) for column, _ in kinds]
        for cell, (column, kind) in zip(cells, kinds, strict=True):
            if cell is not None and not isinstance(cell, kind):
                raise TypeError(f"{column.key}: {cell!r} is no {column.kind}")
        if not about.illustrative and _illustrative(cells, standings):
            raise ValueError("an illustrative row in a file that is not said to hold any")
        yield cells


def _illustrative(cells: Sequence[Plain], standings: Sequence[int]) -> bool:
    return any(cells[place] == Standing.ILLUSTRATIVE for place in standings)
