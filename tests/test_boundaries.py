"""Outlines from a boundaries file: what is read, what is thinned away, what is named as wrong."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.boundaries import read_boundaries, rows_of, without_outline
from indicators.boundaries.outline import doubled_area
from tests.features import APART, AREAS, HOLE, NEXT, SQUARE, area, feature, points, polygon, read

OPEN = date(1, 1, 1)
SINCE = date(2025, 7, 1)


# What is right


def test_a_folder_without_the_file_has_no_outlines(tmp_path: Path) -> None:
    assert read_boundaries(tmp_path, AREAS) == ((), ())


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1]], ids=["counter-clockwise", "clockwise"])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]], ids=["hole one way", "hole other way"])
def test_rings_may_run_either_way(tmp_path: Path, outer: Any, hole: Any) -> None:
    (outline,), findings = read(tmp_path, feature("00101", polygon(outer, hole)))
    assert findings == ()
    assert (outline.area_code, outline.area_from) == ("00101", OPEN)
    ((first, second),) = outline.polygons
    assert doubled_area(first) == pytest.approx(2)
    assert doubled_area(second) == pytest.approx(-0.08)
    assert set(first) == set(points(*SQUARE))
    assert set(second) == set(points(*HOLE))
    assert first[0] == first[-1]


def test_a_multipolygon_keeps_its_parts_and_their_holes(tmp_path: Path) -> None:
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [APART[::-1]]]}
    (outline,), findings = read(tmp_path, feature("00103", geometry))
    assert findings == ()
    assert [len(rings) for rings in outline.polygons] == [2, 1]
    assert all(doubled_area(rings[0]) > 0 for rings in outline.polygons)


def test_heights_are_left_aside(tmp_path: Path) -> None:
    high = [[x, y, 12.5] for x, y in SQUARE]
    assert read(tmp_path, feature("00101", polygon(high))) == read(tmp_path, feature("00101"))


@pytest.mark.parametrize("name", ["area_code", "code", "ma_xa", "MA_XA", "Ma_DVHC"])
def test_the_code_may_stand_under_several_names(tmp_path: Path, name: str) -> None:
    found = {"type": "Feature", "properties": {name: " 00101 "}, "geometry": polygon(SQUARE)}
    (outline,), findings = read(tmp_path, found)
    assert (outline.area_code, findings) == ("00101", ())


REUSED = [area("00101", "Xã Cũ"), area("00101", "Xã Mới", first=SINCE), area("00102", "Xã Hai")]


@pytest.mark.parametrize(
    ("typed", "meant"), [("2025-07-01", SINCE), ("", OPEN), (None, OPEN)]
)  # fmt: skip
def test_a_code_that_is_used_again_is_told_apart_by_its_day(
    tmp_path: Path, typed: str | None, meant: date
) -> None:
    (outline,), findings = read(tmp_path, feature("00101", valid_from=typed), areas=REUSED)
    assert (outline.area_from, findings) == (meant, ())


def test_one_file_may_hold_both_areas_of_a_code(tmp_path: Path) -> None:
    both = [
        feature("00101", valid_from=""),
        feature("00101", polygon(NEXT), valid_from=SINCE.isoformat()),
    ]
    outlines, findings = read(tmp_path, *both, areas=REUSED)
    assert [outline.area_from for outline in outlines] == [OPEN, SINCE]
    assert findings == ()


def test_rows_say_every_point_in_order(tmp_path: Path) -> None:
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [APART]]}
    outlines, _ = read(tmp_path, feature("00103", geometry))
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
def test_what_is_wrong_is_named(tmp_path: Path, fault: str) -> None:
    wrong, typed, vi, en = WRONG[fault]
    outlines, (finding,) = read(tmp_path, feature("00102", polygon(NEXT)), wrong)
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


def test_swapped_degrees_that_could_be_right_are_found_by_the_centre(tmp_path: Path) -> None:
    areas = [area("00101", "Xã Một", centre=(60.5, 40.5))]
    ring = [[40, 60], [41, 60], [41, 61], [40, 61], [40, 60]]
    _, (finding,) = read(tmp_path, feature("00101", polygon(ring)), areas=areas)
    assert "swapped" in finding.en
    (_,), findings = read(
        tmp_path, feature("00101", polygon([[x, y] for y, x in ring])), areas=areas
    )
    assert findings == ()


def test_a_code_that_stands_twice_is_named_with_the_first(tmp_path: Path) -> None:
    outlines, (finding,) = read(tmp_path, feature("00101"), feature("00103"), feature("00101"))
    assert [outline.area_code for outline in outlines] == ["00101", "00103"]
    assert finding.typed == "00101"
    assert finding.vi.startswith("đối tượng 3 (00101)")
    assert "feature 1 too" in finding.en


def test_a_code_of_several_areas_needs_its_day(tmp_path: Path) -> None:
    outlines, (finding,) = read(tmp_path, feature("00101"), areas=REUSED)
    assert outlines == ()
    assert "valid_from" in finding.vi
    assert "several areas" in finding.en


def test_each_fault_of_a_feature_is_named(tmp_path: Path) -> None:
    _, findings = read(tmp_path, feature("00999", polygon(SWAPPED)), None)
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


def test_communes_without_an_outline_are_named(tmp_path: Path) -> None:
    outlines, findings = read(tmp_path, feature("00101"))
    assert findings == ()
    (warning,) = without_outline(outlines, AREAS)
    assert "2/3 xã" in warning.vi
    assert "Xã Hai (00102), Xã Ba (00103);" in warning.vi
    assert "Xã Một" not in warning.en
    assert warning.typed == "00102, 00103"


def test_nothing_is_missing_where_all_have_one_or_none_has(tmp_path: Path) -> None:
    all_, _ = read(tmp_path, feature("00101"), feature("00102", polygon(NEXT)), feature("00103"))
    assert without_outline(all_, AREAS) == ()
    assert without_outline((), AREAS) == ()


def test_the_area_that_has_the_code_later_is_missing_too(tmp_path: Path) -> None:
    outlines, _ = read(
        tmp_path, feature("00101", valid_from=""), feature("00102", polygon(NEXT)), areas=REUSED
    )
    (warning,) = without_outline(outlines, REUSED)
    assert "1/3 communes have no outline: Xã Mới (00101);" in warning.en


def test_many_missing_communes_are_counted(tmp_path: Path) -> None:
    areas = [*AREAS, *(area(f"1{number:04d}", f"Xã {number}") for number in range(30))]
    outlines, _ = read(tmp_path, feature("00101"))
    (warning,) = without_outline(outlines, areas)
    assert "32/33" in warning.vi
    assert "và 12 đơn vị nữa" in warning.vi
    assert "and 12 more" in warning.en
