"""What a page is put together from: texts that nobody can make Markdown of, pictures, failures."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from indicators import charts, frames
from indicators.engine import Engine
from indicators.exhibits import communes, overview, questions
from indicators.exhibits.comparing import mapped
from indicators.exhibits.comparing.view import View, compare
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import gather
from indicators.page import memory
from indicators.page.boxes import exhibit_box
from indicators.page.html import escaped, table
from indicators.vocabulary import SECTORS
from indicators.wording import numbers
from tests.drawn import written
from tests.screen import opened
from tests.small_folder import small_folder

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


def test_a_cell_has_room_for_what_it_says() -> None:
    made = table(["a", "b"], [["<" + "x" * 40, "short"]], "label")
    assert f'<td class="long" data-column="a">&lt;{"x" * 40}</td>' in made
    assert '<td class="short" data-column="b">short</td>' in made


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


def test_what_is_remembered_of_a_snapshot_is_forgotten_with_it(
    source: Engine, tmp_path: Path
) -> None:
    made: list[Engine] = []

    def make(of: Engine) -> int:
        made.append(of)
        return len(made)

    recalled = memory.remembered(make)
    other = small_folder(tmp_path).published()
    memory.serve(source)
    assert [recalled(source), recalled(source)] == [1, 1]
    memory.serve(Engine(source.path))
    assert recalled(source) == 1
    memory.serve(other)
    assert recalled(other) == 2
    memory.serve(source)
    assert recalled(source) == 3


def _legend(source: Engine, indicator: str, period: str) -> list[str]:
    comparison = compare(source, View(indicator, period))
    legend = mapped.legend_of(mapped.placed(comparison), comparison)
    return [entry.text.replace(numbers.NBSP, " ") for entry in legend]


def test_classes_of_a_map_that_would_read_alike_have_one_decimal_more(source: Engine) -> None:
    # With one decimal: 3,0–3,3; 3,3–3,4; 3,5; 3,5–3,6; 3,6–3,8.
    assert _legend(source, "persons_per_household", "2019") == [
        "2,98–3,31", "3,32–3,38", "3,45–3,48", "3,51–3,55", "3,56–3,81",
    ]  # fmt: skip
    # Only those that meet; the last of these is a single number.
    assert _legend(source, "dossiers_on_time", "2022-Q3") == [
        "99,6–99,8 %", "99,87–99,91 %", "99,94–99,96 %", "99,97 %", "100 %",
    ]  # fmt: skip
    # Ends that two decimals do not tell apart stay as short as they are.
    assert _legend(source, "dossiers_on_time", "2021")[2:4] == ["99,1–99,2 %", "99,2–99,3 %"]
    # What does not meet keeps the decimals of its indicator.
    assert _legend(source, "budget_revenue", "2022-09")[0] == "18,3–23,9"


def test_the_map_of_a_sector_tells_its_classes_apart_too(source: Engine) -> None:
    facts = gather(source, Scope(DISTRICT, "2019"))
    indicator = facts.catalogue.indicators["persons_per_household"]
    rows = frames.communes(source, DISTRICT, indicator.indicator_code, "2019")
    figure = communes.of_indicator(facts, "any", "Any", indicator, rows).figure
    assert figure is not None
    assert {"2,98–3,31", "3,32–3,38", "3,45–3,48"} <= {*written(figure)}


@pytest.mark.parametrize(
    ("classes", "told"),
    [
        ([[1.01, 1.02], [1.13]], [("1.0", "1.0"), ("1.1", "1.1")]),
        ([[1.0, 1.21], [1.24, 1.5]], [("1.00", "1.21"), ("1.24", "1.50")]),
        ([[0.5], [1.0, 1.21], [1.24]], [("0.5", "0.5"), ("1.00", "1.21"), ("1.24", "1.24")]),
        # Two decimals read alike at the end where they meet, and tell the whole classes apart.
        ([[1.18, 1.201], [1.202, 1.23]], [("1.18", "1.20"), ("1.20", "1.23")]),
        ([[1.0, 1.201], [1.202, 1.5]], [("1.0", "1.2"), ("1.2", "1.5")]),
        ([], []),
    ],
)
def test_ends_of_classes(classes: list[list[float]], told: list[tuple[str, str]]) -> None:
    assert communes.printed_ends(classes, lambda end, more: f"{end:.{1 + more}f}") == told
