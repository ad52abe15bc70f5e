"""Which snapshots are open: the one published now, those that meetings pin, one to compare with."""

import threading
from pathlib import Path

from indicators import snapshot
from indicators.engine.asking import Engine

_NAMES = "indicators-??????.duckdb"
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


def number_of(source: Engine) -> str:
    """The number of an engine's snapshot, six digits: 000042."""
    return source.path.stem.rpartition("-")[2]


def earlier(source: Engine, most: int = 60) -> tuple[str, ...]:
    """The numbers of the snapshots that came before an engine's own, the newest first.

    Whether one of them can be served, ``beside`` says.
    """
    numbers = (path.stem.rpartition("-")[2] for path in source.path.parent.glob(_NAMES))
    own = number_of(source)
    return tuple(sorted((one for one in numbers if one < own), reverse=True)[:most])


def beside(source: Engine, number: str) -> Engine | None:
    """The engine of another snapshot of the same data folder, to compare with it.

    None when it is gone, damaged or made for another schema. It is not kept here: it drives out
    nobody's snapshot, and closes when whoever compares lets it go.
    """
    path = snapshot.numbered(source.path.parent.parent, number)
    if path is None:
        return None
    with _opening:
        found = _engines.get(path) or _pinned.get(path)
    return found or (Engine(path) if _can_be_served(path) else None)


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
