"""Communes over time, and what the chosen come to together."""

from pathlib import Path
from typing import Any

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing import trend
from indicators.exhibits.comparing.view import View, compare
from indicators.exhibits.facts import catalogue
from tests.commune_folder import ONE, THREE, TWO, at, published
from tests.commune_views import plain, view

# What the chosen come to together


def together(source: Engine, indicator: str, chosen: tuple[str, ...], **asked: Any) -> list[str]:
    asked_for = View(indicator, "2022", "2021", chosen=chosen, **asked)
    found = trend.trend(compare(source, asked_for))
    assert found is not None
    return [plain(text) for text in found.remarks]


def figures(source: Engine, indicator: str, chosen: tuple[str, ...]) -> list[tuple[float, float]]:
    rows = frames.ranking(source, "020", indicator, "2022", "", True)
    return [(row.value or 0, row.whole or 0) for row in rows if row.area_code in chosen]


def vietnamese(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


CHOSEN = ("00643", "00652", "00679")


def test_sums_of_the_chosen_follow_the_rule_of_the_indicator(source: Engine) -> None:
    revenue = sum(value for value, _ in figures(source, "budget_revenue", CHOSEN))
    said = f"3 đơn vị đã chọn, cộng lại: {vietnamese(revenue, 1)} tỷ đồng."
    assert said in together(source, "budget_revenue", CHOSEN)

    schools = figures(source, "standard_schools", CHOSEN)
    done, of = (sum(part) for part in zip(*schools, strict=True))
    share = vietnamese(100 * done / of, 1).removesuffix(",0")
    said = f"3 đơn vị đã chọn, gộp lại (tổng trên tổng): {done:.0f}/{of:.0f} trường ({share} %)."
    assert said in together(source, "standard_schools", CHOSEN)


def test_means_are_weighted_and_the_page_says_that_they_do_not_add_up(source: Engine) -> None:
    people = {
        row.area_code: row.value or 0
        for row in frames.ranking(source, "020", "population", "2019", "", True)
    }
    income = {
        row.area_code: row.value or 0
        for row in frames.ranking(source, "020", "income_per_person", "2022", "", True)
    }
    mean = sum(people[code] * income[code] for code in CHOSEN) / sum(
        people[code] for code in CHOSEN
    )
    remarks = together(source, "income_per_person", CHOSEN)
    said = f"bình quân có trọng số: {vietnamese(mean, 1)} triệu đồng/người/năm."
    assert any(text.endswith(said) for text in remarks)
    assert any("không cộng được" in text for text in remarks)


def test_what_does_not_add_up_is_not_added_and_says_why(source: Engine) -> None:
    remarks = together(source, "commune_ward_criteria", CHOSEN)
    assert any("không cộng được" in text for text in remarks)
    assert not any("đã chọn" in text for text in remarks)
    english = together(source, "commune_ward_criteria", CHOSEN, language="en")
    assert any("does not add up" in text for text in english)


def test_one_commune_is_no_selection(source: Engine) -> None:
    for text in together(source, "budget_revenue", CHOSEN[:1]):
        assert "cộng lại" not in text


def test_a_selection_says_how_many_of_it_have_a_figure(tmp_path: Path) -> None:
    seen = [at(year, 5, code) for year in ("2021", "2022") for code in (ONE, TWO)]
    found = trend.trend(view(published(tmp_path, *seen), chosen=(ONE, TWO, THREE)))
    assert found is not None
    (said,) = [plain(text) for text in found.remarks]
    assert said == "3 đơn vị đã chọn, 2 có số liệu, cộng lại: 10,0 tỷ."


# The communes over time


def test_at_most_six_lines_stand_beside_each_other(source: Engine) -> None:
    codes = tuple(one.area_code for one in catalogue(source).communes("2022"))
    found = trend.trend(
        compare(source, View("income_per_person", "2022", "2021", chosen=codes[:8]))
    )
    assert found is not None
    # The period, six communes, the district and the median.
    assert len(found.table.columns) == 9


def test_a_sum_of_all_is_no_line_beside_one_of_them(source: Engine) -> None:
    found = trend.trend(compare(source, View("budget_revenue", "2022", "2021")))
    assert found is not None
    assert "Toàn huyện" not in found.table.columns
    assert "Trung vị các xã" in found.table.columns


def test_without_a_choice_the_three_that_stand_last_are_compared(source: Engine) -> None:
    found = trend.trend(compare(source, View("standard_schools", "2022", "2020")))
    assert found is not None
    assert found.table.columns[1:4] == ("Hữu Hòa", "Đại Áng", "Tân Triều")
    first, *_, last = found.table.rows
    assert [plain(cell) for cell in first[1:4]] == ["33,3 %", "75 %", "50 %"]
    assert [plain(cell) for cell in last[1:4]] == ["33,3 %", "50 %", "57,1 %"]
    assert any("Chưa chọn đơn vị nào" in text for text in found.remarks)
