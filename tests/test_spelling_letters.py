"""Old encodings: seen where they are, never where they are not, and converted whole."""

import csv
from pathlib import Path

import pytest

from indicators.spelling.letters import LETTERS, converted, misread, old_encoding
from tests.conftest import ROOT

# Written out by hand from the tables of the two encodings, not computed from the code's.
TCVN3 = {
    "Thanh Trì": "Thanh Tr×",
    "Văn Điển": "V¨n §iÓn",
    "Tiếng Việt": "TiÕng ViÖt",
    "huyện Thủy Nguyên": "huyÖn Thñy Nguyªn",
    "Tổng giá trị sản xuất": "Tæng gi¸ trÞ s¶n xuÊt",
    "THANH TRÌ": "THANH TR×",
}
VNI = {
    "Văn Điển": "Vaên Ñieån",
    "Tiếng Việt": "Tieáng Vieät",
    "huyện Thanh Trì": "huyeän Thanh Trì",
    "Lương Thế Vinh": "Löông Theá Vinh",
    "Tổng giá trị sản xuất": "Toång giaù trò saûn xuaát",
    "VĂN ĐIỂN": "VAÊN ÑIEÅN",
}


@pytest.mark.parametrize(("proper", "old"), TCVN3.items())
def test_tcvn3_is_seen_and_converted(proper: str, old: str) -> None:
    assert old_encoding(old) == "TCVN3"
    assert converted(old, "TCVN3") == proper


@pytest.mark.parametrize(("proper", "old"), VNI.items())
def test_vni_is_seen_and_converted(proper: str, old: str) -> None:
    assert old_encoding(old) == "VNI"
    assert converted(old, "VNI") == proper


@pytest.mark.parametrize(
    "text",
    [
        "", "2167", "Thanh Tri", "Thanh Trì", "huyện Thanh Trì", "Hoà Bình", "Hữu Hoà", "Võ", "Lô",
        "Quý", "GIÀ", "café", "crème brûlée", "Noël", "été", "naïve", "São Paulo", "El Niño", "né",
        "Zürich", "Malmö", "Montréal, où il fait froid", "thaï", "10 µm", "5 × 3", "© 2023",
        "½ ngày", "«text»", "« Hà Nội »", "12 km²", "25 °C", "Nguồn: café",
        "“Thanh Trì” – Hà Nội", "日本",
    ],
)  # fmt: skip
def test_what_is_no_old_text_is_not_accused(text: str) -> None:
    assert old_encoding(text) is None
    assert misread(text) is None


@pytest.mark.parametrize(
    "text", ["Nguồn ghi số", "Nhiệm vụ", "Đường Láng", "xã Tả", "cà phê", "ước"]
)
def test_utf8_that_was_read_as_windows_1252_is_seen_and_told(text: str) -> None:
    # Five bytes are no letter there, and are kept as they are.
    broken = "".join(
        bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))
        for byte in text.encode()
    )
    assert broken != text
    assert misread(broken) == text


def test_what_was_lost_on_the_way_is_marked() -> None:
    assert misread("Ä‘\ufffdá»‘") == "đ?ố"


def test_no_text_of_the_shipped_folder_is_accused() -> None:
    texts = {cell for path in csv_files() for row in csv.reader(lines(path)) for cell in row}
    assert len(texts) > 500
    assert [text for text in texts if old_encoding(text) or misread(text)] == []


def csv_files() -> list[Path]:
    return sorted((ROOT / "data").rglob("*.csv"))


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


# The positions of the letters as the standards print them: TCVN 5712 VN3, and VNI for Windows.
TCVN3_LETTERS = dict(zip(
    "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂĐÊÔƠƯ",
    bytes.fromhex(
        "b5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaebecedee"
        "eff1f2f3f4f5f6f7f8f9fafbfcfdfea8a9aaabacadaea1a2a7a3a4a5a6"
    ).decode("latin-1"),
    strict=True,
))  # fmt: skip
VNI_LETTERS = """
aø aû aõ aù aï aè aú aü aé aë aà aå aã aá aä eø eû eõ eù eï eà eå eã eá eä ì æ ó í ò oø oû oõ où oï
oà oå oã oá oä ôø ôû ôõ ôù ôï uø uû uõ uù uï öø öû öõ öù öï yø yû yõ yù î aê aâ eâ oâ ô ö ñ
"""


def test_every_letter_of_vietnamese_comes_back_from_vni() -> None:
    small = "".join(TCVN3_LETTERS)[:67]
    both = [*zip(small, VNI_LETTERS.split(), strict=True)]
    both += [(letter.upper(), old.upper()) for letter, old in both]
    assert {letter for letter, _ in both} == set(LETTERS)
    assert len(LETTERS) == 134
    for letter, old in both:
        assert converted(old, "VNI") == letter


def test_every_letter_of_vietnamese_comes_back_from_tcvn3() -> None:
    """Capitals with a tone have no letter of their own: they come back in a word of capitals."""
    for letter, old in TCVN3_LETTERS.items():
        assert converted(old, "TCVN3") == letter
        assert converted(f"HN{old}", "TCVN3") == f"HN{letter.upper()}"
    found = {*TCVN3_LETTERS} | {letter.upper() for letter in TCVN3_LETTERS}
    assert found == set(LETTERS)
