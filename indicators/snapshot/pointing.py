"""Which snapshots there are, which of them can be served, and which is.

``published/current`` names one, with the hash that it had when it was published.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import duckdb

from indicators.snapshot import recipe
from indicators.snapshot.recipe import hash_of

POINTER = "current"
NAME = re.compile(r"indicators-(\d{6})\.duckdb")

# What a reader's connection may never do, whatever text reaches it. Every connection of a process
# to one snapshot must ask for the same.
LOCKED: Final = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
    "memory_limit": "384MB",
    "lock_configuration": "true",
}


def folder(data: Path) -> Path:
    """Where the snapshots of a data folder stand."""
    return data / "published"


def current(data: Path) -> Path | None:
    """The snapshot that the pointer names, or None when there is none."""
    pointed = pointed_to(data)
    return None if pointed is None else pointed[0]


def pointed_to(data: Path) -> tuple[Path, str] | None:
    """What the pointer names, and the hash that it had when it was published."""
    try:
        name, content = (folder(data) / POINTER).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return None
    path = folder(data) / name
    return (path, content) if NAME.fullmatch(name) and path.is_file() else None


def sound(data: Path) -> Iterator[Path]:
    """The snapshots that can be served, best first: the one pointed to, then the newest.

    One that is damaged is left out: it does not open, or is not what the pointer says it was. So is
    one that another schema or other views made: the queries of this code would not fit it. A file
    is hashed once as long as it seems the same: readers ask at every run of a page.
    """
    return (path for path, _ in sound_digests(data))


def sound_digests(data: Path, *, again: bool = False) -> Iterator[tuple[Path, str]]:
    """The snapshots of ``sound``, each with what it says it was made from.

    ``again``: the one pointed to is hashed even if its file seems the same.
    """
    pointed = pointed_to(data)
    paths = newest_first(folder(data))
    if pointed is not None:
        paths = [path for path in paths if path != pointed[0]]
        if _whole(*pointed, again=again):
            paths.insert(0, pointed[0])
    for path in paths:
        if digest := digest_of(path):
            yield path, digest


_wholeness: dict[Path, tuple[tuple[str, int, int, int], bool]] = {}
"""Whether a snapshot is what the pointer says it was, and what its file was like then."""


def _whole(path: Path, content: str, *, again: bool = False) -> bool:
    """Whether the snapshot has that hash; ``again``: looked at even if its file seems the same."""
    try:
        file = path.stat()
    except OSError:
        return False
    like = (content, file.st_size, file.st_mtime_ns, file.st_ctime_ns)
    seen = _wholeness.get(path)
    if again or seen is None or seen[0] != like:
        seen = (like, hash_of(path) == content)
        _wholeness[path] = seen
    return seen[1]


def damaged(data: Path) -> str:
    """What is damaged, so that an earlier snapshot is served; blank where nothing is.

    The name of the snapshot that the pointer names, or ``current`` where that names none. Cheap
    enough for every run of a page: a snapshot is hashed once as long as its file stays the same.
    """
    pointed = pointed_to(data)
    if pointed is not None:
        # One that does not open though it is what was published was made by other code.
        return "" if _whole(*pointed) else pointed[0].stem
    return POINTER if newest_first(folder(data)) else ""


def pointed_number(data: Path) -> int:
    """The number that the pointer names, be its snapshot there or not; 0 where it names none."""
    try:
        said = NAME.match((folder(data) / POINTER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return 0
    return int(said[1]) if said else 0


def last(data: Path) -> Path | None:
    """The snapshot that was published last, whichever code made it; the best one that is sound
    where that is damaged or nothing points to it."""
    return current(data) if not damaged(data) else next(sound(data), None)


def number_of(path: Path) -> int:
    return int(path.stem.rpartition("-")[2])


def numbered(data: Path, number: str) -> Path | None:
    """The snapshot of that number, six digits; None when there is no such file.

    Whether it can be served, ``digest_of`` says.
    """
    name = f"indicators-{number}.duckdb"
    path = folder(data) / name
    return path if NAME.fullmatch(name) and path.is_file() else None


def newest_first(where: Path) -> list[Path]:
    return sorted(filter(lambda path: NAME.fullmatch(path.name), where.glob("*")), reverse=True)


def digest_of(path: Path) -> str | None:
    """What a snapshot says it was made from; None when it is not sound, or not for this code."""
    try:
        with duckdb.connect(str(path), read_only=True, config=dict(LOCKED)) as connection:
            row = connection.execute("select digest, mark from snapshot").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row is not None and row[1] == recipe.mark() else None


def outdated(data: Path) -> bool:
    """Whether the snapshot pointed to is whole, but made for another schema or other views."""
    pointed = pointed_to(data)
    return pointed is not None and _whole(*pointed, again=True) and digest_of(pointed[0]) is None


def pointing_to(name: str, content: str) -> str:
    """What a pointer says that names the snapshot with that hash."""
    return f"{name}.duckdb {content}\n"


def point_to(path: Path, data: Path) -> None:
    """Make a whole snapshot in ``folder(data)`` the one that is served."""
    pointer = path.with_name(f"{POINTER}.new")
    pointer.write_text(pointing_to(path.stem, hash_of(path)), encoding="utf-8")
    open_to_readers_of(data, pointer)
    sync(pointer)
    pointer.replace(path.with_name(POINTER))
    sync(path.parent)


def open_to_readers_of(data: Path, path: Path) -> None:
    """Whoever may read the data folder may read what is published of it, whatever the umask."""
    mode = data.stat().st_mode & 0o777
    path.chmod(mode if path.is_dir() else mode & 0o666)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
