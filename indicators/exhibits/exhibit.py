"""What an exhibit is, and what it is asked for: the shapes that pages, slides and reports share."""

from dataclasses import dataclass

from indicators.charts import LEAST_WIDTH, Figure
from indicators.exhibits.plotted import Plotted
from indicators.files import Cell, Record
from indicators.vocabulary import Language

__all__ = ["Cell", "Exhibit", "Judgement", "Record", "Scope", "Table", "Tile"]

_LEAST_WIDE = 430


@dataclass(frozen=True)
class Scope:
    """Which district or commune, when, in which language, and for how wide a screen."""

    area: str
    period: str
    language: Language = "vi"
    narrow: bool = False
    width: int = 0
    """Of a figure in px, where it is known: on a slide. Else it is as wide as the screen."""

    @property
    def least_width(self) -> int:
        """The narrowest a figure gets, in px; texts in it are wrapped for that."""
        return self.width or (LEAST_WIDTH if self.narrow else _LEAST_WIDE)


@dataclass(frozen=True)
class Judgement:
    """One status with its arithmetic: what a reader sees one click away."""

    label: str
    status: str
    word: str
    arithmetic: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """Worded cells for reading, in rows; ``numeric`` names the columns that align right.

    ``keys`` are what the cells mean, as many: a table that has them can be sorted.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[str, ...] = ()
    keys: tuple[tuple[str | float | None, ...], ...] = ()


@dataclass(frozen=True, eq=False)
class Exhibit:
    """One question and its answer, ready to be arranged. Made once a scope, then only shared.

    ``records`` are the unrounded figures behind it, one mapping a row with the same keys in all;
    ``table`` is the same, worded. ``figure`` is None where a table alone is the answer.
    """

    code: str
    name: str
    headline: str
    finding: str
    """The headline's first clauses, short enough for the head of a page."""
    subtitle: str
    figure: Figure | None
    table: Table
    records: tuple[Record, ...]
    remarks: tuple[str, ...]
    footnote: str
    alt: str
    standings: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    file_name: str
    plotted: Plotted | None = None
    """What the figure plots; None where it draws no numbers by their size, as a map or a list."""

    @property
    def illustrative(self) -> bool:
        return "illustrative" in self.standings


@dataclass(frozen=True)
class Tile:
    """A headline indicator in small: what the overview shows of an exhibit."""

    code: str
    indicator: str
    """The code of the indicator that the tile states."""
    label: str
    hedge: str
    """What the source puts before the number ("trên"); often blank."""
    value: str
    unit: str
    strip: str
    """An inline SVG that says in one line what the exhibit's figure says."""
    note: str
    judgements: tuple[Judgement, ...]
    status: str
    word: str
