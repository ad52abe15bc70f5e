"""What changed between two snapshots: every status that is another one, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from indicators import engine, frames
from indicators.engine import Engine
from indicators.exhibits import changes
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import gather
from indicators.frames import Cause, StatusChange
from indicators.slides.arranging import briefing
from indicators.slides.deck import Deck, Item
from indicators.vocabulary import Language
from indicators.wording.revisions import causes
from tests.plain import plain
from tests.small_folder import DISTRICT, THRESHOLDS, Cells, Folder, small_folder

SOURCES: Sequence[Cells] = [{}, {"source_code": "later", "published_on": "2024-02-27"}]
LATER: Cells = {"source_code": "later", "known_from": "2024-02-27"}
RUNNING: Cells = {"period": "2023", "value": 120}
NEW_AREA: Cells = {
    "area_code": "00640",
    "level": "commune",
    "parent_code": DISTRICT,
    "name": "Văn Điển",
}


@dataclass(frozen=True)
class Case:
    """One indicator before and after: what is added of it, the statuses and the cause."""

    observed: Sequence[Cells]
    planned: Sequence[Cells]
    more_observed: Sequence[Cells] = ()
    more_planned: Sequence[Cells] = ()
    before: str = ""
    after: str = ""
    causes: tuple[Cause, ...] = ()


CASES: Mapping[str, Case] = {
    "new_actual": Case(
        [{"value": None}], [{"value": 90}],
        more_observed=[{"value": 95, **LATER}],
        before="no_data", after="exceeded", causes=(Cause.NEW_ACTUAL,),
    ),
    "next_month": Case(
        [{"period": "2023-01", "value": 10}], [RUNNING],
        more_observed=[{"period": "2023-02", "value": 2, **LATER}],
        before="on_track", after="behind", causes=(Cause.NEW_ACTUAL,),
    ),
    "first_month": Case(
        [], [{"period": "2025", "value": 120}],
        more_observed=[{"period": "2025-01", "value": 1, **LATER}],
        before="not_due", after="behind", causes=(Cause.NEW_ACTUAL,),
    ),
    "revised": Case(
        [{"value": 95}], [{"value": 90}],
        more_observed=[{"value": 80, **LATER}],
        before="exceeded", after="missed", causes=(Cause.REVISED,),
    ),
    "withdrawn": Case(
        [{"period": "2025-01", "value": 10}], [{"period": "2025", "value": 120}],
        more_observed=[{"period": "2025-01", "status": "withdrawn", **LATER}],
        before="on_track", after="not_due", causes=(Cause.WITHDRAWN,),
    ),
    "new_plan": Case(
        [{"value": 95}], [],
        more_planned=[{"value": 100, **LATER}],
        before="", after="missed", causes=(Cause.NEW_PLAN,),
    ),
    "amended": Case(
        [{"value": 90}], [{"value": 100}],
        more_planned=[{"value": 90, **LATER}],
        before="missed", after="met", causes=(Cause.AMENDED,),
    ),
    "amended_and_revised": Case(
        [{"value": 90}], [{"value": 100}],
        more_observed=[{"value": 80, **LATER}],
        more_planned=[{"value": 70, **LATER}],
        before="missed", after="exceeded", causes=(Cause.REVISED, Cause.AMENDED),
    ),
    "plan_withdrawn": Case(
        [{"value": 90}], [{"value": 100}],
        more_planned=[{"form": "withdrawn", **LATER}],
        before="missed", after="", causes=(Cause.PLAN_WITHDRAWN,),
    ),
    "path": Case(
        [{"period": "2025-01", "value": 10}], [{"period": "2025", "value": 120}],
        more_planned=[{"period": "2025-01", "value": 20, **LATER}],
        before="on_track", after="behind", causes=(Cause.AMENDED,),
    ),
    "year_before": Case(
        [{"period": "2021", "value": 100}, {"value": 110}],
        [{"form": "growth", "value": 10}],
        more_observed=[{"period": "2021", "value": 105, **LATER}],
        before="met", after="missed", causes=(Cause.REVISED,),
    ),
    "only_time": Case(
        [{"value": None}], [{"value": 90}],
        before="no_data", after="late", causes=(Cause.TIME,),
    ),
    "value_alone": Case(
        [{"value": 95}], [{"value": 90}],
        more_observed=[{"value": 96, **LATER}],
    ),
}  # fmt: skip


def rows(cells: Sequence[Cells], code: str) -> list[Cells]:
    return [{**row, "indicator_code": code} for row in cells]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Engine]:
    """A snapshot before and one after, with one indicator a case."""
    path = tmp_path_factory.mktemp("cases")
    observed = [row for code, case in CASES.items() for row in rows(case.observed, code)]
    planned = [row for code, case in CASES.items() for row in rows(case.planned, code)]
    names = [
        {"indicator_code": code, "position": place, "short_vi": code.capitalize()}
        for place, code in enumerate(CASES, 1)
    ]
    folder = small_folder(
        path, sources=SOURCES, indicators=names, observations=observed, plans=planned
    )
    before = folder.published()
    for code, case in CASES.items():
        observed += rows(case.more_observed, code)
        planned += rows(case.more_planned, code)
    folder.write("observations", observed)
    folder.write("plans", planned)
    return before, folder.published()


@pytest.fixture(scope="module")
def found(two: tuple[Engine, Engine]) -> Mapping[str, list[StatusChange]]:
    by_code: dict[str, list[StatusChange]] = {code: [] for code in CASES}
    for change in frames.changes(*two):
        by_code[change.indicator_code].append(change)
    return by_code


@pytest.mark.parametrize("code", CASES)
def test_every_change_of_a_status_has_its_cause(
    found: Mapping[str, list[StatusChange]], code: str
) -> None:
    case = CASES[code]
    told = [
        (
            one.before.status if one.before else "",
            one.after.status if one.after else "",
            one.causes,
        )
        for one in found[code]
    ]
    assert told == ([(case.before, case.after, case.causes)] if case.causes else [])
    for one in found[code]:
        assert all(causes(one, language) for language in ("vi", "en"))


def test_newest_status_of_a_plan_is_held_against_its_newest_before(
    found: Mapping[str, list[StatusChange]],
) -> None:
    (change,) = found["next_month"]
    assert change.before is not None
    assert change.after is not None
    assert (change.before.period, change.after.period) == ("2023-01", "2023-02")


def test_nothing_changed_between_a_snapshot_and_itself(two: tuple[Engine, Engine]) -> None:
    assert frames.changes(two[1], two[1]) == ()


def test_vintage_can_be_held_against_its_snapshot(two: tuple[Engine, Engine]) -> None:
    then = engine.vintage(two[1], date(2023, 3, 1))
    told = {(one.indicator_code, one.causes) for one in frames.changes(then, two[1])}
    assert told == {(code, case.causes) for code, case in CASES.items() if case.causes}
    only_plans = engine.vintage(two[1], plans="first")
    first = {one.indicator_code: one.causes for one in frames.changes(only_plans, two[1])}
    assert first["amended"] == (Cause.AMENDED,)
    assert {"revised", "new_actual", "only_time"} & {*first} == set()


def test_another_threshold_and_another_direction_are_rules(tmp_path: Path) -> None:
    folder = small_folder(
        tmp_path,
        indicators=[{}, {"indicator_code": "waste", "position": 2}],
        observations=[
            {"period": "2023-01", "value": 9},
            {"indicator_code": "waste", "value": 95},
        ],
        plans=[RUNNING, {"indicator_code": "waste", "value": 90}],
    )
    before = folder.published()
    folder.write("thresholds", [{**THRESHOLDS[0], "value": 0.9}, *THRESHOLDS[1:]])
    waste: Cells = {"indicator_code": "waste", "position": 2, "better": "lower"}
    folder.write("indicators", [{}, waste])
    told = {
        one.indicator_code: (one.after.status, one.causes)
        for one in frames.changes(before, folder.published())
        if one.after
    }
    assert told == {
        "output": ("on_track", (Cause.RULE,)),
        "waste": ("missed", (Cause.RULE,)),
    }


def test_code_that_means_another_area_by_now_is_a_change_of_area(tmp_path: Path) -> None:
    plan: Cells = {"area_code": "00640", "period": "2025", "value": 120}
    seen: Cells = {"area_code": "00640", "period": "2025-01", "value": 1}
    folder = small_folder(
        tmp_path,
        sources=[{}, {"source_code": "later", "published_on": "2025-08-01"}],
        areas=[{}, NEW_AREA],
        observations=[{"value": 1}, seen],
        plans=[plan],
    )
    before = folder.published()
    folder.write(
        "areas",
        [
            {},
            {**NEW_AREA, "valid_to": "2025-06-30"},
            {**NEW_AREA, "name": "Thanh Trì", "valid_from": "2025-07-01"},
        ],
    )
    folder.write(
        "observations",
        [{"value": 1}, seen, {"period": "2025-07", "value": 1, "source_code": "later"}],
    )
    (change,) = frames.changes(before, folder.published())
    assert Cause.AREA in change.causes


# The exhibit


def answer(source: Engine, number: str = "", language: Language = "vi") -> changes.Answer:
    return changes.since(gather(source, Scope(DISTRICT, "2022", language)), number)


def test_exhibit_says_how_many_changed_from_which_snapshot_to_which(
    two: tuple[Engine, Engine],
) -> None:
    exhibit = answer(two[1]).exhibit
    assert exhibit is not None
    changed = [case for case in CASES.values() if case.before and case.after]
    text = plain(exhibit.headline)
    assert text.startswith(f"{len(changed)} chỉ tiêu đổi tình trạng, 1 kế hoạch mới")
    assert "từ bản 1 (" in text
    assert "đến bản 2:" in text
    # A figure revised without another status is listed too.
    assert len(exhibit.records) == len([case for case in CASES.values() if case.causes]) + 1
    assert {str(one["causes"]) for one in exhibit.records} >= {"amended", "revised amended", "time"}
    # What is judged now comes first, the worst of it on top.
    assert exhibit.table.rows[0][5] == "Không đạt"
    records = [str(one["indicator_code"]) for one in exhibit.records]
    amended = exhibit.table.rows[records.index("amended")]
    assert plain(amended[3]) == "90,0 tỷ, trước là 100,0 tỷ (TP)"
    assert "27/02/2023" in exhibit.footnote
    assert "27/02/2024" in exhibit.footnote
    english = answer(two[1], language="en").exhibit
    assert english is not None
    assert "changed status" in english.headline


def test_twelve_changes_are_drawn_and_all_are_listed(two: tuple[Engine, Engine]) -> None:
    facts = gather(two[1], Scope(DISTRICT, "2022"))
    comparison = changes.compared(facts)
    few = changes.drawn(facts, comparison, most=3)
    every = changes.drawn(facts, comparison)
    assert few is not None
    assert every is not None
    assert few.table == every.table
    also = "Ngoài ra 1 số liệu được sửa, tình trạng không đổi."
    left = len(few.records)
    assert few.remarks == (also, f"Còn {left - 3} thay đổi khác trong bảng số liệu.")
    assert every.remarks == (also, f"Còn {left - 12} thay đổi khác trong bảng số liệu.")
    assert few.figure is not None
    assert every.figure is not None
    assert few.figure["layout"]["height"] < every.figure["layout"]["height"] / 2
    assert "Kế hoạch không còn (TP)" in str(every.figure), "whose plan it was"


@pytest.fixture(scope="module")
def unmoved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, Engine]:
    """Figures revised, one of them of no plan, one taken back, a plan amended: every status stays.

    One was made up, one is new: neither is a revision.
    """
    codes = ("planned", "free", "gone", "asked", "made", "new")
    names = [
        {"indicator_code": code, "position": at, "short_vi": code.capitalize()}
        for at, code in enumerate(codes, 1)
    ]
    first: list[Cells] = [
        {"indicator_code": code, "value": 95} for code in ("planned", "free", "gone", "asked")
    ]
    plans: list[Cells] = [{"indicator_code": code, "value": 90} for code in ("planned", "asked")]
    folder = small_folder(
        tmp_path_factory.mktemp("unmoved"),
        sources=SOURCES, indicators=names, observations=first, plans=plans,
    )  # fmt: skip
    before = folder.published()
    folder.write("observations", [
        *first,
        {"indicator_code": "planned", "value": 96, **LATER},
        {"indicator_code": "free", "value": 94.5, **LATER},
        {"indicator_code": "gone", "status": "withdrawn", **LATER},
        {"indicator_code": "new", "value": 7},
    ])  # fmt: skip
    folder.write("plans", [*plans, {"indicator_code": "asked", "value": 91, **LATER}])
    return before, folder.published()


def test_figures_and_plans_that_changed_without_a_status_are_listed(
    unmoved: tuple[Engine, Engine],
) -> None:
    before, after = unmoved
    assert frames.changes(before, after) == ()
    exhibit = answer(after).exhibit
    assert exhibit is not None
    assert exhibit.figure is not None
    headline = plain(exhibit.headline)
    assert headline.startswith("3 số liệu được sửa và 1 kế hoạch được điều chỉnh từ bản 1 (")
    assert headline.endswith("đến bản 2: tình trạng không đổi.")
    told = {str(one["indicator_code"]): one for one in exhibit.records}
    assert {code: one["causes"] for code, one in told.items()} == {
        "planned": "revised", "free": "revised", "gone": "withdrawn", "asked": "amended",
    }  # fmt: skip
    rows = {str(one["indicator_code"]): row for one, row in zip(
        exhibit.records, exhibit.table.rows, strict=True
    )}  # fmt: skip
    assert [plain(cell) for cell in rows["free"][3:]] == [
        *("", "", "Tình trạng không đổi", "95,0 tỷ", "94,5 tỷ", "Số liệu được sửa"),
    ]
    assert plain(rows["gone"][7]) == "đã rút lại"
    assert plain(rows["asked"][3]) == "91,0 tỷ, trước là 90,0 tỷ (TP)"
    assert rows["asked"][4:6] == ("Vượt kế hoạch", "Vượt kế hoạch")
    english = answer(after, language="en").exhibit
    assert english is not None
    assert "3 figures revised and 1 plan amended" in plain(english.headline)
    (slide,) = briefing(after, deck(Item(("changes",)))).slides
    assert "3 số liệu được sửa" in plain(slide.headline)
    assert slide.panels[0].scale >= 1
    # And the way back.
    back = frames.revised_figures(after, before)
    assert {one.after.indicator_code for one in back} == {"planned", "free", "gone"}
    assert frames.revised_figures(after, after) == ()


def test_why_there_is_nothing_to_show_is_said(two: tuple[Engine, Engine], tmp_path: Path) -> None:
    before, after = two
    assert "Chưa có bản số liệu nào trước" in answer(before).reason
    assert "Không so sánh được với bản 9" in plain(answer(after, "000009").reason)
    folder = small_folder(tmp_path)
    folder.published().close()
    folder.write("sources", [{"title_vi": "Báo cáo khác"}])
    assert (
        "Không có tình trạng nào đổi, cũng không có bản sửa nào của số liệu hay kế hoạch, từ bản 1"
        in plain(answer(folder.published()).reason)
    )


def test_snapshot_of_another_schema_is_not_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_folder(tmp_path)
    folder.published().close()
    folder.write("observations", [{"value": 2}])
    monkeypatch.setattr("indicators.snapshot.recipe.mark", lambda: "another")
    after = folder.published()
    found = answer(after)
    assert found.exhibit is None
    assert "một phiên bản khác của chương trình" in found.reason


def test_comparing_drives_out_nobody_s_pinned_snapshot(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for number in range(1, 6):
        small_folder(tmp_path, observations=[{"value": number}]).published().close()
    current = engine.current(folder.path)
    assert current is not None
    held = [engine.pinned(tmp_path, number) for number in ("000001", "000002")]
    assert engine.earlier(current) == ("000004", "000003", "000002", "000001")
    assert engine.beside(current, "000001") is held[0]
    third = engine.beside(current, "000003")
    assert third is not None
    assert third.path.stem.endswith("3")
    assert not engine.kept(third)
    assert all(one is not None and engine.kept(one) for one in held)


# The slide


def deck(*items: Item) -> Deck:
    return Deck("t", "Giao ban", "Meeting", DISTRICT, "2022", items)


def test_slide_shows_what_changed_or_says_why_not(two: tuple[Engine, Engine]) -> None:
    before, after = two
    shown = briefing(after, deck(Item(("changes",)), Item(("changes",), since="000009")))
    (slide,) = shown.slides
    assert slide.code == "changes"
    assert slide.urgent
    assert len(slide.panels) == 1
    assert slide.panels[0].scale >= 1
    (left_out,) = map(plain, shown.left_out)
    assert left_out.startswith("Thay đổi so với bản 9 (không so sánh được")
    alone = briefing(before, deck(Item(("changes",))))
    assert alone.slides == ()
    assert "chưa có bản số liệu nào trước bản này" in alone.left_out[0]
