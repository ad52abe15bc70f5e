"""What tests of the wall share: opening it, and reading what is on the screen; no tests here."""

from typing import Final

from playwright.sync_api import Page

from tests.benchmarks.servers import Server
from tests.browser.visit import Watched, link

ORDER: Final = [2, 1, *range(3, 13)]
"""The slides of the yearly deck by number: what needs attention comes first."""
SLOW: Final = {"lang": "vi", "every": "600"}
QUICK: Final = {"lang": "vi", "every": "1"}


def ready(page: Page) -> None:
    """Wait for the first slide, whole and with its letters."""
    page.wait_for_selector(".ct-layer.seen .main-svg text", timeout=30_000)
    page.evaluate("document.fonts.ready")


def shown(page: Page) -> int:
    """The number of the slide that is on the screen."""
    return int(page.evaluate("document.querySelector('.ct-layers').dataset.slide"))


def waits(page: Page, number: int) -> None:
    """Wait until a slide is on the screen, and only it."""
    page.wait_for_function(
        """(number) => document.querySelector(".ct-layers").dataset.slide === String(number)
          && document.querySelectorAll(".ct-layer").length === 1""",
        arg=number,
    )


def note(page: Page) -> str:
    return page.locator(".ct-wall-note").inner_text().replace("\u00a0", " ")


def texts(page: Page) -> str:
    """What the slide on the screen says."""
    said = page.locator(".ct-layer.seen").last.locator("text").all_text_contents()
    return " ".join(said).replace("\u00a0", " ")


COVER: Final = """() => {
  const { innerWidth: wide, innerHeight: high } = window;
  const places = [[1, 1], [wide - 2, 1], [1, high - 2], [wide - 2, high - 2], [wide / 2, 20]];
  const sheet = document.querySelector(".ct-layer.seen .main-svg").getBoundingClientRect();
  const page = document.documentElement;
  return {
    covered: places.every(([x, y]) => document.elementFromPoint(x, y)?.closest(".ct-wall")),
    across: page.scrollWidth - wide, down: page.scrollHeight - high,
    scrolls: [...document.querySelectorAll("*")].filter((one) =>
      /auto|scroll/.test(getComputedStyle(one).overflowY) && one.clientHeight
      && one.scrollHeight > one.clientHeight + 1).map((one) => one.className),
    left: sheet.left, top: sheet.top, wide: sheet.width, high: sheet.height,
  };
}"""


# From now on every frame is looked at: is a whole slide there, and is it the one it says it is?
WATCH: Final = """() => {
  window.mark = "the same page";
  window.blanks = 0;
  const look = () => {
    const seen = [...document.querySelectorAll(".ct-layer.seen")];
    if (!seen.some((one) => one.querySelectorAll(".main-svg text").length > 5)) window.blanks += 1;
    requestAnimationFrame(look);
  };
  look();
}"""


def comes(page: Page, words: str, within: int = 60_000) -> None:
    """Wait until a slide on the screen says something."""
    page.wait_for_function(
        """(words) => [...document.querySelectorAll(".ct-layer.seen text")]
          .some((one) => one.textContent.includes(words))""",
        arg=words,
        timeout=within,
    )


def still(served: Server, watched: Watched) -> Page:
    """The wall with a slide that stays until a key moves it."""
    watched.page.goto(link(served, "wall", SLOW))
    ready(watched.page)
    waits(watched.page, ORDER[0])
    return watched.page
