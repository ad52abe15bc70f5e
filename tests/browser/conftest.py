"""One server and one browser for all; a fresh context where a test says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.benchmarks.servers import Server
from tests.browser.visit import SCREENS, Watched, new_context, serving


@pytest.fixture(scope="session")
def served(published: Path) -> Iterator[Server]:
    """The shipped data, served; tests only read it."""
    with serving(published) as server:
        yield server


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[str, BrowserContext]]:
    """One reader a screen, whose cache the tests share."""
    made = {screen: new_context(browser, screen) for screen in SCREENS}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def wide(contexts: dict[str, BrowserContext]) -> Iterator[Watched]:
    """A new page on the wide screen."""
    watched = Watched(contexts["wide"])
    yield watched
    watched.page.close()
