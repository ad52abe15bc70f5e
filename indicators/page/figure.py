"""The one place that knows how a figure gets on the screen.

Streamlit's own Plotly element takes a chart down and draws it twice whenever its data change; this
component changes it in place, saves it as a picture with headline and source, and can be reached
by keyboard.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

from indicators import charts, theme
from indicators.exhibits.exhibit import Exhibit
from indicators.vocabulary import Language
from indicators.wording.words import word

_CSS: Final = """
.ct-figure { width: 100%; overflow: hidden; }
.ct-png { position: absolute; right: 0; top: -1.6rem; border: 0; background: none; padding: 0 .2rem;
  font: 500 .8125rem "Be Vietnam Pro"; color: var(--muted); cursor: pointer; }
.ct-png:hover, .ct-png:focus-visible { color: var(--navy); text-decoration: underline; }
.ct-png.failed { text-decoration: line-through; }
"""

_mount = st.components.v2.component(
    "figure",
    css=_CSS,
    js=Path(__file__).with_name("figure.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def draw_figure(exhibit: Exhibit, language: Language, least_width: int) -> None:
    """Draw the figure of an exhibit, as wide as its place."""
    _mount(key=f"figure-{exhibit.code}", data=_data(exhibit, language, least_width))


@lru_cache(maxsize=1024)
def _data(exhibit: Exhibit, language: Language, least_width: int) -> dict[str, Any]:
    """What the browser gets. A figure never changes, so it is made into text once."""
    figure = exhibit.figure
    if figure is None:
        raise ValueError(f"exhibit {exhibit.code} has no figure")
    return {
        "figure": json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
        "height": figure["layout"]["height"],
        "picture": charts.picture(
            figure,
            exhibit.headline.removesuffix("."),
            exhibit.subtitle,
            (exhibit.footnote,),
            least_width,
        ),
        "fonts": {str(weight): file for weight, file in theme.FONT_FILES.items()},
        "language": language,
        "alt": exhibit.alt,
        "name": exhibit.file_name,
        "save": word("save_picture", language),
        "failed": word("no_picture", language),
    }
