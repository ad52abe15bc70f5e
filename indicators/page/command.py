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
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

from indicators.page.reader import Reader

_PACKAGES: Final = Path(__file__).resolve().parents[2]
_LOOK: Final = 0.5
"""Seconds between two looks whether the reader is still there."""
_STEPS: Final = ("examine", "read", "build", "check", "compare", "wait", "publish")
_LONGEST: Final = 900.0
"""Seconds after which a command is given up."""
_SENTENCES: Final = (1, 2)
"""The exit codes with which it has said in a sentence what stands in the way."""
_STORY: Final = "Traceback (most recent call last)"
_LAST_SAID: Final = 4_000
"""So many of the last bytes of its complaints are kept."""
_MOST: Final = 2
"""Commands of a process at work at the same time; another one waits for its turn."""
_TURN: Final = 0.2
"""Seconds between two looks of one that waits: is it stopped meanwhile?"""
_PREFIX: Final = "chi-tieu-"
_turns: Final = threading.BoundedSemaphore(_MOST)


class Command:
    """One command waiting, under way or over."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        heeds_reader: bool = True,
        holding: object = None,
        longest: float = _LONGEST,
    ) -> None:
        """``heeds_reader``: it ends when the tab that began it is closed.

        ``holding`` is what must not go before it is over; after ``longest`` seconds of work it is
        given up.
        """
        self.arguments = tuple(arguments)
        self._heeds = heeds_reader
        self._holding = holding
        self._longest = longest
        self.waiting = True
        """For its turn: others are at work."""
        self.step = ""
        """The stage at work."""
        self._part = 0.0
        self.said: dict[str, Any] = {}
        """What it has told, by name: ``proposal``, ``published``."""
        self.complaint = ""
        """The sentence that it has ended with; blank where it has said none."""
        self.failed = False
        """Whether it came to nothing: it said so, broke down or was stopped."""
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
    def stopped(self) -> bool:
        return self._stop.is_set()

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
            while not _turns.acquire(timeout=_TURN):
                if self._stop.is_set() or self._gone():
                    self.failed = True
                    return
            try:
                self.waiting = False
                # Killed, it leaves behind what it has put aside: a whole snapshot, say.
                with tempfile.TemporaryDirectory(
                    prefix=_PREFIX, ignore_cleanup_errors=True
                ) as aside:
                    self._command(aside)
            finally:
                _turns.release()
        except Exception:
            logging.getLogger(__name__).exception("a command could not be run")
            self.failed = True
        finally:
            self._holding = None

    def _command(self, aside: str) -> None:
        child = subprocess.Popen(
            [sys.executable, "-m", "indicators", *self.arguments],
            cwd=_PACKAGES,
            env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "1000", "TMPDIR": aside},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        complaints = bytearray()
        ears = (
            threading.Thread(target=self._listen, args=(child.stdout,), daemon=True),
            threading.Thread(target=_collect, args=(child.stderr, complaints), daemon=True),
        )
        for ear in ears:
            ear.start()
        until = time.monotonic() + self._longest
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
        said = bytes(complaints).decode("utf-8", "replace")
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
        with lines:
            for line in lines:
                try:
                    told = json.loads(line)
                except ValueError:  # a sentence for people
                    continue
                self.step = told.pop("step", self.step)
                self._part = told.pop("part", 0.0)
                self.said |= told


def _collect(said: IO[bytes], last: bytearray) -> None:
    """Keep what was said last, however much that is, and however long its lines are."""
    with said:
        while piece := said.readline(_LAST_SAID):
            last += piece
            del last[:-_LAST_SAID]
