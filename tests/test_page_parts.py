"""What a page is put together from: texts that nobody can make Markdown of, pictures, failures."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indicators import charts
from indicators.engine import Engine
from indicators.exhibits import overview, questions
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import gather
from indicators.page import memory
from indicators.page.boxes import exhibit_box
from indicators.page.html import escaped
from indicators.vocabulary import SECTORS
from tests.screen import opened

DISTRICT = "020"


@given(st.text())
def test_a_text_from_data_is_shown_and_never_obeyed(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(f"a {escaped(text)} b")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inside = tokens[1].children or []
    assert {token.type for token in inside} <= {"text", "text_special"}


@pytest.mark.parametrize("sector", SECTORS)
def test_a_picture_is_wide_and_holds_its_figure(source: Engine, sector: str) -> None:
    for exhibit in questions.sector(gather(source, Scope(DISTRICT, "2022")), sector):
        figure = exhibit.figure
        assert figure is not None
        made = charts.picture(figure, exhibit.headline, exhibit.subtitle, [exhibit.footnote], 430)
        assert made["width"] / made["height"] == pytest.approx(16 / 9, abs=1e-3)
        margin = made["margin"]
        inside = made["height"] - margin["t"] - margin["b"]
        assert inside == pytest.approx(figure["layout"]["height"], abs=0.01)
        own = figure["layout"]["margin"]
        # The sheet round the figure never takes room from the figure itself.
        assert made["width"] - margin["l"] - margin["r"] + own["l"] + own["r"] >= 430
        assert margin["l"] > own["l"]
        assert margin["r"] > own["r"]
        assert margin["b"] >= 28


def test_what_the_browser_gets_is_whole_and_names_what_it_leaves_out(source: Engine) -> None:
    facts = gather(source, Scope(DISTRICT, "2022", "en"))
    exhibit = questions.answer(facts, facts.catalogue.entries["new_rural"])
    assert exhibit is not None
    data = json.loads(exhibit_box(exhibit, facts.scope, "Headline"))
    assert data["headline"] == "Headline"
    assert data["csv"].startswith("\ufeff")
    assert [tuple(row) for row in data["table"]["rows"]] == [*exhibit.table.rows]
    assert json.loads(data["figure"]) == exhibit.figure
    assert data["alt"] == exhibit.alt
    assert data["notes"][-1] == exhibit.footnote
    if len(exhibit.remarks) > 4:
        assert len(data["notes"]) == 5
        assert str(len(exhibit.remarks) - 3) in data["notes"][3]
    # What differs beyond rounding is never among what is left out.
    assert "6 + 8 = 14" in data["notes"][0]


def test_a_link_cannot_put_markdown_on_the_page(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = "![x](https://e.example/p.png) **[Đăng nhập lại](https://e.example)**"
    screen = opened("overview", published, monkeypatch, period=evil)
    (said,) = [str(each.value) for each in screen.warning]
    inside = MarkdownIt("commonmark").parse(said)[1].children or []
    assert {token.type for token in inside} <= {"text", "text_special"}
    assert len(said) < 300


def test_a_fragment_that_fails_says_so_in_one_sentence(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret path /srv/x")

    monkeypatch.setattr(overview, "assigners", fail)
    screen = opened("overview", published, monkeypatch)
    assert [each.value for each in screen.exception] == []
    (said,) = [str(each.value) for each in screen.error]
    assert "secret" not in said


def test_what_is_remembered_of_a_snapshot_is_forgotten_with_it(source: Engine) -> None:
    made: list[Engine] = []

    def make(of: Engine) -> int:
        made.append(of)
        return len(made)

    recalled = memory.remembered(make)
    other = Engine(source.path)
    memory.serve(source)
    assert [recalled(source), recalled(source)] == [1, 1]
    memory.serve(source)
    assert recalled(source) == 1
    memory.serve(other)
    assert recalled(source) == 2
