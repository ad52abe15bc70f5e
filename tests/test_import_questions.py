"""Findings are understood with the file closed: which row is meant, which cells an answer settles,
what is typed there, and what to do."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.importing.asking import Doubt, Notes, Place, also
from indicators.importing.proposing import proposed
from indicators.importing.telling import plain
from indicators.vocabulary import Finding, Severity
from tests.filled import Sheets, of
from tests.importing_folder import NOW, PLANS, Row, figures, look, write
from tests.small_folder import Folder, small_folder

HEADS = {
    "observations": "area_code,indicator_code,period,value,status,source_code",
    "plans": "area_code,indicator_code,period,form,value,assigner_code,source_code",
    "published_figures": (
        "area_code,indicator_code,period,measure,assigner_code,value,resolution,source_code"
    ),
}
COMMUNE = {"level": "commune", "kind_vi": "xã", "kind_en": "commune", "parent_code": "020"}
YEAR = "năm\N{NO-BREAK SPACE}"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A district and a commune; figures of ten years, and a plan by each of two assigners."""
    years = [str(year) for year in range(2010, 2023)]
    return small_folder(
        tmp_path / "data",
        areas=[{}, {**COMMUNE, "area_code": "00643", "name": "Đông Mỹ"}],
        assigners=[
            {},
            {"assigner_code": "district", "position": 2, "name_vi": "huyện giao",
             "name_en": "assigned by the district", "short_vi": "Huyện giao",
             "short_en": "District"},
            {"assigner_code": "both", "position": 3, "name_vi": "Thành phố và HĐND huyện giao",
             "name_en": "assigned by city and council", "short_vi": "TP và HĐND",
             "short_en": "City and council"},
        ],
        observations=[{"period": year, "value": 18500} for year in years]
        + [{"area_code": "00643", "value": 18500}],
        plans=[{"value": 90}, {"value": 90, "assigner_code": "district"}],
        published_figures=[{"measure": "growth", "value": 5, "resolution": 0.1}],
    )  # fmt: skip


def found(
    folder: Folder, *rows: str, table: str = "observations", head: str = "", **answers: str
) -> Sequence[Finding]:
    path = folder.path.parent / "f.csv"
    path.write_text("\n".join([head or HEADS[table], *rows, ""]), "utf-8")
    return look(folder.published(), folder.path, path, answers=answers).findings


def figure(period: str, value: str, area: str = "020") -> str:
    return f"{area},output,{period},{value},official,report"


# Which row


def test_question_names_the_row_by_what_tells_it_from_the_others(folder: Folder) -> None:
    (alone,) = found(folder, figure("2022", "18.51", "00643"))
    assert alone.vi.startswith("Sản lượng: 18,51 chỉ bằng khoảng 1/1.000 của 18.500 trước đó: ")
    assert alone.en.startswith("Output: 18.51 is only about 1/1,000 of 18,500 before it: ")
    rows = [figure("2022", "18.51", "00643"), figure("2022", "18501")]
    of_areas, _ = found(folder, *rows)
    assert of_areas.vi.startswith("Sản lượng, xã Đông Mỹ: 18,51 chỉ bằng khoảng")
    assert of_areas.en.startswith("Output, Đông Mỹ commune: 18.51 is")
    of_periods, _ = found(folder, figure("2021", "18.51"), figure("2022", "18501"))
    assert of_periods.vi.startswith(f"Sản lượng, {YEAR}2021: 18,51")
    of_both, _ = found(folder, *rows, figure("2021", "18501"))
    assert of_both.vi.startswith(
        f"Sản lượng, xã Đông Mỹ, {YEAR}2022: 18,51 chỉ bằng khoảng 1/1.000"
    )
    assert of_both.en.startswith("Output, Đông Mỹ commune, 2022: 18.51")


def test_question_about_a_plan_names_who_assigned_it(folder: Folder) -> None:
    rows = ["020,output,2022,level,,city,report", "020,output,2022,level,91,district,report"]
    (blank,) = found(folder, *rows, table="plans")
    assert blank.vi.startswith("Sản lượng, TP: ô trống mà số đang dùng là 90")
    assert blank.en.startswith("Output, City: the cell is blank")
    rows = ["020,output,2023,level,9.100,district,report", "020,output,2023,level,91,city,report"]
    (of_number,) = found(folder, *rows, table="plans")
    assert of_number.rule == "ambiguous-number"
    assert of_number.vi.startswith("Sản lượng, Huyện giao: «9.100» là 9.100 (9100) hay 9,1 (9.1)?")


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"Mã chỉ tiêu": "cultural_villages", "Giá trị": 155.5}, "percent-over-100"),
        ({"Giá trị": "18.500"}, "ambiguous-number"),
        ({"Kỳ": "2023-Q1"}, "off-calendar"),
        ({"Kỳ": "2024"}, "period-not-over"),
    ],
)
def test_every_question_and_warning_about_a_value_names_its_row(
    source: Engine, published: Path, tmp_path: Path, row: dict[str, object], rule: str
) -> None:
    path = figures(tmp_path / "f.xlsx", row)
    (one,) = (one for one in look(source, published, path).findings if one.rule == rule)
    name = "Tỷ lệ thôn, làng, tổ dân phố văn hóa: " if "Mã chỉ tiêu" in row else "Tổng thu"
    assert one.vi.startswith(name)
    assert one.vi.count("Tổng thu ngân sách nhà nước: ") == ("Mã chỉ tiêu" not in row)


def test_what_is_wrong_with_a_cell_alone_names_no_row(folder: Folder) -> None:
    (unknown,) = found(folder, figure("2022", "18501", "Đông Mi"))
    assert (unknown.rule, unknown.severity) == ("unknown-area", Severity.QUESTION)
    assert unknown.vi.startswith("không có địa bàn «Đông Mi»")
    (wrong,) = found(folder, figure("2022", "abc"))
    assert wrong.vi.startswith("«abc» không phải là số")
    # What stops is mended in the file, where its row is seen.
    (early,) = found(folder, figure("2031", "18501"))
    assert (early.severity, early.vi[:13]) == (Severity.ERROR, "kỳ 2031 chưa ")


# Which cells


def test_question_names_the_other_cells_that_its_answer_settles(folder: Folder) -> None:
    years = range(2010, 2022)
    few = [figure(str(year), "") for year in years][:4]
    (question,) = found(folder, *few)
    assert question.place == "D2"
    assert question.vi.endswith("? (cùng ô D3, D4, D5)")
    assert question.en.endswith("? (also D3, D4, D5)")
    (question,) = found(folder, *(figure(str(year), "") for year in years))
    assert question.vi.endswith("? (cùng ô D3, D4, D5, D6, D7 và 6 ô khác)")
    assert question.en.endswith("? (also D3, D4, D5, D6, D7 and 6 more cells)")


def test_cells_that_hold_the_same_text_are_named_in_the_order_of_rows(folder: Folder) -> None:
    rows = [figure(str(year), "18.500" if year % 2 else "1") for year in range(2010, 2022)]
    (question,) = (one for one in found(folder, *rows) if one.rule == "ambiguous-number")
    assert question.place == "D3"
    assert "(cùng ô D5, D7, D9, D11, D13)" in question.vi
    rows = [figure(str(year), "7", "643") for year in range(2010, 2013)]
    (zeros,) = (one for one in found(folder, *rows) if one.rule == "leading-zeros")
    assert zeros.vi.endswith("có phải là 00643? (cùng ô A3, A4)")


def test_name_that_is_asked_about_twice_is_not_settled_by_one_answer(tmp_path: Path) -> None:
    # One name in two divisions of the district, and in two rows of the later one.
    areas = [
        {},
        {**COMMUNE, "area_code": "00643", "name": "Đông Mỹ", "valid_to": "2021-12-31"},
        {**COMMUNE, "area_code": "00700", "name": "Đông Mỹ", "valid_from": "2022-01-01"},
    ]
    rows = [figure(period, "5", "Dong My") for period in ("2021", "2022", "2023")]
    asked = found(small_folder(tmp_path / "data", areas=areas), *rows)
    told = [(one.place, one.choices, one.en.partition("? ")[2]) for one in asked]
    assert told == [("A2", ("00643",), ""), ("A3", ("00700",), "(also A4)")]


def test_day_that_may_be_another_names_the_cells_that_say_so(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    head = "source_code,title_vi,title_en,publisher_vi,publisher_en,published_on"
    rows = [f"s{number},Báo cáo,Report,Huyện,District,05/07/2023" for number in range(3)]
    path.write_text("\n".join([head, *rows, ""]), "utf-8")
    (question,) = look(source, published, path).findings
    assert (question.rule, question.place) == ("ambiguous-date", "F2")
    assert question.vi.endswith("? (cùng ô F3, F4)")


def test_cells_alike_of_the_cells_that_are_asked_together_are_named_too() -> None:
    notes = Notes({})
    notes.ask_all(
        [
            Doubt(Place("f.xlsx", "S", "area_code", "A", row), "6", ("x", "y"), (f"A{row + 10}",))
            for row in range(2, 6)
        ],
        "zeros",
        lambda _, others: ("".join(others), also(others)[1]),
    )
    (question,) = notes.finished()
    assert sorted(question.vi.split("A")[1:]) == sorted(["12", "3", "13", "4", "14", "5", "15"])
    assert question.en == " (also A3, A4, A5, A12, A13 and 2 more cells)"


def test_question_about_a_whole_column_names_the_cells_it_settles(folder: Folder) -> None:
    rows = [figure(str(2010 + at), f"18.{500 + at}") for at in range(7)]
    (question,) = found(folder, *rows)
    assert question.cell == "D"
    assert question.vi.endswith("ở ô D2, D3, D4, D5, D6 và 2 ô khác.")
    assert question.en.endswith("in D2, D3, D4, D5, D6 and 2 more cells.")


# Rows without a value


@pytest.mark.parametrize(
    ("table", "row", "cell"),
    [
        ("observations", "020,output,2005,,,", "D2"),
        ("plans", "020,output,2005,level,,city,", "E2"),
        ("plans", "020,output,2005,,,,", "E2"),
        ("published_figures", "020,output,2005,growth,,,,", "F2"),
        ("published_figures", "020,output,2022,growth,,,,", "F2"),
    ],
)
def test_row_with_a_key_and_no_value_is_named_in_every_table(
    folder: Folder, table: str, row: str, cell: str
) -> None:
    (warning,) = found(folder, row, table=table)
    assert (warning.rule, warning.cell) == ("row-without-value", cell)
    assert warning.severity is Severity.WARNING
    assert warning.vi == "Sản lượng: dòng này không có giá trị nên không được nhập."


def test_printed_figure_of_which_more_is_said_must_have_its_value(folder: Folder) -> None:
    (blank,) = found(folder, "020,output,2022,growth,,,0.1,report", table="published_figures")
    assert (blank.rule, blank.cell, blank.severity) == ("blank-cell", "F2", Severity.ERROR)


def test_rows_without_a_value_are_told_once_a_sheet(folder: Folder) -> None:
    rows = [f"020,output,{year},,," for year in range(2000, 2008)]
    (warning,) = found(folder, *rows)
    assert warning.vi.endswith("(cùng ô D3, D4, D5, D6, D7 và 2 ô khác).")


def test_template_that_nobody_filled_in_says_nothing(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    book = Sheets(source, tmp_path / "2023.xlsx", "2023")
    assert look(source, published, book.saved()).findings == ()
    # A row that somebody typed below its own is no unfilled one.
    row = book.sheet("observations").max_row + 1
    book.put("observations", row, A="020", C="budget_revenue", F="2020")
    (warning,) = look(source, published, book.saved()).findings
    assert (warning.rule, warning.line) == ("row-without-value", row)


# What to do


@pytest.mark.parametrize("typed", ["7/8", "7 / 8"])
def test_a_stroke_in_a_value_is_explained(
    source: Engine, published: Path, tmp_path: Path, typed: str
) -> None:
    (wrong,) = look(source, published, figures(tmp_path / "f.xlsx", {"Giá trị": typed})).findings
    assert (wrong.rule, wrong.severity) == ("text-in-value", Severity.ERROR)
    assert "ngày, phân số hay 7 trên 8" in wrong.vi
    assert "viết 7 ở «Giá trị», 8 ở «Tổng thể»" in wrong.vi
    assert "a day, a fraction or 7 out of 8" in wrong.en
    path = write(tmp_path / "p.xlsx", {PLANS: [{"Giá trị": typed}]})
    (plan,) = look(source, published, path).findings
    assert "phân số hay 7 trên 8" in plan.vi
    assert "Tổng thể" not in plan.vi


def test_day_in_a_value_is_told_to_be_one(folder: Folder) -> None:
    (wrong,) = found(folder, figure("2022", "2026-08-07"))
    assert "Excel tự đổi 7/8 thành ngày" in wrong.vi
    assert "Excel makes one of 7/8" in wrong.en


@pytest.mark.parametrize(
    ("typed", "choices"),
    [
        ("Huyện", ("district",)),
        ("huyen", ("district",)),
        ("UBND Thành phố", ("city",)),
        ("HĐND huyện", ("both", "district")),
        ("Bộ Tài chính", ()),
    ],
)
def test_assigner_that_is_not_known_gets_the_likely_ones(
    folder: Folder, typed: str, choices: tuple[str, ...]
) -> None:
    row = f"020,output,2022,level,91,{typed},report"
    (one,) = found(folder, row, table="plans")
    assert (one.rule, one.cell, one.choices) == ("unknown-assigner", "F2", choices)
    if choices:
        assert one.vi.startswith(f"không có cấp giao «{typed}»; có phải là {choices[0]} «")
        (change,) = look(
            folder.published(),
            folder.path,
            folder.path.parent / "f.csv",
            answers={"F2": choices[0]},
        ).changes
        assert change.after["assigner_code"] == choices[0]


# What is typed


def typed(source: Engine, data: Path, path: Path) -> dict[str, dict[str, str]]:
    with proposed([path], data, source, now=NOW) as proposal:
        return {one["cell"]: one["typed"] for one in plain(proposal, source)["findings"]}


def test_true_number_is_shown_as_excel_shows_it_and_text_as_typed(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    code = {"Mã chỉ tiêu": "poor_households"}
    rows: list[Row] = [
        {**code, "Giá trị": 18.5},
        {**code, "Giá trị": "18,5", "Kỳ": "2021"},
        {**code, "Giá trị": "18.5 ", "Kỳ": "2020"},
        {**code, "Giá trị": 20345.25, "Kỳ": "2019"},
        # A number that is none of the table's numbers.
        {**code, "Giá trị": 3, "Kỳ": 20211},
    ]
    shown = typed(source, published, figures(tmp_path / "f.xlsx", *rows))
    assert shown["G2"] == {"vi": "18,5", "en": "18.5"}
    assert shown["G3"] == {"vi": "18,5", "en": "18,5"}
    assert shown["G4"] == {"vi": "18.5 ", "en": "18.5 "}
    assert shown["G5"] == {"vi": "20.345,25", "en": "20,345.25"}
    assert shown["F6"] == {"vi": "20211", "en": "20211"}


def test_number_formatted_as_a_percentage_keeps_its_sign(
    source: Engine, published: Path, tmp_path: Path
) -> None:
    book = Sheets(source, tmp_path / "2023.xlsx", "2023")
    row = book.fill(
        "observations", of("poor_households"), Giá_trị=0.185, Tính_chất="Số ước",
        Mã_nguồn="emulation_report_2023",
    )  # fmt: skip
    titles = [str(cell.value) for cell in book.sheet("observations")[1]]
    column = "ABCDEFGHIJ"[next(at for at, title in enumerate(titles) if title == "Giá trị")]
    book.sheet("observations")[f"{column}{row}"].number_format = "0.0%"
    shown = typed(source, published, book.saved())
    assert shown[f"{column}{row}"] == {"vi": "18,5%", "en": "18.5%"}


def test_blank_cell_is_shown_as_blank_and_not_with_what_is_known(folder: Folder) -> None:
    (question,) = found(folder, figure("2022", ""))
    assert question.typed == ""
    assert "18.500" in question.vi


def test_rows_that_stand_there_twice_are_one_error_that_names_the_first(folder: Folder) -> None:
    def repeated(*rows: str) -> list[Finding]:
        return [one for one in found(folder, *rows) if one.rule == "duplicate-row"]

    rows = [figure(str(year), "18501") for year in range(2019, 2023)]
    (finding,) = repeated(*rows, *rows)
    assert finding.cell == "A6"
    named = f"Sản lượng, huyện Thử Nghiệm, {YEAR}2019"
    assert finding.vi.startswith(f"trùng với A2 ({named}); hãy bỏ một trong hai")
    assert finding.vi.endswith("(cùng ô A7, A8, A9).")
    assert [one.cell for one in repeated(*rows, *rows[:2])] == ["A6", "A7"]
