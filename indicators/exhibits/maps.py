"""A map of communes: their true outlines where the data folder has them, else equal tiles.

Which level a commune has and what is said of it comes with it; it is the same on both maps.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from indicators import charts, frames
from indicators.engine import Engine
from indicators.vocabulary import Language, Period
from indicators.wording.words import word

Rings = tuple[tuple[tuple[float, float], ...], ...]
"""Of one commune, holes included: longitude and latitude, degrees."""


def outlines_of(engine: Engine, district: str, period: str) -> dict[str, Rings]:
    """The outlines of the communes at the end of a period, by code; of every one or of none."""
    points = frames.boundaries(engine, district, Period.parse(period).end)
    return {
        code: tuple(
            tuple((point.longitude, point.latitude) for point in ring)
            for _, ring in groupby(own, key=lambda point: (point.polygon, point.ring))
        )
        for code, own in groupby(points, key=lambda point: point.area_code)
    }


def drawn(
    tiles: Sequence[charts.Tile],
    outlines: Mapping[str, Rings],
    legend: Sequence[charts.LegendEntry],
    language: Language,
    *,
    narrow: bool,
    least_width: int,
    selected: Collection[str] = (),
    status_words: Mapping[str, str] | None = None,
) -> charts.Figure:
    """The communes by their outlines; where there are none, as the tiles that they are given as."""
    illustrative = word("illustrative", language)
    if not outlines:
        return charts.communes(
            tiles,
            legend,
            compact=narrow,
            selected=selected,
            illustrative_label=illustrative,
            status_words=status_words,
        )
    areas = [
        charts.Outline(
            area_code=tile.area_code,
            name=tile.name,
            value_text=tile.value_text,
            level=tile.level,
            rings=outlines.get(tile.area_code, ()),
            hover=tile.hover,
            illustrative=tile.illustrative,
            status=tile.status,
        )
        for tile in tiles
    ]
    return charts.outlines(
        areas,
        legend,
        selected=selected,
        status_words=status_words,
        least_width=least_width,
        illustrative_label=illustrative,
    )
