"""Pieces of HTML that Streamlit's own elements cannot give."""

import re
from base64 import b64encode
from collections.abc import Sequence
from html import escape, unescape

from indicators import theme

_LABEL = re.compile(r'aria-label="([^"]*)"')


def picture(svg: str, height: int) -> str:
    """An SVG as wide as its place: an image, since st.html drops inline SVG."""
    return theme.image(svg, label_of(svg), "100%", height)


def label_of(svg: str) -> str:
    """What an SVG says to a screen reader; blank where it says nothing."""
    label = _LABEL.search(svg)
    return unescape(label[1]) if label else ""


def data_uri(svg: str) -> str:
    """An SVG as the address of an image."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def block(kind: str, text: str) -> str:
    """One line of text in a class of ours; the text is shown letter by letter."""
    return f'<div class="{kind}">{escape(text)}</div>'


_MOST_ROWS = 12
"""A longer table scrolls within its box."""
_SHORT, _LONG = 12, 40
"""A cell of fewer letters is not broken, one of more gets room; a long one is a text, and has lines
of its own on a phone."""


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], label: str, counted: str = ""
) -> str:
    """A table; each cell is shown letter by letter, and on a phone its column stands beside it.

    One that is long scrolls within a box of its own; ``counted`` says above it how many rows it
    has.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        "<tr>"
        + "".join(_cell(name, cell) for name, cell in zip(columns, row, strict=True))
        + "</tr>"
        for row in rows
    )
    long = len(rows) > _MOST_ROWS
    said = block("ct-note", counted) if long and counted else ""
    return (
        f'{said}<div class="ct-table{" tall" if long else ""}" tabindex="0" role="region" '
        f'aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(column: str, text: str) -> str:
    size = "long" if len(text) > _LONG else "some" if len(text) > _SHORT else "short"
    return f'<td class="{size}" data-column="{escape(column)}">{escape(text)}</td>'


_SPECIAL = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]{}<>#|$~:&"})
_BREAKS = re.compile(r"[\r\n\t\f\v\u2028\u2029]+")


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it letter by letter; nothing typed in data is obeyed."""
    return _BREAKS.sub(" ", text).translate(_SPECIAL)
