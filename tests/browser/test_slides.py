"""The page of slides in a browser: previews, choices in the address, files to take along."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Download, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.benchmarks.servers import Server
from tests.browser.visit import Watched, link, params_of, rest

pytestmark = pytest.mark.browser

YEARLY = 12


def opened(served: Server, watched: Watched, **params: str) -> Page:
    return watched.open(link(served, "slides", {"lang": "vi", **params})).page


def drawn(page: Page, count: int) -> None:
    """Wait until so many previews stand there, and those in sight are drawn."""
    expect(page.locator(".ct-slides .ct-frame")).to_have_count(count)
    expect(page.locator(".ct-slides .ct-frame .main-svg").first).to_be_attached()


def taken(page: Page, folder: Path, press: Callable[[], None]) -> Path:
    """The file that a press of the button for exporting leads to."""
    press()
    button = page.locator(".st-key-take-export button")
    expect(button).to_be_visible(timeout=90_000)
    expect(page.locator("[data-testid=stProgress]")).to_have_count(0)
    with page.expect_download() as told:
        button.click()
    download: Download = told.value
    path = folder / download.suggested_filename
    download.save_as(path)
    return path


def export(page: Page) -> None:
    page.locator(".st-key-start-export button").click()


def choose(page: Page, name: str, option: str) -> None:
    page.locator(f".st-key-{name} input").click()
    page.get_by_role("option", name=option).click()
    rest(page)


def test_a_presentation_is_taken_along(served: Server, wide: Watched, tmp_path: Path) -> None:
    page = opened(served, wide)
    drawn(page, YEARLY)
    path = taken(page, tmp_path, lambda: export(page))
    assert path.name == "huyen-thanh-tri_020_2022_yearly.pptx"
    slides = Presentation(str(path)).slides
    assert len(slides) == YEARLY
    assert sum(shape.has_chart for slide in slides for shape in slide.shapes) > 3
    assert wide.strangers == []


def test_pictures_are_taken_along_as_an_archive(
    served: Server, wide: Watched, tmp_path: Path
) -> None:
    page = opened(served, wide, deck="own", items="structure,schools,budget")
    choose(page, "format", "Ảnh PNG")
    choose(page, "size", "3840×2160")
    assert params_of(page)["format"] == "png"
    path = taken(page, tmp_path, lambda: export(page))
    assert path.name == "huyen-thanh-tri_020_2022_own_png.zip"
    looks = set()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "huyen-thanh-tri_020_2022_own_01_co-cau-kinh-te.png"
        for name in archive.namelist():
            picture = Image.open(io.BytesIO(archive.read(name)))
            assert picture.size == (3840, 2160)
            looks.add(picture.convert("RGB").resize((96, 54)).tobytes())
    assert len(looks) == 3


def test_pages_to_print_hold_what_the_previews_show(
    served: Server, wide: Watched, tmp_path: Path
) -> None:
    page = opened(served, wide, deck="own", items="structure,schools", format="pdf")
    drawn(page, 2)
    names = page.locator(".ct-slides button").all_inner_texts()
    path = taken(page, tmp_path, lambda: export(page))
    said = [" ".join(each.extract_text().split()) for each in PdfReader(path).pages]
    assert len(said) == len(names) == 2
    assert "53,3 %" in said[0].replace("\u00a0", " ")
    assert "64/73" in said[1]
    headlines = page.locator("[data-testid=stMarkdown] ol li").all_inner_texts()
    for text, headline in zip(said, headlines, strict=True):
        assert " ".join(headline.split()) in text


def test_an_export_is_cancelled(served: Server, wide: Watched) -> None:
    page = opened(served, wide, format="png", size="3840x2160")
    export(page)
    bar = page.locator("[data-testid=stProgress]")
    expect(bar).to_contain_text(re.compile(r"Đang xuất trang \d+/12: "), timeout=30_000)
    page.locator(".st-key-cancel-export button").click()
    expect(page.get_by_text("Đã dừng xuất; không có tệp nào.")).to_be_visible(timeout=30_000)
    assert page.locator(".st-key-take-export").count() == 0


def test_two_readers_at_once_each_get_their_own(
    served: Server, contexts: dict[str, BrowserContext], tmp_path: Path
) -> None:
    readers = [Watched(contexts["wide"]), Watched(contexts["phone"])]
    codes = ["00643", "00646"]
    pages = [
        opened(served, one, deck="commune", area=code, format="pptx")
        for one, code in zip(readers, codes, strict=True)
    ]
    for page in pages:
        export(page)
    paths = [taken(page, tmp_path, lambda: None) for page in pages]
    assert len({path.name for path in paths}) == 2
    for page, path in zip(pages, paths, strict=True):
        area = page.locator("h1").inner_text().split(": ")[1]
        assert area in Presentation(str(path)).core_properties.title
        page.close()


def test_contents_are_picked_and_ordered(served: Server, wide: Watched) -> None:
    page = opened(served, wide, deck="own", items="schools,structure")
    drawn(page, 2)
    page.locator(".st-key-pick-contents input").fill("thu nhap binh quan")
    page.get_by_role("option").first.click()
    page.wait_for_url(re.compile(r"items=schools%2Cstructure%2Cincome"))
    rest(page)
    page.keyboard.press("Escape")  # the list stays open for the next one
    drawn(page, 3)
    page.locator(".st-key-later button").click()
    page.wait_for_url(re.compile(r"items=structure%2Cschools%2Cincome"))
    rest(page)
    first = page.locator(".ct-slides button").first
    expect(first).to_contain_text("Cơ cấu kinh tế")


def test_the_wall_shows_the_same_deck(served: Server, wide: Watched) -> None:
    page = opened(served, wide, deck="commune", area="00646")
    page.locator(".st-key-wall button").click()
    page.wait_for_url(re.compile("/wall"))
    assert params_of(page) | {"deck": "commune", "area": "00646"} == params_of(page)
    page.wait_for_selector(".ct-layer.seen .main-svg text", timeout=30_000)
    assert "Thanh Liệt" in " ".join(page.locator(".ct-layer.seen text").all_text_contents())
