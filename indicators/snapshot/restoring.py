"""An earlier state had back: published again, or written out as a data folder."""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from indicators.snapshot import beside, contents, past, recipe
from indicators.snapshot.beside import Counts, Moved
from indicators.snapshot.changing import Change, may_be_changed, put
from indicators.snapshot.failure import PublishFailed, one_sentence
from indicators.snapshot.locking import one_at_a_time, user
from indicators.snapshot.making import Step
from indicators.snapshot.past import Publication
from indicators.snapshot.pointing import LOCKED, folder, last, numbered, sound
from indicators.snapshot.publishing import (
    Published,
    check_there,
    illustrative_wanted,
    never_published,
    publish,
    settle,
    unpublished,
)
from indicators.workbook import ILLUSTRATIVE

_LISTED: Final = 200
"""So many of the rows that a rollback would change are told; all are counted."""


@dataclass(frozen=True)
class Backward:
    """What publishing an earlier snapshot again would do: rows that count then, beside those that
    count now in ``base``, the snapshot that is served."""

    publication: Publication
    base: str
    observations: Counts
    plans: Counts
    made_up: bool
    """Whether it says anything of the made-up figures; where not, theirs stay and are not counted.
    """
    rows: tuple[Moved, ...] = ()
    """The first of the rows that are counted, each as it is in ``base`` and would be."""


def look_back(data: Path, number: str) -> Backward:
    """What ``rollback`` to the snapshot of that number would change; nothing is published.

    PublishFailed as ``rollback``, as far as that can be told before.
    """
    check_there(data)
    settle(data)
    path = _numbered(data, number)
    served = next(iter(sound(data)), None)
    hashes = contents.hashes(path)
    made_up = _says_of_made_up(hashes) and illustrative_wanted()
    rows: tuple[Moved, ...] = ()
    if served is not None and (lost := _lost(data, served, hashes)):
        raise never_published(lost)
    try:
        with duckdb.connect(str(path), read_only=True, config=dict(LOCKED)) as connection:
            counts = beside.counts(connection, served, made_up=made_up)
            if served is not None:
                rows = beside.moved(connection, served, _LISTED, made_up=made_up)
    except duckdb.CatalogException:  # of another schema
        counts, rows = {}, ()
    except duckdb.Error as error:
        raise contents.damaged(path) from error
    known = {each.snapshot_id: each for each in past.history(data)}
    this = known.get(path.stem) or past.recorded(path)[-1]
    unknown = Counts()
    base = served.stem if served is not None else ""
    return Backward(
        this, base, counts.get("observations", unknown), counts.get("plans", unknown), made_up, rows
    )


def rollback(
    data: Path,
    number: str,
    who: str = "",
    step: Step = lambda _name: None,
    *,
    illustrative: bool | None = None,
    wait: float = 0,
    base: str = "",
) -> Published:
    """Publish the state of the snapshot of that number, six digits, as a new one.

    The data folder gets that snapshot's files and loses all others that figures are read from;
    decks stay. A snapshot that was made without the made-up figures says nothing of them: theirs
    stay as well. ``base`` is the snapshot that it was looked back from, blank for the one served
    now. PublishFailed as ``publish``, where another one than ``base`` is served too; where there is
    no such snapshot or it is damaged; and where a file that would go has changes that were never
    published.
    """
    check_there(data)
    settle(data)
    path = _numbered(data, number)
    files = _state_of(path)
    base = base or next((each.stem for each in sound(data)), "")
    said = _says_of_made_up(files)
    others = {each.relative_to(data).as_posix() for each in recipe.files(data, illustrative=said)}
    change = Change(files, frozenset(others - {*files}), "rollback", who, of=path.stem, base=base)
    return publish(data, step, illustrative=illustrative, change=change, wait=wait)


def _lost(data: Path, served: Path, wanted: Mapping[str, str]) -> list[str]:
    """The files that are in no snapshot as they are, and that a rollback would write or remove."""
    files = [data / name for name in unpublished(data, served)]
    if not _says_of_made_up(wanted):
        files = [each for each in files if not each.is_relative_to(data / ILLUSTRATIVE)]
    names = {each.relative_to(data).as_posix(): each for each in files if each.is_file()}
    return [name for name, file in names.items() if recipe.hash_of(file) != wanted.get(name)]


def export_data(data: Path, target: Path, number: str = "") -> str:
    """Write the state of a snapshot into ``target``, from which it can be published again.

    Returns the snapshot's name; a blank number: the one that is served. Every data file comes byte
    for byte; decks, read-me files and the history are no part of it. The target must be new or
    empty; the data folder itself may have back what it has lost, where it has no data file any
    more. PublishFailed else, where the snapshot is damaged, and where the disk does not take it.
    """
    path = _numbered(data, number) if number else last(data)
    if path is None:
        raise PublishFailed(
            f"Chưa có bản số liệu nào trong {folder(data)}.",
            f"There is no snapshot in {folder(data)} yet.",
        )
    files = _state_of(path)
    with one_sentence(data, target), contextlib.ExitStack() as stack:
        target.mkdir(parents=True, exist_ok=True)
        if target.resolve() == data.resolve():
            stack.enter_context(one_at_a_time(target, user(), 0, lambda _name: None))
            if recipe.state(target):
                raise PublishFailed(
                    f"{target} là chính thư mục số liệu đang dùng; hãy chọn một thư mục mới để "
                    "ghi ra.",
                    f"{target} is the data folder itself; choose a new folder to write into.",
                )
        elif any(target.iterdir()):
            raise PublishFailed(
                f"{target} đã có tệp; hãy chọn một thư mục mới hoặc trống.",
                f"{target} holds files already; choose a new folder, or an empty one.",
            )
        for name, content in sorted(files.items()):
            put(target, name, content)
    return path.stem


def _says_of_made_up(files: Iterable[str]) -> bool:
    return any(name.startswith(f"{ILLUSTRATIVE}/") for name in files)


def _numbered(data: Path, number: str) -> Path:
    path = numbered(data, number)
    if path is None:
        raise PublishFailed(
            f"Không có bản số {number} trong {folder(data)}; hãy xem lại lịch sử.",
            f"There is no snapshot {number} in {folder(data)}; look at the history.",
        )
    return path


def _state_of(path: Path) -> dict[str, bytes]:
    """The files of a snapshot, none of which lies where no data file may."""
    files = contents.files(path)
    if not all(map(may_be_changed, files)):
        raise contents.damaged(path)
    return files
