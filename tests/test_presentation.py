"""Decks as presentations that can be edited: read back with python-pptx, and drawn by an office."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from fontpkg_be_vietnam_pro import ROOT as FONTS
from pptx import Presentation

from indicators import theme
from indicators.engine import Engine
from indicators.exhibits.facts import catalogue
from indicators.exhibits.plotted import Plotted, Series
from indicators.slides.arranging import Briefing, briefing
from indicators.slides.deck import DeckFault, decks
from indicators.slides.pptx import native
from indicators.slides.pptx.datasheet import workbook
from indicators.slides.pptx.presentation import Properties, presentation
from indicators.slides.slide import Slide
from indicators.vocabulary import LANGUAGES, Language
from tests.conftest import ROOT

PROPERTIES = Properties(
    *("Báo cáo năm", "Huyện Thanh Trì, năm 2022", "Chỉ tiêu", "chỉ tiêu; kế hoạch"),
    "Bản số liệu indicators-000042",
    datetime(2023, 2, 27, 8, 30, tzinfo=UTC),
)
SOFFICE = shutil.which("soffice")


def shown(source: Engine, code: str, language: Language = "vi") -> Briefing:
    found = decks(ROOT / "data", catalogue(source))[code]
    assert not isinstance(found, DeckFault)
    area = "00646" if found.takes_commune else ""
    return briefing(source, found, area=area, language=language)


@pytest.fixture(scope="module", params=["yearly", "commune"])
def deck(request: pytest.FixtureRequest, source: Engine) -> tuple[Briefing, bytes]:
    made = shown(source, request.param)
    return made, presentation(made.slides, PROPERTIES, made.language)


def every(shapes: Any) -> Iterator[Any]:
    """Every shape of a slide, those in groups too."""
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every(shape.shapes)


def description(shape: Any) -> str:
    told = shape.element.xpath(".//p:cNvPr")[0]
    return str(told.get("descr") or "")


def charts(page: Any) -> list[Any]:
    return [shape for shape in page.shapes if shape.has_chart]


def sheet(chart: Any) -> Any:
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob), data_only=True).active


def laid_over(chart: Any) -> str:
    """The shapes over a chart, as they are written."""
    return b"".join(
        part.target_part.blob
        for part in chart.part.rels.values()
        if part.reltype.endswith("/chartUserShapes")
    ).decode()


def test_every_slide_has_its_title_words_notes_and_descriptions(
    deck: tuple[Briefing, bytes],
) -> None:
    made, content = deck
    pages = list(Presentation(io.BytesIO(content)).slides)
    assert len(pages) == len(made.slides)
    for slide, page in zip(made.slides, pages, strict=True):
        assert page.shapes.title is not None
        title = " ".join(page.shapes.title.text_frame.text.split("\v"))
        assert title == " ".join(line for text in slide.texts if text.title for line in text.lines)
        boxes = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
        for text in slide.texts:
            assert "\v".join(text.lines) in boxes
        notes = page.notes_slide.notes_text_frame
        assert notes is not None
        assert notes.text == slide.notes
        told = [description(shape) for shape in page.shapes]
        for panel in slide.panels:
            assert (panel.exhibit.alt or panel.exhibit.headline) in told


def test_every_chart_holds_the_very_numbers_that_are_plotted(
    deck: tuple[Briefing, bytes],
) -> None:
    made, content = deck
    checked = 0
    for slide, page in zip(made.slides, Presentation(io.BytesIO(content)).slides, strict=True):
        plotted = [
            panel.exhibit.plotted
            for panel in slide.panels
            if panel.exhibit.plotted and native.fits(panel.exhibit.plotted)
        ]
        found = charts(page)
        assert len(found) == len(plotted)
        for frame, plots in zip(found, plotted, strict=True):
            drawn = {one.name: one for plot in frame.chart.plots for one in plot.series}
            cells = sheet(frame.chart)
            for place, one in enumerate(plots.series):
                assert tuple(drawn[one.name].values) == one.values
                column = [cells.cell(row, place + 2).value for row in range(2, plots_end(plots))]
                # XLSX keeps sixteen digits; a double may have seventeen.
                for cell, value in zip(column, one.values, strict=True):
                    assert (cell is None) == (value is None)
                    assert cell == (value and pytest.approx(value, rel=1e-15, abs=0))
            assert list(frame.chart.plots[0].categories) == list(plots.categories)
            checked += 1
    assert checked >= 5


def plots_end(plots: Plotted) -> int:
    return len(plots.categories) + 2


def test_the_printed_numbers_stand_in_cells_that_follow_theirs(source: Engine) -> None:
    followed = 0
    for slide in shown(source, "yearly").slides:
        for panel in slide.panels:
            plots = panel.exhibit.plotted
            if plots is None:
                continue
            cells = openpyxl.load_workbook(io.BytesIO(workbook(plots, (), "vi"))).active
            said = openpyxl.load_workbook(
                io.BytesIO(workbook(plots, (), "vi")), data_only=True
            ).active
            assert cells is not None
            assert said is not None
            for place, one in enumerate(plots.series):
                column = 2 + len(plots.series) + place
                for row, label in enumerate(one.labels, 2):
                    assert (said.cell(row, column).value or "") == label
                    followed += str(cells.cell(row, column).value).startswith("=IF(ISNUMBER(")
    assert followed >= 20


@pytest.mark.parametrize(
    ("value", "label", "language", "formula"),
    [
        (21.0, "21", "vi", '"[<1000]0;[<1000000]0"".""000;0"".""000"".""000"'),
        (2167.0, "2,167", "en", '"[<1000]0;[<1000000]0"",""000;0"",""000"",""000"'),
        (67.7, "67,7", "vi", '&","&TEXT(ROUND('),
        (120.0, "120 Bằng khen", "vi", '&" Bằng khen"'),
    ],
)
def test_a_number_keeps_the_marks_of_its_language_on_any_computer(
    value: float, label: str, language: Language, formula: str
) -> None:
    plots = Plotted("bars", ("a",), (Series("s", (value,), theme.NAVY, (label,)),), "", 1)
    cells = openpyxl.load_workbook(io.BytesIO(workbook(plots, (), language))).active
    assert cells is not None
    assert formula in str(cells["C2"].value)


def test_a_label_that_says_more_than_its_number_is_no_formula() -> None:
    plots = Plotted(
        *("bars", ("a",)), (Series("s", (525.0,), theme.NAVY, ("21 ÷ 4 = 525 %",)),), "%", 0
    )
    cells = openpyxl.load_workbook(io.BytesIO(workbook(plots, (), "vi"))).active
    assert cells is not None
    assert cells["C2"].value == "21 ÷ 4 = 525 %"


def test_a_text_like_a_formula_stays_a_text(source: Engine) -> None:
    made = shown(source, "yearly")
    slide = next(each for each in made.slides if any(p.exhibit.plotted for p in each.panels))
    plots = Plotted(
        *("bars", ("=1+1", "@cmd")),
        (Series('=HYPERLINK("x")', (1.0, None), theme.NAVY, ("=2+2", "")),),
        *("", 0),
    )
    panel = slide.panels[0]
    changed = replace(panel, exhibit=replace(panel.exhibit, plotted=plots))
    content = presentation([replace(slide, panels=(changed,))], PROPERTIES, "vi")
    (frame,) = charts(Presentation(io.BytesIO(content)).slides[0])
    cells = openpyxl.load_workbook(
        io.BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob)
    ).active
    assert cells is not None
    for at in ("A2", "A3", "B1", "C2"):
        assert cells[at].data_type == "s", at
    assert list(frame.chart.plots[0].categories) == ["=1+1", "@cmd"]


def test_a_chart_that_would_be_drawn_wrongly_is_drawn_as_shapes(source: Engine) -> None:
    base = Series("b", (10.0, 0.0), theme.PAPER, ("", ""), "base")
    down = Plotted(
        "stack", ("a", "b"), (base, Series("s", (-4.0, 6.0), theme.SKY, ("−4", "6"))), "", 0
    )
    assert not native.fits(down)
    made = shown(source, "yearly")
    slide = next(each for each in made.slides if any(p.exhibit.plotted for p in each.panels))
    panel = slide.panels[0]
    changed = replace(panel, exhibit=replace(panel.exhibit, plotted=down))
    content = presentation([replace(slide, panels=(changed,))], PROPERTIES, "vi")
    page = Presentation(io.BytesIO(content)).slides[0]
    assert charts(page) == []
    assert (panel.exhibit.alt or panel.exhibit.headline) in map(description, page.shapes)


def test_nothing_leaves_the_slide_and_every_letter_is_ours(deck: tuple[Briefing, bytes]) -> None:
    _, content = deck
    opened = Presentation(io.BytesIO(content))
    wide, tall = 12_192_000, 6_858_000
    assert (opened.slide_width, opened.slide_height) == (wide, tall)
    for page in opened.slides:
        for shape in every(page.shapes):
            assert shape.left >= -1
            assert shape.top >= -1
            assert shape.left + shape.width <= wide + 1
            assert shape.top + shape.height <= tall + 1
        numbers = [shape.shape_id for shape in every(page.shapes)]
        assert len(set(numbers)) == len(numbers)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.match(r"ppt/(slides|charts|drawings)/[^_]", name):
                faces = set(re.findall(r'typeface="([^"]*)"', archive.read(name).decode()))
                assert faces <= {theme.FONT_FAMILY, f"{theme.FONT_FAMILY} Medium"}, name


def test_every_part_is_sound_and_there_once(deck: tuple[Briefing, bytes]) -> None:
    _, content = deck
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert len(set(names)) == len(names)
        assert archive.testzip() is None
        for name in names:
            if name.endswith((".xml", ".rels")):
                ET.fromstring(archive.read(name))
        for name in names:
            assert not name.endswith((".png", ".jpeg", ".jpg", ".bin")), name


def test_the_file_says_what_it_is_and_from_when(deck: tuple[Briefing, bytes]) -> None:
    core = Presentation(io.BytesIO(deck[1])).core_properties
    assert (core.title, core.subject, core.author) == (
        *("Báo cáo năm", "Huyện Thanh Trì, năm 2022", "Chỉ tiêu"),
    )
    assert (core.keywords, core.comments) == ("chỉ tiêu; kế hoạch", PROPERTIES.comments)
    assert core.last_modified_by == "Chỉ tiêu"
    assert core.created == PROPERTIES.created.replace(tzinfo=None)


def test_illustrative_charts_are_hatched_and_say_so(source: Engine) -> None:
    checked = 0
    for language in LANGUAGES:
        made = shown(source, "commune", language)
        content = presentation(made.slides, PROPERTIES, language)
        for slide, page in zip(made.slides, Presentation(io.BytesIO(content)).slides, strict=True):
            for frame in charts(page):
                (panel,) = slide.panels
                plots = panel.exhibit.plotted
                assert plots is not None
                if plots.kind == "lines":
                    continue
                over = laid_over(frame.chart)
                words = {"vi": "Số minh họa", "en": "Illustrative"}[language]
                hatched = b"pattFill" in frame.chart.part.blob
                assert hatched == plots.hatched == (words in over)
                checked += hatched
    assert checked


def test_bars_in_the_colour_of_a_status_bear_its_word_and_mark(source: Engine) -> None:
    made = shown(source, "yearly")
    content = presentation(made.slides, PROPERTIES, "vi")
    (page,) = (
        page
        for slide, page in zip(made.slides, Presentation(io.BytesIO(content)).slides, strict=True)
        if slide.code == "progress"
    )
    over = "".join(laid_over(frame.chart) for frame in charts(page))
    rows = sum(len(frame.chart.plots[0].categories) for frame in charts(page))
    words = re.findall(r"<a:t>(Vượt kế hoạch|Đạt kế hoạch|Chưa đến hạn)</a:t>", over)
    assert len(words) == rows == 7
    assert "Kế hoạch = 100 %" in over
    assert "vạch chéo" in over


def test_whoever_makes_it_hears_of_each_slide_and_may_stop(source: Engine) -> None:
    slides = shown(source, "yearly").slides
    heard: list[int] = []

    class Stopped(Exception):
        pass

    def step(slide: Slide) -> None:
        heard.append(slide.number)
        if slide.number == 3:
            raise Stopped

    with pytest.raises(Stopped):
        presentation(slides, PROPERTIES, "vi", step)
    assert heard == [1, 2, 3]


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice here")
def test_an_office_program_opens_it_and_shows_every_word(
    deck: tuple[Briefing, bytes], tmp_path: Path
) -> None:
    made, content = deck
    (tmp_path / "deck.pptx").write_bytes(content)
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><dir>{FONTS}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    assert SOFFICE is not None
    subprocess.run(
        [
            *(SOFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
        timeout=180,
        check=True,
        capture_output=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "deck.pdf"), "-"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout.decode()
    pages = [" ".join(page.split()) for page in text.split("\f")[:-1]]
    assert len(pages) == len(made.slides)
    for slide, page in zip(made.slides, pages, strict=True):
        for line in (line for each in slide.texts if each.title for line in each.lines):
            assert " ".join(line.split()) in page
        for panel in slide.panels:
            plots = panel.exhibit.plotted
            for one in plots.series if plots and plots.kind != "lines" else ():
                for label in filter(None, one.labels):
                    assert one.role == "reference" or " ".join(label.split()) in page
