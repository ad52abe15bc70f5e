"""Opening a page of the served dashboard and reading what stands there.

Sentences change: pages are known by the numbers they must show, elements by role, test id or key.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    ViewportSize,
)

from tests.benchmarks.servers import HOST, Command, Server, running

ROOT: Final = Path(__file__).resolve().parents[2]

PHONE: Final = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)

SCREENS: Final[dict[str, ViewportSize]] = {
    "wide": {"width": 1920, "height": 1080},
    "phone": {"width": 390, "height": 844},
}

# What a reader comes for, as the Vietnamese page writes it.
NUMBERS: Final = {
    "": ["22/22", "53,3 %", "67,7", "21/21", "64/73", "6/30", "2.167", "25/31", "525 %"],
    "economy": ["14.563", "12,5 %", "2.167", "103,3 %", "100,6 %", "53,3 %", "42,7 %", "4 %"],
    "living": ["525 %", "127 %", "67,7", "62,0", "304", "21"],
    "education": ["64/73", "87,6 %", "6/13", "90 %", "80 %", "100 %", "94", "2.400", "568"],
    "administration": ["6/30", "99,9 %", "16"],
    "transition": ["25/31", "9/15", "15/15", "19/19", "185.000", "797", "39.492", "11.733"],
    "emulation": ["22/22", "120", "17", "11", "1.549", "731"],
    "communes": ["39.492", "34.996", "26.997", "15.875"],
    "indicator": ["14.563", "12,5 %"],
    "sources": ["87,6 %", "87,67 %", "103,3 %", "100,6 %", "6/30"],
    "slides": ["22/22", "53,3 %", "67,7", "21/21", "64/73", "6/30", "2.167", "25/31", "525 %"],
    "figures": ["20 MB", "2023", "000001"],
    "commune": ["16.762", "14.290", "74,9", "86,7 %"],
}

PATHS: Final = tuple(NUMBERS)

MENU: Final = (*(path for path in PATHS if path not in ("figures", "commune")), "wall", "figures")
"""The pages that stand in the menu, in its order; a commune's own is reached from another page."""

FIGURES: Final = {path: path not in ("sources", "slides", "figures") for path in PATHS}

# Streamlit's frontend looks for its own server below the path of the page first and is answered
# 404 there; then it looks at the root. Nothing else may fail.
_PROBE: Final = re.compile(rf"/(?:{'|'.join(PATHS[1:])})/_stcore/(?:health|host-config)$")


def in_language(number: str, language: str) -> str:
    """A Vietnamese number as ``language`` writes it: ``12,5 %`` is ``12.5%`` in English."""
    if language == "vi":
        return number
    return number.translate(str.maketrans(".,", ",.")).replace(" %", "%")


def shows(texts: list[str], number: str) -> bool:
    """Whether a number stands in the texts, and not only as a part of a longer one."""
    alone = re.compile(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)")
    return any(alone.search(text) for text in texts)


@contextmanager
def serving(data: Path) -> Iterator[Server]:
    """Serve a data folder from a process of its own until the block ends."""
    words = f"-m streamlit run dashboard.py --server.port {{port}} --server.address {HOST}"
    command = Command(
        (sys.executable, *words.split(), "--server.headless", "true"),
        ROOT,
        {"CHI_TIEU_DATA": str(data)},
        "/_stcore/health",
    )
    with running(command) as server:
        yield server


def link(server: Server, path: str, params: Mapping[str, str]) -> str:
    """The address of a page with its scope."""
    return server.url(path) + (f"?{urlencode(params)}" if params else "")


def params_of(page: Page) -> dict[str, str]:
    """The scope that the address bar names."""
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def new_context(browser: Browser, screen: str) -> BrowserContext:
    """A browser of a reader who has never been here, on one of the screens."""
    context = browser.new_context(
        viewport=SCREENS[screen],
        user_agent=PHONE if screen == "phone" else None,
        locale="vi-VN",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    return context


_AT_REST: Final = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const charts = [...document.querySelectorAll(".ct-box.figure")];
  // Previews of slides are drawn as they come near.
  const previews = [...document.querySelectorAll(".ct-slide .ct-frame")]
    .filter((one) => one.getBoundingClientRect().top < innerHeight);
  const ready = app?.getAttribute("data-test-script-state") === "notRunning"
    && !document.querySelector("[data-testid=stSkeleton], [data-stale=true]")
    && document.querySelector("[data-testid=stMain] [data-testid=stHtml]")
    && charts.every((one) => one.querySelector(".main-svg"))
    && previews.every((one) => one.querySelector(".main-svg"))
    && document.fonts.status === "loaded";
  // The same three times in a row: nothing is on its way any more.
  const now = `${ready} ${location.href} ${app?.textContent}`;
  window.sameLooks = ready && now === window.lastLook ? window.sameLooks + 1 : 0;
  window.lastLook = now;
  return window.sameLooks >= 3;
}"""


def rest(page: Page) -> None:
    """Wait until the run is over, every figure drawn, every font there and nothing changes."""
    page.evaluate("window.sameLooks = 0")
    page.wait_for_function(_AT_REST, polling=80)


def menu_link(page: Page, path: str) -> Locator:
    """The link of the menu that leads to a page."""
    return page.locator(f".ct-menu a[href^='{path or './'}?']")


def pick(page: Page, name: str, option: str) -> None:
    """Choose an option of the filter ``name``, by mouse, and wait until the page shows it."""
    before = page.url
    # Long lists hold only the options in sight, so the name is typed.
    page.locator(f".st-key-{name} input, .st-key-pick-{name} input").fill(option)
    page.get_by_role("option").filter(has_text=re.compile(rf"^{option}")).first.click()
    page.wait_for_url(lambda url: url != before)
    rest(page)


class Watched:
    """A page whose console and requests are written down from the first byte on."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._request(request.url))

    def _console(self, message: ConsoleMessage) -> None:
        where = str(message.location.get("url", ""))
        if message.type == "error" and not _PROBE.search(where):
            self.complaints.append(f"{message.text} ({where})")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != HOST:
            self.strangers.append(url)

    def open(self, url: str) -> "Watched":
        """Load an address and wait until it is at rest."""
        self.page.goto(url)
        rest(self.page)
        return self


@dataclass(frozen=True)
class Report:
    """What stands on a page at rest; see page.js for how each is measured."""

    exceptions: list[str]
    alerts: list[str]
    headline: str
    texts: list[str]
    figures: int
    empty: list[str]
    across: int
    foreign: list[str]
    missing: list[str]
    unnamed: list[str]
    cut: list[str]
    overlaps: list[str]
    faint: list[str]


_SCRIPT: Final = Path(__file__).with_name("page.js").read_text(encoding="utf-8")


def report(page: Page) -> Report:
    """Read a page that is at rest."""
    found: dict[str, Any] = page.evaluate(_SCRIPT)
    return Report(**found)
