"""A slide as one Plotly figure, for whoever draws one: the browser, the wall, a picture.

Nothing is measured or worded here: slide says what stands where.
"""

import re
from typing import Any, Final

from indicators import theme
from indicators.charts import Figure
from indicators.charts.sheet import Sheet
from indicators.slides.slide import HEIGHT, WIDTH, Panel, Slide

_AXIS: Final = re.compile(r"([xy])axis(\d*)")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


def drawn(slide: Slide) -> Figure:
    """The figure of a slide, 1040×585 px; enlarge it to the size that is wanted."""
    sheet = Sheet((0, WIDTH), left=0, right=0)
    for box in slide.boxes:
        sheet.box(
            box.left, box.left + box.width, box.top, box.top + box.height, box.fill, below=True
        )
    for text in slide.texts:
        for number, line in enumerate(text.lines):
            sheet.text(
                line,
                text.left,
                text.baseline + number * text.size * text.leading,
                size=text.size,
                weight=text.weight,
                colour=text.colour,
                anchor=text.anchor,
            )
    for mark in slide.marks:
        sheet.mark(mark.status, mark.left, mark.down, 0, mark.radius)
    figure = sheet.figure(HEIGHT)
    layout = figure["layout"]
    layout["width"] = WIDTH
    layout["margin"] = {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False}
    layout["plot_bgcolor"] = theme.CLEAR
    axes = 2
    for panel in slide.panels:
        axes += _put(figure, panel, axes)
    return figure


def _put(figure: Figure, panel: Panel, first: int) -> int:
    """Add a panel's figure on axes of its own, from that number; gives how many it took."""
    own = enlarged(panel.figure, panel.scale)
    layout, margin = own["layout"], own["layout"]["margin"]
    # Axes clip what is drawn on them: the outline of a bar at the very edge needs room there.
    bleed = min(margin["l"], margin["r"], panel.scale)
    room = panel.width - margin["l"] - margin["r"]
    left = (panel.left + margin["l"] - bleed) / WIDTH
    right = (panel.left + panel.width - margin["r"] + bleed) / WIDTH
    top = 1 - (panel.top + margin["t"]) / HEIGHT
    bottom = 1 - (panel.top + panel.height - margin["b"]) / HEIGHT
    names: dict[str, str] = {}
    numbers = sorted({match[2] for key in layout if (match := _AXIS.fullmatch(key))})
    for place, number in enumerate(numbers):
        for letter in "xy":
            names[f"{letter}{number}"] = f"{letter}{first + place}"
    for key, axis in layout.items():
        if match := _AXIS.fullmatch(key):
            letter = match[1]
            new = names[letter + match[2]]
            moved = {**axis, "domain": [left, right] if letter == "x" else [bottom, top]}
            if letter == "x":
                start, end = axis["range"]
                beyond = (end - start) * bleed / room
                moved["range"] = [start - beyond, end + beyond]
            moved["anchor"] = names[("y" if letter == "x" else "x") + match[2]]
            for tie in ("overlaying", "scaleanchor", "matches"):
                if moved.get(tie) in names:
                    moved[tie] = names[moved[tie]]
            figure["layout"][f"{letter}axis{new[1:]}"] = moved
    for trace in own["data"]:
        trace["xaxis"] = names[trace.get("xaxis", "x")]
        trace["yaxis"] = names[trace.get("yaxis", "y")]
        figure["data"].append(trace)
    for kind in ("shapes", "annotations"):
        for piece in layout.get(kind, ()):
            for letter in "xy":
                piece[f"{letter}ref"] = _reference(piece.get(f"{letter}ref"), letter, names)
            figure["layout"][kind].append(piece)
    return len(numbers)


def _reference(named: str | None, letter: str, names: dict[str, str]) -> str:
    if named in (None, letter):
        return names[letter]
    if named == "paper":
        return f"{names[letter]} domain"
    axis, _, domain = str(named).partition(" ")
    return f"{names[axis]} {domain}".strip()


def enlarged(figure: Figure, scale: float) -> Figure:
    """A copy of ``figure`` in which everything measured in px is ``scale`` times as large.

    Down a figure runs in px too: its axis keeps its numbers, and gets that much higher.
    """
    layout = dict(figure["layout"])
    layout["height"] = layout["height"] * scale
    layout["margin"] = {
        side: size * scale if side in "lrtb" else size for side, size in layout["margin"].items()
    }
    layout["shapes"] = [_shape(shape, scale) for shape in layout.get("shapes", ())]
    layout["annotations"] = [_annotation(one, scale) for one in layout.get("annotations", ())]
    return {"data": [_trace(trace, scale) for trace in figure["data"]], "layout": layout}


def _times(value: Any, scale: float) -> Any:
    if isinstance(value, list | tuple):
        return [_times(one, scale) for one in value]
    return round(value * scale, 3) if isinstance(value, int | float) else value


def _shape(shape: dict[str, Any], scale: float) -> dict[str, Any]:
    made = {**shape}
    if "line" in made:
        made["line"] = {**made["line"], "width": _times(made["line"].get("width", 0), scale)}
    pixels = [letter for letter in "xy" if shape.get(f"{letter}sizemode") == "pixel"]
    if shape["type"] == "path" and pixels:
        if len(pixels) < 2:
            raise ValueError("a path of px across and of units down cannot be enlarged")
        made["path"] = _NUMBER.sub(
            lambda match: f"{round(float(match[0]) * scale, 3):g}", shape["path"]
        )
    elif pixels:
        for letter in pixels:
            for end in "01":
                made[letter + end] = _times(shape[letter + end], scale)
    return made


def _annotation(annotation: dict[str, Any], scale: float) -> dict[str, Any]:
    made = {**annotation}
    for key in ("xshift", "yshift", "borderwidth", "borderpad", "width", "height"):
        if key in made:
            made[key] = _times(made[key], scale)
    made["font"] = {**made["font"], "size": made["font"]["size"] * scale}
    return made


def _trace(trace: dict[str, Any], scale: float) -> dict[str, Any]:
    made = {**trace}
    if "textfont" in made:
        made["textfont"] = {**made["textfont"], "size": _times(made["textfont"]["size"], scale)}
    if "line" in made and "width" in made["line"]:
        made["line"] = {**made["line"], "width": _times(made["line"]["width"], scale)}
    if "marker" in made:
        marker = {**made["marker"]}
        if "size" in marker:
            marker["size"] = _times(marker["size"], scale)
        if "line" in marker and "width" in marker["line"]:
            marker["line"] = {**marker["line"], "width": _times(marker["line"]["width"], scale)}
        if "pattern" in marker:
            marker["pattern"] = {**marker["pattern"], "size": marker["pattern"]["size"] * scale}
        made["marker"] = marker
    return made
