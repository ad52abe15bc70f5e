"""The zip that a workbook is: its parts, each read in pieces and counted while it is unpacked.

What a header says of sizes is believed only where it is already too much.
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final

from indicators.workbook import kinds
from indicators.workbook.limits import MEGABYTE, Notes, Unreadable

_PIECE: Final = MEGABYTE
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


class Archive:
    """An XLSX workbook's parts by name. Every method raises Unreadable, its finding noted."""

    def __init__(self, source: BinaryIO, notes: Notes) -> None:
        self.notes = notes
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(source)
        except (*_BROKEN, OSError, UnicodeDecodeError, OverflowError) as problem:
            raise self.damaged() from problem
        parts = self._zip.infolist()
        if len(parts) > notes.limits.parts:
            raise notes.stop(
                "too-many-parts",
                f"có {len(parts)} tệp con, quá {notes.limits.parts}; hãy chép các trang cần nhập "
                "sang một bảng tính mới.",
                f"holds {len(parts)} parts, more than {notes.limits.parts}; copy the sheets to a "
                "new workbook.",
            )
        self._parts = {part.filename: part for part in parts}
        kinds.check_names(frozenset(self._parts), notes)
        if len(self._parts) != len(parts):
            raise self.damaged()
        if any(part.flag_bits & 1 for part in parts):
            raise notes.stop(
                "locked-workbook",
                "bảng tính được khóa bằng mật khẩu; hãy bỏ mật khẩu rồi lưu lại.",
                "is locked with a password; remove the password and save it again.",
            )
        self._declared(parts)

    def _declared(self, parts: list[zipfile.ZipInfo]) -> None:
        if any(part.compress_type not in _METHODS for part in parts):
            raise self.damaged()
        for part in parts:
            self._check(part, part.file_size)
        packed = sum(part.compress_size for part in parts)
        unpacked = sum(part.file_size for part in parts)
        if unpacked > self.notes.limits.unpacked:
            raise self._too_large()
        if unpacked > max(packed * self.notes.limits.ratio, MEGABYTE):
            raise self._too_dense()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """The part's content, a megabyte at a time."""
        part = self._parts.get(name)
        if part is None:
            raise self.damaged(name)
        size = 0
        try:
            with self._zip.open(part) as opened:
                while piece := opened.read(_PIECE):
                    size += len(piece)
                    self._unpacked += len(piece)
                    if self._unpacked > self.notes.limits.unpacked:
                        raise self._too_large()
                    self._check(part, size)
                    yield piece
        except (*_BROKEN, OSError) as problem:
            if isinstance(problem, Unreadable):
                raise
            raise self.damaged(name) from problem
        if size != part.file_size:
            raise self.damaged(name)

    def content(self, name: str) -> bytes:
        return b"".join(self.pieces(name))

    def _check(self, part: zipfile.ZipInfo, size: int) -> None:
        if size > max(part.compress_size * self.notes.limits.ratio, MEGABYTE):
            raise self._too_dense()

    def damaged(self, part: str = "") -> Unreadable:
        """What is to be raised for a zip, or a part of it, that cannot be read."""
        return self.notes.stop(
            "damaged-workbook",
            f"bảng tính bị hỏng{f' ({part})' if part else ''}; hãy mở nó bằng Excel hoặc "
            "LibreOffice và lưu lại, hoặc lấy bản khác.",
            f"is damaged{f' ({part})' if part else ''}; open it in Excel or LibreOffice and save "
            "it again, or take another copy.",
            typed=part,
        )

    def _too_large(self) -> Unreadable:
        most = self.notes.limits.unpacked // MEGABYTE
        return self.notes.stop(
            "unpacked-too-large",
            f"bảng tính giải nén ra hơn {most} MB; hãy bỏ hình ảnh, trang thừa hoặc chia nhỏ tệp.",
            f"unpacks to more than {most} MB; remove pictures and spare sheets, or split the file.",
        )

    def _too_dense(self) -> Unreadable:
        ratio = self.notes.limits.ratio
        return self.notes.stop(
            "packed-too-densely",
            f"bảng tính giải nén ra hơn {ratio} lần kích thước của nó, như một tệp bẫy; hãy chép "
            "số liệu sang một bảng tính mới.",
            f"unpacks to more than {ratio} times its size, as a trap does; copy the figures to a "
            "new workbook.",
        )
