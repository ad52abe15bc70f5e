"""What an outline is, and the little geometry that reading and thinning share. No files here."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Point = tuple[float, float]
"""Longitude and latitude, degrees (WGS 84)."""
Ring = tuple[Point, ...]
"""Closed: the last point is the first."""


@dataclass(frozen=True)
class Outline:
    """Where an area lies: polygons, each its outer ring, counter-clockwise, and then its holes."""

    area_code: str
    area_from: date
    """The first day of the area's validity; 0001-01-01 where that is open."""
    polygons: tuple[tuple[Ring, ...], ...]


def rows_of(outlines: Sequence[Outline]) -> list[dict[str, str | date | int | float]]:
    """One row per point of every ring, for the snapshot; polygon, ring and place count from 0.

    Ring 0 of a polygon is its outer one. The closing point is there.
    """
    return [
        {
            "area_code": outline.area_code,
            "area_from": outline.area_from,
            "polygon": polygon,
            "ring": ring,
            "place": place,
            "longitude": longitude,
            "latitude": latitude,
        }
        for outline in outlines
        for polygon, rings in enumerate(outline.polygons)
        for ring, points in enumerate(rings)
        for place, (longitude, latitude) in enumerate(points)
    ]


def doubled_area(ring: Ring) -> float:
    """Twice the signed area, in square degrees: above zero counter-clockwise."""
    # From the first point on, lest small outlines drown in large coordinates.
    x0, y0 = ring[0]
    return math.fsum(
        (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        for (x1, y1), (x2, y2) in itertools.pairwise(ring)
    )


def box_of(rings: Sequence[Ring]) -> tuple[float, float, float, float]:
    """West, south, east and north."""
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)
