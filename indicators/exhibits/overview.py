"""What a leader opens: the year in a sentence, what needs attention, six tiles, every plan."""

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indicators import charts
from indicators.exhibits import forms, frame, plans, plotted
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Catalogue, Facts
from indicators.frames import Assigner, ExhibitEntry, Indicator, Progress, Value
from indicators.vocabulary import Language, Status
from indicators.wording import numbers, planned, sentences
from indicators.wording.words import lower_first, word

HEADLINE = "targets"
"""The exhibit whose first indicator counts the district's plans, where the catalogue has one."""

POOR = (Status.MISSED, Status.BEHIND, Status.LATE, Status.AT_RISK, Status.NO_DATA)
_OVER = {Status.MET, Status.EXCEEDED}
_MOST_WANTING = 3


@dataclass(frozen=True)
class Headline:
    """The year in one sentence: ``before`` the number, the number itself, ``after`` it."""

    before: str
    number: str
    after: str
    note: str
    status: str
    met: int
    whole: int

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.before, self.number, self.after) if part)


def headline(facts: Facts) -> Headline:
    """How many of the year's plans were met: as the source counts them, else as we judge them."""
    language = facts.language
    area = facts.catalogue.area(facts.scope.area, facts.scope.period)
    whose = area.name if area else facts.scope.area
    period = numbers.period(facts.scope.period, language)
    counted = next(
        (
            (one, value)
            for one in facts.catalogue.indicators_of(HEADLINE)
            if (value := facts.value(one)) is not None and value.value is not None and value.whole
        ),
        None,
    )
    if counted is not None:
        indicator, value = counted
        met, whole = value.value or 0, value.whole or 0
        note = value.note(language)
        status = next((row.status for row, _ in facts.judged(indicator)), Status.NO_PLAN.value)
        what = {"vi": "chỉ tiêu kinh tế - xã hội", "en": "socio-economic targets"}[language]
    else:
        rows = [row for row in _due(facts) if row[2].status in (*_OVER, Status.MISSED)]
        met = sum(1 for row in rows if row[2].status in _OVER)
        whole = len(rows)
        note = ""
        status = (Status.MET if met == whole else Status.MISSED).value
        what = {"vi": "kế hoạch có số liệu", "en": "plans with figures"}[language]
    number = numbers.out_of(met, whole, language)
    exceeded = counted is not None or any(row[2].status == Status.EXCEEDED for row in _due(facts))
    done = met == whole and exceeded
    if not whole:
        nothing = {"vi": "chưa có kế hoạch nào đến hạn", "en": "no plan is due"}[language]
        if not facts.values and not facts.progress:
            nothing = {"vi": "chưa có số liệu", "en": "no figures yet"}[language]
        return Headline(f"{whose}: {nothing},", "", period, note, Status.NO_PLAN.value, 0, 0)
    if language == "vi":
        before = f"{whose} hoàn thành{' và hoàn thành vượt mức' if done else ''}"
        after = f"{what} {period}"
    else:
        before = f"{whose} met{' or exceeded' if done else ''}"
        after = f"{what} in {period}"
    return Headline(before, number, after, note, status, int(met), int(whole))


Due = tuple[Indicator, Value | None, Progress, Assigner]


def _due(facts: Facts) -> list[Due]:
    """Every plan of the scope with its indicator, most behind first."""
    rows = [
        (one, facts.value(one), row, by)
        for one in facts.catalogue.indicators.values()
        for row, by in facts.judged(one)
    ]
    return sorted(rows, key=_distance)


def _distance(due: Due) -> tuple[bool, float]:
    row = due[2]
    fine = row.status not in POOR
    if row.completion is None:
        return (fine, math.inf if fine else 0.0)
    return (fine, row.completion)


def _listed(facts: Facts) -> list[Due]:
    """The plans that the list shows: the count of all plans is the headline, not one of them."""
    return [each for each in _due(facts) if each[0].exhibit_code != HEADLINE]


def assigners(facts: Facts) -> list[Assigner]:
    """Who assigned the plans of the scope, in the catalogue's order."""
    found = {by.assigner_code for *_, by in _listed(facts)}
    return [by for code, by in facts.catalogue.assigners.items() if code in found]


def listed_plans(facts: Facts) -> int:
    """How many plans ``progress`` lists."""
    return len(_listed(facts))


def progress(
    facts: Facts, assigner: str = "", part: tuple[int, int] | None = None
) -> Exhibit | None:
    """Every plan of the scope, or of one assigner, as one list of bars.

    ``part`` draws the rows from the first number to before the second; words are about all.
    """
    rows = [each for each in _listed(facts) if assigner in ("", each[3].assigner_code)]
    if not rows:
        return None
    language = facts.language
    several = [one.indicator_code for one, *_ in rows]
    bars = [
        plans.progress_row(facts, one, value, row, by, several.count(one.indicator_code) > 1)
        for one, value, row, by in (rows[slice(*part)] if part else rows)
    ]
    text = _standing(rows, language)
    if language == "vi":
        unit = "Thực hiện so với kế hoạch, %; phần đậm là phần vượt"
        unit += f"; chỉ {plan}" if (plan := _plan_of(rows, assigner, language)) else ""
    else:
        unit = "Actual against plan, %; the dark part is above plan"
        unit += f"; only {plan}" if (plan := _plan_of(rows, assigner, language)) else ""
    entry = _entry("progress", "Tiến độ so với kế hoạch", "Progress against plan")
    figure = charts.progress(
        bars,
        word("plan_tick", language),
        word("cut", language),
        **facts.drawn,
    )
    shown = list(dict.fromkeys(one for one, *_ in rows))
    return frame.exhibit(
        facts,
        entry,
        shown,
        headline=f"{text}.",
        subtitle=f"{unit}.",
        figure=figure,
        plotted=plotted.progress(bars, language),
        remarked=False,
    )


def _standing(rows: Sequence[Due], language: Language) -> str:
    """How many plans stand how: those that ended, run, are late, are not due."""

    def count(*statuses: Status) -> int:
        return sum(1 for each in rows if each[2].status in statuses)

    good, ended = count(*_OVER), count(*_OVER, Status.MISSED)
    steady = count(Status.ON_TRACK)
    running = count(Status.ON_TRACK, Status.AT_RISK, Status.BEHIND)
    late, missing, ahead = (count(one) for one in (Status.LATE, Status.NO_DATA, Status.NOT_DUE))
    told = {
        "vi": (
            (ended, f"{good}/{ended} kế hoạch đến hạn đã đạt hoặc vượt"),
            (running, f"{steady}/{running} kế hoạch trong kỳ đúng tiến độ"),
            (late, f"{late} kế hoạch báo cáo trễ"),
            (missing, f"{missing} kế hoạch chưa có số liệu"),
            (ahead, f"{ahead} kế hoạch chưa đến hạn"),
        ),
        "en": (
            (ended, f"{good} of {ended} plans due are met or exceeded"),
            (running, f"{steady} of {running} running plans are on track"),
            (late, f"{late} reported late"),
            (missing, f"{missing} without data yet"),
            (ahead, f"{ahead} not due yet"),
        ),
    }[language]
    said = "; ".join(text for number, text in told if number)
    return said or word("not_applicable", language)


def _plan_of(rows: Sequence[Due], assigner: str, language: Language) -> str:
    return planned.plan_name(rows[0][3], language) if assigner else ""


def _entry(code: str, vi: str, en: str) -> ExhibitEntry:
    return ExhibitEntry(code, "overview", "progress", vi, en, None, None, None)


def attention(facts: Facts) -> Exhibit | None:
    """What stands below its plan or below its whole, the most urgent first."""
    found = _below(facts)
    if not found:
        return None
    language = facts.language
    shown = found[:_MOST_WANTING]
    parts = [_wanting(one, value, rows, language) for one, value, rows in found[:2]]
    more = sum(1 for *_, rows in found[2:] if poorest(rows))
    if more:
        parts.append(f"{more} chỉ tiêu khác" if language == "vi" else f"{more} more")
    text = f"{word('attention', language)}: {numbers.listed(parts, language)}."
    entry = _entry("attention", "Cần quan tâm", "Needs attention")
    if all(value.whole for _, value, _ in shown):
        subtitle = {
            "vi": "Số đã đạt trên tổng số; mỗi ô là một đơn vị đếm.",
            "en": "Reached out of the whole; each cell is one.",
        }[language]
    else:
        subtitle = {
            "vi": "Số đã đạt trên tổng số, hoặc so với kế hoạch.",
            "en": "Reached out of the whole, or of the plan.",
        }[language]
    cells = [_cells(facts, *each) for each in shown]
    return frame.exhibit(
        facts,
        entry,
        [one for one, *_ in shown],
        headline=text,
        subtitle=subtitle,
        figure=charts.cells([row for row, _ in cells], **facts.drawn),
        plotted=plotted.strips([strip for _, strip in cells], language),
    )


def _cells(
    facts: Facts, indicator: Indicator, value: Value, rows: Sequence[Progress]
) -> tuple[charts.CellsRow, plotted.Strip]:
    """A strip whose evidence, where no plan says what is left, is the observation's own note."""
    row, strip = forms.cells_row(facts, indicator, value)
    note = value.note(facts.language)
    if rows or not note:
        return row, strip
    return dataclasses.replace(row, evidence=note), dataclasses.replace(strip, evidence=note)


def poorest(rows: Sequence[Progress]) -> Progress | None:
    """The plan that stands worst, where one is missed, behind, at risk or late."""
    poor = [row for row in rows if row.status in POOR and row.status != Status.NO_DATA]
    return min(poor, key=frame.urgency, default=None)


def _wanting(
    indicator: Indicator, value: Value, rows: Sequence[Progress], language: Language
) -> str:
    """What is wrong, in few words: ``đường được sửa 92 km (không đạt, 92 %)``; ``còn 6 tiêu chí``.

    A plan that failed is named with its status; else it is said what is missing of a whole.
    """
    row = poorest(rows)
    if row is not None:
        said = lower_first(indicator.short(language))
        if value.value is not None:
            said = sentences.brief(value, indicator, language)
        how = lower_first(word(row.status, language))
        if row.completion is not None:
            how += f", {numbers.share(row.completion, language)}"
        return f"{said} ({how})"
    if value.value is None or value.whole is None:
        return sentences.brief(value, indicator, language)
    aims = [row.plan for row in rows if row.status == Status.NOT_DUE and row.plan is not None]
    missing = dataclasses.replace(value, value=(aims or [value.whole])[0] - value.value, whole=None)
    if language == "vi":
        return f"còn {sentences.brief(missing, indicator, language)}"
    number = numbers.bare(missing.value or 0, indicator, language, value.step)
    return f"{number} {lower_first(indicator.short(language))} still to meet"


def _below(facts: Facts) -> list[tuple[Indicator, Value, list[Progress]]]:
    """Failed plans, the worst first, then counts below the whole that good means to fill."""
    found = []
    for one in facts.catalogue.indicators.values():
        value = facts.value(one)
        if value is None:
            continue
        rows = [row for row, _ in facts.judged(one)]
        open_ = (
            value.value is not None
            and value.whole is not None
            and value.value < value.whole
            and one.better == "higher"
            and one.kind == "count"
            and one.part_of is None
            and not any(row.status in _OVER for row in rows)
        )
        if open_ or poorest(rows):
            found.append((one, value, rows))

    def urgency(each: tuple[Indicator, Value, list[Progress]]) -> tuple[int, float]:
        _, value, rows = each
        row = poorest(rows)
        if row is not None:
            return (frame.urgency(row), row.completion or 0.0)
        share = (value.value or 0) / value.whole if value.whole else 0.0
        return (len(Status) + (0 if rows else 1), share)

    return sorted(found, key=urgency)


def closing(facts: Facts) -> str:
    """The line below the page: sources in full, the day the figures speak for, the snapshot."""
    language = facts.language
    used = dict.fromkeys(value.source_code for value in facts.values.values())
    sources = [facts.catalogue.sources[code] for code in used]
    said = [
        f"{source.publisher(language)}, “{source.title(language)}”, "
        f"{numbers.day(source.published_on, language)}"
        for source in sources
    ]
    source = f"{word('source', language)}: {'; '.join(said)}. " if said else ""
    return f"{source}{edition(facts.catalogue, language)}"


def edition(known: Catalogue, language: Language) -> str:
    """The day that the figures speak for, and the snapshot."""
    edition = known.edition
    snapshot = f"{word('snapshot', language)} {edition.snapshot_id}."
    if edition.as_of == date.min:  # nothing is observed yet
        return f"{word('no_data', language)}. {snapshot}"
    return f"{word('as_of', language)} {numbers.day(edition.as_of, language)}. {snapshot}"
