"""Numbers, units, dates and periods as each language writes them. The only place that rounds."""

import math
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from indicators.frames import Indicator
from indicators.vocabulary import Language, Period

NBSP = "\u00a0"
MINUS = "\u2212"
_HAIR = Decimal("1e-9")
"""How far below a half, in units of the last digit, still counts as the half."""
_ALL = 1e-7
"""How far from 100, in per cent, a division may end that means all of it."""


@lru_cache(maxsize=4096)
def number(value: float, decimals: int, language: Language, *, trim: bool = False) -> str:
    """``value`` with ``decimals`` decimals, grouped: 14.563 or 62,0 in Vietnamese.

    ``trim`` leaves out decimals that are all zero: 4 instead of 4,0.
    """
    rounded = round_half_up(value, decimals)
    if trim and rounded == int(rounded):
        decimals = 0
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text = format_decimal(rounded, format=pattern, locale=language, decimal_quantization=False)
    return text.replace("-", MINUS)


def round_half_up(value: float, decimals: int) -> float:
    """The nearest number of ``decimals`` decimals; a half goes away from zero, as people round."""
    # What a reader rounds is what is printed: 103.35, not the 103.34999… that is stored, nor the
    # 103.34999999999999 that a division leaves.
    printed = Decimal(repr(abs(float(value)))) + _HAIR.scaleb(-decimals)
    rounded = printed.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return math.copysign(float(rounded), value) + 0.0


def percent(value: float, language: Language, decimals: int = 1) -> str:
    """``value`` per cent: 103,3 % or 525 %; English sets no space before the sign."""
    space = NBSP if language == "vi" else ""
    return f"{number(value, decimals, language, trim=True)}{space}%"


def share(value: float, language: Language) -> str:
    """A percentage of a whole or a plan; what is not all of it is never written as 100 %."""
    if abs(value - 100) < _ALL:
        return percent(100, language)
    for decimals in (1, 2, 3):
        if round_half_up(value, decimals) != 100:
            return percent(value, language, decimals)
    return f"{'<' if value < 100 else '>'}{NBSP}{percent(100, language)}"


def told_apart(value: float, other: float, decimals: int) -> int:
    """With how many decimals, up to three more, two different numbers print differently."""
    for places in range(decimals, decimals + 4):
        if round_half_up(value, places) != round_half_up(other, places):
            return places
    return decimals


def thousands(value: float, step: float | None) -> bool:
    """Whether the source prints this number in whole thousands ("65 nghìn")."""
    return step is not None and step >= 1000 and value % 1000 == 0 and value >= 1000


def bare(value: float, indicator: Indicator, language: Language, step: float | None = None) -> str:
    """The number alone, as its indicator prints it: 14.563, 67,7, 53,3 %, 65 nghìn."""
    if indicator.kind == "percent":
        return percent(value, language, indicator.decimals)
    if indicator.kind == "flag":
        words = {"vi": ("không", "có"), "en": ("no", "yes")}
        return words[language][value == 1]
    if thousands(value, step):
        word = "nghìn" if language == "vi" else "thousand"
        return f"{number(value / 1000, 0, language)}{NBSP}{word}"
    # Counts keep their decimals out; what is derived of a count may not be whole.
    return number(value, indicator.decimals, language)


def unit(value: float, indicator: Indicator, language: Language) -> str:
    """The unit as it stands after ``value``; empty for percentages, ranks and yes or no."""
    if indicator.kind in ("percent", "rank", "flag"):
        return ""
    name = indicator.unit(language)
    singular = value == 1 and language == "en" and indicator.decimals == 0
    return _singular(name) if singular else name


_SINGULARS = {"people": "person", "criteria": "criterion"}


def _singular(name: str) -> str:
    """One of them, in English: ``sets of prizes`` → ``set of prizes``."""
    head, gap, rest = name.partition(" ")
    if gap and not rest.startswith(("of ", "per ")):
        return f"{head} {_singular(rest)}"
    one = _SINGULARS.get(head)
    if one is None:
        one = head.removesuffix("ies") + "y" if head.endswith("ies") else head.removesuffix("s")
    return one + gap + rest


def amount(
    value: float, indicator: Indicator, language: Language, step: float | None = None
) -> str:
    """Number and unit: ``14.563 tỷ đồng``, ``53,3 %``, ``21 hộ``."""
    if indicator.kind == "rank":
        return place(value, language)
    text = bare(value, indicator, language, step)
    name = unit(value, indicator, language)
    return f"{text}{NBSP}{name}" if name else text


def change_unit(indicator: Indicator, language: Language) -> str:
    """The unit of a difference: of "triệu đồng/người/năm" the part that is counted."""
    if indicator.kind == "percent":
        return "điểm phần trăm" if language == "vi" else "percentage points"
    if indicator.kind == "rank":
        return "bậc" if language == "vi" else "places"
    name = indicator.unit(language)
    return name.split("/")[0] if language == "vi" else name.split(" per ")[0]


def change(value: float, indicator: Indicator, language: Language) -> str:
    """A difference with its unit, without its sign: ``5,7 triệu đồng``."""
    text = number(abs(value), indicator.decimals, language)
    name = change_unit(indicator, language)
    if language == "en" and text == "1":
        name = "percentage point" if indicator.kind == "percent" else _singular(name)
    return f"{text}{NBSP}{name}"


def place(value: float, language: Language) -> str:
    """A rank: ``thứ 6``; ``6th``."""
    if language == "vi":
        return f"thứ{NBSP}{number(value, 0, language)}"
    last, tens = int(value) % 10, int(value) % 100 // 10
    ending = {1: "st", 2: "nd", 3: "rd"}.get(last, "th") if tens != 1 else "th"
    return f"{number(value, 0, language)}{ending}"


def out_of(value: float, whole: float, language: Language, decimals: int = 0) -> str:
    """A part of its whole: ``64/73``; ``97,5/120,4``."""
    return "/".join(number(each, decimals, language, trim=True) for each in (value, whole))


def hedged(text: str, qualifier: str | None, language: Language) -> str:
    """``text`` with the hedge that the source itself writes: trên 14.563; gần 65 nghìn."""
    words = {
        "vi": {"above": "trên", "nearly": "gần"},
        "en": {"above": "over", "nearly": "nearly"},
    }
    return f"{words[language][qualifier]}{NBSP}{text}" if qualifier else text


def interval(low: float, high: float, decimals: int, language: Language) -> str:
    """From ``low`` to ``high``: ``2.096,8–2.099,8``; one number when they print alike."""
    ends = [number(end, decimals, language) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def day(value: date, language: Language) -> str:
    """27/02/2023; 27 February 2023."""
    pattern = "dd/MM/yyyy" if language == "vi" else "d MMMM yyyy"
    return str(format_date(value, format=pattern, locale=language))


def period(text: str, language: Language) -> str:
    """A period in words: ``năm 2022``, ``6 tháng đầu năm 2022``, ``quý III/2022``."""
    stretch = Period.parse(text)
    part = text[5:]
    if language == "en":
        if not part:
            return text
        if stretch.frequency == "M":
            return str(format_date(stretch.start, format="MMMM yyyy", locale="en"))
        return f"{part.replace('S', 'H')} {stretch.year}"
    if not part:
        return f"năm{NBSP}{text}"
    if stretch.frequency == "M":
        return f"tháng{NBSP}{int(part)}/{stretch.year}"
    if stretch.frequency == "Q":
        return f"quý{NBSP}{('I', 'II', 'III', 'IV')[int(part[1]) - 1]}/{stretch.year}"
    return f"6 tháng {('đầu', 'cuối')[int(part[1]) - 1]} năm{NBSP}{stretch.year}"


def listed(parts: Sequence[str], language: Language) -> str:
    """``a, b và c``."""
    if len(parts) < 2:
        return "".join(parts)
    last = " và " if language == "vi" else " and "
    return ", ".join(parts[:-1]) + last + parts[-1]
