"""Another district is another data folder, never another line of code."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits import indicator as sheets
from indicators.exhibits import overview, questions
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import Facts
from indicators.exhibits.report import report
from indicators.vocabulary import FORMS, LANGUAGES, Language, Status
from tests import another_district
from tests.answers import facts
from tests.conftest import ROOT
from tests.plain import plain
from tests.screen import PAGES, opened, title, written
from tests.small_folder import small_folder

PERIODS = ("2023", "2024", "2024-Q4", "2025-Q1", "2025-03")


def told(source: Engine, language: Language, period: str = "2024") -> Facts:
    return facts(source, language, period, another_district.DISTRICT)


def test_it_shares_no_area_indicator_or_exhibit_with_the_shipped_district(
    other_source: Engine, source: Engine
) -> None:
    for query in (frames.areas, frames.exhibits, frames.indicators):
        ours, theirs = query(other_source), query(source)
        key = next(iter(ours[0].__dataclass_fields__))
        names = ({getattr(row, key) for row in rows} for rows in (ours, theirs))
        assert set.intersection(*names) == set()


def test_it_has_every_form_of_exhibit_of_plan_and_of_status(other_source: Engine) -> None:
    assert {row.form for row in frames.exhibits(other_source)} == set(FORMS)
    codes = [row.indicator_code for row in frames.indicators(other_source)]
    plans = [row for code in codes for row in frames.plans(other_source, "901", code)]
    assert {row.form for row in plans} == {"level", "change", "growth", "band", "maintain"}
    rows = [row for period in PERIODS for row in frames.progress(other_source, "901", period)]
    seen = {row.status for row in rows}
    assert seen >= {
        "exceeded", "met", "missed", "behind", "late", "not_due", "no_plan", "no_data",
    }  # fmt: skip
    assert seen <= {status.value for status in Status}


SCOPES = [*((period, "vi") for period in PERIODS), ("2024", "en"), ("2025-Q1", "en")]


@pytest.mark.parametrize(("period", "language"), SCOPES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_runs(
    name: str, language: str, period: str, other_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(name, other_data, monkeypatch, lang=language, period=period)
    assert [each.value for each in screen.exception] == []
    assert not screen.error
    assert not screen.warning
    assert not re.search(r"\bNone\b|\bnan\b|Thanh Trì|Hà Nội", written(screen))


@pytest.mark.parametrize("row", another_district.INDICATORS, ids=lambda row: row[0])
def test_every_indicator_has_its_page(
    row: tuple[str, ...], other_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, names = row[0], row[3:5]
    screen = opened("indicator", other_data, monkeypatch, indicator=code, period="2024", lang="en")
    assert [each.value for each in screen.exception] == []
    if row[-1] == "" and not screen.warning:
        assert names[1] in title(screen)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_names_what_was_missed_first(other_source: Engine, language: Language) -> None:
    attention = overview.attention(told(other_source, language))
    assert attention is not None
    first = another_district.INDICATORS[6]
    short = first[5 if language == "vi" else 6].lower()
    assert first[0] == "accidents"
    assert short in attention.headline.lower().split("(")[0]
    assert [one.status for one in attention.judgements[:3]] == ["missed"] * 3
    # What is met or not due yet is not named.
    names = {row[0] for row in attention.table.rows}
    assert not names & {"Số trường kiên cố", "Solid schools", "Số xã kiểu mẫu", "Model communes"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_inside_a_period_it_names_what_is_behind(other_source: Engine, language: Language) -> None:
    for period in ("2025-Q1", "2025-03"):
        made = told(other_source, language, period)
        attention = overview.attention(made)
        assert attention is not None
        (judgement,) = attention.judgements
        assert judgement.status == "behind"
        share, path = ("12,5", "25") if language == "vi" else ("12.5", "25")
        assert share in judgement.arithmetic
        assert re.search(rf"\b{path}\b", judgement.arithmetic.rpartition(";")[2])
        progress = overview.progress(made)
        assert progress is not None
        assert re.search(r"\b0(/| of )1\b", progress.headline)


def test_the_sum_of_the_months_is_what_is_judged(other_source: Engine) -> None:
    (row,) = told(other_source, "vi", "2025-03").progress["roads_mended"]
    assert (row.value, row.plan, row.completion) == (15, 120, 12.5)
    sheet = sheets.sheet(told(other_source, "vi", "2025-03"), "roads_mended")
    assert "6,0" in sheet.headline
    assert "15,0" in sheet.headline


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("period", PERIODS)
def test_the_report_prints(other_source: Engine, language: Language, period: str) -> None:
    text = report(told(other_source, language, period))
    assert "Sông Trà" in text
    assert "Thanh Trì" not in text
    assert not re.search(r"\bNone\b|\bnan\b|  |: \.|[a-z]_[a-z]", text)


@pytest.mark.parametrize(
    "number",
    [
        "1.000,0 tỷ đồng", "88,9% mức tỉnh giao", "92% mức tỉnh giao",
        "102,2% mức HĐND huyện giao", "108,3% mức tỉnh giao", "35 hộ", "2 vụ", "9,1 độ pH",
        "12/20 trường", "61%", "12 ÷ 20 = 60%", "thứ 4/11",
        "còn 3 để đạt kế hoạch 15, hạn năm 2026",
        "tăng 2 bậc so với năm 2023", "gần 12 nghìn hồ sơ", "1.200 cây", "12 giải",
    ],
)  # fmt: skip
def test_the_report_holds_every_number(other_source: Engine, number: str) -> None:
    assert number in report(told(other_source, "vi"))


def test_totals_of_communes_are_summed(other_source: Engine) -> None:
    made = told(other_source, "vi")
    assert made.values["trees"].value == 2000
    assert made.values["trees"].derivation == "sum"
    answer = questions.exhibit(made, "planting")
    assert answer is not None
    assert [record["value"] for record in answer.records] == [1200, 0, 800]


def test_a_commune_has_its_own_page(other_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"area": "09011", "indicator": "model_criteria", "period": "2024"}
    screen = opened("indicator", other_data, monkeypatch, **query)
    assert "7/9 tiêu chí" in title(screen)
    screen = opened("indicator", other_data, monkeypatch, **query | {"area": "09017"})
    assert "không áp dụng" in title(screen).lower()


def test_the_scope_names_the_area(other_source: Engine) -> None:
    made = told(other_source, "vi")
    assert made.scope == Scope("901", "2024", "vi")
    assert made.catalogue.area_name("09017", "2024", "vi") == "thị trấn Trà Thượng"
    assert made.catalogue.area("09017", "2019") is None


def test_no_line_of_code_names_the_shipped_district() -> None:
    named = re.compile(r"thanh.?tr[iì]\b|\b020\b|00640|hà nội", re.I)
    for path in [*(ROOT / "indicators").rglob("*.py"), *(ROOT / "queries").rglob("*.sql")]:
        code = path.read_text(encoding="utf-8")
        # Docstrings and help may give it as an example; a string that the code uses may not.
        lines = [line for line in code.splitlines() if named.search(line)]
        for line in lines:
            assert "``" in line or "example" in line.lower(), (path.name, line)


def test_a_district_without_figures_says_so(tmp_path: Path) -> None:
    empty = small_folder(tmp_path, observations=[], plans=[], indicators=[]).published()
    period = frames.opening_period(empty, "020")
    assert period == str(datetime.now().astimezone().year - 1)
    its = facts(empty, "vi", period, "020")
    assert plain(overview.headline(its).text).endswith(f"chưa có số liệu, năm {period}")
    assert overview.closing(its).startswith("Chưa có số liệu. ")
    assert "01/01/0001" not in overview.closing(its)
