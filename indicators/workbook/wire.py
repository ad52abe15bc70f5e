"""How the process that reads hands its answer over: frames on a pipe, never pickled.

A frame is two lengths, a JSON object and raw bytes. Texts of a column go as a list of words and a
number each where words repeat, else one after the other with NUL between, which no text holds.
"""

import json
import struct
from array import array
from collections.abc import Iterable
from typing import Any, BinaryIO, Final

from indicators.workbook.numbering import Numbering

HEAD: Final = struct.Struct("=IQ")
_LARGEST_NOTE: Final = 1 << 26
_MOST_WORDS: Final = 1 << 16
_REPEATED: Final = 4


class Gone(Exception):
    """The other side ended before its last frame, or sent what is none."""


def send(target: BinaryIO, note: dict[str, Any], content: bytes | bytearray = b"") -> None:
    words = json.dumps(note, ensure_ascii=True).encode()
    target.write(HEAD.pack(len(words), len(content)))
    target.write(words)
    target.write(content)


def receive(source: BinaryIO, most: int) -> tuple[dict[str, Any], bytes]:
    """The next frame; Gone where there is none or it claims more than ``most`` bytes."""
    words, size = HEAD.unpack(_exactly(source, HEAD.size))
    if words > _LARGEST_NOTE or size > most:
        raise Gone
    try:
        note = json.loads(_exactly(source, words))
    except ValueError:
        raise Gone from None
    if not isinstance(note, dict):
        raise Gone
    return note, _exactly(source, size)


def _exactly(source: BinaryIO, size: int) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise Gone
    return content


class Texts:
    """The texts of one column, packed: about the bytes of the text, not an object a cell."""

    def __init__(self) -> None:
        self.count = 0
        self.blank = True
        self._numbers: Numbering | None = Numbering()
        self._codes = array("H")
        self._plain = bytearray()

    def extend(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self.count += len(texts)
        if self._numbers is not None:
            # Most of a batch, so that a column of words that hardly repeat is known for one early.
            codes = list(map(self._numbers.__getitem__, texts))
            words = len(self._numbers)
            if words <= _MOST_WORDS and (words < 1000 or words * _REPEATED <= self.count):
                self._codes.extend(codes)
                return
            before = list(self._numbers)
            if self._codes:
                spelled = map(before.__getitem__, self._codes)
                self._plain += "\0".join(spelled).encode() + b"\0"
            self._numbers, self._codes = None, array("H")
        if texts:
            self._plain += "\0".join(texts).encode() + b"\0"

    def pad(self, count: int) -> None:
        """Blanks up to ``count`` texts."""
        if count > self.count:
            self.extend([""] * (count - self.count))

    def note(self) -> dict[str, Any]:
        numbers = self._numbers
        return {"words": None if numbers is None else list(numbers), "count": self.count}

    def content(self) -> bytes | bytearray:
        return self._plain if self._numbers is None else self._codes.tobytes()


def texts_of(note: dict[str, Any], content: bytes) -> tuple[str, ...]:
    """What ``Texts`` packed; Gone where it is something else."""
    words = note["words"]
    if words is None:
        texts = tuple(content.decode().split("\0")[:-1])
    else:
        texts = tuple(map(words.__getitem__, array("H", content)))
    if len(texts) != note["count"]:
        raise Gone
    return texts
