"""What the pages of communes ask: places, plans, selections, profiles, and nothing made up unasked.

What holds for any figures stands in ``test_commune_oracle``, the shipped data's answers in golden/.
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from indicators import frames
from indicators.engine import Engine
from tests.commune_folder import (
    COMMUNE,
    COMMUNES,
    ONE,
    THREE,
    TOWN,
    TWO,
    at,
    made_up,
    months,
    published,
    ranked,
    ruled,
    timeline,
)
from tests.small_folder import Cells, small_folder


@pytest.mark.parametrize(
    ("better", "places"),
    [("higher", [3, 1, 1]), ("none", [3, 1, 1]), ("band", [3, 1, 1]), ("lower", [1, 2, 2])],
)
def test_place_goes_by_what_is_better_and_ties_share_one(
    tmp_path: Path, better: str, places: list[int]
) -> None:
    seen = [at("2022", 1), at("2022", 5, TWO), at("2022", 5, THREE), at("2021", 4, TWO)]
    source = published(tmp_path, *seen, indicators=ruled(better=better))
    rows = ranked(source, "2022", "2021")
    assert [row.place for row in rows] == places
    assert [row.place_to_date for row in rows] == places
    assert [row.tied for row in rows] == [1, 2, 2]
    assert [(row.before_value, row.place_before) for row in rows] == [
        (None, None), (4, 1), (None, None),
    ]  # fmt: skip
    assert {(row.reported, row.reported_to_date) for row in rows} == {(3, 3)}


def test_sums_that_differ_in_the_last_digit_of_a_computer_tie(tmp_path: Path) -> None:
    seen = [*months(0.1, 0.2, 0.7), *months(0.7, 0.1, 0.2, area=TWO), at("2022-Q1", 1, THREE)]
    rows = ranked(published(tmp_path, *seen), "2022-Q1")
    assert [(row.place, row.tied) for row in rows] == [(1, 3)] * 3


def test_nought_and_less_have_their_place(tmp_path: Path) -> None:
    seen = [at("2022", 0), at("2022", -3, TWO), at("2022", 2, THREE)]
    assert [row.place for row in ranked(published(tmp_path, *seen))] == [2, 3, 1]


def test_commune_without_a_figure_is_listed_without_a_place(tmp_path: Path) -> None:
    seen = [
        at("2022", 3),
        at("2022", "", TWO),
        at("2022", "", THREE, status="not_applicable"),
        at("2021", 9, TWO),
    ]
    rows = {row.area_code: row for row in ranked(published(tmp_path, *seen), "2022", "2021")}
    assert (rows[ONE].place, rows[ONE].tied, rows[ONE].reported) == (1, 1, 1)
    assert (rows[TWO].value, rows[TWO].place, rows[TWO].place_before) == (None, None, 1)
    assert (rows[THREE].status, rows[THREE].place) == ("not_applicable", None)


def test_made_up_figures_that_are_left_out_are_blanks(tmp_path: Path) -> None:
    seen = [at("2022", 3), at("2021", 1)]
    fancied = made_up(at("2022", 9, TWO), at("2021", 5, TWO), at("2022", 6, THREE))
    source = published(tmp_path, *seen, illustrative=fancied)
    whole = ranked(source, "2022", "2021")
    assert [(row.value, row.place, row.place_before) for row in whole] == [
        (3, 3, 2), (9, 1, 1), (6, 2, None),
    ]  # fmt: skip
    real = ranked(source, "2022", "2021", shown=False)
    assert [(row.value, row.status, row.place, row.place_before) for row in real] == [
        (3, "official", 1, 1), (None, None, None, None), (None, None, None, None),
    ]  # fmt: skip
    for shown, reported, illustrative, total in ((True, 3, 2, 18), (False, 1, 0, 3)):
        rows = {row.period: row for row in frames.coverage(source, "020", shown)}
        assert (rows["2022"].reported, rows["2022"].illustrative) == (reported, illustrative)
        spread = frames.spread(source, "020", "output", "A", shown)[-1]
        assert (spread.reported, spread.illustrative, spread.total) == (
            reported, illustrative, total,
        )  # fmt: skip
        together = frames.selection(source, "020", "output", "2022", [ONE, TWO], shown)
        assert together is not None
        assert together.value == (12 if shown else 3)
        assert together.illustrative == (1 if shown else 0)
        records = frames.records(source, "020", "output", "A", shown)
        assert len(records) == (5 if shown else 2)
        assert len(timeline(source, "A", TWO, shown)) == (2 if shown else 0)


def test_real_figure_to_date_holds_no_made_up_month(tmp_path: Path) -> None:
    fancied = made_up(at("2022-01", 5))
    source = published(tmp_path, at("2022-02", 1), illustrative=fancied)
    shown = timeline(source, "M")["2022-02"]
    assert (shown.status, shown.to_date, shown.status_to_date) == ("official", 6, "illustrative")
    real = timeline(source, "M", shown=False)
    assert [(row.period, row.value, row.to_date) for row in real.values()] == [("2022-02", 1, None)]
    (row, _, _) = ranked(source, "2022-02", shown=False)
    assert (row.value, row.to_date, row.place, row.place_to_date) == (1, None, 1, None)
    assert (row.reported, row.reported_to_date) == (1, 0)
    (entry,) = frames.records(source, "020", "output", "M", False)
    assert (entry.rate, entry.rate_to_date) == (1, None)
    (spread,) = frames.spread(source, "020", "output", "M", False)
    assert (spread.reported, spread.reported_to_date, spread.total_to_date) == (1, 0, None)
    together = frames.selection(source, "020", "output", "2022-02", [ONE], False)
    assert together is not None
    assert (together.value, together.to_date) == (1, None)


def test_what_a_made_up_row_calls_not_applicable_is_left_out_with_it(tmp_path: Path) -> None:
    without = {"source_code": "illustrative", "status": "not_applicable"}
    source = published(tmp_path, at("2022", 3), illustrative=[at("2022", "", TWO, **without)])
    for shown, applicable, status in ((True, 2, "not_applicable"), (False, 3, None)):
        assert [row.applicable for row in frames.coverage(source, "020", shown)] == [applicable]
        assert ranked(source, shown=shown)[1].status == status


def test_maps_and_lists_of_real_figures_leave_out_made_up_ones(tmp_path: Path) -> None:
    fancied = made_up(at("2022", 9, TWO), at("2023", 9))
    source = published(tmp_path, at("2022", 3), at("2023", 1, "020"), illustrative=fancied)
    assert [row.value for row in frames.communes(source, "020", "output", "2022")] == [
        3,
        None,
        None,
    ]
    assert [row.period for row in frames.communes(source, "020", "output", "2023")] == [
        "2022", None, None,
    ]  # fmt: skip
    assert [row.file for row in frames.observations(source, 9)] == ["observations/rows.csv"] * 2


def test_selection_counts_only_communes_and_each_once(tmp_path: Path) -> None:
    seen = [at("2022", 1), at("2022", 2, TWO), at("2021", 5, THREE)]
    source = published(tmp_path, *seen)
    chosen = frames.selection(source, "020", "output", "2022", [ONE, ONE, THREE, "020", "x"], True)
    assert chosen is not None
    assert (chosen.chosen, chosen.reported, chosen.value) == (2, 1, 1)
    nobody = frames.selection(source, "020", "output", "2022", [], True)
    assert nobody is not None
    assert (nobody.chosen, nobody.value, nobody.rate) == (0, None, None)
    assert frames.selection(source, "020", "output", "1999", [ONE], True) is None
    # A part of a code is no code.
    part = frames.selection(source, "020", "output", "2022", ["0064", "%"], True)
    assert part is not None
    assert part.chosen == 0


def test_a_mark_in_a_code_stands_for_itself_alone(tmp_path: Path) -> None:
    communes = [{}, {**COMMUNES[1], "area_code": "a_1"}, {**COMMUNES[2], "area_code": "ab1"}]
    seen = [at("2022", 1, "a_1"), at("2022", 2, "ab1")]
    source = published(tmp_path, *seen, areas=communes)
    for code, value in (("ab1", 2), ("a_1", 1)):
        found = frames.selection(source, "020", "output", "2022", [code], True)
        assert found is not None
        assert (found.chosen, found.value) == (1, value)


ASSIGNERS: Sequence[Cells] = [
    {},
    {"assigner_code": "commune_plan", "position": 2},
]


def plan(period: str, value: object, area: str = ONE, **more: object) -> Cells:
    return {"area_code": area, "period": period, "value": value, **more}


def planned(path: Path) -> Engine:
    """Real plans of the City's for two communes, made-up ones for the third."""
    folder = small_folder(
        path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}, {"source_code": "illustrative"}],
        assigners=ASSIGNERS,
        observations=[*months(10, 10, 10), *months(5, 5, 5, area=TWO)],
        plans=[plan("2022", 120), plan("2022", 120, TWO)],
    )
    own: Cells = {"assigner_code": "commune_plan", "source_code": "illustrative"}
    folder.write("observations", made_up(*months(1, 1, 1, area=THREE)), below="illustrative")
    asked = [plan("2022", 24, THREE, **own), plan("2022", 60, TWO, **own)]
    folder.write("plans", asked, below="illustrative")
    return folder.published()


def test_plans_of_communes_stand_beside_each_other(tmp_path: Path) -> None:
    source = planned(tmp_path)
    rows = frames.commune_plans(source, "020", "output", "2022-03", "", True)
    found = [
        (row.area_code, row.assigner_code, row.value, row.expected, row.status,
         row.plan_illustrative)
        for row in rows
    ]  # fmt: skip
    assert found == [
        (ONE, "city", 30, 30, "on_track", False),
        (TWO, "city", 15, 30, "behind", False),
        (TWO, "commune_plan", 15, 15, "on_track", True),
        (THREE, "commune_plan", 3, 6, "behind", True),
    ]
    city = frames.commune_plans(source, "020", "output", "2022-03", "city", True)
    assert [row.area_code for row in city] == [ONE, TWO]
    real = frames.commune_plans(source, "020", "output", "2022-03", "", False)
    assert [(row.area_code, row.assigner_code) for row in real] == [(ONE, "city"), (TWO, "city")]
    assert frames.commune_assigners(source, "020", "output", True) == ["city", "commune_plan"]
    assert frames.commune_assigners(source, "020", "output", False) == ["city"]


def test_way_of_a_fall_is_expected_as_a_value(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}],
        indicators=ruled(better="lower", over_time="last"),
        observations=[at("2022-03", 35)],
        plans=[plan("2022", 20, baseline=40)],
    ).published()
    (row,) = frames.commune_plans(source, "020", "output", "2022-03", "", True)
    assert (row.expected, row.status) == (35, "on_track")


def test_real_figure_is_not_judged_by_made_up_months_or_a_made_up_past(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}, {"source_code": "illustrative"}],
        observations=[at("2022-02", 10), at("2022", 7, TWO)],
        plans=[plan("2022", 120), plan("2022", 1, TWO, form="change")],
    )
    folder.write(
        "observations", made_up(at("2022-01", 10), at("2021", 6, TWO)), below="illustrative"
    )
    source = folder.published()
    (row,) = frames.commune_plans(source, "020", "output", "2022-02", "", True)
    assert (row.value, row.status) == (None, "no_data")
    two = frames.commune_plans(source, "020", "output", "2022", "", True)[-1]
    assert (two.baseline, two.completion) == (None, None)


def profile(
    source: Engine, period: str, shown: bool = True, area: str = ONE
) -> frames.ProfileEntry | None:
    rows = frames.profile(source, area, period, shown)
    return next((row for row in rows if row.indicator_code == "output"), None)


def test_profile_shows_the_newest_year_that_has_a_figure(tmp_path: Path) -> None:
    seen = [
        at("2020", 4), at("2021", 6), at("2021", 9, TWO), at("2022", "", ONE), at("2022", 2, TWO),
        at("2023", 8),
    ]  # fmt: skip
    fancied = made_up(at("2022", 7, THREE), at("2024", 5))
    source = published(tmp_path, *seen, illustrative=fancied)
    row = profile(source, "2022")
    assert row is not None
    assert (row.period, row.value) == ("2021", 6)
    assert (row.place, row.tied, row.reported, row.median) == (2, 1, 2, 7.5)
    newest = profile(source, "2024")
    assert newest is not None
    assert (newest.period, newest.status, newest.illustrative) == ("2024", "illustrative", 1)
    real = profile(source, "2024", shown=False)
    assert real is not None
    assert (real.period, real.value, real.reported, real.illustrative) == ("2023", 8, 1, 0)
    assert profile(source, "2019") is None
    assert frames.profile(source, "020", "2022", True) == []


def test_profile_says_what_does_not_apply(tmp_path: Path) -> None:
    seen = [at("2022", "", status="not_applicable"), at("2022", 3, TWO)]
    row = profile(published(tmp_path, *seen), "2022")
    assert row is not None
    assert (row.value, row.status, row.place, row.reported) == (None, "not_applicable", None, 1)


def test_profile_is_of_the_area_that_has_the_code_at_the_end_of_the_year(tmp_path: Path) -> None:
    seen = [at("2024", 7), at("2026", 9)]
    source = published(tmp_path, *seen, areas=[{}, TOWN, COMMUNE])
    found = {year: profile(source, year) for year in ("2024", "2025", "2026")}
    assert [row.value if row else None for row in found.values()] == [7, None, 9]


def test_profile_judges_a_year_made_of_months_by_its_december(tmp_path: Path) -> None:
    asked = [plan("2022", 10, assigner_code="commune_plan"), plan("2030", 500)]
    tables = {"assigners": ASSIGNERS, "plans": asked}
    source = published(tmp_path, *months(*[1] * 12), **tables)
    first, ahead = frames.profile_plans(source, ONE, "2022", True)
    assert (first.period, first.value, first.plan, first.plan_period) == ("2022-12", 12, 10, "2022")
    assert (first.status, first.completion, first.plan_illustrative) == ("exceeded", 120, False)
    assert (ahead.plan_period, ahead.plan, ahead.status) == ("2030", 500, "not_due")


def test_profile_holds_every_plan_of_whoever_assigned_it(tmp_path: Path) -> None:
    asked = [plan("2022", 10), plan("2022", 20, assigner_code="commune_plan"), plan("2021", 99)]
    tables = {"assigners": ASSIGNERS, "plans": asked}
    source = published(tmp_path, at("2022", 15), at("2021", 15), **tables)

    def found(period: str) -> list[tuple[str, str, str]]:
        rows = frames.profile_plans(source, ONE, period, True)
        return [(row.indicator_code, row.assigner_code, row.status) for row in rows]

    # Each judged in the order of the assigners, and none of another year.
    assert found("2022") == [("output", "city", "exceeded"), ("output", "commune_plan", "missed")]
    assert found("2021")[0] == ("output", "city", "missed")


def test_profile_leaves_out_made_up_plans_when_asked(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2023-08-01"}, {"source_code": "illustrative"}],
        assigners=ASSIGNERS,
        observations=[at("2022", 5)],
        plans=[plan("2022", 4)],
    )
    own = plan("2022", 6, assigner_code="commune_plan", source_code="illustrative")
    folder.write("plans", [own], below="illustrative")
    source = folder.published()
    for shown, assigners in ((True, ["city", "commune_plan"]), (False, ["city"])):
        rows = frames.profile_plans(source, ONE, "2022", shown)
        assert [row.assigner_code for row in rows] == assigners


def test_quarter_and_year_that_months_make_are_judged_by_the_last_of_them(tmp_path: Path) -> None:
    asked = [
        plan("2022", 12),
        plan("2022-12", 5, form="change"),
        plan("2022-Q4", 2, TWO, form="change"),
    ]
    seen = [*months(*[1] * 12), *months(*[1] * 12, area=TWO), at("2022-Q2", 9, TWO)]
    source = published(tmp_path, *seen, plans=[*asked, plan("2022", 30, TWO)])

    def standing(period: str) -> list[tuple[str, str, str, float | None]]:
        rows = frames.commune_plans(source, "020", "output", period, "", True)
        return [(row.area_code, row.period, row.plan_period, row.value) for row in rows]

    assert standing("2022") == [(ONE, "2022-12", "2022", 12), (TWO, "2022-12", "2022", 12)]
    assert standing("2022-Q1") == [(ONE, "2022-03", "2022", 3), (TWO, "2022-03", "2022", 3)]
    # The plan of the quarter itself stands there too; that of December alone does not.
    assert standing("2022-Q4") == [
        (ONE, "2022-12", "2022", 12),
        (TWO, "2022-12", "2022", 12),
        (TWO, "2022-12", "2022-Q4", 3),
    ]
    (_, second) = standing("2022-Q2")
    assert second[:3] == (TWO, "2022-Q2", "2022")


def test_real_plan_is_not_led_along_a_made_up_path(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        areas=COMMUNES,
        sources=[{"published_on": "2022-08-01"}, {"source_code": "illustrative"}],
        observations=months(10, 10, 10),
        plans=[plan("2022", 120)],
    )
    path = [plan(f"2022-0{month}", 1, source_code="illustrative") for month in (1, 2, 3)]
    folder.write("plans", path, below="illustrative")
    rows = frames.commune_plans(folder.published(), "020", "output", "2022-03", "", True)
    assert [(row.plan_period, row.expected) for row in rows] == [("2022", 30)]
