"""One publication at a time, across processes, and who is at it.

The lock is the system's and ends with the process that holds it, however that ends; what stands in
the file only helps people.
"""

import contextlib
import fcntl
import getpass
import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from indicators.snapshot.failure import PublishFailed
from indicators.snapshot.pointing import folder, open_to_readers_of

_FILE: Final = "lock"
_PAUSE: Final = 0.1
"""Seconds from one try to the next."""


def user() -> str:
    """Who runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


@contextlib.contextmanager
def one_at_a_time(data: Path, who: str, wait: float, step: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock; wait so many seconds for it, after ``step("wait")``; PublishFailed then."""
    path = folder(data) / _FILE
    with path.open("a+", encoding="utf-8") as lock:
        with contextlib.suppress(PermissionError):  # somebody else made it
            open_to_readers_of(data, path)
        if not _taken(lock):
            if wait > 0:
                step("wait")
            until = time.monotonic() + wait
            while not _taken(lock):
                if time.monotonic() >= until:
                    raise _refusal(lock)
                time.sleep(_PAUSE)
        since = datetime.now().astimezone().isoformat(timespec="seconds")
        _say(lock, json.dumps({"pid": os.getpid(), "user": who, "since": since}))
        try:
            yield
        finally:
            _say(lock, "")


def _taken(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _say(lock: IO[str], text: str) -> None:
    # A full disk is told where it matters.
    with contextlib.suppress(OSError):
        os.ftruncate(lock.fileno(), 0)
        os.write(lock.fileno(), text.encode())


def _refusal(lock: IO[str]) -> PublishFailed:
    vi = en = ""
    # It may be half written just now.
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        lock.seek(0)
        said = json.loads(lock.read())
        since = datetime.fromisoformat(said["since"])
        vi = f" ({said['user']}, từ {since:%H:%M:%S}, tiến trình {said['pid']})"
        en = f" (by {said['user']}, since {since:%H:%M:%S}, process {said['pid']})"
    return PublishFailed(
        f"Đang có một lần công bố khác chạy{vi}; hãy đợi nó xong rồi làm lại.",
        f"Another publication is under way{en}; wait for it to end and try again.",
    )
