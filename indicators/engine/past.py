"""What was published before, for those who look at it."""

from pathlib import Path

from indicators import snapshot
from indicators.snapshot import Publication


def history(data: Path) -> tuple[Publication, ...]:
    """Every publication of a data folder that is known, the newest first."""
    return snapshot.history(data)


def damaged(data: Path) -> str:
    """The snapshot that ought to be served and is damaged; blank where there is none such."""
    return snapshot.damaged(data)


def keep(data: Path, number: str) -> None:
    """Say that somebody keeps to a snapshot, so that it is not cleared away for a while."""
    snapshot.keep(data, number)
