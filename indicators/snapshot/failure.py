"""Why nothing was published, in one sentence of both languages; what is wrong with the data is a
Finding instead."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb

from indicators.snapshot.pointing import folder


class PublishFailed(Exception):
    """Nothing was published, and why: one sentence in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


@contextlib.contextmanager
def one_sentence(data: Path, target: Path | None = None) -> Iterator[None]:
    """Say as PublishFailed what the disk does not do; ``target`` is written to where it is not the
    folder of snapshots."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        where = target or folder(data)
        if error.filename:
            named = Path(os.fsdecode(error.filename))
            if not named.is_relative_to(target or data):
                raise PublishFailed(
                    f"Không đọc được {named} ({reason}); hãy kiểm tra quyền đọc.",
                    f"Cannot read {named} ({reason}); check permissions.",
                ) from error
            if not named.is_relative_to(where):
                where = named.parent
        raise PublishFailed(
            f"Không ghi được vào {where} ({reason}); hãy kiểm tra quyền ghi và chỗ trống.",
            f"Cannot write to {where} ({reason}); check permissions and free space.",
        ) from error


@contextlib.contextmanager
def database_in_one_sentence(data: Path) -> Iterator[None]:
    """Say as OSError or PublishFailed what the database does not do."""
    try:
        yield
    # A disk that fills at a commit is a transaction that failed.
    except (duckdb.IOException, duckdb.FatalException, duckdb.TransactionException) as error:
        # DuckDB tells the disk's own reason last: a full one fails in the middle of a checkpoint.
        raise OSError(_reason(error).rsplit(": ", 1)[-1]) from error
    except duckdb.Error as error:
        raise PublishFailed(
            f"Không dựng được bản số liệu từ {data} ({_reason(error)}); bản đang dùng vẫn như cũ.",
            f"No snapshot could be made of {data} ({_reason(error)}); the last one stays.",
        ) from error


def _reason(error: duckdb.Error) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
