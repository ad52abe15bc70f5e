"""What figures are drawn from: widths of texts, marks, images."""

import re
from base64 import b64decode
from xml.etree import ElementTree as ET

import pytest
from fontpkg_be_vietnam_pro import ROOT as FONTS
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from indicators import strips, theme
from indicators.vocabulary import Status


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_widths_of_texts_agree_with_the_font(weight: int) -> None:
    path = next(FONTS.rglob(theme.FONT_FILES[weight]))
    font = ImageFont.truetype(str(path), 1000)
    for text in (
        "Tổng diện tích đất thu hồi",
        "14.563 tỷ đồng",
        "103,3 %",
        "ƯỚC ĐẠT",
        "−1,5 · 3 × 4",
    ):
        real = font.getlength(text.replace(" ", theme.NO_BREAK)) / 1000 * 15
        assert 0.98 * real <= theme.text_width(text, 15, weight) <= 1.05 * real


@given(st.text("aơ ế\u00a0 \n", max_size=60), st.floats(20, 300))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, width: float) -> None:
    lines = theme.wrapped(text, 15, 400, width)
    assert " ".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    for line in lines:
        assert " " not in line.strip(" ") or theme.text_width(line, 15) <= width + 0.01


def test_every_status_has_its_own_look() -> None:
    assert set(theme.LOOKS) == set(Status)
    assert len({look.mark for look in theme.LOOKS.values()}) == len(Status)
    assert len({look.icon for look in theme.LOOKS.values()}) == len(Status)


@pytest.mark.parametrize("status", Status)
def test_marks_are_drawn_from_what_plotly_reads(status: Status) -> None:
    for stroke in theme.LOOKS[status].mark:
        assert re.fullmatch(r"[MLCZ\d. -]+", theme.scaled(stroke.path, 8, upward=True))


def test_an_image_holds_its_drawing_and_says_what_it_is() -> None:
    svg = strips.strip_rank(6, 30, "thứ 6")
    tag = theme.image(svg, 'Đứng "thứ 6"', "100%", strips.HEIGHT)
    found = ET.fromstring(tag.replace(">", "/>"))
    assert (found.get("alt"), found.get("height")) == ('Đứng "thứ 6"', "30")
    assert b64decode((found.get("src") or "").partition(",")[2]).decode() == svg


def test_a_mark_grows_with_its_radius_and_turns_with_its_axis() -> None:
    assert theme.scaled("M 0.5 -1 L -0.25 0 Z", 8) == "M 4 -8 L -2 0 Z"
    assert theme.scaled("M 0.5 -1 L -0.25 0 Z", 8, upward=True) == "M 4 8 L -2 0 Z"
