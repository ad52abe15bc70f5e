"""Communes over time, and what the chosen come to together."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing import trend
from indicators.exhibits.comparing.view import View, compare
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import catalogue
from tests.commune_folder import ONE, THREE, TWO, at, made_up, published
from tests.commune_views import SOURCES, view
from tests.drawn import written
from tests.plain import plain
from tests.small_folder import Cells

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


BY_WEIGHT: Sequence[Cells] = [
    {"over_areas": "weighted_mean", "weight_code": "people", "over_time": "last"},
    {"indicator_code": "people", "position": 2, "over_time": "last"},
]
THREE_OF = (ONE, TWO, THREE)
EARLIER = made_up(*(at(year, 90, code) for year in ("2020", "2021") for code in THREE_OF))


def ended(
    tmp_path: Path, *seen: Cells, period: str = "2022", chosen: tuple[str, ...] = ()
) -> Exhibit:
    """Made-up years up to 2021, and what is seen of 2022, which ends the lines."""
    years = ("2020", "2021", "2022")
    people = [at(year, 10, code, indicator_code="people") for year in years for code in THREE_OF]
    source = published(
        tmp_path, *seen, *people, illustrative=EARLIER, sources=SOURCES, indicators=BY_WEIGHT
    )
    found = trend.trend(view(source, period, chosen=chosen))
    assert found is not None
    return found


def names(found: Exhibit) -> list[str]:
    """What the lines are called in a chart that plots them."""
    assert found.plotted is not None
    return [one.name for one in found.plotted.series]


def test_line_that_ends_in_the_districts_own_figure_is_named_by_it(tmp_path: Path) -> None:
    own: Cells = {"area_code": "020", "period": "2022", "value": 71.2}
    found = ended(tmp_path, at("2022", 66), at("2022", 73, TWO), own)
    assert set(names(found)) == {"Một", "Hai", "Toàn huyện", "Trung vị các xã"}
    assert "Toàn huyện 71,2" in map(plain, written(found.figure or {}))
    assert not [text for text in written(found.figure or {}) if "minh họa)" in text]
    place = found.table.columns.index("Toàn huyện")
    assert [plain(row[place]) for row in found.table.rows] == [
        "90,0 (minh họa)", "90,0 (minh họa)", "71,2",
    ]  # fmt: skip
    # The points before keep their rings.
    whole = next(line for line in (found.figure or {})["data"] if line["name"] == "curve")
    assert whole["marker"]["symbol"][-1] != whole["marker"]["symbol"][0]


def test_line_that_ends_in_the_communes_that_reported_is_named_by_them(tmp_path: Path) -> None:
    found = ended(tmp_path, at("2022", 66), at("2022", 73, TWO))
    assert "Các xã đã báo cáo" in names(found)
    assert not [name for name in names(found) if "minh họa" in name]


def test_line_that_ends_made_up_beside_a_real_one_says_so(tmp_path: Path) -> None:
    found = ended(tmp_path, at("2022", 66), at("2022", 73, TWO), chosen=(ONE, THREE))
    assert names(found)[:2] == ["Một", "Ba (minh họa)"]
    hover = next(one for one in (found.figure or {})["data"] if one["name"] == "hover")
    first, *_, last = [plain(text) for text in hover["hovertext"]]
    assert "Một: 90,0 (minh họa)" in first
    assert "Một: 66,0" in last
    assert "minh họa" not in last
    column = [plain(row[2]) for row in found.table.rows]
    assert column == ["90,0 (minh họa)", "90,0 (minh họa)", ""]


def test_where_every_end_is_made_up_whole_and_median_say_so(tmp_path: Path) -> None:
    found = ended(tmp_path, period="2021")
    assert "Toàn huyện (minh họa)" in found.table.columns
    assert "minh họa" not in str(found.table.rows)
    assert "Toàn huyện (minh họa)" in names(found)
    assert "Trung vị các xã (minh họa)" in names(found)


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
    # At the end of its line the district's own stands beside them, which is real.
    assert "minh họa" not in last[4]
    for row, levels in ((first, ("33,3 %", "75 %", "50 %")), (last, ("33,3 %", "50 %", "57,1 %"))):
        assert [plain(cell) for cell in row[1:4]] == [f"{each} (minh họa)" for each in levels]
    assert any("Chưa chọn đơn vị nào" in text for text in found.remarks)
