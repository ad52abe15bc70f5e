"""What is said of a plan: its name and amount, what was reached of it, what it leaves, its sums.

Sentences by rule from records of judging, as ``sentences`` makes them of values. What is said of
several communes against theirs stands in ``against``, fixed names of statuses in ``words``.
"""

import dataclasses
from collections.abc import Sequence

from indicators.frames import Assigner, Indicator, Progress, Value
from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.numbers import NBSP
from indicators.wording.words import lower_first, upper_first, word


def plan_name(assigner: Assigner, language: Language) -> str:
    """The plan by its assigner, inside a sentence: ``mức Thành phố giao``."""
    if language == "en":
        return f"the plan {assigner.name_en}"
    name = assigner.name_vi
    return name if name.startswith(("kế hoạch", "chỉ tiêu", "đề án")) else f"mức {name}"


def plan_clause(
    indicator: Indicator, judged: Sequence[tuple[Progress, Assigner]], language: Language
) -> str:
    """``bằng 103,3 % mức Thành phố giao và 100,6 % mức huyện giao``; empty without plans."""
    due = [(row, by) for row, by in judged if row.status != "not_due"]
    parts, said = [], []
    for row, by in due:
        # 100 % of a plan of 100 % says the same thing twice.
        twice = indicator.kind == "percent" and row.completion == row.value
        if row.whole is not None and row.plan == row.whole == row.value:
            continue  # 22/22 says it.
        if row.completion is None or twice:
            said.append(f"{lower_first(word(row.status, language))} ({by.name(language)})")
        else:
            share = numbers.share(row.completion, language)
            of = "" if language == "vi" else "of "
            # Of a growth or a change it is no percentage of the value itself.
            changing = row.form in ("change", "growth")
            form = f" ({plan_amount(row, indicator, language)})" if changing else ""
            parts.append(f"{share} {of}{plan_name(by, language)}{form}")
    shares = ("bằng " if language == "vi" else "") + numbers.listed(parts, language)
    return "; ".join(
        text for text in (shares if parts else "", numbers.listed(said, language)) if text
    )


def listed_statuses(judged: Sequence[tuple[Progress, Assigner]], language: Language) -> str:
    """The statuses of all plans, not due ones included: ``chưa đến hạn (đề án …)``."""
    said = [
        f"{lower_first(word(row.status, language))} ({by.name(language)})" for row, by in judged
    ]
    return numbers.listed(list(dict.fromkeys(said)), language)


def left_clause(value: Value, judged: Sequence[Progress], language: Language) -> str:
    """What a plan leaves to do of a whole: ``còn 6, hạn năm 2025``; empty where nothing."""
    levels = [row for row in judged if row.form == "level" and row.plan is not None]
    ahead = [row for row in levels if row.status == "not_due" and row.plan_period]
    if not levels or value.value is None or value.whole is None:
        return ""
    row = (ahead or levels)[0]
    # Where less is better the plan lies below the value, and nothing is left to add.
    missing = (row.plan or 0) - value.value
    if missing <= 0:
        return ""
    left = numbers.number(missing, 0, language)
    text = f"còn {left}" if language == "vi" else f"{left} to go"
    if row.plan != value.whole:
        # What is seen to be open is more than that: all that is missing of the whole.
        plan = numbers.number(row.plan or 0, 0, language)
        text += f" để đạt kế hoạch {plan}" if language == "vi" else f" to the plan of {plan}"
    if ahead:
        due = numbers.period(str(row.plan_period), language)
        text += f", hạn {due}" if language == "vi" else f", due {due}"
    return text


def plan_decimals(row: Progress, indicator: Indicator) -> int:
    """A derived plan shows one decimal more than its indicator, unless it is a sure whole."""
    if row.plan is None or row.plan_derivation is None:
        return indicator.decimals
    sure = row.plan_low == row.plan_high
    return indicator.decimals if sure else indicator.decimals + 1


def plan_amount(row: Progress, indicator: Indicator, language: Language) -> str:
    """The plan as number and unit, in its own form: ``2.097,8 tỷ đồng``; ``giảm 4 hộ``."""
    if row.plan is None:
        return word("no_plan", language)
    places = plan_decimals(row, indicator)
    if row.form in ("change", "growth"):
        if row.form == "growth":
            size = numbers.percent(abs(row.plan), language)
        else:
            unit = numbers.change_unit(indicator, language)
            size = f"{numbers.number(abs(row.plan), places, language)}{NBSP}{unit}"
        words = ("tăng", "giảm") if language == "vi" else ("up", "down")
        return f"{words[row.plan < 0]} {size}"
    if indicator.kind == "rank":
        return numbers.place(row.plan, language)
    if indicator.kind == "flag":
        return numbers.bare(row.plan, indicator, language)
    if indicator.kind == "count" and row.plan_derivation and row.plan_low != row.plan_high:
        # Nobody plans 239.4 households: the whole numbers that fit are said.
        ends = numbers.interval(row.plan_low or 0, row.plan_high or 0, 0, language)
        return f"{ends}{NBSP}{numbers.unit(row.plan, indicator, language)}"
    percent = indicator.kind == "percent"
    text = numbers.number(row.plan, places, language, trim=percent)
    if row.form == "band" and row.band_high is not None:
        text += "–" + numbers.number(row.band_high, places, language, trim=percent)
    if percent:
        return text + ("%" if language == "en" else f"{NBSP}%")
    unit = numbers.unit(row.plan, indicator, language)
    return f"{text}{NBSP}{unit}" if unit else text


def reached_amount(
    row: Progress, indicator: Indicator, language: Language, step: float | None = None
) -> str:
    """What was reached, in the form of its plan: ``2.167``; ``giảm 65 hộ``; empty if not known."""
    if row.form in ("change", "growth"):
        if row.achieved is None:
            return ""
        reached = dataclasses.replace(row, plan=row.achieved, plan_derivation=None)
        return plan_amount(reached, indicator, language)
    return "" if row.value is None else _alone(row.value, indicator, language, step)


def plan_derivation(row: Progress, indicator: Indicator, by: Assigner, language: Language) -> str:
    """How a plan that the source hides was derived, and within which interval; or empty."""
    if row.plan is None or row.plan_based_on is None or row.published_completion is None:
        return ""
    # Not what is reached by now: the source prints its percentage of the plan's own period.
    value = numbers.number(row.plan_based_on, indicator.decimals, language)
    published = numbers.percent(row.published_completion, language)
    percent = published
    if row.plan_derivation == "excess":
        percent = f"(100{NBSP}% + {published})" if language == "vi" else f"(100% + {published})"
    plan = plan_amount(row, indicator, language)
    sign = "=" if row.plan_low == row.plan_high else "≈"
    text = f"{value} ÷ {percent} {sign} {plan}"
    name = plan_name(by, language)
    if row.plan_low is not None and row.plan_high is not None and row.plan_low != row.plan_high:
        whole = indicator.kind == "count"
        places = 0 if whole else indicator.decimals + 1
        low = numbers.number(row.plan_low, places, language)
        high = numbers.number(row.plan_high, places, language)
        if language == "vi":
            text += f" (số nguyên từ {low} đến {high})" if whole else f" (từ {low} đến {high})"
        else:
            text += f" (a whole number from {low} to {high})" if whole else f" ({low} to {high})"
    unsure = _within(row)
    if language == "vi":
        said = "; số thực hiện nằm trong khoảng đó, nên chưa chắc đã đạt" if unsure else ""
        return f"{upper_first(name)} được suy ra: {text}{said}."
    said = "; what was reached lies within, so that it may not be met" if unsure else ""
    return f"{upper_first(name)} is derived: {text}{said}."


def _within(row: Progress) -> bool:
    """Whether rounding leaves open on which side of a derived plan the value is."""
    low, high = row.plan_low, row.plan_high
    if row.value is None or low is None or high is None or low == high:
        return False
    return low <= row.value <= high


def arithmetic(row: Progress, indicator: Indicator, language: Language) -> str:
    """The sum behind a status: ``2.167 ÷ 2.097,8 = 103,3 %``; inside a period, the path too."""
    if row.standing == "not_applicable":
        return word("not_applicable", language)
    if row.value is None:
        return word("no_data", language)
    if row.plan is None:
        return (
            "Nguồn không nêu kế hoạch cho chỉ tiêu này."
            if language == "vi"
            else "The source names no plan for this indicator."
        )
    sum_ = _sum(row, row.plan, row.value, indicator, language)
    if row.pace is None or row.expected_completion is None:
        return sum_
    path = numbers.percent(row.expected_completion, language)
    return f"{sum_}; lộ trình {path}" if language == "vi" else f"{sum_}; path {path}"


def _sum(
    row: Progress, planned: float, reached: float, indicator: Indicator, language: Language
) -> str:
    places = 1 if row.form == "growth" else plan_decimals(row, indicator)

    def shown(value: float, decimals: int = places) -> str:
        if row.form == "growth":
            return numbers.percent(value, language, decimals)
        return numbers.number(value, decimals, language, trim=indicator.kind == "percent")

    changing = row.form in ("change", "growth")
    if row.completion is not None:
        share = numbers.share(row.completion, language)
        if changing:
            achieved = row.achieved or 0
            exact = numbers.told_apart(achieved, planned, places)
            while exact < places + 3 and share != numbers.share(
                100 * numbers.round_half_up(achieved, exact) / planned, language
            ):
                exact += 1
            return f"{shown(achieved, exact)} ÷ {shown(planned)} = {share}"
        value = shown(reached, numbers.told_apart(reached, planned, indicator.decimals))
        if indicator.better == "lower":
            base = shown(row.baseline or 0)
            # Of what piles up over the period only the part until now: seldom a whole number.
            part = row.baseline_used != row.baseline
            start = shown(row.baseline_used or 0, places + 1) if part else base
            return (
                f"({start} {numbers.MINUS} {value}) ÷ "
                f"({base} {numbers.MINUS} {shown(planned)}) = {share}"
            )
        return f"{value} ÷ {shown(planned)} = {share}"
    plan = plan_amount(row, indicator, language)
    against = "so với kế hoạch" if language == "vi" else "against a plan of"
    if not changing:
        return f"{_alone(reached, indicator, language)} {against} {plan}"
    if row.achieved is None:
        unknown = {"vi": "Chưa biết mức đầu kỳ", "en": "The start is not known"}[language]
        return f"{unknown}; {against} {plan}"
    exact = numbers.told_apart(row.achieved, planned, places)
    return f"{shown(row.achieved, exact)} {against} {plan}"


def _alone(
    value: float, indicator: Indicator, language: Language, step: float | None = None
) -> str:
    if indicator.kind == "rank":
        return numbers.place(value, language)
    return numbers.bare(value, indicator, language, step)
