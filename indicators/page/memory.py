"""What pages remember of a snapshot: made once, shared by all, forgotten with the snapshot.

A published snapshot never changes, so nothing remembered of it can be out of date; but what is
remembered holds the snapshot open, so it must go when another one is served.
"""

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

from indicators.engine import Engine

Given = ParamSpec("Given")
Made = TypeVar("Made")

_forgetting: list[Callable[[], None]] = []
_served: list[Engine] = []
_lock = threading.Lock()


def remembered(make: Callable[Given, Made], most: int = 512) -> Callable[Given, Made]:
    """``make``, called once for the same arguments while the same snapshot is served.

    ``most`` answers are kept, those asked for last.
    """
    cached = lru_cache(maxsize=most)(make)
    _forgetting.append(cached.cache_clear)

    return cast(Callable[Given, Made], cached)


_MOST_PINNED = 2
"""So many snapshots are remembered beside the one published now, for meetings that pin them."""


def serve(source: Engine, *, pinned: bool = False) -> None:
    """Say which snapshot is served now; what was remembered of another one is forgotten.

    One that is ``pinned`` is served beside it, and drives nothing out.
    """
    with _lock:
        if source in _served:
            return
        if pinned and len(_served) <= _MOST_PINNED:
            _served.append(source)
            return
        _served[:] = [source]
        for forget in _forgetting:
            forget()
