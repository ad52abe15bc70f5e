"""The table of a view, as it stands on the page and as files to go on working with."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from indicators import files
from indicators.exhibits.comparing import frame, ranked
from indicators.exhibits.comparing.view import MOST_LISTED, Comparison, Level
from indicators.exhibits.exhibit import Exhibit, Record
from indicators.files import About, Column, MadeUp
from indicators.vocabulary import Standing
from indicators.wording import comparing, numbers
from indicators.wording.words import upper_first, word

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
}
"""The forms of file there are, and what a browser calls each."""


def _shown(comparison: Comparison) -> tuple[Level, ...]:
    """The communes that were chosen; all where none was."""
    every = (*comparison.reported, *comparison.silent, *comparison.excused)
    chosen = tuple(one for one in every if frame.is_chosen(one, comparison))
    return chosen or every


def listing(comparison: Comparison) -> Exhibit:
    """The records of the view as a table that can be sorted; its files are made by ``file_of``.

    Of many communes the table holds those that a person reads; the files hold all.
    """
    shown = _shown(comparison)
    listed = shown if len(shown) <= MOST_LISTED else comparison.readable
    return frame.exhibit(
        comparison,
        "listing",
        headline=comparing.said("listing", comparison.language),
        figure=None,
        table=ranked.table(comparison, listed),
        records=(),
        remarks=(
            ranked.coverage(comparison),
            comparing.only_some(len(listed), len(shown), comparison.language)
            if len(listed) < len(shown)
            else "",
        ),
    )


def records(comparison: Comparison) -> tuple[Record, ...]:
    """The rows of the table, unrounded."""
    return ranked.records(comparison, _shown(comparison))


def file_of(comparison: Comparison, kind: str, link: str) -> bytes:
    """The table as a file of one of KINDS; ``link`` is the address that shows the same."""
    rows = records(comparison)
    columns = _columns(comparison)
    if kind == "csv":
        return files.csv_of(rows, columns)
    made = about(comparison, link)
    if kind == "parquet":
        return files.parquet_of(rows, made, columns)
    return files.xlsx_of([_worded(row, comparison) for row in rows], made, columns)


def _worded(row: Record, comparison: Comparison) -> Record:
    """A row for people: what CSV and Parquet name by its code, in words."""
    language, known = comparison.language, comparison.catalogue
    told = dict(row)
    if row["status"]:
        told["status"] = word(str(row["status"]), language)
    if row["assigner"]:
        told["assigner"] = known.assigners[str(row["assigner"])].short(language)
    if row["plan_form"]:
        told["plan_form"] = word(f"form_{row['plan_form']}", language)
    if row["qualifier"]:
        told["qualifier"] = word(f"qualifier_{row['qualifier']}", language)
    told["counted"] = comparing.said(
        "to_date" if row["counted"] == "to_date" else "alone", language
    )
    return told


def about(comparison: Comparison, link: str) -> About:
    """What must be known to use the file: filters, standing, sources, snapshot."""
    view, language, known = comparison.view, comparison.language, comparison.catalogue
    district = known.district.area_code
    codes = dict.fromkeys(one.source_code for one in comparison.levels if one.source_code)
    standings = dict.fromkeys(one.standing for one in comparison.levels if one.standing)
    chosen = [one.name for one in comparison.levels if frame.is_chosen(one, comparison)]
    counted = comparing.said("to_date" if view.to_date else "alone", language)
    lines = [
        (word("area", language), known.area_name(district, view.period, language)),
        (word("communes", language), ", ".join(chosen) or word("all_communes", language)),
        (word("indicator", language), comparison.indicator.name(language)),
        (word("definition", language), comparison.indicator.definition(language)),
        (word("period", language), upper_first(numbers.period(view.period, language))),
        (word("counted", language), counted if frame.piles_up(comparison) else ""),
        (
            word("since", language),
            upper_first(numbers.period(view.since, language)) if view.since else "",
        ),
        (
            word("plan", language),
            known.assigners[view.assigner].name(language) if view.assigner else "",
        ),
        (
            word("standing", language),
            ", ".join(word(one, language) for one in standings),
        ),
        *((word("source", language), _source(comparison, code)) for code in codes),
        (word("coverage_name", language), ranked.coverage(comparison)),
        (word("as_of", language), numbers.day(known.edition.as_of, language)),
        (word("snapshot", language), known.edition.snapshot_id),
        (word("link", language), link),
    ]
    return About(
        comparing.said("listing", language) + ": " + frame.subject(comparison),
        language,
        tuple((name, text) for name, text in lines if text),
        comparison.illustrative,
        datetime.now(UTC).astimezone(),
        _made_up(comparison),
    )


def _made_up(comparison: Comparison) -> MadeUp | None:
    """What is said of made-up figures where real ones stand beside them; else None."""
    language = comparison.language
    if comparison.illustrative_before:
        return MadeUp(word("before_sentence", language), word("data", language))
    if any(one.standing != Standing.ILLUSTRATIVE for one in comparison.reported):
        said = comparing.said
        return MadeUp(said("some_made_up_sentence", language), said("some_made_up", language))
    return None


def _source(comparison: Comparison, code: str) -> str:
    source = comparison.catalogue.sources[code]
    language = comparison.language
    day = numbers.day(source.published_on, language)
    return f"{source.publisher(language)}: {source.title(language)}, {day}"


def _columns(comparison: Comparison) -> tuple[Column, ...]:
    language = comparison.language
    decimals = 1 if comparison.shared else comparison.indicator.decimals
    said = comparing.said
    unit = "%" if comparison.shared else comparison.indicator.unit(language)
    columns = (
        Column("area_code", word("area_code", language), "code"),
        Column("area", word("area", language)),
        Column("indicator_code", word("indicator_code", language), "code"),
        Column("indicator", word("indicator", language)),
        Column("period", word("period", language), "period"),
        Column("counted", word("counted", language)),
        Column("place", said("place", language), "number", 0),
        Column("value", word("value", language), "number", comparison.indicator.decimals),
        Column("whole", word("whole", language), "number", comparison.indicator.decimals),
        Column("rate", f"{said('rate', language)}, {unit}", "number", decimals),
        Column("unit", word("unit", language)),
        Column("qualifier", said("qualifier", language)),
        Column("before_period", word("since", language), "period"),
        Column("before_rate", f"{said('before', language)}, {unit}", "number", decimals),
        Column("before_standing", said("before_standing", language), "standing"),
        Column("change", f"{said('difference', language)}, {unit}", "number", decimals),
        Column("plan_period", said("plan_period", language), "period"),
        Column("assigner", word("assigner", language), "code"),
        Column("plan_form", said("plan_form", language)),
        Column("plan", word("plan", language), "number", comparison.indicator.decimals),
        Column("plan_high", said("plan_high", language), "number", comparison.indicator.decimals),
        Column("completion_percent", word("completion", language) + ", %", "number", 1),
        Column("status", word("status", language)),
        Column("plan_standing", said("plan_standing", language), "standing"),
        Column("standing", word("standing", language), "standing"),
        Column("source", word("source", language)),
        Column("snapshot", word("snapshot", language), "code"),
    )
    return tuple(
        replace(each, stands_by=_STANDS_BY.get(each.key, ("standing",))) for each in columns
    )


_PLANNED = ("plan_period", "assigner", "plan_form", "plan", "plan_high", "plan_standing")
_STANDS_BY: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(("before_period", "before_rate", "before_standing"), ("before_standing",)),
    "change": ("standing", "before_standing"),
    **dict.fromkeys(_PLANNED, ("plan_standing",)),
    **dict.fromkeys(("completion_percent", "status"), ("standing", "plan_standing")),
}
"""The standings that speak of a column; of all others the one of the figure does."""
