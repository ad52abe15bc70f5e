"""Every number that the district's article of 27 February 2023 prints comes out of the report."""

import re

import pytest

from indicators.engine import Engine
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import gather
from indicators.exhibits.report import report
from indicators.vocabulary import SECTORS, Language
from indicators.wording.numbers import MINUS
from indicators.wording.words import word

# What the line of the report is about, and a number as it must stand in it.
PRINTED = [
    ("Giá trị sản xuất", "trên 14.563 tỷ đồng"),
    ("Giá trị sản xuất", "12,5%"),
    ("công nghiệp, xây dựng", "53,3%"),
    ("thương mại, dịch vụ", "42,7%"),
    ("nông nghiệp, thủy sản", "4%"),
    ("thu ngân sách", "trên 2.167 tỷ đồng"),
    ("thu ngân sách", "103,3% mức Thành phố giao"),
    ("thu ngân sách", "100,6% mức huyện giao"),
    ("Thu nhập bình quân", "67,7 triệu đồng"),
    ("Thu nhập bình quân", "5,7 triệu đồng"),
    ("thoát nghèo", "21/21 hộ"),
    ("thoát nghèo", "525%"),
    ("hộ cận nghèo", "304 hộ"),
    ("hộ cận nghèo", "27%"),
    ("hộ nghèo cuối kỳ", "không còn hộ nào"),
    ("trường đạt chuẩn", "64/73"),
    ("trường đạt chuẩn", "87,6%"),
    ("tiêu chí thi đua", "6/13"),
    ("gia đình văn hóa", "trên 77 nghìn hộ"),
    ("gia đình văn hóa", "90%"),
    ("thôn, làng", "80%"),
    ("giao quân", "100%"),
    ("Thành phố", "thứ 2"),
    ("huy chương", "94 huy chương"),
    ("cấp cơ sở", "trên 6 nghìn vận động viên"),
    ("cấp cơ sở", "102 bộ giải"),
    ("thể dục thể thao huyện", "trên 2.400 người"),
    ("thể dục thể thao huyện", "568 giải"),
    ("thể dục thể thao huyện", "256 bộ huy chương"),
    ("cải cách hành chính", "6/30"),
    ("hồ sơ", "gần 65 nghìn hồ sơ"),
    ("hồ sơ", "99,9%"),
    ("hỗ trợ", "16 điểm"),
    ("huyện thành quận", "25/31"),
    ("xã thành phường", "9/15"),
    ("nông thôn mới nâng cao", "15/15"),
    ("thẩm định", "6/15 xã"),
    ("chờ thẩm định", "8/15 xã"),
    ("6 xã", "19/19"),
    ("Quốc lộ 1A", "gần 185.000 m²"),
    ("Quốc lộ 1A", "797 trường hợp"),
    ("Quốc lộ 1A", "4 xã"),
    ("Quốc lộ 1A", "3,8 km"),
    ("Quốc lộ 1A", "46 m"),
    ("Quốc lộ 1A", "gần 888 tỷ đồng"),
    ("Quốc lộ 1A", "trên 10 năm"),
    ("chỉ tiêu kinh tế - xã hội", "22/22"),
    ("hạng Nhất", "1 Huân chương"),
    ("hạng Nhì", "1 Huân chương"),
    ("hạng Ba", "3 Huân chương"),
    ("Thủ tướng", "4 tập thể"),
    ("Thủ tướng", "2 cá nhân"),
    ("Cờ", "3 Cờ"),
    ("Bằng khen cấp Thành phố", "120 Bằng khen"),
    ("lao động xuất sắc", "11 tập thể"),
    ("Người tốt - việc tốt", "17 cá nhân"),
    ("huyện khen thưởng", "731 tập thể"),
    ("huyện khen thưởng", "1.549 cá nhân"),
]
COMMUNES = [
    ("19/19", ["Tứ Hiệp", "Yên Mỹ", "Vĩnh Quỳnh", "Duyên Hà", "Vạn Phúc", "Đông Mỹ"]),
    ("Các xã có đất thu hồi", ["Tứ Hiệp", "Ngũ Hiệp", "Ngọc Hồi", "Liên Ninh"]),
]
# What follows from the printed numbers: its sum, and the interval that rounding leaves.
DERIVED = [
    ("Giá trị sản xuất", "14.563 ÷ 1,125 = 12.945"),
    ("Giá trị sản xuất", "từ 12.939 đến 12.952"),
    ("thu ngân sách", "2.167 ÷ 103,3% ≈ 2.097,8 tỷ đồng"),
    ("thu ngân sách", "từ 2.096,8 đến 2.099,8"),
    ("thu ngân sách", "2.167 ÷ 100,6% ≈ 2.154,1 tỷ đồng"),
    ("thu ngân sách", "từ 2.153,0 đến 2.156,1"),
    ("thoát nghèo", "21 ÷ 525% = 4 hộ"),
    ("hộ cận nghèo", "từ 239 đến 240"),
    ("Thu nhập bình quân", f"67,7 {MINUS} 5,7 = 62,0"),
    ("Thu nhập bình quân", "từ 61,9 đến 62,1"),
    ("hộ nghèo cuối kỳ", "0 + 21 = 21"),
    ("hộ nghèo cuối kỳ", "giảm 21 hộ"),
    ("trường đạt chuẩn", "64 ÷ 73 = 87,67%"),
    ("nông thôn mới nâng cao", "15 xã"),
    ("nông thôn mới nâng cao", "6 + 8 = 14"),
    ("nông thôn mới nâng cao", "lệch 1"),
    ("huyện thành quận", "còn 6, hạn năm 2025"),
    ("xã thành phường", "còn 6, hạn năm 2025"),
]
ENGLISH = [
    ("roduction value", "over 14,563 billion dong"),
    ("roduction value", "12.5%"),
    ("roduction value", "14,563 ÷ 1.125 = 12,945"),
    ("revenue", "over 2,167 billion dong"),
    ("revenue", "103.3% of the plan assigned by the City"),
    ("revenue", "100.6% of the plan assigned by the district"),
    ("industry", "53.3%"),
    ("services", "42.7%"),
    ("agriculture", "4%"),
    ("Income", "67.7 million dong"),
    ("Income", "5.7 million dong"),
    ("poverty", "21/21 households"),
    ("poverty", "525%"),
    ("near-poor", "304 households"),
    ("near-poor", "27%"),
    ("Schools", "64/73"),
    ("Schools", "87.6%"),
    ("Schools", "64 ÷ 73 = 87.67%"),
    ("cultured family", "over 77 thousand households"),
    ("call-up", "100%"),
    ("City sports games", "2nd"),
    ("dossiers", "nearly 65 thousand dossiers"),
    ("reform index", "6/30"),
    ("urban district", "25/31"),
    ("wards", "9/15"),
    ("advanced new rural", "6 + 8 = 14"),
    ("Highway 1A", "nearly 185,000 m²"),
    ("targets", "22/22"),
    ("first class", "1 Labour Order"),
    ("third class", "3 Labour Orders"),
    ("commended by the district", "1,549 individuals"),
]


def told(source: Engine, language: Language) -> str:
    return report(gather(source, Scope("020", "2022", language)))


@pytest.fixture(scope="module")
def vietnamese(source: Engine) -> str:
    return told(source, "vi")


@pytest.fixture(scope="module")
def english(source: Engine) -> str:
    return told(source, "en")


def says(text: str, subject: str, number: str) -> bool:
    """Whether a line about ``subject`` holds ``number``, and not as a piece of another one."""
    whole = re.compile(rf"(?<![\d.,/]){re.escape(number)}(?![\d%]|[/.,]\d)")
    return any(subject.lower() in line.lower() and whole.search(line) for line in text.splitlines())


@pytest.mark.parametrize(("subject", "number"), [*PRINTED, *DERIVED])
def test_the_report_says(vietnamese: str, subject: str, number: str) -> None:
    assert says(vietnamese, subject, number)


@pytest.mark.parametrize(("subject", "number"), ENGLISH)
def test_the_report_says_in_english(english: str, subject: str, number: str) -> None:
    assert says(english, subject, number)


@pytest.mark.parametrize(("subject", "number"), [("trường đạt chuẩn", "4/73"), ("nghèo", "25%")])
def test_a_piece_of_a_number_is_not_that_number(vietnamese: str, subject: str, number: str) -> None:
    assert number in vietnamese
    assert not says(vietnamese, subject, number)


@pytest.mark.parametrize(("subject", "names"), COMMUNES)
def test_the_report_names_the_communes(vietnamese: str, subject: str, names: list[str]) -> None:
    line = next(line for line in vietnamese.splitlines() if subject in line)
    assert all(name in line for name in names)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_report_is_whole_and_clean(source: Engine, language: Language) -> None:
    text = told(source, language)
    for place, sector in enumerate(SECTORS, start=1):
        assert f"\n{place}. {word(sector, language)}\n" in text
    assert "Thanh Trì" in text.splitlines()[2]
    assert "22/22" in text.splitlines()[2]
    assert not re.search(r"\bNone\b|\bnan\b|\u00a0|\u202f|  |[a-z]_[a-z]|\d-\d", text.lower())
    said = [line for line in text.splitlines() if line.startswith("- ")]
    assert all(line.endswith(".") and not line.endswith("..") for line in said)
    assert len(said) == 29
    closing = text.splitlines()[-1]
    assert ("27/02/2023" if language == "vi" else "27 February 2023") in closing


def test_what_is_not_a_figure_of_2022_is_left_out(vietnamese: str) -> None:
    assert "SEA Games" not in vietnamese
    assert "minh họa" not in vietnamese
