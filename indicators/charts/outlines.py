"""A map of the true outlines of the communes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import cos, isfinite, radians

from indicators import theme
from indicators.charts.key import key, statuses
from indicators.charts.levels import PAINT, LegendEntry, ink_on, legend_of
from indicators.charts.regions import Cuts, Ring, cuts, hatch, middle, room_for, widest
from indicators.charts.sheet import LEAST_WIDTH, Figure, Sheet

_STEP = 5
"""How far the fields that answer the pointer follow the outline, in px."""
_HATCH = 9
_TALLEST = 1.1
_FROM_WALL = 900
_PAD = 3
_SIZES = ((15.0, 20.0), (13.5, 17.0), (12.0, 14.5), (11.0, 13.0))
"""Of name and value, in px."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One commune; ``level`` is one of LEVELS, ``status`` may be blank.

    ``rings`` hold (longitude, latitude) in degrees: parts and holes in any order and direction.
    """

    area_code: str
    name: str
    value_text: str
    level: str
    rings: tuple[Ring, ...]
    hover: str = ""
    illustrative: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class _Area:
    """An outline in px of the sheet, and what lies inside it."""

    outline: Outline
    rings: list[list[tuple[float, float]]]
    inside: Cuts


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a name and a value may be written into an area."""

    names: tuple[str, ...]
    name_size: float
    value_size: float
    mark: float
    lines: tuple[tuple[float, float], ...]
    """How wide and tall mark, names and value are, from the top down."""


def outlines(
    areas: Sequence[Outline],
    legend: Sequence[LegendEntry] = (),
    legend_title: str = "",
    selected: Collection[str] = (),
    status_words: Mapping[str, str] | None = None,
    least_width: int = LEAST_WIDTH,
    illustrative_label: str = "",
) -> Figure:
    """The outlines ``least_width`` px wide at any width of the page, north up, never stretched.

    A name that has no room inside becomes a number, and stands in a list below. A click yields
    the area code. Rings of fewer than three different places are left out, and areas of no ring.
    """
    wide = least_width - 2
    large = least_width >= _FROM_WALL
    small = 26.0 if large else theme.SIZE_AXIS if least_width > 400 else 11.5
    sheet = Sheet((0, wide))
    top = legend_of(sheet, legend, legend_title, 0, wide, 1, small) + 10 if legend else 0.0
    placed, tall = _placed(areas, wide, top + 2)
    for area in placed:
        _fill(sheet, area)
    for area in placed:
        if area.outline.area_code in selected:
            _trace(sheet, area, theme.PAPER, 7)
            _trace(sheet, area, theme.INK, 4)
    scale = 1.85 if large else 1.0
    listed = [area for area in placed if not _written(sheet, area, scale)]
    for number, area in enumerate(listed, 1):
        _number(sheet, area, str(number), scale)
    bottom = _list(sheet, listed, top + tall + 4, wide, small)
    entries = statuses((area.outline.status for area in placed), status_words or {}, small * 0.54)
    if entries:
        bottom = key(sheet, bottom + 6, entries, wide, small)
    figure = sheet.figure(bottom, illustrative_label)
    # One unit across is one px, as it is down the sheet: wider pages get room, not a wider map.
    figure["layout"]["xaxis"] |= {
        "scaleanchor": "y",
        "scaleratio": 1,
        "constrain": "domain",
        "constraintoward": "left",
    }
    return figure


def _placed(areas: Sequence[Outline], wide: float, top: float) -> tuple[list[_Area], float]:
    """The areas in px, and how tall they are together."""
    rings = [[_clean(ring) for ring in area.rings] for area in areas]
    points = [point for each in rings for ring in each for point in ring]
    if not points:
        return [], 0.0
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree of longitude is shorter than one of latitude, by the cosine of the latitude.
    narrow = cos(radians((south + north) / 2))
    across, down = (east - west) * narrow or 1e-9, north - south or 1e-9
    unit = min((wide - 6) / across, wide * _TALLEST / down)
    left = (wide - across * unit) / 2
    placed = []
    for area, own in zip(areas, rings, strict=True):
        moved = [
            [
                (
                    round(left + (x - west) * narrow * unit, 1),
                    round(top + 3 + (north - y) * unit, 1),
                )
                for x, y in ring
            ]
            for ring in own
            if len(ring) >= 3
        ]
        if inside := cuts(moved, _STEP):
            placed.append(_Area(area, moved, inside))
    return placed, down * unit + 8


def _clean(ring: Ring) -> list[tuple[float, float]]:
    """The ring without the point that closes it, without repetitions and what is no number."""
    kept: list[tuple[float, float]] = []
    for x, y in ring:
        if isfinite(x) and isfinite(y) and (not kept or kept[-1] != (x, y)):
            kept.append((x, y))
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return kept


def _path(rings: Sequence[Ring]) -> str:
    return " ".join("M " + " L ".join(f"{x:g} {y:g}" for x, y in ring) + " Z" for ring in rings)


def _fill(sheet: Sheet, area: _Area) -> None:
    outline = area.outline
    fill, line = PAINT[outline.level]
    dash = "3px,3px" if outline.level == "none" else ""
    edge = theme.EDGE if outline.level == "none" else line or theme.PAPER
    sheet.region(_path(area.rings), fill, line=edge, width=1.2, dash=dash)
    if outline.illustrative and outline.level != "none":
        sheet.illustrative = True
        strokes = hatch(area.rings, _HATCH)
        path = " ".join(f"M {x:.1f} {y:.1f} L {u:.1f} {v:.1f}" for x, y, u, v in strokes)
        colour = theme.HATCH_LINE
        if theme.text_on(fill) != theme.INK:
            colour = theme.mixed(theme.PAPER, 0.35, fill)
        if path:
            sheet.region(path, theme.CLEAR, line=colour, width=1.5)
        sheet.region(_path(area.rings), theme.CLEAR, line=edge, width=1.2, dash=dash)
    for row, stretches in area.inside.items():
        for start, end in stretches:
            sheet.hover(*(start, end, (row + 0.5) * _STEP, _STEP), outline.hover, outline.area_code)


def _trace(sheet: Sheet, area: _Area, colour: str, width: float) -> None:
    sheet.region(_path(area.rings), theme.CLEAR, line=colour, width=width)


def _writings(outline: Outline, scale: float) -> list[_Writing]:
    """The ways to write name and value, the most readable first."""
    ways = []
    for name, value in _SIZES:
        name_size, value_size = name * scale, value * scale
        mark = 8 * scale if outline.status else 0.0
        whole = theme.text_width(outline.name, name_size, 600)
        above = [(2.6 * mark, 2.4 * mark)] if mark else []
        values = theme.text_width(outline.value_text, value_size, 700) + 2 * _PAD
        below = [(values, value_size * 1.1)] if outline.value_text else []
        wrapped = {
            theme.wrapped(outline.name, name_size, 600, whole * share): None
            for share in (1.01, 0.62, 0.45)
        }
        for names in wrapped:
            texts = [
                (theme.text_width(line, name_size, 600) + 2 * _PAD, name_size * theme.LEADING)
                for line in names
            ]
            lines = (*above, *texts, *below)
            ways.append(_Writing(names, name_size, value_size, mark, lines))
    return ways


def _written(sheet: Sheet, area: _Area, scale: float) -> bool:
    """Write name and value into the area; False where they have no room."""
    outline = area.outline
    centre = middle(area.inside, _STEP)
    for way in _writings(outline, scale):
        place = room_for(area.inside, _STEP, centre, way.lines)
        if place is None:
            continue
        across, top = place
        colour = ink_on(outline.level)
        ground = PAINT[outline.level][0] if outline.illustrative else ""
        if way.mark:
            down = top + way.mark * 1.3
            sheet.symbol("circle", across, down, 0, theme.PAPER, radius=way.mark * 1.3)
            sheet.mark(outline.status, across, down, 0, way.mark)
            top += 2.4 * way.mark
        baseline = top + way.name_size
        sheet.text(
            *("\n".join(way.names), across, baseline),
            size=way.name_size,
            weight=600,
            colour=colour,
            anchor="center",
            ground=ground,
        )
        top += len(way.names) * way.name_size * theme.LEADING
        sheet.text(
            *(outline.value_text, across, top + way.value_size * 0.85),
            size=way.value_size,
            weight=700,
            colour=colour,
            anchor="center",
            ground=ground,
        )
        return True
    return False


def _number(sheet: Sheet, area: _Area, number: str, scale: float) -> None:
    size = 13 * scale
    wide = theme.text_width(number, size, 700)
    centre = middle(area.inside, _STEP)
    lines = [(0.0, 0.25 * size), (wide + 10, size), (0.0, 0.25 * size)]
    place = room_for(area.inside, _STEP, centre, lines) or room_for(
        area.inside, _STEP, centre, [(0.0, 0.25 * size), (wide, size)]
    )
    across, top = place or widest(area.inside, _STEP)
    sheet.text(
        *(number, across, top + (size * 1.1 if place else size * 0.36)),
        size=size,
        weight=700,
        colour=ink_on(area.outline.level),
        anchor="center",
    )


def _list(sheet: Sheet, listed: Sequence[_Area], top: float, wide: float, size: float) -> float:
    """What the numbers in the map stand for, side by side; returns where it ends."""
    if not listed:
        return top
    right, baseline = 0.0, top + size * 1.3
    for number, area in enumerate(listed, 1):
        outline = area.outline
        label = f"{number} "
        rest = f"{outline.name} {outline.value_text}".strip()
        first = theme.text_width(label, size, 700)
        length = first + theme.text_width(rest, size, 500) + (size * 1.5 if outline.status else 0)
        if right and right + length > wide:
            right, baseline = 0.0, baseline + size * 1.55
        sheet.text(label, right, baseline, size=size, weight=700)
        sheet.text(rest, right + first, baseline, size=size, weight=500)
        if outline.status:
            sheet.mark(
                outline.status, right + length - size * 0.6, baseline - size * 0.35, 0, size * 0.5
            )
        right += length + size * 1.2
    return baseline + size * 0.5
