"""A code or a name in a cell → the code that it means: of an area, indicator, assigner or source.

A name that is the known one in every letter and mark is taken, one that is only alike is asked
about, and where several are meant alike it is asked which.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes, also
from indicators.importing.headings import leading_code, sheet
from indicators.importing.known import Known, period_of
from indicators.importing.tables import Part
from indicators.spelling import letters, names

Row = TypeVar("Row", bound=Hashable)

_SHARED: Final = 0.3
"""So much of their words two names share, as a part of all, where one may stand for the other."""
_MOST_NEAR: Final = 3
_KINDS: Final = {
    "area": ("địa bàn", "area"),
    "indicator": ("chỉ tiêu", "indicator"),
    "assigner": ("cấp giao", "assigner"),
    "source": ("nguồn", "source"),
}


@dataclass(frozen=True)
class Register:
    """The codes of one kind, and what each may be called."""

    kind: str
    called: Mapping[str, Sequence[str]]
    own: Mapping[str, str]
    """Codes by names that a mapping file gives, folded as names.key folds."""
    bare_names: bool


def register(kind: str, known: Known, part: Part) -> Register:
    own: Mapping[str, str] = {}
    match kind:
        case "indicator":
            own = part.indicators or {}
            called = {
                code: (row.name_vi, row.name_en, row.short_vi, row.short_en)
                for code, row in known.indicators.items()
            }
            return Register(kind, called, own, part.bare_names)
        case "assigner":
            rows = known.assigners.items()
            assigners = {
                code: (row.name_vi, row.name_en, row.short_vi, row.short_en) for code, row in rows
            }
            return Register(kind, assigners, own, part.bare_names)
        case _:
            titles: dict[str, tuple[str, str]] = {
                code: (row.title_vi, row.title_en) for code, row in known.sources.items()
            }
            titles |= {
                code: (cells["title_vi"], cells["title_en"]) for code, cells in known.added.items()
            }
            return Register(kind, titles | known.faulty, own, part.bare_names)


def codes_of(
    part: Part, column: str, register_: Register, notes: Notes, name_column: str = ""
) -> list[str | None]:
    """The code of every row; "" for a blank, None where a finding says what is wrong."""
    rows = list(zip(part.of(column), part.of(name_column), strict=True))
    found = {
        row: _code(part, column, name_column, index, rows, register_, notes)
        for row, index in firsts(rows).items()
    }
    return [found[row] for row in rows]


def _code(
    part: Part,
    column: str,
    name_column: str,
    index: int,
    rows: Sequence[tuple[str, str]],
    register_: Register,
    notes: Notes,
) -> str | None:
    typed, name = (text.strip() for text in rows[index])
    code = leading_code(typed)
    if code in register_.called:
        kind, called = register_.kind, register_.called
        return code if _agree(part, name_column, index, code, name, kind, called, notes) else None
    where, text = (column, typed) if typed else (name_column, name)
    if not text:
        return ""
    return _by_name(part, where, index, text, rows, register_, notes)


def _agree(
    part: Part,
    column: str,
    index: int,
    code: str,
    name: str,
    kind: str,
    called: Mapping[str, Iterable[str]],
    notes: Notes,
) -> bool:
    """Whether the name beside a code is not another one's; else a finding says so.

    Of a name that is nobody's, or only like another one's, a warning says that the code is taken.
    """
    if not name or names.key(name) in map(names.key, called.get(code, ())):
        return True
    match = names.likely(name, called)
    if match is not None and code in match.codes and match.kind != "near":
        return True
    vi, en = _KINDS[kind]
    own = next(iter(called.get(code, ())), code)
    if match is None or match.kind == "near":
        notes.warn(
            part.place(column, index),
            "name-not-of-the-code",
            name,
            f"«{name}» không phải là tên của {vi} mã «{code}», «{own}»; số được lấy theo mã.",
            f"“{name}” is not what the {en} “{code}” is called, “{own}”; the code is what counts.",
        )
        return True
    notes.error(
        part.place(column, index),
        "code-and-name-disagree",
        name,
        f"mã «{code}» là {vi} «{own}», không phải «{name}»; hãy sửa mã hoặc tên.",
        f"code “{code}” is the {en} “{own}”, not “{name}”; correct the code or the name.",
    )
    return False


def _by_name(
    part: Part,
    column: str,
    index: int,
    text: str,
    rows: Sequence[object],
    register_: Register,
    notes: Notes,
) -> str | None:
    """The code of a name, for all of ``rows`` that are like this one."""
    called = register_.called
    own = register_.own.get(names.key(text))
    if own is not None and own in called:
        return own
    vi, en = _KINDS[register_.kind]
    place = part.place(column, index)
    match = names.likely(text, called)
    if match is None and register_.kind == "assigner":
        match = _by_words(text, called)
    enough = ("exact", "bare") if register_.bare_names else ("exact",)
    if match is not None and len(match.codes) == 1 and match.kind in enough:
        return match.codes[0]
    if _in_old_letters(part, column, index, text, called, notes):
        return None
    rule = f"unknown-{register_.kind}"
    if match is None:
        where = "danh mục", "the catalogue"
        if register_.kind == "source":
            where = f"trang «{sheet('sources', 'vi')}»", f"the sheet “{sheet('sources', 'en')}”"
        notes.error(
            place,
            rule,
            text,
            f"không có {vi} nào tên hay mã là «{text}»; hãy sửa, hoặc thêm vào {where[0]} trước.",
            f"no {en} has the name or code “{text}”; correct it, or add it to {where[1]} first.",
        )
        return None
    likely = [(code, next(iter(called[code]), code)) for code in match.codes]
    shown_vi = ", ".join(f"{code} «{name}»" for code, name in likely)
    shown_en = ", ".join(f"{code} “{name}”" for code, name in likely)
    several = match.kind != "near" and len(match.codes) > 1
    if several:
        rule = f"ambiguous-{register_.kind}"
        vi = f"«{text}» có thể là: {shown_vi}; hãy chọn mã."
        en = f"“{text}” may be any of: {shown_en}; choose the code."
    else:
        vi = f"không có {vi} «{text}»; có phải là {shown_vi}?"
        en = f"there is no {en} “{text}”; is it {shown_en}?"
    same = (at for at, each in enumerate(rows) if each == rows[index] and at != index)
    more_vi, more_en = also(part.cells(column, same))
    return notes.ask(Doubt(place, text, match.codes), rule, vi + more_vi, en + more_en)


def _by_words(text: str, called: Mapping[str, Sequence[str]]) -> names.Match | None:
    """The codes with whose names a text shares words: «Huyện» and «huyện giao»."""
    typed = set(names.bare(text).split())
    scores: dict[str, tuple[int, float]] = {}
    for code, several in called.items():
        for name in several:
            words = set(names.bare(name).split())
            score = len(typed & words), len(typed & words) / len(typed | words)
            if score[1] > _SHARED:
                scores[code] = max(score, scores.get(code, score))
    near = sorted(scores, key=lambda code: scores[code], reverse=True)
    return names.Match(tuple(near[:_MOST_NEAR]), "near") if near else None


def _in_old_letters(
    part: Part,
    column: str,
    index: int,
    text: str,
    called: Mapping[str, Sequence[str]],
    notes: Notes,
) -> bool:
    encoding = letters.old_encoding(text)
    if encoding is None:
        return False
    meant = letters.converted(text, encoding)
    match = names.likely(meant, called)
    code = f" ({match.codes[0]})" if match else ""
    notes.error(
        part.place(column, index),
        "old-encoding",
        text,
        f"«{text}» viết bằng phông {encoding} cũ, đọc là «{meant}»{code}; hãy chuyển sang Unicode.",
        f"“{text}” is in the old encoding {encoding} and reads “{meant}”{code}; convert it to "
        "Unicode.",
    )
    return True


def areas_of(
    part: Part, periods: Sequence[str | None], known: Known, notes: Notes
) -> list[str | None]:
    """The area code of every row: a name means the area that has it at the end of the period.

    A plan that runs on is of the area that there is while it runs.
    """
    days = {period: _day(part.table, period, known) for period in set(periods)}
    eras = {period: bisect_right(known.turns, day) for period, day in days.items()}
    rows = list(
        zip(part.of("area_code"), part.of("area_name"), map(eras.get, periods), strict=True)
    )
    found: dict[tuple[str, str, int | None], str | None] = {}
    shortened: list[tuple[Doubt, tuple[str, str, int | None]]] = []
    for row, index in firsts(rows).items():
        code = leading_code(row[0])
        if code not in known.by_code and code.isdecimal():
            padded = [each for each in known.by_code if each.lstrip("0") == code.lstrip("0")]
            if padded:
                place = part.place("area_code", index)
                same = (at for at, text in enumerate(part.of("area_code"))
                        if leading_code(text) == code and at != index)  # fmt: skip
                doubt = Doubt(place, code, tuple(padded), part.cells("area_code", same))
                shortened.append((doubt, row))
                continue
        found[row] = _area(part, index, rows, days[periods[index]], known, notes)
    once = list({doubt.typed: doubt for doubt, _ in reversed(shortened)}.values())[::-1]
    numeric = bool(part.numeric.get("area_code"))
    answers = notes.ask_all(
        once, "leading-zeros", lambda doubt, others: _lost_zeros(doubt, others, numeric)
    )
    settled = dict(zip((doubt.typed for doubt in once), answers, strict=True))
    found |= {row: settled[doubt.typed] for doubt, row in shortened}
    return [found[row] for row in rows]


def firsts(rows: Sequence[Row]) -> dict[Row, int]:
    """Each distinct one with the index of the first of its like, in their order."""
    found = dict(zip(reversed(rows), range(len(rows) - 1, -1, -1), strict=True))
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _lost_zeros(doubt: Doubt, others: Sequence[str], numeric: bool) -> tuple[str, str]:
    vi, en = also(others)
    codes = ", ".join(doubt.choices)
    because_vi = " vì ô là số" if numeric else ""
    because_en = " as the cell is a number" if numeric else ""
    return (
        f"mã «{doubt.typed}» mất số 0 ở đầu{because_vi}; có phải là {codes}?{vi}",
        f"code “{doubt.typed}” lost its leading zeros{because_en}; is it {codes}?{en}",
    )


def _day(table: str, period: str | None, known: Known) -> date:
    """The day whose areas a row means."""
    if not period:
        return known.as_of
    span = period_of(period)
    return max(span.start, min(span.end, known.as_of)) if table == "plans" else span.end


def _area(
    part: Part,
    index: int,
    rows: Sequence[tuple[str, str, int | None]],
    day: date,
    known: Known,
    notes: Notes,
) -> str | None:
    text, name = (typed.strip() for typed in rows[index][:2])
    in_force = known.called_on(day)
    code = leading_code(text)
    if code in known.by_code:
        called = in_force if code in in_force else known.called
        return code if _agree(part, "area_name", index, code, name, "area", called, notes) else None
    column, said = ("area_code", text) if text else ("area_name", name)
    if not said:
        return ""
    own = (part.areas or {}).get(names.key(said))
    if own in known.by_code:
        return own
    match = names.likely(said, in_force)
    once = names.likely(said, known.called)
    if (match is None or match.kind == "near") and once is not None and once.kind == "exact":
        day_vi, day_en = speaking.day(day)
        notes.error(
            part.place(column, index),
            "area-not-in-force",
            said,
            f"«{said}» không phải là một đơn vị hành chính vào ngày {day_vi}; hãy xem lại kỳ hoặc "
            "địa bàn.",
            f"“{said}” is no administrative unit on {day_en}; check the period or the area.",
        )
        return None
    register_ = Register("area", in_force, {}, part.bare_names)
    return _by_name(part, column, index, said, rows, register_, notes)
