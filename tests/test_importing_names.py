"""Names, codes and periods of files from outside: known however they are spelt, never guessed."""

import unicodedata
from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.importing.examining import examined
from indicators.importing.periods import read_period
from indicators.vocabulary import Severity
from tests.importing_folder import (
    NOW,
    by_hand,
    figures,
    look,
    only,
    seen,
)


@pytest.mark.parametrize(
    "name",
    [
        "xã Hữu Hòa", "Hữu Hòa", "Hữu Hoà", "HỮU HÒA", unicodedata.normalize("NFD", "Hữu Hoà"),
        "Xã  Hữu Hoà", "Hữu Hòa commune", "00652", "00652 – xã Hữu Hòa",
    ],
)  # fmt: skip
def test_area_is_known_by_its_code_or_by_its_name_however_spelt(
    source: Engine, published: Path, name: str
) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": name}
    assert only(seen(source, published, row), "area_code") == "00652"


def test_likely_name_is_asked_about_never_taken(source: Engine, published: Path) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": "Huu Hoa"}
    (question,) = seen(source, published, row).findings
    assert (question.place, question.choices) == ("Số liệu!A2", ("00652",))
    found = examined(
        [by_hand(row)], source, data=published, now=NOW, answers={"Số liệu!A2": "00652"}
    )
    assert only(found, "area_code") == "00652"


@pytest.mark.parametrize(
    ("name", "code"),
    [("ViÖt", None), ("Tø HiÖp", "00658"), ("Töù Hieäp", "00658")],
)
def test_old_letters_are_named_with_what_they_say(
    source: Engine, published: Path, name: str, code: str | None
) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": name}
    (finding,) = seen(source, published, row).findings
    assert (finding.rule, finding.severity) == ("old-encoding", Severity.ERROR)
    if code:
        assert "Tứ Hiệp" in finding.vi
        assert code in finding.en


def test_codes_that_a_workbook_took_for_numbers_are_asked_about_together(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    rows = [
        {"Mã chỉ tiêu": "city_flags", "Giá trị": 1, "Mã địa bàn": code}
        for code in (640, 643, 646, 649, 652)
    ]
    path = figures(tmp_path / "f.xlsx", *rows)
    (question,) = look(source, published, path).findings
    assert (question.place, question.choices) == ("Số liệu!A2", ("00640",))
    found = look(source, published, path, answers={question.place: "00640"})
    assert found.findings == ()
    codes = [change.after["area_code"] for change in found.changes]
    assert codes == ["00640", "00643", "00646", "00649", "00652"]


@pytest.mark.parametrize(
    ("typed", "period"),
    [
        ("2023", "2023"), ("năm 2023", "2023"), ("2023-Q1", "2023-Q1"), ("Q1/2023", "2023-Q1"),
        ("quý I/2023", "2023-Q1"), ("Quý 4 năm 2023", "2023-Q4"), ("tháng 3/2023", "2023-03"),
        ("03/2023", "2023-03"), ("6 tháng đầu năm 2023", "2023-S1"), ("H2 2023", "2023-S2"),
        ("６ tháng cuối năm 2023", "2023-S2"), ("March 2023", "2023-03"), ("2023-3", "2023-03"),
    ],
)  # fmt: skip
def test_period_is_read_as_people_write_it(typed: str, period: str) -> None:
    found = read_period(typed)
    assert found is not None
    assert found.text == period


@pytest.mark.parametrize("typed", ["", "2023-03-01", "1/3/2023", "13/2023", "3 2023", "Q5/2023"])
def test_what_is_no_period_is_not_read_as_one(typed: str) -> None:
    assert read_period(typed) is None


def test_name_beside_a_code_that_is_nobodys_is_told_and_the_code_taken(
    source: Engine, published: Path
) -> None:
    row = {"Mã chỉ tiêu": "city_flags", "Giá trị": "2", "Mã địa bàn": "00652"}
    for name, rules in (
        ("Hữu Hòa", []),
        ("Làng Xa Lắc", ["name-not-of-the-code"]),
        ("Tứ Hiệpp", ["name-not-of-the-code"]),
    ):
        found = seen(source, published, {**row, "Địa bàn": name})
        assert [one.rule for one in found.findings] == rules
        assert found.ready
        assert found.changes[0].after["area_code"] == "00652"
