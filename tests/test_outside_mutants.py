"""Files that chance has changed: read wholly or named as bad, and no number that is not there."""

import io
import itertools
import time
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, InvalidOperation
from pathlib import Path

import pytest

from indicators.vocabulary import Finding
from indicators.workbook import child
from indicators.workbook.limits import Limits
from indicators.workbook.outside import Sheet, read_outside, received
from tests.bad_files.mutants import Mutant, mutants

LIMITS = Limits(seconds=20)
SLOWEST = 2.0
"""Seconds that none of these small files may take."""


def answer(mutant: Mutant, *, quick: bool = True) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    target = io.BytesIO()
    source = io.BytesIO(mutant.content)
    child.answer(source, f"m{mutant.suffix}", LIMITS, target, quick=quick)
    target.seek(0)
    return received(target, LIMITS)


def digits(text: str) -> set[str]:
    """The number in 15 digits, rounded either way: what Excel may show of it."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return set()
    ways = (Context(prec=15, rounding=way) for way in (ROUND_FLOOR, ROUND_CEILING))
    return {f"{way.plus(number):.14e}" for way in ways}


def made_up(mutant: Mutant, sheets: tuple[Sheet, ...]) -> list[str]:
    """The numbers of the answer that stand nowhere in the file.

    A number of a workbook must be one of its values, to 15 digits, or a hundred times one where it
    has a percent sign. The text of a CSV's cell must stand in the file, its quotes doubled or not.
    """
    found = []
    if mutant.numbers is None:
        utf_16 = mutant.content[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = mutant.content.decode("utf-16" if utf_16 else "utf-8", "replace")
        text = text.replace("\0", "\ufffd")
        for sheet in sheets:
            cells = itertools.chain.from_iterable(sheet.columns.values())
            found += [
                cell for cell in cells if cell not in text and cell.replace('"', '""') not in text
            ]
        return found
    there: set[str] = set().union(*map(digits, mutant.numbers))
    for sheet in sheets:
        for letters, places in sheet.numeric.items():
            for text in (sheet.columns[letters][place] for place in places):
                number = Decimal(text.removesuffix("%"))
                shown = number.scaleb(-2) if text.endswith("%") else number
                if f"{shown:.14e}" not in there:
                    found.append(text)
    return found


def judge(mutant: Mutant) -> int:
    """Raise for what may not be; whether anything was read of it."""
    begun = time.monotonic()
    sheets, findings = answer(mutant)
    assert time.monotonic() - begun < SLOWEST, mutant.kind
    assert sheets or findings, mutant.kind
    for sheet in sheets:
        assert {len(column) for column in sheet.columns.values()} == {len(sheet.rows)}
        assert list(sheet.rows) == sorted({*sheet.rows})
    assert made_up(mutant, sheets) == [], mutant.kind
    # The parser alone must say the same: the quick way may only be quicker.
    assert answer(mutant, quick=False) == (sheets, findings), mutant.kind
    return bool(sheets)


def test_mutants_are_read_or_named_as_bad() -> None:
    read = sum(judge(mutant) for mutant in itertools.islice(mutants(5), 200))
    assert 25 < read < 190


@pytest.mark.trial
@pytest.mark.parametrize("seed", range(10))
def test_many_mutants_are_read_or_named_as_bad(seed: int) -> None:
    for mutant in itertools.islice(mutants(100 + seed), 1000):
        judge(mutant)


def test_the_child_says_of_mutants_what_is_said_here(tmp_path: Path) -> None:
    for number, mutant in enumerate(itertools.islice(mutants(6), 12)):
        path = tmp_path / f"m{mutant.suffix}"
        path.write_bytes(mutant.content)
        found = read_outside(path, limits=LIMITS)
        assert (found.sheets, found.findings) == answer(mutant), number


def test_a_number_that_is_not_there_is_told() -> None:
    sheet = Sheet("s", (1,), {"A": ("67.8",)}, {"A": frozenset({0})})
    mutant = Mutant("by hand", ".xlsx", b"", ("67.7", "0.678"))
    assert made_up(mutant, (sheet,)) == ["67.8"]
    percent = Sheet("s", (1,), {"A": ("67.8%",)}, {"A": frozenset({0})})
    assert made_up(mutant, (percent,)) == []
