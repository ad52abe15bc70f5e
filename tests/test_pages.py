"""Every page runs, in both languages and for any link; what a link cannot mean is named."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from indicators import theme
from indicators.vocabulary import LANGUAGES
from indicators.wording.words import word
from tests.conftest import ROOT
from tests.screen import PAGES, opened, title, written


def sound(screen: AppTest) -> AppTest:
    """The screen, once it is sure that nothing on it failed."""
    assert [each.value for each in screen.exception] == []
    assert [each.value for each in screen.error] == []
    return screen


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs(
    name: str, language: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sound(opened(name, published, monkeypatch, lang=language))
    assert len(screen.title) == 1
    assert title(screen).strip()
    assert not screen.warning
    assert not re.search(r"\bNone\b|\bnan\b|Traceback", written(screen))
    assert screen.query_params["lang"] in (language, [language])
    assert ("27/02/2023" if language == "vi" else "27 February 2023") in written(screen)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("overview", "22/22"),
        ("economy", "14.563 tỷ đồng"),
        ("living", "21/21 hộ"),
        ("education", "64/73 trường"),
        ("administration", "6/30"),
        ("transition", "25/31 tiêu chí"),
        ("emulation", "22/22 chỉ tiêu"),
        ("communes", "39.492"),
        ("indicator", "14.563 tỷ đồng"),
        ("commune", "Văn Điển"),
    ],
)
def test_the_finding_of_a_page_is_its_title(
    name: str, number: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sound(opened(name, published, monkeypatch))
    assert number in re.sub(r":\w+\[(.*?)\]", r"\1", title(screen))


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({"indicator": "budget_revenue"}, "trên 2.167 tỷ đồng"),
        ({"indicator": "income_per_person", "period": "2022", "area": "020"}, "67,7"),
        ({"indicator": "new_rural_criteria", "area": "00658"}, "19/19 tiêu chí"),
        ({"indicator": "new_rural_criteria", "area": "00658", "lang": "en"}, "19/19 criteria"),
        ({"indicator": "poor_households", "area": "020"}, "không còn hộ nào"),
    ],
)
def test_a_link_is_opened_as_it_was_sent(
    query: dict[str, str], number: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sound(opened("indicator", published, monkeypatch, **query))
    assert number in title(screen)
    assert not screen.warning
    for key, value in query.items():
        assert screen.query_params[key] in (value, [value])


@pytest.mark.parametrize("code", ["highway_crossing", "city_games_rank", "cultural_villages"])
def test_an_indicator_without_a_figure_for_a_commune_says_so(
    code: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sound(opened("indicator", published, monkeypatch, area="00643", indicator=code))
    assert word("not_recorded", "vi").lower() in written(screen).lower() or screen.warning


def test_the_plans_of_one_assigner_can_be_linked(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = written(sound(opened("overview", published, monkeypatch)))
    city = written(sound(opened("overview", published, monkeypatch, plan="city")))
    assert every != city
    assert not opened("overview", published, monkeypatch, plan="city").warning


@pytest.mark.parametrize(
    ("name", "key", "value"),
    [
        ("overview", "period", "1999"),
        ("overview", "period", "not-a-period"),
        ("overview", "lang", "fr"),
        ("overview", "plan", "nobody"),
        ("economy", "period", "2022-Q1"),
        ("communes", "indicator", "no_such_indicator"),
        ("commune", "area", "99999"),
        ("indicator", "area", "99999"),
        ("indicator", "indicator", "no_such_indicator"),
        ("indicator", "indicator", "<b>x</b>"),
    ],
)
def test_an_unknown_value_is_named_and_left_out(
    name: str, key: str, value: str, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = sound(opened(name, published, monkeypatch, **{key: value}))
    assert len(screen.warning) == 1
    # Markdown may want some letters of it marked.
    assert value in str(screen.warning[0].value).replace("\\", "")
    usual = sound(opened(name, published, monkeypatch))
    assert title(screen) == title(usual)


def test_a_language_can_be_chosen(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = sound(opened("overview", published, monkeypatch))
    assert word("attention", "vi") in written(screen)
    screen = sound(opened("overview", published, monkeypatch, lang="en"))
    assert word("attention", "en") in written(screen)


@pytest.fixture(params=["empty", "absent", "pointer to nothing", "broken snapshot", "no folder"])
def unserved(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder from which nothing can be served."""
    data = tmp_path / "data"
    if request.param == "no folder":
        return data
    (data / "published").mkdir(parents=True)
    if request.param == "empty":
        (data / "published").rmdir()
    if request.param in ("pointer to nothing", "broken snapshot"):
        pointer = data / "published" / "current"
        pointer.write_text("indicators-000001.duckdb 0000\n", encoding="utf-8")
    if request.param == "broken snapshot":
        (data / "published" / "indicators-000001.duckdb").write_bytes(b"no database" * 500)
    return data


@pytest.mark.parametrize(
    "name", ["overview", "economy", "communes", "commune", "indicator", "sources"]
)
def test_without_a_snapshot_one_sentence_says_what_to_do(
    name: str, unserved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, command in (("vi", "python -m indicators publish"), ("en", "./run")):
        screen = opened(name, unserved, monkeypatch, lang=language)
        assert [each.value for each in screen.exception] == []
        (said,) = [str(each.value) for each in screen.error]
        assert command in said
        assert said.endswith(".")
        assert "\n" not in said
        assert not screen.title


def test_a_page_is_short() -> None:
    paths = [ROOT / "dashboard.py", *(ROOT / "pages").glob("*.py")]
    assert {path.stem for path in paths} == {"dashboard", "wall", *PAGES} - {"overview"}
    for path in paths:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


SETTINGS: dict[str, Any] = tomllib.loads(
    (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("key", "colour"),
    [
        ("primaryColor", theme.NAVY),
        ("backgroundColor", theme.PAPER),
        ("secondaryBackgroundColor", theme.SECOND),
        ("textColor", theme.INK),
        ("borderColor", theme.BORDER),
        ("linkColor", theme.LINK),
        ("chartCategoricalColors", [theme.NAVY, theme.SKY, theme.OCHRE]),
        ("font", theme.FONT_FAMILY),
        ("headingFont", theme.FONT_FAMILY),
        ("grayTextColor", theme.MUTED),
    ],
)
def test_pages_and_figures_have_the_same_colours(key: str, colour: object) -> None:
    assert SETTINGS["theme"][key] == colour


@pytest.mark.parametrize("status", sorted(theme.LOOKS))
def test_a_status_has_the_same_colours_on_the_page_and_in_figures(status: str) -> None:
    look = theme.LOOKS[status]
    if look.badge != "gray":
        assert SETTINGS["theme"][f"{look.badge}Color"] == look.fill
        assert SETTINGS["theme"][f"{look.badge}TextColor"] == look.text
        assert SETTINGS["theme"][f"{look.badge}BackgroundColor"] == look.tint


def test_every_font_of_the_pages_is_one_that_the_figures_use() -> None:
    faces = SETTINGS["theme"]["fontFaces"]
    upright = {
        face["weight"]: Path(face["url"]).name for face in faces if face["style"] == "normal"
    }
    assert upright == dict(theme.FONT_FILES)
