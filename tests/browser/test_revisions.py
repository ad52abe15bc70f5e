"""Revisions in a browser: the choice goes into the address, and changes read on wall and phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.benchmarks.servers import Server
from tests.browser.visit import (
    SCREENS,
    Watched,
    link,
    new_context,
    params_of,
    report,
    rest,
    serving,
)
from tests.small_folder import Cells, small_folder

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A plan that was amended from 100 to 90, in a second snapshot."""
    path = tmp_path_factory.mktemp("revised") / "data"
    path.mkdir()
    plan: Cells = {"value": 100}
    amended: Cells = {"value": 90, "known_from": "2023-03-05", "source_code": "later"}
    folder = small_folder(
        path,
        sources=[{}, {"source_code": "later", "published_on": "2023-03-04"}],
        observations=[{"value": 92}],
        plans=[plan],
    )
    folder.published().close()
    folder.write("plans", [plan, amended])
    folder.published().close()
    with serving(path) as server:
        yield server


@pytest.mark.parametrize("screen", SCREENS)
def test_day_is_chosen_kept_in_the_address_and_let_go_and_changes_read_on_every_screen(
    revised: Server, browser: Browser, screen: str
) -> None:
    context = new_context(browser, screen)
    try:
        watched = Watched(context).open(link(revised, "indicator", {}))
        page = watched.page
        # On a phone the box cannot be typed into.
        page.locator(".st-key-known_on input").click()
        page.get_by_role("option", name="27/02/2023").click()
        page.wait_for_url(lambda url: "known" in url)
        rest(page)
        assert params_of(page)["known_on"] == "2023-02-27"
        read = report(page)
        assert "92\u00a0%" in read.headline
        assert any("như biết đến hết 27/02/2023" in text for text in read.texts)
        assert (read.exceptions, read.alerts, read.across, read.unnamed) == ([], [], 0, [])
        page.locator(".st-key-back-to-now button").click()
        page.wait_for_url(lambda url: "known" not in url)
        watched.open(link(revised, "sources", {"since": "000001"}))
        read = report(page)
        assert any("từ không đạt sang vượt kế hoạch" in text for text in read.texts)
        assert (read.figures, read.across, read.cut, read.overlaps, read.faint) == (
            1,
            0,
            [],
            [],
            [],
        )
        assert (watched.complaints, watched.strangers) == ([], [])
    finally:
        context.close()
