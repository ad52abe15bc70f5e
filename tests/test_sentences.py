"""Sentences made by rule from values: facts of each clause, derived years to the letter."""

from dataclasses import replace
from datetime import date

import pytest

from indicators.frames import Indicator, Reconciliation, Source, Value
from indicators.vocabulary import LANGUAGES
from indicators.wording import sentences
from indicators.wording.numbers import MINUS
from tests.plain import plain
from tests.records import (
    BUDGET,
    HOUSEHOLDS,
    INCOME,
    OPEN,
    POOR,
    RANK,
    SHARE,
    published,
    value,
)


@pytest.mark.parametrize(
    ("seen", "indicator", "vi", "en"),
    [
        (value(67.7), INCOME, ["67,7 triệu đồng/người/năm"], ["67.7 million dong per person"]),
        (value(21, whole=21), HOUSEHOLDS, ["21/21 hộ"], ["21/21 households"]),
        (value(6, whole=30), RANK, ["thứ 6/30"], ["6/30"]),
        (value(2), RANK, ["thứ 2"], ["2nd"]),
        (value(53.3), SHARE, ["53,3 %"], ["53.3%"]),
        (
            value(14563, qualifier="above", status="estimated"),
            BUDGET,
            ["ước", "trên 14.563 tỷ đồng"],
            ["estimated", "over 14,563 billion dong"],
        ),
        (value(65000, qualifier="nearly", step=1e3), HOUSEHOLDS, ["gần 65 nghìn hộ"], ["nearly"]),
        (value(1), OPEN, ["có"], ["yes"]),
        (value(0), POOR, ["không còn hộ nào"], ["no households left"]),
        (value(None), BUDGET, ["chưa có số liệu"], ["no data"]),
        (value(None, status="not_applicable"), BUDGET, ["không áp dụng"], ["not applicable"]),
        (value(5, status="illustrative"), HOUSEHOLDS, ["5 hộ (số minh họa)"], ["(illustrative)"]),
    ],
)  # fmt: skip
def test_a_statement_names_the_indicator_and_its_value(
    seen: Value, indicator: Indicator, vi: list[str], en: list[str]
) -> None:
    said = {"vi": vi, "en": en}
    for language in LANGUAGES:
        text = plain(sentences.statement(seen, indicator, language))
        assert text.startswith(indicator.name(language))
        assert all(part in text for part in said[language])
        assert "None" not in text


def test_a_verb_is_not_said_twice() -> None:
    schools = replace(HOUSEHOLDS, name_vi="Số trường đạt chuẩn")
    text = sentences.statement(value(64, whole=73), schools, "vi")
    assert text.count("đạt") == 1


def then(before: float, **known: object) -> dict[str, object]:
    return {"before": before, "before_period": "2021", **known}


@pytest.mark.parametrize(
    ("seen", "indicator", "vi", "en"),
    [
        (value(67.7, **then(62.0, before_derivation="change")), INCOME,
         "tăng 5,7 triệu đồng so với năm 2021", "up 5.7 million dong on 2021"),
        (value(14563, **then(14563 / 1.125, before_derivation="growth")), BUDGET,
         "tăng 12,5 % so với năm 2021", "up 12.5% on 2021"),
        (value(92, **then(80)), BUDGET, "tăng 15 % so với năm 2021", "up 15% on 2021"),
        (value(92, **then(0)), BUDGET, "tăng 92 tỷ đồng so với năm 2021",
         "up 92 billion dong on 2021"),
        (value(0, **then(21, before_derivation="change")), POOR,
         "giảm 21 hộ so với năm 2021", "down 21 households on 2021"),
        (value(4, **then(6)), RANK, "tăng 2 bậc so với năm 2021", "up 2 places on 2021"),
        (value(6, **then(4)), RANK, "giảm 2 bậc so với năm 2021", "down 2 places on 2021"),
        (value(53.3, **then(51.0)), SHARE,
         "tăng 2,3 điểm phần trăm so với năm 2021", "up 2.3 percentage points on 2021"),
        (value(21, **then(21)), HOUSEHOLDS, "bằng năm 2021", "as in 2021"),
        (value(67.7, before=62.0, before_period="2021-Q3"), INCOME,
         "tăng 9,2 % so với quý III/2021", "up 9.2% on Q3 2021"),
        (value(1, **then(0)), OPEN, "", ""),
        (value(67.7), INCOME, "", ""),
        (value(None, **then(3)), INCOME, "", ""),
    ],
)  # fmt: skip
def test_a_change_is_said_in_the_unit_that_fits(
    seen: Value, indicator: Indicator, vi: str, en: str
) -> None:
    assert plain(sentences.change_clause(seen, indicator, "vi")) == vi
    assert plain(sentences.change_clause(seen, indicator, "en")) == en


def test_a_share_is_the_published_one_where_there_is_one() -> None:
    seen = value(64, whole=73)
    assert "87,6" in sentences.share_clause(seen, published("share", 87.6, 87.67), "vi")
    assert "87,7" in sentences.share_clause(seen, None, "vi")
    assert sentences.share_clause(value(64), None, "vi") == ""


@pytest.mark.parametrize(
    ("seen", "indicator", "parts"),
    [
        (
            value(14563, **then(14563 / 1.125, before_derivation="growth", before_low=12938.7,
                                before_high=12951.5)),
            BUDGET, ["2021", "14.563 ÷ 1,125 = 12.945", "12.939", "12.952"],
        ),
        (
            value(67.7, **then(62.0, before_derivation="change", before_low=61.9,
                               before_high=62.1)),
            INCOME, [f"67,7 {MINUS} 5,7 = 62,0", "61,9", "62,1"],
        ),
        (
            value(0, **then(21, before_derivation="change", before_low=21, before_high=21)),
            POOR, ["0 + 21 = 21."],
        ),
    ],
)  # fmt: skip
def test_a_derived_year_shows_its_sum_and_interval(
    seen: Value, indicator: Indicator, parts: list[str]
) -> None:
    said = plain(sentences.derivation(seen, indicator, "vi"))
    assert all(part in said for part in parts)
    assert said.endswith(".")
    assert sentences.derivation(seen, indicator, "en").endswith(".")


@pytest.mark.parametrize(
    "seen",
    [
        value(67.7),
        value(67.7, **then(62.0)),
        value(None, **then(62.0, before_derivation="growth")),
        value(0, **then(0, before_derivation="growth")),
        value(5, **then(7, before_derivation="sum")),
    ],
)
def test_what_is_not_derived_has_no_derivation(seen: Value) -> None:
    for language in LANGUAGES:
        assert sentences.derivation(seen, INCOME, language) == ""


def test_how_firm_figures_are_is_said_of_their_own_periods() -> None:
    two = [("2022", "estimated"), ("2023", "official")]
    assert plain(sentences.firmness(two, "vi")) == "Năm 2022: số ước; năm 2023: số nguồn công bố."
    many = [*two, ("2024", "official"), ("2025", "official"), ("2026", "official")]
    assert plain(sentences.firmness(many, "vi")) == (
        "Năm 2022: số ước; các kỳ khác: số nguồn công bố."
    )
    assert plain(sentences.firmness(many[1:], "en")) == "All periods: as published."
    assert sentences.firmness([], "vi") == ""


@pytest.mark.parametrize(
    ("found", "indicator", "parts", "seen", "vi"),
    [
        (published("share", 87.6, 100 * 64 / 73), HOUSEHOLDS, [], value(64, whole=73),
         ["87,6 %", "64 ÷ 73 = 87,67 %"]),
        (published("sum", 15, 14), HOUSEHOLDS, [6.0, 8.0], None, ["15 hộ", "6 + 8 = 14", "lệch 1"]),
        (published("completion", 103.3, 104.123), BUDGET, [], None, ["103,3 %", "104,12 %"]),
        (published("change", -21, -20), POOR, [], None, [f"{MINUS}21 hộ", f"{MINUS}20 hộ"]),
        (published("growth", 12.5, 12.91), BUDGET, [], None, ["12,5 %", "12,91 %"]),
    ],
)  # fmt: skip
def test_a_difference_beyond_rounding_shows_both_numbers(
    found: Reconciliation,
    indicator: Indicator,
    parts: list[float],
    seen: Value | None,
    vi: list[str],
) -> None:
    said = plain(sentences.remark(found, indicator, "vi", parts, seen))
    assert all(part in said for part in vi)
    assert sentences.remark(found, indicator, "en", parts, seen).endswith(".")


@pytest.mark.parametrize("verdict", ["agrees", "used", "not_checkable"])
def test_what_does_not_differ_is_not_remarked(verdict: str) -> None:
    found = published("share", 87.6, 87.6, verdict=verdict)
    assert sentences.remark(found, HOUSEHOLDS, "vi") == ""


def test_a_footnote_names_source_date_and_standing() -> None:
    source = Source(
        "report", "Báo cáo", "Report", "UBND huyện", "The district", date(2023, 2, 27), None, None,
        None, 3, 0,
    )  # fmt: skip
    vi = plain(sentences.footnote([source], ["official", "estimated"], "2022", "vi"))
    en = plain(sentences.footnote([source], ["illustrative"], "2022-Q3", "en"))
    assert all(part in vi for part in ("UBND huyện", "27/02/2023", "Năm 2022", "số ước"))
    assert all(
        part in en for part in ("The district", "27 February 2023", "Q3 2022", "llustrative")
    )
    assert vi.endswith(".")
