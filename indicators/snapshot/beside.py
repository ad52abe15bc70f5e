"""The rows that count in one snapshot beside those that count in another: how many, and which."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import duckdb

from indicators.snapshot.pointing import LOCKED
from indicators.snapshot.versions import VERSIONED
from indicators.vocabulary import Table
from indicators.workbook import ILLUSTRATIVE

_COMMUNES_LAST: Final = """(
    select count(*) from areas as a
    where a.area_code = coalesce(n_area_code, e_area_code) and a.level = 'commune'
)"""
_KINDS: Final = ("new", "changed", "withdrawn")


@dataclass(frozen=True)
class Counts:
    """Rows that count now beside those that counted before; None: not known."""

    new: int | None = None
    changed: int | None = None
    withdrawn: int | None = None


@dataclass(frozen=True)
class Moved:
    """A row of ``table`` that counts in one snapshot and another one, or none, in its place in
    another: its cells by column, and whether it is new, changed or withdrawn there."""

    table: str
    kind: Literal["new", "changed", "withdrawn"]
    before: Mapping[str, str | float | None] | None
    after: Mapping[str, str | float | None] | None


def counts(
    connection: duckdb.DuckDBPyConnection, before: Path | None, *, made_up: bool = True
) -> dict[str, Counts]:
    """By table: the rows that count in an open snapshot beside those of the one at ``before``.

    ``made_up``: those of the illustrative files too.
    """
    found: dict[str, Counts] = {}
    for table in VERSIONED:
        if before is None:
            found[table.name] = Counts(len(_counting(connection, table, made_up)), 0, 0)
            continue
        beside = _beside(connection, before, table, made_up)
        if beside is None:
            found[table.name] = Counts()
            continue
        ((new, changed, withdrawn),) = beside.aggregate(
            ", ".join(f"count(*) filter (kind = '{kind}')" for kind in _KINDS)
        ).fetchall()
        found[table.name] = Counts(new, changed, withdrawn)
    return found


def moved(
    connection: duckdb.DuckDBPyConnection, before: Path, most: int, *, made_up: bool = True
) -> tuple[Moved, ...]:
    """The first ``most`` of the rows that ``counts`` counts, by table and key; communes last."""
    found: list[Moved] = []
    for table in VERSIONED:
        typed = _typed(table)
        beside = _beside(connection, before, table, made_up)
        if beside is None:
            continue
        order = ", ".join([_COMMUNES_LAST, *(f"coalesce(n_{one}, e_{one})" for one in _key(table))])
        rows = beside.filter("kind is not null").order(order).limit(most - len(found)).fetchall()
        for kind, *cells in rows:
            after = dict(zip(typed, cells[: len(typed)], strict=True))
            earlier = dict(zip(typed, cells[len(typed) :], strict=True))
            found.append(
                Moved(
                    table.name,
                    kind,
                    None if kind == "new" else earlier,
                    None if kind == "withdrawn" else after,
                )
            )
    return tuple(found)


def _typed(table: Table) -> list[str]:
    return [name for name in table.names if name != "known_from"]


def _key(table: Table) -> list[str]:
    return [name for name in table.key if name != "known_from"]


def _counting(
    connection: duckdb.DuckDBPyConnection, table: Table, made_up: bool
) -> duckdb.DuckDBPyRelation:
    """The rows of a table that count; without ``made_up`` none of the illustrative files."""
    asked = "true" if made_up else f"file not like '{ILLUSTRATIVE}/%'"
    return connection.table(table.name).filter(asked).select(*_typed(table))


def _beside(
    connection: duckdb.DuckDBPyConnection, before: Path, table: Table, made_up: bool
) -> duckdb.DuckDBPyRelation | None:
    """Each row of an open snapshot (n_…) beside that of the one at ``before`` (e_…), and which kind
    of change that is; null: none. None where the other one is of another schema."""
    try:
        with duckdb.connect(str(before), read_only=True, config=dict(LOCKED)) as old:
            rows = _counting(old, table, made_up).to_arrow_table()
    except duckdb.Error:
        return None
    typed, key = _typed(table), _key(table)
    same = " and ".join(f"n.{name} = e.{name}" for name in key)
    unlike = " or ".join(f"n.{name} is distinct from e.{name}" for name in typed if name not in key)
    kind = (
        f"case when e.{key[0]} is null then 'new' when n.{key[0]} is null then 'withdrawn'"
        f" when {unlike} then 'changed' end as kind"
    )
    named = [f"{side}.{name} as {side}_{name}" for side in "ne" for name in typed]
    now = _counting(connection, table, made_up).set_alias("n")
    earlier = connection.from_arrow(rows).set_alias("e")
    return now.join(earlier, same, how="outer").project(", ".join([kind, *named]))
