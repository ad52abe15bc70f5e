"""Where everything stands on a slide: words, tiles, the number that speaks, figures.

Letters are never smaller than ``SMALLEST`` px, so that they are read from three metres on a wall;
where a figure leaves room, it is enlarged. What a slide is about is decided in arranging.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from indicators import theme
from indicators.exhibits.exhibit import Exhibit, Tile
from indicators.exhibits.overview import Headline
from indicators.slides.slide import HEIGHT, WIDTH, Box, Mark, Panel, Slide, Text

SMALLEST: Final = theme.SIZE_AXIS
EDGE: Final = 52
_ROOM: Final = WIDTH - 2 * EDGE
_BAND: Final = 8
_PLACE: Final = 34
"""Baseline of the line that says whose and when."""
_LAST: Final = HEIGHT - 20
"""Baseline of the last line of the foot."""
_GAP: Final = 32
_TIGHT: Final = 1.24
"""Leading of headlines."""

_PALE: Final = "#F0ECE2"
"""Of the watermark: seen on paper, and no hindrance to what stands on it."""

_HERO: Final = 292
"""Room for the number that speaks, beside its figure."""
_TALL: Final = 560
"""Room for a figure that is higher than a slide's lower part."""
_MOST_TITLE: Final = 3
"""Lines of an exhibit's sentence above its figure."""
_ENLARGED: Final = (1.8, 1.6, 1.45, 1.3, 1.2, 1.1, 1.0)


@dataclass(frozen=True, eq=False)
class Content:
    """What a slide is about. ``draw`` gives its exhibits, drawn for a width in px."""

    code: str
    name: str
    headline: str
    subtitle: str
    foot: tuple[str, ...]
    draw: Callable[[int], Sequence[Exhibit]]
    notes: str
    least: int = 324
    """The narrowest that ``draw`` can draw."""
    hero: Tile | None = None
    titled: bool = False
    """Whether each of several figures has its exhibit's headline above it."""
    overview: tuple[Headline, tuple[Tile, ...]] | None = None
    urgent: bool = False
    lines: int = 2
    """So many lines its headline may take across the sheet; a high figure leaves it one."""


@dataclass(frozen=True)
class Setting:
    """What is the same on every slide of a deck."""

    place: str
    period: str
    product: str
    watermark: str
    number: int
    count: int


@dataclass
class _Page:
    """A slide while it is being laid out."""

    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)

    def write(
        self,
        lines: Sequence[str],
        left: float,
        baseline: float,
        width: float,
        size: float,
        weight: int = 400,
        colour: str = theme.INK,
        *,
        right: bool = False,
        title: bool = False,
        leading: float = theme.LEADING,
    ) -> float:
        """Put lines down and give the baseline of the last one."""
        shown = tuple(line for line in lines if line)
        if shown:
            self.texts.append(
                Text(
                    shown,
                    left,
                    round(baseline, 1),
                    width,
                    size,
                    weight,
                    colour,
                    "right" if right else "left",
                    title,
                    leading,
                )
            )
        return baseline + max(len(shown) - 1, 0) * size * leading


def laid_out(content: Content, setting: Setting) -> Slide:
    """The slide of a content, in the form that its figures fit."""
    page = _Page(boxes=[Box(0, 0, WIDTH, _BAND, theme.NAVY)])
    exhibits = tuple(content.draw(_TALL))
    illustrative = any(one.illustrative for one in exhibits)
    if illustrative:
        _watermark(page, setting.watermark)
    if content.overview is not None:
        _overview(page, content, setting, *content.overview)
    elif len(exhibits) > 1:
        _beside(page, content, setting, illustrative)
    elif not (
        _wide(page, content, setting, illustrative)
        or (
            content.lines == 1 and _wide(page, replace(content, subtitle=""), setting, illustrative)
        )
    ):
        _tall(page, content, setting, exhibits[0])
    said = "; ".join(one.alt for one in exhibits)
    return Slide(
        code=content.code,
        number=setting.number,
        count=setting.count,
        name=content.name,
        headline=content.headline,
        texts=tuple(page.texts),
        boxes=tuple(page.boxes),
        marks=tuple(page.marks),
        panels=tuple(page.panels),
        exhibits=exhibits,
        notes=content.notes,
        alt=said or content.headline,
        urgent=content.urgent,
        illustrative=illustrative,
    )


def _watermark(page: _Page, text: str) -> None:
    """The words across the sheet, behind all else, too pale to be in the way."""
    said = text.upper()
    size = 92 * _ROOM / max(theme.text_width(said, 92, 800), _ROOM)
    left = (WIDTH - theme.text_width(said, size, 800)) / 2
    page.write([said], left, HEIGHT * 0.66, _ROOM, round(size, 1), 800, _PALE)


def _overview(
    page: _Page, content: Content, setting: Setting, headline: Headline, tiles: Sequence[Tile]
) -> None:
    """The year in a sentence, a cell for every target, and the headline indicators."""
    top = _head(page, content, setting, False)
    bottom = _foot(page, content.foot, setting, EDGE, _ROOM)
    if headline.whole:
        fill = theme.LOOKS[headline.status].fill
        width = min(34.0, _ROOM / headline.whole - 4)
        for place in range(headline.whole):
            done = place < headline.met
            left = EDGE + place * (width + 4)
            page.boxes.append(Box(left, top, width, 15, fill if done else theme.TRACK))
        top += 38
    columns = 3
    rows = -(-len(tiles) // columns)
    wide = (_ROOM - (columns - 1) * _GAP) / columns
    high = (bottom - top) / max(rows, 1)
    for place, tile in enumerate(tiles):
        left = EDGE + place % columns * (wide + _GAP)
        _tile(page, tile, left, top + place // columns * high, wide)


def _tile(page: _Page, tile: Tile, left: float, top: float, wide: float) -> None:
    page.boxes.append(Box(left, top, wide, 1, theme.BORDER))
    page.write([tile.label], left, top + 25, wide, 15, 600)
    start = left
    if tile.hedge:
        page.write([tile.hedge], left, top + 69, wide, 16, 400, theme.MUTED)
        start += theme.text_width(tile.hedge, 16) + 7
    page.write([tile.value], start, top + 69, wide, 42, 700, theme.NAVY)
    after = start + theme.text_width(tile.value, 42, 700) + 8
    units = _at_most(2, theme.wrapped(tile.unit, 14, 400, left + wide - after))
    page.write(units, after, top + 69 - (len(units) - 1) * 17, left + wide - after, 14)
    _status(page, tile, left, top + 99, wide, 14.5, 9)


def _status(
    page: _Page, tile: Tile, left: float, baseline: float, wide: float, size: float, radius: float
) -> float:
    """The status in words and mark; where nothing is judged, what can be said instead."""
    look = theme.LOOKS[tile.status]
    if look.tint:
        page.marks.append(Mark(tile.status, left + radius, baseline - size * 0.36, radius))
        at = left + 2 * radius + 8
        return page.write([tile.word], at, baseline, wide, size, 700, look.text)
    lines = _at_most(2, theme.wrapped(tile.note, SMALLEST, 400, wide))
    return page.write(lines, left, baseline, wide, SMALLEST, 400, theme.MUTED)


def _wide(page: _Page, content: Content, setting: Setting, illustrative: bool) -> bool:
    """One figure below the headline, beside its number where it has one; False: it is too high."""
    sketch = _Page()
    top = _head(sketch, content, setting, illustrative)
    bottom = _foot(sketch, content.foot, setting, EDGE, _ROOM)
    left = EDGE + (_HERO + _GAP if content.hero else 0)
    found = _largest(content, EDGE + _ROOM - left, bottom - top)
    if found is None:
        return False
    panel, high = found
    page.texts += sketch.texts
    page.boxes += sketch.boxes
    least = _number_height(content.hero) if content.hero else 0.0
    bottom = _remarks(page, panel[0].remarks, top + max(high, least), bottom)
    down = top + max((bottom - top - high) * 0.4, 0)
    if content.hero:
        _number(page, content.hero, top, bottom)
    page.panels.append(Panel(panel[0], panel[1], left, down, EDGE + _ROOM - left, panel[2]))
    return True


def _largest(
    content: Content, width: float, height: float
) -> tuple[tuple[Exhibit, dict[str, object], float], float] | None:
    """The one figure, as large as it fits; None where it does not at its own size."""
    for scale in _ENLARGED:
        drawn_for = int(width / scale)
        if drawn_for < content.least:
            continue
        exhibit = content.draw(drawn_for)[0]
        if exhibit.figure is None:
            return None
        high = exhibit.figure["layout"]["height"] * scale
        if high <= height:
            return (exhibit, exhibit.figure, scale), high
    return None


def _number(page: _Page, tile: Tile, top: float, bottom: float) -> None:
    """The number that speaks, its unit, and how it stands."""
    size = _number_size(tile)
    down = top + max((bottom - top - _number_height(tile)) * 0.4, 0)
    if tile.hedge:
        page.write([tile.hedge], EDGE, down + 18, _HERO, 20, 400, theme.MUTED)
        down += 24
    down += size * 0.74
    # Digits stand a little to the right of where they begin.
    page.write([tile.value], EDGE - size * 0.03, down, _HERO, round(size, 1), 800, theme.NAVY)
    deep = size * 0.2 if "/" in tile.value else 0.0
    down = page.write(_lines(tile.unit, 20, 500, 2), EDGE, down + deep + 36, _HERO, 20, 500)
    if theme.LOOKS[tile.status].tint:
        down = _status(page, tile, EDGE, down + 40, _HERO, 19, 12)
    page.write(_lines(tile.note, 15, 400, 3), EDGE, down + 28, _HERO, 15, 400, theme.MUTED)


def _number_size(tile: Tile) -> float:
    return min(112.0, 112 * _HERO / max(theme.text_width(tile.value, 112, 800), 1))


def _number_height(tile: Tile) -> float:
    """How high the number stands with all its words, px."""
    size = _number_size(tile)
    high = size * (0.94 if "/" in tile.value else 0.74) + (24 if tile.hedge else 0)
    high += 16 + 26 * len(_lines(tile.unit, 20, 500, 2))
    high += 40 if theme.LOOKS[tile.status].tint else 0
    return high + 8 + 20 * len(_lines(tile.note, 15, 400, 3))


def _lines(text: str, size: float, weight: int, most: int) -> tuple[str, ...]:
    """``text`` beside a figure, in at most so many lines."""
    return _at_most(most, theme.wrapped(text, size, weight, _HERO))


def _at_most(most: int, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines; where there are more, the last one says so."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]} …")


def _remarks(page: _Page, remarks: Sequence[str], top: float, bottom: float) -> float:
    """What to know of the numbers, above the foot, as far as there is room; the notes hold all.

    Gives where what stands above may end.
    """
    size, step = 14.0, 14 * theme.LEADING
    shown: list[str] = []
    for text in remarks:
        lines = theme.wrapped(text, size, 400, _ROOM)
        if top + 30 + (len(shown) + len(lines)) * step > bottom:
            break
        shown += lines
    if not shown:
        return bottom
    first = bottom - 6 - (len(shown) - 1) * step
    page.write(shown, EDGE, first, _ROOM, size, 400, theme.MUTED)
    return first - 28


def _tall(page: _Page, content: Content, setting: Setting, exhibit: Exhibit) -> None:
    """Words at the left, a high figure at the right."""
    width = _ROOM - _TALL - _GAP - 8
    placed = _place(page, setting, width, exhibit.illustrative)
    lines, size = _fitted(content.headline, (27, 24, 21, 19), width, 7)
    down = page.write(lines, EDGE, placed + 22 + size, width, size, 700, title=True, leading=_TIGHT)
    below = theme.wrapped(content.subtitle, 15, 400, width)
    down = page.write(below, EDGE, down + 28, width, 15, 400, theme.MUTED)
    bottom = _foot(page, content.foot, setting, EDGE, width)
    down += 30
    for text in exhibit.remarks:
        wrapped = theme.wrapped(text, 14, 400, width)
        if down + (len(wrapped) - 1) * 18.2 + 8 > bottom:
            break
        down = page.write(wrapped, EDGE, down, width, 14, 400, theme.MUTED) + 24
    if exhibit.figure is None:
        return
    room = HEIGHT - 24 - _BAND - 16
    tall = exhibit.figure["layout"]["height"]
    scale = min(1.0, room / tall)
    top = _BAND + 16 + max((room - tall * scale) / 2, 0)
    page.panels.append(Panel(exhibit, exhibit.figure, WIDTH - EDGE - _TALL, top, _TALL, scale))


def _beside(page: _Page, content: Content, setting: Setting, illustrative: bool) -> None:
    """Figures beside each other, each below its own headline where they are several answers."""
    top = _head(page, content, setting, illustrative)
    bottom = _foot(page, content.foot, setting, EDGE, _ROOM)
    count = len(content.draw(_TALL))
    wide = (_ROOM - (count - 1) * _GAP) / count
    drawn: Sequence[Exhibit] = ()
    titles: list[tuple[str, ...]] = [()] * count
    tops = [top] * count
    scale = 1.0
    for scale in _ENLARGED:
        if wide / scale < content.least:
            continue
        drawn = content.draw(int(wide / scale))
        titles = _titles(drawn, wide) if content.titled else [()] * count
        tops = [top + _title_height(lines) for lines in titles]
        high = [one.figure["layout"]["height"] * scale if one.figure else 0 for one in drawn]
        if max(at + tall for at, tall in zip(tops, high, strict=True)) <= bottom:
            break
    else:
        tall = max(one.figure["layout"]["height"] if one.figure else 1 for one in drawn)
        scale = min(1.0, (bottom - max(tops)) / tall)
    for place, exhibit in enumerate(drawn):
        left = EDGE + place * (wide + _GAP)
        if content.titled:
            page.write(titles[place], left, top + 14, wide, 16, 600)
        if exhibit.figure is not None:
            page.panels.append(Panel(exhibit, exhibit.figure, left, max(tops), wide, scale))


def _titles(exhibits: Sequence[Exhibit], wide: float) -> list[tuple[str, ...]]:
    """The exhibits' sentences above their figures, or their names where one is too long."""
    said = [theme.wrapped(one.headline, 16, 600, wide) for one in exhibits]
    if max(map(len, said)) > _MOST_TITLE:
        return [theme.wrapped(one.name, 16, 600, wide) for one in exhibits]
    return said


def _title_height(lines: Sequence[str]) -> float:
    return 34 + (len(lines) - 1) * 16 * theme.LEADING if lines else 0.0


def _place(page: _Page, setting: Setting, width: float, illustrative: bool) -> float:
    """Whose and when, and whether it is made up; gives the baseline of its last line.

    Beside a high figure there is room for all of it in two lines only.
    """
    size = 14.5
    beside = theme.text_width(setting.product, size, 700) + 11
    if beside + theme.text_width(setting.place, size) <= width:
        page.write([setting.product], EDGE, _PLACE, width, size, 700, theme.NAVY)
        page.write([setting.place], EDGE + beside, _PLACE, width, size, 400, theme.NAVY)
    else:
        page.write([setting.place], EDGE, _PLACE, width, SMALLEST, 400, theme.NAVY)
    across = width == _ROOM
    down = _PLACE if across else _PLACE + 24
    when = theme.text_width(setting.period, size, 600)
    if across:
        page.write([setting.period], EDGE + width, down, 160, size, 600, theme.NAVY, right=True)
    else:
        page.write([setting.period], EDGE, down, width, size, 600, theme.NAVY)
    if illustrative:
        wide = theme.text_width(setting.watermark, size, 700) + 20
        left = EDGE + (width - when - 16 - wide if across else when + 16)
        page.boxes.append(Box(left, down - 16, wide, 23, theme.HATCH_GROUND))
        page.write([setting.watermark], left + 10, down, wide, size, 700, theme.NAVY)
    return down


def _head(page: _Page, content: Content, setting: Setting, illustrative: bool) -> float:
    """Whose, when, the finding; gives where the rest may begin."""
    placed = _place(page, setting, _ROOM, illustrative)
    lines, size = _fitted(content.headline, (32, 29, 26), _ROOM, 1)
    if len(lines) > 1:
        lines, size = _fitted(content.headline, (32, 29, 26, 23, 20), _ROOM, content.lines)
    down = page.write(lines, EDGE, placed + 18 + size, _ROOM, size, 700, title=True, leading=_TIGHT)
    below = theme.wrapped(content.subtitle, 15, 400, _ROOM)
    if content.subtitle:
        down = page.write(below, EDGE, down + 23, _ROOM, 15, 400, theme.MUTED)
    return down + 17


def _fitted(
    text: str, sizes: Sequence[float], width: float, most: int
) -> tuple[tuple[str, ...], float]:
    """``text`` in at most so many lines, as large as the first size that allows it."""
    tried = ((theme.wrapped(text, size, 700, width), size) for size in sizes)
    return next((one for one in tried if len(one[0]) <= most), None) or (
        theme.wrapped(text, sizes[-1], 700, width),
        sizes[-1],
    )


def _foot(page: _Page, foot: Sequence[str], setting: Setting, left: float, width: float) -> float:
    """Sources and standing at the foot, and the slide's number; gives where they begin."""
    number = f"{setting.number}/{setting.count}"
    room = width - theme.text_width(number, SMALLEST, 600) - 20
    lines = theme.wrapped(" ".join(foot), SMALLEST, 400, room)
    step = SMALLEST * theme.LEADING
    first = _LAST - (max(len(lines), 1) - 1) * step
    page.boxes.append(Box(left, first - 21, width, 1, theme.BORDER))
    page.write(lines, left, first, room, SMALLEST, 400, theme.MUTED)
    page.write([number], left + width, _LAST, 60, SMALLEST, 600, theme.MUTED, right=True)
    return first - 28
