"""Previews of slides: drawn when they are near, seen large on demand."""

import pytest
from playwright.sync_api import Page, expect

from tests.benchmarks.servers import Server
from tests.browser.visit import Watched, link

pytestmark = pytest.mark.browser


@pytest.fixture
def previews(served: Server, wide: Watched) -> Page:
    """The previews of a deck, on a screen that shows the first few."""
    wide.page.set_viewport_size({"width": 1000, "height": 700})
    wide.page.goto(link(served, "slides", {"lang": "vi"}))
    wide.page.wait_for_selector(".ct-frame .main-svg text")
    return wide.page


def drawn(page: Page) -> list[int]:
    """The places of the previews that are drawn."""
    found: list[int] = page.evaluate("""() => [...document.querySelectorAll(".ct-frame")]
      .flatMap((one, place) => one.querySelector(".main-svg text") ? [place] : [])""")
    return found


def test_a_preview_is_drawn_when_it_is_near(previews: Page) -> None:
    frames = previews.locator(".ct-slides .ct-frame")
    expect(frames).to_have_count(12)
    previews.wait_for_timeout(1000)
    assert 0 < len(drawn(previews)) < 12
    frames.last.scroll_into_view_if_needed()
    expect(frames.last.locator(".main-svg text").first).to_be_attached()
    for place in range(12):
        box = frames.nth(place).bounding_box()
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(1040 / 585, rel=0.01)
        assert frames.nth(place).get_attribute("aria-label")
    inside = previews.evaluate("""() => [...document.querySelectorAll(".ct-frame")]
      .filter((one) => one.firstChild).map((one) => one.firstChild.getBoundingClientRect().width
        / one.clientWidth)""")
    assert inside == pytest.approx([1] * len(inside), abs=0.01)


def test_a_preview_is_seen_large_and_arrows_lead_on(previews: Page) -> None:
    button = previews.locator(".ct-slides button").nth(1)
    button.focus()
    previews.keyboard.press("Enter")
    large = previews.get_by_role("dialog")
    said = large.locator("span")
    expect(said).to_contain_text("2. ")
    expect(large.locator(".main-svg text").first).to_be_attached()
    for key, number in (("ArrowRight", 3), ("PageDown", 4), ("ArrowLeft", 3), ("Home", 1)):
        previews.keyboard.press(key)
        expect(said).to_contain_text(f"{number}. ")
    expect(large.get_by_role("button", name="Trang trước")).to_be_disabled()
    large.get_by_role("button", name="Trang sau").click()
    expect(said).to_contain_text("2. ")
    # What is drawn is the last that was asked for, and it alone.
    expect(large.locator(".ct-sheet")).to_have_count(1)
    expect(large.locator("text", has_text="Tiêu chí xã thành phường").first).to_be_attached()
    previews.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(button).to_be_focused()
