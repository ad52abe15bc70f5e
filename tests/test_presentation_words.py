"""Editable slides say what their pictures say: words beside bars, who is picked out, titles."""

import io
import re
from dataclasses import replace

from pptx import Presentation

from indicators import theme
from indicators.engine import Engine
from indicators.exhibits.plotted import Plotted, Series
from indicators.slides.arranging import Briefing
from indicators.slides.pptx import native
from indicators.slides.pptx.presentation import presentation
from tests.test_presentation import PROPERTIES, charts, deck, every, laid_over, shown

__all__ = ["deck"]


def test_what_a_figure_says_of_its_rows_is_said_in_the_chart_too(
    deck: tuple[Briefing, bytes],
) -> None:
    made, content = deck
    checked = 0
    for slide, page in zip(made.slides, Presentation(io.BytesIO(content)).slides, strict=True):
        over = "".join(laid_over(frame.chart) for frame in charts(page))
        said = " ".join(re.findall(r"<a:t>([^<]*)</a:t>", over))
        notes = page.notes_slide.notes_text_frame
        assert notes is not None
        for panel in slide.panels if charts(page) else ():
            plots = panel.exhibit.plotted
            for text in filter(None, plots.evidence if plots else ()):
                assert " ".join(text.split()) in " ".join(said.split()), text
                checked += 1
        sizes = [int(size) for size in re.findall(r'sz="(\d+)"', over)]
        assert min(sizes, default=1200) >= 1200
    assert checked >= 8


def test_a_budget_beyond_its_plan_bears_mark_and_distance(source: Engine) -> None:
    made = shown(source, "yearly")
    content = presentation(made.slides, PROPERTIES, "vi")
    (page,) = (
        page
        for slide, page in zip(made.slides, Presentation(io.BytesIO(content)).slides, strict=True)
        if slide.code == "budget"
    )
    over = laid_over(charts(page)[0].chart)
    assert len(re.findall(r"<a:t>Vượt\s≈\s[\d,]+\stỷ\sđồng</a:t>", over)) == 2
    assert over.count(theme.LOOKS["exceeded"].fill[1:]) >= 2


def test_what_has_no_room_in_a_chart_is_said_in_the_notes(source: Engine) -> None:
    many = tuple(f"Xã {number}" for number in range(60))
    one = Series("Thu", (1.0,) * 60, theme.NAVY, ("1",) * 60)
    long = "một lời giải thích dài hơn phần trang chiếu còn lại cho nó " * 3
    plots = Plotted("bars", many, (one,), "", 0, evidence=(long, *("",) * 59))
    made = shown(source, "yearly")
    slide = next(each for each in made.slides if any(p.exhibit.plotted for p in each.panels))
    panel = replace(slide.panels[0], exhibit=replace(slide.panels[0].exhibit, plotted=plots))
    content = presentation([replace(slide, panels=(panel,))], PROPERTIES, "vi")
    page = Presentation(io.BytesIO(content)).slides[0]
    notes = page.notes_slide.notes_text_frame
    assert notes is not None
    assert notes.text.split("\n")[-1] == f"Xã 0: {long}"
    assert notes.text.startswith(slide.notes)
    assert long not in laid_over(charts(page)[0].chart)


def test_bars_too_thin_for_their_numbers_are_drawn_as_the_figure() -> None:
    series = (
        Series("đến nay", (1.0,) * 16, theme.NAVY, ("1",) * 16),
        Series("cần có", (1.0,) * 16, theme.INK, ("1",) * 16, "plan"),
    )
    names = tuple(f"Xã {number}" for number in range(16))
    assert not native.readable(Plotted("bars", names, series, "", 0), 540)
    assert native.readable(Plotted("bars", names, series[:1], "", 0), 540)
    few = tuple(replace(one, values=one.values[:3], labels=one.labels[:3]) for one in series)
    assert native.readable(Plotted("bars", names[:3], few, "", 0), 540)


def test_who_is_picked_out_is_seen_among_hatched_bars() -> None:
    one = Series(
        *("Thu", (3.0, 2.0), theme.CLASSES[2], ("3", "2")), colours=(theme.CLASSES[2], theme.NAVY)
    )
    plain = Plotted("bars", ("a", "b"), (one,), "", 0, hatched=True)
    picked = native.chart(replace(plain, picked=1), 600, 300, 1.0, "vi")
    grounds = re.findall(r"<a:bgClr><a:srgbClr val=.(\w+)", picked.xml)
    assert len(set(grounds)) == 2
    assert len(picked.over) == len(native.chart(plain, 600, 300, 1.0, "vi").over) + 1


def test_a_title_may_become_smaller_but_nothing_else(source: Engine) -> None:
    made = shown(source, "yearly")
    content = presentation(made.slides, PROPERTIES, "vi")
    for slide, page in zip(made.slides, Presentation(io.BytesIO(content)).slides, strict=True):
        shrinking = [
            shape for shape in every(page.shapes) if shape.element.xpath(".//a:normAutofit")
        ]
        assert [shape.shape_id for shape in shrinking] == [page.shapes.title.shape_id]
        bottom = page.shapes.title.top + page.shapes.title.height
        (title,) = (text for text in slide.texts if text.title)
        under = [
            text.baseline * 12_192_000 / 1040
            for text in slide.texts
            if text.anchor == "left" and text.baseline > title.baseline + title.size * 2.6
        ]
        assert bottom <= min(under, default=bottom)
