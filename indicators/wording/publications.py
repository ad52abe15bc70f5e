"""Publications in words: of the history, of one that is to be had back, of a change proposed.

Sentences stand in keeping.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.keeping import say
from indicators.wording.revisions import clock, moment


class Counts(Protocol):
    """Rows that are new, changed or withdrawn; None: not known."""

    @property
    def new(self) -> int | None: ...
    @property
    def changed(self) -> int | None: ...
    @property
    def withdrawn(self) -> int | None: ...


class Publication(Protocol):
    """What a history says of one publication."""

    @property
    def snapshot_id(self) -> str: ...
    @property
    def published_at(self) -> datetime: ...
    @property
    def action(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def of_snapshot(self) -> str: ...
    @property
    def observations(self) -> Counts: ...
    @property
    def plans(self) -> Counts: ...
    @property
    def files(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def there(self) -> bool: ...
    @property
    def served(self) -> bool: ...


_HASH = 12
"""So many of the first letters of a file's SHA-256 tell it from others."""
_FILES = 6


def told(one: Publication, language: Language) -> tuple[str, str, str, str, str, str]:
    """Snapshot, when, what was done, who, how much changed, from which files."""
    number = one.snapshot_id.rpartition("-")[2]
    state = "served" if one.served else "" if one.there else "gone"
    files = [f"{name} ({content[:_HASH]})" if content else name for name, content in one.files]
    more = [f"… +{len(files) - _FILES}"] if len(files) > _FILES else []
    return (
        f"{number} ({say(state, language)})" if state else number,
        clock(one.published_at, language),
        _done(one, language),
        one.who or "–",
        _counted(one, language),
        "; ".join(files[:_FILES] + more) or "–",
    )


def _done(one: Publication, language: Language) -> str:
    return say(f"action_{one.action}", language, {"of": one.of_snapshot.rpartition("-")[2]})


def named(one: Publication, language: Language) -> str:
    """When, by whom and what it was, in one line: ``08:15, 23/11/2026 (UTC+7), Bình, Nhập tệp:
    2023.xlsx``."""
    # A publication of the folder names every data file that was another before.
    file = one.files[0][0] if one.action == "import" and one.files else ""
    more = f" +{len(one.files) - 1}" if file and len(one.files) > 1 else ""
    done = _done(one, language) + (f": {file}{more}" if file else "")
    return ", ".join(part for part in (clock(one.published_at, language), one.who, done) if part)


def would_restore(
    one: Publication,
    base: str,
    figures: Counts,
    plans: Counts,
    statuses: int | None,
    language: Language,
) -> str:
    """What publishing an earlier snapshot again does to what is served, in one sentence.

    ``statuses`` is how many become others; None, like counts that are None: it cannot be told.
    """
    parts = []
    for key, counts in (("figures", figures), ("plans", plans)):
        each = {"new": counts.new, "changed": counts.changed, "withdrawn": counts.withdrawn}
        if None in each.values():
            parts = [say("back_uncounted", language)]
            break
        if any(each.values()):
            written = {
                kind: numbers.number(count or 0, 0, language) for kind, count in each.items()
            }
            what = say(f"count_{key}", language)
            parts.append(say("back_counts", language, {"what": what, **written}))
    if statuses is not None:
        parts = parts or [say("back_same", language)]
        parts.append(say("back_statuses", language, {"count": statuses}))
    values = {
        "number": one.snapshot_id.rpartition("-")[2],
        "told": named(one, language),
        "base": base,
        "changes": "; ".join(parts or [say("back_same", language)]),
    }
    return say("back_would", language, values)


def change_columns(language: Language) -> list[str]:
    """The heads of a table of rows that would change."""
    keys = ("row", "change", "before", "after", "known_from", "place")
    return [say(f"column_{key}", language) for key in keys]


def change_cells(one: Mapping[str, Any], place: str, language: Language) -> tuple[str, ...]:
    """One row that would change, as a proposal tells it, under these heads."""
    said = (one[key][language] for key in ("before", "after", "known_from"))
    return (one["name"][language], say(one["kind"], language), *said, place)


def back_columns(language: Language) -> list[str]:
    """The heads of a table of rows that an earlier state would change."""
    return [say(f"column_{key}", language) for key in ("row", "change", "before", "after")]


def back_cells(one: Mapping[str, Any], language: Language) -> tuple[str, ...]:
    """One row that an earlier state would change, under these heads."""
    name, *said = (one[key][language] for key in ("name", "before", "after"))
    return (name, say(f"back_{one['kind']}", language), *said)


def known_since(text: str, language: Language) -> str:
    """The cell ``known_from`` of a data file, a day or a moment of UTC, as people read it."""
    return moment(datetime.fromisoformat(text), language) if text else ""


def _counted(one: Publication, language: Language) -> str:
    said = []
    for key, counts in (("figures", one.observations), ("plans", one.plans)):
        each = {"new": counts.new, "changed": counts.changed, "withdrawn": counts.withdrawn}
        told = [
            say(f"counts_{kind}", language, {"count": numbers.number(count, 0, language)})
            for kind, count in each.items()
            if count
        ]
        if told:
            said.append(f"{say(f'count_{key}', language)}: {', '.join(told)}")
    return "; ".join(said) or "–"
