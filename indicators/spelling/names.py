"""Names that are spelt in different ways → the same key; and which known name was likely meant.

Only names are compared here. Whether an area is in force, or an indicator is of the plan, is not
known here; a code, where there is one, is always the better witness.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

Likeness = Literal["exact", "bare", "near"]


@dataclass(frozen=True)
class Match:
    """The codes whose names are likely meant, best first, and how near they are.

    ``exact``: the same name, spelt in an equal way. ``bare``: the same letters, but for marks.
    ``near``: neither, only alike; at most three codes. More than one code that is exact or bare:
    the name does not tell which is meant.
    """

    codes: tuple[str, ...]
    kind: Likeness


_LOOKALIKES: Final = str.maketrans(
    {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "`": "'", "’": "'", "‘": "'", "ʼ": "'", "´": "'"}
    | dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\u202f", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
)
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""Grave, acute, tilde, hook and dot below."""

_KINDS: Final = (
    ("xã", "x.", "commune"),
    ("phường", "p.", "p", "ward"),
    ("thị trấn", "tt.", "tt", "township"),
    ("thị xã", "tx.", "tx", "town"),
    ("huyện", "h.", "district"),
    ("quận", "q.", "q"),
    ("thành phố", "tp.", "tp", "city"),
    ("tỉnh", "province"),
)
"""The words that may stand before the name of an area, or after it in English: one line a kind."""
_LEAST: Final = 0.75
_MOST_NEAR: Final = 3


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """What two spellings of one name have in common.

    Letters that look alike, the form of Unicode, where the tone mark stands (Hòa, Hoà), case,
    spaces and hyphens do not count; every other letter and mark does.
    """
    text = unicodedata.normalize("NFC", name).translate(_LOOKALIKES).casefold()
    return " ".join(_tone_last(word) for word in text.split())


def _tone_last(word: str) -> str:
    if word.isascii():
        return word
    letters = unicodedata.normalize("NFD", word)
    toneless = "".join(letter for letter in letters if letter not in _TONES)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", toneless + tones)


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """The key without any mark: what is left when a name is typed in plain letters."""
    flat = unicodedata.normalize("NFD", key(name)).replace("đ", "d")
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


_KIND_WORDS: Final = {
    text: number
    for number, words in enumerate(_KINDS)
    for word in words
    for text in (key(word), bare(word))
}


@lru_cache(maxsize=65536)
def _split(name: str) -> tuple[int | None, str]:
    """The kind that a name says (None: none) and the key of the name without it."""
    words = re.sub(r"\.(?=\S)", ". ", key(name)).split()
    for count in (2, 1):
        for kind, rest in ((words[:count], words[count:]), (words[-count:], words[:-count])):
            number = _KIND_WORDS.get(" ".join(kind))
            if number is not None and rest:
                return number, " ".join(rest)
    return None, " ".join(words)


def likely(typed: str, known: Mapping[str, Iterable[str]]) -> Match | None:
    """Which of the known codes a typed name means; None where none is even alike.

    ``known`` has the names of every code. Kind words may be there or not, on either side: "xã
    Thanh Liệt", "Thanh Liệt", "TT. Văn Điển"; one that contradicts the known one leaves the name
    only near.
    """
    if not key(typed):
        return None
    names = [(code, name) for code, several in known.items() for name in several]
    for fold in (key, bare):
        found = [code for code, name in names if fold(name) == fold(typed)]
        found = found or [
            code for code, name in names if _same(typed, name, bare_only=fold is bare)
        ]
        if found:
            return Match(tuple(dict.fromkeys(found)), "exact" if fold is key else "bare")
    plain = bare(_split(typed)[1])
    scores: dict[str, float] = {}
    matcher = SequenceMatcher(a="", b=plain, autojunk=False)
    for code, name in names:
        matcher.set_seq1(bare(_split(name)[1]))
        if matcher.real_quick_ratio() >= _LEAST and matcher.quick_ratio() >= _LEAST:
            scores[code] = max(scores.get(code, 0.0), matcher.ratio())
    near = sorted((code for code in scores if scores[code] >= _LEAST), key=lambda c: -scores[c])
    return Match(tuple(near[:_MOST_NEAR]), "near") if near else None


def _same(typed: str, name: str, *, bare_only: bool) -> bool:
    """Whether two names are one but for kind words that do not contradict each other."""
    (one, first), (other, second) = _split(typed), _split(name)
    if one is not None and other is not None and one != other:
        return False
    return bare(first) == bare(second) if bare_only else first == second
