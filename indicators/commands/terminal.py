"""What every command shares: its options, and how it says what stands in the way.

One sentence in the reader's language, on standard error, and an exit code; never a traceback.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import duckdb
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from indicators import engine, snapshot
from indicators.engine import Engine
from indicators.vocabulary import Finding, Language, Period


class Tongue(StrEnum):
    """The languages of answers and messages."""

    VI = "vi"
    EN = "en"


def _default_data() -> Path:
    named = os.environ.get("CHI_TIEU_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "data"


Data = Annotated[
    Path,
    typer.Option(
        "--data", help="The data folder.", default_factory=_default_data, show_default="data"
    ),
]
Spoken = Annotated[Tongue, typer.Option("--language", help="Language of answers and messages.")]


def language_of(tongue: Tongue) -> Language:
    return "vi" if tongue is Tongue.VI else "en"


def stop(language: Language, vi: str, en: str, code: int) -> NoReturn:
    typer.echo(vi if language == "vi" else en, err=True)
    raise typer.Exit(code)


def report_findings(findings: Sequence[Finding], language: Language) -> None:
    for finding in findings:
        typer.echo(finding.say(language), err=True)


def progress_bar() -> Progress:
    """A bar on a terminal, gone when it is over; nothing where nobody watches."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def opened(data: Path, language: Language) -> Engine:
    """The published snapshot of a data folder; stops with 1 where there is none."""
    source = engine.current(data)
    if snapshot.outdated(data):
        vi = "Bản số liệu mới nhất do một phiên bản khác của chương trình tạo ra"
        en = "The newest snapshot was made by another version of the program"
        vi += f"; hãy công bố lại: python -m indicators publish --data {data}"
        en += f"; publish again: python -m indicators publish --data {data}"
        if source is None:
            stop(language, vi, en, 1)
        typer.echo(vi if language == "vi" else en, err=True)
    if source is None:
        stop(
            language,
            f"{data} chưa có bản số liệu nào; hãy chạy: python -m indicators publish --data {data}",
            f"{data} has no snapshot yet; run: python -m indicators publish --data {data}",
            1,
        )
    return source


@contextlib.contextmanager
def answering(language: Language) -> Iterator[None]:
    """Whatever the database cannot do is said in one sentence."""
    try:
        yield
    except duckdb.Error as error:
        reason = next(iter(str(error).splitlines()), type(error).__name__)
        stop(
            language,
            f"Không đọc được bản số liệu ({reason}); hãy công bố lại với --force.",
            f"The snapshot cannot be read ({reason}); publish again with --force.",
            1,
        )


def check_period(text: str, language: Language) -> None:
    """Stop with 2 where a text is no period."""
    try:
        Period.parse(text)
    except ValueError:
        stop(
            language,
            f"«{text}» không phải là kỳ; viết như 2022, 2022-S1, 2022-Q3 hay 2022-07.",
            f"“{text}” is no period; write 2022, 2022-S1, 2022-Q3 or 2022-07.",
            2,
        )
