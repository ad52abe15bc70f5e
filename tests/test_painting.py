"""Figures as pictures, drawn by a real browser: what they show, and what happens when it fails."""

import io
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

from indicators import charts, theme
from indicators.charts import Figure
from indicators.engine import Engine
from indicators.exhibits import facts, questions
from indicators.exhibits.exhibit import Scope
from indicators.slides import painting
from indicators.slides.painting import NoBrowser, PaintFailed, paint
from tests.conftest import ROOT
from tests.painters import Painter, becomes_true, kill, painters

HEADLINE = "Thu nhập bình quân đầu người đạt 67,7 triệu đồng/năm, vượt kế hoạch ữ ợ ẵ"
SIZE = (1920, 1080)
COLOURS = [f"#{red:02X}{green:02X}40" for red in range(16, 240, 48) for green in range(16, 240, 60)]


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    painting.close()


@pytest.fixture(scope="module")
def real(source: Engine) -> dict[str, Figure]:
    """Figures of the shipped district on their sheets, 1920 × 1080 px when enlarged."""
    gathered = facts.gather(source, Scope("020", "2022"))
    made = {}
    for code in ("progress", "income", "population"):
        exhibit = questions.exhibit(gathered, code)
        assert exhibit is not None
        assert exhibit.figure is not None
        made[code] = on_sheet(exhibit.figure)
    return made


def on_sheet(figure: Figure) -> Figure:
    sheet = charts.picture(figure, HEADLINE, "", ["Nguồn: báo cáo năm 2022"])
    layout = figure["layout"]
    added = {key: sheet[key] for key in ("width", "height")}
    both = [*layout["annotations"], *sheet["annotations"]]
    margin = {**layout["margin"], **sheet["margin"]}
    return {**figure, "layout": {**layout, **added, "margin": margin, "annotations": both}}


def drawn(figure: Figure, form: painting.Form) -> bytes:
    layout = figure["layout"]
    wide = layout["width"]
    return paint(figure, form, width=wide, height=layout["height"], scale=SIZE[0] / wide)


def plain(colour: str, marks: int = 0) -> Figure:
    """A sheet of one colour, with as many marks on it as make it slow to draw."""
    layout = {**theme.layout(180), "paper_bgcolor": colour, "plot_bgcolor": colour}
    places = [index % 97 for index in range(marks)]
    trace = {"type": "scatter", "mode": "markers", "y": places, "marker": {"color": colour}}
    return {"data": [trace] if marks else [], "layout": layout}


def swatch(colour: str, marks: int = 0, deadline: float = 15.0) -> str:
    """The colour of the picture that comes back for a sheet of ``colour``."""
    image = paint(plain(colour, marks), "png", width=320, height=180, deadline=deadline)
    with Image.open(io.BytesIO(image)) as opened:
        assert opened.size == (320, 180)
        pixel = opened.convert("RGB").getpixel((160, 90))
    assert isinstance(pixel, tuple)
    return "#" + "".join(f"{part:02X}" for part in pixel)


def the_painter() -> Painter:
    swatch(COLOURS[0])
    (painter,) = painters()
    return painter


def test_a_png_has_its_pixels_and_shows_something(real: dict[str, Figure]) -> None:
    for code, figure in real.items():
        with Image.open(io.BytesIO(drawn(figure, "png"))) as image:
            assert image.size == SIZE, code
            seen = image.convert("RGB").getcolors(1 << 21)
        assert seen is not None
        assert len(seen) > 50
        assert max(count for count, _ in seen) < 0.97 * SIZE[0] * SIZE[1]


def test_a_sheet_enlarged_by_a_fraction_loses_no_pixel() -> None:
    image = paint(plain(COLOURS[0]), "png", width=1040, height=585, scale=24 / 13)
    with Image.open(io.BytesIO(image)) as opened:
        assert opened.size == SIZE


def test_a_pdf_is_one_page_without_margins_that_can_be_read(real: dict[str, Figure]) -> None:
    for code, figure in real.items():
        reader = PdfReader(io.BytesIO(drawn(figure, "pdf")))
        (page,) = reader.pages
        assert [round(float(side), 1) for side in page.mediabox[2:]] == [1440, 810], code
        text = " ".join(page.extract_text().replace("\xa0", " ").split())
        assert HEADLINE in text, code
        assert "Nguồn: báo cáo năm 2022" in text, code


def test_every_weight_of_the_typeface_is_found() -> None:
    figure = plain("#FFFFFF")
    figure["layout"]["annotations"] = [
        {"text": f"Nặng {weight}", "x": 0.5, "y": place / 5, "showarrow": False}
        | {"xref": "paper", "yref": "paper", "font": {"weight": weight, "size": 20}}
        for place, weight in enumerate(theme.FONT_FILES)
    ]
    (page,) = PdfReader(io.BytesIO(paint(figure, "pdf", width=640, height=360))).pages
    names = {name.partition("+")[2] for name in fonts_of(page)}
    assert names == {Path(name).stem for name in theme.FONT_FILES.values()}


def fonts_of(page: PageObject) -> list[str]:
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"]
    assert isinstance(fonts, DictionaryObject)
    named = [font.get_object() for font in fonts.values()]
    return [str(font["/BaseFont"]) for font in named if isinstance(font, DictionaryObject)]


@pytest.mark.browser
def test_an_svg_shows_the_same_on_a_machine_without_the_typeface(
    real: dict[str, Figure], browser: Browser
) -> None:
    figure = real["progress"]
    svg = drawn(figure, "svg").decode()
    assert HEADLINE.split(",", maxsplit=1)[0] in svg
    assert not re.search(r"(href|src)=.http", svg)
    page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})

    def shown(text: str) -> Image.Image:
        page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{text}")
        page.evaluate("document.fonts.ready.then(() => undefined)")
        return Image.open(io.BytesIO(page.screenshot())).convert("RGB")

    painted = Image.open(io.BytesIO(drawn(figure, "png"))).convert("RGB")
    carried = difference(shown(svg), painted)
    without = difference(shown(re.sub("<style>.*?</style>", "", svg)), painted)
    page.close()
    assert carried < 0.5
    assert without > 3 * carried


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_what_is_no_figure_is_refused_and_the_browser_goes_on() -> None:
    before = the_painter()
    with pytest.raises(PaintFailed, match="cannot draw"):
        paint({"data": [None]}, "png", width=320, height=180)
    assert swatch(COLOURS[1]) == COLOURS[1]
    assert painters() == [before]


def test_eight_threads_get_their_own_pictures() -> None:
    asked = [colour for colour in COLOURS[:8] for _ in range(3)]
    random.Random(4).shuffle(asked)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(swatch, asked)) == asked
    assert len(painters()) == 1


@pytest.mark.trial
def test_through_faults_nobody_gets_a_picture_of_somebody_else() -> None:
    def own(colour: str) -> bool:
        try:
            assert swatch(colour) == colour
        except PaintFailed:  # the browser was killed twice while one picture was drawn
            return False
        return True

    asked = COLOURS * 8
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(own, asked)
        for _ in range(8):
            time.sleep(random.uniform(0.2, 2))
            for painter in painters():
                if found := [each for each in painter.processes() if each.is_browser()]:
                    kill(found[0])
        whole = sum(answers)
    assert whole >= len(asked) - 8
    assert swatch(COLOURS[0]) == COLOURS[0]


def test_killed_in_the_middle_of_a_deck_the_deck_still_comes_whole() -> None:
    for chosen in ("browser", "page"):
        killed_in_a_deck(chosen, random.Random(chosen))


@pytest.mark.trial
def test_killed_twenty_times_the_deck_still_comes_whole() -> None:
    for turn in range(20):
        killed_in_a_deck(("browser", "page", "painter")[turn % 3], random.Random(turn))


def killed_in_a_deck(chosen: str, luck: random.Random) -> None:
    """Draw five pictures and kill one process while they are drawn; all must come."""
    painter = the_painter()
    deck = luck.sample(COLOURS, 5)
    with ThreadPoolExecutor(1) as thread:
        pictures = thread.submit(lambda: [swatch(colour, 3000) for colour in deck])
        time.sleep(luck.uniform(0.05, 0.6))
        assert not pictures.done()
        if chosen == "page":
            for process in painter.processes():
                if process.is_page():
                    kill(process)
        elif chosen == "browser":
            kill(painter.browser())
        else:
            os.kill(painter.pid, signal.SIGKILL)
        assert pictures.result() == deck
    assert swatch(COLOURS[2]) == COLOURS[2]
    assert painters() != [painter]
    assert becomes_true(painter.nothing_is_left)


def test_a_browser_that_was_killed_at_rest_is_started_anew() -> None:
    painter = the_painter()
    kill(painter.browser())
    assert swatch(COLOURS[3]) == COLOURS[3]
    assert becomes_true(painter.nothing_is_left)


def test_a_stopped_browser_is_an_error_in_time() -> None:
    stopped(deadline=3)


@pytest.mark.trial
def test_a_stopped_browser_is_an_error_in_fifteen_seconds_eight_times() -> None:
    for _ in range(8):
        stopped(deadline=15)


def stopped(deadline: float) -> None:
    painter = the_painter()
    os.kill(painter.browser().pid, signal.SIGSTOP)
    began = time.monotonic()
    with pytest.raises(PaintFailed, match=f"within {deadline:g} seconds") as failed:
        swatch(COLOURS[4], deadline=deadline)
    assert time.monotonic() - began < deadline
    assert f"{deadline:g} giây" in failed.value.vi
    assert becomes_true(painter.nothing_is_left)
    assert swatch(COLOURS[5]) == COLOURS[5]


def test_a_stopped_painter_is_an_error_in_time() -> None:
    painter = the_painter()
    os.kill(painter.pid, signal.SIGSTOP)
    figure = plain(COLOURS[0]) | {"frames": ["x" * 3_000_000]}  # more than a socket holds
    with pytest.raises(PaintFailed, match="within 2 seconds"):
        paint(figure, "png", width=320, height=180, deadline=2)
    assert becomes_true(painter.nothing_is_left)


def test_without_a_browser_one_sentence_names_what_mends_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    painting.close()
    monkeypatch.setenv("CHI_TIEU_BROWSER", str(tmp_path / "none"))
    assert painting.browser_path() is None
    with pytest.raises(NoBrowser) as failed:
        swatch(COLOURS[0])
    for sentence in (failed.value.vi, failed.value.en):
        assert "CHI_TIEU_BROWSER" in sentence
        assert str(tmp_path / "none") in sentence
        assert sentence.endswith(".")
    monkeypatch.delenv("CHI_TIEU_BROWSER")
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setattr(painting, "browser_path", lambda: None)
    with pytest.raises(NoBrowser) as failed:
        swatch(COLOURS[0])
    for sentence in (failed.value.vi, failed.value.en):
        assert "sudo apt install chromium" in sentence
        assert sentence.endswith(".")
    assert painters() == []


def test_a_browser_that_does_not_start_is_named_and_quoted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    painting.close()
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho 'libnss3.so is missing' >&2\nexit 127\n")
    broken.chmod(0o755)
    monkeypatch.setenv("CHI_TIEU_BROWSER", str(broken))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(PaintFailed) as failed:
        swatch(COLOURS[0])
    for sentence in (failed.value.vi, failed.value.en):
        assert str(broken) in sentence
        assert "(libnss3.so is missing)" in sentence
    assert [*tmp_path.iterdir()] == [broken]


def test_a_folder_for_temporary_files_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    painting.close()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(PaintFailed, match="temporary files") as failed:
        swatch(COLOURS[0])
    assert str(tmp_path / "gone") in failed.value.vi


def test_closing_leaves_nothing_and_the_next_picture_starts_anew() -> None:
    painter = the_painter()
    painting.close()
    assert becomes_true(painter.nothing_is_left)
    assert swatch(COLOURS[6]) == COLOURS[6]


# A process of its own that draws one picture, says so, and does what stands in the last line.
PARENT = """
import os, sys, time
from indicators.slides.painting import paint
def one(): return paint({"data": []}, "png", width=320, height=180)
picture = one()
print("drawn", flush=True)
"""
WAITING = PARENT + "time.sleep(60)"
ENDING = PARENT + "sys.stdin.readline()"
COPYING = (
    PARENT
    + """
if (copy := os.fork()) == 0:
    os._exit(0 if one() == picture else 7)
assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
assert one() == picture
sys.stdin.readline()
"""
)


@pytest.mark.parametrize("stops_first", [False, True])
def test_a_parent_that_is_killed_leaves_nothing(stops_first: bool) -> None:
    with parent(WAITING) as process:
        (painter,) = painters(process.pid)
        if stops_first:
            os.kill(painter.browser().pid, signal.SIGSTOP)
        process.kill()
        assert becomes_true(painter.nothing_is_left)


def test_a_parent_that_ends_leaves_nothing() -> None:
    with parent(ENDING) as process:
        (painter,) = painters(process.pid)
        process.communicate("\n", timeout=20)
        assert process.returncode == 0
        assert becomes_true(painter.nothing_is_left)


@pytest.mark.trial
def test_a_copy_of_a_process_draws_with_a_browser_of_its_own() -> None:
    with parent(COPYING) as process:
        (painter,) = painters(process.pid)
        process.communicate("\n", timeout=60)
        assert process.returncode == 0
        assert becomes_true(painter.nothing_is_left)


def parent(program: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        (sys.executable, "-c", program),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "drawn\n"
    return process


def test_a_painter_that_is_killed_takes_its_browser_with_it() -> None:
    painter = the_painter()
    os.kill(painter.pid, signal.SIGKILL)
    assert becomes_true(lambda: not painter.processes())
    assert swatch(COLOURS[7]) == COLOURS[7]
    assert becomes_true(painter.nothing_is_left)


def test_no_thread_is_left_over() -> None:
    before = threading.active_count()
    the_painter()
    painting.close()
    assert threading.active_count() == before
