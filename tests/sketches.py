"""Exports without a browser: a made-up painter, shipped decks laid out; no tests here."""

import hashlib
import io
import json
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter

from indicators.charts import Figure
from indicators.engine import Engine
from indicators.exhibits.facts import catalogue
from indicators.slides.arranging import Briefing, briefing
from indicators.slides.deck import DeckFault, decks
from indicators.slides.export import Size
from indicators.slides.slide import HEIGHT, WIDTH
from indicators.vocabulary import Language
from tests.conftest import ROOT

SMALL = Size(640, 360)


def colour_of(figure: Figure) -> tuple[int, int, int]:
    """A colour that no other figure has."""
    digest = hashlib.sha256(json.dumps(figure).encode()).digest()
    return digest[0], digest[1], digest[2]


def sketched(
    figure: Figure, form: str, *, width: int, height: int, scale: float = 1.0, deadline: float = 15
) -> bytes:
    """In place of a painting: a small file of the form, of the figure's own colour."""
    assert (width, height, deadline) == (WIDTH, HEIGHT, 15)
    target = io.BytesIO()
    if form == "png":
        size = round(width * scale), round(height * scale)
        Image.new("RGB", size, colour_of(figure)).save(target, "png")
    elif form == "svg":
        target.write(b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')
    else:
        writer = PdfWriter()
        writer.add_blank_page(width * scale * 0.75, height * scale * 0.75)
        writer.write(target)
    return target.getvalue()


def brief(source: Engine, code: str, area: str = "", language: Language = "vi") -> Briefing:
    deck = decks(ROOT / "data", catalogue(source))[code]
    assert not isinstance(deck, DeckFault)
    return briefing(source, deck, area=area, language=language)


def listed(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, hidden files too."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} | {
        f"{path.name}/": b"" for path in folder.iterdir() if path.is_dir()
    }
