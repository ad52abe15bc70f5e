"""A map of equal tiles, placed as the communes lie."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from indicators import theme
from indicators.charts.key import key, statuses
from indicators.charts.levels import PAINT, LegendEntry, ink_on, legend_of, swatch
from indicators.charts.sheet import Figure, Sheet


@dataclass(frozen=True, slots=True)
class Tile:
    """One commune at ``row`` and ``column`` (from 0, north-west); ``level`` is one of LEVELS.

    ``status`` may be blank: no mark in the corner.
    """

    area_code: str
    name: str
    row: int
    column: int
    value_text: str
    level: str
    hover: str = ""
    illustrative: bool = False
    status: str = ""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """In px: how wide the map is at least, what a tile measures, how large its letters are."""

    width: int
    pitch: int
    gap: int
    name: float
    least_name: float
    value: float
    least_value: float
    between: int
    key: float
    mark: float
    inset: int


_PAGE = _Sizes(540, 108, 5, theme.SIZE_NAME, 13.5, 22, 13.5, 11, theme.SIZE_AXIS, 9, 6)
_PHONE = _Sizes(324, 82, 5, 11.5, 11.5, 13.5, 11.5, 7, 11.5, 6, 4)
_WALL = _Sizes(960, 168, 7, 28, 24, 44, 28, 18, 26, 14, 14)


def communes(
    tiles: Sequence[Tile],
    legend: Sequence[LegendEntry] = (),
    legend_title: str = "",
    compact: bool = False,
    selected: Collection[str] = (),
    illustrative_label: str = "",
    large: bool = False,
    status_words: Mapping[str, str] | None = None,
) -> Figure:
    """The tiles, the legend in the empty north-east or above; a click yields the area code.

    ``compact`` is for a phone: smaller letters, lower tiles; ``large`` for a wall, from 960 px:
    letters that are read from three metres. ``selected`` are area codes. ``status_words`` word
    the marks that occur, below.
    """
    columns = max((tile.column for tile in tiles), default=0) + 1
    rows = max((tile.row for tile in tiles), default=0) + 1
    sheet = Sheet((0, columns))
    sizes = _WALL if large else _PHONE if compact else _PAGE
    tile_width = sizes.width / columns
    taken = max((tile.column for tile in tiles if tile.row == 0), default=-1) + 1
    band = 0.0
    if legend:
        # The map's own empty corner holds the legend where it is wide and high enough.
        corner = columns - taken >= columns / 2
        start = taken + 0.3 if corner else 0.0
        bottom = legend_of(sheet, legend, legend_title, start, columns, tile_width, sizes.key)
        if not corner or bottom > sizes.pitch:
            band = bottom + 8
    for tile in tiles:
        _tile(sheet, tile, band, sizes, tile_width, tile.area_code in selected)
    bottom = band + rows * sizes.pitch
    entries = statuses((tile.status for tile in tiles), status_words or {}, sizes.key * 0.54)
    if entries:
        bottom = key(sheet, bottom + 8, entries, sizes.width, sizes.key)
    return sheet.figure(bottom, illustrative_label)


def _tile(
    sheet: Sheet, tile: Tile, band: float, sizes: _Sizes, tile_width: float, selected: bool
) -> None:
    half = sizes.gap / 2
    gap = sizes.gap / tile_width
    start, end = tile.column + gap / 2, tile.column + 1 - gap / 2
    top = band + tile.row * sizes.pitch + half
    bottom = band + (tile.row + 1) * sizes.pitch - half
    swatch(sheet, tile.level, start, end, top, bottom, tile.illustrative)
    if selected:
        inset = half + 1
        _frame(sheet, (start, end, top, bottom), 0, theme.INK, inset, tile_width)
        _frame(sheet, (start, end, top, bottom), inset, theme.PAPER, 2, tile_width)
    colour = ink_on(tile.level)
    ground = PAINT[tile.level][0] if tile.illustrative else ""
    room = tile_width - sizes.gap - sizes.inset
    name_size, names = _fitted(tile.name, sizes.name, 600, sizes.least_name, room)
    value_size, values = _fitted(tile.value_text, sizes.value, 700, sizes.least_value, room)
    step = name_size * theme.LEADING
    between = value_size * 0.8 + sizes.between
    tall = name_size * 0.75 + step * (len(names) - 1)
    if tile.value_text:
        tall += between + value_size * theme.LEADING * (len(values) - 1)
    first = (top + bottom) / 2 - tall / 2 + name_size * 0.75
    centre = tile.column + 0.5
    if tile.status:
        first += sizes.mark * (0.6 if len(names) == 1 else 0.9)
        _corner(sheet, tile.status, end - (sizes.mark * 1.3 + 2) / tile_width, top, sizes.mark)
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


def _frame(
    sheet: Sheet,
    sides: tuple[float, float, float, float],
    inset: float,
    colour: str,
    width: float,
    tile_width: float,
) -> None:
    """A frame ``inset`` px within the tile: the paler one parts the darker from a dark tile."""
    start, end, top, bottom = sides
    beside = inset / tile_width
    sheet.box(
        *(start + beside, end - beside, top + inset, bottom - inset, theme.CLEAR),
        line=colour,
        line_width=width,
    )


def _corner(sheet: Sheet, status: str, at: float, top: float, radius: float) -> None:
    """The mark of ``status`` on a disc of paper, so that it reads on any tile."""
    down = top + radius * 1.3 + 2
    sheet.symbol("circle", at, down, 0, theme.PAPER, radius=radius * 1.3)
    sheet.mark(status, at, down, 0, radius)


def _fitted(
    text: str, size: float, weight: int, least: float, room: float
) -> tuple[float, tuple[str, ...]]:
    """``text`` in one line as large as it fits, else in lines of the size ``least``."""
    fitting = size * min(1.0, room / max(theme.text_width(text, size, weight), 1))
    if fitting >= least:
        return round(fitting, 1), (text,)
    return least, theme.wrapped(text, least, weight, room)
