"""The page of slides as its address asks for it, and exports that run beside it."""

import dataclasses
import io
import json
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from indicators.engine import Engine
from indicators.page.exporting import Export, start
from indicators.page.html import escaped
from indicators.slides import export as files
from indicators.slides.drawing import drawn
from indicators.slides.export import Size, Stopped
from indicators.slides.painting import PaintFailed
from indicators.wording.words import word
from tests.screen import boxes, opened, pickers, title
from tests.sketches import brief, colour_of, sketched

SMALL = Size(640, 360)
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


def becomes(holds: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


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


def test_everything_that_can_be_picked_can_be_shown(folder: Folder) -> None:
    """Each is drawn, or named as left out; and most are drawn."""
    options = [row[0] for row in pickers(folder.open(deck="own"))["contents"][1]]
    assert len(options) > 60
    # Of the indicators over the communes those with real figures and two that are made up.
    compared = [code for code in options if ":" in code]
    options = [code for code in options if ":" not in code] + compared[:15] + compared[-10:]
    drawn_ones = 0
    for first in range(0, len(options), 30):
        part = options[first : first + 30]
        screen = folder.open(deck="own", items=",".join(part), area="00646")
        assert not screen.warning
        drawn_ones += len({slide["number"] for slide in previews(screen)})
    assert drawn_ones > 25


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


def test_without_a_browser_one_sentence_and_pptx(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHI_TIEU_BROWSER", "/nowhere/chromium")
    screen = folder.open(format="png")
    assert len(screen.info) == 1
    assert "Chrome" in said(screen.info)[0]
    assert screen.selectbox(key="format").options == ["PPTX, sửa được"]
    exported(screen)
    assert taken(screen).name.endswith(".pptx")
    assert len(Presentation(io.BytesIO(taken(screen).content)).slides) == YEARLY


# Exporting from the page


def taken(screen: AppTest) -> Export:
    export = screen.session_state["export-of-slides"]
    assert isinstance(export, Export)
    return export


def exported(screen: AppTest) -> AppTest:
    """Press the button and wait until the export is over."""
    screen.button(key="start-export").click().run()
    taken(screen).join(60)
    return screen.run()


@pytest.fixture
def _sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "paint", sketched)


@pytest.mark.usefixtures("_sketch")
def test_many_pictures_come_as_one_archive(folder: Folder) -> None:
    screen = sound(exported(folder.open(format="png", size="3840x2160")))
    export = taken(screen)
    assert export.name == "huyen-thanh-tri-2022-yearly-png.zip"
    (button,) = screen.get("download_button")
    assert export.name in button.proto.label
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        assert len(archive.namelist()) == YEARLY
        picture = Image.open(io.BytesIO(archive.read(archive.namelist()[0])))
        assert picture.size == (3840, 2160)


@pytest.mark.usefixtures("_sketch")
def test_a_single_picture_comes_as_it_is(folder: Folder) -> None:
    screen = exported(folder.open(deck="own", items="structure", format="svg"))
    assert taken(screen).name == "huyen-thanh-tri-2022-own-01-co-cau-kinh-te.svg"


class Painting:
    """A painter that waits until it may go on, and counts."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.count = 0

    def __call__(self, *given: Any, **named: Any) -> bytes:
        self.count += 1
        assert self.go.wait(30)
        return sketched(*given, **named)


def test_progress_names_the_slide_and_the_button_rests(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting = Painting()
    monkeypatch.setattr(files, "paint", painting)
    screen = folder.open(format="png")
    sound(screen.button(key="start-export").click().run())
    first = taken(screen)
    assert becomes(lambda: painting.count == 1)
    sound(screen.run())
    (bar,) = screen.get("progress")
    assert bar.proto.text == "Đang xuất trang 1/12: Tổng quan"
    assert screen.button(key="start-export").disabled
    painting.go.set()
    first.join(60)
    assert painting.count == YEARLY
    sound(screen.run())
    assert not screen.get("progress")
    assert screen.get("download_button")


def test_a_second_click_that_was_on_its_way_starts_nothing(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[str, Export] = {}
    painting = Painting()
    monkeypatch.setattr(files, "paint", painting)
    monkeypatch.setattr(st, "session_state", kept)
    shown = brief(source, "yearly")
    start(shown, "png", SMALL)
    (first,) = kept.values()
    assert becomes(lambda: painting.count == 1)
    start(shown, "pdf", SMALL)
    assert [*kept.values()] == [first]
    painting.go.set()
    first.join(60)
    start(shown, "pdf", SMALL)
    (second,) = kept.values()
    assert second is not first
    second.join(60)
    assert second.name.endswith(".pdf")


def test_cancelling_ends_it_before_the_next_slide(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting = Painting()
    monkeypatch.setattr(files, "paint", painting)
    screen = folder.open(format="pdf")
    sound(screen.button(key="start-export").click().run())
    assert becomes(lambda: painting.count == 1)
    sound(screen.run())
    sound(screen.button(key="cancel-export").click().run())
    painting.go.set()
    taken(screen).join(60)
    assert painting.count == 1
    sound(screen.run())
    assert said(screen.info) == [Stopped().vi]
    assert not screen.get("download_button")
    assert taken(screen).content == b""


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (PaintFailed("Trình duyệt *hỏng*.", ""), "Trình duyệt *hỏng*."),
        (ZeroDivisionError(), word("export_broken", "vi")),
    ],
)
def test_a_failure_is_one_sentence(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    def paint(*_given: Any, **_named: Any) -> bytes:
        raise error

    monkeypatch.setattr(files, "paint", paint)
    screen = exported(folder.open(format="png"))
    assert [each.value for each in screen.exception] == []
    assert [each.value for each in screen.error] == [escaped(says)]
    assert not screen.get("download_button")
    # The next one works.
    monkeypatch.setattr(files, "paint", sketched)
    sound(exported(screen))
    assert screen.get("download_button")


@pytest.mark.usefixtures("_sketch")
def test_the_next_export_drops_the_one_before(folder: Folder) -> None:
    screen = exported(folder.open(format="png"))
    first = taken(screen)
    screen.selectbox(key="format").select("pdf").run()
    assert taken(screen) is first
    exported(screen)
    assert taken(screen) is not first
    assert taken(screen).name.endswith(".pdf")
    (button,) = screen.get("download_button")
    assert ".pdf" in button.proto.label


@pytest.mark.usefixtures("_sketch")
def test_every_session_gets_its_own(source: Engine) -> None:
    shown = [brief(source, "commune", code) for code in ("00643", "00646", "00649")]
    shown = [one for one in shown if one.slides]
    exports = [Export(one, "png", SMALL) for one in shown]
    for export in exports:
        export.start()
    for one, export in zip(shown, exports, strict=True):
        export.join(60)
        assert export.over
        assert colours(export) == [colour_of(drawn(slide)) for slide in one.slides]


def colours(export: Export) -> list[Any]:
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        pictures = [Image.open(io.BytesIO(archive.read(name))) for name in archive.namelist()]
        return [picture.getpixel((5, 5)) for picture in pictures]


def test_stopping_at_the_last_slide_is_not_too_late(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = brief(source, "yearly")
    one = dataclasses.replace(whole, slides=whole.slides[:1])
    painting = Painting()
    monkeypatch.setattr(files, "paint", painting)
    export = Export(one, "png", SMALL)
    export.start()
    assert becomes(lambda: painting.count == 1)
    export.stop()
    painting.go.set()
    export.join(60)
    assert isinstance(export.failure, Stopped)
    assert export.content == b""
