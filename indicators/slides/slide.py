"""What a slide is: words, boxes, marks and figures at their places on one sheet.

The sheet is small, 1040×585 px, and is enlarged to the size asked for: the letters of a figure,
13 px and more on a page, stand 24 px high and more on a screen of 1920×1080.
"""

from dataclasses import dataclass
from typing import Final, Literal

from indicators.charts import Figure
from indicators.exhibits.exhibit import Exhibit

WIDTH: Final = 1040
HEIGHT: Final = 585


@dataclass(frozen=True)
class Text:
    """Lines of words; the first stands on ``baseline``, px from the top.

    ``left`` is the place of the anchor, px from the left. ``width``: the room it was wrapped for.
    """

    lines: tuple[str, ...]
    left: float
    baseline: float
    width: float
    size: float
    weight: int
    colour: str
    anchor: Literal["left", "right"] = "left"
    title: bool = False
    """Whether it is the slide's headline."""
    leading: float = 1.3
    """From one baseline to the next, in ems."""


@dataclass(frozen=True)
class Box:
    """A filled rectangle, px from the left and the top."""

    left: float
    top: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True)
class Mark:
    """The mark of a status round its centre."""

    status: str
    left: float
    down: float
    radius: float


@dataclass(frozen=True, eq=False)
class Panel:
    """An exhibit's figure at its place, px of the sheet.

    The figure is drawn for ``width / scale`` px, and enlarged by ``scale``: letters, lines, all.
    """

    exhibit: Exhibit
    figure: Figure
    left: float
    top: float
    width: float
    scale: float = 1.0

    @property
    def height(self) -> float:
        tall: float = self.figure["layout"]["height"]
        return tall * self.scale


@dataclass(frozen=True, eq=False)
class Slide:
    """One slide of a deck. Made once, then drawn as picture, page of a PDF or slide of a deck."""

    code: str
    """The codes of its exhibits, joined by a hyphen."""
    number: int
    count: int
    """Its place in the deck, and of how many."""
    name: str
    """What it shows, in few words."""
    headline: str
    texts: tuple[Text, ...]
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    panels: tuple[Panel, ...]
    exhibits: tuple[Exhibit, ...]
    notes: str
    """What a speaker needs: the report's sentences, the arithmetic, remarks, sources."""
    alt: str
    urgent: bool
    """Whether something on it is missed, behind, late or at risk."""
    illustrative: bool
