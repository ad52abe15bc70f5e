"""Workbooks whose sheet of sources cannot be read as it is."""

from pathlib import Path

import xlsxwriter

from tests.bad_files import fault
from tests.importing_folder import FIGURES, SOURCES, write

LEVEL = "meaning"


@fault(("english-left-out", SOURCES, "C2"), level=LEVEL)
def source_without_english_names(path: Path) -> None:
    blank = {"Tên tài liệu (tiếng Anh)": "", "Nơi công bố (tiếng Anh)": ""}
    write(path, {SOURCES: [blank]})


@fault(("blank-cell", SOURCES, "B2"), level=LEVEL)
def source_without_a_title_that_figures_name(path: Path) -> None:
    source = {"Tên tài liệu": "", "Tên tài liệu (tiếng Anh)": ""}
    rows = [{"Kỳ": year, "Mã nguồn": "report_2024"} for year in ("2021", "2023")]
    write(path, {SOURCES: [source], FIGURES: rows})


@fault(("published-in-future", SOURCES, "F2"), level=LEVEL)
def source_from_the_future(path: Path) -> None:
    write(path, {SOURCES: [{"Ngày công bố": "2025-01-15"}]})


@fault(("ambiguous-date", SOURCES, "F2"), level=LEVEL)
def day_and_month_that_may_change_places(path: Path) -> None:
    headings = (
        "Source code,Title (Vietnamese),Title (English),Publisher (Vietnamese),Publisher (English)"
    )
    cells = ("report_2024", "Báo cáo", "Report", "UBND huyện", "Committee", "05/01/2024")
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet(SOURCES)
        sheet.write_row(0, 0, [*headings.split(","), "Published on"])
        sheet.write_row(1, 0, cells)


@fault(("already-published", SOURCES, "B2"), level=LEVEL)
def source_with_another_title(path: Path) -> None:
    write(path, {SOURCES: [{"Mã nguồn": "census_2019"}]})
