"""Numbers, units, periods and words as each language writes them."""

import ast
import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.frames import Indicator
from indicators.vocabulary import LANGUAGES, SECTORS, TABLES, Language, Standing, Status
from indicators.wording import numbers, words
from indicators.wording.numbers import MINUS, NBSP
from indicators.wording.words import word
from tests.conftest import ROOT
from tests.records import BUDGET, HOUSEHOLDS, INCOME, OPEN, POOR, RANK, SHARE

NARROW = "\u202f"


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (14563, 0, "14.563", "14,563"),
        (67.7, 1, "67,7", "67.7"),
        (62.0, 1, "62,0", "62.0"),
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1000, 0, "1.000", "1,000"),
        (1234567.891, 2, "1.234.567,89", "1,234,567.89"),
        (-21, 0, f"{MINUS}21", f"{MINUS}21"),
        (-1234.5, 1, f"{MINUS}1.234,5", f"{MINUS}1,234.5"),
        (1e14 + 0.5, 0, "100.000.000.000.001", "100,000,000,000,001"),
    ],
)
def test_numbers_are_written_as_their_language_writes_them(
    value: float, decimals: int, vi: str, en: str
) -> None:
    assert numbers.number(value, decimals, "vi") == vi
    assert numbers.number(value, decimals, "en") == en


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, f"{MINUS}3"),
        (0.49999, 0, "0"),
        (-0.4, 0, "0"),
        (-0.04, 1, "0,0"),
        (103.35, 1, "103,4"),
        (103.34999999999998, 1, "103,4"),
        (103.349, 1, "103,3"),
        (1.005, 2, "1,01"),
        (2.675, 2, "2,68"),
        (-12.25, 1, f"{MINUS}12,3"),
        (99.95, 1, "100,0"),
        (123456789.345, 2, "123.456.789,35"),
        (87.67123, 1, "87,7"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: float, decimals: int, rounded: str) -> None:
    assert numbers.number(value, decimals, "vi") == rounded


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (12.5, f"12,5{NBSP}%", "12.5%"),
        (103.3, f"103,3{NBSP}%", "103.3%"),
        (100 * 2167 / 2097.8, f"103,3{NBSP}%", "103.3%"),
        (525, f"525{NBSP}%", "525%"),
        (4.0, f"4{NBSP}%", "4%"),
        (99.96, f"100{NBSP}%", "100%"),
        (0, f"0{NBSP}%", "0%"),
        (-3.25, f"{MINUS}3,3{NBSP}%", f"{MINUS}3.3%"),
    ],
)
def test_percentages(value: float, vi: str, en: str) -> None:
    assert numbers.percent(value, "vi") == vi
    assert numbers.percent(value, "en") == en


@pytest.mark.parametrize(
    ("value", "vi"),
    [
        (99.94, f"99,9{NBSP}%"),
        (99.96, f"99,96{NBSP}%"),
        (99.9996, f"<{NBSP}100{NBSP}%"),
        (100 - 1e-12, f"100{NBSP}%"),
        (100.0, f"100{NBSP}%"),
        (100.04, f"100,04{NBSP}%"),
        (100.0004, f">{NBSP}100{NBSP}%"),
        (103.3, f"103,3{NBSP}%"),
    ],
)
def test_what_is_not_all_of_it_is_never_written_as_all_of_it(value: float, vi: str) -> None:
    assert numbers.share(value, "vi") == vi


def parsed(text: str, language: Language) -> Decimal:
    """The number that a written one says; ValueError when it is written in any other way."""
    mark, point = (".", ",") if language == "vi" else (",", ".")
    whole = rf"\d{{1,3}}(\{mark}\d{{3}})*(\{point}\d+)?"
    if re.fullmatch(MINUS + "?" + whole, text) is None:
        raise ValueError(text)
    plain = text.replace(mark, "").replace(point, ".").replace(MINUS, "-")
    return Decimal(plain)


printed = st.decimals(-(10**9), 10**9, places=4).map(lambda each: each + 0)
languages = st.sampled_from(LANGUAGES)


@given(printed, st.integers(0, 3), languages)
def test_a_written_number_reads_back_as_the_rounded_one(
    value: Decimal, decimals: int, language: Language
) -> None:
    text = numbers.number(float(value), decimals, language)
    expected = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert parsed(text, language) == expected
    assert len(text.rpartition("," if language == "vi" else ".")[2]) == decimals or not decimals


@given(st.floats(-1e9, 1e9), st.integers(0, 2), languages)
def test_what_is_written_is_never_further_off_than_half_a_digit(
    value: float, decimals: int, language: Language
) -> None:
    read = parsed(numbers.number(value, decimals, language), language)
    assert abs(Fraction(read) - Fraction(value)) <= Fraction(1, 2 * 10**decimals) + Fraction(
        1, 10**6
    )
    assert not (read == 0 and MINUS in numbers.number(value, decimals, language))


@given(printed, languages)
def test_a_percentage_reads_back_and_its_space_never_breaks(
    value: Decimal, language: Language
) -> None:
    text = numbers.percent(float(value), language)
    number, sign = text[:-1], text[-1]
    assert sign == "%"
    assert number.endswith(NBSP) == (language == "vi")
    expected = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert parsed(number.removesuffix(NBSP), language) == expected


@given(
    st.sampled_from([BUDGET, INCOME, HOUSEHOLDS, POOR, SHARE]),
    st.one_of(st.integers(-(10**9), 10**9).map(float), st.floats(-1e9, 1e9)),
    st.sampled_from([None, 1.0, 1000.0]),
    languages,
)
def test_amounts_hold_no_space_that_breaks_and_no_narrow_one(
    indicator: Indicator, value: float, step: float | None, language: Language
) -> None:
    for text in (
        numbers.bare(value, indicator, language, step),
        numbers.percent(value, language),
        numbers.number(value, indicator.decimals, language),
    ):
        assert NARROW not in text
        assert " " not in text
        assert "-" not in text
    assert NARROW not in numbers.amount(value, indicator, language, step)


@pytest.mark.parametrize(
    ("indicator", "value", "step", "vi", "en"),
    [
        (BUDGET, 14563, None, "14.563 tỷ đồng", "14,563 billion dong"),
        (INCOME, 67.7, None, "67,7 triệu đồng/người/năm", "67.7 million dong per person per year"),
        (HOUSEHOLDS, 65000, 1000, "65 nghìn hộ", "65 thousand households"),
        (HOUSEHOLDS, 65400, 1000, "65.400 hộ", "65,400 households"),
        (HOUSEHOLDS, 65000, None, "65.000 hộ", "65,000 households"),
        (HOUSEHOLDS, 21, 0, "21 hộ", "21 households"),
        (HOUSEHOLDS, 1, 0, "1 hộ", "1 household"),
        (HOUSEHOLDS, 0, 0, "0 hộ", "0 households"),
        (SHARE, 53.3, None, "53,3 %", "53.3%"),
        (SHARE, 4, 1, "4 %", "4%"),
        (RANK, 6, 0, "thứ 6", "6th"),
        (OPEN, 1, 0, "có", "yes"),
        (OPEN, 0, 0, "không", "no"),
    ],
)
def test_amounts(indicator: Indicator, value: float, step: float | None, vi: str, en: str) -> None:
    assert numbers.amount(value, indicator, "vi", step).replace(NBSP, " ") == vi
    assert numbers.amount(value, indicator, "en", step).replace(NBSP, " ") == en


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("households", "household"),
        ("people", "person"),
        ("criteria", "criterion"),
        ("sets of prizes", "set of prizes"),
        ("support points", "support point"),
        ("cities", "city"),
        ("years", "year"),
        ("billion dong", "billion dong"),
    ],
)
def test_one_of_a_unit_in_english(many: str, one: str) -> None:
    indicator = replace(HOUSEHOLDS, unit_en=many)
    assert numbers.amount(1, indicator, "en") == f"1{NBSP}{one}"
    assert numbers.amount(2, indicator, "en") == f"2{NBSP}{many}"
    assert numbers.change(-1, indicator, "en") == f"1{NBSP}{one}"


def test_a_difference_has_the_part_of_the_unit_that_is_counted() -> None:
    assert numbers.change(5.7, INCOME, "vi").replace(NBSP, " ") == "5,7 triệu đồng"
    assert numbers.change(5.7, INCOME, "en").replace(NBSP, " ") == "5.7 million dong"
    assert numbers.change(-2.3, SHARE, "vi").replace(NBSP, " ") == "2,3 điểm phần trăm"
    assert numbers.change(-2.3, SHARE, "en").replace(NBSP, " ") == "2.3 percentage points"
    assert numbers.change(2, RANK, "vi").replace(NBSP, " ") == "2 bậc"
    assert numbers.change(1, RANK, "en").replace(NBSP, " ") == "1 place"


@pytest.mark.parametrize(
    ("qualifier", "vi", "en"),
    [("above", "trên 14.563", "over 14.563"), ("nearly", "gần 14.563", "nearly 14.563")],
)
def test_hedges(qualifier: str, vi: str, en: str) -> None:
    assert numbers.hedged("14.563", qualifier, "vi") == vi.replace(" ", NBSP)
    assert numbers.hedged("14.563", qualifier, "en") == en.replace(" ", NBSP)
    assert numbers.hedged("14.563", None, "vi") == "14.563"


@pytest.mark.parametrize(
    ("value", "ordinal"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"),
        (13, "13th"), (20, "20th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th"),
        (101, "101st"), (111, "111th"), (112, "112th"), (113, "113th"), (121, "121st"),
    ],
)  # fmt: skip
def test_places(value: int, ordinal: str) -> None:
    assert numbers.place(value, "en") == ordinal
    assert numbers.place(value, "vi") == f"thứ{NBSP}{value}"


def test_parts_intervals_and_lists() -> None:
    assert numbers.out_of(64, 73, "vi") == numbers.out_of(64, 73, "en") == "64/73"
    assert numbers.out_of(1200, 1500, "vi") == "1.200/1.500"
    assert numbers.interval(2096.79, 2099.8, 1, "vi") == "2.096,8–2.099,8"
    assert numbers.interval(2.04, 1.96, 1, "en") == "2.0"
    assert numbers.listed([], "vi") == ""
    assert numbers.listed(["a"], "vi") == "a"
    assert numbers.listed(["a", "b", "c"], "vi") == "a, b và c"
    assert numbers.listed(["a", "b"], "en") == "a and b"


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        ("2022", "năm 2022", "2022"),
        ("2022-S1", "6 tháng đầu năm 2022", "H1 2022"),
        ("2022-S2", "6 tháng cuối năm 2022", "H2 2022"),
        ("2022-Q1", "quý I/2022", "Q1 2022"),
        ("2022-Q3", "quý III/2022", "Q3 2022"),
        ("2022-Q4", "quý IV/2022", "Q4 2022"),
        ("2022-07", "tháng 7/2022", "July 2022"),
        ("2022-12", "tháng 12/2022", "December 2022"),
    ],
)
def test_periods(period: str, vi: str, en: str) -> None:
    assert numbers.period(period, "vi").replace(NBSP, " ") == vi
    assert numbers.period(period, "en").replace(NBSP, " ") == en


def test_days() -> None:
    assert numbers.day(date(2023, 2, 7), "vi") == "07/02/2023"
    assert numbers.day(date(2023, 2, 7), "en") == "7 February 2023"


def _choices(table: str, column: str) -> tuple[str, ...]:
    found = next(each for each in TABLES if each.name == table)
    return next(each.words for each in found.columns if each.name == column)


VERDICTS = ("agrees", "differs", "used", "not_checkable")


NOUNS = {
    *(status.value for status in Status),
    *(standing.value for standing in Standing),
    *SECTORS,
    *_choices("published_figures", "measure"),
    "sum",
    *VERDICTS,
}


@pytest.mark.parametrize("key", sorted(NOUNS))
def test_every_noun_has_a_word_in_both_languages(key: str) -> None:
    vi, en = word(key, "vi"), word(key, "en")
    assert vi.strip()
    assert en.strip()
    assert vi != en
    assert key not in (vi, en)


def test_no_two_statuses_share_a_word() -> None:
    for language in LANGUAGES:
        assert len({word(status, language) for status in Status}) == len(Status)


def test_a_key_without_a_word_is_an_error() -> None:
    with pytest.raises(KeyError):
        word("nothing_of_the_kind", "vi")


def _keys_asked_for() -> set[str]:
    """Every key that the library asks ``word`` for by name."""
    keys = set()
    for path in (ROOT / "indicators").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "word" and node.args and isinstance(node.args[0], ast.Constant):
                keys.add(str(node.args[0].value))
    return keys


def test_every_key_asked_for_has_a_word() -> None:
    asked = _keys_asked_for()
    assert len(asked) > 20
    for key in asked:
        assert word(key, "vi")
        assert word(key, "en")


def test_letters_at_the_beginning() -> None:
    assert words.lower_first("Thu ngân sách") == "thu ngân sách"
    assert words.lower_first("Đạt kế hoạch") == "đạt kế hoạch"
    assert words.lower_first("HĐND huyện giao") == "HĐND huyện giao"
    assert words.lower_first("") == ""
    assert words.upper_first("đạt") == "Đạt"
    assert words.upper_first("") == ""
