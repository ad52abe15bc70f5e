"""The communes beside each other: filters, map, order, time, distance from plan, table, files.

A change of a filter draws this page's own fragment again and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from indicators.engine import Engine
from indicators.exhibits.comparing import distance, mapped, ranked, trend
from indicators.exhibits.comparing.listing import KINDS, file_of, listing
from indicators.exhibits.comparing.pace import pace as pace_of
from indicators.exhibits.comparing.pace import why_no_pace
from indicators.exhibits.comparing.view import MOST_CHOSEN, Comparison, View, compare
from indicators.exhibits.exhibit import Scope
from indicators.page.board import Section, draw_board
from indicators.page.boxes import box_of, link_box, links_box, note_box
from indicators.page.choices import (
    Choices,
    choices_of,
    coverage_of,
    holds_illustrative,
    illustrative_switch,
)
from indicators.page.drawing import close_comparison
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, begin, follow, guarded, open_page, select
from indicators.page.picker import Option, pick
from indicators.vocabulary import Language, Period
from indicators.wording import comparing, numbers
from indicators.wording.words import upper_first, word

_MOST_LINKS = 40
_FILTERS = ("sector", "indicator", "period", "since", "counted", "plan", "areas", "illustrative")


@dataclass(frozen=True)
class Shown:
    """A view as it stands on the page: its finding, its boxes, and what its files are called."""

    finding: str
    sections: tuple[Section, ...]
    file_name: str


def _shown(source: Engine, view: View) -> Shown:
    """Everything that a view shows; the figures it is made of are let go again."""
    comparison = compare(source, view)
    language = view.language
    scope = Scope(comparison.district, view.period, language, view.narrow)
    ordered, gap, pace = ranked.ranking(comparison), distance.gap(comparison), pace_of(comparison)
    left = [mapped.map_of(comparison), gap]
    right = [ordered, trend.trend(comparison), pace]
    first, second = (
        [box_of(one, scope, picks=True) for one in group if one] for group in (left, right)
    )
    if gap is None:
        name = comparing.said("gap", language)
        first.append(note_box("no-gap", name, distance.why_none(comparison)))
    elif pace is None:
        name = comparing.said("pace", language)
        first.append(note_box("no-pace", name, why_no_pace(comparison)))
    columns = ((*first, *second),) if view.narrow else (tuple(first), tuple(second))
    listed = listing(comparison)
    under = box_of(listed, scope), _profiles(comparison)
    return Shown(
        ordered.finding,
        (Section("columns", columns), Section("stack", (under,))),
        listed.file_name,
    )


# A view of thousands of communes is made of megabytes, so it is the boxes that are remembered.
_remembered = remembered(_shown, 128)


@guarded
def communes() -> None:
    """Draw the page that an analyst works on."""
    page = open_page(begin("communes"), own_periods=True)
    _work(page)


@st.fragment
@guarded
def _work(page: Opened) -> None:
    follow(page)
    unknown: list[str] = []
    choices = choices_of(page, unknown)
    if choices is None:
        st.info(
            {
                "vi": "Chưa có số liệu nào theo xã, thị trấn.",
                "en": "There are no figures of communes yet.",
            }[page.language]
        )
        return
    _filters(page, choices)
    for text in unknown:
        st.warning(text)
    shown = _remembered(page.engine, choices.view)
    st.title(escaped(shown.finding), anchor=False)
    draw_board(
        "communes", page.language, shown.sections, on_picked=partial(_toggle, choices.view.chosen)
    )
    _files(page, choices, shown.file_name)
    close_comparison(page)


def _profiles(comparison: Comparison) -> str:
    """The way to the pages of single communes: of the chosen, else of those shown."""
    chosen = [one for one in comparison.levels if one.area_code in comparison.view.chosen]
    left_out = {} if comparison.view.illustrative else {"illustrative": "0"}
    links = {
        one.name: {"lang": comparison.language, "area": one.area_code} | left_out
        for one in (chosen or comparison.levels)[:_MOST_LINKS]
    }
    return links_box("profiles", comparing.said("profile", comparison.language), links, "commune")


def _toggle(chosen: tuple[str, ...], code: str) -> None:
    """A click on a commune chooses it, or lets it go."""
    kept = tuple(one for one in chosen if one != code)
    _write("areas", ",".join(kept if len(kept) < len(chosen) else (*chosen, code)[-MOST_CHOSEN:]))


def _write(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)


def _filters(page: Opened, choices: Choices) -> None:
    """Draw the filters. What is chosen goes into the address before the next run reads it."""
    language, view, known = page.language, choices.view, page.catalogue
    with st.container(horizontal=True, key="choose", vertical_alignment="bottom", gap="small"):
        with st.container(key="choose-areas"):
            options = tuple(
                Option(area.area_code, area.name, also=(area.area_code,))
                for area in known.communes(view.period)
            )
            pick(
                "areas",
                word("communes", language),
                options,
                view.chosen,
                most=MOST_CHOSEN,
                language=language,
                on_picked=lambda codes: _write("areas", ",".join(codes)),
            )
        names = {"": word("all_sectors", language)}
        names |= {sector: word(sector, language) for sector in choices.sectors}
        select("sector", word("sector", language), names, choices.sector, width=170, shown=True)
        with st.container(key="choose-indicator"):
            pick(
                "indicator",
                word("indicator", language),
                _indicator_options(page, choices),
                (view.indicator,),
                language=language,
                on_picked=lambda codes: _write("indicator", codes[0]),
            )
        if len(choices.frequencies) > 1:
            _frequency(choices, language)
        _select_period("period", choices.periods, view.period, language)
        if choices.earlier:
            _select_period("since", choices.earlier, view.since, language)
        if choices.piles_up:
            names = {
                key: upper_first(comparing.said(key, language)) for key in ("to_date", "alone")
            }
            now = "to_date" if view.to_date else "alone"
            select("counted", word("counted", language), names, now, width=190, shown=True)
        if len(choices.assigners) > 1:
            names = {
                code: upper_first(known.assigners[code].name(language))
                for code in choices.assigners
            }
            select("plan", word("plan", language), names, view.assigner, width=200, shown=True)
        if holds_illustrative(page):
            illustrative_switch(view.illustrative, language)
        st.button(word("clear_filters", language), key="clear", type="tertiary", on_click=_clear)
        draw_board(
            "link", language, [Section("stack", ((link_box(_link(choices, language), language),),))]
        )


def _indicator_options(page: Opened, choices: Choices) -> tuple[Option, ...]:
    language, known = page.language, page.catalogue
    coverage = coverage_of(page.engine, known.district.area_code, choices.view.illustrative)
    real = {one.indicator_code for one in coverage if one.reported > one.illustrative}
    return tuple(
        Option(
            code,
            known.indicators[code].name(language),
            group=word(known.indicators[code].sector_code, language),
            note="" if code in real else word("illustrative", language).lower(),
            also=(known.indicators[code].short(language),),
        )
        for code in choices.indicators
    )


def _select_period(name: str, periods: tuple[str, ...], now: str, language: Language) -> None:
    names = {one: upper_first(numbers.period(one, language)) for one in periods}
    select(name, word(name, language), names, now, width=165, shown=True)


def _frequency(choices: Choices, language: Language) -> None:
    frequency = Period.parse(choices.view.period).frequency
    st.session_state["frequency"] = frequency
    st.segmented_control(
        word("frequency", language),
        tuple(choices.frequencies),
        key="frequency",
        format_func=lambda one: word(f"frequency_{one}", language),
        required=True,
        on_change=_to_frequency,
        args=(choices.frequencies,),
    )


def _to_frequency(periods: Mapping[str, str]) -> None:
    """The period of the other length that is nearest to the one shown."""
    st.query_params["period"] = periods[st.session_state["frequency"]]
    st.query_params.pop("since", None)


def _clear() -> None:
    for name in _FILTERS:
        st.query_params.pop(name, None)


def _link(choices: Choices, language: Language) -> dict[str, str]:
    """The whole view, defaults included: what a colleague opens does not hang on today's."""
    view = choices.view
    asked = {
        "lang": language,
        "sector": choices.sector,
        "indicator": view.indicator,
        "period": view.period,
        "since": view.since,
        "counted": "to_date" if view.to_date else "alone",
        "plan": view.assigner,
        "areas": ",".join(view.chosen),
        "illustrative": "1" if view.illustrative else "0",
    }
    return {name: value for name, value in asked.items() if value}


def _files(page: Opened, choices: Choices, name: str) -> None:
    """The table of the view as files; each is made only when it is asked for."""
    # The address as the reader has it: files are opened far from here.
    address = (st.context.url or "communes").split("?")[0]
    link = f"{address}?{urlencode(_link(choices, page.language))}"
    with st.container(horizontal=True, key="files", gap="small"):
        for kind, mime in KINDS.items():
            st.download_button(
                f"{word('take', page.language)} {kind.upper()}",
                partial(_file, page.engine, choices.view, kind, link),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"take-{kind}",
                icon=":material/download:",
                on_click="ignore",
            )


def _file(source: Engine, view: View, kind: str, link: str) -> bytes:
    return file_of(compare(source, view), kind, link)
