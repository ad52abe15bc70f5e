"""One indicator over its periods."""

from collections.abc import Sequence

from indicators import charts, frames
from indicators.exhibits import frame, plotted
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.facts import Facts
from indicators.frames import History, Indicator, Progress
from indicators.vocabulary import Language, Period
from indicators.wording import numbers, planned, sentences
from indicators.wording.words import upper_first, word


def histories(facts: Facts, indicator: Indicator) -> list[Exhibit]:
    """One line for periods of one length: a month beside a year would be read as a fall.

    The length of the scope's own period comes first.
    """
    rows = rows_of(facts, indicator)
    known = {row.frequency for row in rows if row.value is not None}
    own = Period.parse(facts.scope.period).frequency
    lengths = sorted(known, key=lambda one: (one != own, "ASQM".index(one)))
    return [
        _of_length(facts, indicator, [row for row in rows if row.frequency == length], place)
        for place, length in enumerate(lengths)
    ]


def _of_length(facts: Facts, indicator: Indicator, rows: Sequence[History], place: int) -> Exhibit:
    language = facts.language
    judged = facts.of_this_area(
        frames.judgements(facts.engine, facts.scope.area, indicator.indicator_code)
    )
    plans = [row for row in judged if row.plan is not None and row.plan_period == row.period]
    lines: list[tuple[charts.PlanLine, list[str]]] = []
    for code in dict.fromkeys(row.assigner_code for row in plans):
        by_period = {row.period: row for row in plans if row.assigner_code == code}
        line = charts.PlanLine(
            name=facts.catalogue.assigners[str(code)].short(language),
            values=tuple(_level(by_period.get(row.period)) for row in rows),
            derived=any(row.plan_derivation for row in by_period.values()),
        )
        asked = (by_period.get(row.period) for row in rows)
        texts = [planned.plan_amount(row, indicator, language) if row else "" for row in asked]
        lines.append((line, texts))
    points = [
        charts.HistoryPoint(
            label=row.period,
            value=row.value,
            value_text=amount(row, indicator, language),
            derived=row.derivation is not None,
            low=row.value_low,
            high=row.value_high,
            hover=f"{row.period}: {amount(row, indicator, language)} "
            f"({word(row.status, language).lower()})",
            illustrative=row.status == "illustrative",
        )
        for row in rows
    ]
    values = [row.value for row in rows if row.value is not None]
    levels = [value for line, _ in lines for value in line.values if value is not None]
    ticks = [
        charts.Tick(at, numbers.number(at, indicator.decimals, language, trim=True))
        for at in charts.nice_ticks([*values, *levels])
    ]
    unit = "" if indicator.kind in ("flag", "rank") else indicator.unit(language)
    count = numbers.number(len(values), 0, language)
    name = indicator.short(language)
    if len(values) == 1:
        only = next(row.period for row in rows if row.value is not None)
        headline = f"{name}, {numbers.period(only, language)}"
    else:
        length = word(f"frequency_{rows[0].frequency}", language).lower()
        headline = {
            "vi": f"{name} qua {count} {length}",
            "en": f"{name} over {count} {length}s",
        }[language]
    notes = dict.fromkeys(row.note(language) for row in rows if row.note(language))
    value = facts.value(indicator)
    derived = sentences.derivation(value, indicator, language) if value else ""
    figure, plots = _drawn(facts, indicator, rows, points, lines, ticks)
    return frame.bare(
        facts,
        f"indicator-history-{place}" if place else "indicator-history",
        ("Các kỳ", "Periods"),
        headline=headline,
        subtitle=upper_first(unit) or indicator.name(language),
        figure=figure,
        plotted=plots,
        table=_table(facts, indicator, rows),
        records=_records(facts, indicator, rows),
        remarks=[text for text in (derived, *notes) if text],
        sources=[row.source_code for row in rows],
        firm=[(row.period, row.status) for row in rows if row.value is not None],
    )


_FEW = 2
"""Up to so many periods, bars that lie say more than columns that stand."""


def _drawn(
    facts: Facts,
    indicator: Indicator,
    rows: Sequence[History],
    points: Sequence[charts.HistoryPoint],
    lines: Sequence[tuple[charts.PlanLine, Sequence[str]]],
    ticks: Sequence[charts.Tick],
) -> tuple[charts.Figure, plotted.Plotted | None]:
    """The figure, and what it plots unless that is places or yes and no."""
    language = facts.language
    name, unit = indicator.short(language), indicator.unit(language)
    nominal = indicator.kind in plotted.NOMINAL
    known = [row for row in rows if row.value is not None]
    if indicator.kind == "rank" and all(row.whole for row in known):
        places = [
            charts.RankRow(
                int(row.value or 0),
                int(row.whole or 1),
                numbers.place(row.value or 0, language),
                label=row.period,
                illustrative=row.status == "illustrative",
            )
            for row in known
        ]
        last = numbers.number(known[-1].whole or 0, 0, language)
        return charts.rank(places, "1", last, **facts.drawn), None
    if len(known) > _FEW:
        figure = charts.history(points, [line for line, _ in lines], ticks, **facts.drawn)
        return figure, None if nominal else plotted.history(points, lines, name, unit, language)
    if all(row.whole for row in known):
        strips = [
            charts.CellsRow(
                name=row.period,
                value=row.value,
                whole=int(row.whole or 1),
                value_text=numbers.number(row.value or 0, 0, language),
                whole_text=numbers.number(row.whole or 0, 0, language),
                evidence="",
                illustrative=row.status == "illustrative",
            )
            for row in known
        ]
        parts = [
            plotted.Strip(
                row.period,
                row.value,
                max((row.whole or 0) - (row.value or 0), 0.0),
                f"{strip.value_text}/{strip.whole_text}",
                unit,
                strip.illustrative,
            )
            for row, strip in zip(known, strips, strict=True)
        ]
        return charts.cells(strips, **facts.drawn), plotted.strips(parts, language)
    bars = [
        charts.GrowthPoint(
            label=row.period,
            value=row.value,
            value_text=amount(row, indicator, language),
            derived=row.derivation is not None,
            low=row.value_low,
            high=row.value_high,
            note="" if row.status == "official" else word(row.status, language).lower(),
            illustrative=row.status == "illustrative",
        )
        for row in known
    ]
    figure = charts.growth(bars, "", **facts.drawn)
    return figure, None if nominal else plotted.growth(bars, name, unit, language)


def rows_of(facts: Facts, indicator: Indicator) -> list[History]:
    rows = frames.history(facts.engine, facts.scope.area, indicator.indicator_code)
    return facts.of_this_area(rows)


def _level(row: Progress | None) -> float | None:
    """A plan as a level that can be drawn beside values; None for changes and bands."""
    return row.plan if row is not None and row.form in ("level", "maintain") else None


def _table(facts: Facts, indicator: Indicator, rows: Sequence[History]) -> Table:
    language = facts.language
    columns = tuple(
        word(key, language) for key in ("period", "value", "interval", "standing", "note")
    )
    made = []
    for row in rows:
        within = ""
        exact = row.value_low is None or row.value_high is None or row.value_low == row.value_high
        if row.value_low is not None and row.value_high is not None and not exact:
            places = indicator.decimals + (0 if row.derivation or row.qualifier else 1)
            within = numbers.interval(row.value_low, row.value_high, places, language)
        made.append(
            (
                upper_first(numbers.period(row.period, language)),
                amount(row, indicator, language),
                within,
                word(row.status, language),
                row.note(language),
            )
        )
    return Table(columns, tuple(made), columns[1:3])


def _records(facts: Facts, indicator: Indicator, rows: Sequence[History]) -> list[Record]:
    return [
        {
            "area_code": facts.scope.area,
            "indicator_code": indicator.indicator_code,
            "indicator": indicator.name(facts.language),
            "period": row.period,
            "value": row.value,
            "value_low": row.value_low,
            "value_high": row.value_high,
            "whole": row.whole,
            "unit": indicator.unit(facts.language),
            "qualifier": row.qualifier,
            "standing": row.status,
            "derivation": row.derivation,
            "source": facts.catalogue.sources[row.source_code].title(facts.language),
            "note": row.note(facts.language),
            "file": row.file,
            "line": row.line,
            "snapshot": facts.catalogue.edition.snapshot_id,
        }
        for row in rows
    ]


def amount(row: History, indicator: Indicator, language: Language) -> str:
    if row.value is None:
        absent = "not_applicable" if row.status == "not_applicable" else "not_recorded"
        return word(absent, language)
    if row.whole is not None:
        text = numbers.out_of(row.value, row.whole, language, indicator.decimals)
    else:
        text = numbers.bare(row.value, indicator, language, row.step)
    marks = frame.mark(row.status, language)
    return numbers.hedged(text, row.qualifier, language) + marks
