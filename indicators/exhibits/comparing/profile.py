"""One commune: every indicator it has a figure of, its places, its plans."""

from collections.abc import Sequence
from dataclasses import dataclass

from indicators import charts, frames
from indicators.engine import Engine
from indicators.exhibits.comparing.view import fine
from indicators.exhibits.exhibit import Exhibit, Judgement, Record, Table
from indicators.exhibits.facts import Catalogue, catalogue
from indicators.exhibits.frame import plain_name
from indicators.frames import Area, Indicator, ProfileEntry, Spread, TimelineEntry
from indicators.vocabulary import Language, Standing, Status
from indicators.wording import comparing, numbers, sentences
from indicators.wording.words import lower_first, upper_first, word

_MOST_YEARS = 6
_MET = (Status.EXCEEDED, Status.MET, Status.ON_TRACK)
_DECIDED = (*_MET, Status.AT_RISK, Status.BEHIND, Status.MISSED, Status.LATE)
_MOST_NAMED = 3
_MOST_TIED = 3
"""A place that more communes share is no finding about one of them."""


@dataclass(frozen=True)
class Past:
    """One indicator year by year: the communes together, and the one commune."""

    spread: tuple[Spread, ...]
    own: tuple[TimelineEntry | None, ...]

    @property
    def made_up(self) -> bool:
        return any(one.illustrative for one in self.spread) or any(
            one is not None and one.status == Standing.ILLUSTRATIVE for one in self.own
        )


class Profile:
    """What a commune's page shows, made once."""

    def __init__(
        self,
        engine: Engine,
        area: Area,
        period: str,
        *,
        illustrative: bool,
        language: Language,
        narrow: bool,
    ) -> None:
        self.engine = engine
        self.catalogue: Catalogue = catalogue(engine)
        self.area = area
        self.period = period
        self.illustrative = illustrative
        self.language: Language = language
        self.narrow = narrow
        entries = frames.profile(engine, area.area_code, period, illustrative)
        order = {code: place for place, code in enumerate(self.catalogue.indicators)}
        known = {one.indicator_code: one for one in reversed(entries) if one.rate is not None}
        self.entries: tuple[ProfileEntry, ...] = tuple(
            sorted(
                known.values(),
                key=lambda one: (
                    one.status == Standing.ILLUSTRATIVE,
                    order[one.indicator_code],
                ),
            )
        )
        self.pasts: dict[str, Past] = {one.indicator_code: self._past(one) for one in self.entries}

    def _past(self, entry: ProfileEntry) -> "Past":
        """The last years of an indicator, of the commune and of the communes together."""
        code, district = entry.indicator_code, self.catalogue.district.area_code
        spread = frames.spread(self.engine, district, code, "A", self.illustrative)[-_MOST_YEARS:]
        line = frames.timeline(self.engine, self.area.area_code, code, "A", self.illustrative)
        own = {one.period: one for one in line}
        return Past(tuple(spread), tuple(own.get(one.period) for one in spread))

    @property
    def made_up(self) -> bool:
        """Whether anything shown is made up: a figure, a plan, a year before, a median."""
        return any(
            one.status == Standing.ILLUSTRATIVE or one.plan_illustrative for one in self.entries
        ) or any(past.made_up for past in self.pasts.values())

    @property
    def name(self) -> str:
        if self.language == "vi":
            return f"{self.area.kind_vi} {self.area.name}"
        return f"{self.area.name} {self.area.kind_en}"

    def indicator(self, entry: ProfileEntry) -> Indicator:
        return fine(self.catalogue.indicators[entry.indicator_code], [entry.step])

    def shared(self, entry: ProfileEntry) -> bool:
        return entry.whole is not None and self.indicator(entry).kind != "rank"


def exhibit(profile: Profile) -> Exhibit | None:
    """Small multiples of the commune over all its indicators; None where it has no figure."""
    if not profile.entries:
        return None
    language = profile.language
    made_up = profile.made_up
    columns = (
        word("indicator", language),
        word("period", language),
        word("value", language),
        comparing.said("place", language),
        comparing.said("median", language),
        word("plan", language),
        word("status", language),
        word("standing", language),
    )
    rows = tuple(_cells(profile, one) for one in profile.entries)
    standings = [one.status for one in profile.entries]
    if made_up:
        standings.append(Standing.ILLUSTRATIVE)
    standings = list(dict.fromkeys(standings))
    sources = dict.fromkeys(one.source_code for one in profile.entries)
    headline = _headline(profile)
    name = comparing.said("profile", language)
    return Exhibit(
        code="profile",
        name=name,
        headline=headline,
        finding=headline,
        subtitle=_subtitle(language),
        figure=charts.multiples(
            [_panel(profile, one) for one in profile.entries],
            profile.area.name,
            comparing.said("median", language),
            least_width=charts.LEAST_WIDTH if profile.narrow else 1100,
            illustrative_label=word("illustrative", language),
        ),
        table=Table(columns, rows, columns[2:5]),
        records=_records(profile),
        remarks=(word("illustrative_sentence", language),) if made_up else (),
        footnote=sentences.footnote(
            [profile.catalogue.sources[code] for code in sources],
            standings,
            profile.period,
            language,
        ),
        alt=f"{headline} " + "; ".join(f"{row[0]}: {row[2]}" for row in rows) + ".",
        standings=tuple(standings),
        judgements=tuple(_judgements(profile)),
        file_name="-".join(plain_name(part) for part in (profile.area.name, profile.period, name)),
    )


def _subtitle(language: Language) -> str:
    return {
        "vi": "Mỗi ô một chỉ tiêu theo năm, thang riêng; hạng 1 là tốt nhất (hoặc lớn nhất)",
        "en": "One panel an indicator, by year, each on a scale of its own; place 1 is best "
        "(or largest)",
    }[language]


def _headline(profile: Profile) -> str:
    """Which plans it missed, and where it stands first and last among those with a direction."""
    language = profile.language
    judged = [
        one
        for one in profile.entries
        if one.place is not None
        and one.reported
        and one.reported > 1
        and profile.indicator(one).better in ("higher", "lower")
        and (one.tied or 0) <= _MOST_TIED
    ]
    best = [one for one in judged if one.place == 1]
    worst = [one for one in judged if (one.place or 0) + (one.tied or 1) - 1 == one.reported]
    planned = [one for one in profile.entries if one.plan_status in _DECIDED]
    missed = [one for one in planned if one.plan_status not in _MET]
    told = [*missed, *best, *worst] or planned or list(profile.entries)
    made_up = any(one.status == Standing.ILLUSTRATIVE or one.plan_illustrative for one in told)
    mark = f" ({word('illustrative', language).lower()})" if made_up else ""

    def listed(entries: Sequence[ProfileEntry]) -> str:
        shown = entries if len(entries) <= _MOST_NAMED else entries[: _MOST_NAMED - 1]
        named = [lower_first(profile.indicator(one).short(language)) for one in shown]
        if len(shown) < len(entries):
            named.append(comparing.others(len(entries) - len(shown), language))
        return numbers.listed(named, language)

    parts = []
    if planned:
        count = len(missed), len(planned)
        parts.append(comparing.plans_missed(*count, listed(missed), language))
    parts += [comparing.first_on(listed(best), language)] if best else []
    parts += [comparing.last_on(listed(worst), language)] if worst else []
    text = "; ".join(parts) or comparing.known_of(len(profile.entries), language)
    return f"{upper_first(profile.name)}: {text}{mark}."


def _place(profile: Profile, entry: ProfileEntry) -> str:
    if entry.place is None or not entry.reported:
        return ""
    return comparing.place_of(entry.place, entry.reported, profile.language)


def _value(profile: Profile, entry: ProfileEntry) -> str:
    whole = entry.whole if profile.shared(entry) else None
    indicator = profile.indicator(entry)
    return comparing.figure(entry.value or 0, whole, entry.rate, indicator, profile.language)


def _panel(profile: Profile, entry: ProfileEntry) -> charts.Panel:
    language, indicator = profile.language, profile.indicator(entry)
    past = profile.pasts[entry.indicator_code]
    periods = [one.period for one in past.spread]
    return charts.Panel(
        code=entry.indicator_code,
        title=indicator.short(language),
        value_text=comparing.rate(
            entry.rate or 0, indicator, language, shared=profile.shared(entry)
        ),
        place_text=_place(profile, entry),
        values=tuple(one.rate if one else None for one in past.own),
        medians=tuple(one.median for one in past.spread),
        first_label=periods[0] if periods else "",
        last_label=periods[-1] if periods else "",
        status=entry.plan_status or "",
        hover="\n".join(_cells(profile, entry)),
        illustrative=entry.status == Standing.ILLUSTRATIVE,
    )


def _cells(profile: Profile, entry: ProfileEntry) -> tuple[str, ...]:
    language, indicator = profile.language, profile.indicator(entry)
    shared = profile.shared(entry)
    median = (
        ""
        if entry.median is None
        else comparing.rate(entry.median, indicator, language, shared=shared)
    )
    plan = ""
    if entry.plan is not None and entry.assigner_code is not None:
        by = profile.catalogue.assigners[entry.assigner_code].short(language)
        said = (
            numbers.percent(entry.plan, language)
            if entry.form == "growth"
            else numbers.amount(entry.plan, indicator, language)
        )
        plan = f"{said} ({by})"
    return (
        indicator.name(language),
        upper_first(numbers.period(entry.period, language)),
        _value(profile, entry),
        _place(profile, entry),
        median,
        plan,
        word(entry.plan_status, language) if entry.plan_status else "",
        word(entry.status, language),
    )


def _judgements(profile: Profile) -> list[Judgement]:
    language = profile.language
    made = []
    for one in profile.entries:
        if one.plan_status is None or one.plan is None:
            continue
        cells = _cells(profile, one)
        percent = "" if one.completion is None else numbers.percent(one.completion, language)
        arithmetic = " · ".join(part for part in (cells[2], cells[5], percent) if part)
        made.append(
            Judgement(cells[0], one.plan_status, word(one.plan_status, language), arithmetic)
        )
    return made


def _records(profile: Profile) -> tuple[Record, ...]:
    language = profile.language
    return tuple(
        {
            "area_code": profile.area.area_code,
            "area": profile.name,
            "indicator_code": one.indicator_code,
            "indicator": profile.indicator(one).name(language),
            "period": one.period,
            "value": one.value,
            "whole": one.whole,
            "rate": one.rate,
            "unit": profile.indicator(one).unit(language),
            "place": one.place,
            "reported": one.reported,
            "median": one.median,
            "assigner": one.assigner_code,
            "plan_period": one.plan_period,
            "plan": one.plan,
            "completion_percent": one.completion,
            "status": one.plan_status,
            "standing": one.status,
            "source": profile.catalogue.sources[one.source_code].title(language),
            "snapshot": profile.catalogue.edition.snapshot_id,
        }
        for one in profile.entries
    )
