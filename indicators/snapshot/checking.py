"""The rules of queries/checks: what figures mean together."""

import re
from collections.abc import Iterator

import duckdb

from indicators.snapshot import recipe
from indicators.vocabulary import Finding


def broken_rules(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Run every rule of queries/checks; one finding a row that it returns.

    A check answers with file, line, column_name and typed; its sentences, in both languages,
    stand in its head as ``-- vi:`` and ``-- en:`` and may name ``{typed}``.
    """
    for path in recipe.check_files():
        sql = path.read_text(encoding="utf-8")
        say = dict(re.findall(r"^-- (vi|en): (.+)$", sql, flags=re.MULTILINE))
        for file, line, column, typed in connection.cursor().execute(sql).fetchall():
            shown = "" if typed is None else str(typed)
            yield Finding(
                str(file),
                int(line),
                str(column or ""),
                shown,
                say["vi"].replace("{typed}", shown),
                say["en"].replace("{typed}", shown),
            )
