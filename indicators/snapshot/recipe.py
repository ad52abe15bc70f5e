"""What a snapshot is made from: data files, SQL and code, and the hash of them all."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from indicators import boundaries, workbook

QUERIES = Path(__file__).resolve().parents[2] / "queries"
ROOM = Path(__file__).resolve().parents[1]
MAKERS = (
    "boundaries/outline.py",
    "boundaries/reading.py",
    "boundaries/thinning.py",
    "snapshot/building.py",
    "snapshot/making.py",
    "snapshot/versions.py",
    "validation.py",
    "vocabulary.py",
    "workbook/folder.py",
)
"""The code that turns rows as typed into tables: changed, it may make another snapshot of them."""


def state(data: Path, *, illustrative: bool = True) -> dict[str, str]:
    """The SHA-256 of everything in a data folder that publishing looks at, by path below it."""
    paths = everything(data, illustrative=illustrative)
    return {path.relative_to(data).as_posix(): hash_of(path) for path in paths}


def everything(data: Path, *, illustrative: bool = True) -> list[Path]:
    """What publishing looks at in a data folder: its files, and those that it finds in the way."""
    strays = workbook.strays_of(data, illustrative=illustrative)
    return [*files(data, illustrative=illustrative), *strays]


def files(data: Path, *, illustrative: bool = True) -> list[Path]:
    """The data files that a snapshot is made from."""
    outlines = data / boundaries.FILE
    tables = workbook.files_of(data, illustrative=illustrative)
    return [*tables, *([outlines] if outlines.exists() else [])]


def digest(data: Path, *, illustrative: bool = True) -> str:
    """SHA-256 over everything that a snapshot is made from: the data files, the SQL, the code."""
    return digest_from(state(data, illustrative=illustrative))


def digest_from(state: Mapping[str, str]) -> str:
    """The digest of a data folder in that state, with the SQL and the code of now."""
    return _digest(
        state,
        _hashes(QUERIES, [QUERIES / "schema.sql", *view_files(), *check_files()]),
        _hashes(ROOM, [ROOM / name for name in MAKERS]),
    )


def mark() -> str:
    """SHA-256 over the schema and the views: what a snapshot must share with who reads it."""
    return _digest(_hashes(QUERIES, [QUERIES / "schema.sql", *view_files()]))


def _hashes(root: Path, paths: Sequence[Path]) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): hash_of(path) for path in paths}


def _digest(*kinds: Mapping[str, str]) -> str:
    total = hashlib.sha256()
    for kind in kinds:
        for path, content in kind.items():
            total.update(f"{path} {content}\n".encode())
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


def hash_of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
