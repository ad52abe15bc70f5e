"""Findings speak as staff write: Vietnamese numbers, words for answers, headings of their file."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.engine import Engine
from indicators.importing import speaking
from indicators.importing.headings import MARK, heading_of, must, title
from indicators.importing.meaning import scaled
from indicators.importing.proposing import proposed
from indicators.vocabulary import Finding
from tests.importing_folder import FIGURES, NOW, figures, look, write
from tests.small_folder import small_folder

SHIPPED = {"Mã chỉ tiêu": "total_production_value", "Kỳ": "2023"}


def only(source: Engine, data: Path, path: Path) -> Finding:
    (finding,) = look(source, data, path).findings
    return finding


# Numbers


@pytest.mark.parametrize(
    ("row", "vi", "en"),
    [
        ({**SHIPPED, "Giá trị": 1456.35}, "chỉ bằng khoảng 1/10 của 14.563", "about 1/10 of"),
        ({**SHIPPED, "Giá trị": 1456.35}, "1.456,35 (1456.35) hay 14.563,5 (14563.5)", "14,563.5"),
        ({**SHIPPED, "Kỳ": "2022", "Giá trị": ""}, "là 14.563: giữ (keep) hay rút lại (withdraw)?",
         "is 14,563: keep it, or withdraw it?"),
        ({"Mã chỉ tiêu": "poor_households", "Giá trị": 3.5}, "giá trị 3,5 không thể", "of 3.5"),
        ({"Mã chỉ tiêu": "budget_revenue", "Giá trị": 2074.5, "Tổng thể": 1073},
         "2.074,5 / 1.073", "2,074.5 / 1,073"),
        ({"Mã chỉ tiêu": "cultural_villages", "Giá trị": 155.5},
         "155,5 % quá 100 %: đúng là 155,5 (155.5) hay 15,55 (15.55)?", "155.5 % is above"),
        ({"Mã chỉ tiêu": "trade_services_share", "Giá trị": 104.5}, "104,5 %: một", "104.5 %"),
        ({"Mã chỉ tiêu": "households", "Kỳ": "2019", "Giá trị": 200000}, "tổng là 200.000",
         "total is 200,000"),
        ({"Giá trị": "18.500"}, "«18.500» là 18.500 (18500) hay 18,5 (18.5)?", "18,500 (18500) or"),
        ({"Giá trị": "ước 2300"}, "nói «Số ước» mà cột «Tính chất» nói khác", "column “Tính chất”"),
        ({"Kỳ": "2024"}, "ghi là «Số nguồn công bố»", "published"),
        ({"Tính chất": "Số ướt"}, ", có phải là «Số ước»? các từ dùng được: «Số", ", is it “Esti"),
        ({"Tính chất": "chắc"}, "«Số nguồn công bố», «Số ước», ", ", “"),
    ],
)  # fmt: skip
def test_sentence_is_written_as_its_language_writes(
    source: Engine, published: Path, tmp_path: Path, row: dict[str, object], vi: str, en: str
) -> None:
    found = only(source, published, figures(tmp_path / "f.xlsx", row))
    assert vi in found.vi
    assert en in found.en


def test_words_that_hold_commas_are_told_apart(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "p.xlsx", {"Kế hoạch": [{"Hình thức": "bừa"}]})
    found = only(source, published, path)
    assert found.vi.count("«") == found.vi.count("»") >= 7

    figure = figures(tmp_path / "f.xlsx", {"Tính chất": "bừa"})
    said = only(source, published, figure).vi
    assert "«Không áp dụng»" in said
    assert "minh họa" not in said


# Answers


@pytest.mark.parametrize(
    ("typed", "codes", "meant"),
    [
        ("keep", ("keep", "drop"), "keep"),
        ("giữ", ("keep", "drop"), "keep"),
        ("GIU", ("keep", "withdraw"), "keep"),
        ("Bỏ", ("keep", "drop"), "drop"),
        ("rút  lại", ("keep", "withdraw"), "withdraw"),
        ("rut lai", ("keep", "drop"), None),
        ("bỏ", ("keep", "withdraw"), None),
        ("18.500", ("18500", "18.5"), "18500"),
        ("18,5", ("18500", "18.5"), "18.5"),
        ("18,500", ("18500", "18.5"), None),
        ("18.5", ("18500", "18.5"), "18.5"),
        # What the other language writes of another choice is nobody's answer.
        ("1,234", ("1234", "1.234"), None),
        ("1.234", ("1234", "1.234"), "1.234"),
        ("00640", ("00640",), "00640"),
        ("640", ("00640",), None),
        ("", ("keep",), None),
    ],
)
def test_answer_means_one_choice_or_none(
    typed: str, codes: tuple[str, ...], meant: str | None
) -> None:
    assert speaking.answered(typed, codes) == meant


@given(st.decimals(-(10**9), 10**9, places=3, allow_nan=False), st.integers(-6, 6))
def test_no_number_is_answered_with_another_one(value: object, power: int) -> None:
    codes = tuple(dict.fromkeys((scaled(str(value), 0), scaled(str(value), power))))
    for code in codes:
        vi, _ = speaking.number(code)
        assert speaking.answered(code, codes) == code
        taken = speaking.answered(vi, codes)
        assert taken is None or taken == vi or Decimal(taken) == Decimal(code)


def test_vietnamese_answers_are_taken(source: Engine, published: Path, tmp_path: Path) -> None:
    path = figures(tmp_path / "f.xlsx", {**SHIPPED, "Kỳ": "2021", "Giá trị": "13.500"})
    place = look(source, published, path).findings[0].place
    (change,) = look(source, published, path, answers={place: "13.500"}).changes
    assert change.after["value"] == "13500"
    wrong = look(source, published, path, answers={place: "13"}).findings
    assert "13.500 (13500), 13,5 (13.5)" in next(
        one.vi for one in wrong if one.rule == "wrong-answer"
    )


# Columns


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"Mã nguồn": "nguồn lạ"}, "Mã nguồn"),
        ({"Tính chất": "chắc"}, "Tính chất"),
        ({"Giá trị": "chưa"}, "Giá trị"),
        ({"Kỳ": "1/3/2023"}, "Kỳ"),
    ],
)
def test_finding_names_the_column_as_the_file_does(
    source: Engine, published: Path, tmp_path: Path, row: dict[str, object], column: str
) -> None:
    path = figures(tmp_path / "f.xlsx", row)
    assert only(source, published, path).column == column


def test_rule_of_the_data_folder_speaks_of_the_columns_of_the_file(tmp_path: Path) -> None:
    folder = small_folder(tmp_path / "data", observations=[{"value": 100}])
    source = folder.published()
    row = {"Mã chỉ tiêu": "output", "Giá trị": "", "Hình thức": "level", "Kỳ": "2022",
           "Cấp giao": "city", "Mã nguồn": "report"}  # fmt: skip
    path = write(tmp_path / "p.xlsx", {"Kế hoạch": [row]})
    with proposed([path], folder.path, source, now=NOW) as proposal:
        (finding,) = proposal.findings
    assert finding.sheet == "Kế hoạch"
    assert "để trống «Giá trị» mà" in finding.vi
    assert "value" not in finding.vi
    assert finding.column in ("Mã chỉ tiêu", "Giá trị")


def test_files_with_the_folders_own_columns_are_told_of_those(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    head = "area_code,indicator_code,period,value,status,source_code\n"
    path.write_text(f"{head}020,budget_revenue,2023,chưa,official,emulation_report_2023\n")
    assert only(source, published, path).column == "value"


def test_headings_with_the_mark_are_the_same() -> None:
    for table, key in (("observations", "status"), ("sources", "title_vi"), ("plans", "form")):
        assert must(table, key)
        found = heading_of(table, f"{title(table, key, 'vi')} {MARK}")
        assert found is not None
        assert found.key == key
    assert not must("sources", "title_en")
    assert not must("observations", "value")
    assert title("published_figures", "resolution", "vi") == "Làm tròn đến"


def test_missing_column_is_named_by_its_heading(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = figures(tmp_path / "f.xlsx", {})
    book = openpyxl.load_workbook(path)
    book[FIGURES]["K1"] = "Gì đó"
    book.save(path)
    assert only(source, published, path).column == "Tính chất"
