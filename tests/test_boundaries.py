"""Outlines from a boundaries file: what is read, what is thinned away, what is named as wrong."""

import itertools
import json
import math
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.boundaries import Outline, Ring, read_boundaries, rows_of, without_outline
from indicators.boundaries.outline import doubled_area
from indicators.vocabulary import Finding

OPEN = date(1, 1, 1)
UNTIL, SINCE = date(2025, 6, 30), date(2025, 7, 1)


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


Read = Callable[..., tuple[tuple[Outline, ...], tuple[Finding, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write the features into a data folder and read them back."""

    def read(
        *features: Any, areas: list[dict[str, object]] = AREAS
    ) -> tuple[tuple[Outline, ...], tuple[Finding, ...]]:
        content = {"type": "FeatureCollection", "features": list(features)}
        (tmp_path / "boundaries.geojson").write_text(json.dumps(content), encoding="utf-8")
        return read_boundaries(tmp_path, areas)

    return read


def points(*ring: Sequence[float]) -> Ring:
    return tuple((float(x), float(y)) for x, y in ring)


# What is right


def test_a_folder_without_the_file_has_no_outlines(tmp_path: Path) -> None:
    assert read_boundaries(tmp_path, AREAS) == ((), ())


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1]], ids=["counter-clockwise", "clockwise"])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]], ids=["hole one way", "hole other way"])
def test_rings_may_run_either_way(read: Read, outer: Any, hole: Any) -> None:
    (outline,), findings = read(feature("00101", polygon(outer, hole)))
    assert findings == ()
    assert (outline.area_code, outline.area_from) == ("00101", OPEN)
    ((first, second),) = outline.polygons
    assert doubled_area(first) == pytest.approx(2)
    assert doubled_area(second) == pytest.approx(-0.08)
    assert set(first) == set(points(*SQUARE))
    assert set(second) == set(points(*HOLE))
    assert first[0] == first[-1]


def test_a_multipolygon_keeps_its_parts_and_their_holes(read: Read) -> None:
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [APART[::-1]]]}
    (outline,), findings = read(feature("00103", geometry))
    assert findings == ()
    assert [len(rings) for rings in outline.polygons] == [2, 1]
    assert all(doubled_area(rings[0]) > 0 for rings in outline.polygons)


def test_heights_are_left_aside(read: Read) -> None:
    high = [[x, y, 12.5] for x, y in SQUARE]
    assert read(feature("00101", polygon(high))) == read(feature("00101"))


@pytest.mark.parametrize("name", ["area_code", "code", "ma_xa", "MA_XA", "Ma_DVHC"])
def test_the_code_may_stand_under_several_names(read: Read, name: str) -> None:
    found = {"type": "Feature", "properties": {name: " 00101 "}, "geometry": polygon(SQUARE)}
    (outline,), findings = read(found)
    assert (outline.area_code, findings) == ("00101", ())


REUSED = [area("00101", "Xã Cũ"), area("00101", "Xã Mới", first=SINCE), area("00102", "Xã Hai")]


@pytest.mark.parametrize(
    ("typed", "meant"), [("2025-07-01", SINCE), ("", OPEN), (None, OPEN)]
)  # fmt: skip
def test_a_code_that_is_used_again_is_told_apart_by_its_day(
    read: Read, typed: str | None, meant: date
) -> None:
    (outline,), findings = read(feature("00101", valid_from=typed), areas=REUSED)
    assert (outline.area_from, findings) == (meant, ())


def test_one_file_may_hold_both_areas_of_a_code(read: Read) -> None:
    both = [
        feature("00101", valid_from=""),
        feature("00101", polygon(NEXT), valid_from=SINCE.isoformat()),
    ]
    outlines, findings = read(*both, areas=REUSED)
    assert [outline.area_from for outline in outlines] == [OPEN, SINCE]
    assert findings == ()


def test_rows_say_every_point_in_order(read: Read) -> None:
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [APART]]}
    outlines, _ = read(feature("00103", geometry))
    rows = rows_of(outlines)
    assert [(row["polygon"], row["ring"], row["place"]) for row in rows] == [
        (polygon, ring, place) for polygon, ring in ((0, 0), (0, 1), (1, 0)) for place in range(5)
    ]
    assert {(row["area_code"], row["area_from"]) for row in rows} == {("00103", OPEN)}
    second = [(row["longitude"], row["latitude"]) for row in rows[5:10]]
    assert tuple(second) == outlines[0].polygons[0][1]


# What is wrong

METRES = [
    [580000.5, 2310000.0],
    [581000.0, 2310000.0],
    [581000.0, 2311000.0],
    [580000.5, 2310000.0],
]
SWAPPED = [[y, x] for x, y in SQUARE]
FAR = [[x + 1.6, y] for x, y in NEXT]

WRONG: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "without a code": (
        {"type": "Feature", "properties": {"name": "Xã Một"}, "geometry": polygon(SQUARE)},
        "", "thiếu mã", "has no code",
    ),
    "without properties": (
        {"type": "Feature", "properties": None, "geometry": polygon(SQUARE)},
        "", "thiếu mã", "has no code",
    ),
    "blank code": (feature(" "), "", "thiếu mã", "has no code"),
    "code null": (feature(None), "", "thiếu mã", "has no code"),
    "unknown code": (feature("00999"), "00999", "không có trong areas.csv; hãy sửa", "correct the"),
    "zeros lost": (feature(101), "101", "có phải là «00101»?", "is it “00101”?"),
    "no commune": (feature("020"), "020", "chỉ giữ ranh giới xã", "communes only"),
    "unknown day": (
        feature("00101", valid_from="2025-07-01"),
        "2025-07-01", "với valid_from «2025-07-01»", "with valid_from “2025-07-01”",
    ),
    "without geometry": (
        {"type": "Feature", "properties": {"code": "00101"}, "geometry": None},
        "", "không có hình", "has no geometry",
    ),
    "a point": (
        feature("00101", {"type": "Point", "coordinates": [105, 20]}),
        "Point", "phải là Polygon hoặc", "must be a Polygon",
    ),
    "a line": (
        feature("00101", {"type": "LineString", "coordinates": SQUARE}),
        "LineString", "phải là Polygon hoặc", "must be a Polygon",
    ),
    "no rings": (feature("00101", polygon()), "", "hình rỗng", "is empty"),
    "no coordinates": (feature("00101", {"type": "Polygon"}), "", "hình rỗng", "is empty"),
    "an empty ring": (feature("00101", polygon([])), "", "hình rỗng", "is empty"),
    "an empty hole": (feature("00101", polygon(SQUARE, [])), "", "hình rỗng", "is empty"),
    "no polygons": (
        feature("00101", {"type": "MultiPolygon", "coordinates": []}), "", "hình rỗng", "is empty",
    ),
    "not closed": (
        feature("00101", polygon(SQUARE[:-1])),
        "(105.0, 20.0) … (105.0, 21.0)", "chưa khép kín", "not closed",
    ),
    "three points": (
        feature("00101", polygon([SQUARE[0], SQUARE[1], SQUARE[0]])), "3", "ít nhất 4", "needs 4",
    ),
    "no land within": (
        feature("00101", polygon([[105, 20], [106, 21], [105.5, 20.5], [105, 20]])),
        "(105.0, 20.0)", "không bao quanh", "encloses nothing",
    ),
    "metres": (feature("00101", polygon(METRES)), "[580000.5, 2310000.0]", "mét", "metres"),
    "swapped": (feature("00101", polygon(SWAPPED)), "[20, 105]", "bị đảo", "swapped"),
    "out of range": (feature("00101", polygon([[181, 0], *SQUARE])), "[181, 0]", "độ", "degrees"),
    "a nest too deep": (feature("00101", polygon([SQUARE])), "[[105, 20]", "một điểm", "no point"),
    "a nest too shallow": (feature("00101", polygon(*SQUARE)), "105", "một điểm", "no point"),
    "words": (feature("00101", polygon([["105", "20"]] * 4)), "['105'", "một điểm", "no point"),
    "one number": (feature("00101", polygon([[105]] * 4)), "[105]", "một điểm", "no point"),
    "yes and no": (feature("00101", polygon([[True, False]] * 4)), "[True", "một điểm", "no point"),
    "elsewhere": (feature("00101", polygon(FAR)), "[105.5, 20.5]", "nằm xa tâm", "lies far from"),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_wrong_is_named(read: Read, fault: str) -> None:
    wrong, typed, vi, en = WRONG[fault]
    outlines, (finding,) = read(feature("00102", polygon(NEXT)), wrong)
    assert [outline.area_code for outline in outlines] == ["00102"], "what is right stays"
    assert (finding.file, finding.line, finding.column) == ("boundaries.geojson", 0, "")
    assert finding.typed.startswith(typed)
    assert bool(finding.typed) == bool(typed)
    assert finding.vi.startswith("đối tượng 2")
    assert finding.en.startswith("feature 2")
    assert vi in finding.vi
    assert en in finding.en
    assert finding.vi.endswith(".")
    assert finding.en.endswith(".")
    assert finding.say("vi") == f"boundaries.geojson: {finding.vi}"


def test_swapped_degrees_that_could_be_right_are_found_by_the_centre(read: Read) -> None:
    areas = [area("00101", "Xã Một", centre=(60.5, 40.5))]
    ring = [[40, 60], [41, 60], [41, 61], [40, 61], [40, 60]]
    _, (finding,) = read(feature("00101", polygon(ring)), areas=areas)
    assert "swapped" in finding.en
    (_,), findings = read(feature("00101", polygon([[x, y] for y, x in ring])), areas=areas)
    assert findings == ()


def test_a_code_that_stands_twice_is_named_with_the_first(read: Read) -> None:
    outlines, (finding,) = read(feature("00101"), feature("00103"), feature("00101"))
    assert [outline.area_code for outline in outlines] == ["00101", "00103"]
    assert finding.typed == "00101"
    assert finding.vi.startswith("đối tượng 3 (00101)")
    assert "feature 1 too" in finding.en


def test_a_code_of_several_areas_needs_its_day(read: Read) -> None:
    outlines, (finding,) = read(feature("00101"), areas=REUSED)
    assert outlines == ()
    assert "valid_from" in finding.vi
    assert "several areas" in finding.en


def test_each_fault_of_a_feature_is_named(read: Read) -> None:
    _, findings = read(feature("00999", polygon(SWAPPED)), None)
    assert [finding.en[:10] for finding in findings] == ["feature 1:"] * 2 + ["feature 2:"] * 2


@pytest.mark.parametrize(
    ("content", "typed", "en"),
    [
        (b"", "", "is not JSON"),
        (b"{", "", "is not JSON"),
        (b"\xff\xfe{", "", "is not JSON"),
        (b"[" * 100_000, "", "is not JSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "", "is not JSON"),
        (b"[]", "", "is not a FeatureCollection"),
        (b'{"type": "Topology", "objects": {}}', "Topology", "is not a FeatureCollection"),
        (b'{"type": "Feature", "geometry": null}', "Feature", "is not a FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "FeatureCollection", "is not a FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "", "holds no feature"),
    ],
)
def test_a_file_that_is_something_else_is_named(
    tmp_path: Path, content: bytes, typed: str, en: str
) -> None:
    (tmp_path / "boundaries.geojson").write_bytes(content)
    outlines, (finding,) = read_boundaries(tmp_path, AREAS)
    assert outlines == ()
    assert finding.en.startswith(en)
    assert (finding.file, finding.typed) == ("boundaries.geojson", typed)
    assert finding.vi.endswith(".")


def test_a_number_beyond_all_bounds_is_no_degree(tmp_path: Path) -> None:
    content = {
        "type": "FeatureCollection",
        "features": [feature("00101", polygon([[7.5, 20]] * 4))],
    }
    text = json.dumps(content).replace("7.5", "1e999")
    (tmp_path / "boundaries.geojson").write_text(text, encoding="utf-8")
    outlines, (finding,) = read_boundaries(tmp_path, AREAS)
    assert outlines == ()
    assert "no degrees" in finding.en


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "boundaries.geojson").mkdir()
    _, (finding,) = read_boundaries(tmp_path, AREAS)
    assert finding.en.startswith("cannot be read")


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    content = {"type": "FeatureCollection", "features": [feature("00101")]}
    text = json.dumps(content)
    (tmp_path / "boundaries.geojson").write_text(text, encoding="utf-8-sig")
    (_,), findings = read_boundaries(tmp_path, AREAS)
    assert findings == ()


# Communes without an outline


def test_communes_without_an_outline_are_named(read: Read) -> None:
    outlines, findings = read(feature("00101"))
    assert findings == ()
    (warning,) = without_outline(outlines, AREAS)
    assert "2/3 xã" in warning.vi
    assert "Xã Hai (00102), Xã Ba (00103);" in warning.vi
    assert "Xã Một" not in warning.en
    assert warning.typed == "00102, 00103"


def test_nothing_is_missing_where_all_have_one_or_none_has(read: Read) -> None:
    all_, _ = read(feature("00101"), feature("00102", polygon(NEXT)), feature("00103"))
    assert without_outline(all_, AREAS) == ()
    assert without_outline((), AREAS) == ()


def test_the_area_that_has_the_code_later_is_missing_too(read: Read) -> None:
    outlines, _ = read(
        feature("00101", valid_from=""), feature("00102", polygon(NEXT)), areas=REUSED
    )
    (warning,) = without_outline(outlines, REUSED)
    assert "1/3 communes have no outline: Xã Mới (00101);" in warning.en


def test_many_missing_communes_are_counted(read: Read) -> None:
    areas = [*AREAS, *(area(f"1{number:04d}", f"Xã {number}") for number in range(30))]
    outlines, _ = read(feature("00101"))
    (warning,) = without_outline(outlines, areas)
    assert "32/33" in warning.vi
    assert "và 12 đơn vị nữa" in warning.vi
    assert "and 12 more" in warning.en


# Thinning


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


def test_neighbours_share_their_border_after_thinning(read: Read) -> None:
    """Wherever their rings begin, and whichever way they run."""
    for turn in (0, 1, 100, 399):
        west = [*WEST[turn:-1], *WEST[: turn + 1]]
        (one, other), findings = read(
            feature("00101", polygon(west)), feature("00102", polygon(EAST))
        )
        assert findings == ()
        ((first,),), ((second,),) = one.polygons, other.polygons
        shared = sides(first) & sides(second)
        assert 10 < len(shared) < 390
        # Apart from the border, each has three sides of its own.
        assert len(sides(first) - shared) == len(sides(second) - shared) == 3


def test_of_two_points_equally_far_neighbours_keep_the_same(read: Read) -> None:
    border = [[106, 20], [106.1, 20.4999], [106.1, 20.5001], [106, 21]]
    west = [[105, 20], *border, [105, 21], [105, 20]]
    east = [[107, 21], *border[::-1], [107, 20], [107, 21]]
    (one, other), _ = read(feature("00101", polygon(west)), feature("00102", polygon(east)))
    ((first,),), ((second,),) = one.polygons, other.polygons
    assert len(sides(first) & sides(second)) == 2


def test_thinning_strays_by_less_than_a_screen_shows(read: Read) -> None:
    (one, _), _ = read(feature("00101", polygon(WEST)), feature("00102", polygon(EAST)))
    ((ring,),) = one.polygons
    assert farthest(points(*WEST), ring) <= 2.02 / 1500
    assert set(ring) < set(points(*WEST))


def test_a_border_that_hardly_strays_becomes_straight(read: Read) -> None:
    line = wavy((106, 20), (106, 21), 0.0005)
    ring = [[105, 20], *line, [106, 21], [105, 21], [105, 20]]
    (outline,), _ = read(feature("00101", polygon(ring)))
    ((thin,),) = outline.polygons
    assert set(thin) == set(points(*SQUARE))


def test_an_enclave_fits_into_the_hole_that_it_fills(read: Read) -> None:
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
        feature("00101", polygon(SQUARE, around)), feature("00103", polygon(other))
    )
    assert findings == ()
    ((_, hole),), ((filling,),) = one.polygons, inner.polygons
    assert sides(hole) == sides(filling)
    assert 8 < len(sides(hole)) < 100


def test_what_is_too_small_to_see_goes_but_no_area_does(read: Read) -> None:
    speck = [[105.5, 20.5], [105.5003, 20.5], [105.5003, 20.5003], [105.5, 20.5003], [105.5, 20.5]]
    islet = [[x + 3, y] for x, y in speck]
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, speck], [islet]]}
    (large, small), findings = read(feature("00101", geometry), feature("00103", polygon(speck)))
    assert findings == ()
    assert [len(rings) for rings in large.polygons] == [1]
    assert set(small.polygons[0][0]) == set(points(*speck))


def test_points_that_stand_twice_do_no_harm(read: Read) -> None:
    doubled = [point for point in SQUARE for _ in range(2)]
    (outline,), findings = read(feature("00101", polygon(doubled)))
    assert findings == ()
    assert outline.polygons[0][0][:-1].count((106.0, 20.0)) == 1
