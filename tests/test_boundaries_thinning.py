"""Outlines are thinned to what a screen shows, and neighbours keep their border."""

import itertools
import math
import random
from pathlib import Path

from indicators.boundaries import Ring
from tests.features import SQUARE, feature, points, polygon, read


def wavy(start: tuple[float, float], end: tuple[float, float], size: float) -> list[list[float]]:
    """A border of 400 points that strays by up to ``size``; its end is left out."""
    chance = random.Random(7)
    (x0, y0), (x1, y1) = start, end
    line = [[x0, y0]]
    for step in range(1, 400):
        share, stray = step / 400, chance.uniform(-size, size)
        line.append([x0 + share * (x1 - x0) + stray, y0 + share * (y1 - y0) + stray])
    return line


def sides(*rings: Ring) -> set[frozenset[tuple[float, float]]]:
    return {frozenset(side) for ring in rings for side in itertools.pairwise(ring)}


def farthest(points_: Ring, ring: Ring) -> float:
    """The largest distance from one of the points to the ring."""

    def distance(
        point: tuple[float, float], side: tuple[tuple[float, float], tuple[float, float]]
    ) -> float:
        (x, y), ((x0, y0), (x1, y1)) = point, side
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        share = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
        return math.hypot(x - x0 - share * (x1 - x0), y - y0 - share * (y1 - y0))

    return max(min(distance(point, side) for side in itertools.pairwise(ring)) for point in points_)


BORDER = wavy((106, 20), (106, 21), 0.01)
WEST: list[list[float]] = [[105, 20], *BORDER, [106, 21], [105, 21], [105, 20]]
EAST: list[list[float]] = [[107, 21], [106, 21], *BORDER[:0:-1], [106, 20], [107, 20], [107, 21]]


def test_neighbours_share_their_border_after_thinning(tmp_path: Path) -> None:
    """Wherever their rings begin, and whichever way they run."""
    for turn in (0, 1, 100, 399):
        west = [*WEST[turn:-1], *WEST[: turn + 1]]
        (one, other), findings = read(
            tmp_path, feature("00101", polygon(west)), feature("00102", polygon(EAST))
        )
        assert findings == ()
        ((first,),), ((second,),) = one.polygons, other.polygons
        shared = sides(first) & sides(second)
        assert 10 < len(shared) < 390
        # Apart from the border, each has three sides of its own.
        assert len(sides(first) - shared) == len(sides(second) - shared) == 3


def test_of_two_points_equally_far_neighbours_keep_the_same(tmp_path: Path) -> None:
    border = [[106, 20], [106.1, 20.4999], [106.1, 20.5001], [106, 21]]
    west = [[105, 20], *border, [105, 21], [105, 20]]
    east = [[107, 21], *border[::-1], [107, 20], [107, 21]]
    (one, other), _ = read(
        tmp_path, feature("00101", polygon(west)), feature("00102", polygon(east))
    )
    ((first,),), ((second,),) = one.polygons, other.polygons
    assert len(sides(first) & sides(second)) == 2


def test_thinning_strays_by_less_than_a_screen_shows(tmp_path: Path) -> None:
    (one, _), _ = read(tmp_path, feature("00101", polygon(WEST)), feature("00102", polygon(EAST)))
    ((ring,),) = one.polygons
    assert farthest(points(*WEST), ring) <= 2.02 / 1500
    assert set(ring) < set(points(*WEST))


def test_a_border_that_hardly_strays_becomes_straight(tmp_path: Path) -> None:
    line = wavy((106, 20), (106, 21), 0.0005)
    ring = [[105, 20], *line, [106, 21], [105, 21], [105, 20]]
    (outline,), _ = read(tmp_path, feature("00101", polygon(ring)))
    ((thin,),) = outline.polygons
    assert set(thin) == set(points(*SQUARE))


def test_an_enclave_fits_into_the_hole_that_it_fills(tmp_path: Path) -> None:
    circle = [
        [
            105.5 + 0.2 * math.cos(turn / 100 * math.tau),
            20.5 + 0.2 * math.sin(turn / 100 * math.tau),
        ]
        for turn in range(100)
    ]
    around = [*circle, circle[0]]
    other = [*circle[37:], *circle[:38]][::-1]
    (one, inner), findings = read(
        tmp_path, feature("00101", polygon(SQUARE, around)), feature("00103", polygon(other))
    )
    assert findings == ()
    ((_, hole),), ((filling,),) = one.polygons, inner.polygons
    assert sides(hole) == sides(filling)
    assert 8 < len(sides(hole)) < 100


def test_what_is_too_small_to_see_goes_but_no_area_does(tmp_path: Path) -> None:
    speck = [[105.5, 20.5], [105.5003, 20.5], [105.5003, 20.5003], [105.5, 20.5003], [105.5, 20.5]]
    islet = [[x + 3, y] for x, y in speck]
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, speck], [islet]]}
    (large, small), findings = read(
        tmp_path, feature("00101", geometry), feature("00103", polygon(speck))
    )
    assert findings == ()
    assert [len(rings) for rings in large.polygons] == [1]
    assert set(small.polygons[0][0]) == set(points(*speck))


def test_points_that_stand_twice_do_no_harm(tmp_path: Path) -> None:
    doubled = [point for point in SQUARE for _ in range(2)]
    (outline,), findings = read(tmp_path, feature("00101", polygon(doubled)))
    assert findings == ()
    assert outline.polygons[0][0][:-1].count((106.0, 20.0)) == 1
