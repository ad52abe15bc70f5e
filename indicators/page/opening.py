"""What every page does first: head, menu, filters, and the scope that the URL names.

The URL is the state: a link opened cold, in a fresh process, shows what its sender saw. A value
in it that is not known is named and left out.
"""

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec

import streamlit as st

from indicators import engine, frames, theme
from indicators.engine import Engine
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import Catalogue, Facts, catalogue, gather
from indicators.page import pinning
from indicators.page.html import escaped
from indicators.page.memory import remembered, serve
from indicators.page.menu import MARK, draw_menu
from indicators.page.picker import Option, pick
from indicators.vocabulary import LANGUAGES, SECTORS, Language, Period, Status
from indicators.wording import numbers
from indicators.wording.keeping import say
from indicators.wording.revisions import clock
from indicators.wording.words import upper_first, word

ROOT: Final = Path(__file__).resolve().parent.parent.parent

PAGES: Final = (
    *("overview", *SECTORS, "communes", "indicator", "sources"),
    *("slides", "wall", "figures"),
)
"""The pages of the menu, in its order."""

LANGUAGE_NAMES: Final[dict[Language, str]] = {"vi": "VI", "en": "EN"}


@dataclass(frozen=True)
class Opened:
    """What a page works with once it is open."""

    engine: Engine
    catalogue: Catalogue
    scope: Scope
    pinned: bool = False
    """Whether the address keeps to this snapshot, whatever is published."""
    unknown: tuple[str, ...] = ()
    """On a bare page, what the address says that is not known; other pages have said it."""

    @property
    def language(self) -> Language:
        return self.scope.language

    @property
    def facts(self) -> Facts:
        return facts_of(self.engine, self.scope)


@remembered
def facts_of(source: Engine, scope: Scope) -> Facts:
    """The facts of a scope. A snapshot never changes, so they are gathered once and shared."""
    return gather(source, scope)


@remembered
def periods_of(source: Engine, area: str) -> tuple[str, ...]:
    """The periods of an area for which there are figures, the newest first."""
    found = frames.periods(source, area)
    return tuple(entry.period for entry in found)


def data_folder() -> Path:
    """The data folder that is served: CHI_TIEU_DATA, or ``data`` beside the code."""
    return Path(os.environ.get("CHI_TIEU_DATA") or ROOT / "data")


_AT = "page-shown"
"""Where a session keeps which page it shows, for the runs that draw a part of it."""
_SHOWN = "snapshot-shown"
"""Where a session keeps which snapshot it shows."""
_LOOKED_AFTER = 15
"""Seconds after which an open page looks whether another snapshot is served."""
_LONGEST_SHOWN = 40
"""So many letters of what a link says are shown when it says nothing that is known."""

Drawn = ParamSpec("Drawn")


def guarded(draw: Callable[Drawn, None]) -> Callable[Drawn, None]:
    """A page that, should it fail, says so in one sentence; the log keeps the whole story."""

    @wraps(draw)
    def run(*args: Drawn.args, **kwargs: Drawn.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except Exception:
            now = datetime.now().astimezone()
            logging.getLogger(__name__).exception("a page failed")
            st.error(_FAILED[_language()].format(time=now.strftime("%H:%M:%S, %d/%m/%Y")))

    return run


def begin(key: str) -> Language:
    """Name the page in the window's title, and dress it; the language that it begins in.

    All the rest of a page is a fragment: a change of a filter sends that, and not this.
    """
    language = _language()
    st.session_state[_AT] = key
    st.set_page_config(
        page_title=f"{word(key, language)} · Chỉ tiêu",
        page_icon=str(MARK),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(_STYLE)
    # Nothing is shown yet; the wall looks itself.
    st.session_state.pop(_SHOWN, None)
    if key != "wall":
        _watch()
    return language


def open_page(
    language: Language, *, areas: bool = False, own_periods: bool = False, bare: bool = False
) -> Opened:
    """Draw the page's head and give what the page needs. Stops the run where nothing is published.

    ``language`` is the one that the page has begun in; it begins anew when another one is chosen.
    ``areas`` adds the choice of district or commune; a page with ``own_periods`` has a choice of
    period of its own, and the one in the address is for it to read. A ``bare`` page has no head,
    and says itself what is not known.
    """
    if language != _language():
        st.rerun()
    source, pinned = _source()
    if source is None:
        if not bare:
            _head(language, "")
        st.error(_NOTHING[language])
        st.stop()
    serve(source, pinned=pinned)
    st.session_state[_SHOWN] = str(source.path)
    known = catalogue(source)
    unknown: list[str] = []
    resolved("language", LANGUAGES, language, unknown, "lang")
    district = known.district.area_code
    periods = periods_of(source, district)
    if areas and (asked := st.query_params.get("area")) is not None:
        # A commune may have figures of years in which the district has none of its own.
        periods = tuple(sorted({*periods, *periods_of(source, asked)}, key=newest_first))
    newest = _newest(source, district)
    asked_period = st.query_params.get("period")
    if own_periods:
        period = asked_period if asked_period in periods else newest
    else:
        period = resolved("period", periods, newest, unknown)
    area, codes = district, [district]
    if areas:
        codes = [district, *(one.area_code for one in known.communes(period))]
        area = resolved("area", codes, district, unknown)
    scope = Scope(area, period, language, _narrow())
    if bare:
        return Opened(source, known, scope, pinned, tuple(unknown))
    with st.container(horizontal=True, key="bar", vertical_alignment="center", gap="small"):
        left_out = st.query_params.get("illustrative") == "0"
        _head(language, period, left_out, pinning.asked() if pinned else "")
        if areas:
            _area_filter(known, scope, codes)
        _filters(scope, () if own_periods else periods)
    if older := older_shown(known, language):
        st.error(" ".join(map(escaped, older)))
    pinning.line(known, language, pinned=pinned)
    for text in unknown:
        st.warning(text)
    return Opened(source, known, scope, pinned)


@st.fragment(run_every=_LOOKED_AFTER)
def _watch() -> None:
    """Show what is published while nobody touches the page."""
    shown = st.session_state.get(_SHOWN)
    source, pinned = _source()
    if shown is not None and not pinned and source is not None and str(source.path) != shown:
        st.rerun()


def _source() -> tuple[Engine | None, bool]:
    """The snapshot that the address pins, else the one published now; and whether it is pinned."""
    pinned = pinning.pinned(data_folder())
    return pinned or engine.current(data_folder()), pinned is not None


def follow(page: Opened) -> None:
    """Begin the page anew where another snapshot is served by now: a fragment runs without it."""
    if _source() != (page.engine, page.pinned):
        st.rerun()
    serve(page.engine, pinned=page.pinned)


def older_shown(known: Catalogue, language: Language) -> tuple[str, ...]:
    """Where the newest snapshot is damaged: what that means for whoever looks, then for whoever
    is to mend it; empty where nothing is damaged."""
    broken = engine.damaged(data_folder())
    if not broken:
        return ()
    edition = known.edition
    names = {"name": broken, "served": edition.snapshot_id}
    return (
        say("older_shown", language, {"time": clock(edition.created_at, language)}),
        say("older_mend", language, names),
    )


def newest_first(period: str) -> tuple[int, int]:
    """What to sort periods by: the newest first, of those that end together the longest first."""
    stretch = Period.parse(period)
    return (-stretch.end.toordinal(), stretch.start.toordinal())


@remembered
def _newest(source: Engine, area: str) -> str:
    return frames.opening_period(source, area)


def _language() -> Language:
    asked = st.query_params.get("lang")
    return next((language for language in LANGUAGES if language == asked), "vi")


def _narrow() -> bool:
    """Whether a phone asks: the server does not know how wide a window is."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def resolved(
    name: str, options: Sequence[str], default: str, unknown: list[str], key: str = ""
) -> str:
    """What the address says under ``key``, else ``default``; what is not among the options is
    named in ``unknown``."""
    asked = st.query_params.get(key or name)
    if asked is None or asked in options:
        return asked or default
    language = _language()
    label = word(name, language).lower()
    listed = escaped(", ".join(options[:6]))
    asked = escaped(asked[:_LONGEST_SHOWN])
    unknown.append(
        f"Đường dẫn nêu {label} «{asked}» không có trong số liệu; đang xem {default}. Có: {listed}."
        if language == "vi"
        else f"The link names {label} “{asked}”, which is not in the data; this is {default}. "
        f"There are: {listed}."
    )
    return default


def _head(language: Language, period: str, left_out: bool = False, pin: str = "") -> None:
    params: dict[str, str] = {"lang": language}
    if period:
        params["period"] = period
    if left_out:
        params["illustrative"] = "0"
    if pin:
        params[pinning.PIN] = pin
    draw_menu(PAGES, st.session_state.get(_AT, ""), language, tuple(params.items()))


def _filters(scope: Scope, periods: tuple[str, ...]) -> None:
    language = scope.language
    if periods:
        names = {one: upper_first(numbers.period(one, language)) for one in periods}
        select("period", word("period", language), names, scope.period, width=140)
    st.session_state["lang"] = language
    st.segmented_control(
        word("language", language),
        LANGUAGES,
        key="lang",
        format_func=lambda one: LANGUAGE_NAMES[one],
        label_visibility="collapsed",
        required=True,
        on_change=_to_url,
        args=("lang",),
    )


def _area_filter(known: Catalogue, scope: Scope, codes: list[str]) -> None:
    """District or commune, found however its name is typed."""
    options = tuple(
        Option(code, known.area_name(code, scope.period, scope.language), also=(code,))
        for code in codes
    )
    with st.container(key="choose-area", width=192):
        pick(
            "area",
            word("area", scope.language),
            options,
            (scope.area,),
            language=scope.language,
            bare=True,
            on_picked=lambda picked: st.query_params.update(area=picked[0]),
        )


def chosen(name: str, codes: Sequence[str]) -> str:
    """What the URL says under ``name``; the first of ``codes`` where it says nothing.

    A code in the URL that is not among them is named and ignored.
    """
    unknown: list[str] = []
    code = resolved(name, codes, codes[0], unknown)
    for text in unknown:
        st.warning(text)
    return code


def select(
    name: str,
    label: str,
    names: Mapping[str, str],
    chosen: str,
    width: int | None = None,
    *,
    shown: bool = False,
) -> None:
    """A select box that shows what the URL says and writes back to it; ``shown``: its label too."""
    st.session_state[name] = chosen
    st.selectbox(
        label,
        list(names),
        key=name,
        format_func=lambda one: names.get(one, one),
        label_visibility="visible" if shown else "collapsed",
        on_change=_to_url,
        args=(name,),
        width=width or "stretch",
    )


def _to_url(name: str) -> None:
    st.query_params[name] = st.session_state[name]


_FAILED: Final[dict[Language, str]] = {
    "vi": "Trang này gặp lỗi lúc {time}; hãy tải lại trang, nếu vẫn lỗi thì báo người quản trị "
    "kèm thời điểm này (chi tiết nằm trong nhật ký máy chủ).",
    "en": "This page failed at {time}; reload it, and if it fails again tell the administrator "
    "this time (the details are in the server's log).",
}

_NOTHING: Final[dict[Language, str]] = {
    "vi": "Chưa có bản số liệu nào được công bố; hãy chạy «./run» hoặc "
    "«python -m indicators publish» rồi mở lại trang.",
    "en": "No snapshot has been published yet; run “./run” or "
    "“python -m indicators publish” and open this page again.",
}

_STYLE: Final = (
    f"<style>:root {{ --navy: {theme.NAVY}; --muted: {theme.MUTED}; --edge: {theme.EDGE}; "
    f"--ink: {theme.INK}; --paper: {theme.PAPER}; --second: {theme.SECOND}; "
    f"--border: {theme.BORDER}; --link: {theme.LINK}; "
    f"--flag: {theme.LOOKS[Status.BEHIND].fill}; --hatch: {theme.HATCH_LINE}; "
    f"--ground: {theme.HATCH_GROUND}; }}\n"
    f"{Path(__file__).with_name('page.css').read_text(encoding='utf-8')}</style>"
)
