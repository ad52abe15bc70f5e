"""A figure as a picture of its own: headline above it, source below, on a 16:9 sheet."""

from collections.abc import Sequence
from typing import Any

from indicators import theme
from indicators.charts.sheet import LEAST_WIDTH, Figure, plain

WIDTH = 1920
HEIGHT = 1080
"""Of the picture, in px."""

_EDGE = 24
_HEADLINE = 20
_NOTE = 12


def picture(
    figure: Figure,
    headline: str,
    subtitle: str,
    foot: Sequence[str],
    least_width: int = LEAST_WIDTH,
) -> dict[str, Any]:
    """What turns ``figure`` into a picture of 1920×1080 px, its own layout left as it is.

    ``width`` and ``height`` of the sheet that is drawn, the ``pixels`` it is enlarged to, the
    ``margin`` round the figure, and the ``annotations`` to add to its own. The sheet is as
    small as the figure allows, so that the letters get as large as they can.
    """
    tall: float = figure["layout"]["height"]
    own = figure["layout"]["margin"]
    width = float(least_width + 2 * _EDGE)
    head, title = _head(headline, subtitle, width)
    below, lines = _foot(foot, width)
    if (needed := (head + tall + below) * WIDTH / HEIGHT) > width:
        # A wider sheet wraps no more than a narrow one, so that what fitted still fits.
        width = needed
        head, title = _head(headline, subtitle, width)
        below, lines = _foot(foot, width)
    height = width * HEIGHT / WIDTH
    return {
        "width": round(width, 3),
        "height": round(height, 3),
        "pixels": [WIDTH, HEIGHT],
        "margin": {
            "l": own["l"] + _EDGE,
            "r": own["r"] + _EDGE,
            "t": head,
            "b": height - head - tall,
        },
        "annotations": [
            {**text, "xshift": -own["l"]}
            for text in (
                _text(title, 1, head - _EDGE * 0.75, "top", _HEADLINE, 700, theme.INK),
                _text(plain(subtitle), 1, 10, "bottom", theme.SIZE_AXIS, 400, theme.MUTED),
                _text(lines, 0, -(height - head - tall) + 14, "bottom", _NOTE, 400, theme.MUTED),
            )
            if text["text"]
        ],
    }


def _head(headline: str, subtitle: str, width: float) -> tuple[float, str]:
    lines = theme.wrapped(headline, _HEADLINE, 700, width - 2 * _EDGE)
    high = _EDGE * 0.75 + len(lines) * _HEADLINE * theme.LEADING
    return high + (theme.SIZE_AXIS * theme.LEADING + 14 if subtitle else 10), _joined(lines)


def _foot(foot: Sequence[str], width: float) -> tuple[float, str]:
    lines = [
        line for text in foot for line in theme.wrapped(text, _NOTE, 400, width - 2 * _EDGE) if text
    ]
    return 28 + len(lines) * _NOTE * theme.LEADING, _joined(lines)


def _joined(lines: Sequence[str]) -> str:
    return plain("\n".join(lines))


def _text(
    text: str, y: int, shift: float, anchor: str, size: float, weight: int, colour: str
) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yref": "paper",
        "yanchor": anchor,
        "yshift": round(shift, 2),
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "weight": weight, "color": colour},
    }
