"""Workbooks and CSV that chance has changed: cells, XML, zip bytes, encodings, by a seed.

Each says what numbers may be read from it: what is not there, a reader has made up.
"""

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.bad_files.parts import parts, sheet

_VALUE: Final = re.compile(r"<(?:\w+:)?v[^<>]*>([^<]*)<")
_PIECES: Final = (
    b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&amp;", b"&#0;", b"&#65;", b"</row>", b"</c>",
    b"<row>", b'<row r="3">', b'<row r="9" hidden="1"/>', b"<c/>", b'<c r="B2"/>', b"<v>7</v>",
    b"<f>1+1</f>", b"<f/>", b' t="e"', b' t="s"', b' t="str"', b' s="2"', b' s="1"', b"1e999",
    b"-", b"0", b".", b"E5", b"\x00", b"\xff", b"\xc3", b"\r\n", b" ", b"<?x y?>", b"</sheetData>",
    b"<sheetData>", b"<is><t>9</t></is>", b' xmlns="x"', b"<x>", b"</x>",
    b"<mergeCell ref='A1:B9'/>",
)  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """``numbers``: every number that stands in it, as typed; None where the file is another's."""

    kind: str
    suffix: str
    content: bytes
    numbers: tuple[str, ...] | None


def mutants(seed: int) -> Iterator[Mutant]:
    """Without end, and the same for the same seed."""
    chance = random.Random(seed)
    kinds = (_zip_bytes, _xml_bytes, _xml_bytes, _xml_pieces, _xml_pieces, _encoded, _separated)
    while True:
        yield chance.choice(kinds)(chance)


def _rows(chance: random.Random) -> str:
    rows = []
    for row in range(1, chance.randint(2, 30)):
        cells = []
        for letter in "ABCDEF":
            place = f'r="{letter}{row}"'
            number = f"{chance.uniform(-1e6, 1e6):.{chance.randint(0, 12)}f}"
            cells.append(
                chance.choice(
                    (
                        f'<c {place} t="s"><v>{chance.randint(0, 6)}</v></c>',
                        f"<c {place}><v>{number}</v></c>",
                        f'<c {place} s="{chance.randint(0, 7)}"><v>{number}</v></c>',
                        f'<c {place} s="1"/>',
                        f"<c {place}><f>A1*2</f><v>{number}</v></c>",
                        f'<c {place} t="inlineStr"><is><t>Thanh Trì</t></is></c>',
                        f'<c {place} t="str"><f>A1</f><v>đạt &amp; vượt</v></c>',
                        "",
                    )
                )
            )
        hidden = ' hidden="1"' if chance.random() < 0.02 else ""
        rows.append(f'<row r="{row}"{hidden}>{"".join(cells)}</row>')
    return "".join(rows)


def _book(content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as opened:
        for name, text in content.items():
            opened.writestr(name, text)
    return target.getvalue()


def _numbers(xml: bytes) -> tuple[str, ...]:
    """What stands in values, also where markup was cut: taken from the bytes alone."""
    text = xml.decode("utf-8", "replace")
    # Comments and the marks of CDATA may stand within a value.
    for mark in ("<![CDATA[", "]]>"):
        text = text.replace(mark, "")
    text = re.sub(r"<!--.*?-->|<\?.*?\?>", "", text, flags=re.S)
    text = re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), text)
    return tuple(_VALUE.findall(text))


def _zip_bytes(chance: random.Random) -> Mutant:
    xml = sheet(_rows(chance)).encode()
    content = bytearray(
        _book(parts(xml), chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    )
    return Mutant("zip bytes", ".xlsx", bytes(_changed(chance, content)), _numbers(xml))


def _changed(chance: random.Random, content: bytearray) -> bytearray:
    for _ in range(chance.randint(1, 4)):
        if not content:
            break
        start = chance.randrange(len(content))
        stop = min(start + chance.randint(1, 60), len(content))
        match chance.randrange(5):
            case 0 | 1:
                content[start] ^= 1 << chance.randrange(8)
            case 2:
                del content[start:stop]
            case 3:
                content[start:start] = content[start:stop]
            case _:
                del content[start if chance.random() < 0.2 else len(content) :]
    return content


def _xml_bytes(chance: random.Random) -> Mutant:
    made = parts(sheet(_rows(chance)))
    name = chance.choice([each for each in made if each.startswith("xl/")])
    made[name] = bytes(_changed(chance, bytearray(made[name])))
    numbers = _numbers(made["xl/worksheets/sheet1.xml"])
    return Mutant(f"bytes of {name}", ".xlsx", _book(made), numbers)


def _xml_pieces(chance: random.Random) -> Mutant:
    made = parts(sheet(_rows(chance)))
    name = chance.choice(("xl/worksheets/sheet1.xml",) * 3 + ("xl/sharedStrings.xml",))
    content = made[name]
    for _ in range(chance.randint(1, 3)):
        # Mostly where markup begins or ends: there it is most like what a program may write.
        marks = [match.start() for match in re.finditer(rb'[<>" ]', content)]
        at = chance.choice(marks) + chance.randint(0, 1)
        content = content[:at] + chance.choice(_PIECES) + content[at:]
    made[name] = content
    numbers = _numbers(made["xl/worksheets/sheet1.xml"])
    return Mutant(f"pieces in {name}", ".xlsx", _book(made), numbers)


def _encoded(chance: random.Random) -> Mutant:
    """Another encoding than UTF-8, said or not, or another prefix: all of it sound, or none."""
    text = sheet(_rows(chance))
    numbers = _numbers(text.encode())
    if chance.random() < 0.5:
        text = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", text).replace("xmlns=", "xmlns:x=")
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "latin-1"))
    said = chance.choice((encoding, "UTF-8", "utf-16", "no-such-encoding"))
    text = text.replace('encoding="UTF-8"', f'encoding="{said}"')
    xml = text.encode(encoding, "xmlcharrefreplace")
    return Mutant(f"{encoding} said to be {said}", ".xlsx", _book(parts(xml)), numbers)


def _separated(chance: random.Random) -> Mutant:
    separator = chance.choice(",;\t")
    lines = [separator.join(("area_code", "tên", "value"))]
    for _ in range(chance.randint(1, 40)):
        name = chance.choice(("Thanh Trì", f'"a{separator}b"', '"x ""y"" z"', '"hai\ndòng"', ""))
        lines.append(separator.join(("00640", name, f"{chance.uniform(0, 1e5):.3f}")))
    text = chance.choice(("\n", "\r\n", "\r")).join(lines)
    content = bytearray(text.encode(chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le"))))
    return Mutant("csv", ".csv", bytes(_changed(chance, content)), None)
