"""A number of a workbook as text: canonical, or the date, time or share that its format shows.

Pure: a stored text and a number format in, a text out. What the number means is not known here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

Shown = Literal["number", "percent", "padded", "date", "elapsed", "scaled", "unseen"]

_FORM: Final = r"(?:(?:0|-?[1-9][0-9]*)(?:\.[0-9]*[1-9])?|-0\.[0-9]*[1-9])"
_PLAIN: Final = re.compile(_FORM)
_ALL_PLAIN: Final = re.compile(rf"(?:{_FORM} )*")
_STORED: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DIGITS: Final = 15


class NoNumber(ValueError):
    """The text is no number that a workbook can store."""


class TooManyDigits(ValueError):
    """A whole number of more digits than a workbook keeps exactly."""


def all_canonical(stored: Sequence[str]) -> bool:
    """Whether ``number_text`` would change none of these."""
    if not stored or max(map(len, stored)) > _DIGITS or "" in stored:
        return False
    joined = " ".join(stored)
    return joined.count(" ") == len(stored) - 1 and bool(_ALL_PLAIN.fullmatch(f"{joined} "))


def number_text(stored: str) -> str:
    """The number in the digits that Excel shows: at most 15 significant, no exponent, no grouping.

    A workbook stores binary doubles, 0.1 + 0.2 as 0.30000000000000004 and 67.7 at times as
    67.700000000000003. Excel computes and shows 15 significant digits of them; so do we: ``0.3``,
    ``67.7``, ``18500``, ``0.1``. A number of up to 15 digits is never changed by it. Raises
    NoNumber, and TooManyDigits for a whole number of which 15 digits are not all there is.
    """
    if len(stored) <= _DIGITS and _PLAIN.fullmatch(stored):
        return stored
    if not _STORED.fullmatch(stored):
        raise NoNumber(stored)
    exact = float(stored)
    text = f"{exact:.{_DIGITS}g}"
    if "e" not in text and "n" not in text:
        return "0" if text == "-0" else text
    shown = Decimal(f"{exact:.{_DIGITS - 1}e}")
    if not shown.is_finite():
        raise NoNumber(stored)
    if abs(exact) >= 10**_DIGITS and exact.is_integer() and _more_digits(stored):
        raise TooManyDigits(stored)
    return _spelled(shown)


def _more_digits(stored: str) -> bool:
    digits = Decimal(stored).as_tuple().digits
    return any(digits[_DIGITS:])


def _spelled(number: Decimal) -> str:
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def percent_text(stored: str) -> str:
    """The number as its percent format shows it, unrounded: 0.876 is ``87.6%``."""
    return f"{_spelled(Decimal(number_text(stored)).scaleb(2))}%"


def padded_text(stored: str, width: int) -> str:
    """A whole number with the leading zeros that its format shows: 640 is ``00640``."""
    text = number_text(stored)
    return text.zfill(width) if text.isdigit() else text


_DAY: Final = 86400
_LAST: Final = 2_958_465
"""31 December 9999, as a day of Excel."""


@lru_cache(maxsize=1 << 14)
def date_text(stored: str) -> str:
    """The day as ``2022-07-31``, with a time of day as ``2022-07-31T08:30:00``; a time alone as
    ``08:30:00``. NoNumber for what is no day, as Excel's 29 February 1900."""
    return _date_text(stored, 0)


@lru_cache(maxsize=1 << 14)
def date_text_1904(stored: str) -> str:
    """The same for a workbook that counts days from 1904."""
    return _date_text(stored, 1462)


def _date_text(stored: str, ahead: int) -> str:
    number = float(number_text(stored))
    days, seconds = divmod(round(number * _DAY), _DAY)
    clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    days += ahead
    if days < 0 or days > _LAST or days == 60:
        raise NoNumber(stored)
    if days == 0:
        return clock
    day = (date(1899, 12, 31 if days < 60 else 30) + timedelta(days)).isoformat()
    return f"{day}T{clock}" if seconds else day


def elapsed_text(stored: str) -> str:
    """A duration as ``26:30:00``, hours first."""
    number = float(number_text(stored))
    seconds = round(abs(number) * _DAY)
    sign = "-" if number < 0 else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


@dataclass(frozen=True)
class Format:
    """What a number format makes of a number; ``width`` of one that pads with zeros."""

    shown: Shown = "number"
    width: int = 0


_BUILT_IN: Final = {
    **dict.fromkeys((9, 10), Format("percent")),
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(50, 59)), Format("date")),
    45: Format("date"),
    46: Format("elapsed"),
    47: Format("date"),
}
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.I)
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_SCALED: Final = re.compile(r"[0#?],+(?![0#?,])")


def built_in(number: int) -> Format:
    """The format that a workbook names by number only."""
    return _BUILT_IN.get(number, Format())


def format_of(code: str) -> Format:
    """What a format code such as ``#,##0.0`` or ``dd/mm/yyyy`` shows of a number."""
    if _ELAPSED.search(code):
        return Format("elapsed")
    sections = [section.lower() for section in _LITERAL.sub("", code).split(";")]
    first = sections[0].strip()
    if "general" in first or first == "@":
        return Format()
    if re.search(r"[ymdhs]", first):
        return Format("date")
    if any(_SCALED.search(section) for section in sections):
        return Format("scaled")
    if not re.search(r"[0#?]", first):
        # Also a code that is wholly blank: nothing is seen of the number.
        return Format("unseen") if code.strip() else Format()
    if "%" in first:
        return Format("percent")
    if re.fullmatch(r"0{2,}", first):
        return Format("padded", len(first))
    return Format()
