"""The pages of communes as their address asks for them; what a browser does there is elsewhere."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators.vocabulary import LANGUAGES, Language
from indicators.wording.words import word
from tests.commune_folder import COMMUNES, at, made_up
from tests.commune_folder import published as published_folder
from tests.commune_views import SOURCES
from tests.screen import boxes, opened, pickers, title, written

SCHOOLS = {"indicator": "standard_schools", "period": "2022", "since": "2020"}
REVENUE = {"indicator": "budget_revenue", "period": "2022-09"}


class Folder:
    """The shipped data, whose commune pages a test opens."""

    def __init__(self, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = data
        self.monkeypatch = monkeypatch

    def open(self, page: str = "communes", **query: str) -> AppTest:
        return sound(opened(page, self.data, self.monkeypatch, **query))


@pytest.fixture
def folder(published: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    return Folder(published, monkeypatch)


def sound(screen: AppTest) -> AppTest:
    assert [each.value for each in screen.exception] == []
    assert [each.value for each in screen.error] == []
    return screen


def warnings(screen: AppTest) -> list[str]:
    return [str(each.value).replace("\\", "") for each in screen.warning]


def chosen(screen: AppTest, key: str) -> list[str]:
    """What a box to choose in shows."""
    codes: list[str] = pickers(screen)[key][0]["chosen"]
    return codes


def options(screen: AppTest, key: str) -> list[str]:
    return [row[0] for row in pickers(screen)[key][1]]


def asked(screen: AppTest) -> dict[str, str]:
    """The view that the button for the link would copy."""
    query: dict[str, str] = boxes(screen)["link"]["query"]
    return query


def address(screen: AppTest) -> dict[str, str]:
    params = {key: screen.query_params[key] for key in screen.query_params}
    return {key: value[0] if isinstance(value, list) else value for key, value in params.items()}


# What the address asks for


def test_question_of_the_schools_is_answered_by_the_page(folder: Folder) -> None:
    screen = folder.open(**SCHOOLS)
    assert not screen.warning
    for part in ("Hữu Hòa (33,3 %)", "Đại Áng (50 %)", "Tân Triều (57,1 %)"):
        assert part in title(screen)
    said = boxes(screen)["rank"]["headline"].replace("\u00a0", " ")
    moved = "Hữu Hòa (33,3 %; không đổi), Đại Áng (50 %; −25,0 điểm %) và Tân Triều (57,1 %; +7,1"
    assert moved in said
    assert "so với năm 2020" in said


def test_without_an_address_real_figures_stand_first(folder: Folder) -> None:
    screen = folder.open()
    assert asked(screen)["indicator"] == "population"
    assert "minh họa" not in title(screen)
    listed = options(screen, "indicator")
    notes = {row[0]: row[3] for row in pickers(screen)["indicator"][1]}
    assert {notes[code] for code in ("population", "new_rural_criteria")} == {""}
    assert notes["budget_revenue"] == "số minh họa"
    assert listed.index("population") < listed.index("budget_revenue")


def test_whole_view_is_in_the_link(folder: Folder) -> None:
    query = {
        "lang": "en",
        "sector": "economy",
        "indicator": "budget_revenue",
        "period": "2022-09",
        "since": "2022-03",
        "counted": "alone",
        "plan": "commune_plan",
        "areas": "00652,00643",
        "illustrative": "1",
    }
    first = folder.open(**query)
    assert asked(first) == query
    # Sent on, it asks for the same though nothing of it is a default.
    again = folder.open(**asked(first))
    assert written(again) == written(first)
    assert asked(again) == query


def test_defaults_are_in_the_link_too(folder: Folder) -> None:
    screen = folder.open(indicator="standard_schools")
    assert address(screen) == {"indicator": "standard_schools"}
    assert asked(screen) == {
        "lang": "vi",
        "indicator": "standard_schools",
        "period": "2022",
        "since": "2021",
        "counted": "to_date",
        "plan": "commune_plan",
        "illustrative": "1",
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lang", "fr"),
        ("sector", "defence"),
        ("indicator", "no_such"),
        ("period", "1999"),
        ("period", "2022-13"),
        ("period", "<b>x</b>"),
        ("since", "1999"),
        ("counted", "twice"),
        ("plan", "nobody"),
        ("areas", "99999"),
        ("areas", "' or 1=1 --"),
        ("illustrative", "maybe"),
    ],
)
@pytest.mark.parametrize("base", [{}, REVENUE], ids=["population", "revenue"])
def test_unknown_value_is_named_once_and_ignored(
    base: dict[str, str], key: str, value: str, folder: Folder
) -> None:
    screen = folder.open(**(base | {key: value}))
    (said,) = warnings(screen)
    assert value in said
    assert not any(part in said for part in ("; đang xem .", "Có: ,", "Có: ."))
    rest = {name: given for name, given in base.items() if name != key}
    usual = folder.open(**rest)
    assert (title(screen), asked(screen)) == (title(usual), asked(usual))


def test_every_unknown_value_is_named_beside_those_that_are_known(folder: Folder) -> None:
    wrong = {"sector": "defence", "since": "1999", "counted": "twice", "plan": "nobody"}
    screen = folder.open(**REVENUE, **wrong, areas="00652,99999,00643,88888")
    said = warnings(screen)
    assert len(said) == 5
    for value in (*wrong.values(), "99999", "88888"):
        assert sum(value in text for text in said) == 1
    assert asked(screen)["areas"] == "00652,00643"


@pytest.mark.parametrize("language", LANGUAGES)
def test_value_that_another_indicator_has_goes_to_the_newest(language: str, folder: Folder) -> None:
    screen = folder.open(indicator="income_per_person", period="2022-09", lang=language)
    assert not screen.warning
    assert asked(screen)["period"] == "2022"
    screen = folder.open(indicator="population", period="2022", since="2021", lang=language)
    assert not screen.warning
    assert asked(screen)["period"] == "2019"
    assert "since" not in asked(screen)
    # Somebody plans, but not this for communes.
    screen = folder.open(**REVENUE, plan="city", lang=language)
    assert not screen.warning
    assert asked(screen)["plan"] == "commune_plan"


def test_since_is_the_same_period_a_year_before(folder: Folder) -> None:
    for period, since in (("2022", "2021"), ("2022-09", "2021-09"), ("2022-Q2", "2021-Q2")):
        screen = folder.open(indicator="budget_revenue", period=period)
        assert asked(screen)["since"] == since
        assert screen.selectbox(key="since").value == since
    # What is not before the period cannot be compared with.
    later = folder.open(indicator="budget_revenue", period="2021", since="2022")
    assert asked(later)["since"] == "2020"
    assert not later.warning


def test_seventh_commune_is_not_shown(folder: Folder) -> None:
    codes = ["00640", "00643", "00646", "00649", "00652", "00655", "00658"]
    screen = folder.open(**SCHOOLS, areas=",".join(codes))
    assert chosen(screen, "areas") == codes[:6]


# What the filters do


def test_sector_narrows_the_indicators(folder: Folder) -> None:
    screen = folder.open(**SCHOOLS)
    every = options(screen, "indicator")
    screen.selectbox(key="sector").set_value("economy").run()
    sound(screen)
    assert address(screen)["sector"] == "economy"
    narrowed = options(screen, "indicator")
    assert 0 < len(narrowed) < len(every)
    assert "standard_schools" not in narrowed
    # The indicator of the sector that was left is no mistake of the link.
    assert not screen.warning
    assert asked(screen)["indicator"] == narrowed[0]
    screen.selectbox(key="sector").set_value("").run()
    assert options(sound(screen), "indicator") == every


def test_clear_returns_to_the_default(folder: Folder) -> None:
    usual = folder.open(lang="en")
    screen = folder.open(
        lang="en", **REVENUE, since="2022-03", counted="alone", areas="00652", sector="economy",
        illustrative="1", plan="commune_plan",
    )  # fmt: skip
    assert written(screen) != written(usual)
    screen.button(key="clear").click().run()
    assert written(sound(screen)) == written(usual)
    assert address(screen) == {"lang": "en"}


def test_frequency_leads_to_the_nearest_period(folder: Folder) -> None:
    for period, frequency, leads_to in (
        ("2022", "M", "2022-12"),
        ("2022-02", "Q", "2022-Q1"),
        ("2022-Q2", "M", "2022-06"),
        ("2022-04", "Q", "2022-Q2"),
        ("2021-05", "A", "2021"),
        # There are no months of 2020.
        ("2020", "M", "2021-01"),
    ):
        screen = folder.open(indicator="budget_revenue", period=period)
        screen.button_group(key="frequency").set_value(frequency).run()
        assert address(sound(screen))["period"] == leads_to
        assert asked(screen)["period"] == leads_to
        assert not screen.warning


def test_counting_can_be_chosen_only_where_it_matters(folder: Folder) -> None:
    keys = {each.key for each in folder.open(**REVENUE).selectbox}
    assert "counted" in keys
    for query in (SCHOOLS, SCHOOLS | {"period": "2022-09", "since": "2021-09"}):
        assert "counted" not in {each.key for each in folder.open(**query).selectbox}


def test_month_alone_says_why_it_is_not_judged(folder: Folder) -> None:
    screen = folder.open(**REVENUE, counted="alone")
    assert "lũy kế từ đầu năm" in boxes(screen)["no-gap"]["subtitle"]
    assert "pace" not in boxes(screen)
    # A choice that is left over from another indicator changes nothing where it means nothing.
    stock = folder.open(indicator="near_poor_households", period="2022-09", counted="alone")
    usual = folder.open(indicator="near_poor_households", period="2022-09")
    assert written(stock) == written(usual)
    assert "gap" in boxes(stock)


def test_what_does_not_add_up_says_why_on_the_page(folder: Folder) -> None:
    screen = folder.open(indicator="commune_ward_criteria")
    assert "không cộng được" in boxes(screen)["no-gap"]["subtitle"]
    over = folder.open(**SCHOOLS)
    assert "Kỳ kế hoạch đã kết thúc" in boxes(over)["no-pace"]["subtitle"]
    running = folder.open(**REVENUE)
    assert {"gap", "pace"} <= set(boxes(running))
    assert not {"no-gap", "no-pace"} & set(boxes(running))


def test_every_exhibit_is_about_the_same_commune(folder: Folder) -> None:
    found = boxes(folder.open(**REVENUE, areas="00652"))
    assert [row[0] for row in found["listing"]["table"]["rows"]] == ["Xã Hữu Hòa"]
    assert "Hữu Hòa" in found["trend"]["table"]["columns"]
    assert "Tân Triều" not in found["trend"]["table"]["columns"]
    plain = boxes(folder.open(**REVENUE))
    for code in ("map", "rank", "gap", "pace"):
        # The others stay beside it, but it is drawn apart from them.
        assert found[code]["table"] == plain[code]["table"]
        assert found[code]["figure"] != plain[code]["figure"]
        assert json.loads(found[code]["figure"])
    assert [link["words"] for link in found["profiles"]["links"]] == ["Hữu Hòa"]


# Made-up figures


@pytest.mark.parametrize("language", LANGUAGES)
def test_switch_leaves_only_real_figures(language: Language, folder: Folder) -> None:
    with_them = folder.open(lang=language)
    screen = folder.open(lang=language)
    screen.toggle(key="illustrative").set_value(False).run()
    sound(screen)
    assert address(screen)["illustrative"] == "0"
    assert set(options(screen, "indicator")) < set(options(with_them, "indicator"))
    assert "budget_revenue" not in options(screen, "indicator")
    assert asked(screen)["illustrative"] == "0"
    # The links of the menu carry the choice; no reader sees that.
    seen = re.sub(r"<(script|style).*?</\1>|<[^>]*>", "", written(screen), flags=re.DOTALL)
    assert word("illustrative", language).lower() not in seen.lower()
    for link in boxes(screen)["profiles"]["links"]:
        assert link["query"]["illustrative"] == "0"
    screen.toggle(key="illustrative").set_value(True).run()
    assert "illustrative" not in address(sound(screen))
    assert written(screen) == written(with_them)


def test_switch_stands_only_where_there_is_something_to_leave_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published_folder(tmp_path / "real", at("2022", 5), areas=COMMUNES)
    screen = sound(opened("communes", tmp_path / "real", monkeypatch))
    assert not screen.toggle
    fancied = made_up(at("2021", 4))
    published_folder(
        tmp_path / "both", at("2022", 5), illustrative=fancied, areas=COMMUNES, sources=SOURCES
    )
    screen = sound(opened("communes", tmp_path / "both", monkeypatch))
    assert [each.key for each in screen.toggle] == ["illustrative"]


def test_district_without_figures_of_communes_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: Sequence[Any] = [{"area_code": "020", "period": "2022", "value": 5}]
    published_folder(tmp_path, *rows, areas=COMMUNES[:1])
    for page in ("communes", "commune"):
        screen = sound(opened(page, tmp_path, monkeypatch))
        assert len(screen.info) == 1
        assert not screen.title


def test_page_of_a_commune_with_real_and_made_up_figures_says_some_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fancied = made_up(
        *(at(year, 4, code) for year in ("2020", "2021") for code in ("00640", "00643"))
    )
    seen = [at("2022", 5), at("2022", 6, "00643")]
    published_folder(tmp_path, *seen, illustrative=fancied, areas=COMMUNES, sources=SOURCES)
    screen = sound(opened("commune", tmp_path, monkeypatch, area="00640", period="2022"))
    shown = written(screen)
    assert "Một phần là số minh họa" in shown
    assert word("illustrative_sentence", "vi") not in shown
    screen = sound(opened("communes", tmp_path, monkeypatch, period="2022", since="2021"))
    rows = boxes(screen)["listing"]["table"]["rows"]
    assert [row[-1] for row in rows][-1] == ""
    assert not [row for row in rows if row[-1].startswith(";")]


# The page of one commune


def test_commune_has_a_page_of_its_own(folder: Folder) -> None:
    screen = folder.open("commune", area="00652")
    assert title(screen).startswith("Xã Hữu Hòa: ")
    assert chosen(screen, "area") == ["00652"]
    found = boxes(screen)
    assert {"profile", "map", "link"} <= set(found)
    rows = {row[0]: row for row in found["profile"]["table"]["rows"]}
    schools = [cell.replace("\u00a0", " ") for cell in rows["Số trường đạt chuẩn quốc gia"]]
    assert schools[1:4] == ["Năm 2022", "1/3 trường (33,3 %)", "hạng 16/16"]
    assert schools[6] == "Không đạt"
    assert asked(screen) == {"lang": "vi", "area": "00652", "period": "2022", "illustrative": "1"}
    again = folder.open("commune", **asked(screen))
    assert written(again) == written(screen)


def test_commune_without_made_up_figures(folder: Folder) -> None:
    screen = folder.open("commune", area="00652", illustrative="0")
    assert "minh họa" not in written(screen)
    real = {row[0] for row in boxes(screen)["profile"]["table"]["rows"]}
    every = folder.open("commune", area="00652")
    assert real < {row[0] for row in boxes(every)["profile"]["table"]["rows"]}
    assert "minh họa" in written(every)


def test_commune_of_an_earlier_year(folder: Folder) -> None:
    screen = folder.open("commune", area="00652", period="2021")
    assert not screen.warning
    periods = {row[1] for row in boxes(screen)["profile"]["table"]["rows"]}
    assert periods == {"Năm\u00a02021", "Năm\u00a02019"}
    assert asked(screen)["period"] == "2021"


@pytest.mark.parametrize(
    ("key", "value"),
    [("area", "99999"), ("area", "020"), ("period", "1999"), ("illustrative", "x"), ("lang", "fr")],
)
def test_what_the_page_of_a_commune_does_not_know_is_named(
    key: str, value: str, folder: Folder
) -> None:
    screen = folder.open("commune", **{key: value})
    (said,) = warnings(screen)
    assert value in said
    assert title(screen) == title(folder.open("commune"))
