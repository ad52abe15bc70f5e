"""A text as Plotly writes it, with its tags, → lines of letters of one look."""

import re
from dataclasses import replace
from html import unescape
from typing import Final

from indicators.slides.pptx.known import NotDrawable
from indicators.slides.pptx.pieces import Run

_TAG: Final = re.compile(r"(</?[A-Za-z][^>]*>)")
_STYLE: Final = re.compile(r"""<span style=["']([^"']*)["']>""")


def marked_up(text: str, weight: int, colour: str) -> tuple[tuple[Run, ...], ...]:
    """``text`` of the tags b, i, span and br as its lines; a line feed is a space, as in HTML.

    Raises NotDrawable for any other tag, and for a style that is no colour or weight.
    """
    looks = [Run("", weight, colour)]
    lines: list[list[Run]] = [[]]
    for piece in _TAG.split(text.replace("\n", " ")):
        if not piece:
            continue
        if not _TAG.fullmatch(piece):
            lines[-1].append(replace(looks[-1], text=unescape(piece)))
        elif piece in ("<br>", "<br/>", "<br />"):
            lines.append([])
        elif piece in ("</b>", "</i>", "</span>"):
            if len(looks) > 1:
                looks.pop()
        elif piece == "<b>":
            looks.append(replace(looks[-1], weight=700))
        elif piece == "<i>":
            looks.append(replace(looks[-1], italic=True))
        else:
            looks.append(_styled(looks[-1], piece))
    return tuple(tuple(line) for line in lines)


def _styled(look: Run, tag: str) -> Run:
    match = _STYLE.fullmatch(tag)
    if match is None:
        raise NotDrawable(f"text: {tag}")
    for rule in filter(None, (each.strip() for each in match[1].split(";"))):
        name, _, value = (part.strip() for part in rule.partition(":"))
        if name == "color":
            look = replace(look, colour=value)
        elif name == "font-weight" and value.isdigit():
            look = replace(look, weight=int(value))
        else:
            raise NotDrawable(f"text: {rule}")
    return look
