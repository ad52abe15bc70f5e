"""A deck of one's own: what can be chosen for it, in which order, and what the address says.

One content is a code in the address: ``structure`` is a question of the catalogue, and
``ranking:population`` one indicator over the communes.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from indicators.engine import Engine
from indicators.exhibits.comparing import offered
from indicators.exhibits.facts import catalogue
from indicators.page.choices import coverage_of
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened
from indicators.page.picker import Option, pick
from indicators.slides.deck import COMPARED, DISTRICT, OVERVIEW, OWN, PROFILE, Deck, Item
from indicators.vocabulary import Language
from indicators.wording import comparing
from indicators.wording.words import word

_ITEMS: Final = "items"
_MOST: Final = 40
"""So many contents make a deck of one's own."""
_LONGEST_SHOWN: Final = 40


@remembered
def _options(source: Engine, language: Language) -> tuple[Option, ...]:
    """Everything that a slide can show, by where it belongs."""
    known = catalogue(source)
    group = word(OVERVIEW, language)
    made = [Option(code, word(code, language), group, also=(code,)) for code in DISTRICT]
    for code, entry in known.entries.items():
        made.append(Option(code, entry.name(language), word(entry.sector_code, language)))
    group = word("communes", language)
    made.append(Option(PROFILE, comparing.said(PROFILE, language), group))
    coverage = coverage_of(source, known.district.area_code, True)
    for indicator in offered.indicators_of(coverage, known, ""):
        for form in COMPARED:
            said = comparing.said(COMPARED[form], language)
            code = f"{form}:{indicator.indicator_code}"
            name = f"{indicator.short(language)}: {said}"
            made.append(Option(code, name, group, also=(indicator.name(language),)))
    return tuple(made)


def own_deck(
    page: Opened, usual: Sequence[Item], area: str, period: str, unknown: list[str]
) -> Deck:
    """The deck that the address lists; ``usual`` is what it holds where the address lists nothing.

    What is not known is named in ``unknown``. It may hold nothing.
    """
    there = {one.code for one in _options(page.engine, page.language)}
    asked = st.query_params.get(_ITEMS)
    codes = _codes(usual) if asked is None else [one for one in asked.split(",") if one]
    strange = [code for code in codes if code not in there]
    if strange:
        named = ", ".join(escaped(code[:_LONGEST_SHOWN]) for code in strange[:_MOST])
        what = word("content", page.language).lower()
        unknown.append(comparing.unknown(what, named, page.language))
    items = tuple(_item(code) for code in dict.fromkeys(codes) if code in there)
    titles = word("own_deck", "vi"), word("own_deck", "en")
    return Deck(OWN, *titles, area, period, items[:_MOST])


def _codes(items: Iterable[Item]) -> list[str]:
    """Items of a deck one by one, as the address lists them."""
    return [
        f"{code}:{item.indicator}" if code in COMPARED else code
        for item in items
        for code in item.exhibits
    ]


def items_text(deck: Deck) -> str:
    """What the address lists of a deck of one's own."""
    return ",".join(_codes(deck.items))


def _item(code: str) -> Item:
    form, _, indicator = code.partition(":")
    return Item((form,), indicator)


def draw_contents(page: Opened, deck: Deck) -> None:
    """The box to choose in, which keeps the order of choosing, and the way to change it."""
    language = page.language
    codes = _codes(deck.items)
    options = _options(page.engine, language)
    with st.container(key="choose-contents"):
        pick(
            "contents",
            word("contents", language),
            options,
            codes,
            most=_MOST,
            language=language,
            on_picked=_write,
        )
    if len(codes) < 2:
        return
    names = {one.code: one.name for one in options}
    with st.container(horizontal=True, key="order", vertical_alignment="bottom", gap="small"):
        moved = st.selectbox(
            word("move_slide", language),
            codes,
            format_func=lambda code: f"{codes.index(code) + 1}. {names[code]}",
            key="moved",
            width=420,
        )
        for label, by in (("sooner", -1), ("later", 1)):
            st.button(
                word(label, language),
                key=label,
                icon=f":material/arrow_{'upward' if by < 0 else 'downward'}:",
                on_click=_move,
                args=(tuple(codes), moved, by),
            )


def _move(codes: Sequence[str], moved: str, by: int) -> None:
    """Put a content before the one before it, or after the one after it."""
    at = codes.index(moved)
    rest = [code for code in codes if code != moved]
    rest.insert(max(at + by, 0), moved)
    _write(rest)


def _write(codes: Sequence[str]) -> None:
    st.query_params[_ITEMS] = ",".join(codes)
