"""How far a command is, on the page that waits for it."""

from typing import Final

import streamlit as st

from indicators.page.command import Command
from indicators.page.opening import guarded
from indicators.vocabulary import Language
from indicators.wording.keeping import say

_EVERY: Final = 0.4


def _said(command: Command, language: Language, begun: str) -> str:
    if command.waiting:
        return say("turn", language)
    return say(f"step_{command.step}" if command.step else begun, language)


@st.fragment(run_every=_EVERY)
@guarded
def watch(
    command: Command,
    language: Language,
    *,
    may_stop: bool = False,
    key: str = "at-work",
    begun: str = "looking",
) -> None:
    """A bar with the stage at work; when the command is over the page is drawn anew.

    ``key`` tells it from another on the same page; ``begun`` is what is said before any stage is.
    """
    if command.over:
        st.rerun()
    with st.container(horizontal=True, key=key, vertical_alignment="center"):
        st.progress(command.part, _said(command, language, begun))
        if may_stop:
            st.button(say("cancel", language), key="stop-command", on_click=command.stop)
