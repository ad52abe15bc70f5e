"""The one way an exhibit gets on the screen: box, headline, figure, footnote, table, files."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from indicators.exhibits.exhibit import Exhibit, Judgement, Scope, Table, Tile, csv_of
from indicators.exhibits.overview import closing
from indicators.page.box import draw_box
from indicators.page.html import escaped
from indicators.page.opening import Opened, guarded
from indicators.theme import LOOKS
from indicators.vocabulary import Language, Status
from indicators.wording.words import word


def draw(
    exhibit: Exhibit,
    scope: Scope,
    *,
    headline: str | None = None,
    flagged: bool = False,
    tall: bool = False,
    control: Callable[[], object] | None = None,
) -> None:
    """Draw one exhibit in a box of its own.

    ``headline`` stands in for the exhibit's where that one stands at the head of the page;
    ``flagged`` puts a flag before it; ``tall`` says that the table is long and scrolls within its
    box; ``control`` draws a filter beside the headline.
    """
    title = (headline or exhibit.headline).removesuffix(".")
    with st.container(border=True, key=f"exhibit-{exhibit.code}", gap="xsmall"):
        if control is not None:
            with st.container(key=f"control-{exhibit.code}"):
                control()
        if exhibit.figure is not None:
            draw_box(exhibit, scope, title, flagged=flagged)
            _behind(exhibit, scope.language)
        else:
            _draw_table(exhibit, scope.language, title, tall)


def _draw_table(exhibit: Exhibit, language: Language, title: str, tall: bool) -> None:
    """An exhibit whose answer is a table."""
    mark = illustrative_badge(exhibit, language)
    st.markdown(f"### {escaped(title)}{mark}\n{small(exhibit.subtitle)}")
    with st.container(height=560 if tall else "content", border=False):
        st.markdown(markdown_table(exhibit.table))
    notes = "  \n".join(small(text) for text in (*exhibit.remarks, exhibit.footnote) if text)
    if notes:
        st.markdown(notes)
    _download(exhibit, language)


def close(page: Opened) -> None:
    """The line at the foot of every page: sources, day, snapshot."""
    st.markdown(small(closing(page.facts)))


def badge(status: str, text: str) -> str:
    """A status as icon, word and colour in Streamlit's Markdown; absent ones without a tint."""
    look = LOOKS[status]
    if look.badge == "gray":
        return f":gray[:material/{look.icon}: {text}]"
    return f":{look.badge}-badge[:material/{look.icon}: {text}]"


def illustrative_badge(exhibit: Exhibit, language: Language) -> str:
    """The badge that says an exhibit holds illustrative numbers; empty where it holds none."""
    if not exhibit.illustrative:
        return ""
    return f" :gray-badge[:material/texture: {word('illustrative', language)}]"


@st.fragment
@guarded
def status_popover(tile: Tile, language: Language, link: Mapping[str, str]) -> None:
    """A tile's status, its arithmetic one click away, and the way to all that is known of it."""
    label = badge(tile.status, tile.word)
    if tile.status == Status.NO_PLAN:
        label = f":gray[{word('more', language)}]"
    opened = st.popover(label, type="tertiary", key=f"status-{tile.code}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(_judged(tile.judgements))
        st.page_link(
            "pages/indicator.py",
            label=word("everything", language),
            icon=":material/arrow_forward:",
            query_params={**link, "indicator": tile.indicator},
        )


def _judged(judgements: Sequence[Judgement]) -> str:
    """Statuses and the sums behind them, in Markdown."""
    return "\n\n".join(
        "  \n".join(
            (
                f"**{escaped(one.label)}** {badge(one.status, one.word)}",
                escaped(one.arithmetic),
                *(small(note) for note in one.notes),
            )
        )
        for one in judgements
    )


@st.fragment
@guarded
def _behind(exhibit: Exhibit, language: Language) -> None:
    """What stands behind a figure, one click away: table, file, arithmetic."""
    opened = st.popover(
        word("data", language),
        type="tertiary",
        icon=":material/table:",
        key=f"data-{exhibit.code}",
        on_change="rerun",
    )
    if not opened.open:
        return  # Most are never opened, and a page with all of them answers half as fast.
    with opened:
        st.markdown(markdown_table(exhibit.table))
        _download(exhibit, language)
        planned = [one for one in exhibit.judgements if one.status != Status.NO_PLAN]
        if planned:
            st.markdown(_judged(planned))
        if exhibit.remarks:
            st.markdown("  \n".join(small(text) for text in exhibit.remarks))


def _download(exhibit: Exhibit, language: Language) -> None:
    if exhibit.records:
        st.download_button(
            word("download", language),
            partial(csv_of, exhibit.records),
            file_name=f"{exhibit.file_name}.csv",
            mime="text/csv",
            key=f"csv-{exhibit.code}",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def markdown_table(table: Table) -> str:
    """The table as Markdown: no component to load, read by every screen reader."""
    head = "| " + " | ".join(escaped(column) for column in table.columns) + " |"
    rule = "|" + "|".join("--:" if one in table.numeric else "---" for one in table.columns) + "|"
    body = ["| " + " | ".join(escaped(cell) for cell in row) + " |" for row in table.rows]
    return "\n".join([head, rule, *body])


def small(text: str) -> str:
    """A line in small muted letters; contrast 6.2, where st.caption has 4.25."""
    return f":small[:gray[{escaped(text)}]]" if text else ""
