"""The publications so far: what each snapshot keeps of those before it, and the history of all."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from indicators.snapshot.beside import Counts, counts
from indicators.snapshot.pointing import LOCKED, current, folder, last, newest_first

Files = tuple[tuple[str, str], ...]
"""Names of files and their SHA-256; blank: the file was removed."""


_UNKNOWN: Final = Counts()


@dataclass(frozen=True)
class Publication:
    """One publication: which snapshot it made, when (UTC), who did it and what came of it."""

    snapshot_id: str
    published_at: datetime
    action: str = "publish"
    who: str = ""
    of_snapshot: str = ""
    """The snapshot that a rollback went back to."""
    observations: Counts = _UNKNOWN
    plans: Counts = _UNKNOWN
    files: Files = ()
    """The files from outside of an import; else the data files that were not the same before."""
    there: bool = field(default=False, compare=False)
    """Whether its snapshot is still in the folder."""
    served: bool = field(default=False, compare=False)

    @property
    def number(self) -> int:
        return int(self.snapshot_id.rpartition("-")[2])


_PUBLICATIONS: Final = """
    select
        snapshot_id, published_at, action, who, coalesce(of_snapshot, ''),
        observations_new, observations_changed, observations_withdrawn,
        plans_new, plans_changed, plans_withdrawn
    from publications
"""
_PUBLICATION_FILES: Final = """
    select snapshot_id, name, coalesce(sha256, '') from publication_files
    order by snapshot_id, name, sha256
"""


def history(data: Path) -> tuple[Publication, ...]:
    """Every publication that is known, the newest first; empty where nothing was published."""
    served = last(data)
    there = {path.stem for path in newest_first(folder(data))}
    return tuple(
        replace(
            each,
            there=each.snapshot_id in there,
            served=served is not None and each.snapshot_id == served.stem,
        )
        for each in reversed(known(data))
    )


def known(data: Path) -> list[Publication]:
    """Every publication that is known, the oldest first.

    The snapshot that is served knows those before it. Of those after it, to which nothing points
    any more, each is asked; so are older ones as long as none can be read.
    """
    served = current(data)
    found: dict[str, Publication] = {}
    for path in newest_first(folder(data)):
        # One that is damaged, or holds no publications at all, has nothing to tell.
        with contextlib.suppress(duckdb.Error):
            found = {each.snapshot_id: each for each in recorded(path)} | found
            if served is None or path <= served:
                break
    return [found[name] for name in sorted(found)]


def recorded(path: Path) -> list[Publication]:
    """What a snapshot knows of publications; its own, at least."""
    with duckdb.connect(str(path), read_only=True, config=dict(LOCKED)) as connection:
        made = connection.execute("select created_at from snapshot").fetchone()
        rows: Sequence[tuple[object, ...]] = ()
        files: dict[str, list[tuple[str, str]]] = {}
        with contextlib.suppress(duckdb.CatalogException):
            rows = connection.execute(_PUBLICATIONS).fetchall()
            for name, file, content in connection.execute(_PUBLICATION_FILES).fetchall():
                files.setdefault(name, []).append((file, content))
    found = [_publication(row, files) for row in rows]
    if made is not None and path.stem not in {each.snapshot_id for each in found}:
        found.append(Publication(path.stem, made[0]))
    return found


def _publication(
    row: tuple[object, ...], files: Mapping[str, Sequence[tuple[str, str]]]
) -> Publication:
    name, at, action, who, of_snapshot, *counts = row
    if not isinstance(at, datetime):
        raise TypeError(name)
    new, changed, withdrawn, *plans = (each if isinstance(each, int) else None for each in counts)
    return Publication(
        str(name),
        at,
        str(action),
        str(who),
        str(of_snapshot),
        Counts(new, changed, withdrawn),
        Counts(*plans),
        tuple(files.get(str(name), ())),
    )


def record(
    connection: duckdb.DuckDBPyConnection,
    earlier: Sequence[Publication],
    this: Publication,
    before: Path | None,
) -> Publication:
    """Name a snapshot that is being made, and keep in it every publication up to its own.

    ``before`` is the snapshot that was served; what changed since is counted here.
    """
    found = counts(connection, before)
    this = replace(this, observations=found["observations"], plans=found["plans"])
    connection.execute(
        "update snapshot set snapshot_id = ?, created_at = ?", [this.snapshot_id, this.published_at]
    )
    rows = [
        {
            "snapshot_id": each.snapshot_id,
            "published_at": each.published_at,
            "action": each.action,
            "who": each.who,
            "of_snapshot": each.of_snapshot or None,
            "observations_new": each.observations.new,
            "observations_changed": each.observations.changed,
            "observations_withdrawn": each.observations.withdrawn,
            "plans_new": each.plans.new,
            "plans_changed": each.plans.changed,
            "plans_withdrawn": each.plans.withdrawn,
        }
        for each in (*earlier, this)
    ]
    connection.from_arrow(pa.Table.from_pylist(rows)).insert_into("publications")
    files = [
        {"snapshot_id": each.snapshot_id, "name": name, "sha256": content or None}
        for each in (*earlier, this)
        for name, content in each.files
    ]
    if files:
        connection.from_arrow(pa.Table.from_pylist(files)).insert_into("publication_files")
    return this


def now() -> datetime:
    """The moment as snapshots keep it: UTC, without saying so."""
    return datetime.now(UTC).replace(tzinfo=None)
