"""The nouns that every room shares: periods, statuses, tables of a data folder, sound letters.

Frozen, and importing nothing of ours. What a noun *means* stands here; how it is read, judged,
worded or drawn does not.
"""

import re
from dataclasses import KW_ONLY, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal, Self

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

SECTORS: Final = ("economy", "living", "education", "administration", "transition", "emulation")


class Status(StrEnum):
    """What judging an observation against a plan can say. No two of them are ever merged."""

    EXCEEDED = "exceeded"
    MET = "met"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BEHIND = "behind"
    MISSED = "missed"
    LATE = "late"
    NO_PLAN = "no_plan"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"


class Standing(StrEnum):
    """The observation status of SDMX, in the words of the Vietnamese plan."""

    OFFICIAL = "official"
    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    DERIVED = "derived"
    ILLUSTRATIVE = "illustrative"
    NOT_APPLICABLE = "not_applicable"
    WITHDRAWN = "withdrawn"
    """What was said before is taken back, and nothing is said in its place."""


class Qualifier(StrEnum):
    """How the source hedges a number: above ("trên") or nearly ("gần") what it prints."""

    ABOVE = "above"
    NEARLY = "nearly"


_PERIOD = re.compile(r"(?P<year>[12][0-9]{3})(?:-(?P<part>S[12]|Q[1-4]|0[1-9]|1[0-2]))?")


@dataclass(frozen=True, order=True)
class Period:
    """A stretch of time in SDMX form: ``2022``, ``2022-S1``, ``2022-Q3`` or ``2022-07``."""

    start: date
    end: date
    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period that ``text`` names; ValueError when it names none."""
        match = _PERIOD.fullmatch(text)
        if match is None:
            raise ValueError(text)
        return cls._of(int(match["year"]), match["part"] or "")

    @classmethod
    def _of(cls, year: int, part: str) -> Self:
        months = {"": 12, "S": 6, "Q": 3}.get(part[:1], 1)
        index = int(part.lstrip("SQ") or 1)
        first = (index - 1) * months + 1
        last = first + months - 1
        following = date(year + last // 12, last % 12 + 1, 1)
        text = f"{year:04d}-{part}" if part else f"{year:04d}"
        return cls(date(year, first, 1), following - timedelta(days=1), text)

    @property
    def frequency(self) -> str:
        """The SDMX frequency code: A, S, Q or M."""
        return self.text[5] if self.text[5:6] in ("S", "Q") else "M" if self.text[5:] else "A"

    @property
    def year(self) -> int:
        return self.start.year

    @property
    def year_before(self) -> "Period":
        """The same stretch of the year before."""
        return Period._of(self.year - 1, self.text[5:])


Kind = Literal["code", "text", "number", "integer", "date", "moment", "period", "word"]
"""What a cell is; a moment is a day, or a day and a time of it (UTC)."""


@dataclass(frozen=True)
class Column:
    """One column of a table: what its cells are, and what they may be."""

    name: str
    kind: Kind = "text"
    required: bool = True
    words: tuple[str, ...] = ()
    """The words that a cell of kind ``word`` may hold."""
    refers: str = ""
    """The table whose key a cell of kind ``code`` names; empty for a key of its own."""
    spared: bool = False
    """Whether a file may leave the column out: all its cells are blank then."""


@dataclass(frozen=True)
class Table:
    """One table of a data folder: a CSV file, or a folder of them."""

    name: str
    path: str
    """A file (``catalogue/areas.csv``) or a folder (``observations``) below the data folder."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _code(name: str, refers: str = "", required: bool = True) -> Column:
    return Column(name, "code", required, refers=refers)


def _optional(name: str, kind: Kind = "text") -> Column:
    return Column(name, kind, required=False)


def _word(name: str, *words: str, required: bool = True) -> Column:
    return Column(name, "word", required, words=words)


_NAMES = (Column("name_vi"), Column("name_en"))
_SHORT = (Column("short_vi"), Column("short_en"))
_NOTES = (_optional("note_vi"), _optional("note_en"))
_KNOWN_FROM = Column("known_from", "moment", required=False, spared=True)
"""Since when this version is known; blank: since the day its source came out."""
_WHERE = (
    _code("area_code", "areas"),
    _code("indicator_code", "indicators"),
    Column("period", "period"),
)

FORMS: Final = (
    "growth",
    "structure",
    "plan",
    "share",
    "rank",
    "figures",
    "counts",
    "communes",
)

WITHDRAWN: Final = "withdrawn"
"""The form of a plan that is taken back."""

TABLES: Final[tuple[Table, ...]] = (
    Table(
        "areas",
        "catalogue/areas.csv",
        (
            _code("area_code"),
            _optional("valid_from", "date"),
            _optional("valid_to", "date"),
            _word("level", "province", "district", "commune"),
            Column("kind_vi"),
            Column("kind_en"),
            Column("name"),
            _code("parent_code", "areas", required=False),
            _optional("latitude", "number"),
            _optional("longitude", "number"),
            _optional("tile_row", "integer"),
            _optional("tile_column", "integer"),
            _code("source_code", "sources"),
        ),
        ("area_code", "valid_from"),
    ),
    Table(
        "units",
        "catalogue/units.csv",
        (
            _code("unit_code"),
            *_NAMES,
            _word("kind", "amount", "count", "percent", "rank", "flag"),
        ),
        ("unit_code",),
    ),
    Table(
        "assigners",
        "catalogue/assigners.csv",
        (_code("assigner_code"), Column("position", "integer"), *_NAMES, *_SHORT),
        ("assigner_code",),
    ),
    Table(
        "sources",
        "catalogue/sources.csv",
        (
            _code("source_code"),
            Column("title_vi"),
            Column("title_en"),
            Column("publisher_vi"),
            Column("publisher_en"),
            Column("published_on", "date"),
            _optional("reference"),
            _optional("standing_vi"),
            _optional("standing_en"),
        ),
        ("source_code",),
    ),
    Table(
        "exhibits",
        "catalogue/exhibits.csv",
        (
            _code("exhibit_code"),
            _word("sector_code", *SECTORS),
            Column("position", "integer"),
            _word("form", *FORMS),
            *_NAMES,
            _optional("tile_position", "integer"),
            _optional("short_vi"),
            _optional("short_en"),
        ),
        ("exhibit_code",),
    ),
    Table(
        "indicators",
        "catalogue/indicators.csv",
        (
            _code("indicator_code"),
            _code("exhibit_code", "exhibits"),
            Column("position", "integer"),
            *_NAMES,
            *_SHORT,
            _code("unit_code", "units"),
            Column("decimals", "integer"),
            _word("better", "higher", "lower", "band", "none"),
            _word("over_areas", "sum", "weighted_mean", "ratio_of_sums", "none"),
            _word("over_time", "sum", "last", "mean", "none"),
            _code("weight_code", "indicators", required=False),
            _code("numerator_code", "indicators", required=False),
            _code("denominator_code", "indicators", required=False),
            _code("part_of", "indicators", required=False),
            Column("definition_vi"),
            Column("definition_en"),
        ),
        ("indicator_code",),
    ),
    Table(
        "thresholds",
        "catalogue/thresholds.csv",
        (
            _word("threshold_code", "on_track", "at_risk", "report_days"),
            Column("value", "number"),
            Column("meaning_vi"),
            Column("meaning_en"),
        ),
        ("threshold_code",),
    ),
    Table(
        "observations",
        "observations",
        (
            *_WHERE,
            _optional("value", "number"),
            _optional("whole", "number"),
            _word("qualifier", *Qualifier, required=False),
            _optional("resolution", "number"),
            _word("status", *Standing),
            _code("source_code", "sources"),
            *_NOTES,
            _KNOWN_FROM,
        ),
        ("area_code", "indicator_code", "period", "known_from"),
    ),
    Table(
        "plans",
        "plans",
        (
            *_WHERE,
            _word("form", "level", "change", "growth", "band", "maintain", WITHDRAWN),
            _optional("value", "number"),
            _optional("value_high", "number"),
            _optional("baseline", "number"),
            _code("assigner_code", "assigners"),
            _optional("decision"),
            _optional("version"),
            _code("source_code", "sources"),
            *_NOTES,
            _KNOWN_FROM,
        ),
        ("area_code", "indicator_code", "period", "assigner_code", "known_from"),
    ),
    Table(
        "published_figures",
        "published_figures",
        (
            *_WHERE,
            _word("measure", "change", "growth", "completion", "excess", "share"),
            _code("assigner_code", "assigners", required=False),
            Column("value", "number"),
            Column("resolution", "number"),
            _code("source_code", "sources"),
            *_NOTES,
        ),
        ("area_code", "indicator_code", "period", "measure", "assigner_code"),
    ),
)


class Severity(StrEnum):
    """What a finding does to an import."""

    ERROR = "error"
    """It stops."""
    QUESTION = "question"
    """It waits for an answer."""
    WARNING = "warning"
    """It goes on."""


@dataclass(frozen=True)
class Finding:
    """What is wrong with one place of the data, and what to do about it.

    ``file`` is relative to the data folder, or the name of a file from outside; ``line`` counts
    from 1 (the header is line 1) and is 0 when the finding is about the file as a whole; ``column``
    is empty then too. ``sheet`` and ``cell`` (C7) name the place in a workbook, ``rule`` the rule
    that is broken; ``choices`` are what a question can be answered with, and ``key`` is what it is
    answered by where its cell alone does not do. ``number``: what is typed is a true number of a
    workbook, spelt as the data folder spells it.
    """

    file: str
    line: int
    column: str
    typed: str
    vi: str
    en: str
    _: KW_ONLY
    sheet: str = ""
    cell: str = ""
    rule: str = ""
    severity: Severity = Severity.ERROR
    choices: tuple[str, ...] = ()
    key: str = ""
    number: bool = False

    @property
    def place(self) -> str:
        """The cell as formulas name it (``Số liệu!C7``); what a question is answered by."""
        if self.key:
            return self.key
        return f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.sheet or self.cell

    def say(self, language: Language) -> str:
        """One sentence: where, what is there, what to do."""
        words = {"vi": ("dòng", "cột", "trang", "ô"), "en": ("line", "column", "sheet", "cell")}
        line, column, sheet, cell = words[language]
        place = self.file
        if self.sheet:
            place += f", {sheet} {self.sheet}"
        if self.cell:
            place += f", {cell} {self.cell}"
        elif self.line:
            place += f", {line} {self.line}"
        if self.column and not self.cell:
            place += f", {column} {self.column}"
        return f"{place}: {self.vi if language == 'vi' else self.en}"


UNSOUND: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
"""The letters that XML cannot hold, or UTF-8, as a regular expression lists them in brackets."""
_UNSOUND: Final = re.compile(f"[{UNSOUND}]")


def sound(text: str) -> str:
    """The text as every form can hold it: a mark for each letter that some form cannot, lines
    ended by a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSOUND.sub("\N{REPLACEMENT CHARACTER}", text)
