"""Outlines with as many points as a screen shows. Which outlines there are is not asked here."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from indicators.boundaries.outline import Outline, Point, Ring, box_of, doubled_area

_FINEST: Final = 1500
"""How many steps the larger side of all outlines together has: more than a screen shows of it."""


def thinned(outlines: Sequence[Outline]) -> tuple[Outline, ...]:
    """The outlines with as many points as a screen shows; shared borders stay shared.

    Rings are cut where three borders meet, and each border between two such points is thinned by
    Douglas and Peucker's rule, in the same direction on both its sides. Islands and holes too small
    to be seen go, but no area does.
    """
    rings = [ring for outline in outlines for polygon in outline.polygons for ring in polygon]
    if not rings:
        return ()
    west, south, east, north = box_of(rings)
    tolerance = max(east - west, north - south) / _FINEST
    meeting = _meeting(rings)
    return tuple(
        replace(outline, polygons=_thin(outline.polygons, meeting, tolerance))
        for outline in outlines
    )


def _meeting(rings: Sequence[Ring]) -> set[Point]:
    """The points where borders meet: those that lie beside more than two others."""
    beside: dict[Point, set[Point]] = {}
    for ring in rings:
        for one, other in itertools.pairwise(ring):
            if one != other:
                beside.setdefault(one, set()).add(other)
                beside.setdefault(other, set()).add(one)
    return {point for point, others in beside.items() if len(others) > 2}


def _thin(
    polygons: Sequence[Sequence[Ring]], meeting: set[Point], tolerance: float
) -> tuple[tuple[Ring, ...], ...]:
    largest = max(polygons, key=lambda rings: abs(doubled_area(rings[0])))
    kept = []
    for polygon in polygons:
        outer = _thin_ring(polygon[0], meeting, tolerance)
        if outer is None:
            if polygon is not largest:
                continue
            outer = polygon[0]
        holes = (_thin_ring(hole, meeting, tolerance) for hole in polygon[1:])
        kept.append((outer, *(hole for hole in holes if hole is not None)))
    return tuple(kept)


def _thin_ring(ring: Ring, meeting: set[Point], tolerance: float) -> Ring | None:
    """The ring with fewer points; None where nothing of it can be seen."""
    points = [point for point, after in itertools.pairwise(ring) if point != after]
    starts = [place for place, point in enumerate(points) if point in meeting]
    if len(starts) < 2:
        # Two ends that are the same whichever point the ring was begun at.
        first = starts[0] if starts else points.index(min(points))
        x, y = points[first]
        far = max(points, key=lambda point: (math.hypot(point[0] - x, point[1] - y), point))
        starts = sorted({first, points.index(far)})
    thin: list[Point] = []
    for start, end in zip(starts, [*starts[1:], starts[0] + len(points)], strict=True):
        line = [points[place % len(points)] for place in range(start, end + 1)]
        backwards = line[0] > line[-1]
        line = _douglas_peucker(line[::-1] if backwards else line, tolerance)
        thin.extend((line[::-1] if backwards else line)[:-1])
    closed = (*thin, thin[0])
    return closed if len(closed) >= 4 and doubled_area(closed) else None


def _douglas_peucker(line: list[Point], tolerance: float) -> list[Point]:
    keep = {0, len(line) - 1}
    open_ = [(0, len(line) - 1)]
    while open_:
        start, end = open_.pop()
        distance, place = max(
            (
                (_distance(line[place], line[start], line[end]), place)
                for place in range(start + 1, end)
            ),
            default=(0.0, start),
        )
        if distance > tolerance:
            keep.add(place)
            open_ += [(start, place), (place, end)]
    return [line[place] for place in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From the point to the stretch between the two others, degrees."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    x, y = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    along = min(1.0, max(0.0, (x * dx + y * dy) / length)) if length else 0.0
    return math.hypot(x - along * dx, y - along * dy)
