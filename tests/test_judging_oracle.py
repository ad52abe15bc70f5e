"""Judging and deriving, compared with a reckoning of their own in exact fractions.

The oracle follows the words of the design (way made ÷ way asked, met at the end, …), not the SQL.
Many made-up cases share one folder, each as an indicator of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from indicators import frames
from indicators.frames import Progress
from tests.small_folder import Cells, small_folder

MONTHS = [f"2022-{month:02d}" for month in range(1, 13)]
# Not shrunk: a folder a try is too slow for that, and each failure names its one case.
bounded = settings(
    max_examples=6,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Case:
    """A plan for 2022, and what was observed: of the year, or of its first months."""

    better: str
    over_time: str
    form: str
    plan: Fraction
    band_high: Fraction
    baseline: Fraction | None
    year_before: Fraction | None
    yearly: bool
    values: tuple[Fraction, ...]
    path: tuple[Fraction, ...]

    @property
    def judged_at(self) -> str:
        return "2022" if self.yearly else MONTHS[len(self.values) - 1]


def tenths(low: int, high: int) -> st.SearchStrategy[Fraction]:
    return st.integers(low * 10, high * 10).map(lambda number: Fraction(number, 10))


amounts = st.one_of(tenths(0, 20), tenths(-5, 120))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    yearly = draw(st.booleans())
    form = draw(
        st.sampled_from(["level", "level", "level", "change", "growth", "maintain", "band"])
    )
    better = draw(st.sampled_from(["higher", "lower"]))
    low, high = sorted((draw(amounts), draw(amounts)))
    plan = low if form == "band" else draw(amounts)
    values = draw(st.lists(amounts, min_size=1, max_size=1 if yearly else 12))
    if draw(st.booleans()):
        # Near the plan, or near its straight line, is where a status turns.
        near = draw(st.sampled_from([Fraction(1), Fraction(95, 100), Fraction(85, 100)]))
        values = [plan * near / (1 if yearly else 12)] * len(values)
    with_path = form == "level" and not yearly and draw(st.booleans())
    path = draw(st.lists(tenths(0, 12), min_size=12, max_size=12)) if with_path else []
    return Case(
        better,
        draw(st.sampled_from(["sum", "last", "mean", "none"])),
        form,
        plan,
        high,
        draw(st.one_of(st.none(), amounts)),
        draw(st.one_of(st.none(), tenths(1, 120))),
        yearly,
        tuple(values),
        tuple(path),
    )


def combined(case: Case, parts: Sequence[Fraction]) -> Fraction:
    if case.over_time == "sum":
        return sum(parts, Fraction(0))
    return sum(parts, Fraction(0)) / len(parts) if case.over_time == "mean" else parts[-1]


def reckoned(case: Case) -> tuple[str, Fraction | None]:
    """The status of a case, and its completion as a fraction of the plan."""
    so_far = Fraction(1) if case.yearly else Fraction(len(case.values), 12)
    ended = so_far == 1
    if ended and not case.yearly and case.over_time == "none":
        return "no_data", None
    value = combined(case, case.values)
    baseline = case.baseline
    if baseline is None and case.form in ("change", "growth"):
        baseline = case.year_before
    # The part of the baseline's year that the value can be held against.
    start = None if baseline is None else baseline * (so_far if case.over_time == "sum" else 1)

    made: Fraction | None = value
    if case.form == "change":
        made = None if start is None else value - start
    if case.form == "growth":
        made = None if not start else (value - start) / abs(start) * 100
    if made is None:
        return "no_data", None

    completion: Fraction | None = None
    if case.form in ("change", "growth") and case.plan:
        completion = made / case.plan
    if case.form == "level" and case.better == "higher" and case.plan > 0:
        completion = made / case.plan
    falls = baseline is not None and baseline > case.plan
    if case.form == "level" and case.better == "lower" and falls:
        assert baseline is not None
        assert start is not None
        completion = (start - value) / (baseline - case.plan)

    if ended:
        return at_the_end(case, made), completion
    asked = asked_so_far(case, so_far, baseline, start)
    if completion is None or asked is None:
        return "not_due", completion
    if asked <= 0:
        return ("on_track" if completion >= asked else "behind"), completion
    pace = completion / asked
    if pace >= Fraction(95, 100):
        return "on_track", completion
    return ("at_risk" if pace >= Fraction(85, 100) else "behind"), completion


def at_the_end(case: Case, made: Fraction) -> str:
    if case.form == "band":
        return "met" if case.plan <= made <= case.band_high else "missed"
    fall = case.better == "lower"
    if case.form in ("change", "growth") and case.plan:
        fall = case.plan < 0
    beyond = case.plan - made if fall else made - case.plan
    if beyond < 0:
        return "missed"
    return "exceeded" if beyond > 0 and case.form != "maintain" else "met"


def asked_so_far(
    case: Case, so_far: Fraction, baseline: Fraction | None, start: Fraction | None
) -> Fraction | None:
    """The completion that the plan's path asks for by now."""
    if case.form in ("change", "growth"):
        holds = case.over_time == "mean" or (case.over_time == "sum" and case.form == "growth")
        return Fraction(1) if holds else so_far
    if case.form != "level":
        return None
    if case.path:
        path = combined(case, case.path[: len(case.values)])
    elif case.over_time == "sum":
        path = case.plan * so_far
    elif case.over_time == "mean":
        path = case.plan
    elif baseline is not None:
        path = baseline + (case.plan - baseline) * so_far
    else:
        return None
    if case.better == "higher":
        return path / case.plan if case.plan > 0 else None
    if baseline is None or start is None or baseline <= case.plan:
        return None
    return (start - path) / (baseline - case.plan)


def shown(number: Fraction | None) -> str:
    return "" if number is None else f"{float(number):.10f}"


def judged(made_up: Sequence[Case]) -> list[Progress]:
    indicators: list[Cells] = []
    observations: list[Cells] = []
    plans: list[Cells] = []
    for place, case in enumerate(made_up):
        code = {"indicator_code": f"case_{place}"}
        indicators.append({**code, "better": case.better, "over_time": case.over_time})
        periods = ["2022"] if case.yearly else MONTHS[: len(case.values)]
        seen = dict(zip(periods, case.values, strict=True))
        if case.year_before is not None:
            seen["2021"] = case.year_before
        observations += [{**code, "period": at, "value": shown(v)} for at, v in seen.items()]
        high = shown(case.band_high) if case.form == "band" else ""
        more = {"form": case.form, "value_high": high, "baseline": shown(case.baseline)}
        plans.append({**code, **more, "value": shown(case.plan)})
        way = zip(periods, case.path, strict=False)
        plans += [{**code, "period": at, "value": shown(value)} for at, value in way]
    with TemporaryDirectory() as path:
        tables = {"indicators": indicators, "observations": observations, "plans": plans}
        engine = small_folder(Path(path), **tables).published()
        answers = []
        for place, case in enumerate(made_up):
            rows = frames.judgements(engine, "020", f"case_{place}")
            answers += [row for row in rows if row.period == case.judged_at]
        engine.close()
    return answers


@bounded
@given(st.lists(cases(), min_size=60, max_size=60))
def test_view_judges_as_the_oracle_does(made_up: list[Case]) -> None:
    for case, row in zip(made_up, judged(made_up), strict=True):
        status, completion = reckoned(case)
        assert row.status == status, (case, row)
        assert (row.completion is None) == (completion is None), case
        if completion is not None and row.completion is not None:
            assert abs(row.completion - 100 * completion) <= 1e-6 * max(
                1.0, float(abs(100 * completion))
            )


@dataclass(frozen=True)
class Printed:
    """True figures of two years and a plan, and how coarsely a source prints them."""

    before: Fraction
    now: Fraction
    plan: Fraction
    decimals: int
    figure_decimals: int
    exact: bool
    measure: str
    excess: bool


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Half away from zero, as people round."""
    scale = 10**decimals if decimals >= 0 else Fraction(1, 10**-decimals)
    size = floor(abs(number) * scale + Fraction(1, 2)) / Fraction(scale)
    return size if number >= 0 else -size


@st.composite
def printed(draw: st.DrawFn) -> Printed:
    exact = draw(st.booleans())
    size = (
        st.integers(1, 900).map(Fraction)
        if exact
        else st.integers(-9_000, 900_000).map(lambda number: Fraction(number, 1000))
    )
    before, plan = draw(size), draw(st.one_of(st.integers(1, 900).map(Fraction), size))
    measure = draw(st.sampled_from(["change", "growth"])) if before > 0 else "change"
    return Printed(
        before,
        draw(size),
        plan,
        0 if exact else draw(st.integers(-1, 2)),
        draw(st.integers(-2, 2)) if measure == "change" else draw(st.integers(0, 2)),
        exact,
        measure,
        draw(st.booleans()),
    )


@bounded
@given(st.lists(printed(), min_size=60, max_size=60))
def test_derived_intervals_contain_what_was_true(sources: list[Printed]) -> None:
    indicators: list[Cells] = []
    observations: list[Cells] = []
    plans: list[Cells] = []
    figures: list[Cells] = []
    for place, source in enumerate(sources):
        code = {"indicator_code": f"case_{place}"}
        unit = "count" if source.exact else "amount"
        indicators.append({**code, "unit_code": unit, "decimals": max(source.decimals, 0)})
        step = float(Fraction(10) ** -source.decimals) if source.decimals < 0 else ""
        value = rounded(source.now, source.decimals)
        observations.append({**code, "value": shown(value), "resolution": step})
        change = source.now - source.before
        ratio = 100 * change / source.before if source.measure == "growth" else change
        last = float(Fraction(10) ** -source.figure_decimals)
        figures.append(
            {
                **code,
                "measure": source.measure,
                "value": shown(rounded(ratio, source.figure_decimals)),
                "resolution": last,
            }
        )
        completion = 100 * source.now / source.plan if source.plan > 0 else Fraction(0)
        percent = max(source.figure_decimals, 0)
        if rounded(completion, percent) * 10**percent >= 1:
            plans.append({**code, "value": ""})
            completion = rounded(completion, percent) - (100 if source.excess else 0)
            measure = "excess" if source.excess else "completion"
            more = {"measure": measure, "assigner_code": "city", "value": shown(completion)}
            figures.append({**code, **more, "resolution": 0.1**percent})
    with TemporaryDirectory() as path:
        tables = {"indicators": indicators, "observations": observations, "plans": plans}
        engine = small_folder(Path(path), **tables, published_figures=figures).published()
        values = {row.indicator_code: row for row in frames.values(engine, "020", "2022")}
        asked = {row.indicator_code: row for row in frames.progress(engine, "020", "2022")}
        engine.close()
    for place, source in enumerate(sources):
        row = values[f"case_{place}"]
        if row.before is not None:
            contains(row.before_low, source.before, row.before_high, source)
            contains(row.before_low, Fraction(row.before), row.before_high, source)
        target = asked[f"case_{place}"]
        if target.plan is None:
            continue
        whole = not source.exact or source.plan.denominator == 1
        if whole and target.plan_low is not None:
            contains(target.plan_low, source.plan, target.plan_high, source)
        if source.exact and whole and target.plan_low is not None and target.plan_high is not None:
            assert target.plan_low == ceil(target.plan_low)
            assert target.plan_high == floor(target.plan_high)


def contains(low: float | None, true: Fraction, high: float | None, source: Printed) -> None:
    assert low is not None
    assert high is not None
    hair = 1e-9 * max(1.0, float(abs(true)))
    assert low - hair <= true <= high + hair, (low, float(true), high, source)
