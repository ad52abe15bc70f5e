"""The trials on a made-up nation: the same page, a hundred times the communes.

How much longer than a district's a filter takes, and how much memory.
"""

import asyncio
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import duckdb

from indicators import snapshot
from tests.benchmarks import application
from tests.benchmarks.browser import browser
from tests.benchmarks.evidence import derivable, written
from tests.benchmarks.measuring import Measurement, Step, in_turn
from tests.benchmarks.nation.rows import LAST, MEASURED, code_of, over_year, rule_of
from tests.benchmarks.servers import Server, running, watched
from tests.benchmarks.sessions import session
from tests.benchmarks.trials import Data, Results, chooser

MEGABYTE = 1e6
MOST_MEMORY = 1000.0
"""Megabytes that a server may take, with everything that it started."""
PERIODS = tuple(f"{LAST.year}{part}" for part in ("", "-Q4", "-12"))


def communes(data: Data, rounds: int, step: Step) -> Results:
    """Time the choice of an indicator among a nation's communes against a district's.

    The memory of the nation's server is watched meanwhile, and while every indicator is asked for,
    by year, by quarter and by month: views that nobody asked for before.
    """
    with (
        running(application.dashboard(data.nation)) as ours,
        running(application.dashboard(data.district)) as theirs,
        watched(ours) as memory,
    ):
        values = filtered(ours, theirs, data, rounds, step)
        after_filter = memory.peak / MEGABYTE
        seconds, failures = asyncio.run(visit(ours, views(data.nation)))
        district, failed = asyncio.run(visit(theirs, views(data.district)))
    first = f"{1000 * median(seconds):.0f} ms, the district's {1000 * median(district):.0f} ms"
    counted: int = rows_of(data.nation, "select count(*) from areas where level = 'commune'")[0][0]
    facts: dict[str, str | int | float] = {
        "communes": counted,
        "a view asked for the first time, at the server": first,
    }
    asked: dict[str, str | int | float] = {
        "views": len(seconds),
        "before they were asked for": f"{after_filter:.0f} MB",
    }
    return {
        "communes_large": Measurement(
            "ms", "each option once, on each page", *values, failures + failed, facts
        ),
        "communes_memory": Measurement(
            "MB", "none", (memory.peak / MEGABYTE,), (MOST_MEMORY,), failures, asked
        ),
    }


def filtered(
    ours: Server, theirs: Server, data: Data, rounds: int, step: Step
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Choose one indicator after the other on both pages, in turn."""
    with browser() as launched, ExitStack() as stack:
        allowed = derivable_of_nation(data.nation), derivable(data.district)
        mine = stack.enter_context(chooser(launched, ours, application.NATION, allowed[0]))
        other = stack.enter_context(chooser(launched, theirs, application.COMMUNES, allowed[1]))
        return in_turn(mine, other, rounds, step)


def views(folder: Path) -> list[str]:
    """Return what the address says of every indicator of the communes, in each of PERIODS."""
    rows = rows_of(
        folder,
        f"""
        select distinct indicator_code, period
        from spread
        where reported > 0 and period in {PERIODS}
        order by period, indicator_code
        """,
    )
    return [f"indicator={indicator}&period={period}" for indicator, period in rows]


def derivable_of_nation(folder: Path) -> dict[str, set[str]]:
    """Return every number that a chart of the last year may print of a measured indicator.

    That is: values, percentages of the whole, and differences from plan of every commune.
    """
    found: set[str] = set()
    for number in MEASURED:
        code, rule = code_of(number), rule_of(number)
        for value, whole, plan in rows_of(
            folder,
            f"""
            select o.value, o.whole, p.value
            from (
                select
                    area_code, {over_year(rule, "value")} as value,
                    {over_year(rule, "whole")} as whole
                from observations
                where indicator_code = '{code}' and year(period_start) = {LAST.year}
                group by area_code
            ) as o
            left join plans as p
                on p.area_code = o.area_code and p.indicator_code = '{code}'
                and p.period = '{LAST.year}'
            where o.value is not null
            """,
        ):
            found |= written(Decimal(value))
            if whole:
                found |= written(100 * Decimal(value) / Decimal(whole))
            if plan:
                found |= written(Decimal(value) - Decimal(plan))
    return {str(LAST.year): found}


async def visit(server: Server, queries: list[str]) -> tuple[list[float], int]:
    """Return the seconds that the server takes for each view, and how many showed no charts."""
    seconds: list[float] = []
    failures = 0
    async with session(server, "communes") as one:
        for query in queries:
            one.state.query_string = query
            answer = await one.run()
            seconds.append(answer.seconds)
            failures += not answer.charts()
    return seconds, failures


def rows_of(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """Return what is published in a data folder."""
    path = snapshot.current(folder)
    if path is None:
        raise RuntimeError(f"{folder} holds no snapshot")
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()
