"""What every exhibit promises, on the shipped data and on another district."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import plotly.graph_objects as go
import pytest

from indicators import engine, frames, snapshot
from indicators.exhibits import history, questions
from indicators.exhibits import indicator as sheets
from indicators.exhibits.exhibit import Record, Scope
from indicators.exhibits.facts import Facts, gather
from indicators.files import csv_of
from indicators.frames import Indicator
from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.words import word
from tests import another_district
from tests.answers import catalogued, every, facts, texts
from tests.conftest import copy_of_data
from tests.small_folder import small_folder

CODE = re.compile(r"\bNone\b|\bnan\b|\binf\b|\b[a-z0-9]+_[a-z0-9_]+\b")


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
