"""Sentences by rule of values and what was published of them: findings, footnotes, remarks.

A sentence is made from records alone, so a number in it cannot differ from the one that is drawn.
Each function says one thing; exhibits choose which of them stand where. Plans and the sums behind
their statuses are ``planned``'s.
"""

import dataclasses
from collections.abc import Sequence

from indicators.frames import Indicator, Reconciliation, Source, Value
from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.numbers import NBSP
from indicators.wording.words import lower_first, upper_first, word


def phrase(value: Value, indicator: Indicator, language: Language) -> str:
    """The value as a reader says it: hedge, number, whole, unit. ``trên 14.563 tỷ đồng``.

    An illustrative value says so wherever it is said.
    """
    if value.value is None:
        return word("not_applicable" if value.status == "not_applicable" else "no_data", language)
    said = _said(value, value.value, indicator, language)
    if value.status == "illustrative":
        return f"{said} ({lower_first(word('illustrative', language))})"
    return said


def _said(value: Value, number: float, indicator: Indicator, language: Language) -> str:
    if value.whole is not None:
        text = numbers.out_of(number, value.whole, language, indicator.decimals)
        if indicator.kind == "rank":
            return f"thứ{NBSP}{text}" if language == "vi" else text
        unit = numbers.unit(value.whole, indicator, language)
        return numbers.hedged(f"{text}{NBSP}{unit}".rstrip(), value.qualifier, language)
    text = numbers.amount(number, indicator, language, value.step)
    return numbers.hedged(text, value.qualifier, language)


def brief(value: Value, indicator: Indicator, language: Language) -> str:
    """Value and short name in few words: ``9/15 tiêu chí xã thành phường``; ``3 Cờ Thành phố``."""
    short = lower_first(indicator.short(language))
    unit = numbers.unit(value.value or 0, indicator, language)
    if value.status == "illustrative":
        plain = brief(dataclasses.replace(value, status="official"), indicator, language)
        return f"{plain} ({lower_first(word('illustrative', language))})"
    said = phrase(value, indicator, language)
    if indicator.kind == "rank":
        return f"{short}: {said}"
    number = said.removesuffix(unit).rstrip(NBSP)
    for name in (indicator.name(language), indicator.short(language)):
        # An award keeps its capital letter, as its unit has one.
        shown = name if unit[:1].isupper() else lower_first(name)
        if unit and f" {shown} ".startswith(f" {unit} "):
            return f"{number} {shown}"
        if unit and language == "en" and shown.endswith(f" {unit.lower()}"):
            return f"{number} {shown}"
    if unit and language == "en" and indicator.kind == "count":
        name = indicator.short_en
        title = any(part[:1].isupper() for part in name.split(" ")[1:])
        return f"{number} {name if title else short}"
    return f"{short} {said}"


def statement(value: Value, indicator: Indicator, language: Language) -> str:
    """Name, verb, value; no full stop: "Thu nhập bình quân đầu người đạt 67,7 triệu đồng…"."""
    name = indicator.name(language)
    said = phrase(value, indicator, language)
    if value.value is None:
        return f"{name}: {lower_first(said)}"
    unit = numbers.unit(0, indicator, language)
    if value.value == 0 and indicator.kind == "count" and indicator.better == "lower":
        none = f"không còn {unit} nào" if language == "vi" else f"no {unit} left"
        return f"{name}: {none}"
    if indicator.better != "higher":
        return f"{name}: {said}"
    estimated = value.status == "estimated"
    if language == "vi":
        verb = "ước đạt" if estimated else "đạt"
        # "Số trường đạt chuẩn … đạt" reads badly: the verb stands in the name already.
        if " đạt " in f" {name} ":
            verb = "ước là" if estimated else "là"
        return f"{name} {verb} {said}"
    return f"{name}: an estimated {said}" if estimated else f"{name}: {said}"


def change_clause(value: Value, indicator: Indicator, language: Language) -> str:
    """``tăng 5,7 triệu đồng so với năm 2021``; empty where the year before is not known."""
    if value.value is None or value.before is None or value.before_period is None:
        return ""
    if indicator.kind == "flag":
        return ""
    difference = value.value - value.before
    decimals = indicator.decimals
    before = numbers.period(value.before_period, language)
    if numbers.round_half_up(difference, decimals) == 0:
        return f"bằng {before}" if language == "vi" else f"as in {before}"
    if indicator.kind == "rank":
        words = ("tăng", "giảm") if language == "vi" else ("up", "down")
        moved = words[0] if difference < 0 else words[1]
    else:
        words = ("tăng", "giảm") if language == "vi" else ("up", "down")
        moved = words[0] if difference > 0 else words[1]
    relative = value.before_derivation == "growth" or (
        value.before_derivation is None and indicator.kind == "amount" and value.before > 0
    )
    if relative:
        size = numbers.percent(abs(100 * difference / value.before), language)
    else:
        size = numbers.change(difference, indicator, language)
    return f"{moved} {size} so với {before}" if language == "vi" else f"{moved} {size} on {before}"


def share_clause(value: Value, published: Reconciliation | None, language: Language) -> str:
    """``tỷ lệ 87,6 %``: as published where it is; where it is not, computed, and said to be."""
    if published is not None:
        text = numbers.percent(published.published, language)
    elif value.value is not None and value.whole:
        share = numbers.share(100 * value.value / value.whole, language)
        text = f"{share} ({word('computed', language)})"
    else:
        return ""
    return f"tỷ lệ {text}" if language == "vi" else text


def derivation(value: Value, indicator: Indicator, language: Language) -> str:
    """How the year before was derived: ``14.563 ÷ 1,125 = 12.945 (12.939–12.952)``."""
    if (
        value.value is None
        or value.before is None
        or value.before_period is None
        or value.before_derivation not in ("change", "growth")
        or (value.before_derivation == "growth" and value.before == 0)
    ):
        return ""
    places = indicator.decimals
    now = numbers.number(value.value, places, language)
    then = numbers.number(value.before, places, language)
    if value.before_derivation == "growth":
        factor = numbers.number(value.value / value.before, 3, language)
        sum_ = f"{now} ÷ {factor} = {then}"
    else:
        difference = value.value - value.before
        sign = numbers.MINUS if difference >= 0 else "+"
        sum_ = f"{now} {sign} {numbers.number(abs(difference), places, language)} = {then}"
    within = ""
    if value.before_low is not None and value.before_high is not None:
        ends = numbers.interval(value.before_low, value.before_high, places, language)
        if "–" in ends:
            within = f" (từ {ends})" if language == "vi" else f" (within {ends})"
            within = within.replace("–", " đến ") if language == "vi" else within
    period = numbers.period(value.before_period, language)
    if language == "vi":
        return f"{upper_first(period)} suy ra: {sum_}{within}."
    return f"{period} is derived: {sum_}{within}."


def remark(
    found: Reconciliation,
    indicator: Indicator,
    language: Language,
    parts: Sequence[float] = (),
    value: Value | None = None,
) -> str:
    """What to know of a published number that its own figures do not give; empty if they do."""
    if found.verdict != "differs" or found.recomputed is None:
        return ""
    if found.measure == "sum":
        shown = [numbers.number(part, indicator.decimals, language, trim=True) for part in parts]
        total = numbers.number(found.recomputed, indicator.decimals, language, trim=True)
        printed = numbers.amount(found.published, indicator, language)
        gap = numbers.number(
            abs(found.published - found.recomputed), indicator.decimals, language, trim=True
        )
        sum_ = f"{' + '.join(shown)} = {total}" if shown else total
        if language == "vi":
            return f"Nguồn nêu {printed}, các phần cộng lại {sum_}: lệch {gap}."
        return f"The source says {printed}, its parts {sum_}: {gap} apart."
    if found.measure == "change":
        unit = f"{NBSP}{numbers.change_unit(indicator, language)}"
        printed = numbers.number(found.published, indicator.decimals, language) + unit
        again = numbers.number(found.recomputed, indicator.decimals, language) + unit
    else:
        printed = numbers.percent(found.published, language)
        again = numbers.percent(found.recomputed, language, 2)
    sum_ = again
    if found.measure == "share" and value is not None and value.value is not None and value.whole:
        now = numbers.number(value.value, 0, language)
        sum_ = f"{now} ÷ {numbers.number(value.whole, 0, language)} = {again}"
    if language == "vi":
        return f"Nguồn ghi {printed}, tính lại {sum_}: không khớp, quá mức làm tròn."
    return f"The source prints {printed}, recomputed {sum_}: beyond rounding."


def footnote(
    sources: Sequence[Source], standings: Sequence[str], period: str, language: Language
) -> str:
    """Who said it, where and when, and how firm the numbers are; of several periods if blank."""
    said = [
        f"{source.publisher(language)}, {numbers.day(source.published_on, language)}"
        for source in sources
    ]
    text = f"{word('source', language)}: {'; '.join(said)}." if said else ""
    named = [lower_first(word(standing, language)) for standing in standings]
    firm = numbers.listed(named, language)
    if not firm:
        return text
    stretch = f"{numbers.period(period, language)}: " if period else ""
    return f"{text} {upper_first(stretch + firm)}.".strip()


def firmness(firm: Sequence[tuple[str, str]], language: Language) -> str:
    """How firm the figures of several periods are: ``Năm 2021: số suy ra; năm 2022: số ước.``

    Of a standing that more than three periods share, they are not named.
    """
    by_standing: dict[str, list[str]] = {}
    for period, standing in firm:
        by_standing.setdefault(standing, []).append(period)
    parts = []
    for standing, periods in sorted(by_standing.items(), key=lambda each: len(each[1])):
        when = numbers.listed([numbers.period(one, language) for one in periods], language)
        if len(periods) > _FEW and len(by_standing) > 1:
            when = "các kỳ khác" if language == "vi" else "other periods"
        elif len(periods) > _FEW:
            when = "mọi kỳ" if language == "vi" else "all periods"
        parts.append(f"{when}: {lower_first(word(standing, language))}")
    return f"{upper_first('; '.join(parts))}." if parts else ""


_FEW = 3
"""So many periods are named."""
