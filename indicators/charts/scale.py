"""How values become px down a sheet, and which round numbers stand beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

_NOTHING = 1e-9
"""Of the greatest value: a span below it is none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """``most`` stands at ``top`` px down, ``least`` as many px below as it is ``tall``."""

    least: float
    most: float
    top: float
    tall: float

    def down(self, value: float) -> float:
        """Px down the sheet at which ``value`` stands."""
        span = self.most - self.least
        share = (self.most - value) / span if span else 0.5
        return round(self.top + share * self.tall, 2)


def near_ticks(values: Sequence[float], most: int = 4) -> tuple[float, ...]:
    """At most ``most`` round numbers between the least and the greatest of ``values``.

    For lines, which need not start from zero; columns do, and take ``nice_ticks``.
    """
    if not values:
        return ()
    low, high = min(values), max(values)
    if high - low <= max(abs(low), abs(high)) * _NOTHING:
        return (low,)
    # A step finer than the span allows is tried first, so that few round numbers are not none.
    rough = (high - low) / (most + 1)
    power = 10.0 ** floor(log10(rough))
    for step in (power * factor for factor in (1, 2, 2.5, 5, 10, 20, 25, 50)):
        first, last = ceil(low / step - _NOTHING), floor(high / step + _NOTHING)
        if last - first + 1 <= most:
            return tuple(round(step * n, 10) + 0.0 for n in range(first, last + 1))
    return ()


def alone(values: Sequence[float | None], place: int) -> bool:
    """Whether the value at ``place`` is known and no line reaches it from a neighbour."""
    before = values[place - 1] if place else None
    after = values[place + 1] if place + 1 < len(values) else None
    return values[place] is not None and before is None and after is None
