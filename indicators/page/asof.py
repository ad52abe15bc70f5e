"""As known on which day, and by which plans: what the address says, and the two boxes to choose in.

``known_on=2023-02-27`` is the day, as in every query; links of old name it ``known``.
``plan_version=first`` means the plans as first assigned.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

import streamlit as st

from indicators import engine, frames
from indicators.engine import Engine, Plans
from indicators.frames import KnownDay
from indicators.page.html import escaped
from indicators.page.memory import remembered
from indicators.page.opening import Opened, select
from indicators.wording import comparing, numbers
from indicators.wording.revisions import said
from indicators.wording.words import lower_first

_KNOWN: Final = "known_on"
_OLD: Final = "known"
_PLANS: Final = "plan_version"
_NOW: Final = "now"
_LONGEST_SHOWN: Final = 40


@dataclass(frozen=True)
class AsOf:
    """What the address asks for, made whole, and what there is to choose from."""

    known_on: date | None
    plans: Plans
    days: tuple[date, ...]
    """The days at which something changed, the newest first."""
    amended: bool
    """Whether a plan has several versions."""

    @property
    def is_now(self) -> bool:
        return self.known_on is None and self.plans == "amended"


def as_of(page: Opened, code: str, unknown: list[str]) -> AsOf:
    """What the address asks for of an indicator; what it cannot mean is named in ``unknown``.

    Any day may be asked for, those at which something changed are offered.
    """
    days, amended = _choices(page.engine, page.scope.area, code)
    known_on: date | None = None
    if (old := st.query_params.pop(_OLD, None)) is not None and _KNOWN not in st.query_params:
        st.query_params[_KNOWN] = old
    asked = st.query_params.get(_KNOWN, _NOW)
    if asked not in ("", _NOW):
        try:
            known_on = date.fromisoformat(asked)
        except ValueError:
            _name(_KNOWN, asked, unknown, page)
    plans: Plans = "amended"
    asked = st.query_params.get(_PLANS, plans)
    if asked in engine.PLANS:
        plans = next(one for one in engine.PLANS if one == asked)
    else:
        _name(_PLANS, asked, unknown, page)
    return AsOf(known_on, plans, days, amended)


@remembered
def _choices(source: Engine, area: str, code: str) -> tuple[tuple[date, ...], bool]:
    days: list[KnownDay] = frames.known_days(source, area, code)
    plans = frames.plan_versions(source, area, code)
    # A mark that takes a plan back leaves one version to judge by: the first one.
    several = any(plan.replaced_on is not None for plan in plans)
    return tuple(one.day for one in reversed(days)), several


def _name(what: str, asked: str, unknown: list[str], page: Opened) -> None:
    label = lower_first(said(what, page.language))
    unknown.append(comparing.unknown(label, escaped(asked[:_LONGEST_SHOWN]), page.language))


def draw_choices(page: Opened, chosen: AsOf) -> None:
    """The boxes to choose in, each only where there is something to choose."""
    language = page.language
    offers_days = len(chosen.days) > 1 or chosen.known_on is not None
    offers_plans = chosen.amended or chosen.plans == "first"
    if not (offers_days or offers_plans):
        return
    with st.container(horizontal=True, key="as-of", vertical_alignment="bottom", gap="small"):
        if offers_days:
            asked = () if chosen.known_on is None else (chosen.known_on,)
            days = sorted({*chosen.days, *asked}, reverse=True)
            names = {_NOW: said("now", language)}
            names |= {one.isoformat(): numbers.day(one, language) for one in days}
            shown = chosen.known_on.isoformat() if chosen.known_on else _NOW
            select(_KNOWN, said(_KNOWN, language), names, shown, width=200, shown=True)
        if offers_plans:
            names = {one: said(f"plans_{one}", language) for one in engine.PLANS}
            select(
                _PLANS, said("plan_version", language), names, chosen.plans, width=200, shown=True
            )


def draw_sentence(page: Opened, choice: str) -> None:
    """What was chosen, and the way back to all that is known."""
    with st.container(horizontal=True, key="as-of-said", vertical_alignment="center", gap="small"):
        st.markdown(f":material/history: **{escaped(choice)}**", width="content")
        label = said("back_to_now", page.language)
        st.button(label, key="back-to-now", type="tertiary", on_click=forget)


def forget() -> None:
    """From the next run on, all that is known, and the plans as they stand."""
    for key in (_KNOWN, _PLANS):
        st.query_params.pop(key, None)
