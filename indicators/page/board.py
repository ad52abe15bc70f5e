"""A board of boxes in the browser: the one way an exhibit gets on the screen.

Streamlit's own Plotly element takes a chart down and draws it twice whenever its data change, and
every element is a message of its own. A board is one component and one message: it changes what is
there in place, and holds the table, the arithmetic, the file and the picture of every exhibit.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import streamlit as st

from indicators import theme
from indicators.page.memory import remembered
from indicators.vocabulary import Language
from indicators.wording.words import word

_SCRIPTS = ("marks.js", "said.js", "board.js")

_mount = st.components.v2.component(
    "board",
    js="".join(Path(__file__).with_name(one).read_text(encoding="utf-8") for one in _SCRIPTS),
    isolate_styles=False,
)

_WORDS = ("save_picture", "no_picture", "data", "download", "close", "pick_on_figure")


@dataclass(frozen=True)
class Section:
    """Boxes below each other, in two columns, or a grid of tiles; each box a text of JSON."""

    kind: Literal["stack", "columns", "tiles"]
    groups: tuple[tuple[str, ...], ...]


def draw_board(
    key: str,
    language: Language,
    sections: Sequence[Section],
    on_picked: Callable[[str], None] | None = None,
) -> None:
    """Draw a board. ``on_picked`` is told, before the next run, what a click on a figure chose.

    A link of a tile is followed here: the run ends and the other page begins.
    """
    mounted = f"board-{key}"

    def picked() -> None:
        if on_picked is not None and (code := st.session_state[mounted]["picked"]):
            on_picked(str(code))

    answer = _mount(
        key=mounted,
        data=_data(language, tuple(sections)),
        on_picked_change=picked,
        on_onward_change=_nothing,
    )
    if onward := answer.onward:
        st.switch_page(f"pages/{onward['page']}.py", query_params=onward["query"])


def _nothing() -> None:
    """A link is followed in the run itself; the component wants a callback to tell it by."""


def _joined(language: Language, sections: tuple[Section, ...]) -> bytes:
    # Bytes go through as they are; a mapping would be searched for data frames at every run.
    frame = {
        "language": language,
        "words": {key: word(key, language) for key in _WORDS},
        "fonts": {str(weight): file for weight, file in theme.FONT_FILES.items()},
    }
    listed = []
    for section in sections:
        groups = ",".join(f"[{','.join(boxes)}]" for boxes in section.groups)
        listed.append(f'{{"kind":"{section.kind}","groups":[{groups}]}}')
    all_ = ",".join(listed)
    return f'{json.dumps(frame)[:-1]},"sections":[{all_}]}}'.encode()


# Joined anew in a fraction of a millisecond, but megabytes where a view has thousands of communes.
_data = remembered(_joined, 32)
