"""One indicator over the communes, on a map."""

from collections.abc import Callable, Sequence

from indicators import charts, frames
from indicators.exhibits import frame, maps
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.facts import Facts
from indicators.frames import CommuneValue, ExhibitEntry, Indicator
from indicators.vocabulary import Language
from indicators.wording import numbers, sentences
from indicators.wording.words import lower_first, upper_first, word

CLASSES = 5
_FEW = 3
_LEAST_WIDE = 476
"""How wide a box beside another one is at least, in px: names find more room the wider a map is."""


def communes(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """The first indicator of the entry that any commune has a figure of."""
    scope = facts.scope
    for indicator in facts.catalogue.indicators_of(entry.exhibit_code):
        rows = frames.communes(
            facts.engine, facts.catalogue.district.area_code, indicator.indicator_code, scope.period
        )
        if any(row.value is not None for row in rows):
            return of_indicator(
                facts, entry.exhibit_code, entry.name(scope.language), indicator, rows
            )
    return None


def of_indicator(
    facts: Facts, code: str, name: str, indicator: Indicator, rows: Sequence[CommuneValue]
) -> Exhibit:
    """The map of one indicator; ``rows`` hold one commune each, blanks included."""
    language = facts.language
    reported = [row for row in rows if row.value is not None]
    headline = _headline(facts, name, indicator, rows)
    codes = dict.fromkeys(row.source_code for row in reported if row.source_code)
    sources = [facts.catalogue.sources[code] for code in codes]
    standings = tuple(dict.fromkeys(row.status for row in reported if row.status))
    period = next((row.period for row in reported if row.period), facts.scope.period)
    unit = "" if indicator.kind in ("flag", "rank") else indicator.unit(language)
    table = _table(facts, indicator, rows)
    asked = [row for row in rows if row.status != "not_applicable"]
    coverage: tuple[str, ...] = ()
    if len(reported) < len(asked) and indicator.kind != "flag":
        coverage = (word("coverage", language).format(known=len(reported), whole=len(asked)),)
    return Exhibit(
        code=code,
        name=name,
        headline=headline,
        finding=headline,
        subtitle=upper_first(
            ", ".join(part for part in (unit, numbers.period(period, language)) if part)
        ),
        figure=_figure(facts, indicator, rows),
        table=table,
        records=_records(facts, indicator, rows),
        remarks=(*coverage, *_notes(rows, language)),
        footnote=sentences.footnote(sources, standings, period, language),
        alt=headline + " " + "; ".join(": ".join(row[:2]) for row in table.rows) + ".",
        standings=standings,
        judgements=(),
        file_name=frame.file_name(facts, name),
    )


def _notes(rows: Sequence[CommuneValue], language: Language) -> list[str]:
    """What is noted of the figures, once each; of single communes, with their names."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row.note(language):
            names.setdefault(row.note(language), []).append(row.name)
    return [
        f"{numbers.listed(whose, language)}: {note}" if len(whose) <= _FEW else note
        for note, whose in names.items()
    ]


def _text(indicator: Indicator, row: CommuneValue, facts: Facts) -> str:
    language = facts.language
    if row.status == "not_applicable":
        return "–"
    if row.value is None:
        return "?"
    if row.whole is not None:
        return numbers.out_of(row.value, row.whole, language, indicator.decimals)
    return numbers.bare(row.value, indicator, language, row.step)


def _said(indicator: Indicator, row: CommuneValue, facts: Facts) -> str:
    language = facts.language
    if row.status == "not_applicable":
        return word("not_applicable", language)
    if row.value is None:
        return word("not_recorded", language)
    if row.whole is not None:
        unit = numbers.unit(row.whole, indicator, language)
        return f"{_text(indicator, row, facts)} {unit}".strip()
    return numbers.amount(row.value, indicator, language, row.step)


def _levels(values: Sequence[float]) -> list[float]:
    """Upper ends of five classes that hold about as many communes each."""
    ranked = sorted(values)
    ends = [ranked[min(len(ranked) - 1, len(ranked) * n // CLASSES)] for n in range(1, CLASSES)]
    return [*ends, ranked[-1]]


def printed_ends(
    classes: Sequence[Sequence[float]], printed: Callable[[float, int], str]
) -> list[tuple[str, str]]:
    """The least and the greatest of each class, as ``printed`` with so many decimals more.

    ``classes`` hold their values, the lowest first. Where one would seem to end where the next
    begins, or two would read alike, both have one decimal more, if that tells them apart.
    """

    def ends(values: Sequence[float], more: int) -> tuple[str, str]:
        return printed(min(values), more), printed(max(values), more)

    answer = [ends(values, 0) for values in classes]
    finer = [ends(values, 1) for values in classes]
    told = set()
    for upper in range(1, len(classes)):
        lower = upper - 1
        meet = answer[lower][1] == answer[upper][0]
        if meet and (finer[lower][1] != finer[upper][0] or answer[lower] == answer[upper]):
            told |= {lower, upper}
    return [finer[at] if at in told else answer[at] for at in range(len(classes))]


def _figure(facts: Facts, indicator: Indicator, rows: Sequence[CommuneValue]) -> charts.Figure:
    language = facts.language
    known = [row.value for row in rows if row.value is not None]
    whole = all(row.whole is not None for row in rows if row.value is not None)
    graded = indicator.kind != "flag" and not whole
    ends = _levels(known) if graded and known else []
    outlines = maps.outlines_of(
        facts.engine, facts.catalogue.district.area_code, facts.scope.period
    )
    tiles, placed = [], []
    for row in rows:
        if not outlines and (row.tile_row is None or row.tile_column is None):
            continue
        placed.append(row)
        if row.status == "not_applicable":
            level = "not_applicable"
        elif row.value is None:
            level = "none"
        elif graded:
            level = str(sum(1 for end in ends[:-1] if row.value >= end))
        else:
            full = row.value == (row.whole if row.whole is not None else 1)
            level = "yes" if full else "no"
        kind = row.kind_vi if language == "vi" else row.kind_en
        text = _text(indicator, row, facts)
        if indicator.kind == "flag" and level == "none":
            text = ""
        tiles.append(
            charts.Tile(
                area_code=row.area_code,
                name=row.name,
                row=row.tile_row or 0,
                column=row.tile_column or 0,
                value_text=text,
                level=level,
                hover=f"{upper_first(kind)} {row.name}: {_said(indicator, row, facts)}",
                illustrative=row.status == "illustrative",
            )
        )
    legend = []
    present = {tile.level for tile in tiles}
    if graded:
        spans: dict[str, list[float]] = {}
        for tile, row in zip(tiles, placed, strict=True):
            if row.value is not None:
                spans.setdefault(tile.level, []).append(row.value)

        def printed(value: float, more: int) -> str:
            return numbers.number(value, indicator.decimals + more, language)

        levels = sorted(spans)
        texts = printed_ends([spans[level] for level in levels], printed)
        for level, (least, most) in zip(levels, texts, strict=True):
            text = least if least == most else f"{least}–{most}"
            legend.append(charts.LegendEntry(level, text))
    else:
        all_met = {"vi": "Đạt đủ", "en": "All met"}[language]
        part = {"vi": "Chưa đủ", "en": "Not all met"}[language]
        if indicator.kind == "flag":
            all_met, part = indicator.short(language), word("no", language)
        legend += [charts.LegendEntry("yes", all_met)] if "yes" in present else []
        legend += [charts.LegendEntry("no", part)] if "no" in present else []
    if "none" in present:
        unnamed = {"vi": "Nguồn không nêu tên", "en": "Not named by the source"}[language]
        text = unnamed if indicator.kind == "flag" else word("not_recorded", language)
        legend.append(charts.LegendEntry("none", text))
    if "not_applicable" in present:
        legend.append(charts.LegendEntry("not_applicable", word("not_applicable", language)))
    narrow = facts.scope.narrow
    return maps.drawn(
        tiles,
        outlines,
        legend,
        language,
        narrow=narrow,
        least_width=charts.LEAST_WIDTH if narrow else _LEAST_WIDE,
    )


def _headline(facts: Facts, name: str, indicator: Indicator, rows: Sequence[CommuneValue]) -> str:
    language = facts.language
    known = [row for row in rows if row.value is not None]
    marks = "".join(dict.fromkeys(frame.mark(row.status, language) for row in known))
    if any(row.status == "estimated" for row in known):
        marks += f" ({lower_first(word('estimated', language))})"
    none = {"vi": "không có đơn vị nào", "en": "none"}[language]
    if indicator.kind == "flag":
        named = numbers.listed([row.name for row in known if row.value == 1], language)
        return f"{name}: {named or none}{marks}."
    if all(row.whole is not None for row in known):
        return f"{_full(indicator, known, language) or f'{name}: {none}'}{marks}."
    ranked = sorted(known, key=lambda row: -(row.value or 0))
    top, bottom = ranked[0], ranked[-1]
    most = numbers.amount(top.value or 0, indicator, language, top.step)
    least = numbers.amount(bottom.value or 0, indicator, language, bottom.step)
    what = indicator.name(language)
    if top.value == bottom.value:
        # Nobody is highest where all are alike, or only one has a figure.
        count = numbers.number(len(known), 0, language)
        alike = {"vi": f"cả {count} đơn vị có số liệu đều", "en": f"all {count} with a figure:"}
        said = (
            f"{what}: {top.name} {most}" if len(known) == 1 else f"{what}: {alike[language]} {most}"
        )
    elif language == "vi":
        ends = {"count": ("nhiều nhất", "ít nhất"), "amount": ("lớn nhất", "nhỏ nhất")}
        first, last = ends.get(indicator.kind, ("cao nhất", "thấp nhất"))
        said = f"{what}: {first} là {top.name} ({most}), {last} là {bottom.name} ({least})"
    else:
        said = f"{what}: highest in {top.name} ({most}), lowest in {bottom.name} ({least})"
    return f"{said}{marks}."


def _full(indicator: Indicator, known: Sequence[CommuneValue], language: Language) -> str:
    """``6 xã đạt 19/19 tiêu chí: …``: the communes that reach their whole; empty without any."""
    full = [row for row in known if row.value == row.whole]
    if not full:
        return ""
    names = numbers.listed([row.name for row in full], language)
    count = numbers.number(len(full), 0, language)
    wholes = {row.whole or 0 for row in full}
    whole = max(wholes)
    unit = numbers.unit(2, indicator, language)
    alike = len(wholes) == 1
    one_kind = len({row.kind_vi for row in full}) == 1
    if language == "vi":
        kind = full[0].kind_vi if one_kind else "đơn vị"
        what = f"{numbers.out_of(whole, whole, language)} {unit}" if alike else f"mọi {unit}"
        return f"{count} {kind} đạt {what}: {names}"
    kind, verb = ("commune", "meets") if len(full) == 1 else ("communes", "meet")
    what = f"{numbers.out_of(whole, whole, language)} {unit}" if alike else f"all {unit}"
    return f"{count} {kind} {verb} {what}: {names}"


def _table(facts: Facts, indicator: Indicator, rows: Sequence[CommuneValue]) -> Table:
    language = facts.language
    columns = (word("area", language), indicator.short(language), word("standing", language))
    made = []
    for row in rows:
        kind = row.kind_vi if language == "vi" else row.kind_en
        name = f"{upper_first(kind)} {row.name}" if language == "vi" else f"{row.name} {kind}"
        standing = word(row.status, language) if row.status else ""
        made.append((name, _said(indicator, row, facts), standing))
    return Table(columns, tuple(made), columns[1:2])


def _records(
    facts: Facts, indicator: Indicator, rows: Sequence[CommuneValue]
) -> tuple[Record, ...]:
    language = facts.language
    return tuple(
        {
            "area_code": row.area_code,
            "area": row.name,
            "indicator_code": indicator.indicator_code,
            "indicator": indicator.name(language),
            "period": row.period,
            "value": row.value,
            "whole": row.whole,
            "unit": indicator.unit(language),
            "qualifier": row.qualifier,
            "standing": row.status,
            "source": facts.catalogue.sources[row.source_code].title(language)
            if row.source_code
            else None,
            "note": row.note(language),
            "snapshot": facts.catalogue.edition.snapshot_id,
        }
        for row in rows
    )
