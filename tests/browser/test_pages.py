"""Every page, in both languages, on a wall screen and on a phone."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import BrowserContext

from tests.benchmarks.servers import Server
from tests.browser.visit import (
    FIGURES,
    NUMBERS,
    PATHS,
    SCREENS,
    Report,
    Watched,
    in_language,
    link,
    report,
    shows,
)

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class View:
    """One page as one reader sees it."""

    path: str
    language: str
    found: Report
    complaints: list[str]
    strangers: list[str]
    hidden_links: list[str]


# The links of the menu that a pointer cannot reach in their middle, once scrolled to.
_HIDDEN_LINKS = """() => [...document.querySelectorAll(".ct-menu a")].filter((link) => {
  link.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  const box = link.getBoundingClientRect();
  return [0.2, 0.5, 0.8].some((part) => {
    const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height * part);
    return !link.contains(hit);
  });
}).map((link) => link.innerText)"""

VIEWS = [
    (screen, language, path) for screen in SCREENS for language in ("vi", "en") for path in PATHS
]


@pytest.fixture(
    scope="session",
    params=VIEWS,
    ids=[f"{screen}-{language}-{path or 'overview'}" for screen, language, path in VIEWS],
)
def view(
    request: pytest.FixtureRequest, served: Server, contexts: dict[str, BrowserContext]
) -> View:
    """A page that is opened once and looked at by every test below."""
    screen, language, path = request.param
    watched = Watched(contexts[screen])
    watched.open(link(served, path, {"lang": language, "period": "2022"}))
    found = report(watched.page)
    hidden = watched.page.evaluate(_HIDDEN_LINKS)
    watched.page.close()
    return View(path, language, found, watched.complaints, watched.strangers, hidden)


def none(findings: list[str]) -> None:
    assert not findings, "\n".join(findings)


def test_nothing_fails(view: View) -> None:
    none(view.found.exceptions)
    none(view.found.alerts)
    none(view.complaints)


def test_nothing_comes_from_elsewhere(view: View) -> None:
    none(view.strangers)


def test_headline_and_numbers_stand_there(view: View) -> None:
    assert view.found.headline
    wanted = [in_language(number, view.language) for number in NUMBERS[view.path]]
    none([number for number in wanted if not shows(view.found.texts, number)])


def test_page_does_not_scroll_across(view: View) -> None:
    assert view.found.across <= 0


def test_menu_can_be_reached(view: View) -> None:
    none(view.hidden_links)


def test_figures_are_drawn_and_named(view: View) -> None:
    assert (view.found.figures > 0) == FIGURES[view.path]
    none(view.found.empty)
    none(view.found.unnamed)


def test_every_letter_is_be_vietnam_pro(view: View) -> None:
    none(view.found.foreign)
    none(view.found.missing)


def test_no_text_is_cut_or_covered(view: View) -> None:
    none(view.found.cut)
    none(view.found.overlaps)


def test_text_stands_out_from_what_is_behind_it(view: View) -> None:
    none(view.found.faint)


# One after the other in the same page; the last takes away what the others need.
_FAULTS = {
    "faint": "label.style.fill = '#d8d4ca'",
    "cut": "label.setAttribute('transform', 'translate(9999, 0)')",
    "unnamed": "figure.querySelector('[role=img], [role=figure]').removeAttribute('aria-label')",
    "foreign": "headline.style.fontFamily = 'serif'",
    "missing": "headline.style.fontWeight = 300",
    "overlaps": "headline.style.marginBottom = '-3rem'",
    "across": "document.body.insertAdjacentHTML('beforeend', '<p style=\"width: 3000px\">x</p>')",
    "empty": "figure.querySelectorAll('text').forEach((one) => one.remove())",
}


def test_faults_are_seen(served: Server, wide: Watched) -> None:
    """The checks above are worth something only if they find what they look for."""
    page = wide.open(link(served, "administration", {"lang": "vi", "period": "2022"})).page
    for kind, fault in _FAULTS.items():
        before = getattr(report(page), kind)
        page.evaluate(f"""() => {{
          const figure = document.querySelector(".ct-box.figure");
          const label = figure.querySelector("text");
          const headline = document.querySelector("h3");
          {fault};
        }}""")
        assert getattr(report(page), kind) != before, kind
