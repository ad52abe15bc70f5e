"""The numbers of one column as the data folder's CSV would hold them, with their units and hedges.

Each distinct text is read once, however many cells hold it. Whether a number can be right is asked
in meaning.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes, Place, also, listed
from indicators.importing.cells import Cells, cells_alike, checked
from indicators.importing.naming import firsts
from indicators.importing.periods import is_day
from indicators.importing.tables import Part
from indicators.spelling.numbers import Ambiguous, Number, Style, read_number, style_of
from indicators.vocabulary import Column

_FEW: Final = 3
"""So many doubtful numbers are asked about one by one; of more, the whole column is asked about."""
_PLAIN: Final = re.compile(r"-?[1-9][0-9]{0,14}|0")
_POINTED: Final = re.compile(
    r"-?(?:0|[1-9][0-9]{3,})\.[0-9]{0,8}[1-9]|-?[1-9][0-9]{0,2}\.(?:[0-9]?[1-9]|[0-9]{3,8}[1-9])"
)
"""What only a decimal point can explain: 12.5 and 1234.567, but not 18.500."""

_THOUSANDS: Final = re.compile(r"(?<![0-9.,])(?!0[.,])[0-9]{1,3}[.,][0-9]{3}(?![0-9.,])")
"""What may be thousands or decimals, whatever stands around it."""
_SLASHED: Final = re.compile(r"([0-9]+) ?/ ?([0-9]+)")


@dataclass(frozen=True)
class Numbers:
    """A column of numbers; what stands beside them by the index of its row."""

    values: Cells
    units: Mapping[int, str]
    qualifiers: Mapping[int, str]
    affirmed: frozenset[int]
    """The rows whose own question was answered with the value."""


Called = Callable[[int], tuple[str, str]]
"""What a row is called, by its index, as asking.Naming says it."""


def numbers_of(
    part: Part, column: Column, notes: Notes, called: Called = lambda _: ("", "")
) -> Numbers:
    """The numbers of a column; what it can be read as in two ways is asked, with what the row is
    ``called``."""
    texts = part.of(column.name)
    numeric = part.numeric.get(column.name, frozenset())
    shares = {index for index in numeric if texts[index].endswith("%")}
    if shares:
        # Formatted as percentages: true numbers, beside which the sign is their unit.
        texts = [text[:-1] if at in shares else text for at, text in enumerate(texts)]
    own = texts
    units = dict.fromkeys(shares, "%")
    if len(numeric) == len(texts):
        return Numbers(checked(part, column, list(own), notes), units, {}, frozenset())
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
        chosen = _asked_style(part, column, alike, texts, style, notes)
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
            place = part.place(column.name, index, partial(called, index))
            values[text] = _asked(part, place, index, text, each, texts, notes)
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
        checked(part, column, found, notes),
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
    part: Part,
    column: Column,
    alike: Sequence[str],
    texts: Sequence[str],
    likely: Style | None,
    notes: Notes,
) -> Style | None:
    """The style that the answer to one question gives to the column's doubtful numbers."""
    text = alike[0]
    values = _in_each_style(text)
    first = values[likely] if likely else min(values.values(), key=lambda value: "." in value)
    choices = tuple(sorted(values.values(), key=lambda value: value != first))
    vi, en = speaking.choices(choices, speaking.OR)
    written = set(alike)
    places = (index for index, each in enumerate(texts) if each in written)
    cells_vi, cells_en = listed(part.cells(column.name, places))
    answer = notes.ask(
        Doubt(part.column(column.name), text, choices),
        "ambiguous-number",
        f"cả cột không cho biết «{text.strip()}» là {vi}; trả lời sẽ áp dụng cho {len(alike)} cách "
        f"viết như vậy, ở {cells_vi}.",
        f"nothing in the column tells whether “{text.strip()}” is {en}; the answer settles "
        f"{len(alike)} numbers written so, in {cells_en}.",
    )
    return next((style for style, value in values.items() if value == answer), None)


def _asked(
    part: Part,
    place: Place,
    index: int,
    text: str,
    read: Ambiguous,
    texts: Sequence[str],
    notes: Notes,
) -> str | None:
    more_vi, more_en = also(cells_alike(part, place.column, index, texts))
    vi, en = speaking.choices(read.choices, speaking.OR)
    return notes.ask(
        Doubt(place, text, read.choices),
        "ambiguous-number",
        f"«{text.strip()}» là {vi}?{more_vi}",
        f"is “{text.strip()}” {en}?{more_en}",
    )


def _not_a_number(
    part: Part, column: Column, index: int, text: str, texts: Sequence[str], notes: Notes
) -> None:
    vi, en = also(cells_alike(part, column.name, index, texts))
    mend_vi = "; viết số, hoặc để trống nếu chưa có"
    mend_en = "; type one, or leave the cell blank if there is none"
    if slashed := _SLASHED.fullmatch(text.strip()):
        mend_vi, mend_en = _in_three_ways(part, slashed[1], slashed[2])
    elif is_day(text):
        mend_vi = ", là ngày (Excel tự đổi 7/8 thành ngày); định dạng ô là số rồi gõ lại"
        mend_en = " but a day (Excel makes one of 7/8); format the cell as a number and retype it"
    notes.error(
        part.place(column.name, index),
        "text-in-value",
        text,
        f"«{text.strip()}» không phải là số{mend_vi}{vi}.",
        f"“{text.strip()}” is no number{mend_en}{en}.",
    )


def _in_three_ways(part: Part, one: str, two: str) -> tuple[str, str]:
    """What to do about 7/8."""
    vi = f": có thể là ngày, phân số hay {one} trên {two}; viết một số, như 0,875"
    en = f": it may be a day, a fraction or {one} out of {two}; type one number, like 0.875"
    if part.table != "observations":
        return vi, en
    value_vi, whole_vi = (part.called(name, "vi") for name in ("value", "whole"))
    value_en, whole_en = (part.called(name, "en") for name in ("value", "whole"))
    return (
        f"{vi}; nếu là {one} trên {two}, viết {one} ở «{value_vi}», {two} ở «{whole_vi}»",
        f"{en}; if it is {one} out of {two}, {one} in “{value_en}” and {two} in “{whole_en}”",
    )
