"""The empty presentation that slides are put into: 16:9, the house's colours and font.

Its master and its one layout hold no words; whoever adds a slide by hand gets our paper, ink and
letters.
"""

import re
from typing import Any, Final

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
from pptx.oxml.ns import qn
from pptx.util import Emu

from indicators import theme
from indicators.slides.pptx.shapes import SHEET, SPOKEN, emu
from indicators.slides.slide import WIDTH
from indicators.vocabulary import Language

_COLOURS: Final = {
    "dk1": theme.INK,
    "lt1": theme.PAPER,
    "dk2": theme.MUTED,
    "lt2": theme.SECOND,
    **{f"accent{place}": colour for place, colour in enumerate(theme.LINES, 1)},
    "hlink": theme.LINK,
    "folHlink": theme.MUTED,
}
_TITLED: Final = 5
"""The layout of python-pptx's own template that has a title and nothing else."""
_EDGE: Final = 52
_TITLE: Final = (_EDGE, 64, WIDTH - 2 * _EDGE, 84)
_BODY: Final = (_EDGE, 160, WIDTH - 2 * _EDGE, 340)
"""Left, top, width and height in px."""

_APP: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Microsoft Office PowerPoint</Application>'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)


def empty(language: Language) -> Any:
    """A presentation of python-pptx without slides."""
    made = Presentation()
    made.slide_width, made.slide_height = map(Emu, SHEET)
    # "screen4x3", which it no longer is.
    del made.element.find(qn("p:sldSz")).attrib["type"]
    for look in made.element.iter(qn("a:defRPr")):
        if look.get("lang"):
            look.set("lang", SPOKEN[language])
    layouts = made.slide_layouts
    kept = layouts[_TITLED]
    for layout in [each for each in layouts if each is not kept]:
        layouts.remove(layout)
    kept.element.cSld.set("name", "Chỉ tiêu")
    for page in (made.slide_master, kept):
        for shape in list(page.placeholders):
            kind = shape.element.find(f".//{qn('p:ph')}").get("type")
            if kind in ("dt", "ftr", "sldNum"):
                shape.element.getparent().remove(shape.element)
            elif page is made.slide_master:
                place = _TITLE if kind == "title" else _BODY
                shape.left, shape.top, shape.width, shape.height = map(emu, place)
                shape.element.find(f".//{qn('a:bodyPr')}").set("anchor", "t")
    _styles(made.slide_master.element)
    for related in made.slide_master.part.rels.values():
        if related.reltype == KIND.THEME:
            part = related.target_part
            part._blob = _themed(part.blob.decode()).encode()
    package = made.part.package
    for owner, kinds in (
        (package, (KIND.THUMBNAIL,)),
        (made.part, (KIND.PRINTER_SETTINGS,)),
    ):
        for number in [n for n, each in owner._rels.items() if each.reltype in kinds]:
            owner._rels.pop(number)
    for related in package._rels.values():
        if related.reltype == KIND.EXTENDED_PROPERTIES:
            related.target_part._blob = _APP.encode()
    return made


def _styles(master: Any) -> None:
    """Titles as our headlines are; python-pptx's own are 44 points and centred."""
    first = master.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    first.set("algn", "l")
    look = first.find(qn("a:defRPr"))
    look.set("sz", "2200")
    look.set("b", "1")


def _themed(xml: str) -> str:
    for name, colour in _COLOURS.items():
        xml = re.sub(
            rf"<a:{name}>.*?</a:{name}>",
            f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>',
            xml,
        )
    fonts = f'<a:latin typeface="{theme.FONT_FAMILY}"/><a:ea typeface=""/><a:cs typeface=""/>'
    for name in ("majorFont", "minorFont"):
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", f"<a:{name}>{fonts}</a:{name}>", xml)
    return xml.replace('name="Office Theme"', 'name="Chỉ tiêu"').replace(
        'name="Office"', 'name="Chỉ tiêu"'
    )
