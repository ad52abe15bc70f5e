"""The address bar is the state: links opened cold, filters, the back button, values not known."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from indicators import snapshot
from tests.benchmarks.servers import Server
from tests.browser.visit import (
    PATHS,
    Report,
    Watched,
    link,
    menu_link,
    new_context,
    params_of,
    pick,
    report,
    rest,
    serving,
    shows,
)
from tests.conftest import copy_of_data

pytestmark = pytest.mark.browser

SCOPE = {"lang": "en", "period": "2022"}
COMMUNE = {"area": "00664", "indicator": "population"}
OWN = {"lang": "en", "area": "00664"}


def scope_of(path: str) -> dict[str, str]:
    if path == "commune":
        return OWN
    return SCOPE | COMMUNE if path == "indicator" else SCOPE


@pytest.fixture(scope="session")
def by_menu(served: Server, contexts: dict[str, BrowserContext]) -> dict[str, Report]:
    """Every page as somebody finds it who starts at the overview and clicks."""
    watched = Watched(contexts["wide"]).open(link(served, "", SCOPE))
    page = watched.page
    found = {}
    for path in PATHS[::-1]:
        if path == "commune":
            menu_link(page, "communes").click()
            page.locator("[data-exhibit=profiles] a").filter(has_text="Vĩnh Quỳnh").click()
        else:
            menu_link(page, path).click()
        page.wait_for_url(re.compile(rf"/{path}\?"))
        rest(page)
        if path == "indicator":
            pick(page, "area", "Vĩnh Quỳnh")
            pick(page, "indicator", "Population")
        found[path] = report(page)
    page.close()
    return found


@pytest.mark.parametrize("path", PATHS, ids=[path or "overview" for path in PATHS])
def test_cold_link_shows_what_the_menu_leads_to(
    path: str, published: Path, by_menu: dict[str, Report], browser: Browser
) -> None:
    # A process that has served nothing yet, and a browser that has never been here.
    with serving(published) as server:
        context = new_context(browser, "wide")
        watched = Watched(context).open(link(server, path, scope_of(path)))
        cold = report(watched.page)
        params = params_of(watched.page)
        context.close()
    assert cold.exceptions + cold.alerts + watched.complaints == []
    assert cold.headline == by_menu[path].headline
    assert cold.texts == by_menu[path].texts
    assert scope_of(path).items() <= params.items()


def test_cold_link_to_a_commune_shows_its_own_figure(by_menu: dict[str, Report]) -> None:
    assert "Vĩnh Quỳnh" in by_menu["indicator"].texts[0]
    assert shows(by_menu["indicator"].texts, "26,997")


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The shipped data with two made-up figures of 2021, so that there is a period to choose."""
    data = copy_of_data(tmp_path_factory.mktemp("two_years"))
    observations = data / "observations"
    shipped = (observations / "district_2022.csv").read_text(encoding="utf-8")
    earlier = (
        f"020,{code},2021,{value},{whole},,,official,emulation_report_2023,,\n"
        for code, value, whole in (("standard_schools", 60, 73), ("support_points", 12, ""))
    )
    made_up = observations / "earlier.csv"
    made_up.write_text("".join((shipped.splitlines(keepends=True)[0], *earlier)), encoding="utf-8")
    assert snapshot.publish(data).findings == ()
    with serving(data) as server:
        yield server


def visible(page: Page, number: str) -> bool:
    return shows(report(page).texts, number)


def test_filters_write_the_address_and_back_returns(
    two_years: Server, wide: Watched, browser: Browser
) -> None:
    page = wide.open(link(two_years, "education", {"lang": "vi", "period": "2022"})).page
    assert visible(page, "64/73")

    page.get_by_role("radio", name="EN").click()
    page.wait_for_url("**lang=en**")
    rest(page)
    in_english = report(page).headline

    pick(page, "period", "2021")
    assert params_of(page) == {"lang": "en", "period": "2021"}
    assert visible(page, "60/73")

    menu_link(page, "administration").click()
    page.wait_for_url("**/administration?**")
    rest(page)
    assert params_of(page) == {"lang": "en", "period": "2021"}
    there = report(page)
    assert shows(there.texts, "12")

    # The same address, in the browser of a colleague.
    context = new_context(browser, "wide")
    assert report(Watched(context).open(page.url).page).texts == there.texts
    context.close()

    for params, number in (
        ({"lang": "en", "period": "2021"}, "60/73"),
        ({"lang": "en", "period": "2022"}, "64/73"),
    ):
        page.go_back()
        page.wait_for_url(f"**/education?*period={params['period']}*")
        rest(page)
        assert params_of(page) == params
        assert visible(page, number)
    assert report(page).headline == in_english
    page.go_back()
    page.wait_for_url("**lang=vi**")
    rest(page)
    assert report(page).headline != in_english
    assert wide.complaints == []


@pytest.mark.parametrize("path", ["", "indicator"], ids=["overview", "indicator"])
def test_back_leaves_a_page_that_was_opened_without_a_scope(
    path: str, served: Server, wide: Watched
) -> None:
    page = wide.open(link(served, "sources", SCOPE)).page
    page.goto(link(served, path, {}))
    rest(page)
    page.go_back()
    rest(page)
    assert "/sources?" in page.url


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("", {"lang": "zz"}),
        ("", {"lang": "en", "period": "1999"}),
        ("economy", {"lang": "vi", "period": "2022-13"}),
        ("indicator", SCOPE | {"area": "xyz"}),
        ("indicator", SCOPE | {"area": "00640' or 1=1 --"}),
        ("indicator", {"lang": "vi", "period": "2022", "indicator": "nope"}),
    ],
    ids=["language", "period", "no_period", "area", "hostile_area", "indicator"],
)
def test_value_that_is_not_known_is_named_and_ignored(
    path: str, params: dict[str, str], served: Server, wide: Watched
) -> None:
    known = {"vi", "en", "2022"}
    page = wide.open(link(served, path, params)).page
    wrong = next(value for value in params.values() if value not in known)
    found = report(page)
    assert found.exceptions == []
    assert len(found.alerts) == 1
    assert wrong in found.alerts[0]
    assert found.headline
    assert wide.complaints == []


def test_all_values_that_are_not_known_are_named(served: Server, wide: Watched) -> None:
    params = {"lang": "zz", "period": "1999", "area": "xyz", "indicator": "nope"}
    page = wide.open(link(served, "indicator", params)).page
    alerts = page.get_by_test_id("stAlert")
    for value in params.values():
        expect(alerts.filter(has_text=value)).to_have_count(1)
    assert report(page).exceptions == []
