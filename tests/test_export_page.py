"""Exports that run beside the page of slides: one a session, watched, offered where they belong."""

import dataclasses
import io
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from pptx import Presentation
from streamlit import runtime
from streamlit.testing.v1 import AppTest

from indicators.engine import Engine
from indicators.page import reader
from indicators.page.exporting import Export, Wish, start
from indicators.page.html import escaped
from indicators.slides import export as files
from indicators.slides.drawing import drawn
from indicators.slides.export import Size, Stopped
from indicators.slides.painting import PaintFailed
from indicators.wording.words import word
from tests.sketches import brief, colour_of, sketched
from tests.test_slides_page import YEARLY, Folder, said, sound

SMALL = Size(640, 360)


@pytest.fixture
def folder(published: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(published, monkeypatch)


def becomes(holds: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def taken(screen: AppTest) -> Export:
    export = screen.session_state["export-of-slides"]
    assert isinstance(export, Export)
    return export


def exported(screen: AppTest) -> AppTest:
    """Press the button and wait until the export is over."""
    screen.button(key="start-export").click().run()
    taken(screen).join(60)
    return screen.run()


def test_without_a_browser_one_sentence_and_pptx(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHI_TIEU_BROWSER", "/nowhere/chromium")
    screen = folder.open(format="png")
    assert len(screen.info) == 1
    assert "/nowhere/chromium" in said(screen.info)[0]
    assert screen.selectbox(key="format").options == ["PPTX, sửa được"]
    exported(screen)
    assert taken(screen).name.endswith(".pptx")
    assert len(Presentation(io.BytesIO(taken(screen).content)).slides) == YEARLY


@pytest.fixture
def _sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "paint", sketched)


@pytest.mark.usefixtures("_sketch")
def test_many_pictures_come_as_one_archive(folder: Folder) -> None:
    screen = sound(exported(folder.open(format="png", size="3840x2160")))
    export = taken(screen)
    assert export.name == "huyen-thanh-tri_020_2022_yearly_png.zip"
    (button,) = screen.get("download_button")
    assert export.name in button.proto.label
    with zipfile.ZipFile(io.BytesIO(export.content)) as archive:
        assert len(archive.namelist()) == YEARLY
        picture = Image.open(io.BytesIO(archive.read(archive.namelist()[0])))
        assert picture.size == (3840, 2160)


@pytest.mark.usefixtures("_sketch")
def test_a_single_picture_comes_as_it_is(folder: Folder) -> None:
    screen = exported(folder.open(deck="own", items="structure", format="svg"))
    assert taken(screen).name == "huyen-thanh-tri_020_2022_own_01_co-cau-kinh-te.svg"


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
    assert not screen.get("download_button")
    exported(screen)
    assert taken(screen) is not first
    assert taken(screen).name.endswith(".pdf")
    (button,) = screen.get("download_button")
    assert ".pdf" in button.proto.label


OWN = {"deck": "own", "items": "structure,schools", "format": "png", "period": "2022"}


@pytest.mark.usefixtures("_sketch")
@pytest.mark.parametrize(
    "change",
    [
        {"items": "schools,structure"},
        {"items": "structure"},
        {"illustrative": "0"},
        {"area": "00646", "period": "2021"},
        {"area": "00646"},
        {"lang": "en"},
        {"format": "pdf"},
        {"format": "svg"},
        {"size": "3840x2160"},
        {"deck": "yearly"},
    ],
)
def test_a_file_is_offered_only_beside_what_it_was_made_of(
    folder: Folder, change: dict[str, str]
) -> None:
    screen = exported(folder.open(**OWN))
    (button,) = screen.get("download_button")
    name = taken(screen).name
    assert name in button.proto.label
    for key, value in change.items():
        screen.query_params[key] = value
    sound(screen.run())
    assert not screen.get("download_button")
    (note,) = [text for text in said(screen.caption) if name in text]
    assert word("export_other", "en" if "lang" in change else "vi").format(name=name) == note
    # Back where it was, it is there again.
    screen.query_params.clear()
    for key, value in OWN.items():
        screen.query_params[key] = value
    assert sound(screen.run()).get("download_button")
    assert not [text for text in said(screen.caption) if name in text]


@pytest.mark.usefixtures("_sketch")
def test_a_file_of_an_earlier_snapshot_is_not_offered(source: Engine) -> None:
    shown = brief(source, "yearly")
    later = dataclasses.replace(shown, snapshot="000099")
    assert Wish.of(shown, "png", SMALL) == Wish.of(dataclasses.replace(shown), "png", SMALL)
    assert Wish.of(shown, "png", SMALL) != Wish.of(later, "png", SMALL)
    # A PDF is of no size: another one chosen for pictures makes no other file.
    assert Wish.of(shown, "pdf", SMALL) == Wish.of(shown, "pdf", Size(1280, 720))


def test_four_exports_work_at_a_time_and_the_fifth_waits_its_turn(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    painting = Painting()
    monkeypatch.setattr(files, "paint", painting)
    whole = brief(source, "yearly")
    one = dataclasses.replace(whole, slides=whole.slides[:1])
    exports = [Export(one, "png", SMALL) for _ in range(6)]
    for export in exports:
        export.start()
    assert becomes(lambda: painting.count == 4)
    assert not becomes(lambda: painting.count > 4, 0.5)
    assert [export.waiting for export in exports].count(True) == 2
    # One that waits can be stopped, and takes nobody's turn.
    last = next(export for export in exports if export.waiting)
    last.stop()
    last.join(10)
    assert isinstance(last.failure, Stopped)
    painting.go.set()
    for export in exports:
        export.join(60)
    assert [bool(export.content) for export in exports].count(True) == 5
    again = [Export(one, "png", SMALL) for _ in range(4)]
    for export in again:
        export.start()
    for export in again:
        export.join(60)
        assert export.content


class Server:
    """The server of pages, as far as an export asks it."""

    def __init__(self) -> None:
        self.active = {"here"}

    def is_active_session(self, session: str) -> bool:
        return session in self.active


def test_a_reader_is_gone_after_a_while_and_not_for_a_hiccup(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server()
    clock = [100.0]
    context = SimpleNamespace(session_id="here")
    monkeypatch.setattr(runtime, "get_instance", lambda: server)
    monkeypatch.setattr(reader, "get_script_run_ctx", lambda **_: context)
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    held = reader.Reader()
    assert not held.gone()
    server.active.clear()
    assert not held.gone()
    clock[0] += 3
    server.active.add("here")
    assert not held.gone()
    server.active.clear()
    clock[0] += 3
    assert not held.gone()
    clock[0] += 6
    assert held.gone()


def test_a_closed_tab_ends_the_export_before_the_next_slide(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Server()
    painting = Painting()
    monkeypatch.setattr(files, "paint", painting)
    monkeypatch.setattr(reader, "_AWAY", 0.0)
    monkeypatch.setattr(runtime, "get_instance", lambda: server)
    context = SimpleNamespace(session_id="here")
    monkeypatch.setattr(reader, "get_script_run_ctx", lambda **_: context)
    export = Export(brief(source, "yearly"), "png", SMALL)
    export.start()
    assert becomes(lambda: painting.count == 1)
    server.active.clear()
    painting.go.set()
    export.join(30)
    assert painting.count == 1
    assert isinstance(export.failure, Stopped)
    assert export.content == b""


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
