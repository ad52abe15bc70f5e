"""Features of a boundaries file and the communes that they are of; no tests here."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from indicators.boundaries import Outline, Ring, read_boundaries
from indicators.vocabulary import Finding


def area(
    code: str,
    name: str,
    level: str = "commune",
    first: date | None = None,
    centre: tuple[float, float] | None = None,
) -> dict[str, object]:
    longitude, latitude = centre or (None, None)
    return {
        "area_code": code, "valid_from": first, "valid_to": None, "level": level, "name": name,
        "longitude": longitude, "latitude": latitude,
    }  # fmt: skip


AREAS = [
    area("020", "Huyện Thử", "district"),
    area("00101", "Xã Một", centre=(105.5, 20.5)),
    area("00102", "Xã Hai", centre=(106.5, 20.5)),
    area("00103", "Xã Ba"),
]
SQUARE = [[105, 20], [106, 20], [106, 21], [105, 21], [105, 20]]
NEXT = [[106, 20], [107, 20], [107, 21], [106, 21], [106, 20]]
HOLE = [[105.4, 20.4], [105.6, 20.4], [105.6, 20.6], [105.4, 20.6], [105.4, 20.4]]
APART = [[108, 20], [109, 20], [109, 21], [108, 21], [108, 20]]


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(code: Any, geometry: Any = None, **properties: Any) -> dict[str, Any]:
    geometry = polygon(SQUARE) if geometry is None else geometry
    return {
        "type": "Feature",
        "properties": {"area_code": code, **properties},
        "geometry": geometry,
    }


def points(*ring: Sequence[float]) -> Ring:
    return tuple((float(x), float(y)) for x, y in ring)


def read(
    folder: Path, *features: Any, areas: Sequence[dict[str, object]] = AREAS
) -> tuple[tuple[Outline, ...], tuple[Finding, ...]]:
    """What is read of these features, once they are written into the data folder."""
    content = {"type": "FeatureCollection", "features": list(features)}
    (folder / "boundaries.geojson").write_text(json.dumps(content), encoding="utf-8")
    return read_boundaries(folder, areas)
