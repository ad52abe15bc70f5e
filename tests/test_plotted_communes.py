"""What the figures of communes plot, as data: what they print, and nothing else is missing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from indicators import theme
from indicators.engine import Engine
from indicators.exhibits.comparing import profile
from indicators.exhibits.comparing.commune import Profile
from indicators.exhibits.comparing.view import View, compare
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import catalogue
from indicators.vocabulary import Language
from indicators.wording.words import word
from tests.answers import texts
from tests.commune_folder import COMMUNES, ONE, THREE, TWO, at, published
from tests.commune_views import BY, every, view
from tests.drawn import bars
from tests.plots import agree, check, holds

VIEWS = [
    View("budget_revenue", "2022", "2021", assigner=BY),
    View("budget_revenue", "2022-09", "2021-09", assigner=BY, chosen=("00652", "00643")),
    View("standard_schools", "2022", "2020", assigner=BY),
    View("near_poor_households", "2022", "2021", assigner=BY, narrow=True),
    View("clearance_cases_settled", "2022", "2021", assigner=BY),
    View("dossiers_on_time", "2021-06", "2021-03"),
    View("population", "2019"),
]


def views(source: Engine, language: Language) -> Iterator[Exhibit]:
    """The exhibits of communes beside each other, in one language."""
    for asked in VIEWS:
        yield from every(compare(source, replace(asked, language=language))).values()


def test_every_view_of_communes_says_what_it_plots(source: Engine, language: Language) -> None:
    kinds: dict[str, set[str]] = {}
    for each in views(source, language):
        if each.figure is None or each.code == "map":  # Levels, not sizes.
            assert each.plotted is None
        else:
            assert each.plotted is not None, (each.code, each.headline)
            kinds.setdefault(each.code, set()).add(each.plotted.kind)
    assert kinds == {"rank": {"bars"}, "trend": {"lines"}, "gap": {"stack"}, "pace": {"bars"}}


def test_places_and_yes_or_no_are_no_bars(source: Engine) -> None:
    known = catalogue(source)
    flag = next(
        code for code, one in known.indicators.items() if one.kind == "flag" and "highway" in code
    )
    made = every(compare(source, View(flag, "2022")))
    assert {code for code, each in made.items() if each.figure is not None} >= {"map", "rank"}
    assert all(each.plotted is None for each in made.values())


def test_small_panels_are_left_to_the_picture(source: Engine) -> None:
    area = next(one for one in catalogue(source).areas if one.area_code == "00643")
    made = profile.exhibit(
        Profile(source, area, "2022", illustrative=True, language="vi", narrow=False)
    )
    assert made is not None
    assert made.figure is not None
    assert made.plotted is None


def test_labels_of_communes_are_the_values_rounded(source: Engine, language: Language) -> None:
    checked = sum(check(each.plotted, language) for each in views(source, language) if each.plotted)
    assert checked > 400


def test_figures_of_communes_print_the_labels(source: Engine, language: Language) -> None:
    checked = sum(agree(each, each.code) for each in views(source, language) if each.plotted)
    assert checked > 400


def test_a_headline_of_a_distance_is_its_last_bar(source: Engine, language: Language) -> None:
    checked = 0
    for each in views(source, language):
        if each.code == "gap" and each.plotted is not None:
            total = each.plotted.series[-1].labels[-1]
            assert holds(each.headline, total.lstrip("+−"))
            checked += 1
    assert checked >= 3


@pytest.mark.parametrize("code", ["rank", "gap"])
def test_bars_are_as_long_as_the_values(code: str, source: Engine, language: Language) -> None:
    checked = 0
    for each in views(source, language):
        if each.code != code or each.plotted is None or each.figure is None:
            continue
        plots = each.plotted
        values = next(one.values for one in plots.series if one.role == "value")
        starts = next(
            (one.values for one in plots.series if one.role == "base"), (0.0,) * len(values)
        )
        wanted = [
            sorted((start or 0.0, (start or 0.0) + value))
            for start, value in zip(starts, values, strict=True)
            if value
        ]
        drawn = [[bar["start"], bar["end"]] for bar in bars(each.figure)]
        # The empty ones are not drawn in one form, and are in the other.
        drawn = [ends for ends in drawn if ends[0] != ends[1]]
        assert drawn == [pytest.approx(ends, abs=1e-9) for ends in wanted]
        checked += len(wanted)
    assert checked > 30


def test_who_has_no_figure_stands_last_without_one(tmp_path: Path) -> None:
    source = published(tmp_path, at("2022", 0), at("2022", 5, TWO), at("2022", "", THREE))
    plots = every(view(source))["rank"].plotted
    assert plots is not None
    value = plots.series[0]
    assert plots.categories == ("1 · Hai", "2 · Một", "Ba")
    assert (value.values, value.labels) == ((5.0, 0.0, None), ("5,0", "0,0", ""))


def test_changes_and_paces_are_said_as_the_figure_says_them(
    source: Engine, language: Language
) -> None:
    checked: dict[str, int] = {}
    for each in views(source, language):
        if each.plotted is None or not each.plotted.evidence:
            continue
        said = {" ".join(text.split()) for text in texts(each.figure)}
        for text in filter(None, each.plotted.evidence):
            assert " ".join(text.split()) in said, (each.code, text)
            checked[each.code] = checked.get(each.code, 0) + 1
        head = " ".join(each.plotted.evidence_head.split())
        assert bool(head) == (each.code == "rank")
        assert not head or any(head in text for text in said)
    assert checked["rank"] >= 30
    assert checked["pace"] >= 10


def test_who_is_chosen_is_picked_out(source: Engine) -> None:
    asked = View("budget_revenue", "2022", "2021", assigner=BY, chosen=("00652",))
    made = every(compare(source, asked))
    plots, drawn = made["rank"].plotted, made["trend"].plotted
    assert plots is not None
    assert plots.picked is not None
    assert drawn is not None
    assert plots.categories[plots.picked].endswith(drawn.series[0].name)
    assert plots.series[0].colours[plots.picked] == theme.NAVY
    median = [one.dashed for one in drawn.series if one.role == "reference"]
    assert median[-1] is True
    assert sum(median) == 1


def test_who_is_passed_over_is_said_to_be(tmp_path: Path) -> None:
    codes = [f"{number:05d}" for number in range(1, 61)]
    areas = [{}, *({**COMMUNES[1], "area_code": code, "name": f"Số {code}"} for code in codes)]
    seen = [at("2022", place + 1, code) for place, code in enumerate(codes)]
    plots = every(view(published(tmp_path, *seen, areas=areas)))["rank"].plotted
    assert plots is not None
    place = next(n for n, name in enumerate(plots.categories) if name.startswith("…"))
    assert 0 < place < len(plots.categories) - 1
    assert plots.series[0].values[place] is None
    assert plots.series[1].role == "reference"
    assert set(plots.series[1].values) == {30.5}


def test_a_gap_in_time_stays_a_gap(tmp_path: Path) -> None:
    seen = [at(year, 5, TWO) for year in ("2020", "2021", "2022")]
    seen += [at("2020", 1), at("2022", 3)]
    made = every(view(published(tmp_path, *seen), chosen=(ONE, TWO)))["trend"].plotted
    assert made is not None
    assert made.categories == ("2020", "2021", "2022")
    assert made.series[0].values == (1.0, None, 3.0)
    assert made.series[0].labels == ("1,0", "", "3,0")
    assert [one.colour for one in made.series[:2]] == list(theme.LINES[:2])


def test_what_is_made_up_is_marked(source: Engine, language: Language) -> None:
    seen = set()
    for each in views(source, language):
        if each.plotted is not None:
            seen.add(each.plotted.hatched)
            assert each.illustrative or not each.plotted.hatched
            said = word("illustrative", language)
            # The figure's key says it wherever it draws a hatch.
            assert (said in texts(each.figure)) == each.plotted.hatched, each.code
    assert seen == {True, False}
