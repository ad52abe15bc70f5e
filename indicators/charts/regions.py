"""Where an outline is filled, where it is hatched, and where in it a text has room.

Everything is measured by level cuts through the outline, counting how often each crosses it (even:
outside, odd: inside). So rings may run either way round, hold holes or lie apart.
"""

from collections.abc import Iterable, Sequence
from math import ceil, inf

Ring = Sequence[tuple[float, float]]
Cuts = dict[int, list[tuple[float, float]]]


def cuts(rings: Iterable[Ring], step: float) -> Cuts:
    """Which stretches lie inside, by row; row n is the level (n + 0.5) times ``step``."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        before = ring[-1]
        for point in ring:
            (x, y), (end_x, end_y) = (before, point) if before[1] <= point[1] else (point, before)
            before = point
            first, last = ceil(y / step - 0.5), ceil(end_y / step - 0.5)
            for row in range(first, last):
                share = ((row + 0.5) * step - y) / (end_y - y)
                crossings.setdefault(row, []).append(x + share * (end_x - x))
    found: Cuts = {}
    for row in sorted(crossings):
        ordered = sorted(crossings[row])
        found[row] = list(zip(ordered[::2], ordered[1::2], strict=True))
    return found


def hatch(rings: Iterable[Ring], step: float) -> list[tuple[float, float, float, float]]:
    """Slanting strokes that fill the rings, ``step`` px apart: from x, y to x, y."""
    turned = [[(x - y, x + y) for x, y in ring] for ring in rings]
    apart = step * 2**0.5
    return [
        ((start + level) / 2, (level - start) / 2, (end + level) / 2, (level - end) / 2)
        for row, stretches in cuts(turned, apart).items()
        for level in [(row + 0.5) * apart]
        for start, end in stretches
    ]


def middle(found: Cuts, step: float) -> tuple[float, float]:
    """The centre of gravity of what lies inside."""
    total = sum(end - start for stretches in found.values() for start, end in stretches)
    if not total:
        return 0.0, 0.0
    across = sum((e * e - s * s) / 2 for stretches in found.values() for s, e in stretches)
    down = sum(
        (row + 0.5) * step * (end - start)
        for row, stretches in found.items()
        for start, end in stretches
    )
    return across / total, down / total


def room_for(
    found: Cuts, step: float, centre: tuple[float, float], lines: Sequence[tuple[float, float]]
) -> tuple[float, float] | None:
    """Where lines below each other, each (wide, tall), have room inside, as near to ``centre``
    as can be: the middle across and the upper edge of the first. None where they have none.
    """
    widths = _by_row(lines, step)
    half = len(widths) / 2
    # Most places fall at once to one look at the row of the widest line.
    most = max(widths)
    where = widths.index(most)
    long = {row for row, cut in found.items() if any(end - start >= most for start, end in cut)}
    firsts = [row for row in found if row + where in long]
    best: tuple[float, float, float] | None = None
    # From the middle outwards: the first rows that have room are nearly always the best ones.
    for first in sorted(firsts, key=lambda row: abs((row + half) * step - centre[1])):
        away_down = abs((first + half) * step - centre[1])
        if best is not None and away_down >= best[0]:
            break
        for start, end in _middles(found, first, widths):
            across = min(max(centre[0], start), end)
            away = abs(across - centre[0]) + away_down
            if best is None or away < best[0]:
                best = (away, across, first * step)
    return best and best[1:]


def widest(found: Cuts, step: float) -> tuple[float, float]:
    """The middle of the longest stretch: inside, however narrow."""
    end, start, row = max(
        ((end, start, row) for row, stretches in found.items() for start, end in stretches),
        key=lambda each: each[0] - each[1],
    )
    return (start + end) / 2, (row + 0.5) * step


def _by_row(lines: Sequence[tuple[float, float]], step: float) -> list[float]:
    """How wide what stands in each row is."""
    tall = sum(height for _, height in lines)
    widths = [0.0] * max(1, ceil(tall / step))
    top = 0.0
    for wide, height in lines:
        for row in range(int(top / step), min(ceil((top + height) / step), len(widths))):
            widths[row] = max(widths[row], wide)
        top += height
    return widths


def _middles(found: Cuts, first: int, widths: Sequence[float]) -> list[tuple[float, float]]:
    """From where to where across the middle may lie, for all rows from ``first`` to be inside."""
    common: list[tuple[float, float]] = [(-inf, inf)]
    for row, wide in enumerate(widths, first):
        common = [
            (start, end)
            for least, most in common
            for left, right in found.get(row, ())
            if (start := max(least, left + wide / 2)) <= (end := min(most, right - wide / 2))
        ]
        if not common:
            break
    return common
