"""What was published when, by whom and from which files; and the way back to an earlier state."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from indicators import engine
from indicators.page.command import Command
from indicators.page.html import escaped, table
from indicators.page.opening import Opened, data_folder
from indicators.page.working import watch
from indicators.vocabulary import Language
from indicators.wording.keeping import say
from indicators.wording.publications import told

_KEPT: Final = "restoring"
_LISTED: Final = 100
LONGEST_NAME: Final = 80
"""So many letters of a name are kept."""


def draw_history(page: Opened, *, may: bool) -> None:
    """List the publications, the newest first; whoever ``may`` can restore one of them."""
    language = page.language
    st.subheader(say("history_title", language), anchor=False)
    listed = engine.history(data_folder())
    keys = ("snapshot", "when", "action", "who", "counts", "files")
    columns = [say(f"column_{key}", language) for key in keys]
    rows = [told(one, language) for one in listed[:_LISTED]]
    st.html(table(columns, rows, say("history_title", language)))
    earlier = [f"{one.number:06d}" for one in listed if one.there and not one.served]
    if may and earlier:
        _restore(earlier, language)


def _restore(earlier: Sequence[str], language: Language) -> None:
    command = st.session_state.get(_KEPT)
    if isinstance(command, Command):
        if not command.over:
            watch(command, language, key="restoring", begun="turn")
            return
        name = command.said.get("published")
        if name is None:
            st.error(escaped(command.complaint) or say("broken", language))
        else:
            st.success(say("done", language, {"name": escaped(name)}))
    with (
        st.expander(say("back", language), key="restore"),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        number = st.selectbox(say("back_choose", language), earlier, key="restore-which", width=180)
        who = st.text_input(
            say("who", language), max_chars=LONGEST_NAME, key="restore-who", width=280
        )
        pressed = st.button(
            say("back_do", language, {"number": number}), key="restore-now", disabled=not number
        )
        st.caption(say("back_sure", language, {"number": number}))
    if pressed and not who.strip():
        st.error(say("who_missing", language))
    elif pressed and number:
        arguments = ["rollback", number, "--data", str(data_folder()), "--who", who.strip()]
        started = Command([*arguments, "--format", "json"], heeds_reader=False).start()
        st.session_state[_KEPT] = started
        st.rerun(scope="fragment")
