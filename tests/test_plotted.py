"""What a figure plots, as data: it is what the figure prints, and nothing else is missing."""

import re
from pathlib import Path

import pytest

from indicators import theme
from indicators.engine import Engine
from indicators.exhibits import history
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.exhibits.plotted import DERIVED, Plotted, Series, plotted, values_of
from indicators.vocabulary import Language
from indicators.wording.words import word
from tests.answers import every, facts, texts
from tests.commune_folder import months
from tests.drawn import bars
from tests.plots import agree, check, holds, read
from tests.small_folder import DISTRICT, small_folder

UNPLOTTED = {"figures", "rank", "communes", "indicator-communes"}
"""Forms without sizes: a list of unlike facts, a place among others, a map."""


def form_of(each: Exhibit, found: Facts) -> str:
    entry = found.catalogue.entries.get(each.code)
    return entry.form if entry else each.code


def is_nominal(each: Exhibit, found: Facts) -> bool:
    """Whether an exhibit is about one indicator whose values are places or yes and no."""
    codes = {str(record["indicator_code"]) for record in each.records}
    return {found.catalogue.indicators[code].kind for code in codes} <= {"flag", "rank"}


# Which exhibits say what they plot


def test_every_figure_with_sizes_says_what_it_plots(found: Facts) -> None:
    seen = set()
    for each in every(found):
        form = form_of(each, found)
        if each.figure is None or form in UNPLOTTED:
            assert each.plotted is None, each.code
        elif form.startswith("indicator-history") and is_nominal(each, found):
            assert each.plotted is None, each.headline
        elif form in ("plan", "indicator-plans", "progress"):
            # Plans that are only met or missed have no length.
            assert (each.plotted is not None) == bool(bars(each.figure)), each.code
            seen.add(form)
        else:
            assert each.plotted is not None, (each.code, each.headline)
            seen.add(form)
    assert seen >= {"growth", "structure", "plan", "share", "counts", "progress", "attention"}


# What it is


def test_labels_are_the_values_rounded(found: Facts) -> None:
    checked = sum(check(each.plotted, found.language) for each in every(found) if each.plotted)
    assert checked > 30


def test_a_label_that_is_not_its_value_is_found() -> None:
    def made(value: float | None, label: str) -> Plotted:
        one = Series("Thu", (value,), theme.NAVY, (label,))
        return Plotted("bars", ("2022",), (one,), "", 1)

    assert check(made(1234.54, "1.234,5"), "vi") == 1
    for wrong in (made(1234.56, "1.234,5"), made(1.2, "1.234,5"), made(None, "0,0")):
        with pytest.raises(AssertionError):
            check(wrong, "vi")


# That figure, table and sentence say the same


def test_a_figure_prints_the_labels(found: Facts) -> None:
    made = every(found)
    plans = [cell for each in made if each.code == "indicator-plans" for row in each.table.rows
             for cell in row]  # fmt: skip
    checked = 0
    for each in made:
        if each.plotted is not None:
            past = each.code.startswith("indicator-history")
            checked += agree(each, form_of(each, found), *(plans if past else ()))
    assert checked > 30


def test_a_headline_says_what_is_plotted(found: Facts) -> None:
    checked = 0
    for each in every(found):
        form = form_of(each, found)
        if each.plotted is None or form not in ("growth", "structure", "share"):
            continue
        values = [one for one in each.plotted.series if one.role == "value"]
        labels = [one.labels[-1 if form == "growth" else 0] for one in values]
        for label in labels:
            if label != "0":  # "không còn hộ nào" says that.
                assert holds(each.headline, label), (each.code, each.headline, label)
                checked += 1
    assert checked >= 4


def test_shares_and_what_is_left_make_the_whole(found: Facts) -> None:
    checked = 0
    for each in every(found):
        if each.plotted is None or form_of(each, found) not in ("share", "attention"):
            continue
        done, left = each.plotted.series
        assert (done.role, left.role) == ("value", "left")
        for value, rest, label in zip(done.values, left.values, done.labels, strict=True):
            if value is None:
                assert rest is None
                continue
            assert rest is not None
            whole = label.partition("/")[2]
            of = read(whole, found.language)[0] if whole else 100.0
            assert value + rest == pytest.approx(max(of, value)), label
            checked += 1
    assert checked >= 2


def test_colours_are_those_of_the_figure(found: Facts) -> None:
    seen = set()
    for each in every(found):
        if each.plotted is None or each.figure is None:
            continue
        form = form_of(each, found)
        (first, *_) = each.plotted.series
        if form == "structure":
            drawn = {bar["colour"] for bar in bars(each.figure)}
            assert {one.colour for one in each.plotted.series} <= drawn
            seen.add(form)
        if form == "progress":
            statuses = [str(record["status"]) for record in each.records]
            fills = {theme.LOOKS[status].fill or theme.EDGE for status in statuses}
            assert set(first.colours) <= fills
            assert len(set(first.colours)) > 1
            seen.add(form)
    assert seen == {"structure", "progress"}


# What is not known, derived, made up


@pytest.mark.parametrize(("count", "kind"), [(9, "columns"), (13, "lines")])
def test_many_periods_are_a_line_with_its_plans(tmp_path: Path, count: int, kind: str) -> None:
    values: list[object] = [*range(1, count + 1)]
    values[1] = ""
    seen = [
        *months(*values[:12], area=DISTRICT), *months(*values[12:], year=2023, area=DISTRICT),
    ]  # fmt: skip
    source = small_folder(
        tmp_path,
        observations=seen,
        plans=[{"period": "2022-03", "value": 3.5}, {"period": "2022-04", "value": 4}],
        sources=[{"published_on": "2024-02-01"}],
    ).published()
    scope = facts(source, "vi", "2022-03")
    made = history.histories(scope, scope.catalogue.indicators["output"])[0].plotted
    assert made is not None
    value, plan = made.series
    assert made.kind == kind
    # A month that nobody reported is no zero.
    known = dict(zip(made.categories, value.values, strict=True))
    assert (known["2022-01"], known["2022-02"], value.labels[1]) == (1.0, None, "")
    asked = dict(zip(made.categories, zip(plan.values, plan.labels, strict=True), strict=True))
    assert plan.role == "plan"
    assert asked["2022-03"] == (3.5, "3,5\xa0tỷ")
    assert asked["2022-01"] == (None, "")


def test_the_evidence_is_what_the_figure_says_below_its_rows(found: Facts) -> None:
    seen = set()
    for each in every(found):
        if each.plotted is None:
            continue
        said = {" ".join(text.split()) for text in texts(each.figure)}
        for text in filter(None, each.plotted.evidence):
            assert " ".join(text.split()) in said, (each.code, text)
            seen.add(form_of(each, found))
    assert seen >= {"growth", "plan", "share", "progress", "attention"}


def test_what_is_not_missed_is_said_not_to_be(source: Engine) -> None:
    (made,) = (each for each in every(facts(source, "vi")) if each.code == "attention")
    assert made.plotted is not None
    told = dict(zip(made.plotted.categories, made.plotted.evidence, strict=True))
    assert "không phải là không đạt" in told["Tiêu chí giáo dục xuất sắc"]


def test_what_is_derived_says_so(found: Facts) -> None:
    said = word("derived", found.language).lower()
    checked = 0
    for each in every(found):
        form = form_of(each, found)
        if each.plotted is None or form not in ("growth", "plan", "indicator-history"):
            continue
        told = [*each.plotted.categories, *(t for one in each.plotted.series for t in one.labels)]
        derived = [text for text in texts(each.figure) if said in text]
        if form == "indicator-history":
            # The figure draws it hollow; here it is pale, and said.
            derived = [str(row["period"]) for row in each.records if row["derivation"]]
            first = each.plotted.series[0]
            assert len(derived) == (first.colours or (first.colour,)).count(DERIVED)
        assert len(derived) == sum(said in text for text in told), each.code
        checked += len(derived)
    assert checked


def test_nothing_that_is_read_is_a_code(found: Facts) -> None:
    code = re.compile(r"\bNone\b|\bnan\b|\b[a-z0-9]+_[a-z0-9_]+\b")
    for each in every(found):
        if each.plotted is not None:
            read_ = [each.plotted.unit, *each.plotted.categories, *each.plotted.evidence]
            for text in [*read_, *(one.name for one in each.plotted.series)]:
                assert not code.search(text), (each.code, text)


# How it is made


def test_a_series_has_a_value_and_a_label_a_category() -> None:
    for values, labels, colours in (
        ((1.0,), ("1", "2"), ()),
        ((1.0, 2.0), ("1",), ()),
        ((1.0, 2.0), ("1", "2"), (theme.NAVY,)),
    ):
        one = Series("Thu", values, theme.NAVY, labels, colours=colours)
        with pytest.raises(ValueError, match="Thu"):
            Plotted("bars", ("a", "b"), (one,), "", 0)


def test_evidence_and_statuses_are_one_a_category() -> None:
    one = Series("Thu", (1.0, 2.0), theme.NAVY, ("1", "2"))
    assert Plotted("bars", ("a", "b"), (one,), "", 0, evidence=("", "x")).evidence == ("", "x")
    with pytest.raises(ValueError, match="evidence"):
        Plotted("bars", ("a", "b"), (one,), "", 0, evidence=("x",))
    with pytest.raises(ValueError, match="status"):
        Plotted("bars", ("a", "b"), (one,), "", 0, statuses=("met",))


def test_decimals_are_read_from_the_labels() -> None:
    for language, text, decimals in (
        ("vi", "2.097,8\xa0tỷ đồng", 1), ("en", "2,097.85", 2), ("vi", "trên\xa014.563", 0),
        ("en", "14,563", 0),
    ):  # fmt: skip
        known: Language = "vi" if language == "vi" else "en"
        series = [values_of("Thu", [(1.0, text), (None, "0,12345")], theme.NAVY)]
        made = plotted("bars", ["a", "b"], series, "", known, hatched=False)
        assert made.decimals == decimals
        assert made.series[0].labels == (text, "")


def test_a_plan_that_nobody_made_is_no_series() -> None:
    pairs: list[tuple[float | None, str]] = [(None, ""), (None, "")]
    value, plan = (values_of("Thu", pairs, theme.NAVY, role) for role in ("value", "plan"))
    made = plotted("bars", ["a", "b"], [value, plan], "", "vi", hatched=False)
    assert [one.role for one in made.series] == ["value"]
