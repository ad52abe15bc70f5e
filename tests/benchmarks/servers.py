"""Server processes: start one, wait until it answers, read its CPU time and memory, end it.

Everything listens on the loopback address and is ended by the process group it was given.
"""

import ctypes
import http.client
import os
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
READY_WITHIN = 90.0
LOOK_EVERY = 0.05
PROCESSES = Path("/proc")
NUMBER = re.compile(r"^(\w+):\s+(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """A program that serves one port; ``{port}`` in its words is replaced by the number."""

    words: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    ready_path: str = "/"


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process_id: int
    seconds_to_ready: float

    def url(self, path: str = "") -> str:
        """Return the address of a page."""
        return f"http://{HOST}:{self.port}/{path}"

    def cpu_seconds(self) -> float:
        """Return the CPU time of the process so far, ended threads included."""
        return cpu_seconds(self.process_id)


@dataclass
class Memory:
    """The largest memory of a server so far, the processes that it started included, in bytes."""

    peak: int = 0


@contextmanager
def watched(server: Server) -> Iterator[Memory]:
    """Watch the memory of a server until the block ends; ``peak`` is right after it."""
    memory, over = Memory(), threading.Event()

    def look() -> None:
        while True:
            last = over.wait(LOOK_EVERY)
            memory.peak = max(memory.peak, resident(server.process_id))
            if last:
                return

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield memory
    finally:
        over.set()
        watcher.join()


def resident(process_id: int) -> int:
    """Return the memory of a process and of all that it started, in bytes; 0 once it is gone.

    Of the process itself it is the largest since it began, so that nothing is missed between two
    looks.
    """
    every = {int(folder.name): status_of(int(folder.name)) for folder in PROCESSES.glob("[0-9]*")}
    found, family = 0, [process_id]
    while family:
        one = family.pop()
        found += every.get(one, {}).get("VmHWM" if one == process_id else "VmRSS", 0)
        family += [number for number, status in every.items() if status.get("PPid") == one]
    return found * 1024


def status_of(process_id: int) -> dict[str, int]:
    """Return the numbers of a process's status, memory in kB; none when it is gone."""
    try:
        text = (PROCESSES / str(process_id) / "status").read_text("utf-8", "replace")
    except OSError:
        return {}
    return {name: int(number) for name, number in NUMBER.findall(text)}


def cpu_seconds(process_id: int) -> float:
    """Return the CPU time of a process in seconds, to the nanosecond where the system keeps it.

    Raises OSError when the process is gone or the system has no such clock.
    """
    clock = ctypes.c_int()
    error = ctypes.CDLL(None).clock_getcpuclockid(process_id, ctypes.byref(clock))
    if error:
        raise OSError(error, os.strerror(error))
    return time.clock_gettime(clock.value)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Command) -> Iterator[Server]:
    """Run a server until the block ends.

    Raises RuntimeError, with the end of its output, when it ends early or is not ready in time.
    """
    port = free_port()
    words = [word.replace("{port}", str(port)) for word in command.words]
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=command.folder,
            env={**os.environ, **command.environment, "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while not answers(port, command.ready_path):
                late = time.perf_counter() - started > READY_WITHIN
                if late or process.poll() is not None:
                    output.seek(0)
                    said = output.read()[-2000:].decode("utf-8", "replace")
                    raise RuntimeError(f"not ready: {' '.join(words)}\n{said}")
                time.sleep(0.005)
            yield Server(port, process.pid, time.perf_counter() - started)
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that was started here, and every process of its group."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=3)
        except subprocess.TimeoutExpired:
            continue
    process.wait(timeout=3)


def answers(port: int, path: str) -> bool:
    """Tell whether a server answers a path with 200."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def settle(servers: Sequence[Server], within: float = 2.0) -> None:
    """Wait until the servers use next to no CPU, so that late work is counted where it belongs."""
    until = time.perf_counter() + within
    before = [server.cpu_seconds() for server in servers]
    while time.perf_counter() < until:
        time.sleep(0.06)
        after = [server.cpu_seconds() for server in servers]
        if all(new - old < 0.002 for old, new in zip(before, after, strict=True)):
            return
        before = after
