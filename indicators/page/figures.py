"""The page of those who keep the figures: hand in files, see what is wrong, publish, restore.

Files are read, judged and published by the command line in a process of its own; this page shows
what it says.
"""

import hmac
import os
from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from indicators.page import given as keeping
from indicators.page.command import Command
from indicators.page.drawing import close
from indicators.page.given import Given, ids_of
from indicators.page.html import escaped, table
from indicators.page.opening import Opened, begin, data_folder, follow, guarded, open_page
from indicators.page.restoring import draw_history
from indicators.page.templates import draw_template
from indicators.page.working import watch
from indicators.vocabulary import Language
from indicators.wording.keeping import choice_said, say

KEY: Final = "CHI_TIEU_KEY"
"""The environment variable with the key of those who keep the figures."""
_OWN: Final = ("127.0.0.1", "localhost", "::1")
"""The addresses at which only this machine is listened to."""
_SHOWN: Final = 200
"""So many findings and changes are listed."""
_MEGABYTES: Final = 20


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
    files = st.file_uploader(
        say("give", language),
        accept_multiple_files=True,
        max_upload_size=_MEGABYTES,
        key="given-files",
    )
    given = keeping.kept()
    if files and (given is None or given.ids != ids_of(files)):
        given = Given(files, data_folder())
        keeping.keep(given)
    elif not files and given is not None and given.publishing is None:
        keeping.keep(given := None)
    may = _may_publish(language)
    if given is not None:
        _given(given, may, language)
    draw_history(page, may=may)
    close(page)


def _may_publish(language: Language) -> bool:
    """Whether whoever looks may publish: with the key; without one where nobody else can look."""
    key = os.environ.get(KEY, "")
    if not key and st.get_option("server.address") in _OWN:
        return True
    if key:
        typed = st.text_input(say("key", language), type="password", key="keeper", width=320)
        if hmac.compare_digest(typed.encode(), key.encode()):
            return True
        if typed:
            st.error(say("key_wrong", language))
    st.info(say("key_needed", language))
    return False


def _given(given: Given, may: bool, language: Language) -> None:
    if not given.checking.over:
        watch(given.checking, language, may_stop=True)
        return
    proposal = given.checking.said.get("proposal")
    if proposal is None:
        st.error(escaped(given.checking.complaint) or say("broken", language))
        return
    if given.publishing is not None and _published(given.publishing, language):
        return
    _findings(given, proposal, language)
    if proposal["ready"]:
        _changes(given, proposal, may, language)


def _published(publishing: Command, language: Language) -> bool:
    """Say how publishing went, or goes; whether there is nothing else to show."""
    if not publishing.over:
        watch(publishing, language)
        return True
    name = publishing.said.get("published")
    if name is None:
        st.error(escaped(publishing.complaint) or say("broken", language))
        return False
    st.success(say("done", language, {"name": escaped(name)}))
    return True


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
            one["file"],
            one["sheet"],
            one["cell"] or (str(one["line"]) if one["line"] else ""),
            one["column"],
            one["typed"],
            one[language],
        )
        for one in order[:_SHOWN]
    ]
    st.html(table(columns, rows, say("findings_title", language)))
    if (more := sum(counts.values()) - len(rows)) > 0:
        st.caption(say("more", language, {"count": more}))
    questions = [one for one in order[:_SHOWN] if one["severity"] == "question"]
    if questions:
        _ask(given, questions, language)


def _ask(given: Given, questions: Sequence[Mapping[str, Any]], language: Language) -> None:
    with st.form("questions"):
        answers = {}
        for one in questions:
            answers[one["place"]] = st.radio(
                escaped(f"{one['place']}: {one[language]}"),
                one["choices"],
                index=None,
                horizontal=True,
                format_func=lambda choice: escaped(choice_said(choice, language)),
                key=f"answer-{one['place']}",
            )
        if st.form_submit_button(say("answer", language), type="primary"):
            given.answer({place: said for place, said in answers.items() if said})
            st.rerun(scope="fragment")


def _changes(given: Given, proposal: Mapping[str, Any], may: bool, language: Language) -> None:
    st.subheader(say("changes_title", language), anchor=False)
    st.markdown(escaped(proposal["summary"][language]))
    changes: Sequence[Mapping[str, Any]] = proposal["changes"]
    if not changes:
        return
    columns = [
        say(f"column_{key}", language) for key in ("row", "change", "before", "after", "place")
    ]
    rows = [
        (
            one["name"][language],
            say(one["kind"], language),
            one["before"][language],
            one["after"][language],
            one["place"],
        )
        for one in changes[:_SHOWN]
    ]
    st.html(table(columns, rows, say("changes_title", language)))
    count = proposal["changed"]
    if count > len(rows):
        st.caption(say("more_changes", language, {"count": count - len(rows)}))
    _statuses(proposal["statuses"], language)
    if not may:
        return
    with st.container(horizontal=True, key="publish-given", vertical_alignment="bottom"):
        who = st.text_input(say("who", language), key="who", width=280)
        pressed = st.button(
            say("publish", language, {"count": count}), key="publish", type="primary"
        )
    if pressed and not who.strip():
        st.error(say("who_missing", language))
    elif pressed:
        given.publish(who.strip(), proposal["base"])
        st.rerun(scope="fragment")


def _statuses(statuses: Sequence[Mapping[str, Any]], language: Language) -> None:
    if not statuses:
        return
    st.markdown(f"**{say('statuses_title', language)}**")
    keys = ("row", "before", "after")
    columns = [say(f"column_{key}", language) for key in keys]
    rows = [tuple(one[key][language] for key in ("name", "before", "after")) for one in statuses]
    st.html(table(columns, rows[:_SHOWN], say("statuses_title", language)))
