"""Workbooks that can be read and say what cannot be, or what must be asked, of the shipped data."""

import unicodedata
from pathlib import Path

import xlsxwriter

from tests.bad_files import fault
from tests.importing_folder import (
    FIGURE,
    FIGURES,
    PLANS,
    figures,
    plans,
)

LEVEL = "meaning"


@fault(("unknown-area", FIGURES, "A2"), level=LEVEL)
def area_that_is_none(path: Path) -> None:
    figures(path, {"Mã địa bàn": "Atlantis"})


@fault(("unknown-area", FIGURES, "B2"), level=LEVEL)
def area_without_marks(path: Path) -> None:
    figures(path, _commune({"Mã địa bàn": "", "Địa bàn": "Ta Thanh Oai"}))


@fault(("unknown-area", FIGURES, "B2"), level=LEVEL)
def area_misspelt(path: Path) -> None:
    figures(path, _commune({"Mã địa bàn": "", "Địa bàn": "Vĩnh Quỳn"}))


@fault(("leading-zeros", FIGURES, "A2"), level=LEVEL)
def area_code_that_lost_its_zeros(path: Path) -> None:
    figures(path, {"Mã địa bàn": 20})


@fault(("area-not-in-force", FIGURES, "A2"), level=LEVEL)
def area_that_is_no_more(path: Path) -> None:
    figures(path, {"Kỳ": "2025-12"})


@fault(("code-and-name-disagree", FIGURES, "B2"), level=LEVEL)
def code_and_name_of_two_areas(path: Path) -> None:
    figures(path, _commune({"Địa bàn": "xã Tân Triều"}))


@fault(("code-and-name-disagree", FIGURES, "D2"), level=LEVEL)
def code_and_name_of_two_indicators(path: Path) -> None:
    figures(path, {"Chỉ tiêu": "Thu nhập bình quân đầu người"})


@fault(("unknown-indicator", FIGURES, "C2"), level=LEVEL)
def indicator_that_is_none(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "happiness"})


@fault(("unknown-indicator", FIGURES, "C2"), level=LEVEL)
def indicator_code_misspelt(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "Tong thu ngan sach nha nuoc"})


@fault(("old-encoding", FIGURES, "B2"), level=LEVEL)
def area_in_tcvn3(path: Path) -> None:
    figures(path, _commune({"Mã địa bàn": "", "Địa bàn": "ViÖt H­ng"}))


@fault(("old-encoding", FIGURES, "M2"), level=LEVEL)
def note_in_vni(path: Path) -> None:
    figures(path, {"Ghi chú": "Soá lieäu cuûa huyeän"})


@fault(("misread-encoding", FIGURES, "M2"), level=LEVEL)
def note_in_utf8_read_as_windows_1252(path: Path) -> None:
    figures(path, {"Ghi chú": "Nguồn ghi số".encode().decode("cp1252")})


@fault(("ambiguous-number", FIGURES, "G2"), level=LEVEL)
def number_with_a_point_that_may_group(path: Path) -> None:
    figures(path, {"Giá trị": "18.500"})


@fault(("ambiguous-number", FIGURES, "G2"), level=LEVEL)
def number_in_brackets(path: Path) -> None:
    figures(path, {"Giá trị": "(2300)"})


@fault(("ambiguous-number", FIGURES, "G"), level=LEVEL)
def column_of_numbers_that_may_be_grouped(path: Path) -> None:
    rows = [{"Kỳ": str(year), "Giá trị": f"2.{year - 1800}"} for year in range(2010, 2014)]
    figures(path, *rows)


@fault(("text-in-value", FIGURES, "G2"), level=LEVEL)
def text_in_a_value(path: Path) -> None:
    figures(path, {"Giá trị": "chưa có"})


@fault(("text-in-value", FIGURES, "G2"), level=LEVEL)
def letter_o_in_a_number(path: Path) -> None:
    figures(path, {"Giá trị": "23O0"})


@fault(("wrong-unit", FIGURES, "G2"), level=LEVEL)
def millions_beside_billions(path: Path) -> None:
    figures(path, {"Giá trị": "2.300.000 triệu"})


@fault(("wrong-unit", FIGURES, "E2"), level=LEVEL)
def unit_column_of_another_unit(path: Path) -> None:
    figures(path, {"Đơn vị": "triệu đồng"})


@fault(("wrong-unit", FIGURES, "G2"), level=LEVEL)
def percent_sign_beside_an_amount(path: Path) -> None:
    figures(path, {"Giá trị": "87,6%"})


@fault(("wrong-unit", FIGURES, "G2"), level=LEVEL)
def thousands_of_families(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "cultural_families", "Giá trị": "77 nghìn"})


@fault(("jump", FIGURES, "G2"), level=LEVEL)
def thousand_times_the_year_before(path: Path) -> None:
    figures(path, {"Giá trị": 2300000})


@fault(("jump", FIGURES, "G2"), level=LEVEL)
def tenth_of_the_year_before(path: Path) -> None:
    figures(path, {"Giá trị": 230})


@fault(("jump", FIGURES, "G2"), level=LEVEL)
def revision_a_hundred_times_as_large(path: Path) -> None:
    figures(path, {"Kỳ": "2022", "Giá trị": 216700})


@fault(("jump", FIGURES, "G2"), level=LEVEL)
def number_of_a_finger_that_slipped(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "total_production_value", "Giá trị": 1234567890})


@fault(("jump", FIGURES, "G3"), level=LEVEL)
def jump_within_the_file(path: Path) -> None:
    new = _commune({"Mã chỉ tiêu": "city_flags"})
    figures(path, {**new, "Kỳ": "2020", "Giá trị": 40}, {**new, "Kỳ": "2021", "Giá trị": 405})


@fault(("jump", FIGURES, "G2"), level=LEVEL)
def thousandth_of_the_year_after(path: Path) -> None:
    figures(path, {"Kỳ": "2021", "Giá trị": 2.167})


@fault(("ambiguous-number", FIGURES, "G2"), level=LEVEL)
def decimals_of_another_indicator_beside_thousands(path: Path) -> None:
    figures(
        path,
        {"Mã chỉ tiêu": "total_production_value", "Kỳ": "2021", "Giá trị": "14.563"},
        {"Mã chỉ tiêu": "cultural_villages", "Kỳ": "2021", "Giá trị": "64.5"},
    )


@fault(("name-not-of-the-code", FIGURES, "B2"), level=LEVEL)
def name_of_nobody_beside_a_code(path: Path) -> None:
    figures(path, {"Địa bàn": "Làng Xa Lắc"})


@fault(("name-not-of-the-code", FIGURES, "D2"), level=LEVEL)
def name_that_was_changed_beside_its_code(path: Path) -> None:
    figures(path, {"Chỉ tiêu": "Tổng thu ngân sách xã hội"})


@fault(("known-in-future", FIGURES, "N2"), level=LEVEL)
def known_from_a_day_to_come(path: Path) -> None:
    figures(path, {"Biết từ ngày": "2099-01-01"})


@fault(("impossible-value", FIGURES, "G2"), level=LEVEL)
def negative_count(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "poor_households", "Giá trị": -3})


@fault(("impossible-value", FIGURES, "G2"), level=LEVEL)
def half_a_household(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "poor_households", "Giá trị": 3.5})


@fault(("impossible-value", FIGURES, "G2"), level=LEVEL)
def rank_of_zero(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "admin_reform_rank", "Giá trị": 0})


@fault(("impossible-value", FIGURES, "G2"), level=LEVEL)
def yes_and_no_that_is_two(path: Path) -> None:
    figures(path, _commune({"Mã chỉ tiêu": "highway_crossing", "Giá trị": 2}))


@fault(("impossible-value", FIGURES, "J2"), level=LEVEL)
def rounded_to_nothing(path: Path) -> None:
    figures(path, {"Làm tròn đến": 0})


@fault(("part-above-whole", FIGURES, "G2"), level=LEVEL)
def part_above_its_whole(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "standard_schools", "Giá trị": 74, "Tổng thể": 73})


@fault(("part-above-whole", FIGURES, "H2"), level=LEVEL)
def whole_of_nothing(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "standard_schools", "Giá trị": 0, "Tổng thể": 0})


@fault(("percent-over-100", FIGURES, "G2"), level=LEVEL)
def share_above_all(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "trade_services_share", "Giá trị": 104})


@fault(("percent-over-100", FIGURES, "G2"), level=LEVEL)
def percent_that_may_lack_its_point(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "cultural_villages", "Giá trị": 155})


@fault(("structure-not-100", FIGURES, "G2"), level=LEVEL)
def structure_far_from_100(path: Path) -> None:
    figures(
        path,
        {"Mã chỉ tiêu": "industry_construction_share", "Giá trị": 53.3},
        {"Mã chỉ tiêu": "trade_services_share", "Giá trị": 42.7},
        {"Mã chỉ tiêu": "agriculture_fishery_share", "Giá trị": 14},
    )


@fault(("parts-do-not-add", FIGURES, "G2"), level=LEVEL)
def structure_a_little_off(path: Path) -> None:
    figures(
        path,
        {"Mã chỉ tiêu": "industry_construction_share", "Giá trị": 53.3},
        {"Mã chỉ tiêu": "trade_services_share", "Giá trị": 42.7},
        {"Mã chỉ tiêu": "agriculture_fishery_share", "Giá trị": 5},
    )


@fault(("parts-do-not-add", FIGURES, "G2"), level=LEVEL)
def district_that_is_not_its_communes(path: Path) -> None:
    figures(path, {"Mã chỉ tiêu": "households", "Kỳ": "2019", "Giá trị": 200000})


@fault(("date-as-period", FIGURES, "F2"), level=LEVEL)
def period_that_excel_made_a_date(path: Path) -> None:
    figures(path, {"Kỳ": "2023-03-01"})


@fault(("unreadable-period", FIGURES, "F2"), level=LEVEL)
def period_of_nine_months(path: Path) -> None:
    figures(path, {"Kỳ": "9 tháng đầu năm 2023"})


@fault(("period-not-begun", FIGURES, "F2"), level=LEVEL)
def period_to_come(path: Path) -> None:
    figures(path, {"Mã địa bàn": "01", "Kỳ": "2025"})


@fault(("period-not-over", FIGURES, "F2"), level=LEVEL)
def period_under_way(path: Path) -> None:
    figures(path, {"Kỳ": "2024"})


@fault(("off-calendar", FIGURES, "F2"), level=LEVEL)
def month_of_what_is_planned_by_year(path: Path) -> None:
    figures(path, {"Kỳ": "2023-07"})


@fault(("duplicate-row", FIGURES, "A4"), level=LEVEL)
def figure_twice(path: Path) -> None:
    figures(path, {}, {"Kỳ": "2021", "Giá trị": 2000}, {"Giá trị": 2301})


@fault(("blank-value", FIGURES, "G2"), level=LEVEL)
def blank_where_a_figure_is(path: Path) -> None:
    figures(path, {"Kỳ": "2022", "Giá trị": ""})


@fault(("blank-cell", FIGURES, "L2"), level=LEVEL)
def figure_without_a_source(path: Path) -> None:
    figures(path, {"Mã nguồn": ""})


@fault(("unknown-source", FIGURES, "L2"), level=LEVEL)
def source_that_is_none(path: Path) -> None:
    figures(path, {"Mã nguồn": "hearsay"})


@fault(("older-source", FIGURES, "L2"), level=LEVEL)
def figure_of_an_older_source(path: Path) -> None:
    figures(path, {"Kỳ": "2022", "Giá trị": 2150, "Mã nguồn": "census_2019"})


@fault(("unknown-word", FIGURES, "K2"), level=LEVEL)
def status_that_is_none(path: Path) -> None:
    figures(path, {"Tính chất": "chắc chắn"})


@fault(("hedge-disagrees", FIGURES, "G2"), level=LEVEL)
def hedge_in_the_cell_against_its_column(path: Path) -> None:
    figures(path, {"Giá trị": "ước 2300"})


@fault(("illustrative-figure", FIGURES, "K2"), level=LEVEL)
def made_up_figure(path: Path) -> None:
    figures(path, {"Tính chất": "Số minh họa"})


@fault(("value-not-applicable", FIGURES, "G2"), level=LEVEL)
def value_of_what_does_not_apply(path: Path) -> None:
    figures(path, {"Tính chất": "Không áp dụng"})


@fault(("nothing-to-withdraw", FIGURES, "K2"), level=LEVEL)
def withdrawal_of_nothing(path: Path) -> None:
    figures(path, {"Tính chất": "Rút lại", "Giá trị": ""})


@fault(("replaces-illustrative", FIGURES, "G2"), level=LEVEL)
def real_figure_in_place_of_a_made_up_one(path: Path) -> None:
    figures(path, _commune({"Mã chỉ tiêu": "poor_households", "Kỳ": "2022", "Giá trị": 3}))


@fault(("plan-without-direction", PLANS, "D2"), level=LEVEL)
def level_for_what_has_no_direction(path: Path) -> None:
    plans(path, {"Mã chỉ tiêu": "population", "Giá trị": 5})


@fault(("band-without-ends", PLANS, "F2"), level=LEVEL)
def band_with_one_end(path: Path) -> None:
    plans(path, {"Hình thức": "Trong khoảng"})


@fault(("unknown-assigner", PLANS, "H2"), level=LEVEL)
def plan_assigned_by_nobody(path: Path) -> None:
    plans(path, {"Cấp giao": "Hội đồng tưởng tượng"})


@fault(("missing-column", FIGURES, ""), level=LEVEL)
def table_without_a_status(path: Path) -> None:
    _table(path, [heading for heading in FIGURE if heading != "Tính chất"])


@fault(("repeated-column", FIGURES, "N1"), level=LEVEL)
def value_column_twice(path: Path) -> None:
    _table(path, [*FIGURE, "Giá trị"])


@fault(("no-table", "Trang khác", ""), level=LEVEL)
def sheet_that_is_no_table(path: Path) -> None:
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("Trang khác").write(0, 0, "Kính gửi")


@fault(("unknown-area", FIGURES, "B2"), level=LEVEL)
def area_decomposed_and_misspelt(path: Path) -> None:
    name = unicodedata.normalize("NFD", "Vĩnh Quỳnk")
    figures(path, _commune({"Mã địa bàn": "", "Địa bàn": name}))


def _commune(cells: dict[str, object]) -> dict[str, object]:
    """A figure of a commune of which no other is known."""
    return {
        "Mã địa bàn": "00649",
        "Mã chỉ tiêu": "city_flags",
        "Kỳ": "2023",
        "Giá trị": 2,
        **cells,
    }


def _table(path: Path, headings: list[str]) -> None:
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet(FIGURES)
        for column, heading in enumerate(headings):
            sheet.write(0, column, heading)
            sheet.write(1, column, FIGURE[heading])
