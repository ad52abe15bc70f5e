"""A briefing → files: PNG or SVG a slide, one PDF, one PPTX; all of them whole, or none.

Here belong names of files, their order, and how they reach a disk or an archive. What a slide shows
belongs to arranging, how a picture is painted to painting.
"""

import contextlib
import errno
import io
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal, Self, get_args

from indicators.charts import Figure
from indicators.exhibits.frame import plain_name
from indicators.slides import metadata
from indicators.slides.arranging import Briefing
from indicators.slides.drawing import drawn
from indicators.slides.painting import PaintFailed, paint
from indicators.slides.slide import HEIGHT, WIDTH, Slide
from indicators.vocabulary import Language, sound

Kind = Literal["png", "svg", "pdf", "pptx"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
PAINTED: Final[tuple[Kind, ...]] = ("png", "svg", "pdf")
"""The kinds that need a browser."""
EACH: Final[tuple[Kind, ...]] = ("png", "svg")
"""The kinds that are a file a slide."""

_SIZE: Final = re.compile(r"([1-9][0-9]{2,3})[x×]([1-9][0-9]{2,3})")
_NARROWEST, _WIDEST = 640, 7680
_PRINTED: Final = 1280
"""A page of a PDF is as wide as that many px at 96 an inch: 13⅓ in, what slides usually are."""
_LONGEST_NAME: Final = 60
"""Letters of a file's name that say what a slide shows."""
_LONGEST_PART: Final = 40
"""Letters of each other part: together they stay below the 255 that a file's name may have."""
_REAL_ONLY: Final[dict[Language, str]] = {"vi": "khong-so-minh-hoa", "en": "no-illustrative"}
"""What the names of files say from which illustrative figures were left out."""


class ExportFailed(Exception):
    """Nothing was exported, and why: one sentence in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi = vi
        self.en = en


class Stopped(ExportFailed):
    """Whoever asked for the export has stopped it."""

    def __init__(self) -> None:
        super().__init__("Đã dừng xuất; không có tệp nào.", "The export was stopped; no files.")


class WrongSize(ValueError):
    """No size of a slide, and why: one sentence in both languages."""

    def __init__(self, text: str) -> None:
        self.vi = (
            f"«{text}» không phải là cỡ trang chiếu; viết rộng×cao theo tỷ lệ 16:9, từ 640x360 "
            "đến 7680x4320, như 1920x1080 hay 3840x2160."
        )
        self.en = (
            f"“{text}” is no size of a slide; write width×height of 16:9, from 640x360 to "
            "7680x4320, like 1920x1080 or 3840x2160."
        )
        super().__init__(self.en)


@dataclass(frozen=True)
class Size:
    """Of a picture, px; 16:9."""

    width: int
    height: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """The size that a text like ``1920x1080`` names; WrongSize when it names none."""
        match = _SIZE.fullmatch(text.strip().lower())
        if match is None:
            raise WrongSize(text)
        width, height = int(match[1]), int(match[2])
        if width * 9 != height * 16 or not _NARROWEST <= width <= _WIDEST:
            raise WrongSize(text)
        return cls(width, height)

    def __str__(self) -> str:
        return f"{self.width}x{self.height}"


USUAL: Final = (Size(1920, 1080), Size(3840, 2160))


def stem(briefing: Briefing) -> str:
    """What the names of a briefing's files begin with: whose, when, which deck, if not in
    Vietnamese in which language, and whether illustrative figures were left out.

    Two briefings that differ in one of these differ here too: no part holds what stands between
    the parts, and a code that cannot be written plainly is told from others by letters of its own.
    """
    parts = [_cut(plain_name(briefing.area_name), _LONGEST_PART), _code(briefing.area)]
    parts += [plain_name(briefing.period), _code(briefing.deck.code)]
    if briefing.language != "vi":
        parts.append(briefing.language)
    if not briefing.illustrative:
        parts.append(_REAL_ONLY[briefing.language])
    return _named(*parts)


def archive_name(briefing: Briefing, kind: Kind) -> str:
    """The name of the archive that holds all files of a briefing."""
    return f"{_named(stem(briefing), kind)}.zip"


def _named(*parts: str) -> str:
    return "_".join(parts)


def _code(text: str) -> str:
    plain = plain_name(text)
    words = _cut(plain, _LONGEST_PART)
    if text == words:
        return text
    mark = sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"{words}-{mark}".strip("-")


def _cut(plain: str, most: int) -> str:
    """At most so many letters of a plain name, whole words where there are several."""
    return plain if len(plain) <= most else plain[:most].rpartition("-")[0] or plain[:most]


def made(
    briefing: Briefing,
    kind: Kind,
    size: Size = USUAL[0],
    step: Callable[[Slide], None] = lambda _slide: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[str, bytes]]:
    """The files of a briefing, each with its name; names sort in the order of the slides.

    ``step`` is called before each slide; as soon as ``stopped`` says so the next one is not begun.
    ``size`` is that of pictures: a PDF and a PPTX are of any. ExportFailed when there is nothing
    to export or a slide cannot be painted, Stopped when it was stopped.
    """
    slides = briefing.slides
    if not slides:
        raise ExportFailed(
            f"«{briefing.title}» không có trang nào: chưa có số liệu của kỳ {briefing.period}.",
            f"“{briefing.title}” has no slides: there are no figures of {briefing.period} yet.",
        )
    created = datetime.now().astimezone()
    whole = metadata.about(briefing, slides, briefing.title, created)

    def begin(slide: Slide) -> None:
        if stopped():
            raise Stopped
        step(slide)

    if kind == "pptx":
        yield f"{stem(briefing)}.pptx", _presented(briefing, whole, begin)
    elif kind == "pdf":
        pages = [_painted(slide, kind, size, begin) for slide in slides]
        titles = [slide.headline for slide in slides]
        yield f"{stem(briefing)}.pdf", metadata.pdf(pages, titles, whole)
    else:
        write = metadata.png if kind == "png" else metadata.svg
        for slide in slides:
            told = metadata.about(briefing, [slide], slide.headline, created)
            picture = write(_painted(slide, kind, size, begin), told)
            name = _named(stem(briefing), _place(slide), _short_name(slide))
            yield f"{name}.{kind}", picture


def _painted(
    slide: Slide, kind: Literal["png", "svg", "pdf"], size: Size, begin: Callable[[Slide], None]
) -> bytes:
    begin(slide)
    scale = (_PRINTED if kind == "pdf" else size.width) / WIDTH
    try:
        return paint(_sounding(drawn(slide)), kind, width=WIDTH, height=HEIGHT, scale=scale)
    except PaintFailed as failure:
        raise ExportFailed(failure.vi, failure.en) from failure


def _sounding(figure: Figure) -> Figure:
    """A figure that says nothing which a picture cannot hold, or its painter cannot be told."""

    def cleaned(value: Any) -> Any:
        match value:
            case str():
                return sound(value)
            case dict():
                return {key: cleaned(each) for key, each in value.items()}
            case list() | tuple():
                return [cleaned(each) for each in value]
            case _:
                return value

    return {key: cleaned(value) for key, value in figure.items()}


def _presented(briefing: Briefing, told: metadata.About, begin: Callable[[Slide], None]) -> bytes:
    # Slow to import, and wanted here alone.
    from indicators.slides.pptx.known import NotDrawable
    from indicators.slides.pptx.presentation import presentation

    under_way: list[Slide] = []

    def step(slide: Slide) -> None:
        under_way[:] = [slide]
        begin(slide)

    try:
        return presentation(briefing.slides, metadata.properties(told), briefing.language, step)
    except NotDrawable as problem:
        name = under_way[0].name
        raise ExportFailed(
            f"Trang «{name}» chưa đưa vào PPTX được ({problem}); hãy xuất PNG hoặc PDF.",
            f"The slide “{name}” cannot be part of a PPTX ({problem}); export PNG or PDF.",
        ) from problem


def _place(slide: Slide) -> str:
    """The number of a slide, as wide as the last one's: names then sort in order."""
    return str(slide.number).zfill(max(len(str(slide.count)), 2))


def _short_name(slide: Slide) -> str:
    return _cut(plain_name(slide.name) or plain_name(slide.code), _LONGEST_NAME)


def export(
    briefing: Briefing,
    kind: Kind,
    size: Size,
    directory: Path,
    step: Callable[[Slide], None] = lambda _slide: None,
    stopped: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write the files of a briefing and give where they stand, in the order of the slides.

    All are written aside first, and only when the last one is whole does any get its name; those of
    an earlier export are replaced. However it fails, ExportFailed or an interruption, the folder
    then holds what it held before or every new file, never some of both and nothing half written.
    """
    new: list[Path] = []
    try:
        with _on_disk(directory):
            new += [one for one in (directory, *directory.parents) if not one.exists()]
            directory.mkdir(parents=True, exist_ok=True)
            aside = tempfile.TemporaryDirectory(
                prefix=".", dir=directory, ignore_cleanup_errors=True
            )
        with aside as name:
            files = []
            for file_name, content in made(briefing, kind, size, step, stopped):
                files.append(Path(name) / file_name)
                with _on_disk(directory):
                    _write(files[-1], content)
            if stopped():
                raise Stopped
            with _on_disk(directory):
                return _name(files, directory, Path(name))
    except BaseException:
        for one in new:
            with contextlib.suppress(OSError):
                one.rmdir()
        raise


@contextlib.contextmanager
def _on_disk(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportFailed(
            f"Không ghi được vào {directory} ({reason}); hãy kiểm tra quyền ghi và chỗ trống.",
            f"Cannot write to {directory} ({reason}); check permissions and free space.",
        ) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _name(files: Sequence[Path], directory: Path, aside: Path) -> list[Path]:
    """Give files that are whole their place in the directory, or put back all that stood there.

    What stood there waits in a hidden folder of its own, which outlives even a failure to put it
    back; in the end it goes where ``aside`` goes.
    """
    named = [directory / file.name for file in files]
    for path in named:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    before = Path(tempfile.mkdtemp(prefix=".", dir=directory))
    try:
        for path in named:
            if os.path.lexists(path):
                path.replace(before / path.name)
        for file, path in zip(files, named, strict=True):
            file.replace(path)
        before.replace(aside / "before")
    except BaseException:
        # Half a deck, the rest of it of an earlier day, is worse than none. Where each file is now
        # is asked of the disk: an interruption may fall between a move and its being noted.
        if before.exists():
            for file, path in zip(files, named, strict=True):
                with contextlib.suppress(OSError):
                    if os.path.lexists(before / path.name):
                        (before / path.name).replace(path)
                    elif not file.exists():
                        path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                before.rmdir()
        raise
    return named


def left_over(briefing: Briefing, kind: Kind, written: Sequence[Path]) -> list[Path]:
    """What lies beside files just written and is theirs by its name: slides of an earlier export.

    Of a folder that may not be looked into nothing is said.
    """
    if kind not in EACH or not written:
        return []
    slide = re.compile(rf"{re.escape(stem(briefing))}_[0-9]{{2,}}_[a-z0-9-]+\.{kind}")
    try:
        beside = sorted(written[0].parent.iterdir())
    except OSError:
        return []
    return [path for path in beside if slide.fullmatch(path.name) and path not in written]


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Files, each with its name, as one archive; each is forgotten before the next is asked for."""
    now = datetime.now().astimezone().timetuple()[:6]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, now)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
