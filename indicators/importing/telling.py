"""A proposal in words: what each row says, before and after, and which statuses would change."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from indicators.engine import Engine
from indicators.frames import PlanStanding, StatusChange, areas, assigners, indicators
from indicators.importing.examining import RowChange
from indicators.importing.headings import WORDS, title
from indicators.importing.proposing import Proposal
from indicators.vocabulary import LANGUAGES, Finding, Language, Severity
from indicators.wording import numbers
from indicators.wording.keeping import number_said, say
from indicators.wording.publications import known_since
from indicators.wording.words import word
from indicators.workbook.limits import shortened

Said = dict[str, str]
"""One text in each language."""

_MOST: Final = 1000
"""So many findings, changes and statuses are told; all are counted."""
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
    known = _Known(source)
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
        "statuses": [known.status(one) for one in proposal.statuses[:_MOST]],
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
        "typed": shortened(one.typed, _LONGEST),
        "vi": shortened(one.vi, 5 * _LONGEST),
        "en": shortened(one.en, 5 * _LONGEST),
        "rule": one.rule,
        "severity": str(one.severity),
        "choices": one.choices,
    }


def row(one: RowChange, *, several: bool) -> dict[str, object]:
    """One row that would change: what it is called, what it says before and after, and since when
    it would be known.

    Its place is named with its file where there are ``several``.
    """
    cell = f"{one.sheet}!{one.cell}" if one.sheet else one.cell
    return {
        "table": one.table,
        "kind": one.kind,
        "name": _said(lambda language: _name(one, language)),
        "before": _said(lambda language: _cells(one, one.before, language)),
        "after": _said(lambda language: _cells(one, one.after, language)),
        "known_from": _said(lambda language: known_since(_known_from(one), language)),
        "file": one.file,
        "place": f"[{one.file}]{cell}" if several else cell,
    }


def _known_from(one: RowChange) -> str:
    """What the row says; where it says nothing, the day on which its source came out."""
    cells = one.after
    if "known_from" not in cells or cells["known_from"]:
        return cells.get("known_from", "")
    published = one.known.published_on(cells.get("source_code", ""))
    return published.isoformat() if published else ""


def _name(one: RowChange, language: Language) -> str:
    parts = []
    for named in one.key:
        if named.column == "period":
            parts.append(numbers.period(named.code, language))
        elif named.code:
            parts.append(named.vi if language == "vi" else named.en)
    table = say(f"table_{one.table}", language)
    return f"{table}: {', '.join(parts)}"


def _cells(one: RowChange, cells: Mapping[str, str] | None, language: Language) -> str:
    """What a version says; of a revised row only where the two differ."""
    if cells is None:
        return ""
    said = []
    for column, text in cells.items():
        unchanged = one.before is not None and one.before.get(column) == one.after.get(column)
        if column in _BESIDE or unchanged or not (text or one.before):
            continue
        said.append(f"{title(one.table, column, language)}: {_cell(column, text, language)}")
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


class _Known:
    """What codes are called."""

    def __init__(self, source: Engine) -> None:
        self._areas = {one.area_code: one for one in areas(source)}
        self._indicators = {one.indicator_code: one for one in indicators(source)}
        self._assigners = {one.assigner_code: one for one in assigners(source)}

    def status(self, one: StatusChange) -> dict[str, Said]:
        """One status that would change."""
        return {
            "name": _said(lambda language: self._plan(one, language)),
            "before": _said(lambda language: _status(one.before, language)),
            "after": _said(lambda language: _status(one.after, language)),
        }

    def _plan(self, one: StatusChange, language: Language) -> str:
        indicator = self._indicators.get(one.indicator_code)
        area = self._areas.get(one.area_code)
        assigner = self._assigners.get(one.assigner_code)
        parts = (
            indicator.name(language) if indicator else one.indicator_code,
            area.name if area else one.area_code,
            numbers.period(one.plan_period, language),
            assigner.name(language) if assigner else one.assigner_code,
        )
        return ", ".join(parts)


def _status(standing: PlanStanding | None, language: Language) -> str:
    return word(standing.status, language) if standing else "–"
