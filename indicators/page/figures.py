"""The page of those who keep the figures: hand in files, see what is wrong, publish, restore.

Files are read, judged and published by the command line in a process of its own; this page shows
what it says.
"""

import hmac
import os
import time
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import streamlit as st

from indicators.page import given as keeping
from indicators.page.command import Command
from indicators.page.drawing import close, small
from indicators.page.figures_tables import SHOWN, draw_rows, draw_statuses
from indicators.page.given import Given, ids_of
from indicators.page.html import escaped
from indicators.page.opening import Opened, begin, data_folder, follow, guarded, open_page
from indicators.page.restoring import ask_name, draw_history
from indicators.page.templates import draw_template
from indicators.page.uploading import hand_in
from indicators.page.working import watch
from indicators.vocabulary import Language
from indicators.wording.keeping import choice_said, place_said, say, without_codes
from indicators.wording.publications import change_cells, change_columns
from indicators.wording.words import upper_first

KEY: Final = "CHI_TIEU_KEY"
"""The environment variable with the key of those who keep the figures."""
_OWN: Final = ("127.0.0.1", "localhost", "::1")
"""The addresses at which only this machine is listened to."""
_PROXIES: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
"""What a request says that somebody else has passed on, from whichever machine."""
_PAUSE: Final = 1.0
"""Seconds after a wrong key."""
_REFUSED: Final = "key-refused"
"""Where a session keeps the wrong key that was typed last."""
_LONGEST_KEY: Final = 200
_FILES: Final = 20
"""So many files can be handed in at once."""


@guarded
def figures() -> None:
    """Draw the page."""
    page = open_page(begin("figures"), own_periods=True)
    _work(page)


@st.fragment
@guarded
def _work(page: Opened) -> None:
    follow(page)
    language = page.language
    st.title(say("title", language), anchor=False)
    st.markdown(say("how", language))
    draw_template(page)
    st.subheader(say("give_title", language), anchor=False)
    files = hand_in(language)
    given = keeping.kept()
    if given is not None:
        given.language = language
    if len(files) > _FILES:
        st.error(say("too_many", language, {"most": _FILES}))
        if given is None or given.publishing is None:
            keeping.keep(given := None)
    elif files and (given is None or (given.ids != ids_of(files) and not given.busy)):
        given = Given(files, data_folder(), language, given.publishing if given else None)
        keeping.keep(given)
    elif not files and given is not None and given.publishing is None:
        keeping.keep(given := None)
    may = _may_publish(language)
    if given is not None:
        _given(given, may, language)
    draw_history(page, may=may)
    close(page)


def _may_publish(language: Language) -> bool:
    """Whether whoever looks may publish: with the key; without one where nobody else can look.

    A server that listens to its own machine only may still be reached through another one there.
    """
    key = os.environ.get(KEY, "")
    passed_on = any(name in st.context.headers for name in _PROXIES)
    if not key and st.get_option("server.address") in _OWN and not passed_on:
        return True
    if key:
        typed = st.text_input(
            say("key", language),
            type="password",
            max_chars=max(_LONGEST_KEY, len(key)),
            key="keeper",
            width=320,
        )
        if hmac.compare_digest(typed.encode(), key.encode()):
            return True
        if typed:
            if st.session_state.get(_REFUSED) != typed:
                st.session_state[_REFUSED] = typed
                time.sleep(_PAUSE)
            st.error(say("key_wrong", language))
    st.info(say("key_needed", language))
    return False


def _given(given: Given, may: bool, language: Language) -> None:
    if given.after is not None:
        _ended(given.after, language)
    if given.publishing is not None and "published" not in given.publishing.said:
        given.look_again()
    if given.complaint is not None:
        st.error(escaped(given.complaint) or say("broken", language))
    if not given.checking.over:
        watch(given.checking, language, may_stop=True)
        return
    proposal = given.checking.said.get("proposal")
    if proposal is None and given.checking.stopped:
        st.info(say("cancelled", language))
        return
    if proposal is None:
        st.error(escaped(given.checking.complaint) or say("broken", language))
        return
    if given.publishing is not None:
        _published(given.publishing, language)
        return
    _findings(given, proposal, language)
    if proposal["ready"]:
        _changes(given, proposal, may, language)


def _published(publishing: Command, language: Language) -> None:
    """Say that it is published, or how far that is."""
    if "published" in publishing.said:
        _ended(publishing, language)
    else:
        watch(publishing, language, begun="step_publish")


def _ended(publishing: Command, language: Language) -> None:
    name = publishing.said.get("published")
    if name is None:
        st.error(escaped(publishing.complaint) or say("broken", language))
    else:
        st.success(say("done", language, {"name": escaped(name)}))


def _findings(given: Given, proposal: Mapping[str, Any], language: Language) -> None:
    found: Sequence[Mapping[str, Any]] = proposal["findings"]
    st.subheader(say("findings_title", language), anchor=False)
    if not found:
        st.success(say("no_findings", language))
        return
    kinds = ("error", "question", "warning")
    counts = {f"{kind}s": proposal["counts"][kind] for kind in kinds}
    st.markdown(say("counted", language, counts))
    order = sorted(found, key=lambda one: kinds.index(one["severity"]))
    keys = ("kind", "file", "sheet", "cell", "column", "typed", "said")
    columns = [say(f"column_{key}", language) for key in keys]
    rows = [
        (
            say(one["severity"], language),
            given.name_of(one["file"]),
            one["sheet"],
            one["cell"] or (str(one["line"]) if one["line"] else ""),
            one["column"],
            one["typed"][language],
            upper_first(_said(one, language)),
        )
        for one in order[:SHOWN]
    ]
    more = sum(counts.values()) - len(rows)
    draw_rows(say("findings_title", language), columns, rows, more, language, rest="more")
    questions = [one for one in order[:SHOWN] if one["severity"] == "question"]
    if questions:
        _ask(given, questions, language)


def _said(one: Mapping[str, Any], language: Language) -> str:
    return without_codes(one[language], one["choices"])


def _choice(one: Mapping[str, Any], language: Language, choice: str) -> str:
    return escaped(choice_said(choice, language, one["choices"], one[language]))


def _ask(given: Given, questions: Sequence[Mapping[str, Any]], language: Language) -> None:
    with st.form("questions"):
        answers = {}
        for number, one in enumerate(questions):
            file = given.name_of(one["file"]) if len(given.paths) > 1 else ""
            place = upper_first(place_said(file, one["sheet"], one["cell"], language))
            answers[one["place"]] = st.radio(
                escaped(f"{place}: {_said(one, language)}"),
                one["choices"],
                index=None,
                horizontal=True,
                format_func=partial(_choice, one, language),
                # Two of one place are two questions all the same.
                key=f"answer-{number}-{one['place']}",
            )
        if st.form_submit_button(say("answer", language), type="primary"):
            given.answer({place: said for place, said in answers.items() if said})
            st.rerun(scope="fragment")


def _place(given: Given, one: Mapping[str, Any]) -> str:
    """Where a finding or a change stands, with the file as whoever handed it in calls it."""
    place: str = one["place"]
    return place.replace(f"[{one['file']}]", f"[{given.name_of(one['file'])}]", 1)


def _changes(given: Given, proposal: Mapping[str, Any], may: bool, language: Language) -> None:
    st.subheader(say("changes_title", language), anchor=False)
    st.markdown(escaped(proposal["summary"][language]))
    changes: Sequence[Mapping[str, Any]] = proposal["changes"]
    if not changes:
        return
    rows = [change_cells(one, _place(given, one), language) for one in changes[:SHOWN]]
    count = proposal["changed"]
    title = say("changes_title", language)
    more = count - len(rows)
    draw_rows(title, change_columns(language), rows, more, language, rest="more_changes")
    if any(one["kind"] != "new" for one in changes):
        st.markdown(small(say("known_from_rule", language)))
    draw_statuses(proposal["statuses"], proposal["changed_statuses"], language)
    if not may:
        return
    with st.container(horizontal=True, key="publish-given", vertical_alignment="bottom"):
        who = ask_name("who", language)
        pressed = st.button(
            say("publish", language, {"count": count}), key="publish", type="primary"
        )
    if pressed and not who:
        st.error(say("who_missing", language))
    elif pressed:
        given.publish(who, proposal["base"])
        st.rerun(scope="fragment")
