"""One commune at its own address: every indicator it has a figure of, its places, its plans."""

import streamlit as st

from indicators import frames
from indicators.engine import Engine
from indicators.exhibits.comparing import mapped, offered, profile, view
from indicators.exhibits.comparing.commune import Profile
from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.facts import catalogue
from indicators.page.board import Section, draw_board
from indicators.page.boxes import exhibit_box, link_box
from indicators.page.choices import coverage_of, holds_illustrative, illustrative_switch
from indicators.page.drawing import close_comparison
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, begin, follow, guarded, open_page, periods_of, resolved
from indicators.page.picker import Option, pick
from indicators.vocabulary import Language
from indicators.wording.words import word


@remembered
def _profile(
    source: Engine, code: str, period: str, illustrative: bool, language: Language, narrow: bool
) -> Exhibit | None:
    area = catalogue(source).area(code, period)
    if area is None:
        return None
    made = Profile(
        source, area, period, illustrative=illustrative, language=language, narrow=narrow
    )
    return profile.exhibit(made)


@remembered
def _place(
    source: Engine, code: str, illustrative: bool, language: Language, narrow: bool
) -> Exhibit | None:
    """Where the commune lies, on the map of the first indicator that all have a figure of."""
    known = catalogue(source)
    coverage = frames.coverage(source, known.district.area_code, illustrative)
    first = next(iter(offered.indicators_of(coverage, known, "")), None)
    if first is None:
        return None
    period = offered.periods_of(coverage, first.indicator_code)[0]
    asked = view.View(
        first.indicator_code,
        period,
        chosen=(code,),
        illustrative=illustrative,
        language=language,
        narrow=narrow,
    )
    return mapped.map_of(view.compare(source, asked))


@guarded
def commune() -> None:
    """Draw the page of the commune that the address names."""
    page = open_page(begin("commune"), own_periods=True)
    _work(page)


@st.fragment
@guarded
def _work(page: Opened) -> None:
    follow(page)
    language = page.language
    unknown: list[str] = []
    kept = resolved("illustrative", ("1", "0"), "1", unknown)
    coverage = coverage_of(page.engine, page.catalogue.district.area_code, kept == "1")
    years = sorted({one.period for one in coverage if one.frequency == "A"}, reverse=True)
    if not years:
        st.info(word("not_recorded", language))
        return
    newest = page.scope.period if page.scope.period in years else years[0]
    linked = st.query_params.get("period")
    # A period that the district has is known, though communes may have no year of it.
    left = linked in periods_of(page.engine, page.catalogue.district.area_code)
    period = newest if left else resolved("period", years, newest, unknown)
    communes = page.catalogue.communes(period)
    code = resolved("area", [one.area_code for one in communes], communes[0].area_code, unknown)
    asked = {"lang": language, "area": code, "period": period, "illustrative": kept}
    with st.container(horizontal=True, key="choose", vertical_alignment="bottom"):
        options = tuple(Option(one.area_code, one.name, also=(one.area_code,)) for one in communes)
        with st.container(key="choose-areas"):
            pick(
                "area",
                word("communes", language),
                options,
                (code,),
                language=language,
                on_picked=lambda codes: _go(codes[0]),
            )
        if holds_illustrative(page):
            illustrative_switch(kept == "1", language)
        draw_board("link", language, [Section("stack", ((link_box(asked, language),),))])
    for text in unknown:
        st.warning(text)
    made = _profile(page.engine, code, period, kept == "1", language, page.scope.narrow)
    if made is None:
        st.info(word("not_recorded", language))
        return
    st.title(escaped(made.headline).removesuffix("."), anchor=False)
    boxes = [exhibit_box(made, page.scope, made.name)]
    place = _place(page.engine, code, kept == "1", language, page.scope.narrow)
    if place is not None:
        boxes.append(exhibit_box(place, page.scope, picks=True))
    draw_board("commune", language, [Section("stack", (tuple(boxes),))], on_picked=_go)
    close_comparison(page)


def _go(code: str) -> None:
    """A click on the map leads to that commune."""
    st.query_params["area"] = code
