"""What a figure shows, read back from what Plotly gets."""

import json
import re
from html import unescape
from itertools import combinations, product
from typing import Any

from indicators import theme
from indicators.charts import Figure


def bars(figure: Figure) -> list[dict[str, Any]]:
    """The bars of a figure: start, end, colour."""
    trace = next(trace for trace in figure["data"] if trace["name"] == "bars")
    return [
        {"start": base, "end": base + length, "middle": middle, "colour": colour}
        for base, length, middle, colour in zip(
            trace["base"], trace["x"], trace["y"], trace["marker"]["color"], strict=True
        )
    ]


def labels(figure: Figure) -> list[dict[str, Any]]:
    """Every text of a figure with its place, whether Plotly draws it as text or annotation."""
    trace = next(trace for trace in figure["data"] if trace["name"] == "texts")
    font = trace["textfont"]
    anchors = {"right": "left", "center": "center", "left": "right"}
    places = zip(trace["text"], trace["x"], trace["y"], trace["textposition"], strict=True)
    found = []
    for place, (text, x, y, position) in enumerate(places):
        size, tall = font["size"][place], text.count("<br>") * theme.LEADING + 1
        found.append(
            {
                "text": text,
                "x": x,
                "xref": "x",
                "xanchor": anchors[position.split(" ")[1]],
                "y": y + size * (0.75 - tall / 2) - size * theme.ASCENT,
                "font": {"size": size, "weight": font["weight"][place]},
            }
        )
    return [*found, *figure["layout"]["annotations"]]


def written(figure: Figure) -> list[str]:
    """Every text of a figure as it is read."""
    return [unescape(re.sub(r"</?b>", "", each["text"])) for each in labels(figure)]


def as_json(figure: Figure) -> str:
    return json.dumps(figure, allow_nan=False)


def boxes(figure: Figure, width: int) -> list[tuple[str, float, float, float, float]]:
    """Every text with its left, right, top and bottom in px, the figure ``width`` px wide.

    Top and bottom are those of the letters, marks above and tails below left out.
    """
    found = []
    for each in labels(figure):
        lines = [unescape(line) for line in re.sub(r"</?b>", "", each["text"]).split("<br>")]
        size, weight = each["font"]["size"], each["font"]["weight"]
        wide = max(theme.text_width(line, size, weight) for line in lines)
        at = _across(figure, width, each["x"], each["xref"]) + each.get("xshift", 0)
        start = at - wide * {"left": 0.0, "center": 0.5, "right": 1.0}[each["xanchor"]]
        first = each["y"] + size * theme.ASCENT
        last = first + size * theme.LEADING * (len(lines) - 1)
        found.append((" ".join(lines), start, start + wide, first - size * 0.72, last))
    return found


def signs(figure: Figure, width: int) -> list[tuple[str, float, float, float, float]]:
    """Every mark and sign of a fixed size, as ``boxes`` gives the texts."""
    found = []
    for shape in figure["layout"]["shapes"]:
        if shape["type"] == "path" and "xanchor" in shape and shape["fillcolor"] != theme.CLEAR:
            numbers = [float(piece) for piece in re.findall(r"-?[\d.]+", shape["path"])]
            at = _across(figure, width, shape["xanchor"], shape["xref"])
            xs, ys = [at + x for x in numbers[::2]], [shape["yanchor"] - y for y in numbers[1::2]]
            found.append((shape["fillcolor"], min(xs), max(xs), min(ys), max(ys)))
    return found


def _across(figure: Figure, width: int, at: float, reference: str) -> float:
    """How many px from the left edge the place ``at`` is."""
    layout = figure["layout"]
    low, high = layout["xaxis"]["range"]
    left = layout["margin"]["l"]
    plot = width - left - layout["margin"]["r"]
    if reference == "paper":
        return float(left + at * plot)
    if "scaleanchor" in layout["xaxis"]:
        return float(left + at - low)
    return float(left + (at - low) / (high - low) * plot)


def overlapping(figure: Figure, width: int) -> list[tuple[str, str]]:
    """The pairs of texts, and of a text and a sign, that cover each other by more than a px."""
    texts = boxes(figure, width)
    pairs = [*combinations(texts, 2), *product(texts, signs(figure, width))]
    return [
        (one[0], other[0])
        for one, other in pairs
        if min(one[2], other[2]) - max(one[1], other[1]) > 1
        and min(one[4], other[4]) - max(one[3], other[3]) > 1
    ]
