"""The questions of the catalogue and their answers, by page and by code."""

from collections.abc import Callable, Mapping
from typing import Final

from indicators.exhibits import changes, forms, overview, plans
from indicators.exhibits.communes import communes
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.frames import ExhibitEntry

FORMS: Final[Mapping[str, Callable[[Facts, ExhibitEntry], Exhibit | None]]] = {
    "growth": forms.growth,
    "structure": forms.structure,
    "plan": plans.plan,
    "share": forms.share,
    "rank": forms.rank,
    "figures": forms.figures,
    "counts": forms.counts,
    "communes": communes,
}


def answer(facts: Facts, entry: ExhibitEntry) -> Exhibit | None:
    """The exhibit of one question; None where nothing is known about it in the scope."""
    return FORMS[entry.form](facts, entry)


def sector(facts: Facts, code: str) -> tuple[Exhibit, ...]:
    """A sector's exhibits, its finding first."""
    answers = (answer(facts, entry) for entry in facts.catalogue.entries_of(code))
    return tuple(exhibit for exhibit in answers if exhibit is not None)


def exhibit(facts: Facts, code: str) -> Exhibit | None:
    """An exhibit by its code; LookupError when the catalogue has no such question."""
    if code == "progress":
        return overview.progress(facts)
    if code == "attention":
        return overview.attention(facts)
    if code == changes.CODE:
        return changes.since(facts).exhibit
    entry = facts.catalogue.entries.get(code)
    if entry is None:
        raise LookupError(code)
    return answer(facts, entry)
