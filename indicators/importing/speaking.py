"""Numbers, days and answers in the sentences of findings, and answers as people type them.

Which questions there are is not known here. Codes stay what they are: every answer that is offered
in other words stands with its code in brackets.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from indicators.spelling import names
from indicators.vocabulary import LANGUAGES, Language
from indicators.wording import numbers, revisions
from indicators.wording.keeping import number_said

_WORDS: Final[Mapping[str, str]] = {"keep": "giữ", "withdraw": "rút lại", "drop": "bỏ"}
"""What the codes of answers are called in Vietnamese."""


def number(text: str) -> tuple[str, str]:
    """A number of the data folder as Vietnamese and as English writes it; else the text itself."""
    vi, en = (number_said(text, language) or text for language in LANGUAGES)
    return vi, en


def day(when: date) -> tuple[str, str]:
    """27/02/2023; 27 February 2023."""
    return numbers.day(when, "vi"), numbers.day(when, "en")


def moment(known_from: datetime) -> tuple[str, str]:
    """A day, or a time of it by the clock of this machine; moments are kept in UTC."""
    return revisions.moment(known_from, "vi"), revisions.moment(known_from, "en")


def choice(code: str, language: Language) -> str:
    """One answer in words, with its code where that is another: ``giữ (keep)``, ``18,5 (18.5)``."""
    word = _WORDS.get(code) if language == "vi" else None
    said = word or number_said(code, language) or code
    return said if said == code else f"{said} ({code})"


def choices(codes: Sequence[str], between: tuple[str, str]) -> tuple[str, str]:
    """The answers one after another, with ``between`` (Vietnamese, English) between them."""
    vi, en = (
        mark.join(choice(code, language) for code in codes)
        for mark, language in zip(between, LANGUAGES, strict=True)
    )
    return vi, en


OR: Final = (" hay ", " or ")
COMMA: Final = (", ", ", ")


def is_word(code: str) -> bool:
    """Whether an answer is one of a few words, and no number or code of a cell's own."""
    return code in _WORDS


def answered(typed: str, codes: Sequence[str]) -> str | None:
    """The code that an answer means: the code, its Vietnamese word, or the number as Vietnamese
    writes it.

    None for all else, and where English would write another one of the numbers so: 1,234 may be
    either of 1.234 and 1234.
    """
    if typed in codes:
        return typed
    word, number_ = names.bare(typed), typed.strip()
    meant = {
        code
        for code in codes
        if word == names.bare(_WORDS.get(code, code))
        or number_ == (number_said(code, "vi") or code)
    }
    if any(number_ == number_said(code, "en") for code in codes if code not in meant):
        return None
    return meant.pop() if len(meant) == 1 else None
