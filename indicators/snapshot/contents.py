"""The data files that a snapshot holds, byte for byte, whichever code made it."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from indicators.snapshot.failure import PublishFailed
from indicators.snapshot.pointing import LOCKED
from indicators.snapshot.recipe import hash_of_bytes


def hashes(path: Path) -> dict[str, str]:
    """The SHA-256 of every file, by its path below the data folder; empty where it holds none."""
    try:
        with duckdb.connect(str(path), read_only=True, config=dict(LOCKED)) as connection:
            rows = connection.execute("select path, sha256 from files order by path").fetchall()
    except duckdb.Error:
        return {}
    return {str(name): str(content) for name, content in rows}


def edited(path: Path, state: Mapping[str, str]) -> tuple[str, ...]:
    """The files that are not in that ``state`` in a snapshot: edited, new, gone; by path.

    Empty where the snapshot does not say what it was made from.
    """
    held = hashes(path)
    names = sorted({*held, *state}) if held else ()
    return tuple(name for name in names if held.get(name) != state.get(name))


def files(path: Path) -> dict[str, bytes]:
    """Every file by its path below the data folder; PublishFailed where they are not all sound."""
    try:
        with duckdb.connect(str(path), read_only=True, config=dict(LOCKED)) as connection:
            rows = connection.execute("select path, sha256, content from files").fetchall()
    except duckdb.CatalogException:
        rows = []
    except duckdb.Error as error:
        raise damaged(path) from error
    if not rows:
        raise PublishFailed(
            f"{path.stem} được tạo khi bản số liệu chưa giữ tệp gốc nên không lấy lại được từ đó.",
            f"{path.stem} was made when snapshots did not keep their files; nothing can be had "
            "back from it.",
        )
    if any(hash_of_bytes(content) != expected for _, expected, content in rows):
        raise damaged(path)
    return {str(name): bytes(content) for name, _, content in rows}


def damaged(path: Path) -> PublishFailed:
    return PublishFailed(
        f"{path.stem} bị hỏng nên không lấy lại được từ đó; hãy chọn bản khác trong lịch sử.",
        f"{path.stem} is damaged; nothing can be had back from it, choose another one.",
    )
