"""The same number everywhere: on the page, in a picture, in a PDF, in a deck, in the report."""

import io
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from pptx import Presentation
from pypdf import PdfReader

from indicators.engine import Engine
from indicators.exhibits import report
from indicators.exhibits.exhibit import Exhibit, Scope
from indicators.exhibits.facts import Facts, catalogue, gather
from indicators.page.boxes import box_of
from indicators.slides import painting
from indicators.slides.arranging import briefing
from indicators.slides.compared import COMPARING
from indicators.slides.deck import Deck, Item
from indicators.slides.drawing import drawn
from indicators.slides.pptx.presentation import Properties, presentation
from indicators.slides.slide import HEIGHT, WIDTH, Slide
from indicators.vocabulary import LANGUAGES, Language
from tests.plots import read

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
PROPERTIES = Properties("", "", "", "", "", datetime(2023, 2, 27, tzinfo=UTC))
COMPARED = {"map": "population", "ranking": "population_density", "trend": "income_per_person"}
COMPARED |= {"gap": "budget_revenue", "pace": "budget_revenue"}


def every_exhibit(source: Engine, language: Language) -> tuple[Slide, ...]:
    """A slide for each exhibit there is of the district in 2022, and for one of each comparison."""
    assert set(COMPARED) == set(COMPARING)
    items = [Item((code,)) for code in ("attention", "progress", *catalogue(source).entries)]
    items += [Item((code,), indicator) for code, indicator in COMPARED.items() if code != "pace"]
    year = Deck("all", "Mọi câu hỏi", "Every question", "020", "2022", tuple(items))
    september = Deck("month", "", "", "020", "2022-09", (Item(("pace",), COMPARED["pace"]),))
    made = (
        *briefing(source, year, language=language).slides,
        *briefing(source, september, language=language).slides,
    )
    assert len(made) > 30
    return made


def numbers_of(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def plain(text: str) -> str:
    """``text`` as it can be compared: one kind of space, letters composed."""
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def printed(figure: Any) -> Iterator[str]:
    """Every text that a figure prints, without its marks."""
    for one in figure["layout"]["annotations"]:
        yield one["text"]
    for trace in figure["data"]:
        yield from trace.get("text", [])


def words_of(figure: Any) -> str:
    return plain(re.sub(r"<[^>]*>", " ", " ".join(printed(figure))).replace("&amp;", "&"))


@pytest.fixture(scope="module", params=LANGUAGES)
def everything(
    request: pytest.FixtureRequest, source: Engine
) -> tuple[tuple[Slide, ...], Facts, Language]:
    language: Language = request.param
    facts = gather(source, Scope("020", "2022", language))
    return every_exhibit(source, language), facts, language


Everything = tuple[tuple[Slide, ...], Facts, Language]


def test_the_page_says_what_the_slide_says(everything: Everything) -> None:
    slides, facts, _ = everything
    compared = 0
    for slide in slides:
        for exhibit in slide.exhibits:
            box = json.loads(box_of(exhibit, facts.scope))
            assert plain(box["headline"]).removesuffix(".") == plain(slide.headline)
            on_page = words_of(json.loads(box["figure"]))
            if len(slide.panels) == 1:
                compared += 1
                on_slide = words_of(slide.panels[0].figure)
                assert numbers_of(on_slide) == numbers_of(on_page), slide.code
    assert compared > 30


def test_a_picture_and_a_page_of_a_pdf_print_every_number_of_the_slide(
    everything: Everything,
) -> None:
    slides, _, _ = everything
    for slide in slides:
        figure = drawn(slide)
        wanted = words_of(figure)
        assert numbers_of(slide.headline) <= numbers_of(wanted)
        picture = painting.paint(figure, "svg", width=WIDTH, height=HEIGHT).decode()
        in_picture = plain(" ".join(re.findall(r">([^<>]+)<", picture.partition("</style>")[2])))
        page = painting.paint(figure, "pdf", width=WIDTH, height=HEIGHT)
        (leaf,) = PdfReader(io.BytesIO(page)).pages
        in_pdf = plain(leaf.extract_text())
        assert numbers_of(wanted) <= numbers_of(in_picture), slide.code
        missing = numbers_of(wanted) - numbers_of(in_pdf)
        assert not missing, (slide.code, missing)


def test_a_deck_holds_the_numbers_that_the_figures_print(everything: Everything) -> None:
    slides, _, language = everything
    pages = Presentation(io.BytesIO(presentation(slides, PROPERTIES, language))).slides
    charts = 0
    for slide, page in zip(slides, pages, strict=True):
        assert plain(page.shapes.title.text_frame.text) == plain(slide.headline)
        shown = [shape.chart for shape in page.shapes if shape.has_chart]
        charts += len(shown)
        held = [
            value
            for chart in shown
            for series in chart.plots[0].series
            for value in series.values
            if value is not None
        ]
        for panel in slide.panels if shown else ():
            for label, value in labels_of(panel.exhibit):
                number, decimals, _ = read(label, language)
                assert value in held, (slide.code, label)
                assert abs(value - number) <= 0.5000001 * 10**-decimals, (slide.code, label)
    assert charts > 20


def labels_of(exhibit: Exhibit) -> Iterator[tuple[str, float]]:
    if exhibit.plotted is None:
        return
    for series in exhibit.plotted.series:
        if series.role == "value":
            for label, value in zip(series.labels, series.values, strict=True):
                if label and value is not None:
                    yield label, value


def test_the_report_says_every_number_of_the_headline(everything: Everything) -> None:
    slides, facts, _ = everything
    told = 0
    for slide in slides:
        entry = facts.catalogue.entries.get(slide.code)
        if entry is not None:
            told += 1
            said = numbers_of(plain(report.paragraph(facts, entry)))
            assert numbers_of(plain(slide.headline)) <= said, slide.code
    assert told > 25
