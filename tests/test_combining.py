"""What the views put together: totals, ratios and weighted means, and never what is made up."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indicators import frames
from indicators.engine import Engine
from tests.commune_folder import ONE, THREE, TWO, at, made_up, published
from tests.small_folder import Cells


def test_made_up_figures_make_no_total_of_the_district(tmp_path: Path) -> None:
    seen = [at("2022", 3), at("2022", 4, TWO), *(at("2021", 1, code) for code in (ONE, TWO, THREE))]
    source = published(tmp_path, *seen, illustrative=made_up(at("2022", 5, THREE)))
    assert [(row.period, row.value) for row in frames.history(source, "020", "output")] == [
        ("2021", 3)
    ]


def test_commune_to_which_only_a_made_up_row_does_not_apply_is_missing_in_a_total(
    tmp_path: Path,
) -> None:
    without = {"source_code": "illustrative", "status": "not_applicable"}
    seen = [at("2022", 3), at("2022", 4, TWO)]
    source = published(tmp_path, *seen, illustrative=[at("2022", "", THREE, **without)])
    assert frames.history(source, "020", "output") == []


RATIO: Sequence[Cells] = [
    {},
    {"indicator_code": "people", "position": 2, "over_time": "last", "unit_code": "count"},
    {"indicator_code": "land", "position": 3, "over_time": "last"},
    {
        "indicator_code": "density", "position": 4, "over_areas": "ratio_of_sums",
        "over_time": "last", "numerator_code": "people", "denominator_code": "land",
    },
]  # fmt: skip


def counted(people: object, land: object, area: str, period: str = "2022", **more: object) -> Any:
    return [
        at(period, people, area, indicator_code="people", **more),
        at(period, land, area, indicator_code="land"),
    ]


def test_ratio_is_computed_of_communes_and_of_what_they_come_to(tmp_path: Path) -> None:
    seen = [*counted(10, 4, ONE), *counted(20, 2, TWO), *counted(30, 4, THREE, status="estimated")]
    source = published(tmp_path, *seen, indicators=RATIO)
    (row,) = frames.history(source, ONE, "density")
    assert (row.value, row.status, row.derivation) == (2.5, "derived", "ratio")
    assert row.value_low == pytest.approx(10 / 4.05)
    assert row.value_high == pytest.approx(10 / 3.95)
    (row,) = frames.history(source, THREE, "density")
    assert (row.value, row.status) == (7.5, "estimated")
    (row,) = frames.history(source, "020", "density")
    assert (row.value, row.status) == (6, "estimated")
    (spread,) = frames.spread(source, "020", "density", "A", True)
    assert (spread.median, spread.total, spread.total_rate, spread.total_whole) == (
        7.5, 6, 6, None,
    )  # fmt: skip
    together = frames.selection(source, "020", "density", "2022", [ONE, TWO], True)
    assert together is not None
    assert (together.value, together.rate, together.whole) == (5, 5, None)


def test_recorded_ratio_wins_and_nothing_is_divided_by_what_may_be_nothing(tmp_path: Path) -> None:
    recorded = at("2022", 3, indicator_code="density")
    seen = [recorded, *counted(10, 4, ONE), *counted(10, 0.05, TWO), *counted("", 4, THREE)]
    source = published(tmp_path, *seen, indicators=RATIO)
    (row,) = frames.history(source, ONE, "density")
    assert (row.value, row.status, row.derivation) == (3, "official", None)
    assert frames.history(source, TWO, "density") == []
    assert frames.history(source, THREE, "density") == []


def test_ratio_of_a_made_up_part_is_made_up(tmp_path: Path) -> None:
    land = at("2022", 4, indicator_code="land")
    people = made_up(at("2022", 10, indicator_code="people"))
    source = published(tmp_path, land, indicators=RATIO, illustrative=people)
    (row,) = frames.history(source, ONE, "density")
    assert (row.value, row.status) == (2.5, "illustrative")
    assert frames.spread(source, "020", "density", "A", False) == []


def test_real_ratio_is_not_put_together_by_a_made_up_part(tmp_path: Path) -> None:
    recorded = at("2022", 3, indicator_code="density")
    land = made_up(at("2022", 4, indicator_code="land"))
    source = published(tmp_path, recorded, indicators=RATIO, illustrative=land)
    (spread,) = frames.spread(source, "020", "density", "A", False)
    assert (spread.median, spread.total) == (3, None)


MEAN: Sequence[Cells] = [
    {"over_areas": "weighted_mean", "weight_code": "people", "over_time": "mean"},
    {"indicator_code": "people", "position": 2, "over_time": "last"},
]


def people(period: str, value: object, area: str, **more: object) -> Cells:
    return at(period, value, area, indicator_code="people", **more)


def total(source: Engine, frequency: str, shown: bool = True) -> dict[str, float | None]:
    rows = frames.spread(source, "020", "output", frequency, shown)
    return {row.period: row.total for row in rows}


def test_mean_is_weighted_by_the_newest_weight_that_is_not_after_it(tmp_path: Path) -> None:
    weights = [
        people("2019", 1, ONE), people("2022-06", 3, ONE), people("2022", 9, ONE),
        people("2022-12", 1, ONE),
        people("2019", 1, TWO), people("2023", 9, TWO), people("2019", "", THREE),
    ]  # fmt: skip
    seen = [at(month, value, code) for month in ("2022-05", "2022-06", "2022-12")
            for code, value in ((ONE, 10), (TWO, 20))]  # fmt: skip
    early = [at("2018", 1), at("2018", 2, TWO)]
    third = [at("2023-01", 10), at("2023-01", 10, THREE)]
    source = published(tmp_path, *weights, *seen, *early, *third, indicators=MEAN)
    assert total(source, "M") == {
        "2022-05": 15,
        "2022-06": pytest.approx(12.5),
        "2022-12": pytest.approx(11),
        # One that reported has no weight that is known.
        "2023-01": None,
    }
    assert total(source, "A") == {"2018": None}


def test_weight_that_piles_up_is_that_of_the_same_kind_of_period(tmp_path: Path) -> None:
    rule = [MEAN[0], {**MEAN[1], "over_time": "sum"}]
    weights = [
        people("2021-12", 1, ONE), people("2021-12", 3, TWO),
        people("2021", 50, ONE), people("2021", 50, TWO),
    ]  # fmt: skip
    seen = [at(period, value, code) for period in ("2022-01", "2021")
            for code, value in ((ONE, 10), (TWO, 20))]  # fmt: skip
    source = published(tmp_path, *weights, *seen, indicators=rule)
    assert total(source, "M") == {"2022-01": 17.5}
    assert total(source, "A") == {"2021": 15}


def test_real_mean_is_never_weighted_by_what_is_made_up(tmp_path: Path) -> None:
    weights = [people("2019", 1, ONE), people("2019", 1, TWO)]
    fancied = made_up(people("2021", 9, ONE), people("2021", 1, TWO), at("2022", 6, THREE))
    seen = [at("2022", 10), at("2022", 20, TWO)]
    source = published(tmp_path, *weights, *seen, indicators=MEAN, illustrative=fancied)
    assert total(source, "A", shown=False) == {"2022": 15}
    assert total(source, "A") == {"2022": None}
