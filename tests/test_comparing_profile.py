"""One commune's profile: its places, its plans, its past, and what of them is made up."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from indicators import charts
from indicators.engine import Engine
from indicators.exhibits.comparing import profile, ranked
from indicators.exhibits.comparing.commune import Profile
from indicators.exhibits.comparing.view import View, compare
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import catalogue
from indicators.vocabulary import LANGUAGES
from indicators.wording import comparing
from indicators.wording.words import word
from tests.commune_folder import COMMUNE, COMMUNES, ONE, THREE, TOWN, TWO, at, made_up, published
from tests.commune_views import SOURCES, holds
from tests.plain import plain
from tests.small_folder import Cells, small_folder


def profiled(source: Engine, period: str = "2022", code: str = ONE, **asked: Any) -> Exhibit:
    area = catalogue(source).area(code, period)
    assert area is not None
    options: dict[str, Any] = {"illustrative": True, "language": "vi", "narrow": False} | asked
    found = profile.exhibit(Profile(source, area, period, **options))
    assert found is not None
    return found


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[charts.Panel]:
    """What is drawn from now on, panel by panel."""
    panels: list[charts.Panel] = []
    multiples = charts.multiples

    def kept(asked: Sequence[charts.Panel], *given: Any, **named: Any) -> charts.Figure:
        panels.extend(asked)
        return multiples(asked, *given, **named)

    monkeypatch.setattr(charts, "multiples", kept)
    return panels


@pytest.mark.parametrize("code", ["00640", "00679", "00682"])
def test_places_of_a_profile_are_those_of_the_rankings(source: Engine, code: str) -> None:
    found = profiled(source, code=code)
    checked = set()
    for record, cells in zip(found.records, found.table.rows, strict=True):
        asked = View(str(record["indicator_code"]), str(record["period"]))
        there = ranked.ranking(compare(source, asked))
        rows = there.records
        (same,) = [row for row in rows if row["area_code"] == code]
        keys = ("value", "whole", "rate", "place", "standing")
        assert [record[key] for key in keys] == [same[key] for key in keys]
        # Both print it to the same digit.
        assert cells[2] in {row[2] for row in there.table.rows if row[0] == same["area"]}
        assert record["reported"] == sum(row["rate"] is not None for row in rows)
        checked.add(record["indicator_code"])
    assert len(checked) >= 12


@pytest.mark.parametrize("shown", [True, False])
def test_a_profile_says_what_of_it_is_made_up(source: Engine, shown: bool) -> None:
    for language in LANGUAGES:
        found = profiled(source, code="00679", illustrative=shown, language=language)
        assert found.illustrative == holds(found) == shown
        # Real figures stand among them.
        some = comparing.said("some_made_up_sentence", language)
        assert found.remarks == ((some,) if shown else ())
        said = word("illustrative", language).lower()
        assert (said in found.footnote.lower()) == shown
        assert (said in found.headline.lower()) == shown


def test_a_profile_with_a_made_up_past_says_so(tmp_path: Path, drawn: list[charts.Panel]) -> None:
    source = published(
        tmp_path, at("2022", 5), illustrative=made_up(at("2021", 4)), sources=SOURCES
    )
    for shown in (True, False):
        found = profiled(source, illustrative=shown)
        assert found.illustrative == shown
        assert bool(found.remarks) == shown
    # The number that is told is real, the year before it is not.
    assert [panel.illustrative for panel in drawn] == [False, False]
    assert [panel.made_up for panel in drawn] == [(True, False), (False,)]


def test_remark_is_of_all_only_where_all_is_made_up(tmp_path: Path) -> None:
    both = [{}, {"indicator_code": "other", "position": 2}]
    fancied = made_up(at("2022", 4), at("2022", 3, indicator_code="other"))
    source = published(tmp_path / "all", illustrative=fancied, sources=SOURCES, indicators=both)
    assert profiled(source).remarks == (word("illustrative_sentence", "vi"),)
    assert profiled(source).headline.endswith("(số minh họa).")
    source = published(
        tmp_path / "some", at("2022", 5), illustrative=fancied[1:], sources=SOURCES, indicators=both
    )
    marks = ("một phần là số minh họa", "some of them illustrative")
    for language, mark in zip(LANGUAGES, marks, strict=True):
        found = profiled(source, language=language)
        assert found.remarks == (comparing.said("some_made_up_sentence", language),)
        assert found.headline.endswith(f"({mark}).")
        assert [row[-1] for row in found.table.rows] == [
            word("official", language), word("illustrative", language),
        ]  # fmt: skip


def test_real_end_of_a_made_up_line_is_full_and_made_up_points_are_rings(tmp_path: Path) -> None:
    source = published(
        tmp_path,
        *(at("2023", 5, code) for code in (ONE, TWO)),
        illustrative=made_up(
            *(at(year, 4, code) for year in ("2021", "2022") for code in (ONE, TWO))
        ),
        sources=[{"published_on": "2024-02-01"}, SOURCES[1]],
    )
    figure = profiled(source, "2023").figure
    assert figure is not None
    *_, own = [trace for trace in figure["data"] if trace["name"] == "curve"]
    assert own["marker"]["symbol"] == ["circle-dot", "circle-dot", "circle"]
    assert min(own["marker"]["size"]) > 0


def test_criteria_that_are_real_now_and_made_up_before_are_marked(
    source: Engine, drawn: list[charts.Panel]
) -> None:
    found = profiled(source, code="00658")
    (record,) = [one for one in found.records if one["indicator_code"] == "new_rural_criteria"]
    (panel,) = [one for one in drawn if one.code == "new_rural_criteria"]
    assert (record["standing"], panel.illustrative) == ("official", False)
    assert panel.made_up[-1] is False
    assert any(panel.made_up)


# Its plans

BOTH: Sequence[Cells] = [
    {},
    {"assigner_code": "second", "position": 2, "short_vi": "Huyện", "short_en": "District"},
]


def test_figures_of_several_years_are_not_said_to_be_of_one(source: Engine, tmp_path: Path) -> None:
    # Counted in 2019 and reported in 2022.
    assert "Năm 2022:" not in plain(profiled(source).footnote)
    assert "Số ước" in profiled(source).footnote or "số ước" in profiled(source).footnote
    alone = profiled(published(tmp_path, at("2022", 15)))
    assert "Năm 2022: số nguồn công bố." in plain(alone.footnote)


def asks(period: str, value: object, **more: object) -> Cells:
    return {"area_code": ONE, "period": period, "value": value, **more}


def test_plan_of_a_second_assigner_that_was_missed_is_not_passed_over(
    tmp_path: Path, drawn: list[charts.Panel]
) -> None:
    asked = [asks("2022", 10), asks("2022", 20, assigner_code="second")]
    found = profiled(published(tmp_path, at("2022", 15), assigners=BOTH, plans=asked))
    assert "chưa đạt 1/2 kế hoạch: sản lượng" in found.headline
    assert [panel.status for panel in drawn] == ["missed"]
    assert [plain(row[5]) for row in found.table.rows] == ["10,0 tỷ (TP)", "20,0 tỷ (Huyện)"]
    assert [(one.label, one.status) for one in found.judgements] == [
        ("Sản lượng, TP", "exceeded"), ("Sản lượng, Huyện", "missed"),
    ]  # fmt: skip
    assert [record["assigner"] for record in found.records] == ["city", "second"]
    assert [plain(text) for text in drawn[0].hover.splitlines()[-3:]] == [
        "10,0 tỷ (TP): Vượt kế hoạch", "20,0 tỷ (Huyện): Không đạt", "Số nguồn công bố",
    ]  # fmt: skip


def test_plan_that_lies_ahead_decides_nothing(tmp_path: Path, drawn: list[charts.Panel]) -> None:
    asked = [asks("2022", 10), asks("2028", 90, assigner_code="second")]
    seen = [at("2022", 15), at("2021", 1)]
    source = published(tmp_path, *seen, assigners=BOTH, plans=asked)
    found = profiled(source)
    assert "cả 1 kế hoạch" in found.headline
    assert [one.status for one in found.judgements] == ["exceeded", "not_due"]
    assert "kế hoạch" not in profiled(source, "2021").headline
    assert [panel.status for panel in drawn] == ["exceeded", "not_due"]


@pytest.mark.parametrize(
    ("form", "value", "high", "said"),
    [
        ("band", 80, 90, "80,0–90,0 tỷ (TP)"),
        ("growth", 12.5, None, "tăng 12,5 % (TP)"),
    ],
)
def test_plans_are_worded_and_kept_in_their_own_form(
    tmp_path: Path, form: str, value: float, high: float | None, said: str
) -> None:
    asked = asks("2022", value, form=form, value_high=high or "")
    seen = [at("2022", 85, qualifier="above"), at("2021", 80)]
    found = profiled(published(tmp_path, *seen, plans=[asked]))
    ((_, _, reached, _, _, planned, _, _),) = found.table.rows
    assert (plain(reached), plain(planned)) == ("trên 85,0 tỷ", said)
    (record,) = found.records
    kept = [record[key] for key in ("plan_form", "plan", "plan_high", "plan_standing")]
    assert kept == [form, value, high, "official"]
    assert record["qualifier"] == "above"


def test_made_up_plan_of_a_real_figure_says_so(tmp_path: Path, drawn: list[charts.Panel]) -> None:
    folder = small_folder(tmp_path, areas=COMMUNES, sources=SOURCES, observations=[at("2022", 5)])
    folder.write("plans", [asks("2022", 4, source_code="illustrative")], below="illustrative")
    found = profiled(folder.published())
    (record,) = found.records
    assert (record["standing"], record["plan_standing"]) == ("official", "illustrative")
    assert "(một phần là số minh họa)" in found.headline
    assert [panel.place_text for panel in drawn] == ["kế hoạch (minh họa)"]
    assert plain(found.table.rows[0][5]) == "4,0 tỷ (TP) (minh họa)"


# Its places


def test_where_all_stand_alike_nobody_is_first_or_last(tmp_path: Path) -> None:
    seen = [at("2022", 5), at("2022", 5, TWO), at("2022", 5, THREE)]
    assert "đứng" not in profiled(published(tmp_path / "alike", *seen)).headline
    apart = [*seen[:2], at("2022", 4, THREE)]
    assert "đứng đầu" in profiled(published(tmp_path / "apart", *apart)).headline


def test_place_won_against_made_up_figures_is_made_up(
    tmp_path: Path, drawn: list[charts.Panel]
) -> None:
    fancied = made_up(at("2022", 3, THREE))
    seen = [at("2022", 5), at("2022", 4, TWO)]
    source = published(tmp_path, *seen, illustrative=fancied, sources=SOURCES)
    for shown in (True, False):
        said = profiled(source, illustrative=shown).headline
        assert "đứng đầu" in said
        assert ("(một phần là số minh họa)" in said) == shown
    assert [plain(panel.place_text) for panel in drawn] == ["hạng 1/3 (minh họa)", "hạng 1/2"]


def test_value_without_a_whole_is_shown_and_compares_with_nothing(tmp_path: Path) -> None:
    seen = [at("2022", 5), at("2022", 4, TWO, whole=8), at("2022", 1, THREE, whole=4)]
    source = published(tmp_path, *seen)
    (own,) = profiled(source).table.rows
    assert [plain(cell) for cell in own[2:5]] == ["5,0 tỷ", "", ""]
    (other,) = profiled(source, code=TWO).table.rows
    assert [plain(cell) for cell in other[2:5]] == ["4/8 tỷ (50 %)", "hạng 1/2", "37,5 %"]


def test_mean_by_weight_is_no_share_of_its_whole(tmp_path: Path) -> None:
    rule = [
        {"over_areas": "weighted_mean", "weight_code": "people"},
        {"indicator_code": "people", "position": 2, "over_time": "last"},
    ]
    seen = [at("2022", 5, whole=8), at("2022", 3, TWO, whole=4)]
    (row,) = profiled(published(tmp_path, *seen, indicators=rule)).table.rows
    assert [plain(cell) for cell in row[2:4]] == ["5,0 tỷ", "hạng 1/2"]
    assert "%" not in row[4]


def test_commune_that_alone_reported_has_no_place_and_no_median(
    tmp_path: Path, drawn: list[charts.Panel]
) -> None:
    (row,) = profiled(published(tmp_path, at("2022", 5))).table.rows
    assert [plain(cell) for cell in row[2:5]] == ["5,0 tỷ", "", ""]
    assert (drawn[0].place_text, drawn[0].medians) == ("", (None,))


# Its past


def test_past_is_that_of_the_area_meant_until_the_period_asked(
    tmp_path: Path, drawn: list[charts.Panel]
) -> None:
    years = ("2023", "2024", "2025", "2026")
    seen = [at(year, place, code) for place, year in enumerate(years) for code in (ONE, TWO)]
    source = published(tmp_path, *seen, areas=[{}, TOWN, COMMUNE, COMMUNES[2]])
    for year in ("2026", "2024"):
        profiled(source, year)
    # The township's years are not those of the commune that has its code since.
    assert [panel.values for panel in drawn] == [(None, None, 2, 3), (0, 1)]
    assert [panel.medians for panel in drawn] == [(0, 1, 2, 3), (0, 1)]
