"""Slides → a presentation that can be edited: PPTX, without a browser.

Every text is a text box, the headline the slide's title; a figure that plots numbers is a chart
with its sheet inside, any other is drawn as shapes. Notes and document properties say where it all
comes from. How one shape or chart is written stands in shapes and native.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from pptx.oxml import parse_xml
from pptx.parts.coreprops import CorePropertiesPart
from pptx.slide import Slide as Page

from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.plotted import Plotted
from indicators.slides.pptx import native
from indicators.slides.pptx.embedding import embedded, framed
from indicators.slides.pptx.figures import pieces
from indicators.slides.pptx.overlay import Status
from indicators.slides.pptx.pieces import Paint, Rectangle, Run, Words, marked, moved
from indicators.slides.pptx.shapes import NAMESPACES, Drawer, placed
from indicators.slides.pptx.template import empty
from indicators.slides.slide import WIDTH, Panel, Slide, Text
from indicators.vocabulary import Language, sound

_LONGEST: Final = 255
"""Letters of a document property, as its format has it."""


@dataclass(frozen=True)
class Properties:
    """What the file says of itself: snapshot, filters and time stand in ``comments``."""

    title: str
    subject: str
    author: str
    keywords: str
    comments: str
    created: datetime
    """With its zone."""


def presentation(
    slides: Sequence[Slide],
    properties: Properties,
    language: Language,
    step: Callable[[Slide], None] = lambda _slide: None,
) -> bytes:
    """The slides as a PPTX of 16:9; ``step`` is called before each slide and may raise to stop.

    Raises NotDrawable where a figure that is no chart holds what cannot be drawn as shapes.
    """
    made = empty(language)
    for slide in slides:
        step(slide)
        page = made.slides.add_slide(made.slide_layouts[0])
        _fill(page, slide, language)
    _tell(made.core_properties, properties, language)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def _tell(core: CorePropertiesPart, properties: Properties, language: Language) -> None:
    core.title = properties.title[:_LONGEST]
    core.subject = properties.subject[:_LONGEST]
    core.author = core.last_modified_by = properties.author[:_LONGEST]
    core.keywords = properties.keywords[:_LONGEST]
    core.comments = properties.comments[:_LONGEST]
    core.language = language
    core.created = core.modified = properties.created.astimezone(UTC).replace(tzinfo=None)
    core.revision = 1


def _fill(page: Page, slide: Slide, language: Language) -> None:
    """Everything on one slide, from the bottom layer up, as in the picture: words below figures.

    What comes first is read first: the title.
    """
    drawer = Drawer(language)
    tree = page.shapes._spTree
    for placeholder in list(page.placeholders):
        tree.remove(placeholder.element)
    drawn = [
        drawer.rectangle(Rectangle(box.left, box.top, box.width, box.height, Paint(box.fill)))
        for box in slide.boxes
    ]
    ground = [text for text in slide.texts if not text.title and _under_title(slide, text)]
    drawn += [_words(drawer, text) for text in ground]
    drawn += [_words(drawer, text, _free(slide, text)) for text in slide.texts if text.title]
    drawn += [_words(drawer, text) for text in slide.texts if not text.title and text not in ground]
    unsaid: list[str] = []
    for panel in slide.panels:
        drawn.append(_panel(page, drawer, panel, unsaid))
    drawn += [
        drawer.group(mark.status, "", marked(mark.status, mark.left, mark.down, mark.radius))
        for mark in slide.marks
    ]
    for shape in parse_xml(f"<p:spTree {NAMESPACES}>{''.join(drawn)}</p:spTree>"):
        tree.append(shape)
    page.element.cSld.set("name", sound(slide.name))
    notes = "\n".join(filter(None, (slide.notes, *unsaid)))
    spoken = page.notes_slide.notes_text_frame if notes else None
    if spoken is not None:
        spoken.text = sound(notes)


def _words(drawer: Drawer, text: Text, below: float = 0.0) -> str:
    """A text box; ``below``: how far down a title may reach, px."""
    lines = tuple((Run(line, text.weight, text.colour),) for line in text.lines)
    words = Words(lines, text.left, text.baseline, text.size, text.anchor)
    room = min(text.width, text.left if text.anchor == "right" else WIDTH - text.left)
    return drawer.words(words, text.leading, room=room, title=text.title, below=below)


def _under_title(slide: Slide, text: Text) -> bool:
    """Whether it is a watermark that runs through the title."""
    for number, title in enumerate(slide.texts):
        if title.title and text in slide.texts[:number] and text.size > 2 * title.size:
            end = title.baseline + (len(title.lines) - 1) * title.size * title.leading
            return text.baseline - text.size < end and text.baseline > title.baseline - title.size
    return False


def _free(slide: Slide, title: Text) -> float:
    """Where the words below the title begin, px down; 0 for none."""
    end = title.baseline + (len(title.lines) - 1) * title.size * title.leading
    tops = [
        text.baseline - text.size * 0.8
        for text in slide.texts
        if text.baseline - text.size * 0.8 > end and text.anchor == "left"
    ]
    return min(tops, default=0.0)


def _panel(page: Page, drawer: Drawer, panel: Panel, unsaid: list[str]) -> str:
    """A native chart where office programs have that form, otherwise the figure as shapes.

    What a chart has no room to say is added to ``unsaid``.
    """
    exhibit = panel.exhibit
    plotted = exhibit.plotted
    alt = exhibit.alt or exhibit.headline
    if plotted is not None and native.fits(plotted) and native.readable(plotted, panel.height):
        made = native.chart(
            *(plotted, panel.width, panel.height, panel.scale, drawer.language),
            _statuses(exhibit, plotted),
        )
        unsaid += made.unsaid
        relation = embedded(page.part, made, drawer, (panel.width, panel.height))
        at = placed(panel.left, panel.top, panel.width, panel.height, tag="p:xfrm")
        return framed(drawer.named(exhibit.name, alt), at, relation)
    own = pieces(panel.figure, panel.width / panel.scale)
    return drawer.group(
        exhibit.name, alt, [moved(each, panel.left, panel.top, panel.scale) for each in own]
    )


def _statuses(exhibit: Exhibit, plotted: Plotted) -> list[Status | None]:
    """The judgement on each category; empty where they are on something else."""
    found = []
    for name in plotted.categories:
        own = [
            one
            for one in exhibit.judgements
            if f"{one.label}, ".casefold().startswith(f"{name}, ".casefold())
        ]
        said = {one.status for one in own}
        told = len(said) == 1 and own[0].status != "no_plan"
        found.append(Status(own[0].status, own[0].word) if told else None)
    return found
