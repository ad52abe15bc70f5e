"""The one way an exhibit gets on the screen: box, headline, figure, footnote, table, files."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from indicators.exhibits.exhibit import Exhibit, Judgement, Scope, Table, Tile, csv_of
from indicators.exhibits.overview import closing
from indicators.page.figure import draw_figure
from indicators.page.opening import Opened
from indicators.theme import LOOKS
from indicators.vocabulary import Language, Status
from indicators.wording.words import word

_MOST_REMARKS = 4


def draw(
    exhibit: Exhibit,
    scope: Scope,
    *,
    headline: str | None = None,
    icon: str = "",
    tall: bool = False,
    control: Callable[[], object] | None = None,
) -> None:
    """Draw one exhibit in a box of its own.

    ``headline`` stands in for the exhibit's where that one stands at the head of the page;
    ``icon`` (Streamlit's Markdown) goes before it; ``tall`` says that the table is long and
    scrolls within its box; ``control`` draws a filter beside the headline.
    """
    language = scope.language
    with st.container(border=True, key=f"exhibit-{exhibit.code}", gap="xsmall"):
        mark = f" {illustrative_badge(language)}" if exhibit.illustrative else ""
        title = escaped(headline or exhibit.headline).removesuffix(".")
        subtitle = small(exhibit.subtitle)
        if control is None:
            st.markdown(f"### {icon}{title}{mark}\n{subtitle}")
        else:
            with st.container(horizontal=True, gap="small", key=f"head-{exhibit.code}"):
                st.markdown(f"### {icon}{title}{mark}")
                control()
            st.markdown(subtitle)
        if exhibit.figure is not None:
            draw_figure(exhibit, language, scope.least_width)
        else:
            with st.container(height=560 if tall else "content", border=False):
                st.markdown(markdown_table(exhibit.table))
        foot = f"foot-{exhibit.code}"
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom", key=foot):
            said = (*exhibit.remarks[:_MOST_REMARKS], exhibit.footnote)
            st.markdown("  \n".join(small(text) for text in said if text))
            _behind(exhibit, language)


def close(page: Opened) -> None:
    """The line at the foot of every page: sources, day, snapshot."""
    st.markdown(small(closing(page.facts)))


def badge(status: str, text: str) -> str:
    """A status as icon, word and colour in Streamlit's Markdown; absent ones without a tint."""
    look = LOOKS[status]
    if look.badge == "gray":
        return f":gray[:material/{look.icon}: {text}]"
    return f":{look.badge}-badge[:material/{look.icon}: {text}]"


def illustrative_badge(language: Language) -> str:
    """The badge that says an exhibit holds illustrative numbers."""
    return f":gray-badge[:material/texture: {word('illustrative', language)}]"


def status_popover(tile: Tile, language: Language, link: Mapping[str, str]) -> None:
    """A tile's status, its arithmetic one click away, and the way to all that is known of it."""
    label = badge(tile.status, tile.word)
    if tile.status == Status.NO_PLAN:
        label = f":gray[{word('more', language)}]"
    with st.popover(label, type="tertiary", key=f"status-{tile.code}"):
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


def _behind(exhibit: Exhibit, language: Language) -> None:
    """What stands behind a figure, one click away: arithmetic, table, file."""
    if exhibit.figure is None:
        _download(exhibit, language)
        return
    label = word("data", language)
    with st.popover(label, type="tertiary", icon=":material/table:", key=f"data-{exhibit.code}"):
        st.markdown(markdown_table(exhibit.table))
        _download(exhibit, language)
        planned = [one for one in exhibit.judgements if one.status != Status.NO_PLAN]
        if planned:
            st.markdown(_judged(planned))


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


_SPECIAL = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_[]{}<>#|$~:"})


def escaped(text: str) -> str:
    """``text`` so that Markdown shows it letter by letter; nothing typed in data is obeyed."""
    return text.translate(_SPECIAL).replace("\n", " ")


def small(text: str) -> str:
    """A line in small muted letters; contrast 6.2, where st.caption has 4.25."""
    return f":small[:gray[{escaped(text)}]]" if text else ""
