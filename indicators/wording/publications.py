"""One publication in words, cell by cell of the history's table."""

from datetime import UTC, datetime
from typing import Protocol

from indicators.vocabulary import Language
from indicators.wording import numbers
from indicators.wording.keeping import say


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
    made = one.published_at.replace(tzinfo=UTC).astimezone()
    files = [f"{name} ({content[:_HASH]})" if content else name for name, content in one.files]
    more = [f"… +{len(files) - _FILES}"] if len(files) > _FILES else []
    return (
        f"{number} ({say(state, language)})" if state else number,
        f"{made:%H:%M}, {numbers.day(made.date(), language)}",
        say(
            f"action_{one.action}",
            language,
            {"of": one.of_snapshot.rpartition("-")[2]},
        ),
        one.who or "–",
        _counted(one, language),
        "; ".join(files[:_FILES] + more) or "–",
    )


def _counted(one: Publication, language: Language) -> str:
    said = []
    for key, counts in (("figures", one.observations), ("plans", one.plans)):
        each = (counts.new, counts.changed, counts.withdrawn)
        if any(each):
            numbers_of = " / ".join(str(count or 0) for count in each)
            said.append(f"{say(f'count_{key}', language)}: {numbers_of}")
    return "; ".join(said) or "–"
