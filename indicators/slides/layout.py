"""Where everything stands on a slide: words, figures, what is told of them.

Words are never smaller than ``SMALLEST`` px, so that they are read from three metres on a wall. A
figure is enlarged where it leaves room; one that is too high even beside the words is made smaller
(``fits`` says so). What a slide is about is decided in arranging.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indicators import theme
from indicators.charts import LEAST_WIDTH, Figure
from indicators.exhibits.exhibit import Exhibit, Tile
from indicators.exhibits.overview import Headline
from indicators.slides import tiles
from indicators.slides.paper import EDGE, ROOM, SMALLEST, Paper, at_most
from indicators.slides.slide import HEIGHT, WIDTH, Box, Panel, Slide

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

_MOST_FOOT: Final = 4
"""Lines of the foot; the notes hold all of it."""
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
    least: int = LEAST_WIDTH
    """The narrowest that ``draw`` can draw."""
    hero: Tile | None = None
    titled: bool = False
    """Whether each of several figures has its exhibit's headline above it."""
    overview: tuple[Headline, tuple[Tile, ...]] | None = None
    urgent: bool = False
    illustrative: bool = False
    """Whether its words alone tell of figures that are made up."""
    period: str = ""
    """Of its figures; blank where that is the deck's."""
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


def laid_out(content: Content, setting: Setting) -> Slide:
    """The slide of a content, in the form that its figures fit."""
    page = Paper(boxes=[Box(0, 0, WIDTH, _BAND, theme.NAVY)])
    exhibits = tuple(content.draw(_TALL))
    illustrative = content.illustrative or any(one.illustrative for one in exhibits)
    if content.period:
        setting = replace(setting, period=content.period)
    if illustrative:
        _watermark(page, setting.watermark)
    if content.overview is not None:
        _overview(page, content, setting, illustrative, *content.overview)
    elif len(exhibits) > 1:
        _beside(page, content, setting, len(exhibits), illustrative)
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


def fits(content: Content) -> bool:
    """Whether every figure stands on the slide at its own size or larger."""
    said = Setting(place="", period="", product="", watermark="", number=1, count=1)
    return all(panel.scale >= 1 for panel in laid_out(content, said).panels)


def _watermark(page: Paper, text: str) -> None:
    """The words across the sheet, behind all else, too pale to be in the way."""
    said = text.upper()
    size = 92 * ROOM / max(theme.text_width(said, 92, 800), ROOM)
    left = (WIDTH - theme.text_width(said, size, 800)) / 2
    page.write([said], left, HEIGHT * 0.66, ROOM, round(size, 1), 800, _PALE)


def _overview(
    page: Paper,
    content: Content,
    setting: Setting,
    illustrative: bool,
    headline: Headline,
    shown: Sequence[Tile],
) -> None:
    """The year in a sentence, a cell for every target, and the headline indicators."""
    top = tiles.targets(page, headline, _head(page, content, setting, illustrative))
    tiles.grid(page, shown, top, _foot(page, content.foot, setting, EDGE, ROOM))


def _wide(page: Paper, content: Content, setting: Setting, illustrative: bool) -> bool:
    """One figure below the headline, beside its number where it has one; False: it is too high."""
    sketch = Paper()
    top = _head(sketch, content, setting, illustrative)
    bottom = _foot(sketch, content.foot, setting, EDGE, ROOM)
    left = EDGE + (tiles.HERO + _GAP if content.hero else 0)
    found = _largest(content, EDGE + ROOM - left, bottom - top)
    if found is None:
        return False
    panel, high = found
    page.texts += sketch.texts
    page.boxes += sketch.boxes
    least = tiles.number_height(content.hero) if content.hero else 0.0
    bottom = _remarks(page, panel[0].remarks, top + max(high, least), bottom)
    down = top + max((bottom - top - high) * 0.4, 0)
    if content.hero:
        tiles.number(page, content.hero, top, bottom)
    page.panels.append(Panel(panel[0], panel[1], left, down, EDGE + ROOM - left, panel[2]))
    return True


def _largest(
    content: Content, width: float, height: float
) -> tuple[tuple[Exhibit, Figure, float], float] | None:
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


def _remarks(page: Paper, remarks: Sequence[str], top: float, bottom: float) -> float:
    """What to know of the numbers, above the foot, as far as there is room; the notes hold all.

    Gives where what stands above may end.
    """
    size, step = 14.0, 14 * theme.LEADING
    shown: list[str] = []
    for text in remarks:
        lines = theme.wrapped(text, size, 400, ROOM)
        if top + 30 + (len(shown) + len(lines)) * step > bottom:
            break
        shown += lines
    if not shown:
        return bottom
    first = bottom - 6 - (len(shown) - 1) * step
    page.write(shown, EDGE, first, ROOM, size, 400, theme.MUTED)
    return first - 28


def _tall(page: Paper, content: Content, setting: Setting, exhibit: Exhibit) -> None:
    """Words at the left, a high figure at the right."""
    width = ROOM - _TALL - _GAP - 8
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


def _beside(
    page: Paper, content: Content, setting: Setting, count: int, illustrative: bool
) -> None:
    """Figures beside each other, each below its own headline where they are several answers."""
    top = _head(page, content, setting, illustrative)
    bottom = _foot(page, content.foot, setting, EDGE, ROOM)
    wide = (ROOM - (count - 1) * _GAP) / count
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
        scale = min(1.0, max(bottom - max(tops), 1) / tall)
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


def _place(page: Paper, setting: Setting, width: float, illustrative: bool) -> float:
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
    across = width == ROOM
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


def _head(page: Paper, content: Content, setting: Setting, illustrative: bool) -> float:
    """Whose, when, the finding; gives where the rest may begin."""
    placed = _place(page, setting, ROOM, illustrative)
    lines, size = _fitted(content.headline, (32, 29, 26), ROOM, 1)
    if len(lines) > 1:
        lines, size = _fitted(content.headline, (32, 29, 26, 23, 20), ROOM, content.lines)
    down = page.write(lines, EDGE, placed + 18 + size, ROOM, size, 700, title=True, leading=_TIGHT)
    below = theme.wrapped(content.subtitle, 15, 400, ROOM)
    if content.subtitle:
        down = page.write(below, EDGE, down + 23, ROOM, 15, 400, theme.MUTED)
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


def _foot(page: Paper, foot: Sequence[str], setting: Setting, left: float, width: float) -> float:
    """Sources and standing at the foot, and the slide's number; gives where they begin."""
    number = f"{setting.number}/{setting.count}"
    room = width - theme.text_width(number, SMALLEST, 600) - 20
    most = _MOST_FOOT if width == ROOM else 2 * _MOST_FOOT
    lines = at_most(most, theme.wrapped(" ".join(foot), SMALLEST, 400, room))
    step = SMALLEST * theme.LEADING
    first = _LAST - (max(len(lines), 1) - 1) * step
    page.boxes.append(Box(left, first - 21, width, 1, theme.BORDER))
    page.write(lines, left, first, room, SMALLEST, 400, theme.MUTED)
    page.write([number], left + width, _LAST, 60, SMALLEST, 600, theme.MUTED, right=True)
    return first - 28
