"""What every exported file says of itself: title, filters, source, snapshot, time.

Here belongs how that is worded and how PNG, SVG and PDF carry it; the properties of a PPTX are
written by presentation. What stands on a slide is not decided here.
"""

import io
import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from indicators.slides.arranging import Briefing
from indicators.slides.slide import Slide
from indicators.vocabulary import Language, sound
from indicators.wording import numbers
from indicators.wording.words import upper_first, word

if TYPE_CHECKING:
    from indicators.slides.pptx.presentation import Properties

PRODUCT: Final = "Chỉ tiêu"

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_HEADER_END: Final = 33
"""Where the first chunk of a PNG ends: others may follow from here on."""
_SVG: Final = re.compile(r"<svg\b[^>]*>")
_XMP: Final = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>\n<?xpacket end="r"?>'
)


@dataclass(frozen=True)
class About:
    """What one file says of itself, every text fit for XML."""

    title: str
    filters: str
    """Deck, area, period, language, whether illustrative figures were left out, standing of the
    numbers, in words."""
    source: str
    snapshot: str
    created: datetime
    language: Language
    alt: str
    """What is to be seen, for those who do not see it."""
    codes: str
    """Codes of deck, area and period, and the snapshot."""

    @property
    def time(self) -> str:
        """When it was made, ISO 8601 with its zone."""
        return self.created.isoformat(timespec="seconds")


def about(briefing: Briefing, slides: Sequence[Slide], title: str, created: datetime) -> About:
    """What a file says that holds some slides of a briefing."""
    language = briefing.language
    shown = [exhibit for slide in slides for exhibit in slide.exhibits]
    # An overview has no exhibit of its own: it speaks of what the whole briefing shows.
    shown = shown or [exhibit for slide in briefing.slides for exhibit in slide.exhibits]
    standings = dict.fromkeys(one for exhibit in shown for one in exhibit.standings)
    period = upper_first(numbers.period(briefing.period, language))
    said = {
        "deck": f"{briefing.deck.title(language)} ({briefing.deck.code})",
        "area": f"{briefing.area_name} ({briefing.area})",
        "period": f"{period} ({briefing.period})",
        "language": f"{word(f'language_{language}', language)} ({language})",
        "show_illustrative": "" if briefing.illustrative else word("no", language),
        "standing": ", ".join(word(one, language) for one in standings),
    }
    filters = "; ".join(f"{word(key, language)}: {text}" for key, text in said.items() if text)
    sources = dict.fromkeys(exhibit.footnote for exhibit in shown if exhibit.footnote)
    codes = (briefing.deck.code, briefing.area, briefing.period, briefing.snapshot)
    return About(
        title=sound(title),
        filters=sound(filters),
        source=sound(" ".join(sources)),
        snapshot=sound(briefing.snapshot),
        created=created,
        language=language,
        alt=sound(" ".join(slide.alt for slide in slides)),
        codes=sound(", ".join(codes)),
    )


def png(picture: bytes, told: About) -> bytes:
    """A PNG with what it says of itself in its text chunks. ValueError when it is no PNG."""
    if not picture.startswith(_SIGNATURE):
        raise ValueError("no PNG")
    texts = {
        "Title": told.title,
        "Description": told.filters,
        "Author": PRODUCT,
        "Source": told.source,
        "Snapshot": told.snapshot,
        "Creation Time": told.time,
    }
    chunks = b"".join(_text_chunk(key, text) for key, text in texts.items())
    return picture[:_HEADER_END] + chunks + picture[_HEADER_END:]


def _text_chunk(key: str, text: str) -> bytes:
    """An iTXt chunk: a keyword, not compressed, of no named language, UTF-8."""
    body = b"iTXt" + key.encode("latin-1") + b"\0\0\0\0\0" + text.encode()
    return struct.pack("!I", len(body) - 4) + body + struct.pack("!I", zlib.crc32(body))


def svg(picture: bytes, told: About) -> bytes:
    """An SVG with its title, what is to be seen, and the rest as metadata; whole, it is XML.

    ValueError when it is no SVG.
    """
    text = sound(picture.decode("utf-8"))
    opening = _SVG.search(text)
    if opening is None:
        raise ValueError("no SVG")
    said = (
        f"<title>{escape(told.title)}</title><desc>{escape(told.alt)}</desc>"
        f"<metadata>{_rdf(told)}</metadata>"
    )
    return f"{text[: opening.end()]}{said}{text[opening.end() :]}".encode()


def pdf(pages: Sequence[bytes], titles: Sequence[str], told: About) -> bytes:
    """PDFs of one page each as one, with a title a page to go to and what it says of itself."""
    # Slow to import, and wanted here alone.
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    writer = PdfWriter()
    for number, (page, title) in enumerate(zip(pages, titles, strict=True)):
        writer.append(PdfReader(io.BytesIO(page)), pages=(0, 1), import_outline=False)
        writer.add_outline_item(title=sound(title), page_number=number)
    # Every page brings the fonts again: what is the same in several is kept once.
    writer.compress_identical_objects()
    writer.root_object[NameObject("/Lang")] = TextStringObject(told.language)
    writer.add_metadata(
        {
            "/Title": told.title,
            "/Author": PRODUCT,
            "/Subject": told.filters,
            "/Keywords": told.codes,
            "/Creator": PRODUCT,
            "/Producer": PRODUCT,
            "/CreationDate": _pdf_time(told.created),
            "/ModDate": _pdf_time(told.created),
            "/Source": told.source,
            "/Snapshot": told.snapshot,
        }
    )
    writer.xmp_metadata = _XMP.format(rdf=_rdf(told)).encode()
    packet = writer.root_object["/Metadata"].get_object()
    if isinstance(packet, DictionaryObject):
        packet[NameObject("/Type")] = NameObject("/Metadata")
        packet[NameObject("/Subtype")] = NameObject("/XML")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _pdf_time(moment: datetime) -> str:
    zone = moment.strftime("%z") or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _rdf(told: About) -> str:
    """RDF in the form that XMP wants: SVG and PDF carry the same."""
    texts = {
        key: f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
        for key, text in {"title": told.title, "description": told.filters}.items()
    }
    texts["language"] = f"<rdf:Bag><rdf:li>{told.language}</rdf:li></rdf:Bag>"
    texts["creator"] = f"<rdf:Seq><rdf:li>{PRODUCT}</rdf:li></rdf:Seq>"
    texts["source"] = escape(told.source)
    texts["identifier"] = escape(told.snapshot)
    said = "".join(f"<dc:{key}>{text}</dc:{key}>" for key, text in texts.items())
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<rdf:Description rdf:about="">{said}<xmp:CreateDate>{told.time}</xmp:CreateDate>'
        f"<xmp:CreatorTool>{PRODUCT}</xmp:CreatorTool></rdf:Description></rdf:RDF>"
    )


def properties(told: About) -> "Properties":
    """The same for a PPTX, which holds 255 letters of each: what matters most stands first."""
    from indicators.slides.pptx.presentation import Properties

    snapshot = f"{word('snapshot', told.language)} {told.snapshot}. {told.time}."
    return Properties(
        title=told.title,
        subject=told.filters,
        author=PRODUCT,
        keywords=told.codes,
        comments=f"{snapshot} {told.source}",
        created=told.created,
    )
