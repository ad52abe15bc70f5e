"""Every named query gives the expected answer on the shipped data.

The expected answers stand in golden/NAME.csv. After a deliberate change of the data or of a view,
``pytest tests/test_queries.py --renew-golden`` writes them anew; read the difference before it is
kept.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from indicators import engine, frames
from indicators.engine import Engine, asking

GOLDEN = Path(__file__).parent / "golden"

Given = Mapping[str, str]

# The parameters that a query is asked with; more than one where one answer does not show enough.
ASKED: Mapping[str, Sequence[Given]] = {
    "commune_assigners": [{"area": "020", "indicator": "budget_revenue", "illustrative": "1"}],
    "commune_coverage": [{"area": "020", "illustrative": "0"}],
    "commune_plans": [
        {
            "area": "020",
            "indicator": "budget_revenue",
            "period": "2022-06",
            "assigner": "commune_plan",
            "illustrative": "1",
        },
        {
            "area": "020",
            "indicator": "standard_schools",
            "period": "2022",
            "assigner": "",
            "illustrative": "1",
        },
    ],
    "commune_profile": [
        {"area": "00640", "period": "2022", "illustrative": "1"},
        {"area": "00658", "period": "2022", "illustrative": "0"},
    ],
    "commune_profile_plans": [
        {"area": "00652", "period": "2022", "illustrative": "1"},
        {"area": "00640", "period": "2021", "illustrative": "1"},
    ],
    "commune_ranking": [
        {
            "area": "020",
            "indicator": "standard_schools",
            "period": "2022",
            "before": "2020",
            "illustrative": "1",
        },
        {
            "area": "020",
            "indicator": "population",
            "period": "2019",
            "before": "",
            "illustrative": "0",
        },
    ],
    "commune_records": [
        {
            "area": "020",
            "indicator": "new_rural_criteria",
            "frequency": "A",
            "illustrative": shown,
        }
        for shown in ("0", "1")
    ],
    "commune_selection": [
        {
            "area": "020",
            "indicator": indicator,
            "period": period,
            "areas": "00640,00658,00685,nowhere",
            "illustrative": shown,
        }
        for indicator, period, shown in (
            ("population", "2019", "0"),
            ("population_density", "2019", "0"),
            ("income_per_person", "2022", "1"),
            ("dossiers_on_time", "2022-Q2", "1"),
            ("new_rural_criteria", "2022", "0"),
        )
    ],
    "commune_spread": [
        {"area": "020", "indicator": indicator, "frequency": "A", "illustrative": shown}
        for indicator, shown in (
            ("population", "0"),
            ("new_rural_criteria", "0"),
            ("new_rural_criteria", "1"),
            ("income_per_person", "1"),
        )
    ],
    "commune_timeline": [
        {"area": "00658", "indicator": "budget_revenue", "frequency": "Q", "illustrative": "1"},
        {"area": "020", "indicator": "population_density", "frequency": "A", "illustrative": "0"},
    ],
    "communes": [
        {"area": "020", "indicator": "new_rural_criteria", "period": "2022"},
        {"area": "020", "indicator": "population", "period": "2022"},
    ],
    "history": [
        {"area": "020", "indicator": "income_per_person"},
        {"area": "020", "indicator": "population"},
    ],
    "judgements": [
        {"area": "020", "indicator": "budget_revenue"},
        {"area": "020", "indicator": "urban_district_criteria"},
    ],
    "kept_figures": [{"indicators": "budget_revenue,standard_schools"}],
    "kept_observations": [{"indicators": "city_flags,income_per_person"}],
    "kept_plans": [{"indicators": "income_per_person,near_poor_reduction"}],
    "known_days": [
        {"area": "020", "indicator": "population_density"},
        {"area": "020", "indicator": "standard_schools"},
    ],
    "observation_versions": [
        {"area": "020", "indicator": "budget_revenue"},
        {"area": "00640", "indicator": "population"},
    ],
    "observations": [{"most": "500"}],
    "periods": [{"area": "020"}],
    "plan_versions": [{"area": "020", "indicator": "budget_revenue"}],
    "plans": [
        {"area": "020", "indicator": "near_poor_reduction"},
        {"area": "020", "indicator": "budget_revenue"},
    ],
    "progress": [{"area": "020", "period": "2022"}],
    "reconciliation": [{"area": "020"}],
    "recorded_observations": [{"area": "020"}, {"area": "00640"}],
    "recorded_plans": [{"area": "020"}],
    "standings": [
        {"area": "", "illustrative": "0"},
        {"area": "00640", "illustrative": "1"},
    ],
    "values": [{"area": "020", "period": "2022"}],
}
SHIPPED = tuple(
    name for name in engine.names() if name not in ("boundaries", "replaced_observations")
)
"""The shipped data hold no outlines: what is answered of others stands in test_outline_map."""

# When a snapshot was made, by whom and from which bytes is no part of an answer.
CHANGING = {"snapshot_id", "created_at", "published_at", "who", "sha256"}


def answers(source: Engine, name: str) -> list[pa.Table]:
    return [source.query(name, **given) for given in ASKED.get(name, [{}])]


def as_csv(tables: Sequence[pa.Table]) -> str:
    """The answers below each other, every number with all its digits, blanks blank."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(tables[0].column_names)
    for table in tables:
        for row in table.to_pylist():
            shown = ("…" if name in CHANGING else cell for name, cell in row.items())
            writer.writerow([_cell(cell) for cell in shown])
    return text.getvalue()


def _cell(cell: object) -> str:
    # Twelve digits: the last ones of a sum depend on the order in which threads add.
    if isinstance(cell, float):
        return f"{cell:.12g}"
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("name", SHIPPED)
def test_answer_is_the_golden_one(source: Engine, name: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / f"{name}.csv"
    answer = as_csv(answers(source, name))
    if pytestconfig.getoption("--renew-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(answer, "utf-8")
    assert answer == path.read_text("utf-8")


def test_every_golden_file_belongs_to_a_query() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(SHIPPED)


@pytest.mark.parametrize("name", SHIPPED)
def test_golden_answer_has_rows(name: str) -> None:
    assert len((GOLDEN / f"{name}.csv").read_text("utf-8").splitlines()) > 1


@pytest.mark.parametrize("name", engine.names())
def test_query_answers_an_unknown_place_with_no_rows(source: Engine, name: str) -> None:
    wanted = engine.parameters_of(name)
    if "area" in wanted:
        answer = source.query(name, **dict.fromkeys(wanted, "nowhere"))
        assert answer.num_rows == 0
    else:
        assert "nowhere" not in as_csv(answers(source, name))


# What the grain of a query's head says, as the columns that name a row.
GRAIN: Mapping[str, tuple[str, ...]] = {
    "areas": ("area_code", "valid_from"),
    "assigners": ("assigner_code",),
    "commune_assigners": ("assigner_code",),
    "commune_coverage": ("indicator_code", "frequency", "period"),
    "commune_plans": ("area_code", "plan_period", "assigner_code"),
    "commune_profile": ("indicator_code",),
    "commune_profile_plans": ("indicator_code", "plan_period", "assigner_code"),
    "commune_ranking": ("area_code",),
    "commune_records": ("area_code", "period"),
    "commune_selection": ("over_areas",),
    "commune_spread": ("period",),
    "commune_timeline": ("period",),
    "communes": ("area_code",),
    "edition": ("snapshot_id",),
    "exhibits": ("exhibit_code",),
    "history": ("period",),
    "indicators": ("indicator_code",),
    "judgements": ("period", "plan_period", "assigner_code"),
    "kept_figures": ("area_code", "indicator_code", "period", "measure", "assigner_code"),
    "kept_observations": ("area_code", "indicator_code", "period"),
    "kept_plans": ("area_code", "indicator_code", "period", "assigner_code"),
    "known_days": ("day",),
    "observation_versions": ("period", "known_from"),
    "observations": ("area_code", "indicator_code", "period"),
    "periods": ("period",),
    "plan_versions": ("period", "assigner_code", "known_from"),
    "plans": ("period", "assigner_code"),
    "progress": ("indicator_code", "plan_period", "assigner_code"),
    "publication_files": ("snapshot_id", "name"),
    "publications": ("snapshot_id",),
    "reconciliation": ("indicator_code", "period", "measure", "assigner_code"),
    "recorded_observations": ("indicator_code", "period"),
    "recorded_plans": ("indicator_code", "period", "assigner_code"),
    "sources": ("source_code",),
    "standings": ("area_code", "indicator_code", "period", "plan_period", "assigner_code"),
    "thresholds": ("threshold_code",),
    "values": ("indicator_code",),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_rows_are_of_the_grain_that_the_query_says(source: Engine, name: str) -> None:
    for answer in answers(source, name):
        rows = answer.to_pylist()
        keys = [tuple(row[column] for column in GRAIN[name]) for row in rows]
        assert len(set(keys)) == len(keys)


def test_periods_come_newest_first_and_history_oldest_first(source: Engine) -> None:
    periods = [entry.period for entry in frames.periods(source, "020")]
    assert periods == sorted(periods, reverse=True)
    history = frames.history(source, "020", "income_per_person")
    assert all(a.period_end < b.period_start for a, b in pairwise(history))


def test_observations_are_the_newest_ones_as_far_as_asked_for(source: Engine) -> None:
    everything = frames.observations(source, 500)
    assert len(everything) == 108
    assert everything[0].period > everything[-1].period
    assert frames.observations(source, 108) == everything
    assert frames.observations(source, 20) == everything[:20]
    assert frames.observations(source, 0) == []


def test_every_frame_fits_its_query(source: Engine) -> None:
    assert len(frames.areas(source)) == 18
    assert len(frames.indicators(source)) == 61
    assert {row.kind for row in frames.indicators(source)} >= {"amount", "count", "percent", "rank"}
    assert frames.exhibits(source)
    assert frames.assigners(source)
    assert frames.sources(source)
    assert frames.edition(source).as_of.isoformat() == "2023-02-27"
    assert frames.opening_period(source, "020") == "2022"
    assert frames.values(source, "020", "2022")
    assert frames.progress(source, "020", "2022")
    assert frames.judgements(source, "020", "budget_revenue")
    assert frames.plans(source, "020", "budget_revenue")
    assert len(frames.communes(source, "020", "population", "2022")) == 16
    assert frames.observations(source, 500)
    assert frames.reconciliation(source, "020")
    assert frames.boundaries(source, "020", date(2022, 12, 31)) == []


def test_every_frame_of_communes_fits_its_query(source: Engine) -> None:
    where = (source, "020", "standard_schools")
    assert len(frames.ranking(*where, "2022", "2020", True)) == 16
    assert len(frames.commune_plans(*where, "2022", "commune_plan", True)) == 16
    assert frames.commune_assigners(*where, True) == ["commune_plan"]
    assert [row.period for row in frames.spread(*where, "A", True)] == ["2020", "2021", "2022"]
    assert len(frames.records(*where, "A", True)) == 48
    assert len(frames.timeline(source, "00640", "standard_schools", "Q", True)) == 8
    assert frames.profile(source, "00640", "2022", True)
    assert frames.profile_plans(source, "00640", "2022", True)
    assert frames.coverage(source, "020", True)
    chosen = frames.selection(*where, "2022", ["00640", "00643"], True)
    assert chosen is not None
    assert chosen.chosen == 2


def test_without_illustrative_figures_only_real_ones_answer(source: Engine) -> None:
    where = (source, "020", "standard_schools")
    assert {row.place for row in frames.ranking(*where, "2022", "2020", False)} == {None}
    assert frames.spread(*where, "A", False) == []
    assert frames.records(*where, "A", False) == []
    assert frames.commune_plans(*where, "2022", "", False) == []
    assert frames.commune_assigners(*where, False) == []
    real = {row.indicator_code for row in frames.coverage(source, "020", False)}
    assert "population" in real
    assert "standard_schools" not in real


def test_frame_that_does_not_fit_its_query_says_so(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "sql_of", lambda _name: "select 1 as snapshot_id")
    with pytest.raises(TypeError, match="Edition"):
        frames.edition(source)
