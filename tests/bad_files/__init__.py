"""Bad files, each built by a function named after its fault, with the findings that it must give.

``FAULTS`` holds them all. A module of faults calls ``fault`` for each of its builders and is
imported at the end here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Expected = tuple[str, str, str]
"""Rule, sheet, cell."""
Build = Callable[[Path], None]


@dataclass(frozen=True)
class Fault:
    """A file with one fault: ``build`` writes it to a path that ends in ``suffix``."""

    name: str
    suffix: str
    build: Build
    expected: tuple[Expected, ...]
    level: str
    """What finds it: ``reading``, or the meaning of the cells."""


FAULTS: dict[str, Fault] = {}


def fault(
    *expected: Expected, suffix: str = ".xlsx", level: str = "reading"
) -> Callable[[Build], Build]:
    """Register the builder under its name."""

    def register(build: Build) -> Build:
        name = getattr(build, "__name__", "")
        assert name not in FAULTS, f"two faults are named {name}"
        FAULTS[name] = Fault(name, suffix, build, expected, level)
        return build

    return register


def _all() -> None:
    from tests.bad_files import cells, containers, looks, meaning, separated, sources

    assert all((cells, containers, looks, meaning, separated, sources))


_all()
