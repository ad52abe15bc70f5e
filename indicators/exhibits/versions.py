"""Every version of the figures and plans of one indicator that were ever changed or taken back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from indicators import frames
from indicators.exhibits import frame
from indicators.exhibits.exhibit import Exhibit, Record, Table
from indicators.exhibits.facts import Facts
from indicators.frames import Indicator, ObservationVersion, PlanVersion
from indicators.vocabulary import WITHDRAWN, Language
from indicators.wording import numbers, revisions
from indicators.wording.revisions import said
from indicators.wording.words import lower_first, upper_first, word

CODE = "indicator-versions"
Version = ObservationVersion | PlanVersion


def versions(facts: Facts, indicator: Indicator) -> Exhibit | None:
    """What was said of an indicator before and since when it counts no more; None where nothing
    ever changed. Versions known later than the scope's own day are listed too."""
    rows = _changed(facts, indicator)
    if not rows:
        return None
    language = facts.language
    keys = ("what", "counts", "known_since", "replaced")
    what, counts, since, replaced = (said(key, language) for key in keys)
    # First what a version says, since when and by whom: where a screen is narrow, that is seen.
    columns = (
        word("period", language),
        what,
        said("amount", language),
        since,
        word("source", language),
        word("standing", language),
        replaced,
        counts,
    )
    made = tuple(_cells(facts, indicator, row, after) for row, after in rows)
    figures, plans = (
        sum(1 for row, _ in rows if isinstance(row, kind) and row.replaced_on is not None)
        for kind in (ObservationVersion, PlanVersion)
    )
    return frame.bare(
        facts,
        CODE,
        (said("versions", "vi"), said("versions", "en")),
        headline=revisions.times_changed(figures, plans, language),
        subtitle=f"{said('versions_subtitle', language)}.",
        table=Table(columns, made, columns[2:3]),
        records=[_record(facts, indicator, row) for row, _ in rows],
        sources=[row.source_code for row, _ in rows],
    )


def _changed(facts: Facts, indicator: Indicator) -> list[tuple[Version, Version | None]]:
    """The versions of what has several, each with the one that replaced it."""
    asked = (facts.engine, facts.scope.area, indicator.indicator_code)
    found: list[tuple[Version, Version | None]] = []
    kinds: Iterable[Sequence[Version]] = (
        frames.observation_versions(*asked),
        frames.plan_versions(*asked),
    )
    for kind in kinds:
        rows = facts.of_this_area(kind)
        several = Counter(map(_key, rows))
        for row, after in zip(rows, [*rows[1:], None], strict=False):
            if several[_key(row)] > 1:
                follows = after is not None and _key(after) == _key(row)
                found.append((row, after if follows else None))
    return found


def _key(row: Version) -> tuple[str, str]:
    return (row.period, row.assigner_code if isinstance(row, PlanVersion) else "")


def _cells(
    facts: Facts, indicator: Indicator, row: Version, after: Version | None
) -> tuple[str, ...]:
    language = facts.language
    source = facts.catalogue.sources[row.source_code]
    day = numbers.day(source.published_on, language)
    replaced = ""
    if after is not None:
        replaced = f"{_amount(after, indicator, language)}, {_since(after.known_from, language)}"
    return (
        upper_first(numbers.period(row.period, language)),
        _what(facts, row),
        upper_first(_amount(row, indicator, language)),
        _since(row.known_from, language),
        f"{source.publisher(language)}, {day}",
        _standing(row, language),
        replaced,
        word("yes", language) if row.counts else "",
    )


def _what(facts: Facts, row: Version) -> str:
    language = facts.language
    if isinstance(row, ObservationVersion):
        return said("figure", language)
    by = facts.catalogue.assigners[row.assigner_code].short(language)
    told = ", ".join(part for part in (row.decision, row.version) if part)
    return f"{word('plan', language)}, {by}" + (f" ({told})" if told else "")


def _standing(row: Version, language: Language) -> str:
    if isinstance(row, ObservationVersion):
        return word(row.status, language)
    return word(WITHDRAWN, language) if row.form == WITHDRAWN else ""


def _amount(row: Version, indicator: Indicator, language: Language) -> str:
    """What a version says; that it takes back, or says nothing, in words."""
    if isinstance(row, PlanVersion):
        if row.form == WITHDRAWN:
            return lower_first(word(WITHDRAWN, language))
        text = revisions.planned(row.form, row.value, row.value_high, indicator, language)
        return text or lower_first(word("not_recorded", language))
    return revisions.recorded(row, indicator, language) + frame.mark(row.status, language)


def _since(known: datetime, language: Language) -> str:
    return revisions.moment(known, language)


def _record(facts: Facts, indicator: Indicator, row: Version) -> Record:
    plan = isinstance(row, PlanVersion)
    return {
        "area_code": facts.scope.area,
        "indicator_code": indicator.indicator_code,
        "period": row.period,
        "what": "plan" if plan else "observation",
        "assigner_code": row.assigner_code if isinstance(row, PlanVersion) else None,
        "value": row.value,
        "value_high": row.value_high if isinstance(row, PlanVersion) else None,
        "whole": row.whole if isinstance(row, ObservationVersion) else None,
        "standing_or_form": row.form if isinstance(row, PlanVersion) else row.status,
        "known_from": row.known_from.isoformat(),
        "replaced_on": row.replaced_on.isoformat() if row.replaced_on else None,
        "counts": "1" if row.counts else "0",
        "source_code": row.source_code,
        "note": row.note(facts.language),
        "file": row.file,
        "line": row.line,
    }
