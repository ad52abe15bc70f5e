"""Rows of a template beside what others published after it was made: nothing newer is overwritten.

A template says of each of its rows which version it shows. A row that nobody filled in, or that
still says what that version said, leaves the newer one as it is; about all others it is asked. A
row that the template did not write itself says nothing of versions and is any revision.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from indicators import frames
from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes, also
from indicators.importing.comparing import DROP, KEEP, Difference, says_same, value_of
from indicators.importing.headings import NO_VERSION
from indicators.importing.known import Cells, Kept, Known, figure_cells, plan_cells
from indicators.importing.rows import Entry

_Shown = dict[tuple[str, ...], dict[str, Cells]]
"""Of an area and an indicator the cells of each version, by what names it and its mark."""


def mark(known_from: datetime) -> str:
    """A moment as the template's column says it."""
    return known_from.isoformat().removesuffix("T00:00:00")


def filled_in(entries: Sequence[Entry]) -> list[Entry]:
    """The rows without those of a template that had no figure, and that nobody filled in."""
    return [each for each in entries if each.says or each.mark != NO_VERSION]


def settled(
    table: str, differences: Sequence[Difference], known: Known, notes: Notes
) -> list[Difference]:
    """The rows that may go on: they revise what their template shows, or are kept by an answer."""
    late = [(each, each.kept) for each in differences if each.kept and _is_late(each, each.kept)]
    if not late:
        return list(differences)
    shown = _versions(table, (each for each, _ in late), known)
    untouched = [
        (each, kept)
        for each, kept in late
        if (cells := shown.get(each.key, {}).get(each.entry.mark))
        and says_same(table, each.cells, cells)
    ]
    out = {id(each) for each, _ in untouched}
    _left(untouched, notes)
    asked = [(each, kept) for each, kept in late if id(each) not in out]
    doubts = [Doubt(each.entry.place("value"), value_of(table, each.cells), (KEEP, DROP))
              for each, _ in asked]  # fmt: skip
    published = {id(doubt): kept for doubt, (_, kept) in zip(doubts, asked, strict=True)}

    def say(doubt: Doubt, others: Sequence[str]) -> tuple[str, str]:
        kept = published[id(doubt)]
        new_vi, new_en = _said(doubt.typed)
        old_vi, old_en = _said("" if kept.withdrawn else value_of(table, kept.cells))
        more_vi, more_en = also(others)
        chosen, _ = speaking.choices(doubt.choices, speaking.OR)
        since_vi, since_en = speaking.moment(kept.known_from) if kept.known_from else ("", "")
        vi = f"sau khi làm mẫu đã có người công bố số khác ở đây: {old_vi}, biết từ {since_vi}"
        en = f"since the template was made {old_en} was published here, known from {since_en}"
        return (
            f"{vi}; tệp ghi {new_vi}: {chosen} số của tệp?{more_vi}",
            f"{en}; the file says {new_en}: keep the file's, or drop it?{more_en}",
        )

    answers = notes.ask_all(doubts, "changed-since-template", say)
    out |= {id(each) for (each, _), answer in zip(asked, answers, strict=True) if answer != KEEP}
    return [each for each in differences if id(each) not in out]


def _is_late(each: Difference, kept: Kept) -> bool:
    marked = each.entry.mark
    if not marked or kept.made_up or kept.known_from is None:
        return False
    # What was taken back stands in no template.
    return marked != mark(kept.known_from) and not (kept.withdrawn and marked == NO_VERSION)


def _said(value: str) -> tuple[str, str]:
    return speaking.number(value) if value else ("không có số", "no figure")


def _left(untouched: Sequence[tuple[Difference, Kept]], notes: Notes) -> None:
    sheets: dict[tuple[str, str], list[Difference]] = {}
    for each, _ in untouched:
        sheets.setdefault((each.entry.part.file, each.entry.part.sheet), []).append(each)
    for some in sheets.values():
        vi, en = also([each.entry.cell("value") for each in some[1:]])
        place = some[0].entry.place("value")
        notes.warn(
            place,
            "newer-than-template",
            some[0].entry.part.of("value")[some[0].entry.index],
            f"số này chưa sửa trong tệp mà đã có bản mới hơn sau khi làm mẫu; giữ bản mới{vi}.",
            "is as the template showed it, and a newer version was published since; the newer one "
            f"stays{en}.",
        )


def _versions(table: str, differences: Iterable[Difference], known: Known) -> _Shown:
    """The cells of every version of some rows, by key and mark."""
    found: _Shown = {}
    for area, code in sorted({each.key[:2] for each in differences}):
        if table == "observations":
            for one in frames.observation_versions(known.source, area, code):
                key: tuple[str, ...] = (area, code, one.period)
                found.setdefault(key, {})[mark(one.known_from)] = figure_cells(area, code, one)
        else:
            for plan in frames.plan_versions(known.source, area, code):
                key = (area, code, plan.period, plan.assigner_code)
                found.setdefault(key, {})[mark(plan.known_from)] = plan_cells(area, code, plan)
    return found
