"""Data folder → published snapshot: build aside, check, publish.

A snapshot is a DuckDB file that is never changed once published: ``published/indicators-000042
.duckdb``, named by the one-line pointer ``published/current``. Rules about the data stand in
validation and queries/checks; what a snapshot answers, in engine.
"""

import contextlib
import fcntl
import hashlib
import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from indicators import boundaries, validation, workbook
from indicators.boundaries import Outline
from indicators.validation import Record
from indicators.vocabulary import TABLES, Finding, Period, Standing

QUERIES = Path(__file__).resolve().parent.parent / "queries"
_ROOM = Path(__file__).resolve().parent
_MAKERS = (
    "boundaries/outline.py",
    "boundaries/reading.py",
    "boundaries/thinning.py",
    "snapshot.py",
    "validation.py",
    "vocabulary.py",
    "workbook.py",
)
"""The code that turns rows as typed into tables: changed, it may make another snapshot of them."""
POINTER = "current"
SETTING: Final = "CHI_TIEU_ILLUSTRATIVE"
"""The environment variable that leaves the illustrative figures out: 0; blank or 1 lets them in."""
_NAME = re.compile(r"indicators-(\d{6})\.duckdb")
_LONGEST_DELAY = 3650
"""Days; what thresholds may say stands in queries/checks, which run after the dates are spelt."""
_OPEN = date(1, 1, 1)
"""The first day of a validity that is open to the past."""

# What a reader's connection may never do, whatever text reaches it. Every connection of a process
# to one snapshot must ask for the same.
LOCKED: Final = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
    "memory_limit": "384MB",
    "lock_configuration": "true",
}


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


def folder(data: Path) -> Path:
    """Where the snapshots of a data folder stand."""
    return data / "published"


def current(data: Path) -> Path | None:
    """The snapshot that the pointer names, or None when there is none."""
    pointed = _pointed(data)
    return None if pointed is None else pointed[0]


def _pointed(data: Path) -> tuple[Path, str] | None:
    """What the pointer names, and the hash that it had when it was published."""
    try:
        name, content = (folder(data) / POINTER).read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return None
    path = folder(data) / name
    return (path, content) if _NAME.fullmatch(name) and path.is_file() else None


def sound(data: Path) -> Iterator[Path]:
    """The snapshots that can be served, best first: the one pointed to, then the newest.

    One that is damaged is left out: it does not open, or is not what the pointer says it was. So is
    one that another schema or other views made: the queries of this code would not fit it.
    """
    pointed = _pointed(data)
    if pointed is not None and _hash(pointed[0]) == pointed[1] and digest_of(pointed[0]):
        yield pointed[0]
    for path in _newest_first(folder(data)):
        if (pointed is None or path != pointed[0]) and digest_of(path):
            yield path


def numbered(data: Path, number: str) -> Path | None:
    """The snapshot of that number, six digits; None when there is no such file.

    Whether it can be served, ``digest_of`` says.
    """
    name = f"indicators-{number}.duckdb"
    path = folder(data) / name
    return path if _NAME.fullmatch(name) and path.is_file() else None


def _newest_first(where: Path) -> list[Path]:
    return sorted(filter(lambda path: _NAME.fullmatch(path.name), where.glob("*")), reverse=True)


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        return ""


def illustrative_wanted() -> bool:
    """What the environment says of the illustrative figures; PublishFailed when it says neither."""
    said = os.environ.get(SETTING, "")
    if said not in ("", "0", "1"):
        raise PublishFailed(
            f"{SETTING} là «{said}»; chỉ dùng được 0 (bỏ số minh họa) hoặc 1 (giữ lại).",
            f"{SETTING} is “{said}”; it can be 0 (leave illustrative figures out) or 1 (keep).",
        )
    return said != "0"


def digest(data: Path, *, illustrative: bool = True) -> str:
    """SHA-256 over everything that a snapshot is made from: the data files, the SQL, the code."""
    files = workbook.files_of(data, illustrative=illustrative)
    strays = workbook.strays_of(data, illustrative=illustrative)
    outlines = data / boundaries.FILE
    return _digest(
        (data, [*files, *strays, *([outlines] if outlines.exists() else [])]),
        (QUERIES, [QUERIES / "schema.sql", *view_files(), *check_files()]),
        (_ROOM, [_ROOM / name for name in _MAKERS]),
    )


def mark() -> str:
    """SHA-256 over the schema and the views: what a snapshot must share with who reads it."""
    return _digest((QUERIES, [QUERIES / "schema.sql", *view_files()]))


def _digest(*kinds: tuple[Path, Sequence[Path]]) -> str:
    total = hashlib.sha256()
    for root, paths in kinds:
        for path in paths:
            total.update(f"{path.relative_to(root).as_posix()} {_hash(path)}\n".encode())
    return total.hexdigest()


def view_files() -> list[Path]:
    """The views, in the order in which one builds on the other."""
    return sorted((QUERIES / "views").glob("*.sql"))


def check_files() -> list[Path]:
    return sorted((QUERIES / "checks").glob("*.sql"))


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
            _open_to_readers_of(data, folder(data))
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
    made_from = digest(data, illustrative=illustrative)
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
    newest = next(iter(_newest_first(folder(data))), None)
    number = int(newest.stem.split("-")[1]) if newest else 0
    name = f"indicators-{number + 1:06d}"
    aside = folder(data) / f"{name}.building"
    try:
        step("build")
        _build(aside, name, records, outlines, made_from)
        _open_to_readers_of(data, aside)
        step("check")
        with duckdb.connect(str(aside), read_only=True) as built:
            findings = list(broken_rules(built))
        if findings:
            return Published(served, changed=False, findings=tuple(findings))
        step("publish")
        _sync(aside)
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


def point_to(path: Path, data: Path) -> None:
    """Make a whole snapshot in ``folder(data)`` the one that is served."""
    pointer = path.with_name(f"{POINTER}.new")
    pointer.write_text(f"{path.name} {_hash(path)}\n", encoding="utf-8")
    _open_to_readers_of(data, pointer)
    _sync(pointer)
    pointer.replace(path.with_name(POINTER))
    _sync(path.parent)


def _sweep(where: Path) -> None:
    """Remove what a publication that was cut off has left behind."""
    for leftover in (*where.glob("*.building"), *where.glob("*.building.*"), where / "current.new"):
        if leftover.is_dir():  # what did not fit into memory
            shutil.rmtree(leftover)
        else:
            leftover.unlink(missing_ok=True)


def _open_to_readers_of(data: Path, path: Path) -> None:
    """Whoever may read the data folder may read what is published of it, whatever the umask."""
    mode = data.stat().st_mode & 0o777
    path.chmod(mode if path.is_dir() else mode & 0o666)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _one_at_a_time(data: Path) -> Iterator[None]:
    path = folder(data) / "lock"
    with path.open("w") as lock:
        with contextlib.suppress(PermissionError):  # somebody else made it
            _open_to_readers_of(data, path)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishFailed(
                "Đang có một lần công bố khác chạy; hãy đợi nó xong rồi làm lại.",
                "Another publication is under way; wait for it to end and try again.",
            ) from None
        yield


def digest_of(path: Path) -> str | None:
    """What a snapshot says it was made from; None when it is not sound, or not for this code."""
    try:
        with duckdb.connect(str(path), read_only=True, config=dict(LOCKED)) as connection:
            row = connection.execute("select digest, mark from snapshot").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row is not None and row[1] == mark() else None


def outdated(data: Path) -> bool:
    """Whether the snapshot pointed to is whole, but made for another schema or other views."""
    pointed = _pointed(data)
    return pointed is not None and _hash(pointed[0]) == pointed[1] and digest_of(pointed[0]) is None


def _build(
    path: Path,
    name: str,
    records: Mapping[str, Sequence[Record]],
    outlines: Sequence[Outline],
    made_from: str,
) -> None:
    tables: dict[str, Sequence[Mapping[str, object]]] = {**_dated(records)}
    tables["boundaries"] = boundaries.rows_of(outlines)
    with duckdb.connect(str(path)) as connection:
        connection.execute("set threads = 2")
        connection.execute((QUERIES / "schema.sql").read_text(encoding="utf-8"))
        connection.execute(
            "insert into snapshot values (?, ?, ?, ?, ?)",
            [name, datetime.now(UTC).replace(tzinfo=None), _as_of(records), made_from, mark()],
        )
        for table, rows in tables.items():
            if not rows:
                continue
            incoming = pa.Table.from_pylist(rows)
            connection.register("incoming", incoming)
            columns = ", ".join(incoming.column_names)
            connection.execute(f"insert into {table} ({columns}) select {columns} from incoming")
            connection.unregister("incoming")
        for view in view_files():
            compute(connection, view)
        connection.execute("checkpoint")


def compute(connection: duckdb.DuckDBPyConnection, view: Path) -> str:
    """Compute one of ``view_files``, once: a snapshot never changes. Returns the table's name."""
    answer = view.stem.split("_", 1)[1]
    connection.execute(f"create table {answer} as {view.read_text(encoding='utf-8')}")
    return answer


def _dated(records: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """The records with their period's dates spelt out, so that SQL need not parse periods.

    ``area_from`` says which area a code means in that period: codes are used again.
    """
    days = next(
        (
            max(0, min(int(float(str(row["value"]))), _LONGEST_DELAY))
            for row in records["thresholds"]
            if row["threshold_code"] == "report_days"
        ),
        0,
    )
    as_of = _as_of(records)
    begun: dict[str, list[date]] = {}
    for area in records["areas"]:
        first = area["valid_from"]
        from_ = first if isinstance(first, date) else _OPEN
        begun.setdefault(str(area["area_code"]), []).append(from_)

    def area_from(code: object, day: date) -> date:
        # Whether the area still existed then is asked by queries/checks.
        return max((first for first in begun.get(str(code), ()) if first <= day), default=_OPEN)

    dated: dict[str, list[Record]] = {}
    for name, rows in records.items():
        dated[name] = [dict(row) for row in rows]
        for row in dated[name]:
            if "period" not in row:
                continue
            period = Period.parse(str(row["period"]))
            before = period.year_before
            row |= {
                "period_start": period.start,
                "period_end": period.end,
                "frequency": period.frequency,
                "year_before": before.text,
                "area_from": area_from(row["area_code"], period.end),
            }
            if name == "published_figures":
                row |= {
                    "year_before_start": before.start,
                    "year_before_end": before.end,
                    "year_before_area_from": area_from(row["area_code"], before.end),
                }
            if name == "plans":
                row["report_due"] = period.end + timedelta(days=days)
                # A plan that runs on is made for the area that has the code as it runs.
                running = max(period.start, min(period.end, as_of))
                row["area_from"] = area_from(row["area_code"], running)
    return dated


def _as_of(records: Mapping[str, Sequence[Record]]) -> date:
    """The day that the figures speak for: when the newest source of an observation came out.

    What is made up speaks for no day, unless there is nothing else.
    """
    seen = records["observations"]
    real = [row for row in seen if not _is_made_up(row)]
    used = {row["source_code"] for row in real or seen}
    days = [
        row["published_on"]
        for row in records["sources"]
        if row["source_code"] in used and isinstance(row["published_on"], date)
    ]
    return max(days, default=date(1, 1, 1))


def _is_made_up(row: Record) -> bool:
    beside = str(row["file"]).startswith(f"{workbook.ILLUSTRATIVE}/")
    return beside or row["status"] == Standing.ILLUSTRATIVE


def broken_rules(connection: duckdb.DuckDBPyConnection) -> Iterator[Finding]:
    """Run every rule of queries/checks; one finding a row that it returns.

    A check answers with file, line, column_name and typed; its sentences, in both languages,
    stand in its head as ``-- vi:`` and ``-- en:`` and may name ``{typed}``.
    """
    for path in check_files():
        sql = path.read_text(encoding="utf-8")
        say = dict(re.findall(r"^-- (vi|en): (.+)$", sql, flags=re.MULTILINE))
        for file, line, column, typed in connection.cursor().execute(sql).fetchall():
            shown = "" if typed is None else str(typed)
            yield Finding(
                str(file),
                int(line),
                str(column or ""),
                shown,
                say["vi"].replace("{typed}", shown),
                say["en"].replace("{typed}", shown),
            )
