"""Data folder → published snapshot: build aside, check, publish."""

import contextlib
import fcntl
import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import duckdb

from indicators import boundaries, validation, workbook
from indicators.snapshot import building, recipe
from indicators.snapshot.checking import broken_rules
from indicators.snapshot.pointing import (
    current,
    digest_of,
    folder,
    newest_first,
    open_to_readers_of,
    point_to,
    sound,
    sync,
)
from indicators.vocabulary import TABLES, Finding

SETTING: Final = "CHI_TIEU_ILLUSTRATIVE"
"""The environment variable that leaves the illustrative figures out: 0; blank or 1 lets them in."""


class PublishFailed(Exception):
    """Nothing was published, and why: one sentence in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


@dataclass(frozen=True)
class Published:
    """What ``publish`` did: the snapshot that is served now, and what stood in the way."""

    path: Path | None
    changed: bool
    findings: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    """What should be known of the folder, though it was published."""


def illustrative_wanted() -> bool:
    """What the environment says of the illustrative figures; PublishFailed when it says neither."""
    said = os.environ.get(SETTING, "")
    if said not in ("", "0", "1"):
        raise PublishFailed(
            f"{SETTING} là «{said}»; chỉ dùng được 0 (bỏ số minh họa) hoặc 1 (giữ lại).",
            f"{SETTING} is “{said}”; it can be 0 (leave illustrative figures out) or 1 (keep).",
        )
    return said != "0"


def publish(
    data: Path,
    step: Callable[[str], None] = lambda _name: None,
    *,
    force: bool = False,
    illustrative: bool | None = None,
) -> Published:
    """Make the data folder the published state, unless it already is.

    ``step`` is told the name of each stage as it begins: read, build, check, publish.
    ``illustrative`` says whether made-up figures are part of it; None: what the environment says.
    With findings, nothing is published and the earlier snapshot stays. PublishFailed when the
    folder cannot be written or another publication is under way.
    """
    wanted = illustrative_wanted() if illustrative is None else illustrative
    if not data.is_dir():
        raise PublishFailed(
            f"Không có thư mục số liệu {data}; hãy xem lại đường dẫn sau --data.",
            f"There is no data folder {data}; check the path after --data.",
        )
    try:
        if not folder(data).is_dir():
            folder(data).mkdir()
            open_to_readers_of(data, folder(data))
        with _one_at_a_time(data):
            return _publish(data, step, force, wanted)
    except OSError as error:
        reason = error.strerror or str(error)
        if error.filename and not Path(os.fsdecode(error.filename)).is_relative_to(data):
            raise PublishFailed(
                f"Không đọc được {error.filename} ({reason}); hãy kiểm tra quyền đọc.",
                f"Cannot read {error.filename} ({reason}); check permissions.",
            ) from error
        raise PublishFailed(
            f"Không ghi được vào {folder(data)} ({reason}); hãy kiểm tra quyền ghi và chỗ trống.",
            f"Cannot write to {folder(data)} ({reason}); check permissions and free space.",
        ) from error


def _publish(data: Path, step: Callable[[str], None], force: bool, illustrative: bool) -> Published:
    made_from = recipe.digest(data, illustrative=illustrative)
    _sweep(folder(data))
    standing = list(itertools.islice(sound(data), 2))
    served = standing[0] if standing else None
    made = next((path for path in standing if digest_of(path) == made_from), None)
    if made is not None and not force:
        if made != current(data):
            # A publication was cut off once its snapshot had its name, or the pointer was lost.
            point_to(made, data)
        return Published(made, changed=made != served)
    step("read")
    reading = workbook.read_folder(data, TABLES, illustrative=illustrative)
    records, findings = validation.validate(reading.rows, TABLES, reading.unread(TABLES))
    if findings := [*reading.findings, *findings]:
        return Published(served, changed=False, findings=tuple(findings))
    outlines, wrong = boundaries.read_boundaries(data, records["areas"])
    if wrong:
        return Published(served, changed=False, findings=wrong)
    newest = next(iter(newest_first(folder(data))), None)
    number = int(newest.stem.split("-")[1]) if newest else 0
    name = f"indicators-{number + 1:06d}"
    aside = folder(data) / f"{name}.building"
    try:
        step("build")
        building.build(aside, name, records, outlines, made_from)
        open_to_readers_of(data, aside)
        step("check")
        with duckdb.connect(str(aside), read_only=True) as built:
            findings = list(broken_rules(built))
        if findings:
            return Published(served, changed=False, findings=tuple(findings))
        step("publish")
        sync(aside)
        path = aside.rename(folder(data) / f"{name}.duckdb")
        point_to(path, data)
        warnings = boundaries.without_outline(outlines, records["areas"])
        return Published(path, changed=True, warnings=warnings)
    # A disk that fills at a commit is a transaction that failed.
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        # DuckDB tells the disk's own reason last: a full one fails in the middle of a checkpoint.
        raise OSError(_reason(error).rsplit(": ", 1)[-1]) from error
    except duckdb.Error as error:
        raise PublishFailed(
            f"Không dựng được bản số liệu từ {data} ({_reason(error)}); bản đang dùng vẫn như cũ.",
            f"No snapshot could be made of {data} ({_reason(error)}); the last one stays.",
        ) from error
    finally:
        _sweep(folder(data))


def _reason(error: duckdb.Error) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


def _sweep(where: Path) -> None:
    """Remove what a publication that was cut off has left behind."""
    for leftover in (*where.glob("*.building"), *where.glob("*.building.*"), where / "current.new"):
        if leftover.is_dir():  # what did not fit into memory
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)


@contextlib.contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    path = folder(data) / "lock"
    with path.open("w") as lock:
        with contextlib.suppress(PermissionError):  # somebody else made it
            open_to_readers_of(data, path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishFailed(
                "Đang có một lần công bố khác chạy; hãy đợi nó xong rồi làm lại.",
                "Another publication is under way; wait for it to end and try again.",
            ) from None
        yield
