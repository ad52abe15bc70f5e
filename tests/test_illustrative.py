"""Made-up figures are marked in words, by a badge and by a hatch, and nothing else is."""

import csv
from pathlib import Path
from typing import Any

import pytest

from indicators import engine, snapshot
from indicators.engine import Engine
from indicators.exhibits import indicator as sheets
from indicators.exhibits import sources, tiles
from indicators.exhibits.report import report
from indicators.files import csv_of
from indicators.vocabulary import Language
from indicators.wording.words import word
from tests.answers import catalogued, every, facts, texts
from tests.conftest import copy_of_data

ILLUSTRATIVE = {
    "income": "income_per_person",
    "budget": "budget_revenue",
    "poverty": "poor_households_lifted",
    "structure": "trade_services_share",
    "schools": "standard_schools",
    "admin_index": "admin_reform_rank",
    "dossiers": "dossiers_received",
    "awards_city": "city_flags",
}
"""One exhibit of every form, and the indicator of it that is made illustrative."""

LEFT_OUT = {
    "population": "population",
    "highway_communes": "highway_crossing",
    "new_rural_communes": "new_rural_criteria",
}
"""On the maps of sector pages real figures stand alone: made-up ones have pages of their own."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The shipped data with one observation of each of those turned illustrative."""
    data = copy_of_data(tmp_path_factory.mktemp("marked"))
    left = {*ILLUSTRATIVE.values(), *LEFT_OUT.values()}
    for path in (data / "observations").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        for row in rows:
            if row["indicator_code"] in left and row["value"]:
                left.remove(row["indicator_code"])
                row["status"] = "illustrative"
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    assert not left
    assert snapshot.publish(data).findings == ()
    opened_engine = engine.current(data)
    assert opened_engine is not None
    return opened_engine


def hatched(figure: dict[str, Any]) -> bool:
    return any(
        "/" in str(trace["marker"].get("pattern", ""))
        for trace in figure["data"]
        if "marker" in trace
    )


def test_illustrative_figures_are_marked_everywhere(marked: Engine, language: Language) -> None:
    made = facts(marked, language)
    said = word("illustrative", language).lower()
    answers = {each.code: each for each in catalogued(made)}
    for code in ILLUSTRATIVE:
        each = answers[code]
        assert each.illustrative, code
        assert said in each.headline.lower() or code == "dossiers", (code, each.headline)
        assert said in each.footnote.lower(), code
        assert any(said in cell.lower() for row in each.table.rows for cell in row), code
        assert each.figure is not None
        assert said in " ".join(texts(each.figure)).lower(), code
        if code != "dossiers":
            assert hatched(each.figure), code
        assert "illustrative" in {record["standing"] for record in each.records}
        assert b"illustrative" in csv_of(each.records)
    assert said in report(made).lower()


def test_the_page_of_an_illustrative_indicator_says_so(marked: Engine, language: Language) -> None:
    made = facts(marked, language)
    said = word("illustrative", language).lower()
    for code in ILLUSTRATIVE.values():
        for each in sheets.sheet(made, code).exhibits:
            if each.code != "indicator-published":
                assert each.illustrative, (code, each.code)
            if each.code in ("indicator-history", "indicator-values"):
                assert any(said in cell.lower() for row in each.table.rows for cell in row)
    assert not sources.observations(made).illustrative
    assert not sources.sources(made).illustrative


def test_what_is_not_illustrative_is_not_marked(marked: Engine, language: Language) -> None:
    made = facts(marked, language)
    said = word("illustrative", language).lower()
    for each in catalogued(made):
        if each.code not in {*ILLUSTRATIVE, "progress", "attention"}:
            assert not each.illustrative
            assert said not in each.headline.lower()
            assert each.figure is None or not hatched(each.figure)


def test_an_illustrative_tile_says_so(marked: Engine, language: Language) -> None:
    made = facts(marked, language)
    said = word("illustrative", language).lower()
    small = {tile.code: tile for tile in tiles.tiles(made)}
    for code in ("income", "budget", "poverty", "schools", "admin_index"):
        assert said in f"{small[code].unit} {small[code].note}".lower(), code
    assert said in f"{small['structure'].unit} {small['structure'].note}".lower()


def test_maps_of_sectors_leave_made_up_figures_out(marked: Engine, source: Engine) -> None:
    real = {each.code: each for each in catalogued(facts(source, "vi"))}
    answers = {each.code: each for each in catalogued(facts(marked, "vi"))}
    for code in LEFT_OUT:
        known = [record for record in answers[code].records if record["value"] is not None]
        before = [record for record in real[code].records if record["value"] is not None]
        assert len(known) == len(before) - 1, code
        assert not answers[code].illustrative


def test_the_shipped_data_holds_nothing_illustrative(source: Engine, language: Language) -> None:
    assert not any(each.illustrative for each in every(facts(source, language)))


COUNTED = {
    "vi": ("108 quan sát từ 3 nguồn", "3.532 số minh họa", "ở trang «Xã, thị trấn»."),
    "en": ("108 observations from 3 sources", "3,532 illustrative", "on the page “Communes”."),
}


def test_illustrative_figures_are_no_observations_of_a_source(
    source: Engine, language: Language
) -> None:
    headline, count, where = COUNTED[language]
    found = facts(source, language)
    listed = sources.sources(found)
    assert listed.headline == headline
    cells = {row[0]: row[-1] for row in listed.table.rows}
    codes = found.catalogue.sources
    assert cells.pop(codes["illustrative"].title(language)) == count
    assert cells[codes["census_2019"].title(language)] == "32"
    assert cells[codes["gso_communes"].title(language)] == "0"
    assert not any(word("illustrative", language).lower() in cell for cell in cells.values())
    for each in (listed, sources.observations(found)):
        (remark,) = each.remarks
        assert remark.startswith(count)
        assert remark.endswith(where)
        assert not each.illustrative
    made_up = {record["source_code"]: record["illustrative"] for record in listed.records}
    assert made_up["illustrative"] == 3532
    assert made_up["census_2019"] == 0


def test_a_source_of_real_and_made_up_figures_counts_both(marked: Engine) -> None:
    listed = sources.sources(facts(marked, "vi"))
    cells = [row[-1] for row in listed.table.rows]
    assert {"50 và 10 số minh họa", "31 và 1 số minh họa", "16"} <= set(cells)


def test_nothing_is_said_of_figures_that_are_left_out(
    data: Path, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    monkeypatch.setenv(snapshot.SETTING, "0")
    assert snapshot.publish(data).findings == ()
    opened = engine.current(data)
    assert opened is not None
    found = facts(opened, language)
    listed = sources.sources(found)
    assert listed.headline == COUNTED[language][0]
    assert (listed.remarks, sources.observations(found).remarks) == ((), ())
    cells = {row[0]: row[-1] for row in listed.table.rows}
    assert cells[found.catalogue.sources["illustrative"].title(language)] == "0"
