"""What was published when, by whom and from which files; and the way back to an earlier state."""

from typing import Any, Final

import streamlit as st

from indicators import engine
from indicators.page.command import Command
from indicators.page.figures_tables import SHOWN, draw_rows, draw_statuses
from indicators.page.html import escaped, table
from indicators.page.opening import Opened, data_folder
from indicators.page.working import watch
from indicators.vocabulary import Language
from indicators.wording.keeping import say
from indicators.wording.publications import back_cells, back_columns, named, told

_KEPT: Final = "restoring"
_LOOKING: Final = "looking-back"
"""Where a session keeps what it asked last of the snapshot to be had back."""
_NAME: Final = "keeper-name"
_LISTED: Final = 100
_LONGEST_NAME: Final = 80
"""So many letters of a name are kept."""


def ask_name(key: str, language: Language) -> str:
    """Who publishes, as typed last on this page: a box that was away begins with it again."""
    st.session_state.setdefault(key, st.session_state.get(_NAME, ""))
    label = say("who", language)
    who = st.text_input(label, max_chars=_LONGEST_NAME, key=key, width=280).strip()
    if who:
        st.session_state[_NAME] = who
    return who


def draw_history(page: Opened, *, may: bool) -> None:
    """List the publications, the newest first; whoever ``may`` can restore one of them."""
    language = page.language
    st.subheader(say("history_title", language), anchor=False)
    listed = engine.history(data_folder())
    keys = ("snapshot", "when", "action", "who", "counts", "files")
    columns = [say(f"column_{key}", language) for key in keys]
    rows = [told(one, language) for one in listed[:_LISTED]]
    counted = say("rows", language, {"count": len(rows)})
    st.html(table(columns, rows, say("history_title", language), counted))
    earlier = {
        f"{one.number:06d}": named(one, language) for one in listed if one.there and not one.served
    }
    if may and earlier:
        _restore(earlier, language)


def _restore(earlier: dict[str, str], language: Language) -> None:
    """Choose one, see what it would change, then publish it: each by a command of its own."""
    command = st.session_state.get(_KEPT)
    if isinstance(command, Command):
        if not command.over:
            watch(command, language, key="restoring", begun="turn")
            return
        name = command.said.get("published")
        if name is None:
            st.error(escaped(command.complaint) or say("back_broken", language))
        else:
            st.success(say("done", language, {"name": escaped(name)}))
    with st.expander(say("back", language), key="restore"):
        with st.container(
            horizontal=True, key="restore-choice", vertical_alignment="bottom", gap="small"
        ):
            number = st.selectbox(
                say("back_choose", language),
                list(earlier),
                format_func=lambda one: f"{one} · {earlier.get(one, '')}",
                key="restore-which",
                width=640,
            )
            looked = st.button(say("back_look", language), key="restore-look", disabled=not number)
        if looked and number:
            st.session_state.pop(_KEPT, None)
            st.session_state[_LOOKING] = (number, _rollback(number, language, "--look"))
            st.rerun(scope="fragment")
        if number:
            _confirm(number, language)


def _confirm(number: str, language: Language) -> None:
    """What the snapshot chosen would change, once that was looked at; and the button to do it."""
    asked, look = st.session_state.get(_LOOKING, ("", None))
    if asked != number or not isinstance(look, Command):
        return
    if not look.over:
        watch(look, language, key="looking-back", begun="step_compare")
        return
    would: dict[str, Any] | None = look.said.get("restoring")
    if would is None:
        st.error(escaped(look.complaint) or say("back_broken", language))
        return
    st.markdown(escaped(would["summary"][language]))
    rows = [back_cells(one, language) for one in would["changes"][:SHOWN]]
    if rows:
        title = say("back_rows", language)
        st.markdown(f"**{title}**")
        draw_rows(title, back_columns(language), rows, would["changed"] - len(rows), language)
    draw_statuses(would["statuses"], would["changed_statuses"], language)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        who = ask_name("restore-who", language)
        pressed = st.button(
            say("back_do", language, {"number": number}), key="restore-now", type="primary"
        )
        st.caption(say("back_sure", language, {"number": number}))
    if pressed and not who:
        st.error(say("who_missing", language))
    elif pressed:
        st.session_state.pop(_LOOKING, None)
        base = ("--base", would["base"])
        st.session_state[_KEPT] = _rollback(number, language, "--yes", "--who", who, *base)
        st.rerun(scope="fragment")


def _rollback(number: str, language: Language, *options: str) -> Command:
    arguments = ["rollback", number, "--data", str(data_folder()), "--language", language]
    looks = "--look" in options
    return Command([*arguments, "--format", "json", *options], heeds_reader=looks).start()
