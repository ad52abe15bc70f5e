"""Our own command line, run for a page in a process of its own, and what it says line by line.

A file from outside is only ever read there: should reading it go wrong, no page does.
"""

import contextlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

from indicators.page.reader import Reader

_PACKAGES: Final = Path(__file__).resolve().parents[2]
_LOOK: Final = 0.5
"""Seconds between two looks whether the reader is still there."""
_STEPS: Final = ("examine", "read", "build", "check", "compare", "publish")
_LONGEST: Final = 900.0
"""Seconds after which a command is given up."""
_SENTENCES: Final = (1, 2)
"""The exit codes with which it has said in a sentence what stands in the way."""
_STORY: Final = "Traceback (most recent call last)"
_LAST_SAID: Final = 4_000
"""So many of the last letters of its complaints are kept."""


class Command:
    """One command waiting, under way or over."""

    def __init__(self, arguments: Sequence[str], *, heeds_reader: bool = True) -> None:
        """``heeds_reader``: it ends when the tab that began it is closed."""
        self.arguments = tuple(arguments)
        self._heeds = heeds_reader
        self.step = ""
        """The stage at work."""
        self._part = 0.0
        self.said: dict[str, Any] = {}
        """What it has told, by name: ``proposal``, ``published``."""
        self.complaint = ""
        """The sentence that it has ended with; blank where it has said none."""
        self.failed = False
        self._reader = Reader()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="command", daemon=True)

    def start(self) -> "Command":
        self._thread.start()
        return self

    def stop(self) -> None:
        """End it, whatever it is at: what it has not acknowledged did not happen."""
        self._stop.set()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    @property
    def part(self) -> float:
        """About how much of the way is behind it, from 0 to 1."""
        if self.step not in _STEPS:
            return 0.0
        return (_STEPS.index(self.step) + self._part) / len(_STEPS)

    def join(self, seconds: float) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._command()
        except Exception:
            logging.getLogger(__name__).exception("a command could not be run")
            self.failed = True

    def _command(self) -> None:
        child = subprocess.Popen(
            [sys.executable, "-m", "indicators", *self.arguments],
            cwd=_PACKAGES,
            env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "1000"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        complaints: list[bytes] = []
        ears = (
            threading.Thread(target=self._listen, args=(child.stdout,), daemon=True),
            threading.Thread(target=_collect, args=(child.stderr, complaints), daemon=True),
        )
        for ear in ears:
            ear.start()
        until = time.monotonic() + _LONGEST
        try:
            while not (self._stop.is_set() or self._gone() or time.monotonic() > until):
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(_LOOK)
                    break
        finally:
            # The child may have begun others: all of them end with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        for ear in ears:
            ear.join(_LOOK * 4)
        said = b"".join(complaints)[-_LAST_SAID:].decode("utf-8", "replace")
        self.failed = child.returncode != 0
        if child.returncode in _SENTENCES and _STORY not in said:
            self.complaint = next((line for line in reversed(said.splitlines()) if line), "")
        elif self.failed and not self._stop.is_set():
            logging.getLogger(__name__).error(
                "%s ended with %s: %s", self.arguments[0], child.returncode, said
            )

    def _gone(self) -> bool:
        return self._heeds and self._reader.gone()

    def _listen(self, lines: IO[bytes]) -> None:
        for line in lines:
            told = json.loads(line)
            self.step = told.pop("step", self.step)
            self._part = told.pop("part", 0.0)
            self.said |= told


def _collect(lines: IO[bytes], into: list[bytes]) -> None:
    into.extend(lines)
