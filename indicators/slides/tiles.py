"""Headline indicators in words: the tiles of an overview, the number beside a figure."""

from collections.abc import Sequence
from typing import Final

from indicators import theme
from indicators.exhibits.exhibit import Tile
from indicators.exhibits.overview import Headline
from indicators.slides.paper import EDGE, ROOM, SMALLEST, Paper, at_most
from indicators.slides.slide import Box, Mark

HERO: Final = 292
"""Room for the number that speaks, beside its figure."""
MOST_TILES: Final = 9
"""So many tiles stand on one slide."""
_COLUMNS: Final = 3
_GAP: Final = 32
_WIDER: Final = 1.13
"""A deck is opened where the typeface may be missing: another one is up to an eighth wider."""
_MOST_CELLS: Final = 40
"""A larger count of targets is drawn as one bar."""


def targets(paper: Paper, headline: Headline, top: float) -> float:
    """A cell for every target of the year, met or not; gives where the rest may begin."""
    if not headline.whole:
        return top
    # Those that were met are not painted as failed for the others' sake.
    every = headline.met == headline.whole
    fill = (theme.LOOKS[headline.status].fill if every else "") or theme.NAVY
    if headline.whole > _MOST_CELLS:
        paper.boxes.append(Box(EDGE, top, ROOM, 15, theme.TRACK))
        paper.boxes.append(Box(EDGE, top, ROOM * headline.met / headline.whole, 15, fill))
        return top + 38
    width = min(34.0, ROOM / headline.whole - 4)
    for place in range(headline.whole):
        left = EDGE + place * (width + 4)
        done = place < headline.met
        paper.boxes.append(Box(left, top, width, 15, fill if done else theme.TRACK))
    return top + 38


def grid(paper: Paper, shown: Sequence[Tile], top: float, bottom: float) -> None:
    """Tiles in rows of three."""
    rows = -(-len(shown) // _COLUMNS)
    wide = (ROOM - (_COLUMNS - 1) * _GAP) / _COLUMNS
    high = (bottom - top) / max(rows, 1)
    for place, tile in enumerate(shown):
        left = EDGE + place % _COLUMNS * (wide + _GAP)
        _tile(paper, tile, left, top + place // _COLUMNS * high, wide)


def _tile(paper: Paper, tile: Tile, left: float, top: float, wide: float) -> None:
    paper.boxes.append(Box(left, top, wide, 1, theme.BORDER))
    paper.write([tile.label], left, top + 25, wide, 15, 600)
    start = left
    if tile.hedge:
        paper.write([tile.hedge], left, top + 69, wide, 16, 400, theme.MUTED)
        start += theme.text_width(tile.hedge, 16) + 7
    paper.write([tile.value], start, top + 69, wide, 42, 700, theme.NAVY)
    after = start + _WIDER * theme.text_width(tile.value, 42, 700) + 5
    units = at_most(2, theme.wrapped(tile.unit, 14, 400, left + wide - after))
    paper.write(units, after, top + 69 - (len(units) - 1) * 17, left + wide - after, 14)
    _status(paper, tile, left, top + 99, wide, 14.5, 9)


def _status(
    paper: Paper, tile: Tile, left: float, baseline: float, wide: float, size: float, radius: float
) -> float:
    """The status in words and mark; where nothing is judged, what can be said instead."""
    look = theme.LOOKS[tile.status]
    if look.tint:
        paper.marks.append(Mark(tile.status, left + radius, baseline - size * 0.36, radius))
        at = left + 2 * radius + 8
        return paper.write([tile.word], at, baseline, wide, size, 700, look.text)
    lines = at_most(2, theme.wrapped(tile.note, SMALLEST, 400, wide))
    return paper.write(lines, left, baseline, wide, SMALLEST, 400, theme.MUTED)


def number(paper: Paper, tile: Tile, top: float, bottom: float) -> None:
    """The number that speaks, its unit, and how it stands."""
    size = _number_size(tile)
    down = top + max((bottom - top - number_height(tile)) * 0.4, 0)
    if tile.hedge:
        paper.write([tile.hedge], EDGE, down + 18, HERO, 20, 400, theme.MUTED)
        down += 24
    down += size * 0.74
    # Digits stand a little to the right of where they begin.
    paper.write([tile.value], EDGE - size * 0.03, down, HERO, round(size, 1), 800, theme.NAVY)
    deep = size * 0.2 if _hangs(tile.value) else 0.0
    down = paper.write(_lines(tile.unit, 20, 500, 2), EDGE, down + deep + 36, HERO, 20, 500)
    if theme.LOOKS[tile.status].tint:
        down = _status(paper, tile, EDGE, down + 40, HERO, 19, 12)
    paper.write(_lines(tile.note, 15, 400, 3), EDGE, down + 28, HERO, 15, 400, theme.MUTED)


def _hangs(text: str) -> bool:
    """Whether a number reaches below the line it stands on."""
    return "/" in text or "," in text


def _number_size(tile: Tile) -> float:
    return min(112.0, 112 * HERO / max(_WIDER * theme.text_width(tile.value, 112, 800), 1))


def number_height(tile: Tile) -> float:
    """How high the number stands with all its words, px."""
    size = _number_size(tile)
    high = size * (0.94 if _hangs(tile.value) else 0.74) + (24 if tile.hedge else 0)
    high += 16 + 26 * len(_lines(tile.unit, 20, 500, 2))
    high += 40 if theme.LOOKS[tile.status].tint else 0
    return high + 8 + 20 * len(_lines(tile.note, 15, 400, 3))


def _lines(text: str, size: float, weight: int, most: int) -> tuple[str, ...]:
    """``text`` beside a figure, in at most so many lines."""
    return at_most(most, theme.wrapped(text, size, weight, HERO))
