"""The page of figures as staff use it: a template, mistakes, a publication, the way back."""

from pathlib import Path
from typing import Final

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Dialog, Page, expect

from indicators import snapshot
from indicators.page.figures import KEY
from tests.browser.visit import Watched, link, new_context, rest, serving
from tests.conftest import copy_of_data
from tests.filled import Filled
from tests.small_folder import small_folder

pytestmark = pytest.mark.browser


def hand_in(page: Page, path: Path) -> None:
    page.set_input_files("input[type=file]", str(path))


def table(page: Page, label: str) -> list[list[str]]:
    """The rows of a table on the page, once it is there."""
    found = page.get_by_role("region", name=label)
    found.wait_for(timeout=60_000)
    rows = found.locator("tbody tr").all()
    return [[cell.inner_text() for cell in row.locator("td").all()] for row in rows]


def test_three_mistakes_are_named_mended_published_seen_elsewhere_and_taken_back(
    tmp_path: Path, wide: Watched
) -> None:
    data = copy_of_data(tmp_path)
    assert snapshot.publish(data).findings == ()
    with serving(data) as server:
        other = wide.page.context.new_page()
        other.goto(link(server, "education", {"lang": "vi", "period": "2023"}))
        expect(other.get_by_role("heading", level=1)).to_contain_text("64/73")

        page = wide.open(link(server, "figures", {"lang": "vi"})).page
        page.get_by_role("button", name="Làm mẫu Excel").click()
        with page.expect_download() as taken:
            page.get_by_role("button", name="Tải so-lieu-2023.xlsx").click(timeout=60_000)
        taken.value.save_as(tmp_path / "2023.xlsx")

        book = Filled(tmp_path / "2023.xlsx")
        book.source()
        book.actual("income_per_person", "73,1")
        wrong = [
            book.actual("standard_schools", 75, whole=73)["value"],
            book.actual("budget_revenue", "2.450 tấn")["value"],
            book.actual("total_production_value", 16300, status="Ướcc")["status"],
        ]
        hand_in(page, book.save(tmp_path / "bad.xlsx"))
        found = table(page, "3. Sửa lỗi, trả lời câu hỏi")
        assert {row[3] for row in found if row[0] == "Lỗi"} == {*wrong}
        assert {row[2] for row in found} == {"Số liệu"}
        assert not page.get_by_role("button", name="Công bố").is_visible()
        assert [path.name for path in (data / "observations").glob("import-*")] == []

        book.actual("standard_schools", 67, whole=73)
        book.actual("budget_revenue", 2450)
        book.actual("total_production_value", 16300, status="Số ước")
        page.get_by_role("button", name="Bỏ tệp").first.click()
        hand_in(page, book.save(tmp_path / "good.xlsx"))
        changes = table(page, "4. Xem thay đổi rồi công bố")
        assert {row[1] for row in changes} == {"Mới"}
        assert any("73,1" in row[3] for row in changes)
        publish = page.get_by_role("button", name="Công bố 5 thay đổi")
        publish.click()
        page.get_by_text("Hãy ghi tên người công bố.").wait_for()
        page.get_by_label("Người công bố").first.fill("Nguyễn Thị Bích")
        publish.click()
        page.get_by_text("Đã công bố indicators-000002").wait_for(timeout=60_000)

        # Nobody touches the other page.
        expect(other.get_by_role("heading", level=1)).to_contain_text("67/73", timeout=40_000)

        history = table(page, "Lịch sử công bố")
        assert history[0][0] == "000002 (đang dùng)"
        assert history[0][2:4] == ["Nhập tệp", "Nguyễn Thị Bích"]
        assert "good.xlsx" in history[0][5]

        page.get_by_text("Lấy lại một bản trước").click()
        page.get_by_role("button", name="Xem sẽ đổi gì").click()
        page.get_by_text("thay cho indicators-000002: số liệu: ").wait_for(timeout=60_000)
        expect(page.get_by_label("Người công bố")).to_have_value("Nguyễn Thị Bích")
        page.get_by_role("button", name="Lấy lại bản 000001").click()
        page.get_by_text("Đã công bố indicators-000003").wait_for(timeout=60_000)
        rest(page)
        assert table(page, "Lịch sử công bố")[0][2] == "Lấy lại bản 000001"
        expect(other.get_by_role("heading", level=1)).to_contain_text("64/73", timeout=40_000)
        other.close()
    assert list((data / "observations").glob("import-*")) == []


WORDS: Final = {
    "vi": ("Chọn tệp", "mỗi tệp đến 20 MB", "Thêm tệp", "Bỏ tệp a.csv", "Tệp lớn hơn 20 MB."),
    "en": ("Choose files", "up to 20 MB each", "Add files", "Remove a.csv", "larger than 20 MB."),
}
TARGETS: Final = (
    *(".stRadio label", ".stFileUploader button", ".stFormSubmitButton button"),
    *(".stTextInput input", ".stExpander summary", ".stButton button"),
)
SIZES: Final = """(wanted) => wanted.flatMap((one) => [...document.querySelectorAll(
    `.stMain ${one}`)].filter((each) => !each.matches('[data-testid="stWidgetLabel"]'))
    .map((each) => [one, each.getBoundingClientRect()])
    .map(([name, {width, height}]) => [name, Math.round(Math.min(width, height))]))"""


def seen(page: Page, within: str) -> str:
    """What is drawn by style, in place of what stands there."""
    return str(page.eval_on_selector(within, "e => getComputedStyle(e, '::after').content"))


@pytest.mark.parametrize("language", WORDS)
def test_the_box_for_files_speaks_the_language_of_the_page_and_fits_a_finger(
    tmp_path: Path, browser: Browser, language: str
) -> None:
    data = small_folder(tmp_path / "data").path
    assert snapshot.publish(data).findings == ()
    asks = tmp_path / "a.csv"
    asks.write_text(
        "area_code,indicator_code,period,value,status,source_code\n"
        "020,output,2023,18.500,official,report\n",
        "utf-8",
    )
    large = tmp_path / "b.csv"
    large.write_bytes(b"x" * 21_000_000)
    choose, limit, add, remove, too_large = WORDS[language]
    context = new_context(browser, "phone")
    try:
        with serving(data) as server:
            page = Watched(context).open(link(server, "figures", {"lang": language})).page
            page.get_by_role("button", name=choose, exact=True).wait_for()
            hint = '[data-testid="stFileUploaderDropzoneInstructions"] > div'
            assert limit in seen(page, hint)
            box = page.get_by_test_id("stFileUploader")
            assert box.inner_text().count("Upload") == box.inner_text().count("per file") == 0
            small = [one for one in page.evaluate(SIZES, TARGETS) if one[1] < 44]
            page.set_input_files("input[type=file]", [str(asks), str(large)])
            page.get_by_role("button", name=remove, exact=True).wait_for()
            expect(page.get_by_role("button", name=add, exact=True)).to_be_visible()
            expect(box.get_by_role("alert")).to_contain_text(too_large)
            page.get_by_test_id("stRadio").wait_for(timeout=60_000)
            rest(page)
            found = page.evaluate(SIZES, TARGETS)
            assert {name for name, _ in found} == set(TARGETS) - {".stExpander summary"}
            assert [*small, *(one for one in found if one[1] < 44)] == []
    finally:
        context.close()


HOSTILE: Final = "<img src=x onerror=alert(1)> **đậm** [nối](http://x.invalid)"
"""What would be an element, or bold, or a link, if it were not text."""


def test_what_a_file_says_is_shown_as_it_is_and_publishing_takes_the_key(
    tmp_path: Path, wide: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = small_folder(tmp_path / "data").path
    assert snapshot.publish(data).findings == ()
    name, sheet = "<b>đậm<b> _nghiêng_.xlsx", "<i>_a_ __b__ $x$<i>"
    with xlsxwriter.Workbook(tmp_path / name) as book:
        made = book.add_worksheet(sheet)
        heads = ("area_code", "indicator_code", "period", "value", "status", "source_code")
        rows = (
            ("020", "output", "2023", HOSTILE, "official", "report"),
            ("020", "output", "2024", "18.500", "official", "report"),
        )
        for line, cells in enumerate((heads, *rows)):
            made.write_row(line, 0, cells)
    monkeypatch.setenv(KEY, "khóa bí mật")
    with serving(data) as server:
        page = wide.open(link(server, "figures", {"lang": "vi"})).page
        alerts: list[str] = []

        def alerted(dialog: Dialog) -> None:
            alerts.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", alerted)
        hand_in(page, tmp_path / name)
        found = table(page, "3. Sửa lỗi, trả lời câu hỏi")
        assert {(row[1], row[2]) for row in found} == {(name, sheet)}
        assert HOSTILE in {row[5] for row in found}
        asked = page.get_by_test_id("stRadio")
        expect(asked).to_contain_text(f"Trang {sheet}, ô D3: ")
        main = page.get_by_test_id("stMain")
        made_of_text = main.locator("b, i, strong, em, a").all_inner_texts()
        assert not [text for text in made_of_text if "đậm" in text or "a_" in text or "nối" in text]
        assert main.locator("img[src=x]").count() == 0
        assert asked.locator("strong, em").count() == 0
        assert alerts == []

        page.get_by_role("button", name="Bỏ tệp").first.click()
        sound = tmp_path / "sound.csv"
        sound.write_text(",".join(heads) + "\n020,output,2023,120,official,report\n", "utf-8")
        hand_in(page, sound)
        assert len(table(page, "4. Xem thay đổi rồi công bố")) == 1
        publish = page.get_by_role("button", name="Công bố 1 thay đổi")
        expect(publish).to_have_count(0)
        key = page.get_by_label("Mã của người giữ số liệu")
        key.fill("khóa")
        key.press("Enter")
        page.get_by_text("Mã không đúng.").wait_for()
        expect(publish).to_have_count(0)
        key.fill("khóa bí mật")
        key.press("Enter")
        publish.wait_for()
        page.get_by_label("Người công bố").first.fill("Bình")
        publish.click()
        page.get_by_text("Đã công bố indicators-000002").wait_for(timeout=60_000)
