"""Everything known of one indicator: periods, plans, arithmetic, definition, sources, communes."""

import dataclasses
from dataclasses import dataclass

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits import communes, forms, frame, overview, plans
from indicators.exhibits.exhibit import Exhibit, Judgement, Table
from indicators.exhibits.facts import Facts
from indicators.exhibits.history import amount, histories, rows_of
from indicators.exhibits.sources import reconciliation_subtitle, reconciliation_table
from indicators.exhibits.versions import versions
from indicators.frames import Indicator
from indicators.vocabulary import Language, Period
from indicators.wording import numbers
from indicators.wording.revisions import as_known
from indicators.wording.words import lower_first, upper_first, word


@dataclass(frozen=True)
class Sheet:
    """The page of one indicator: its sentence, what it means, how it is judged, its exhibits."""

    headline: str
    definition: str
    traits: tuple[tuple[str, str], ...]
    judgements: tuple[Judgement, ...]
    exhibits: tuple[Exhibit, ...]
    choice: str
    """As known on which day, by which plans: a sentence; blank where it is all that is known."""
    closing: str
    """The line at the foot: sources, day, snapshot."""


def sheet(facts: Facts, code: str) -> Sheet:
    """All of one indicator in the area and period of the scope; LookupError for an unknown code.

    Of a vintage every exhibit, file and record says which one it is of.
    """
    indicator = facts.catalogue.indicators.get(code)
    if indicator is None:
        raise LookupError(code)
    language = facts.language
    value = facts.value(indicator)
    area = facts.catalogue.area_name(facts.scope.area, facts.scope.period, language)
    stretch = numbers.period(facts.scope.period, language)
    known = [
        row
        for row in rows_of(facts, indicator)
        if row.value is not None and row.period_end <= Period.parse(facts.scope.period).end
    ]
    if value is not None:
        headline = forms.said(facts, indicator, value)
        if facts.scope.area != facts.catalogue.district.area_code:
            headline = f"{upper_first(area)}: {lower_first(headline)}"
    elif known:
        last = known[-1]
        said = amount(last, indicator, language)
        unit = numbers.unit(last.value or 0, indicator, language)
        when = numbers.period(last.period, language)
        headline = f"{indicator.name(language)}: {said} {unit}".rstrip() + f" ({area}, {when})"
    else:
        nothing = lower_first(word("not_recorded", language))
        headline = f"{indicator.name(language)}: {nothing} ({area}, {stretch})"
    made = (
        *histories(facts, indicator),
        plans.listed(facts, indicator),
        _values(facts, indicator),
        versions(facts, indicator),
        _published(facts, indicator),
        _communes(facts, indicator),
    )
    source = facts.engine
    choice = as_known(source.known_on, source.plans, language)
    return Sheet(
        headline=headline,
        definition=indicator.definition(language),
        traits=_traits(facts, indicator),
        judgements=frame.judgements(facts, [indicator]),
        exhibits=tuple(_of_choice(one, source, choice) for one in made if one is not None),
        choice=choice,
        closing=" ".join(part for part in (choice, overview.closing(facts)) if part),
    )


def _of_choice(exhibit: Exhibit, source: Engine, choice: str) -> Exhibit:
    """An exhibit that says, wherever it goes, as known on which day and by which plans it is."""
    if not choice:
        return exhibit
    known_on = source.known_on.isoformat() if source.known_on else ""
    name = "-".join(part for part in (exhibit.file_name, known_on, _NAMED[source.plans]) if part)
    chosen = {"known_on": known_on, "plan_version": source.plans}
    return dataclasses.replace(
        exhibit,
        footnote=f"{exhibit.footnote} {choice}".strip(),
        alt=f"{exhibit.alt} {choice}",
        records=tuple({**record, **chosen} for record in exhibit.records),
        file_name=name,
    )


_NAMED = {"amended": "", "first": "giao-lan-dau"}
"""In names of files, which are Vietnamese in both languages."""


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


def _values(facts: Facts, indicator: Indicator) -> Exhibit | None:
    """Where each number was typed, and from which source."""
    rows = [row for row in rows_of(facts, indicator) if row.derivation is None]
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
                amount(row, indicator, language),
                f"{source.publisher(language)}, “{source.title(language)}”, {day}",
                f"{row.file}, {row.line}",
            )
        )
    headline = {
        "vi": "Số liệu gốc và nguồn",
        "en": "What was recorded, from where, and where it stands",
    }[language]
    return frame.bare(
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
        firm=[(row.period, row.status) for row in rows if row.value is not None],
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
    checked = sum(1 for row in rows if row.verdict in ("agrees", "differs"))
    key = "differences" if differing else "no_difference" if checked else "nothing_checkable"
    headline = word(key, language).format(count=differing)
    said = [frame.remark(facts, row) for row in rows]
    return frame.bare(
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
