"""``boundaries.geojson`` of a data folder → outlines of areas, and findings.

The file is optional. What it must be is said in reading, how its outlines are thinned for drawing
in thinning; how they are drawn is not said here.
"""

from indicators.boundaries.outline import Outline, Point, Ring, rows_of
from indicators.boundaries.reading import (
    FILE,
    read_boundaries,
    without_outline,
)

__all__ = [
    "FILE",
    "Outline",
    "Point",
    "Ring",
    "read_boundaries",
    "rows_of",
    "without_outline",
]
