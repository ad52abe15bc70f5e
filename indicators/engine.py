"""Named query + parameters → Arrow, from one published snapshot.

The only room that runs SQL for readers. One read-only connection a process and snapshot, a cursor
a call; nothing here knows what an answer means.
"""

import re
import threading
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from indicators import snapshot
from indicators.vocabulary import Finding

_PARAMETER = re.compile(r"\$([a-z_]+)")


class UnknownQuery(LookupError):
    """No query has this name; the message says which there are."""


class WrongParameters(ValueError):
    """A parameter is missing or unknown; the message says which there are."""


@cache
def sql_of(name: str) -> str:
    """The text of queries/NAME.sql; UnknownQuery when there is none."""
    if name not in names():
        raise UnknownQuery(name)
    return (snapshot.QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def names() -> tuple[str, ...]:
    """The named queries, in alphabetical order."""
    paths = snapshot.QUERIES.glob("*.sql")
    return tuple(sorted(path.stem for path in paths if path.stem != "schema"))


@cache
def parameters_of(name: str) -> tuple[str, ...]:
    """The parameters of a named query, in alphabetical order."""
    body = "\n".join(line for line in sql_of(name).splitlines() if not line.startswith("--"))
    return tuple(sorted(set(_PARAMETER.findall(body))))


class Engine:
    """One published snapshot, open for reading; safe to share between threads.

    A snapshot never changes, so two engines of the same one are equal.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = duckdb.connect(str(path), read_only=True, config=dict(snapshot.LOCKED))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Engine) and self.path == other.path

    def __hash__(self) -> int:
        return hash(self.path)

    def query(self, name: str, **parameters: str) -> pa.Table:
        """The answer of queries/NAME.sql.

        UnknownQuery and WrongParameters say what there is instead.
        """
        sql = sql_of(name)
        wanted = parameters_of(name)
        if set(parameters) != set(wanted):
            raise WrongParameters(", ".join(wanted))
        # A cursor a call: a connection shared by threads answers with each other's rows.
        with self._connection.cursor() as cursor:
            return cursor.sql(sql, params=parameters).to_arrow_table()

    def broken_rules(self) -> list[Finding]:
        """What queries/checks finds in this snapshot; empty when it is healthy."""
        with self._connection.cursor() as cursor:
            return list(snapshot.broken_rules(cursor))

    def close(self) -> None:
        self._connection.close()


_KEPT = 2
_engines: dict[Path, Engine] = {}
"""The engines opened last, in that order."""
_PINNED = 2
_pinned: dict[Path, Engine] = {}
"""The engines that were pinned, those asked for last at the end."""
_refused: dict[Path, tuple[int, ...]] = {}
"""What could not be served when it was last looked at, and what the file was like then."""
_opening = threading.Lock()


def current(data: Path) -> Engine | None:
    """The engine of the snapshot that is published now; None when there is none.

    Follows the pointer at every call. Only the two engines opened last are kept here: an earlier
    one lives as long as a reader holds it, and closes when the last one lets go. Where the snapshot
    pointed to is missing, damaged or made for another schema, the newest sound one is served.
    """
    path = snapshot.current(data)
    with _opening:
        if path is None or path not in _engines:
            path = next(snapshot.sound(data), None)
        if path is None:
            return None
        if path not in _engines:
            _engines[path] = _pinned.get(path) or Engine(path)
            for earlier in list(_engines)[:-_KEPT]:
                # Not closed by force: a query of its may be under way in another thread.
                del _engines[earlier]
        return _engines[path]


def pinned(data: Path, number: str) -> Engine | None:
    """The engine of the snapshot of that number, whichever is published now.

    None when it is gone, damaged or made for another schema. The two pinned last are kept, apart
    from the current ones: a meeting that keeps to an old snapshot drives none of those out, and
    a third pin drives out only the one asked for longest ago.
    """
    path = snapshot.numbered(data, number)
    if path is None:
        return None
    # Whether it can be served is looked at outside the lock, which every page waits for.
    if path not in _engines and path not in _pinned and not _can_be_served(path):
        return None
    with _opening:
        if path in _engines:
            return _engines[path]
        found = _pinned.pop(path) if path in _pinned else Engine(path)
        _pinned[path] = found
        for earlier in list(_pinned)[:-_PINNED]:
            del _pinned[earlier]
        return found


def kept(source: Engine) -> bool:
    """Whether a snapshot is among those that are kept open here, published or pinned."""
    return source.path in _engines or source.path in _pinned


def _can_be_served(path: Path) -> bool:
    """Whether a snapshot is sound and fits this code; asked again only once its file is another."""
    try:
        file = path.stat()
    except OSError:
        return False
    # The last of them changes with the rights to a file, too.
    like = (file.st_size, file.st_mtime_ns, file.st_ctime_ns)
    if _refused.get(path) == like:
        return False
    if snapshot.digest_of(path) is None:
        _refused[path] = like
        return False
    return True
