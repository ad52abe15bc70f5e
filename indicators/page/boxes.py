"""What the browser gets of an exhibit or a tile: everything ready-made, as one text.

Here belongs what a box holds; how it gets on the screen stands in board. A snapshot never changes,
so each box is made into text once.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from indicators import charts, strips
from indicators.exhibits.exhibit import Exhibit, Judgement, Scope, Table, Tile
from indicators.files import csv_of
from indicators.page.html import data_uri, label_of
from indicators.page.memory import remembered
from indicators.theme import LOOKS
from indicators.vocabulary import Language, Status
from indicators.wording.words import word

_MOST_REMARKS = 4


def box_of(
    exhibit: Exhibit,
    scope: Scope,
    headline: str = "",
    flagged: bool = False,
    tall: bool = False,
    picks: bool = False,
) -> str:
    """One exhibit with all that stands behind it, as JSON.

    ``headline`` stands in for the exhibit's where that one stands at the head of the page;
    ``flagged`` puts a flag before it; ``tall`` says that the table is long and scrolls within its
    box; ``picks`` says that a click on a mark of the figure chooses something.
    """
    language = scope.language
    figure = exhibit.figure
    planned = [one for one in exhibit.judgements if one.status != Status.NO_PLAN]
    title = (headline or exhibit.headline).removesuffix(".")
    said = word("illustrative", language)
    marked = exhibit.illustrative and said.lower() not in title.lower()
    box: dict[str, Any] = {
        "kind": "table" if figure is None else "figure",
        "code": exhibit.code,
        "headline": title,
        "flagged": flagged,
        "badge": said if marked else "",
        "subtitle": exhibit.subtitle,
        "notes": [text for text in (*_remarks(exhibit, language), exhibit.footnote) if text],
        "table": _table(exhibit.table),
        "csv": csv_of(exhibit.records).decode("utf-8") if exhibit.records else "",
        "name": exhibit.file_name,
    }
    if figure is None:
        box |= {"tall": tall, "notes": [*exhibit.remarks, exhibit.footnote]}
    else:
        box |= {
            "title": exhibit.name,
            "judgements": _judgements(planned),
            "remarks": list(exhibit.remarks),
            "figure": json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
            "height": figure["layout"]["height"],
            "picture": charts.picture(
                figure,
                exhibit.headline.removesuffix("."),
                exhibit.subtitle,
                (*exhibit.remarks[:_MOST_REMARKS], exhibit.footnote),
                scope.least_width,
            ),
            "alt": exhibit.alt,
            "picks": picks,
        }
    return _text(box)


exhibit_box = remembered(box_of)


_MOST_ROWS = 12
"""A longer table scrolls within its box."""
_BOX = 210
"""About how high a box is without its figure, in px."""


@remembered
def in_columns(
    exhibits: tuple[Exhibit, ...], scope: Scope, first: str = ""
) -> tuple[tuple[str, ...], ...]:
    """The exhibits in two columns; a phone has one. ``first`` is the headline of the first."""
    columns: tuple[list[str], list[str]] = ([], [])
    filled = [0, 0]
    for place, exhibit in enumerate(exhibits):
        # Each box goes below the shorter column, so that no hole is left.
        shorter = 0 if scope.narrow or filled[0] <= filled[1] else 1
        height = (
            exhibit.figure["layout"]["height"]
            if exhibit.figure
            else 40 * min(len(exhibit.table.rows), _MOST_ROWS)
        )
        filled[shorter] += _BOX + height
        tall = exhibit.figure is None and len(exhibit.table.rows) > _MOST_ROWS
        columns[shorter].append(exhibit_box(exhibit, scope, "" if place else first, tall=tall))
    return tuple(tuple(boxes) for boxes in columns if boxes)


def link_box(asked: Mapping[str, str], language: Language) -> str:
    """A button that copies the address of the whole view."""
    return _text(
        {
            "kind": "link",
            "code": "link",
            "query": asked,
            "copy": word("copy_link", language),
            "copied": word("link_copied", language),
        }
    )


def links_box(code: str, label: str, links: Mapping[str, Mapping[str, str]], page: str) -> str:
    """Links to one page in a row: what each says, and what it asks for."""
    listed = [{"words": said, "page": page, "query": asked} for said, asked in links.items()]
    return _text({"kind": "links", "code": code, "label": label, "links": listed})


def note_box(code: str, headline: str, text: str) -> str:
    """Where an exhibit would stand, why there is none."""
    return _text({"kind": "note", "code": code, "headline": headline, "subtitle": text})


def tile_box(tile: Tile, scope: Scope) -> str:
    """One tile with its arithmetic, and the way to all that is known of its indicator."""
    language = scope.language
    planned = tile.status != Status.NO_PLAN
    return _text(
        {
            "kind": "tile",
            "code": tile.code,
            "label": tile.label,
            "hedge": tile.hedge,
            "value": tile.value,
            "unit": tile.unit,
            "strip": {"address": data_uri(tile.strip), "label": label_of(tile.strip)},
            "height": strips.HEIGHT,
            "note": tile.note,
            "status": _status(tile.status, tile.word)
            if planned
            else {"word": word("more", language)},
            "judgements": _judgements(tile.judgements),
            "title": tile.label,
            "onward": {
                "words": f"{word('everything', language)} →",
                "page": "indicator",
                "query": {
                    "lang": language,
                    "period": scope.period,
                    "indicator": tile.indicator,
                },
            },
        }
    )


def _text(box: Mapping[str, Any]) -> str:
    return json.dumps(box, ensure_ascii=False, separators=(",", ":"))


def _remarks(exhibit: Exhibit, language: Language) -> list[str]:
    """The remarks that stand on the page; where there are more, that and where they stand."""
    if len(exhibit.remarks) <= _MOST_REMARKS:
        return list(exhibit.remarks)
    more = word("more_remarks", language).format(count=len(exhibit.remarks) - _MOST_REMARKS + 1)
    return [*exhibit.remarks[: _MOST_REMARKS - 1], more]


def _table(table: Table) -> dict[str, Any]:
    numeric = [column in table.numeric for column in table.columns]
    made: dict[str, Any] = {"columns": table.columns, "numeric": numeric, "rows": table.rows}
    return made | {"keys": table.keys} if table.keys else made


def _judgements(judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    return [
        {
            "label": one.label,
            "status": _status(one.status, one.word),
            "arithmetic": one.arithmetic,
            "notes": one.notes,
        }
        for one in judgements
    ]


def _status(status: str, said: str) -> dict[str, Any]:
    """A status as mark, word and colour; those that are no judgement have no ground."""
    look = LOOKS[status]
    return {
        "word": said,
        "text": look.text,
        "tint": look.tint,
        "mark": [
            {"path": one.path, "fill": one.fill, "line": one.line, "width": one.width}
            for one in look.mark
        ],
    }
