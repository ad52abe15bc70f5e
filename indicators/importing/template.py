"""The workbook that people fill in: which rows it has, and what is known of them.

What its columns are called stands in ``headings``, how it is written in ``sheets``. An unchanged
template holds nothing but what the snapshot holds, cell by cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeVar

from indicators import frames
from indicators.engine import Engine
from indicators.frames import Indicator, RecordedObservation, RecordedPlan
from indicators.importing import stale
from indicators.importing.headings import BETWEEN, NO_VERSION, VERSION, leading_code, said
from indicators.importing.known import Kept, Key, Known
from indicators.importing.sheets import Cell, Row, workbook
from indicators.vocabulary import SECTORS, Language, Period

Recorded = TypeVar("Recorded", RecordedObservation, RecordedPlan)


class CannotMake(ValueError):
    """No template can be made of what was asked for; in both languages, each one sentence."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


@dataclass(frozen=True)
class _Known:
    """One area in the period asked for, and all that was typed of it."""

    area: frames.Area
    observations: list[RecordedObservation]
    plans: list[RecordedPlan]


def template(
    source: Engine,
    *,
    areas: Sequence[str],
    indicators: Sequence[str] | None = None,
    period: str,
    language: Language = "vi",
) -> bytes:
    """An XLSX workbook for those indicators of those areas in that period.

    ``indicators`` None: for each area those with an observation or a plan in the latest earlier
    period of the same frequency that has any, or in the period itself. Figures and plans of the
    period that are known stand in it already; made-up ones do not, nor as the period before.
    CannotMake for a code that is not there, and where an area has nothing to go by; ValueError for
    what is no period.
    """
    when = Period.parse(period)
    ordered = sorted(frames.indicators(source), key=lambda one: SECTORS.index(one.sector_code))
    catalogue = {one.indicator_code: one for one in ordered}
    strange = [code for code in indicators or () if code not in catalogue]
    if strange:
        raise CannotMake(
            f"Không có chỉ tiêu «{', '.join(strange)}»; danh sách mã: query indicators.",
            f"There is no indicator “{', '.join(strange)}”; for the codes: query indicators.",
        )
    observations: list[Row] = []
    plans: list[Row] = []
    every = frames.areas(source)
    for code in dict.fromkeys(areas):
        known = _known(source, _in_force(every, code, when))
        wanted = set(indicators or _usual(known, when))
        if not wanted:
            raise CannotMake(
                f"Chưa biết chỉ tiêu nào của «{code}» đến kỳ {period}; hãy nêu chỉ tiêu cần điền.",
                f"No indicator of “{code}” is known up to {period}; name those to fill in.",
            )
        for indicator in (one for key, one in catalogue.items() if key in wanted):
            here = _named(known.area, indicator, when, language)
            observations.append(here | _observation(known, indicator, when, language))
            plans += [here | row for row in _plans(source, known, indicator, when, language)]
    last = Known.of(source)
    codes = {str(row["indicator_code"]) for row in observations}
    versions = {table: last.kept(table, codes) for table in ("observations", "plans")}
    for row in observations:
        _marked(row, (row["area_code"], row["indicator_code"], when.text), versions["observations"])
    for row in plans:
        body = leading_code(str(row.get("assigner_code", "")))
        key = (row["area_code"], row["indicator_code"], when.text, body)
        _marked(row, key, versions["plans"])
    return workbook(source, when, observations, plans, language)


def _marked(row: Row, key: Sequence[Cell], versions: Mapping[Key, Kept]) -> None:
    """Say since when the version is known that a row shows, or that it shows none."""
    kept = versions.get(tuple(str(part) for part in key))
    shown = kept.known_from if kept is not None and row.get("source_code") else None
    row[VERSION] = stale.mark(shown) if shown is not None else NO_VERSION


def _in_force(every: Iterable[frames.Area], code: str, when: Period) -> frames.Area:
    """The area that a code means at the end of a period, or last meant within it."""
    found = [
        area
        for area in every
        if area.area_code == code
        and (area.valid_from is None or area.valid_from <= when.end)
        and (area.valid_to is None or area.valid_to >= when.start)
    ]
    if not found:
        raise CannotMake(
            f"Kỳ {when.text} không có địa bàn «{code}»; hãy xem mã và thời gian có hiệu lực.",
            f"There is no area “{code}” in {when.text}; look at its code and validity.",
        )
    return max(found, key=lambda area: area.valid_from or date.min)


def _known(source: Engine, area: frames.Area) -> _Known:
    begun = area.valid_from or date.min
    code = area.area_code
    return _Known(
        area,
        [row for row in frames.recorded_observations(source, code) if row.area_from == begun],
        [row for row in frames.recorded_plans(source, code) if row.area_from == begun],
    )


def _usual(known: _Known, when: Period) -> set[str]:
    """The indicators that an area was reported or planned by last, and is now."""
    rows = [(Period.parse(row.period), row.indicator_code) for row in known.observations]
    rows += [(Period.parse(row.period), row.indicator_code) for row in known.plans]
    alike = [(at, code) for at, code in rows if at.frequency == when.frequency]
    earlier = max((at for at, _ in alike if at < when), default=None)
    return {code for at, code in alike if at in (earlier, when)}


def _earlier(rows: Iterable[Recorded], indicator: Indicator, when: Period) -> list[Recorded]:
    """What is known of an indicator in the latest earlier period of the same frequency."""
    dated = [
        (Period.parse(row.period), row)
        for row in rows
        if row.indicator_code == indicator.indicator_code and not row.made_up
    ]
    before = [at for at, _ in dated if at < when and at.frequency == when.frequency]
    return [row for at, row in dated if before and at == max(before)]


def _of(rows: Iterable[Recorded], indicator: Indicator, when: Period) -> list[Recorded]:
    return [
        row
        for row in rows
        if (row.indicator_code, row.period) == (indicator.indicator_code, when.text)
        and not row.made_up
    ]


def _named(area: frames.Area, indicator: Indicator, when: Period, language: Language) -> Row:
    vietnamese, english = f"{area.kind_vi} {area.name}", f"{area.name} {area.kind_en}"
    return {
        "area_code": area.area_code,
        "area_name": vietnamese if language == "vi" else english,
        "indicator_code": indicator.indicator_code,
        "indicator_name": indicator.name(language),
        "unit": indicator.unit(language),
        "period": when.text,
    }


def _observation(known: _Known, indicator: Indicator, when: Period, language: Language) -> Row:
    stated = [row for row in known.observations if row.value is not None]
    row: Row = {}
    for before in _earlier(stated, indicator, when):
        row |= {"previous_period": before.period, "previous_value": before.value}
    for now in _of(known.observations, indicator, when):
        row |= asdict(now) | {
            "qualifier": said("qualifier", now.qualifier or "", language),
            "status": said("status", now.status, language),
        }
    return row


def _plans(
    source: Engine, known: _Known, indicator: Indicator, when: Period, language: Language
) -> list[Row]:
    """A row for each plan that there is; else for each that there was, to be filled in."""
    bodies = {one.assigner_code: one for one in frames.assigners(source)}

    def assigned(plan: RecordedPlan) -> Row:
        name = bodies[plan.assigner_code].short(language)
        return {
            "form": said("form", plan.form, language),
            "assigner_code": f"{plan.assigner_code}{BETWEEN}{name}",
        }

    now = _of(known.plans, indicator, when)
    if now:
        return [asdict(plan) | assigned(plan) for plan in now]
    return [assigned(plan) for plan in _earlier(known.plans, indicator, when)] or [{}]
