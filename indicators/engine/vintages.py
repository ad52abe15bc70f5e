"""A snapshot as it was known on an earlier day, or with its plans as they were first assigned.

Which versions count stands in queries/vintages, what follows from them in the same views as ever:
nothing is judged here. A vintage is a database in memory with the schema of a snapshot, so every
named query runs on it unchanged.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final, get_args

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from indicators import snapshot
from indicators.engine.asking import Engine, Plans

PLANS: Final[tuple[Plans, ...]] = get_args(Plans)

_NOT_ASKED: Final = {"files"}
"""Tables that no query asks: they stay empty."""
_LAST: Final = date(9999, 12, 30)
_KEPT = 4
_vintages: OrderedDict[tuple[object, ...], "Vintage"] = OrderedDict()
"""The vintages asked for last, at the end the last one."""
_keeping = threading.Lock()
_building = threading.Lock()
"""One at a time: each takes both cores and memory of its own."""

Step = Callable[[str], None]


def _silent(_step: str) -> None:
    """Nobody watches."""


class Vintage(Engine):
    """A snapshot in which the versions known on a day count, and no later ones.

    It holds every version that the snapshot holds: those that do not count then, the later ones
    too, stand in the superseded tables. It may be restricted to one indicator and what that is
    made of. Two of the same snapshot and the same choices are equal.
    """

    def __init__(
        self,
        source: Engine,
        known_on: date | None,
        plans: Plans,
        indicator: str = "",
        step: Step = _silent,
    ) -> None:
        self.path = source.path
        self.known_on = known_on
        self.plans = plans
        self.indicator = indicator
        self._connection = duckdb.connect(":memory:", config=dict(snapshot.LOCKED))
        step("read")
        schema = (snapshot.QUERIES / "schema.sql").read_text(encoding="utf-8")
        self._connection.execute(schema)
        there = {str(name) for (name,) in self._connection.execute("show tables").fetchall()}
        changing = _as_known(source, known_on, plans, indicator)
        for table in there - _NOT_ASKED:
            rows = changing.get(table)
            self._fill(table, source.whole(table) if rows is None else rows)
        for view in snapshot.view_files():
            step(view.stem)
            snapshot.compute(self._connection, view)

    @property
    def _identity(self) -> tuple[object, ...]:
        return (self.path, self.known_on, self.plans, self.indicator)

    def answer(self, sql: str, parameters: Mapping[str, str]) -> pa.Table:
        with self._connection.cursor() as cursor:
            # Memory cannot be opened for reading alone: each question promises it instead.
            cursor.execute("begin transaction read only")
            return cursor.sql(sql, params=dict(parameters)).to_arrow_table()

    def _fill(self, table: str, rows: pa.Table) -> None:
        kept = self._connection.table(table).columns
        self._connection.from_arrow(rows.select(kept)).insert_into(table)


def vintage(
    source: Engine,
    known_on: date | None = None,
    plans: Plans = "amended",
    *,
    indicator: str = "",
    step: Step = _silent,
) -> Engine:
    """The snapshot as it was known at the end of a day (UTC); ``first``: judged by the plans as
    first assigned, those that were taken back later too.

    Without a day and by amended plans that is the snapshot itself. ``indicator`` keeps the work
    small: of all others only those it is computed from, or adds up with, have figures then. The
    four asked for last are kept. ``step`` hears the name of each step of the work.
    """
    if known_on is None and plans == "amended":
        return source
    asked = (source.path, known_on, plans, indicator)
    found = _kept(asked)
    if found is None:
        with _building:
            found = _kept(asked) or Vintage(source, known_on, plans, indicator, step)
            with _keeping:
                _vintages[asked] = found
                while len(_vintages) > _KEPT:
                    _vintages.popitem(last=False)
    return found


def _kept(asked: tuple[object, ...]) -> Vintage | None:
    with _keeping:
        if asked in _vintages:
            _vintages.move_to_end(asked)
        return _vintages.get(asked)


def _as_known(
    source: Engine, known_on: date | None, plans: Plans, indicator: str
) -> Mapping[str, pa.Table]:
    """The rows of every table that was another one then, by its name."""
    day = known_on.isoformat() if known_on else ""
    until = (min(known_on, _LAST) + timedelta(days=1) if known_on else _LAST).isoformat()
    made: dict[str, pa.Table] = {}
    codes = ",".join(_related(source.whole("indicators"), indicator))
    edition = _asked(source, _sql("snapshot"), known_on=day, known_until=until)
    as_of = edition.column("as_of")[0].as_py().isoformat()
    made["snapshot"] = edition
    made["published_figures"] = _asked(
        source, _sql("published_figures"), known_until=until, indicators=codes
    )
    given = {"observations": {}, "plans": {"chosen": plans, "as_of": as_of}}
    for table, more in given.items():
        rows = _asked(source, _sql(table), known_until=until, indicators=codes, **more)
        counts = rows.column("counts")
        versions = rows.drop_columns(["counts"])
        made[table] = versions.filter(counts)
        made[f"superseded_{table}"] = versions.filter(pc.invert(counts))
    return made


def _asked(source: Engine, sql: str, **parameters: str) -> pa.Table:
    return source.answer(sql, parameters)


def _sql(name: str) -> str:
    return (snapshot.QUERIES / "vintages" / f"{name}.sql").read_text(encoding="utf-8")


def _related(indicators: pa.Table, code: str) -> list[str]:
    """An indicator, its whole, its parts and their siblings, and what each is computed from or
    weighted by; nothing where no indicator is named: all of them are meant."""
    if not code:
        return []
    rows = {row["indicator_code"]: row for row in indicators.to_pylist()}
    around = {code, rows[code]["part_of"]} if code in rows else {code}
    found = {one for one, row in rows.items() if {one, row["part_of"]} & (around - {None})}
    waiting = list(found)
    while waiting:
        row = rows[waiting.pop()]
        for column in ("numerator_code", "denominator_code", "weight_code"):
            made_of = row[column]
            if made_of and made_of not in found:
                found.add(made_of)
                waiting.append(made_of)
    return sorted(found) or [code]
