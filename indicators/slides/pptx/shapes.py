"""Pieces and words → the shapes of a presentation, as DrawingML.

Written as XML outright: python-pptx knows neither curves nor hatches nor letters of a weight
between regular and bold, and looks through the whole slide for every shape that it adds.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from indicators import theme
from indicators.slides.pptx.pieces import (
    Outline,
    Paint,
    Piece,
    Point,
    Rectangle,
    Run,
    Words,
    bounds,
)
from indicators.slides.slide import WIDTH
from indicators.vocabulary import Language, sound

SHEET: Final = (12_192_000, 6_858_000)
"""Width and height of a slide, 13.333×7.5 inches, in EMU."""
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECORATIVE: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
SPOKEN: Final[Mapping[Language, str]] = {"vi": "vi-VN", "en": "en-GB"}


def emu(px: float) -> int:
    return round(px * SHEET[0] / WIDTH)


def points(px: float) -> int:
    """A size of letters in hundredths of a point, to a tenth of one."""
    return round(px * SHEET[0] / WIDTH / 12700 * 10) * 10


def face(weight: int) -> tuple[str, bool]:
    """The font that an office program knows for a weight, and whether it is told to be bold.

    Be Vietnam Pro has regular and bold under its own name. Medium is a font of its own there: where
    it is missing, what stands in for it is regular too. Heavier weights become bold: under names of
    their own they would turn up in a regular Arial wherever the fonts are not installed.
    """
    if weight >= 600:
        return theme.FONT_FAMILY, True
    return (f"{theme.FONT_FAMILY} Medium" if weight >= 500 else theme.FONT_FAMILY), False


def typeface(name: str) -> str:
    """The font by its name; pitch and family tell a program without it what to put in its place."""
    each = f'typeface="{name}" pitchFamily="34" charset="0"'
    return f"<a:latin {each}/><a:ea {each}/><a:cs {each}/>"


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def hatched(ground: str, lines: str) -> str:
    """The hatch that says "illustrative"."""
    return (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr><a:srgbClr val="{lines[1:]}"/></a:fgClr>'
        f'<a:bgClr><a:srgbClr val="{ground[1:]}"/></a:bgClr></a:pattFill>'
    )


def stroke(paint: Paint) -> str:
    """The edge or line of a piece."""
    if not (paint.line and paint.width):
        return "<a:ln><a:noFill/></a:ln>"
    dashes = ""
    if paint.dash:
        shares = [round(length / paint.width * 100_000) for length in paint.dash]
        each = "".join(
            f'<a:ds d="{on}" sp="{off}"/>'
            for on, off in zip(shares[::2], shares[1::2], strict=True)
        )
        dashes = f"<a:custDash>{each}</a:custDash>"
    return f'<a:ln w="{emu(paint.width)}">{solid(paint.line)}{dashes}<a:miter lim="800000"/></a:ln>'


def painted(paint: Paint) -> str:
    fill = "<a:noFill/>"
    if paint.fill:
        fill = hatched(paint.fill, paint.hatch) if paint.hatch else solid(paint.fill)
    return fill + stroke(paint)


def placed(
    left: float,
    top: float,
    width: float,
    height: float,
    *,
    tag: str = "a:xfrm",
    turned: str = "",
) -> str:
    """Where a shape lies, from px of the sheet."""
    return (
        f'<{tag}{turned}><a:off x="{emu(left)}" y="{emu(top)}"/>'
        f'<a:ext cx="{emu(width)}" cy="{emu(height)}"/></{tag}>'
    )


def letters(run: Run, size: float, language: Language) -> str:
    name, bold = face(run.weight)
    look = f'sz="{points(size)}" b="{int(bold)}" i="{int(run.italic)}" dirty="0"'
    return f'<a:rPr lang="{SPOKEN[language]}" {look}>{solid(run.colour)}{typeface(name)}</a:rPr>'


def paragraph(
    lines: Sequence[Sequence[Run]], size: float, language: Language, anchor: str, leading: float
) -> str:
    """One paragraph whose lines end where they are told to, so that it can be edited as one."""
    align = {"left": "l", "center": "ctr", "right": "r"}[anchor]
    spacing = ""
    if len(lines) > 1:
        # In points: of a percentage every program makes another distance.
        spacing = f'<a:lnSpc><a:spcPts val="{points(size * leading)}"/></a:lnSpc>'
    inner = ""
    for number, line in enumerate(lines):
        if number:
            look = letters(lines[number - 1][-1], size, language)
            inner += f"<a:br>{look}</a:br>"
        inner += "".join(
            f"<a:r>{letters(run, size, language)}<a:t>{escape(sound(run.text))}</a:t></a:r>"
            for run in line
        )
    return (
        f'<a:p><a:pPr marL="0" indent="0" algn="{align}">'
        + spacing
        + '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        f"<a:buNone/></a:pPr>{inner}</a:p>"
    )


_INSETS: Final = 'lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"'
_BODY: Final = (
    f'<a:bodyPr wrap="none" {_INSETS}><a:noAutofit/></a:bodyPr><a:lstStyle/>',
    f'<a:bodyPr wrap="square" {_INSETS}><a:normAutofit/></a:bodyPr><a:lstStyle/>',
)
"""Words stay as long as they are; a title is made smaller where its font is missing."""


class Drawer:
    """Draws on one slide; every shape gets a number that no other has there."""

    def __init__(self, language: Language) -> None:
        self.language = language
        # Number one is the slide itself.
        self._numbers = count(2)

    def named(self, name: str, alt: str = "") -> str:
        """Number, name and description of a shape; without a description it is decoration."""
        told = f'id="{next(self._numbers)}" name={quoteattr(sound(name))}'
        if alt:
            return f"<p:cNvPr {told} descr={quoteattr(sound(alt))}/>"
        return f"<p:cNvPr {told}>{_DECORATIVE}</p:cNvPr>"

    def plain_named(self, name: str) -> str:
        """Number and name of a shape that says for itself what it is: words."""
        return f'<p:cNvPr id="{next(self._numbers)}" name={quoteattr(sound(name))}/>'

    def group(self, name: str, alt: str, pieces: Iterable[Piece]) -> str:
        """``pieces`` as one shape that can be taken apart; blank where there are none."""
        known = [piece for piece in pieces if not isinstance(piece, Words) or _says(piece)]
        if not known:
            return ""
        head = self.named(name, alt)
        ends = [bounds(piece) for piece in known]
        left, top = min(each[0] for each in ends), min(each[1] for each in ends)
        right, bottom = max(each[2] for each in ends), max(each[3] for each in ends)
        off, ext = f'x="{emu(left)}" y="{emu(top)}"', (emu(right - left), emu(bottom - top))
        size = f'cx="{ext[0]}" cy="{ext[1]}"'
        return (
            f"<p:grpSp><p:nvGrpSpPr>{head}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>"
            f"<a:xfrm><a:off {off}/><a:ext {size}/><a:chOff {off}/><a:chExt {size}/></a:xfrm>"
            f"</p:grpSpPr>{''.join(map(self.piece, known))}</p:grpSp>"
        )

    def piece(self, piece: Piece) -> str:
        match piece:
            case Rectangle():
                return self.rectangle(piece)
            case Outline():
                return self._outline(piece)
            case Words():
                return self.words(piece)

    def rectangle(self, piece: Rectangle) -> str:
        at = placed(piece.left, piece.top, piece.width, piece.height)
        return self._shape('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', at, piece.paint)

    def _outline(self, piece: Outline) -> str:
        left, top, right, bottom = bounds(piece)
        if [letter for letter, _ in piece.commands] == ["M", "L"] and not piece.paint.fill:
            (start,), (end,) = (ends for _, ends in piece.commands)
            turned = ' flipV="1"' if (start[0] - end[0]) * (start[1] - end[1]) < 0 else ""
            at = placed(left, top, right - left, bottom - top, turned=turned)
            return self._shape('<a:prstGeom prst="line"><a:avLst/></a:prstGeom>', at, piece.paint)
        width, height = emu(right - left), emu(bottom - top)

        def written(end: Point) -> str:
            return f'<a:pt x="{emu(end[0] - left)}" y="{emu(end[1] - top)}"/>'

        filled = "" if piece.paint.fill else ' fill="none"'
        open_ = f'<a:path w="{width}" h="{height}"{filled}>'
        inner = ""
        for number, (letter, ends) in enumerate(piece.commands):
            if letter == "M" and number and piece.parts:
                inner += f"</a:path>{open_}"
            inner += _WRITTEN[letter].format("".join(map(written, ends)))
        geometry = (
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst>{open_}{inner}</a:path></a:pathLst></a:custGeom>"
        )
        at = placed(left, top, right - left, bottom - top)
        return self._shape(geometry, at, piece.paint)

    def _shape(self, geometry: str, at: str, paint: Paint) -> str:
        return (
            f"<p:sp><p:nvSpPr>{self.named('')}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{at}{geometry}{painted(paint)}</p:spPr></p:sp>"
        )

    def words(
        self,
        piece: Words,
        leading: float = theme.LEADING,
        *,
        room: float = 0.0,
        title: bool = False,
        below: float = 0.0,
    ) -> str:
        """A text box as wide as its words, or ``room`` px where that is more.

        It reaches down to ``below`` px where that is lower than its words.
        """
        left, top, right, bottom = bounds(piece, leading)
        bottom = max(bottom, below)
        if room > right - left:
            left, right = (right - room, right) if piece.anchor == "right" else (left, left + room)
        return self.text(
            paragraph(piece.lines, piece.size, self.language, piece.anchor, leading),
            *(left, top, right - left, bottom - top),
            name="".join(run.text for run in piece.lines[0])[:40],
            title=title,
        )

    def text(
        self,
        paragraphs: str,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        name: str,
        title: bool = False,
    ) -> str:
        """A text box, or the place of the layout where a slide's title stands."""
        kind = (
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>'
            if title
            else '<p:cNvSpPr txBox="1"/><p:nvPr/>'
        )
        return (
            f"<p:sp><p:nvSpPr>{self.plain_named(name)}{kind}</p:nvSpPr>"
            f"<p:spPr>{placed(left, top, width, height)}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
            f"<p:txBody>{_BODY[title]}{paragraphs}</p:txBody></p:sp>"
        )


_WRITTEN: Final = {
    "M": "<a:moveTo>{}</a:moveTo>",
    "L": "<a:lnTo>{}</a:lnTo>",
    "C": "<a:cubicBezTo>{}</a:cubicBezTo>",
    "Z": "<a:close/>",
}


def _says(piece: Words) -> bool:
    return any(run.text.strip() for line in piece.lines for run in line)
