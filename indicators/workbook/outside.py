"""A file from outside, XLSX or CSV → its cells as text, each with its place, and what is wrong.

Reading happens in a process of its own with limits on memory and time, since such a file may be
anything; here belongs who starts it, what it is given, how long it may take and what is said when
nothing comes of it. What the cells mean, and which row is the header, is not known here.
"""

import contextlib
import hashlib
import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
import threading
from array import array
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from indicators.vocabulary import Finding, Severity
from indicators.workbook.child import OUT_OF_MEMORY
from indicators.workbook.kinds import may_be_text
from indicators.workbook.limits import LIMITS, MEGABYTE, Limits, Notes, Unreadable
from indicators.workbook.wire import Gone, receive, texts_of

_ROOT: Final = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet that hold anything; rows and columns that are blank are left out.

    ``columns`` gives, by letters and in their order, the text of the cell in each of ``rows``, and
    "" for a blank. A number that the workbook stores as such is among ``numeric`` and its text
    canonical (``18500``, ``67.7``): the 15 digits that Excel shows, without grouping or exponent;
    one that is shown as a percentage is what is seen, with the sign (0.876 is ``87.6%``). Dates
    are ISO (``2022-07-31``), truths TRUE and FALSE, whole numbers that are padded with zeros as
    seen (``00640``); none of these is numeric, nor is a number that was typed as text.
    """

    name: str
    """Empty for a CSV."""
    rows: tuple[int, ...]
    """The number of each row in its sheet; the line that each record of a CSV begins on."""
    columns: dict[str, tuple[str, ...]]
    numeric: dict[str, frozenset[int]]
    """By letters, for every column: which of ``rows`` hold a true number, as indices into it."""


@dataclass(frozen=True)
class Outside:
    """What a file holds. With an error among the findings its sheets may not be whole."""

    file: str
    """Its name, without folders."""
    sha256: str
    """Of the bytes that were read; empty where there were none or too many."""
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def _no_step(done: float) -> None:
    pass


def read_outside(
    path: Path, *, limits: Limits = LIMITS, step: Callable[[float], None] = _no_step
) -> Outside:
    """Read the file in a child process; a file that cannot be read is a finding, never an error.

    The file is copied once and hashed as it is copied: what happens to it afterwards changes
    nothing. ``step`` hears how much is done, from 0 to 1, in this thread. Within ``limits.seconds``
    (and the moment that it takes to end a process) there is an answer.
    """
    file = path.name.encode("utf-8", "replace").decode()
    notes = Notes(file, limits)
    digest = ""
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    try:
        with _temporary(notes) as copy:
            digest = _copied(path, copy, notes)
            sheets, findings = _read(copy, file, limits, notes, step)
    except Unreadable:
        pass  # what it says is noted
    return Outside(file, digest, sheets, (*notes.findings, *findings))


def _temporary(notes: Notes) -> BinaryIO:
    try:
        return cast(BinaryIO, tempfile.TemporaryFile(prefix="chi-tieu-"))
    except OSError as problem:
        raise notes.stop(
            "reader-failed",
            f"không ghi được tệp tạm ({problem.strerror}) để đọc; hãy báo người quản trị máy.",
            f"cannot be read, as no temporary file can be written ({problem.strerror}); tell who "
            "looks after this machine.",
        ) from problem


def _copied(path: Path, copy: BinaryIO, notes: Notes) -> str:
    """Copy the file and give its SHA-256."""
    digest = hashlib.sha256()
    size = most = 0
    try:
        # A pipe of that name would otherwise be waited for.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb", buffering=0) as source:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(0, "not a regular file")
            while piece := source.read(MEGABYTE):
                if not size:
                    most = notes.limits.text if may_be_text(piece) else notes.limits.file
                size += len(piece)
                if size > most:
                    raise _too_large(notes, most)
                digest.update(piece)
                copy.write(piece)
        copy.flush()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise notes.stop(
            "unreadable-file",
            f"không đọc được tệp ({reason}); hãy xem lại tên tệp và quyền đọc.",
            f"cannot be read ({reason}); check its name and whether it may be read.",
        ) from problem
    copy.seek(0)
    return digest.hexdigest()


def _too_large(notes: Notes, limit: int) -> Unreadable:
    most = f"{limit / MEGABYTE:g}"
    return notes.stop(
        "file-too-large",
        f"tệp lớn hơn {most} MB; hãy chia nhỏ hoặc bỏ hình ảnh trong đó.",
        f"is larger than {most} MB; split it or remove its pictures.",
    )


@dataclass
class _Arriving:
    """A sheet whose columns are still coming in."""

    name: str
    rows: tuple[int, ...]
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numeric: dict[str, frozenset[int]] = field(default_factory=dict)


def _read(
    copy: BinaryIO, file: str, limits: Limits, notes: Notes, step: Callable[[float], None]
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    try:
        child = _started(copy, file, limits)
    except OSError as problem:
        raise notes.stop(
            "reader-failed",
            f"không khởi động được chương trình đọc tệp ({problem.strerror}); hãy thử lại.",
            f"cannot be read, as no process can be started ({problem.strerror}); try again.",
        ) from problem
    answer = cast(BinaryIO, child.stdout)
    late = threading.Event()

    def end() -> None:
        late.set()
        _end(child)

    clock = threading.Timer(limits.seconds, end)
    clock.daemon = True
    clock.start()
    try:
        return received(answer, limits, step)
    except (Gone, KeyError, ValueError, TypeError, IndexError) as problem:
        clock.cancel()
        _end(child)
        raise _ended(child.wait(), late.is_set(), limits, notes) from problem
    finally:
        clock.cancel()
        _end(child)
        child.wait()
        answer.close()


def _started(copy: BinaryIO, file: str, limits: Limits) -> subprocess.Popen[bytes]:
    # -S: it needs the standard library alone; no setting of this process reaches it.
    program = (sys.executable, "-S", "-B", "-X", "utf8", "-m", "indicators.workbook.child")
    return subprocess.Popen(
        (*program, file, json.dumps(asdict(limits))),
        stdin=copy.fileno(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        env={"PATH": os.defpath, "PYTHONHASHSEED": "random"},
        bufsize=1 << 18,
    )


def _end(child: subprocess.Popen[bytes]) -> None:
    """End it, stopped or not. It starts no others, and is of our group: it ends with that too."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        child.kill()


def received(
    source: BinaryIO, limits: Limits, step: Callable[[float], None] = _no_step
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    """The answer of the process that reads; Gone, or another error, where it is not whole."""
    sheets: list[_Arriving] = []
    findings: tuple[Finding, ...] = ()
    while True:
        note, content = receive(source, limits.memory)
        match note["kind"]:
            case "step":
                step(note["done"])
            case "sheet":
                sheets.append(_Arriving(note["name"], tuple(array("I", content))))
            case "column":
                sheets[-1].columns[note["letters"]] = texts_of(note, content)
            case "numeric":
                sheets[-1].numeric[note["letters"]] = frozenset(array("I", content))
            case "findings":
                findings = tuple(_finding(each) for each in note["findings"])
            case "end":
                done = [Sheet(each.name, each.rows, each.columns, each.numeric) for each in sheets]
                return tuple(done), findings
            case _:
                raise Gone


def _finding(note: dict[str, Any]) -> Finding:
    severity = Severity(note.pop("severity"))
    return Finding(**{**note, "severity": severity, "choices": tuple(note["choices"])})


def _ended(code: int, late: bool, limits: Limits, notes: Notes) -> Unreadable:
    """What is said of a process that ended without an answer."""
    if late or code == -signal.SIGXCPU:
        return notes.stop(
            "reading-too-slow",
            f"không đọc xong trong {limits.seconds:g} giây nên đã dừng; hãy chia nhỏ tệp.",
            f"was not read within {limits.seconds:g} seconds, and reading was ended; split the "
            "file.",
        )
    if code == OUT_OF_MEMORY:
        most = limits.memory // MEGABYTE
        return notes.stop(
            "reading-too-large",
            f"cần hơn {most} MB bộ nhớ để đọc nên đã dừng; hãy chia nhỏ tệp.",
            f"needs more than {most} MB of memory to be read, and reading was ended; split the "
            "file.",
        )
    return notes.stop(
        "reader-failed",
        "chương trình đọc tệp dừng giữa chừng; hãy thử lại, nếu vẫn vậy thì chép số liệu sang một "
        "bảng tính mới.",
        "ended the process that was reading it; try again, or else copy the figures to a new "
        "workbook.",
    )
