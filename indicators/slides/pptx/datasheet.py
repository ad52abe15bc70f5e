"""The sheet inside a chart: categories, unrounded numbers, and what is printed of each.

A chart prints its numbers from cells. A format of numbers would not do: it groups and points as the
reader's computer does, so that 2.167 billion becomes 2,167 on an English one; and a text written
onto the chart would stay when its number is edited. Cells that are worded by a formula do neither:
the formula sets the marks of the slide's language itself, and follows the number. Only a label that
says more than its own number, such as a count of another one, is a plain text.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from indicators.exhibits.plotted import Plotted, Series
from indicators.vocabulary import Language, sound
from indicators.wording import numbers

SHEET = "Data"
_LONGEST = 250
"""Letters that a text inside a formula may have, with some to spare."""
_MOST = 1e9
"""Below that the grouping of a formula is right."""


@dataclass(frozen=True)
class Helper:
    """A series that a chart needs besides the plotted ones, each cell from a formula.

    ``formula`` names columns of the plotted series as {0}, {1}, … and the row as {row}.
    """

    name: str
    values: tuple[float | None, ...]
    formula: str


def column(place: int) -> str:
    """The letter of a series' column."""
    letter: str = xl_col_to_name(place + 1)
    return letter


def cells(place: int, count: int) -> str:
    """Where the values of a series stand."""
    letter = column(place)
    return f"{SHEET}!${letter}$2:${letter}${count + 1}"


def heading(place: int) -> str:
    return f"{SHEET}!${column(place)}$1"


def categories(count: int) -> str:
    return f"{SHEET}!$A$2:$A${count + 1}"


def workbook(plotted: Plotted, helpers: Sequence[Helper], language: Language) -> bytes:
    """The sheet as XLSX: column A the categories, then series, helpers and labels."""
    target = io.BytesIO()
    book = Workbook(
        target,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    sheet = book.add_worksheet(SHEET)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 2 * len(plotted.series) + len(helpers), 18)
    for row, name in enumerate(plotted.categories, 1):
        sheet.write_string(row, 0, sound(name))
    said = {"vi": "Nhãn", "en": "Label"}[language]
    for place, series in enumerate(plotted.series):
        own = labels_at(plotted, helpers, place)
        sheet.write_string(0, place + 1, sound(series.name))
        sheet.write_string(0, own + 1, sound(f"{said}: {series.name}"))
        for row, (value, label) in enumerate(zip(series.values, series.labels, strict=True), 1):
            if value is not None:
                sheet.write_number(row, place + 1, value)
            formula = _label(plotted, place, row - 1, language)
            if formula:
                sheet.write_formula(row, own + 1, formula, None, sound(label))
            else:
                sheet.write_string(row, own + 1, sound(label))
    letters = [column(place) for place in range(len(plotted.series))]
    for number, helper in enumerate(helpers):
        at = len(plotted.series) + number + 1
        sheet.write_string(0, at, sound(helper.name))
        for row, value in enumerate(helper.values, 1):
            if value is not None:
                formula = helper.formula.format(*letters, row=row + 1)
                sheet.write_formula(row, at, formula, None, value)
    book.close()
    return target.getvalue()


def labels_at(plotted: Plotted, helpers: Sequence[Helper], place: int) -> int:
    """The place of the column that words the series at ``place``."""
    return len(plotted.series) + len(helpers) + place


def _label(plotted: Plotted, place: int, row: int, language: Language) -> str:
    """The formula that words one value as its label does; blank where none does."""
    series = plotted.series[place]
    value, label = series.values[row], series.labels[row]
    if value is None or not label or abs(value) >= _MOST:
        return ""
    cell = f"{column(place)}{row + 2}"
    whole = _out_of(plotted, series, row, language)
    if whole is not None:
        rest, other, decimals = whole
        ends = [_worded(each, decimals, language, trim=True) for each in (cell, f"{cell}+{other}")]
        return f'=IF(ISNUMBER({cell}),{ends[0]}&"/"&{ends[1]}{_quoted(rest)},"")'
    for decimals in range(plotted.decimals, -1, -1):
        for trim in (False, True):
            printed = numbers.number(value, decimals, language, trim=trim)
            at = label.find(printed)
            if at < 0:
                continue
            before, after = label[:at], label[at + len(printed) :]
            if re.search(r"\d", before + after) or max(len(before), len(after)) > _LONGEST:
                continue
            # A percentage drops its decimals where they are nothing, other numbers keep them.
            short = trim or after.lstrip().startswith("%")
            number = _worded(cell, plotted.decimals if short else decimals, language, trim=short)
            words = "&".join(part for part in (_text(before), number, _text(after)) if part != '""')
            return f'=IF(ISNUMBER({cell}),{words},"")'
    return ""


def _out_of(
    plotted: Plotted, series: Series, row: int, language: Language
) -> tuple[str, str, int] | None:
    """What follows "64/73", the cell of what is left, and the decimals; None for other labels."""
    value = series.values[row]
    for place, other in enumerate(plotted.series):
        left = other.values[row]
        if other.role != "left" or left is None or value is None or series.role != "value":
            continue
        for decimals in range(plotted.decimals, -1, -1):
            start = numbers.out_of(value, value + left, language, decimals)
            rest = series.labels[row].removeprefix(start)
            if rest != series.labels[row] and not re.search(r"\d", rest):
                return rest, f"{column(place)}{row + 2}", decimals
    return None


def _text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return f"&{_text(text)}" if text else ""


def _worded(cell: str, decimals: int, language: Language, *, trim: bool) -> str:
    """A formula for the number of ``cell`` in the marks of ``language``, wherever it is opened."""
    group, point = (".", ",") if language == "vi" else (",", ".")
    value = f"ROUND(ABS({cell}),{decimals})"
    mark = f'""{group}""'
    grouped = f'"[<1000]0;[<1000000]0{mark}000;0{mark}000{mark}000"'
    whole = f"TEXT(INT({value}),{grouped})"
    sign = f'IF(AND({cell}<0,{value}>0),"{numbers.MINUS}","")'
    if decimals == 0:
        return f"{sign}&{whole}"
    part = f'TEXT(ROUND(({value}-INT({value}))*{10**decimals},0),"{"0" * decimals}")'
    if trim:
        return f'{sign}&{whole}&IF({value}=INT({value}),"","{point}"&{part})'
    return f'{sign}&{whole}&"{point}"&{part}'
