"""Files for analysts: opened by what analysts open them with, they hold what was put in."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, timedelta

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import vocabulary
from indicators.files import About, Record, csv_of, parquet, parquet_of, xlsx_of
from tests.file_samples import (
    ABOUT,
    ANY_TEXT,
    BLANK,
    COLUMNS,
    HARMLESS,
    LIVE,
    LIVE_SIGNS,
    MADE_UP,
    MARKED,
    NOTES,
    ROW,
    SHARE,
    WITHIN,
    cell_at,
    cells_of,
    file_of,
    sheets,
)

# CSV


def test_csv_opens_right() -> None:
    content = csv_of([ROW, MADE_UP, BLANK])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    assert cells_of(content) == [
        list(ROW),
        ["00640", "Văn Điển", "2022-07", "-21", repr(SHARE), "2023-02-27", "official"],
        ["00643", "Hữu Hòa", "2022-07", "-21", repr(SHARE), "2023-02-27", "illustrative"],
        ["00646", "", "", "", "", "", ""],
    ]
    frame = pd.read_csv(io.BytesIO(content), dtype={"area_code": str})
    assert list(frame["area_code"]) == ["00640", "00643", "00646"]
    assert list(frame["rate"])[:2] == [SHARE] * 2
    assert frame["value"].min() == -21


def test_csv_of_nothing() -> None:
    assert csv_of([]) == b"\xef\xbb\xbf"
    assert cells_of(csv_of([], COLUMNS)) == [[column.key for column in COLUMNS]]


def test_csv_keeps_to_the_columns_asked_for() -> None:
    assert cells_of(csv_of(iter([ROW]), COLUMNS[:2])) == [
        ["area_code", "name"],
        list(ROW.values())[:2],
    ]


@pytest.mark.parametrize(
    ("number", "written"),
    [(14563.0, "14563"), (0.0, "0"), (-0.5, "-0.5"), (7, "7"), (1e-7, "1e-07"), (1e16, "1e+16")],
)
def test_numbers_are_written_as_short_as_they_are_exact(number: float, written: str) -> None:
    assert cells_of(csv_of([{"value": number}]))[1] == [written]
    assert float(written) == number


@pytest.mark.parametrize("text", LIVE)
def test_csv_has_no_live_text(text: str) -> None:
    note = cells_of(csv_of(file_of(text)))[1][1]
    assert note[0] == "'"
    assert note.count("'") > text.count("'"), "it cannot be told from a text with an apostrophe"


@pytest.mark.parametrize("text", [*LIVE, *WITHIN])
def test_csv_has_no_live_text_where_semicolons_separate(text: str) -> None:
    for row in cells_of(csv_of(file_of(text)), ";"):
        for cell in row:
            assert cell.strip().strip("\u200b\ufeff")[:1] not in tuple(LIVE_SIGNS), cell
    lines = csv_of(file_of(text)).decode("utf-8-sig").replace("\t", "\n").replace(";", "\n")
    for line in lines.splitlines():
        assert line.strip()[:1] not in tuple(LIVE_SIGNS), line


@pytest.mark.parametrize("text", HARMLESS)
def test_csv_leaves_other_text_alone(text: str) -> None:
    assert cells_of(csv_of(file_of(text)))[1] == ["00640", text, "-21"]


@given(ANY_TEXT, ANY_TEXT)
def test_no_two_texts_become_one_in_csv(one: str, other: str) -> None:
    first, second = (csv_of(file_of(text)) for text in (one, other))
    same = vocabulary.sound(one) == vocabulary.sound(other)
    assert (first == second) == same


@given(ANY_TEXT, st.floats(allow_nan=False, allow_infinity=False))
def test_csv_brings_back_what_is_not_live(text: str, number: float) -> None:
    content = csv_of([{"area_code": "00640", "note": text, "value": number}])
    (row,) = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False).to_dict("records")
    assert row["area_code"] == "00640"
    assert float(row["value"]) == number
    clean = vocabulary.sound(text)
    assert row["note"].replace("'", "") == clean.replace("'", "")
    if not any(sign in clean for sign in "=+-@＝＋－＠﹦﹢﹣﹫\t\n"):
        assert row["note"] == clean


# Parquet


def test_parquet_is_typed_and_says_what_it_is() -> None:
    table = pq.read_table(io.BytesIO(parquet_of([ROW, MADE_UP, BLANK], MARKED, COLUMNS)))
    assert dict(zip(table.schema.names, table.schema.types, strict=True)) == {
        "area_code": pa.string(),
        "name": pa.string(),
        "period": pa.string(),
        "value": pa.float64(),
        "rate": pa.float64(),
        "published_on": pa.date32(),
        "status": pa.string(),
    }
    blank = {**dict.fromkeys(ROW), "area_code": "00646"}
    assert table.to_pylist() == [dict(ROW), dict(MADE_UP), blank]
    said = json.loads(table.schema.metadata[b"about"])
    assert said["title"] == ABOUT.title
    assert said["lines"] == [list(line) for line in ABOUT.lines]
    assert said["made"] == "2026-03-01T08:30+07:00"
    assert [each["name"] for each in said["columns"]] == [each.name for each in COLUMNS]
    assert table.schema.metadata[b"standing"] == b"illustrative"
    real = pq.read_schema(io.BytesIO(parquet_of([ROW], ABOUT, COLUMNS)))
    assert real.metadata[b"standing"] == b"real"


def test_parquet_of_no_rows_keeps_its_types() -> None:
    table = pq.read_table(io.BytesIO(parquet_of([], ABOUT, COLUMNS)))
    assert table.num_rows == 0
    assert table.schema.field("value").type == pa.float64()


def test_parquet_holds_more_rows_than_are_written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_BATCH", 4)
    rows: Iterator[Record] = ({**ROW, "value": float(place)} for place in range(10))
    table = pq.read_table(io.BytesIO(parquet_of(rows, ABOUT, COLUMNS)))
    assert table.column("value").to_pylist() == [float(place) for place in range(10)]


# All forms

FORMS: dict[str, Callable[[list[Record], About], bytes]] = {
    "csv": lambda records, _: csv_of(records, COLUMNS),
    "xlsx": lambda records, about: xlsx_of(records, about, COLUMNS),
    "parquet": lambda records, about: parquet_of(records, about, COLUMNS),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_is_never_written(form: str, number: float) -> None:
    with pytest.raises(ValueError, match="is no number"):
        FORMS[form]([ROW, {**ROW, "value": number}], ABOUT)


@pytest.mark.parametrize("form", FORMS)
def test_a_record_without_a_column_is_an_error(form: str) -> None:
    with pytest.raises(KeyError):
        FORMS[form]([ROW, {"area_code": "00640"}], ABOUT)


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
@pytest.mark.parametrize(
    ("key", "cell"),
    [("area_code", 640), ("period", 2022), ("value", "-21"), ("published_on", "2023-02-27")],
)
def test_a_cell_of_another_kind_is_an_error(form: str, key: str, cell: str | int) -> None:
    with pytest.raises(TypeError, match=key):
        FORMS[form]([{**ROW, key: cell}], ABOUT)


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_illustrative_rows_do_not_pass_for_real_ones(form: str) -> None:
    assert FORMS[form]([ROW, MADE_UP], MARKED)
    with pytest.raises(ValueError, match="illustrative"):
        FORMS[form]([ROW, MADE_UP], ABOUT)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_figures_make_the_same_bytes(form: str) -> None:
    rows = [ROW, MADE_UP, BLANK]
    once = FORMS[form](rows, MARKED)
    assert FORMS[form](rows, MARKED) == once
    later = replace(MARKED, made=MARKED.made.astimezone(UTC) + timedelta(days=1))
    assert (FORMS[form](rows, later) == once) == (form == "csv")


def test_control_characters_leave_a_mark_and_no_broken_file() -> None:
    text = "a\x00b\x0bc\x1bd\ud800e\ufffff"
    said = "a�b�c�d�e�f"
    about = replace(ABOUT, title=text, lines=((text, text),))
    table, second = sheets(xlsx_of(file_of(text), about, NOTES))
    assert cell_at(table, "B2").value == said
    assert cell_at(second, "B1").value == cell_at(second, "A2").value == said
    assert cells_of(csv_of(file_of(text)))[1][1] == said
    held = pq.read_table(io.BytesIO(parquet_of(file_of(text), about, NOTES)))
    assert held.column("note").to_pylist() == [said]
    assert json.loads(held.schema.metadata[b"about"])["title"] == said
