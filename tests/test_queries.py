"""Every named query gives the expected answer on the shipped data.

The expected answers stand in golden/NAME.csv. After a deliberate change of the data or of a view,
``pytest tests/test_queries.py --renew-golden`` writes them anew; read the difference before it is
kept.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest

from indicators import engine, frames
from indicators.engine import Engine

GOLDEN = Path(__file__).parent / "golden"

Given = Mapping[str, str]

# The parameters that a query is asked with; more than one where one answer does not show enough.
ASKED: Mapping[str, Sequence[Given]] = {
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
    "periods": [{"area": "020"}],
    "plans": [
        {"area": "020", "indicator": "near_poor_reduction"},
        {"area": "020", "indicator": "budget_revenue"},
    ],
    "progress": [{"area": "020", "period": "2022"}],
    "reconciliation": [{"area": "020"}],
    "values": [{"area": "020", "period": "2022"}],
}
# When a snapshot was made is no part of an answer.
CHANGING = {"snapshot_id", "created_at"}


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


@pytest.mark.parametrize("name", engine.names())
def test_answer_is_the_golden_one(source: Engine, name: str, pytestconfig: pytest.Config) -> None:
    path = GOLDEN / f"{name}.csv"
    answer = as_csv(answers(source, name))
    if pytestconfig.getoption("--renew-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(answer, "utf-8")
    assert answer == path.read_text("utf-8")


def test_every_golden_file_belongs_to_a_query() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(engine.names())


@pytest.mark.parametrize("name", engine.names())
def test_golden_answer_has_rows(name: str) -> None:
    assert len((GOLDEN / f"{name}.csv").read_text("utf-8").splitlines()) > 1


@pytest.mark.parametrize("name", engine.names())
def test_query_answers_an_unknown_place_with_no_rows(source: Engine, name: str) -> None:
    wanted = engine.parameters_of(name)
    if "area" in wanted:
        answer = source.query(name, **dict.fromkeys(wanted, "nowhere"))
        assert answer.num_rows == 0
    else:
        assert "nowhere" not in as_csv([source.query(name)])


# What the grain of a query's head says, as the columns that name a row.
GRAIN: Mapping[str, tuple[str, ...]] = {
    "areas": ("area_code", "valid_from"),
    "assigners": ("assigner_code",),
    "communes": ("area_code",),
    "edition": ("snapshot_id",),
    "exhibits": ("exhibit_code",),
    "history": ("period",),
    "indicators": ("indicator_code",),
    "judgements": ("period", "plan_period", "assigner_code"),
    "observations": ("area_code", "indicator_code", "period"),
    "periods": ("period",),
    "plans": ("period", "assigner_code"),
    "progress": ("indicator_code", "plan_period", "assigner_code"),
    "reconciliation": ("indicator_code", "period", "measure", "assigner_code"),
    "sources": ("source_code",),
    "values": ("indicator_code",),
}


@pytest.mark.parametrize("name", engine.names())
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


def test_every_frame_fits_its_query(source: Engine) -> None:
    assert len(frames.areas(source)) == 18
    assert len(frames.indicators(source)) == 55
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
    assert frames.observations(source)
    assert frames.reconciliation(source, "020")


def test_frame_that_does_not_fit_its_query_says_so(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "sql_of", lambda _name: "select 1 as snapshot_id")
    with pytest.raises(TypeError, match="Edition"):
        frames.edition(source)
