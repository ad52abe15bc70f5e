"""One published snapshot, and the named queries that it answers."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import duckdb
import pyarrow as pa

from indicators import snapshot
from indicators.vocabulary import Finding

_PARAMETER = re.compile(r"\$([a-z_]+)")

Plans = Literal["amended", "first"]
"""Which version of a plan counts: as amended since, or as first assigned."""


class UnknownQuery(LookupError):
    """No query has this name; the message says which there are."""


class WrongParameters(ValueError):
    """A parameter is missing or unknown; the message says which there are."""


@cache
def sql_of(name: str) -> str:
    """The text of queries/NAME.sql; UnknownQuery when there is none."""
    if name not in names():
        raise UnknownQuery(name)
    return (snapshot.QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """The named queries, in alphabetical order."""
    paths = snapshot.QUERIES.glob("*.sql")
    return tuple(sorted(path.stem for path in paths if path.stem != "schema"))


@cache
def parameters_of(name: str) -> tuple[str, ...]:
    """The parameters of a named query, in alphabetical order."""
    body = "\n".join(line for line in sql_of(name).splitlines() if not line.startswith("--"))
    return tuple(sorted(set(_PARAMETER.findall(body))))


class Engine:
    """One published snapshot, open for reading; safe to share between threads.

    A snapshot never changes, so two engines of the same one are equal.
    """

    known_on: date | None = None
    """The day up to whose end versions count; None: all that are there."""
    plans: Plans = "amended"

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = duckdb.connect(str(path), read_only=True, config=dict(snapshot.LOCKED))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Engine) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[object, ...]:
        return (self.path,)

    def query(self, name: str, **parameters: str) -> pa.Table:
        """The answer of queries/NAME.sql.

        UnknownQuery and WrongParameters say what there is instead.
        """
        sql = sql_of(name)
        wanted = parameters_of(name)
        if set(parameters) != set(wanted):
            raise WrongParameters(", ".join(wanted))
        return self.answer(sql, parameters)

    def answer(self, sql: str, parameters: Mapping[str, str]) -> pa.Table:
        """The answer of a text of this room's own."""
        # A cursor a call: a connection shared by threads answers with each other's rows.
        with self._connection.cursor() as cursor:
            return cursor.sql(sql, params=dict(parameters)).to_arrow_table()

    def whole(self, table: str) -> pa.Table:
        """Every row of a table of the schema."""
        with self._connection.cursor() as cursor:
            return cursor.table(table).to_arrow_table()

    def broken_rules(self) -> list[Finding]:
        """What queries/checks finds in this snapshot; empty when it is healthy."""
        with self._connection.cursor() as cursor:
            return list(snapshot.broken_rules(cursor))

    def close(self) -> None:
        self._connection.close()
