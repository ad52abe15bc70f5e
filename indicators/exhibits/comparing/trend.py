"""How communes moved: some of them beside each other over time."""

from collections.abc import Sequence
from dataclasses import replace

from indicators import charts
from indicators.exhibits.comparing import frame, plotted
from indicators.exhibits.comparing.courses import Courses, courses
from indicators.exhibits.comparing.view import Comparison, Whole
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.plotted import NOMINAL, Plotted
from indicators.vocabulary import Language
from indicators.wording import comparing, numbers
from indicators.wording.words import lower_first, upper_first, word


def trend(comparison: Comparison) -> Exhibit | None:
    """Up to six communes, the district and the median, up to the period of the view.

    None where there is one period alone.
    """
    found = courses(comparison)
    if found is None:
        return None
    view, language = comparison.view, comparison.language
    figure, plots = _drawn(found)
    remarks = [] if view.chosen else [comparing.said("none_chosen", language)]
    remarks += _selected(comparison)
    return frame.exhibit(
        comparison,
        "trend",
        headline=_headline(found),
        figure=figure,
        plotted=plots,
        table=_table(found),
        records=_records(found),
        subtitle=_subtitle(found),
        remarks=remarks,
        illustrative=found.holds_made_up,
    )


def _subtitle(found: Courses) -> str:
    comparison, language = found.comparison, found.comparison.language
    first, last = (numbers.period(one, language) for one in (found.periods[0], found.periods[-1]))
    parts = [comparison.indicator.name(language), frame.unit(comparison), f"{first} – {last}"]
    if frame.piles_up(comparison):
        counted = "to_date" if comparison.view.to_date else "alone"
        parts.append(comparing.said(counted, language))
    return upper_first(", ".join(part for part in parts if part))


def _whole_name(whole: Sequence[Whole], language: Language) -> str:
    """What the line of the district is where it ends: of all, or of those that reported."""
    end = [one for one in whole if one.rate is not None][-1]
    key = "whole_district" if end.whole else "whole_reported"
    return comparing.said(key, language) + _mark(end.illustrative, language)


def _mark(made_up: bool, language: Language) -> str:
    return f" ({word('made_up', language)})" if made_up else ""


def _ends_made_up(values: Sequence[float | None], made_up: Sequence[bool]) -> bool:
    """Whether the last value of a line is made up."""
    return [each for value, each in zip(values, made_up, strict=True) if value is not None][
        -1:
    ] == [True]


def _drawn(found: Courses) -> tuple[charts.Figure, Plotted | None]:
    """The figure, and what it plots unless that is places or yes and no."""
    comparison, language = found.comparison, found.comparison.language
    drawn = []
    for level in found.shown:
        values = tuple(found.values(level))
        drawn.append(
            charts.Line(
                level.name,
                values,
                _end(values, comparison),
                selected=False,
                illustrative=tuple(found.made_up(level)),
            )
        )
    ends = [_ends_made_up(line.values, line.illustrative) for line in drawn]
    if not all(ends):
        # Beside a line that ends in a real figure one that does not says so.
        drawn = [
            replace(line, name=line.name + _mark(end, language))
            for line, end in zip(drawn, ends, strict=True)
        ]
    references: list[charts.ReferenceLine] = []
    if found.medians:
        medians, made_up = tuple(found.medians), tuple(found.medians_made_up)
        references.append(
            charts.ReferenceLine(
                comparing.said("median", language)
                + _mark(_ends_made_up(medians, made_up), language),
                medians,
                _end(medians, comparison),
                "median",
                made_up,
            )
        )
    if found.whole:
        values = tuple(one.rate for one in found.whole)
        references.insert(
            0,
            charts.ReferenceLine(
                _whole_name(found.whole, language),
                values,
                _end(values, comparison),
                "whole",
                tuple(one.illustrative for one in found.whole),
            ),
        )
    known = [value for line in drawn for value in line.values if value is not None]
    known += [value for other in references for value in other.values if value is not None]
    ticks = [charts.Tick(value, _tick(value, comparison)) for value in charts.near_ticks(known)]
    periods = [
        charts.Period(_short(period), _hover(found, place, drawn))
        for place, period in enumerate(found.periods)
    ]
    figure = charts.comparison(
        drawn,
        periods,
        references,
        ticks,
        least_width=frame.least_width(comparison),
        illustrative_label=word("illustrative", language),
    )
    if comparison.indicator.kind in NOMINAL:
        return figure, None
    return figure, plotted.trend(
        [(line, _texts(line.values, comparison)) for line in drawn],
        [(line, _texts(line.values, comparison)) for line in references],
        periods,
        frame.unit(comparison),
        language,
    )


def _texts(values: Sequence[float | None], comparison: Comparison) -> list[str]:
    return ["" if value is None else _bare(value, comparison) for value in values]


def _end(values: Sequence[float | None], comparison: Comparison) -> str:
    last = next((value for value in reversed(values) if value is not None), None)
    if last is None:
        return comparing.said("silent", comparison.language)
    return _bare(last, comparison)


def _bare(value: float, comparison: Comparison) -> str:
    return comparing.bare_rate(
        value, comparison.indicator, comparison.language, shared=comparison.shared
    )


def _tick(value: float, comparison: Comparison) -> str:
    if comparison.shared:
        return numbers.percent(value, comparison.language)
    places = next((n for n in range(3) if round(value, n) == value), 3)
    return numbers.number(value, places, comparison.language)


def _short(period: str) -> str:
    """A period below an axis: 2022, Q1/22, 7/22."""
    part = period[5:]
    if not part:
        return period
    year = period[2:4]
    if part.startswith("Q"):
        return f"{part}/{year}"
    return f"{int(part)}/{year}"


def _hover(found: Courses, place: int, lines: Sequence[charts.Line]) -> str:
    comparison, language = found.comparison, found.comparison.language
    said = [upper_first(numbers.period(found.periods[place], language))]
    for level, line in zip(found.shown, lines, strict=True):
        value = line.values[place]
        text = (
            comparing.said("silent", language)
            if value is None
            else _bare(value, comparison) + _mark(line.illustrative[place], language)
        )
        said.append(f"{level.name}: {text}")
    return "\n".join(said)


def _headline(found: Courses) -> str:
    """What became of each since the first period that it has a figure of."""
    comparison, language = found.comparison, found.comparison.language
    parts = []
    for level in found.shown[:3]:
        if frame.piles_up(comparison) and found.to_date:
            # What has piled up since January compares with the same day of a year before.
            if level.change is not None:
                moved = frame.change_text(level.change, comparison)
                parts.append((level.name, moved, comparison.view.since))
            continue
        known = [
            (period, value)
            for period in found.periods
            if (value := found.rate(level, period)) is not None
        ]
        if len(known) < 2 or known[-1][0] != found.periods[-1]:
            continue  # Without a figure of now nothing can be said of what became of it.
        (first, before), (_, now) = known[0], known[-1]
        moved = frame.change_text(now - before, comparison)
        parts.append((level.name, moved, first))
    name = comparison.indicator.short(language)
    if not parts:
        return f"{name}: {numbers.listed([one.name for one in found.shown], language)}."
    firsts = {first for _, _, first in parts}
    if len(firsts) > 1:
        said = [f"{who} {moved} ({frame.since(comparison, at)})" for who, moved, at in parts]
        return f"{name}: {numbers.listed(said, language)}."
    listed = numbers.listed([f"{who} {moved}" for who, moved, _ in parts], language)
    return f"{name} {frame.since(comparison, firsts.pop())}: {listed}."


def _selected(comparison: Comparison) -> list[str]:
    """What the chosen come to together, by the indicator's own rule, or why nothing."""
    found, language = comparison.selection, comparison.language
    if found is None or found.chosen < 2:
        return []
    if found.over_areas == "none":
        return [comparing.not_summed("none", language)]
    to_date = comparison.view.to_date
    value = found.to_date if to_date else found.value
    whole = found.whole_to_date if to_date else found.whole
    rate = found.rate_to_date if to_date else found.rate
    reported = found.reported_to_date if to_date else found.reported
    if rate is None:
        return []
    if value is None:
        text = frame.rate_text(rate, comparison)
    else:
        shared = whole if comparison.shared else None
        text = comparing.figure(value, shared, rate, comparison.indicator, language)
    said = comparing.selection(found.chosen, reported, text, found.over_areas, language)
    return [said, comparing.not_summed(found.over_areas, language)]


def _table(found: Courses) -> Table:
    comparison, language = found.comparison, found.comparison.language
    names = [one.name for one in found.shown]
    values = [found.values(level) for level in found.shown]
    fancied = [found.made_up(level) for level in found.shown]
    partial = [[False] * len(found.spread) for _ in found.shown]
    if found.whole:
        known = [one for one in found.whole if one.rate is not None]
        key = "whole_district" if any(one.whole for one in known) else "whole_reported"
        names.append(comparing.said(key, language))
        values.append([one.rate for one in found.whole])
        fancied.append([one.illustrative for one in found.whole])
        partial.append([not one.whole for one in found.whole])
    if found.medians:
        names.append(comparing.said("median", language))
        values.append(found.medians)
        fancied.append(found.medians_made_up)
        partial.append([False] * len(found.spread))
    some_real = any(
        value is not None and not made_up
        for line, marks in zip(values, fancied, strict=True)
        for value, made_up in zip(line, marks, strict=True)
    )
    if found.whole and not some_real:
        names[len(found.shown)] += _mark(True, language)
    cells = [
        _cells(*line, some_real=some_real, comparison=comparison)
        for line in zip(values, fancied, partial, strict=True)
    ]
    periods = [upper_first(numbers.period(one, language)) for one in found.periods]
    return Table(
        (word("period", language), *names),
        tuple(zip(periods, *cells, strict=True)),
        tuple(names),
        tuple(zip(found.periods, *values, strict=True)),
    )


def _cells(
    values: Sequence[float | None],
    made_up: Sequence[bool],
    partial: Sequence[bool],
    *,
    some_real: bool,
    comparison: Comparison,
) -> list[str]:
    """One column; cells of some communes beside those of all say so, made-up ones beside real."""
    language = comparison.language
    known = [place for place, value in enumerate(values) if value is not None]
    some_whole = not all(partial[place] for place in known)
    cells = []
    for place, text in enumerate(_texts(values, comparison)):
        notes = []
        if partial[place] and some_whole:
            notes.append(lower_first(comparing.said("whole_reported", language)))
        if made_up[place] and some_real:
            notes.append(word("made_up", language))
        cells.append(f"{text} ({', '.join(notes)})" if text and notes else text)
    return cells


def _records(found: Courses) -> tuple[Record, ...]:
    comparison = found.comparison
    made: list[Record] = []
    for level in found.shown:
        for period in found.periods:
            entry = found.lines[level.area_code].get(period)
            made.append(
                {
                    "area_code": level.area_code,
                    "area": frame.kind_and_name(level, comparison),
                    "indicator_code": comparison.indicator.indicator_code,
                    "period": period,
                    "value": entry.value if entry else None,
                    "whole": entry.whole if entry else None,
                    "rate": entry.rate if entry else None,
                    "to_date": entry.to_date if entry else None,
                    "whole_to_date": entry.whole_to_date if entry else None,
                    "rate_to_date": entry.rate_to_date if entry else None,
                    "standing": entry.status if entry else None,
                    "standing_to_date": entry.status_to_date if entry else None,
                    "snapshot": comparison.catalogue.edition.snapshot_id,
                }
            )
    return tuple(made)
