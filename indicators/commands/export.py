"""The command that exports a deck: what may be asked for, progress, and what it says in the end."""

import contextlib
import signal
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    progress_bar,
    report_findings,
    stop,
)
from indicators.engine import Engine
from indicators.exhibits.facts import Catalogue, catalogue
from indicators.vocabulary import Language

# Only this command needs to know how slides are made and painted: it imports that when it runs.
if TYPE_CHECKING:
    from indicators.slides.deck import Deck
    from indicators.slides.export import Size
    from indicators.slides.slide import Slide

_MOST_NAMED = 40
_INTERRUPTED = 130


class Form(StrEnum):
    """What a deck can be exported as."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    PPTX = "pptx"


def export(
    deck: Annotated[str, typer.Argument(help="A deck's code, or the path of its .toml file.")],
    data: Data,
    form: Annotated[
        Form, typer.Option("--format", help="png, svg: a file a slide; pdf, pptx: one file.")
    ] = Form.PNG,
    size: Annotated[
        str, typer.Option(help="Of a PNG or SVG, 16:9, for example 3840x2160.")
    ] = "1920x1080",
    area: Annotated[str | None, typer.Option(help="An area's code; else the deck's.")] = None,
    every_commune: Annotated[
        bool, typer.Option("--every-commune", help="Export the deck of each commune.")
    ] = False,
    period: Annotated[str | None, typer.Option(help="For example 2022; else the deck's.")] = None,
    output: Annotated[
        Path, typer.Option(help="The folder to write to.", show_default="this one")
    ] = Path(),
    illustrative: Annotated[
        bool, typer.Option("--illustrative/--no-illustrative", help="With made-up figures or not.")
    ] = True,
    language: Spoken = Tongue.VI,
) -> None:
    """Export a deck of the data folder's decks/ as slides.

    All files of a deck are whole, or none is written; those of an earlier export are replaced.
    Prints the path of every file. PPTX needs no browser; PNG, SVG and PDF do. Communes of which
    nothing is known are named and passed over.
    """
    from indicators.slides.arranging import briefing
    from indicators.slides.export import ExportFailed, left_over
    from indicators.slides.export import export as write

    said = language_of(language)
    wanted = _size(size, said)
    if period is not None:
        check_period(period, said)
    with answering(said):
        source = opened(data, said)
        known = catalogue(source)
        asked = _deck(deck, data, known, said)
        when = period or asked.period
        areas = _areas(asked, area, every_commune, known, when, said)
        _check_figures(source, asked, areas, when, said)
        empty: list[str] = []
        count = 0
        with progress_bar() as bar, _interruptible():
            task = bar.add_task("…", total=len(areas))
            try:
                for code in areas:
                    shown = briefing(
                        source,
                        asked,
                        area=code,
                        period=when,
                        language=said,
                        illustrative=illustrative,
                    )

                    def step(slide: "Slide", whose: str = shown.area_name) -> None:
                        at = f"{whose}, {slide.number}/{slide.count}: {slide.name}"
                        bar.update(task, description=at, advance=1 / slide.count)

                    if every_commune and not shown.slides:
                        empty.append(f"{shown.area_name} ({code})")
                        bar.update(task, advance=1)
                        continue
                    files = write(shown, form.value, wanted, output, step)
                    count += len(files)
                    for path in files:
                        typer.echo(path)
                    _tell_left_out(shown.area_name, shown.left_out, said)
                    _tell_left_over(left_over(shown, form.value, files), said)
            except ExportFailed as failure:
                bar.stop()
                stop(said, failure.vi, failure.en, 1)
            except KeyboardInterrupt:
                bar.stop()
                stop(
                    said,
                    f"Đã dừng; {count} tệp đã xong, không có tệp nào dở dang.",
                    f"Stopped; {count} file(s) are done and none is half written.",
                    _INTERRUPTED,
                )
        _tell_empty(empty, said)
        if not count:
            raise typer.Exit(1)


def _size(text: str, said: Language) -> "Size":
    from indicators.slides.export import Size, WrongSize

    try:
        return Size.parse(text)
    except WrongSize as fault:
        stop(said, fault.vi, fault.en, 2)


def _deck(named: str, data: Path, known: Catalogue, said: Language) -> "Deck":
    """The deck that a code or a path names; its findings, one a line, where it has some."""
    from indicators.slides.deck import DeckFault, decks, read

    path = Path(named)
    if path.suffix == ".toml" and _is_file(path):
        try:
            return read(path, known)
        except DeckFault as fault:
            report_findings(fault.findings, said)
            raise typer.Exit(1) from None
    found = decks(data, known)
    if named not in found:
        listed = ", ".join(found) or "–"
        stop(
            said,
            f"Không có bộ trang «{named}»; có: {listed}, hoặc ghi đường dẫn của một tệp .toml.",
            f"There is no deck “{named}”; there are: {listed}, or name the path of a .toml file.",
            2,
        )
    deck = found[named]
    if isinstance(deck, DeckFault):
        report_findings(deck.findings, said)
        raise typer.Exit(1)
    return deck


def _is_file(path: Path) -> bool:
    # Of what may not be looked at, or has a name too long, is_file says so by an error.
    try:
        return path.is_file()
    except OSError:
        return False


def _areas(
    deck: "Deck", area: str | None, every: bool, known: Catalogue, period: str, said: Language
) -> list[str]:
    """The areas to export the deck of, by code."""
    communes = [one.area_code for one in known.communes(period)]
    district = known.district.area_code
    if known.area(district, period) is None:
        stop(
            said,
            f"Kỳ {period} không có địa bàn nào; hãy chọn kỳ khác.",
            f"No area is in force in {period}; choose another period.",
            2,
        )
    if every and (area is not None or not deck.takes_commune):
        stop(
            said,
            '--every-commune dùng cho bộ trang có area = "commune" và không đi cùng --area.',
            '--every-commune is for a deck with area = "commune", and not together with --area.',
            2,
        )
    there = communes if deck.takes_commune else [district, *communes]
    named = area or ("" if deck.takes_commune else deck.area)
    codes = there if every else [code for code in (*there, deck.area) if code == named][:1]
    if not codes or known.area(codes[0], period) is None:
        listed = ", ".join(f"{one} ({known.area_name(one, period, said)})" for one in there) or "–"
        vi = f"Kỳ {period} không có địa bàn «{named}» cho bộ trang này"
        en = f"There is no area “{named}” for this deck in {period}"
        if not named and not every:
            vi = "Bộ trang này nói về một xã: hãy thêm --area MÃ hoặc --every-commune"
            en = "This deck is about a commune: add --area CODE or --every-commune"
        stop(said, f"{vi}; có: {listed}.", f"{en}; there are: {listed}.", 2)
    return codes


def _check_figures(
    source: Engine, deck: "Deck", areas: list[str], period: str, said: Language
) -> None:
    """Stop where a period was asked for of which nothing is known in any of the areas."""
    entries = [entry for code in areas for entry in frames.periods(source, code)]
    periods = [*dict.fromkeys(entry.period for entry in entries)]
    area = ", ".join(areas)
    if period != deck.period and period not in periods:
        listed = ", ".join(periods[:_MOST_NAMED]) or "–"
        stop(
            said,
            f"Không có số liệu của «{area}» cho kỳ «{period}»; các kỳ có số liệu: {listed}.",
            f"There are no figures of “{area}” for “{period}”; periods with figures: {listed}.",
            2,
        )


def _tell_left_out(whose: str, names: tuple[str, ...], said: Language) -> None:
    if names:
        listed = "; ".join(names)
        vi = f"{whose}: chưa có số liệu nên để ra ngoài: {listed}."
        en = f"{whose}: left out, as there are no figures: {listed}."
        typer.echo(vi if said == "vi" else en, err=True)


def _tell_empty(communes: list[str], said: Language) -> None:
    if communes:
        listed = "; ".join(communes)
        vi = f"Chưa có số liệu nên không có trang nào: {listed}."
        en = f"No slides, as there are no figures: {listed}."
        typer.echo(vi if said == "vi" else en, err=True)


def _tell_left_over(paths: list[Path], said: Language) -> None:
    if paths:
        listed = ", ".join(path.name for path in paths)
        vi = f"Trong thư mục còn trang của lần xuất trước: {listed}."
        en = f"The folder still holds slides of an earlier export: {listed}."
        typer.echo(vi if said == "vi" else en, err=True)


@contextlib.contextmanager
def _interruptible() -> Iterator[None]:
    """Being told to end is taken like Ctrl-C: what is half written is removed."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
