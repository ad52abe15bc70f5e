"""Rows that change something → the CSV that is added to the data folder.

One new file a table; only sources.csv is written anew, its old bytes first and unchanged.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from pathlib import Path
from typing import Final

from indicators.importing.comparing import Difference
from indicators.importing.known import COLUMNS
from indicators.importing.rows import Entry
from indicators.spelling import names
from indicators.vocabulary import TABLES

_PATHS: Final = {table.name: table.path for table in TABLES}


def written(
    table: str, differences: Sequence[Difference], file: str, now: datetime, data: Path
) -> tuple[str, bytes, Mapping[int, Entry]]:
    """The path below the data folder, its content, and the row that begins on each of its lines."""
    if table == "sources":
        return _appended(differences, data)
    path = _new_path(_PATHS[table], file, now, data)
    content, lines = _rows(table, COLUMNS[table], differences, 0, "\n")
    return path, content.encode(), lines


def _new_path(folder: str, file: str, now: datetime, data: Path) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", names.bare(Path(file).stem)).strip("-")[:40] or "file"
    stem = f"{folder}/import-{now.strftime('%Y-%m-%dT%H%M%S')}-{slug}"
    path, again = f"{stem}.csv", 1
    while (data / path).exists():
        again += 1
        path = f"{stem}-{again}.csv"
    return path


def _appended(
    differences: Sequence[Difference], data: Path
) -> tuple[str, bytes, Mapping[int, Entry]]:
    path = _PATHS["sources"]
    before = (data / path).read_bytes()
    text = before.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text, newline="")))
    ending = "\r\n" if "\r\n" in text else "\n"
    if not text.endswith(("\n", "\r")):
        before += ending.encode()
        text += ending
    # As the folder's reader counts: every end of a line, those within quotes too.
    counted = csv.reader(io.StringIO(text, newline=""))
    for _ in counted:
        pass
    content, lines = _rows("sources", header, differences, counted.line_num, ending)
    return path, before + content.encode(), lines


def _rows(
    table: str,
    columns: Sequence[str],
    differences: Sequence[Difference],
    before: int,
    ending: str,
) -> tuple[str, Mapping[int, Entry]]:
    """The lines behind so many others; behind none, the header is the first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=ending)
    if not before:
        writer.writerow(columns)
        before = 1
    pick = itemgetter(*(COLUMNS[table].index(name) for name in columns))
    lines: dict[int, Entry] = {}
    line = before + 1
    for each in differences:
        cells = pick(each.cells)
        writer.writerow(cells)
        lines[line] = each.entry
        line += 1 + "".join(cells).count("\n")
    return text.getvalue(), lines
