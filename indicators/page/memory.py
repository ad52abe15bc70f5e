"""What pages remember of a snapshot: made once, shared by all, forgotten with the snapshot.

A published snapshot never changes, so nothing remembered of it can be out of date; but what is
remembered holds the snapshot open, so it must go when another one is served.
"""

import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar

from indicators import engine
from indicators.engine import Engine

Given = ParamSpec("Given")
Made = TypeVar("Made")

Memory = dict[Callable[..., Any], Callable[..., Any]]
"""What is remembered of one snapshot: by what makes it, the same that keeps what it has made."""

_published: dict[Engine, Memory] = {}
"""Of the snapshot that is published now."""
_pinned: dict[Engine, Memory] = {}
"""Of those that meetings pin, as long as the engine keeps them open."""
_lock = threading.Lock()


class _Run(threading.local):
    """The run of a page, which has a thread of its own; ``memory`` is of the snapshot it shows.

    A run that outlasts its snapshot goes on with a memory that nobody else has, and that goes
    with it.
    """

    memory: Memory | None = None


_run = _Run()


def remembered(make: Callable[Given, Made], most: int = 512) -> Callable[Given, Made]:
    """``make``, called once for the same arguments while the same snapshot is served.

    ``most`` answers are kept of each snapshot, those asked for last.
    """

    def recall(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        memory = _run.memory
        if memory is None:
            return make(*args, **kwargs)
        cached: Callable[Given, Made] | None = memory.get(make)
        if cached is None:
            cached = memory.setdefault(make, lru_cache(maxsize=most)(make))
        return cached(*args, **kwargs)

    return recall


def serve(source: Engine, *, pinned: bool = False) -> None:
    """Say which snapshot this run shows; what was remembered of those served no more is forgotten.

    One that is ``pinned`` is served beside the published one, and does not drive that out.
    """
    with _lock:
        memory = _published.get(source)
        if memory is None:
            memory = _pinned.get(source, {})
        if pinned:
            _pinned[source] = memory
        elif source not in _published:
            _published.clear()
            _published[source] = memory
        for one in [one for one in _pinned if not engine.kept(one)]:
            del _pinned[one]
        _run.memory = memory
