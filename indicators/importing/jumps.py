"""Values about ten times what was known before, or far more: a unit or a point gone astray.

A value is held against the published version of the same figure, and against the period before of
the same length, published or in the same files; where none is published before it, against the
first published one after it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import log10
from operator import itemgetter
from typing import Final

from indicators.frames import Indicator
from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes, also
from indicators.importing.comparing import DROP, Difference
from indicators.importing.known import COLUMNS, Cells, Kept, Key, Known, period_of
from indicators.importing.meaning import scaled

_NEAR: Final = 1.7
"""How far from ten times a jump may be, as a factor."""
_LEAST: Final = log10(10 / _NEAR)
_MOST: Final = log10(10 * _NEAR)
_ALIKE: Final = 10 / _NEAR
_FAR: Final = log10(100 / _NEAR)
"""From here on nothing grows so much by itself, near a power of ten or not."""
_SMALL: Final = 20
"""Counts below this go up and down by any factor."""

Series = tuple[str | date, ...]
_Point = tuple[str, str, Difference | None]
"""A period, its value, and the row of the files that says so, if one does."""
Jump = tuple[Difference, int, str, bool]
"""A row, its power of ten, the value beside which it is that, and whether that one is later."""


def settled(
    table: str,
    differences: Sequence[Difference],
    kept: Mapping[Key, Kept],
    known: Known,
    notes: Notes,
) -> list[Difference]:
    """The rows whose values are as likely as those before, or were asked about and answered."""
    at = COLUMNS[table].index("value")
    jumping: dict[int, Jump] = {}
    for each in differences:
        if each.kept is None or each.kept.made_up or each.kept.withdrawn or each.kind != "changed":
            continue
        power = _power(each, each.cells[at], each.kept.cells[at], known)
        if power:
            jumping[id(each)] = each, power, each.kept.cells[at], False
    for each, before, later in _neighbours(table, differences, kept, at, known):
        power = _power(each, each.cells[at], before, known)
        if power and id(each) not in jumping:
            jumping[id(each)] = each, power, before, later
    by_power: dict[int, list[Jump]] = {}
    for jump in jumping.values():
        by_power.setdefault(jump[1], []).append(jump)
    out = set()
    for power, jumps in by_power.items():
        beside: dict[int, tuple[str, bool]] = {}
        doubts = []
        for each, _, value_beside, later in jumps:
            value = each.cells[at]
            choices = value, _mended(value, power, known.indicators[each.key[1]])
            doubt = Doubt(each.entry.place("value"), value, choices)
            beside[id(doubt)] = value_beside, later
            doubts.append(doubt)

        def say(
            doubt: Doubt,
            others: Sequence[str],
            power: int = power,
            seen: dict[int, tuple[str, bool]] = beside,
        ) -> tuple[str, str]:
            vi, en = also(others)
            other, later = seen[id(doubt)]
            where_vi, where_en = ("sau đó", "after it") if later else ("trước đó", "before it")
            (new_vi, new_en), (old_vi, old_en), (times_vi, times_en) = (
                speaking.number(text) for text in (doubt.typed, other, str(10 ** abs(power)))
            )
            chosen_vi, chosen_en = speaking.choices(doubt.choices, speaking.OR)
            by_vi, by_en = (
                (f"gấp khoảng {times_vi} lần", f"about {times_en} times")
                if power > 0
                else (f"chỉ bằng khoảng 1/{times_vi} của", f"only about 1/{times_en} of")
            )
            return (
                f"{new_vi} {by_vi} {old_vi} {where_vi}: là {chosen_vi}?{vi}",
                f"{new_en} is {by_en} {old_en} {where_en}: {chosen_en}?{en}",
            )

        answers = notes.ask_all(doubts, "jump", say)
        for (each, *_), answer in zip(jumps, answers, strict=True):
            if answer in (None, DROP):
                out.add(id(each))
            elif answer is not None:
                each.entry.put("value", answer)
    return [each for each in differences if id(each) not in out]


def _mended(value: str, power: int, indicator: Indicator) -> str:
    """What the value may have been meant to be; what is counted is never a part of one."""
    mended = scaled(value, -power)
    counted = indicator.kind in ("count", "rank", "flag")
    return DROP if counted and ("." in mended or mended == "0") else mended


def _power(each: Difference, value: str, before: str, known: Known) -> int:
    """The power of ten by which a value is off what was before; 0 where it is not."""
    if not value or not before or each.entry.affirmed:
        return 0
    new, old = float(value), float(before)
    if not new or not old or (new < 0) != (old < 0):
        return 0
    if 1 / _ALIKE < new / old < _ALIKE:
        return 0
    power = log10(new / old)
    if not (_LEAST < abs(power) < _MOST or abs(power) > _FAR):
        return 0
    if max(abs(new), abs(old)) < _SMALL and known.indicators[each.key[1]].kind != "amount":
        return 0
    return round(power)


def _neighbours(
    table: str,
    differences: Sequence[Difference],
    kept: Mapping[Key, Kept],
    at: int,
    known: Known,
) -> Iterator[tuple[Difference, str, bool]]:
    """Each row with the value of the period before it, of the same area and length.

    And, where nothing is published before it, with the first one published later (True).
    """
    going = [each for each in differences if each.kind != "withdrawn"]
    ours = {each.key for each in going}
    form = COLUMNS[table].index("form") if table == "plans" else None
    series: dict[Series, list[_Point]] = {}

    def place(key: Key, cells: Cells, each: Difference | None) -> None:
        if not cells[at]:
            return
        area, code, text, *others = key
        line: Series = (area, code, period_of(text).frequency, known.area_from(area, text))
        if form is not None:
            line = (*line, *others, cells[form])
        series.setdefault(line, []).append((text, cells[at], each))

    for key, row in kept.items():
        if not row.withdrawn and not row.made_up and key not in ours:
            place(key, row.cells, None)
    for each in going:
        place(each.key, each.cells, each)
    for points in series.values():
        # Of one length, so that their texts are in the order of time.
        points.sort(key=itemgetter(0))
        for (_, before, _), (_, _, later) in pairwise(points):
            if later is not None:
                yield later, before, False
        first = next((at for at, point in enumerate(points) if point[2] is None), 0)
        for _, _, earlier in points[:first]:
            if earlier is not None:
                yield earlier, points[first][1], True
