"""What communes plot beside each other: the rows of their figures as numbers of a chart.

The shapes are those of exhibits.plotted; how such a chart looks belongs to whoever draws it.
"""

from collections.abc import Sequence
from dataclasses import replace

from indicators import charts, theme
from indicators.exhibits.plotted import Plotted, Series, plotted, values_of
from indicators.vocabulary import Language


def ranking(
    rows: Sequence[charts.RankedRow | charts.Gap],
    references: Sequence[tuple[charts.Reference, str, str]],
    name: str,
    unit: str,
    language: Language,
    change_label: str = "",
) -> Plotted | None:
    """A bar a commune in the figure's order, rows left out as one without a value.

    Each reference comes with its name and its number, each name after its place, each change under
    ``change_label``. None where no commune has a value.
    """
    levels = [row for row in rows if isinstance(row, charts.RankedRow)]
    if all(row.value is None for row in levels):
        return None
    ranked = [row for row in rows if isinstance(row, charts.Gap) or row.value is not None]
    ordered = [*ranked, *(row for row in levels if row.value is None)]
    picked = [
        place
        for place, row in enumerate(ordered)
        if isinstance(row, charts.RankedRow) and row.selected and row.value is not None
    ]
    made = plotted(
        "bars",
        [row.text if isinstance(row, charts.Gap) else _placed(row) for row in ordered],
        [
            values_of(
                name,
                [
                    (None, "") if isinstance(row, charts.Gap) else (row.value, row.value_text)
                    for row in ordered
                ],
                [_fill(row, emphasis=bool(picked)) for row in ordered],
            ),
            *(
                values_of(
                    named,
                    [(line.value, number)] * len(ordered),
                    theme.MUTED if line.dashed else theme.INK,
                    "reference",
                )
                for line, named, number in references
            ),
        ],
        unit,
        language,
        hatched=any(row.illustrative for row in levels),
        evidence=[
            row.change.text if isinstance(row, charts.RankedRow) and row.change else ""
            for row in ordered
        ],
        statuses=[row.status if isinstance(row, charts.RankedRow) else "" for row in ordered],
    )
    return replace(
        made,
        evidence_head=change_label if made.evidence else "",
        picked=picked[0] if picked else None,
    )


def _placed(row: charts.RankedRow) -> str:
    return f"{row.place_text} · {row.name}" if row.place_text else row.name


def _fill(row: charts.RankedRow | charts.Gap, *, emphasis: bool) -> str:
    chosen = isinstance(row, charts.RankedRow) and row.selected
    return theme.CLASSES[2] if emphasis and not chosen else theme.NAVY


def trend(
    lines: Sequence[tuple[charts.Line, Sequence[str]]],
    references: Sequence[tuple[charts.ReferenceLine, Sequence[str]]],
    periods: Sequence[charts.Period],
    unit: str,
    language: Language,
) -> Plotted:
    """A line a commune and a reference, each with the texts of its values; gaps stay gaps."""
    return plotted(
        "lines",
        [period.label for period in periods],
        [
            *(
                values_of(line.name, zip(line.values, texts, strict=True), theme.LINES[place])
                for place, (line, texts) in enumerate(lines)
            ),
            *(
                replace(
                    values_of(
                        line.name,
                        zip(line.values, texts, strict=True),
                        theme.INK if line.kind == "whole" else theme.MUTED,
                        "reference",
                    ),
                    dashed=line.kind == "median",
                )
                for line, texts in references
            ),
        ],
        unit,
        language,
        hatched=any(any(line.illustrative) for line, _ in lines)
        or any(any(line.illustrative) for line, _ in references),
    )


_FILLS = {"better": theme.BETTER, "worse": theme.WORSE, "": theme.SKY}


def waterfall(
    start: charts.End,
    steps: Sequence[charts.Step],
    end: charts.End,
    verdict: str,
    names: tuple[str, str],
    unit: str,
    language: Language,
) -> Plotted:
    """Steps from zero, which is ``start``, to ``end``, whose bar is the whole distance.

    ``verdict`` is on that distance; ``names`` are of the sum so far and of the distances. The
    totals themselves stand in the names of the ends.
    """
    at = [0.0, *(step.before for step in steps), 0.0]
    found: list[tuple[float | None, str]] = [
        (None, ""),
        *((step.after - step.before, step.text) for step in steps),
        (steps[-1].after if steps else 0.0, end.note),
    ]
    fills = ["", *(step.verdict for step in steps), verdict]
    return plotted(
        "stack",
        [f"{start.name}: {start.text}", *(step.name for step in steps), f"{end.name}: {end.text}"],
        [
            Series(names[0], tuple(at), theme.PAPER, ("",) * len(at), "base"),
            values_of(names[1], found, [_FILLS[fill] for fill in fills]),
        ],
        unit,
        language,
        hatched=start.illustrative or end.illustrative or any(step.illustrative for step in steps),
    )


def pace(
    rows: Sequence[tuple[charts.PaceRow, str, str]],
    names: tuple[str, str],
    unit: str,
    language: Language,
) -> Plotted:
    """The pace so far and the one needed, a row each with the texts of both."""
    return plotted(
        "bars",
        [row.name for row, *_ in rows],
        [
            values_of(names[0], [(row.so_far, text) for row, text, _ in rows], theme.NAVY),
            values_of(names[1], [(row.needed, text) for row, _, text in rows], theme.INK, "plan"),
        ],
        unit,
        language,
        hatched=any(row.illustrative for row, *_ in rows),
        evidence=[row.text for row, *_ in rows],
        statuses=[row.status for row, *_ in rows],
    )
