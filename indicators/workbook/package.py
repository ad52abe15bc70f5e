"""The parts of a workbook beside its sheets: which sheets there are, texts, number formats.

What a cell says is grid's; what is wrong with cells is noted there.
"""

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indicators.vocabulary import UNSOUND
from indicators.workbook.archive import Archive
from indicators.workbook.markup import Attributes, Broken, Markup, elements, relation, true
from indicators.workbook.values import Format, built_in, format_of

_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"


@dataclass(frozen=True)
class SheetPart:
    """One sheet of cells: where it is, and whether a reader of the workbook sees it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Package:
    """A workbook but for its cells."""

    sheets: tuple[SheetPart, ...]
    texts: list[str]
    """The shared texts, by the number that cells name them by."""
    formats: list[Format]
    """By the number that cells name their style by."""
    from_1904: bool
    calculated: bool
    """False where the program that wrote the formulas asks for them to be computed at opening."""
    manual: bool
    """Whether formulas are only computed when somebody asks for it."""


def read_package(archive: Archive) -> Package:
    """Unreadable, with its finding, for a part that is missing or is no sound XML."""
    part = _BOOK
    try:
        found = list(elements(archive.pieces(part)))
        part = _RELATIONS
        targets = dict(_targets(archive))
        by_kind = dict(targets.values())
        sheets = []
        book: dict[str, Attributes] = {name: each for name, each in found if name != "sheet"}
        for name, each in found:
            if name == "sheet":
                kind, target = targets.get(relation(each, "id"), ("", ""))
                if kind == "worksheet":
                    hidden = each.get("state", "visible") != "visible"
                    sheets.append(SheetPart(each.get("name", ""), target, hidden))
                elif not kind:
                    raise archive.damaged(_BOOK)
        part = by_kind.get("styles", "")
        formats = _formats(archive, part) if part else []
        part = by_kind.get("sharedStrings", "")
        texts = shared_texts(archive.pieces(part)) if part else []
    except (Broken, UnicodeDecodeError) as problem:
        raise archive.damaged(part) from problem
    calculation = book.get("calcPr", {})
    return Package(
        tuple(sheets),
        texts,
        formats,
        from_1904=true(book.get("workbookPr", {}), "date1904"),
        calculated=not true(calculation, "fullCalcOnLoad")
        and calculation.get("calcCompleted", "1") in ("1", "true"),
        manual=calculation.get("calcMode") == "manual",
    )


def _targets(archive: Archive) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each relation's id, with its kind and the part that it leads to."""
    for name, each in elements(archive.pieces(_RELATIONS)):
        if name == "Relationship" and each.get("TargetMode") != "External":
            kind = each.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/xl", each.get("Target", "")))
            yield each.get("Id", ""), (kind, target.lstrip("/"))


def _formats(archive: Archive, part: str) -> list[Format]:
    codes: dict[str, Format] = {}
    used: list[str] = []
    within = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal within
        if name == "cellXfs":
            within = True
        elif name == "numFmt":
            codes[attributes.get("numFmtId", "")] = format_of(attributes.get("formatCode", ""))
        elif name == "xf" and within:
            used.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal within
        if name == "cellXfs":
            within = False

    markup = Markup(start, end)
    for piece in archive.pieces(part):
        markup.feed(piece)
    markup.feed(b"", last=True)
    return [codes.get(each) or built_in(int(each) if each.isdecimal() else 0) for each in used]


# Shared texts

_TEXT: Final = re.compile(
    r'<si>\s*<t(?: xml:space="preserve")?>([^<]*)</t>\s*</si>\s*|<si>\s*<t/>\s*</si>\s*|([^<]+|<)'
)
_OPENING: Final = re.compile(rb'<sst xmlns="[^"]*/main"[^<>]*>')
_CONTROLS: Final = bytes(each for each in range(32) if each not in (9, 10, 13))


def shared_texts(pieces: Iterator[bytes]) -> list[str]:
    """The shared texts in their order: the texts of all runs of each, without phonetics.

    Plain entries are cut out by one expression; a list that holds anything else goes through the
    parser as a whole. Broken and UnicodeDecodeError where it is no XML.
    """
    content = b"".join(pieces)
    quick = _quick_texts(content)
    return _parsed_texts(content) if quick is None else quick


def is_utf8(start: bytes) -> bool:
    """Whether the XML that begins so is in UTF-8, as far as its declaration says."""
    declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["']([^"']*)["']""", start)
    return start[:2] not in (b"\xff\xfe", b"\xfe\xff") and (
        declared is None or declared[1].lower() == b"utf-8"
    )


def hidden_letters(content: bytes) -> bool:
    """Whether it holds a control character, which XML may not."""
    return len(content.translate(None, _CONTROLS)) != len(content)


def _quick_texts(content: bytes) -> list[str] | None:
    opening = _OPENING.search(content, 0, 4096)
    closing = content.rfind(b"</sst>")
    if opening is None or closing < 0 or not is_utf8(content) or hidden_letters(content):
        return None
    # Without what is cut out below it must be sound too, and hold nothing that hides an entry.
    frame = content[: opening.end()] + content[closing:]
    if b"<!" in frame:
        return None
    markup = Markup(lambda *_: None, lambda *_: None)
    markup.feed(frame, last=True)
    found = _TEXT.findall(content[opening.end() : closing].decode())
    if any(strange and not strange.isspace() for _, strange in found):
        return None
    try:
        return [decoded(unescaped(text)) for text, strange in found if not strange]
    except Broken:
        return None


def _parsed_texts(content: bytes) -> list[str]:
    texts: list[str] = []
    run: list[str] = []
    taking = phonetic = False

    def start(name: str, _: Attributes) -> None:
        nonlocal taking, phonetic
        if name == "si":
            run.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            taking = not phonetic

    def end(name: str) -> None:
        nonlocal taking, phonetic
        if name == "si":
            texts.append(decoded("".join(run)))
        elif name == "rPh":
            phonetic = False
        elif name == "t":
            taking = False

    def text(piece: str) -> None:
        if taking:
            run.append(piece)

    markup = Markup(start, end, text)
    markup.feed(content, last=True)
    return texts


_REFERENCE: Final = re.compile(r"&(#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|&")
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNSOUND: Final = re.compile(f"[{UNSOUND}]")


def unescaped(text: str) -> str:
    """The text of XML that holds no markup: references resolved, line ends as XML has them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(_referred, text) if "&" in text else text


def _referred(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        raise Broken("a bare ampersand")
    if name[0] != "#":
        return html.unescape(match[0])
    try:
        letter = chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
    except (ValueError, OverflowError):
        raise Broken(match[0]) from None
    if _UNSOUND.match(letter):
        raise Broken(match[0])
    return letter


def decoded(text: str) -> str:
    """The text with Excel's own ``_x000D_`` resolved, where that gives a letter that may stand."""
    if "_x" not in text:
        return text

    def letter(match: re.Match[str]) -> str:
        found = chr(int(match[1], 16))
        return match[0] if _UNSOUND.match(found) else found

    return _ESCAPE.sub(letter, text)
