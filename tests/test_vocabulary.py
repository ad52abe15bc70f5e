"""Periods cut the calendar as SDMX does; findings say where they are."""

import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.vocabulary import TABLES, Finding, Period

PARTS = ["", "-S1", "-S2", *(f"-Q{n}" for n in range(1, 5)), *(f"-{n:02d}" for n in range(1, 13))]
periods = st.builds(
    lambda year, part: f"{year}{part}", st.integers(1000, 2999), st.sampled_from(PARTS)
)


@pytest.mark.parametrize(
    ("text", "start", "end", "frequency"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "A"),
        ("2022-S1", date(2022, 1, 1), date(2022, 6, 30), "S"),
        ("2022-S2", date(2022, 7, 1), date(2022, 12, 31), "S"),
        ("2022-Q1", date(2022, 1, 1), date(2022, 3, 31), "Q"),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31), "Q"),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "M"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "M"),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31), "M"),
    ],
)
def test_period_begins_ends_and_has_a_frequency(
    text: str, start: date, end: date, frequency: str
) -> None:
    period = Period.parse(text)
    assert (period.start, period.end, period.frequency) == (start, end, frequency)


@pytest.mark.parametrize(
    "text",
    ["", "22", "2022-", "2022-00", "2022-13", "2022-Q0", "2022-Q5", "2022-S3", "2022-1", "2022-q1",
     "2022Q1", " 2022", "2022 ", "2022\n", "0999", "3000", "20222", "2022-W01", "2022-01-01",
     "2٠22", "２０２２", "năm 2022"],
)  # fmt: skip
def test_text_that_names_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        Period.parse(text)


@given(periods)
def test_period_keeps_its_text_and_ends_before_the_next_begins(text: str) -> None:
    period = Period.parse(text)
    assert period.text == text
    assert period.start.day == 1
    assert (period.end + timedelta(days=1)).day == 1
    assert period.start < period.end
    assert period.year == period.end.year == int(text[:4])


@given(periods)
def test_year_before_is_the_same_stretch_one_year_earlier(text: str) -> None:
    period = Period.parse(text)
    before = period.year_before
    assert before.text == f"{int(text[:4]) - 1:04d}{text[4:]}"
    assert (before.start.month, before.start.day) == (period.start.month, 1)
    assert before.end.month == period.end.month
    assert before.frequency == period.frequency


@pytest.mark.parametrize(
    ("longer", "parts"),
    [
        ("2024", ["2024-S1", "2024-S2"]),
        ("2024-S1", ["2024-Q1", "2024-Q2"]),
        ("2024-Q1", ["2024-01", "2024-02", "2024-03"]),
        ("2023-Q4", ["2023-10", "2023-11", "2023-12"]),
    ],
)
def test_parts_fill_the_longer_period_without_gap(longer: str, parts: list[str]) -> None:
    whole, cut = Period.parse(longer), [Period.parse(part) for part in parts]
    assert cut[0].start == whole.start
    assert cut[-1].end == whole.end
    assert all(a.end + timedelta(days=1) == b.start for a, b in itertools.pairwise(cut))


def test_periods_sort_by_time() -> None:
    texts = ["2022-03", "2021", "2022-Q1", "2022", "2022-01"]
    assert [period.text for period in sorted(map(Period.parse, texts))] == [
        "2021", "2022-01", "2022-Q1", "2022", "2022-03",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "column", "vi", "en"),
    [
        (7, "value", "a.csv, dòng 7, cột value: sai", "a.csv, line 7, column value: wrong"),
        (7, "", "a.csv, dòng 7: sai", "a.csv, line 7: wrong"),
        (0, "level", "a.csv, cột level: sai", "a.csv, column level: wrong"),
        (0, "", "a.csv: sai", "a.csv: wrong"),
    ],
)
def test_finding_names_file_line_and_column_in_both_languages(
    line: int, column: str, vi: str, en: str
) -> None:
    finding = Finding("a.csv", line, column, "x", "sai", "wrong")
    assert (finding.say("vi"), finding.say("en")) == (vi, en)


def test_tables_refer_to_tables_and_have_keys_that_they_hold() -> None:
    known = {table.name: table for table in TABLES}
    for table in TABLES:
        assert set(table.key) <= set(table.names)
        assert len(set(table.names)) == len(table.names)
        for column in table.columns:
            assert bool(column.words) == (column.kind == "word")
            if column.refers:
                first = known[column.refers].columns[0]
                assert (first.name, first.kind) == (known[column.refers].key[0], "code")
