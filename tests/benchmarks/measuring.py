"""What a measurement is: pairs of values taken in turn, their spread, and a goal.

Knows nothing of servers, browsers or pages.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Step = Callable[[], None]
"""Called once after every pair, for the progress bar."""


@dataclass(frozen=True)
class Spread:
    """Median, smallest and largest of some values."""

    median: float
    minimum: float
    maximum: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """Return the spread of at least one value."""
        return cls(median(values), min(values), max(values))


@dataclass(frozen=True)
class Measurement:
    """Two lists of values, taken in turn: the dashboard's and the other program's."""

    unit: str
    warm_up: str
    subject: tuple[float, ...]
    peer: tuple[float, ...]
    failures: int = 0
    facts: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def ratios(self) -> tuple[float, ...]:
        """Return the ratio of each pair."""
        return tuple(ours / theirs for ours, theirs in zip(self.subject, self.peer, strict=True))

    def meets(self, goal: float | None) -> bool | None:
        """Tell whether the median ratio is within the goal and nothing failed; None: no goal."""
        return None if goal is None else not self.failures and median(self.ratios) <= goal


def in_turn(
    subject: Callable[[], float], peer: Callable[[], float], rounds: int, step: Step
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Take A B A B …: one value of each in every round."""
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(subject())
        theirs.append(peer())
        step()
    return tuple(ours), tuple(theirs)


def percentile(values: Iterable[float], share: float) -> float:
    """Return the smallest value that at least ``share`` (0 to 1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
