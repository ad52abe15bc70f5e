"""What the sheets, columns and drop-downs of a workbook are called, and the keys they stand for.

One table for both directions: the template writes these words, recognising a file reads them. A
file may use the names of the data folder's own columns instead, in either language's sheet.
"""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from indicators.spelling import names
from indicators.vocabulary import TABLES, Language, Qualifier, Standing
from indicators.wording.words import word

Kind = Literal["status", "qualifier", "form"]
"""The columns whose cells hold one of a few words."""


VERSION: Final = "known_version"
"""The column in which a template says what it knew of each row that it wrote itself: since when the
version is known that the row shows, or NO_VERSION."""
NO_VERSION: Final = "-"


@dataclass(frozen=True)
class Heading:
    """One column: its key and what it is called.

    ``key`` is a column of the data folder's table of the same name, unless ``shown`` says that the
    column only helps whoever reads the sheet: then nothing is imported from it.
    """

    key: str
    vi: str
    en: str
    shown: bool = False

    def say(self, language: Language) -> str:
        return self.vi if language == "vi" else self.en


_AREA_AND_INDICATOR: Final = (
    Heading("area_code", "Mã địa bàn", "Area code"),
    Heading("area_name", "Địa bàn", "Area", shown=True),
    Heading("indicator_code", "Mã chỉ tiêu", "Indicator code"),
    Heading("indicator_name", "Chỉ tiêu", "Indicator", shown=True),
    Heading("unit", "Đơn vị", "Unit", shown=True),
    Heading("period", "Kỳ", "Period"),
)
_NOTES: Final = (
    Heading("note_vi", "Ghi chú", "Note (Vietnamese)"),
    Heading("note_en", "Ghi chú (tiếng Anh)", "Note (English)"),
    Heading(VERSION, "Số có sẵn từ", "Known already since", shown=True),
)

HEADINGS: Final = MappingProxyType(
    {
        "observations": (
            *_AREA_AND_INDICATOR,
            Heading("previous_period", "Kỳ trước", "Period before", shown=True),
            Heading("previous_value", "Giá trị kỳ trước", "Value of the period before", shown=True),
            Heading("value", "Giá trị", "Value"),
            Heading("whole", "Tổng thể", "Out of"),
            Heading("qualifier", "Mức nêu", "Hedge"),
            Heading("resolution", "Làm tròn đến", "Rounded to"),
            Heading("status", "Tính chất", "Status"),
            Heading("source_code", "Mã nguồn", "Source code"),
            *_NOTES,
        ),
        "plans": (
            *_AREA_AND_INDICATOR,
            Heading("form", "Hình thức", "Form"),
            Heading("value", "Giá trị", "Value"),
            Heading("value_high", "Giá trị cao", "Upper value"),
            Heading("baseline", "Giá trị gốc", "Baseline"),
            Heading("assigner_code", "Cấp giao", "Assigned by"),
            Heading("decision", "Số quyết định", "Decision"),
            Heading("version", "Phiên bản", "Version"),
            Heading("source_code", "Mã nguồn", "Source code"),
            *_NOTES,
        ),
        "sources": (
            Heading("source_code", "Mã nguồn", "Source code"),
            Heading("title_vi", "Tên tài liệu", "Title (Vietnamese)"),
            Heading("title_en", "Tên tài liệu (tiếng Anh)", "Title (English)"),
            Heading("publisher_vi", "Nơi công bố", "Publisher (Vietnamese)"),
            Heading("publisher_en", "Nơi công bố (tiếng Anh)", "Publisher (English)"),
            Heading("published_on", "Ngày công bố", "Published on"),
            Heading("reference", "Vị trí, địa chỉ", "Reference"),
            Heading("standing_vi", "Mức tin cậy", "Standing (Vietnamese)"),
            Heading("standing_en", "Mức tin cậy (tiếng Anh)", "Standing (English)"),
            Heading(VERSION, "Nguồn có sẵn", "Known already", shown=True),
        ),
    }
)
"""The columns of each table, in the order of the template's sheet."""

ALSO: Final = (Heading("known_from", "Biết từ ngày", "Known from"),)
"""Columns that the template leaves out and a file of observations or plans may have."""
_MEASURE: Final = Heading("measure", "Loại số đã in", "Measure")

SPARED: Final = MappingProxyType({"title_en": "title_vi", "publisher_en": "publisher_vi"})
"""Columns of sources that may be left blank, and the ones whose text then stands there too."""
MARK: Final = "*"
"""What stands behind the heading of a column that a row must not leave blank."""

FILLED: Final = MappingProxyType(
    {
        "observations": (
            *("value", "whole", "qualifier", "resolution", "status", "source_code"),
            *("note_vi", "note_en"),
        ),
        "plans": (
            *("value", "value_high", "baseline", "decision", "version", "source_code"),
            *("note_vi", "note_en"),
        ),
        "sources": tuple(one.key for one in HEADINGS["sources"] if not one.shown),
    }
)
"""The columns by which somebody says something: a row where all of them are blank says nothing.

Area, indicator and period stand in every row of a template, form and assigner of the plan before in
some of them; such a row is left over, no plan without a value.
"""

SHEETS: Final = MappingProxyType(
    {
        "instructions": ("Hướng dẫn", "Instructions"),
        "observations": ("Số liệu", "Figures"),
        "plans": ("Kế hoạch", "Plans"),
        "sources": ("Nguồn", "Sources"),
        "lists": ("Danh mục", "Lists"),
    }
)
"""The sheets of the template, in its order; ``instructions`` and ``lists`` hold nothing to read."""

_WITHDRAWN: Final = ("Rút lại", "Withdrawn")
_FORMS: Final = ("level", "change", "growth", "band", "maintain")
_KEYS: Final[dict[Kind, dict[str, str]]] = {
    "status": {code.value: code.value for code in Standing if code != "withdrawn"},
    "qualifier": {code.value: f"qualifier_{code}" for code in Qualifier},
    "form": {code: f"form_{code}" for code in _FORMS},
}

WORDS: Final = MappingProxyType(
    {
        kind: {code: (word(key, "vi"), word(key, "en")) for code, key in keys.items()}
        | ({} if kind == "qualifier" else {"withdrawn": _WITHDRAWN})
        for kind, keys in _KEYS.items()
    }
)
"""The words of each drop-down by the code that they stand for, in Vietnamese and English."""

BETWEEN: Final = " – "
"""Between code and name in a cell that a drop-down fills with both: "city – Thành phố giao"."""


def sheet(table: str, language: Language) -> str:
    """What the sheet of a table is called; KeyError for none of SHEETS."""
    return SHEETS[table][0 if language == "vi" else 1]


def said(kind: Kind, code: str, language: Language) -> str:
    """The word that stands for a code in a drop-down; blank for a blank code."""
    return WORDS[kind][code][0 if language == "vi" else 1] if code else ""


def must(table: str, key: str) -> bool:
    """Whether a row that says something must fill in a column."""
    return key not in SPARED and any(
        column.name == key and column.required
        for one in TABLES
        if one.name == table
        for column in one.columns
    )


def title(table: str, key: str, language: Language) -> str:
    """What the template calls a column; the key itself where it has no such column anywhere."""
    own = HEADINGS.get(table, ())
    every = (*own, *ALSO, *(one for some in HEADINGS.values() for one in some), _MEASURE)
    return next((one.say(language) for one in every if one.key == key), key)


def table_of(sheet_name: str) -> str | None:
    """The key of SHEETS that a sheet's name stands for, in either language; None: no such."""
    return _TABLES.get(names.key(sheet_name))


def heading_of(table: str, text: str) -> Heading | None:
    """The column of a table that a heading names: in either language, or by its key; else None.

    Case, spaces, the way Vietnamese letters are put together and MARK do not count.
    """
    return _COLUMNS[table].get(names.key(text).rstrip(f"{MARK} "))


def code_of(kind: Kind, text: str) -> str | None:
    """The code that a cell of a drop-down stands for: its word, or the code itself; else None."""
    return _CODES[kind].get(names.key(text))


def leading_code(text: str) -> str:
    """The code of a cell that holds one, with or without a name behind it."""
    return text.partition(BETWEEN)[0].strip()


_TABLES: Final = {names.key(each): table for table, both in SHEETS.items() for each in both} | {
    names.key(table): table for table in HEADINGS
}
_COLUMNS: Final = {
    table: {
        names.key(text): heading
        for heading in headings + (() if table == "sources" else ALSO)
        for text in (heading.vi, heading.en, heading.key)
    }
    for table, headings in HEADINGS.items()
}
_SAID_TOO: Final[dict[str, tuple[str, ...]]] = {
    "official": ("chính thức", "số chính thức", "thực hiện"),
    "estimated": ("ước", "ước tính", "ước thực hiện", "số ước tính", "estimate"),
    "provisional": ("sơ bộ",),
    "derived": ("suy ra", "tính toán"),
    "above": ("hơn", "trên"),
    "nearly": ("gần",),
}
"""What people write for a word of a drop-down."""
_CODES: Final = {
    kind: {
        names.key(text): code
        for code, both in words.items()
        for text in (*both, code, *_SAID_TOO.get(code, ()))
    }
    for kind, words in WORDS.items()
}
