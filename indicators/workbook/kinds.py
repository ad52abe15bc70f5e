"""What a file is, by its content and never by its name, and what to do with one that is no table.

Looks at the first bytes, and at the names in a zip or in an old Office container.
"""

from typing import BinaryIO, Final, Literal

from indicators.workbook.limits import Notes, Unreadable

Kind = Literal["zip", "text"]

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_VI: Final = "hãy mở nó và lưu thành Excel Workbook (*.xlsx) hoặc CSV UTF-8."
_SAVE_EN: Final = "open it and save it as Excel Workbook (*.xlsx) or CSV UTF-8."
_ASK_VI: Final = "hãy gửi bảng số liệu ở dạng *.xlsx hoặc CSV UTF-8."
_ASK_EN: Final = "give the table as *.xlsx or CSV UTF-8."

_STARTS: Final = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"PAR1", "Parquet"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
_MARKUP: Final = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"mime-version:")
_OLD_BIFF: Final = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")
_OLD_SIZES: Final = (b"\x04\x00", b"\x06\x00", b"\x08\x00", b"\x10\x00")

_IN_ZIP: Final = (
    ("xl/workbook.bin", "XLSB", True),
    ("word/document.xml", "Word", False),
    ("ppt/presentation.xml", "PowerPoint", False),
    ("content.xml", "OpenDocument", True),
)


def kind_of(source: BinaryIO, notes: Notes) -> Kind:
    """A zip, or text that may be a CSV; Unreadable, with its finding, for all else."""
    start = source.read(4096)
    if not start.strip(b" \t\r\n\0"):
        raise notes.stop(
            "empty-file",
            "tệp rỗng; hãy chọn tệp có số liệu.",
            "is an empty file; choose one with figures.",
        )
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "zip"
    if start.startswith(_OLE):
        raise _ole(source, notes)
    for signature, name in _STARTS:
        if start.startswith(signature) and (name != "BMP" or b"\0" in start[:64]):
            raise no_workbook(notes, name)
    if start.startswith(_OLD_BIFF) and start[2:4] in _OLD_SIZES:
        raise no_workbook(notes, "XLS", saved=True)
    lowered = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if lowered.startswith(_MARKUP):
        raise no_workbook(notes, "HTML", saved=True)
    if lowered.startswith(b"<?xml"):
        markup = b"<html" in lowered
        raise no_workbook(notes, "HTML" if markup else "XML", saved=True)
    return "text"


def may_be_text(start: bytes) -> bool:
    """Whether a file that begins so may be a long CSV: no packed or binary one."""
    return b"\0" not in start[:4096] and not start.startswith(b"PK")


def _ole(source: BinaryIO, notes: Notes) -> Unreadable:
    source.seek(0)
    content = source.read()
    if any(name.encode("utf-16-le") in content for name in ("EncryptedPackage", "EncryptionInfo")):
        return notes.stop(
            "locked-workbook",
            "bảng tính được khóa bằng mật khẩu; hãy mở nó, bỏ mật khẩu rồi lưu lại.",
            "is locked with a password; open it, remove the password and save it again.",
        )
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return no_workbook(notes, "XLS", saved=True)
    return no_workbook(notes, "Office 97-2003")


def no_workbook(notes: Notes, name: str, *, saved: bool = False) -> Unreadable:
    """``saved``: it holds a table that an office program can save as one that is read."""
    vi, en = (_SAVE_VI, _SAVE_EN) if saved else (_ASK_VI, _ASK_EN)
    return notes.stop(
        "not-a-workbook",
        f"là tệp {name}, không phải bảng tính XLSX hay CSV; {vi}",
        f"is a file of kind {name}, not an XLSX workbook or CSV; {en}",
        typed=name,
    )


def check_names(names: frozenset[str], notes: Notes) -> None:
    """Unreadable for a zip whose names are not those of an XLSX workbook."""
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return
    for name, kind, saved in _IN_ZIP:
        if name in names:
            raise no_workbook(notes, kind, saved=saved)
    raise no_workbook(notes, "ZIP")
