"""Which recorded figures say something else in one snapshot than in another.

A figure is revised by a further version of it, so only what has several is looked at; whether a
status hangs on it is for between to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from indicators.engine import Engine
from indicators.frames.kept import KeptObservation
from indicators.frames.rows import rows_of
from indicators.vocabulary import WITHDRAWN


@dataclass(frozen=True)
class FigureChange:
    """A figure that both sides know and that says something else in ``after``; or was taken back
    there, or is there again."""

    before: KeptObservation
    after: KeptObservation

    @property
    def withdrawn(self) -> bool:
        return self.after.status == WITHDRAWN


_TOLERANCE: Final = 1e-9


def revised_figures(before: Engine, after: Engine, *, area: str = "") -> tuple[FigureChange, ...]:
    """Every figure that was revised or taken back, of one area or (blank) of all, by indicator.

    What is made up, and what is new, is left out.
    """
    sides = (before, after)
    asked = pa.concat_tables([each.query("replaced_observations", area=area) for each in sides])
    if not asked.num_rows:
        return ()
    old, new = (_kept(each, asked) for each in sides)
    return tuple(
        FigureChange(old[key], row)
        for key, row in new.items()
        if key in old and not _same(old[key], row)
    )


_Key = tuple[str, str, str]


def _kept(side: Engine, asked: pa.Table) -> dict[_Key, KeptObservation]:
    codes = sorted(set(asked["indicator_code"].to_pylist()))
    table = side.query("kept_observations", indicators=",".join(codes))
    for name in ("area_code", "period"):
        table = table.filter(pc.is_in(table[name], pc.unique(asked[name])))
    keys = set(_keys(asked))
    rows = rows_of(KeptObservation, table)
    return {key: row for row in rows if (key := _key(row)) in keys and not row.made_up}


def _keys(asked: pa.Table) -> Iterator[_Key]:
    names = ("indicator_code", "area_code", "period")
    return zip(*(asked[name].to_pylist() for name in names), strict=True)


def _key(row: KeptObservation) -> _Key:
    return (row.indicator_code, row.area_code, row.period)


def _same(one: KeptObservation, other: KeptObservation) -> bool:
    if WITHDRAWN in (one.status, other.status):
        return one.status == other.status
    pairs = ((one.value, other.value), (one.whole, other.whole))
    return all(
        a is b if a is None or b is None else isclose(a, b, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        for a, b in pairs
    )
