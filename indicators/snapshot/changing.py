"""A change to the data folder, all or nothing: laid over it to try, kept as a redo log, applied.

``published/change`` holds the files that are to be put into the data folder, the snapshot that was
made of the folder with them, the pointer to it, and the plan that says so. Once it has that name
the change is accepted; what is left to do can be done again however often it is cut off.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from indicators import boundaries
from indicators.snapshot import recipe
from indicators.snapshot.failure import PublishFailed
from indicators.snapshot.pointing import (
    NAME,
    POINTER,
    folder,
    open_to_readers_of,
    pointing_to,
    sync,
)
from indicators.snapshot.recipe import hash_of
from indicators.vocabulary import sound

FOLDERS: Final = ("catalogue", "observations", "plans", "published_figures", "illustrative")
"""Where a change may put files, or take them from, beside the outlines."""
ACCEPTED: Final = "change"
STAGED: Final = "change.new"
_PLAN: Final = "plan.json"
_SNAPSHOT: Final = "snapshot"
_FILES: Final = "files"
_LONGEST_NAME: Final = 80

Action = Literal["publish", "import", "rollback"]


@dataclass(frozen=True)
class Change:
    """Files to write into the data folder and to remove from it, by path below it.

    ``sources`` are the files from outside that it comes from: name and SHA-256. ``of`` is the
    snapshot that a rollback goes back to. ``base`` is the snapshot that the change was judged
    against; blank: any. ``read`` is the SHA-256 that files had when what is written was made of
    them, blank for one that was not there: edited since, they stop the change. ``who`` is kept as
    one line of at most 80 letters. ValueError for a path that no change may touch.
    """

    write: Mapping[str, bytes] = field(default_factory=dict)
    remove: frozenset[str] = frozenset()
    action: Action = "publish"
    who: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    of: str = ""
    base: str = ""
    read: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        one_line = " ".join(sound(self.who).split())
        object.__setattr__(self, "who", one_line[:_LONGEST_NAME].strip())
        for path in (*self.write, *self.remove):
            if not may_be_changed(path):
                raise ValueError(path)
        if both := self.remove & {*self.write}:
            raise ValueError(min(both))


def may_be_changed(path: str) -> bool:
    parts = PurePosixPath(path).parts
    if "\0" in path or "\\" in path or path != "/".join(parts) or ".." in parts:
        return False
    return path == boundaries.FILE or (len(parts) > 1 and parts[0] in FOLDERS)


@dataclass(frozen=True)
class Touch:
    """One file that a change touches: its SHA-256 before and after; blank: no file."""

    path: str
    before: str
    after: str


def touches(data: Path, change: Change) -> tuple[Touch, ...]:
    """What a change does to the data folder as it is now; nothing where it is so already."""
    after = {path: recipe.hash_of_bytes(content) for path, content in change.write.items()}
    after |= dict.fromkeys(change.remove, "")
    found = (Touch(path, _before(data / path), after[path]) for path in sorted(after))
    return tuple(each for each in found if each.before != each.after)


def _before(path: Path) -> str:
    """Like ``hash_of``, but OSError for what is there and cannot be read."""
    content = hash_of(path)
    if not content and os.path.lexists(path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    return content


def check_as_read(touched: Sequence[Touch], change: Change) -> None:
    """PublishFailed where a file is not any more what the change was made of."""
    for touch in touched:
        if touch.before != change.read.get(touch.path, touch.before):
            raise edited_meanwhile(touch.path)


def lay_over(data: Path, change: Change, target: Path) -> None:
    """Make ``target`` look like the data folder with the change in it; the folder stays as it is.

    What the change does not touch is linked to, not copied.
    """
    for path in recipe.everything(data):
        name = path.relative_to(data).as_posix()
        if name not in change.write and name not in change.remove:
            place = target / name
            _make_folder(place.parent)
            place.symlink_to(path.absolute())
    for name, content in change.write.items():
        _write(target / name, content)


def _make_folder(path: Path) -> None:
    """Make a folder, and those above it, that this process can use whatever the umask."""
    if not path.is_dir():
        _make_folder(path.parent)
        path.mkdir()
        path.chmod(0o700)


def _write(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    path.write_bytes(content)
    path.chmod(0o600)


def accept(data: Path, change: Change, touched: Sequence[Touch], aside: Path, name: str) -> None:
    """Keep the change and the snapshot made with it, ``aside``, so that neither can be lost.

    Nothing has happened until this returns, or fails in its very last step; OSError, and
    PublishFailed where somebody has edited one of the files meanwhile.
    """
    staged = folder(data) / STAGED
    files = staged / _FILES
    _make_folder(files)
    for touch in touched:
        target = data / touch.path
        if hash_of(target) != touch.before:
            raise edited_meanwhile(touch.path)
        _check_writable(target)
        if touch.after:
            place = files / touch.path
            _write(place, change.write[touch.path])
            if target.is_file():
                place.chmod(target.stat().st_mode & 0o777)
            else:
                open_to_readers_of(data, place)
    # Whatever needs room is written before: what comes after only renames and removes.
    _write(staged / POINTER, pointing_to(name, hash_of(aside)).encode())
    open_to_readers_of(data, staged / POINTER)
    listed = [[each.path, each.before, each.after] for each in touched]
    plan = {"snapshot": name, "files": listed}
    _write(staged / _PLAN, json.dumps(plan, ensure_ascii=False).encode())
    aside.rename(staged / _SNAPSHOT)
    # Deepest first: whatever a folder names is on the disk before the folder is.
    for path in sorted(staged.rglob("*"), key=lambda path: -len(path.parts)):
        sync(path)
    sync(staged)
    staged.rename(folder(data) / ACCEPTED)
    sync(folder(data))


def _check_writable(target: Path) -> None:
    """PermissionError where the file could not be put into its folder once it is accepted."""
    where = next(parent for parent in target.parents if parent.exists())
    if not os.access(where, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def edited_meanwhile(path: str) -> PublishFailed:
    return PublishFailed(
        f"Tệp {path} vừa được sửa trong lúc công bố; chưa có gì thay đổi, hãy làm lại.",
        f"The file {path} was edited while publishing; nothing was changed, please try again.",
    )


def roll_forward(data: Path) -> bool:
    """Do what is left of a change that was accepted; whether there was one.

    Every step may have been done before. A file that somebody has edited since is not lost: it is
    put beside the new one under a name that the next publication will not pass over. PublishFailed
    where the plan cannot be read; OSError where the disk does not let it be done.
    """
    accepted = folder(data) / ACCEPTED
    if not accepted.is_dir():
        return False
    name, touched = _plan(accepted)
    target = folder(data) / f"{name}.duckdb"
    if (accepted / _SNAPSHOT).exists():
        (accepted / _SNAPSHOT).rename(target)
    for touch in touched:
        _apply(data, touch, accepted / _FILES / touch.path, name.rpartition("-")[2])
    below = {parent for touch in touched for parent in PurePosixPath(touch.path).parents}
    for where in sorted((data / parent for parent in below), reverse=True):
        if where.is_dir():
            sync(where)
    if target.exists() and (accepted / POINTER).exists():
        (accepted / POINTER).replace(folder(data) / POINTER)
        sync(folder(data))
    # Gone at once, or still whole.
    leftover = folder(data) / STAGED
    shutil.rmtree(leftover, ignore_errors=True)
    accepted.rename(leftover)
    sync(folder(data))
    shutil.rmtree(leftover, ignore_errors=True)
    return True


def _plan(accepted: Path) -> tuple[str, list[Touch]]:
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        plan = json.loads((accepted / _PLAN).read_text(encoding="utf-8"))
        touched = [Touch(*map(str, each)) for each in plan["files"]]
        sound = all(may_be_changed(touch.path) for touch in touched)
        if sound and NAME.fullmatch(f"{plan['snapshot']}.duckdb"):
            return str(plan["snapshot"]), touched
    raise PublishFailed(
        f"Không đọc được {accepted / _PLAN}: thay đổi đã nhận mà chưa ghi xong bị hỏng; hãy dời "
        f"thư mục {accepted} đi nơi khác, xem các tệp trong đó, rồi làm lại.",
        f"Cannot read {accepted / _PLAN}: an accepted change that was not finished is damaged; "
        f"move the folder {accepted} away, look at the files in it, then try again.",
    )


def _apply(data: Path, touch: Touch, incoming: Path, number: str) -> None:
    target = data / touch.path
    if touch.after and not incoming.exists():
        return  # done before the last time was cut off
    there = hash_of(target)
    if there not in ("", touch.before, touch.after):
        target.rename(target.with_name(f"{target.name}.before-{number}"))
    if not touch.after:
        target.unlink(missing_ok=True)
        return
    _make_data_folder(data, touch.path)
    try:
        incoming.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The folder lies on another disk than its snapshots.
        beside = target.with_name(f".{target.name}.new")
        shutil.copy(incoming, beside)
        sync(beside)
        beside.replace(target)
        incoming.unlink()


def put(data: Path, name: str, content: bytes) -> None:
    """Write one file of a data folder, whole or not at all."""
    target = data / name
    _make_data_folder(data, name)
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content)
    open_to_readers_of(data, beside)
    sync(beside)
    beside.replace(target)
    sync(target.parent)


def _make_data_folder(data: Path, name: str) -> None:
    for parent in reversed(PurePosixPath(name).parents):
        if not (data / parent).is_dir():
            (data / parent).mkdir()
            open_to_readers_of(data, data / parent)
