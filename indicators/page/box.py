"""One exhibit in the browser, drawn by a component of ours: headline, figure, notes, picture.

Streamlit's own Plotly element takes a chart down and draws it twice whenever its data change, and
each of its texts is an element of its own; this one changes everything in place, saves the figure
as a picture with headline and source, and can be reached by keyboard.
"""

import json
from pathlib import Path
from typing import Any

import streamlit as st

from indicators import charts, theme
from indicators.exhibits.exhibit import Exhibit, Scope
from indicators.page.memory import remembered
from indicators.vocabulary import Language
from indicators.wording.words import word

_mount = st.components.v2.component(
    "exhibit",
    js=Path(__file__).with_name("box.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


_MOST_REMARKS = 4


def draw_box(exhibit: Exhibit, scope: Scope, headline: str, *, flagged: bool) -> None:
    """Draw an exhibit that has a figure; ``flagged`` puts a flag before its headline."""
    _mount(key=f"figure-{exhibit.code}", data=_data(exhibit, scope, headline, flagged))


def _remarks(exhibit: Exhibit, language: Language) -> list[str]:
    """The remarks that stand on the page; where there are more, that and where they stand."""
    if len(exhibit.remarks) <= _MOST_REMARKS:
        return list(exhibit.remarks)
    more = word("more_remarks", language).format(count=len(exhibit.remarks) - _MOST_REMARKS + 1)
    return [*exhibit.remarks[: _MOST_REMARKS - 1], more]


@remembered
def _data(exhibit: Exhibit, scope: Scope, headline: str, flagged: bool) -> dict[str, Any]:
    """What the browser gets. An exhibit never changes, so it is made into text once."""
    figure = exhibit.figure
    if figure is None:
        raise ValueError(f"exhibit {exhibit.code} has no figure")
    language = scope.language
    return {
        "headline": headline,
        "flagged": flagged,
        "badge": word("illustrative", language) if exhibit.illustrative else "",
        "subtitle": exhibit.subtitle,
        "notes": [text for text in (*_remarks(exhibit, language), exhibit.footnote) if text],
        "figure": json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
        "height": figure["layout"]["height"],
        "picture": charts.picture(
            figure,
            exhibit.headline.removesuffix("."),
            exhibit.subtitle,
            (*exhibit.remarks[:_MOST_REMARKS], exhibit.footnote),
            scope.least_width,
        ),
        "fonts": {str(weight): file for weight, file in theme.FONT_FILES.items()},
        "language": language,
        "alt": exhibit.alt,
        "name": exhibit.file_name,
        "save": word("save_picture", language),
        "failed": word("no_picture", language),
    }
