"""What a snapshot is made from: data files, SQL and code, and the hash of them all."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from indicators import boundaries, workbook

QUERIES = Path(__file__).resolve().parents[2] / "queries"
ROOM = Path(__file__).resolve().parents[1]
MAKERS = (
    "boundaries/outline.py",
    "boundaries/reading.py",
    "boundaries/thinning.py",
    "snapshot/building.py",
    "validation.py",
    "vocabulary.py",
    "workbook/folder.py",
)
"""The code that turns rows as typed into tables: changed, it may make another snapshot of them."""


def digest(data: Path, *, illustrative: bool = True) -> str:
    """SHA-256 over everything that a snapshot is made from: the data files, the SQL, the code."""
    files = workbook.files_of(data, illustrative=illustrative)
    strays = workbook.strays_of(data, illustrative=illustrative)
    outlines = data / boundaries.FILE
    return _digest(
        (data, [*files, *strays, *([outlines] if outlines.exists() else [])]),
        (QUERIES, [QUERIES / "schema.sql", *view_files(), *check_files()]),
        (ROOM, [ROOM / name for name in MAKERS]),
    )


def mark() -> str:
    """SHA-256 over the schema and the views: what a snapshot must share with who reads it."""
    return _digest((QUERIES, [QUERIES / "schema.sql", *view_files()]))


def _digest(*kinds: tuple[Path, Sequence[Path]]) -> str:
    total = hashlib.sha256()
    for root, paths in kinds:
        for path in paths:
            total.update(f"{path.relative_to(root).as_posix()} {hash_of(path)}\n".encode())
    return total.hexdigest()


def view_files() -> list[Path]:
    """The views, in the order in which one builds on the other."""
    return sorted((QUERIES / "views").glob("*.sql"))


def check_files() -> list[Path]:
    return sorted((QUERIES / "checks").glob("*.sql"))


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal; empty where it cannot be read."""
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""
