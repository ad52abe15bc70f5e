"""The box to search and choose in: what it finds, and what keyboard, mouse and finger do to it."""

import shutil
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests import picker_page
from tests.benchmarks.servers import HOST, Command, Server, running
from tests.browser.visit import ROOT, Watched, new_context, params_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The page of boxes, served with the fonts beside it."""
    folder = tmp_path_factory.mktemp("picker")
    shutil.copytree(ROOT / "static", folder / "static")
    page = shutil.copy(Path(str(picker_page.__file__)), folder / "page.py")
    words = f"-m streamlit run {page} --server.port {{port}} --server.address {HOST}"
    command = Command((sys.executable, *words.split()), ROOT, {}, "/_stcore/health")
    with running(command) as server:
        yield server


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    context = new_context(browser, "wide")
    yield context
    context.close()


@pytest.fixture
def finger(browser: Browser) -> Iterator[Page]:
    """A phone that is touched."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def watched(boxes: Server, desk: BrowserContext) -> Iterator[Watched]:
    """The page of boxes; whatever a test does there, nothing may fail in the console."""
    found = Watched(desk)
    visit(found.page, boxes)
    yield found
    found.page.close()
    assert (found.complaints, found.strangers) == ([], [])


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


def visit(page: Page, server: Server, **chosen: str) -> None:
    page.goto(server.url() + (f"?{urlencode(chosen)}" if chosen else ""))
    expect(box(page, "Chữ lạ")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def rows(page: Page) -> Locator:
    return page.get_by_role("option")


def names(page: Page) -> list[str]:
    return page.locator(".open .ct-picker-name").all_inner_texts()


def chips(page: Page, key: str) -> Locator:
    return page.locator(f".st-key-pick-{key}").get_by_role("listitem")


def active(page: Page, name: str) -> str:
    """The option that a screen reader says the keyboard is on."""
    code = box(page, name).get_attribute("aria-activedescendant")
    return page.locator(f"[id='{code}'] .ct-picker-name").inner_text() if code else ""


def expect_param(page: Page, key: str, value: str) -> None:
    page.wait_for_function(
        "([key, value]) => new URL(location.href).searchParams.get(key) === value",
        arg=[key, value],
    )


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("thanh liet", "Thanh Liệt"),
        ("dai ang", "Đại Áng"),
        ("huu hoa", "Hữu Hòa"),
        ("huu hoà", "Hữu Hòa"),
        ("HỮU  HOÀ ", "Hữu Hòa"),
        ("oai ta", "Tả Thanh Oai"),
        ("đông", "Đông Mỹ"),
        ("dong", "Đông Mỹ"),
        ("Ðông", "Đông Mỹ"),
        ("iệp tứ", "Tứ Hiệp"),
        ("00650", "Đại Áng"),
    ],
)
def test_marks_case_and_order_do_not_matter(typed: str, name: str, page: Page) -> None:
    for text in (unicodedata.normalize("NFD", typed), unicodedata.normalize("NFC", typed)):
        box(page, "Địa bàn").fill(text)
        assert names(page) == [name]
    page.keyboard.press("Enter")
    expect(box(page, "Địa bàn")).to_have_value(name)
    expect(rows(page)).to_have_count(0)
    code = next(one.code for one in picker_page.communes if one.name == name)
    expect_param(page, "one", code)


def test_word_starts_come_before_other_places(page: Page) -> None:
    box(page, "Địa bàn").fill("th")
    assert names(page) == ["Thanh Liệt", "Huyện Thanh Trì", "Tả Thanh Oai"]
    box(page, "Địa bàn").fill("h")
    found = names(page)
    assert found[:2] == ["Huyện Thanh Trì", "Hữu Hòa"]
    assert found.index("Tứ Hiệp") < found.index("Thanh Liệt")


def test_the_keyboard_does_everything_in_a_single_choice(page: Page) -> None:
    one = box(page, "Địa bàn")
    one.focus()
    expect(one).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Alt+ArrowDown")
    expect(one).to_have_attribute("aria-expanded", "true")
    assert active(page, "Địa bàn") == "Huyện Thanh Trì"
    page.keyboard.press("ArrowDown")
    assert active(page, "Địa bàn") == "Vạn Phúc"
    page.keyboard.press("End")
    assert active(page, "Địa bàn") == "Văn Điển"
    expect(rows(page).last).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    assert active(page, "Địa bàn") == "Huyện Thanh Trì"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("PageUp")
    page.keyboard.press("Home")
    assert active(page, "Địa bàn") == "Huyện Thanh Trì"
    page.keyboard.type("liet")
    assert active(page, "Địa bàn") == "Thanh Liệt"
    page.keyboard.press("Escape")
    expect(one).to_have_attribute("aria-expanded", "false")
    expect(one).to_have_value("Huyện Thanh Trì")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(rows(page)).to_have_count(0)
    expect(one).not_to_be_focused()
    expect(one).to_have_value("Huyện Thanh Trì")
    assert params_of(page) == {}


def test_chips_are_made_and_taken_away_from_the_keyboard(page: Page) -> None:
    few = box(page, "Các xã để so sánh")
    few.focus()
    page.keyboard.type("ngu hiep")
    page.keyboard.press("Enter")
    expect(few).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("tu hiep")
    page.keyboard.press("Enter")
    expect(chips(page, "few")).to_have_text(["Ngũ Hiệp", "Tứ Hiệp"])
    expect_param(page, "few", "00645,00646")
    # What was looked for is found and gone, so Backspace takes the last chip.
    expect(few).to_have_value("")
    page.keyboard.press("Backspace")
    expect(chips(page, "few")).to_have_text(["Ngũ Hiệp"])
    expect_param(page, "few", "00645")
    page.keyboard.press("Escape")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="Bỏ chọn Ngũ Hiệp")).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips(page, "few")).to_have_count(0)
    expect(few).to_be_focused()
    expect_param(page, "few", "")


def test_fast_choices_are_all_kept(page: Page) -> None:
    box(page, "Các xã để so sánh").click()
    for place in (1, 2, 3, 4):
        rows(page).nth(place).click()
    expect(chips(page, "few")).to_have_count(4)
    expect_param(page, "few", "00641,00642,00643,00644")
    page.wait_for_timeout(500)
    expect(chips(page, "few")).to_have_text(["Vạn Phúc", "Duyên Hà", "Yên Mỹ", "Đông Mỹ"])


def test_no_more_than_the_most_and_all_taken_away_at_once(boxes: Server, page: Page) -> None:
    visit(page, boxes, few="00641,00642,00643,00650")
    box(page, "Các xã để so sánh").click()
    listed = page.get_by_role("listbox", name="Các xã để so sánh")
    expect(listed).to_have_attribute("aria-multiselectable", "true")
    expect(page.get_by_role("option", selected=True)).to_have_count(4)
    expect(page.get_by_role("option", disabled=True)).to_have_count(13)
    expect(page.get_by_role("status").filter(visible=True)).to_contain_text("đủ 4 mục")
    rows(page).first.click(force=True)
    expect(chips(page, "few")).to_have_count(4)
    page.get_by_role("option", name="Đại Áng").click()
    expect(chips(page, "few")).to_have_count(3)
    expect(page.get_by_role("option", disabled=True)).to_have_count(0)
    expect_param(page, "few", "00641,00642,00643")
    page.get_by_role("button", name="Bỏ chọn hết: Các xã để so sánh").click()
    expect(chips(page, "few")).to_have_count(0)
    expect_param(page, "few", "")


def test_groups_have_headings(page: Page) -> None:
    box(page, "Chỉ tiêu").click()
    groups = page.get_by_role("group")
    for name in ("Kinh tế", "Đời sống", "Giáo dục, văn hóa"):
        expect(page.get_by_role("group", name=name).get_by_role("option")).to_have_count(3)
    box(page, "Chỉ tiêu").fill("doi song thu nhap")
    expect(groups).to_have_count(1)
    assert names(page) == ["Thu nhập bình quân đầu người 1"]


def test_a_long_list_draws_its_first_fifty(page: Page) -> None:
    box(page, "Mọi xã").click()
    expect(rows(page)).to_have_count(50)
    expect(page.get_by_text("Còn 3.271 mục nữa")).to_be_visible()
    spent = page.evaluate(
        """() => {
          const input = document.getElementById("ct-pick-long");
          const begun = performance.now();
          for (const text of ["d", "da", "dak", "dak o"]) {
            input.value = text;
            input.dispatchEvent(new Event("input"));
          }
          return (performance.now() - begun) / 4;
        }"""
    )
    assert spent < 60
    assert names(page) == ["Xã Đắk Ơ"]
    page.keyboard.press("Enter")
    expect(chips(page, "long")).to_have_text(["Xã Đắk Ơ"])
    box(page, "Mọi xã").fill("không có xã này")
    expect(page.get_by_text("Không tìm thấy mục nào.")).to_be_visible()


def test_the_list_stays_within_the_window_and_flips_up(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 420})
    box(page, "Chữ lạ").scroll_into_view_if_needed()
    for name in ("Địa bàn", "Mọi xã", "Chữ lạ"):
        box(page, name).click()
        window = page.viewport_size
        listed = page.locator(".ct-picker-popup.open").bounding_box()
        field = box(page, name).bounding_box()
        assert window
        assert listed
        assert field
        assert listed["y"] >= 0
        assert listed["y"] + listed["height"] <= window["height"]
        apart = [listed["y"] - field["y"] - field["height"], field["y"] - listed["y"]]
        apart[1] -= listed["height"]
        assert max(apart) >= 0
        page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1000, "height": 700})
    page.evaluate(
        """() => {
          const host = document.querySelector(".st-key-pick-one");
          host.style.cssText = "position: fixed; bottom: 20px; left: 20px; width: 300px";
        }"""
    )
    box(page, "Địa bàn").click()
    listed = page.locator(".ct-picker-popup.open").bounding_box()
    field = box(page, "Địa bàn").bounding_box()
    assert listed
    assert field
    assert listed["y"] + listed["height"] <= field["y"]


def test_nothing_cuts_the_list(page: Page) -> None:
    page.evaluate(
        """() => {
          const host = document.querySelector(".st-key-pick-few");
          host.style.cssText = "overflow: hidden; height: 80px; transform: translateX(0)";
        }"""
    )
    box(page, "Các xã để so sánh").click()
    listed = page.locator(".ct-picker-popup.open")
    seen = listed.evaluate(
        """(popup) => {
          const { left, bottom } = popup.getBoundingClientRect();
          return popup.contains(document.elementFromPoint(left + 30, bottom - 10));
        }"""
    )
    assert seen


def test_a_click_outside_closes(page: Page) -> None:
    one = box(page, "Địa bàn")
    one.fill("zzz")
    expect(page.get_by_text("Không tìm thấy mục nào.")).to_be_visible()
    page.mouse.click(1000, 900)
    expect(one).to_have_attribute("aria-expanded", "false")
    expect(one).to_have_value("Huyện Thanh Trì")


def test_the_first_click_marks_the_name_and_the_first_letter_replaces_it(page: Page) -> None:
    one = box(page, "Địa bàn")
    for enter in (one.click, one.click, one.focus):
        enter()
        page.keyboard.type("dai")
        expect(one).to_have_value("dai")
        page.keyboard.press("Escape")


def test_the_focus_can_be_seen(boxes: Server, page: Page) -> None:
    visit(page, boxes, few="00641")
    ring = """(input) => {
      const held = input.closest(".ct-picker-box") ?? input;
      return [getComputedStyle(held).outlineStyle, getComputedStyle(input).outlineStyle];
    }"""
    few = box(page, "Các xã để so sánh")
    assert few.evaluate(ring) == ["none", "none"]
    few.focus()
    assert few.evaluate(ring)[0] == "solid"
    for name in ("Bỏ chọn Vạn Phúc", "Bỏ chọn hết: Các xã để so sánh"):
        page.keyboard.press("Shift+Tab")
        button = page.get_by_role("button", name=name)
        expect(button).to_be_focused()
        assert button.evaluate(ring)[1] == "solid"


def test_hostile_text_is_shown_letter_by_letter(boxes: Server, page: Page) -> None:
    visit(page, boxes, hostile="hostile")
    title = page.title()
    expect(chips(page, "hostile")).to_have_text([picker_page.HOSTILE])
    field = box(page, "Chữ lạ")
    field.click()
    popup = page.locator(".ct-picker-popup.open")
    texts = popup.locator(".ct-picker-name, .ct-picker-note, .ct-picker-group").all_text_contents()
    assert texts == [picker_page.HOSTILE] * 3 + ["Thường"]
    assert page.locator(".ct-picker img").count() == 0
    assert page.title() == title
    # The button's name holds what a replacement would have obeyed.
    remove = page.locator(".st-key-pick-hostile .ct-picker-chip button")
    assert remove.get_attribute("aria-label") == f"Bỏ chọn {picker_page.HOSTILE}"


def test_what_is_not_known_is_left_out(boxes: Server, page: Page) -> None:
    visit(page, boxes, few="99999,00650", one="99999")
    expect(chips(page, "few")).to_have_text(["Đại Áng"])
    expect(box(page, "Địa bàn")).to_have_value("")


def test_the_address_is_the_truth(page: Page) -> None:
    box(page, "Địa bàn").fill("ngoc hoi")
    page.keyboard.press("Enter")
    expect_param(page, "one", "00648")
    page.reload()
    expect(box(page, "Địa bàn")).to_have_value("Ngọc Hồi")


def test_a_finger_chooses_on_a_phone(boxes: Server, finger: Page) -> None:
    visit(finger, boxes, few="00641,00642", grouped="long")
    box(finger, "Các xã để so sánh").tap()
    finger.get_by_role("option", name="Yên Mỹ").tap()
    expect(chips(finger, "few")).to_have_count(3)
    small = finger.evaluate(
        """() => [...document.querySelectorAll(
            ".ct-picker button, .ct-picker-popup.open [role=option], .ct-picker-box")]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
          .map((one) => one.outerHTML)"""
    )
    assert small == []
    finger.get_by_role("button", name="Bỏ chọn Vạn Phúc").tap()
    expect_param(finger, "few", "00642,00643")
    finger.touchscreen.tap(5, 840)
    expect(rows(finger)).to_have_count(0)
    box(finger, "Chỉ tiêu").tap()
    across = finger.evaluate(
        "() => [document.documentElement.scrollWidth, "
        "document.querySelector('.ct-picker-popup.open').getBoundingClientRect().right]"
    )
    assert max(across) <= 390
    long = finger.get_by_role("option", selected=True)
    expect(long).to_have_attribute("title", f"{picker_page.grouped[-1].name} · phần trăm số hộ")
    cut = long.locator(".ct-picker-name").evaluate("(one) => one.scrollWidth > one.clientWidth")
    assert cut
