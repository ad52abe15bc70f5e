"""A number as people type it → its one reading, all its readings, or none.

Text to text: the digits stay those that were typed and no float comes in between. What unit a
number ought to have, and whether it can be right, is judged elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Style(StrEnum):
    """The decimal mark; the other mark then groups, and so may a space."""

    COMMA = "comma"
    """As Vietnamese writes: 1.234,5."""
    POINT = "point"
    """As English writes: 1,234.5."""


@dataclass(frozen=True)
class Number:
    """What was typed, read in the only way there is.

    ``value`` is canonical: digits, "." before decimals if there are any, "-" before a negative one;
    no grouping, no zeros that say nothing. ``unit`` is the word behind the number as it was typed,
    for example "tỷ" or "%": whoever takes the value must judge it, since "14 nghìn" is not 14.
    ``qualifier`` is ``above``, ``nearly`` or ``estimated`` where a word before the number says so.
    """

    value: str
    unit: str = ""
    qualifier: str = ""


@dataclass(frozen=True)
class Ambiguous:
    """What was typed may be any of ``choices``, each as ``value`` of Number.

    There is one choice only where the text contradicts the style that was asked for.
    """

    choices: tuple[str, ...]
    unit: str = ""
    qualifier: str = ""


_MARKS: Final = {Style.COMMA: (",", "."), Style.POINT: (".", ",")}
"""Of each style the decimal mark and the mark that groups."""

_LETTERS: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys("\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009", " ")
    | dict.fromkeys("\u200a\u202f\u205f\u3000", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)
"""Full-width letters, the many spaces and minus signs, and letters that nobody sees."""

_HEDGES: Final = {
    "trên": "above",
    "hơn": "above",
    "above": "above",
    "over": "above",
    "gần": "nearly",
    "nearly": "nearly",
    "ước": "estimated",
    "ước đạt": "estimated",
    "khoảng": "estimated",
    "about": "estimated",
}
_HEDGE: Final = re.compile(rf"({'|'.join(sorted(_HEDGES, key=len, reverse=True))}) +", re.I)

_BODY: Final = r"(?P<body>(?:[0-9]+|(?=[.,]))(?:[., ][0-9]+)*)"
_WRITTEN: Final = re.compile(rf"(?P<sign>[+-]?){_BODY} ?(?P<unit>\D.*)?")
_IN_BRACKETS: Final = re.compile(rf"\({_BODY}\) ?(?P<unit>\D.*)?")
_SQUARE: Final = re.compile(r"m[23²³](?![0-9])")
_SCALE: Final = re.compile(r"(?:tỷ|tỉ|triệu|nghìn|ngàn)\b", re.I)
"""Vietnamese words that count in thousands and more: the number before them is Vietnamese too."""


def read_number(text: str, *, style: Style | None = None) -> Number | Ambiguous | None:
    """What a text says when it is a number; None where it is not one.

    Without ``style`` a text is read in both, and ``18.500`` is ambiguous; ``14.563 tỷ`` is not,
    since it is Vietnamese. With a style, a text that only the other one can read, or that is
    Vietnamese beside a style that is not, is neither refused nor believed but asked about. A number
    in brackets may be negative, as accountants write, or a remark: that is asked, too.
    """
    plain = unicodedata.normalize("NFC", text.translate(_LETTERS)).strip()
    hedge = _HEDGE.match(plain)
    qualifier = _HEDGES[hedge[1].lower()] if hedge else ""
    if hedge:
        plain = plain[hedge.end() :]
    bracketed = _IN_BRACKETS.fullmatch(plain)
    match = bracketed or _WRITTEN.fullmatch(plain)
    unit = " ".join((match["unit"] or "").split()) if match else ""
    if match is None or not _is_unit(unit):
        return None
    told = {Style.COMMA} if _SCALE.match(unit) else set()
    styles = told | ({style} if style else set())
    # What says nothing, or contradicts itself, is read in every way.
    readings = _readings(match["body"], styles or Style)
    sure = bool(readings)
    readings = readings or _readings(match["body"], Style)
    signs = ("-", "") if bracketed else (match["sign"].strip("+"),)
    choices = tuple(dict.fromkeys(_signed(sign, each) for sign in signs for each in readings))
    if not choices:
        return None
    if len(choices) == 1 and sure:
        return Number(choices[0], unit, qualifier)
    return Ambiguous(choices, unit, qualifier)


def _is_unit(text: str) -> bool:
    """Whether a text can be a unit: it begins with a letter or a percent sign and counts nothing
    but the dimensions of a metre."""
    if text and not (text[0].isalpha() or text[0] in "%‰°"):
        return False
    return not any(letter.isnumeric() for letter in _SQUARE.sub("m", text))


def style_of(texts: Iterable[str]) -> Style | None:
    """The style that the texts of a column settle: every text that only one style can read is of
    the same one.

    None where none settles it, and where two contradict each other. Only what people typed is
    evidence: a true number of a workbook is no text and does not belong in here.
    """
    found: set[Style] = set()
    for text in texts:
        if not any(mark in text for mark in ".,．，"):
            continue
        able = [style for style in Style if isinstance(read_number(text, style=style), Number)]
        if len(able) == 1:
            found.update(able)
    return found.pop() if len(found) == 1 else None


def _readings(body: str, styles: Iterable[Style]) -> list[str]:
    """The values, without a sign, that digits and marks have in the styles; grouped ones first."""
    found = [value for style in styles if (value := _read(body, style)) is not None]
    return sorted(dict.fromkeys(found), key=lambda value: "." in value)


def _read(body: str, style: Style) -> str | None:
    decimal, group = _MARKS[style]
    whole, mark, part = body.partition(decimal)
    if mark and not part.isdecimal():
        return None
    if not whole.isdecimal() and (whole or not mark):
        groups = whole.split(group if group in whole else " ")
        first, *others = groups
        # No group can follow a zero: 0.500 is a half.
        if first == "0" or not re.fullmatch(r"[0-9]{1,3}", first):
            return None
        if not all(re.fullmatch(r"[0-9]{3}", each) for each in others):
            return None
        whole = "".join(groups)
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    return f"{whole}.{part}" if part else whole


def _signed(sign: str, value: str) -> str:
    return value if value == "0" else sign + value
