"""The workbook to fill in, made by the command line when it is asked for, then offered."""

import shutil
import tempfile
import weakref
from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st

from indicators.exhibits.facts import Catalogue
from indicators.page.command import Command
from indicators.page.html import escaped
from indicators.page.opening import Opened, data_folder
from indicators.page.working import watch
from indicators.vocabulary import Language, Period
from indicators.wording.keeping import say

_KEPT: Final = "template"
_LONGEST: Final = 60.0
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Wish = tuple[Path, str, tuple[str, ...], Language]
"""All that decides what a template holds: the snapshot, its period, its areas, its language."""


class Template:
    """One template being made, or made; its folder goes with it."""

    def __init__(self, wish: Wish) -> None:
        self.wish = wish
        _, period, areas, language = wish
        folder = Path(tempfile.mkdtemp(prefix="chi-tieu-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        self._target = folder / "template.xlsx"
        self.command = Command(
            [
                *("template", "--data", str(data_folder()), "--period", period),
                *(f"--area={code}" for code in areas),
                *("--language", language, "--output", str(self._target)),
            ],
            holding=self,
            longest=_LONGEST,
        ).start()

    @property
    def made(self) -> bool:
        return self.command.over and not self.command.failed and self._target.is_file()

    def content(self) -> bytes:
        return self._target.read_bytes()


def draw_template(page: Opened) -> None:
    """Which period, of which areas; a click makes the workbook, the next one takes it."""
    language = page.language
    st.subheader(say("template_title", language), anchor=False)
    with st.container(horizontal=True, key="template", vertical_alignment="bottom", gap="small"):
        period = st.text_input(
            say("template_period", language),
            value=str(_next(page.scope.period)),
            max_chars=8,
            key="template-period",
            width=160,
        ).strip()
        kinds = {
            "district": say("template_district", language),
            "communes": say("template_communes", language),
        }
        kind = st.segmented_control(
            say("template_areas", language),
            list(kinds),
            default="district",
            required=True,
            format_func=lambda one: kinds[one],
            key="template-areas",
        )
        known = _period(period)
        areas = () if known is None else _areas(page.catalogue, kind, known.text)
        wish = (page.engine.path, period, areas, language)
        kept = st.session_state.get(_KEPT)
        offered = kept if isinstance(kept, Template) and kept.wish == wish else None
        st.button(
            say("template_make", language),
            key="make-template",
            icon=":material/table:",
            disabled=not areas or (offered is not None and not offered.command.over),
            on_click=_make,
            args=(wish,),
        )
        if offered is not None and offered.made:
            name = f"so-lieu-{period}{'-cac-xa' if kind == 'communes' else ''}.xlsx"
            st.download_button(
                say("template_take", language, {"name": name}),
                offered.content,
                file_name=name,
                mime=_TYPE,
                key="take-template",
                icon=":material/download:",
                on_click="ignore",
            )
    if known is None:
        st.warning(say("not_a_period", language, {"period": escaped(period)}))
    if offered is not None and not offered.command.over:
        watch(offered.command, language, key="making-template", begun="making")
    elif offered is not None and not offered.made:
        st.error(escaped(offered.command.complaint) or say("template_broken", language))


def _make(wish: Wish) -> None:
    """Begin, in place of what was made before."""
    kept = st.session_state.get(_KEPT)
    if isinstance(kept, Template):
        kept.command.stop()
    st.session_state[_KEPT] = Template(wish)


def _next(period: str) -> int:
    """The year after the one that is shown, but never one that has not begun."""
    return min(Period.parse(period).year + 1, datetime.now().astimezone().year)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _areas(known: Catalogue, kind: str | None, period: str) -> tuple[str, ...]:
    if kind == "communes":
        return tuple(one.area_code for one in known.communes(period))
    return (known.district.area_code,)
