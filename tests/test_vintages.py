"""A snapshot as known on a day, or by plans as first assigned: the same queries, other rows."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from indicators import engine, frames, snapshot
from indicators.engine import Engine, Vintage, vintages
from indicators.frames import Progress
from tests.small_folder import DISTRICT, Cells, small_folder

SOURCES: Sequence[Cells] = [
    {},
    {"source_code": "revision", "published_on": "2023-06-10"},
    {"source_code": "later", "published_on": "2024-02-27"},
]
REVISED: Cells = {"source_code": "revision", "known_from": "2023-06-12"}
AMENDED: Cells = {"source_code": "revision", "known_from": "2023-03-05T08:30:00"}
FIRST = date(2023, 3, 1)


def judged(source: Engine, indicator: str = "output") -> dict[str, Progress]:
    """How an indicator of the district stands, by period; one assigner."""
    rows = frames.judgements(source, DISTRICT, indicator)
    return {row.period: row for row in rows}


def tables_of(source: Engine) -> list[str]:
    """Every table of the schema, and what the views compute, but for the copies of files."""
    with duckdb.connect(str(source.path), read_only=True, config=dict(snapshot.LOCKED)) as opened:
        names = [str(name) for (name,) in opened.execute("show tables").fetchall()]
    return [name for name in names if name != "files"]


def rows_of(source: Engine, table: str) -> list[tuple[object, ...]]:
    """The rows in any order; numbers to twelve digits, as threads add in any order."""
    rows = source.whole(table).to_pylist()
    return sorted(
        tuple(f"{one:.12g}" if isinstance(one, float) else str(one) for one in row.values())
        for row in rows
    )


def test_vintage_of_everything_is_the_snapshot_itself_in_every_table_and_view(
    source: Engine,
) -> None:
    assert engine.vintage(source) is source
    everything = Vintage(source, None, "amended")
    names = tables_of(source)
    assert {"observations", "plans", "series", "progress", "timelines", "spread"} <= {*names}
    for name in names:
        assert rows_of(everything, name) == rows_of(source, name), name


def test_vintage_of_a_day_after_everything_is_the_snapshot_itself(source: Engine) -> None:
    late = engine.vintage(source, date.max)
    for name in ("snapshot", "observations", "plans", "published_figures", "progress"):
        assert rows_of(late, name) == rows_of(source, name), name


@pytest.mark.parametrize(
    "code", ["budget_revenue", "economic_structure", "trade_services_share", "population_density"]
)
def test_vintage_of_one_indicator_answers_for_it_as_the_whole_does(
    source: Engine, code: str
) -> None:
    alone = Vintage(source, None, "amended", code)
    for area in (DISTRICT, "00640"):
        for ask in (frames.history, frames.judgements, frames.plans, frames.observation_versions):
            assert ask(alone, area, code) == ask(source, area, code)
        checked = [
            [row for row in frames.reconciliation(one, area) if row.indicator_code == code]
            for one in (alone, source)
        ]
        assert checked[0] == checked[1]
    assert len(alone.whole("observations")) < len(source.whole("observations"))


def test_plan_amended_later_turns_missed_into_met(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        sources=SOURCES,
        observations=[{"value": 90}],
        plans=[{"value": 100}, {"value": 90, **AMENDED}],
    )
    now = folder.published()
    assert judged(now)["2022"].status == "met"
    assert judged(engine.vintage(now, FIRST))["2022"].status == "missed"
    assert judged(engine.vintage(now, plans="first"))["2022"].status == "missed"
    # A version of 08:30 is known at the end of its day.
    assert judged(engine.vintage(now, date(2023, 3, 4)))["2022"].plan == 100
    assert judged(engine.vintage(now, date(2023, 3, 5)))["2022"].plan == 90
    both = engine.vintage(now, date(2023, 3, 5), "first")
    assert (both.known_on, both.plans, judged(both)["2022"].plan) == (
        *(date(2023, 3, 5), "first"),
        100,
    )


def test_revised_figures_and_what_is_derived_of_them_go_back_together(tmp_path: Path) -> None:
    per: Cells = {
        "indicator_code": "per",
        "position": 2,
        "numerator_code": "output",
        "denominator_code": "people",
        "over_areas": "ratio_of_sums",
        "over_time": "none",
    }
    people: Cells = {"indicator_code": "people", "position": 3}
    folder = small_folder(
        tmp_path,
        sources=SOURCES,
        indicators=[{}, per, people],
        observations=[
            {"value": 100},
            {"value": 120, **REVISED},
            {"indicator_code": "people", "value": 10},
            {"period": "2023", "value": 130, "source_code": "later"},
        ],
        plans=[{}],
        published_figures=[{"measure": "completion", "value": 50, "resolution": 1,
                            "assigner_code": "city"}],
    )  # fmt: skip
    now = folder.published()

    def values(source: Engine, code: str) -> dict[str, float | None]:
        return {row.period: row.value for row in frames.history(source, DISTRICT, code)}

    for restricted in ("", "per"):
        then = engine.vintage(now, FIRST, indicator=restricted)
        assert values(then, "output") == {"2022": 100}
        assert values(then, "per") == {"2022": 10}
        assert judged(then)["2022"].plan == 200
        assert frames.edition(then).as_of == date(2023, 2, 27)
    assert values(now, "per") == {"2022": 12}
    assert judged(now)["2022"].plan == 200
    assert frames.edition(engine.vintage(now, date(2023, 7, 1))).as_of == date(2023, 6, 10)
    assert frames.edition(now).as_of == date(2024, 2, 27)
    # Before the report came out nothing is known, what it prints neither.
    before = engine.vintage(now, date(2023, 1, 1))
    assert values(before, "output") == {}
    assert frames.plans(before, DISTRICT, "output") == []
    assert frames.reconciliation(before, DISTRICT) == []
    assert frames.edition(before).as_of == date(2023, 1, 1)


def test_what_is_taken_back_counts_until_then(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        sources=SOURCES,
        observations=[
            {"value": 100},
            {"period": "2023", "value": 7},
            {"period": "2023", "status": "withdrawn", **REVISED},
        ],
        plans=[{"value": 90}, {"form": "withdrawn", **REVISED}],
    )
    now = folder.published()
    then = engine.vintage(now, FIRST)
    assert {*judged(then)} == {"2022", "2023"}
    assert judged(then)["2022"].status == "exceeded"
    assert judged(now)["2022"].status == "no_plan"
    assert [row.period for row in frames.history(now, DISTRICT, "output")] == ["2022"]
    assert judged(engine.vintage(now, date(2023, 6, 12)))["2022"].status == "no_plan"
    # As first assigned, a plan that was taken back later is the plan.
    assert judged(engine.vintage(now, plans="first"))["2022"].status == "exceeded"


def test_report_is_late_only_by_the_day_that_was_known_then(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        sources=SOURCES,
        observations=[
            {"value": None},
            {"period": "2021", "value": 1},
            {"period": "2023", "value": 1, "source_code": "later"},
        ],
        plans=[{"value": 90}],
    )
    now = folder.published()
    assert judged(now)["2022"].status == "late"
    assert judged(engine.vintage(now, FIRST))["2022"].status == "no_data"


def test_plan_that_runs_on_is_of_the_area_that_had_the_code_then(tmp_path: Path) -> None:
    reform: Mapping[str, object] = {"level": "commune", "area_code": "00640", "parent_code": "020"}
    folder = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "later", "published_on": "2025-08-01"}],
        areas=[
            {},
            {**reform, "name": "Văn Điển", "valid_to": "2025-06-30"},
            {**reform, "name": "Thanh Trì", "valid_from": "2025-07-01"},
        ],
        observations=[{"value": 1}, {"period": "2025-07", "value": 1, "source_code": "later"}],
        plans=[{"area_code": "00640", "period": "2025", "value": 5}],
    )
    now = folder.published()
    then = engine.vintage(now, FIRST)
    for source, begun in ((now, date(2025, 7, 1)), (then, date(1, 1, 1))):
        assert [one.area_from for one in frames.plans(source, "00640", "output")] == [begun]


def test_every_version_is_listed_whatever_is_known(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        sources=SOURCES,
        observations=[{"value": 90}, {"value": 95, **REVISED}],
        plans=[{"value": 100}, {"value": 90, **AMENDED}],
    )
    now = folder.published()
    for source, figures, plans in (
        (now, [False, True], [False, True]),
        (engine.vintage(now, FIRST), [True, False], [True, False]),
        (engine.vintage(now, plans="first"), [False, True], [True, False]),
    ):
        observed = frames.observation_versions(source, DISTRICT, "output")
        assert [(one.value, one.counts) for one in observed] == [
            *zip([90, 95], figures, strict=True)
        ]
        planned = frames.plan_versions(source, DISTRICT, "output")
        assert [(one.value, one.counts) for one in planned] == [*zip([100, 90], plans, strict=True)]
        assert planned[0].replaced_on == planned[1].known_from
        assert planned[1].replaced_on is None
    days = frames.known_days(now, DISTRICT, "output")
    assert [(one.day, one.observations, one.plans) for one in days] == [
        (date(2023, 2, 27), 1, 1),
        (date(2023, 3, 5), 0, 1),
        (date(2023, 6, 12), 1, 0),
    ]


def test_what_was_taken_back_later_is_kept_as_known_before(tmp_path: Path) -> None:
    gone = {"value": "", **REVISED}
    now = small_folder(
        tmp_path,
        sources=SOURCES,
        observations=[
            {"value": 90},
            {"period": "2021", "value": 80},
            {**gone, "status": "withdrawn"},
        ],
        plans=[{"value": 100}, {**gone, "form": "withdrawn"}],
    ).published()
    for source, status, form in (
        (now, "withdrawn", "withdrawn"),
        (engine.vintage(now, FIRST), "official", "level"),
    ):
        figures = {one.period: one.status for one in frames.kept_observations(source, ["output"])}
        assert figures == {"2021": "official", "2022": status}
        assert [one.form for one in frames.kept_plans(source, ["output"])] == [form]


def test_days_of_a_sum_are_those_of_its_communes_but_made_up_ones(source: Engine) -> None:
    # Population is counted by commune; standard_schools has made-up communes of another day.
    counted = frames.known_days(source, DISTRICT, "population")
    assert [(one.day, one.observations) for one in counted] == [(date(2019, 4, 1), 16)]
    assert len(frames.known_days(source, DISTRICT, "standard_schools")) == 1


@pytest.mark.parametrize(
    "sql",
    [
        "insert into thresholds select * from thresholds",
        "create table mine (x integer)",
        "select * from read_csv('/etc/passwd')",
        "attach '/tmp/other.duckdb'",
        "set enable_external_access = true",
    ],
)
def test_vintage_can_neither_be_written_nor_reach_outside(source: Engine, sql: str) -> None:
    then = engine.vintage(source, plans="first", indicator="budget_revenue")
    with pytest.raises(duckdb.Error):
        then.answer(sql, {})


def test_vintages_of_one_choice_are_equal_and_no_other_thing(source: Engine) -> None:
    made = [
        Vintage(source, None, "first"),
        Vintage(source, FIRST, "first"),
        Vintage(source, FIRST, "amended", "budget_revenue"),
    ]
    assert made[0] == Vintage(source, None, "first")
    assert len({source, *made}) == 4


def test_the_four_asked_for_last_are_kept_and_threads_get_one(tmp_path: Path) -> None:
    now = small_folder(tmp_path, plans=[{"value": 90}]).published()
    days = [date(2023, 3, day) for day in range(1, 6)]
    with ThreadPoolExecutor(8) as pool:
        asked = [*pool.map(lambda _place: engine.vintage(now, days[0]), range(8))]
    assert len({id(one) for one in asked}) == 1
    kept = [engine.vintage(now, day) for day in days[1:4]]
    assert engine.vintage(now, days[0]) is asked[0]
    engine.vintage(now, days[4])
    assert len(vintages._vintages) == 4
    assert engine.vintage(now, days[0]) is asked[0]
    assert engine.vintage(now, days[1]) is not kept[0]


def test_each_step_of_the_work_is_told(tmp_path: Path) -> None:
    now = small_folder(tmp_path).published()
    told: list[str] = []
    engine.vintage(now, FIRST, step=told.append)
    assert len(told) == 1 + len(snapshot.view_files())


def test_what_is_made_up_never_stands_for_a_figure_however_old_that_is(data: Path) -> None:
    made_up = (data / "illustrative/observations/near_poor_households.csv").read_text("utf-8")
    assert "\n00640,near_poor_households,2022," in made_up
    header = made_up.splitlines()[0]
    real = "00640,near_poor_households,2022,4321,,,,official,census_2019,,,2020-01-01"
    (data / "observations/real.csv").write_text(f"{header},known_from\n{real}\n", "utf-8")
    assert snapshot.publish(data).findings == ()
    source = engine.current(data)
    assert source is not None
    for each in (source, engine.vintage(source, date(2030, 1, 1))):
        rows = each.query("history", area="00640", indicator="near_poor_households").to_pylist()
        assert [row["value"] for row in rows if row["period"] == "2022"] == [4321]
