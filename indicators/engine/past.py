"""What was published before, for those who look at it."""

from functools import lru_cache
from pathlib import Path

from indicators import snapshot
from indicators.snapshot import Publication


def history(data: Path) -> tuple[Publication, ...]:
    """Every publication of a data folder that is known, the newest first.

    Read once as long as its snapshots, and which of them is served, stay as they are.
    """
    return _history(data, _published(data))


@lru_cache(maxsize=4)
def _history(data: Path, _seen: frozenset[tuple[object, ...]]) -> tuple[Publication, ...]:
    return snapshot.history(data)


def _published(data: Path) -> frozenset[tuple[object, ...]]:
    """What the files that a history is read from look like from outside."""
    folder = snapshot.folder(data)
    seen: set[tuple[object, ...]] = set()
    for path in (folder / "current", *folder.glob("*.duckdb")):
        try:
            file = path.stat()
        except OSError:  # cleared away meanwhile
            continue
        seen.add((path.name, file.st_ino, file.st_size, file.st_mtime_ns, file.st_ctime_ns))
    return frozenset(seen)


def damaged(data: Path) -> str:
    """The snapshot that ought to be served and is damaged; blank where there is none such."""
    return snapshot.damaged(data)


def keep(data: Path, number: str) -> None:
    """Say that somebody keeps to a snapshot, so that it is not cleared away for a while."""
    snapshot.keep(data, number)
