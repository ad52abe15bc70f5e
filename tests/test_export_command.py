"""The command that exports a deck: what it writes, what it says, and with which exit code."""

import dataclasses
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation
from typer.testing import CliRunner, Result

from indicators.__main__ import app
from indicators.engine import Engine
from indicators.exhibits.facts import catalogue
from indicators.slides import arranging
from indicators.slides import export as exporting
from indicators.slides.arranging import Briefing
from indicators.slides.deck import Deck
from tests.conftest import ROOT
from tests.sketches import listed, sketched
from tests.test_command_line import one_line

DECK = """title_vi = "Giao ban"
title_en = "Meeting"
area = "020"
period = "2022"

[[slides]]
exhibit = "structure"

[[slides]]
exhibits = ["income", "budget"]
"""


@pytest.fixture
def _sketch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "paint", sketched)


@pytest.fixture
def folder(published: Path) -> Iterator[Path]:
    """The published data folder, whose decks a test may add to."""
    before = {*(published / "decks").iterdir()}
    yield published
    for path in {*(published / "decks").iterdir()} - before:
        path.unlink()


def call(data: Path, *arguments: object) -> Result:
    words = ["export", *map(str, arguments), "--data", str(data)]
    return CliRunner().invoke(app, words)


@pytest.mark.usefixtures("_sketch")
def test_it_prints_every_file_that_it_wrote(published: Path, tmp_path: Path) -> None:
    done = call(published, "yearly", "--size", "1280x720", "--output", tmp_path / "out")
    assert (done.exit_code, done.stderr) == (0, "")
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert {path.name for path in paths} == {*listed(tmp_path / "out")}
    assert len(paths) == 12
    for path in paths:
        with Image.open(path) as image:
            assert image.size == (1280, 720)


@pytest.mark.usefixtures("_sketch")
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_each_format_that_is_painted(published: Path, tmp_path: Path, form: str) -> None:
    done = call(published, "yearly", "--format", form, "--output", tmp_path)
    assert done.exit_code == 0
    assert {path.suffix for path in tmp_path.iterdir()} == {f".{form}"}


def test_pptx_needs_no_browser_and_the_others_say_so(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHI_TIEU_BROWSER", "/nowhere/chromium")
    for form in ("png", "svg", "pdf"):
        done = call(published, "yearly", "--format", form, "--output", tmp_path / "new")
        said = one_line(done, 1)
        assert "không có chương trình ấy" in said
    assert listed(tmp_path) == {}
    done = call(published, "yearly", "--format", "pptx", "--output", tmp_path, "--language", "en")
    assert done.exit_code == 0
    (path,) = tmp_path.iterdir()
    assert path.name == "thanh-tri-district_020_2022_yearly_en.pptx"
    assert len(Presentation(str(path)).slides) == 12


COMMUNE = """title_vi = "Xã"
title_en = "Commune"
area = "commune"
period = "2022"

[[slides]]
exhibit = "map"
indicator = "population"
period = "2019"
"""


@pytest.mark.usefixtures("_sketch")
def test_a_deck_for_every_commune(folder: Path, source: Engine, tmp_path: Path) -> None:
    (folder / "decks" / "xa.toml").write_text(COMMUNE, "utf-8")
    done = call(folder, "xa", "--every-commune", "--format", "pdf", "--output", tmp_path)
    assert done.exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == len(catalogue(source).communes("2022")) == len(done.stdout.splitlines())
    assert "xa-thanh-liet_00646_2022_xa.pdf" in names


@pytest.mark.usefixtures("_sketch")
def test_communes_that_a_name_does_not_tell_apart_get_files_of_their_own(
    folder: Path, source: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "decks" / "xa.toml").write_text(COMMUNE, "utf-8")
    monkeypatch.setattr(exporting, "plain_name", lambda text: "same" if " " in text else text)
    done = call(folder, "xa", "--every-commune", "--format", "pdf", "--output", tmp_path)
    assert done.exit_code == 0
    paths = {Path(line) for line in done.stdout.splitlines()}
    assert len(paths) == len(catalogue(source).communes("2022"))
    assert all(path.parent == tmp_path and path.is_file() for path in paths)


@pytest.mark.usefixtures("_sketch")
def test_communes_without_slides_are_named_and_the_others_exported(
    published: Path, source: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    communes = [one.area_code for one in catalogue(source).communes("2022")]
    without = {communes[0], communes[2]}
    real = arranging.briefing

    def some(engine: Engine, deck: Deck, **asked: Any) -> Briefing:
        shown = real(engine, deck, **asked)
        return dataclasses.replace(shown, slides=()) if asked["area"] in without else shown

    monkeypatch.setattr(arranging, "briefing", some)
    words = ("commune", "--every-commune", "--format", "pdf", "--language", "en")
    done = call(published, *words, "--output", tmp_path / "some")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == len(communes) - 2 == len(listed(tmp_path / "some"))
    (said,) = [one for one in done.stderr.splitlines() if one.startswith("No slides, as ")]
    assert all(f"({code})" in said for code in without)
    assert f"({communes[1]})" not in said
    without |= {*communes}
    done = call(published, *words, "--output", tmp_path / "none")
    assert (done.exit_code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "none").exists()


@pytest.mark.usefixtures("_sketch")
def test_one_commune_and_a_period(published: Path, tmp_path: Path) -> None:
    done = call(
        published, "commune", "--area", "00646", "--period", "2021", "--output", tmp_path,
        "--format", "pdf",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["xa-thanh-liet_00646_2021_commune.pdf"]


@pytest.mark.usefixtures("_sketch")
def test_what_is_left_out_is_said_and_is_no_failure(published: Path, tmp_path: Path) -> None:
    done = call(
        published, "commune", "--area", "00646", "--no-illustrative", "--output", tmp_path,
        "--language", "en",
    )  # fmt: skip
    assert done.exit_code == 0
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("Thanh Liệt commune: left out, as there are no figures: ")


@pytest.mark.usefixtures("_sketch")
def test_slides_of_an_earlier_export_are_said(folder: Path, tmp_path: Path) -> None:
    deck = folder / "decks" / "giao-ban.toml"
    deck.write_text(DECK, "utf-8")
    assert call(folder, "giao-ban", "--output", tmp_path).stderr == ""
    deck.write_text(DECK.replace('"structure"', '"schools"'), "utf-8")
    done = call(folder, "giao-ban", "--output", tmp_path)
    assert done.exit_code == 0
    assert "huyen-thanh-tri_020_2022_giao-ban_01_co-cau-kinh-te.png" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.usefixtures("_sketch")
def test_a_deck_may_stand_anywhere(published: Path, tmp_path: Path) -> None:
    deck = tmp_path / "giao ban.toml"
    deck.write_text(DECK, "utf-8")
    done = call(published, deck, "--output", tmp_path / "out", "--format", "pdf")
    assert done.exit_code == 0, done.stderr
    assert [*listed(tmp_path / "out")] == ["huyen-thanh-tri_020_2022_giao-ban-3d94b58e.pdf"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("nothing", "There is no deck “nothing”; there are: commune, yearly, or name"),
        ("nothing.toml", "There is no deck “nothing.toml”"),
        ("yearly --size 1024x768", "“1024x768” is no size of a slide"),
        ("yearly --period 22", "“22” is no period"),
        ("yearly --period 1999", "There are no figures of “020” for “1999”; periods with figures"),
        ("yearly --area 99999", "There is no area “99999” for this deck in 2022; there are: 020 ("),
        ("commune", "This deck is about a commune: add --area CODE or --every-commune; there are"),
        ("commune --area 020", "There is no area “020” for this deck in 2022; there are: 00640 ("),
        ("commune --area 00646 --period 2018", "There are no figures of “00646” for “2018”"),
        ("commune --area 00646 --period 2030", "No area is in force in 2030"),
        ("yearly --every-commune", '--every-commune is for a deck with area = "commune"'),
        ("commune --every-commune --area 00646", "--every-commune is for a deck"),
    ],
)
def test_a_mistyped_command_is_one_line_and_2(
    published: Path, tmp_path: Path, words: str, says: str
) -> None:
    output = tmp_path / "new"
    done = call(published, *words.split(), "--output", output, "--language", "en")
    assert one_line(done, 2).startswith(says)
    assert not output.exists()
    vietnamese = one_line(call(published, *words.split(), "--output", output), 2)
    assert not vietnamese.startswith(says[:20])


def test_an_unknown_format_is_2(published: Path) -> None:
    assert call(published, "yearly", "--format", "gif").exit_code == 2


def test_every_fault_of_a_deck_is_a_line_and_nothing_is_written(
    folder: Path, tmp_path: Path
) -> None:
    text = DECK.replace('"structure"', '"strcture"').replace('period = "2022"', 'period = "22"')
    (folder / "decks" / "broken.toml").write_text(text, "utf-8")
    for language, line in (("en", "line"), ("vi", "dòng")):
        done = call(folder, "broken", "--output", tmp_path / "new", "--language", language)
        assert (done.exit_code, done.stdout) == (1, "")
        said = done.stderr.splitlines()
        assert [one.partition(", column")[0].partition(", cột")[0] for one in said] == [
            f"decks/broken.toml, {line} 4",
            f"decks/broken.toml, {line} 7",
        ]
        assert "structure" in said[1]
    assert not (tmp_path / "new").exists()


def test_a_deck_that_is_no_toml_is_one_line(folder: Path, tmp_path: Path) -> None:
    deck = tmp_path / "odd.toml"
    deck.write_text(DECK + "[[slides\n", "utf-8")
    done = call(folder, deck, "--output", tmp_path / "new", "--language", "en")
    assert one_line(done, 1).startswith(f"{deck}, line 11: ")


def test_no_snapshot_says_what_to_run(data: Path) -> None:
    shutil.rmtree(data / "published", ignore_errors=True)
    assert "python -m indicators publish" in one_line(call(data, "yearly"), 1)


# Paints slowly, so that there is time to interrupt.
SLOW = """
import signal, sys, time
from indicators.__main__ import app
from indicators.slides import export
from tests.sketches import sketched

def paint(*given, **named):
    time.sleep(0.4)
    return sketched(*given, **named)

export.paint = paint
# What a shell starts in the background ignores an interruption unless told otherwise.
signal.signal(signal.SIGINT, signal.default_int_handler)
app(sys.argv[1:])
"""


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_nothing_half_written(
    published: Path, tmp_path: Path, sent: signal.Signals
) -> None:
    output = tmp_path / "out"
    words = ["export", "yearly", "--data", published, "--output", output]
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, *map(str, words)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    until = time.monotonic() + 60
    while time.monotonic() < until and len([*output.rglob("*.png")]) < 2:
        time.sleep(0.02)
    assert [path.suffix for path in output.iterdir()] == [""]  # all of it stands aside
    os.kill(process.pid, sent)
    stdout, stderr = process.communicate(timeout=30)
    assert (process.returncode, stdout) == (130, "")
    assert stderr == "Đã dừng; 0 tệp đã xong, không có tệp nào dở dang.\n"
    assert listed(tmp_path) == {}


def test_what_stands_in_the_way_is_1(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "paint", sketched)
    (tmp_path / "file").write_text("stays")
    done = call(published, "yearly", "--output", tmp_path / "file" / "below", "--language", "en")
    assert one_line(done, 1).startswith(f"Cannot write to {tmp_path}/file/below (")
    assert listed(tmp_path) == {"file": b"stays"}
    done = call(published, "yearly", "--output", tmp_path / ("o" * 300), "--language", "en")
    assert one_line(done, 1).startswith("Cannot write to ")


def test_a_deck_of_a_name_too_long_is_none(published: Path) -> None:
    done = call(published, "d" * 300 + ".toml", "--language", "en")
    assert one_line(done, 2).startswith("There is no deck “ddd")


@pytest.mark.slow
def test_the_real_command_writes_real_pictures(folder: Path, tmp_path: Path) -> None:
    (folder / "decks" / "giao-ban.toml").write_text(DECK, "utf-8")
    words = ["export", "giao-ban", "--size", "3840x2160", "--data", folder, "--output", tmp_path]
    done = subprocess.run(
        [sys.executable, "-m", "indicators", *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    paths = [Path(line) for line in done.stdout.splitlines()]
    assert len(paths) == 2
    for path in paths:
        with Image.open(path) as image:
            assert image.size == (3840, 2160)
            assert "Huyện Thanh Trì (020)" in image.info["Description"]
