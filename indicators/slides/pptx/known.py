"""What of a Plotly figure is known here, key by key; all else raises NotDrawable."""

import re
from collections.abc import Mapping
from typing import Any, Final

from indicators import theme
from indicators.slides.pptx.pieces import Paint

Part = Mapping[str, Any]


class NotDrawable(ValueError):
    """A figure holds what no reader of it here knows."""


def _keys(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


_UNSEEN: Final = _keys(
    "name meta uid customdata ids hoverinfo hovertext hovertemplate hoverlabel hoveron ",
    "showlegend cliponaxis xaxis yaxis type",
)
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "layout": _keys(
        "template height width autosize margin paper_bgcolor plot_bgcolor font separators ",
        "showlegend hovermode hoverlabel hoverdistance dragmode clickmode barmode bargap ",
        "uirevision datarevision shapes annotations meta",
    ),
    "axis": _keys(
        "visible fixedrange type range domain overlaying anchor scaleanchor scaleratio constrain ",
        "constraintoward matches",
    ),
    "bar": _UNSEEN | _keys("orientation x y base width marker"),
    "scatter": _UNSEEN | _keys("mode x y line marker text textposition textfont connectgaps fill"),
    "marker": _keys("color opacity line pattern symbol size sizemode"),
    "pattern": _keys("shape fillmode fgcolor bgcolor size solidity fgopacity"),
    "line": _keys("color width dash shape simplify"),
    "font": _keys("size weight color family"),
    "shape": _keys(
        "type xref yref x0 x1 y0 y1 xsizemode ysizemode xanchor yanchor path fillcolor fillrule ",
        "line layer name",
    ),
    "annotation": _keys(
        "text x y xref yref xanchor yanchor xshift yshift align showarrow borderwidth borderpad ",
        "bgcolor font name captureevents hovertext",
    ),
}


def check(what: str, given: Part, kind: str = "") -> None:
    """Raise where ``given`` has a key that is not known; ``kind`` names the keys, or ``what``."""
    known = _KNOWN[kind or what]
    if strange := sorted(key for key in given if key not in known and given[key] is not None):
        raise NotDrawable(f"{what}: {', '.join(strange)}")


def demand(what: str, given: Part, **expected: object) -> None:
    """Raise where a key is there and says something else than is drawn here."""
    for key, value in expected.items():
        found = given.get(key, value)
        if found is not None and found != value:
            raise NotDrawable(f"{what}: {key}={found!r}")


def colour_of(given: Any) -> str:
    """A colour as ``#RRGGBB``; blank for none and for one that is not seen."""
    if not given or given in (theme.CLEAR, "transparent"):
        return ""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", given):
        raise NotDrawable(f"colour: {given}")
    return str(given)


_DASHES: Final[Mapping[str, tuple[int, ...]]] = {
    "": (),
    "solid": (),
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 1, 1, 1),
}
"""In widths of the line, which counts as three px at least."""


def stroke_of(line: Part, width: float) -> Paint:
    """How a line is drawn; ``width`` where it says none."""
    wide = line.get("width", width)
    dash = line.get("dash") or ""
    if dash in _DASHES:
        lengths = tuple(max(wide, 3.0) * part for part in _DASHES[dash])
    elif re.fullmatch(r"[\d.]+px(,[\d.]+px)*", dash):
        lengths = tuple(float(part[:-2]) for part in dash.split(","))
    else:
        raise NotDrawable(f"line: dash={dash!r}")
    return Paint(line=colour_of(line.get("color")), width=wide, dash=lengths)


# Plotly's markers, round 0 with the radius 1, y downwards.
SYMBOLS: Final[Mapping[str, str]] = {
    "circle": theme.SYMBOLS["circle"],
    "square": "M -1 -1 L 1 -1 L 1 1 L -1 1 Z",
    "diamond": theme.SYMBOLS["diamond"],
    "triangle-up": "M -1.155 0.5 L 1.155 0.5 L 0 -1 Z",
    "triangle-down": "M -1.155 -0.5 L 1.155 -0.5 L 0 1 Z",
    "pentagon": "M 0.951 -0.309 L 0.588 0.809 L -0.588 0.809 L -0.951 -0.309 L 0 -1 Z",
}
