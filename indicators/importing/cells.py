"""The cells of one column → what the data folder's CSV would hold: numbers, words, days, texts.

Each distinct text is read once, however many cells hold it. None stands for a cell about which a
finding says what is wrong; blanks stay blank. Names of areas and their like are read in naming.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes, also
from indicators.importing.headings import WORDS, Kind, code_of
from indicators.importing.naming import firsts
from indicators.importing.periods import is_day, read_period
from indicators.importing.tables import Part
from indicators.spelling import letters
from indicators.spelling.numbers import Ambiguous, Number, Style, read_number, style_of
from indicators.validation import Unreadable, read_cell
from indicators.vocabulary import Column, Standing

_FEW: Final = 3
"""So many doubtful numbers are asked about one by one; of more, the whole column is asked about."""
_PLAIN: Final = re.compile(r"-?[1-9][0-9]{0,14}|0")
_POINTED: Final = re.compile(
    r"-?(?:0|[1-9][0-9]{3,})\.[0-9]{0,8}[1-9]|-?[1-9][0-9]{0,2}\.(?:[0-9]?[1-9]|[0-9]{3,8}[1-9])"
)
"""What only a decimal point can explain: 12.5 and 1234.567, but not 18.500."""

_THOUSANDS: Final = re.compile(r"(?<![0-9.,])(?!0[.,])[0-9]{1,3}[.,][0-9]{3}(?![0-9.,])")
"""What may be thousands or decimals, whatever stands around it."""

Cells = list[str | None]


@dataclass(frozen=True)
class Numbers:
    """A column of numbers; what stands beside them by the index of its row."""

    values: Cells
    units: Mapping[int, str]
    qualifiers: Mapping[int, str]
    affirmed: frozenset[int]
    """The rows whose own question was answered with the value."""


def numbers_of(part: Part, column: Column, notes: Notes) -> Numbers:
    """The numbers of a column; what it can be read as in two ways is asked."""
    texts = part.of(column.name)
    numeric = part.numeric.get(column.name, frozenset())
    shares = {index for index in numeric if texts[index].endswith("%")}
    if shares:
        # Formatted as percentages: true numbers, beside which the sign is their unit.
        texts = [text[:-1] if at in shares else text for at, text in enumerate(texts)]
    own = texts
    units = dict.fromkeys(shares, "%")
    if len(numeric) == len(texts):
        return Numbers(_checked(part, column, list(own), notes), units, {}, frozenset())
    if numeric:
        texts = ["" if index in numeric else text for index, text in enumerate(texts)]
    typed = firsts(texts)
    typed.pop("", None)
    style = part.style or settled_style(typed)
    read = readings(typed, style)
    if style is not None and part.style is None:
        read |= _unsettled(read, style, part, texts)
    doubtful = [text for text, each in read.items() if isinstance(each, Ambiguous)]
    unasked: set[str] = set()
    alike = [text for text in doubtful if part.style is None and _in_each_style(text)]
    if len(alike) > _FEW:
        chosen = _asked_style(part, column, alike, style, notes)
        unasked = set(alike) if chosen is None else set()
        read |= dict.fromkeys(alike) if chosen is None else readings(alike, chosen)
    values: dict[str, str | None] = {"": ""}
    affirmed: set[int] = set()
    beside: dict[str, Number | Ambiguous] = {}
    for text, index in typed.items():
        each = read[text]
        values[text] = None
        if isinstance(each, Number):
            values[text] = each.value
        elif isinstance(each, Ambiguous):
            values[text] = _asked(part, column, index, text, each, texts, notes)
            affirmed |= {index} if values[text] is not None else set()
        elif text not in unasked:
            _not_a_number(part, column, index, text, texts, notes)
        if each is not None and (each.unit or each.qualifier):
            beside[text] = each
    found: Cells = [values[text] for text in texts]
    for index in numeric:
        found[index] = own[index]
    marked = [index for index, text in enumerate(texts) if text in beside] if beside else []
    return Numbers(
        _checked(part, column, found, notes),
        units | {index: beside[texts[index]].unit for index in marked if beside[texts[index]].unit},
        {
            index: beside[texts[index]].qualifier
            for index in marked
            if beside[texts[index]].qualifier
        },
        frozenset(affirmed),
    )


def settled_style(texts: Iterable[str]) -> Style | None:
    """The style that the texts of a column settle; as spelling says it, only faster."""
    others = [text for text in texts if not _PLAIN.fullmatch(text)]
    pointed = next((text for text in others if _POINTED.fullmatch(text)), None)
    rest = [text for text in others if not _POINTED.fullmatch(text)]
    return style_of(rest if pointed is None else [pointed, *rest])


def readings(texts: Iterable[str], style: Style | None) -> dict[str, Number | Ambiguous | None]:
    """What spelling reads each text as; plain ones are seen to be what they are."""
    pointed = style is not Style.COMMA
    return {
        text: Number(text)
        if _PLAIN.fullmatch(text) or (pointed and _POINTED.fullmatch(text))
        else read_number(text, style=style)
        for text in texts
    }


def _unsettled(
    read: Mapping[str, Number | Ambiguous | None], style: Style, part: Part, texts: Sequence[str]
) -> dict[str, Number | Ambiguous | None]:
    """The texts that may be thousands all the same, though others of the column have decimals.

    12.5 beside 14.563 leaves open what a point is, as a column may hold unlike numbers; of one
    indicator it does not, nor does 67,7 or 1.234.567 of any. What the style makes of such a text is
    its first choice.
    """
    likely = {
        text: each.value
        for text, each in read.items()
        if isinstance(each, Number) and "." in each.value and _THOUSANDS.search(text)
    }
    if not likely:
        return {}
    decimal, group = (".", ",") if style is Style.POINT else (",", ".")
    other = Style.COMMA if style is Style.POINT else Style.POINT
    sure = {
        text
        for text, each in read.items()
        if (decimal in text or group in text)
        and text not in likely
        and isinstance(each, Number)
        and (
            (style is Style.POINT and _POINTED.fullmatch(text))
            or not isinstance(read_number(text, style=other), Number)
        )
    }
    if any(group in text for text in sure):
        return {}
    rows = list(zip(texts, part.of("indicator_code"), part.of("indicator_name"), strict=True))
    settled = {(code, name) for text, code, name in rows if text in sure}
    doubtful: dict[str, Number | Ambiguous | None] = {}
    for text in dict.fromkeys(
        text for text, code, name in rows if text in likely and (code, name) not in settled
    ):
        alone = read_number(text)
        if isinstance(alone, Ambiguous):
            choices = tuple(sorted(alone.choices, key=lambda value: value != likely[text]))
            doubtful[text] = Ambiguous(choices, alone.unit, alone.qualifier)
    return doubtful


def _in_each_style(text: str) -> dict[Style, str]:
    """What a text is in each style; nothing where that does not depend on the style."""
    read = {style: read_number(text, style=style) for style in Style}
    values = {style: each.value for style, each in read.items() if isinstance(each, Number)}
    return values if len(set(values.values())) == len(Style) else {}


def _asked_style(
    part: Part, column: Column, alike: Sequence[str], likely: Style | None, notes: Notes
) -> Style | None:
    """The style that the answer to one question gives to the column's doubtful numbers."""
    text = alike[0]
    values = _in_each_style(text)
    first = values[likely] if likely else min(values.values(), key=lambda value: "." in value)
    choices = tuple(sorted(values.values(), key=lambda value: value != first))
    vi, en = speaking.choices(choices, speaking.OR)
    answer = notes.ask(
        Doubt(part.column(column.name), text, choices),
        "ambiguous-number",
        f"cả cột không cho biết «{text.strip()}» là {vi}; trả lời sẽ áp dụng cho {len(alike)} cách "
        "viết như vậy.",
        f"nothing in the column tells whether “{text.strip()}” is {en}; the answer settles "
        f"{len(alike)} numbers written so.",
    )
    return next((style for style, value in values.items() if value == answer), None)


def _asked(
    part: Part,
    column: Column,
    index: int,
    text: str,
    read: Ambiguous,
    texts: Sequence[str],
    notes: Notes,
) -> str | None:
    more_vi, more_en = also(texts.count(text) - 1)
    vi, en = speaking.choices(read.choices, speaking.OR)
    return notes.ask(
        Doubt(part.place(column.name, index), text, read.choices),
        "ambiguous-number",
        f"«{text.strip()}» là {vi}?{more_vi}",
        f"is “{text.strip()}” {en}?{more_en}",
    )


def _not_a_number(
    part: Part, column: Column, index: int, text: str, texts: Sequence[str], notes: Notes
) -> None:
    vi, en = also(texts.count(text) - 1)
    notes.error(
        part.place(column.name, index),
        "text-in-value",
        text,
        f"«{text.strip()}» không phải là số; viết số, hoặc để trống nếu chưa có{vi}.",
        f"“{text.strip()}” is no number; type one, or leave the cell blank if there is none{en}.",
    )


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
    vi, en = also(texts.count(text) - 1)
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
        return (
            f"«{text}» không dùng được ở đây; các từ dùng được: {vi}",
            f"“{text}” is not allowed here; the allowed words are: {en}",
        )

    return _each(part, column, notes, read, "unknown-word", say)


def texts_of(part: Part, column: Column, notes: Notes) -> Cells:
    """Texts in NFC; one in an old encoding is named."""
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
    return _checked(part, column, found, notes)


def tidy(text: str) -> str:
    """A text as it is kept: NFC, without blanks around it."""
    return unicodedata.normalize("NFC", text).strip()


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
            found[text] = notes.ask(
                Doubt(part.place(column.name, index), text, days),
                "ambiguous-date",
                f"«{plain}» là ngày {' hay '.join(days)}?",
                f"is “{plain}” the day {' or '.join(days)}?",
            )
    return _checked(part, column, [found[text] for text in texts], notes)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def plain_of(part: Part, column: Column, notes: Notes) -> Cells:
    """Codes as they stand."""
    return _checked(part, column, [text.strip() for text in part.of(column.name)], notes)


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
            more_vi, more_en = also(texts.count(text) - 1)
            notes.error(
                part.place(column.name, index), rule, text, f"{vi}{more_vi}.", f"{en}{more_en}."
            )
    return [found[text] for text in texts]


def _checked(part: Part, column: Column, found: Cells, notes: Notes) -> Cells:
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
