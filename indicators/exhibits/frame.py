"""What every exhibit has around its figure: table, records, footnote, alt text, judgements."""

import re
import unicodedata
from collections.abc import Sequence

from indicators.charts import Figure
from indicators.exhibits.exhibit import Exhibit, Judgement, Record, Table
from indicators.exhibits.facts import Facts
from indicators.exhibits.plotted import Plotted
from indicators.frames import ExhibitEntry, Indicator, Progress, Reconciliation, Value
from indicators.vocabulary import Language, Standing, Status
from indicators.wording import numbers, planned, sentences
from indicators.wording.words import lower_first, upper_first, word

URGENCY = (
    Status.MISSED,
    Status.BEHIND,
    Status.LATE,
    Status.AT_RISK,
    Status.NO_DATA,
    Status.NOT_DUE,
    Status.ON_TRACK,
    Status.MET,
    Status.EXCEEDED,
    Status.NOT_APPLICABLE,
    Status.NO_PLAN,
)
"""Which of several statuses speaks for all of them: a failed part is never averaged away."""


def urgency(row: Progress) -> int:
    """The place of a status among all, 0 for the most urgent one."""
    return URGENCY.index(Status(row.status))


def mark(status: str | None, language: Language) -> str:
    """`` (số minh họa)`` where a number stands alone and is one; else nothing."""
    said = lower_first(word("illustrative", language))
    return f" ({said})" if status == Standing.ILLUSTRATIVE else ""


def plain_name(text: str) -> str:
    """``text`` as part of a file name: small plain letters, digits and hyphens."""
    flat = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def judgements(facts: Facts, shown: Sequence[Indicator]) -> tuple[Judgement, ...]:
    """One judgement an indicator and plan, each with the sum behind it."""
    language = facts.language
    made = []
    for indicator in shown:
        value = facts.value(indicator)
        note = value.note(language) if value else ""
        plans = facts.judged(indicator)
        for row, by in plans:
            derived = planned.plan_derivation(row, indicator, by, language)
            label = f"{indicator.short(language)}, {by.short(language)}"
            made.append(
                Judgement(
                    label,
                    row.status,
                    word(row.status, language),
                    planned.arithmetic(row, indicator, language),
                    tuple(text for text in (derived, note) if text),
                )
            )
        for row in facts.progress.get(indicator.indicator_code, []):
            if row.assigner_code is not None:
                continue
            sum_ = planned.arithmetic(row, indicator, language)
            notes = (note,) if note else ()
            name = indicator.short(language)
            made.append(Judgement(name, row.status, word(row.status, language), sum_, notes))
    return tuple(made)


def remark(facts: Facts, found: Reconciliation) -> str:
    """What to know of one published number; the period is named where it is not the scope's."""
    language = facts.language
    indicator = facts.catalogue.indicators[found.indicator_code]
    if found.period == facts.scope.period:
        parts = [part.value or 0 for _, part in facts.parts(indicator)]
        return sentences.remark(found, indicator, language, parts, facts.value(indicator))
    text = sentences.remark(found, indicator, language)
    period = upper_first(numbers.period(found.period, language))
    return f"{period}: {lower_first(text)}" if text else ""


def remarks(facts: Facts, shown: Sequence[Indicator]) -> tuple[str, ...]:
    """What to know before trusting a number: derivations and differences beyond rounding."""
    language = facts.language
    said: list[str] = []
    for indicator in shown:
        rows = facts.reconciliation.get(indicator.indicator_code, [])
        said += [remark(facts, found) for found in rows]
        # A difference says what it is; of the others their note may say how to read them.
        said += [found.note(language) for found in rows if found.verdict != "differs"]
    # Parts are seen without their whole: what they add up to is said beside them.
    for whole in dict.fromkeys(one.part_of for one in shown if one.part_of):
        rows = facts.reconciliation.get(whole, [])
        said += [remark(facts, found) for found in rows if found.measure == "sum"]
    for indicator in shown:
        value = facts.value(indicator)
        if value is not None:
            said.append(sentences.derivation(value, indicator, language))
        for row, by in facts.judged(indicator):
            said.append(planned.plan_derivation(row, indicator, by, language))
    return tuple(dict.fromkeys(text for text in said if text))


def records(facts: Facts, shown: Sequence[Indicator]) -> tuple[Record, ...]:
    """One row an indicator and plan (or an indicator without one), unrounded, with its source."""
    made: list[Record] = []
    scope, language = facts.scope, facts.language
    for indicator in shown:
        value = facts.value(indicator)
        if value is None:
            continue
        for row, by in facts.judged_or_none(indicator):
            made.append(
                {
                    "area_code": scope.area,
                    "area": facts.catalogue.area_name(scope.area, scope.period, language),
                    "indicator_code": indicator.indicator_code,
                    "indicator": indicator.name(language),
                    "period": value.period,
                    "value": value.value,
                    "value_low": value.value_low,
                    "value_high": value.value_high,
                    "whole": value.whole,
                    "unit": indicator.unit(language),
                    "qualifier": value.qualifier,
                    "standing": value.status,
                    "before_period": value.before_period,
                    "before": value.before,
                    "plan_period": row.plan_period if row else None,
                    "assigner": by.name(language) if by else None,
                    "plan": row.plan if row else None,
                    "plan_low": row.plan_low if row else None,
                    "plan_high": row.plan_high if row else None,
                    "completion_percent": row.completion if row else None,
                    "status": row.status if row else "no_plan",
                    "source": _source_line(facts, value.source_code),
                    "note": value.note(language),
                    "snapshot": facts.catalogue.edition.snapshot_id,
                }
            )
    return tuple(made)


def _source_line(facts: Facts, code: str) -> str:
    source = facts.catalogue.sources[code]
    day = source.published_on.isoformat()
    return f"{source.publisher(facts.language)}: {source.title(facts.language)} ({day})"


def table(facts: Facts, shown: Sequence[Indicator]) -> Table:
    """The records, worded: what a reader who does not see the figure reads."""
    language = facts.language
    columns = tuple(
        word(key, language) for key in ("indicator", "value", "plan", "completion", "status")
    )
    before = any(
        value is not None and value.before is not None
        for value in (facts.value(indicator) for indicator in shown)
    )
    periods = [
        value.before_period
        for value in (facts.value(indicator) for indicator in shown)
        if value is not None and value.before_period
    ]
    rows = []
    for indicator in shown:
        value = facts.value(indicator)
        if value is None:
            continue
        earlier = ""
        if value.before is not None:
            earlier = numbers.amount(value.before, indicator, language)
            if value.before_derivation:
                earlier += f" ({word('derived', language).lower()})"
        for row, by in facts.judged_or_none(indicator):
            plan = completion = ""
            status = word("no_plan", language)
            if row and by:
                plan = f"{planned.plan_amount(row, indicator, language)} ({by.short(language)})"
                if row.completion is not None:
                    completion = numbers.share(row.completion, language)
                status = word(row.status, language)
            cells = (
                indicator.name(language),
                sentences.phrase(value, indicator, language),
                *((earlier,) if before else ()),
                plan,
                completion,
                status,
            )
            rows.append(cells)
    if before:
        then = upper_first(numbers.period(periods[0], language))
        columns = (*columns[:2], then, *columns[2:])
    return Table(columns, tuple(rows), columns[1:-1])


def standings(values: Sequence[Value]) -> tuple[str, ...]:
    """The standings that occur among the values, derived earlier ones included."""
    found = dict.fromkeys(value.status for value in values)
    if any(value.before_derivation for value in values):
        found["derived"] = None
    return tuple(found)


def footnote(
    facts: Facts, values: Sequence[Value], extra: Sequence[str] = (), period: str = ""
) -> str:
    """Source, period and standing of the numbers an exhibit holds."""
    codes = dict.fromkeys([*(value.source_code for value in values), *extra])
    sources = [facts.catalogue.sources[code] for code in codes]
    firm = list(dict.fromkeys(value.status for value in values if value.value is not None))
    return sentences.footnote(sources, firm, period or facts.scope.period, facts.language)


def exhibit(
    facts: Facts,
    entry: ExhibitEntry,
    shown: Sequence[Indicator],
    *,
    headline: str,
    subtitle: str,
    figure: Figure | None,
    plotted: Plotted | None = None,
    finding: str = "",
    extra_remarks: Sequence[str] = (),
    remarked: bool = True,
) -> Exhibit:
    """Put a figure into its frame: everything else is made from the indicators it shows.

    Without ``remarked`` the derivations stand in the judgements alone.
    """
    language = facts.language
    values = [value for value in (facts.value(one) for one in shown) if value is not None]
    made = table(facts, shown)
    firm = standings(values)
    said = (
        *((word("illustrative_sentence", language),) if Standing.ILLUSTRATIVE in firm else ()),
        *(remarks(facts, shown) if remarked else ()),
        *extra_remarks,
    )
    listed = "; ".join(": ".join(filter(None, row[:2])) for row in made.rows)
    return Exhibit(
        code=entry.exhibit_code,
        name=entry.name(language),
        headline=headline,
        finding=finding or headline,
        subtitle=subtitle,
        figure=figure,
        table=made,
        records=records(facts, shown),
        remarks=said,
        footnote=footnote(facts, values),
        alt=f"{headline} {listed}.",
        standings=firm,
        judgements=judgements(facts, shown),
        file_name=file_name(facts, entry.name(language)),
        plotted=plotted,
    )


def file_name(facts: Facts, name: str) -> str:
    """``thanh-tri-2022-co-cau-kinh-te``: says what, whose and when."""
    area = facts.catalogue.area(facts.scope.area, facts.scope.period)
    whose = area.name if area else facts.scope.area
    return "-".join(plain_name(part) for part in (whose, facts.scope.period, name))


def bare(
    facts: Facts,
    code: str,
    names: tuple[str, str],
    *,
    headline: str,
    subtitle: str,
    table: Table,
    records: Sequence[Record],
    figure: Figure | None = None,
    plotted: Plotted | None = None,
    remarks: Sequence[str] = (),
    sources: Sequence[str] = (),
    standings: Sequence[str] = (),
    firm: Sequence[tuple[str, str]] = (),
) -> Exhibit:
    """An exhibit whose table and records are made already; ``sources`` are codes.

    ``firm`` gives instead of the standings those of each period, where it shows several.
    """
    language = facts.language
    standings = [*standings, *(standing for _, standing in firm)]
    foot = sentences.footnote(
        [facts.catalogue.sources[one] for one in dict.fromkeys(sources)],
        () if firm else tuple(dict.fromkeys(standings)),
        facts.scope.period,
        language,
    )
    name = names[0 if language == "vi" else 1]
    listed = "; ".join(": ".join(row[:2]) for row in table.rows)
    return Exhibit(
        code=code,
        name=name,
        headline=headline,
        finding=headline,
        subtitle=subtitle,
        figure=figure,
        table=table,
        records=tuple(records),
        remarks=tuple(remarks),
        footnote=f"{foot} {sentences.firmness(firm, language)}".strip(),
        alt=f"{headline}. {listed}.",
        standings=tuple(dict.fromkeys(standings)),
        judgements=(),
        file_name=file_name(facts, name),
        plotted=plotted,
    )
