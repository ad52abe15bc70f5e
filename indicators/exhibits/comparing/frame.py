"""What every exhibit of a view has around its figure: footnote, records, remarks, file name."""

from collections.abc import Sequence

from indicators.charts import LEAST_WIDTH, Figure
from indicators.exhibits.comparing.view import Comparison, Level
from indicators.exhibits.exhibit import Exhibit, Judgement, Record, Table
from indicators.exhibits.frame import plain_name
from indicators.exhibits.plotted import Plotted
from indicators.frames import CommunePlan, Progress
from indicators.vocabulary import Standing
from indicators.wording import comparing, numbers, planned, sentences
from indicators.wording.words import lower_first, upper_first, word

_LEAST_WIDE = 560


def least_width(comparison: Comparison) -> int:
    """The narrowest a figure of a view gets on the page, in px."""
    return LEAST_WIDTH if comparison.view.narrow else _LEAST_WIDE


def subject(comparison: Comparison) -> str:
    """What is compared, as a heading: ``Tỷ lệ trường chuẩn, %, năm 2022, so với năm 2021``."""
    view, language = comparison.view, comparison.language
    indicator = comparison.indicator
    parts = [indicator.name(language)]
    if indicator.kind not in ("flag", "rank"):
        parts.append(unit(comparison))
    parts.append(when(comparison))
    if piles_up(comparison) and not view.to_date:
        parts.append(comparing.said("alone", language))
    return upper_first(", ".join(parts))


def unit(comparison: Comparison) -> str:
    """What communes are compared in: per cent of a whole, else the unit of the indicator."""
    return "%" if comparison.shared else comparison.indicator.unit(comparison.language)


def when(comparison: Comparison) -> str:
    """The period of the view in words, from January on where that is what is counted."""
    view = comparison.view
    return comparing.stretch(
        view.period, view.to_date and piles_up(comparison), comparison.language
    )


def since(comparison: Comparison, period: str = "") -> str:
    """``so với năm 2021``: what a change is told from, the view's earlier period or another."""
    view = comparison.view
    to_date = view.to_date and piles_up(comparison)
    return comparing.since(period or view.since, to_date, comparison.language)


def piles_up(comparison: Comparison) -> bool:
    """Whether a figure since January is another one than that of the period alone."""
    annual = len(comparison.view.period) == 4
    return not annual and comparison.indicator.over_time in ("sum", "mean")


def mark(comparison: Comparison) -> str:
    """`` (số minh họa)`` behind a sentence about figures that are made up."""
    return _mark(comparison, comparison.illustrative)


def _mark(comparison: Comparison, illustrative: bool) -> str:
    if not illustrative:
        return ""
    key = "before_illustrative" if comparison.illustrative_before else "illustrative"
    return f" ({lower_first(word(key, comparison.language))})"


def exhibit(
    comparison: Comparison,
    code: str,
    *,
    headline: str,
    figure: Figure | None,
    plotted: Plotted | None = None,
    table: Table,
    records: Sequence[Record],
    subtitle: str = "",
    finding: str = "",
    remarks: Sequence[str] = (),
    illustrative: bool | None = None,
) -> Exhibit:
    """An exhibit of a view; what is made up in it is said in headline, remarks and footnote.

    ``illustrative`` is whether it holds anything made up where it shows other figures than those
    of the view.
    """
    view, language = comparison.view, comparison.language
    if illustrative is None:
        illustrative = comparison.illustrative
    standings = [one.standing for one in comparison.reported if one.standing]
    if illustrative:
        standings.append(Standing.ILLUSTRATIVE)
    # What is made up of the earlier period alone is no standing of this one.
    told = standings[:-1] if illustrative and comparison.illustrative_before else standings
    sentence = "before_sentence" if comparison.illustrative_before else "illustrative_sentence"
    made_up = (word(sentence, language),) if illustrative else ()
    name = comparing.said(code, language)
    codes = dict.fromkeys(one.source_code for one in comparison.levels if one.source_code)
    sources = [comparison.catalogue.sources[one] for one in codes]
    made_up_mark = _mark(comparison, illustrative)
    headline = headline.removesuffix(".") + f"{made_up_mark}."
    listed = "; ".join(f"{row[0]}: {', '.join(filter(None, row[1:4]))}" for row in table.rows)
    return Exhibit(
        code=code,
        name=name,
        headline=headline,
        finding=(finding or headline).removesuffix(".") + (made_up_mark if finding else ""),
        subtitle=subtitle or subject(comparison),
        figure=figure,
        table=table,
        records=tuple(records),
        remarks=tuple(text for text in (*made_up, *remarks) if text),
        footnote=_whose(comparison)
        + sentences.footnote(sources, tuple(dict.fromkeys(told)), view.period, language),
        alt=f"{headline} {listed}.",
        standings=tuple(dict.fromkeys(standings)),
        judgements=judgements(comparison) if code in _JUDGED else (),
        file_name=file_name(comparison, name),
        plotted=plotted,
    )


_JUDGED = ("map", "rank", "listing")
"""The exhibits that show statuses of communes beside their figures."""


def judgements(comparison: Comparison) -> tuple[Judgement, ...]:
    """The sum behind the status of every commune that a person reads."""
    language = comparison.language
    made = []
    for level in comparison.readable:
        plan = comparison.plans.get(level.area_code)
        if plan is None:
            continue
        by = comparison.catalogue.assigners[plan.assigner_code].short(language)
        sum_ = planned.arithmetic(progress_of(plan), comparison.indicator, language)
        label = f"{level.name}, {by}"
        made.append(Judgement(label, plan.status, word(plan.status, language), sum_))
    return tuple(made)


def progress_of(plan: CommunePlan) -> Progress:
    """A commune's plan as a judgement is worded: nothing of it was derived from what is printed."""
    return Progress(
        indicator_code="",
        period=plan.period,
        assigner_code=plan.assigner_code,
        plan_period=plan.plan_period,
        form=plan.form,
        value=plan.value,
        whole=None,
        plan=plan.plan,
        completion=plan.completion,
        status=plan.status,
        standing=plan.standing,
        qualifier=None,
        baseline=plan.baseline,
        achieved=plan.achieved,
        band_high=plan.band_high,
        plan_low=None,
        plan_high=None,
        plan_derivation=None,
        published_completion=None,
        margin=plan.margin,
        expected_completion=plan.expected_completion,
        pace=plan.pace,
        baseline_used=plan.baseline_used,
        plan_based_on=None,
        area_from=plan.area_from,
    )


def plan_standing(plan: CommunePlan) -> Standing:
    """Whether a plan was assigned or is made up."""
    return Standing.ILLUSTRATIVE if plan.plan_illustrative else Standing.OFFICIAL


def plan_text(plan: CommunePlan, comparison: Comparison) -> str:
    """A plan in its own form: a level, a band with both ends, a change, a growth."""
    return planned.plan_amount(progress_of(plan), comparison.indicator, comparison.language)


def _whose(comparison: Comparison) -> str:
    """A picture leaves the page that says which district it is about."""
    named = comparison.catalogue.area_name(
        comparison.district, comparison.view.period, comparison.language
    )
    return f"{upper_first(named)}. "


def file_name(comparison: Comparison, name: str) -> str:
    """``thanh-tri-2022-truong-dat-chuan-xep-hang``: whose, when, what."""
    parts = (
        comparison.catalogue.district.name,
        comparison.view.period,
        comparison.indicator.short(comparison.language),
        name,
    )
    return "-".join(plain_name(part) for part in parts)


def kind_and_name(level: Level, comparison: Comparison) -> str:
    if comparison.language == "vi":
        return f"{upper_first(level.kind_vi)} {level.name}"
    return f"{level.name} {level.kind_en}"


def level_text(level: Level, comparison: Comparison) -> str:
    """The figure of a commune in full, or why there is none."""
    if level.value is None or level.rate is None:
        if level.standing == Standing.NOT_APPLICABLE:
            return word("not_applicable", comparison.language)
        return comparing.said("silent", comparison.language)
    whole = level.whole if comparison.shared else None
    text = comparing.figure(
        level.value, whole, level.rate, comparison.indicator, comparison.language
    )
    return numbers.hedged(text, level.qualifier, comparison.language)


def rate_text(value: float, comparison: Comparison) -> str:
    return comparing.rate(
        value, comparison.indicator, comparison.language, shared=comparison.shared
    )


def change_text(value: float, comparison: Comparison) -> str:
    return comparing.change(
        value, comparison.indicator, comparison.language, shared=comparison.shared
    )


def is_chosen(level: Level, comparison: Comparison) -> bool:
    return level.area_code in comparison.view.chosen


def hover(level: Level, comparison: Comparison) -> str:
    """All that is known of one commune in the view, a line each."""
    language = comparison.language
    lines = [f"{kind_and_name(level, comparison)}: {level_text(level, comparison)}"]
    if level.place is not None:
        count = len(comparison.reported)
        lines.append(upper_first(comparing.place_of(level.place, count, language)))
        if level.place_before is not None and comparison.view.since:
            lines.append(comparing.place_change(level.place_before, level.place, language))
    if level.change is not None:
        lines.append(f"{change_text(level.change, comparison)} {since(comparison)}")
    plan = comparison.plans.get(level.area_code)
    if plan is not None:
        lines.append(word(plan.status, language))
    if level.standing and level.standing != Standing.OFFICIAL:
        lines.append(word(level.standing, language))
    return "\n".join(line for line in lines if line)
