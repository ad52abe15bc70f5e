"""Text of before Unicode, TCVN3 (ABC) and VNI, that was taken for Unicode, and UTF-8 that was taken
for Windows-1252: seen, and converted.

"ViÖt" and "Vieät" are both "Việt", drawn with fonts of their own; "Viá»‡t" is its bytes, each read
as a letter. What a text means is not known here.
"""

import re
import unicodedata
from typing import Final, Literal

Encoding = Literal["TCVN3", "VNI"]

_PLAIN: Final = "aăâeêioôơuưy"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""Grave, hook, tilde, acute, dot: the order of the tables below."""
_TONED: Final = {
    letter: tuple(unicodedata.normalize("NFC", letter + tone) for tone in _TONES)
    for letter in _PLAIN
}
_SMALL: Final = ("ăâđêôơư", *(letter for five in _TONED.values() for letter in five))
LETTERS: Final = "".join(_SMALL) + "".join(_SMALL).upper()
"""The 134 letters of Vietnamese that ASCII does not have."""


def _tcvn3() -> dict[str, str]:
    """TCVN3 has one letter for each small one; capitals with a tone come from a font of capitals,
    so that they are the small ones here."""
    toned = {
        "a": "µ¶·¸¹", "ă": "»¼½¾Æ", "â": "ÇÈÉÊË", "e": "ÌÎÏÐÑ", "ê": "ÒÓÔÕÖ", "i": "×ØÜÝÞ",
        "o": "ßáâãä", "ô": "åæçèé", "ơ": "êëìíî", "u": "ïñòóô", "ư": "õö÷øù", "y": "úûüýþ",
    }  # fmt: skip
    table = dict(zip("¨©®ª«¬\u00ad¡¢§£¤¥¦", "ăâđêôơưĂÂĐÊÔƠƯ", strict=True))
    for letter, old in toned.items():
        table |= dict(zip(old, _TONED[letter], strict=True))
    return table


def _vni() -> dict[str, str]:
    """VNI writes most letters as two: the plain one and a mark, which for ă and â tells the tone,
    too."""
    table = dict(zip("ìæóíòîôöñ", "ìỉĩíịỵơưđ", strict=True))
    table |= {"aê": "ă", "aâ": "â", "eâ": "ê", "oâ": "ô"}
    tone, breve, hat = "øûõùï", "èúüéë", "àåãáä"
    written = {
        "a": ("a", tone), "ă": ("a", breve), "â": ("a", hat), "e": ("e", tone), "ê": ("e", hat),
        "o": ("o", tone), "ô": ("o", hat), "ơ": ("ô", tone), "u": ("u", tone), "ư": ("ö", tone),
        "y": ("y", tone[:-1]),
    }  # fmt: skip
    for letter, (plain, marks) in written.items():
        table |= {plain + mark: own for mark, own in zip(marks, _TONED[letter], strict=False)}
    return table | {old.upper(): new.upper() for old, new in table.items()}


_TABLES: Final[dict[Encoding, dict[str, str]]] = {"TCVN3": _tcvn3(), "VNI": _vni()}
_OLD: Final = {
    encoding: re.compile("|".join(sorted(table, key=len, reverse=True)))
    for encoding, table in _TABLES.items()
}

_ONSET: Final = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_OPEN: Final = (
    "ai|ao|au|ay|âu|ây|eo|êu|ia|iêu|iu|oa|oai|oao|oay|oe|oeo|oi|ôi|ơi|ua|uê|ui|uơ|ưa|ưi|ưu|uy|"
    "uya|uyu|uây|uôi|ươi|ươu|yêu|[aeêioôơuưy]"
)
_CLOSED: Final = "iê|yê|oa|oă|oe|oo|uâ|uê|uô|ươ|uyê|uy|[aăâeêioôơuưy]"
_SYLLABLE: Final = re.compile(
    f"{_ONSET}(?:(?:{_OPEN})[{_TONES}]?|(?:{_CLOSED})(?:(?:ng|nh|[mn])[{_TONES}]?"
    "|(?:ch|[cpt])[\u0301\u0323]))"
)
_BETWEEN: Final = re.compile(r"[\s\x00-\x1f!-/:-@\[-`{-~\u2010-\u2026]+")
_SIGNS: Final = frozenset("©®×÷§½¼¾«»£¥¢¡¤¦ª¹·¶µ¸¨¬\u00ad")
"""Letters of TCVN3 that mean something of their own when they stand alone."""
_FRENCH: Final = frozenset(("où", "dû", "mû", "haï", "thaï"))
"""Words that would become Vietnamese ones, and are in use."""


def old_encoding(text: str) -> Encoding | None:
    """The encoding that a text was written in, when it reads as Vietnamese only through it.

    None for proper Vietnamese, for other languages, and where nothing can be told: every word with
    letters beyond ASCII must become a Vietnamese syllable, and one at least must not have been one.
    """
    own = _SIGNS | _FRENCH
    words = [word for word in _BETWEEN.split(text) if not word.isascii()]
    words = [word for word in words if word.lower() not in own]
    # Letters that only Unicode has: what is wrong with such a text is something else.
    if not words or any(letter > "\xff" for word in words for letter in word):
        return None
    if all(_is_syllable(word) or word[0] == "µ" for word in words):
        return None
    able = [
        encoding
        for encoding in _TABLES
        if all(_is_syllable(_put(each, encoding)) for each in words)
    ]
    return able[0] if len(able) == 1 else None


def converted(text: str, encoding: Encoding) -> str:
    """The text in Unicode (NFC).

    In TCVN3 a word of capitals holds small letters for those with a tone: they become capitals.
    """
    return unicodedata.normalize(
        "NFC", "".join(_put(each, encoding) for each in re.split(r"(\s+)", text))
    )


_MISREAD: Final = re.compile("á[»º]|Æ[°¡]|Ä[‘ƒ\x91\x83]|Ã[\x80-\xbf]")
"""What the bytes of Vietnamese letters look like as Windows-1252, and no language is written so."""


def misread(text: str) -> str | None:
    """What a text was before its UTF-8 was read as Windows-1252; None where it was not.

    A mark stands for each letter that was lost on the way.
    """
    if _MISREAD.search(text) is None:
        return None
    return b"".join(map(_byte, text)).decode(errors="replace")


def _byte(letter: str) -> bytes:
    """The byte that a letter was: those that Windows-1252 lacks are often kept as they are."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", errors="replace")


def _put(word: str, encoding: Encoding) -> str:
    table = _TABLES[encoding]
    new = _OLD[encoding].sub(lambda match: table[match[0]], word)
    plain = [letter for letter in word if letter.isascii() and letter.isalpha()]
    if encoding == "TCVN3" and len(plain) > 1 and all(letter.isupper() for letter in plain):
        return new.upper()
    return new


def _is_syllable(word: str) -> bool:
    """Whether a word can be one of Vietnamese, wherever its tone stands; no Capital iNside."""
    if not word.isupper() and word[1:] != word[1:].lower():
        return False
    letters = unicodedata.normalize("NFD", word.lower())
    tones = "".join(letter for letter in letters if letter in _TONES)
    rest = unicodedata.normalize("NFC", "".join(each for each in letters if each not in _TONES))
    # With «gi» and «qu» a vowel belongs to the onset: gì, quý.
    return any(_SYLLABLE.fullmatch(each + tones) for each in (rest, rest.replace("gi", "gii", 1)))
