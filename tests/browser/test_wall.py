"""The wall in a browser: it fills every screen, turns, and obeys keys, mouse and fingers."""

from typing import Final

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from tests.benchmarks.servers import Server
from tests.browser.visit import Watched, link, params_of, rest
from tests.browser.walls import COVER, ORDER, QUICK, SLOW, ready, shown, still, texts, waits

pytestmark = pytest.mark.browser

SCREENS: Final = [(1920, 1080), (3840, 2160), (1366, 768), (1024, 768), (390, 844)]
SMALLEST: Final = 24


@pytest.fixture
def held(served: Server, wide: Watched) -> Page:
    """The wall with a slide that stays until a key moves it."""
    return still(served, wide)


@pytest.mark.parametrize(("width", "height"), SCREENS, ids=[f"{w}x{h}" for w, h in SCREENS])
def test_a_slide_fills_the_screen_and_nothing_scrolls(
    width: int, height: int, served: Server, wide: Watched
) -> None:
    page = wide.page
    page.set_viewport_size({"width": width, "height": height})
    page.goto(link(served, "wall", SLOW))
    ready(page)
    found = page.evaluate(COVER)
    scale = min(width / 1040, height / 585)
    assert found["covered"]
    assert (found["across"], found["down"], found["scrolls"]) == (0, 0, [])
    assert found["wide"] == pytest.approx(1040 * scale, abs=1)
    assert found["high"] == pytest.approx(585 * scale, abs=1)
    assert found["left"] == pytest.approx((width - 1040 * scale) / 2, abs=1)
    assert found["top"] == pytest.approx((height - 585 * scale) / 2, abs=1)
    assert "Màn hình" in page.title()
    assert page.locator("html").get_attribute("lang") == "vi"
    # Streamlit looks for its own server below the path of a page first, and is told 404.
    assert [one for one in wide.complaints if "/wall/_stcore/" not in one] == []
    assert wide.strangers == []


# Every text in sight with its size on the screen and where it stands; the wall's own too.
_LETTERS: Final = """() => {
  const wall = document.querySelector(".ct-wall");
  const scale = Number(getComputedStyle(wall).getPropertyValue("--scale"));
  const within = [...document.querySelectorAll(".ct-layer.seen text")].filter((one) =>
    one.textContent.trim() && getComputedStyle(one).visibility !== "hidden");
  const own = [...wall.querySelectorAll(".ct-strip *, .ct-wall-bar *")].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const sizes = (one) => [one, ...one.querySelectorAll("tspan")].map((part) =>
    parseFloat(getComputedStyle(part).fontSize));
  const told = (list, scale) => list.map((one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    const out = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
    return { text: one.textContent, size: Math.min(...sizes(one)) * scale, out };
  });
  return [...told(within, scale), ...told(own, 1)];
}"""


@pytest.mark.parametrize(("deck", "area"), [("yearly", ""), ("commune", "00646")])
def test_everything_is_read_from_three_metres(
    deck: str, area: str, served: Server, wide: Watched
) -> None:
    page = wide.page
    params = SLOW | {"deck": deck} | ({"area": area} if area else {})
    page.goto(link(served, "wall", params | {"snapshot": "000001"}))
    ready(page)
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    count = page.locator(".ct-dots i").count()
    assert count >= 9
    seen: set[int] = set()
    for _ in range(count):
        waits(page, shown(page))
        seen.add(shown(page))
        letters = page.evaluate(_LETTERS)
        assert len(letters) > 8
        assert any("000001" in one["text"] for one in letters)
        small = [one for one in letters if one["size"] < SMALLEST - 0.01]
        assert not small, f"slide {shown(page)}: {small}"
        assert not [one for one in letters if one["out"]], f"slide {shown(page)}"
        before = shown(page)
        page.keyboard.press("PageDown")
        page.wait_for_function(
            "(before) => document.querySelector('.ct-layers').dataset.slide !== before",
            arg=str(before),
        )
    assert len(seen) == count


def test_slides_come_in_turn_with_what_is_behind_first(served: Server, wide: Watched) -> None:
    page = wide.page
    page.goto(link(served, "wall", QUICK))
    ready(page)
    page.evaluate("""() => {
      const layers = document.querySelector(".ct-layers");
      window.seen = [Number(layers.dataset.slide)];
      new MutationObserver(() => window.seen.push(Number(layers.dataset.slide)))
        .observe(layers, { attributeFilter: ["data-slide"] });
    }""")
    page.wait_for_function("window.seen.length > 13", timeout=60_000)
    seen = page.evaluate("window.seen")
    start = ORDER.index(seen[0])
    assert seen[:13] == [ORDER[(start + place) % 12] for place in range(13)]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        (["ArrowRight"], 1),
        (["PageDown"], 1),
        (["ArrowRight", "PageDown", "ArrowLeft"], 1),
        (["ArrowLeft"], -1),
        (["PageUp"], -1),
        (["End"], -1),
        (["End", "ArrowRight"], 0),
        (["PageDown", "PageDown", "Home"], 0),
    ],
)
def test_a_key_moves_the_slides(keys: list[str], place: int, held: Page) -> None:
    for key in keys:
        held.keyboard.press(key)
    waits(held, ORDER[place])
    here = held.evaluate("[...document.querySelectorAll('.ct-dots i')].map((i) => i.className)")
    assert here.index("now") == ORDER.index(ORDER[place])
    assert here.count("now") == 1


@pytest.mark.parametrize("key", [" ", ".", "b", "B"])
def test_a_key_stops_the_turn_and_starts_it_again(key: str, served: Server, wide: Watched) -> None:
    page = wide.page
    page.goto(link(served, "wall", QUICK))
    ready(page)
    page.keyboard.press(key)
    expect(page.locator(".ct-wall-state")).to_have_text("Đang tạm dừng")
    page.wait_for_timeout(500)
    stopped = shown(page)
    page.wait_for_timeout(2500)
    assert shown(page) == stopped
    # A key moves it on all the same, and it stays stopped there.
    page.keyboard.press("ArrowRight")
    following = ORDER[(ORDER.index(stopped) + 1) % 12]
    waits(page, following)
    page.wait_for_timeout(1500)
    assert shown(page) == following
    page.keyboard.press(key)
    expect(page.locator(".ct-wall-state")).to_have_text("")
    page.wait_for_function(
        "(now) => document.querySelector('.ct-layers').dataset.slide !== now", arg=str(following)
    )


def test_escape_shows_the_way_back(held: Page) -> None:
    bar = held.locator(".ct-wall-bar")
    expect(bar).to_be_hidden()
    held.keyboard.press("Escape")
    expect(bar).to_be_visible()
    back = bar.get_by_role("link")
    expect(back).to_be_focused()
    held.keyboard.press("Escape")
    expect(bar).to_be_hidden()
    held.keyboard.press("Escape")
    back.click()
    held.wait_for_url("**/?*")
    rest(held)
    assert "22/22" in held.locator("h1").inner_text()
    assert params_of(held) == {"lang": "vi", "period": "2022"}


def test_the_bar_comes_with_the_mouse_and_leaves_by_itself(held: Page) -> None:
    bar = held.locator(".ct-wall-bar")
    held.mouse.move(300, 300)
    held.mouse.move(320, 300)
    expect(bar).to_be_visible()
    held.wait_for_timeout(3600)
    expect(bar).to_be_hidden()
    held.mouse.move(340, 300)
    for name, place in (("Trang sau", 1), ("Trang sau", 2), ("Trang trước", 1)):
        bar.get_by_role("button", name=name).click()
        waits(held, ORDER[place])
    bar.get_by_role("button", name="Tạm dừng").click()
    expect(held.locator(".ct-wall-state")).to_have_text("Đang tạm dừng")
    bar.get_by_role("button", name="Chạy tiếp").click()
    expect(held.locator(".ct-wall-state")).to_have_text("")
    bar.get_by_role("button", name="Toàn màn hình").click()
    held.wait_for_function("document.fullscreenElement")


def test_a_finger_moves_the_slides(served: Server, contexts: dict[str, BrowserContext]) -> None:
    page = contexts["phone"].new_page()
    page.goto(link(served, "wall", SLOW))
    ready(page)
    swipe = """(by) => {
      const wall = document.querySelector(".ct-wall");
      const told = (kind, x) => wall.dispatchEvent(new TouchEvent(kind, { bubbles: true,
        touches: kind === "touchstart" ? [new Touch({ identifier: 1, target: wall, clientX: x })]
          : [], changedTouches: [new Touch({ identifier: 1, target: wall, clientX: x })] }));
      told("touchstart", 200);
      told("touchend", 200 + by);
    }"""
    page.evaluate(swipe, -120)
    waits(page, ORDER[1])
    page.evaluate(swipe, 120)
    waits(page, ORDER[0])
    page.evaluate(swipe, 5)
    expect(page.locator(".ct-wall-bar")).to_be_visible()
    assert shown(page) == ORDER[0]
    page.close()


def test_a_turn_without_news_costs_next_to_nothing(served: Server, wide: Watched) -> None:
    page = wide.page
    received: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: received.append(len(data)))

    page.on("websocket", listen)
    page.goto(link(served, "wall", QUICK))
    ready(page)
    page.wait_for_timeout(1500)
    first = max(received)
    del received[:]
    page.wait_for_timeout(5000)
    assert received
    assert max(received) < first / 2
    assert sum(received) < 10 * 60_000


def test_the_menu_leads_to_the_wall_and_back_leads_out(served: Server, wide: Watched) -> None:
    page = wide.open(link(served, "education", {"lang": "en", "period": "2022"})).page
    page.locator(".ct-menu a[href^='wall?']").click()
    page.wait_for_url("**/wall?**")
    ready(page)
    assert params_of(page) == {"lang": "en", "period": "2022"}
    assert "thousand" in texts(page) or "criteria" in texts(page)
    page.go_back()
    page.wait_for_url("**/education?**")
    rest(page)
    assert "64/73" in page.locator("body").inner_text()
    assert page.locator("dialog").count() == 0
    # Its keys and its clock are gone with it.
    page.keyboard.press(" ")
    page.keyboard.press("Escape")
    assert page.locator(".ct-wall").count() == 0
    assert [one for one in wide.complaints if "/_stcore/" not in one] == []
