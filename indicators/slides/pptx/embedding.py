"""Native charts as parts of a presentation: the chart, its sheet, the shapes over it, its frame."""

from typing import Any, Final

from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from indicators.slides.pptx.native import Chart
from indicators.slides.pptx.pieces import Piece, bounds
from indicators.slides.pptx.shapes import Drawer

_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OVER: Final = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"


def embedded(page: Any, chart: Chart, drawer: Drawer, size: tuple[float, float]) -> str:
    """Put ``chart``, ``size`` px large, into the package of a slide; gives its relation."""
    package = page.package
    name = package.next_partname(ChartPart.partname_template)
    made = ChartPart.load(name, CONTENT_TYPE.DML_CHART, package, chart.xml.encode())
    # In this order: the chart calls its sheet rId1, what lies over it rId2.
    made.relate_to(EmbeddedXlsxPart.new(chart.sheet, package), RELATIONSHIP_TYPE.PACKAGE)
    if chart.over:
        number = name.idx
        drawing = Part(
            PackURI(f"/ppt/drawings/drawing{number}.xml"),
            CONTENT_TYPE.DML_CHARTSHAPES,
            package,
            _drawing(chart.over, drawer, size).encode(),
        )
        made.relate_to(drawing, RELATIONSHIP_TYPE.CHART_USER_SHAPES)
    relation: str = page.relate_to(made, RELATIONSHIP_TYPE.CHART)
    return relation


def framed(head: str, at: str, relation: str) -> str:
    """The frame of a chart on a slide; ``head`` is its name, ``at`` its place."""
    return (
        f"<p:graphicFrame><p:nvGraphicFramePr>{head}"
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/>'
        f'</p:nvGraphicFramePr>{at}<a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart xmlns:c="{_CHART}" r:id="{relation}"/></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )


def _drawing(over: tuple[Piece, ...], drawer: Drawer, size: tuple[float, float]) -> str:
    """Shapes over a chart, each at its share of the chart's width and height."""
    inner = ""
    for piece in over:
        left, top, right, bottom = bounds(piece)
        shape = drawer.piece(piece).replace("<p:nvPr/>", "")
        shape = shape.replace("<p:sp>", '<cdr:sp macro="" textlink="">')
        shape = shape.replace("<p:", "<cdr:").replace("</p:", "</cdr:")
        inner += (
            f"<cdr:relSizeAnchor><cdr:from>{_share(left, top, size)}</cdr:from>"
            f"<cdr:to>{_share(right, bottom, size)}</cdr:to>{shape}</cdr:relSizeAnchor>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:userShapes xmlns:c="{_CHART}" xmlns:cdr="{_OVER}" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{inner}</c:userShapes>'
    )


def _share(right: float, down: float, size: tuple[float, float]) -> str:
    across, along = (
        min(max(length / whole, 0.0), 1.0)
        for length, whole in zip((right, down), size, strict=True)
    )
    return f"<cdr:x>{across:.6f}</cdr:x><cdr:y>{along:.6f}</cdr:y>"
