"""Everything known of one indicator: periods, plans, arithmetic, definition, sources, communes."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import charts, frames
from indicators.exhibits import communes, forms, frame
from indicators.exhibits.exhibit import Exhibit, Judgement, Record, Table
from indicators.exhibits.facts import Facts
from indicators.exhibits.sources import reconciliation_subtitle, reconciliation_table
from indicators.frames import History, Indicator, PlanEntry, Progress
from indicators.vocabulary import Language, Period
from indicators.wording import numbers, sentences
from indicators.wording.words import lower_first, upper_first, word


@dataclass(frozen=True)
class Sheet:
    """The page of one indicator: its sentence, what it means, how it is judged, its exhibits."""

    headline: str
    definition: str
    traits: tuple[tuple[str, str], ...]
    judgements: tuple[Judgement, ...]
    exhibits: tuple[Exhibit, ...]


def sheet(facts: Facts, code: str) -> Sheet:
    """All of one indicator in the area and period of the scope; LookupError for an unknown code."""
    indicator = facts.catalogue.indicators.get(code)
    if indicator is None:
        raise LookupError(code)
    language = facts.language
    value = facts.value(indicator)
    area = facts.catalogue.area_name(facts.scope.area, facts.scope.period, language)
    stretch = numbers.period(facts.scope.period, language)
    known = [
        row
        for row in _rows(facts, indicator)
        if row.value is not None and row.period_end <= Period.parse(facts.scope.period).end
    ]
    if value is not None:
        headline = forms.said(facts, indicator, value)
    elif known:
        last = known[-1]
        amount = _amount(last, indicator, language)
        unit = numbers.unit(last.value or 0, indicator, language)
        when = numbers.period(last.period, language)
        headline = f"{indicator.name(language)}: {amount} {unit}".rstrip() + f" ({area}, {when})"
    else:
        nothing = lower_first(word("not_recorded", language))
        headline = f"{indicator.name(language)}: {nothing} ({area}, {stretch})"
    made = (
        _history(facts, indicator),
        _plans(facts, indicator),
        _values(facts, indicator),
        _published(facts, indicator),
        _communes(facts, indicator),
    )
    return Sheet(
        headline=headline,
        definition=indicator.definition(language),
        traits=_traits(facts, indicator),
        judgements=frame.judgements(facts, [indicator]),
        exhibits=tuple(one for one in made if one is not None),
    )


_TRAITS: dict[str, tuple[str, str]] = {
    "higher": ("cao hơn là tốt hơn", "higher is better"),
    "lower": ("thấp hơn là tốt hơn", "lower is better"),
    "band": ("tốt khi nằm trong khoảng", "good within a band"),
    "none": ("không có chiều tốt, xấu", "no direction of good"),
    "over_areas:sum": ("cộng các địa bàn", "areas are added up"),
    "over_areas:weighted_mean": ("bình quân có trọng số", "weighted mean of areas"),
    "over_areas:ratio_of_sums": ("tỷ số của các tổng", "ratio of sums over areas"),
    "over_areas:none": ("không cộng các địa bàn", "areas are not added"),
    "over_time:sum": ("cộng các kỳ", "periods are added up"),
    "over_time:last": ("lấy kỳ cuối", "the last period counts"),
    "over_time:mean": ("bình quân các kỳ", "mean of periods"),
    "over_time:none": ("không cộng các kỳ", "periods are not added"),
}


def _trait(key: str, language: Language) -> str:
    return _TRAITS[key][0 if language == "vi" else 1]


def _traits(facts: Facts, indicator: Indicator) -> tuple[tuple[str, str], ...]:
    language = facts.language
    unit = indicator.unit(language)
    if indicator.kind in ("flag", "rank"):
        unit = upper_first(unit)
    rules = "; ".join(
        (
            _trait(f"over_areas:{indicator.over_areas}", language),
            _trait(f"over_time:{indicator.over_time}", language),
        )
    )
    titles = {
        "vi": ("Lĩnh vực", "Đơn vị tính", "Chiều đánh giá", "Cách gộp", "Mã"),
        "en": ("Sector", "Unit", "Direction", "Aggregation", "Code"),
    }[language]
    said = (
        word(indicator.sector_code, language),
        unit,
        upper_first(_trait(indicator.better, language)),
        upper_first(rules),
        indicator.indicator_code,
    )
    return tuple(zip(titles, said, strict=True))


def _frame(
    facts: Facts,
    code: str,
    names: tuple[str, str],
    *,
    headline: str,
    subtitle: str,
    figure: charts.Figure | None,
    table: Table,
    records: Sequence[Record],
    remarks: Sequence[str] = (),
    sources: Sequence[str] = (),
    standings: Sequence[str] = (),
) -> Exhibit:
    language = facts.language
    name = names[0 if language == "vi" else 1]
    used = [facts.catalogue.sources[one] for one in dict.fromkeys(sources)]
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
        footnote=sentences.footnote(used, (), facts.scope.period, language),
        alt=f"{headline}. {listed}.",
        standings=tuple(dict.fromkeys(standings)),
        judgements=(),
        file_name=frame.file_name(facts, name),
    )


def _amount(row: History, indicator: Indicator, language: Language) -> str:
    if row.value is None:
        absent = "not_applicable" if row.status == "not_applicable" else "not_recorded"
        return word(absent, language)
    if row.whole is not None:
        text = numbers.out_of(row.value, row.whole, language)
    else:
        text = numbers.bare(row.value, indicator, language, row.step)
    marks = frame.mark(row.status, language)
    return numbers.hedged(text, row.qualifier, language) + marks


def _history(facts: Facts, indicator: Indicator) -> Exhibit | None:
    rows = _rows(facts, indicator)
    if not any(row.value is not None for row in rows):
        return None
    language = facts.language
    judged = frames.judgements(facts.engine, facts.scope.area, indicator.indicator_code)
    plans = [row for row in judged if row.plan is not None and row.plan_period == row.period]
    lines = []
    for code in dict.fromkeys(row.assigner_code for row in plans):
        by_period = {row.period: row for row in plans if row.assigner_code == code}
        lines.append(
            charts.PlanLine(
                name=facts.catalogue.assigners[str(code)].short(language),
                values=tuple(_level(by_period.get(row.period)) for row in rows),
                derived=any(row.plan_derivation for row in by_period.values()),
            )
        )
    points = [
        charts.HistoryPoint(
            label=row.period,
            value=row.value,
            value_text=_amount(row, indicator, language),
            derived=row.derivation is not None,
            low=row.value_low,
            high=row.value_high,
            hover=f"{row.period}: {_amount(row, indicator, language)} "
            f"({word(row.status, language).lower()})",
            illustrative=row.status == "illustrative",
        )
        for row in rows
    ]
    values = [row.value for row in rows if row.value is not None]
    levels = [value for line in lines for value in line.values if value is not None]
    ticks = [
        charts.Tick(at, numbers.number(at, indicator.decimals, language, trim=True))
        for at in charts.nice_ticks([*values, *levels])
    ]
    unit = "" if indicator.kind in ("flag", "rank") else indicator.unit(language)
    count = numbers.number(len(values), 0, language)
    headline = (
        f"{indicator.short(language)} qua {count} kỳ"
        if language == "vi"
        else f"{indicator.short(language)} over {count} period{'s' if len(values) > 1 else ''}"
    )
    notes = dict.fromkeys(row.note(language) for row in rows if row.note(language))
    value = facts.value(indicator)
    derived = sentences.derivation(value, indicator, language) if value else ""
    return _frame(
        facts,
        "indicator-history",
        ("Các kỳ", "Periods"),
        headline=headline,
        subtitle=upper_first(unit) or indicator.name(language),
        figure=_history_figure(facts, indicator, rows, points, lines, ticks),
        table=_history_table(facts, indicator, rows),
        records=_history_records(facts, indicator, rows),
        remarks=[text for text in (derived, *notes) if text],
        sources=[row.source_code for row in rows],
        standings=[row.status for row in rows if row.value is not None],
    )


_FEW = 2
"""Up to so many periods, bars that lie say more than columns that stand."""


def _history_figure(
    facts: Facts,
    indicator: Indicator,
    rows: Sequence[History],
    points: Sequence[charts.HistoryPoint],
    lines: Sequence[charts.PlanLine],
    ticks: Sequence[charts.Tick],
) -> charts.Figure:
    language = facts.language
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
        return charts.rank(places, "1", last, **facts.drawn)
    if len(known) > _FEW:
        return charts.history(points, lines, ticks, **facts.drawn)
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
        return charts.cells(strips, **facts.drawn)
    bars = [
        charts.GrowthPoint(
            label=row.period,
            value=row.value,
            value_text=_amount(row, indicator, language),
            derived=row.derivation is not None,
            low=row.value_low,
            high=row.value_high,
            note="" if row.status == "official" else word(row.status, language).lower(),
            illustrative=row.status == "illustrative",
        )
        for row in known
    ]
    return charts.growth(bars, "", **facts.drawn)


def _rows(facts: Facts, indicator: Indicator) -> list[History]:
    return frames.history(facts.engine, facts.scope.area, indicator.indicator_code)


def _level(row: Progress | None) -> float | None:
    """A plan as a level that can be drawn beside values; None for changes and bands."""
    return row.plan if row is not None and row.form in ("level", "maintain") else None


def _history_table(facts: Facts, indicator: Indicator, rows: Sequence[History]) -> Table:
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
                _amount(row, indicator, language),
                within,
                word(row.status, language),
                row.note(language),
            )
        )
    return Table(columns, tuple(made), columns[1:3])


def _history_records(facts: Facts, indicator: Indicator, rows: Sequence[History]) -> list[Record]:
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


def _plans(facts: Facts, indicator: Indicator) -> Exhibit | None:
    plans = frames.plans(facts.engine, facts.scope.area, indicator.indicator_code)
    if not plans:
        return None
    language = facts.language
    judged = facts.judged(indicator)
    value = facts.value(indicator)
    figure = None
    if judged and value is not None:
        figure = forms.plan_figure(facts, [(indicator, value, *each) for each in judged])
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
    derived = [sentences.plan_derivation(row, indicator, by, language) for row, by in judged]
    headline = sentences.plan_clause(indicator, judged, language) or sentences.listed_statuses(
        judged, language
    )
    name = word("plan", language)
    return _frame(
        facts,
        "indicator-plans",
        ("Kế hoạch", "Plans"),
        headline=f"{name}: {headline}" if headline else name,
        subtitle={
            "vi": "Kế hoạch được giao, theo kỳ và cấp giao",
            "en": "Plans by period and by who assigned them",
        }[language],
        figure=figure,
        table=Table(columns, tuple(rows), columns[2:4]),
        records=[_plan_record(facts, indicator, plan) for plan in plans],
        remarks=[text for text in derived if text],
        sources=[plan.source_code for plan in plans],
        standings=[row.standing for row, _ in judged if row.standing is not None],
    )


def _plan_text(
    plan: PlanEntry, row: Progress | None, indicator: Indicator, language: Language
) -> str:
    if row is not None:
        text = sentences.plan_amount(row, indicator, language)
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


def _values(facts: Facts, indicator: Indicator) -> Exhibit | None:
    """Where each number was typed, and from which source."""
    rows = [row for row in _rows(facts, indicator) if row.derivation is None]
    if not rows:
        return None
    language = facts.language
    columns = tuple(word(key, language) for key in ("period", "value", "source", "file"))
    made = []
    for row in rows:
        source = facts.catalogue.sources[row.source_code]
        day = numbers.day(source.published_on, language)
        made.append(
            (
                upper_first(numbers.period(row.period, language)),
                _amount(row, indicator, language),
                f"{source.publisher(language)}, “{source.title(language)}”, {day}",
                f"{row.file}, {row.line}",
            )
        )
    headline = {
        "vi": "Số đã ghi, nguồn và nơi ghi",
        "en": "What was recorded, from where, and where it stands",
    }[language]
    return _frame(
        facts,
        "indicator-values",
        ("Nguồn số liệu", "Sources of the figures"),
        headline=headline,
        subtitle={
            "vi": "Mỗi số một dòng trong thư mục số liệu",
            "en": "Each figure is one line of the data folder",
        }[language],
        figure=None,
        table=Table(columns, tuple(made), columns[1:2]),
        records=(),
        standings=[row.status for row in rows if row.value is not None],
    )


def _published(facts: Facts, indicator: Indicator) -> Exhibit | None:
    rows = [
        row
        for row in frames.reconciliation(facts.engine, facts.scope.area)
        if row.indicator_code == indicator.indicator_code
    ]
    if not rows:
        return None
    language = facts.language
    differing = sum(1 for row in rows if row.verdict == "differs")
    if language == "vi":
        headline = (
            f"Số đã công bố và số tính lại: {differing} chỗ khác"
            if differing
            else ("Số đã công bố và số tính lại: không có chỗ khác")
        )
    else:
        headline = f"Published against recomputed: {differing or 'no'} difference" + (
            "" if differing == 1 else "s"
        )
    value = facts.value(indicator)
    parts = [part.value or 0 for _, part in facts.parts(indicator)]
    said = [sentences.remark(row, indicator, language, parts, value) for row in rows]
    return _frame(
        facts,
        "indicator-published",
        ("Đối chiếu", "Reconciliation"),
        headline=headline,
        subtitle=reconciliation_subtitle(language),
        figure=None,
        table=reconciliation_table(facts, rows, named=False),
        records=(),
        remarks=[text for text in said if text],
        sources=[row.source_code for row in rows],
    )


def _communes(facts: Facts, indicator: Indicator) -> Exhibit | None:
    district = facts.catalogue.district.area_code
    rows = frames.communes(facts.engine, district, indicator.indicator_code, facts.scope.period)
    if not any(row.value is not None for row in rows):
        return None
    name = indicator.name(facts.language)
    return communes.of_indicator(facts, "indicator-communes", name, indicator, rows)
