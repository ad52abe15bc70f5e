"""One function a form: the question of the catalogue → its exhibit.

Each picks what its figure shows and which clauses its headline is made of. Numbers come from facts,
words from wording, drawing from charts.
"""

from collections.abc import Sequence

from indicators import charts
from indicators.exhibits import frame, plotted
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.frames import ExhibitEntry, Indicator, Value
from indicators.vocabulary import Language
from indicators.wording import numbers, planned, sentences
from indicators.wording.words import lower_first, upper_first, word

Known = tuple[Indicator, Value]


def known(facts: Facts, entry: ExhibitEntry) -> list[Known]:
    """The entry's indicators that have a value, with it, in their order."""
    pairs = ((one, facts.value(one)) for one in facts.catalogue.indicators_of(entry.exhibit_code))
    return [(one, value) for one, value in pairs if value is not None and value.value is not None]


def said(facts: Facts, indicator: Indicator, value: Value) -> str:
    """Everything the indicator's own sentence says: value, change, plans, what is left."""
    language = facts.language
    judged = facts.judged(indicator)
    plans = planned.plan_clause(indicator, judged, language)
    if plans and (so_far := so_far_clause(facts, indicator, value)):
        plans = f"{so_far} {plans}"
    share = ""
    published = facts.published(indicator, "share")
    if published is not None or (value.whole and indicator.kind == "count" and not judged):
        whole = value.whole is not None and value.value == value.whole
        share = "" if whole else sentences.share_clause(value, published, language)
    clauses = (
        sentences.statement(value, indicator, language),
        share,
        sentences.change_clause(value, indicator, language),
        plans,
        planned.left_clause(value, [row for row, _ in judged], language),
    )
    return ", ".join(clause for clause in clauses if clause)


def so_far_clause(facts: Facts, indicator: Indicator, value: Value) -> str:
    """``lũy kế 15 km``, where a plan judges more periods than the one that is shown."""
    language = facts.language
    for row, _ in facts.judged(indicator):
        if row.pace is not None and row.value is not None and row.value != value.value:
            text = numbers.amount(row.value, indicator, language)
            return f"lũy kế {text}" if language == "vi" else f"{text} so far,"
    return ""


def all_said(facts: Facts, shown: Sequence[Known], most: int = 3) -> str:
    first, *rest = [said(facts, one, value) for one, value in shown[:most]]
    return "; ".join([first, *(lower_first(text) for text in rest)]) + "."


def subtitle(facts: Facts, unit: str, *more: str) -> str:
    stretch = numbers.period(facts.scope.period, facts.language)
    parts = [upper_first(unit), stretch, *more] if unit else [upper_first(stretch), *more]
    return ", ".join(part for part in parts if part)


def is_illustrative(value: Value) -> bool:
    return value.status == "illustrative"


def growth(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """Values of two periods and the step between them."""
    shown = known(facts, entry)
    if not shown:
        return None
    language = facts.language
    indicator, value = shown[0]
    points = []
    if value.before is not None and value.before_period is not None:
        firm = "derived" if value.before_derivation else value.before_status or "official"
        note = "" if firm == "official" else lower_first(word(firm, language))
        points.append(
            charts.GrowthPoint(
                label=upper_first(numbers.period(value.before_period, language)),
                value=value.before,
                value_text=numbers.number(value.before, indicator.decimals, language),
                derived=value.before_derivation is not None,
                low=value.before_low,
                high=value.before_high,
                note=note,
                hover=f"{value.before_period}: {numbers.amount(value.before, indicator, language)}",
                illustrative=value.before_status == "illustrative",
            )
        )
    standing = "" if value.status == "official" else word(value.status, language).lower()
    number = numbers.bare(value.value or 0, indicator, language, value.step)
    points.append(
        charts.GrowthPoint(
            label=upper_first(numbers.period(value.period, language)),
            value=value.value,
            value_text=numbers.hedged(number, value.qualifier, language),
            low=value.value_low,
            high=value.value_high,
            note=standing,
            hover=f"{value.period}: {sentences.phrase(value, indicator, language)}",
            illustrative=is_illustrative(value),
        )
    )
    step = ""
    if value.value is not None and value.before is not None:
        difference = value.value - value.before
        text = numbers.number(abs(difference), indicator.decimals, language)
        step = f"{numbers.MINUS if difference < 0 else '+'}{text}"
        if value.before_derivation == "growth" and value.before:
            share = numbers.percent(100 * difference / value.before, language)
            step += f" ({'+' if difference > 0 else ''}{share})"
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=all_said(facts, shown),
        subtitle=subtitle(facts, indicator.unit(language)),
        figure=charts.growth(points, step, **facts.drawn),
        plotted=None
        if indicator.kind in plotted.NOMINAL
        else plotted.growth(
            points, indicator.short(language), indicator.unit(language), language, step
        ),
    )


def structure(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """Parts of a whole in one bar of 100 %."""
    shown = [pair for pair in known(facts, entry) if pair[0].part_of]
    if not shown:
        return None
    language = facts.language
    parts = [
        charts.Part(
            name=one.short(language),
            share=value.value,
            share_text=numbers.percent(value.value or 0, language, one.decimals),
            hover=f"{one.name(language)}: {sentences.phrase(value, one, language)}",
            illustrative=is_illustrative(value),
        )
        for one, value in shown
    ]
    ranked = sorted(parts, key=lambda part: -(part.share or 0))
    total = facts.catalogue.indicators[str(shown[0][0].part_of)].name(language)
    rest = [f"{lower_first(part.name)} {part.share_text}" for part in ranked[1:]]
    largest = ranked[0]
    marks = "".join(dict.fromkeys(frame.mark(value.status, language) for _, value in shown))
    if language == "vi":
        finding = f"{largest.name} chiếm {largest.share_text} {lower_first(total)}{marks}"
    else:
        finding = f"{largest.name}: {largest.share_text} of the {lower_first(total)}{marks}"
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=f"{'; '.join(filter(None, (finding, numbers.listed(rest, language))))}.",
        finding=f"{finding}.",
        subtitle=subtitle(facts, f"{total}, %"),
        figure=charts.structure(parts, **facts.drawn),
        plotted=plotted.structure(parts, total, "%", language),
    )


def share(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """Parts of their wholes, cell by cell."""
    shown = known(facts, entry)
    if not shown:
        return None
    rows = [cells_row(facts, one, value) for one, value in shown]
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=all_said(facts, shown, 2),
        finding=said(facts, *shown[0]) + ".",
        subtitle=subtitle(facts, ""),
        figure=charts.cells([row for row, _ in rows], **facts.drawn),
        plotted=plotted.strips([strip for _, strip in rows], facts.language),
        extra_remarks=notes(facts, shown),
    )


def cells_row(
    facts: Facts, indicator: Indicator, value: Value
) -> tuple[charts.CellsRow, plotted.Strip]:
    """One strip of cells, drawn and as numbers: a count of its whole, or a share in per cent."""
    language = facts.language
    judged = facts.judged(indicator)
    row = min((each for each, _ in judged), key=frame.urgency, default=None)
    left = planned.left_clause(value, [each for each, _ in judged], language)
    published = facts.published(indicator, "share")
    evidence = left
    counted: float | None = value.value
    number = ""
    if value.value is not None:
        number = numbers.bare(value.value, indicator, language, value.step)
    if value.value is None or (value.whole is None and published is None and row is not None):
        # Nothing to be a part of but the plan: the bar shows the share of it.
        counted = row.completion if row else None
        evidence = planned.arithmetic(row, indicator, language) if row else ""
    elif value.whole is None and published is None and indicator.kind != "percent":
        counted = None
    elif value.whole is None and published is not None:
        # The whole is not known: the bar shows the published share, the count stands beside it.
        counted = published.published
        evidence = sentences.phrase(value, indicator, language)
        number = numbers.percent(published.published, language)
    elif not evidence and value.whole and published is not None:
        evidence = sentences.share_clause(value, published, language)
    elif not evidence and value.whole and not judged and value.value != value.whole:
        evidence = sentences.share_clause(value, None, language)
    whole, whole_text = None, ""
    if value.whole is not None:
        whole_text = numbers.number(value.whole, indicator.decimals, language, trim=True)
        if value.whole == int(value.whole):
            whole = int(value.whole)
        elif value.value is not None:
            counted = 100 * value.value / value.whole  # An amount of an amount has no cells.
    drawn = charts.CellsRow(
        name=indicator.short(language),
        value=counted,
        whole=whole,
        value_text=number,
        whole_text=whole_text,
        evidence=upper_first(evidence),
        status=row.status if row else "",
        status_word=word(row.status, language) if row else "",
        hover=sentences.statement(value, indicator, language),
        illustrative=is_illustrative(value),
    )
    return drawn, _strip(drawn, indicator, value, language)


def _strip(
    drawn: charts.CellsRow, indicator: Indicator, value: Value, language: Language
) -> plotted.Strip:
    """As numbers what ``drawn`` shows by its cells: the count and what is left, or per cent."""
    name, made_up = drawn.name, is_illustrative(value)
    if value.value is not None and value.whole:
        return plotted.Strip(
            name,
            value.value,
            max(value.whole - value.value, 0.0),
            f"{drawn.value_text}/{drawn.whole_text}",
            indicator.unit(language),
            made_up,
            drawn.evidence,
        )
    share = drawn.value
    if share is None or value.whole is not None:
        return plotted.Strip(name, None, None, "", "%", evidence=drawn.evidence)
    text, evidence = drawn.value_text, drawn.evidence
    if value.value is not None and share != value.value:
        # What is counted is no share of anything known: it stands beside the name.
        phrase = sentences.phrase(value, indicator, language)
        name = f"{name} ({phrase})"
        text = numbers.percent(share, language)
        evidence = "" if evidence == upper_first(phrase) else evidence
    return plotted.Strip(name, share, max(100 - share, 0.0), text, "%", made_up, evidence)


def notes(facts: Facts, shown: Sequence[Known]) -> tuple[str, ...]:
    noted = (value.note(facts.language) for _, value in shown)
    return tuple(dict.fromkeys(note for note in noted if note))


def rank(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """A place among others."""
    shown = [pair for pair in known(facts, entry) if pair[1].whole is not None]
    if not shown:
        return figures(facts, entry)
    language = facts.language
    rows = [
        charts.RankRow(
            position=int(value.value or 0),
            total=int(value.whole or 0),
            position_text=numbers.place(value.value or 0, language),
            label="" if len(shown) == 1 else one.short(language),
            hover=sentences.statement(value, one, language),
            illustrative=is_illustrative(value),
        )
        for one, value in shown
    ]
    last = numbers.number(shown[0][1].whole or 0, 0, language)
    ends = ("1 (tốt nhất)", last) if language == "vi" else ("1 (best)", last)
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=all_said(facts, shown),
        subtitle=subtitle(facts, ""),
        figure=charts.rank(rows, *ends, **facts.drawn),
        extra_remarks=notes(facts, shown),
    )


def figures(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """Unlike facts of one matter, each with its number and unit."""
    shown = known(facts, entry)
    if not shown:
        return None
    rows = [_fact(facts, one, value) for one, value in shown]
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=f"{entry.name(facts.language)}: {_enumerated(facts, shown)}.",
        subtitle=subtitle(facts, ""),
        figure=charts.figures(rows, facts.scope.least_width),
        extra_remarks=notes(facts, shown),
    )


def _fact(facts: Facts, indicator: Indicator, value: Value) -> charts.Fact:
    language = facts.language
    hedge = numbers.hedged("", value.qualifier, language).strip(numbers.NBSP)
    number = numbers.bare(value.value or 0, indicator, language, value.step)
    if value.whole is not None:
        number = numbers.out_of(value.value or 0, value.whole, language, indicator.decimals)
    elif indicator.kind == "rank":
        number = numbers.place(value.value or 0, language)
    name, unit = indicator.short(language), numbers.unit(value.value or 0, indicator, language)
    said = frame.mark(value.status, language)
    if unit and f"{lower_first(name)} ".startswith(f"{unit} "):
        # "568 giải thưởng, Giải thưởng" says it twice.
        name, unit = "", lower_first(name)
    return charts.Fact(
        name=name,
        number_text=number,
        unit=f"{unit}{said}".strip(),
        before=hedge,
        hover=sentences.statement(value, indicator, language),
    )


def _enumerated(facts: Facts, shown: Sequence[Known], most: int = 3) -> str:
    language = facts.language
    return ", ".join(sentences.brief(value, one, language) for one, value in shown[:most])


def counts(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """Counts of like things, side by side."""
    shown = known(facts, entry)
    if not shown:
        return None
    language = facts.language
    rows = [
        charts.CountRow(
            name=one.short(language),
            value=value.value,
            value_text=sentences.phrase(value, one, language),
            hover=sentences.statement(value, one, language),
            illustrative=is_illustrative(value),
        )
        for one, value in shown
    ]
    return frame.exhibit(
        facts,
        entry,
        [one for one, _ in shown],
        headline=f"{entry.name(language)}: {_counted(facts, shown)}.",
        finding=f"{entry.name(language)}: {_counted(facts, shown, 2)}.",
        subtitle=subtitle(facts, ""),
        figure=charts.counts(rows, **facts.drawn),
        plotted=None
        if any(one.kind in plotted.NOMINAL for one, _ in shown)
        else plotted.counts(
            rows, entry.name(language), [one.unit(language) for one, _ in shown], language
        ),
        extra_remarks=notes(facts, shown),
    )


def _counted(facts: Facts, shown: Sequence[Known], most: int = 9) -> str:
    language = facts.language
    return ", ".join(
        sentences.brief(value, one, language) + frame.mark(value.status, language)
        for one, value in shown[:most]
    )
