"""What a reader does on a page: keyboard, arithmetic, files to take away."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Download, Page, expect

from indicators.engine import Engine
from tests.benchmarks.servers import Server
from tests.browser.visit import MENU, SCREENS, Watched, link, params_of, rest

pytestmark = pytest.mark.browser

# What the focus is on, and whether a reader could see that it was on the one before: a ring or
# another border while it was there.
_FOCUS = """() => {
  const look = (element) => [element, element.parentElement].map((one) => {
    const style = getComputedStyle(one);
    return [style.outlineStyle === "none" ? "" : style.outline, style.boxShadow, style.border];
  }).join();
  const left = window.held;
  const seen = !left || window.heldLook !== look(left);
  const held = window.held = document.activeElement;
  window.heldLook = look(held);
  const key = held.closest("[data-exhibit]")?.dataset.exhibit
    ?? (held.closest(".ct-menu") && "menu")
    ?? held.closest("[class*=st-key-]")?.className.match(/st-key-(\\S+)/)?.[1] ?? "";
  const inside = !!held.closest("dialog");
  return { key, tag: held.tagName, href: held.getAttribute("href") ?? "", inside, seen };
}"""


@dataclass
class Step:
    """One stop of the Tab key."""

    key: str
    tag: str
    href: str
    inside: bool
    seen: bool


def opened(served: Server, watched: Watched, path: str) -> Page:
    return watched.open(link(served, path, {"lang": "vi", "period": "2022"})).page


def focus_path(page: Page, most: int) -> Iterator[Step]:
    """What Tab leads to from the top of the page, until it comes round."""
    before: Step | None = None
    for _ in range(most):
        page.keyboard.press("Tab")
        page.wait_for_timeout(100)  # a ring may fade in
        step = Step(**page.evaluate(_FOCUS))
        if before:
            before.seen = step.seen
            yield before
        if step.tag == "BODY":
            return
        before = step


def test_tab_reaches_everything_and_shows_where_it_is(served: Server, wide: Watched) -> None:
    page = opened(served, wide, "")
    steps = list(focus_path(page, 80))
    assert [step.href.split("?")[0].removeprefix("./") for step in steps if step.key == "menu"] == [
        *MENU
    ]
    keys = [step.key for step in steps]
    assert {"period", "lang"} <= set(keys)
    assert {"structure", "income", "poverty", "schools", "admin_index", "budget"} <= set(keys)
    assert {"attention", "progress"} <= set(keys)
    controls = [step for step in steps if step.tag in ("A", "BUTTON", "INPUT")]
    unseen = [f"{step.key} {step.href}" for step in controls if not step.seen]
    assert not unseen, "\n".join(unseen)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_key_opens_the_arithmetic_and_escape_closes_it(
    key: str, served: Server, wide: Watched
) -> None:
    page = opened(served, wide, "")
    button = page.locator(".tile[data-exhibit=budget] button")
    body = page.get_by_role("dialog")
    button.focus()
    page.keyboard.press(key)
    expect(body).to_contain_text("2.167 ÷ 2.097,8 = 103,3\u00a0%")
    expect(body).to_contain_text("2.167 ÷ 2.154,1 = 100,6\u00a0%")
    page.keyboard.press("Escape")
    expect(body).to_have_count(0)
    expect(button).to_be_focused()


def test_what_a_status_has_opened_can_be_reached_by_tab(served: Server, wide: Watched) -> None:
    page = opened(served, wide, "")
    page.locator(".tile[data-exhibit=budget] button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("link")).to_be_visible()
    # The way out has the focus first; what is behind the dialog is out of reach.
    steps = list(focus_path(page, 6))
    assert "A" in {step.tag for step in steps}
    assert all(step.inside and step.seen for step in steps)


def test_a_tile_leads_to_all_that_is_known_of_its_indicator(served: Server, wide: Watched) -> None:
    page = opened(served, wide, "")
    page.locator(".tile[data-exhibit=budget] button").click()
    page.get_by_role("dialog").get_by_role("link").click()
    page.wait_for_url("**/indicator?**")
    rest(page)
    assert params_of(page) == {"lang": "vi", "period": "2022", "indicator": "budget_revenue"}
    assert "2.167" in page.locator("h1").inner_text()
    page.go_back()
    page.wait_for_url(lambda url: "/indicator" not in url)
    rest(page)
    assert "22/22" in page.locator("h1").inner_text()
    assert page.get_by_role("dialog").count() == 0


def test_language_switches_from_the_keyboard(served: Server, wide: Watched) -> None:
    page = opened(served, wide, "")
    page.get_by_role("radio", name="VI").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.wait_for_url("**lang=en**")
    rest(page)
    # The window's title stands outside of what a filter draws again.
    assert page.title() == "Overview · Chỉ tiêu"
    assert "2022" in page.locator("h1").inner_text()


def csv_of(page: Page, exhibit: str) -> tuple[bytes, str]:
    """The CSV file of an exhibit and the name it is offered under."""
    page.locator(f".figure[data-exhibit={exhibit}] .ct-data").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").locator(".ct-file").click()
    return content(download.value), download.value.suggested_filename


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_csv_holds_the_numbers_of_the_query(served: Server, wide: Watched, source: Engine) -> None:
    page = opened(served, wide, "economy")
    file, name = csv_of(page, "budget")
    assert re.fullmatch(r"thanh-tri-2022-[a-z0-9-]+\.csv", name)
    assert file.startswith(b"\xef\xbb\xbf")
    assert "Thành phố" in file.decode("utf-8-sig")
    found = pd.read_csv(io.BytesIO(file), dtype={"area_code": str})
    assert set(found["area_code"]) == {"020"}
    asked = source.query("progress", area="020", period="2022").to_pandas()
    asked = asked[asked["indicator_code"] == "budget_revenue"]
    for ours, theirs in (
        ("value", "value"),
        ("plan", "plan"),
        ("completion_percent", "completion"),
    ):
        # Unrounded: the file is the query's answer to the last bit.
        assert sorted(found[ours]) == sorted(asked[theirs])
    assert len(found) == 2


@pytest.mark.parametrize("screen", SCREENS)
def test_picture_of_a_figure_is_a_full_hd_png(
    screen: str, served: Server, contexts: dict[str, BrowserContext]
) -> None:
    watched = Watched(contexts[screen])
    page = opened(served, watched, "economy")
    _, table = csv_of(page, "budget")
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        page.locator(".figure[data-exhibit=budget] .ct-png").click()
    assert download.value.suggested_filename == table.replace(".csv", ".png")
    picture = Image.open(io.BytesIO(content(download.value)))
    assert (picture.format, picture.size) == ("PNG", (1920, 1080))
    colours = picture.convert("RGB").getcolors(1920 * 1080) or []
    assert len(colours) > 50, "an empty sheet"
    page.close()
