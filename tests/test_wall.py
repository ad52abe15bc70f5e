"""The wall and meeting mode: which slides, of which snapshot, and what is said of it."""

import gc
import json
import re
import threading
import weakref
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators import engine, snapshot
from indicators.engine import Engine
from indicators.exhibits.facts import catalogue
from indicators.page import memory
from indicators.slides import arranging, deck, layout
from indicators.slides.arranging import briefing
from indicators.slides.drawing import drawn
from indicators.slides.layout import Content, Setting
from indicators.slides.slide import Slide
from tests.conftest import copy_of_data
from tests.screen import opened, title, written
from tests.small_folder import small_folder

CHANGE = "standard_schools,2022,64", "standard_schools,2022,65"


def wall(data: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> dict[str, Any]:
    """What the browser is told to show, the wall opened cold."""
    screen = opened("wall", data, monkeypatch, **query)
    assert [each.value for each in [*screen.exception, *screen.error]] == []
    (stage,) = screen.get("bidi_component")
    told: dict[str, Any] = json.loads(stage.proto.bytes)
    return told


def numbers(told: dict[str, Any]) -> list[int]:
    return [slide["number"] for slide in told["slides"]]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two snapshots: 64 of 73 schools in the first, 65 in the second."""
    data = copy_of_data(tmp_path_factory.mktemp("twice"))
    assert snapshot.publish(data).findings == ()
    file = data / "observations" / "district_2022.csv"
    text = file.read_text(encoding="utf-8")
    assert CHANGE[0] in text
    file.write_text(text.replace(*CHANGE), encoding="utf-8")
    assert snapshot.publish(data).findings == ()
    return data


@pytest.mark.parametrize(("code", "area"), [("yearly", ""), ("commune", "00640")])
def test_every_slide_of_a_deck_is_there_and_what_is_behind_comes_first(
    code: str, area: str, source: Engine, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = deck.decks(published, catalogue(source))[code]
    assert isinstance(read, deck.Deck)
    slides = briefing(source, read, area=area).slides
    told = wall(published, monkeypatch, deck=code, **({"area": area} if area else {}))
    urgent = [slide.number for slide in slides if slide.urgent]
    assert urgent
    assert numbers(told)[: len(urgent)] == urgent
    assert numbers(told)[len(urgent) :] == [one.number for one in slides if not one.urgent]
    shown = {slide["number"]: slide for slide in told["slides"]}
    for slide in slides:
        assert json.loads(shown[slide.number]["figure"]) == json.loads(json.dumps(drawn(slide)))
        assert shown[slide.number]["alt"] == slide.alt
    assert told["note"] == ""
    assert told["every"] == 20


def test_a_commune_deck_without_a_commune_takes_the_first(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = wall(published, monkeypatch, deck="commune")
    assert first["id"] == wall(published, monkeypatch, deck="commune", area="00640")["id"]
    assert first["id"] != wall(published, monkeypatch, deck="commune", area="00646")["id"]
    # The district in a link is what another page was about.
    district = wall(published, monkeypatch, deck="commune", area="020")
    assert (district["id"], district["note"]) == (first["id"], "")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("deck", "nothing"),
        ("deck", "../yearly"),
        ("area", "99999"),
        ("area", "00646"),
        ("period", "1999"),
        ("every", "0"),
        ("every", "601"),
        ("every", "nan"),
        ("every", "<b>x</b>"),
        ("lang", "fr"),
        ("illustrative", "2"),
        ("snapshot", "000099"),
        ("snapshot", "../../etc/passwd"),
    ],
)
def test_an_unknown_value_is_named_and_the_usual_is_shown(
    key: str, value: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = wall(published, monkeypatch)
    told = wall(published, monkeypatch, **{key: value})
    assert value in told["note"]
    assert told["note"].endswith(".")
    for part in ("id", "every", "language"):
        assert told[part] == usual[part]
    assert len(told["slides"]) == 12


def test_seconds_can_be_set(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, seconds in (("5", 5), ("600", 600), ("7.5", 7.5)):
        told = wall(published, monkeypatch, every=text)
        assert (told["every"], told["note"]) == (seconds, "")


def test_illustrative_figures_can_be_left_out(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = wall(published, monkeypatch, deck="commune", area="00646")
    real = wall(published, monkeypatch, deck="commune", area="00646", illustrative="0")
    assert 0 < len(real["slides"]) < len(every["slides"])
    assert "minh họa" in json.dumps(every, ensure_ascii=False)
    assert "minh họa" not in json.dumps(real["slides"], ensure_ascii=False)


def test_a_deck_that_cannot_be_shown_is_said_in_its_place(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot.publish(data)
    file = data / "decks" / "yearly.toml"
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace('exhibit = "income"', 'exhibit = "incom"'), encoding="utf-8")
    # As on the page of slides, the next deck is shown.
    usual = wall(data, monkeypatch, deck="commune")
    assert usual["note"] == ""
    for told in (wall(data, monkeypatch), wall(data, monkeypatch, deck="yearly")):
        assert told["id"] == usual["id"]
        assert "incom" in told["note"]
        assert "decks/yearly.toml" in told["note"]
    (data / "decks" / "commune.toml").rename(data / "commune.toml")
    for told in (wall(data, monkeypatch), wall(data, monkeypatch, deck="commune")):
        assert told["slides"] == []
        assert "decks/yearly.toml" in told["note"]
    file.write_text(good, encoding="utf-8")
    assert len(wall(data, monkeypatch)["slides"]) == 12
    for one in (data / "decks").glob("*.toml"):
        one.unlink()
    told = wall(data, monkeypatch)
    assert (told["slides"], "decks" in told["note"]) == ([], True)


def test_without_a_snapshot_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("wall", tmp_path, monkeypatch)
    (said,) = [str(each.value) for each in screen.error]
    assert "python -m indicators publish" in said
    assert not menu(screen)


def menu(screen: AppTest) -> list[str]:
    """Where the links of the menu lead."""
    drawn = "".join(str(one.proto.body) for one in screen.get("html"))
    return re.findall(r'<a href="([^"]*)"', drawn)


def pins(screen: AppTest) -> set[str]:
    """What the links of the menu pin; blank where one pins nothing."""
    found = [re.search(r"snapshot=(\w*)", one) for one in menu(screen)]
    return {match[1] if match else "" for match in found}


@pytest.mark.parametrize(
    ("page", "old", "new"), [("education", "64/73", "65/73"), ("sources", "87,67", "89,04")]
)
def test_a_pin_keeps_a_page_to_its_snapshot_and_goes_along_with_every_link(
    page: str, old: str, new: str, twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = opened(page, twice, monkeypatch)
    assert new in written(current)
    assert pins(current) == {""}
    assert not [each for each in current.button if each.key == "unpin"]
    pinned = opened(page, twice, monkeypatch, snapshot="000001")
    assert not pinned.exception
    assert old in written(pinned)
    assert new not in written(pinned)
    assert "000001" in written(pinned)
    assert pins(pinned) == {"000001"}
    (unpin,) = [each for each in pinned.button if each.key == "unpin"]
    unpin.click().run()
    assert new in written(pinned)
    assert pins(pinned) == {""}
    assert "snapshot" not in pinned.query_params


@pytest.mark.parametrize("number", ["000009", "1", "٠٠٠٠٠١", "000001.duckdb", "*", "../000001"])
def test_a_pin_to_nothing_is_named_and_goes_no_further(
    number: str, twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened("education", twice, monkeypatch, snapshot=number)
    assert not screen.exception
    assert "65/73" in title(screen) + written(screen)
    # Markdown wants some letters of it marked.
    assert number in written(screen)
    assert pins(screen) == {""}


def test_the_wall_keeps_to_a_pinned_snapshot_and_says_so(
    twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = wall(twice, monkeypatch)
    assert (current["pin"]["number"], current["note"]) == ("000002", "")
    assert "snapshot" not in current["back"]
    pinned = wall(twice, monkeypatch, snapshot="000001")
    assert pinned["id"] != current["id"]
    assert "000001" in pinned["note"]
    assert pinned["pin"]["number"] == ""
    assert pinned["back"]["snapshot"] == "000001"
    assert "indicators-000001" in json.dumps(pinned["slides"])
    assert "indicators-000002" not in json.dumps(pinned["slides"])


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Three snapshots, never opened by an engine: the value is the number of the snapshot."""
    for value in (1, 2, 3):
        small_folder(tmp_path, observations=[{"value": value}])
        assert snapshot.publish(tmp_path).changed
    return tmp_path


def test_a_pinned_snapshot_is_opened_once_whatever_else_is_asked_for(three: Path) -> None:
    first, second = engine.pinned(three, "000001"), engine.pinned(three, "000002")
    current = engine.current(three)
    assert engine.pinned(three, "000003") is current
    for _ in range(3):
        assert engine.pinned(three, "000001") is first
        assert engine.current(three) is current
        assert engine.pinned(three, "000002") is second
    for value in (4, 5, 6):
        small_folder(three, observations=[{"value": value}])
        snapshot.publish(three)
        assert engine.current(three) is not current
        assert engine.pinned(three, "000001") is first


def test_a_pinned_snapshot_that_cannot_be_served_is_none(
    three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = snapshot.folder(three)
    (published / "indicators-000001.duckdb").write_bytes(b"no database" * 500)
    (published / "indicators-000002.duckdb").unlink()
    assert engine.pinned(three, "000001") is None
    assert engine.pinned(three, "000002") is None
    monkeypatch.setattr(snapshot.recipe, "mark", lambda: "another")
    assert engine.pinned(three, "000003") is None


def test_a_meeting_that_pins_drives_nothing_out_of_memory(three: Path) -> None:
    asked: list[str] = []

    def name(source: Engine) -> str:
        asked.append(source.path.stem)
        return source.path.stem

    remembered = memory.remembered(name)
    pinned = [engine.pinned(three, number) for number in ("000001", "000002")]
    current = engine.current(three)
    assert current is not None
    for _ in range(3):
        memory.serve(current)
        remembered(current)
        for one in pinned:
            assert one is not None
            memory.serve(one, pinned=True)
            remembered(one)
    assert asked == ["indicators-000003", "indicators-000001", "indicators-000002"]
    small_folder(three, observations=[{"value": 4}])
    snapshot.publish(three)
    newer = engine.current(three)
    assert newer is not None
    for one in (newer, *pinned, newer):
        assert one is not None
        memory.serve(one, pinned=one is not newer)
        remembered(one)
    assert asked[3:] == ["indicators-000004"]
    memory.serve(current)
    remembered(current)
    assert asked[4:] == ["indicators-000003"]


def test_one_pin_too_many_drives_out_one_pin_and_no_more(three: Path) -> None:
    small_folder(three, observations=[{"value": 4}])
    assert snapshot.publish(three).changed
    asked: list[str] = []

    def name(source: Engine) -> str:
        asked.append(source.path.stem[-1])
        return source.path.stem

    remembered = memory.remembered(name)

    def visit(*numbers: int) -> str:
        """Which snapshots something was made of, when pages of these were visited."""
        del asked[:]
        for number in numbers:
            current = engine.current(three)
            pinned = None if number == 4 else engine.pinned(three, f"{number:06d}")
            source = pinned or current
            assert source is not None
            memory.serve(source, pinned=pinned is not None)
            remembered(source)
        return "".join(asked)

    assert visit(4, 1, 4, 2, 4, 1, 2) == "412"
    assert visit(4, 3, 4, 2, 4, 3) == "3"
    assert visit(4, 1, 4, 3, 4, 1) == "1"
    assert visit(4, 2, 4, 1) == "2"
    # At the worst, each of three in turn is made anew, and what is published never.
    assert visit(*(4, 3, 4, 2, 4, 1) * 2) == "321321"


def test_what_a_late_run_makes_of_a_forgotten_snapshot_goes_with_the_run(three: Path) -> None:
    made: list[str] = []

    def name(source: Engine) -> str:
        made.append(source.path.stem)
        return source.path.stem

    remembered = memory.remembered(name)
    begun, go_on = threading.Event(), threading.Event()
    seen: list[weakref.ref[Engine]] = []

    def run() -> None:
        source = engine.current(three)
        assert source is not None
        seen.append(weakref.ref(source))
        memory.serve(source)
        begun.set()
        go_on.wait(30)
        remembered(source)
        remembered(source)

    late = threading.Thread(target=run)
    late.start()
    assert begun.wait(30)
    for value in (4, 5):
        small_folder(three, observations=[{"value": value}])
        snapshot.publish(three)
        newer = engine.current(three)
        assert newer is not None
        memory.serve(newer)
    go_on.set()
    late.join(30)
    assert made == ["indicators-000003"]
    gc.collect()
    assert seen[0]() is None


def test_a_page_and_the_wall_arrange_a_deck_once(
    twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arranged: list[str] = []

    def lay_out(content: Content, setting: Setting) -> Slide:
        arranged.append(setting.place)
        return layout.laid_out(content, setting)

    monkeypatch.setattr(arranging, "laid_out", lay_out)
    told = wall(twice, monkeypatch, lang="en", deck="commune", area="00646")
    count = len(told["slides"])
    assert len(arranged) == count
    screen = opened("slides", twice, monkeypatch, lang="en", deck="commune", area="00646")
    assert not screen.exception
    assert len(arranged) == count
