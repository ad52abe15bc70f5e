"""What happens while the wall is up: publications, a meeting's pin, a lost server, many turns."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.benchmarks.servers import HOST, Server, answers, end, free_port
from tests.browser.test_serving import change, publish
from tests.browser.visit import ROOT, Watched, link, new_context, params_of, rest, serving
from tests.browser.walls import (
    COVER,
    ORDER,
    QUICK,
    WATCH,
    comes,
    note,
    ready,
    shown,
    still,
    texts,
    waits,
)
from tests.conftest import copy_of_data

pytestmark = pytest.mark.browser


def test_what_is_published_appears_at_the_next_turn(tmp_path: Path, wide: Watched) -> None:
    data = copy_of_data(tmp_path)
    assert publish(data).returncode == 0
    page = wide.page
    with serving(data) as server:
        page.goto(link(server, "wall", {"lang": "vi", "every": "8"}))
        ready(page)
        page.evaluate(WATCH)
        assert "indicators-000001" in texts(page)
        first = shown(page)
        while shown(page) == first:
            page.wait_for_timeout(100)
        # The turn has just been; there are seconds enough to publish before the next.
        at = shown(page)
        change(data, _one_more_school)
        assert publish(data).returncode == 0
        assert shown(page) == at
        while shown(page) == at:
            page.wait_for_timeout(100)
        assert "indicators-000002" in texts(page)
        assert shown(page) == ORDER[(ORDER.index(at) + 1) % 12]
        page.keyboard.press("Home")
        for _ in range(6):
            page.keyboard.press("ArrowRight")
        waits(page, 7)
        assert "65/73" in texts(page)
        assert page.evaluate("[window.mark, window.blanks]") == ["the same page", 0]
    assert wide.strangers == []


def _one_more_school(text: str) -> str:
    return text.replace("standard_schools,2022,64", "standard_schools,2022,65")


def test_a_meeting_keeps_to_its_snapshot_until_it_lets_go(
    tmp_path: Path, browser: Browser, wide: Watched
) -> None:
    data = copy_of_data(tmp_path)
    assert publish(data).returncode == 0
    page = wide.page
    with serving(data) as server:
        page.goto(link(server, "wall", QUICK))
        ready(page)
        page.keyboard.press("Escape")
        bar = page.locator(".ct-wall-bar")
        bar.get_by_role("button", name="Ghim bản số liệu này").click()
        page.wait_for_url("**snapshot=000001**")
        expect(page.locator(".ct-wall-note")).to_contain_text("Đang ghim bản số liệu 000001")
        change(data, _one_more_school)
        assert publish(data).returncode == 0
        turns = [shown(page)]
        while len(set(turns)) < 4:
            assert "indicators-000001" in texts(page)
            page.wait_for_timeout(200)
            turns.append(shown(page))

        # Its link shows a colleague the same, the pages too; others see what is published.
        context = new_context(browser, "wide")
        other = context.new_page()
        other.goto(page.url)
        ready(other)
        assert "indicators-000001" in texts(other)
        other.keyboard.press("Escape")
        other.locator(".ct-wall-bar").get_by_role("link").click()
        other.wait_for_url("**/?*snapshot=000001*")
        rest(other)
        expect(other.locator(".st-key-pinned")).to_contain_text("000001")
        other.locator(".ct-menu a[href^='education?']").click()
        other.wait_for_url("**/education?*snapshot=000001*")
        rest(other)
        assert "64/73" in other.locator("body").inner_text()
        other.locator(".st-key-unpin button").click()
        expect(other.locator("body")).to_contain_text("65/73")
        assert "snapshot" not in params_of(other)
        context.close()

        expect(bar).to_be_hidden(timeout=20_000)
        page.keyboard.press("Escape")
        bar.get_by_role("button", name="Bỏ ghim").click()
        page.wait_for_url(lambda url: "snapshot" not in url)
        comes(page, "indicators-000002")
        assert note(page) == ""


def test_a_link_of_a_tile_takes_the_pin_along(published: Path, wide: Watched) -> None:
    with serving(published) as server:
        page = wide.open(link(server, "", {"lang": "vi", "snapshot": "000001"})).page
        page.locator(".tile[data-exhibit=budget] button").click()
        page.get_by_role("dialog").get_by_role("link").click()
        page.wait_for_url("**/indicator?**")
        rest(page)
        assert params_of(page)["snapshot"] == "000001"
        expect(page.locator(".st-key-pinned")).to_contain_text("000001")


@contextmanager
def started(data: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A server on a port of the test's own, so that another can take its place."""
    words = f"-m streamlit run dashboard.py --server.port {port} --server.address {HOST}"
    process = subprocess.Popen(
        [sys.executable, *words.split(), "--server.headless", "true"],
        cwd=ROOT,
        env={**os.environ, "CHI_TIEU_DATA": str(data)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _until(lambda: answers(port, "/_stcore/health"))
        yield process
    finally:
        end(process)


def _until(holds: Callable[[], bool], within: float = 60) -> None:
    late = time.monotonic() + within
    while not holds():
        assert time.monotonic() < late
        time.sleep(0.05)


def test_the_wall_outlives_its_server(tmp_path: Path, wide: Watched) -> None:
    data = copy_of_data(tmp_path)
    assert publish(data).returncode == 0
    port, page = free_port(), wide.page
    with started(data, port) as server:
        page.goto(f"http://{HOST}:{port}/wall?lang=vi&every=2")
        ready(page)
        page.evaluate(WATCH)
        server.kill()
        server.wait()
        expect(page.locator(".ct-wall-note")).to_contain_text("Mất kết nối", timeout=20_000)
    said = note(page)
    assert said.rpartition(" ")[2] in page.evaluate("""() => [0, 60000].map((ago) =>
      new Date(Date.now() - ago).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })
    )""")
    # Long enough for Streamlit to put its own words over the page; the slides go on below none.
    theirs = page.locator("[role=dialog]")
    expect(theirs).to_have_count(1, timeout=60_000)
    turns = set()
    for _ in range(40):
        page.wait_for_timeout(200)
        turns.add(shown(page))
        assert page.evaluate(COVER)["covered"]
    assert len(turns) >= 3
    expect(theirs).to_have_count(1)
    # The bar is alive, though Streamlit makes all but its own words inert.
    page.mouse.move(300, 300)
    page.mouse.move(320, 300)
    box = page.locator(".ct-wall-bar").get_by_role("button", name="Tạm dừng").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator(".ct-wall-state")).to_have_text("Đang tạm dừng")
    page.keyboard.press("Space")
    expect(page.locator(".ct-wall-state")).to_have_text("")
    assert "indicators-000001" in texts(page)

    change(data, _one_more_school)
    assert publish(data).returncode == 0
    with started(data, port):
        expect(page.locator(".ct-wall-note")).to_have_text("", timeout=60_000)
        comes(page, "indicators-000002")
        assert page.evaluate("[window.mark, window.blanks]") == ["the same page", 0]


@pytest.mark.slow
def test_a_session_that_the_server_has_forgotten_is_opened_anew(
    served: Server, wide: Watched
) -> None:
    page = wide.page
    deaf = False

    def pass_on(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda said: None if deaf else server.send(said))

    page.route_web_socket("**/_stcore/stream", pass_on)
    page.goto(link(served, "wall", QUICK))
    ready(page)
    page.evaluate(WATCH)
    page.wait_for_timeout(3000)
    deaf = True
    # The server is well, so no connection is said to be lost.
    page.wait_for_timeout(10_000)
    assert note(page) == ""
    assert page.evaluate("[window.mark, window.blanks]") == ["the same page", 0]
    with page.expect_event("framenavigated", timeout=40_000):
        deaf = True
    deaf = False
    ready(page)
    assert page.evaluate("window.mark") is None
    page.evaluate(WATCH)
    page.wait_for_timeout(10_000)
    assert page.evaluate("[window.mark, window.blanks]") == ["the same page", 0]


@pytest.fixture
def held(served: Server, wide: Watched) -> Page:
    """The wall with a slide that stays until a key moves it."""
    return still(served, wide)


@pytest.mark.parametrize(("key", "place"), [("Home", 0), ("End", -1), ("ArrowRight", 2)])
def test_home_and_end_lead_to_the_ends_of_what_is_new(
    key: str, place: int, tmp_path: Path, wide: Watched
) -> None:
    data = copy_of_data(tmp_path)
    assert publish(data).returncode == 0
    page = wide.page
    with serving(data) as server:
        page = still(server, wide)
        # Without the slide of what is behind, the others stand in the deck's own order.
        file = data / "decks" / "yearly.toml"
        head, *slides = file.read_text("utf-8").split("[[slides]]")
        left = [one for one in slides if '"attention"' not in one]
        assert len(left) == 11
        file.write_text("[[slides]]".join([head, *left]), "utf-8")
        page.wait_for_function(f"{_WALL}.next?.slides.length === 11", timeout=40_000)
        assert shown(page) == ORDER[0] == 2
        page.keyboard.press(key)
        waits(page, [*range(1, 12)][place])
        assert _marked(page) == [*range(11)][place]


_WALL: Final = "document.querySelector('.ct-stage').parentElement.ctStage.wall"


def _marked(page: Page) -> int:
    """The place of the slide that the dots name; -1 where they name none."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.ct-dots i')].map((one) => one.className)"
    )
    assert found
    return found.index("now") if "now" in found else -1


@pytest.mark.parametrize("every", ["1", "600"])
def test_a_wall_that_cannot_draw_yet_says_so_and_tries_again(
    every: str, served: Server, wide: Watched
) -> None:
    page = wide.page
    page.route("**/plotly.min.js", lambda route: route.abort())
    page.goto(link(served, "wall", {"lang": "vi", "every": every}))
    expect(page.locator(".ct-wall-note")).to_contain_text("đang thử lại", timeout=30_000)
    assert _marked(page) == -1
    page.unroute("**/plotly.min.js")
    # A proxy may answer with words about a lost server, which is no failure to the browser.
    page.route("**/plotly.min.js", lambda route: route.fulfill(body="'lost'"), times=1)
    page.wait_for_selector(".ct-layer.seen .main-svg text", timeout=8_000)
    expect(page.locator(".ct-wall-note")).to_have_text("")
    assert ORDER[_marked(page)] == shown(page)


_FAIL: Final = """(times) => {
  const { newPlot } = Plotly;
  Plotly.newPlot = (...all) => (times-- > 0 ? Promise.reject(new Error("no")) : newPlot(...all));
}"""


@pytest.mark.parametrize("key", ["ArrowRight", "End"])
@pytest.mark.parametrize("paused", [False, True])
def test_a_slide_that_fails_once_comes_seconds_later(key: str, paused: bool, held: Page) -> None:
    if paused:
        held.keyboard.press("Space")
    held.evaluate(WATCH)
    held.evaluate(_FAIL, 1)
    held.keyboard.press(key)
    expect(held.locator(".ct-wall-note")).to_contain_text("đang thử lại")
    assert (shown(held), _marked(held)) == (ORDER[0], 0)
    place = {"ArrowRight": 1, "End": 11}[key]
    waits(held, ORDER[place])
    assert (note(held), _marked(held)) == ("", place)
    assert held.evaluate("window.blanks") == 0


def test_a_slide_that_goes_on_failing_is_passed_over(held: Page) -> None:
    held.evaluate(_FAIL, 2)
    held.keyboard.press("ArrowRight")
    waits(held, ORDER[2])
    assert (note(held), _marked(held)) == ("", 2)
    # A key leads on from the slide that fails, not to it again.
    held.evaluate(_FAIL, 1)
    held.keyboard.press("ArrowRight")
    expect(held.locator(".ct-wall-note")).to_contain_text("đang thử lại")
    held.keyboard.press("ArrowRight")
    waits(held, ORDER[4])


_TURNS: Final = 200


def test_nothing_grows_over_two_hundred_turns(held: Page) -> None:
    session = held.context.new_cdp_session(held)
    session.send("Performance.enable")

    def measured() -> dict[str, float]:
        session.send("HeapProfiler.collectGarbage")
        found: dict[str, Any] = session.send("Performance.getMetrics")
        kept = ("Nodes", "JSHeapUsedSize", "JSEventListeners", "LayoutObjects")
        return {one["name"]: one["value"] for one in found["metrics"] if one["name"] in kept}

    def turn(count: int) -> None:
        for _ in range(count):
            at = ORDER.index(shown(held))
            held.keyboard.press("ArrowRight")
            waits(held, ORDER[(at + 1) % 12])

    turn(24)
    before = measured()
    turn(_TURNS)
    turn(-_TURNS % 12)  # back to the slide that was there before
    after = measured()
    assert after["Nodes"] <= before["Nodes"] + 200
    assert after["LayoutObjects"] <= before["LayoutObjects"] + 100
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 20
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] + 3_000_000
