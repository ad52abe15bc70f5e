"""The cells of one column → what the data folder's CSV would hold: periods, words, days, texts.

Each distinct text is read once, however many cells hold it. None stands for a cell about which a
finding says what is wrong; blanks stay blank. Names of areas and their like are read in naming,
numbers in amounts.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Final

from indicators.importing.asking import Doubt, Notes, also
from indicators.importing.headings import WORDS, Kind, code_of
from indicators.importing.naming import firsts
from indicators.importing.periods import is_day, read_period
from indicators.importing.tables import Part
from indicators.spelling import letters
from indicators.validation import Unreadable, read_cell
from indicators.vocabulary import Column, Standing

Cells = list[str | None]


def cells_alike(part: Part, column: str, index: int, texts: Sequence[str]) -> tuple[str, ...]:
    """The names of a column's other cells that hold the same text."""
    text = texts[index]
    if texts.count(text) == 1:
        return ()
    places = (at for at, each in enumerate(texts) if each == text and at != index)
    return part.cells(column, places)


def periods_of(part: Part, notes: Notes) -> Cells:
    found: dict[str, str | None] = {"": ""}
    texts = part.of("period")
    for text, index in firsts(texts).items():
        period = read_period(text) if text.strip() else None
        found[text] = period.text if period else ("" if not text.strip() else None)
        if found[text] is None:
            _no_period(part, index, text, texts, notes)
    return [found[text] for text in texts]


def _no_period(part: Part, index: int, text: str, texts: Sequence[str], notes: Notes) -> None:
    vi, en = also(cells_alike(part, "period", index, texts))
    day = is_day(text)
    notes.error(
        part.place("period", index),
        "date-as-period" if day else "unreadable-period",
        text,
        f"«{text}» là ngày, không phải kỳ (Excel tự đổi 3/2023 thành ngày); định dạng ô là văn bản "
        f"rồi gõ lại, như 2023-03{vi}." if day
        else f"«{text}» không phải là kỳ; viết như 2023, 2023-S1, 2023-Q3 hay 2023-07{vi}.",
        f"“{text}” is a day and no period (Excel makes one of 3/2023); format the cell as text and "
        f"type it again, like 2023-03{en}." if day
        else f"“{text}” is no period; write it like 2023, 2023-S1, 2023-Q3 or 2023-07{en}.",
    )  # fmt: skip


def words_of(part: Part, column: Column, notes: Notes) -> Cells:
    """The codes of a column that holds one of a few words, in either language."""
    kinds: Mapping[str, Kind] = {"status": "status", "qualifier": "qualifier", "form": "form"}
    kind = kinds.get(column.name)

    def read(text: str) -> str | None:
        if kind is not None:
            return code_of(kind, text)
        return text.lower() if text.lower() in column.words else None

    def say(text: str) -> tuple[str, str]:
        # What is made up is refused further on: nobody is told to type it.
        able = [word for word in column.words if word and word != Standing.ILLUSTRATIVE]
        words = [WORDS[kind][word] if kind else (word, word) for word in able]
        vi = ", ".join(f"«{both[0]}»" for both in words)
        en = ", ".join(f"“{both[1]}”" for both in words)
        known = {each.lower(): both for both in words for each in both}
        near = get_close_matches(text.lower(), known, n=1)
        likely_vi, likely_en = known[near[0]] if near else ("", "")
        ask_vi, ask_en = (
            (f", có phải là «{likely_vi}»?", f", is it “{likely_en}”?") if near else (";", ";")
        )
        return (
            f"«{text}» không dùng được ở đây{ask_vi} các từ dùng được: {vi}",
            f"“{text}” is not allowed here{ask_en} the allowed words are: {en}",
        )

    return _each(part, column, notes, read, "unknown-word", say)


def texts_of(part: Part, column: Column, notes: Notes) -> Cells:
    """Texts in NFC; one in an old encoding, or read in a wrong one, is named."""
    found = _each(part, column, notes, tidy, "unreadable-text", lambda text: (text, text))
    for text, index in firsts(part.of(column.name)).items():
        encoding = None if text.isascii() else letters.old_encoding(text)
        if encoding is not None:
            meant = letters.converted(text, encoding)
            notes.error(
                part.place(column.name, index),
                "old-encoding",
                text,
                f"chữ viết bằng phông {encoding} cũ, đọc là «{meant}»; hãy chuyển sang Unicode.",
                f"is in the old encoding {encoding} and reads “{meant}”; convert it to Unicode.",
            )
            found[index] = None
        elif (was := letters.misread(text)) is not None:
            notes.error(
                part.place(column.name, index),
                "misread-encoding",
                text,
                f"chữ hỏng vì tệp UTF-8 bị đọc bằng bảng mã khác, vốn là «{was}»; hãy mở lại "
                "tệp gốc với mã UTF-8.",
                f"is UTF-8 that was read in another encoding, and was “{was}”; open the original "
                "again as UTF-8.",
            )
            found[index] = None
    return checked(part, column, found, notes)


_ALONE: Final = re.compile(r"\r(?!\n)")


def tidy(text: str) -> str:
    """A text as it is kept: NFC, without blanks around it.

    A carriage return alone ends a line as others write it, and would end the row in a CSV file.
    """
    return _ALONE.sub("\n", unicodedata.normalize("NFC", text).strip())


_DATE: Final = re.compile(
    r"(?:ngày )?([0-9]{1,2})(?:[/.-]| tháng )([0-9]{1,2})(?:[/.-]| năm )([0-9]{4})"
)


def days_of(part: Part, column: Column, notes: Notes) -> Cells:
    """Days as ISO, moments as they stand; a day that may be day/month or month/day is asked about,
    unless the headings are Vietnamese: Vietnamese writes the day first."""
    found: dict[str, str | None] = {}
    texts = part.of(column.name)
    for text, index in firsts(texts).items():
        plain = tidy(text)
        match = _DATE.fullmatch(plain)
        found[text] = plain
        if match is None:
            continue
        one, two, year = (int(group) for group in match.groups())
        pairs = [(two, one)] if "tháng" in plain or one == two else [(two, one), (one, two)]
        days = tuple(day for month, d in pairs if (day := _iso(year, month, d)))
        if len(days) == 1 or (days and part.vietnamese):
            found[text] = days[0]
        elif days:
            vi, en = also(cells_alike(part, column.name, index, texts))
            found[text] = notes.ask(
                Doubt(part.place(column.name, index), text, days),
                "ambiguous-date",
                f"«{plain}» là ngày {' hay '.join(days)}?{vi}",
                f"is “{plain}” the day {' or '.join(days)}?{en}",
            )
    return checked(part, column, [found[text] for text in texts], notes)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def plain_of(part: Part, column: Column, notes: Notes) -> Cells:
    """Codes as they stand."""
    return checked(part, column, [text.strip() for text in part.of(column.name)], notes)


def _each(
    part: Part,
    column: Column,
    notes: Notes,
    read: Callable[[str], str | None],
    rule: str,
    say: Callable[[str], tuple[str, str]],
) -> Cells:
    found: dict[str, str | None] = {}
    texts = part.of(column.name)
    for text, index in firsts(texts).items():
        found[text] = read(text.strip()) if text.strip() else ""
        if found[text] is None:
            vi, en = say(text.strip())
            more_vi, more_en = also(cells_alike(part, column.name, index, texts))
            notes.error(
                part.place(column.name, index), rule, text, f"{vi}{more_vi}.", f"{en}{more_en}."
            )
    return [found[text] for text in texts]


def checked(part: Part, column: Column, found: Cells, notes: Notes) -> Cells:
    """The cells, each distinct one held against what the data folder takes."""
    wrong = set()
    for text in {text for text in found if text}:
        try:
            read_cell(str(text), column)
        except Unreadable as problem:
            index = found.index(text)
            rule = f"unreadable-{column.kind}"
            notes.error(part.place(column.name, index), rule, str(text), problem.vi, problem.en)
            wrong.add(text)
    return [None if text in wrong else text for text in found] if wrong else found
