"""What the views derive: never across two areas of one code; totals; growth out of a loss."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indicators import frames
from indicators.engine import Engine
from indicators.frames import CommuneValue, Reconciliation
from tests.small_folder import Cells, small_folder

CODE = "00640"
ONE: Cells = {"area_code": CODE, "level": "commune", "parent_code": "020"}
TWO: Cells = {**ONE, "area_code": "00643", "name": "Hai"}
TOWN: Cells = {**ONE, "name": "Văn Điển", "kind_vi": "thị trấn", "valid_to": "2025-06-30"}
COMMUNE: Cells = {**ONE, "name": "Thanh Trì", "kind_vi": "xã", "valid_from": "2025-07-01"}
SPRING: Sequence[Cells] = [{"published_on": "2026-03-15"}]
TODAY: Sequence[Cells] = [{"published_on": "2027-02-01"}]


def at(period: str, value: object, area: str = CODE, **more: object) -> Cells:
    return {"area_code": area, "period": period, "value": value, **more}


def used_twice(path: Path, **tables: Any) -> Engine:
    """A district in which one code was a township until 30 June 2025 and is a commune since."""
    everything = {"areas": [{}, TOWN, COMMUNE], "sources": TODAY} | tables
    return small_folder(path, **everything).published()


def test_figures_know_which_area_their_code_meant(tmp_path: Path) -> None:
    seen = [at("2024", 10), at("2025-S1", 5), at("2025", 12)]
    asked = [at("2026", 9), at("2025-S1", 3)]
    source = used_twice(tmp_path, sources=SPRING, observations=seen, plans=asked)
    history = [
        (row.period, row.area_from.isoformat()) for row in frames.history(source, CODE, "output")
    ]
    assert history == [("2024", "0001-01-01"), ("2025-S1", "0001-01-01"), ("2025", "2025-07-01")]
    plans = [
        (row.period, row.area_from.isoformat()) for row in frames.plans(source, CODE, "output")
    ]
    assert plans == [("2025-S1", "0001-01-01"), ("2026", "2025-07-01")]


def test_year_before_is_not_that_of_another_area_with_the_code(tmp_path: Path) -> None:
    source = used_twice(tmp_path, observations=[at("2024", 10), at("2025", 12), at("2026", 15)])
    before = {period: frames.values(source, CODE, period)[0].before for period in ("2025", "2026")}
    assert before == {"2025": None, "2026": 12}


def test_growth_is_neither_derived_nor_recomputed_across_areas(tmp_path: Path) -> None:
    printed = {"measure": "growth", "value": 20, "resolution": 1}
    figures = [{**at("2025", 20), **printed}, {**at("2026", 20), **printed}]
    source = used_twice(
        tmp_path,
        observations=[at("2024", 10), at("2025", 12), at("2026", 15)],
        published_figures=figures,
    )
    verdicts = {row.period: row.verdict for row in frames.reconciliation(source, CODE)}
    assert verdicts == {"2025": "not_checkable", "2026": "differs"}


def test_past_of_an_area_is_not_made_up_of_its_code(tmp_path: Path) -> None:
    figure = {**at("2025", 20), "measure": "growth", "resolution": 1}
    source = used_twice(tmp_path, observations=[at("2025", 12)], published_figures=[figure])
    assert [row.period for row in frames.history(source, CODE, "output")] == ["2025"]


def test_plan_is_not_judged_by_figures_of_another_area_with_its_code(tmp_path: Path) -> None:
    seen = [at("2024", 10), at("2025-Q1", 3), at("2025-07", 2)]
    asked = [at("2025", 40, form="change"), at("2026", 50)]
    source = used_twice(tmp_path, sources=SPRING, observations=seen, plans=asked)
    found = {
        (row.period, row.plan_period): (row.status, row.baseline)
        for row in frames.judgements(source, CODE, "output")
    }
    assert found == {
        ("2024", None): ("no_plan", None),
        ("2025-Q1", None): ("no_plan", None),
        ("2025-07", "2025"): ("no_data", None),
        ("2025", "2025"): ("late", None),
        ("2026", "2026"): ("not_due", None),
    }


def test_sum_to_date_is_not_made_of_what_another_area_did(tmp_path: Path) -> None:
    seen = [at(f"2025-{month:02d}", 1) for month in range(1, 8)]
    source = used_twice(tmp_path, sources=SPRING, observations=seen, plans=[at("2025", 12)])
    (row,) = frames.progress(source, CODE, "2025-07")
    assert (row.plan, row.value, row.status) == (12, None, "no_data")


def test_plan_that_runs_on_is_of_the_area_that_has_the_code_as_it_runs(tmp_path: Path) -> None:
    source = used_twice(
        tmp_path,
        sources=[{"published_on": "2025-04-15"}],
        observations=[at("2025-Q1", 10)],
        plans=[at("2025", 40)],
    )
    (row,) = frames.progress(source, CODE, "2025-Q1")
    assert (row.plan, row.status) == (40, "on_track")


def communes(source: Engine, period: str) -> list[tuple[str, str | None, float | None]]:
    rows: list[CommuneValue] = frames.communes(source, "020", "output", period)
    return [(row.name, row.period, row.value) for row in rows]


def test_commune_shows_no_figure_of_the_township_that_had_its_code(tmp_path: Path) -> None:
    source = used_twice(tmp_path, observations=[at("2024", 10), at("2026", 1, "020")])
    assert communes(source, "2024") == [("Văn Điển", "2024", 10)]
    assert communes(source, "2026") == [("Thanh Trì", None, None)]


def test_commune_is_blank_where_only_its_neighbour_was_there_before(tmp_path: Path) -> None:
    seen = [at("2024", 10), at("2024", 7, "00643"), at("2026", 1, "020")]
    source = used_twice(tmp_path, areas=[{}, TOWN, COMMUNE, TWO], observations=seen)
    assert communes(source, "2026") == [("Thanh Trì", None, None), ("Hai", "2024", 7)]


def test_commune_with_a_year_and_its_december_comes_once(tmp_path: Path) -> None:
    seen = [at("2022", 10), at("2022-12", 1), at("2021-12", 2), at("2021", 9, "00643")]
    seen += [at("2023", 5, "020"), at("2023-01", 5, "020"), at("2022-Q4", 5, "020")]
    source = small_folder(tmp_path, areas=[{}, ONE, TWO], observations=seen).published()
    name = "Thử Nghiệm"
    assert communes(source, "2022") == [(name, "2022", 10), ("Hai", None, None)]
    assert communes(source, "2022-12") == [(name, "2022-12", 1), ("Hai", None, None)]
    # The last one before it, of the same length: no December beside a year, no year in a quarter.
    assert communes(source, "2023") == [(name, "2022", 10), ("Hai", None, None)]
    assert communes(source, "2023-01") == [(name, "2022-12", 1), ("Hai", None, None)]
    assert communes(source, "2022-Q4") == [(name, None, None), ("Hai", None, None)]
    assert communes(source, "2021") == [(name, None, None), ("Hai", "2021", 9)]


def total(path: Path, *seen: Cells, **tables: Any) -> list[frames.History]:
    areas: list[Cells] = [{}, ONE, TWO, {**TWO, "area_code": "00646"}]
    everything = {"areas": areas, "observations": seen} | tables
    return frames.history(small_folder(path, **everything).published(), "020", "output")


@pytest.mark.parametrize(
    ("standings", "status"),
    [
        (("official", "official", "derived"), "derived"),
        (("official", "estimated", "derived"), "estimated"),
        (("provisional", "estimated", "official"), "provisional"),
    ],
)
def test_total_is_as_firm_as_its_least_firm_part(
    tmp_path: Path, standings: Sequence[str], status: str
) -> None:
    codes = (CODE, "00643", "00646")
    seen = [at("2022", 4, code, status=one) for code, one in zip(codes, standings, strict=True)]
    (row,) = total(tmp_path, *seen)
    assert (row.value, row.status, row.derivation) == (12, status, "sum")


def test_total_does_not_wait_for_communes_to_which_it_does_not_apply(tmp_path: Path) -> None:
    none = {"status": "not_applicable"}
    (row,) = total(tmp_path, at("2022", 4), at("2022", "", "00643", **none), at("2022", 5, "00646"))
    assert row.value == 9


def test_total_waits_for_a_commune_that_is_blank_or_missing(tmp_path: Path) -> None:
    blank = [at("2022", 4), at("2022", "", "00643"), at("2022", 5, "00646")]
    assert total(tmp_path / "blank", *blank) == []
    assert total(tmp_path / "missing", *blank[::2]) == []


def test_total_of_communes_to_which_nothing_applies_is_none(tmp_path: Path) -> None:
    codes = (CODE, "00643", "00646")
    assert total(tmp_path, *(at("2022", "", one, status="not_applicable") for one in codes)) == []


def test_total_names_one_place_and_the_source_that_stands_there(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        areas=[{}, ONE, TWO],
        sources=[{}, {"source_code": "a_list"}],
        observations=[at("2022", 4), at("2021", 1), at("2021", 2, "00643")],
    )
    again = folder.path / "observations/again.csv"
    text = (folder.path / "observations/rows.csv").read_text("utf-8").splitlines()
    later = text[1].replace(CODE, "00643").replace(",report", ",a_list")
    again.write_text("\n".join([text[0], "", later, ""]), "utf-8")
    rows = frames.history(folder.published(), "020", "output")
    places = [(row.period, row.file, row.line, row.source_code) for row in rows]
    assert places == [
        ("2021", "observations/rows.csv", 3, "report"),
        ("2022", "observations/again.csv", 3, "a_list"),
    ]


def growth(path: Path, before: float, now: float, printed: float) -> Reconciliation:
    source = small_folder(
        path,
        observations=[{"period": "2021", "value": before}, {"value": now}],
        published_figures=[{"measure": "growth", "value": printed, "resolution": 0.1}],
    ).published()
    (row,) = frames.reconciliation(source, "020")
    return row


def test_growth_out_of_a_loss_goes_by_the_size_of_the_loss(tmp_path: Path) -> None:
    row = growth(tmp_path, -10, -5, 50)
    assert (row.recomputed, row.verdict) == (50, "agrees")
    assert row.recomputed_low is not None
    assert row.recomputed_high is not None
    assert row.recomputed_low == pytest.approx(100 * (-5.05 + 9.95) / 9.95)
    assert row.recomputed_high == pytest.approx(100 * (-4.95 + 10.05) / 10.05)


def test_growth_on_what_may_be_nothing_is_not_recomputed(tmp_path: Path) -> None:
    row = growth(tmp_path, -0.04, 5, 50)
    found = (row.recomputed, row.recomputed_low, row.recomputed_high, row.verdict)
    assert found == (None, None, None, "not_checkable")


def test_past_of_a_loss_is_not_derived_from_its_growth(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        observations=[{"value": -5}],
        published_figures=[{"measure": "growth", "value": 50, "resolution": 0.1}],
    ).published()
    assert [row.period for row in frames.history(source, "020", "output")] == ["2022"]


def test_plan_and_past_are_those_of_the_figure_they_were_printed_beside(tmp_path: Path) -> None:
    later = {"source_code": "revision", "known_from": "2023-07-01"}
    schools: Cells = {"indicator_code": "schools"}
    folder = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "revision", "published_on": "2023-06-30"}],
        indicators=[{}, {**schools, "position": 2}],
        observations=[
            {"value": 2167},
            {"value": 1900, **later},
            # The year before is recorded, and revised, too.
            {**schools, "value": 110},
            {**schools, "period": "2021", "value": 100},
            {**schools, "period": "2021", "value": 50, **later},
        ],
        plans=[{}],
        published_figures=[
            {
                "measure": "completion",
                "value": 103.3,
                "resolution": 0.1,
                "assigner_code": "city",
            },
            {"measure": "change", "value": 167, "resolution": 1},
            {**schools, "measure": "growth", "value": 10, "resolution": 1},
        ],
    )
    source = folder.published()
    (plan,) = frames.progress(source, "020", "2022")[:1]
    assert plan.plan == pytest.approx(100 * 2167 / 103.3)
    assert (plan.value, plan.plan_based_on, plan.status) == (1900, 2167, "missed")
    history = {row.period: row.value for row in frames.history(source, "020", "output")}
    assert history == {"2021": 2000, "2022": 1900}
    verdicts = {row.measure: row.verdict for row in frames.reconciliation(source, "020")}
    assert verdicts == {"completion": "used", "change": "used", "growth": "agrees"}


def test_what_was_mistyped_of_a_source_is_not_what_it_printed_beside(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "revision", "published_on": "2023-06-30"}],
        observations=[
            {"value": 2617},
            {"value": 2167, "known_from": "2023-05-01"},
            {"value": 1900, "known_from": "2023-07-01", "source_code": "revision"},
        ],
        plans=[{}],
        published_figures=[
            {"measure": "completion", "value": 103.3, "resolution": 0.1, "assigner_code": "city"}
        ],
    ).published()
    (plan,) = frames.progress(source, "020", "2022")
    assert plan.plan == pytest.approx(100 * 2167 / 103.3)
    assert plan.plan_based_on == 2167


def test_what_was_printed_is_held_against_the_plan_of_its_day(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "decision", "published_on": "2023-06-30"}],
        observations=[{"value": 110}],
        plans=[
            {"value": 100},
            {"value": 200, "source_code": "decision", "known_from": "2023-07-01"},
        ],
        published_figures=[
            {"measure": "completion", "value": 110, "resolution": 1, "assigner_code": "city"}
        ],
    ).published()
    (found,) = frames.reconciliation(source, "020")
    assert found.recomputed == pytest.approx(110)
    assert found.verdict == "agrees"
    (plan,) = frames.progress(source, "020", "2022")
    assert (plan.plan, plan.status) == (200, "missed")


def test_a_hidden_plan_that_was_amended_by_a_number_is_not_held_against_it(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "decision", "published_on": "2023-06-30"}],
        observations=[{"value": 110}],
        plans=[
            {"value": ""},
            {"value": 200, "source_code": "decision", "known_from": "2023-07-01"},
        ],
        published_figures=[
            {"measure": "completion", "value": 110, "resolution": 1, "assigner_code": "city"}
        ],
    ).published()
    (found,) = frames.reconciliation(source, "020")
    assert (found.recomputed, found.verdict) == (None, "not_checkable")


def test_what_has_a_printed_number_beside_it_may_be_taken_back(tmp_path: Path) -> None:
    gone = {"value": "", "known_from": "2023-07-01"}
    source = small_folder(
        tmp_path,
        observations=[
            {"value": 110},
            {**gone, "status": "withdrawn"},
            {"period": "2021", "value": 9},
        ],
        plans=[{"value": 100}, {**gone, "form": "withdrawn"}],
        published_figures=[
            {"measure": "completion", "value": 110, "resolution": 1, "assigner_code": "city"}
        ],
    ).published()
    (found,) = frames.reconciliation(source, "020")
    assert (found.published, found.verdict) == (110, "not_checkable")


def test_a_figure_that_was_taken_back_leaves_its_plan_without_data(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        observations=[
            {"value": 110},
            {"value": "", "known_from": "2023-07-01", "status": "withdrawn"},
            {"period": "2021", "value": 9},
        ],
        plans=[{"value": 100}],
    ).published()
    (row,) = frames.progress(source, "020", "2022")
    assert (row.value, row.plan, row.status) == (None, 100, "no_data")


def test_figure_known_only_after_what_is_printed_is_the_first_one(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "revision", "published_on": "2023-06-30"}],
        observations=[
            {"value": "", "known_from": "2023-03-01"},
            {"value": 120, "known_from": "2023-04-01", "source_code": "revision"},
            {"value": 150, "known_from": "2023-05-01", "source_code": "revision"},
        ],
        plans=[{}],
        published_figures=[
            {"measure": "completion", "value": 120, "resolution": 1, "assigner_code": "city"}
        ],
    )
    (plan,) = frames.plans(folder.published(), "020", "output")
    assert (plan.value, plan.derivation) == (100, "completion")
