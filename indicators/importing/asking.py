"""What is wrong with a proposal and what must be asked: findings, collected, and the answers given.

A question is answered by its place, ``Số liệu!C7`` or, where several files are read,
``[figures.xlsx]Số liệu!C7`` as formulas name it; where more than one rule asks there, with the rule
behind it, ``Số liệu!C7 (jump)``. Which rules there are is not known here.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from indicators.importing import speaking
from indicators.vocabulary import Finding, Severity

_MOST: Final = 500
"""Errors that are listed; so many questions, and so many warnings, again."""
FEW: Final = 3
"""So many like cells are asked about one by one, more of them together."""
_LISTED: Final = 5
"""So many of the cells that a sentence holds for are named."""


_CELL: Final = re.compile(r"(?s).*?([A-Z]*[0-9]*)(?: \([a-z0-9-]+\))?")
"""The cell of an answer's key, behind its file and sheet and before its rule."""

Naming = Callable[[], tuple[str, str]]
"""What a row is called, in Vietnamese and English; asked only where it is said."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a file, a whole column of a sheet (``row`` 0), or neither (no ``letter``)."""

    file: str
    sheet: str
    column: str
    """Its key in the data folder's table."""
    letter: str
    row: int
    heading: str = ""
    """What the file calls the column."""
    text: str | None = None
    """What stands there, as typed; None where no one cell is meant."""
    number: bool = False
    """Whether that is a true number of a workbook, spelt as the data folder spells it."""
    about: Naming | None = None
    """Says what its row is called, where what is said here is said of the row."""

    @property
    def cell(self) -> str:
        return f"{self.letter}{self.row or ''}" if self.letter else ""

    @property
    def name(self) -> str:
        return "!".join(part for part in (self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell that is asked about: its first choice leaves it as it is, if there is such a one."""

    place: Place
    typed: str
    choices: tuple[str, ...]
    alike: tuple[str, ...] = ()
    """Other cells of the column that hold the same, and that its answer settles too."""


Saying = Callable[[Doubt, Sequence[str]], tuple[str, str]]
"""What is asked about a cell, with the names of the others that its answer settles."""


class Notes:
    """The findings of a proposal, and the answers that settle some of them."""

    def __init__(self, answers: Mapping[str, str], found: Sequence[Finding] = ()) -> None:
        self._answers = answers
        self._answered = {match[1] for key in answers if (match := _CELL.fullmatch(key))}
        """The cells, or columns, for which there are answers, in whatever file and sheet."""
        self._findings = list(found)
        self._unread = {
            (each.file, each.sheet, each.cell)
            for each in found
            if each.cell and each.severity is Severity.ERROR
        }
        self._said: set[tuple[str, str, str, str, str]] = set()
        self._count = dict.fromkeys(Severity, 0)
        self._asked: dict[str, dict[str, tuple[Place, tuple[str, ...]]]] = {}
        self._taken: dict[str, str] = {}
        """The rule that used each answer: what answers one question answers no other one."""

    def error(self, place: Place, rule: str, typed: str, vi: str, en: str) -> None:
        self._note(place, rule, typed, vi, en, Severity.ERROR)

    def warn(self, place: Place, rule: str, typed: str, vi: str, en: str) -> None:
        self._note(place, rule, typed, vi, en, Severity.WARNING)

    def ask(self, doubt: Doubt, rule: str, vi: str, en: str) -> str | None:
        """The choice that was taken; None, and a question, where none was."""
        answer = self._answer(doubt, rule)
        if answer is None:
            self._note(doubt.place, rule, doubt.typed, vi, en, Severity.QUESTION, doubt.choices)
        return answer

    def ask_all(self, doubts: Sequence[Doubt], rule: str, say: Saying) -> list[str | None]:
        """The choice for each of some cells that are in doubt for one reason.

        Of many in one column, the first is asked about and its answer settles all that have none of
        their own: the choice that stands at the same place among theirs. ``say`` is told of which.
        """
        columns: dict[tuple[str, str, str, tuple[str, ...]], list[int]] = {}
        kinds: dict[tuple[str, ...], tuple[str, ...]] = {}
        for index, doubt in enumerate(doubts):
            place, choices = doubt.place, doubt.choices
            # Asked about alike are only those whose choices mean the same: as many, and those that
            # are words at the same places.
            if choices not in kinds:
                kinds[choices] = tuple(one if speaking.is_word(one) else "" for one in choices)
            alike_ = place.file, place.sheet, place.letter, kinds[choices]
            columns.setdefault(alike_, []).append(index)
        found: list[str | None] = [None] * len(doubts)
        for indices in columns.values():
            alike = [doubts[index] for index in indices]
            for index, answer in zip(indices, self._ask_alike(alike, rule, say), strict=True):
                found[index] = answer
        return found

    def _ask_alike(self, doubts: Sequence[Doubt], rule: str, say: Saying) -> list[str | None]:
        if len(doubts) <= FEW:
            return [self.ask(doubt, rule, *say(doubt, doubt.alike)) for doubt in doubts]
        first, *others = doubts
        settled = [*first.alike]
        for doubt in others:
            settled += doubt.place.cell, *doubt.alike
        common = self.ask(first, rule, *say(first, settled))
        at = None if common is None else first.choices.index(common)
        own = [self._answer(doubt, rule) for doubt in others]
        return [common] + [
            answer if answer is not None or at is None else doubt.choices[at]
            for doubt, answer in zip(others, own, strict=True)
        ]

    def finished(self, *, several: bool = False) -> tuple[Finding, ...]:
        """Every finding, with those about the answers themselves; ``several``: of several files."""
        for key, answer in self._answers.items():
            asked = self._asked.get(key)
            if asked is None:
                self._about(
                    key,
                    answer,
                    "unneeded-answer",
                    f"câu trả lời «{key}={answer}» không ứng với câu hỏi nào; hãy bỏ nó.",
                    f"the answer “{key}={answer}” is to no question; leave it out.",
                )
            elif key not in self._taken:
                vi, en = speaking.choices(next(iter(asked.values()))[1], speaking.COMMA)
                self._about(
                    key,
                    answer,
                    "wrong-answer",
                    f"«{answer}» không trả lời được câu hỏi ở {key}; chọn: {vi}.",
                    f"“{answer}” does not answer what is asked at {key}; choose from: {en}.",
                )
            elif len(asked) > 1:
                files = ", ".join(f"[{file}]{key}" for file in asked)
                self._about(
                    key,
                    answer,
                    "unclear-answer",
                    f"nhiều tệp cùng hỏi ở {key}; hãy trả lời riêng: {files}.",
                    f"several files ask at {key}; answer each: {files}.",
                )
        return (*self._named(several), *self._unlisted())

    def _named(self, several: bool) -> list[Finding]:
        """The findings, each question with what it alone is answered by."""
        asking = Counter(
            (one.file, one.place) for one in self._findings if one.severity is Severity.QUESTION
        )
        named = []
        for found in self._findings:
            key = f"[{found.file}]{found.place}" if several else found.place
            used = any(self._taken.get(each) for each in (key, found.place))
            if asking[found.file, found.place] > 1 or used:
                key = f"{key} ({found.rule})"
            is_question = found.severity is Severity.QUESTION
            named.append(replace(found, key=key) if is_question and key != found.place else found)
        return named

    def _answer(self, doubt: Doubt, rule: str) -> str | None:
        place = doubt.place
        if place.cell and place.cell not in self._answered:
            return None
        whole = f"[{place.file}]{place.name}"
        for key in (f"{whole} ({rule})", f"{place.name} ({rule})", whole, place.name):
            if key not in self._answers or self._taken.get(key, rule) != rule:
                continue
            self._asked.setdefault(key, {}).setdefault(place.file, (place, doubt.choices))
            answer = speaking.answered(self._answers[key], doubt.choices)
            if answer is not None:
                self._taken[key] = rule
                return answer
        return None

    def _about(self, key: str, answer: str, rule: str, vi: str, en: str) -> None:
        asked = self._asked.get(key, {})
        place = next((place for place, _ in asked.values()), Place("", "", "", "", 0))
        self._findings.append(
            Finding(
                place.file,
                place.row,
                place.heading or place.column,
                answer,
                vi,
                en,
                sheet=place.sheet,
                cell=place.cell,
                rule=rule,
            )
        )

    def _note(
        self,
        place: Place,
        rule: str,
        typed: str,
        vi: str,
        en: str,
        severity: Severity,
        choices: tuple[str, ...] = (),
    ) -> None:
        # What could not be read is already said of the cell; a column may be read more than once.
        if (place.file, place.sheet, place.cell) in self._unread:
            return
        once = (place.file, place.sheet, place.cell or str(place.row), rule, typed)
        if once in self._said:
            return
        self._said.add(once)
        self._count[severity] += 1
        if self._count[severity] > _MOST:
            return
        shown = typed if place.text is None else place.text
        shown = shown if len(shown) <= 200 else f"{shown[:199]}…"
        # Read with the file closed; what is wrong is mended in the file.
        if severity is not Severity.ERROR and place.about is not None and all(place.about()):
            vi, en = (": ".join(said) for said in zip(place.about(), (vi, en), strict=True))
        self._findings.append(
            Finding(
                place.file,
                place.row,
                place.heading or place.column,
                shown,
                vi,
                en,
                sheet=place.sheet,
                cell=place.cell,
                rule=rule,
                severity=severity,
                choices=choices,
                number=place.number,
            )
        )

    def _unlisted(self) -> list[Finding]:
        more = []
        for severity, count in self._count.items():
            if count > _MOST:
                left = count - _MOST
                stops = Severity.WARNING if severity is Severity.WARNING else Severity.ERROR
                more.append(
                    Finding(
                        "",
                        0,
                        "",
                        "",
                        f"còn {left} phát hiện nữa không liệt kê; hãy sửa rồi kiểm tra lại.",
                        f"{left} more findings are not listed; mend these, then check again.",
                        rule="more-findings",
                        severity=stops,
                    )
                )
        return more


def also(cells: Sequence[str]) -> tuple[str, str]:
    """What is added to a sentence that holds for further cells."""
    if not cells:
        return "", ""
    vi, en = listed(cells)
    return f" (cùng {vi})", f" (also {en})"


def listed(cells: Sequence[str]) -> tuple[str, str]:
    """Cells by their names, the first few of many: ``ô H8, H9``; ``H8, H9``."""
    named = sorted(cells, key=lambda cell: (len(cell), cell))[:_LISTED]
    shown, more = ", ".join(named), len(cells) - len(named)
    if not more:
        return f"ô {shown}", shown
    return f"ô {shown} và {more} ô khác", f"{shown} and {more} more cells"
