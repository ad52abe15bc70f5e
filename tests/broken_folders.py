"""Folders broken on purpose, each by one fault that a rule of queries/checks names; no tests here.

A fault is made by the function named after it and stands under its rule, with the findings that it
must give.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from tests.small_folder import THRESHOLDS, Cells, Folder, small_folder

BROKEN: dict[str, list[Callable[[Path], "Expected"]]] = {}

Expected = tuple[Folder, list[tuple[str, int, str, str]]]
"""A broken folder, and the findings it must give: file, line, column, what is typed there."""

COMMUNE: Cells = {"area_code": "00640", "level": "commune", "parent_code": "020", "name": "Một"}
OTHER: Cells = {"area_code": "00643", "level": "commune", "parent_code": "020", "name": "Hai"}
PLAN: Cells = {"value": 100}
PERCENT: Cells = {"unit_code": "percent", "over_areas": "none", "over_time": "none"}


def breaks(rule: str) -> Callable[[Callable[[Path], Expected]], Callable[[Path], Expected]]:
    def listed(build: Callable[[Path], Expected]) -> Callable[[Path], Expected]:
        BROKEN.setdefault(rule, []).append(build)
        return build

    return listed


def observed(path: Path, unit: str, *observations: Cells, **more: Sequence[Cells]) -> Folder:
    indicators = more.pop("indicators", [{"unit_code": unit}])
    return small_folder(path, indicators=indicators, observations=observations, **more)


@breaks("area_not_valid")
def figure_of_an_area_that_is_gone(path: Path) -> Expected:
    areas: list[Cells] = [{}, {**COMMUNE, "valid_to": "2022-12-30"}]
    figures: list[Cells] = [{"value": 1}, {"area_code": "00640", "value": 2}]
    folder = small_folder(path, areas=areas, observations=figures)
    return folder, [("observations/rows.csv", 3, "area_code", "00640")]


@breaks("area_not_valid")
def figure_of_an_area_that_is_not_yet(path: Path) -> Expected:
    areas: list[Cells] = [{}, {**COMMUNE, "valid_from": "2023-01-01"}]
    figures: list[Cells] = [{"value": 1}, {"area_code": "00640", "value": 2}]
    folder = small_folder(path, areas=areas, observations=figures)
    return folder, [("observations/rows.csv", 3, "area_code", "00640")]


@breaks("area_not_valid")
def plan_for_an_area_that_is_gone(path: Path) -> Expected:
    areas: list[Cells] = [{}, {**COMMUNE, "valid_to": "2020-12-31"}]
    plans: list[Cells] = [{**PLAN, "area_code": "00640", "period": "2025"}]
    folder = small_folder(path, areas=areas, plans=plans)
    return folder, [("plans/rows.csv", 2, "area_code", "00640")]


@breaks("areas_overlap")
def code_used_again_a_day_too_early(path: Path) -> Expected:
    areas: list[Cells] = [
        {},
        {**COMMUNE, "valid_to": "2025-06-30"},
        {**COMMUNE, "valid_from": "2025-06-30"},
    ]
    return small_folder(path, areas=areas), [("catalogue/areas.csv", 4, "valid_from", "00640")]


@breaks("band_without_ends")
def band_upside_down(path: Path) -> Expected:
    plans: list[Cells] = [{"form": "band", "value": 7, "value_high": 3}]
    return small_folder(path, plans=plans), [("plans/rows.csv", 2, "value_high", "output")]


@breaks("band_without_ends")
def band_without_upper_end(path: Path) -> Expected:
    plans: list[Cells] = [{"form": "band", "value": 7}]
    return small_folder(path, plans=plans), [("plans/rows.csv", 2, "value_high", "output")]


@breaks("band_without_ends")
def level_with_an_upper_end(path: Path) -> Expected:
    plans: list[Cells] = [{"form": "level", "value": 7, "value_high": 9}]
    return small_folder(path, plans=plans), [("plans/rows.csv", 2, "value_high", "output")]


MADE_UP: Cells = {"value": 1, "status": "illustrative", "period": "2021"}


def made_up(path: Path, table: str, *rows: Cells) -> Folder:
    folder = small_folder(path, areas=[{}, COMMUNE])
    folder.write(table, rows, "illustrative")
    return folder


@breaks("illustrative_beyond_communes")
def made_up_figure_of_the_district(path: Path) -> Expected:
    folder = made_up(path, "observations", {**MADE_UP, "area_code": "00640"}, MADE_UP)
    return folder, [("illustrative/observations/rows.csv", 3, "area_code", "020")]


@breaks("illustrative_beyond_communes")
def made_up_plan_of_the_district(path: Path) -> Expected:
    folder = made_up(path, "plans", PLAN)
    return folder, [("illustrative/plans/rows.csv", 2, "area_code", "020")]


@breaks("illustrative_not_marked")
def made_up_figure_that_claims_to_be_official(path: Path) -> Expected:
    known: Cells = {**MADE_UP, "area_code": "00640"}
    without: Cells = {"status": "not_applicable", "value": "", "period": "2022"}
    claims: Cells = {"status": "official", "period": "2020"}
    folder = made_up(path, "observations", known, {**known, **without}, {**known, **claims})
    return folder, [("illustrative/observations/rows.csv", 4, "status", "official")]


@breaks("one_district")
def two_districts(path: Path) -> Expected:
    areas: list[Cells] = [{}, {"area_code": "021"}]
    return small_folder(path, areas=areas), [("catalogue/areas.csv", 0, "level", "2")]


@breaks("one_district")
def district_called_a_commune(path: Path) -> Expected:
    folder = small_folder(path, areas=[{"level": "commune"}])
    return folder, [("catalogue/areas.csv", 0, "level", "0")]


@breaks("part_above_whole")
def more_schools_than_there_are(path: Path) -> Expected:
    folder = observed(path, "count", {"value": 74, "whole": 73})
    return folder, [("observations/rows.csv", 2, "whole", "74.0 / 73.0")]


@breaks("part_above_whole")
def part_of_nothing(path: Path) -> Expected:
    folder = observed(path, "count", {"value": 0, "whole": 0})
    return folder, [("observations/rows.csv", 2, "whole", "0.0 / 0.0")]


@breaks("plan_without_direction")
def level_for_an_indicator_without_better(path: Path) -> Expected:
    folder = small_folder(path, indicators=[{"better": "none"}], plans=[PLAN])
    return folder, [("plans/rows.csv", 2, "form", "output")]


@breaks("plan_without_direction")
def growth_for_an_indicator_with_a_band(path: Path) -> Expected:
    plans: list[Cells] = [{**PLAN, "form": "growth"}]
    folder = small_folder(path, indicators=[{"better": "band"}], plans=plans)
    return folder, [("plans/rows.csv", 2, "form", "output")]


@breaks("plan_without_observation")
def plan_that_ended_unanswered(path: Path) -> Expected:
    folder = small_folder(path, observations=[{"period": "2021", "value": 1}], plans=[PLAN])
    return folder, [("plans/rows.csv", 2, "indicator_code", "output")]


@breaks("plan_without_observation")
def month_answered_by_its_year_alone(path: Path) -> Expected:
    plans: list[Cells] = [{**PLAN, "period": "2022-12"}]
    return small_folder(path, plans=plans), [("plans/rows.csv", 2, "indicator_code", "output")]


@breaks("plan_without_value")
def plan_without_value_or_completion(path: Path) -> Expected:
    folder = small_folder(path, plans=[{"value": ""}])
    return folder, [("plans/rows.csv", 2, "value", "output")]


@breaks("plan_without_value")
def completion_of_a_plan_that_asks_for_less(path: Path) -> Expected:
    printed: Cells = {"measure": "completion", "assigner_code": "city"}
    folder = small_folder(
        path,
        indicators=[{"better": "lower"}],
        plans=[{"value": ""}],
        published_figures=[{**printed, "value": 90, "resolution": 1}],
    )
    return folder, [("plans/rows.csv", 2, "value", "output")]


@breaks("known_in_future")
def figure_known_from_a_day_to_come(path: Path) -> Expected:
    figures: list[Cells] = [{"value": 1}, {"value": 2, "known_from": "2099-01-01"}]
    folder = small_folder(path, observations=figures)
    return folder, [("observations/rows.csv", 3, "known_from", "2099-01-01 00:00:00")]


@breaks("known_in_future")
def plan_taken_back_on_a_day_to_come(path: Path) -> Expected:
    plans: list[Cells] = [PLAN, {"form": "withdrawn", "known_from": "2099-01-01"}]
    folder = small_folder(path, plans=plans)
    return folder, [("plans/rows.csv", 3, "known_from", "2099-01-01 00:00:00")]


@breaks("published_without_observation")
def share_of_nothing_observed(path: Path) -> Expected:
    printed: Cells = {"measure": "share", "period": "2021", "value": 9, "resolution": 1}
    folder = small_folder(path, published_figures=[printed])
    return folder, [("published_figures/rows.csv", 2, "indicator_code", "output")]


@breaks("published_without_observation")
def completion_of_no_plan(path: Path) -> Expected:
    printed: Cells = {"measure": "completion", "assigner_code": "city"}
    folder = small_folder(path, published_figures=[{**printed, "value": 9, "resolution": 1}])
    return folder, [("published_figures/rows.csv", 2, "indicator_code", "output")]


def structure(path: Path, whole: float | str, **parts: float) -> Folder:
    """A share of the indicator ``output``, and the parts that it is said to have."""
    codes: list[Cells] = [
        {"indicator_code": code, "part_of": "output", **PERCENT} for code in parts
    ]
    seen = {"output": whole, **parts}
    values = [{"indicator_code": code, "value": value} for code, value in seen.items()]
    return small_folder(path, indicators=[PERCENT, *codes], observations=values)


def computed(path: Path, **parts: object) -> Expected:
    folder = small_folder(path, indicators=[{}, {"indicator_code": "rate", **parts}])
    return folder, [("catalogue/indicators.csv", 3, "numerator_code", "rate")]


@breaks("ratio_incomplete")
def numerator_without_denominator(path: Path) -> Expected:
    return computed(path, numerator_code="output")


@breaks("ratio_incomplete")
def denominator_without_numerator(path: Path) -> Expected:
    return computed(path, denominator_code="output")


@breaks("ratio_incomplete")
def computed_from_itself(path: Path) -> Expected:
    return computed(path, numerator_code="output", denominator_code="rate")


@breaks("structure_not_100")
def structure_of_106_percent(path: Path) -> Expected:
    parts: list[Cells] = [
        {"indicator_code": code, "part_of": "output", **PERCENT} for code in ("one", "two")
    ]
    folder = small_folder(
        path,
        indicators=[PERCENT, *parts],
        observations=[
            {"indicator_code": "one", "value": 60.2},
            {"indicator_code": "two", "value": 45.8},
        ],
    )
    return folder, [("observations/rows.csv", 2, "value", "106.0")]


@breaks("structure_not_100")
def structure_far_from_the_total_that_is_recorded(path: Path) -> Expected:
    folder = structure(path, 60, one=30, two=35.5)
    return folder, [("observations/rows.csv", 2, "value", "65.5")]


def number(path: Path, table: str, column: str, value: float) -> Expected:
    """A folder whose first row of ``table`` holds a number that cannot be meant."""
    rows: dict[str, list[Cells]] = {
        "observations": [{"value": 100}],
        "published_figures": [{"measure": "share", "value": 9}],
    }
    row = {**rows.get(table, [{}])[0], column: value}
    file = f"{table}/rows.csv" if table in rows else f"catalogue/{table}.csv"
    shown = str(float(value))
    return small_folder(path, **{table: [row]}), [(file, 2, column, shown)]


for _table, _column, _value in (
    ("indicators", "decimals", -1), ("indicators", "decimals", 7), ("indicators", "position", -1),
    ("exhibits", "position", -1), ("exhibits", "tile_position", -1), ("assigners", "position", -2),
    ("areas", "tile_row", -1), ("areas", "tile_column", -1), ("areas", "latitude", 105.8),
    ("areas", "longitude", 20.9), ("observations", "resolution", 0),
    ("observations", "resolution", -1), ("published_figures", "resolution", -0.1),
):  # fmt: skip
    _build = partial(number, table=_table, column=_column, value=_value)
    BROKEN.setdefault("number_out_of_range", []).append(_build)


@breaks("threshold_missing")
def no_word_on_when_a_report_is_late(path: Path) -> Expected:
    folder = small_folder(path, thresholds=THRESHOLDS[:2])
    return folder, [("catalogue/thresholds.csv", 0, "threshold_code", "report_days")]


@breaks("threshold_missing")
def no_thresholds_at_all(path: Path) -> Expected:
    folder = small_folder(path, thresholds=[])
    codes = ("at_risk", "on_track", "report_days")
    return folder, [("catalogue/thresholds.csv", 0, "threshold_code", code) for code in codes]


def threshold(path: Path, place: int, value: float) -> Expected:
    rows = [*THRESHOLDS]
    rows[place] = {**rows[place], "value": value}
    folder = small_folder(path, thresholds=rows)
    return folder, [("catalogue/thresholds.csv", place + 2, "value", str(float(value)))]


@breaks("threshold_out_of_range")
def at_risk_above_on_track(path: Path) -> Expected:
    return threshold(path, 1, 0.96)


@breaks("threshold_out_of_range")
def at_risk_from_nothing_on(path: Path) -> Expected:
    return threshold(path, 1, 0)


@breaks("threshold_out_of_range")
def reports_expected_before_the_end(path: Path) -> Expected:
    return threshold(path, 2, -1)


@breaks("threshold_out_of_range")
def reports_late_after_an_age(path: Path) -> Expected:
    return threshold(path, 2, 99_999_999_999_999)


@breaks("tiles_collide")
def two_communes_on_one_tile(path: Path) -> Expected:
    tile: Cells = {"tile_row": 1, "tile_column": 2}
    folder = small_folder(path, areas=[{}, {**COMMUNE, **tile}, {**OTHER, **tile}])
    return folder, [("catalogue/areas.csv", 4, "tile_row", "Hai")]


@breaks("value_missing")
def value_although_not_applicable(path: Path) -> Expected:
    folder = observed(path, "amount", {"value": 1, "status": "not_applicable"})
    return folder, [("observations/rows.csv", 2, "value", "not_applicable")]


@breaks("value_missing")
def illustrative_without_value(path: Path) -> Expected:
    folder = observed(path, "amount", {"value": "", "status": "illustrative"})
    return folder, [("observations/rows.csv", 2, "value", "illustrative")]


def out_of_range(path: Path, unit: str, value: float) -> Expected:
    folder = observed(path, unit, {"value": value})
    return folder, [("observations/rows.csv", 2, "value", str(float(value)))]


@breaks("value_out_of_range")
def half_a_household(path: Path) -> Expected:
    return out_of_range(path, "count", 21.5)


@breaks("value_out_of_range")
def fewer_than_no_households(path: Path) -> Expected:
    return out_of_range(path, "count", -1)


@breaks("value_out_of_range")
def place_before_the_first(path: Path) -> Expected:
    return out_of_range(path, "rank", 0)


@breaks("value_out_of_range")
def neither_yes_nor_no(path: Path) -> Expected:
    return out_of_range(path, "flag", 2)
