"""What happens to people who fill in the program's own template, as they fill it in."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from indicators.engine import Engine
from indicators.importing.examining import Examined
from indicators.importing.template import template
from tests.filled import Sheets, free, of
from tests.importing_folder import FIGURES, SOURCES, look, said, write

NOW = datetime(2024, 2, 1, 8, 30, tzinfo=UTC)
Cells = dict[str, Any]


NEW = {
    "Mã_nguồn": "bao_cao_2023",
    "Tên_tài_liệu": "Báo cáo năm 2023",
    "Nơi_công_bố": "UBND huyện",
    "Ngày_công_bố": "10/01/2024",
}
FIGURE = {"Tính_chất": "Số nguồn công bố", "Mã_nguồn": "bao_cao_2023"}


def rules(found: Examined) -> list[str]:
    return [one.rule for one in found.findings]


# Sources


def test_vietnamese_alone_names_a_source_and_its_day(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    row = book.fill("sources", free, **NEW)
    book.fill("observations", of("budget_revenue"), Giá_trị=2300, **FIGURE)
    found = look(source, published, book.saved())
    (warning,) = found.findings
    assert (warning.rule, warning.place) == ("english-left-out", f"Nguồn!C{row}")
    assert f"(cùng ô E{row})" in warning.vi
    added = found.write["catalogue/sources.csv"].decode().splitlines()[-1]
    assert added == (
        "bao_cao_2023,Báo cáo năm 2023,Báo cáo năm 2023,UBND huyện,UBND huyện,2024-01-10,,,"
    )
    assert found.ready


def test_english_name_of_a_published_source_may_be_blank(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    book = Sheets(source, tmp_path / "f.xlsx", "2022")
    book.put("sources", 2, C=None, E=None)
    found = look(source, published, book.saved())
    assert (found.findings, found.changes) == ((), ())
    without = tmp_path / "g.csv"
    without.write_text(
        "source_code,title_vi,publisher_vi,published_on\n"
        "census_2019,Tổng điều tra dân số và nhà ở năm 2019,Tổng cục Thống kê,2019-04-01\n"
    )
    assert look(source, published, without).findings == ()


@pytest.mark.parametrize(
    ("wrong", "rule", "letter"),
    [
        ({"Tên_tài_liệu": None}, "blank-cell", "B"),
        ({"Ngày_công_bố": "hôm qua"}, "unreadable-date", "F"),
        ({"Mã_nguồn": "báo cáo"}, "unreadable-code", "A"),
        ({"Mã_nguồn": None}, "blank-cell", "A"),
    ],
)
def test_fault_of_a_source_is_told_once_and_not_of_figures_that_name_it(
    source: Engine, published: Path, tmp_path: Path, wrong: dict[str, str], rule: str, letter: str
) -> None:
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    english = {"Tên_tài_liệu_(tiếng_Anh)": "Report", "Nơi_công_bố_(tiếng_Anh)": "Committee"}
    row = book.fill("sources", free, **{**NEW, **english, **wrong})
    named = wrong.get("Mã_nguồn", NEW["Mã_nguồn"]) or NEW["Tên_tài_liệu"]
    for code in ("budget_revenue", "income_per_person"):
        book.fill("observations", of(code), Giá_trị=2300 if code[0] == "b" else 70,
                  **{**FIGURE, "Mã_nguồn": named})  # fmt: skip
    found = look(source, published, book.saved())
    assert said(found.findings) == [(rule, SOURCES, f"{letter}{row}")]
    assert not found.ready


def test_figures_are_not_told_of_a_source_whose_sheet_lacks_a_column(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "f.xlsx", {SOURCES: [{}], FIGURES: [{"Mã nguồn": "report_2024"}]})
    book = openpyxl.load_workbook(path)
    book[SOURCES]["F1"] = "Khi nào"
    book.save(path)
    assert rules(look(source, published, path)) == ["missing-column"]


def test_day_comes_first_under_vietnamese_headings_only(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = write(tmp_path / "f.xlsx", {SOURCES: [{"Ngày công bố": "10/12/2022"}]})
    (change,) = look(source, published, path).changes
    assert change.after["published_on"] == "2022-12-10"
    book = Sheets(source, tmp_path / "g.xlsx", "2023", "en")
    row = len(list(book.sheet("sources").iter_rows())) - 9
    cells = ("r", "Báo cáo", "Report", "UBND", "Committee", "10/12/2022")
    book.put("sources", row, **dict(zip("ABCDEF", cells, strict=True)))
    (question,) = look(source, published, book.saved()).findings
    assert (question.rule, question.choices) == ("ambiguous-date", ("2022-12-10", "2022-10-12"))


# Names, units, periods


def test_name_and_unit_that_were_changed_beside_a_code_are_told(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    book = Sheets(source, tmp_path / "f.xlsx", "2023")
    shipped = {**FIGURE, "Mã_nguồn": "emulation_report_2023"}
    one = book.fill("observations", of("budget_revenue"), Giá_trị=2300, **shipped,
                    Chỉ_tiêu="Tổng thu ngân sách nội địa")  # fmt: skip
    two = book.fill("observations", of("total_production_value"), Giá_trị=15000, **shipped,
                    Đơn_vị="triệu đồng")  # fmt: skip
    found = look(source, published, book.saved())
    assert sorted(said(found.findings)) == [
        ("name-not-of-the-code", FIGURES, f"D{one}"), ("wrong-unit", FIGURES, f"E{two}"),
    ]  # fmt: skip
    named = next(each for each in found.findings if each.rule == "name-not-of-the-code")
    assert "Tổng thu ngân sách nhà nước" in named.vi


def test_what_a_template_asks_for_is_not_off_calendar(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    for asked, expected in ((True, []), (False, ["off-calendar"])):
        made = template(source, areas=["020"], indicators=["budget_revenue"], period="2023-03")
        book = openpyxl.load_workbook(io.BytesIO(made))
        figures = book[FIGURES]
        cells: dict[str, Any] = {"I2": 180, "M2": "Số nguồn công bố", "N2": "emulation_report_2023"}
        for cell, value in cells.items():
            figures[cell] = value
        assert str(figures["I1"].value).startswith("Giá trị")
        if not asked:
            del book["Hướng dẫn"]
        path = tmp_path / f"{asked}.xlsx"
        book.save(path)
        assert rules(look(source, published, path)) == expected


# Jumps


def test_last_years_figures_a_third_up_or_down_are_no_jump(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    for factor in (0.7, 1.3):
        book = Sheets(source, tmp_path / f"{factor}.xlsx", "2023")
        found = book.sheet("observations")
        head = [str(cell.value).removesuffix(" *") for cell in found[1]]
        at = {name: place for place, name in enumerate(head)}
        filled = 0
        for row in found.iter_rows(min_row=2):
            before = row[at["Giá trị kỳ trước"]].value
            if isinstance(before, int | float):
                whole = isinstance(before, int) or before == int(before)
                row[at["Giá trị"]].value = round(before * factor, 0 if whole else 1)
                row[at["Tính chất"]].value = "Số ước"
                row[at["Mã nguồn"]].value = "emulation_report_2023"
                filled += 1
        assert filled > 40
        assert "jump" not in rules(look(source, published, book.saved()))


@pytest.mark.parametrize(
    ("value", "mended"),
    [
        (1234567890, "12345.6789"), (14563 * 58, ""), (14563 * 59.5, "8664.985"),
        (244.75, "24475"), (14563 * 5, ""), (14563 * 9, "13106.7"),
    ],
)  # fmt: skip
def test_value_that_is_far_more_or_less_is_asked_about(
    source: Engine, published: Path, tmp_path: Path, value: float, mended: str
) -> None:
    cells = {"Mã chỉ tiêu": "total_production_value", "Giá trị": value}
    found = look(source, published, write(tmp_path / "f.xlsx", {FIGURES: [cells]}))
    assert rules(found) == (["jump"] if mended else [])
    if mended:
        assert found.findings[0].choices[1] == mended


def test_what_is_counted_is_dropped_and_never_mended_to_a_part_of_one(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    cells = {"Mã chỉ tiêu": "highway_cases", "Giá trị": 82345}
    path = write(tmp_path / "f.xlsx", {FIGURES: [cells]})
    (question,) = look(source, published, path).findings
    assert (question.rule, question.choices) == ("jump", ("82345", "drop"))
    assert look(source, published, path, answers={question.place: "bỏ"}).changes == ()
    (change,) = look(source, published, path, answers={question.place: "82.345"}).changes
    assert change.after["value"] == "82345"
