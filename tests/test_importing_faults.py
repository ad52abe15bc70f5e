"""Every fault of meaning gives exactly its finding, in its cell, in both languages."""

import re
from pathlib import Path

import pytest

from indicators.engine import Engine
from indicators.vocabulary import Severity
from tests.bad_files import FAULTS, meaning
from tests.importing_folder import look, said

NAMES = sorted(name for name, each in FAULTS.items() if each.level == meaning.LEVEL)


def test_there_are_faults_of_meaning() -> None:
    assert len(NAMES) > 50


@pytest.mark.parametrize("name", NAMES)
def test_fault_gives_its_finding(
    source: Engine, published: Path, tmp_path: Path, name: str
) -> None:
    bad = FAULTS[name]
    path = tmp_path / f"{name}{bad.suffix}"
    bad.build(path)
    found = look(source, published, path)
    assert said(found.findings) == list(bad.expected)
    for finding in found.findings:
        assert finding.file == path.name
        assert finding.vi
        assert finding.en
        assert bool(finding.choices) == (finding.severity is Severity.QUESTION)
        if finding.cell[-1:].isdigit():
            assert finding.line == int(re.sub("[A-Z]", "", finding.cell))
    stopped = any(one.severity is not Severity.WARNING for one in found.findings)
    assert bool(found.write) == (not stopped)
