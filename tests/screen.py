"""A page as Streamlit would run it, without a browser; no tests here."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.vocabulary import SECTORS
from tests.conftest import ROOT

PAGES = (
    *("overview", *SECTORS, "communes", "indicator", "sources"),
    *("slides", "figures", "commune"),
)


def opened(page: str, data: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    """The page ``page`` of a data folder, opened cold with a query string."""
    monkeypatch.setenv("CHI_TIEU_DATA", str(data))
    screen = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=30)
    if page != "overview":
        screen.switch_page(f"pages/{page}.py")
    for key, value in query.items():
        screen.query_params[key] = value
    return screen.run()


def title(screen: AppTest) -> str:
    """The headline of a page, without the marks of Markdown."""
    return str(screen.title[0].value).replace("\\", "").replace("\u00a0", " ")


def written(screen: AppTest) -> str:
    """Everything that a page says in Markdown or HTML."""
    said = [str(each.value) for each in [*screen.title, *screen.markdown]]
    said += [str(each.proto.body) for each in screen.get("html")]
    for sections in boards(screen):
        said += texts_within(sections)
    return "\n".join(said).replace("\\", "").replace("\u00a0", " ")


def boards(screen: AppTest) -> list[Any]:
    """The sections of every board; the boxes to choose in are components of another name."""
    every = [each.proto for each in screen.get("bidi_component")]
    return [json.loads(one.bytes)["sections"] for one in every if "board" in one.component_name]


def boxes(screen: AppTest) -> dict[str, Any]:
    """Every box of every board, by its code."""
    return {
        box["code"]: box
        for sections in boards(screen)
        for section in sections
        for group in section["groups"]
        for box in group
    }


def pickers(screen: AppTest) -> dict[str, tuple[Any, list[Any]]]:
    """Of every box to choose in: what it shows, and what can be chosen, by its key."""
    every = [each.proto for each in screen.get("bidi_component")]
    told = [one.bytes.split(b"\n", 1) for one in every if "picker" in one.component_name]
    read = [(json.loads(head), json.loads(rows)) for head, rows in told]
    return {head["key"]: (head, rows) for head, rows in read}


def texts_within(value: Any) -> Iterator[str]:
    """Every text of a JSON value, but for what is no reading: figures, files, drawings."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in ("figure", "picture", "csv", "strip", "mark", "query", "name"):
                yield from texts_within(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_within(part)
    elif isinstance(value, str):
        yield value
