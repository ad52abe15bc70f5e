"""A map of equal tiles, placed as the communes lie."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.sheet import Figure, Sheet

LEVELS = ("0", "1", "2", "3", "4", "yes", "no", "none", "not_applicable")
"""What a tile can be: a class from least to most, met or not met, no data, not applicable."""

_WIDE = 540
_NARROW = 324
_GAP = 5
_ABSENT = {"none", "not_applicable"}
_PAINT: dict[str, tuple[str, str]] = {
    **{str(place): (colour, "") for place, colour in enumerate(theme.CLASSES)},
    "0": (theme.CLASSES[0], theme.CLASS_EDGE),
    "yes": (theme.NAVY, ""),
    "no": (theme.PAPER, theme.EDGE),
    "none": (theme.PAPER, ""),
    "not_applicable": (theme.SECOND, theme.BORDER),
}
"""Fill and outline of each level."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One commune at ``row`` and ``column`` (from 0, north-west); ``level`` is one of LEVELS."""

    area_code: str
    name: str
    row: int
    column: int
    value_text: str
    level: str
    hover: str = ""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one level stands for."""

    level: str
    text: str


def communes(
    tiles: Sequence[Tile],
    legend: Sequence[LegendEntry] = (),
    legend_title: str = "",
    compact: bool = False,
    selected: str = "",
    illustrative_label: str = "",
) -> Figure:
    """The tiles, the legend in the empty north-east or above; a click yields the area code.

    ``compact`` is for a phone: smaller letters, lower tiles. ``selected`` is an area code.
    """
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    sheet = Sheet((0, columns))
    pitch = 82 if compact else 108
    tile_width = (_NARROW if compact else _WIDE) / columns
    taken = max((tile.column for tile in tiles if tile.row == 0), default=-1) + 1
    band = 0.0
    if legend:
        # The map's own empty corner holds the legend where it is wide and high enough.
        corner = columns - taken >= columns / 2
        start = taken + 0.3 if corner else 0.0
        bottom = _legend(sheet, legend, legend_title, start, columns, tile_width)
        if not corner or bottom > pitch:
            band = bottom + 8
    for tile in tiles:
        _tile(sheet, tile, band, pitch, tile_width, compact, tile.area_code == selected)
    figure = sheet.figure(band + rows * pitch, illustrative_label)
    figure["layout"]["clickmode"] = "event+select"
    for trace in figure["data"]:
        trace["selected"] = {"marker": {"opacity": 1}}
        trace["unselected"] = {"marker": {"opacity": 1}}
    return figure


def _tile(
    sheet: Sheet,
    tile: Tile,
    band: float,
    pitch: int,
    tile_width: float,
    compact: bool,
    selected: bool,
) -> None:
    gap = _GAP / tile_width
    start, end = tile.column + gap / 2, tile.column + 1 - gap / 2
    top, bottom = band + tile.row * pitch + _GAP / 2, band + (tile.row + 1) * pitch - _GAP / 2
    _swatch(sheet, tile.level, start, end, top, bottom, tile.illustrative)
    if selected:
        sheet.box(start, end, top, bottom, theme.CLEAR, line=theme.INK, line_width=3)
    colour = theme.MUTED if tile.level in _ABSENT else theme.text_on(_PAINT[tile.level][0])
    ground = _PAINT[tile.level][0] if tile.illustrative else ""
    room = tile_width - _GAP - 4
    least = 11.5 if compact else 13.5
    name_size, names = _fitted(tile.name, least if compact else theme.SIZE_NAME, 600, least, room)
    value_size, values = _fitted(tile.value_text, 13.5 if compact else 22.0, 700, least, room)
    step = name_size * theme.LEADING
    between = value_size * 0.8 + (7 if compact else 11)
    tall = name_size * 0.75 + step * (len(names) - 1)
    if tile.value_text:
        tall += between + value_size * theme.LEADING * (len(values) - 1)
    first = (top + bottom) / 2 - tall / 2 + name_size * 0.75
    centre = tile.column + 0.5
    sheet.text(
        "\n".join(names),
        centre,
        first,
        size=name_size,
        weight=600,
        colour=colour,
        anchor="center",
        ground=ground,
    )
    sheet.text(
        "\n".join(values),
        centre,
        first + step * (len(names) - 1) + between,
        size=value_size,
        weight=700,
        colour=colour,
        anchor="center",
        ground=ground,
    )
    sheet.hover(start, end, (top + bottom) / 2, bottom - top, tile.hover, tile.area_code)


def _swatch(
    sheet: Sheet,
    level: str,
    start: float,
    end: float,
    top: float,
    bottom: float,
    hatched: bool = False,
) -> None:
    middle, tall = (top + bottom) / 2, bottom - top
    if level == "none":
        # Below the texts: what is drawn over them would hide the name.
        sheet.box(
            *(start, end, top, bottom, theme.PAPER),
            line=theme.EDGE,
            line_width=1,
            dash="3px,3px",
            below=True,
        )
    else:
        fill, line = _PAINT[level]
        sheet.bar(start, end, middle, tall, fill, line=line, hatched=hatched, hatch_ground=fill)


def _fitted(
    text: str, size: float, weight: int, least: float, room: float
) -> tuple[float, tuple[str, ...]]:
    """``text`` in one line as large as it fits, else in lines of the size ``least``."""
    fitting = size * min(1.0, room / max(theme.text_width(text, size, weight), 1))
    if fitting >= least:
        return round(fitting, 1), (text,)
    return least, theme.wrapped(text, least, weight, room)


def _legend(
    sheet: Sheet,
    legend: Sequence[LegendEntry],
    title: str,
    start: float,
    end: float,
    tile_width: float,
) -> float:
    """Swatches side by side with their words below, or, where those are long, in a list."""
    size = theme.SIZE_AXIS if tile_width > 80 else 11.5
    down = 0.0
    room = (end - start) * tile_width
    for line in theme.wrapped(title, size, 400, room) if title else ():
        down += size * theme.LEADING
        sheet.text(line, start, down - 3, size=size, colour=theme.MUTED)
    slot = (end - start) / len(legend)
    widest = max(theme.text_width(entry.text, size) for entry in legend)
    down += 5
    if widest <= slot * tile_width - 4:
        for place, entry in enumerate(legend):
            left = start + place * slot
            _swatch(sheet, entry.level, left, left + slot * 0.97, down, down + 14)
            sheet.text(
                entry.text,
                left + slot / 2,
                down + 14 + size * 1.25,
                size=size,
                colour=theme.MUTED,
                anchor="center",
            )
        return down + 14 + size * 1.6
    square = 22 / tile_width
    for entry in legend:
        _swatch(sheet, entry.level, start, start + square, down, down + 14)
        lines = theme.wrapped(entry.text, size, 400, room - 30)
        sheet.text(
            "\n".join(lines), start + square, down + 12, size=size, colour=theme.MUTED, shift=8
        )
        down += max(19.0, len(lines) * size * theme.LEADING + 3)
    return down
