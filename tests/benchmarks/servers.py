"""Server processes: start one, wait until it answers, read its CPU time, end it.

Everything listens on the loopback address and is ended by the process group it was given.
"""

import ctypes
import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
READY_WITHIN = 90.0


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
