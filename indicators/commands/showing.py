"""What a terminal shows of changes and publications: tables, as wide as the terminal is.

What a change is called stands in importing, words in wording; nothing is published here.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

import typer
from rich.console import Console
from rich.table import Table as Sheet

from indicators.snapshot import Publication
from indicators.vocabulary import Language
from indicators.wording.keeping import say
from indicators.wording.publications import (
    back_cells,
    back_columns,
    change_cells,
    change_columns,
    told,
)

_LISTED: Final = 30
"""So many changes and statuses are listed, and how many more there are."""
_WIDE: Final = 200
"""Letters across where no terminal says how wide it is."""


def show_changes(told: Mapping[str, Any], said: Language) -> None:
    """Every row that would change, before and after, then the statuses that would be others."""
    rows = [change_cells(one, one["place"], said) for one in told["changes"][:_LISTED]]
    _show(change_columns(said), rows, told["changed"], said)
    _show_statuses(told["statuses"], told["changed_statuses"], said)


def show_restoring(told: Mapping[str, Any], said: Language) -> None:
    """Every row that an earlier state would change, then the statuses that would be others."""
    rows = [back_cells(one, said) for one in told["changes"][:_LISTED]]
    _show(back_columns(said), rows, told["changed"], said)
    _show_statuses(told["statuses"], told["changed_statuses"], said)


def _show_statuses(statuses: Sequence[Mapping[str, Any]], count: int, said: Language) -> None:
    if statuses:
        typer.echo(f"{say('statuses_title', said)}:")
        columns = [say(f"column_{key}", said) for key in ("row", "before", "after")]
        rows = [
            tuple(one[key][said] for key in ("name", "before", "after"))
            for one in statuses[:_LISTED]
        ]
        _show(columns, rows, count, said)


def show_history(listed: Sequence[Publication], said: Language) -> None:
    names = ("snapshot", "when", "action", "who", "counts", "files")
    columns = [say(f"column_{name}", said) for name in names]
    _show(columns, [told(one, said) for one in listed], len(listed), said)


def _show(
    columns: Sequence[str], rows: Sequence[tuple[str, ...]], count: int, said: Language
) -> None:
    if not rows:
        return
    sheet = Sheet(*columns)
    for row in rows:
        sheet.add_row(*row)
    wide = None if sys.stdout.isatty() else _WIDE
    Console(width=wide, markup=False, emoji=False, highlight=False).print(sheet)
    if count > len(rows):
        typer.echo(say("more_rows", said, {"count": count - len(rows)}))
