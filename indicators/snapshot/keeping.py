"""Which snapshots are kept, and which are removed when another one is published."""

import contextlib
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from indicators.snapshot.pointing import (
    current,
    folder,
    newest_first,
    number_of,
    numbered,
    open_to_readers_of,
)

NEWEST: Final = 20
"""So many of the newest are kept, however old;"""
MONTHS: Final = 24
"""the last one of every month, so many months back; the last one of every year, for good;"""
PINNED: Final = timedelta(days=30)
"""and one that a reader has pinned, so long after it was last looked at."""

_PINS: Final = "pins"
_FRESH: Final = 3600
"""Seconds within which a pin is not made again."""


def keep(data: Path, number: str) -> None:
    """Keep the snapshot of that number, six digits, for those who have pinned it.

    To be called whenever somebody looks at it. Where there is no such snapshot, or a reader may not
    write, nothing is done.
    """
    if numbered(data, number) is None:
        return
    pin = folder(data) / _PINS / number
    with contextlib.suppress(OSError):
        if pin.exists() and time.time() - pin.stat().st_mtime < _FRESH:
            return
        if not pin.parent.is_dir():
            pin.parent.mkdir(exist_ok=True)
            open_to_readers_of(data, pin.parent)
        pin.touch()
        open_to_readers_of(data, pin)


def kept(made: Mapping[int, datetime], now: datetime) -> set[int]:
    """The numbers that the rule keeps, of snapshots made at those moments; pins are no part of it.

    Months and years are those of the moments' own zone.
    """
    found = set(sorted(made)[-NEWEST:])
    of_month = {(at.year, at.month): number for number, at in sorted(made.items())}
    this = now.year * 12 + now.month
    found |= {
        number for (year, month), number in of_month.items() if this - year * 12 - month < MONTHS
    }
    return found | set({at.year: number for number, at in sorted(made.items())}.values())


def thin_out(data: Path, made: Mapping[str, datetime], now: datetime) -> None:
    """Remove the snapshots that the rule does not keep; ``made`` says when, by name, in UTC.

    Never the one that is served. What cannot be removed stays until the next time.
    """
    paths = {number_of(path): path for path in newest_first(folder(data))}
    moments = {}
    for number, path in paths.items():
        at = made.get(path.stem) or datetime.fromtimestamp(path.stat().st_mtime, UTC)
        moments[number] = at.replace(tzinfo=UTC).astimezone()
    pinned = _pinned(data, now.replace(tzinfo=UTC))
    staying = kept(moments, now.replace(tzinfo=UTC).astimezone()) | pinned
    for number, path in paths.items():
        if number not in staying and path != current(data):
            with contextlib.suppress(OSError):
                path.unlink()


def _pinned(data: Path, now: datetime) -> set[int]:
    """The numbers that somebody has looked at lately; pins that have run out are removed."""
    found = set()
    for pin in (folder(data) / _PINS).glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError):
            if now - datetime.fromtimestamp(pin.stat().st_mtime, UTC) < PINNED:
                found.add(int(pin.name))
            else:
                pin.unlink()
    return found
