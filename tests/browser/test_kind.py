"""What a page does for readers with a keyboard, with a screen reader, with a finger."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.benchmarks.servers import Server
from tests.browser.communes import box, changed, labels, visit
from tests.browser.visit import PHONE, Watched, link, menu_link, pick, rest
from tests.plain import plain

pytestmark = pytest.mark.browser

REVENUE = {"indicator": "budget_revenue", "period": "2022-09"}
CLICKABLE = ("map", "rank", "gap", "pace")


@pytest.fixture
def page(wide: Watched) -> Iterator[Page]:
    """A page in whose console nothing may fail, whatever a test does there."""
    yield wide.page
    assert (wide.complaints, wide.strangers) == ([], [])


# What is said when a filter has changed the page

_LISTEN = """() => {
  const line = document.querySelector("[role=status].ct-said");
  window.heard = [];
  new MutationObserver(() => line.textContent && window.heard.push(line.textContent))
    .observe(line, { childList: true, characterData: true, subtree: true });
}"""


def listen(page: Page, server: Server, path: str, params: dict[str, str]) -> None:
    """Open a page and write down, from then on, all that a screen reader would be told."""
    visit(page, server, params, path)
    page.wait_for_timeout(600)
    expect(page.get_by_role("status").and_(page.locator(".ct-said"))).to_have_text("")
    page.evaluate(_LISTEN)


def heard(page: Page) -> list[str]:
    rest(page)
    page.wait_for_timeout(600)
    told: list[str] = page.evaluate("window.heard.splice(0)")
    return [plain(one) for one in told]


def headline(page: Page) -> str:
    return plain(page.locator("h1").inner_text())


@pytest.mark.parametrize(
    ("path", "params", "name", "option"),
    [
        ("communes", REVENUE, "indicator", "Số hộ cận nghèo"),
        ("indicator", {"indicator": "income_per_person"}, "indicator", "Tổng thu ngân sách"),
    ],
)
def test_a_filter_says_the_new_finding_once(
    path: str, params: dict[str, str], name: str, option: str, page: Page, served: Server
) -> None:
    listen(page, served, path, params)
    before = headline(page)
    pick(page, name, option)
    assert headline(page) != before
    assert heard(page) == [headline(page)]
    # It is in the tree that a screen reader walks, and takes no room on the screen.
    expect(
        page.get_by_role("status").filter(has_text=page.locator("h1").inner_text())
    ).to_have_count(1)
    assert page.locator(".ct-said").evaluate("one => one.offsetWidth * one.offsetHeight") == 1


def test_a_sector_says_its_finding_in_the_other_language(page: Page, served: Server) -> None:
    listen(page, served, "economy", {"lang": "vi"})
    page.get_by_role("radio", name="EN").click()
    page.wait_for_url("**lang=en**")
    assert heard(page) == [headline(page)]
    assert "billion" in headline(page)


def test_where_the_finding_of_the_page_stays_that_of_the_box_is_said(
    page: Page, served: Server
) -> None:
    listen(page, served, "", {})
    before = headline(page)
    page.locator(".st-key-plan input").click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**plan=**")
    assert heard(page) == [plain(box(page, "progress").locator("h3").inner_text())]
    assert headline(page) == before


def test_nothing_is_said_where_nothing_has_changed(page: Page, served: Server) -> None:
    listen(page, served, "communes", {})
    page.locator(".st-key-clear button").click()
    assert heard(page) == []
    pick(page, "indicator", "Tổng thu ngân sách")
    assert len(heard(page)) == 1
    page.locator(".st-key-clear button").click()
    changed(page, "indicator", None)
    assert heard(page) == [headline(page)]
    page.locator(".st-key-clear button").click()
    assert heard(page) == []


def test_another_page_is_no_news_of_a_filter(page: Page, served: Server) -> None:
    listen(page, served, "", {})
    for path in ("economy", "communes"):
        menu_link(page, path).click()
        page.wait_for_url(f"**/{path}?**")
        rest(page)
        page.wait_for_timeout(600)
        expect(page.locator(".ct-said")).to_have_count(1)
        expect(page.locator(".ct-said")).to_have_text("")


# Figures whose marks choose a commune


def marks(page: Page, exhibit: str) -> Locator:
    return box(page, exhibit).get_by_role("toolbar").get_by_role("button")


def held(page: Page) -> str:
    """The name of what has the focus."""
    return plain(str(page.evaluate("document.activeElement.ariaLabel")))


def test_tab_stops_once_at_each_figure_and_arrows_go_on_from_there(
    page: Page, served: Server
) -> None:
    visit(page, served, REVENUE)
    for exhibit in CLICKABLE:
        expect(box(page, exhibit).locator(".ct-pick:not([tabindex='-1'])")).to_have_count(1)
    box(page, "map").locator(".ct-png").focus()
    page.keyboard.press("Tab")
    first = held(page)
    assert "tỷ đồng" in first
    walked = [first]
    for _ in range(15):
        page.keyboard.press("ArrowRight")
        walked.append(held(page))
    assert len(set(walked)) == 16
    page.keyboard.press("ArrowDown")
    assert held(page) == first
    page.keyboard.press("ArrowUp")
    assert held(page) == walked[-1]
    page.keyboard.press("Home")
    assert held(page) == first
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert held(page).startswith("Số liệu:")
    # Back at the mark that was left.
    page.keyboard.press("Shift+Tab")
    assert held(page) == walked[-1]


@pytest.mark.parametrize(("key", "exhibit"), [("Enter", "map"), ("Space", "rank")])
def test_a_key_chooses_a_commune_and_lets_it_go(
    key: str, exhibit: str, page: Page, served: Server
) -> None:
    visit(page, served, REVENUE)
    one = marks(page, exhibit).and_(page.locator("[value='00652']"))
    one.focus()
    for pressed, areas in (("true", "00652"), ("false", None), ("true", "00652")):
        page.keyboard.press(key)
        changed(page, "areas", areas)
        expect(one).to_be_focused()
        for figure in CLICKABLE:
            expect(box(page, figure).locator("[aria-pressed=true]")).to_have_count(
                1 if pressed == "true" else 0
            )
        expect(one).to_have_attribute("aria-pressed", pressed)
    # The way back in the browser is a change like any other.
    page.go_back()
    changed(page, "areas", None)
    expect(one).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("width", [1920, 1000, 390])
def test_the_ring_lies_on_the_mark_it_stands_for(
    width: int, page: Page, served: Server, names: list[str]
) -> None:
    page.set_viewport_size({"width": 1920, "height": 1080})
    visit(page, served, REVENUE)
    # Another width afterwards: the figure is laid out anew, not made anew.
    page.set_viewport_size({"width": width, "height": 1080})
    rest(page)
    for exhibit in CLICKABLE:
        found = {str(one["text"]): one for one in labels(page, exhibit) if one["text"] in names}
        assert len(found) == 16
        for mark in marks(page, exhibit).all():
            said = plain(mark.get_attribute("aria-label") or "")
            (name,) = [one for one in names if f" {one}:" in said]
            place, label = mark.bounding_box(), found[name]
            assert place is not None
            across = float(label["x"]) + float(label["width"]) / 2
            down = float(label["y"]) + float(label["height"]) / 2
            assert place["y"] < down < place["y"] + place["height"], (exhibit, name)
            if exhibit == "map":
                assert abs(place["x"] + place["width"] / 2 - across) < 2, name
            frame = box(page, exhibit).bounding_box()
            assert frame is not None
            assert frame["x"] < place["x"]
            assert place["x"] + place["width"] < frame["x"] + frame["width"]


@pytest.fixture(scope="session")
def names() -> list[str]:
    communes = """Văn Điển|Vĩnh Quỳnh|Ngũ Hiệp|Tân Triều|Thanh Liệt|Tả Thanh Oai|Hữu Hòa|Tam Hiệp|
    Tứ Hiệp|Yên Mỹ|Duyên Hà|Ngọc Hồi|Vạn Phúc|Đông Mỹ|Đại Áng|Liên Ninh"""
    return [one.strip() for one in communes.split("|")]


def test_a_ring_is_seen_on_a_chosen_mark_too(page: Page, served: Server) -> None:
    visit(page, served, REVENUE | {"areas": "00652"})
    figure = box(page, "map").locator(".ct-drawing")
    figure.scroll_into_view_if_needed()
    page.mouse.move(0, 0)
    without = figure.screenshot()
    box(page, "map").locator(".ct-png").focus()
    page.keyboard.press("Tab")
    while "Hữu Hòa" not in held(page):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.ariaPressed") == "true"
    style = "getComputedStyle(document.activeElement)"
    assert page.evaluate(f"{style}.outlineStyle") == "solid"
    # Outside of the frame of what is chosen, which lies within the tile.
    assert page.evaluate(f"parseFloat({style}.outlineOffset)") > 0
    assert figure.screenshot() != without


def test_what_chooses_nothing_is_a_picture(page: Page, served: Server) -> None:
    visit(page, served, REVENUE | {"areas": "00652"})
    for exhibit, buttons in (*((one, 16) for one in CLICKABLE), ("trend", 0)):
        picture = box(page, exhibit).locator("[role=img]")
        assert len(picture.get_attribute("aria-label") or "") > 20
        assert picture.get_by_role("button", include_hidden=True).count() == 0
        assert box(page, exhibit).locator(".ct-pick").count() == buttons
    visit(page, served, {}, "")
    assert page.locator(".ct-pick").count() == 0


def test_keys_on_the_map_of_a_commune_lead_to_another(page: Page, served: Server) -> None:
    visit(page, served, {"area": "00652"}, "commune")
    mark = marks(page, "map").and_(page.locator("[value='00679']"))
    mark.focus()
    page.keyboard.press("Enter")
    changed(page, "area", "00679")
    assert "Đại Áng" in headline(page)
    expect(mark).to_have_attribute("aria-pressed", "true")


# Fingers

# What a finger cannot hit within 21 px of its middle each way, or what something else lies on.
_SMALL = """(root) => {
  const within = root ? document.querySelector(root) : document;
  const shown = (one) => {
    for (let up = one; up; up = up.parentElement) {
      const { clipPath, pointerEvents } = getComputedStyle(up);
      if (clipPath !== "none" || pointerEvents === "none") return false;
    }
    return one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const wanted = "a, button, label:has(input), [role=group]:has(> [role=combobox])";
  const found = [];
  let seen = 0;
  for (const one of within.querySelectorAll(wanted)) {
    // Streamlit's link for keyboards, and what lies within a larger one that does the same.
    if (one.matches("[href='#main-content'], [role=group] > button") || !shown(one)) continue;
    one.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { x, y, width, height } = one.getBoundingClientRect();
    if (width < 2) continue;
    seen += 1;
    const steps = [-21, 0, 21];
    const missed = steps.flatMap((across) => steps.map((down) => [across, down]))
      .filter(([across, down]) => {
        const hit = document.elementFromPoint(x + width / 2 + across, y + height / 2 + down);
        return !hit || !one.contains(hit);
      });
    const name = one.ariaLabel || one.innerText || one.className;
    if (missed.length) found.push(`${name}: ${Math.round(width)}x${Math.round(height)} ${missed}`);
  }
  return [seen, found];
}"""


def small(page: Page, within: str = "") -> list[str]:
    seen, found = page.evaluate(_SMALL, within)
    assert seen > 0
    return list(found)


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("", "vi"),
        ("", "en"),
        ("education", "vi"),
        ("communes", "vi"),
        ("communes", "en"),
        ("indicator", "vi"),
        ("sources", "vi"),
        ("commune", "vi"),
    ],
)
def test_a_finger_hits_everything(
    path: str, language: str, served: Server, contexts: dict[str, BrowserContext]
) -> None:
    watched = Watched(contexts["phone"])
    asked = REVENUE | {"areas": "00652,00679"} if path == "communes" else {}
    page = watched.open(link(served, path, {"lang": language} | asked)).page
    missed = small(page)
    across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert not missed, "\n".join(missed)
    assert across <= 0


def test_a_finger_hits_what_stands_behind_a_tile(
    served: Server, contexts: dict[str, BrowserContext]
) -> None:
    watched = Watched(contexts["phone"])
    page = watched.open(link(served, "", {})).page
    page.locator(".tile[data-exhibit=budget] .ct-more").click()
    expect(page.get_by_role("dialog").get_by_role("link")).to_be_visible()
    missed = small(page, "dialog")
    page.keyboard.press("Escape")
    page.locator("[data-exhibit=progress] .ct-data").click()
    expect(page.get_by_role("dialog").locator(".ct-file")).to_be_visible()
    missed += small(page, "dialog")
    page.close()
    assert not missed, "\n".join(missed)


def test_a_finger_hits_the_heads_of_a_table(served: Server, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 1024, "height": 1366}, has_touch=True, user_agent=PHONE
    )
    watched = Watched(context)
    page = watched.open(link(served, "communes", REVENUE)).page
    missed = small(page, "[data-exhibit=listing]")
    context.close()
    assert not missed, "\n".join(missed)
