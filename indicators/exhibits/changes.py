"""What changed since: every status that is another one, from one snapshot to the next, and why;
then the figures that were revised and the plans that were amended without one.

What is made up is left out: no meeting asks why it changed.
"""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from indicators import charts, engine, frames
from indicators.engine import Engine
from indicators.exhibits import frame
from indicators.exhibits.exhibit import Exhibit, Judgement, Record, Table
from indicators.exhibits.facts import Facts, catalogue
from indicators.frames import Cause, FigureChange, PlanChange, PlanStanding, StatusChange
from indicators.vocabulary import Language, Period, Status
from indicators.wording import numbers, revisions
from indicators.wording.revisions import said
from indicators.wording.words import lower_first, upper_first, word

CODE = "changes"

_DRAWN = 12
"""So many changes are drawn; the table has all."""
_TOLD = 2
"""So many are told in the headline, where all changes are of one kind; else one."""


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two states held against each other, once; drawn as often as wanted."""

    before: Engine | None
    rows: tuple[StatusChange, ...]
    others: tuple[FigureChange | PlanChange, ...]
    """Revised figures, then amended plans, on which no status among ``rows`` hangs."""
    reason: str
    """Why there is nothing to show, in a sentence; blank where there is."""


@dataclass(frozen=True)
class Answer:
    """What changed; or, in a sentence, why there is nothing to show."""

    exhibit: Exhibit | None
    reason: str = ""


def since(facts: Facts, number: str = "") -> Answer:
    """What changed since the snapshot of that number, since the one before if it is blank."""
    comparison = compared(facts, number)
    return Answer(drawn(facts, comparison), comparison.reason)


def compared(facts: Facts, number: str = "") -> Comparison:
    """The scope's snapshot against the one of that number, against the one before if blank."""
    wanted = number or next(iter(engine.earlier(facts.engine)), "")
    if not wanted:
        return Comparison(None, (), (), said("nothing_before", facts.language))
    before = engine.beside(facts.engine, wanted)
    if before is None:
        return Comparison(None, (), (), revisions.not_comparable(wanted, facts.language))
    return _held_against(facts, before)


def _held_against(facts: Facts, before: Engine) -> Comparison:
    """Of the district with its communes, or of the scope's commune alone."""
    area = facts.scope.area
    asked = "" if area == facts.catalogue.district.area_code else area
    rows, plans = frames.differences(before, facts.engine, area=asked, illustrative=False)
    figures = tuple(
        one
        for one in frames.revised_figures(before, facts.engine, area=asked)
        if one.after.indicator_code in facts.catalogue.indicators
        and not any(_hangs_on(row, one) for row in rows)
    )
    if rows or figures or plans:
        return Comparison(before, rows, (*figures, *plans), "")
    was, now = _named(before, facts.language), _named(facts.engine, facts.language)
    return Comparison(before, (), (), revisions.nothing_changed(was, now, facts.language))


def _hangs_on(row: StatusChange, figure: FigureChange) -> bool:
    """Whether a status may be another one for a figure: its own, or an earlier one of the same."""
    after = figure.after
    if (row.indicator_code, row.area_code) != (after.indicator_code, after.area_code):
        return False
    end = Period.parse(after.period).end
    sides = [side for side in (row.before, row.after) if side is not None]
    return any(end <= Period.parse(side.period).end for side in sides)


def drawn(facts: Facts, comparison: Comparison, most: int = _DRAWN) -> Exhibit | None:
    """Every status that is another one, as an exhibit, and what else is; None where nothing is.

    At most ``most`` of them are drawn, the weightiest; the table and the records have all.
    """
    before = comparison.before
    if before is None or not (comparison.rows or comparison.others):
        return None
    found = [_Change(facts, before, one) for one in comparison.rows]
    found.sort(key=lambda one: one.weight)
    others = [_Other(facts, one) for one in comparison.others]
    others.sort(key=lambda one: one.weight)
    every: list[_Change | _Other] = [*found, *others]
    figures = sum(1 for one in others if one.is_figure)
    language = facts.language
    both = [one for one in found if one.row.before and one.row.after]
    headline = revisions.headline(
        len({(one.row.area_code, one.row.indicator_code) for one in both}),
        sum(1 for one in found if one.row.before is None),
        sum(1 for one in found if one.row.after is None),
        _named(before, language),
        _named(facts.engine, language, dated=False),
        [one.told for one in (both or found)[: _TOLD if len(both) == len(found) else 1]],
        language,
        others=() if found else (figures, len(others) - figures),
    )
    days = (catalogue(before).edition.as_of, facts.catalogue.edition.as_of)
    finding = upper_first(headline.partition(":")[0])
    left = max(len(every) - most, 0)
    remarks = [revisions.more_changes(left, language)] if left else []
    if found and others:
        remarks.insert(0, revisions.also_revised(figures, len(others) - figures, language))
    made = frame.bare(
        facts,
        CODE,
        (word(CODE, "vi"), word(CODE, "en")),
        headline=f"{upper_first(headline)}.",
        subtitle=f"{said('changes_subtitle', language)}.",
        figure=charts.changed([one.drawn for one in every[:most]], **facts.drawn),
        table=_table(every, language),
        records=[one.record for one in every],
        remarks=remarks,
    )
    alt = "; ".join(f"{one.told} ({lower_first(one.why)})" for one in every)
    return dataclasses.replace(
        made,
        finding=finding,
        footnote=revisions.both_named(
            _named(before, language), _named(facts.engine, language), days, language
        ),
        alt=f"{finding}. {upper_first(alt)}.",
        judgements=tuple(shown for one in found if (shown := one.judgement)),
    )


def _named(side: Engine, language: Language, *, dated: bool = True) -> str:
    edition = catalogue(side).edition
    return revisions.snapshot_named(edition, side.known_on, side.plans, language, dated=dated)


class _Change:
    """One change in the reader's words."""

    def __init__(self, facts: Facts, before: Engine, row: StatusChange) -> None:
        self.row = row
        self.language = language = facts.language
        # What is gone from the catalogue is named as it was.
        known = facts.catalogue if row.after is not None else catalogue(before)
        side = row.after or row.before
        self.period = side.period if side is not None else row.plan_period
        self.indicator = known.indicators[row.indicator_code]
        self.area = known.area_name(row.area_code, self.period, language)
        self.by = known.assigners[row.assigner_code].short(language)
        self.in_district = row.area_code == known.district.area_code
        self.why = revisions.causes(row, language)
        name = self.indicator.short(language)
        if row.area_code != facts.scope.area:
            name += f", {self.area}"
        if self.period != facts.scope.period:
            name += f", {numbers.period(self.period, language)}"
        self.name = name

    @property
    def weight(self) -> tuple[object, ...]:
        """What to sort by: what was and is there, the district, the worst, the newest."""
        there = self.row.before is not None and self.row.after is not None
        status = Status(self.row.after.status) if self.row.after else Status.NO_PLAN
        newest = -Period.parse(self.period).end.toordinal()
        place = (self.row.indicator_code, self.row.area_code, self.row.assigner_code)
        return (not there, not self.in_district, _RANK[status], newest, *place)

    @property
    def told(self) -> str:
        return revisions.told(lower_first(self.name), self.row, self.language)

    @property
    def words(self) -> tuple[str, str]:
        """Both statuses; where the plan was not there, or is no more, that."""
        row, language = self.row, self.language
        return (
            word(row.before.status, language) if row.before else said("not_there", language),
            word(row.after.status, language) if row.after else said("gone", language),
        )

    @property
    def drawn(self) -> charts.ChangedRow:
        row, language = self.row, self.language
        was, now = self.words
        numbers_ = revisions.difference(row, self.indicator, language)
        evidence = f"{self.why}: {numbers_}" if numbers_ else self.why
        evidence += f" ({lower_first(self.by)})" if language == "en" else f" ({self.by})"
        return charts.ChangedRow(
            name=self.name,
            before=row.before.status if row.before else "",
            before_word=was,
            after=row.after.status if row.after else "",
            after_word=now,
            evidence=evidence,
            hover=f"{self.name}: {lower_first(was)}, {lower_first(now)}. {evidence}",
        )

    @property
    def cells(self) -> tuple[str, ...]:
        row, language = self.row, self.language
        plan = revisions.plan_then(row, self.indicator, language)
        return (
            self.indicator.name(language),
            self.area,
            upper_first(numbers.period(self.period, language)),
            f"{plan} ({self.by})" if plan else self.by,
            *self.words,
            revisions.value_of(row.before, self.indicator, language),
            revisions.value_of(row.after, self.indicator, language),
            self.why,
        )

    @property
    def record(self) -> Record:
        row = self.row
        made: dict[str, str | float | None] = {
            "area_code": row.area_code,
            "area": self.area,
            "indicator_code": row.indicator_code,
            "indicator": self.indicator.name(self.language),
            "period": self.period,
            "plan_period": row.plan_period,
            "assigner": self.by,
            "causes": " ".join(row.causes),
        }
        for name, side in (("before", row.before), ("after", row.after)):
            made |= {
                f"period_{name}": side.period if side else None,
                f"status_{name}": side.status if side else None,
                f"value_{name}": side.value if side else None,
                f"plan_{name}": side.plan if side else None,
                f"completion_percent_{name}": side.completion if side else None,
            }
        return made

    @property
    def judgement(self) -> Judgement | None:
        after = self.row.after
        if after is None:
            return None
        evidence = self.drawn.evidence
        return Judgement(self.name, after.status, self.words[1], evidence)


_RANK = {status: place for place, status in enumerate(frame.URGENCY)}


class _Other:
    """A revised figure or an amended plan, and no status that is another one."""

    def __init__(self, facts: Facts, row: FigureChange | PlanChange) -> None:
        self.row = row
        self.language = language = facts.language
        known = facts.catalogue
        self.is_figure = isinstance(row, FigureChange)
        self.period = row.after.period if isinstance(row, FigureChange) else row.after.plan_period
        self.indicator = known.indicators[row.after.indicator_code]
        self.area = known.area_name(row.after.area_code, self.period, language)
        self.in_district = row.after.area_code == known.district.area_code
        self.by = ""
        if isinstance(row, PlanChange):
            self.by = known.assigners[row.after.assigner_code].short(language)
        name = self.indicator.short(language)
        if row.after.area_code != facts.scope.area:
            name += f", {self.area}"
        if self.period != facts.scope.period:
            name += f", {numbers.period(self.period, language)}"
        self.name = name

    @property
    def cause(self) -> Cause:
        if isinstance(self.row, PlanChange):
            return Cause.AMENDED
        return Cause.WITHDRAWN if self.row.withdrawn else Cause.REVISED

    @property
    def why(self) -> str:
        return said(self.cause, self.language)

    @property
    def weight(self) -> tuple[object, ...]:
        newest = -Period.parse(self.period).end.toordinal()
        place = (self.row.after.indicator_code, self.row.after.area_code, self.by)
        return (not self.is_figure, not self.in_district, newest, *place)

    @property
    def amounts(self) -> tuple[str, str]:
        """What was said before, and what is said now."""
        language = self.language
        if isinstance(self.row, FigureChange):
            sides = (self.row.before, self.row.after)
            return (
                revisions.recorded(sides[0], self.indicator, language),
                revisions.recorded(sides[1], self.indicator, language),
            )
        return (
            revisions.plan_of(self.row.before, self.indicator, language),
            revisions.plan_of(self.row.after, self.indicator, language),
        )

    @property
    def told(self) -> str:
        was, now = self.amounts
        return revisions.from_to(lower_first(self.name), was, now, self.language)

    @property
    def drawn(self) -> charts.ChangedRow:
        was, now = self.amounts
        by = f" ({lower_first(self.by)})" if self.language == "en" else f" ({self.by})"
        evidence = f"{self.why}{by if self.by else ''}: {lower_first(said('same', self.language))}"
        return charts.ChangedRow(
            name=self.name,
            before="",
            before_word=was,
            after="",
            after_word=now,
            evidence=evidence,
            hover=f"{self.name}: {was}, {now}. {evidence}",
        )

    @property
    def cells(self) -> tuple[str, ...]:
        language = self.language
        was, now = self.amounts
        plan, values = "", (was, now)
        status = ("", said("same", language))
        if isinstance(self.row, PlanChange):
            plan = f"{revisions.changed_plan(was, now, language)} ({self.by})"
            pair = (self.row.before, self.row.after)
            values = (
                revisions.value_of(pair[0], self.indicator, language),
                revisions.value_of(pair[1], self.indicator, language),
            )
            status = (word(pair[0].status, language), word(pair[1].status, language))
        return (
            self.indicator.name(language),
            self.area,
            upper_first(numbers.period(self.period, language)),
            plan,
            *status,
            *values,
            self.why,
        )

    @property
    def record(self) -> Record:
        row = self.row
        made: dict[str, str | float | None] = {
            "area_code": row.after.area_code,
            "area": self.area,
            "indicator_code": row.after.indicator_code,
            "indicator": self.indicator.name(self.language),
            "period": self.period,
            "plan_period": row.after.plan_period if isinstance(row, PlanChange) else None,
            "assigner": self.by or None,
            "causes": str(self.cause),
        }
        for name, side in (("before", row.before), ("after", row.after)):
            stands = side if isinstance(side, PlanStanding) else None
            made |= {
                f"period_{name}": side.period,
                f"status_{name}": stands.status if stands else None,
                f"value_{name}": side.value,
                f"plan_{name}": stands.plan if stands else None,
                f"completion_percent_{name}": stands.completion if stands else None,
            }
        return made


def _table(found: Sequence[_Change | _Other], language: Language) -> Table:
    columns = (
        word("indicator", language),
        word("area", language),
        word("period", language),
        word("plan", language),
        *(said(key, language) for key in ("before", "after", "value_before", "value_after")),
        said("cause", language),
    )
    return Table(columns, tuple(one.cells for one in found), columns[6:8])
