"""How far a command is, on the page that waits for it."""

from typing import Final

import streamlit as st

from indicators.page.command import Command
from indicators.page.opening import guarded
from indicators.vocabulary import Language
from indicators.wording.keeping import say

_EVERY: Final = 0.4


@st.fragment(run_every=_EVERY)
@guarded
def watch(command: Command, language: Language, *, may_stop: bool = False) -> None:
    """A bar with the stage at work; when the command is over the page is drawn anew."""
    if command.over:
        st.rerun()
    with st.container(horizontal=True, key="at-work", vertical_alignment="center"):
        step = say(f"step_{command.step}", language) if command.step else say("looking", language)
        st.progress(command.part, step)
        if may_stop:
            st.button(say("cancel", language), key="stop-command", on_click=command.stop)
