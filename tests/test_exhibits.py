"""What every exhibit promises, on the shipped data and on another district."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import plotly.graph_objects as go
import pytest

from indicators import engine, frames, snapshot
from indicators.engine import Engine
from indicators.exhibits import history, overview, questions, tiles
from indicators.exhibits import indicator as sheets
from indicators.exhibits.exhibit import Record, Scope
from indicators.exhibits.facts import Facts, gather
from indicators.files import csv_of
from indicators.frames import Indicator
from indicators.vocabulary import LANGUAGES, Language
from indicators.wording import numbers
from indicators.wording.words import word
from tests import another_district
from tests.answers import catalogued, every, facts, texts
from tests.conftest import copy_of_data
from tests.small_folder import small_folder

CODE = re.compile(r"\bNone\b|\bnan\b|\binf\b|\b[a-z0-9]+_[a-z0-9_]+\b")


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    return "vi" if request.param == "vi" else "en"


@pytest.fixture(scope="module")
def shipped(source: Engine, language: Language) -> Facts:
    return facts(source, language)


@pytest.fixture(scope="module")
def other_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return another_district.published(tmp_path_factory.mktemp("another"))


@pytest.fixture(scope="module")
def other(other_data: Path, language: Language) -> Facts:
    opened = engine.current(other_data)
    assert opened is not None
    return facts(opened, language, "2024", another_district.DISTRICT)


@pytest.fixture(scope="module", params=["shipped-vi", "shipped-en", "other-vi", "other-en"])
def found(request: pytest.FixtureRequest, source: Engine, other_data: Path) -> Facts:
    """The facts of both districts in both languages, one after the other."""
    whose, _, asked = request.param.partition("-")
    language: Language = "vi" if asked == "vi" else "en"
    if whose == "shipped":
        return facts(source, language)
    opened = engine.current(other_data)
    assert opened is not None
    return facts(opened, language, "2024", another_district.DISTRICT)


def test_every_question_of_the_catalogue_is_answered(found: Facts) -> None:
    answered = {each.code for each in catalogued(found)}
    # What only made-up figures answer has a page of its own and is no finding of a sector.
    made_up = {
        found.catalogue.indicators[entry.indicator_code].exhibit_code
        for entry in frames.coverage(found.engine, found.catalogue.district.area_code, True)
        if entry.reported == entry.illustrative
    }
    asked = {*found.catalogue.entries, "progress", "attention"}
    assert answered >= asked - made_up
    assert answered <= asked


def test_a_headline_is_a_sentence(found: Facts) -> None:
    for each in catalogued(found):
        for text in (each.headline, each.finding):
            assert re.fullmatch(r"\S.*[^\s.]\.", text), (each.code, text)
            assert "  " not in text
    for each in every(found):
        assert each.headline.strip()
        assert each.name.strip()


def test_nothing_a_reader_reads_holds_a_code_or_a_blank_of_the_machine(found: Facts) -> None:
    for each in every(found):
        kept = [
            place
            for place, name in enumerate(each.table.columns)
            if name != word("file", found.language)
        ]
        cells = [row[place] for row in each.table.rows for place in kept]
        judged = [
            part
            for one in each.judgements
            for part in (one.label, one.word, one.arithmetic, *one.notes)
        ]
        for text in (
            each.headline,
            each.finding,
            each.subtitle,
            each.footnote,
            *each.remarks,
            *judged,
            *cells,
            *each.table.columns,
            *texts(each.figure),
        ):
            assert not CODE.search(text), (each.code, text)
        if each.table.columns[-1] != word("file", found.language):
            assert not CODE.search(each.alt), (each.code, each.alt)


def test_every_exhibit_has_a_table_and_alt_text(found: Facts) -> None:
    for each in every(found):
        assert each.alt.startswith(each.headline.removesuffix("."))
        assert each.table.rows, each.code
        assert {len(row) for row in each.table.rows} == {len(each.table.columns)}
        assert set(each.table.numeric) <= set(each.table.columns)
        assert len({tuple(record) for record in each.records}) <= 1


def test_a_footnote_names_source_and_date(found: Facts) -> None:
    for each in catalogued(found):
        named = [
            one
            for one in found.catalogue.sources.values()
            if one.publisher(found.language) in each.footnote
            and numbers.day(one.published_on, found.language) in each.footnote
        ]
        assert named, (each.code, each.footnote)
        assert each.footnote.startswith(word("source", found.language))


def test_figures_are_json_and_plotly_takes_them(found: Facts) -> None:
    for each in every(found):
        if each.figure is not None:
            json.dumps(each.figure, allow_nan=False)
            go.Figure(each.figure)
            assert each.figure["layout"]["height"] > 0


def test_file_names_are_plain_and_say_whose_and_when(found: Facts) -> None:
    district = found.catalogue.district.name
    start = {"Thanh Trì": "thanh-tri-2022-", "Sông Trà": "song-tra-2024-"}[district]
    for each in every(found):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.file_name)
        assert each.file_name.startswith(start)
    names = [each.file_name for each in catalogued(found)]
    assert len(set(names)) == len(names)


def written(value: float, one: Indicator, language: Language, whole: object) -> set[str]:
    """The ways in which a table may print a number."""
    if isinstance(whole, int | float):
        return {numbers.out_of(value, whole, language)}
    return {
        numbers.bare(value, one, language),
        numbers.bare(value, one, language, 1000.0),
        numbers.amount(value, one, language),
    }


def agrees(
    cell: str, value: object, one: Indicator, language: Language, whole: object = None
) -> bool:
    if not isinstance(value, int | float):
        return not re.search(r"\d", cell)
    return any(text in cell for text in written(value, one, language, whole))


def test_a_table_and_its_records_agree(found: Facts) -> None:
    checked = 0
    columns = [word(key, found.language) for key in ("value", "completion", "status")]
    for each in catalogued(found):
        if each.table.columns[0] != word("indicator", found.language):
            continue
        assert len(each.table.rows) == len(each.records)
        for row, record in zip(each.table.rows, each.records, strict=True):
            one = found.catalogue.indicators[str(record["indicator_code"])]
            seen, completion, status = (row[each.table.columns.index(name)] for name in columns)
            assert row[0] == record["indicator"] == one.name(found.language)
            assert agrees(seen, record["value"], one, found.language, record["whole"]), row
            share = record["completion_percent"]
            expected = numbers.percent(share, found.language) if isinstance(share, float) else ""
            assert completion == expected
            assert status == word(str(record["status"]), found.language)
            checked += 1
    assert checked > 20


def test_a_map_and_its_records_agree(found: Facts) -> None:
    checked = 0
    for each in catalogued(found):
        if each.table.columns[0] != word("area", found.language):
            continue
        for row, record in zip(each.table.rows, each.records, strict=True):
            one = found.catalogue.indicators[str(record["indicator_code"])]
            assert str(record["area"]) in row[0]
            assert agrees(row[1], record["value"], one, found.language, record["whole"])
            checked += 1
    assert checked


def test_a_blank_is_never_zero(other: Facts) -> None:
    blank = word("no_data", other.language)
    water = next(each for each in catalogued(other) if each.code == "water")
    row = next(
        row
        for row, record in zip(water.table.rows, water.records, strict=True)
        if record["indicator_code"] == another_district.LATE
    )
    assert row[1] == blank
    assert word("late", other.language) in row
    record = next(each for each in water.records if each["indicator_code"] == another_district.LATE)
    assert record["value"] is None
    for code in (another_district.LATE, another_district.NO_DATA):
        sheet = sheets.sheet(other, code)
        assert not re.search(r"\b0\b", sheet.headline)
        assert all(not re.search(r"(^|\D)0(\D|$)", one.arithmetic) for one in sheet.judgements)
    model = next(each for each in catalogued(other) if each.code == "model")
    said = {row[0]: row[1] for row in model.table.rows}
    assert [said[name] for name in said if "Đồng Sậy" in name] == [
        word("not_recorded", other.language)
    ]
    assert [said[name] for name in said if "Trà Thượng" in name] == [
        word("not_applicable", other.language)
    ]
    trees = next(each for each in catalogued(other) if each.code == "planting")
    assert [row[1][0] for row in trees.table.rows if "Đồng Sậy" in row[0]] == ["0"]


def test_nothing_divides_by_a_plan_of_zero(other: Facts) -> None:
    zero = ("accidents", "new_arrivals")
    rows = [
        record
        for each in catalogued(other)
        for record in each.records
        if record["indicator_code"] in zero
    ]
    assert {record["plan"] for record in rows} == {0}
    assert {record["completion_percent"] for record in rows} == {None}
    assert {record["indicator_code"]: record["status"] for record in rows} == {
        "accidents": "missed",
        "new_arrivals": "exceeded",
    }
    for each in every(other):
        for judgement in each.judgements:
            assert not re.search(r"÷ 0(\D|$)", judgement.arithmetic)


def test_the_status_of_a_tile_is_that_of_its_worst_part(other: Facts) -> None:
    small = {tile.code: tile for tile in tiles.tiles(other)}
    assert [*small] == ["output", "roads", "branches", "hardship", "schooling", "index"]
    # 92 % of the province's plan and 102.2 % of the council's; met, exceeded and missed.
    assert small["roads"].status == "missed"
    assert small["hardship"].status == "missed"
    # A part that failed is named, though the tile states another one.
    accidents = other.catalogue.indicators["accidents"].short(other.language)
    assert accidents.lower() in small["hardship"].note.lower()
    assert {one.status for one in small["roads"].judgements} == {"missed", "exceeded"}
    # Of two plans it is said whose was missed.
    missed = next(by for row, by in other.judged(other.catalogue.indicators["roads_mended"])
                  if row.status == "missed")  # fmt: skip
    assert small["roads"].word.endswith(f" ({missed.short(other.language)})")
    assert small["schooling"].status == "missed"
    assert small["branches"].status == "no_plan"
    for tile in small.values():
        assert tile.word.startswith(word(tile.status, other.language))
        assert 'role="img"' in tile.strip


def test_a_structure_says_that_it_does_not_add_up(tmp_path: Path) -> None:
    part = {"unit_code": "share", "part_of": "output", "over_areas": "none", "over_time": "none"}
    source = small_folder(
        tmp_path,
        exhibits=[{"form": "structure"}],
        units=[{"unit_code": "share", "kind": "percent", "name_vi": "%", "name_en": "%"}],
        indicators=[
            {**part, "part_of": ""},
            *(
                {**part, "indicator_code": code, "position": at}
                for at, code in ((2, "a"), (3, "b"))
            ),
        ],
        observations=[
            {"indicator_code": "a", "value": 53.1},
            {"indicator_code": "b", "value": 47.1},
        ],
    ).published()
    found = every(facts(source, "vi", "2022", "020"))
    (made,) = [one for one in found if one.code == "production"]
    assert any("các phần cộng lại 53,1 + 47,1 = 100,2" in remark for remark in made.remarks)


def test_a_tile_is_named_after_what_it_shows(tmp_path: Path) -> None:
    source = small_folder(
        tmp_path,
        exhibits=[{"form": "plan", "tile_position": 1, "short_vi": "Xóa nghèo"}],
        indicators=[
            {"short_vi": "Hộ thoát nghèo"},
            {"indicator_code": "near", "position": 2, "short_vi": "Giảm hộ cận nghèo"},
        ],
        observations=[{"period": "2021", "value": 1}, {"indicator_code": "near", "value": 2}],
    ).published()
    labels = [
        next(tile.label for tile in tiles.tiles(facts(source, "vi", period, "020")))
        for period in ("2021", "2022")
    ]
    assert labels == ["Xóa nghèo", "Giảm hộ cận nghèo"]


def test_the_list_of_plans_begins_with_what_is_most_behind(other: Facts) -> None:
    progress = overview.progress(other)
    assert progress is not None
    shown = texts(progress.figure)
    names = ["accidents", "safe_schools", "gross_output", "roads_mended", "schools", "poor"]
    places = []
    for code in names:
        short = other.catalogue.indicators[code].short(other.language)
        places.append(next(place for place, text in enumerate(shown) if short in text))
    assert places == sorted(places)
    # Twelve plans are over; one is late, one is due in 2026.
    counted = {"vi": ("6/12", "1 kế hoạch báo cáo trễ"), "en": ("6 of 12", "1 reported late")}
    assert all(part in progress.headline for part in counted[other.language])


def test_evidence_compares_like_with_like(other: Facts) -> None:
    progress = overview.progress(other)
    assert progress is not None
    shown = " | ".join(texts(progress.figure)).replace(numbers.NBSP, " ")
    wanted = {
        "vi": ["giảm 65 hộ so với giảm 60 hộ", "tăng 11,1 % so với tăng 12,5 %",
               "thứ 4 so với thứ 3", "| Kế hoạch 95 % |"],
        "en": ["down 65 households against down 60 households", "up 11.1% against up 12.5%",
               "4th against 3rd", "| Plan 95% |"],
    }[other.language]  # fmt: skip
    assert all(part in shown for part in wanted)


def test_one_assigner_can_be_chosen(other: Facts) -> None:
    assert [by.assigner_code for by in overview.assigners(other)] == ["province", "council"]
    only = overview.progress(other, "council")
    assert only is not None
    assert overview.progress(other, "nobody") is None
    council = other.catalogue.assigners["council"]
    assert council.name(other.language) in only.subtitle


def test_an_outlier_is_cut_and_its_number_printed(shipped: Facts) -> None:
    progress = overview.progress(shipped)
    assert progress is not None
    assert progress.figure is not None
    ends = [
        start + length
        for trace in progress.figure["data"]
        if trace["type"] == "bar"
        for start, length in zip(
            trace.get("base") or [0] * len(trace["x"]), trace["x"], strict=True
        )
    ]
    assert max(ends) <= 135
    shown = " ".join(texts(progress.figure))
    assert numbers.percent(525, shipped.language) in shown
    assert word("cut", shipped.language)[:20] in shown


def test_a_district_without_that_exhibit_counts_its_own_plans(other: Facts) -> None:
    assert overview.HEADLINE not in other.catalogue.entries
    headline = overview.headline(other)
    rows = [row for rows in other.progress.values() for row in rows if row.plan is not None]
    met = sum(1 for row in rows if row.status in ("met", "exceeded"))
    missed = sum(1 for row in rows if row.status == "missed")
    assert (headline.met, headline.whole) == (met, met + missed) == (6, 12)
    assert headline.status == "missed"
    assert headline.number == "6/12"
    assert headline.text.startswith("Sông Trà")


def test_the_shipped_district_is_counted_as_its_source_counts(shipped: Facts) -> None:
    headline = overview.headline(shipped)
    assert (headline.number, headline.status) == ("22/22", "met")
    assert headline.note


def test_an_unknown_code_is_an_error(shipped: Facts) -> None:
    with pytest.raises(LookupError):
        questions.exhibit(shipped, "nothing")
    with pytest.raises(LookupError):
        sheets.sheet(shipped, "nothing")
    assert questions.exhibit(shipped, "progress") is not None


def rows_of(content: bytes) -> Iterator[dict[str, str]]:
    return csv.DictReader(content.decode("utf-8-sig").splitlines())


def test_a_file_opens_right_in_a_spreadsheet() -> None:
    records: list[Record] = [
        {"area_code": "00640", "value": 100 * 64 / 73, "note": text, "plan": -21.0, "blank": None}
        for text in ("=1+1", "+84", "-1", "@sum", "\tx", "\r=x", "Đạt, 'chuẩn'", '"a"', "")
    ]
    content = csv_of(records)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") >= len(records)
    rows = list(csv.DictReader(content.decode("utf-8-sig").split("\r\n")))
    assert {row["area_code"] for row in rows} == {"00640"}
    assert {float(row["value"]) for row in rows} == {100 * 64 / 73}
    assert {float(row["plan"]) for row in rows} == {-21.0}
    assert {row["blank"] for row in rows} == {""}
    assert [row["note"][:2] for row in rows[:5]] == ["'=", "'+", "'-", "'@", "'\t"]
    assert [row["note"] for row in rows[6:]] == ["Đạt, 'chuẩn'", '"a"', ""]
    assert csv_of([]) == b"\xef\xbb\xbf"


def test_every_file_holds_what_its_records_hold(found: Facts) -> None:
    for each in every(found):
        rows = list(rows_of(csv_of(each.records)))
        assert len(rows) == len(each.records)
        for row, record in zip(rows, each.records, strict=True):
            for key, cell in record.items():
                if isinstance(cell, float):
                    assert float(row[key]) == cell
                elif key == "area_code":
                    assert row[key] == cell


def test_a_code_that_is_used_again_shows_one_area_at_a_time(tmp_path: Path) -> None:
    data = copy_of_data(tmp_path)
    areas = data / "catalogue" / "areas.csv"
    old = "00640,,2025-06-30,commune,thị trấn,township,Văn Điển,020,20.949358,105.844442,1,2"
    text = areas.read_text(encoding="utf-8")
    assert old in text
    new = "00640,2022-01-01,,commune,xã,commune,Thanh Trì,020,20.949358,105.844442,1,2"
    split = f"{old.replace('2025-06-30', '2021-12-31')},gso_communes\n{new}"
    areas.write_text(text.replace(old, split), encoding="utf-8")
    published = snapshot.publish(data)
    assert published.findings == ()
    opened = engine.current(data)
    assert opened is not None
    for period, known in (("2019", 1), ("2022", 0)):
        facts = gather(opened, Scope("00640", period))
        rows = history.rows_of(facts, facts.catalogue.indicators["population"])
        assert len(rows) == known
