"""What a sheet has collected, as Plotly's traces.

Where things stand is the sheet's business; here they are only put into Plotly's words.
"""

from collections.abc import Sequence
from typing import Any

from indicators import theme

Piece = dict[str, Any]


def text_trace(texts: Sequence[Piece]) -> Piece:
    """Every text that stands in the plot, as one trace."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "texts",
        "x": [text["x"] for text in texts],
        "y": [text["y"] for text in texts],
        "text": [text["text"] for text in texts],
        "textposition": [text["position"] for text in texts],
        "textfont": {
            "size": [text["size"] for text in texts],
            "weight": [text["weight"] for text in texts],
            "color": [text["color"] for text in texts],
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def bar_trace(bars: Sequence[Piece]) -> Piece:
    """Every bar, as one trace."""
    marker: Piece = {
        "color": [bar["colour"] for bar in bars],
        "line": {
            "color": [bar["line"] for bar in bars],
            "width": [bar["line_width"] for bar in bars],
        },
    }
    if any(bar["hatched"] for bar in bars):
        marker["pattern"] = {
            "shape": ["/" if bar["hatched"] else "" for bar in bars],
            "fillmode": "overlay",
            "fgcolor": [_hatch_line(bar["colour"]) for bar in bars],
            "bgcolor": [bar["colour"] for bar in bars],
            "size": 7,
            "solidity": 0.28,
        }
    return {
        "type": "bar",
        "name": "bars",
        "orientation": "h",
        "x": [bar["x"] for bar in bars],
        "base": [bar["base"] for bar in bars],
        "y": [bar["y"] for bar in bars],
        "width": [bar["width"] for bar in bars],
        "marker": marker,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def hover_trace(hovers: Sequence[Piece]) -> Piece:
    """The unseen fields that answer the pointer, as one trace."""
    trace: Piece = {
        "type": "bar",
        "name": "hover",
        "orientation": "h",
        "x": [hover["x"] for hover in hovers],
        "base": [hover["base"] for hover in hovers],
        "y": [hover["y"] for hover in hovers],
        "width": [hover["width"] for hover in hovers],
        "marker": {"color": theme.CLEAR},
        "hovertext": [hover["text"] for hover in hovers],
        "hoverinfo": "text",
    }
    if any(hover["key"] for hover in hovers):
        trace["customdata"] = [hover["key"] for hover in hovers]
    return trace


def curve_trace(curve: Piece) -> Piece:
    """One line with its markers."""
    colour, dotted, sizes = curve["colour"], curve["dotted"], curve["sizes"]
    trace: Piece = {
        "type": "scatter",
        "mode": "lines+markers" if any(sizes) else "lines",
        "name": "curve",
        "x": [across for across, _ in curve["points"]],
        "y": [down for _, down in curve["points"]],
        "line": {"color": colour, "width": curve["width"]},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    if curve["dash"]:
        trace["line"]["dash"] = curve["dash"]
    if any(sizes):
        hollow = dotted or [False] * len(sizes)
        trace["marker"] = {
            "opacity": 1,
            "symbol": [curve["symbol"] + ("-dot" if each else "") for each in hollow],
            "size": list(sizes),
            "color": [theme.PAPER if each else colour for each in hollow],
            "line": {"color": colour, "width": [1.5 if each else 0 for each in hollow]},
        }
    return trace


def _hatch_line(ground: str) -> str:
    """The colour of the hatch on ``ground``: what reads on a light one is lost on a dark one."""
    dark = ground.startswith("#") and theme.text_on(ground) != theme.INK
    return theme.mixed(theme.PAPER, 0.35, ground) if dark else theme.HATCH_LINE
