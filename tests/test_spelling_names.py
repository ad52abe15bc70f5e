"""Names: which spellings are one, which are not, and what was likely meant."""

import unicodedata

import pytest

from indicators.spelling.names import Match, bare, key, likely

AREAS = {
    "020": ("huyện Thanh Trì", "Thanh Trì"),
    "00640": ("thị trấn Văn Điển", "Văn Điển"),
    "00643": ("xã Tân Triều",),
    "00646": ("xã Thanh Liệt",),
    "00649": ("xã Tả Thanh Oai",),
    "00652": ("xã Hữu Hòa",),
    "00655": ("xã Đại Áng",),
}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hữu Hòa", "Hữu Hoà"),
        ("úy", "uý"),
        ("Thủy", "Thuỷ"),
        ("Quý", "Qúy"),
        ("Hữu Hòa", unicodedata.normalize("NFD", "Hữu Hòa")),
        ("Đại Áng", "Ðại Áng"),
        ("Đại Áng", "ðại áng"),
        ("Thanh Liệt", "  thanh\u00a0 LIỆT "),
        ("Thanh Liệt", "Thanh\u200b Liệt"),
        ("Pa-Cheo", "Pa Cheo"),
        ("R'Lấp", "R’Lấp"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert one != other
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Thanh Liệt", "Thanh Liêt"), ("Đại", "Dại"), ("Hoa", "Hòa"), ("Mơ", "Mở"), ("má", "mà")],
)
def test_other_names_have_other_keys_although_they_are_the_same_in_plain_letters(
    one: str, other: str
) -> None:
    assert key(one) != key(other)
    assert bare(one) == bare(other)


def test_bare_has_no_mark_left() -> None:
    assert bare("Đường Ngự Uyển Thuỷ") == "duong ngu uyen thuy"


@pytest.mark.parametrize(
    ("typed", "codes", "kind"),
    [
        ("Thanh Liệt", ("00646",), "exact"),
        ("xã Thanh Liệt", ("00646",), "exact"),
        ("X. Thanh Liệt", ("00646",), "exact"),
        ("TT. Văn Điển", ("00640",), "exact"),
        ("TT.Văn Điển", ("00640",), "exact"),
        ("Thị trấn văn điển", ("00640",), "exact"),
        ("Văn Điển township", ("00640",), "exact"),
        ("Hữu Hoà", ("00652",), "exact"),
        ("thanh liet", ("00646",), "bare"),
        ("xa thanh liet", ("00646",), "bare"),
        ("Thanh Liết", ("00646",), "bare"),
        ("Thị trấn Thanh Liệt", ("00646",), "near"),
        ("Thanh Liệc", ("00646",), "near"),
        ("Tân Triêu xã", ("00643",), "bare"),
    ],
)
def test_what_was_likely_meant(typed: str, codes: tuple[str, ...], kind: str) -> None:
    found = likely(typed, AREAS)
    assert found is not None
    assert (found.codes[:1], found.kind) == (codes, kind)
    assert found.kind == "near" or found.codes == codes


@pytest.mark.parametrize("typed", ["", "   ", "Bắc Từ Liêm", "123", "xã"])
def test_nothing_alike_is_nothing(typed: str) -> None:
    assert likely(typed, AREAS) is None


def test_a_name_of_two_areas_gives_both() -> None:
    twice = AREAS | {"00700": ("xã Tân Liêu",), "00701": ("xã Tấn Liêu",)}
    assert likely("tan lieu", twice) == Match(("00700", "00701"), "bare")
    assert likely("Tấn Liêu", twice) == Match(("00701",), "exact")


def test_a_kind_word_tells_two_areas_of_one_name_apart() -> None:
    both = {"020": ("huyện Thanh Trì",), "00640": ("xã Thanh Trì",)}
    assert likely("xã Thanh Trì", both) == Match(("00640",), "exact")
    assert likely("huyen thanh tri", both) == Match(("020",), "bare")
    assert likely("Thanh Trì", both) == Match(("020", "00640"), "exact")


def test_a_name_that_begins_like_a_kind_word_keeps_its_own() -> None:
    known = {"1": ("xã Huyền Hội",), "2": ("xã Hội",)}
    assert likely("Huyền Hội", known) == Match(("1",), "exact")
