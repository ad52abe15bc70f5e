"""The pages of communes as an analyst uses them: filter, click, sort, take away, send on."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from indicators.engine import Engine
from indicators.exhibits.facts import catalogue
from tests.benchmarks.servers import HOST, Server
from tests.browser.communes import (
    box,
    changed,
    click,
    combobox,
    framed,
    heads,
    labels,
    rows,
    strong,
    visit,
)
from tests.browser.visit import (
    Watched,
    link,
    new_context,
    params_of,
    report,
    rest,
    serving,
    shows,
)
from tests.plain import plain

pytestmark = pytest.mark.browser

SCHOOLS = {"indicator": "standard_schools", "since": "2020"}
REVENUE = {"indicator": "budget_revenue", "period": "2022-09"}


@pytest.fixture
def page(wide: Watched) -> Iterator[Page]:
    """A page in whose console nothing may fail, whatever a test does there."""
    yield wide.page
    assert (wide.complaints, wide.strangers) == ([], [])


@pytest.fixture(scope="session")
def names(source: Engine) -> list[str]:
    return [one.name for one in catalogue(source).communes("2022")]


# What a new user comes to find out


def test_who_is_furthest_behind_on_schools_stands_on_the_page(page: Page, served: Server) -> None:
    visit(page, served, SCHOOLS)
    found = report(page)
    said = plain(found.headline)
    assert "Hữu Hòa (33,3 %), Đại Áng (50 %) và Tân Triều (57,1 %)" in said
    everything = plain("\n".join(found.texts))
    moved = {"Hữu Hòa": "không đổi", "Đại Áng": "−25,0 điểm %", "Tân Triều": "+7,1 điểm %"}
    for name, change in moved.items():
        assert re.search(rf"{name} \([^)]*; {re.escape(change)}\)", everything), name
    assert "so với năm 2020" in everything
    table = {row[0]: row for row in rows(page)}
    assert table["Xã Hữu Hòa"][1:4] == ["16", "1/3 trường (33,3 %)", "không đổi"]
    assert table["Xã Đại Áng"][1:4] == ["15", "2/4 trường (50 %)", "−25,0 điểm %"]
    assert table["Xã Tân Triều"][1:4] == ["14", "4/7 trường (57,1 %)", "+7,1 điểm %"]
    assert "16/16 đơn vị đã có số liệu" in everything


@pytest.mark.parametrize(
    ("typed", "name", "code", "figure"),
    [
        ("thanh liet", "Thanh Liệt", "00646", "188,6"),
        ("dai ang", "Đại Áng", "00679", "26,6"),
        ("huu hoa", "Hữu Hòa", "00652", "41,3"),
        ("huu hoà", "Hữu Hòa", "00652", "41,3"),
    ],
)
def test_every_exhibit_agrees_on_the_commune_that_was_typed(
    typed: str, name: str, code: str, figure: str, page: Page, served: Server, names: list[str]
) -> None:
    visit(page, served, REVENUE)
    assert strong(page, "rank", names) == []
    combobox(page, "areas").fill(typed)
    expect(page.locator(".open .ct-picker-name")).to_have_text([name])
    page.keyboard.press("Enter")
    changed(page, "areas", code)
    assert framed(page, names) == [name]
    for exhibit in ("rank", "gap", "pace"):
        assert strong(page, exhibit, names) == [name]
    drawn = [str(one["text"]) for one in labels(page, "trend")]
    assert f"{name} {figure}" in drawn
    assert not [text for text in drawn for other in names if other != name and other in text]
    (row,) = rows(page)
    assert row[0] == f"Xã {name}"
    assert row[2] == f"{figure} tỷ đồng"
    for exhibit in ("map", "rank"):
        assert figure in [one["text"] for one in labels(page, exhibit)]
    assert box(page, "profiles").get_by_role("link").all_inner_texts() == [name]


# Clicks


def test_click_on_a_tile_chooses_it_and_another_lets_it_go(
    page: Page, served: Server, names: list[str]
) -> None:
    visit(page, served, REVENUE)
    click(page, "map", "Hữu Hòa")
    changed(page, "areas", "00652")
    assert framed(page, names) == strong(page, "rank", names) == ["Hữu Hòa"]
    click(page, "map", "Tứ Hiệp")
    changed(page, "areas", "00652,00658")
    assert sorted(framed(page, names)) == ["Hữu Hòa", "Tứ Hiệp"]
    assert [row[0] for row in rows(page)] == ["Xã Tứ Hiệp", "Xã Hữu Hòa"]
    chips = page.locator(".st-key-pick-areas").get_by_role("listitem")
    expect(chips).to_have_text(["Hữu Hòa", "Tứ Hiệp"])
    click(page, "map", "Hữu Hòa")
    changed(page, "areas", "00658")
    click(page, "map", "Tứ Hiệp")
    changed(page, "areas", None)
    assert framed(page, names) == strong(page, "rank", names) == []
    assert len(rows(page)) == 16


@pytest.mark.parametrize("exhibit", ["rank", "gap", "pace"])
def test_click_on_a_bar_chooses_its_commune(
    exhibit: str, page: Page, served: Server, names: list[str]
) -> None:
    visit(page, served, REVENUE)
    click(page, exhibit, "Ngọc Hồi")
    changed(page, "areas", "00673")
    assert framed(page, names) == strong(page, "rank", names) == ["Ngọc Hồi"]
    click(page, exhibit, "Ngọc Hồi")
    changed(page, "areas", None)


# Links


def test_copied_link_shows_the_same_to_a_colleague(
    published: Path, served: Server, browser: Browser
) -> None:
    sender = new_context(browser, "wide")
    sender.grant_permissions(["clipboard-read", "clipboard-write"])
    here = Watched(sender).open(link(served, "communes", REVENUE | {"lang": "en"}))
    click(here.page, "map", "Đại Áng")
    changed(here.page, "areas", "00679")
    combobox(here.page, "areas").fill("huu hoa")
    here.page.keyboard.press("Enter")
    changed(here.page, "areas", "00679,00652")
    here.page.keyboard.press("Escape")
    box(here.page, "link").get_by_role("button").click()
    copied = here.page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).hostname == HOST
    expect(box(here.page, "link").get_by_role("button")).to_have_text("Copied")
    # The word goes back to what it was.
    expect(box(here.page, "link").get_by_role("button")).to_have_text("Copy link")
    rest(here.page)
    seen = report(here.page)
    sender.close()
    # A process that has served nothing yet, and a browser that has never been here.
    with serving(published) as server:
        receiver = new_context(browser, "wide")
        parts = urlsplit(copied)
        there = Watched(receiver).open(f"{server.url(parts.path.lstrip('/'))}?{parts.query}")
        cold = report(there.page)
        params = params_of(there.page)
        receiver.close()
    assert cold.exceptions + cold.alerts + here.complaints + there.complaints == []
    assert cold.headline == seen.headline
    assert cold.texts == seen.texts
    assert params["areas"] == "00679,00652"
    assert params["since"] == "2021-09"


def test_unknown_values_are_named_and_ignored(page: Page, served: Server) -> None:
    wrong = {"sector": "defence", "period": "1999", "plan": "nobody", "areas": "99999,00652"}
    visit(page, served, {"indicator": "budget_revenue"} | wrong)
    alerts = page.get_by_test_id("stAlert")
    expect(alerts).to_have_count(4)
    for value in ("defence", "1999", "nobody", "99999"):
        expect(alerts.filter(has_text=value)).to_have_count(1)
    assert [row[0] for row in rows(page)] == ["Xã Hữu Hòa"]


def test_clear_returns_to_the_default(page: Page, served: Server) -> None:
    visit(page, served, {"lang": "vi"})
    usual = report(page).texts
    visit(page, served, REVENUE | {"lang": "vi", "areas": "00652,00679", "counted": "alone"})
    assert report(page).texts != usual
    page.locator(".st-key-clear button").click()
    changed(page, "areas", None)
    assert params_of(page) == {"lang": "vi"}
    assert report(page).texts == usual


def test_indicator_is_found_and_chosen_by_typing(page: Page, served: Server) -> None:
    visit(page, served, {"areas": "00652"})
    combobox(page, "indicator").fill("ho can ngheo")
    expect(page.locator(".open .ct-picker-name")).to_have_text(["Số hộ cận nghèo cuối kỳ"])
    page.keyboard.press("Enter")
    changed(page, "indicator", "near_poor_households")
    assert "Hộ cận nghèo năm 2022" in plain(page.locator("h1").inner_text())
    # What else was chosen stays.
    assert params_of(page)["areas"] == "00652"
    assert [row[0] for row in rows(page)] == ["Xã Hữu Hòa"]


# Made-up figures


def test_switch_leaves_made_up_figures_out(page: Page, served: Server) -> None:
    visit(page, served, {"indicator": "new_rural_criteria"})
    assert "số minh họa" in report(page).headline
    page.get_by_role("switch").or_(page.get_by_role("checkbox")).first.focus()
    page.keyboard.press("Space")
    changed(page, "illustrative", "0")
    found = report(page)
    switch = "Cả số minh họa"
    assert "minh họa" not in "\n".join(found.texts).replace(switch, "")
    assert box(page, "rank").count() == 1
    page.keyboard.press("Space")
    changed(page, "illustrative", None)
    assert "số minh họa" in report(page).headline


# The table


def order(page: Page, column: str) -> list[str]:
    return [row[heads(page).index(column)] for row in rows(page)]


def shares(cells: list[str]) -> list[float]:
    """The percentages of cells: 99.7 of ``377/378 hồ sơ (99,7 %)``."""
    return [float(re.findall(r"\(([\d,]+)", cell)[0].replace(",", ".")) for cell in cells]


def test_table_is_sorted_by_a_click_and_by_a_key(page: Page, served: Server) -> None:
    # Of August 2021 three communes have not reported.
    visit(page, served, {"indicator": "dossiers_on_time", "period": "2021-08", "counted": "alone"})
    blank = "chưa có số liệu"
    first = order(page, "Thực hiện")
    assert 0 < first.count(blank) < 16
    known = 16 - first.count(blank)
    head = box(page, "listing").locator("th").filter(has_text="Thực hiện")
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    rates = shares(order(page, "Thực hiện")[:known])
    assert rates == sorted(rates)
    assert set(order(page, "Thực hiện")[known:]) == {blank}
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert shares(order(page, "Thực hiện")[:known]) == rates[::-1]
    # A blank is neither the least nor the greatest.
    assert set(order(page, "Thực hiện")[known:]) == {blank}
    names = box(page, "listing").locator("th").filter(has_text="Địa bàn")
    names.get_by_role("button").focus()
    page.keyboard.press("Space")
    assert names.get_attribute("aria-sort") == "ascending"
    assert head.get_attribute("aria-sort") is None
    by_name = order(page, "Địa bàn")
    # Đ stands after D, and both kinds of commune are sorted by their names alone.
    some = ["Xã Duyên Hà", "Xã Đại Áng", "Xã Hữu Hòa", "Xã Thanh Liệt", "Thị trấn Văn Điển"]
    assert [name for name in by_name if name in some] == some


def test_numbers_are_sorted_as_numbers(page: Page, served: Server) -> None:
    visit(page, served, REVENUE)
    head = box(page, "listing").locator("th").filter(has_text="Thực hiện")
    head.get_by_role("button").click()
    figures = [float(text.split()[0].replace(",", ".")) for text in order(page, "Thực hiện")]
    assert figures == sorted(figures)
    assert figures[0] < 20 < 200 < figures[-1]


def take(page: Page, kind: str) -> tuple[bytes, str]:
    with page.expect_download() as download:
        page.locator(f".st-key-take-{kind} button").click()
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


@pytest.mark.parametrize("kind", ["xlsx", "csv", "parquet"])
def test_file_equals_the_table_on_the_screen(kind: str, page: Page, served: Server) -> None:
    visit(page, served, SCHOOLS | {"areas": "00640,00652,00679"})
    content, name = take(page, kind)
    assert name == f"thanh-tri-2022-truong-dat-chuan-quoc-gia-bang-so-lieu-theo-xa-thi-tran.{kind}"
    source = io.BytesIO(content)
    if kind == "parquet":
        found = pd.read_parquet(source)
    elif kind == "csv":
        assert content.startswith(b"\xef\xbb\xbf")
        found = pd.read_csv(source, dtype={"area_code": str})
    else:
        found = pd.read_excel(source, engine="openpyxl", dtype={"Mã địa bàn": str})
        found = found.rename(
            columns={
                "Mã địa bàn": "area_code", "Địa bàn": "area", "Hạng": "place", "Thực hiện": "value",
                "Tổng số": "whole", "Mức so sánh, %": "rate", "Chênh lệch, %": "change",
                "Kế hoạch": "plan", "Tỷ lệ so với kế hoạch, %": "completion_percent",
            }
        )  # fmt: skip
    shown = rows(page)
    assert len(shown) == len(found) == 3
    assert sorted(found["area_code"]) == ["00640", "00652", "00679"]
    for row, (_, record) in zip(shown, found.iterrows(), strict=True):
        area, place, value, change, plan, completion, *_ = row
        assert area == record["area"]
        assert int(place.rstrip("=")) == record["place"]
        parts, share = re.findall(r"(\d+/\d+) trường \(([\d,]+) %\)", value)[0]
        assert parts == f"{record['value']:.0f}/{record['whole']:.0f}"
        assert float(share.replace(",", ".")) == round(record["rate"], 1)
        moved = re.findall(r"[\d,]+", change)
        assert (float(moved[0].replace(",", ".")) if moved else 0) == abs(
            round(record["change"], 1)
        )
        assert plan == f"{record['plan']:.0f} trường"
        assert float(completion.split()[0].replace(",", ".")) == round(
            record["completion_percent"], 1
        )


def test_workbook_says_what_it_holds_and_where_it_is_from(page: Page, served: Server) -> None:
    visit(page, served, SCHOOLS | {"areas": "00652"})
    content, _ = take(page, "xlsx")
    book = openpyxl.load_workbook(io.BytesIO(content))
    said: dict[object, str] = {}
    for name, text, *_ in book.worksheets[1].iter_rows(values_only=True):
        said.setdefault(name, str(text))
    assert said["Xã, thị trấn"] == "Hữu Hòa"
    assert "không phải số liệu thật" in said["Tính chất số liệu"]
    query = urlsplit(said["Liên kết"]).query
    # The way back leads to the same view, whatever is the default by then.
    shown = rows(page)
    page.goto(f"{served.url('communes')}?{query}")
    rest(page)
    assert rows(page) == shown
    assert {"period": "2022", "since": "2020", "areas": "00652"}.items() <= params_of(page).items()


# One commune's page


def test_profile_is_reached_by_a_link_and_leads_on_by_the_map(page: Page, served: Server) -> None:
    visit(page, served, SCHOOLS | {"areas": "00652"})
    box(page, "profiles").get_by_role("link", name="Hữu Hòa").click()
    page.wait_for_url("**/commune?**")
    rest(page)
    assert params_of(page)["area"] == "00652"
    assert page.locator("h1").inner_text().startswith("Xã Hữu Hòa: ")
    assert shows(report(page).texts, "33,3 %")
    click(page, "map", "Đại Áng")
    changed(page, "area", "00679")
    assert page.locator("h1").inner_text().startswith("Xã Đại Áng: ")
    combobox(page, "area").fill("thanh liet")
    page.keyboard.press("Enter")
    changed(page, "area", "00646")
    assert page.locator("h1").inner_text().startswith("Xã Thanh Liệt: ")
    page.go_back()
    page.wait_for_url("**area=00679**")


def test_profile_opens_cold_from_its_own_link(published: Path, browser: Browser) -> None:
    with serving(published) as server:
        context = new_context(browser, "wide")
        watched = Watched(context).open(link(server, "commune", {"area": "00652"}))
        found = report(watched.page)
        context.close()
    assert found.exceptions + found.alerts + watched.complaints == []
    assert found.headline.startswith("Xã Hữu Hòa: ")
    assert found.figures == 2
    assert shows(found.texts, "16/16")


# A phone


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("communes", SCHOOLS),
        ("communes", REVENUE | {"areas": "00643,00652,00679,00649,00640,00664", "lang": "en"}),
        ("communes", {"indicator": "commune_ward_criteria"}),
        ("commune", {"area": "00649"}),
    ],
)
def test_nothing_is_wider_than_a_phone(
    path: str, params: dict[str, str], served: Server, browser: Browser
) -> None:
    context = new_context(browser, "phone")
    watched = Watched(context).open(link(served, path, params))
    found = report(watched.page)
    context.close()
    assert found.exceptions + found.alerts + watched.complaints == []
    assert found.across <= 0
    assert found.figures >= 2
    assert (found.cut, found.overlaps, found.faint) == ([], [], [])
