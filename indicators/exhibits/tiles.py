"""The headline indicators in small: value, strip, what can be judged, and the worst status."""

from collections.abc import Sequence

from indicators import strips
from indicators.exhibits import forms, frame
from indicators.exhibits.exhibit import Tile
from indicators.exhibits.facts import Facts
from indicators.exhibits.overview import poorest
from indicators.frames import ExhibitEntry, Indicator
from indicators.vocabulary import Status
from indicators.wording import numbers, planned, sentences
from indicators.wording.words import lower_first, upper_first, word


def tiles(facts: Facts) -> list[Tile]:
    """The headline indicators of the catalogue, in their places."""
    entries = [entry for entry in facts.catalogue.entries.values() if entry.tile_position]
    made = (_tile(facts, entry) for entry in sorted(entries, key=lambda e: e.tile_position or 0))
    return [tile for tile in made if tile is not None]


def _tile(facts: Facts, entry: ExhibitEntry) -> Tile | None:
    language = facts.language
    shown = forms.known(facts, entry)
    if not shown:
        return None
    one, value = shown[0]
    number = numbers.bare(value.value or 0, one, language, value.step)
    unit = numbers.unit(value.value or 0, one, language) or lower_first(one.short(language))
    if one.kind == "rank":
        unit = one.unit(language)
    if value.whole is not None:
        number = numbers.out_of(value.value or 0, value.whole, language, one.decimals)
    hedge = numbers.hedged("", value.qualifier, language).strip(numbers.NBSP)
    side = "" if value.status == "official" else lower_first(word(value.status, language))
    # With the parts whose figure is still missing: one of them may be late.
    asked = facts.catalogue.indicators_of(entry.exhibit_code)
    judged = frame.judgements(facts, asked)
    worst = _worst(facts, asked)
    return Tile(
        code=entry.exhibit_code,
        indicator=one.indicator_code,
        label=_label(facts, entry, one),
        hedge=hedge,
        value=number,
        unit=f"{unit} ({side})" if side else unit,
        strip=_strip(facts, entry, shown),
        note=_note(facts, entry, shown),
        judgements=judged,
        status=worst,
        word=_verdict(facts, one, worst),
    )


def _label(facts: Facts, entry: ExhibitEntry, shown: Indicator) -> str:
    """The tile's name; that of the indicator itself where it stands in for another one."""
    first = next(iter(facts.catalogue.indicators_of(entry.exhibit_code)))
    named = entry.form == "structure" or shown is first
    return (entry if named else shown).short(facts.language)


def _verdict(facts: Facts, shown: Indicator, worst: str) -> str:
    """The status in words, with whose plan it is where another one of the same figure is met."""
    said = word(worst, facts.language)
    rows = facts.judged(shown)
    whose = [by.short(facts.language) for row, by in rows if row.status == worst]
    if not whose or len(whose) == len(rows):
        return said
    return f"{said} ({numbers.listed(whose, facts.language)})"


def _worst(facts: Facts, asked: Sequence[Indicator]) -> str:
    """The status that a tile carries: a failed part is never averaged away."""
    rows = [row for one in asked for row, _ in facts.judged(one)]
    worst = min(rows, key=frame.urgency, default=None)
    return Status.NO_PLAN.value if worst is None else worst.status


def _strip(facts: Facts, entry: ExhibitEntry, shown: Sequence[forms.Known]) -> str:
    one, value = shown[0]
    label = sentences.statement(value, one, facts.language)
    rows = [row for row, _ in facts.judged(one)]
    status = rows[0].status if rows else ""
    if entry.form == "structure":
        return strips.strip_structure([each.value or 0 for _, each in shown], label)
    if entry.form == "rank" and value.whole:
        return strips.strip_rank(int(value.value or 0), int(value.whole), label)
    if value.whole:
        plan = next((level for row in rows for level in row.asked), None)
        return strips.strip_cells(value.value, value.whole, label, plan, status)
    if asked := [level for row in rows for level in row.asked]:
        return strips.strip_bullet(value.value, asked, label, status)
    return strips.strip_growth(value.before, value.value, label)


def _note(facts: Facts, entry: ExhibitEntry, shown: Sequence[forms.Known]) -> str:
    """The line below a tile's drawing: what can be judged of it."""
    language = facts.language
    one, value = shown[0]
    if entry.form == "structure":
        rest = [
            f"{lower_first(each.short(language))} {sentences.phrase(part, each, language)}"
            for each, part in shown[1:]
        ]
        return upper_first("; ".join(rest))
    rows = facts.judged(one)
    clause = planned.plan_clause(one, rows, language)
    if clause and (so_far := forms.so_far_clause(facts, one, value)):
        clause = f"{so_far} {clause}"
    if not clause:
        clause = sentences.change_clause(value, one, language)
    if not clause and one.kind == "rank" and value.whole:
        best = {"vi": "1 là tốt nhất", "en": "1 is best"}[language]
        stands = {"vi": "đứng", "en": "place"}[language]
        clause = f"{stands} {sentences.phrase(value, one, language)}; {best}"
    if not clause and value.whole is not None and value.value is not None:
        clause = sentences.share_clause(value, facts.published(one, "share"), language)
        left = planned.left_clause(value, [row for row, _ in rows], language)
        if not left and not rows and one.better == "higher":
            missing = value.whole - value.value
            number, unit = (
                numbers.number(missing, 0, language),
                numbers.unit(missing, one, language),
            )
            left = {"vi": f"còn {number} {unit}", "en": f"{number} {unit} to go"}[language]
        clause = "; ".join(part for part in (clause, left) if part)
    return upper_first("; ".join(part for part in (clause, *_failed(facts, entry, one)) if part))


def _failed(facts: Facts, entry: ExhibitEntry, besides: Indicator) -> list[str]:
    """The other parts of a tile that failed: its status is theirs, so they are named."""
    language = facts.language
    said = []
    for one in facts.catalogue.indicators_of(entry.exhibit_code):
        row = poorest([row for row, _ in facts.judged(one)])
        if row is not None and one is not besides:
            status = lower_first(word(row.status, language))
            said.append(f"{lower_first(one.short(language))}: {status}")
    return said
