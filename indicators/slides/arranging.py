"""Deck, area and period → slides: which exhibits, in which words, with which notes.

Where they stand on the sheet is the business of layout.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from indicators import frames
from indicators.charts import LEAST_WIDTH
from indicators.engine import Engine
from indicators.exhibits import changes, overview, questions, report
from indicators.exhibits.comparing import profile
from indicators.exhibits.comparing.commune import Profile
from indicators.exhibits.exhibit import Exhibit, Scope
from indicators.exhibits.facts import Catalogue, Facts, catalogue, gather
from indicators.exhibits.tiles import tiles
from indicators.slides.compared import compared
from indicators.slides.deck import CHANGES, COMPARED, OVERVIEW, PROFILE, Deck, Item
from indicators.slides.layout import Content, Setting, fits, laid_out
from indicators.slides.slide import Slide
from indicators.slides.tiles import MOST_TILES
from indicators.vocabulary import Language, Standing, Status
from indicators.wording import comparing, numbers, revisions
from indicators.wording.words import lower_first, upper_first, word

_URGENT = {*overview.POOR} - {Status.NO_DATA}
_SPEAKS = ("structure",)
"""Exhibits whose figure is its number already."""
_ROWS = 4
"""Plans in one column of a slide."""
_PANELS = 8
"""Small charts on one slide."""
_CHANGES = 6
"""Changed statuses on one slide."""
_LEAST = 560
"""The narrowest that the figures of several communes are drawn, px."""


@dataclass(frozen=True, eq=False)
class Briefing:
    """A deck laid out. ``left_out`` are the slides of which nothing is known here, by name."""

    deck: Deck
    area: str
    area_name: str
    period: str
    language: Language
    illustrative: bool
    """Whether made-up figures were let in."""
    snapshot: str
    slides: tuple[Slide, ...]
    left_out: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"{self.deck.title(self.language)}: {self.area_name}"


def briefing(
    engine: Engine,
    deck: Deck,
    *,
    area: str = "",
    period: str = "",
    language: Language = "vi",
    illustrative: bool = True,
) -> Briefing:
    """The slides of a deck. A blank area or period is the deck's own.

    LookupError names the area when no such area is in force then.
    """
    known = catalogue(engine)
    period = period or deck.period
    code = area or deck.area
    if known.area(code, period) is None:
        raise LookupError(code)
    facts = gather(engine, Scope(code, period, language))
    arranged = _Arranged(facts, illustrative, own_period=period == deck.period)
    contents: list[Content] = []
    left_out: list[str] = []
    for item in deck.items:
        made = list(arranged.contents(item))
        contents += made
        if not made:
            left_out.append(arranged.left_out(item))
    place = ", ".join(_places(known, code, period, language))
    settings = (
        Setting(
            place=place,
            period=upper_first(numbers.period(period, language)),
            product="Chỉ tiêu",
            watermark=word("illustrative", language),
            number=number,
            count=len(contents),
        )
        for number in range(1, len(contents) + 1)
    )
    slides = tuple(map(laid_out, contents, settings))
    return Briefing(
        *(deck, code, upper_first(known.area_name(code, period, language)), period, language),
        illustrative,
        known.edition.snapshot_id,
        slides,
        tuple(left_out),
    )


class _Arranged:
    """The contents of a deck's items, for one area and period."""

    def __init__(self, facts: Facts, illustrative: bool, own_period: bool) -> None:
        self.facts = facts
        self.language = facts.language
        self.illustrative = illustrative
        self.own_period = own_period
        self.edition = overview.edition(facts.catalogue, facts.language)
        self.tiles = {tile.code: tile for tile in tiles(facts)}
        self._facts = {facts.scope.period: facts}
        self._comparisons: dict[str, changes.Comparison] = {}

    def _period_of(self, item: Item) -> str:
        """An item's own period counts where that of the deck was kept."""
        return item.period if item.period and self.own_period else self.facts.scope.period

    def _facts_of(self, item: Item) -> Facts:
        period = self._period_of(item)
        if period not in self._facts:
            scope = dataclasses.replace(self.facts.scope, period=period)
            self._facts[period] = gather(self.facts.engine, scope)
        return self._facts[period]

    @cached_property
    def coverage(self) -> Sequence[frames.Coverage]:
        district = self.facts.catalogue.district.area_code
        return frames.coverage(self.facts.engine, district, self.illustrative)

    def left_out(self, item: Item) -> str:
        """The name of an item of which nothing is shown, and why where that is no lack of data."""
        if CHANGES not in item.exhibits:
            return self.name(item)
        reason = self._comparison(item.since).reason.removesuffix(".")
        return f"{self.name(item)} ({lower_first(reason)})"

    def name(self, item: Item) -> str:
        if item.since:
            text = revisions.said("changes_since", self.language)
            return text.format(number=int(item.since))
        entries = self.facts.catalogue.entries
        said = []
        for code in item.exhibits:
            if code in entries:
                said.append(entries[code].name(self.language))
            elif item.indicator:
                said.append(self._compared_name(code, item.indicator))
            else:
                said.append(
                    comparing.said(code, self.language)
                    if code == PROFILE
                    else word(code, self.language)
                )
        return ", ".join(said)

    def _compared_name(self, code: str, indicator: str) -> str:
        what = self.facts.catalogue.indicators[indicator].short(self.language)
        return f"{what}: {lower_first(comparing.said(COMPARED[code], self.language))}"

    def contents(self, item: Item) -> Iterator[Content]:
        """The slides of one item: one, several where it is long, none where nothing is known."""
        first = item.exhibits[0]
        if len(item.exhibits) > 1:
            yield from self._pair(item)
        elif first == OVERVIEW:
            yield from self._overview()
        elif first == "progress":
            yield from self._progress()
        elif first == PROFILE:
            yield from self._profile()
        elif first == CHANGES:
            yield from self._changed(item)
        else:
            draw = self._drawn(first, item)
            exhibit = draw(_LEAST)
            if exhibit is not None:
                content = self._content(exhibit, _one(draw), self._least(first), item)
                yield dataclasses.replace(content, name=self.name(item))

    def _least(self, code: str) -> int:
        return _LEAST if code in COMPARED else LEAST_WIDTH

    def _drawn(self, code: str, item: Item) -> Callable[[int], Exhibit | None]:
        if code in COMPARED:
            wanted = self._period_of(item)
            made = compared(self.facts, self.coverage, code, item, wanted, self.illustrative)
            return lambda _width: made
        return partial(_question, self._facts_of(item), code)

    def _content(
        self,
        exhibit: Exhibit,
        draw: Callable[[int], Sequence[Exhibit]],
        least: int = LEAST_WIDTH,
        item: Item | None = None,
    ) -> Content:
        facts = self.facts if item is None else self._facts_of(item)
        hero = facts is self.facts and exhibit.code not in _SPEAKS
        return Content(
            code=exhibit.code,
            name=exhibit.name,
            headline=exhibit.headline.removesuffix("."),
            subtitle=exhibit.subtitle,
            foot=(exhibit.footnote, self.edition),
            draw=draw,
            notes=self._notes(exhibit, facts),
            least=least,
            hero=self.tiles.get(exhibit.code) if hero else None,
            urgent=_is_urgent(exhibit),
            period=_period(exhibit, facts.language),
        )

    def _pair(self, item: Item) -> Iterator[Content]:
        """Two answers beside each other; on slides of their own where they have no room so."""
        draws = [self._drawn(code, item) for code in item.exhibits]
        known = [(one, draw) for draw in draws if (one := draw(_LEAST)) is not None]
        alone = [self._content(one, _one(draw), item=item) for one, draw in known]
        if len(alone) > 1:
            shown = [one for one, _ in known]
            foot = dict.fromkeys(one.footnote for one in shown)
            names = [shown[0].name, *(lower_first(one.name) for one in shown[1:])]
            pair = Content(
                code="-".join(one.code for one in shown),
                name="; ".join(names),
                headline="; ".join(names),
                subtitle="",
                foot=(*foot, self.edition),
                draw=partial(_together, [draw for _, draw in known]),
                notes="\n\n".join(one.notes for one in alone),
                titled=True,
                urgent=any(one.urgent for one in alone),
            )
            if fits(pair):
                yield pair
                return
        yield from alone

    def _overview(self) -> Iterator[Content]:
        headline = overview.headline(self.facts)
        tiles = tuple(self.tiles.values())
        for start in range(0, max(len(tiles), 1), MOST_TILES):
            shown = tiles[start : start + MOST_TILES]
            summed = [f"{one.label}: {one.value} {one.unit}. {one.note}" for one in shown]
            closing = overview.closing(self.facts)
            yield Content(
                code=OVERVIEW,
                name=word("overview", self.language),
                headline=headline.text,
                subtitle=headline.note,
                foot=(closing,),
                draw=lambda _width: (),
                notes="\n".join([f"{headline.text}.", headline.note, *summed, closing]),
                overview=(headline, shown),
                urgent=headline.status in _URGENT,
                illustrative=any(
                    value.status == Standing.ILLUSTRATIVE for value in self.facts.values.values()
                ),
            )

    def _progress(self) -> Iterator[Content]:
        """Every plan, in columns; on several slides where they are many."""
        whole = overview.progress(self.facts)
        if whole is None:
            return
        count = overview.listed_plans(self.facts)
        for start in range(0, count, 2 * _ROWS):
            end = min(start + 2 * _ROWS, count)
            half = start + (end - start + 1) // 2
            parts = [part for part in ((start, half), (half, end)) if part[0] < part[1]]
            content = self._content(whole, partial(self._plans, parts))
            yield dataclasses.replace(content, hero=None)

    def _plans(self, parts: Sequence[tuple[int, int]], width: int) -> Sequence[Exhibit]:
        scope = dataclasses.replace(self.facts.scope, width=width)
        facts = dataclasses.replace(self.facts, scope=scope)
        made = (overview.progress(facts, part=part) for part in parts)
        return [one for one in made if one is not None]

    def _comparison(self, since: str) -> changes.Comparison:
        if since not in self._comparisons:
            self._comparisons[since] = changes.compared(self.facts, since)
        return self._comparisons[since]

    def _changed(self, item: Item) -> Iterator[Content]:
        comparison = self._comparison(item.since)

        def draw(width: int) -> Exhibit | None:
            scope = dataclasses.replace(self.facts.scope, width=width)
            facts = dataclasses.replace(self.facts, scope=scope)
            return changes.drawn(facts, comparison, _CHANGES)

        if (exhibit := draw(_LEAST)) is not None:
            yield dataclasses.replace(self._content(exhibit, _one(draw)), name=self.name(item))

    def _profile(self) -> Iterator[Content]:
        facts = self.facts
        area = facts.catalogue.area(facts.scope.area, facts.scope.period)
        if area is None:
            return

        commune = Profile(
            *(facts.engine, area, facts.scope.period),
            illustrative=self.illustrative,
            language=self.language,
            narrow=False,
        )
        whole = profile.exhibit(commune)
        if whole is None:
            return
        for start in range(0, len(commune.entries), _PANELS):
            shown = commune.entries[start : start + _PANELS]
            draw = partial(profile.exhibit, commune, shown)
            exhibit = draw(_LEAST)
            if exhibit is not None:
                content = self._content(exhibit, _one(draw), 700)
                said = whole.headline.removesuffix(".")
                yield dataclasses.replace(content, headline=said, lines=1)

    def _notes(self, exhibit: Exhibit, facts: Facts) -> str:
        """What a speaker needs: the report's sentences, the arithmetic, remarks, sources."""
        entry = facts.catalogue.entries.get(exhibit.code)
        said = report.paragraph(facts, entry) if entry is not None else ""
        sums = [f"{one.label}: {one.word.lower()}. {one.arithmetic}" for one in exhibit.judgements]
        remarks = [text for text in exhibit.remarks if text not in said]
        parts = (
            said or exhibit.headline,
            exhibit.subtitle,
            *sums,
            *remarks,
            exhibit.footnote,
            self.edition,
        )
        return "\n".join(dict.fromkeys(part for part in parts if part))


def _places(known: Catalogue, code: str, period: str, language: Language) -> Iterator[str]:
    """The area and those it is part of: ``Xã Thanh Liệt``, ``huyện Thanh Trì``, ``Hà Nội``."""
    area = known.area(code, period)
    if area is not None:
        said = known.area_name(code, period, language)
        yield upper_first(said)
        while area is not None and area.parent_code:
            area = known.area(area.parent_code, period)
            if area is not None:
                full = known.area_name(area.area_code, period, language)
                yield area.name if area.level == "province" else full


def _question(facts: Facts, code: str, width: int) -> Exhibit | None:
    scope = dataclasses.replace(facts.scope, width=width)
    return questions.exhibit(dataclasses.replace(facts, scope=scope), code)


def _one(draw: Callable[[int], Exhibit | None]) -> Callable[[int], Sequence[Exhibit]]:
    return lambda width: [one for one in (draw(width),) if one is not None]


def _together(draws: Sequence[Callable[[int], Exhibit | None]], width: int) -> Sequence[Exhibit]:
    return [one for draw in draws if (one := draw(width)) is not None]


def _period(exhibit: Exhibit, language: Language) -> str:
    """The period that all figures of an exhibit speak for; blank where they are of several."""
    found = {str(one["period"]) for one in exhibit.records if one.get("period")}
    return upper_first(numbers.period(found.pop(), language)) if len(found) == 1 else ""


def _is_urgent(exhibit: Exhibit) -> bool:
    return exhibit.code == "attention" or any(one.status in _URGENT for one in exhibit.judgements)
