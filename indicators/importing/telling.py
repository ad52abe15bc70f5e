"""A proposal, or an earlier state to be had back, in words: what each row says, before and after,
and which statuses would change."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from indicators.engine import Engine
from indicators.frames import PlanStanding, StatusChange
from indicators.importing.examining import Named, RowChange, named
from indicators.importing.headings import WORDS, title
from indicators.importing.known import KEYS, Known, spelt
from indicators.importing.proposing import Proposal
from indicators.snapshot import Moved
from indicators.vocabulary import LANGUAGES, Finding, Language, Severity
from indicators.wording import numbers
from indicators.wording.keeping import number_said, say
from indicators.wording.publications import known_since
from indicators.wording.words import word
from indicators.workbook.limits import shortened

Said = dict[str, str]
"""One text in each language."""

_MOST: Final = 200
"""So many findings, changes and statuses are told, as many as a page lists; all are counted."""
_LONGEST: Final = 200
"""Letters of one cell that are told, and five times as many of a sentence about one."""
_KINDS: Final = ("new", "changed", "withdrawn")
_WORDS: Final = {str(kind): words for kind, words in WORDS.items()}
_BESIDE: Final = {"known_from", "area_code", "indicator_code", "period", "assigner_code"}
"""What a row's name says already, or its kind."""


def summary(proposal: Proposal, language: Language) -> str:
    """What would change, in one sentence."""
    if not proposal.changes:
        return say("nothing_to_change" if proposal.ready else "not_ready", language)
    counts = {kind: proposal.count(kind) for kind in _KINDS}
    values = {"base": proposal.base, "statuses": len(proposal.statuses), **counts}
    said = say("would_change" if proposal.ready else "not_ready", language, values)
    if not proposal.ready or not proposal.sources:
        return said
    return f"{said} {say('sources_too', language, {'count': proposal.sources})}"


def plain(proposal: Proposal, source: Engine) -> dict[str, Any]:
    """The proposal as JSON can hold it, in both languages."""
    known = Known.of(source)
    severities = [one.severity for one in proposal.findings]
    several = len(proposal.change.sources) > 1
    return {
        "base": proposal.base,
        "ready": proposal.ready,
        "summary": _said(lambda language: summary(proposal, language)),
        "counts": {str(one): severities.count(one) for one in Severity},
        "findings": [_finding(one) for one in _weightiest(proposal.findings)],
        "changed": len(proposal.changes),
        "changes": [row(one, several=several) for one in proposal.changes[:_MOST]],
        "changed_statuses": len(proposal.statuses),
        "statuses": [_status(one, known) for one in proposal.statuses[:_MOST]],
    }


def restoring(
    rows: Sequence[Moved], statuses: Sequence[StatusChange], source: Engine
) -> dict[str, list[dict[str, Any]]]:
    """The rows and statuses that an earlier state would change in ``source``, as ``plain`` tells
    those of a proposal."""
    known = Known.of(source)
    return {
        "changes": [_moved(one, known) for one in rows[:_MOST]],
        "statuses": [_status(one, known) for one in statuses[:_MOST]],
    }


def _said(make: Callable[[Language], str]) -> Said:
    return {language: make(language) for language in LANGUAGES}


def _weightiest(findings: Sequence[Finding]) -> list[Finding]:
    """The first of them, errors before questions before warnings."""
    order = list(Severity)
    return sorted(findings, key=lambda one: order.index(one.severity))[:_MOST]


def _finding(one: Finding) -> dict[str, object]:
    return {
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "line": one.line,
        "column": one.column,
        "place": one.place,
        "typed": _said(lambda language: _typed(one, language)),
        "vi": shortened(one.vi, 5 * _LONGEST),
        "en": shortened(one.en, 5 * _LONGEST),
        "rule": one.rule,
        "severity": str(one.severity),
        "choices": one.choices,
    }


def _typed(one: Finding, language: Language) -> str:
    """What is typed: a true number as Excel shows it to whoever reads this language."""
    plain_ = one.typed.removesuffix("%")
    said = number_said(plain_, language) if one.number else ""
    return f"{said}{one.typed[len(plain_) :]}" if said else shortened(one.typed, _LONGEST)


def row(one: RowChange, *, several: bool) -> dict[str, object]:
    """One row that would change: what it is called, what it says before and after, and since when
    it would be known.

    Its place is named with its file where there are ``several``.
    """
    cell = f"{one.sheet}!{one.cell}" if one.sheet else one.cell
    return {
        "table": one.table,
        "kind": one.kind,
        "name": _said(lambda language: _name(one.table, one.key, language)),
        "before": _said(lambda language: _cells(one.table, one.before, one.after, language)),
        "after": _said(lambda language: _cells(one.table, one.after, one.before, language)),
        "known_from": _said(lambda language: known_since(_known_from(one), language)),
        "file": one.file,
        "place": f"[{one.file}]{cell}" if several else cell,
    }


def _moved(one: Moved, known: Known) -> dict[str, Any]:
    before, after = (_spelt(cells) for cells in (one.before, one.after))
    cells = after or before or {}
    key = named(one.table, tuple(cells[name] for name in KEYS[one.table]), known)
    return {
        "table": one.table,
        "kind": one.kind,
        "name": _said(lambda language: _name(one.table, key, language)),
        "before": _said(lambda language: _cells(one.table, before, after, language)),
        "after": _said(lambda language: _cells(one.table, after, before, language)),
    }


def _spelt(cells: Mapping[str, str | float | None] | None) -> Mapping[str, str] | None:
    if cells is None:
        return None
    return {
        column: (cell or "") if isinstance(cell, str) else spelt(cell)
        for column, cell in cells.items()
    }


def _known_from(one: RowChange) -> str:
    """What the row says; where it says nothing, the day on which its source came out."""
    cells = one.after
    if "known_from" not in cells or cells["known_from"]:
        return cells.get("known_from", "")
    published = one.known.published_on(cells.get("source_code", ""))
    return published.isoformat() if published else ""


def _name(table: str, key: Sequence[Named], language: Language) -> str:
    parts = []
    for one in key:
        if one.column == "period":
            parts.append(numbers.period(one.code, language))
        elif one.code:
            parts.append(one.vi if language == "vi" else one.en)
    return f"{say(f'table_{table}', language)}: {', '.join(parts)}"


def _cells(
    table: str,
    cells: Mapping[str, str] | None,
    others: Mapping[str, str] | None,
    language: Language,
) -> str:
    """What a version says; of a revised row, which has an other one, only where the two differ."""
    if cells is None:
        return ""
    said = []
    for column, text in cells.items():
        unchanged = others is not None and others.get(column) == text
        if column in _BESIDE or unchanged or not (text or others):
            continue
        said.append(f"{title(table, column, language)}: {_cell(column, text, language)}")
    return "; ".join(said)


def _cell(column: str, text: str, language: Language) -> str:
    if not text:
        return "–"
    said = _WORDS.get(column, {}).get(text)
    if said is not None:
        return said[0 if language == "vi" else 1]
    if column in _NUMBERS:
        return number_said(text, language) or text
    if column == "published_on":
        return numbers.day(date.fromisoformat(text), language)
    return shortened(text, _LONGEST)


_NUMBERS: Final = ("value", "value_high", "whole", "baseline", "resolution")


def _status(one: StatusChange, known: Known) -> dict[str, Said]:
    """One status that would change."""
    return {
        "name": _said(lambda language: _plan(one, known, language)),
        "before": _said(lambda language: _standing(one.before, language)),
        "after": _said(lambda language: _standing(one.after, language)),
    }


def _plan(one: StatusChange, known: Known, language: Language) -> str:
    indicator = known.indicators.get(one.indicator_code)
    assigner = known.assigners.get(one.assigner_code)
    there = one.area_code in known.by_code
    parts = (
        indicator.name(language) if indicator else one.indicator_code,
        known.area_of(one.area_code, one.plan_period).name if there else one.area_code,
        numbers.period(one.plan_period, language),
        assigner.name(language) if assigner else one.assigner_code,
    )
    return ", ".join(parts)


def _standing(standing: PlanStanding | None, language: Language) -> str:
    return word(standing.status, language) if standing else "–"
