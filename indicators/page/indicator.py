"""The page of one indicator: everything known of it, for the area and period of the URL."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from indicators import engine
from indicators.engine import Engine, Plans
from indicators.exhibits import indicator as exhibits
from indicators.exhibits import versions
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import gather
from indicators.exhibits.indicator import Sheet
from indicators.page.asof import as_of, draw_choices, draw_sentence, forget
from indicators.page.board import Section, draw_board
from indicators.page.boxes import exhibit_box, in_columns
from indicators.page.drawing import badge, small
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, begin, chosen, guarded, open_page
from indicators.page.picker import Option, pick
from indicators.vocabulary import Language
from indicators.wording.revisions import said
from indicators.wording.words import word

_sheet = remembered(exhibits.sheet)


def _made(source: Engine, scope: Scope, code: str, known_on: date | None, plans: Plans) -> Sheet:
    then = engine.vintage(source, known_on, plans, indicator=code)
    return exhibits.sheet(gather(then, scope), code)


# The sheets alone are remembered: the vintage behind them is a database in memory.
_sheet_then = remembered(_made, 32)


@guarded
def indicator() -> None:
    """Draw the page of the indicator that the URL names, the first of the catalogue otherwise."""
    _page(begin("indicator"))


@st.fragment
@guarded
def _page(language: Language) -> None:
    page = open_page(language, areas=True)
    known = page.catalogue.indicators
    shown = [code for code, one in known.items() if page.facts.value(one) or one.part_of is None]
    if not shown:
        st.info(word("not_recorded", language))
        return
    code = chosen("indicator", shown)
    _choose(page, tuple(shown), code)
    unknown: list[str] = []
    asked = as_of(page, code, unknown)
    draw_choices(page, asked)
    for text in unknown:
        st.warning(text)
    if asked.is_now:
        sheet = _sheet(page.facts, code)
    else:
        with st.spinner(said("looking_back", language)):
            sheet = _sheet_then(page.engine, page.scope, code, asked.known_on, asked.plans)
        draw_sentence(page, sheet.choice)
    st.title(escaped(sheet.headline), anchor=False)
    _meaning(sheet, page)
    # Eight columns of words need the width of the page.
    wide = tuple(one for one in sheet.exhibits if one.code == versions.CODE)
    columns = in_columns(tuple(one for one in sheet.exhibits if one not in wide), page.scope)
    sections = [Section("columns", columns)]
    if wide:
        boxes = tuple(exhibit_box(one, page.scope) for one in wide)
        sections.append(Section("stack", (boxes,)))
    draw_board("indicator", page.language, sections)
    st.markdown(small(sheet.closing))


def _choose(page: Opened, codes: tuple[str, ...], code: str) -> None:
    """The indicators by sector, found by any of their names."""
    language = page.language
    known = [page.catalogue.indicators[one] for one in codes]
    options = tuple(
        Option(
            one.indicator_code,
            one.name(language),
            group=word(one.sector_code, language),
            also=(one.short(language), one.indicator_code),
        )
        for one in known
    )
    with st.container(key="choose-one"):
        pick(
            "indicator",
            word("indicator", language),
            options,
            (code,),
            language=language,
            bare=True,
            on_picked=_picked,
        )


def _picked(codes: Sequence[str]) -> None:
    # Another indicator changed on other days.
    forget()
    st.query_params["indicator"] = codes[0]


def _meaning(sheet: Sheet, page: Opened) -> None:
    with st.container(border=True, key="meaning"):
        st.markdown(f"**{word('definition', page.language)}.** {escaped(sheet.definition)}")
        traits = " · ".join(f"{name}: {text}" for name, text in sheet.traits)
        st.markdown(small(traits))
        for judgement in sheet.judgements:
            st.markdown(
                f"{badge(judgement.status, judgement.word)} {escaped(judgement.label)}: "
                f"{escaped(judgement.arithmetic)}"
            )
