"""Files from outside → a proposal: what they would change, judged before anything is published.

The proposal is built as a snapshot of its own, so that every rule that publishing holds is asked of
it, and every status that it would change is known.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from indicators import frames, snapshot
from indicators.engine import Engine
from indicators.frames import StatusChange
from indicators.importing.examining import Examined, RowChange, examine
from indicators.snapshot import Change, Published
from indicators.snapshot.recipe import hash_of
from indicators.vocabulary import TABLES, Finding, Severity

Told = Callable[[str, float], None]
"""Hears each stage as it begins, and how much of it is done: examine, read, build, check,
compare, wait, publish."""


@dataclass(frozen=True)
class Proposal:
    """What files would change in the snapshot ``base``; nothing of it is published."""

    base: str
    findings: tuple[Finding, ...]
    changes: tuple[RowChange, ...]
    statuses: tuple[StatusChange, ...]
    change: Change
    built: Path | None = None
    """The snapshot that it would be, as long as the proposal is looked at."""

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way: warnings do not."""
        return all(one.severity is Severity.WARNING for one in self.findings)

    def count(self, kind: str) -> int:
        """How many figures and plans are new, changed or withdrawn."""
        return sum(1 for one in self.changes if one.kind == kind and one.table != "sources")

    @property
    def sources(self) -> int:
        """How many sources are new."""
        return sum(1 for one in self.changes if one.table == "sources")


@contextmanager
def proposed(
    paths: Sequence[Path],
    data: Path,
    source: Engine,
    *,
    now: datetime,
    mapping: Path | None = None,
    answers: Mapping[str, str] | None = None,
    tell: Told = lambda _stage, _part: None,
) -> Iterator[Proposal]:
    """What files would change in the snapshot ``source``, which is served of the data folder.

    ``now`` is UTC; ``answers`` gives the choice taken for each question, by its place.
    PublishFailed where the data folder cannot be read or the disk is full.
    """
    snapshot.settle(data)
    # Before it is read: edited from now on, it stops the publication and nothing of it is lost.
    read = {_SOURCES: hash_of(data / _SOURCES)}
    found = examine(
        paths,
        source,
        data=data,
        now=now,
        mapping=mapping,
        answers=answers,
        step=lambda part: tell("examine", part),
    )
    change = Change(
        found.write,
        action="import",
        sources=found.sources,
        base=source.path.stem,
        read={path: read.get(path, "") for path in found.write},
    )
    bare = Proposal(source.path.stem, found.findings, found.changes, (), change)
    if not found.ready or not found.changes:
        yield bare
        return
    with snapshot.candidate(data, change, lambda stage: tell(stage, 0)) as (built, broken):
        unpublished = _unpublished(snapshot.unpublished(data, source.path))
        findings = (*found.findings, *_moved(found, broken), *unpublished)
        if built is None:
            yield replace(bare, findings=findings)
            return
        tell("compare", 0)
        after = Engine(built)
        try:
            statuses = frames.changes(source, after)
        finally:
            after.close()
        yield replace(bare, findings=findings, statuses=statuses, built=built)


def _moved(found: Examined, broken: Sequence[Finding]) -> Iterator[Finding]:
    for one in broken:
        moved = found.moved(one)
        yield moved if moved.rule else replace(moved, rule="broken-rule")


def _unpublished(edited: Sequence[str]) -> Iterator[Finding]:
    """What others have edited in the data folder and not published goes with it: say so."""
    if not edited:
        return
    named = ", ".join(edited[:_NAMED]) + (", …" if len(edited) > _NAMED else "")
    yield Finding(
        edited[0],
        0,
        "",
        "",
        f"thư mục số liệu có chỗ sửa chưa công bố, sẽ được công bố cùng lần này: {named}.",
        f"the data folder has edits that were never published; they are published with this: "
        f"{named}.",
        rule="unpublished-edits",
        severity=Severity.WARNING,
    )


def accepted(
    data: Path, proposal: Proposal, who: str, tell: Told = lambda _stage, _part: None
) -> Published:
    """Publish a proposal that is ready; it is in the data folder and served once this returns.

    Waits for another publication. PublishFailed where another snapshot is served by then, or the
    data folder is not as it was looked at: nothing is published that the proposal does not show.
    """
    return snapshot.publish(
        data,
        lambda stage: tell(stage, 0),
        change=replace(proposal.change, who=who),
        candidate=proposal.built,
        strict=True,
        wait=_LONGEST_WAIT,
    )


_LONGEST_WAIT = 60.0
"""Seconds."""
_NAMED = 10
"""So many files with unpublished edits are named."""
_SOURCES = next(table.path for table in TABLES if table.name == "sources")
