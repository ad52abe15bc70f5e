"""Data folder → a snapshot that is built and checked, but not published."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from indicators import boundaries, validation, workbook
from indicators.snapshot import building, recipe, versions
from indicators.snapshot.building import File
from indicators.snapshot.changing import edited_meanwhile
from indicators.snapshot.checking import broken_rules
from indicators.vocabulary import TABLES, Finding

Step = Callable[[str], None]
Then = Callable[[duckdb.DuckDBPyConnection], None]


@dataclass(frozen=True)
class Made:
    """What stands in the way of a snapshot, which is there where no finding does; and warnings."""

    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


def make(
    aside: Path,
    root: Path,
    state: Mapping[str, str],
    step: Step,
    *,
    illustrative: bool,
    then: Then = lambda _connection: None,
) -> Made:
    """Build ``aside`` from the data folder ``root``, which is in that ``state``, and check it.

    ``then`` is called with the tables filled. PublishFailed where a file was edited meanwhile.
    """
    step("read")
    reading = workbook.read_folder(root, TABLES, illustrative=illustrative)
    records, found = validation.validate(reading.rows, TABLES, reading.unread(TABLES))
    if found := [*reading.findings, *found]:
        return Made(tuple(found))
    areas = records["areas"].to_pylist()
    outlines, wrong = boundaries.read_boundaries(root, areas)
    if wrong := wrong or versions.of_one_moment(records):
        return Made(wrong)
    step("build")
    files = tuple(_contents(root, state))
    building.build(aside, records, outlines, files, recipe.digest_from(state), then)
    aside.chmod(0o600)  # whatever the umask
    step("check")
    with duckdb.connect(str(aside), read_only=True) as built:
        if broken := tuple(broken_rules(built)):
            return Made(broken)
    return Made(warnings=boundaries.without_outline(outlines, areas))


def _contents(root: Path, state: Mapping[str, str]) -> Iterator[File]:
    """The files as they were read: what has the same hash before and after was the same between."""
    for path, before in state.items():
        try:
            content = (root / path).read_bytes()
        except OSError:
            raise edited_meanwhile(path) from None
        if recipe.hash_of_bytes(content) != before:
            raise edited_meanwhile(path)
        yield path, before, content
