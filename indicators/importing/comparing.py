"""The rows of files beside the last versions that are known: new, changed, withdrawn, or the same.

Nothing is written here; and whether what a row says can be right is asked in meaning.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from indicators.importing import speaking
from indicators.importing.asking import FEW, Doubt, Notes, also
from indicators.importing.known import COLUMNS, KEYS, Cells, Kept, Key, Known
from indicators.importing.rows import Entry
from indicators.vocabulary import TABLES, WITHDRAWN

Kind = Literal["new", "changed", "withdrawn"]
KEEP, WITHDRAW, DROP = "keep", "withdraw", "drop"
"""What questions about rows are answered with; about numbers, with a number."""

_COLUMNS: Final = {table.name: table.columns for table in TABLES}
_OF_THE_VALUE: Final = ("qualifier", "resolution", "decision", "version")
_TAKEN_BACK: Final = {
    "observations": ("status", ("value", "whole", "qualifier", "resolution")),
    "plans": ("form", ("value", "value_high", "baseline")),
}


@dataclass(slots=True)
class Difference:
    """A row that says something else than what is known."""

    entry: Entry
    key: Key
    kept: Kept | None
    kind: Kind

    @property
    def cells(self) -> Cells:
        return self.entry.cells


def by_key(table: str, entries: Sequence[Entry], notes: Notes) -> dict[Key, Entry]:
    """Each row by what names it; a second one of its like is named with the first one's place."""
    places = [COLUMNS[table].index(name) for name in KEYS[table]]
    found: dict[Key, Entry] = {}
    repeated: dict[tuple[int, int], list[tuple[Entry, Entry]]] = {}
    for entry in entries:
        cells = entry.cells
        key = tuple([cells[place] for place in places])
        first = found.setdefault(key, entry)
        if first is not entry and first.says and entry.says:
            repeated.setdefault((id(first.part), id(entry.part)), []).append((first, entry))
    for pairs in repeated.values():
        _repeated(table, pairs, notes)
    return found


def _repeated(table: str, pairs: Sequence[tuple[Entry, Entry]], notes: Notes) -> None:
    """Rows of one sheet that stand in another, or in it, already: of many the first is named."""
    column = KEYS[table][0]
    several = len(pairs) > FEW
    for first, entry in pairs[:1] if several else pairs:
        more_vi, more_en = also([each.cell(column) for _, each in pairs[1:]] if several else ())
        there = first.place(column)
        where = f"{there.sheet}!{there.cell}" if there.sheet else there.cell
        where = where if there.file == entry.part.file else f"[{there.file}]{where}"
        shown = ", ".join(code for name in KEYS[table] if (code := entry.get(name)))
        cells = dict(zip(COLUMNS[table], entry.cells, strict=True))
        vi, en = (said or shown for said in entry.known.row_said(cells, KEYS[table]))
        notes.error(
            entry.place(column),
            "duplicate-row",
            shown,
            f"trùng với {where} ({vi}); hãy bỏ một trong hai{more_vi}.",
            f"repeats {where} ({en}); remove one of the two{more_en}.",
        )


def differences(
    table: str, rows: Mapping[Key, Entry], kept: Mapping[Key, Kept], notes: Notes
) -> list[Difference]:
    """The rows that differ; a blank where something is known is asked about, and a row that says
    nothing is named, unless a template wrote it."""
    found: list[Difference] = []
    blank: list[Difference] = []
    unsaid: list[Entry] = []
    at = COLUMNS[table].index("value") if "value" in COLUMNS[table] else -1
    versions = table in _TAKEN_BACK
    absent: dict[int, list[int]] = {}
    for key, entry in rows.items():
        known = kept.get(key)
        if known is None or known.withdrawn:
            if not entry.says:
                unsaid.append(entry)
                continue
            if versions and _takes_back(table, entry):
                if known is None:
                    _nothing_there(table, entry, notes)
                continue
            found.append(Difference(entry, key, known, "new"))
            continue
        missing = absent.setdefault(id(entry.part), _absent(table, entry))
        # What is made up says nothing of the real figure that takes its place.
        if missing and not known.made_up:
            entry.cells = _completed(table, entry.cells, known.cells, missing)
        if says_same(table, entry.cells, known.cells):
            continue
        difference = Difference(entry, key, known, "changed")
        if versions and _takes_back(table, entry):
            difference.kind = "withdrawn"
            _take_back(table, entry, known)
        elif known.made_up and not entry.says:
            unsaid.append(entry)
            continue
        elif _is_emptied(table, entry, known, at):
            blank.append(difference)
            continue
        elif not entry.says:
            unsaid.append(entry)
            continue
        elif not versions:
            _fixed(table, difference, notes)
            continue
        found.append(difference)
    found.extend(_emptied(table, blank, at, notes))
    _unsaid(unsaid if at >= 0 else [], notes)
    return found


def _unsaid(rows: Iterable[Entry], notes: Notes) -> None:
    """Rows that somebody wrote down to their value: once a sheet. Of a table from elsewhere, whose
    blanks are its own, nothing."""
    sheets: dict[tuple[str, str], list[Entry]] = {}
    for each in rows:
        if not each.part.mapped:
            sheets.setdefault((each.part.file, each.part.sheet), []).append(each)
    for some in sheets.values():
        vi, en = also([each.cell("value") for each in some[1:]])
        notes.warn(
            some[0].place("value"),
            "row-without-value",
            "",
            f"dòng này không có giá trị nên không được nhập{vi}.",
            f"this row has no value and is not imported{en}.",
        )


def _absent(table: str, entry: Entry) -> list[int]:
    return [
        place
        for place, name in enumerate(COLUMNS[table])
        if name not in entry.part.texts and name not in KEYS[table] and name != "known_from"
    ]


def _completed(table: str, cells: Cells, known: Cells, missing: Iterable[int]) -> Cells:
    """A column that the file does not have says nothing: what is known of it stays.

    But for what is said of the value alone, where the value is another one.
    """
    whole = list(cells)
    for place in missing:
        whole[place] = whole[place] or known[place]
    if not says_same(table, tuple(whole), known):
        for place in missing:
            if COLUMNS[table][place] in _OF_THE_VALUE:
                whole[place] = cells[place]
    return tuple(whole)


def value_of(table: str, cells: Cells) -> str:
    """The value in a row of observations or plans."""
    return cells[COLUMNS[table].index("value")]


def says_same(table: str, one: Cells, two: Cells) -> bool:
    """Whether two versions say the same, however many digits a file has of a number."""
    versions = table in _TAKEN_BACK
    if one == two or (versions and one[:-1] == two[:-1]):
        return True
    pairs = zip(_COLUMNS[table], one, two, strict=True)
    return all(
        a == b or (column.kind == "number" and a and b and float(a) == float(b))
        for column, a, b in pairs
        if column.name != "known_from"
    )


def is_same(table: str, difference: Difference) -> bool:
    """Whether a row says what counts already."""
    kept = difference.kept
    if kept is None or kept.withdrawn or difference.kind == "withdrawn":
        return False
    return says_same(table, difference.cells, kept.cells)


def _takes_back(table: str, entry: Entry) -> bool:
    return entry.get(_TAKEN_BACK[table][0]) == WITHDRAWN


def _is_emptied(table: str, entry: Entry, known: Kept, at: int) -> bool:
    """Whether a value is blank, a real one is known, and no other cell of the row says why."""
    if table not in _TAKEN_BACK or known.made_up or entry.cells[at] or not known.cells[at]:
        return False
    return table != "observations" or entry.get("status") != "not_applicable"


def _take_back(table: str, entry: Entry, known: Kept) -> None:
    mark, emptied = _TAKEN_BACK[table]
    for column in emptied:
        entry.put(column, "")
    entry.put(mark, WITHDRAWN)
    if not entry.get("source_code"):
        entry.put("source_code", known.cells[COLUMNS[table].index("source_code")])


def _nothing_there(table: str, entry: Entry, notes: Notes) -> None:
    column = _TAKEN_BACK[table][0]
    notes.error(
        entry.place(column),
        "nothing-to-withdraw",
        WITHDRAWN,
        "không có số nào đã công bố để rút lại; hãy bỏ dòng này hoặc xem lại kỳ, địa bàn.",
        "nothing that was published can be taken back here; remove this row, or check period and "
        "area.",
    )


def _fixed(table: str, difference: Difference, notes: Notes) -> None:
    """A table without versions: what stands there is not changed by an import."""
    entry = difference.entry
    known = difference.kept.cells if difference.kept else ()
    names = zip(COLUMNS[table], entry.cells, known, strict=True)
    column, typed, before = next(each for each in names if each[1] != each[2])
    if entry.mark:
        # Of a locked row: the template shows what was published when it was made.
        notes.warn(
            entry.place(column),
            "already-published",
            typed,
            f"đã công bố là «{before}», mẫu này ghi khác; giữ bản đã công bố.",
            f"is published as “{before}”, unlike in this template; the published one stays.",
        )
        return
    notes.error(
        entry.place(column),
        "already-published",
        typed,
        f"đã công bố là «{before}» và không sửa được bằng cách nhập; hãy sửa trong thư mục data.",
        f"is published as “{before}” and cannot be changed by an import; mend the data folder.",
    )


def _emptied(table: str, blank: Sequence[Difference], at: int, notes: Notes) -> list[Difference]:
    """Blanks where a value is known: kept, or taken back, as the answer says."""

    def say(doubt: Doubt, others: Sequence[str]) -> tuple[str, str]:
        vi, en = also(others)
        known_vi, known_en = speaking.number(doubt.typed)
        chosen_vi, _ = speaking.choices(doubt.choices, speaking.OR)
        asked_en = f"keep it, or withdraw it?{en}"
        return (
            f"ô trống mà số đang dùng là {known_vi}: {chosen_vi}?{vi}",
            f"the cell is blank and the published value is {known_en}: {asked_en}",
        )

    doubts = [
        Doubt(
            each.entry.place("value"),
            each.kept.cells[at] if each.kept else "",
            (KEEP, WITHDRAW),
        )
        for each in blank
    ]
    taken = []
    for answer, difference in zip(notes.ask_all(doubts, "blank-value", say), blank, strict=True):
        if answer == WITHDRAW and difference.kept is not None:
            difference.kind = "withdrawn"
            _take_back(table, difference.entry, difference.kept)
            taken.append(difference)
    return taken


def known_from(difference: Difference, known: Known, now: datetime, notes: Notes) -> str:
    """Since when a row's version is known, as its cell says it; blank for one that is the first.

    The day on which its source came out where that is later than what is known, else this moment;
    later than what is known in any case.
    """
    kept = difference.kept
    typed = difference.cells[-1]
    # The day of where it is typed may be ahead of that of UTC, in which moments are kept.
    if typed and _moment(typed) > now + timedelta(days=1):
        notes.error(
            difference.entry.place("known_from"),
            "known-in-future",
            typed,
            f"thời điểm {typed} còn ở tương lai; hãy sửa, hoặc để trống.",
            f"the moment {typed} is yet to come; correct it, or leave it blank.",
        )
        return typed
    if kept is None or kept.known_from is None:
        return typed
    earlier = kept.known_from
    if kept.made_up:
        # A made-up one stands in for it, however late: it is known since its source came out.
        return typed or _since_its_source(difference, earlier, known)
    if typed:
        if _moment(typed) <= earlier:
            earlier_vi, earlier_en = speaking.moment(earlier)
            notes.error(
                difference.entry.place("known_from"),
                "not-known-later",
                typed,
                f"số đang dùng được biết từ {earlier_vi}; số sửa phải được biết sau đó.",
                f"the published version is known from {earlier_en}; a revision must be known "
                "later.",
            )
        return typed
    published = known.published_on(difference.entry.get("source_code"))
    if (
        published is not None
        and datetime.combine(published, time()) > earlier
        and published <= now.date()
    ):
        return published.isoformat()
    return max(now.replace(microsecond=0), earlier + timedelta(seconds=1)).isoformat()


def _since_its_source(difference: Difference, earlier: datetime, known: Known) -> str:
    """The day on which a row's source came out, spelt: a blank one may stand there already."""
    published = known.published_on(difference.entry.get("source_code"))
    if published is None:
        return ""
    if datetime.combine(published, time()) != earlier:
        return published.isoformat()
    # No two versions are known since one moment.
    return (earlier + timedelta(seconds=1)).isoformat()


def _moment(text: str) -> datetime:
    if "T" in text:
        return datetime.fromisoformat(text)
    return datetime.combine(date.fromisoformat(text), time())
