"""A native chart while it is being put together: its room, its series, what lies over it.

Which series go where is decided in lying and standing, how they are written in chartml.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from indicators import theme
from indicators.exhibits.plotted import Plotted, Series
from indicators.slides.pptx import chartml, datasheet
from indicators.slides.pptx.chartml import Drawn, Label
from indicators.slides.pptx.datasheet import Helper
from indicators.slides.pptx.pieces import (
    Outline,
    Paint,
    Piece,
    Rectangle,
    Run,
    Words,
    commands,
    moved,
)
from indicators.vocabulary import Language
from indicators.wording.words import word

SMALLEST: Final = float(theme.SIZE_AXIS)
_LARGEST: Final = 21.0
"""Of names, in px."""
GAP: Final = 10.0
EDGE: Final = 3.0
NOTHING: Final = Paint()

FIRST: Final = (111, 112)
SECOND: Final = (113, 114)
"""Numbers of the axes: categories, values."""


@dataclass
class Building:
    """A chart while it is being put together; lengths in px of the chart."""

    plotted: Plotted
    width: float
    height: float
    scale: float
    language: Language
    over: list[Piece] = field(default_factory=list)
    helpers: list[Helper] = field(default_factory=list)
    legend: bool = False
    """Whether the names of the series stand above the plot."""
    unsaid: tuple[str, ...] = ()
    """What the figure says of its rows and there is no room for."""
    plots: str = ""
    axes: str = ""
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        # What lies over a chart and beyond its edge is not drawn.
        self.left, self.right, self.bottom = EDGE, self.width - EDGE, self.height - EDGE
        self.size = min(max(theme.SIZE_NAME * self.scale, SMALLEST), _LARGEST)
        if self.plotted.hatched:
            self._say_illustrative()

    @property
    def count(self) -> int:
        return len(self.plotted.categories)

    def across(self, share: float) -> float:
        """Where a share of the plot's width lies."""
        return self.left + (self.right - self.left) * share

    @property
    def visible(self) -> list[tuple[int, Series]]:
        """The series that are drawn, each with its place."""
        hidden = ("reference",) if self.plotted.kind == "bars" else ()
        return [
            (place, one) for place, one in enumerate(self.plotted.series) if one.role not in hidden
        ]

    def write(
        self,
        text: str,
        left: float,
        baseline: float,
        *,
        size: float = 0.0,
        weight: int = 400,
        colour: str = theme.INK,
        anchor: Literal["left", "center", "right"] = "left",
    ) -> None:
        run = Run(text, weight, colour)
        self.over.append(Words(((run,),), left, baseline, size or self.small, anchor))

    @property
    def small(self) -> float:
        return max(self.size * 0.87, SMALLEST)

    def note(self, text: str) -> None:
        """A sentence below the plot."""
        for line in reversed(theme.wrapped(text, self.small, 400, self.width - 2 * EDGE)):
            self.write(line, EDGE, self.bottom - self.small * 0.3, colour=theme.MUTED)
            self.bottom -= self.small * theme.LEADING
        self.bottom -= 4

    def _say_illustrative(self) -> None:
        size = self.small
        baseline = self.bottom - size * 0.3
        if self.plotted.kind == "lines":
            hollow = Outline(
                commands(theme.scaled(theme.SYMBOLS["circle"], size * 0.3)),
                Paint(theme.PAPER, "", theme.NAVY, 1.5),
            )
            self.over.append(moved(hollow, EDGE + size * 0.8, baseline - size * 0.36))
        else:
            swatch = Paint(theme.HATCH_GROUND, theme.HATCH_LINE, theme.NAVY, 1)
            top = baseline - size * 0.8
            self.over.append(Rectangle(EDGE, top, size * 1.4, size * 0.95, swatch))
        self.write(word("illustrative", self.language), size * 2, baseline, weight=500)
        self.bottom -= size * 1.8

    def series(
        self,
        place: int,
        labels: Sequence[Label | None] = (),
        *,
        paint: Paint | None = None,
        marker: tuple[str, int, Paint] | None = None,
    ) -> Drawn:
        one = self.plotted.series[place]
        paints = [self.paint(one, colour) for colour in one.colours] if paint is None else []
        return Drawn(
            place,
            one.name,
            one.values,
            datasheet.heading(place),
            datasheet.cells(place, self.count),
            paint or self.paint(one, one.colour),
            tuple(paints),
            tuple(labels),
            datasheet.cells(datasheet.labels_at(self.plotted, self.helpers, place), self.count)
            if any(labels)
            else "",
            marker,
        )

    def paint(self, one: Series, colour: str) -> Paint:
        if one.role == "plan":
            return Paint(theme.TRACK, "", theme.INK, 1)
        if self.plotted.hatched and one.role == "value":
            if self.plotted.picked is not None:
                picked = colour == theme.NAVY
                ground = theme.CLASSES[1] if picked else theme.HATCH_GROUND
                return Paint(ground, colour, theme.NAVY if picked else theme.HATCH_LINE, 1)
            return Paint(
                theme.HATCH_GROUND, colour if one.colours else theme.HATCH_LINE, theme.NAVY, 1
            )
        return Paint(colour)

    def bars(
        self,
        drawn: Sequence[Drawn],
        axes: tuple[int, int],
        direction: Literal["bar", "col"],
        grouping: Literal["clustered", "stacked", "percentStacked"],
        gap: float,
        overlap: int = 100,
    ) -> None:
        """Add a group of bars; ``gap`` between categories and ``overlap`` in % of a bar."""
        inner = "".join(
            chartml.series(
                each,
                self.plotted.categories,
                datasheet.categories(self.count),
                "bar",
                self.language,
            )
            for each in drawn
        )
        self.plots += (
            f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>'
            f'<c:varyColors val="0"/>{inner}<c:gapWidth val="{min(max(round(gap), 0), 500)}"/>'
            f'<c:overlap val="{overlap}"/><c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/>'
            "</c:barChart>"
        )

    def lines(self, drawn: Sequence[Drawn], axes: tuple[int, int]) -> None:
        inner = "".join(
            chartml.series(
                each,
                self.plotted.categories,
                datasheet.categories(self.count),
                "line",
                self.language,
            )
            for each in drawn
        )
        if inner:
            self.plots += (
                f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{inner}'
                f'<c:marker val="1"/><c:axId val="{axes[0]}"/><c:axId val="{axes[1]}"/>'
                "</c:lineChart>"
            )

    def look(self, size: float, weight: int = 400, colour: str = theme.INK) -> str:
        return chartml.spoken(size, weight, colour, self.language)

    def finished(self) -> tuple[str, bytes]:
        """ChartML and the XLSX of its sheet."""
        box = (
            self.left / self.width,
            self.top / self.height,
            (self.right - self.left) / self.width,
            (self.bottom - self.top) / self.height,
        )
        xml = chartml.chart_space(
            self.plots,
            self.axes,
            box,
            self.look(self.size),
            over=bool(self.over),
            legend=self.legend,
        )
        sheet = datasheet.workbook(self.plotted, self.helpers, self.language)
        return xml, sheet
