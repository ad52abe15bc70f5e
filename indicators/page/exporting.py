"""Exporting a briefing from a page: runs beside the page, is watched by it, ends in a download.

Each session has one export at a time and keeps what the last one made, which is offered only while
the page shows what it was made of. What is exported is for the page of slides to say, how files are
made for slides.export.
"""

import logging
import threading
from dataclasses import dataclass
from typing import Final, Self

import streamlit as st

from indicators.page.html import escaped
from indicators.page.opening import guarded, resolved, select
from indicators.page.reader import Reader
from indicators.slides.arranging import Briefing
from indicators.slides.deck import Deck
from indicators.slides.export import (
    EACH,
    PAINTED,
    USUAL,
    ExportFailed,
    Kind,
    Size,
    Stopped,
    archive_name,
    made,
    zipped,
)
from indicators.slides.painting import NoBrowser, browser_path
from indicators.slides.slide import Slide
from indicators.vocabulary import Language
from indicators.wording.words import word

_KEPT: Final = "export-of-slides"
"""Where a session keeps its export."""
_EVERY: Final = 0.4
"""Seconds between two looks at an export under way."""
_MOST: Final = 4
"""Exports of a process at work at the same time; another one waits for its turn."""
_TURN: Final = 0.2
"""Seconds between two looks of one that waits: is it stopped meanwhile?"""
_KINDS: Final[tuple[Kind, ...]] = ("pptx", "pdf", "png", "svg")
_TYPES: Final = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "zip": "application/zip",
}


_turns: Final = threading.BoundedSemaphore(_MOST)


@dataclass(frozen=True)
class Wish:
    """All that decides what a file holds: two of the same wish are the same but for their time."""

    deck: Deck
    area: str
    period: str
    language: Language
    illustrative: bool
    snapshot: str
    kind: Kind
    size: Size | None
    """Of pictures."""

    @classmethod
    def of(cls, briefing: Briefing, kind: Kind, size: Size) -> Self:
        return cls(
            *(briefing.deck, briefing.area, briefing.period, briefing.language),
            *(briefing.illustrative, briefing.snapshot),
            *(kind, size if kind in EACH else None),
        )


class Export:
    """One export waiting, under way or over, in a thread of its own.

    It is made by the session that it is for, and ends with it.
    """

    def __init__(self, briefing: Briefing, kind: Kind, size: Size) -> None:
        self.briefing = briefing
        self.kind = kind
        self.size = size
        self.wish = Wish.of(briefing, kind, size)
        self.waiting = True
        """For its turn: others are at work."""
        self.at: Slide | None = None
        """The slide at work."""
        self.name = ""
        self.content = b""
        """The file, once it is whole."""
        self.failure: ExportFailed | None = None
        self._reader = Reader()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="export", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End it before the next slide."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()

    @property
    def over(self) -> bool:
        return not self._thread.is_alive()

    def taken(self) -> bytes:
        return self.content

    def join(self, seconds: float) -> None:
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            while not _turns.acquire(timeout=_TURN):
                if self._ended():
                    raise Stopped
            try:
                self.waiting = False
                name, content = self._whole()
            finally:
                _turns.release()
            if self._ended():
                raise Stopped
        except ExportFailed as failure:
            self.failure = failure
        except Exception:
            logging.getLogger(__name__).exception("an export failed")
            self.failure = ExportFailed(word("export_broken", "vi"), word("export_broken", "en"))
        else:
            self.name, self.content = name, content

    def _whole(self) -> tuple[str, bytes]:
        files = made(self.briefing, self.kind, self.size, self._step, self._ended)
        if self.kind in EACH and len(self.briefing.slides) > 1:
            # Straight into the archive: a deck of large pictures is not held twice.
            return archive_name(self.briefing, self.kind), zipped(files)
        (only,) = files
        return only

    def _ended(self) -> bool:
        return self._stop.is_set() or self._reader.gone()

    def _step(self, slide: Slide) -> None:
        self.at = slide


def current() -> Export | None:
    """The export of this session: under way, or the last one."""
    kept = st.session_state.get(_KEPT)
    return kept if isinstance(kept, Export) else None


def draw_export(briefing: Briefing, unknown: list[str]) -> None:
    """Format, size, the button, and how far an export of this session is.

    What the address asks for and is not known is named in ``unknown``.
    """
    language = briefing.language
    painted = browser_path() is not None
    kinds = [kind for kind in _KINDS if painted or kind not in PAINTED]
    asked = resolved("format", kinds, kinds[0], unknown if painted else [])
    kind = next(one for one in kinds if one == asked)
    sizes = {str(size): size for size in USUAL}
    size = USUAL[0]
    under_way = current()
    running = under_way is not None and not under_way.over
    kept = None if running else under_way
    with st.container(horizontal=True, key="export", vertical_alignment="bottom", gap="small"):
        names: dict[str, str] = {one: word(f"kind_{one}", language) for one in kinds}
        select("format", word("format", language), names, kind, width=170, shown=True)
        if kind in EACH:
            chosen = resolved("size", tuple(sizes), str(size), unknown)
            size = sizes[chosen]
            shown = {text: text.replace("x", "×") for text in sizes}
            select("size", word("size", language), shown, chosen, width=140, shown=True)
        wish = Wish.of(briefing, kind, size)
        offered = kept if kept is not None and kept.wish == wish else None
        st.button(
            word("export", language),
            key="start-export",
            type="primary",
            icon=":material/file_save:",
            disabled=running or not briefing.slides,
            on_click=start,
            args=(briefing, kind, size),
        )
        if running:
            _watch(language)
        elif offered is not None and offered.content:
            st.download_button(
                f"{word('take', language)} {offered.name}",
                offered.taken,
                file_name=offered.name,
                mime=_TYPES[offered.name.rpartition(".")[2]],
                key="take-export",
                icon=":material/download:",
                on_click="ignore",
            )
    if not painted:
        st.info(escaped(_said(NoBrowser(), language)))
    if offered is not None and offered.failure is not None:
        tell = st.info if isinstance(offered.failure, Stopped) else st.error
        tell(escaped(_said(offered.failure, language)))
    elif kept is not None and offered is None and kept.content:
        st.caption(escaped(word("export_other", language).format(name=kept.name)))


def _said(failure: ExportFailed | NoBrowser, language: Language) -> str:
    return failure.vi if language == "vi" else failure.en


def start(briefing: Briefing, kind: Kind, size: Size) -> None:
    """Begin, once: a second click while one is under way changes nothing."""
    under_way = current()
    if under_way is None or under_way.over:
        begun = Export(briefing, kind, size)
        st.session_state[_KEPT] = begun
        begun.start()


@st.fragment(run_every=_EVERY)
@guarded
def _watch(language: Language) -> None:
    """How far it is; when it is over the page is drawn anew, with the file."""
    export = current()
    if export is None or export.over:
        st.rerun()
    at = export.at
    with st.container(horizontal=True, key="exporting", vertical_alignment="bottom"):
        if at is None:
            st.progress(0.0, word("export_waiting" if export.waiting else "export_begun", language))
        else:
            text = word("export_stopping" if export.stopping else "export_at", language)
            said = text.format(number=at.number, count=at.count, name=escaped(at.name))
            st.progress((at.number - 1) / at.count, said)
        st.button(
            word("export_cancel", language),
            key="cancel-export",
            disabled=export.stopping,
            on_click=export.stop,
        )
