"""What the product looks like: colours, type, status marks, the layout of every figure.

Here belongs what figures, strips, slides and pages share. What one form of figure draws belongs to
charts; what a status is called, in either language, to wording.
"""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any, Final

from indicators.vocabulary import Status

# Surfaces and text. Contrast against PAPER: INK 15.5, MUTED 6.2, NAVY 10.9, LINK 6.2.
PAPER: Final = "#FCFBF8"
SECOND: Final = "#F1EFE9"
INK: Final = "#18222F"
MUTED: Final = "#56606E"
LINK: Final = "#1D5FA8"
BORDER: Final = "#D8D4CA"
TRACK: Final = "#E9E6DE"
EDGE: Final = "#8A93A0"
PLACE: Final = "#C5CBD4"
CLEAR: Final = "rgba(0,0,0,0)"

# Data. Status colours never carry data, data colours never carry a status.
NAVY: Final = "#1B3A6B"
SKY: Final = "#5E92CB"
OCHRE: Final = "#B5851A"
PARTS: Final = (NAVY, SKY, OCHRE, "#B5CBE5", EDGE, "#E3EBF5")
CLASSES: Final = ("#E3EBF5", "#B5CBE5", "#7FA5D0", "#3F6DA8", NAVY)
CLASS_EDGE: Final = "#8FA6C4"

# Lines that are compared. Of any two of the six the difference (CIEDE2000) is 11 or more, also for
# readers without one of the three kinds of cones; every line has a marker of its own all the same.
LINES: Final = (NAVY, OCHRE, "#408070", "#994596", SKY, "#803E19")
SYMBOLS: Final[Mapping[str, str]] = {
    "circle": (
        "M 0 -1 C 0.5523 -1 1 -0.5523 1 0 C 1 0.5523 0.5523 1 0 1 "
        "C -0.5523 1 -1 0.5523 -1 0 C -1 -0.5523 -0.5523 -1 0 -1 Z"
    ),
    "square": "M -0.9 -0.9 L 0.9 -0.9 L 0.9 0.9 L -0.9 0.9 Z",
    "diamond": "M 0 -1.3 L 1.3 0 L 0 1.3 L -1.3 0 Z",
    "triangle-up": "M 0 -1.15 L 1.15 0.8 L -1.15 0.8 Z",
    "triangle-down": "M 0 1.15 L 1.15 -0.8 L -1.15 -0.8 Z",
    "pentagon": "M 0 -1.15 L 1.1 -0.35 L 0.68 0.93 L -0.68 0.93 L -1.1 -0.35 Z",
}
"""Plotly's names of the markers, and their outlines round 0, radius about 1, y downwards."""

# A difference from what was planned or was before, by whether it is to the good.
BETTER: Final = "#00654F"
BETTER_TEXT: Final = "#00553F"
WORSE: Final = "#D9601A"
WORSE_TEXT: Final = "#A84300"

# The hatch says "illustrative" and nothing else.
HATCH_LINE: Final = "#7E97BC"
HATCH_GROUND: Final = "#EEF2F8"

FONT_FAMILY: Final = "Be Vietnam Pro"
FONT_FILES: Final[Mapping[int, str]] = {
    400: "BeVietnamPro-Regular.ttf",
    500: "BeVietnamPro-Medium.ttf",
    600: "BeVietnamPro-SemiBold.ttf",
    700: "BeVietnamPro-Bold.ttf",
    800: "BeVietnamPro-ExtraBold.ttf",
}
ASCENT: Final = 1.0
"""Height of the line box above the baseline, in ems; 0.265 em lies below it."""
DESCENT: Final = 0.265
LEADING: Final = 1.3
"""Distance of two lines of one text, in ems, as Plotly sets it."""
NO_BREAK: Final = "\u00a0"

# Sizes in px, on a page seen at arm's length.
SIZE_TITLE: Final = 18
SIZE_BIG: Final = 30
SIZE_NUMBER: Final = 20
SIZE_NAME: Final = 15
SIZE_NOTE: Final = 14
SIZE_SMALL: Final = 13.5
SIZE_AXIS: Final = 13


@dataclass(frozen=True, slots=True)
class Stroke:
    """One piece of a mark: an outline in units of the mark's radius, y downwards.

    ``path`` knows the commands M, L, C and Z with absolute coordinates only.
    """

    path: str
    fill: str = ""
    line: str = ""
    width: float = 0.0
    """Width of the line, in units of the radius."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks. ``fill`` paints bars, ``text`` words, ``tint`` grounds (blank: none)."""

    fill: str
    text: str
    tint: str
    badge: str
    """Streamlit's name of the colour."""
    icon: str
    """Name of the Material symbol."""
    mark: tuple[Stroke, ...]


_DISC = SYMBOLS["circle"]
_TRIANGLE = "M 0 -1.02 L 1.1 0.9 L -1.1 0.9 Z"
_DIAMOND = "M 0 -1.16 L 1.16 0 L 0 1.16 L -1.16 0 Z"
_OCTAGON = (
    "M -0.42 -1.02 L 0.42 -1.02 L 1.02 -0.42 L 1.02 0.42 "
    "L 0.42 1.02 L -0.42 1.02 L -1.02 0.42 L -1.02 -0.42 Z"
)
_CHECK = "M -0.46 0.04 L -0.13 0.37 L 0.48 -0.31"
_CHEVRONS_UP = (
    "M -0.44 0.0 L 0 -0.42 L 0.44 0.0",
    "M -0.44 0.5 L 0 0.08 L 0.44 0.5",
)
_CHEVRONS_DOWN = (
    "M -0.44 -0.48 L 0 -0.06 L 0.44 -0.48",
    "M -0.44 0.02 L 0 0.44 L 0.44 0.02",
)
_ARROW = ("M -0.52 0 L 0.44 0", "M 0.06 -0.4 L 0.46 0 L 0.06 0.4")
_CROSS = ("M -0.4 -0.4 L 0.4 0.4", "M 0.4 -0.4 L -0.4 0.4")
_HANDS = "M 0 -0.58 L 0 0.06 L 0.42 0.32"
_EXCLAMATION = (
    "M -0.13 -0.42 L 0.13 -0.42 L 0.1 0.3 L -0.1 0.3 Z",
    "M -0.13 0.45 L 0.13 0.45 L 0.13 0.7 L -0.13 0.7 Z",
)
_QUESTION = "M -0.31 -0.22 C -0.31 -0.66 0.34 -0.66 0.34 -0.22 C 0.34 0.06 0 0.04 0 0.3"
_QUESTION_DOT = "M -0.13 0.44 L 0.13 0.44 L 0.13 0.66 L -0.13 0.66 Z"
_HOURGLASS = (
    "M -0.4 -0.56 L 0.4 -0.56 L 0.4 -0.42 L 0.08 0 L 0.4 0.42 L 0.4 0.56 "
    "L -0.4 0.56 L -0.4 0.42 L -0.08 0 L -0.4 -0.42 Z"
)
_DASH = "M -0.45 0 L 0.45 0"
_SLASH = "M -0.5 0.5 L 0.5 -0.5"
_LINE = 0.24


def _on(outline: str, fill: str, *strokes: str) -> tuple[Stroke, ...]:
    return (Stroke(outline, fill), *(Stroke(path, line=PAPER, width=_LINE) for path in strokes))


_RING = Stroke(_DISC, line="#6F7885", width=0.19)


def _absent(icon: str, *strokes: Stroke) -> Look:
    return Look("", MUTED, "", "gray", icon, (_RING, *strokes))


_BLUE = ("#3B82C8", "#1D5FA8", "#E2EDF8", "blue")

LOOKS: Final[Mapping[str, Look]] = {
    Status.EXCEEDED: Look(
        *("#00654F", "#00553F", "#DDF0EA", "green", "keyboard_double_arrow_up"),
        _on(_DISC, "#00654F", *_CHEVRONS_UP),
    ),
    Status.MET: Look(*_BLUE, "check_circle", _on(_DISC, _BLUE[0], _CHECK)),
    Status.ON_TRACK: Look(*_BLUE, "trending_flat", _on(_DISC, _BLUE[0], *_ARROW)),
    Status.AT_RISK: Look(
        *("#E3A600", "#7A5600", "#FFF1C2", "yellow", "warning"),
        (
            Stroke(_TRIANGLE, "#E3A600", "#7A5600", 0.17),
            *(Stroke(path, INK) for path in _EXCLAMATION),
        ),
    ),
    Status.BEHIND: Look(
        *("#D9601A", "#A84300", "#FDE6D8", "orange", "trending_down"),
        _on(_DIAMOND, "#D9601A", *_CHEVRONS_DOWN),
    ),
    Status.MISSED: Look(
        *("#8E1028", "#8E1028", "#FBE3E5", "red", "cancel"), _on(_OCTAGON, "#8E1028", *_CROSS)
    ),
    Status.LATE: Look(
        *("#7A2F8F", "#6B2680", "#F3E6F6", "violet", "schedule"), _on(_DISC, "#7A2F8F", _HANDS)
    ),
    Status.NO_PLAN: _absent("do_not_disturb_on", Stroke(_DASH, line=MUTED, width=_LINE)),
    Status.NO_DATA: _absent(
        "help", Stroke(_QUESTION, line=MUTED, width=0.21), Stroke(_QUESTION_DOT, MUTED)
    ),
    Status.NOT_DUE: _absent("hourglass_empty", Stroke(_HOURGLASS, MUTED)),
    Status.NOT_APPLICABLE: _absent("block", Stroke(_SLASH, line=MUTED, width=_LINE)),
}

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def scaled(path: str, factor: float, upward: bool = False) -> str:
    """``path`` with every coordinate times ``factor``; ``upward`` turns y round."""
    seen = 0

    def number(match: re.Match[str]) -> str:
        nonlocal seen
        seen += 1
        value = float(match[0]) * (-factor if upward and seen % 2 == 0 else factor)
        return f"{round(value, 2) + 0.0:g}"

    return _NUMBER.sub(number, path)


def moved(path: str, right: float) -> str:
    """``path`` of M, L, C and Z, every point ``right`` px further right."""
    answer = []
    across = True
    for piece in path.split(" "):
        if piece.isalpha():
            answer.append(piece)
            continue
        answer.append(f"{round(float(piece) + right, 2):g}" if across else piece)
        across = not across
    return " ".join(answer)


def image(svg: str, alt: str, width: str, height: int) -> str:
    """``svg`` as an ``<img>`` of HTML, for places that let no inline SVG through (``st.html``).

    ``width`` is a number of px or a percentage. A blank ``alt`` hides it from screen readers.
    """
    data = b64encode(svg.encode()).decode()
    return (
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" '
        f'width="{width}" height="{height}" style="vertical-align:middle">'
    )


def mixed(colour: str, share: float, ground: str = PAPER) -> str:
    """``colour`` over ``ground`` with the opacity ``share``; colours are ``#RRGGBB``."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(ground[1:]), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)


def text_on(fill: str) -> str:
    """White or ink, whichever reads better on ``fill`` (``#RRGGBB``)."""
    luminance = _luminance(fill)
    white, ink = 1.05 / (luminance + 0.05), (luminance + 0.05) / (_luminance(INK) + 0.05)
    return "#FFFFFF" if white > ink else INK


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in bytes.fromhex(colour[1:])]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Advance widths of Be Vietnam Pro in thousandths of an em: regular, bold. A letter with marks is
# as wide as the letter without.
_ADVANCES = (
    " 230,230 !280,341 \"318,391 #807,845 $645,649 %849,871 &740,763 '179,222 (439,453 "
    ")439,453 *497,513 +608,652 ,303,346 -608,607 .286,335 /503,541 0676,700 1385,431 "
    "2651,664 3660,680 4710,720 5660,682 6680,700 7594,598 8634,668 9680,700 :286,335 "
    ";303,346 <556,573 =726,752 >556,573 ?573,621 @1005,1018 A736,769 B674,709 C775,780 "
    "D728,751 E620,642 F633,644 G783,790 H709,732 I258,290 J465,491 K679,716 L624,643 "
    "M853,888 N732,749 O826,828 P644,679 Q822,826 R668,712 S635,666 T650,686 U725,738 "
    "V706,745 W1005,1057 X720,769 Y665,718 Z660,667 [459,504 \\485,531 ]459,504 ^559,612 "
    "_702,736 `202,288 a642,658 b652,668 c613,629 d652,668 e599,618 f386,409 g643,659 "
    "h583,608 i264,296 j274,301 k555,599 l255,288 m893,896 n573,598 o642,658 p652,668 "
    "q652,668 r392,429 s508,537 t428,438 u566,588 v576,594 w870,884 x559,608 y583,597 "
    "z502,521 {426,480 |408,434 }426,480 ~468,490 đ662,684 Đ788,784 ơ642,669 ư576,592 "
    "Ơ826,828 Ư745,746 –682,704 —868,869 “370,444 ”407,456 ‘287,262 ’217,234 …726,863 "
    "−636,661 ×579,628 ÷664,714 ≈564,595 ≥571,584 ≤571,584 ·255,305 °475,471 ²435,457 "
    "³444,472"
)
_ADVANCE: Final[Mapping[str, tuple[int, int]]] = {
    match[1]: (int(match[2]), int(match[3]))
    for match in re.finditer(r"(.)(\d+),(\d+)(?: |$)", _ADVANCES)
}
_UNKNOWN: Final = (700, 720)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width of one line of ``text`` in px, up to five per cent too wide: kerning is left out."""
    bold = (weight - 400) / 300
    total = 0.0
    for letter in unicodedata.normalize("NFC", text):
        advance = _ADVANCE.get(letter)
        if advance is None:
            plain = " " if letter == NO_BREAK else unicodedata.normalize("NFD", letter)[0]
            advance = _ADVANCE.get(plain, _UNKNOWN)
        total += advance[0] + (advance[1] - advance[0]) * bold
    return total * size / 1000


@lru_cache(maxsize=1024)
def wrapped(text: str, size: float, weight: int, width: float) -> tuple[str, ...]:
    """``text`` in as few lines of at most ``width`` px as it needs, the lines about equally long.

    A no-break space never breaks, a line feed always does; a word that is wider than ``width``
    keeps a line to itself.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        best = _filled(paragraph, size, weight, width)
        narrower = width * 0.96
        while len(best) > 1 and narrower > width * 0.5:
            tried = _filled(paragraph, size, weight, narrower)
            if len(tried) > len(best):
                break
            best, narrower = tried, narrower - width * 0.04
        lines += best
    return tuple(lines)


def _filled(paragraph: str, size: float, weight: int, width: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in paragraph.split(" "):
        longer = f"{line} {word}" if line else word
        if line and text_width(longer, size, weight) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def layout(
    height: int, left: int = 0, right: int = 0, top: int = 0, bottom: int = 0
) -> dict[str, Any]:
    """The layout every figure starts from, ``height`` px high, margins in px.

    Axes are hidden and fixed; the caller gives their ranges. The empty template keeps Plotly's own
    look out, which also draws twice as fast.
    """
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True, "type": "linear"}
    return {
        "template": {},
        "height": height,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT_FAMILY, "color": INK, "size": SIZE_NOTE},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": INK,
            "bordercolor": INK,
            "align": "left",
            "font": {"family": FONT_FAMILY, "color": PAPER, "size": SIZE_NOTE},
        },
        "dragmode": False,
        "barmode": "overlay",
        "xaxis": dict(hidden),
        "yaxis": dict(hidden),
        "shapes": [],
        "annotations": [],
    }
