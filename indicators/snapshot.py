"""Data folder → published snapshot: build aside, check, publish.

A snapshot is a DuckDB file that is never changed once published: ``published/indicators-000042
.duckdb``, named by the one-line pointer ``published/current``. Rules about the data stand in
validation and queries/checks; what a snapshot answers, in engine.
"""

import contextlib
import fcntl
import hashlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from indicators import validation, workbook
from indicators.validation import Record
from indicators.vocabulary import TABLES, Finding, Period

QUERIES = Path(__file__).resolve().parent.parent / "queries"
POINTER = "current"
_NAME = re.compile(r"indicators-(\d{6})\.duckdb")


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


def folder(data: Path) -> Path:
    """Where the snapshots of a data folder stand."""
    return data / "published"


def current(data: Path) -> Path | None:
    """The snapshot that the pointer names, or None when there is none."""
    try:
        name = (folder(data) / POINTER).read_text(encoding="utf-8").split()[0]
    except (OSError, IndexError, UnicodeDecodeError):
        return None
    path = folder(data) / name
    return path if _NAME.fullmatch(name) and path.is_file() else None


def digest(data: Path) -> str:
    """SHA-256 over everything that a snapshot is made from: the data files and the SQL."""
    total = hashlib.sha256()
    sql = [QUERIES / "schema.sql", *_view_files(), *check_files()]
    for root, paths in ((data, workbook.files_of(data)), (QUERIES, sql)):
        for path in paths:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(root).as_posix()} {content}\n".encode())
    return total.hexdigest()


def _view_files() -> list[Path]:
    return sorted((QUERIES / "views").glob("*.sql"))


def check_files() -> list[Path]:
    return sorted((QUERIES / "checks").glob("*.sql"))


def publish(
    data: Path, step: Callable[[str], None] = lambda _name: None, *, force: bool = False
) -> Published:
    """Make the data folder the published state, unless it already is.

    ``step`` is told the name of each stage as it begins: read, build, check, publish. With
    findings, nothing is published and the earlier snapshot stays. PublishFailed when the folder
    cannot be written or another publication is under way.
    """
    if not data.is_dir():
        raise PublishFailed(
            f"Không có thư mục số liệu {data}; hãy xem lại đường dẫn sau --data.",
            f"There is no data folder {data}; check the path after --data.",
        )
    try:
        folder(data).mkdir(exist_ok=True)
        with _one_at_a_time(folder(data)):
            return _publish(data, step, force)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PublishFailed(
            f"Không ghi được vào {folder(data)} ({reason}); hãy kiểm tra quyền ghi và chỗ trống.",
            f"Cannot write to {folder(data)} ({reason}); check permissions and free space.",
        ) from error


def _publish(data: Path, step: Callable[[str], None], force: bool) -> Published:
    made_from = digest(data)
    served = current(data)
    if served is not None and not force and digest_of(served) == made_from:
        return Published(served, changed=False)
    step("read")
    reading = workbook.read_folder(data, TABLES)
    records, findings = validation.validate(reading.rows, TABLES)
    if findings := [*reading.findings, *findings]:
        return Published(served, changed=False, findings=tuple(findings))
    number = max(
        (
            int(m[1])
            for m in map(_NAME.fullmatch, (path.name for path in folder(data).iterdir()))
            if m
        ),
        default=0,
    )
    name = f"indicators-{number + 1:06d}"
    aside = folder(data) / f"{name}.building"
    try:
        step("build")
        _build(aside, name, records, made_from)
        step("check")
        with duckdb.connect(str(aside), read_only=True) as built:
            findings = list(broken_rules(built))
        if findings:
            return Published(served, changed=False, findings=tuple(findings))
        step("publish")
        return Published(_put_in_place(aside, folder(data), name), changed=True)
    except duckdb.IOException as error:
        raise OSError(str(error).splitlines()[0]) from error
    finally:
        for leftover in (aside, aside.with_name(aside.name + ".wal")):
            leftover.unlink(missing_ok=True)


def _put_in_place(aside: Path, where: Path, name: str) -> Path:
    """Give the built file its lasting name, then point to it: each step atomic and synced."""
    content = hashlib.sha256(aside.read_bytes()).hexdigest()
    path = where / f"{name}.duckdb"
    _sync(aside)
    aside.rename(path)
    pointer = where / f"{POINTER}.new"
    pointer.write_text(f"{path.name} {content}\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(where / POINTER)
    _sync(where)
    return path


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _one_at_a_time(where: Path) -> Iterator[None]:
    with (where / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PublishFailed(
                "Đang có một lần công bố khác chạy; hãy đợi nó xong rồi làm lại.",
                "Another publication is under way; wait for it to end and try again.",
            ) from None
        yield


def digest_of(path: Path) -> str | None:
    """What a snapshot says it was made from; None when the file is not a sound snapshot."""
    try:
        with duckdb.connect(str(path), read_only=True) as connection:
            row = connection.execute("select digest from snapshot").fetchone()
    except duckdb.Error:
        return None
    return None if row is None else str(row[0])


def _build(path: Path, name: str, records: Mapping[str, Sequence[Record]], made_from: str) -> None:
    path.unlink(missing_ok=True)
    dated = _dated(records)
    with duckdb.connect(str(path)) as connection:
        connection.execute("set threads = 2")
        connection.execute((QUERIES / "schema.sql").read_text(encoding="utf-8"))
        connection.execute(
            "insert into snapshot values (?, ?, ?, ?)",
            [name, datetime.now(UTC).replace(tzinfo=None), _as_of(records), made_from],
        )
        for table in TABLES:
            if not dated[table.name]:
                continue
            incoming = pa.Table.from_pylist(dated[table.name])
            connection.register("incoming", incoming)
            columns = ", ".join(incoming.column_names)
            connection.execute(
                f"insert into {table.name} ({columns}) select {columns} from incoming"
            )
            connection.unregister("incoming")
        for view in _view_files():
            # A snapshot never changes, so each view is computed once, here.
            answer = view.stem.split("_", 1)[1]
            connection.execute(f"create table {answer} as {view.read_text(encoding='utf-8')}")
        connection.execute("checkpoint")


def _dated(records: Mapping[str, Sequence[Record]]) -> dict[str, list[Record]]:
    """The records with their period's dates spelt out, so that SQL need not parse periods."""
    days = next(
        (
            int(str(row["value"]).split(".")[0])
            for row in records["thresholds"]
            if row["threshold_code"] == "report_days"
        ),
        0,
    )
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
            }
            if name == "published_figures":
                row |= {"year_before_start": before.start, "year_before_end": before.end}
            if name == "plans":
                row["report_due"] = period.end + timedelta(days=days)
    return dated


def _as_of(records: Mapping[str, Sequence[Record]]) -> date:
    """The day that the figures speak for: when the newest source of an observation came out."""
    used = {row["source_code"] for row in records["observations"]}
    days = [
        row["published_on"]
        for row in records["sources"]
        if row["source_code"] in used and isinstance(row["published_on"], date)
    ]
    return max(days, default=date(1, 1, 1))


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
