"""The template as a workbook: sheets, locks, drop-downs, looks. Its rows come from elsewhere.

Only what people fill in is unlocked. Numbers have no format of their own: one that groups or rounds
would show what nobody typed.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from math import ceil
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from indicators import frames
from indicators.engine import Engine
from indicators.importing.headings import (
    BETWEEN,
    HEADINGS,
    MARK,
    VERSION,
    WORDS,
    Kind,
    must,
    said,
    sheet,
)
from indicators.importing.instructions import instructions, made_for, meaning
from indicators.vocabulary import Language, Period, Standing, sound

Cell = str | float | date | None
Row = dict[str, Cell]

SPARE_PLANS: Final = 10
SPARE_SOURCES: Final = 10
"""Blank rows below those of the snapshot."""

_GREY, _LINE, _INK, _DEEP = "#F1F3F5", "#C9CFD6", "#1F2933", "#12507B"
_NUMBERS: Final = {
    "previous_value", "value", "whole", "resolution", "value_high", "baseline",
}  # fmt: skip
_WRAPPED: Final = {
    "area_name", "indicator_name", "unit", "assigner_code", "note_vi", "note_en", "title_vi",
    "title_en", "publisher_vi", "publisher_en", "reference", "standing_vi", "standing_en",
}  # fmt: skip
_SMALL: Final = {"indicator_code", "source_code"}
_WIDTHS: Final = {
    "area_code": 8, "area_name": 20, "indicator_code": 23, "indicator_name": 36, "unit": 14,
    "period": 9, "previous_period": 9, "previous_value": 12, "value": 13, "whole": 10,
    "qualifier": 9, "resolution": 10, "status": 18, "source_code": 22, "note_vi": 40,
    "note_en": 40, "form": 18, "value_high": 10, "baseline": 10, "assigner_code": 26,
    "decision": 18, "version": 11, "title_vi": 40, "title_en": 40, "publisher_vi": 26,
    "publisher_en": 26, "published_on": 13, VERSION: 20,
    "reference": 30, "standing_vi": 30, "standing_en": 30,
}  # fmt: skip
_LINE_HEIGHT: Final = 15.0
_TEXT_WIDTH: Final = 118.0
_LIST_WIDTHS: Final = (34.0, 44.0, 70.0)
_FROZEN: Final = {"observations": 4, "plans": 4, "sources": 1}
_FIXED: Final = {
    "area_code", "area_name", "indicator_code", "indicator_name", "unit", "period",
    "previous_period", "previous_value", VERSION,
}  # fmt: skip
_SAID: Final[dict[str, Kind]] = {"status": "status", "qualifier": "qualifier", "form": "form"}
_KNOWN: Final = "x"
"""Beside a source that the template wrote itself."""
_ALLOWED: Final = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
"""What a locked sheet lets people do besides filling in."""


class _Book:
    """The workbook while it is written, with its formats."""

    def __init__(self, language: Language, title: str) -> None:
        self.language = language
        self.title = title
        self.target = io.BytesIO()
        self.book = Workbook(
            self.target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties({"title": title})
        self.formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **properties: Any) -> Any:
        """A cell format; equal properties give one and the same."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            shared = {"valign": "top", "font_color": _INK}
            self.formats[key] = self.book.add_format(shared | properties)
        return self.formats[key]

    def cell(self, key: str, *, locked: bool) -> Any:
        number = "General" if key in _NUMBERS else "@"
        look = {"num_format": "yyyy-mm-dd" if key == "published_on" else number}
        return self.format(
            **look,
            locked=locked,
            border=1,
            border_color=_LINE,
            text_wrap=key in _WRAPPED,
            font_size=9 if key in _SMALL else 11,
            **({"bg_color": _GREY} if locked else {}),
        )

    def add(self, key: str, *, across: int = 0) -> Worksheet:
        """A sheet, landscape on A4 and as wide as its page; ``across`` columns stay in sight."""
        made = self.book.add_worksheet(sheet(key, self.language))
        made.set_paper(9)
        made.set_landscape()
        made.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        made.fit_to_pages(2 if across else 1, 0)
        made.set_header(f"&L&9{self.title.replace('&', '&&')}&R&9&A")
        made.set_footer("&R&9&P/&N")
        made.hide_gridlines(2)
        made.protect("", _ALLOWED)
        if across:
            made.freeze_panes(1, across)
            made.repeat_rows(0)
            made.repeat_columns(0, across - 1)
        return made


def workbook(
    source: Engine, when: Period, observations: list[Row], plans: list[Row], language: Language
) -> bytes:
    """The template as XLSX; the rows of observations and plans hold a cell for each heading's key
    that is not blank."""
    names = dict.fromkeys(str(row["area_name"]) for row in observations)
    listed = ", ".join(names) if len(names) <= 3 else str(len(names))
    title = {
        "vi": f"Biểu nhập số liệu kỳ {when.text}: {listed}",
        "en": f"Figures to fill in for {when.text}: {listed}",
    }[language]
    if len(names) > 3:
        title += {"vi": " địa bàn", "en": " areas"}[language]
    book = _Book(language, title)
    # What was made up for trying out is no source for anybody.
    every = frames.sources(source)
    sources: list[Row] = [
        asdict(one) | {VERSION: _KNOWN} for one in every if one.observations or not one.illustrative
    ]
    _write_instructions(book, made_for(when.text, source.path.stem, language))
    ranges: dict[str, str] = {}
    sheets = {key: book.add(key, across=_FROZEN[key]) for key in ("observations", "plans")}
    sheets["sources"] = book.add("sources", across=_FROZEN["sources"])
    _write_lists(book, source, observations, ranges)
    codes = xl_range_abs(1, 0, len(sources) + SPARE_SOURCES, 0)
    ranges["source_code"] = f"='{sheet('sources', language)}'!{codes}"
    _write_table(book, sheets["observations"], "observations", observations, 0, ranges)
    _write_table(book, sheets["plans"], "plans", plans, SPARE_PLANS, ranges)
    _write_table(book, sheets["sources"], "sources", sources, SPARE_SOURCES, {})
    book.book.close()
    return book.target.getvalue()


def _write_table(
    book: _Book,
    made: Worksheet,
    table: str,
    rows: Sequence[Row],
    spare: int,
    ranges: dict[str, str],
) -> None:
    """Header, rows, blank rows; ``ranges`` says what a drop-down of a column offers."""
    headings = HEADINGS[table]
    count = len(rows) + spare
    for place, heading in enumerate(headings):
        key = heading.key
        # The sources that there are stay as they are; new ones come below them.
        fixed = key in _FIXED or table == "sources"
        head = {"bold": True, "text_wrap": True, "border": 1, "border_color": _LINE}
        deep = {"bg_color": _DEEP, "font_color": "#FFFFFF"}
        look = deep if not fixed or table == "sources" else {"bg_color": "#DDE2E7"}
        text = heading.say(book.language)
        if must(table, key) and (spare or not fixed):
            text += f" {MARK}"
        made.write_string(0, place, text, book.format(**head, **look))
        made.set_column(place, place, _WIDTHS[key])
        for line in range(1, count + 1):
            known = line <= len(rows)
            cell = rows[line - 1].get(key) if known else None
            _write_cell(made, line, place, cell, book.cell(key, locked=fixed and known))
        first = len(rows) + 1 if key in _FIXED else 1
        if key in ranges and first <= count:
            offered = {"validate": "list", "source": ranges[key]}
            made.data_validation(first, place, count, place, offered)
    made.set_row(0, 2 * _LINE_HEIGHT + 2)
    for line, row in enumerate(rows, 1):
        wrapped = ((row.get(key), _WIDTHS[key]) for key in _WRAPPED)
        made.set_row(line, _height((str(cell), width) for cell, width in wrapped if cell))
    made.autofilter(0, 0, count, len(headings) - 1)
    made.ignore_errors({"number_stored_as_text": xl_range(0, 0, count, len(headings) - 1)})


def _write_cell(made: Worksheet, line: int, place: int, cell: Cell, look: Any) -> None:
    match cell:
        case None | "":
            made.write_blank(line, place, None, look)
        case str():
            made.write_string(line, place, sound(cell), look)
        case date():
            made.write_datetime(line, place, cell, look)
        case _:
            made.write_number(line, place, cell, look)


def _height(texts: Iterable[tuple[str, float]]) -> float:
    """How high a row is whose cells wrap texts in columns of those widths: not every program finds
    that out by itself."""
    return _LINE_HEIGHT * max((ceil(len(text) / width) for text, width in texts), default=1)


def _write_instructions(book: _Book, asked: str) -> None:
    made = book.add("instructions")
    made.fit_to_pages(1, 1)
    made.set_column(0, 0, 4)
    made.set_column(1, 1, _TEXT_WIDTH)
    made.set_row(0, 30)
    made.write_string(0, 0, book.title, book.format(bold=True, font_size=16, font_color=_DEEP))
    made.write_string(1, 0, asked, book.format(font_size=9))
    line = 2
    for chapter, paragraphs in instructions(book.language):
        line += 1
        made.write_string(line, 0, chapter, book.format(bold=True, font_size=12, font_color=_DEEP))
        for number, text in enumerate(paragraphs, 1):
            line += 1
            made.write_number(line, 0, number, book.format(align="center"))
            made.write_string(line, 1, text, book.format(text_wrap=True))
            made.set_row(line, _height([(text, _TEXT_WIDTH)]) + 3)
        line += 1


def _write_lists(
    book: _Book, source: Engine, observations: Sequence[Row], ranges: dict[str, str]
) -> None:
    """What drop-downs offer, below each other: what to choose, and what it means."""
    made = book.add("lists")
    for column, width in enumerate(_LIST_WIDTHS):
        made.set_column(column, column, width)
    name = sheet("lists", book.language)
    line = 0
    for key, offered in _offered(source, observations, book.language).items():
        heading = meaning(key, book.language)
        made.write_string(line, 0, heading, book.format(bold=True, font_size=12, font_color=_DEEP))
        for place, texts in enumerate(offered, line + 1):
            made.set_row(place, _height(zip(texts, _LIST_WIDTHS, strict=True)))
            for column, text in enumerate(texts):
                look = book.format(border=1, border_color=_LINE, text_wrap=True, num_format="@")
                made.write_string(place, column, sound(text), look)
        cells = xl_range_abs(line + 1, 0, line + len(offered), 0)
        ranges[key] = f"='{name}'!{cells}"
        line += len(offered) + 2
    made.ignore_errors({"number_stored_as_text": xl_range(0, 0, line, 2)})


def _offered(
    source: Engine, observations: Sequence[Row], language: Language
) -> dict[str, list[tuple[str, str, str]]]:
    """Of each drop-down the rows of its list: what it offers, and two texts about that."""
    lists = {
        key: [
            (said(kind, code, language), code, meaning(f"{key}_{code}", language))
            for code in WORDS[kind]
            # What is made up for trying out is no figure that anybody reports.
            if code != Standing.ILLUSTRATIVE
        ]
        for key, kind in _SAID.items()
    }
    lists["assigner_code"] = [
        (f"{one.assigner_code}{BETWEEN}{one.short(language)}", one.name(language), "")
        for one in frames.assigners(source)
    ]
    named = {str(row["area_code"]): str(row["area_name"]) for row in observations}
    lists["area_code"] = [(code, name, "") for code, name in named.items()]
    lists["indicator_code"] = [
        (
            one.indicator_code,
            f"{one.name(language)} ({one.unit(language)})",
            one.definition(language),
        )
        for one in frames.indicators(source)
    ]
    return lists
