"""Every rule of queries/checks: silent on sound data, and exactly its finding on broken data.

A new rule needs a folder broken on purpose, in ``broken_folders``: without it, a test here fails.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from indicators import frames, snapshot
from indicators.engine import Engine
from indicators.vocabulary import Finding
from tests.broken_folders import (
    BROKEN,
    COMMUNE,
    MADE_UP,
    OTHER,
    PERCENT,
    PLAN,
    Expected,
    made_up,
    structure,
)
from tests.small_folder import Cells, small_folder

RULES = [path.stem for path in snapshot.check_files()]


def places(findings: Sequence[Finding]) -> list[tuple[str, int, str, str]]:
    return [(found.file, found.line, found.column, found.typed) for found in findings]


def name_of(build: Callable[[Path], Expected]) -> str:
    if isinstance(build, partial):
        return "-".join(str(word) for word in build.keywords.values())
    return build.__name__


@pytest.mark.parametrize("rule", RULES)
def test_rule_has_a_broken_example(rule: str) -> None:
    assert BROKEN.get(rule)


def test_every_broken_example_belongs_to_a_rule() -> None:
    assert set(BROKEN) <= set(RULES)


def test_shipped_data_breaks_no_rule(source: Engine) -> None:
    assert source.broken_rules() == []


def test_small_folder_breaks_no_rule(tmp_path: Path) -> None:
    assert small_folder(tmp_path).published().broken_rules() == []


@pytest.mark.parametrize(
    ("rule", "build"),
    [
        pytest.param(rule, build, id=f"{rule}-{name_of(build)}")
        for rule, builds in BROKEN.items()
        for build in builds
    ],
)
def test_broken_data_gives_exactly_its_finding_and_is_not_published(
    tmp_path: Path, rule: str, build: Callable[[Path], Expected]
) -> None:
    folder, expected = build(tmp_path)
    done = snapshot.publish(folder.path)
    assert places(done.findings) == expected
    assert (done.path, done.changed) == (None, False)
    for found in done.findings:
        assert found.vi != found.en
        assert "{" not in found.vi + found.en
    says = (snapshot.QUERIES / f"checks/{rule}.sql").read_text("utf-8")
    for found in done.findings:
        assert found.vi.replace(found.typed, "{typed}") in says.replace(found.typed, "{typed}")


def sound(path: Path, **tables: Any) -> None:
    assert snapshot.publish(small_folder(path, **tables).path).findings == ()


def test_code_may_be_used_again_the_day_after(tmp_path: Path) -> None:
    earlier, later = {"valid_to": "2025-06-30"}, {"valid_from": "2025-07-01", "name": "Ba"}
    sound(tmp_path, areas=[{}, {**COMMUNE, **earlier}, {**COMMUNE, **later}])


def test_blank_observation_answers_a_plan_that_ended(tmp_path: Path) -> None:
    sound(tmp_path, observations=[{"value": ""}], plans=[PLAN])


def test_quarter_of_its_year_is_no_mistake_but_no_answer_either(tmp_path: Path) -> None:
    figures: list[Cells] = [{"period": "2022-Q2", "value": 9}]
    source = small_folder(tmp_path, observations=figures, plans=[PLAN]).published()
    rows = frames.progress(source, "020", "2022")
    assert [(row.plan_period, row.value, row.status) for row in rows] == [("2022", None, "no_data")]


@pytest.mark.parametrize("parts", [(49, 49), (49, 53), (52, 52.8)])
def test_structure_that_its_source_prints_uneven_is_published(
    tmp_path: Path, parts: tuple[float, float]
) -> None:
    source = structure(tmp_path, "", one=parts[0], two=parts[1]).published()
    (row,) = frames.reconciliation(source, "020")
    assert (row.measure, row.verdict, row.published) == ("sum", "differs", 100)


def test_structure_is_held_against_the_total_that_is_recorded(tmp_path: Path) -> None:
    source = structure(tmp_path, 60, one=30, two=30).published()
    assert [row.verdict for row in frames.reconciliation(source, "020")] == ["agrees"]


def test_exact_published_figure_may_have_a_resolution_of_zero(tmp_path: Path) -> None:
    figure: Cells = {"measure": "change", "value": 9, "resolution": 0}
    sound(tmp_path, published_figures=[figure])


def test_made_up_figures_of_communes_break_no_rule_wherever_they_stand(tmp_path: Path) -> None:
    folder = made_up(tmp_path, "observations", {**MADE_UP, "area_code": "00640"})
    folder.write("plans", [{**PLAN, "area_code": "00640", "period": "2021"}], "illustrative")
    folder.write("observations", [{"value": 100, "status": "illustrative"}])
    assert snapshot.publish(folder.path).findings == ()


def test_total_of_the_communes_answers_a_plan_of_the_district(tmp_path: Path) -> None:
    values = [{"area_code": code, "value": 4} for code in ("00640", "00643")]
    sound(tmp_path, areas=[{}, COMMUNE, OTHER], observations=values, plans=[PLAN])


def test_plan_that_has_not_ended_needs_no_observation(tmp_path: Path) -> None:
    sound(tmp_path, plans=[{**PLAN, "period": "2023"}])


def test_structure_may_miss_100_by_its_rounding(tmp_path: Path) -> None:
    codes = ("one", "two", "three")
    parts = [{"indicator_code": code, "part_of": "output", **PERCENT} for code in codes]
    values = [{"indicator_code": code, "value": 33.3} for code in codes]
    sound(tmp_path, indicators=[PERCENT, *parts], observations=values)
