"""The parts of a native chart, as ChartML: series, labels, axes, the whole.

Only how they are written. Which series a chart has, and how it looks, is decided in native.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from indicators import theme
from indicators.slides.pptx.pieces import Paint
from indicators.slides.pptx.shapes import (
    SPOKEN,
    face,
    painted,
    points,
    solid,
    stroke,
    typeface,
)
from indicators.vocabulary import Language, sound

NAMESPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
)
_LABELS: Final = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHOWN: Final = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_NOTHING: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)

Position = Literal["outEnd", "inEnd", "inBase", "ctr", "t", "b", "r", "l"]


@dataclass(frozen=True)
class Label:
    """What is printed of one value, and where.

    ``named`` adds the name of the series, before (a line) or below (a part). ``offset`` moves the
    label from its position, in shares of the chart's width and height.
    """

    text: str
    position: Position
    size: float
    weight: int
    colour: str
    named: Literal["", "before", "below"] = ""
    name: str = ""
    offset: tuple[float, float] | None = None


@dataclass(frozen=True)
class Drawn:
    """One series: where its cells stand, what is in them, and how it looks.

    ``paints`` are of single points, where they differ. ``marker``: its symbol and size in points.
    """

    place: int
    name: str
    values: tuple[float | None, ...]
    name_at: str
    values_at: str
    paint: Paint
    paints: tuple[Paint, ...] = ()
    labels: tuple[Label | None, ...] = ()
    labels_at: str = ""
    marker: tuple[str, int, Paint] | None = None


def letters(size: float, weight: int, colour: str, language: Language, tag: str) -> str:
    name, bold = face(weight)
    return (
        f'<a:{tag} lang="{SPOKEN[language]}" sz="{points(size)}" b="{int(bold)}">'
        f"{solid(colour)}{typeface(name)}</a:{tag}>"
    )


def spoken(size: float, weight: int, colour: str, language: Language) -> str:
    """How the letters of an axis or of all labels look."""
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        + letters(size, weight, colour, language, "defRPr")
        + f'</a:pPr><a:endParaRPr lang="{SPOKEN[language]}"/></a:p></c:txPr>'
    )


def series(one: Drawn, names: Sequence[str], names_at: str, kind: str, language: Language) -> str:
    """A ``c:ser`` of a barChart or, ``kind`` "line", of a lineChart."""
    look = stroke(one.paint) if kind == "line" else painted(one.paint)
    inner = (
        f'<c:idx val="{one.place}"/><c:order val="{one.place}"/>'
        f"<c:tx>{_texts(one.name_at, [one.name])}</c:tx><c:spPr>{look}</c:spPr>"
    )
    if kind == "line":
        inner += _marker(one.marker)
    else:
        inner += '<c:invertIfNegative val="0"/>'
        inner += "".join(
            f'<c:dPt><c:idx val="{number}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"<c:spPr>{painted(paint)}</c:spPr></c:dPt>"
            for number, paint in enumerate(one.paints)
            if paint != one.paint
        )
    inner += _labels(one, language)
    inner += f"<c:cat>{_texts(names_at, names)}</c:cat>"
    inner += f"<c:val>{_numbers(one.values_at, one.values)}</c:val>"
    if kind == "line":
        inner += '<c:smooth val="0"/>'
    if one.labels_at:
        cached = _points([label.text if label else "" for label in one.labels])
        inner += (
            f'<c:extLst><c:ext uri="{_LABELS}"><c15:datalabelsRange><c15:f>{one.labels_at}</c15:f>'
            f"<c15:dlblRangeCache>{cached}</c15:dlblRangeCache></c15:datalabelsRange></c:ext>"
            "</c:extLst>"
        )
    return f"<c:ser>{inner}</c:ser>"


def _points(texts: Sequence[str]) -> str:
    each = "".join(
        f'<c:pt idx="{number}"><c:v>{escape(sound(text))}</c:v></c:pt>'
        for number, text in enumerate(texts)
    )
    return f'<c:ptCount val="{len(texts)}"/>{each}'


def _texts(at: str, texts: Sequence[str]) -> str:
    return f"<c:strRef><c:f>{at}</c:f><c:strCache>{_points(texts)}</c:strCache></c:strRef>"


def _numbers(at: str, values: Sequence[float | None]) -> str:
    each = "".join(
        f'<c:pt idx="{number}"><c:v>{value!r}</c:v></c:pt>'
        for number, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{at}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{each}</c:numCache></c:numRef>'
    )


def _marker(marker: tuple[str, int, Paint] | None) -> str:
    if marker is None:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    symbol, size, paint = marker
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{size}"/>'
        f"<c:spPr>{painted(paint)}</c:spPr></c:marker>"
    )


def _labels(one: Drawn, language: Language) -> str:
    shown = [(number, label) for number, label in enumerate(one.labels) if label is not None]
    if not shown:
        return '<c:dLbls><c:delete val="1"/></c:dLbls>'
    inner = "".join(_label(one, number, label, language) for number, label in shown)
    first = shown[0][1]
    gone = "".join(
        f'<c:dLbl><c:idx val="{number}"/><c:delete val="1"/></c:dLbl>'
        for number, label in enumerate(one.labels)
        if label is None
    )
    return (
        f"<c:dLbls>{_in_order(inner + gone)}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        + spoken(first.size, first.weight, first.colour, language)
        + f"{_NOTHING}<c:extLst>{_ranged()}</c:extLst></c:dLbls>"
    )


def _in_order(labels: str) -> str:
    """Labels by their number, as the format has them."""
    each = labels.split("</c:dLbl>")[:-1]
    each.sort(key=lambda text: int(text.partition('<c:idx val="')[2].partition('"')[0]))
    return "".join(f"{text}</c:dLbl>" for text in each)


def _ranged() -> str:
    return (
        f'<c:ext uri="{_SHOWN}"><c15:showDataLabelsRange val="1"/>'
        '<c15:showLeaderLines val="0"/></c:ext>'
    )


def _label(one: Drawn, number: int, label: Label, language: Language) -> str:
    look = letters(label.size, label.weight, label.colour, language, "rPr")
    field = _field("CELLRANGE", f"{one.place}/{number}", label.text, look)
    if label.named:
        small = letters(label.size * 0.75, 500, label.colour, language, "rPr")
        name = _field(
            "SERIESNAME",
            f"name {one.place}/{number}",
            label.name,
            small if label.named == "below" else look,
        )
        gap = f"<a:r>{look}<a:t> </a:t></a:r>"
        between = "</a:p><a:p>" if label.named == "below" else gap
        field = f"{field}{between}{name}" if label.named == "below" else f"{name}{between}{field}"
    place = ""
    if label.offset is not None:
        across, down = label.offset
        place = (
            f'<c:layout><c:manualLayout><c:x val="{across:.5f}"/><c:y val="{down:.5f}"/>'
            "</c:manualLayout></c:layout>"
        )
    series_name = int(bool(label.named))
    shown = _NOTHING.replace('<c:showSerName val="0"/>', f'<c:showSerName val="{series_name}"/>')
    return (
        f'<c:dLbl><c:idx val="{number}"/>{place}<c:tx><c:rich>'
        '<a:bodyPr wrap="none" lIns="38100" tIns="19050" rIns="38100" bIns="19050" anchor="ctr">'
        f"<a:spAutoFit/></a:bodyPr><a:lstStyle/><a:p>{field}</a:p></c:rich></c:tx>"
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'<c:dLblPos val="{label.position}"/>{shown}<c:extLst><c:ext uri="{_SHOWN}">'
        '<c15:dlblFieldTable/><c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
    )


def _field(kind: str, where: str, text: str, look: str) -> str:
    """A text that comes from the sheet; ``text`` is what it says for programs that know none."""
    number = str(uuid5(NAMESPACE_URL, f"{kind} {where}")).upper()
    return (
        f'<a:fld id="{{{number}}}" type="{kind}">{look}<a:pPr/>'
        f"<a:t>{escape(sound(text))}</a:t></a:fld>"
    )


def category_axis(
    number: int, crossing: int, place: str, look: str, *, shown: bool, reverse: bool, line: str
) -> str:
    edge = f'<a:ln w="9525">{solid(line)}</a:ln>' if line else "<a:ln><a:noFill/></a:ln>"
    return (
        f'<c:catAx><c:axId val="{number}"/><c:scaling><c:orientation '
        f'val="{"maxMin" if reverse else "minMax"}"/></c:scaling><c:delete val="{int(not shown)}"/>'
        f'<c:axPos val="{place}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f"<c:spPr>{edge}</c:spPr>{look}"
        f'<c:crossAx val="{crossing}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


@dataclass(frozen=True)
class Scale:
    """From where to where an axis runs, alike for shares; a blank ``format`` hides it."""

    low: float = 0.0
    high: float = 0.0
    step: float = 0.0
    format: str = ""


def value_axis(number: int, crossing: int, place: str, look: str, scale: Scale) -> str:
    grid = ends = ""
    if scale.format:
        line = f'<a:ln w="9525">{solid(theme.TRACK)}</a:ln>'
        grid = f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
    if scale.low < scale.high:
        ends = f'<c:max val="{scale.high!r}"/><c:min val="{scale.low!r}"/>'
    return (
        f'<c:valAx><c:axId val="{number}"/><c:scaling><c:orientation val="minMax"/>'
        f"{ends}</c:scaling>"
        f'<c:delete val="{int(not scale.format)}"/><c:axPos val="{place}"/>{grid}'
        f'<c:numFmt formatCode={_quoted(scale.format or "General")} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{look}"
        f'<c:crossAx val="{crossing}"/><c:crosses val="min"/><c:crossBetween val="between"/>'
        + (f'<c:majorUnit val="{scale.step!r}"/>' if scale.step else "")
        + "</c:valAx>"
    )


def _quoted(text: str) -> str:
    return '"' + escape(text, {'"': "&quot;"}) + '"'


def chart_space(
    plots: str,
    axes: str,
    box: tuple[float, float, float, float],
    look: str,
    *,
    over: bool,
    legend: bool = False,
) -> str:
    """The whole chart; ``box`` is the inner plot: left, top, width, height in shares of it.

    ``over``: whether shapes lie over it, by the relation rId2; its sheet is rId1.
    """
    left, top, width, height = box
    named = ""
    if legend:
        named = f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{look}</c:legend>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout><c:manualLayout>'
        '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.5f}"/><c:y val="{top:.5f}"/>'
        f'<c:w val="{width:.5f}"/><c:h val="{height:.5f}"/>'
        f"</c:manualLayout></c:layout>{plots}{axes}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>"
        f'</c:spPr></c:plotArea>{named}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{look}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
        + ('<c:userShapes r:id="rId2"/>' if over else "")
        + "</c:chartSpace>"
    )
