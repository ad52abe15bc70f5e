"""Values against plans: the catalogue's form, its rows, and the plans of one indicator."""

from collections.abc import Sequence

from indicators import charts, frames
from indicators.exhibits import forms, frame, plotted
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.facts import Facts
from indicators.frames import Assigner, ExhibitEntry, Indicator, PlanEntry, Progress, Value
from indicators.vocabulary import Language, Status
from indicators.wording import numbers, planned
from indicators.wording.words import lower_first, upper_first, word


def plan(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """Values against their plans: bullets on one axis, or a list where units differ."""
    shown = _stated(facts, entry)
    if not shown:
        return None
    language = facts.language
    judged = [(one, value, row, by) for one, value in shown for row, by in facts.judged(one)]
    if not judged:
        return forms.figures(facts, entry)
    single = len({one.indicator_code for one, *_ in judged}) == 1
    unit = shown[0][0].unit(language) if single else ""
    figure, plots = drawn(facts, judged)
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=forms.all_said(facts, shown),
        finding=forms.said(facts, *shown[0]) + ".",
        subtitle=forms.subtitle(facts, "" if unit == "%" else unit),
        figure=figure,
        plotted=plots,
    )


def _stated(facts: Facts, entry: ExhibitEntry) -> list[forms.Known]:
    """As ``known``, with the indicators after them whose figure a plan still waits for."""
    pairs = ((one, facts.value(one)) for one in facts.catalogue.indicators_of(entry.exhibit_code))
    found = [(one, value) for one, value in pairs if value is not None]
    waiting = [pair for pair in found if pair[1].value is None and facts.judged(pair[0])]
    return [*forms.known(facts, entry), *waiting]


Judged = tuple[Indicator, Value, Progress, Assigner]


def drawn(facts: Facts, judged: Sequence[Judged]) -> tuple[charts.Figure, plotted.Plotted | None]:
    """The figure and what it plots: bullets on one axis for one amount and its plans.

    Else a list in per cent of each plan.
    """
    language = facts.language
    single = len({one.indicator_code for one, *_ in judged}) == 1
    levels = all(row.form == "level" for *_, row, _ in judged)
    if judged and single and levels and judged[0][0].kind == "amount":
        bullets = [_bullet(facts, *each) for each in judged]
        figure = charts.plan_bullets(bullets, word("magnified", language), **facts.drawn)
        return figure, _bullets_plotted(bullets, judged, language)
    rows = [progress_row(facts, one, value, row, by, single) for one, value, row, by in judged]
    figure = charts.progress(
        rows, word("plan_tick", language), word("cut", language), **facts.drawn
    )
    return figure, plotted.progress(rows, language)


def _bullets_plotted(
    bullets: Sequence[charts.BulletRow], judged: Sequence[Judged], language: Language
) -> plotted.Plotted | None:
    """The bullets as numbers: each plan as its line below the bullet has it."""
    indicator, value, *_ = judged[0]
    name = word("value", language)
    if value.status != "official":
        name += f" ({lower_first(word(value.status, language))})"
    texts = [
        (
            planned.reached_amount(row, indicator, language, one.step),
            bullet.plan_text.removeprefix(f"{word('plan', language)} "),
        )
        for bullet, (_, one, row, _) in zip(bullets, judged, strict=True)
    ]
    rows = [(bullet, *text) for bullet, text in zip(bullets, texts, strict=True)]
    return plotted.bullets(rows, name, indicator.unit(language), language)


def _bullet(
    facts: Facts, indicator: Indicator, value: Value, row: Progress, by: Assigner
) -> charts.BulletRow:
    language = facts.language
    plan_text = planned.plan_amount(row, indicator, language)
    derived = f" ({word('derived', language).lower()})" if row.plan_derivation else ""
    gap = ""
    if row.value is not None and row.plan is not None:
        beyond = row.value - row.plan
        places = planned.plan_decimals(row, indicator)
        size = numbers.number(abs(beyond), places, language, trim=True)
        unit = numbers.unit(abs(beyond), indicator, language)
        approx = "≈ " if row.plan_derivation and row.plan_low != row.plan_high else ""
        side = word(_side(beyond, indicator.better), language)
        gap = side if beyond == 0 else f"{side} {approx}{size} {unit}".strip()
    return charts.BulletRow(
        name=f"{word('plan', language)}: {by.short(language)}",
        value=row.value,
        plan=row.plan,
        percent_text="" if row.completion is None else numbers.share(row.completion, language),
        plan_text=f"{word('plan', language)} {plan_text}{derived}",
        difference_text=gap,
        status=row.status,
        plan_derived=row.plan_derivation is not None,
        plan_low=row.plan_low,
        plan_high=row.plan_high,
        hover=f"{by.short(language)}: {planned.arithmetic(row, indicator, language)}",
        illustrative=forms.is_illustrative(value),
    )


def _side(beyond: float, better: str) -> str:
    """The word for being ``beyond`` a plan; more than asked is not good of every indicator."""
    if beyond == 0:
        return "at_plan"
    if better == "higher":
        return "above_plan" if beyond > 0 else "short_of_plan"
    return "higher_than_plan" if beyond > 0 else "lower_than_plan"


def progress_row(
    facts: Facts,
    indicator: Indicator,
    value: Value | None,
    row: Progress,
    by: Assigner,
    named: bool = False,
) -> charts.ProgressRow:
    """One plan of the progress list; ``named`` puts its assigner into the name."""
    language = facts.language
    name = indicator.short(language)
    if named:
        name += f", {by.name_vi if language == 'vi' else lower_first(by.short_en)}"
    against = "so với" if language == "vi" else "against"
    plan_text = planned.plan_amount(row, indicator, language)
    ranged = indicator.kind == "count" or row.plan_low == row.plan_high
    approx = "≈ " if row.plan_derivation and not ranged else ""
    reached = planned.reached_amount(row, indicator, language, value.step if value else None)
    evidence = f"{word('plan', language)} {approx}{plan_text}"
    if reached:
        evidence = f"{reached} {against} {approx}{plan_text}"
    if row.status == Status.NOT_DUE and row.plan_period:
        due = numbers.period(row.plan_period, language)
        evidence += f", hạn {due}" if language == "vi" else f", due {due}"
    percent = "" if row.completion is None else numbers.share(row.completion, language)
    return charts.ProgressRow(
        name=name,
        percent=row.completion,
        percent_text=percent,
        evidence=evidence,
        status=row.status,
        status_word=word(row.status, language),
        hover=f"{name}: {planned.arithmetic(row, indicator, language)}",
        illustrative=value is not None and forms.is_illustrative(value),
    )


def listed(facts: Facts, indicator: Indicator) -> Exhibit | None:
    assigned = frames.plans(facts.engine, facts.scope.area, indicator.indicator_code)
    plans = facts.of_this_area(assigned)
    if not plans:
        return None
    language = facts.language
    judged = facts.judged(indicator)
    value = facts.value(indicator)
    figure, plots = None, None
    if judged and value is not None:
        figure, plots = drawn(facts, [(indicator, value, *each) for each in judged])
    by_key = {(row.plan_period, row.assigner_code): row for row, _ in judged}
    columns = tuple(
        word(key, language)
        for key in ("period", "assigner", "plan", "interval", "status", "decision", "note")
    )
    rows = []
    for plan in plans:
        row = by_key.get((plan.period, plan.assigner_code))
        rows.append(
            (
                upper_first(numbers.period(plan.period, language)),
                facts.catalogue.assigners[plan.assigner_code].short(language),
                _plan_text(plan, row, indicator, language),
                _plan_interval(plan, indicator, language),
                word(row.status, language) if row else "",
                plan.decision or "",
                plan.note(language),
            )
        )
    derived = [planned.plan_derivation(row, indicator, by, language) for row, by in judged]
    headline = planned.plan_clause(indicator, judged, language) or planned.listed_statuses(
        judged, language
    )
    name = word("plan", language)
    return frame.bare(
        facts,
        "indicator-plans",
        ("Kế hoạch", "Plans"),
        headline=f"{name}: {headline}" if headline else name,
        subtitle={
            "vi": "Kế hoạch được giao, theo kỳ và cấp giao",
            "en": "Plans by period and by who assigned them",
        }[language],
        figure=figure,
        plotted=plots,
        table=Table(columns, tuple(rows), columns[2:4]),
        records=[_plan_record(facts, indicator, plan) for plan in plans],
        remarks=[text for text in derived if text],
        sources=[
            *([value.source_code] if judged and value is not None else []),
            *(plan.source_code for plan in plans),
        ],
        standings=[row.standing for row, _ in judged if row.standing is not None],
    )


def _plan_text(
    plan: PlanEntry, row: Progress | None, indicator: Indicator, language: Language
) -> str:
    if row is not None:
        text = planned.plan_amount(row, indicator, language)
    else:
        text = "" if plan.value is None else numbers.amount(plan.value, indicator, language)
    return f"{text} ({word('derived', language).lower()})" if plan.derivation else text


def _plan_interval(plan: PlanEntry, indicator: Indicator, language: Language) -> str:
    if plan.value_low is None or plan.value_high is None:
        return ""
    places = 0 if indicator.kind == "count" else indicator.decimals + 1
    return numbers.interval(plan.value_low, plan.value_high, places, language)


def _plan_record(facts: Facts, indicator: Indicator, plan: PlanEntry) -> Record:
    return {
        "area_code": facts.scope.area,
        "indicator_code": indicator.indicator_code,
        "period": plan.period,
        "assigner": facts.catalogue.assigners[plan.assigner_code].name(facts.language),
        "form": plan.form,
        "plan": plan.value,
        "plan_low": plan.value_low,
        "plan_high": plan.value_high,
        "derived_from": plan.derivation,
        "published_percent": plan.published,
        "decision": plan.decision,
        "version": plan.version,
        "source": facts.catalogue.sources[plan.source_code].title(facts.language),
        "note": plan.note(facts.language),
        "file": plan.file,
        "line": plan.line,
    }
