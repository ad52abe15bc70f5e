"""Figures → PNG, SVG, PDF: one browser a process, one picture at a time, a deadline from outside.

Here belongs who may draw, for how long, and what a user is told when nothing comes of it. What runs
beside the browser belongs to painter, a process of its own in a group of its own: a browser that
hangs is ended together with everything it started, and the next picture starts another one.
"""

import atexit
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from indicators.slides import typeface
from indicators.slides.wire import BROWSER_LOG, HEAD, KINDS, PAINTED

Form = Literal["png", "svg", "pdf"]

SETTINGS: Final = ("CHI_TIEU_BROWSER", "BROWSER_PATH")
"""The environment variables that may name the browser's program; the first one set counts."""
_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ROOT: Final = Path(__file__).resolve().parents[2]
_ENDING: Final = 1.0
"""Seconds of a deadline that are kept for ending what hangs; of a short one, a quarter."""
_LARGEST: Final = 1 << 29
"""Bytes of an answer; one that claims more is no answer."""


class PaintFailed(Exception):
    """There is no picture, and why: one sentence in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


class NoBrowser(PaintFailed):
    """There is no Chrome or Chromium: none on this machine, or not the one that is named."""

    def __init__(self) -> None:
        for setting in SETTINGS:
            if named := os.environ.get(setting):
                super().__init__(
                    f"{setting} là «{named}» nhưng không có chương trình ấy; hãy sửa hoặc bỏ biến "
                    "này.",
                    f"{setting} is “{named}”, and there is no such program; mend or unset it.",
                )
                return
        command = "sudo apt install chromium"
        other = f"{Path(sys.executable).with_name('kaleido_get_chrome')}"
        super().__init__(
            f"Máy này chưa có Chrome hay Chromium để vẽ ảnh; hãy cài bằng lệnh: {command} "
            f"(hoặc {other}).",
            "This machine has no Chrome or Chromium to draw pictures with; install it with: "
            f"{command} (or {other}).",
        )


class _NoStart(PaintFailed):
    """The browser ended before it was ready."""


class _Gone(Exception):
    """The painter ended, or answered what is no answer."""


def browser_path() -> Path | None:
    """The program that draws: the one that the environment names, or else one that is installed.

    A program that is named and does not exist is no browser; no other is looked for then.
    """
    for setting in SETTINGS:
        if named := os.environ.get(setting):
            found = shutil.which(named)
            return Path(found) if found else None
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    # Elsewhere than on PATH: where other systems keep it, and where kaleido_get_chrome puts it.
    from choreographer.browsers import Chromium

    found = Chromium.find_browser(skip_local=False)
    return Path(found) if found else None


def paint(
    figure: dict[str, Any],
    form: Form,
    *,
    width: float,
    height: float,
    scale: float = 1.0,
    deadline: float = 15.0,
) -> bytes:
    """Draw ``figure`` on a sheet of ``width`` × ``height`` px, enlarged ``scale`` times.

    A PNG has ``width * scale`` × ``height * scale`` pixels, rounded. An SVG of that size carries
    its letters; a PDF is one page of that size at 96 px an inch, without margins, its text as text.

    Any thread may call: pictures are drawn one after the other. Within ``deadline`` seconds of its
    turn, the start of the browser included, there is a picture or ``PaintFailed`` is raised, which
    is ``NoBrowser`` where none is installed. The next call starts another browser if need be.
    """
    request = json.dumps((figure, form, width, height, scale)).encode() + b"\n"
    with _easel.lock:
        image = _painted(request, deadline)
    if form == "svg":
        return typeface.carrying(image.decode()).encode()
    return image


def close() -> None:
    """End the browser of this process, if there is one; the next picture starts another."""
    with _easel.lock:
        _easel.clear()


@dataclass(frozen=True)
class _Painter:
    """The painter's process, the socket it listens on, the folder that all it writes stands in."""

    process: subprocess.Popen[bytes]
    link: socket.socket
    folder: Path

    def ask(self, request: bytes, until: float) -> tuple[bytes, bytes]:
        """What it answers, and the bytes; until then by the monotonic clock, or TimeoutError."""
        self.link.settimeout(_left(until))
        self.link.sendall(request)
        return self.answer(until)

    def answer(self, until: float) -> tuple[bytes, bytes]:
        kind, size = HEAD.unpack(self._received(HEAD.size, until))
        if kind not in KINDS or size > _LARGEST:
            raise _Gone
        return kind, self._received(size, until)

    def _received(self, size: int, until: float) -> bytes:
        received = bytearray()
        while len(received) < size:
            self.link.settimeout(_left(until))
            piece = self.link.recv(size - len(received))
            if not piece:
                raise _Gone
            received += piece
        return bytes(received)

    def end(self) -> None:
        """End its whole group, the browser with it, and remove what they wrote."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.link.close()
        for _ in range(40):  # one of them may still be busy with its last file
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                break
            time.sleep(0.025)


class _Easel:
    """Where the one painter of this process stands, and the lock of whoever uses it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.painter: _Painter | None = None

    def clear(self) -> None:
        painter, self.painter = self.painter, None
        if painter is not None:
            painter.end()

    def clear_at_exit(self) -> None:
        self.lock.acquire(timeout=1)
        self.clear()

    def forget(self) -> None:
        """In a copy of this process: only the original may talk to its painter, or end it."""
        if self.painter is not None:
            self.painter.link.close()
        self.lock, self.painter = threading.Lock(), None


_easel = _Easel()
atexit.register(_easel.clear_at_exit)
os.register_at_fork(after_in_child=_easel.forget)


def _painted(request: bytes, deadline: float) -> bytes:
    until = time.monotonic() + deadline - min(_ENDING, deadline / 4)
    for last_try in (False, True):
        try:
            painter = _easel.painter or _started(until)
            kind, content = painter.ask(request, until)
        except TimeoutError:
            _easel.clear()
            raise PaintFailed(
                f"Trình duyệt không vẽ xong hình trong {deadline:g} giây nên đã bị dừng; "
                "hãy thử lại.",
                f"The browser did not finish the picture within {deadline:g} seconds and was "
                "ended; try again.",
            ) from None
        except (_NoStart, _Gone, OSError) as problem:
            _easel.clear()
            if last_try and isinstance(problem, _NoStart):
                raise
            if last_try:
                raise PaintFailed(
                    "Trình duyệt đã hai lần dừng giữa chừng khi vẽ hình; hãy thử lại.",
                    "The browser ended twice before the picture was finished; try again.",
                ) from problem
        except BaseException:
            _easel.clear()  # what is still to be answered must not be taken for the next picture
            raise
        else:
            if kind == PAINTED:
                return content
            raise PaintFailed(
                "Trình duyệt không vẽ được hình này.", "The browser cannot draw this figure."
            ) from ValueError(content.decode(errors="replace"))
    raise AssertionError


def _started(until: float) -> _Painter:
    """A new painter, its browser ready."""
    program = browser_path()
    if program is None:
        raise NoBrowser
    try:
        folder = Path(tempfile.mkdtemp(prefix="chi-tieu-"))
        try:
            painter = _easel.painter = _launched(program, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as problem:
        raise PaintFailed(
            f"Không ghi được vào thư mục tạm {tempfile.gettempdir()} để vẽ hình "
            f"({problem.strerror}).",
            f"The folder {tempfile.gettempdir()} for temporary files cannot be used "
            f"({problem.strerror}).",
        ) from problem
    try:
        painter.answer(until)
    except _Gone as problem:
        said = _last_line(folder / BROWSER_LOG)
        raise _NoStart(
            f"Trình duyệt {program} không khởi động được{said}.",
            f"The browser {program} does not start{said}.",
        ) from problem
    return painter


def _launched(program: Path, folder: Path) -> _Painter:
    fonts = typeface.configure(folder)
    ours, theirs = socket.socketpair()
    try:
        with (folder / "log").open("wb") as log, theirs:
            process = subprocess.Popen(
                (sys.executable, "-m", "indicators.slides.painter", str(program), str(folder)),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=_ROOT,
                env={**os.environ, "TMPDIR": str(folder), "FONTCONFIG_FILE": str(fonts)},
                start_new_session=True,
            )
    except BaseException:
        ours.close()
        raise
    return _Painter(process, ours, folder)


def _last_line(log: Path) -> str:
    """What the browser said last, in brackets, if it said anything."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return ""
    said = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f" ({said[:200]})" if said else ""


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
