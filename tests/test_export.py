"""Briefings as files: their names, what they say of themselves, and whose pictures they hold."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image, ImageChops
from pptx import Presentation
from pypdf import PdfReader
from pypdf.generic import Destination

from indicators.engine import Engine
from indicators.exhibits.facts import catalogue
from indicators.slides import export as exporting
from indicators.slides import painting
from indicators.slides.arranging import Briefing
from indicators.slides.drawing import drawn
from indicators.slides.export import (
    KINDS,
    Kind,
    Size,
    WrongSize,
    archive_name,
    export,
    left_over,
    made,
    zipped,
)
from indicators.slides.typeface import carrying
from tests.sketches import SMALL, brief, colour_of, listed, sketched

HD = Size(1920, 1080)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SVG = "{http://www.w3.org/2000/svg}"
DC = "{http://purl.org/dc/elements/1.1/}"
UNSOUND = "\x00\x0b\ufffe\ud800"
"""Letters that XML cannot hold."""


@pytest.fixture
def sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is painted: what these tests ask about does not hang on pictures."""
    monkeypatch.setattr(exporting, "paint", sketched)


@pytest.fixture(scope="module")
def yearly(source: Engine) -> Briefing:
    return brief(source, "yearly")


@pytest.fixture(scope="module")
def commune(source: Engine) -> Briefing:
    return brief(source, "commune", "00646")


def renamed(shown: Briefing, headline: str) -> Briefing:
    """The same with one slide of another headline, and an alt text that says the same."""
    (first, *_) = shown.slides
    slide = dataclasses.replace(first, headline=headline, alt=headline, number=1, count=1)
    deck = dataclasses.replace(shown.deck, title_vi=headline)
    return dataclasses.replace(shown, slides=(slide,), deck=deck)


def content(shown: Briefing, kind: Kind, size: Size = SMALL) -> bytes:
    """The only file of a briefing."""
    ((_, whole),) = made(shown, kind, size)
    return whole


# Names


@pytest.mark.usefixtures("sketch")
def test_names_sort_in_the_order_of_the_slides_and_say_what_they_hold(yearly: Briefing) -> None:
    names = [name for name, _ in made(yearly, "png", SMALL)]
    assert names == sorted(names)
    assert len(names) == len(yearly.slides) == 12
    assert names[0] == "huyen-thanh-tri_020_2022_yearly_01_tong-quan.png"
    assert names[3] == "huyen-thanh-tri_020_2022_yearly_04_co-cau-kinh-te.png"
    assert all(re.fullmatch(r"[a-z0-9_-]+\.png", name) for name in names)


@pytest.mark.usefixtures("sketch")
def test_names_of_a_long_deck_sort_too(yearly: Briefing) -> None:
    slides = tuple(
        dataclasses.replace(slide, number=number, count=103)
        for slide, number in zip(yearly.slides, (2, 10, 99, 100), strict=False)
    )
    names = [name for name, _ in made(dataclasses.replace(yearly, slides=slides), "svg", SMALL)]
    assert [name.split("_")[4] for name in names] == ["002", "010", "099", "100"]
    assert names == sorted(names)


@pytest.mark.usefixtures("sketch")
def test_a_name_is_cut_between_words(yearly: Briefing) -> None:
    slide = dataclasses.replace(yearly.slides[0], name="Tỷ lệ " * 40)
    ((name, _),) = made(dataclasses.replace(yearly, slides=(slide,)), "png", SMALL)
    assert len(name) < 110
    assert name.endswith("-ty-le.png")


@pytest.mark.usefixtures("sketch")
def test_languages_areas_and_decks_never_share_a_name(
    source: Engine, yearly: Briefing, commune: Briefing
) -> None:
    english = brief(source, "yearly", language="en")
    other = brief(source, "commune", "00643")
    for kind in KINDS:
        every = (yearly, commune, english, other)
        names = [name for shown in every for name, _ in made(shown, kind, SMALL)]
        assert len({*names}) == len(names)


def of_deck(shown: Briefing, code: str) -> Briefing:
    return dataclasses.replace(shown, deck=dataclasses.replace(shown.deck, code=code))


HARD: dict[str, Callable[[Briefing], Briefing]] = {
    "a deck whose name ends like a language": lambda one: of_deck(one, "yearly-en"),
    "that language": lambda one: dataclasses.replace(one, language="en"),
    "a deck whose name begins like another": lambda one: of_deck(one, "yearly-2023"),
    "a deck whose name ends like a slide": lambda one: of_deck(one, "yearly-01-tong-quan"),
    "a deck with another separator": lambda one: of_deck(one, "yearly_en"),
    "a deck that says what another's name says": lambda one: of_deck(one, "yearly-no-illustrative"),
    "a deck without plain letters": lambda one: of_deck(one, "報告"),
    "another one": lambda one: of_deck(one, "总结"),
    "a deck with marks": lambda one: of_deck(one, "yéarly"),
    "a deck in capitals": lambda one: of_deck(one, "YEARLY"),
    "a long deck": lambda one: of_deck(one, "năm " * 40),
    "a longer one": lambda one: of_deck(one, "năm " * 41),
    "a deck of a name that is no UTF-8": lambda one: of_deck(one, "yearly\udcff"),
    "real figures only": lambda one: dataclasses.replace(one, illustrative=False),
    "real figures only, in English": lambda one: dataclasses.replace(
        one, illustrative=False, language="en"
    ),
    "an area of another code": lambda one: dataclasses.replace(one, area="20"),
    "an area that differs by marks": lambda one: dataclasses.replace(
        one, area="021", area_name="Huyện Thanh Trĩ"
    ),
    "an area without plain letters": lambda one: dataclasses.replace(
        one, area="022", area_name="清池"
    ),
    "a code that a name could end with": lambda one: dataclasses.replace(
        one, area="tri-020", area_name="Huyện Thanh"
    ),
    "another period": lambda one: dataclasses.replace(one, period="2022-S1"),
}


@pytest.mark.usefixtures("sketch")
@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_hard_names_are_told_apart_and_claim_nothing_of_each_other(
    yearly: Briefing, tmp_path: Path, kind: Kind
) -> None:
    few = dataclasses.replace(yearly, slides=yearly.slides[:2])
    every = {"the deck itself": few} | {what: change(few) for what, change in HARD.items()}
    written = {what: export(shown, kind, SMALL, tmp_path) for what, shown in every.items()}
    names = [path.name for paths in written.values() for path in paths]
    assert len({*names}) == len(names) == len(listed(tmp_path))
    assert all(re.fullmatch(r"[a-z0-9_-]+\.(png|pdf)", name) for name in names)
    assert max(map(len, names)) <= 255
    assert {what: left_over(shown, kind, written[what]) for what, shown in every.items()} == {
        what: [] for what in every
    }
    archives = [archive_name(shown, kind) for shown in every.values()]
    assert len({*archives}) == len(every)


@pytest.mark.usefixtures("sketch")
def test_names_and_files_say_that_illustrative_figures_were_left_out(yearly: Briefing) -> None:
    real = dataclasses.replace(yearly, illustrative=False)
    ((name, whole),) = made(real, "pdf", SMALL)
    assert name == "huyen-thanh-tri_020_2022_yearly_khong-so-minh-hoa.pdf"
    told = PdfReader(io.BytesIO(whole)).metadata
    assert told is not None
    assert "Cả số minh họa: Không" in str(told.subject)
    english = dataclasses.replace(real, language="en")
    ((name, whole),) = made(english, "pptx", SMALL)
    assert name.endswith("_2022_yearly_en_no-illustrative.pptx")
    subject = Presentation(io.BytesIO(whole)).core_properties.subject
    assert "With illustrative figures: No" in subject
    for _, picture in made(real, "png", SMALL):
        assert "Cả số minh họa: Không" in Image.open(io.BytesIO(picture)).info["Description"]
    for _, picture in made(yearly, "png", SMALL):
        assert "Cả số minh họa" not in Image.open(io.BytesIO(picture)).info["Description"]


@pytest.mark.parametrize("text", ["1920x1080", "3840×2160", "7680x4320", "640x360", " 1280X720 "])
def test_any_size_of_16_9_is_one(text: str) -> None:
    size = Size.parse(text)
    assert size.width * 9 == size.height * 16
    assert Size.parse(str(size)) == size


@pytest.mark.parametrize(
    "text", ["", "1920", "1920x1081", "1024x768", "7696x4329", "16x9", "0x0", "1e3x9", "1920x1080x"]
)
def test_anything_else_is_none_and_says_so_in_one_sentence(text: str) -> None:
    with pytest.raises(WrongSize) as fault:
        Size.parse(text)
    assert f"«{text}»" in fault.value.vi
    assert "1920x1080" in fault.value.en
    assert "\n" not in fault.value.vi + fault.value.en


# What files say of themselves


def filters(text: str) -> None:
    """Deck, area, period, language and standing, each named."""
    for said in ("(yearly)", "Huyện Thanh Trì (020)", "(2022)", "Tiếng Việt (vi)", "Số ước"):
        assert said in text


def recent(text: str) -> None:
    moment = datetime.fromisoformat(text)
    assert moment.tzinfo is not None
    assert abs((datetime.now().astimezone() - moment).total_seconds()) < 300


@pytest.mark.usefixtures("sketch")
def test_png_carries_what_it_shows(yearly: Briefing) -> None:
    for slide, (_, picture) in zip(yearly.slides, made(yearly, "png", SMALL), strict=True):
        image = Image.open(io.BytesIO(picture))
        image.load()
        assert image.size == (640, 360)
        assert image.getpixel((9, 9)) == colour_of(drawn(slide))
        told = image.info
        assert told["Title"] == slide.headline
        assert told["Snapshot"] == yearly.snapshot
        assert "Nguồn: " in told["Source"]
        assert "Huyện Thanh Trì (020)" in told["Description"]
        recent(told["Creation Time"])
        if slide.code == "budget":
            filters(told["Description"])


@pytest.mark.usefixtures("sketch")
def test_svg_carries_what_it_shows(yearly: Briefing) -> None:
    for slide, (_, picture) in zip(yearly.slides, made(yearly, "svg", SMALL), strict=True):
        root = ET.fromstring(picture)
        assert [child.tag for child in root][:3] == [
            f"{SVG}{x}" for x in ("title", "desc", "metadata")
        ]
        assert root.findtext(f"{SVG}title") == slide.headline
        assert root.findtext(f"{SVG}desc") == slide.alt
        assert root.find(f"{SVG}rect") is not None
        (about,) = root.iter(f"{RDF}Description")
        assert about.findtext(f"{DC}identifier") == yearly.snapshot
        assert "Nguồn: " in str(about.findtext(f"{DC}source"))
        recent(str(about.findtext("{http://ns.adobe.com/xap/1.0/}CreateDate")))


@pytest.mark.usefixtures("sketch")
def test_pdf_carries_what_it_shows(yearly: Briefing) -> None:
    reader = PdfReader(io.BytesIO(content(yearly, "pdf")))
    assert len(reader.pages) == 12
    assert [round(float(side), 1) for side in reader.pages[0].mediabox] == [0, 0, 960, 540]
    told, packet = reader.metadata, reader.xmp_metadata
    assert told is not None
    assert packet is not None
    assert packet.dc_title == {"x-default": yearly.title}
    assert packet.dc_description == {"x-default": told.subject}
    assert str(told.title) == yearly.title
    filters(str(told.subject))
    assert str(told["/Snapshot"]) == yearly.snapshot == packet.dc_identifier
    assert packet.dc_source == str(told["/Source"])
    assert str(told["/Source"]).startswith("Nguồn: ")
    assert told.creation_date is not None
    recent(told.creation_date.isoformat())
    entries = [one for one in reader.outline if isinstance(one, Destination)]
    assert [one.title for one in entries] == [one.headline for one in yearly.slides]
    assert [reader.get_destination_page_number(one) for one in entries] == [*range(12)]
    assert str(reader.root_object["/Lang"]) == "vi"


def test_pptx_carries_what_it_shows(yearly: Briefing) -> None:
    deck = Presentation(io.BytesIO(content(yearly, "pptx")))
    told = deck.core_properties
    assert len(deck.slides) == 12
    assert told.title == yearly.title
    assert told.author == "Chỉ tiêu"
    assert "Huyện Thanh Trì (020)" in told.subject
    assert yearly.snapshot in told.comments
    assert yearly.snapshot in told.keywords
    recent(re.findall(r"\d{4}-\d\d-\d\dT[\d:+-]+", told.comments)[0])


@pytest.mark.usefixtures("sketch")
def test_what_data_say_is_shown_letter_by_letter(yearly: Briefing) -> None:
    said = 'A <b>&amp; "x"\' ]]> (đỏ) \\ %s {0} ữ'
    odd = renamed(yearly, f"{said}{UNSOUND}")
    # Nothing is lost in silence: each letter that cannot be held leaves a mark.
    said += "\ufffd" * len(UNSOUND)
    image = Image.open(io.BytesIO(content(odd, "png")))
    assert image.info["Title"] == said
    assert said in str(image.info["Description"])
    root = ET.fromstring(content(odd, "svg"))
    assert root.findtext(f"{SVG}title") == said == root.findtext(f"{SVG}desc")
    reader = PdfReader(io.BytesIO(content(odd, "pdf")))
    assert reader.metadata is not None
    assert reader.xmp_metadata is not None
    assert said in str(reader.metadata.title)
    assert said in str((reader.xmp_metadata.dc_title or {})["x-default"])
    deck = Presentation(io.BytesIO(content(odd, "pptx")))
    assert said in deck.core_properties.title


@pytest.mark.slow
def test_odd_letters_are_drawn_and_every_form_opens(yearly: Briefing) -> None:
    (first, *_) = yearly.slides
    (text, *others) = first.texts
    spoken = f"Hà{UNSOUND}Nội font-weight: nặng <b>&amp;"
    odd = renamed(yearly, "Số liệu")
    drawn_text = dataclasses.replace(text, lines=(spoken,))
    slide = dataclasses.replace(odd.slides[0], name=spoken, texts=(drawn_text, *others))
    odd = dataclasses.replace(odd, slides=(slide,))
    marked = spoken.replace(UNSOUND, "\ufffd" * len(UNSOUND))
    root = ET.fromstring(content(odd, "svg"))
    shown = "".join(root.itertext())
    assert marked in shown.replace("\u00a0", " ")
    (page,) = PdfReader(io.BytesIO(content(odd, "pdf"))).pages
    assert "Nội font-weight: nặng" in page.extract_text().replace("\u00a0", " ")
    with Image.open(io.BytesIO(content(odd, "png"))) as image:
        assert image.size == (640, 360)
    (sheet,) = Presentation(io.BytesIO(content(odd, "pptx"))).slides
    said = [shape.text_frame.text for shape in sheet.shapes if shape.has_text_frame]
    assert marked in said
    painting.close()


def test_only_a_style_sets_a_weight() -> None:
    words = "font-weight:nặng font-weight: 99999 font-weight:700 style=&quot;font-weight:700&quot;"
    for style, weights in (("", {"400"}), ("font-weight: 500;", {"400", "500"})):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg"><text style="{style}">{words}</text></svg>'
        root = ET.fromstring(carrying(svg))
        (faces,) = root.iter(f"{SVG}style")
        assert {*re.findall(r"font-weight:(\d+)", str(faces.text))} == weights
    bold = f'<svg data-said="{words}"><text style="font-weight:bold">Số</text></svg>'
    assert "font-weight:700;src" in carrying(bold)
    assert "font-weight:500;src" not in carrying(bold)


# Archives, and many at once


@pytest.mark.usefixtures("sketch")
def test_an_archive_holds_the_files_in_order(yearly: Briefing) -> None:
    files = list(made(yearly, "png", SMALL))
    with zipfile.ZipFile(io.BytesIO(zipped(files))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [name for name, _ in files]
        assert [archive.read(name) for name, _ in files] == [each for _, each in files]
        assert all(entry.external_attr >> 16 == 0o644 for entry in archive.infolist())


@pytest.mark.usefixtures("sketch")
def test_eight_exports_at_once_each_get_their_own(source: Engine, tmp_path: Path) -> None:
    communes = [one.area_code for one in catalogue(source).communes("2022")][:8]
    whole = [brief(source, "commune", code) for code in communes]
    shown = [dataclasses.replace(one, slides=one.slides[:4]) for one in whole]

    def write(one: Briefing) -> list[Path]:
        return export(one, "png", SMALL, tmp_path)

    with ThreadPoolExecutor(8) as pool:
        written = list(pool.map(write, shown))
    for one, paths in zip(shown, written, strict=True):
        pictures = [Image.open(io.BytesIO(path.read_bytes())) for path in paths]
        colours = [picture.getpixel((9, 9)) for picture in pictures]
        assert colours == [colour_of(drawn(slide)) for slide in one.slides]
    assert len(listed(tmp_path)) == sum(map(len, written)) == len({*chain(*written)})


def painted_at_once(source: Engine, tmp_path: Path, slides: int) -> None:
    """Eight exports at once against the same one after the other, picture by picture."""
    communes = [one.area_code for one in catalogue(source).communes("2022")][:8]
    shown = []
    for code in communes:
        one = brief(source, "commune", code)
        shown.append(dataclasses.replace(one, slides=one.slides[:slides]))

    def write(one: Briefing, folder: str) -> list[Path]:
        return export(one, "png", SMALL, tmp_path / folder)

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(write, shown, ["together"] * 8))
    alone = [write(one, "alone") for one in shown]
    painting.close()
    looks = set()
    for first, second in zip(chain(*together), chain(*alone), strict=True):
        assert first.name == second.name
        with Image.open(first) as left, Image.open(second) as right:
            assert left.size == (640, 360)
            assert (
                ImageChops.difference(left.convert("RGB"), right.convert("RGB")).getbbox() is None
            )
            looks.add(left.convert("RGB").tobytes())
    assert len(looks) == 8 * slides


@pytest.mark.slow
def test_eight_paintings_at_once_are_each_ones_own(source: Engine, tmp_path: Path) -> None:
    painted_at_once(source, tmp_path, 1)


@pytest.mark.trial
def test_eight_whole_decks_at_once_are_each_ones_own(source: Engine, tmp_path: Path) -> None:
    painted_at_once(source, tmp_path, 8)


@pytest.mark.slow
def test_a_painted_deck_is_as_large_and_reads_as_it_should(
    yearly: Briefing, tmp_path: Path
) -> None:
    few = dataclasses.replace(yearly, slides=yearly.slides[3:5])
    for path, slide in zip(export(few, "png", HD, tmp_path), few.slides, strict=True):
        with Image.open(path) as image:
            assert image.size == (1920, 1080)
            assert image.info["Title"] == slide.headline
            assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50
    (path,) = export(few, "pdf", HD, tmp_path)
    for page, slide in zip(PdfReader(path).pages, few.slides, strict=True):
        said = " ".join(page.extract_text().replace("\u00a0", " ").split())
        assert slide.headline.replace("\u00a0", " ") in said
        assert "Huyện Thanh Trì, Hà Nội" in said
    for path in export(few, "svg", Size(1280, 720), tmp_path):
        root = ET.fromstring(path.read_bytes())
        assert (root.get("width"), root.get("height")) == ("1280", "720")
    painting.close()
