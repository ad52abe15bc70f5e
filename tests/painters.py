"""The painters that a process has started, as the kernel shows them: for tests that end or stop."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    pid: int
    parent: int
    group: int
    state: str
    words: tuple[str, ...]
    """Its command line."""

    def is_browser(self) -> bool:
        """Whether it is the browser's first process, not one of those that it started."""
        line = " ".join(self.words)
        return "--remote-debugging-pipe" in line and "--type=" not in line

    def is_page(self) -> bool:
        return "--type=renderer" in " ".join(self.words)


@dataclass(frozen=True)
class Painter:
    pid: int
    folder: Path

    def processes(self) -> list[Process]:
        """Itself, its browser and all that this started, but for those that have ended."""
        folder = str(self.folder)
        return [
            process
            for process in running()
            if process.group == self.pid or any(folder in word for word in process.words)
        ]

    def browser(self) -> Process:
        return next(process for process in self.processes() if process.is_browser())

    def nothing_is_left(self) -> bool:
        return not self.processes() and not self.folder.exists()


def running() -> Iterator[Process]:
    """Every process there is; one that has ended and waits for its parent is none."""
    for entry in PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = (entry / "stat").read_text()
            words = (entry / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        state, parent, group = status[status.rindex(")") + 1 :].split()[:3]
        if state not in "ZX":
            split = tuple(words.split("\0")[:-1])
            yield Process(int(entry.name), int(parent), int(group), state, split)


def painters(of: int | None = None) -> list[Painter]:
    """The painters of a process, of this one unless told otherwise."""
    parent = of or os.getpid()
    return [
        Painter(process.pid, folder_of(process.pid))
        for process in running()
        if process.parent == parent and "indicators.slides.painter" in process.words
    ]


def folder_of(pid: int) -> Path:
    variables = (PROC / str(pid) / "environ").read_bytes().decode().split("\0")
    return Path(next(each for each in variables if each.startswith("TMPDIR=")).partition("=")[2])


def kill(process: Process) -> None:
    os.kill(process.pid, signal.SIGKILL)


def becomes_true(said: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it gets true within so many seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if said():
            return True
        time.sleep(0.05)
    return said()
