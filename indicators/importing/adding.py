"""Parts beside their total: the parts of a structure, and the communes of a district.

Only totals that a row of the files belongs to are looked at. Small differences are a source's own
and only said; of large ones it is asked, and a structure far from 100 % is an error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from indicators.frames import Indicator
from indicators.importing import speaking
from indicators.importing.asking import Doubt, Notes
from indicators.importing.comparing import KEEP, Difference
from indicators.importing.known import Kept, Key, Known, period_of, spelt
from indicators.wording import numbers

_FAR: Final = 5.0
"""Per cent of the total, or points of a structure."""


@dataclass(frozen=True, slots=True)
class _Value:
    value: float
    low: float
    high: float
    difference: Difference | None


def checked(
    differences: Sequence[Difference], kept: Mapping[Key, Kept], known: Known, notes: Notes
) -> None:
    """Finds totals of observations that their parts do not add up to."""
    ours = {each.key: each for each in differences}
    values = _Values(ours, kept, known)
    totals: dict[tuple[str, str], list[str]] = {}
    seen: set[tuple[str, str, str, bool]] = set()
    for each in differences:
        area, code, period = each.key
        indicator = known.indicators[code]
        total = code if code in known.parts else indicator.part_of
        if total is not None and (area, total, period, False) not in seen:
            seen.add((area, total, period, False))
            parts = [values.of((area, part, period)) for part in known.parts.get(total, ())]
            whole = values.of((area, total, period))
            named = _named(area, period, known)
            _indicator(known.indicators.get(total), named, whole, parts, notes)
        if indicator.over_areas == "sum":
            if (area, period) not in totals:
                totals[area, period] = _totals(area, period, known)
            for above in totals[area, period]:
                if (above, code, period, True) in seen:
                    continue
                seen.add((above, code, period, True))
                within = known.children(above, period_of(period).end)
                total_value = values.of((above, code, period))
                if total_value is not None:
                    parts = [values.of((one, code, period)) for one in within]
                    named = _named(above, period, known)
                    _compared(indicator, named, total_value, parts, notes, "over-areas")


def _totals(area: str, period: str, known: Known) -> list[str]:
    """The district whose figure a figure of this area belongs to: itself, or the one it lies in.

    No province: of its districts only one is known.
    """
    day = period_of(period).end
    found = known.area_at(area, day)
    above = known.area_at(found.parent_code, day) if found and found.parent_code else None
    return [
        one.area_code
        for one in (found, above)
        if one and one.level == "district" and known.children(one.area_code, day)
    ]


def _named(code: str, period: str, known: Known) -> tuple[str, str]:
    vi, en = known.area_said(code, period)
    return f"{vi}, {numbers.period(period, 'vi')},", f"{en}, {numbers.period(period, 'en')},"


class _Values:
    """What would count after the import, with the interval that it stands for."""

    def __init__(
        self, ours: Mapping[Key, Difference], kept: Mapping[Key, Kept], known: Known
    ) -> None:
        self._ours = ours
        self._kept = kept
        self._known = known

    def of(self, key: Key) -> _Value | None:
        difference = self._ours.get(key)
        kept = self._kept.get(key)
        if difference is not None:
            cells = difference.cells
        elif kept is not None and not kept.made_up and not kept.withdrawn:
            cells = kept.cells
        else:
            return None
        _, code, _, value, _, qualifier, resolution, *_ = cells
        if not value:
            return None
        indicator = self._known.indicators[code]
        number = float(value)
        exact = indicator.kind in ("count", "rank", "flag") and not qualifier
        step = float(resolution) if resolution else 0.0 if exact else 10.0**-indicator.decimals
        low = {"above": 0.0, "nearly": step}.get(qualifier, step / 2)
        return _Value(number, number - low, number + step - low, difference)


def _indicator(
    indicator: Indicator | None,
    area: tuple[str, str],
    total: _Value | None,
    parts: Sequence[_Value | None],
    notes: Notes,
) -> None:
    if indicator is None:
        return
    if total is None and indicator.kind == "percent":
        total = _Value(100.0, 100.0, 100.0, None)
    what = "structure" if indicator.kind == "percent" else "sum"
    _compared(indicator, area, total, parts, notes, what)


def _compared(
    indicator: Indicator,
    area: tuple[str, str],
    total: _Value | None,
    parts: Sequence[_Value | None],
    notes: Notes,
    what: str,
) -> None:
    added = [part for part in parts if part is not None]
    if total is None or not added or len(added) < len(parts):
        return
    low, high = sum(part.low for part in added), sum(part.high for part in added)
    if low <= total.high + 1e-9 and high >= total.low - 1e-9:
        return
    typed = [one.difference for one in (total, *added) if one.difference is not None]
    if not typed:
        return
    entry = typed[0].entry
    # Of the total, which the sentence names, not of this row.
    place = entry.part.place("value", entry.index)
    together = spelt(float(f"{sum(part.value for part in added):.10g}"))
    added_vi, added_en = speaking.number(together)
    stated_vi, stated_en = speaking.number(spelt(float(f"{total.value:.10g}")))
    off = max(total.low - high, low - total.high)
    of_vi, of_en = f"«{indicator.name_vi}» của {area[0]}", f"“{indicator.name_en}” of {area[1]}"
    vi = f"các phần của {of_vi} cộng lại được {added_vi}, tổng là {stated_vi}"
    en = f"the parts of {of_en} add up to {added_en}, the total is {stated_en}"
    if what == "structure":
        if off > _FAR:
            notes.error(
                place,
                "structure-not-100",
                together,
                f"{vi}; hãy xem lại từng phần.",
                f"{en}; check each part.",
            )
            return
    elif off > _FAR / 100 * abs(total.value):
        notes.ask(
            Doubt(place, together, (KEEP,)),
            "parts-do-not-add",
            f"{vi}: {speaking.choice(KEEP, 'vi')} như vậy?",
            f"{en}: keep it so?",
        )
        return
    notes.warn(place, "parts-do-not-add", together, f"{vi}.", f"{en}.")
