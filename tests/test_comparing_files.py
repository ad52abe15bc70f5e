"""The table of a view: sorted by what its cells mean, and the same in every form of file."""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from indicators.engine import Engine
from indicators.exhibits.comparing import distance, frame, mapped, ranked
from indicators.exhibits.comparing.listing import KINDS, about, file_of, listing, records
from indicators.exhibits.comparing.view import Comparison, View, compare
from indicators.exhibits.exhibit import Exhibit
from indicators.files import csv_of
from indicators.vocabulary import LANGUAGES, Language
from indicators.wording import comparing, numbers
from indicators.wording.words import word
from tests.commune_folder import ONE, THREE, TWO, at, made_up, published
from tests.commune_views import BY, SOURCES, view
from tests.plain import plain
from tests.small_folder import Cells

LINK = "communes?indicator=standard_schools&since=2020"
VIEWS = {
    "schools": View("standard_schools", "2022", "2020", assigner=BY),
    "chosen": View("standard_schools", "2022", "2020", assigner=BY, chosen=("00652", "00643")),
    "revenue": View("budget_revenue", "2022-09", "2021-09", assigner=BY, language="en"),
    "alone": View("budget_revenue", "2022-09", "2021-09", to_date=False),
    "blank": View("dossiers_on_time", "2021-06", "2021-03"),
    "not_applicable": View("clearance_cases_settled", "2022", "2021", assigner=BY),
    "real": View("population", "2019"),
}


@pytest.fixture(params=VIEWS)
def comparison(request: pytest.FixtureRequest, source: Engine) -> Comparison:
    return compare(source, VIEWS[request.param])


# What the cells mean


def test_cells_are_sorted_by_what_they_mean(comparison: Comparison) -> None:
    for found in (ranked.ranking(comparison), listing(comparison), distance.gap(comparison)):
        if found is None:
            continue
        table = found.table
        assert len(table.keys) == len(table.rows)
        for name, keys, cells in zip(
            table.columns,
            zip(*table.keys, strict=True),
            zip(*table.rows, strict=True),
            strict=True,
        ):
            known = [key for key in keys if key is not None]
            kinds = {str if isinstance(key, str) else float for key in known}
            assert len(kinds) <= 1, name
            # A blank is no text that could stand before the others: it stays below them.
            assert "" not in known
            assert (float in kinds) == (name in table.numeric and bool(known)), name
            said = [comparing.said("silent", comparison.language)]
            said += [word("not_applicable", comparison.language)] * (float in kinds)
            for key, cell in zip(keys, cells, strict=True):
                assert (key is None) == (cell in ("", *said))


def test_order_of_keys_is_that_of_the_figures(source: Engine) -> None:
    found = listing(compare(source, VIEWS["revenue"]))
    columns = found.table.columns
    for name, key in (
        ("Actual", "rate"),
        ("Since first 9 months of 2021", "change"),
        ("Plan", "plan"),
    ):
        place = [plain(column) for column in columns].index(name)
        by_key = sorted(found.table.keys, key=lambda keys: float(str(keys[place])))
        rows = ranked.records(
            compare(source, VIEWS["revenue"]), compare(source, VIEWS["revenue"]).levels
        )
        by_value = sorted(rows, key=lambda row: float(str(row[key])))
        names = [
            str(row["area"]).removesuffix(" commune").removesuffix(" township") for row in by_value
        ]
        assert [keys[0] for keys in by_key] == names


def test_place_comes_before_ten(source: Engine) -> None:
    found = listing(compare(source, VIEWS["schools"]))
    places = [keys[1] for keys in found.table.keys]
    assert places == [1] * 11 + [12, 13, 14, 15, 16]
    assert [row[1] for row in found.table.rows] == ["1="] * 11 + ["12", "13", "14", "15", "16"]


def test_the_chosen_alone_are_listed(source: Engine) -> None:
    found = listing(compare(source, VIEWS["chosen"]))
    assert [row[0] for row in found.table.rows] == ["Xã Tân Triều", "Xã Hữu Hòa"]
    # Their places are those among all.
    assert [row[1] for row in found.table.rows] == ["14", "16"]


# The same in every file


def read(comparison: Comparison, kind: str) -> pd.DataFrame:
    """A file as pandas reads it, with the names of its records' keys."""
    content = io.BytesIO(file_of(comparison, kind, LINK))
    if kind == "parquet":
        return pd.read_parquet(content)
    texts = dict.fromkeys(TEXTS, str)
    if kind == "csv":
        return pd.read_csv(content, dtype=texts, encoding="utf-8-sig")
    found = pd.read_excel(content, dtype=object, sheet_name=0, engine="openpyxl")
    return found.set_axis(list(read(comparison, "parquet").columns), axis=1)


TEXTS = ("area_code", "period", "before_period", "plan_period", "snapshot")
NUMBERS = ("place", "value", "whole", "rate", "before_rate", "change", "plan", "completion_percent")


@pytest.mark.parametrize("kind", KINDS)
def test_file_holds_the_table_of_the_screen(kind: str, comparison: Comparison) -> None:
    found = read(comparison, kind)
    shown = listing(comparison).table
    language, one = comparison.language, comparison.indicator
    columns = [plain(name) for name in shown.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in shown.rows]
    assert list(found["area"]) == [row[columns[0]] for row in rows]
    for record, row in zip(found.to_dict("records"), rows, strict=True):
        place = row[comparing.said("place", language)]
        assert place.rstrip("=") == ("" if pd.isna(record["place"]) else f"{record['place']:.0f}")
        cell = row[word("value", language)]
        if pd.isna(record["value"]):
            assert not re.search(r"\d", cell)
        else:
            whole = None if pd.isna(record["whole"]) else float(record["whole"])
            printed = comparing.figure(
                float(record["value"]), whole, float(record["rate"]), one, language
            )
            assert cell == printed
        if comparison.view.since:
            moved = row[upper(frame.since(comparison))]
            assert bool(moved) == (not pd.isna(record["change"]))
        if comparison.plans:
            share = record["completion_percent"]
            assert row[word("completion", language)] == (
                "" if pd.isna(share) else numbers.percent(float(share), language)
            )


def upper(text: str) -> str:
    return plain(text[:1].upper() + text[1:])


def test_every_form_holds_the_same_figures(comparison: Comparison) -> None:
    tables = {kind: read(comparison, kind) for kind in KINDS}
    for key in NUMBERS:
        values = [pd.to_numeric(table[key]).astype(float) for table in tables.values()]
        for other in values[1:]:
            # A workbook keeps 16 digits.
            pd.testing.assert_series_equal(values[0], other, rtol=1e-14, check_names=False)
    for key in TEXTS:
        columns = [
            table[key].astype(object).where(table[key].notna(), None) for table in tables.values()
        ]
        assert list(columns[0]) == list(columns[1]) == list(columns[2])
    assert tables["csv"]["area_code"].str.fullmatch(r"00\d{3}").all()
    assert set(tables["parquet"]["period"]) == {comparison.view.period}


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_keeps_numbers_as_numbers_and_codes_as_text(
    language: Language, source: Engine
) -> None:
    comparison = compare(source, replace(VIEWS["schools"], language=language))
    book = openpyxl.load_workbook(io.BytesIO(file_of(comparison, "xlsx", LINK)))
    sheet = book.worksheets[0]
    head, *rows = [list(row) for row in sheet.iter_rows()]
    keys = list(read(comparison, "parquet").columns)
    assert len({cell.value for cell in head}) == len(keys)
    for row in rows:
        cells = dict(zip(keys, row, strict=True))
        assert {cells[key].data_type for key in ("value", "whole", "rate", "place")} == {"n"}
        assert isinstance(cells["rate"].value, int | float)
        assert cells["area_code"].data_type == cells["period"].data_type == "s"
        assert str(cells["area_code"].value).startswith("00")
        assert cells["period"].value == "2022"
        assert cells["standing"].value == word("illustrative", comparison.language)
        assert cells["standing"].fill.patternType not in (None, "solid")
        assert cells["source"].value


def test_file_says_what_was_asked_and_what_it_is(source: Engine) -> None:
    comparison = compare(source, VIEWS["chosen"])
    book = openpyxl.load_workbook(io.BytesIO(file_of(comparison, "xlsx", LINK)))
    said: dict[object, str] = {}
    for name, text, *_ in book.worksheets[1].iter_rows(values_only=True):
        said.setdefault(name, plain(text))
    assert "Số trường đạt chuẩn quốc gia" in said["Tiêu đề"]
    # In the order of the table's own communes.
    assert set(said["Xã, thị trấn"].split(", ")) == {"Tân Triều", "Hữu Hòa"}
    assert said["Kỳ"] == "Năm 2022"
    assert said["So với kỳ"] == "Năm 2020"
    assert "số minh họa" in said["Kế hoạch"]
    assert said["Mức đầy đủ"] == "16/16 đơn vị đã có số liệu."
    assert said["Bản số liệu"] == comparison.catalogue.edition.snapshot_id
    assert said["Liên kết"] == LINK
    assert word("illustrative_sentence", "vi") in str(list(book.worksheets[1].values))
    assert book.worksheets[0].title == word("illustrative", "vi")
    assert book.properties.contentStatus == word("illustrative", "vi")
    facts = pq.read_schema(io.BytesIO(file_of(comparison, "parquet", LINK))).metadata
    assert facts[b"standing"] == b"illustrative"
    assert dict(json.loads(facts[b"about"])["lines"])["Liên kết"] == LINK


def test_file_of_real_figures_says_nothing_of_made_up_ones(source: Engine) -> None:
    comparison = compare(source, VIEWS["real"])
    assert not about(comparison, LINK).illustrative
    facts = pq.read_schema(io.BytesIO(file_of(comparison, "parquet", LINK))).metadata
    assert facts[b"standing"] == b"real"
    book = openpyxl.load_workbook(io.BytesIO(file_of(comparison, "xlsx", LINK)))
    for sheet in book.worksheets:
        assert "minh họa" not in str(list(sheet.values))
    assert "illustrative" not in file_of(comparison, "csv", LINK).decode("utf-8-sig")


LATER: Sequence[Cells] = [{"published_on": "2023-02-01"}, SOURCES[1]]
NOW_REAL = [at("2022", 5), at("2022", 4, TWO)]
FANCIED = made_up(at("2021", 4), at("2021", 3, TWO), at("2021", 2, THREE))


def told(comparison: Comparison) -> tuple[Any, dict[object, list[str]]]:
    """The workbook of a view, and what stands under each name of its second sheet."""
    book = openpyxl.load_workbook(io.BytesIO(file_of(comparison, "xlsx", LINK)))
    said: dict[object, list[str]] = {}
    for name, text, *_ in book.worksheets[1].iter_rows(values_only=True):
        if name is None:
            break
        said.setdefault(name, []).append(plain(text))
    return book, said


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_of_real_figures_compared_with_made_up_ones(
    tmp_path: Path, language: Language
) -> None:
    source = published(tmp_path, *NOW_REAL, illustrative=FANCIED, sources=LATER)
    comparison = view(source, since="2021", language=language)
    book, said = told(comparison)
    assert book.sheetnames[0] == word("data", language)
    assert said[word("standing", language)] == [word("before_sentence", language)]
    assert word("illustrative_sentence", language) not in str(said)
    head, first, *_, last = book.worksheets[0].iter_rows()
    keys = [key for key, _ in zip(records(comparison)[0], head, strict=True)]
    marked = {
        key for key, cell in zip(keys, first, strict=True) if cell.fill.patternType == "lightUp"
    }
    assert marked == {"before_period", "before_rate", "before_standing", "change"}
    # Who reported nothing yet is compared with nothing.
    assert last[keys.index("value")].value is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_of_real_and_made_up_figures_says_that_some_are(
    tmp_path: Path, language: Language
) -> None:
    fancied = made_up(at("2022", 2, THREE))
    source = published(tmp_path, *NOW_REAL, illustrative=fancied, sources=LATER)
    book, said = told(view(source, language=language))
    assert book.sheetnames[0] == comparing.said("some_made_up", language)
    sentence = comparing.said("some_made_up_sentence", language)
    assert said[word("standing", language)] == [sentence]
    assert book.properties.subject == sentence
    hatched = [row[0].fill.patternType == "lightUp" for row in book.worksheets[0].iter_rows()]
    assert hatched == [False, False, False, True]


def test_commune_without_a_figure_is_compared_with_nothing(tmp_path: Path) -> None:
    source = published(tmp_path, *NOW_REAL, illustrative=FANCIED, sources=LATER)
    cells = [plain(row[-1]) for row in listing(view(source, since="2021")).table.rows]
    assert cells == [*["Số nguồn công bố; so với năm 2021: số minh họa"] * 2, ""]


# Texts that a spreadsheet would run


HOSTILE: Sequence[str] = ("=1+1", "+84 912", "-2", "@SUM(A1)", '=HYPERLINK("http://e.example")')


@pytest.fixture
def hostile(tmp_path: Path) -> Comparison:
    """Communes whose names and kinds a spreadsheet would take for formulas."""
    codes = [ONE, TWO, THREE, "00649", "00652"]
    areas: list[Cells] = [{}]
    areas += [
        {"area_code": code, "level": "commune", "parent_code": "020", "name": name,
         "kind_vi": "=xã", "kind_en": "commune", "tile_row": 1, "tile_column": place}
        for place, (code, name) in enumerate(zip(codes, HOSTILE, strict=True), start=1)
    ]  # fmt: skip
    seen = [at("2022", place, code) for place, code in enumerate(codes, start=1)]
    source = published(tmp_path, *seen, areas=areas)
    return compare(source, View("output", "2022", language="en"))


def names(found: list[Any]) -> list[str]:
    return [str(each).removesuffix(" commune") for each in found]


def test_names_like_formulas_stay_texts(hostile: Comparison) -> None:
    book = openpyxl.load_workbook(io.BytesIO(file_of(hostile, "xlsx", LINK)))
    for sheet in book.worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    (place,) = [cell.column - 1 for cell in book.worksheets[0][1] if cell.value == "Area"]
    cells = [row[place] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert sorted(names(cells)) == sorted(HOSTILE)
    assert sorted(names(list(read(hostile, "parquet")["area"]))) == sorted(HOSTILE)


def test_names_like_formulas_are_inert_in_every_csv(hostile: Comparison) -> None:
    files: list[bytes] = [file_of(hostile, "csv", LINK)]
    exhibits: list[Exhibit | None] = [mapped.map_of(hostile), ranked.ranking(hostile)]
    files += [csv_of(one.records) for one in exhibits if one is not None]
    assert len(files) == 3
    for file in files:
        rows = list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))
        assert len(rows) == len(HOSTILE)
        assert sorted(names([row["area"] for row in rows])) == sorted(
            f"'{name}" for name in HOSTILE
        )
        assert {row["area_code"][:3] for row in rows} == {"006"}
