"""Briefings on a disk: every file of one stands there whole, or all is as it was before."""

import dataclasses
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from indicators.charts import Figure
from indicators.engine import Engine
from indicators.slides import export as exporting
from indicators.slides.arranging import Briefing
from indicators.slides.export import (
    KINDS,
    ExportFailed,
    Kind,
    Size,
    Stopped,
    export,
    left_over,
    made,
)
from indicators.slides.painting import PaintFailed
from indicators.slides.slide import HEIGHT, WIDTH, Slide
from tests.conftest import ROOT
from tests.sketches import SMALL, brief, listed, sketched


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


@pytest.mark.usefixtures("sketch")
@pytest.mark.parametrize("kind", KINDS)
def test_files_stand_where_they_are_said_to(tmp_path: Path, commune: Briefing, kind: Kind) -> None:
    folder = tmp_path / "new" / "folder"
    paths = export(commune, kind, SMALL, folder)
    assert [path.name for path in paths] == [name for name, _ in made(commune, kind, SMALL)]
    assert {path.name for path in paths} == {*listed(folder)}
    assert all(path.read_bytes() for path in paths)
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o666 & ~umask()}


def umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


@pytest.mark.usefixtures("sketch")
def test_another_export_replaces_the_first(tmp_path: Path, yearly: Briefing) -> None:
    first = export(yearly, "png", SMALL, tmp_path)
    (tmp_path / "other.txt").write_text("stays")
    again = export(yearly, "png", Size(1280, 720), tmp_path)
    assert first == again
    assert {Image.open(io.BytesIO(path.read_bytes())).size for path in again} == {(1280, 720)}
    assert {*listed(tmp_path)} == {*(path.name for path in again), "other.txt"}


@pytest.mark.usefixtures("sketch")
def test_slides_of_an_earlier_and_longer_deck_are_named(tmp_path: Path, yearly: Briefing) -> None:
    export(yearly, "png", SMALL, tmp_path)
    fewer = dataclasses.replace(yearly, slides=yearly.slides[:3])
    paths = export(fewer, "png", SMALL, tmp_path)
    over = left_over(fewer, "png", paths)
    assert [path.name.split("_")[4] for path in over] == [
        f"{number:02d}" for number in range(4, 13)
    ]
    assert left_over(yearly, "png", export(yearly, "png", SMALL, tmp_path)) == []
    assert left_over(dataclasses.replace(fewer, illustrative=False), "png", paths) == []


def failing(at: int, error: BaseException) -> Callable[..., bytes]:
    count = iter(range(1, 99))

    def paint(figure: Figure, form: str, **more: float) -> bytes:
        if next(count) == at:
            raise error
        return sketched(figure, form, width=WIDTH, height=HEIGHT, scale=more["scale"])

    return paint


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
@pytest.mark.parametrize("earlier", [True, False])
@pytest.mark.parametrize(
    "error", [PaintFailed("Hỏng rồi.", "It broke."), KeyboardInterrupt(), ZeroDivisionError()]
)
def test_a_painter_that_fails_halfway_leaves_all_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    yearly: Briefing,
    kind: Kind,
    earlier: bool,
    error: BaseException,
) -> None:
    folder = tmp_path / "a" / "b"
    before: dict[str, bytes] = {}
    if earlier:
        monkeypatch.setattr(exporting, "paint", sketched)
        export(yearly, kind, SMALL, folder)
        before = listed(folder)
    monkeypatch.setattr(exporting, "paint", failing(7, error))
    wanted = ExportFailed if isinstance(error, PaintFailed) else type(error)
    with pytest.raises(wanted) as failure:
        export(yearly, kind, SMALL, folder)
    if isinstance(failure.value, ExportFailed):
        assert (failure.value.vi, failure.value.en) == ("Hỏng rồi.", "It broke.")
    if earlier:
        assert listed(folder) == before
    else:
        assert listed(tmp_path) == {}


@pytest.mark.usefixtures("sketch")
@pytest.mark.parametrize("kind", KINDS)
def test_stopping_leaves_all_as_it_was(tmp_path: Path, yearly: Briefing, kind: Kind) -> None:
    begun: list[Slide] = []
    with pytest.raises(Stopped):
        export(yearly, kind, SMALL, tmp_path, begun.append, lambda: len(begun) == 5)
    assert [slide.number for slide in begun] == [1, 2, 3, 4, 5]
    assert listed(tmp_path) == {}
    # At the last slide it is not too late.
    with pytest.raises(Stopped):
        export(yearly, kind, SMALL, tmp_path, begun.append, lambda: len(begun) == 17)
    assert listed(tmp_path) == {}


@pytest.mark.usefixtures("sketch")
def test_every_slide_is_announced_in_order(yearly: Briefing) -> None:
    for kind in KINDS:
        begun: list[Slide] = []
        list(made(yearly, kind, SMALL, begun.append))
        assert begun == [*yearly.slides]


@pytest.mark.usefixtures("sketch")
def test_what_cannot_take_its_place_takes_none_of_them(tmp_path: Path, yearly: Briefing) -> None:
    names = [name for name, _ in made(yearly, "png", SMALL)]
    (tmp_path / names[5]).mkdir()
    with pytest.raises(ExportFailed, match="Cannot write to"):
        export(yearly, "png", SMALL, tmp_path)
    assert [*listed(tmp_path)] == [f"{names[5]}/"]


class Moves:
    """The moves of a disk, of which one fails: before it is made, or just after."""

    def __init__(self, at: int, error: BaseException, *, after: bool) -> None:
        self.at = at
        self.error = error
        self.after = after
        self.count = 0

    def method(self) -> Callable[[Path, Path], Path]:
        def replace(path: Path, target: Path) -> Path:
            return self.move(path, target)

        return replace

    def move(self, path: Path, target: Path) -> Path:
        self.count += 1
        if self.count == self.at and not self.after:
            raise self.error
        path.rename(target)
        if self.count == self.at:
            raise self.error
        return target


@pytest.mark.usefixtures("sketch")
@pytest.mark.parametrize("old", [5, 3, 0])
@pytest.mark.parametrize("at", [3, 8])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_replacement_that_fails_halfway_puts_all_back(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    yearly: Briefing,
    old: int,
    at: int,
    after: bool,
    error: BaseException,
) -> None:
    five = dataclasses.replace(yearly, slides=yearly.slides[:5])
    if old:
        few = dataclasses.replace(yearly, slides=yearly.slides[:old])
        export(few, "png", SMALL, tmp_path)
    (tmp_path / "other.txt").write_text("stays")
    before = listed(tmp_path)
    assert len(before) == old + 1
    # So many are moved aside, five get their names, and the old ones go with what is left over.
    moves = Moves(min(at, old + 5), error, after=after)
    monkeypatch.setattr(Path, "replace", moves.method())
    wanted = ExportFailed if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(wanted):
        export(five, "png", Size(1280, 720), tmp_path)
    assert moves.count >= moves.at
    assert listed(tmp_path) == before
    monkeypatch.undo()
    monkeypatch.setattr(exporting, "paint", sketched)
    assert len(export(five, "png", Size(1280, 720), tmp_path)) == 5
    assert len(listed(tmp_path)) == 6


@pytest.mark.usefixtures("sketch")
def test_what_cannot_even_be_put_back_is_not_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, yearly: Briefing
) -> None:
    before = {path.read_bytes() for path in export(yearly, "png", SMALL, tmp_path)}

    def broken(path: Path, target: Path) -> Path:
        if target.parent == tmp_path:
            raise OSError(5, "Input/output error")
        return path.rename(target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(ExportFailed, match="Input/output error"):
        export(yearly, "png", Size(1280, 720), tmp_path)
    assert {path.read_bytes() for path in tmp_path.rglob("*.png")} == before


@pytest.mark.usefixtures("sketch")
def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path, yearly: Briefing) -> None:
    (tmp_path / "file").write_text("stays")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ExportFailed, match="Cannot write to"):
            export(yearly, "png", SMALL, folder)
    assert listed(tmp_path) == {"file": b"stays"}


def test_nothing_to_export_is_said(tmp_path: Path, yearly: Briefing) -> None:
    for kind in KINDS:
        with pytest.raises(ExportFailed, match="no slides"):
            export(dataclasses.replace(yearly, slides=()), kind, SMALL, tmp_path / "new")
    assert listed(tmp_path) == {}


# Becomes another user or may write so many bytes a file only, then exports with a made-up painter.
BOUND = """
import os, resource, sys
from pathlib import Path
from indicators import engine
from indicators.slides import export
from tests.sketches import SMALL, brief, sketched

data, folder, user, size = sys.argv[1:]
source = engine.current(Path(data))
shown = brief(source, "yearly")
export.paint = lambda *given, **named: sketched(*given, **named) + bytes(30_000)
list(export.made(shown, "png", SMALL))
if user != "-":
    os.setgroups([])
    os.setgid(int(user))
    os.setuid(int(user))
if size != "-":
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    files = export.export(shown, "png", SMALL, Path(folder))
    print(len(files), len(export.left_over(shown, "png", files)))
except export.ExportFailed as failure:
    print("failed:", failure.vi, "|", failure)
"""
NOBODY = 65534


def bound(published: Path, folder: Path, user: str, size: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", BOUND, str(published), str(folder), user, size],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
    return done.stdout.strip()


@pytest.mark.usefixtures("sketch")
@pytest.mark.parametrize("size", ["0", "20000"])
def test_a_full_disk_leaves_nothing_and_says_so(
    published: Path, tmp_path: Path, yearly: Briefing, size: str
) -> None:
    said = bound(published, tmp_path / "new", "-", size)
    assert said.startswith(f"failed: Không ghi được vào {tmp_path}/new (")
    assert "Cannot write to" in said
    assert listed(tmp_path) == {}
    assert len(export(yearly, "png", SMALL, tmp_path / "new")) == 12


def test_a_read_only_folder_stays_as_it_is_and_is_said(published: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "kept.txt").write_text("stays")
    for part in (folder, *folder.parents[: len(folder.parents) - 2]):
        part.chmod(0o755)
    folder.chmod(0o555)
    user = str(NOBODY) if os.geteuid() == 0 else "-"
    said = bound(published, folder, user, "-")
    assert said.startswith(f"failed: Không ghi được vào {folder} (")
    assert listed(folder) == {"kept.txt": b"stays"}
    folder.chmod(0o755)


@pytest.mark.usefixtures("sketch")
def test_a_name_too_long_is_said(tmp_path: Path, yearly: Briefing) -> None:
    with pytest.raises(ExportFailed, match=r"Cannot write to .*ddd \(File name too long\)"):
        export(yearly, "png", SMALL, tmp_path / ("d" * 300))
    assert listed(tmp_path) == {}


@pytest.mark.parametrize("below", ["", "below"])
def test_a_folder_that_may_not_be_looked_into_is_said(
    published: Path, tmp_path: Path, below: str
) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    for part in folder.parents[: len(folder.parents) - 2]:
        part.chmod(0o755)
    folder.chmod(0)
    user = str(NOBODY) if os.geteuid() == 0 else "-"
    said = bound(published, folder / below / "deep", user, "-")
    folder.chmod(0o755)
    assert said.startswith(f"failed: Không ghi được vào {folder / below / 'deep'} (")
    assert listed(folder) == {}


def test_a_folder_that_may_only_be_written_to_takes_the_files(
    published: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    for part in (folder, *folder.parents[: len(folder.parents) - 2]):
        part.chmod(0o755)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    folder.chmod(0o300)
    said = bound(published, folder, str(NOBODY) if os.geteuid() == 0 else "-", "-")
    folder.chmod(0o755)
    assert said == "12 0"
    assert len(listed(folder)) == 12
