"""Records as a workbook of Excel: the table, and a second sheet that says what it is."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range

from indicators.files.rows import About, Column, Plain, Record, rows_of
from indicators.vocabulary import Language, Standing, sound
from indicators.wording.words import word


class TooManyRows(ValueError):
    """More rows than a sheet of Excel holds; CSV and Parquet hold them."""


MOST_ROWS: Final = 1_048_575
"""What a sheet holds below its header."""

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "about": ("Thông tin", "About"),
    "title": ("Tiêu đề", "Title"),
    "made": ("Tạo lúc", "Made at"),
    "rows": ("Số dòng", "Rows"),
    "blank": ("Ô trống", "Blank cell"),
    "not_known": ("Chưa biết hoặc nguồn không nêu; không bao giờ là số 0.",
                  "Not known, or not said by the source; never zero."),
    "column": ("Cột", "Column"),
    "key": ("Tên trong CSV, Parquet", "Name in CSV and Parquet"),
    "kind": ("Loại", "Kind"),
    "text": ("chữ", "text"),
    "code": ("mã (chữ, giữ số 0 ở đầu)", "code (text, leading zeros kept)"),
    "number": ("số, chưa làm tròn", "number, unrounded"),
    "period": ("kỳ theo SDMX (chữ)", "period in SDMX form (text)"),
    "date": ("ngày", "date"),
    "standing": ("tính chất số liệu", "standing of the number"),
}  # fmt: skip


def _say(key: str, language: Language) -> str:
    return _WORDS[key][0 if language == "vi" else 1]


_FIRST_DAY: Final = date(1900, 3, 1)
"""Excel counts a 29 February 1900 and knows no day before that year."""
_LONGEST: Final = 32_767
"""Of a text in a cell, in units of UTF-16."""
_MEASURED: Final = 1000
_NARROWEST, _WIDEST = 8, 60
_HATCHED: Final = {"pattern": 14, "fg_color": "#BFBFBF", "bg_color": "#FFFFFF"}


def _fitting(text: str) -> str:
    """The text as a cell of XLSX can hold it: one that is too long ends in an ellipsis."""
    if len(text) > _LONGEST // 2:
        units = text.encode("utf-16-le")
        if len(units) > 2 * _LONGEST:
            text = units[: 2 * (_LONGEST - 1)].decode("utf-16-le", errors="ignore") + "…"
    # xlsxwriter takes a text of this form for XML of its own and would write it unescaped.
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text


def xlsx_of(records: Iterable[Record], about: About, columns: Sequence[Column]) -> bytes:
    """The records as a workbook: the table from A1 on the first sheet, what it is on the second.

    Numbers (to 16 digits) and dates are such, all else is text, codes and periods too; nothing is a
    formula or a link. The cells of illustrative figures are hatched. Memory does not grow with the
    rows but for the file itself. Errors as in ``rows_of``; TooManyRows.
    """
    target = io.BytesIO()
    warning = about.warning
    name = warning.sheet if warning else word("data", about.language)
    with Workbook(target, {"constant_memory": True}) as book:
        book.set_properties(
            {
                "title": sound(about.title),
                "subject": warning.sentence if warning else "",
                "status": name if warning else "",
                "created": about.made.astimezone(UTC).replace(tzinfo=None),
            }
        )
        sheet = book.add_worksheet(name)
        count = _write_table(book, sheet, rows_of(records, columns, about), about, columns)
        _write_about(book, about, columns, count)
    return target.getvalue()


def _write_table(
    book: Workbook,
    sheet: Any,
    rows: Iterator[list[Plain]],
    about: About,
    columns: Sequence[Column],
) -> int:
    """Write header and rows; how many rows there were."""
    heading = book.add_format({"bold": True, "bottom": 1})
    shown = [{"num_format": _number_format(column)} for column in columns]
    formats = [book.add_format(each) for each in shown]
    hatched = [book.add_format({**each, **_HATCHED}) for each in shown]
    standings = [place for place, each in enumerate(columns) if each.kind == "standing"]
    spoken_of = [_spoken_of_by(each, columns) for each in columns]
    headers = [_fitting(sound(header)) for header in _headers(columns)]
    # The arrow of the filter stands beside the word.
    widths = [len(header) + 3 for header in headers]
    for place, header in enumerate(headers):
        sheet.write_string(0, place, header, heading)
    count = 0
    for count, cells in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise TooManyRows(f"more than {MOST_ROWS} rows")
        saying = [place for place in standings if cells[place] == Standing.ILLUSTRATIVE]
        made_up = [bool(saying) and not each.isdisjoint(saying) for each in spoken_of]
        for place in standings:
            cells[place] = word(str(cells[place]), about.language) if cells[place] else None
        for place, cell in enumerate(cells):
            mark = (hatched if made_up[place] else formats)[place]
            if cell is None:
                if made_up[place]:
                    sheet.write_blank(count, place, None, mark)
            elif isinstance(cell, float):
                sheet.write_number(count, place, cell, mark)
            elif isinstance(cell, str):
                sheet.write_string(count, place, _fitting(cell), mark)
            elif cell >= _FIRST_DAY:
                sheet.write_datetime(count, place, cell, mark)
            else:
                sheet.write_string(count, place, cell.isoformat(), mark)
            if count <= _MEASURED and cell is not None:
                widths[place] = max(widths[place], _width(cell, columns[place]))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width, _NARROWEST), _WIDEST))
    last = max(len(columns) - 1, 0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, count, last)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    # Codes and years are text on purpose; Excel need not warn of each.
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, count, last)})
    return count


def _spoken_of_by(column: Column, columns: Sequence[Column]) -> frozenset[int]:
    """The places of the standings that speak of a column."""
    return frozenset(
        place
        for place, each in enumerate(columns)
        if each.kind == "standing"
        and (not column.stands_by or each.key in column.stands_by or each is column)
    )


def _number_format(column: Column) -> str:
    if column.kind == "date":
        return "yyyy-mm-dd"
    if column.kind != "number":
        return "@"
    # The mark of decimals is the reader's own; thousands are not grouped, so none is misread.
    if column.decimals is None:
        return "General"
    return f"0.{'0' * column.decimals}" if column.decimals else "0"


def _headers(columns: Sequence[Column]) -> list[str]:
    """The columns' names; two of the same name are told apart by their keys."""
    names = [column.name for column in columns]
    return [
        f"{column.name} ({column.key})" if names.count(column.name) > 1 else column.name
        for column in columns
    ]


def _width(cell: str | float | date, column: Column) -> int:
    if isinstance(cell, float):
        return len(f"{cell:.{column.decimals}f}" if column.decimals is not None else f"{cell:.10g}")
    if isinstance(cell, str):
        return max(map(len, cell.split("\n")))
    return len("yyyy-mm-dd")


def _write_about(book: Workbook, about: About, columns: Sequence[Column], count: int) -> None:
    language = about.language
    sheet = book.add_worksheet(_say("about", language))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    warning = book.add_format({"bold": True, "text_wrap": True, "valign": "top", **_HATCHED})
    lines = [(_say("title", language), about.title, wrapped)]
    told = about.warning
    standing = word("standing", language)
    if told is not None:
        lines.append((standing, told.sentence, warning))
    # Of the standing one line speaks: the warning, where there is one.
    lines += [
        (name, text, wrapped) for name, text in about.lines if told is None or name != standing
    ]
    lines += [
        (_say("made", language), about.made.isoformat(timespec="minutes"), wrapped),
        (_say("rows", language), str(count), wrapped),
        (_say("blank", language), _say("not_known", language), wrapped),
    ]
    for place, (name, text, mark) in enumerate(lines):
        sheet.write_string(place, 0, _fitting(sound(name)), bold)
        sheet.write_string(place, 1, _fitting(sound(text)), mark)
    below = len(lines) + 1
    for place, key in enumerate(("column", "kind", "key")):
        sheet.write_string(below, place, _say(key, language), bold)
    for line, (header, column) in enumerate(
        zip(_headers(columns), columns, strict=True), start=below + 1
    ):
        sheet.write_string(line, 0, _fitting(sound(header)))
        sheet.write_string(line, 1, _say(column.kind, language))
        sheet.write_string(line, 2, _fitting(sound(column.key)))
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 28)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, below + len(columns), 2)})
