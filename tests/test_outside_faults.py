"""Every bad file gives exactly its findings, whichever of the two readers of XML meets it."""

import io
from pathlib import Path

import pytest

from indicators.vocabulary import Finding
from indicators.workbook import child
from indicators.workbook.limits import LIMITS
from indicators.workbook.outside import Sheet, read_outside, received
from tests.bad_files import FAULTS, Fault

READING = [each for each in FAULTS.values() if each.level == "reading"]


def in_process(path: Path, *, quick: bool = True) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    target = io.BytesIO()
    with path.open("rb") as source:
        child.answer(source, path.name, LIMITS, target, quick=quick)
    target.seek(0)
    return received(target, LIMITS)


@pytest.mark.parametrize("fault", READING, ids=lambda fault: fault.name)
def test_a_bad_file_gives_its_findings(fault: Fault, tmp_path: Path) -> None:
    path = tmp_path / f"{fault.name}{fault.suffix}"
    fault.build(path)
    found = read_outside(path)
    places = [(each.rule, each.sheet, each.cell) for each in found.findings]
    assert places == list(fault.expected)
    for each in found.findings:
        assert each.file == path.name
        assert each.vi.endswith(".")
        assert each.en.endswith(".")
        assert each.cell == f"{each.column}{each.line or ''}"
    exact = in_process(path, quick=False)
    assert exact == (found.sheets, found.findings)


def test_there_are_many() -> None:
    assert len(READING) >= 60
