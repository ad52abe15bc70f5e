"""The sheet a figure is drawn on.

Down the sheet runs in px from the top edge, so that a figure keeps its proportions at any width;
across runs in the figure's own units. What is drawn where is the business of the forms.
"""

from collections.abc import Sequence
from html import escape
from math import ceil, isfinite
from typing import Any, Literal

from indicators import theme
from indicators.charts.traces import bar_trace, curve_trace, hover_trace, text_trace

Figure = dict[str, Any]
Across = float | Literal["left", "right"]
Anchor = Literal["left", "center", "right"]

LEAST_WIDTH = 324
"""The narrowest figure, in px: a phone of 390 px less the margins of page and box."""

_ANCHORS = {"left": 0.0, "right": 1.0}
_BESIDE = {"left": "middle right", "center": "middle center", "right": "middle left"}


def finite(value: float | None) -> float | None:
    """``value``, or None where it is missing, not a number or infinite."""
    return value if value is not None and isfinite(value) else None


def plain(text: str) -> str:
    """``text`` as Plotly must get it to show it letter by letter; a line feed breaks the line."""
    return escape(text, quote=False).replace("\n", "<br>")


class Sheet:
    """Collects bars, shapes and texts; ``figure`` hands them over.

    ``x_range``: what the left and right edge of the plot stand for. ``left`` and ``right``: margins
    in px; one px keeps the outline of a bar at the very edge.
    """

    def __init__(self, x_range: tuple[float, float], *, left: int = 1, right: int = 1) -> None:
        self.x_range = x_range
        self.left = left
        self.right = right
        self.shapes: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        self.illustrative = False
        self._texts: list[dict[str, Any]] = []
        self._bars: list[dict[str, Any]] = []
        self._hovers: list[dict[str, Any]] = []
        self._curves: list[dict[str, Any]] = []
        self._dotted = False

    def bar(
        self,
        start: float,
        end: float,
        middle: float,
        thickness: float,
        colour: str,
        *,
        line: str = "",
        line_width: float = 1,
        hatched: bool = False,
        hatch_ground: str = theme.HATCH_GROUND,
        hatch_edge: str = theme.NAVY,
    ) -> None:
        """A bar from ``start`` to ``end`` across, its middle line ``middle`` px down.

        ``hatched`` bars, the illustrative ones, show ``hatch_ground`` in place of ``colour`` and
        ``hatch_edge`` in place of ``line``.
        """
        self.illustrative = self.illustrative or hatched
        self._bars.append(
            {
                "x": end - start,
                "base": start,
                "y": middle,
                "width": thickness,
                "colour": hatch_ground if hatched else colour,
                "line": hatch_edge if hatched else line or theme.CLEAR,
                "line_width": line_width if line or hatched else 0,
                "hatched": hatched,
            }
        )

    def hover(
        self, start: float, end: float, middle: float, thickness: float, text: str, key: str = ""
    ) -> None:
        """An unseen field that answers the pointer with ``text`` and a click with ``key``."""
        if text or key:
            self._hovers.append(
                {
                    "x": end - start,
                    "base": start,
                    "y": middle,
                    "width": thickness,
                    "text": plain("\n".join(theme.wrapped(text, theme.SIZE_NOTE, 400, 280))),
                    "key": key,
                }
            )

    def curve(
        self,
        points: Sequence[tuple[float, float | None]],
        colour: str,
        *,
        width: float = 2,
        dash: str = "",
        symbol: str = "circle",
        sizes: Sequence[float] = (),
        dotted: Sequence[bool] = (),
    ) -> None:
        """A line through ``points``, each (units across, px down); None down breaks it.

        ``sizes``: the px of each point's marker, 0 for none. A point that is ``dotted``, an
        illustrative one, has a hollow marker with a dot in it.
        """
        if any(dotted):
            self.illustrative = self._dotted = True
        self._curves.append(
            {
                "points": points,
                "colour": colour,
                "width": width,
                "dash": dash,
                "symbol": symbol,
                "sizes": sizes,
                "dotted": dotted,
            }
        )

    def text(
        self,
        text: str,
        at: Across,
        baseline: float,
        *,
        size: float = theme.SIZE_NAME,
        weight: int = 400,
        colour: str = theme.INK,
        anchor: Anchor = "left",
        shift: float = 0,
        marked_up: bool = False,
        ground: str = "",
    ) -> None:
        """``text`` whose first line stands on ``baseline`` px down; ``at`` a value or an edge.

        ``shift`` moves it right by px. ``marked_up`` texts hold tags of ours and are not escaped.
        ``ground`` is laid under the letters.
        """
        if not text:
            return
        edge = isinstance(at, str)
        shift += self._beside(at)
        if not shift and not ground:
            shown = text if marked_up else plain(text)
            lines = shown.count("<br>") * theme.LEADING + 1
            self._texts.append(
                {
                    "text": shown,
                    "x": self.x_range[int(_ANCHORS[at])] if isinstance(at, str) else at,
                    # Where Plotly must be told to put a text for its first line to stand there.
                    "y": round(baseline - size * (0.75 - lines / 2), 2),
                    "position": _BESIDE[anchor],
                    "size": size,
                    "weight": weight,
                    "color": colour,
                }
            )
            return
        annotation: dict[str, Any] = {
            "text": text if marked_up else plain(text),
            "x": _ANCHORS[at] if isinstance(at, str) else at,
            "xref": "paper" if edge else "x",
            "xanchor": anchor,
            "y": round(baseline - size * theme.ASCENT, 2),
            "yref": "y",
            "yanchor": "top",
            "align": anchor,
            "showarrow": False,
            "borderwidth": 0,
            "borderpad": 0,
            "font": {"size": size, "weight": weight, "color": colour},
        }
        if shift:
            annotation["xshift"] = shift
        if ground:
            annotation["bgcolor"] = ground
        self.annotations.append(annotation)

    def box(
        self,
        start: float,
        end: float,
        top: float,
        bottom: float,
        fill: str,
        *,
        line: str = "",
        line_width: float = 0,
        dash: str = "",
        below: bool = False,
    ) -> None:
        """A rectangle, across in units, down in px."""
        shape: dict[str, Any] = {
            "type": "rect",
            "xref": "x",
            "yref": "y",
            "x0": start,
            "x1": end,
            "y0": top,
            "y1": bottom,
            "fillcolor": fill,
            "line": {"width": line_width, "color": line or theme.CLEAR},
            "layer": "below" if below else "above",
        }
        if dash:
            shape["line"]["dash"] = dash
        self.shapes.append(shape)

    def slab(
        self,
        at: Across,
        top: float,
        bottom: float,
        left: float,
        right: float,
        fill: str,
        *,
        line: str = "",
        below: bool = False,
    ) -> None:
        """A rectangle from ``left`` to ``right`` px off the place ``at``: it never gets wider."""
        edge = isinstance(at, str)
        beside = self._beside(at)
        self.shapes.append(
            {
                "type": "rect",
                "xref": "paper" if edge else "x",
                "yref": "y",
                "xsizemode": "pixel",
                "xanchor": _ANCHORS[at] if isinstance(at, str) else at,
                "x0": left + beside,
                "x1": right + beside,
                "y0": top,
                "y1": bottom,
                "fillcolor": fill,
                "line": {"width": 1 if line else 0, "color": line or theme.CLEAR},
                "layer": "below" if below else "above",
            }
        )

    def outline(
        self,
        path: str,
        at: Across,
        down: float,
        *,
        fill: str = "",
        line: str = "",
        width: float = 0,
    ) -> None:
        """A path in px, y upwards, round the place ``at`` across and ``down`` px down."""
        edge = isinstance(at, str)
        self.shapes.append(
            {
                "type": "path",
                "path": theme.moved(path, self._beside(at)),
                "xref": "paper" if edge else "x",
                "yref": "y",
                "xsizemode": "pixel",
                "ysizemode": "pixel",
                "xanchor": _ANCHORS[at] if isinstance(at, str) else at,
                "yanchor": down,
                "fillcolor": fill or theme.CLEAR,
                "line": {"width": width if line else 0, "color": line or theme.CLEAR},
            }
        )

    def band(self, top: float, bottom: float, fill: str) -> None:
        """A ground over the whole width of the sheet, margins included, below all else."""
        self.box(*self.x_range, top, bottom, fill, below=True)
        if self.left > 1:
            self.slab("left", top, bottom, 0, self.left, fill, below=True)
        if self.right > 1:
            self.slab("right", top, bottom, -self.right, 0, fill, below=True)

    def rule(self, down: float, colour: str = theme.BORDER) -> None:
        """A hairline over the whole width of the sheet, margins included."""
        self.band(down, down + 1, colour)

    def region(self, path: str, fill: str, *, line: str, width: float, dash: str = "") -> None:
        """A path in units across and px down; where its parts cover each other, it is open."""
        shape: dict[str, Any] = {
            "type": "path",
            "path": path,
            "xref": "x",
            "yref": "y",
            "fillcolor": fill,
            "fillrule": "evenodd",
            "line": {"width": width, "color": line},
            "layer": "below",
        }
        if dash:
            shape["line"]["dash"] = dash
        self.shapes.append(shape)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        colour: str = theme.MUTED,
        width: float = 1,
        dash: str = "",
        below: bool = False,
    ) -> None:
        """A line between two places, each (units across, px down)."""
        style: dict[str, Any] = {"width": width, "color": colour}
        if dash:
            style["dash"] = dash
        self.shapes.append(
            {
                "type": "line",
                "xref": "x",
                "yref": "y",
                "x0": start[0],
                "y0": start[1],
                "x1": end[0],
                "y1": end[1],
                "line": style,
                "layer": "below" if below else "above",
            }
        )

    def symbol(
        self,
        symbol: str,
        at: Across,
        down: float,
        shift: float,
        colour: str,
        *,
        radius: float = 5,
        dotted: bool = False,
    ) -> None:
        """The marker of a line, as in ``curve``, its centre ``shift`` px right of ``at``."""
        path = theme.moved(theme.scaled(theme.SYMBOLS[symbol], radius, upward=True), shift)
        if not dotted:
            self.outline(path, at, down, fill=colour)
            return
        self.illustrative = self._dotted = True
        self.outline(path, at, down, fill=theme.PAPER, line=colour, width=1.5)
        dot = theme.moved(theme.scaled(theme.SYMBOLS["circle"], 1.5, upward=True), shift)
        self.outline(dot, at, down, fill=colour)

    def mark(self, status: str, at: Across, down: float, shift: float, radius: float = 8) -> None:
        """The mark of ``status``, its centre ``shift`` px right of ``at`` and ``down`` px down."""
        for stroke in theme.LOOKS[status].mark:
            self.outline(
                theme.moved(theme.scaled(stroke.path, radius, upward=True), shift),
                at,
                down,
                fill=stroke.fill,
                line=stroke.line,
                width=round(stroke.width * radius, 2),
            )

    def _beside(self, at: Across) -> int:
        """How many px the edge ``at`` of the sheet lies beside the edge of the plot."""
        return 1 - self.left if at == "left" else self.right - 1 if at == "right" else 0

    def figure(self, height: float, illustrative_label: str = "") -> Figure:
        """The Plotly figure, ``height`` px high.

        Where something is illustrative, ``illustrative_label`` says so below, by a hatched swatch.
        """
        if illustrative_label and self.illustrative:
            height = self._say_illustrative(height, illustrative_label)
        # Plotly takes no height below ten px and puts its own in place.
        tall = max(ceil(height), 10)
        layout = theme.layout(tall, left=self.left, right=self.right)
        layout["xaxis"]["range"] = list(self.x_range)
        layout["yaxis"]["range"] = [tall, 0]
        layout["shapes"] = self.shapes
        layout["annotations"] = self.annotations
        drawn = [
            bar_trace(self._bars),
            *map(curve_trace, self._curves),
            hover_trace(self._hovers),
            text_trace(self._texts),
        ]
        return {"data": drawn, "layout": layout}

    def _say_illustrative(self, height: float, label: str) -> float:
        size = theme.SIZE_AXIS
        baseline = height + 24
        # A pattern can only fill a bar, and a bar is never of a fixed width: hence lines.
        self.slab("left", baseline - 12, baseline + 1, 0, 18, theme.HATCH_GROUND, line=theme.NAVY)
        for start in (1, 6, 11):
            self.outline(
                f"M {start} 0 L {start + 6} 12",
                "left",
                baseline + 0.5,
                line=theme.HATCH_LINE,
                width=1.5,
            )
        if self._dotted:
            self.symbol("circle", "left", baseline - 5.5, 9, theme.NAVY, radius=4.5, dotted=True)
        self.text(label, "left", baseline, size=size, weight=500, shift=26)
        return baseline + 6
