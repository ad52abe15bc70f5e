"""Outlines from the data folder to the map: published, asked for and drawn, all of them or none."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from indicators import engine, frames, snapshot, theme
from indicators.__main__ import app
from indicators.charts import Figure
from indicators.engine import Engine
from indicators.exhibits import communes, maps
from indicators.exhibits.comparing import mapped
from indicators.exhibits.comparing.view import View, compare
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import gather
from tests.commune_folder import COMMUNE, ONE, THREE, TOWN, TWO, at, made_up
from tests.drawn import written
from tests.small_folder import Cells, Folder, small_folder

Ring = list[list[float]]

YEAR = date(2022, 12, 31)


def square(west: float, south: float = 20.0, size: float = 1.0) -> Ring:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


HOLE = square(105.3, 20.3, 0.2)
ISLAND = square(105.0, 22.0)
SHAPES: Mapping[str, list[list[Ring]]] = {
    ONE: [[square(105.0), HOLE], [ISLAND]],
    TWO: [[square(106.0)]],
    THREE: [[square(107.0)]],
}
"""Of each commune its polygons, each its outer ring and then its holes."""
NAMES = {ONE: "Một", TWO: "Hai", THREE: "Ba"}
PLACED: Sequence[Cells] = [
    {},
    *(
        {
            "area_code": code, "level": "commune", "parent_code": "020", "name": name,
            "kind_vi": "xã", "kind_en": "commune", "tile_row": 0, "tile_column": place,
        }
        for place, (code, name) in enumerate(NAMES.items())
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Way:
    """Which way round the rings of a file run."""

    outer: int = 1
    hole: int = 1


def outlined(
    folder: Folder,
    shapes: Mapping[str, list[list[Ring]]] = SHAPES,
    way: Way | None = None,
    since: Mapping[str, str] | None = None,
) -> Folder:
    """The folder with a file of outlines; ``since`` holds the first days that features name."""
    way = way or Way()
    days = {code: {"valid_from": day} for code, day in (since or {}).items()}
    features = [
        {
            "type": "Feature",
            "properties": {"ma_xa": code, **days.get(code, {})},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [outer[:: way.outer], *(hole[:: way.hole] for hole in holes)]
                    for outer, *holes in polygons
                ],
            },
        }
        for code, polygons in shapes.items()
    ]
    content = {"type": "FeatureCollection", "features": features}
    (folder.path / "boundaries.geojson").write_text(json.dumps(content), encoding="utf-8")
    return folder


def three(path: Path, *seen: Cells, **tables: Any) -> Folder:
    """Three communes on tiles side by side, with a figure each unless told otherwise."""
    figures = seen or (at("2022", 5), at("2022", 7, TWO), at("2022", 9, THREE))
    return small_folder(path, **({"areas": PLACED, "observations": figures} | tables))


def points(source: Engine, day: date = YEAR) -> list[tuple[str, int, int, int, float, float]]:
    return [
        (row.area_code, row.polygon, row.ring, row.place, row.longitude, row.latitude)
        for row in frames.boundaries(source, "020", day)
    ]


# What is asked of a snapshot


@pytest.mark.parametrize("outer", [1, -1])
@pytest.mark.parametrize("hole", [1, -1])
def test_every_point_of_every_ring_answers_in_order(tmp_path: Path, outer: int, hole: int) -> None:
    found = points(outlined(three(tmp_path), way=Way(outer, hole)).published())
    places = [row[:4] for row in found]
    assert places == sorted(places)
    assert len(set(places)) == len(places)
    rings = {key: [row[4:] for row in found if row[:3] == key] for key in {x[:3] for x in found}}
    expected = {
        (code, polygon, ring): corners
        for code, polygons in SHAPES.items()
        for polygon, rings_ in enumerate(polygons)
        for ring, corners in enumerate(rings_)
    }
    assert rings.keys() == expected.keys()
    for key, ring in rings.items():
        assert set(ring) == {(x, y) for x, y in expected[key]}
        assert ring[0] == ring[-1]
        assert len(ring) == 5


def test_an_area_without_communes_has_no_outlines(tmp_path: Path) -> None:
    source = outlined(three(tmp_path)).published()
    assert frames.boundaries(source, ONE, YEAR) == []


def test_one_commune_without_an_outline_leaves_all_out_and_is_named(tmp_path: Path) -> None:
    folder = outlined(three(tmp_path), {code: SHAPES[code] for code in (ONE, THREE)})
    done = snapshot.publish(folder.path)
    assert done.changed
    assert done.findings == ()
    (warning,) = done.warnings
    assert "Hai (00643)" in warning.vi
    assert done.path is not None
    assert points(Engine(done.path)) == []


REUSED: Sequence[Cells] = [{}, TOWN, COMMUNE, PLACED[2]]
BEFORE = {ONE: [[square(105.0)]], TWO: [[square(106.0)]]}
SINCE = {ONE: [[square(105.0, 21.0)]], TWO: [[square(106.0)]]}


def test_a_code_that_is_used_again_has_the_outline_of_its_day(tmp_path: Path) -> None:
    folder = three(tmp_path, at("2022", 5), areas=REUSED)
    source = outlined(folder, SINCE, since={ONE: "2025-07-01"}).published()
    assert points(source) == []
    assert souths(source, date(2025, 7, 1)) == {ONE: 21.0, TWO: 20.0}
    source = outlined(folder, BEFORE, since={ONE: ""}).published()
    assert souths(source, date(2025, 6, 30)) == {ONE: 20.0, TWO: 20.0}
    assert points(source, date(2025, 7, 1)) == []


def souths(source: Engine, day: date) -> dict[str, float]:
    found = points(source, day)
    return {code: min(row[5] for row in found if row[0] == code) for code in {x[0] for x in found}}


# Publishing


@pytest.mark.parametrize(
    ("language", "said", "end"),
    [
        ("vi", "1/3 xã, thị trấn chưa có ranh giới: Hai (00643);", "Đã công bố indicators-000001."),
        ("en", "1/3 communes have no outline: Hai (00643);", "Published indicators-000001."),
    ],
)
def test_publish_says_what_is_missing_and_goes_on(
    tmp_path: Path, language: str, said: str, end: str
) -> None:
    folder = outlined(three(tmp_path), {code: SHAPES[code] for code in (ONE, THREE)})
    done = CliRunner().invoke(app, ["publish", "--data", str(folder.path), "--language", language])
    assert (done.exit_code, done.stdout.strip()) == (0, end)
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"boundaries.geojson: {said}")


def test_whole_outlines_are_published_without_a_word(tmp_path: Path) -> None:
    assert snapshot.publish(outlined(three(tmp_path)).path).warnings == ()


def test_wrong_outlines_publish_nothing(tmp_path: Path) -> None:
    folder = three(tmp_path)
    served = snapshot.publish(folder.path).path
    outlined(folder, {**SHAPES, "00999": [[square(108.0)]], "020": [[square(105.0, size=3)]]})
    done = snapshot.publish(folder.path)
    assert (done.path, done.changed, done.warnings) == (served, False, ())
    assert [finding.typed for finding in done.findings] == ["00999", "020"]
    assert all(finding.file == "boundaries.geojson" for finding in done.findings)
    assert snapshot.current(folder.path) == served


def test_a_changed_file_of_outlines_publishes_anew(tmp_path: Path) -> None:
    folder = three(tmp_path)
    first = snapshot.publish(folder.path)
    assert snapshot.publish(outlined(folder).path).changed
    assert not snapshot.publish(folder.path).changed
    moved = {**SHAPES, THREE: [[square(107.0, 20.5)]]}
    assert snapshot.publish(outlined(folder, moved).path).changed
    (folder.path / "boundaries.geojson").unlink()
    assert snapshot.publish(folder.path).changed
    assert points(opened(folder)) == []
    assert first.warnings == ()


def opened(folder: Folder) -> Engine:
    source = engine.current(folder.path)
    assert source is not None
    return source


# The map


def map_of(source: Engine, **asked: Any) -> Figure:
    """The map of the analysts' page."""
    found = mapped.map_of(compare(source, replace(View("output", "2022"), **asked)))
    assert found is not None
    assert found.figure is not None
    return found.figure


def sector_map(source: Engine) -> Figure:
    """The same figures on the page of their sector."""
    facts = gather(source, Scope("020", "2022"))
    found = communes.communes(facts, facts.catalogue.entries["production"])
    assert found is not None
    assert found.figure is not None
    return found.figure


def is_outlined(figure: Figure) -> bool:
    return any("path" in shape for shape in figure["layout"]["shapes"] if "fillrule" in shape)


def fills(figure: Figure) -> list[str]:
    return [
        shape["fillcolor"]
        for shape in figure["layout"]["shapes"]
        if "fillrule" in shape and shape["fillcolor"] != theme.CLEAR
    ]


def answers(figure: Figure) -> set[tuple[str, str]]:
    """What is said where a pointer rests, and which commune a click there chooses."""
    trace = next(trace for trace in figure["data"] if trace["name"] == "hover")
    return set(zip(trace["hovertext"], trace["customdata"], strict=True))


PLANNED: Mapping[str, Any] = {
    "plans": [{"area_code": code, "value": 8} for code in (ONE, TWO, THREE)],
    "exhibits": [{"form": "communes"}],
}


@pytest.fixture
def both(tmp_path: Path) -> tuple[Engine, Engine]:
    """The same folder without and with outlines."""
    return (
        three(tmp_path / "tiles", **PLANNED).published(),
        outlined(three(tmp_path / "outlines", **PLANNED)).published(),
    )


def test_a_map_has_every_ring_of_its_own(both: tuple[Engine, Engine]) -> None:
    tiles, outlines = (maps.outlines_of(source, "020", "2022-06") for source in both)
    assert tiles == {}
    assert {code: [set(ring) for ring in rings] for code, rings in outlines.items()} == {
        code: [{(x, y) for x, y in ring} for polygon in polygons for ring in polygon]
        for code, polygons in SHAPES.items()
    }


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("assigner", ["city", ""])
def test_outlines_say_what_the_tiles_say(
    both: tuple[Engine, Engine], assigner: str, narrow: bool
) -> None:
    tiles, outlines = (
        map_of(source, assigner=assigner, chosen=(TWO,), narrow=narrow) for source in both
    )
    assert not is_outlined(tiles)
    assert is_outlined(outlines)
    assert set(written(outlines)) == set(written(tiles))
    assert {"Một", "Hai", "Ba"} <= set(written(outlines))
    assert ("Không đạt" in written(outlines)) == bool(assigner)
    assert answers(outlines) == answers(tiles)
    assert {code for _, code in answers(outlines)} == {ONE, TWO, THREE}
    assert len(set(fills(outlines))) == 3


def test_the_chosen_commune_is_framed(both: tuple[Engine, Engine]) -> None:
    _, source = both
    for chosen in ((), (TWO,), (ONE, THREE)):
        shapes = map_of(source, chosen=chosen)["layout"]["shapes"]
        framed = [shape for shape in shapes if shape["line"].get("color") == theme.INK]
        assert len(framed) == len(chosen)


def test_the_sectors_map_has_outlines_too(both: tuple[Engine, Engine]) -> None:
    tiles, outlines = (sector_map(source) for source in both)
    assert not is_outlined(tiles)
    assert is_outlined(outlines)
    assert set(written(outlines)) == set(written(tiles))
    assert answers(outlines) == answers(tiles)


@pytest.mark.parametrize("way", [Way(-1, 1), Way(1, -1), Way(-1, -1)])
def test_the_map_is_the_same_whichever_way_rings_run(tmp_path: Path, way: Way) -> None:
    plain = outlined(three(tmp_path / "plain")).published()
    turned = outlined(three(tmp_path / "turned"), way=way).published()
    one, other = map_of(plain), map_of(turned)
    assert written(one) == written(other)
    traces = [next(t for t in each["data"] if t["name"] == "hover") for each in (one, other)]
    assert traces[0] == traces[1]
    assert fills(one) == fills(other)


def test_all_have_tiles_where_one_has_no_outline(tmp_path: Path) -> None:
    folder = outlined(three(tmp_path), {code: SHAPES[code] for code in (ONE, THREE)})
    figure = map_of(folder.published())
    assert not is_outlined(figure)
    assert {"Một", "Hai", "Ba"} <= set(written(figure))


def test_who_has_an_outline_needs_no_tile(tmp_path: Path) -> None:
    areas = [*PLACED[:3], {**PLACED[3], "tile_row": "", "tile_column": ""}]
    tables = {"areas": areas, "exhibits": [{"form": "communes"}]}
    tiles = three(tmp_path / "tiles", **tables).published()
    outlines = outlined(three(tmp_path / "outlines", **tables)).published()
    for draw in (map_of, sector_map):
        assert "Ba" not in written(draw(tiles))
        assert "Ba" in written(draw(outlines))


def test_who_has_no_figure_and_what_is_made_up_is_marked(tmp_path: Path) -> None:
    folder = outlined(three(tmp_path, at("2022", 5), at("2022", "", TWO)))
    folder.write("sources", [{}, {"source_code": "illustrative"}])
    folder.write("observations", made_up(at("2022", 7, THREE)), below="illustrative")
    figure = map_of(folder.published())
    assert {"?", "Số minh họa"} <= set(written(figure))
    dashed = [s for s in figure["layout"]["shapes"] if s["line"].get("dash") == "3px,3px"]
    assert dashed
    hatched = [
        shape
        for shape in figure["layout"]["shapes"]
        if "path" in shape and shape["path"].count("M") > 20
    ]
    assert len(hatched) == 1
