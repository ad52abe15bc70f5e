"""One commune as a page shows it: every indicator it has a figure of, its places, its plans."""

from collections.abc import Sequence

from indicators import charts
from indicators.exhibits.comparing.commune import Profile
from indicators.exhibits.comparing.frame import plan_standing, progress_of
from indicators.exhibits.exhibit import Exhibit, Judgement, Record, Table
from indicators.exhibits.frame import plain_name
from indicators.frames import ProfileEntry, ProfilePlan
from indicators.vocabulary import Language, Standing, Status
from indicators.wording import against, comparing, numbers, planned, sentences
from indicators.wording.words import lower_first, upper_first, word

_LEAST_WIDE = 1100
_MET = (Status.EXCEEDED, Status.MET, Status.ON_TRACK)
_DECIDED = (*_MET, Status.AT_RISK, Status.BEHIND, Status.MISSED, Status.LATE)
_MOST_NAMED = 3
_MOST_TIED = 3
"""A place that more communes share is no finding about one of them."""


def exhibit(
    profile: Profile, drawn: Sequence[ProfileEntry] | None = None, width: int = 0
) -> Exhibit | None:
    """Small multiples of the commune over all its indicators; None where it has no figure.

    ``drawn`` are those that the figure shows, where it has no room for all; ``width`` is that of
    the figure in px, where it is known.
    """
    if not profile.entries:
        return None
    language = profile.language
    made_up = profile.made_up
    remark = ""
    if made_up:
        remark = word("illustrative_sentence", language)
        if profile.some_real:
            remark = comparing.said("some_made_up_sentence", language)
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
    rows = tuple(_cells(profile, one, plan) for one, plan in _lines(profile))
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
            [_panel(profile, one) for one in (profile.entries if drawn is None else drawn)],
            profile.area.name,
            comparing.said("median", language),
            least_width=width or (charts.LEAST_WIDTH if profile.narrow else _LEAST_WIDE),
            illustrative_label=word("illustrative", language),
        ),
        table=Table(columns, rows, columns[2:5]),
        records=_records(profile),
        remarks=(remark,) if remark else (),
        footnote=sentences.footnote(
            [profile.catalogue.sources[code] for code in sources],
            standings,
            # Each indicator is shown in the last period that it is known of.
            profile.period if {one.period for one in profile.entries} == {profile.period} else "",
            language,
        ),
        alt=f"{headline} " + "; ".join(dict.fromkeys(f"{row[0]}: {row[2]}" for row in rows)) + ".",
        standings=tuple(standings),
        judgements=tuple(_judgements(profile)),
        file_name="-".join(plain_name(part) for part in (profile.area.name, profile.period, name)),
    )


def _lines(profile: Profile) -> list[tuple[ProfileEntry, ProfilePlan | None]]:
    """Every indicator with each of its plans; once where it has none."""
    return [
        (one, plan)
        for one in profile.entries
        for plan in profile.plans[one.indicator_code] or (None,)
    ]


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
        # Where all stand alike, nobody is first or last.
        and (one.tied or 0) < one.reported
        and profile.indicator(one).better in ("higher", "lower")
        and (one.tied or 0) <= _MOST_TIED
    ]
    best = [one for one in judged if one.place == 1]
    worst = [one for one in judged if (one.place or 0) + (one.tied or 1) - 1 == one.reported]
    decided = [
        (one, plan)
        for one in profile.entries
        for plan in profile.due(one)
        if plan.status in _DECIDED
    ]
    missed = [(one, plan) for one, plan in decided if plan.status not in _MET]
    told = [*best, *worst, *(one for one, _ in decided)] or list(profile.entries)
    marks = [one.status == Standing.ILLUSTRATIVE for one in told]
    marks += [plan.plan_illustrative for _, plan in decided]
    # A place is as made up as those that it was won against.
    marks += [bool(one.illustrative) for one in (*best, *worst)]
    mark = ""
    if any(marks):
        some = word("illustrative", language)
        if not all(one.status == Standing.ILLUSTRATIVE for one in told):
            some = comparing.said("some_made_up", language)
        mark = f" ({lower_first(some)})"

    def listed(entries: Sequence[ProfileEntry]) -> str:
        shown = entries if len(entries) <= _MOST_NAMED else entries[: _MOST_NAMED - 1]
        named = [lower_first(profile.indicator(one).short(language)) for one in shown]
        if len(shown) < len(entries):
            named.append(comparing.others(len(entries) - len(shown), language))
        return numbers.listed(named, language)

    parts = []
    if decided:
        count = len(missed), len(decided)
        of = list(dict.fromkeys(one for one, _ in missed))
        parts.append(against.plans_missed(*count, listed(of), language))
    parts += [comparing.first_on(listed(best), language)] if best else []
    parts += [comparing.last_on(listed(worst), language)] if worst else []
    text = "; ".join(parts) or comparing.known_of(len(profile.entries), language)
    return f"{upper_first(profile.name)}: {text}{mark}."


def _place(profile: Profile, entry: ProfileEntry) -> str:
    # One figure alone stands nowhere among others.
    if entry.place is None or entry.reported is None or entry.reported < 2:
        return ""
    text = comparing.place_of(entry.place, entry.reported, profile.language)
    return text + _mark(bool(entry.illustrative), entry, profile.language)


def _mark(made_up: bool, entry: ProfileEntry, language: Language) -> str:
    """`` (minh họa)`` beside a real figure; a made-up one says so of all that hangs on it."""
    if not made_up or entry.status == Standing.ILLUSTRATIVE:
        return ""
    return f" ({word('made_up', language)})"


def _beside(profile: Profile, entry: ProfileEntry) -> str:
    """The place, and that the plan by which a real figure is judged is made up."""
    language = profile.language
    fancied = any(plan.plan_illustrative for plan in profile.plans[entry.indicator_code])
    mark = _mark(fancied, entry, language)
    plan = f"{lower_first(word('plan', language))}{mark}" if mark else ""
    return "; ".join(text for text in (_place(profile, entry), plan) if text)


def _value(profile: Profile, entry: ProfileEntry) -> str:
    whole = entry.whole if profile.shared(entry) else None
    indicator, language = profile.indicator(entry), profile.language
    text = comparing.figure(entry.value or 0, whole, entry.rate, indicator, language)
    return numbers.hedged(text, entry.qualifier, language)


def _level(profile: Profile, entry: ProfileEntry) -> str:
    """What it is compared by; of a figure that does not compare all that is known."""
    if entry.rate is None:
        return _value(profile, entry)
    shared, language = profile.shared(entry), profile.language
    text = comparing.rate(entry.rate, profile.indicator(entry), language, shared=shared)
    return numbers.hedged(text, entry.qualifier, language)


def _panel(profile: Profile, entry: ProfileEntry) -> charts.Panel:
    language, indicator = profile.language, profile.indicator(entry)
    past = profile.pasts[entry.indicator_code]
    periods = [one.period for one in past.spread]
    return charts.Panel(
        code=entry.indicator_code,
        title=indicator.short(language),
        value_text=_level(profile, entry),
        place_text=_beside(profile, entry),
        values=tuple(one.rate if one else None for one in past.own),
        medians=tuple(one.median if one.reported > 1 else None for one in past.spread),
        first_label=periods[0] if periods else "",
        last_label=periods[-1] if periods else "",
        status=profile.status(entry),
        hover=_hover(profile, entry),
        illustrative=entry.status == Standing.ILLUSTRATIVE,
        made_up=past.own_made_up,
    )


def _hover(profile: Profile, entry: ProfileEntry) -> str:
    """All that is known of one indicator, a line each, and a line a plan."""
    known = [_cells(profile, entry, plan) for plan in profile.plans[entry.indicator_code]]
    alone = _cells(profile, entry, None)
    plans = [": ".join(cells[5:7]) for cells in known]
    return "\n".join(line for line in (*alone[:5], *plans, alone[7]) if line)


def _cells(profile: Profile, entry: ProfileEntry, plan: ProfilePlan | None) -> tuple[str, ...]:
    language, indicator = profile.language, profile.indicator(entry)
    median = asked = ""
    if entry.median is not None and entry.rate is not None and (entry.reported or 0) > 1:
        shared = profile.shared(entry)
        median = comparing.rate(entry.median, indicator, language, shared=shared)
        median += _mark(bool(entry.illustrative), entry, language)
    if plan is not None:
        said = planned.plan_amount(progress_of(plan), indicator, language)
        asked = f"{said} ({profile.catalogue.assigners[plan.assigner_code].short(language)})"
        asked += _mark(plan.plan_illustrative, entry, language)
    return (
        indicator.name(language),
        upper_first(numbers.period(entry.period, language)),
        _value(profile, entry),
        _place(profile, entry),
        median,
        asked,
        word(plan.status, language) if plan else "",
        word(entry.status, language),
    )


def _judgements(profile: Profile) -> list[Judgement]:
    language = profile.language
    made = []
    for one, plan in _lines(profile):
        if plan is None:
            continue
        indicator = profile.indicator(one)
        by = profile.catalogue.assigners[plan.assigner_code].short(language)
        sum_ = planned.arithmetic(progress_of(plan), indicator, language)
        label = f"{indicator.short(language)}, {by}"
        made.append(Judgement(label, plan.status, word(plan.status, language), sum_))
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
            "qualifier": one.qualifier,
            "place": one.place,
            "reported": one.reported,
            "median": one.median,
            "plan_period": plan.plan_period if plan else None,
            "assigner": plan.assigner_code if plan else None,
            "plan_form": plan.form if plan else None,
            "plan": plan.plan if plan else None,
            "plan_high": plan.band_high if plan else None,
            "completion_percent": plan.completion if plan else None,
            "status": plan.status if plan else None,
            "plan_standing": plan_standing(plan) if plan else None,
            "standing": one.status,
            "source": profile.catalogue.sources[one.source_code].title(language),
            "snapshot": profile.catalogue.edition.snapshot_id,
        }
        for one, plan in _lines(profile)
    )
