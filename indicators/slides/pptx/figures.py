"""A Plotly figure → the pieces it draws, placed as Plotly places them.

Reads what figures of this house hold: bars, lines, markers, texts, shapes, annotations, overlaid
axes. What it does not know raises NotDrawable: a drawing that lacks something without a word would
be a wrong drawing. What only answers a pointer is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from indicators import theme
from indicators.slides.pptx.known import (
    SYMBOLS,
    NotDrawable,
    Part,
    check,
    colour_of,
    demand,
    stroke_of,
)
from indicators.slides.pptx.letters import marked_up
from indicators.slides.pptx.pieces import (
    Command,
    Outline,
    Paint,
    Piece,
    Point,
    Rectangle,
    Run,
    Words,
)
from indicators.slides.pptx.pieces import commands as read_path


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where an axis lies in px, and what its ends stand for."""

    start: float
    end: float
    low: float
    high: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def pieces(figure: Part, width: float) -> tuple[Piece, ...]:
    """What ``figure`` draws ``width`` px wide, from the bottom layer up.

    Raises NotDrawable for a figure that holds what is not known here.
    """
    return tuple(_Reader(figure, width).pieces())


class _Reader:
    def __init__(self, figure: Part, width: float) -> None:
        self.data: Sequence[Part] = figure["data"]
        self.layout: Part = figure["layout"]
        layout = {
            key: value
            for key, value in self.layout.items()
            if not re.fullmatch(r"[xy]axis\d*", key)
        }
        check("layout", layout)
        demand("layout", layout, template={}, showlegend=False)
        if any(trace["type"] == "bar" for trace in self.data):
            demand("layout", {"barmode": "group", **layout}, barmode="overlay")
        margin = layout["margin"]
        height: float = layout["height"]
        self.plot: dict[str, tuple[float, float]] = {
            "x": (float(margin["l"]), width - margin["r"]),
            # From the bottom up, as Plotly's values run.
            "y": (height - margin["b"], float(margin["t"])),
        }
        self.axes = {
            key.replace("axis", ""): self._axis(key)
            for key in self.layout
            if re.fullmatch(r"[xy]axis\d*", key)
        }

    def _axis(self, key: str) -> _Axis:
        axis: Part = self.layout[key]
        check("axis", axis)
        demand("axis", axis, type="linear", visible=False)
        if axis.get("visible") is not False:
            raise NotDrawable("axis: visible")
        start, end = self.plot[key[0]]
        low, high = axis.get("domain") or (0.0, 1.0)
        span = end - start
        start, end = start + low * span, start + high * span
        if source := axis.get("matches"):
            return self._axis(f"{source[0]}axis{source[1:]}")
        first, last = axis["range"]
        if scale := axis.get("scaleanchor"):
            demand("axis", axis, constrain="domain", constraintoward="left", scaleanchor="y")
            other = self._axis(f"{scale[0]}axis{scale[1:]}")
            unit = abs((other.end - other.start) / (other.high - other.low))
            room = unit * axis.get("scaleratio", 1) * abs(last - first)
            if room > end - start + 0.5:
                raise NotDrawable("axis: wider than its figure")
            end = start + room
        return _Axis(start, end, first, last)

    def place(self, ref: str, value: float) -> float:
        """Where ``value`` of ``ref`` ("x", "y2", "paper across", "paper down") lies, in px."""
        if ref.startswith("paper "):
            start, end = self.plot["x" if ref.endswith("across") else "y"]
            return start + value * (end - start)
        axis = self.axes.get(ref)
        if axis is None:
            raise NotDrawable(f"a place on {ref}")
        return axis.at(value)

    def pieces(self) -> Iterator[Piece]:
        shapes = self.layout.get("shapes") or ()
        for shape in shapes:
            if shape.get("layer") not in (None, "above", "below"):
                raise NotDrawable(f"shape: layer={shape['layer']!r}")
        yield from (self._shape(each) for each in shapes if each.get("layer") == "below")
        for trace in self.data:
            if trace["type"] not in ("bar", "scatter"):
                raise NotDrawable(f"trace: {trace['type']}")
        # Plotly draws one pair of axes after the other, and in each its bars before its lines.
        pairs = dict.fromkeys(_axes_of(trace) for trace in self.data)
        for pair in sorted(pairs, key=lambda pair: pair != ("x", "y")):
            own = [trace for trace in self.data if _axes_of(trace) == pair]
            for trace in own:
                if trace["type"] == "bar":
                    yield from self._bars(trace, *pair)
            for trace in own:
                if trace["type"] == "scatter":
                    yield from self._scatter(trace, *pair)
        yield from (self._shape(each) for each in shapes if each.get("layer") != "below")
        for annotation in self.layout.get("annotations") or ():
            yield from self._annotation(annotation)

    def _bars(self, trace: Part, across: str, down: str) -> Iterator[Rectangle]:
        check("bar", trace)
        marker: Part = trace.get("marker", {})
        check("bar's marker", marker, "marker")
        demand("bar's marker", marker, opacity=1)
        line: Part = marker.get("line", {})
        check("bar's line", line, "line")
        pattern: Part = marker.get("pattern", {})
        check("pattern", pattern)
        demand("pattern", pattern, fillmode="overlay")
        lying = trace.get("orientation", "v") == "h"
        lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
        for number, length in enumerate(lengths):
            if length is None:
                continue
            thickness = _one(trace.get("width"), number, None)
            if thickness is None:
                raise NotDrawable("bar: no width")
            base = _one(trace.get("base"), number, 0.0) or 0.0
            shape = _one(pattern.get("shape"), number, "")
            if shape not in ("", "/"):
                raise NotDrawable(f"pattern: {shape}")
            ground = "bgcolor" if shape else "color"
            fill = colour_of(_one((pattern if shape else marker).get(ground), number, ""))
            lines = colour_of(_one(pattern.get("fgcolor"), number, "")) if shape else ""
            if lines and fill:
                lines = theme.mixed(lines, pattern.get("fgopacity", 1.0), fill)
            edge = colour_of(_one(line.get("color"), number, ""))
            paint = Paint(fill, lines, edge, _one(line.get("width"), number, 0.0))
            if not paint.visible:
                continue
            middle = places[number]
            first = (base, base + length), (middle - thickness / 2, middle + thickness / 2)
            xs, ys = first if lying else first[::-1]
            yield _rectangle(
                [self.place(across, x) for x in xs], [self.place(down, y) for y in ys], paint
            )

    def _scatter(self, trace: Part, across: str, down: str) -> Iterator[Piece]:
        check("scatter", trace)
        demand("scatter", trace, connectgaps=False, fill="none")
        mode = trace.get("mode", "lines+markers").split("+")
        xs, ys = list(trace["x"]), list(trace["y"])
        points: list[Point | None] = [
            None if x is None or y is None else (self.place(across, x), self.place(down, y))
            for x, y in zip(xs, ys, strict=True)
        ]
        if "lines" in mode:
            line: Part = trace.get("line", {})
            check("line", line)
            demand("line", line, shape="linear")
            paint = stroke_of(line, width=2)
            for stretch in _unbroken(points):
                if len(stretch) > 1 and paint.visible:
                    yield Outline(_polyline(stretch), paint)
        marker: Part = trace.get("marker", {})
        if "markers" in mode:
            check("marker", marker)
            demand("marker", marker, opacity=1, sizemode="diameter")
            for number, point in enumerate(points):
                if point is not None:
                    yield from _marker(marker, number, point)
        if "text" in mode:
            for number, point in enumerate(points):
                if point is not None:
                    radius = _one(marker.get("size"), number, 6) / 2 if "markers" in mode else 0.0
                    yield from self._text(trace, number, point, radius)

    def _text(self, trace: Part, number: int, point: Point, radius: float) -> Iterator[Words]:
        text = _one(trace.get("text"), number, "")
        if not text:
            return
        given: Part = trace.get("textfont", {})
        check("textfont", given, "font")
        font = {key: _one(value, number, None) for key, value in given.items()}
        size, runs = self._written(text, font)
        down, _, beside = _one(trace.get("textposition"), number, "middle center").partition(" ")
        signs = {"top": -1, "middle": 0, "bottom": 1}
        if down not in signs or beside not in _SIDES:
            raise NotDrawable(f"textposition: {down} {beside}")
        # As Plotly's own textPointPosition has it; its lines are 1.3 apart.
        gap = radius / 0.8 + 1 if radius else 0.0
        tall = (len(runs) - 1) * theme.LEADING + 1
        sign = signs[down]
        baseline = point[1] + size * 0.75 + sign * gap + (sign - 1) * tall * size / 2
        anchor = _SIDES[beside]
        shift = {"left": gap, "center": 0.0, "right": -gap}[anchor]
        yield Words(runs, point[0] + shift, baseline, size, anchor)

    def _written(self, text: str, given: Part) -> tuple[float, tuple[tuple[Run, ...], ...]]:
        font = {**self.layout.get("font", {}), **{k: v for k, v in given.items() if v is not None}}
        check("font", font)
        demand("font", font, family=theme.FONT_FAMILY)
        weight = font.get("weight", 400)
        if isinstance(weight, str):
            weight = {"normal": 400, "bold": 700}[weight]
        return font["size"], marked_up(text, weight, font.get("color", theme.INK))

    def _annotation(self, given: Part) -> Iterator[Piece]:
        check("annotation", given)
        demand("annotation", given, borderwidth=0)
        if given.get("showarrow", True):
            raise NotDrawable("annotation: showarrow")
        if not given.get("text"):
            return
        check("annotation's font", given.get("font", {}), "font")
        size, runs = self._written(given["text"], given.get("font", {}))
        x = self.place(_ref(given, "x"), given["x"]) + given.get("xshift", 0)
        y = self.place(_ref(given, "y"), given["y"]) - given.get("yshift", 0)
        words = Words(runs, 0.0, 0.0, size)
        pad = given.get("borderpad", 1)
        wide = words.width + 2 * pad
        lines = (len(runs) - 1) * theme.LEADING
        tall = (theme.ASCENT + theme.DESCENT + lines) * size + 2 * pad
        try:
            left = x - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[given["xanchor"]]
            top = y - tall * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[given["yanchor"]]
            anchor = _SIDES[{"left": "right", "right": "left"}.get(given["align"], "center")]
        except KeyError as error:
            raise NotDrawable(f"annotation: no {error.args[0]}") from error
        ground = Paint(colour_of(given.get("bgcolor")))
        if ground.visible:
            yield Rectangle(left, top, wide, tall, ground)
        at = {"left": left + pad, "center": left + wide / 2, "right": left + wide - pad}[anchor]
        yield Words(runs, at, top + pad + size * theme.ASCENT, size, anchor)

    def _shape(self, shape: Part) -> Piece:
        check("shape", shape)
        line: Part = shape.get("line", {})
        check("shape's line", line, "line")
        stroke = stroke_of(line, width=2)
        across, down = _ref(shape, "x"), _ref(shape, "y")

        def x(value: float) -> float:
            if shape.get("xsizemode", "scaled") == "pixel":
                return self.place(across, shape["xanchor"]) + value
            return self.place(across, value)

        def y(value: float) -> float:
            if shape.get("ysizemode", "scaled") == "pixel":
                return self.place(down, shape["yanchor"]) - value
            return self.place(down, value)

        kind = shape["type"]
        if kind == "line":
            ends = [(x(shape[f"x{end}"]), y(shape[f"y{end}"])) for end in "01"]
            return Outline(_polyline(ends), stroke)
        paint = Paint(colour_of(shape.get("fillcolor")), "", stroke.line, stroke.width, stroke.dash)
        if kind == "rect":
            return _rectangle([x(shape[e]) for e in ("x0", "x1")],
                              [y(shape[e]) for e in ("y0", "y1")], paint)  # fmt: skip
        if kind != "path":
            raise NotDrawable(f"shape: {kind}")
        try:
            path = read_path(shape["path"])
        except ValueError as error:
            raise NotDrawable(str(error)) from error
        rule = shape.get("fillrule") or "evenodd"
        if rule not in ("evenodd", "nonzero"):
            raise NotDrawable(f"shape: fillrule={rule!r}")
        placed = tuple((letter, tuple((x(a), y(b)) for a, b in ends)) for letter, ends in path)
        return Outline(placed, paint, parts=rule == "nonzero")


_SIDES: Final[Mapping[str, Any]] = {"right": "left", "center": "center", "left": "right"}
"""Plotly says on which side of its place a text stands, we say which end of it is there."""


def _axes_of(trace: Part) -> tuple[str, str]:
    return trace.get("xaxis") or "x", trace.get("yaxis") or "y"


def _ref(given: Part, letter: str) -> str:
    ref: str = given.get(f"{letter}ref") or letter
    if ref == "paper":
        return "paper across" if letter == "x" else "paper down"
    return ref


def _one(values: Any, number: int, otherwise: Any) -> Any:
    """The value of one point, of an array or of all."""
    if isinstance(values, (list, tuple)):
        return values[number]
    return otherwise if values is None else values


def _rectangle(xs: Sequence[float], ys: Sequence[float], paint: Paint) -> Rectangle:
    (left, right), (top, bottom) = sorted(xs), sorted(ys)
    return Rectangle(left, top, right - left, bottom - top, paint)


def _polyline(points: Sequence[Point]) -> tuple[Command, ...]:
    return (("M", (points[0],)), *(("L", (point,)) for point in points[1:]))


def _unbroken(points: Sequence[Point | None]) -> Iterator[list[Point]]:
    stretch: list[Point] = []
    for point in points:
        if point is not None:
            stretch.append(point)
            continue
        yield stretch
        stretch = []
    yield stretch


def _marker(marker: Part, number: int, point: Point) -> Iterator[Outline]:
    radius = _one(marker.get("size"), number, 6) / 2
    line: Part = marker.get("line", {})
    check("marker's line", line, "line")
    name, _, dot = _one(marker.get("symbol"), number, "circle").partition("-dot")
    if name not in SYMBOLS or dot:
        raise NotDrawable(f"marker: {name}")
    edge = colour_of(_one(line.get("color"), number, ""))
    paint = Paint(
        colour_of(_one(marker.get("color"), number, "")),
        "",
        edge,
        _one(line.get("width"), number, 0),
    )
    if not radius or not paint.visible:
        return
    yield Outline(_round(SYMBOLS[name], point, radius), paint)
    if _one(marker.get("symbol"), number, "circle").endswith("-dot"):
        # Plotly's dot is as large whatever the marker is.
        yield Outline(_round(theme.SYMBOLS["circle"], point, 1.5), Paint(edge))


def _round(path: str, centre: Point, radius: float) -> tuple[Command, ...]:
    return tuple(
        (letter, tuple((centre[0] + x * radius, centre[1] + y * radius) for x, y in ends))
        for letter, ends in read_path(path)
    )
