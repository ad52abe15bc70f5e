"""One indicator over the communes for a slide: what a deck's item asks, and which commune it is of.

What a page shows of the same stands in exhibits; how a slide is made of it, in arranging.
"""

import dataclasses
from collections.abc import Callable, Sequence

from indicators import frames
from indicators.exhibits.comparing import distance, mapped, offered, pace, ranked, trend, view
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import Facts
from indicators.slides.deck import Item
from indicators.vocabulary import Period

_LISTED, _ENDS = 11, 4
"""Communes on one slide: all of so many, else the first and the last and the one it is about."""

COMPARING: dict[str, Callable[[view.Comparison], Exhibit | None]] = {
    "map": mapped.map_of,
    "ranking": ranked.ranking,
    "trend": trend.trend,
    "gap": distance.gap,
    "pace": pace.pace,
}


def compared(
    facts: Facts,
    coverage: Sequence[frames.Coverage],
    code: str,
    item: Item,
    wanted: str,
    illustrative: bool,
) -> Exhibit | None:
    """The exhibit ``code`` of an item's indicator, with the deck's commune chosen where it has one.

    ``wanted`` is the period that is asked for: the item's own or the deck's, for which the newest
    that was known then may stand. None where nothing is known of it.
    """
    known = facts.catalogue
    periods = offered.periods_of(coverage, item.indicator)
    if wanted not in periods:
        if wanted == item.period:
            return None
        # The newest that was known then: a census speaks for the years after it.
        end = Period.parse(wanted).end
        periods = [one for one in periods if Period.parse(one).end <= end]
        if not periods:
            return None
        wanted = periods[0]
    earlier = offered.earlier_periods(coverage, item.indicator, wanted)
    assigners = frames.commune_assigners(
        facts.engine, known.district.area_code, item.indicator, illustrative
    )
    area = facts.scope.area
    own = "" if area == known.district.area_code else area
    asked = view.View(
        item.indicator,
        wanted,
        since=earlier[0] if earlier else "",
        assigner=assigners[0] if assigners else "",
        chosen=(own,) if own else (),
        illustrative=illustrative,
        language=facts.language,
        most=_LISTED if code == "ranking" else view.MOST_LISTED,
        ends=_ENDS,
    )
    comparison = view.compare(facts.engine, asked)
    made = COMPARING[code](comparison)
    level = comparison.level(own) if own else None
    if made is None or level is None:
        return made
    # A briefing about one commune is as urgent as that commune is.
    judged = tuple(one for one in made.judgements if level.name in one.label)
    made = dataclasses.replace(made, judgements=judged)
    said = ranked.headline_about(own, comparison) if code in ("map", "ranking") else ""
    alt = f"{said}. {made.alt.removeprefix(made.headline).strip()}"
    return dataclasses.replace(made, headline=said, alt=alt) if said else made
