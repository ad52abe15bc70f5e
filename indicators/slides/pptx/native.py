"""What an exhibit plots → a native chart, in the look of the house.

Categories stand on the left of bars and below columns, numbers beside the bars or in them, so that
whoever adds a row to the sheet gets a chart as good. Lines of reference, cuts, cells and the words
of statuses are shapes inside the chart: they move with it, and do not follow its sheet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators.exhibits.plotted import Plotted
from indicators.slides.pptx.building import SMALLEST, Building
from indicators.slides.pptx.lying import lying
from indicators.slides.pptx.overlay import Status
from indicators.slides.pptx.pieces import Piece
from indicators.slides.pptx.standing import standing
from indicators.vocabulary import Language


@dataclass(frozen=True)
class Chart:
    """ChartML, the XLSX of its sheet, and the shapes that lie over it, in px of the chart."""

    xml: str
    sheet: bytes
    over: tuple[Piece, ...]
    unsaid: tuple[str, ...] = ()
    """What the figure says of its rows beside their numbers, and the chart has no room for."""


def fits(plotted: Plotted) -> bool:
    """Whether office programs have this form of chart.

    Steps below zero or downwards they stack from zero on, which would be a wrong drawing.
    """
    values = [value for one in plotted.series for value in one.values if value is not None]
    return bool(values) and (plotted.kind not in ("stack", "share") or min(values) >= 0)


def readable(plotted: Plotted, height: float) -> bool:
    """Whether bars beside each other are thick enough in ``height`` px for what stands in them."""
    beside = sum(one.role != "reference" for one in plotted.series)
    if plotted.kind != "bars" or beside < 2:
        return True
    return height * 0.92 * 0.7 / (len(plotted.categories) * beside) >= SMALLEST * 1.25


def chart(
    plotted: Plotted,
    width: float,
    height: float,
    scale: float,
    language: Language,
    statuses: Sequence[Status | None] = (),
) -> Chart:
    """The chart of ``plotted``, ``width``×``height`` px; ``scale`` enlarges its letters.

    ``statuses``: one a category, or none at all.
    """
    made = Building(plotted, width, height, scale, language)
    if plotted.kind in ("bars", "share"):
        lying(made, statuses)
    else:
        standing(made)
    xml, sheet = made.finished()
    return Chart(xml, sheet, tuple(made.over), made.unsaid)
