"""Figures as shapes: everything a figure draws is read, at its place, or the reading stops."""

import json
from html import unescape
from typing import Any

import pytest

from indicators import theme
from indicators.charts import Figure
from indicators.charts.sheet import Sheet
from indicators.slides.pptx.figures import pieces
from indicators.slides.pptx.known import NotDrawable
from indicators.slides.pptx.letters import marked_up
from indicators.slides.pptx.pieces import Outline, Paint, Rectangle, Words, bounds, commands, moved
from indicators.slides.pptx.shapes import Drawer
from tests import chart_samples
from tests.drawn import bars, labels

WIDTHS = (400, 936)
FORMS = sorted(chart_samples.of_width(400))


def letters(words: Words) -> str:
    return "\n".join("".join(run.text for run in line) for line in words.lines)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_read_whole(form: str, width: int) -> None:
    figure = chart_samples.of_width(width)[form.replace("400", str(width))]()
    before = json.dumps(figure)
    read = pieces(figure, width)
    assert json.dumps(figure) == before
    written = sorted(letters(piece) for piece in read if isinstance(piece, Words))
    told = [unescape(text.replace("<br>", "\n")) for text in map(plain, labels(figure))]
    assert written == sorted(text for text in told if text)
    shapes = [piece for piece in read if not isinstance(piece, Words)]
    seen = [
        shape
        for shape in figure["layout"]["shapes"]
        if shape.get("fillcolor", theme.CLEAR) != theme.CLEAR or shape["line"]["width"]
    ]
    assert len(shapes) >= len(seen)
    assert len(shapes) >= len([bar for bar in bars(figure) if bar["colour"] != theme.CLEAR])
    tall = figure["layout"]["height"]
    for piece in read:
        left, top, right, bottom = bounds(piece)
        assert -8 <= left <= right <= width * 1.05 + 8, piece
        assert -8 <= top <= bottom <= tall + 8, piece


def plain(label: dict[str, Any]) -> str:
    text = str(label["text"])
    for tag in ("b", "i", "span"):
        text = text.replace(f"</{tag}>", "").replace(f"<{tag}>", "")
    while "<span" in text:
        start = text.index("<span")
        text = text[:start] + text[text.index(">", start) + 1 :]
    return text


def sheet() -> Figure:
    drawn = Sheet((0, 200), left=20, right=30)
    drawn.bar(50, 150, 40, 10, theme.NAVY)
    drawn.bar(0, 20, 60, 10, theme.NAVY, hatched=True)
    drawn.text("ở mép", "right", 30, anchor="right", size=20, shift=-4)
    drawn.text("hai\ndòng & <chữ>", 100, 70, anchor="center", size=10)
    drawn.slab("left", 10, 20, 3, 9, theme.INK)
    drawn.outline("M -5 0 L 5 0 L 0 8 Z", 100, 50, fill=theme.OCHRE)
    drawn.curve([(0, 10), (100, 20), (150, None), (200, 30)], theme.SKY, sizes=(8, 0, 0, 8))
    return drawn.figure(100)


def test_what_a_sheet_draws_stands_where_plotly_puts_it() -> None:
    # 300 px less margins of 20 and 30: 1.25 px to the unit.
    read = pieces(sheet(), 300)
    first, second = (piece for piece in read[:2])
    assert isinstance(first, Rectangle)
    assert (first.left, first.top, first.width) == (82.5, 35, 125)
    assert first.height == pytest.approx(10)
    assert isinstance(second, Rectangle)
    assert second.paint.hatch
    assert second.paint.fill == theme.HATCH_GROUND
    words = {letters(piece): piece for piece in read if isinstance(piece, Words)}
    edge = words["ở mép"]
    right = edge.left if edge.anchor == "right" else edge.left + edge.width
    assert right == pytest.approx(270 + 29 - 4)
    assert edge.baseline == pytest.approx(30, abs=0.01)
    middle = words["hai\ndòng & <chữ>"]
    assert (middle.left, middle.anchor) == (145, "center")
    assert middle.baseline == pytest.approx(70, abs=0.01)
    outlines = [piece for piece in read if isinstance(piece, Outline)]
    triangle = next(piece for piece in outlines if piece.paint.fill == theme.OCHRE)
    assert bounds(triangle) == (140, 42, 150, 50)
    slab = next(p for p in read if isinstance(p, Rectangle) and p.paint.fill == theme.INK)
    assert (slab.left, slab.width) == (20 + 1 - 20 + 3, 6)
    lines = [
        piece for piece in outlines if piece.paint.line == theme.SKY and piece.paint.width == 2
    ]
    assert [bounds(line) for line in lines] == [(20, 10, 145, 20)]
    dots = [piece for piece in outlines if piece.paint.fill == theme.SKY]
    assert [bounds(dot) for dot in dots] == [(16, 6, 24, 14), (266, 26, 274, 34)]


@pytest.mark.parametrize(
    ("where", "what"),
    [
        (("layout",), {"images": [{}]}),
        (("layout",), {"barmode": "stack"}),
        (("layout", "xaxis"), {"visible": True}),
        (("layout", "xaxis"), {"type": "log"}),
        (("data", 0), {"offset": [1]}),
        (("data", 0), {"text": ["1"]}),
        (("data", 0), {"type": "heatmap"}),
        (("data", 0, "marker"), {"opacity": 0.5}),
        (("data", 0, "marker"), {"color": "red"}),
        (("layout", "shapes", 0), {"type": "circle"}),
        (("layout", "shapes", 0), {"xref": "x7"}),
        (("layout", "shapes", 0), {"opacity": 0.5}),
        (("layout", "shapes", 1), {"path": "M 0 0 A 1 1 0 0 0 2 2"}),
        (("layout", "annotations", 0), {"showarrow": True}),
        (("layout", "annotations", 0), {"textangle": 90}),
        (("layout", "annotations", 0), {"text": "<sup>2</sup>"}),
    ],
)
def test_what_is_not_known_stops_the_reading(
    where: tuple[str | int, ...], what: dict[str, Any]
) -> None:
    figure = sheet()
    pieces(figure, 300)
    place: Any = figure
    for step in where:
        place = place[step]
    place.update(what)
    with pytest.raises(NotDrawable):
        pieces(figure, 300)


def test_texts_keep_their_tags_and_entities() -> None:
    first, (second,) = marked_up("<b>5&lt;6</b> &amp;<br>hai", 500, theme.INK)
    bold, rest = first
    assert (bold.text, bold.weight) == ("5<6", 700)
    assert (rest.text, rest.weight) == (" &", 500)
    assert second.text == "hai"


def test_paths_are_read_as_moves_lines_and_curves() -> None:
    read = commands("M0,0 2 2H5V-1Q 6 0 7 0C8,0 9,1 9,2Z")
    assert [letter for letter, _ in read] == ["M", "L", "L", "L", "C", "C", "Z"]
    assert [ends for _, ends in read][2:4] == [((5.0, 2.0),), ((5.0, -1.0),)]
    with pytest.raises(ValueError, match="not a path"):
        commands("M 0 0 L 1")


def test_shapes_are_curves_lines_and_boxes_of_the_slide() -> None:
    drawer = Drawer("vi")
    circle = Outline(commands(theme.SYMBOLS["circle"]), Paint(fill=theme.NAVY))
    xml = drawer.piece(moved(circle, 100, 100, 10))
    assert xml.count("<a:cubicBezTo>") == 4
    assert 'val="1B3A6B"' in xml
    line = drawer.piece(Outline(commands("M 0 9 L 9 0"), Paint(line=theme.INK, width=1)))
    assert 'prst="line"' in line
    assert 'flipV="1"' in line
