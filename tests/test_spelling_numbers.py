"""Numbers as people type them: read right, asked about, or no number; never another number."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from indicators.spelling.numbers import Ambiguous, Number, Style, read_number, style_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("000", "0"), ("-0,0", "0"), ("05", "5"), ("14563", "14563"),
        ("67,7", "67.7"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("+5,7", "5.7"),
        ("-4", "-4"), ("\u22124", "-4"), ("–4", "-4"), ("１８．５", "18.5"), ("－４", "-4"),
        ("１４．５６３，５", "14563.5"), ("1.234.567", "1234567"), ("1,234,567", "1234567"),
        ("14 563", "14563"), ("14\u00a0563", "14563"), ("14\u202f563", "14563"),
        ("14\u2009563,25", "14563.25"), ("18\u200b500", "18500"), (" 12 ", "12"),
        ("0.500", "0.5"), ("0,500", "0.5"), ("18.5", "18.5"), ("18.50", "18.5"),
        ("18.5000", "18.5"), ("12.3456", "12.3456"), (",5", "0.5"), (".500", "0.5"),
        ("1234.567", "1234.567"), ("0.000000000000000000001", "0.000000000000000000001"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)  # fmt: skip
def test_there_is_one_reading(text: str, value: str) -> None:
    assert read_number(text) == Number(value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14.563 tỷ", Number("14563", "tỷ")),
        ("14.563 tỷ đồng", Number("14563", "tỷ đồng")),
        ("87,6%", Number("87.6", "%")),
        ("87,6\u00a0%", Number("87.6", "%")),
        ("87,6％", Number("87.6", "%")),
        ("67,7 triệu đồng/người/năm", Number("67.7", "triệu đồng/người/năm")),
        ("12 km2", Number("12", "km2")),
        ("12,5m³", Number("12.5", "m³")),
        ("5 hộ", Number("5", "hộ")),
        ("gần 65 nghìn", Number("65", "nghìn", "nearly")),
        ("Trên 2.167 tỷ", Number("2167", "tỷ", "above")),
        ("ước đạt 12,5", Number("12.5", "", "estimated")),
    ],
)
def test_words_beside_a_number_are_kept(text: str, expected: Number) -> None:
    assert read_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18.500", Ambiguous(("18500", "18.5"))),
        ("18,500", Ambiguous(("18500", "18.5"))),
        ("-1.000", Ambiguous(("-1000", "-1"))),
        ("012.345", Ambiguous(("12345", "12.345"))),
        ("185.000 m²", Ambiguous(("185000", "185"), "m²")),
        ("trên 2.167", Ambiguous(("2167", "2.167"), "", "above")),
        ("(4)", Ambiguous(("-4", "4"))),
        ("(1.000)", Ambiguous(("-1000", "-1", "1000", "1"))),
    ],
)
def test_two_readings_are_asked_about(text: str, expected: Ambiguous) -> None:
    assert read_number(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "-", "–", "+", ".", ",", "%", "tỷ", "abc", "nan", "inf", "∞", "1e5", "1E5", "1e-5",
        "1.5x10", "10²", "10^3", "½", "5½", "5 ½", "٣", "1.23.456", "1,23,456", "1.234 567",
        "1,234 567", "1.234,567,890", "1.234.56,7", "0.123.456", "5 - 7", "5–7", "5 đến 7", "5 7",
        "5  700", "18\n500", "18.", "18,", "18..5", "12/2023", "64/73", "12.5.2023", "1'234", "l8",
        "1O5", "- 4", "--4", "(4", "4)", "(-4)", "12 tháng 3", "5 (ước)", "=1+1", "1+1", "#DIV/0!",
    ],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None
    assert read_number(text, style=Style.COMMA) is None


@pytest.mark.parametrize(
    ("text", "comma", "point"),
    [
        ("18.500", Number("18500"), Number("18.5")),
        ("18,500", Number("18.5"), Number("18500")),
        ("14 563", Number("14563"), Number("14563")),
        # What contradicts the style is neither refused nor believed.
        ("18.5", Ambiguous(("18.5",)), Number("18.5")),
        ("67,7", Number("67.7"), Ambiguous(("67.7",))),
        ("14.563 tỷ", Number("14563", "tỷ"), Ambiguous(("14563", "14.563"), "tỷ")),
    ],
)
def test_a_style_settles(text: str, comma: object, point: object) -> None:
    assert read_number(text, style=Style.COMMA) == comma
    assert read_number(text, style=Style.POINT) == point


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        ([], None),
        (["18.500", "14 563", "12", "", "abc"], None),
        (["18.500", "67,7"], Style.COMMA),
        (["18.500", "1.234.567"], Style.COMMA),
        (["18.500", "67.7"], Style.POINT),
        (["18.500", "67.7", "67,7"], None),
        (["14.563 tỷ", "18.500"], Style.COMMA),
        (["0,500"], Style.COMMA),
    ],
)
def test_a_column_settles_its_style_or_does_not(texts: list[str], style: Style | None) -> None:
    assert style_of(texts) == style


NUMBERS = st.decimals(
    min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=None
).filter(lambda value: -12 <= int(value.as_tuple().exponent) <= 3)


@given(value=NUMBERS, locale=st.sampled_from(["vi", "en"]))
def test_what_is_written_in_either_language_is_read_as_itself_or_asked(
    value: Decimal, locale: str
) -> None:
    text = format_decimal(value, "#,##0.############", locale=locale)
    style = Style.COMMA if locale == "vi" else Style.POINT
    for read in (read_number(text), read_number(text, style=style)):
        assert read is not None
        values = [read.value] if isinstance(read, Number) else list(read.choices)
        assert value in [Decimal(each) for each in values]
    settled = read_number(text, style=style)
    assert isinstance(settled, Number)
    assert Decimal(settled.value) == value


@given(value=st.integers(-100_000, 100_000), locale=st.sampled_from(["vi", "en"]))
def test_a_percentage_in_either_language_is_read_as_itself_or_asked(
    value: int, locale: str
) -> None:
    hundredths = Decimal(value) / 10_000
    read = read_number(format_percent(hundredths, "#,##0.## %", locale=locale))
    assert read is not None
    assert read.unit == "%"
    values = [read.value] if isinstance(read, Number) else list(read.choices)
    assert hundredths * 100 in [Decimal(each) for each in values]


@given(text=st.text("0123456789.,-+() %kmtỷ²e/ \u00a0", max_size=14))
def test_every_reading_is_one_of_the_digits_that_were_typed(text: str) -> None:
    read = read_number(text)
    if read is None:
        return
    typed = "".join(letter for letter in text if letter in "0123456789")
    for value in [read.value] if isinstance(read, Number) else read.choices:
        digits = value.lstrip("-").replace(".", "")
        assert digits.lstrip("0").rstrip("0") in typed
        assert f"{Decimal(value).normalize():f}" == value


def test_a_long_text_is_read_at_once() -> None:
    assert read_number("1" * 100_000 + "x1") is None
    assert read_number("1.111" + ".111" * 50_000 + "!") is None
