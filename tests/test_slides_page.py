"""The page of slides as its address asks for it."""

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.engine import Engine
from indicators.page.html import escaped
from indicators.slides.arranging import briefing
from indicators.slides.deck import Deck, Item
from indicators.wording.words import word
from tests.screen import boxes, opened, pickers, title

YEARLY = 12


class Folder:
    """The shipped data, whose page of slides a test opens."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        self.monkeypatch = monkeypatch

    def open(self, **query: str) -> AppTest:
        return sound(opened("slides", self.data, self.monkeypatch, **query))

    def write(self, name: str, text: str) -> None:
        (self.data / "decks" / name).write_text(text, "utf-8")


@pytest.fixture
def folder(published: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    before = {*(published / "decks").iterdir()}
    yield Folder(published, monkeypatch)
    for path in {*(published / "decks").iterdir()} - before:
        path.unlink()


def sound(screen: AppTest) -> AppTest:
    assert [each.value for each in screen.exception] == []
    assert [each.value for each in screen.error] == []
    return screen


def previews(screen: AppTest) -> list[dict[str, Any]]:
    """The slides that the browser is told to show."""
    every = [each.proto for each in screen.get("bidi_component")]
    stages = [json.loads(one.bytes) for one in every if "stage" in one.component_name]
    return [slide for stage in stages for slide in stage["slides"]]


def said(elements: Any) -> list[str]:
    return [str(each.value).replace("\\", "").replace("\u00a0", " ") for each in elements]


def address(screen: AppTest) -> dict[str, str]:
    params = {key: screen.query_params[key] for key in screen.query_params}
    return {key: value[0] if isinstance(value, list) else value for key, value in params.items()}


# What the address asks for


def test_the_page_opens_with_the_yearly_deck(folder: Folder) -> None:
    screen = folder.open()
    assert title(screen) == "Báo cáo kết quả phát triển kinh tế - xã hội: Huyện Thanh Trì"
    shown = previews(screen)
    assert [slide["number"] for slide in shown] == [*range(1, YEARLY + 1)]
    (listed,) = [text for text in said(screen.markdown) if text.startswith("**Các trang**")]
    lines = listed.splitlines()[2:]
    assert lines == [f"1. {slide['headline']}".replace("\u00a0", " ") for slide in shown]
    assert not screen.warning


def test_a_link_gives_back_every_choice(folder: Folder) -> None:
    query = {
        "lang": "en", "deck": "own", "area": "00646", "period": "2021", "illustrative": "0",
        "items": "ranking:population,structure,profile",
    }  # fmt: skip
    screen = folder.open(**query)
    assert boxes(screen)["link"]["query"] == query
    assert not screen.warning


def test_a_commune_is_chosen_only_where_the_deck_takes_one(folder: Folder) -> None:
    assert "area" not in pickers(folder.open(deck="yearly", area="00646"))
    screen = folder.open(deck="commune", area="00646")
    assert "Xã Thanh Liệt" in title(screen)
    head, rows = pickers(screen)["area"]
    assert head["chosen"] == ["00646"]
    assert "020" not in {row[0] for row in rows}
    assert any("Thanh Liệt" in slide["headline"] for slide in previews(screen))


def test_own_contents_stand_in_the_order_of_the_address(folder: Folder) -> None:
    screen = folder.open(deck="own", items="schools,overview,ranking:population")
    codes = pickers(screen)["contents"][0]["chosen"]
    assert codes == ["schools", "overview", "ranking:population"]
    assert "64/73" in previews(screen)[0]["headline"]
    assert len(previews(screen)) == 3


def test_own_contents_begin_with_those_of_the_first_deck(folder: Folder) -> None:
    screen = folder.open(deck="own")
    codes = pickers(screen)["contents"][0]["chosen"]
    assert codes[:4] == ["overview", "attention", "progress", "structure"]
    assert codes[-2:] == ["awards_state", "awards_city"]


def test_contents_move_and_the_address_says_so(folder: Folder) -> None:
    screen = folder.open(deck="own", items="schools,overview,budget")
    screen.selectbox(key="moved").select("budget").run()
    sound(screen.button(key="sooner").click().run())
    assert address(screen)["items"] == "schools,budget,overview"
    assert [slide["name"] for slide in previews(screen)][2] == "Tổng quan"
    sound(screen.button(key="sooner").click().run())
    sound(screen.button(key="sooner").click().run())
    assert address(screen)["items"] == "budget,schools,overview"
    for _ in range(3):
        sound(screen.button(key="later").click().run())
    assert address(screen)["items"] == "schools,overview,budget"


def test_everything_that_can_be_picked_can_be_shown(folder: Folder, source: Engine) -> None:
    """Each is drawn, or named as left out; and most are drawn."""
    options = [row[0] for row in pickers(folder.open(deck="own"))["contents"][1]]
    drawn_ones = 0
    assert len(options) > 60
    # Of the indicators over the communes those with real figures and two that are made up.
    compared = [code for code in options if ":" in code]
    options = [code for code in options if ":" not in code] + compared[:15] + compared[-10:]
    for first in range(0, len(options), 30):
        part = options[first : first + 30]
        screen = folder.open(deck="own", items=",".join(part), area="00646")
        assert not screen.warning
        shown = [slide["name"] for slide in previews(screen)]
        left_out = " ".join(str(each.value) for each in screen.info)
        # What is asked for, one by one, is what stands on the page.
        items = [Item((form,), indicator) for form, _, indicator in map(parted, part)]
        deck = Deck("own", "Tự chọn nội dung", "Contents of my own", "00646", "2022", ())
        for item, code in zip(items, part, strict=True):
            one = dataclasses.replace(deck, items=(item,))
            alone = briefing(source, one, area="00646", period="2022")
            assert bool(alone.slides) != bool(alone.left_out), code
            assert {slide.name for slide in alone.slides} <= {*shown}, code
            assert all(escaped(name) in left_out for name in alone.left_out), code
            drawn_ones += bool(alone.slides)
    assert drawn_ones > 25


def parted(code: str) -> tuple[str, str, str]:
    return code.partition(":")


def test_nothing_chosen_is_said(folder: Folder) -> None:
    screen = folder.open(deck="own", items="")
    assert said(screen.info) == [word("nothing_chosen", "vi")]
    assert previews(screen) == []


def test_what_is_left_out_is_named(folder: Folder) -> None:
    screen = folder.open(deck="own", items="structure,profile")
    assert len(previews(screen)) == 1
    assert len(said(screen.info)) == 1
    assert "để ra ngoài" in said(screen.info)[0]


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ({"deck": "nothing"}, "nothing"),
        ({"deck": "own", "items": "structure,<b>nothing*"}, "<b>nothing*"),
        ({"deck": "commune", "area": "99999"}, "99999"),
        ({"period": "1999"}, "1999"),
        ({"format": "gif"}, "gif"),
        ({"format": "png", "size": "1x1"}, "1x1"),
        ({"illustrative": "2"}, "2"),
    ],
)
def test_what_the_address_cannot_mean_is_named(
    folder: Folder, query: dict[str, str], named: str
) -> None:
    screen = folder.open(**query)
    assert len(screen.warning) == 1
    assert named in said(screen.warning)[0]
    assert previews(screen)


def test_a_faulty_deck_is_named_by_file_and_line_and_the_others_are_shown(folder: Folder) -> None:
    folder.write("broken.toml", 'title_vi = "A"\ntitle_en = "A"\narea = "020"\nperiod = "22"\n')
    for query in ({}, {"deck": "broken"}):
        screen = folder.open(**query)
        warnings = said(screen.warning)
        assert any(text.startswith("decks/broken.toml, dòng 4") for text in warnings)
        assert all(text.startswith("decks/broken.toml") for text in warnings)
        assert len(previews(screen)) == YEARLY
        assert "broken" not in screen.selectbox(key="deck").options


def test_a_folder_without_decks_offers_ones_own(
    data: Path, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (data / "decks").iterdir():
        path.unlink()
    (data / "published").symlink_to(published / "published")
    screen = sound(opened("slides", data, monkeypatch))
    assert said(screen.info) == [word("nothing_chosen", "vi")]
    assert screen.selectbox(key="deck").value == "own"


def test_an_area_that_was_not_yet_there_is_said(folder: Folder) -> None:
    head = 'title_vi = "A"\ntitle_en = "A"\narea = "00646"\nperiod = "2030"\n'
    folder.write("later.toml", head + '[[slides]]\nexhibit = "structure"\n')
    screen = folder.open(deck="later")
    assert said(screen.info) == [word("no_area_then", "vi")]
    assert previews(screen) == []


def test_a_file_does_not_stand_in_for_ones_own(folder: Folder) -> None:
    text = (folder.data / "decks" / "yearly.toml").read_text("utf-8")
    folder.write("own.toml", text.replace("Báo cáo kết quả", "Khác"))
    screen = folder.open(deck="own", items="structure")
    assert title(screen) == "Tự chọn nội dung: Huyện Thanh Trì"
