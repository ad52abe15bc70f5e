"""Slides of the shipped decks: what stands on them, where, and how it is drawn."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from indicators import theme
from indicators.engine import Engine
from indicators.exhibits import overview
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import catalogue, gather
from indicators.exhibits.overview import Headline
from indicators.exhibits.tiles import tiles as tiles_of
from indicators.slides import arranging
from indicators.slides.arranging import Briefing, briefing
from indicators.slides.deck import Deck, DeckFault, Item, decks
from indicators.slides.drawing import drawn, enlarged
from indicators.slides.layout import Content, Setting, laid_out
from indicators.slides.paper import EDGE, SMALLEST, Paper
from indicators.slides.slide import HEIGHT, WIDTH, Slide
from indicators.slides.tiles import MOST_TILES, targets
from indicators.vocabulary import LANGUAGES, Language
from tests.conftest import ROOT

_ENLARGED = 24 / 13
"""From the sheet to a screen of 1920 px."""


def deck(source: Engine, code: str) -> Deck:
    found = decks(ROOT / "data", catalogue(source))[code]
    assert not isinstance(found, DeckFault)
    return found


@pytest.fixture(scope="module", params=["yearly", "commune"])
def shown(request: pytest.FixtureRequest, source: Engine) -> Briefing:
    area = "00646" if request.param == "commune" else ""
    return briefing(source, deck(source, request.param), area=area)


def boxes_of(slide: Slide) -> Iterator[tuple[str, float, float, float, float]]:
    """What stands on a slide, by name: left, top, right, bottom. The watermark lies below all."""
    for text in slide.texts:
        if text.colour == "#F0ECE2":
            continue
        wide = max(theme.text_width(line, text.size, text.weight) for line in text.lines)
        left = text.left - (wide if text.anchor == "right" else 0)
        top = text.baseline - text.size * 0.74
        bottom = text.baseline + (len(text.lines) - 1) * text.size * text.leading
        yield " ".join(text.lines), left, top, left + wide, bottom + text.size * 0.1
    for panel in slide.panels:
        yield (
            panel.exhibit.code,
            panel.left,
            panel.top,
            panel.left + panel.width,
            (panel.top + panel.height),
        )


def faults(slide: Slide) -> list[str]:
    """What leaves the sheet, and what lies upon each other."""
    placed = list(boxes_of(slide))
    wrong = [
        f"{name} leaves the sheet"
        for name, left, top, right, bottom in placed
        if left < 20 or top < 8 or right > WIDTH - 20 or bottom > HEIGHT - 8
    ]
    for number, (one, left, top, right, bottom) in enumerate(placed):
        for other, left2, top2, right2, bottom2 in placed[number + 1 :]:
            if left < right2 and left2 < right and top < bottom2 and top2 < bottom:
                wrong.append(f"{one} lies upon {other}")
    return wrong


def sizes_of(slide: Slide) -> list[float]:
    """Of every letter on a slide, px of the sheet."""
    found = [text.size for text in slide.texts]
    for panel in slide.panels:
        figure = panel.figure
        own = [one["font"]["size"] for one in figure["layout"]["annotations"]]
        for trace in figure["data"]:
            size = trace.get("textfont", {}).get("size", [])
            own += size if isinstance(size, list) else [size]
        found += [size * panel.scale for size in own]
    return found


def test_the_yearly_deck_has_twelve_slides_in_its_order(source: Engine) -> None:
    made = briefing(source, deck(source, "yearly"))
    assert [slide.number for slide in made.slides] == list(range(1, 13))
    assert {slide.count for slide in made.slides} == {12}
    assert made.left_out == ()
    assert "22/22" in made.slides[0].headline
    assert made.slides[1].urgent


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["yearly", "commune"])
def test_nothing_overlaps_and_every_letter_is_read_from_three_metres(
    source: Engine, code: str, language: Language
) -> None:
    asked = deck(source, code)
    communes = [one.area_code for one in catalogue(source).communes(asked.period)]
    for area in communes if asked.takes_commune else [""]:
        for slide in briefing(source, asked, area=area, language=language).slides:
            assert faults(slide) == [], (area, slide.number)
            assert min(sizes_of(slide)) * _ENLARGED >= 24 - 1e-9, (area, slide.number)
    assert SMALLEST * _ENLARGED >= 24


def said_on(slide: Slide) -> str:
    """All words on a slide but those in its figures, with plain spaces."""
    return " ".join(line for text in slide.texts for line in text.lines).replace("\u00a0", " ")


def test_a_slide_says_whose_when_from_whom_and_its_place(shown: Briefing) -> None:
    for slide in shown.slides:
        said = said_on(slide)
        assert "huyện Thanh Trì" in said or "Huyện Thanh Trì" in said
        assert "Hà Nội" in said
        assert slide_period(slide) in said
        assert "Nguồn:" in said
        assert shown.snapshot in said
        assert f"{slide.number}/{slide.count}" in said
        title = [text for text in slide.texts if text.title]
        assert [" ".join(text.lines) for text in title] == [slide.headline]


def slide_period(slide: Slide) -> str:
    """The year that the figures of a slide speak for, where it is one."""
    found = {str(row["period"]) for one in slide.exhibits for row in one.records}
    return f"Năm {found.pop()}" if len(found) == 1 else "Năm 2022"


def test_only_slides_with_made_up_figures_are_watermarked(shown: Briefing) -> None:
    for slide in shown.slides:
        held = any(one.illustrative for one in slide.exhibits)
        marks = [text for text in slide.texts if text.lines == ("SỐ MINH HỌA",)]
        assert bool(marks) == held == slide.illustrative
    if shown.deck.takes_commune:
        assert {slide.illustrative for slide in shown.slides} == {True, False}


def test_made_up_figures_can_be_left_out(source: Engine) -> None:
    made = briefing(source, deck(source, "commune"), area="00646", illustrative=False)
    assert made.slides
    assert not any(slide.illustrative for slide in made.slides)
    assert made.left_out


def test_notes_hold_the_arithmetic_the_remarks_and_the_source(source: Engine) -> None:
    made = {one.code: one for one in briefing(source, deck(source, "yearly")).slides}
    budget = made["budget"].notes
    for judgement in made["budget"].exhibits[0].judgements:
        assert judgement.arithmetic in budget
    assert "Nguồn:" in budget
    assert "87,67" in made["schools"].notes


def test_a_published_figure_that_does_not_agree_stands_on_the_slide(source: Engine) -> None:
    made = {one.code: one for one in briefing(source, deck(source, "yearly")).slides}
    said = said_on(made["schools"])
    assert "87,6" in said
    assert "87,67" in said


def test_a_commune_that_is_none_is_named(source: Engine) -> None:
    with pytest.raises(LookupError, match="00999"):
        briefing(source, deck(source, "commune"), area="00999")


def test_what_nothing_is_known_of_is_left_out_and_named(source: Engine) -> None:
    made = briefing(source, deck(source, "yearly"), period="2021")
    assert made.left_out
    assert len(made.slides) + len(made.left_out) == len(made.deck.items)


def test_a_slide_is_one_figure_with_each_panel_on_axes_of_its_own(shown: Briefing) -> None:
    for slide in shown.slides:
        figure = drawn(slide)
        layout = figure["layout"]
        assert (layout["width"], layout["height"]) == (WIDTH, HEIGHT)
        json.dumps(figure)
        axes = {trace.get("xaxis", "x") for trace in figure["data"]}
        assert len(axes) >= 1 + len(slide.panels)
        for kind in ("shapes", "annotations"):
            for piece in layout[kind]:
                for letter in "xy":
                    named = str(piece[f"{letter}ref"]).split(" ")[0]
                    assert named == letter or f"{letter}axis{named[1:]}" in layout


def test_a_slide_prints_every_text_of_its_figures(shown: Briefing) -> None:
    for slide in shown.slides:
        figure = drawn(slide)
        printed = texts_of(figure)
        for panel in slide.panels:
            assert texts_of(panel.figure) <= printed


def texts_of(figure: dict[str, object]) -> set[str]:
    layout, traces = figure["layout"], figure["data"]
    assert isinstance(layout, dict)
    assert isinstance(traces, list)
    found = {one["text"] for one in layout["annotations"]}
    for trace in traces:
        found |= set(trace.get("text", []))
    return found


def test_an_enlarged_figure_keeps_its_numbers_and_grows_in_px(source: Engine) -> None:
    slide = next(
        one for one in briefing(source, deck(source, "yearly")).slides if one.code == "budget"
    )
    figure = slide.panels[0].figure
    twice = enlarged(figure, 2)
    assert twice["layout"]["height"] == 2 * figure["layout"]["height"]
    assert twice["layout"]["yaxis"] == figure["layout"]["yaxis"]
    for before, after in zip(figure["data"], twice["data"], strict=True):
        assert before.get("x") == after.get("x")
        assert before.get("y") == after.get("y")
    assert texts_of(twice) == texts_of(figure)


def of(*items: Item, area: str = "020", period: str = "2022") -> Deck:
    """A deck of these slides alone."""
    return Deck("mine", "Của tôi", "Mine", area, period, items)


def test_two_answers_stand_beside_each_other_where_there_is_room(source: Engine) -> None:
    (one,) = briefing(source, of(Item(("income", "structure")))).slides
    assert [panel.exhibit.code for panel in one.panels] == ["income", "structure"]
    assert faults(one) == []
    two = briefing(source, of(Item(("new_rural_communes", "budget")))).slides
    assert [slide.code for slide in two] == ["new_rural_communes", "budget"]
    assert all(panel.scale >= 1 for slide in two for panel in slide.panels)


def test_a_slide_may_be_of_another_period_than_its_deck(source: Engine) -> None:
    earlier = Item(("population",), period="2019")
    (slide,) = briefing(source, of(earlier)).slides
    assert slide.exhibits[0].footnote.endswith("Năm\u00a02019: số nguồn công bố.")


def test_no_other_period_is_shown_than_the_one_that_is_asked_for(source: Engine) -> None:
    asked = Item(("map",), "population", "2018")
    made = briefing(source, of(asked))
    assert made.slides == ()
    assert made.left_out == ("Dân số: bản đồ xã, thị trấn",)
    (slide,) = briefing(source, of(Item(("map",), "population"))).slides
    assert "2019" in slide.headline


def test_many_tiles_and_sources_stay_on_their_slide(source: Engine) -> None:
    content = of_overview(source)
    assert content.overview is not None
    headline, tiles = content.overview
    many = replace(
        content,
        overview=(replace(headline, met=200, whole=300), (tiles * 2)[:MOST_TILES]),
        foot=(" ".join(["Nguồn: một nơi công bố có tên dài, 27/02/2023."] * 30),),
    )
    slide = laid_out(many, Setting("Huyện", "Năm 2022", "Chỉ tiêu", "", 1, 1))
    assert faults(slide) == []
    assert min(box.width for box in slide.boxes) > 0


def test_more_tiles_than_a_slide_holds_go_on_the_next_one(
    source: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arranging, "MOST_TILES", 4)
    made = briefing(source, of(Item(("overview",)))).slides
    said = [said_on(slide) for slide in made]
    assert len(made) == 2
    assert "53,3 %" in said[0]
    assert "2.167" in said[1]


def of_overview(source: Engine) -> Content:
    facts = gather(source, Scope("020", "2022"))
    shown = tuple(tiles_of(facts))
    return Content(
        *("overview", "", "Một câu", "", ()),
        draw=lambda _width: (),
        notes="",
        overview=(overview.headline(facts), shown),
    )


def test_axes_that_are_tied_stay_tied_to_their_own(source: Engine) -> None:
    (slide,) = briefing(source, of(Item(("population",), period="2019"))).slides
    panel = slide.panels[0]
    layout = panel.figure["layout"]
    tied = {**layout, "xaxis": {**layout["xaxis"], "scaleanchor": "y"}}
    moved = replace(panel, figure={"data": panel.figure["data"], "layout": tied})
    figure = drawn(replace(slide, panels=(moved,)))
    assert figure["layout"]["xaxis2"]["scaleanchor"] == "y2"


@pytest.mark.parametrize("whole", [22, 60])
@pytest.mark.parametrize("status", ["no_plan", "missed"])
def test_targets_that_were_met_are_filled_and_not_as_failed(whole: int, status: str) -> None:
    paper = Paper()
    met = whole - 1
    headline = Headline("Đạt", f"{met}/{whole}", "chỉ tiêu", "", status, met, whole)
    targets(paper, headline, 100)
    filled = sum(box.width for box in paper.boxes if box.fill == theme.NAVY)
    assert filled > 0.8 * max(box.left + box.width - EDGE for box in paper.boxes)
    assert {box.fill for box in paper.boxes} == {theme.NAVY, theme.TRACK}
