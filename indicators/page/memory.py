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


def serve(source: Engine) -> None:
    """Say which snapshot is served now; what was remembered of another one is forgotten."""
    with _lock:
        if _served and _served[0] is source:
            return
        _served[:] = [source]
        for forget in _forgetting:
            forget()
