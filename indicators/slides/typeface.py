"""Be Vietnam Pro in pictures: found by the browser that draws, carried by an SVG that leaves.

Here belongs where the letters are and how they travel. How large or heavy a text is belongs to
theme and charts. Nothing is installed: the font files are those of the PyPI package.
"""

import base64
import html
import re
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final

import fontpkg_be_vietnam_pro

from indicators.theme import FONT_FAMILY, FONT_FILES

_FILES: Final = Path(fontpkg_be_vietnam_pro.ROOT) / "files"
# The system's own fonts stay behind ours, for letters that ours does not have.
_CONFIGURATION: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""
_NAMED: Final = {"normal": 400, "bold": 700}
_WEIGHT: Final = re.compile(r"font-weight:\s*([0-9]{1,4}|normal|bold)\b")
_STYLED: Final = re.compile(r'\bstyle="([^"]*)"')
_STYLE: Final = re.compile(r"<style\b.*?</style>", re.S)
_TAG: Final = re.compile(r"<[^>]*>")
_OPENING: Final = re.compile(r"<svg\b[^>]*>")


def configure(folder: Path) -> Path:
    """Write a configuration of fontconfig into ``folder`` that knows the typeface; its path.

    Raises ``OSError`` when the folder cannot be written.
    """
    path = folder / "fonts.conf"
    text = _CONFIGURATION.format(
        fonts=html.escape(str(_FILES)), cache=html.escape(str(folder / "fonts"))
    )
    path.write_text(text, encoding="utf-8")
    return path


def carrying(svg: str) -> str:
    """``svg`` with the letters it shows inside it, in the weights that it uses.

    Its text stays text. A machine without the typeface shows the same picture.
    """
    sheets, drawn = _STYLE.findall(svg), _STYLE.sub("", svg)
    # What is printed may speak of weights too; only what a style says is one.
    styles = ";".join([*sheets, *_STYLED.findall("".join(_TAG.findall(drawn)))])
    named = {int(_NAMED.get(weight, weight)) for weight in _WEIGHT.findall(styles)}
    weights = {min(FONT_FILES, key=lambda has: abs(has - each)) for each in {400, *named}}
    letters = "".join(sorted({*html.unescape(_TAG.sub("", drawn))}))
    faces = "".join(
        f"@font-face{{font-family:'{FONT_FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{_letters(weight, letters)}) format('woff')}}"
        for weight in sorted(weights)
    )
    return _OPENING.sub(lambda opening: f"{opening[0]}<style>{faces}</style>", svg, count=1)


@lru_cache(maxsize=64)
def _letters(weight: int, letters: str) -> str:
    """A font of these letters only, as WOFF in base64."""
    from fontTools import subset

    options = subset.Options(flavor="woff", hinting=False)
    font = subset.load_font(str(_FILES / FONT_FILES[weight]), options, lazy=True)
    wanted = subset.Subsetter(options)
    wanted.populate(text=letters)
    wanted.subset(font)
    made = BytesIO()
    subset.save_font(font, made, options)
    font.close()
    return base64.b64encode(made.getvalue()).decode()
