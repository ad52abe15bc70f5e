"""Where every number comes from, and where the published ones differ from their own figures."""

from collections.abc import Sequence

from indicators import frames
from indicators.exhibits import frame
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.facts import Facts
from indicators.frames import Indicator, Reconciliation, Source
from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.words import upper_first, word

MOST = 500
"""So many observations are listed: nobody reads more, and with millions no page would answer."""


def reconciliation(facts: Facts) -> Exhibit | None:
    """Every published figure beside the recomputed one."""
    rows = frames.reconciliation(facts.engine, facts.scope.area)
    if not rows:
        return None
    language = facts.language
    differing = [row for row in rows if row.verdict == "differs"]
    checked = [row for row in rows if row.verdict in ("agrees", "differs")]
    count, total = len(differing), len(checked)
    headline = (
        f"{count}/{total} con số đối chiếu được không khớp với số tính lại"
        if language == "vi"
        else f"{count} of {total} checkable figures do not agree with ours"
    )
    said = []
    for row in differing:
        indicator = facts.catalogue.indicators[row.indicator_code]
        said.append(f"{indicator.short(language)}: {frame.remark(facts, row)}")
    records: list[Record] = [
        {
            "indicator_code": row.indicator_code,
            "period": row.period,
            "measure": row.measure,
            "assigner_code": row.assigner_code,
            "published": row.published,
            "recomputed": row.recomputed,
            "recomputed_low": row.recomputed_low,
            "recomputed_high": row.recomputed_high,
            "verdict": row.verdict,
            "file": row.file,
            "line": row.line,
        }
        for row in rows
    ]
    names = ("Đối chiếu số đã công bố", "Published against recomputed")
    table = reconciliation_table(facts, rows)
    subtitle = reconciliation_subtitle(language)
    return frame.bare(
        facts,
        "reconciliation",
        names,
        headline=headline,
        subtitle=subtitle,
        table=table,
        records=records,
        remarks=said,
    )


def reconciliation_subtitle(language: Language) -> str:
    return {
        "vi": "Số nguồn nêu, cạnh số tính lại từ chính các con số của nguồn",
        "en": "What the source prints, beside what its own figures give",
    }[language]


def reconciliation_table(
    facts: Facts, rows: Sequence[Reconciliation], *, named: bool = True
) -> Table:
    """Published and recomputed side by side; ``named`` adds the indicator's name."""
    language = facts.language
    keys = ("period", "measure", "published", "recomputed", "verdict", "note")
    columns = tuple(word(key, language) for key in (("indicator", *keys) if named else keys))
    made = []
    for row in rows:
        indicator = facts.catalogue.indicators[row.indicator_code]
        measure = word(row.measure, language)
        if row.assigner_code:
            measure += f", {facts.catalogue.assigners[row.assigner_code].short(language)}"
        again = (
            ""
            if row.recomputed is None or row.verdict == "used"
            else _shown(row.recomputed, row.measure, indicator, language, 2)
        )
        cells = (
            upper_first(numbers.period(row.period, language)),
            measure,
            _shown(row.published, row.measure, indicator, language, 1),
            again,
            word(row.verdict, language),
            row.note(language),
        )
        made.append((indicator.name(language), *cells) if named else cells)
    numeric = tuple(word(key, language) for key in ("published", "recomputed"))
    return Table(columns, tuple(made), numeric)


def _shown(
    value: float, measure: str, indicator: Indicator, language: Language, decimals: int
) -> str:
    """A published or recomputed number; percentages with ``decimals`` decimals."""
    if measure not in ("change", "sum") or indicator.kind == "percent":
        return numbers.percent(value, language, decimals)
    return numbers.number(value, indicator.decimals, language)


def sources(facts: Facts) -> Exhibit:
    """Every source, what it is and how many observations come from it; made-up ones apart."""
    language = facts.language
    rows = list(facts.catalogue.sources.values())
    used = [row for row in rows if row.observations]
    count = sum(row.observations for row in rows)
    headline = (
        f"{numbers.number(count, 0, language)} quan sát từ {len(used)} nguồn"
        if language == "vi"
        else f"{numbers.number(count, 0, language)} observations from {len(used)} sources"
    )
    keys = ("title", "publisher", "published_on", "standing", "reference", "observations")
    columns = tuple(word(key, language) for key in keys)
    table = Table(
        columns,
        tuple(
            (
                row.title(language),
                row.publisher(language),
                numbers.day(row.published_on, language),
                row.standing(language),
                row.reference or "",
                _counted(row, language),
            )
            for row in rows
        ),
        columns[-1:],
    )
    records: list[Record] = [
        {
            "source_code": row.source_code,
            "title": row.title(language),
            "publisher": row.publisher(language),
            "published_on": row.published_on.isoformat(),
            "reference": row.reference,
            "standing": row.standing(language),
            "observations": row.observations,
            "illustrative": row.illustrative,
        }
        for row in rows
    ]
    names = ("Các nguồn", "Sources")
    subtitle = {
        "vi": "Nguồn của mọi con số trong bản số liệu này",
        "en": "Where every figure of this snapshot comes from",
    }[language]
    return frame.bare(
        facts,
        "sources",
        names,
        headline=headline,
        subtitle=subtitle,
        table=table,
        records=records,
        remarks=_left_out(facts),
    )


def _counted(source: Source, language: Language) -> str:
    """``60``; ``3.532 số minh họa`` of a source whose figures are made up."""
    observed = numbers.number(source.observations, 0, language)
    if not source.illustrative:
        return observed
    count = numbers.number(source.illustrative, 0, language)
    made_up = f"{count} số minh họa" if language == "vi" else f"{count} illustrative"
    return numbers.listed([observed, made_up] if source.observations else [made_up], language)


def _left_out(facts: Facts) -> tuple[str, ...]:
    """Where the illustrative figures stand, which are no observations; nothing without any."""
    language = facts.language
    illustrative = sum(row.illustrative for row in facts.catalogue.sources.values())
    if not illustrative:
        return ()
    count = numbers.number(illustrative, 0, language)
    page = word("communes", language)
    return (
        f"{count} số minh họa không phải là quan sát nên không có trong danh sách quan sát; "
        f"chúng nằm ở trang «{page}»."
        if language == "vi"
        else f"{count} illustrative figures are no observations and not in the list of them; "
        f"they stand on the page “{page}”.",
    )


def _cut_to(count: str, total: str, language: Language) -> str:
    """Where the other observations stand, once only some are listed."""
    return (
        f"Danh sách chỉ nêu {count} quan sát của các kỳ mới nhất trong tổng số {total}; "
        "phần còn lại nằm ở trang của từng chỉ tiêu và trong thư mục số liệu."
        if language == "vi"
        else f"The list holds {count} observations of the newest periods, of {total} in all; "
        "the others stand on the page of each indicator and in the data folder."
    )


def observations(facts: Facts) -> Exhibit:
    """Every recorded observation with its source and the line that it was typed in.

    Of more than MOST, those of the newest periods, and a sentence that says so.
    """
    language = facts.language
    rows = frames.observations(facts.engine, MOST)
    total = sum(row.observations for row in facts.catalogue.sources.values())
    cut = len(rows) < total
    keys = ("indicator", "area", "period", "value", "standing", "source", "file")
    columns = tuple(word(key, language) for key in keys)
    made = []
    records: list[Record] = []
    for row in rows:
        indicator = facts.catalogue.indicators[row.indicator_code]
        source = facts.catalogue.sources[row.source_code]
        if row.value is None:
            absent = "not_applicable" if row.status == "not_applicable" else "not_recorded"
            text = word(absent, language)
        elif row.whole is not None:
            text = numbers.out_of(row.value, row.whole, language, indicator.decimals)
        else:
            text = numbers.amount(row.value, indicator, language)
        made.append(
            (
                indicator.name(language),
                row.area,
                row.period,
                numbers.hedged(text, row.qualifier, language),
                word(row.status, language),
                f"{source.publisher(language)}, {numbers.day(source.published_on, language)}",
                f"{row.file}, {row.line}",
            )
        )
        records.append(
            {
                "area_code": row.area_code,
                "area": row.area,
                "indicator_code": row.indicator_code,
                "indicator": indicator.name(language),
                "period": row.period,
                "value": row.value,
                "whole": row.whole,
                "unit": indicator.unit(language),
                "qualifier": row.qualifier,
                "standing": row.status,
                "source": source.title(language),
                "note": row.note(language),
                "file": row.file,
                "line": row.line,
            }
        )
    count, of = (numbers.number(number, 0, language) for number in (len(rows), total))
    headline = {
        ("vi", False): f"Cả {count} quan sát, mỗi số một nguồn",
        ("en", False): f"All {count} observations, each with its source",
        ("vi", True): f"{count} quan sát mới nhất trong số {of}, mỗi số một nguồn",
        ("en", True): f"The newest {count} of {of} observations, each with its source",
    }[language, cut]
    names = ("Mọi quan sát", "All observations")
    if cut:
        names = ("Quan sát mới nhất", "Newest observations")
    table = Table(columns, tuple(made), columns[3:4])
    subtitle = {
        "vi": "Mỗi dòng là một số như nguồn ghi, và nơi ghi nó trong thư mục số liệu",
        "en": "Each line is one figure as the source states it, and where it is kept",
    }[language]
    remarks = (*([_cut_to(count, of, language)] if cut else []), *_left_out(facts))
    firm = [row.status for row in rows if row.value is not None]
    return frame.bare(
        facts,
        "observations",
        names,
        headline=headline,
        subtitle=subtitle,
        table=table,
        records=records,
        remarks=remarks,
        standings=firm,
    )
