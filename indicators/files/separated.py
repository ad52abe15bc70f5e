"""Records as CSV, in which no text is run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, islice

from indicators.files.rows import Column, Plain, Record, plain

_HIDDEN = r"(?:[^\S\t\n]|[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])"
_LIVE = rf"{_HIDDEN}*[=+\-@＝＋－＠﹦﹢﹣﹫]"
_START = re.compile(rf"(?:^|(?<=[;\t\n]))(?='*{_LIVE})|\A(?='*{_HIDDEN}*[\t\n])")
"""Where a spreadsheet would begin a formula: at the start of the text and, since Excel splits a CSV
at semicolons where the decimal mark is a comma and quotes then no longer hold a text together, at
the start of each piece and line of it."""


def csv_of(records: Iterable[Record], columns: Sequence[Column] = ()) -> bytes:
    """The records as CSV: UTF-8 with a byte order mark, CRLF, numbers unrounded, blanks empty.

    Without ``columns`` the first record's keys are the header. An apostrophe stands before whatever
    in a text a spreadsheet would run as a formula, so that every text can be told from the cell:
    whoever wants it back takes one apostrophe from each such place. ValueError for NaN and
    infinities.
    """
    target = io.BytesIO()
    target.write(b"\xef\xbb\xbf")
    incoming = iter(records)
    first = list(islice(incoming, 1))
    keys = [column.key for column in columns] or list(first[0] if first else ())
    with io.TextIOWrapper(target, encoding="utf-8", newline="") as text:
        lines = csv.writer(text, lineterminator="\r\n")
        if keys:
            lines.writerow(keys)
        for record in chain(first, incoming):
            lines.writerow(_typed(plain(record[key])) for key in keys)
        text.flush()
        return target.getvalue()


def _typed(cell: Plain) -> str | float | int | None:
    match cell:
        case str():
            return _START.sub("'", cell)
        case float():
            # 14563.0 is text where the decimal mark is a comma; 14563 is a number everywhere.
            return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
        case date():
            return cell.isoformat()
        case _:
            return cell
