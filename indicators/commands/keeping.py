"""The commands that begin the keeping of figures: a workbook to fill in, a folder to begin with.

What stands in either belongs to importing; here is what may be asked for, and that nothing of
anybody's is overwritten unasked.
"""

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from indicators import frames
from indicators.commands.terminal import (
    Data,
    Spoken,
    Tongue,
    answering,
    check_period,
    language_of,
    opened,
    stop,
)
from indicators.vocabulary import Language

_SUFFIX = ".xlsx"


def template(
    data: Data,
    period: Annotated[str, typer.Option(help="The period to fill in, for example 2023.")],
    output: Annotated[Path, typer.Option(help="The workbook to write, for example F.xlsx.")],
    area: Annotated[
        list[str] | None,
        typer.Option(help="An area's code; may be given several times; else the district."),
    ] = None,
    indicator: Annotated[
        list[str] | None,
        typer.Option(
            help="An indicator's code; may be given several times; else those of the period before."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file when it is there already.")
    ] = False,
    language: Spoken = Tongue.VI,
) -> None:
    """Write a workbook (XLSX) to fill in: plans and figures of a period, with what is known.

    Without --indicator the sheets have, for each area, the indicators of the latest earlier period
    of the same kind. Prints the path of the file.
    """
    from indicators.importing.template import CannotMake
    from indicators.importing.template import template as made_of

    said = language_of(language)
    check_period(period, said)
    if output.suffix.lower() != _SUFFIX:
        stop(
            said,
            f"Tên tệp phải kết thúc bằng {_SUFFIX}, không phải «{output.name}».",
            f"The file's name must end in {_SUFFIX}, not “{output.name}”.",
            2,
        )
    _refuse_existing(output, force, said)
    with answering(said):
        source = opened(data, said)
        district = [one.area_code for one in frames.areas(source) if one.level == "district"]
        try:
            made = made_of(
                source,
                areas=area or district[:1],
                indicators=indicator,
                period=period,
                language=said,
            )
        except CannotMake as failure:
            stop(said, failure.vi, failure.en, 2)
    _write(output, made, said)
    typer.echo(output)


def new(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to make; new, or empty.")
    ],
    data: Data,
    language: Spoken = Tongue.VI,
) -> None:
    """Make a data folder for another district, ready to be filled in.

    Every file has its header; units, thresholds and the README come from the folder --data. The
    README says what to fill in first. Prints the path of every file.
    """
    from indicators.importing.starting import CannotStart, start

    said = language_of(language)
    try:
        made = start(directory, data)
    except CannotStart as failure:
        stop(said, failure.vi, failure.en, 1)
    for path in made:
        typer.echo(path)
    first = directory / "catalogue"
    vi = f"Hãy điền {first / 'sources.csv'} và {first / 'areas.csv'} trước, rồi chạy"
    en = f"Fill in {first / 'sources.csv'} and {first / 'areas.csv'} first, then run"
    typer.echo(f"{vi if said == 'vi' else en}: ./run --data {directory}", err=True)


def _refuse_existing(path: Path, force: bool, said: Language) -> None:
    with contextlib.suppress(OSError):
        if path.is_dir() or (path.exists() and not force):
            stop(
                said,
                f"{path} đã có; hãy chọn tên khác, hoặc thêm --force để thay tệp ấy.",
                f"{path} is there already; choose another name, or add --force to replace it.",
                1,
            )


def _write(path: Path, content: bytes, said: Language) -> None:
    """The whole file, or none: what is under its name until then stays."""
    aside = None
    try:
        with tempfile.NamedTemporaryFile(
            prefix=f".{path.name}-", dir=path.parent, delete=False
        ) as file:
            aside = Path(file.name)
            file.write(content)
        # Such a file is open to nobody else.
        mask = os.umask(0)
        os.umask(mask)
        aside.chmod(0o666 & ~mask)
        aside.replace(path)
    except OSError as error:
        if aside is not None:
            aside.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        stop(said, f"Không ghi được {path} ({reason}).", f"Cannot write {path} ({reason}).", 1)
