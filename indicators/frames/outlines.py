"""Where the communes of an area lie: their outlines, point by point."""

from dataclasses import dataclass
from datetime import date

from indicators.engine import Engine
from indicators.frames.rows import rows_of


@dataclass(frozen=True, slots=True)
class BoundaryPoint:
    """A point of a ring, in degrees; ``polygon``, ``ring`` and ``place`` count from 0.

    Ring 0 of a polygon is its outer one, the others are holes; the last point of a ring is its
    first.
    """

    area_code: str
    polygon: int
    ring: int
    place: int
    longitude: float
    latitude: float


def boundaries(engine: Engine, area: str, day: date) -> list[BoundaryPoint]:
    """The outlines of every commune that ``area`` has on that day, ring after ring.

    None at all where one of them has no outline: a gap would read as land of somebody else.
    """
    return rows_of(BoundaryPoint, engine.query("boundaries", area=area, day=day.isoformat()))
