"""The workbook to fill in, made by the command line when it is asked for."""

import tempfile
from datetime import datetime
from pathlib import Path
from typing import Final

import streamlit as st

from indicators.exhibits.facts import Catalogue
from indicators.page.command import Command
from indicators.page.html import escaped
from indicators.page.opening import Opened, data_folder
from indicators.vocabulary import Language, Period
from indicators.wording.keeping import say

_LONGEST: Final = 60.0
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_template(page: Opened) -> None:
    """Which period, of which areas; a click makes the workbook and takes it."""
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
        areas = [] if known is None else _areas(page.catalogue, kind, known.text)
        st.download_button(
            say("template_take", language),
            lambda: _made(period, areas, language),
            file_name=f"so-lieu-{period or 'ky'}.xlsx",
            mime=_TYPE,
            key="take-template",
            icon=":material/table:",
            on_click="ignore",
            disabled=not areas,
        )
    if known is None:
        st.warning(say("not_a_period", language, {"period": escaped(period)}))


def _next(period: str) -> int:
    """The year after the one that is shown, but never one that has not begun."""
    return min(Period.parse(period).year + 1, datetime.now().astimezone().year)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text)
    except ValueError:
        return None


def _areas(known: Catalogue, kind: str | None, period: str) -> list[str]:
    if kind == "communes":
        return [one.area_code for one in known.communes(period)]
    return [known.district.area_code]


def _made(period: str, areas: list[str], language: Language) -> bytes:
    with tempfile.TemporaryDirectory(prefix="chi-tieu-") as where:
        target = Path(where) / "template.xlsx"
        command = Command(
            [
                *("template", "--data", str(data_folder()), "--period", period),
                *(f"--area={code}" for code in areas),
                *("--language", language, "--output", str(target)),
            ]
        ).start()
        command.join(_LONGEST)
        if command.failed or not target.is_file():
            raise RuntimeError(command.complaint)
        return target.read_bytes()
