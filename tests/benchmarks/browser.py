"""The browser side: a page that is watched from within, and a filter that is chosen by pointer.

A time starts at the navigation, or when the pointer is released over an option, and ends at the
first frame in which every awaited text stands in the page. It is taken by the page's own clock.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from tests.benchmarks.evidence import Proof, figures_in

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZE: ViewportSize = {"width": 1440, "height": 900}
DEADLINE = 30_000
STOPWATCH = Path(__file__).with_name("stopwatch.js")


@dataclass(frozen=True)
class Watch:
    """What is waited for: figures in the elements of a selector, or only the elements.

    Each proof must hold in one visible element; ``in_order`` gives every element a proof of its
    own, in the order of the page, and leaves none out. ``part`` narrows the text of an element to
    its own elements of that selector. Without proofs ``at_least`` visible elements are enough.
    """

    selector: str
    part: str = ""
    proofs: tuple[Proof, ...] = ()
    at_least: int = 1
    in_order: bool = False


CHARTS = Watch(".js-plotly-plot", "text", in_order=True)
DRAWN = Watch(".js-plotly-plot:has(.main-svg)")
ECHO = Watch("[data-testid=stMarkdown]")


def executable() -> str | None:
    """Return the browser to start; None leaves it to Playwright, which may have one of its own."""
    named = os.environ.get("CHROME_PATH"), os.environ.get("BROWSER_PATH")
    names = (*named, "google-chrome", "chromium", "chromium-browser")
    return next((found for name in names if name and (found := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Browser]:
    """Run a headless browser until the block ends."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable(), args=list(ARGUMENTS), timeout=DEADLINE
        )
        try:
            yield launched
        finally:
            launched.close()


@contextmanager
def fresh_page(launched: Browser) -> Iterator[Page]:
    """Open a page in a context of its own, with nothing in its cache, and the stopwatch in it."""
    context = launched.new_context(viewport=SIZE, locale="vi-VN")
    try:
        context.set_default_timeout(DEADLINE)
        context.add_init_script(path=STOPWATCH)
        yield context.new_page()
    finally:
        context.close()


def load(launched: Browser, url: str, *watches: Watch) -> list[float]:
    """Return, for each awaited text in turn, the milliseconds from the navigation to it.

    The page is a fresh one, so everything comes over the wire.
    """
    with fresh_page(launched) as page:
        page.goto(url, wait_until="commit")
        times: list[float] = []
        for watch in watches:
            wanted = {**asdict(watch), "since": "navigation", "deadline": DEADLINE}
            page.evaluate("wanted => stopwatch.arm(wanted)", wanted)
            times.append(float(page.evaluate("stopwatch.answer")))
        return times


@dataclass(frozen=True)
class Filter:
    """A filter of an open page, found by what its options say.

    ``label`` is a part of a selectbox's label; ``kind`` is selectbox, radio (buttons with that
    role), label (of plain radio inputs) or picker (the dashboard's own box to search in).
    """

    page: Page
    label: str
    kind: str

    def open_option(self, value: str) -> Locator:
        """Return the visible option that holds ``value``, after opening the list it is in."""
        if self.kind == "radio":
            return self.page.get_by_role("radio").filter(has_text=value).first
        if self.kind == "label":
            return self.page.locator("label").filter(has_text=value).first
        boxes = pickers if self.kind == "picker" else selectboxes
        boxes(self.page, self.label).first.click()
        option = self.page.get_by_role("option").filter(has_text=value).first
        option.scroll_into_view_if_needed()
        return option

    def choose(self, value: str, watch: Watch) -> float:
        """Return the milliseconds from the release over the option to the awaited text."""
        self.page.bring_to_front()
        x, y = resting_place(self.open_option(value))
        wanted = {**asdict(watch), "since": "pointerup", "deadline": DEADLINE}
        self.page.mouse.move(x, y)
        self.page.evaluate("wanted => stopwatch.arm(wanted)", wanted)
        self.page.mouse.down()
        self.page.mouse.up()
        return float(self.page.evaluate("stopwatch.answer"))


def resting_place(option: Locator) -> tuple[float, float]:
    """Return the middle of an option, once it has stopped moving.

    Raises RuntimeError when it never does.
    """
    option.wait_for(state="visible")
    before = None
    until = time.perf_counter() + DEADLINE / 1000
    while time.perf_counter() < until:
        box = option.bounding_box()
        if box and box == before:
            return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = box
        time.sleep(0.03)
    raise RuntimeError("the option does not come to rest")


def find_filter(page: Page, label: str, value: str) -> Filter:
    """Return the filter of a page that has an option ``value``, whatever widget it is.

    Raises playwright's TimeoutError when none appears.
    """
    boxes = selectboxes(page, label)
    radios = page.get_by_role("radio").filter(has_text=value)
    labels = page.locator("label").filter(has_text=value)
    searched = pickers(page, label)
    boxes.or_(radios).or_(labels).or_(searched).first.wait_for()
    if searched.count():
        return Filter(page, label, "picker")
    if radios.count():
        return Filter(page, label, "radio")
    return Filter(page, label, "label" if labels.count() else "selectbox")


def selectboxes(page: Page, label: str) -> Locator:
    """Return the inputs of the selectboxes whose label, seen or unseen, holds ``label``."""
    named = f'[aria-label*="{label}"]' if label else ""
    return page.locator(f"[data-testid=stSelectbox] input{named}")


def pickers(page: Page, label: str) -> Locator:
    """Return the inputs of the dashboard's own boxes that bear exactly this label."""
    bearing = page.locator("label").get_by_text(label, exact=True)
    return page.locator(".ct-picker", has=bearing).get_by_role("combobox")


def settled_figures(page: Page, watch: Watch, at_least: int) -> list[set[str]]:
    """Return the figures in each watched element, once they have not changed for a while.

    Raises RuntimeError when fewer than ``at_least`` elements appear.
    """
    before: Sequence[str] = ()
    same = 0
    until = time.perf_counter() + DEADLINE / 1000
    while time.perf_counter() < until:
        texts = texts_of(page, watch)
        same = same + 1 if texts == before and len(texts) >= at_least else 0
        if same == 6:
            return [figures_in(text) for text in texts]
        before = texts
        page.wait_for_timeout(100)
    raise RuntimeError(f"{page.url}: {len(before)} of {at_least} charts, or they never rest")


def texts_of(page: Page, watch: Watch) -> list[str]:
    """Return the text of each watched element as it stands now."""
    texts: list[str] = page.evaluate(
        "([selector, part]) => stopwatch.texts(selector, part)", [watch.selector, watch.part]
    )
    return texts


def figures_after(chosen: Filter, value: str, watch: Watch, at_least: int) -> list[set[str]]:
    """Choose a value and return the figures that the page comes to rest with.

    When nothing changes for some seconds the value is taken to be chosen already.
    """
    before = texts_of(chosen.page, watch)
    chosen.choose(value, Watch("body"))
    until = time.perf_counter() + 3
    while texts_of(chosen.page, watch) == before and time.perf_counter() < until:
        chosen.page.wait_for_timeout(50)
    return settled_figures(chosen.page, watch, at_least)
