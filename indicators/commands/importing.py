"""The commands that change what is published: check and import files, history, rollback, export.

Each can speak in lines of JSON instead of sentences: the page of figures runs these very commands
and reads what they say. What is wrong with a file belongs to importing.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from indicators import engine, frames, snapshot
from indicators.commands.showing import show_changes, show_history, show_restoring
from indicators.commands.terminal import (
    Data,
    Spoken,
    Tongue,
    answering,
    language_of,
    opened,
    progress_bar,
    report_findings,
    stop,
)
from indicators.engine import Engine
from indicators.frames import StatusChange
from indicators.importing.proposing import Proposal, Told, accepted, proposed
from indicators.importing.telling import plain, restoring, summary
from indicators.vocabulary import LANGUAGES, Language
from indicators.wording.keeping import say, sentence
from indicators.wording.publications import would_restore


class Speech(StrEnum):
    """How a command says what it found."""

    TEXT = "text"
    JSON = "json"


_FILES: Final = "Workbooks (XLSX) and CSV files."
Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE]...", help=_FILES, show_default=False),
]
Answers = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        metavar="CELL=ANSWER",
        help="What a question is answered with, for example 'Số liệu!H7=18500'; may be repeated.",
    ),
]
Mapped = Annotated[
    Path | None,
    typer.Option(help="A TOML file that says what the columns of a table from elsewhere are."),
]
Speaking = Annotated[
    Speech, typer.Option("--format", help="text for people, json (a line each) for programs.")
]
Who = Annotated[
    str | None, typer.Option(help="Whose name the history keeps.", show_default="the user's")
]
Base = Annotated[
    str | None,
    typer.Option(help="The snapshot that was checked against; another one now stops this."),
]


def check_files(
    files: Sequence[Path],
    data: Path,
    answers: Sequence[str],
    mapping: Path | None,
    speech: Speech,
    said: Language,
) -> None:
    """Say what is wrong with files and what they would change; nothing is published."""
    with (
        answering(said),
        _telling(speech, said) as tell,
        _proposal(files, data, answers, mapping, tell, said) as (source, proposal),
    ):
        _tell(proposal, source, speech, said)
    if not proposal.ready:
        raise typer.Exit(1)


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=_FILES)],
    data: Data,
    language: Spoken = Tongue.VI,
    answer: Answers = None,
    mapping: Mapped = None,
    who: Who = None,
    base: Base = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before publishing.")] = False,
    speech: Speaking = Speech.TEXT,
) -> None:
    """Check files, say what they would change, then publish it.

    Files are workbooks made with template, tables with the columns of the data folder's own files,
    or tables from elsewhere with --mapping. Errors stop the import, questions wait for --answer,
    warnings do not stop. Nothing that was published is overwritten: a revised figure is a further
    version of it.
    """
    said = language_of(language)
    done = None
    with (
        answering(said),
        _telling(speech, said) as tell,
        _proposal(files, data, answer or [], mapping, tell, said) as (source, proposal),
    ):
        if base is not None and source.path.stem != base:
            stop(said, *sentence("published_meanwhile"), 1)
        _tell(proposal, source, speech, said)
        if not proposal.ready:
            stop(said, *sentence("nothing_imported"), 1)
        if proposal.changes:
            if not yes and not _confirmed(said, sentence("confirm")):
                stop(said, *sentence("not_confirmed"), 1)
            done = _published(lambda: accepted(data, proposal, who or "", tell), said)
    if done is not None:
        _acknowledge(done, speech, said)


@contextmanager
def _proposal(
    files: Sequence[Path],
    data: Path,
    answers: Sequence[str],
    mapping: Path | None,
    tell: Told,
    said: Language,
) -> Iterator[tuple[Engine, Proposal]]:
    for path in (*files, *([mapping] if mapping else [])):
        if not path.is_file():
            stop(said, *sentence("no_such_file", {"name": path}), 2)
    given = _answers(answers, said)
    source = opened(data, said)
    now = datetime.now(UTC)
    with ExitStack() as stack:
        # Rows by the hundred thousand, and nothing among them that refers to itself: looking for
        # such garbage costs a sixth of the time.
        gc.disable()
        stack.callback(gc.enable)
        try:
            proposal = stack.enter_context(
                proposed(files, data, source, now=now, mapping=mapping, answers=given, tell=tell)
            )
        except snapshot.PublishFailed as failure:
            stop(said, failure.vi, failure.en, 1)
        yield source, proposal


def _answers(pairs: Sequence[str], said: Language) -> dict[str, str]:
    answers: dict[str, str] = {}
    for pair in pairs:
        place, mark, answer = pair.rpartition("=")
        if not mark or not place or not answer:
            stop(said, *sentence("no_answer", {"pair": pair}), 2)
        answers[place] = answer
    return answers


def _confirmed(said: Language, question: tuple[str, str]) -> bool:
    if not sys.stdin.isatty():
        stop(said, *sentence("say_yes"), 2)
    vi, en = question
    return typer.confirm(vi if said == "vi" else en)


@contextmanager
def _telling(speech: Speech, said: Language) -> Iterator[Told]:
    """A function to be told each stage as it begins: a bar for people, a line for programs."""
    if speech is Speech.JSON:
        yield lambda stage, part: _line({"step": stage, "part": round(part, 2)})
        return
    with progress_bar() as bar:
        task = bar.add_task("…", total=1)

        def tell(stage: str, part: float) -> None:
            bar.update(task, description=say(f"step_{stage}", said), completed=part or None)

        yield tell


def _line(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str) + "\n")
    sys.stdout.flush()


def _tell(proposal: Proposal, source: Engine, speech: Speech, said: Language) -> None:
    told = plain(proposal, source)
    if speech is Speech.JSON:
        _line({"proposal": told})
        return
    for finding in proposal.findings:
        typer.echo(f"{say(str(finding.severity), said)}: {finding.say(said)}", err=True)
        for text in finding.choices:
            typer.echo(f"    --answer '{finding.place}={text}'", err=True)
    typer.echo(summary(proposal, said))
    if proposal.ready:
        show_changes(told, said)


def _published(publish: Callable[[], snapshot.Published], said: Language) -> snapshot.Published:
    try:
        done = publish()
    except snapshot.PublishFailed as failure:
        stop(said, failure.vi, failure.en, 1)
    if done.findings:
        report_findings(done.findings, said)
        stop(said, *sentence("nothing_imported"), 1)
    return done


def _acknowledge(done: snapshot.Published, speech: Speech, said: Language) -> None:
    name = done.path.stem if done.path else ""
    if speech is Speech.JSON:
        _line({"published": name})
    else:
        typer.echo(say("published" if done.changed else "unchanged", said, {"name": name}))


def history(data: Data, language: Spoken = Tongue.VI, speech: Speaking = Speech.TEXT) -> None:
    """List what was published: when, by whom, from which files, and how much it changed."""
    said = language_of(language)
    if not data.is_dir():
        stop(said, *sentence("no_folder", {"path": data}), 2)
    listed = snapshot.history(data)
    if speech is Speech.JSON:
        _line({"history": [asdict(one) for one in listed]})
        return
    if not listed:
        stop(said, *sentence("no_history"), 1)
    show_history(listed, said)


def rollback(
    number: Annotated[str, typer.Argument(metavar="ID", help="The snapshot, for example 000041.")],
    data: Data,
    language: Spoken = Tongue.VI,
    who: Who = None,
    look: Annotated[
        bool, typer.Option("--look", help="Only say what would change; publish nothing.")
    ] = False,
    base: Base = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before publishing.")] = False,
    speech: Speaking = Speech.TEXT,
) -> None:
    """Say what an earlier state would change, then publish it as a new snapshot; none is deleted.

    The data folder's files become those of that snapshot. Figures that were changed in the folder
    and never published stop this, so that nothing is lost.
    """
    said = language_of(language)
    wanted = _number(number)
    with answering(said), _telling(speech, said) as tell:
        tell("compare", 0)
        told = _restored(data, wanted, said)
    if base is not None and told["base"] != base:
        stop(said, *sentence("published_meanwhile"), 1)
    if speech is Speech.JSON:
        _line({"restoring": told})
    else:
        typer.echo(told["summary"][said])
        show_restoring(told, said)
    if look:
        return
    if not yes and not _confirmed(said, sentence("back_confirm")):
        stop(said, *sentence("back_left"), 1)
    with _telling(speech, said) as tell:
        done = _published(
            lambda: snapshot.rollback(
                data, wanted, who or "", lambda stage: tell(stage, 0), base=told["base"]
            ),
            said,
        )
    _acknowledge(done, speech, said)


def _restored(data: Path, wanted: str, said: Language) -> dict[str, Any]:
    """What the snapshot of that number would change, as JSON can hold it."""
    try:
        found = snapshot.look_back(data, wanted)
    except snapshot.PublishFailed as failure:
        stop(said, failure.vi, failure.en, 1)
    statuses = None
    lists: dict[str, list[dict[str, Any]]] = {"changes": [], "statuses": []}
    served = engine.current(data)
    earlier = engine.beside(served, wanted) if served is not None else None
    if served is not None:
        changed: Sequence[StatusChange] = ()
        if earlier is not None:
            changed = frames.changes(served, earlier, illustrative=found.made_up)
            statuses = len(changed)
        lists = restoring(found.rows, changed, served)
    counted = (found.observations, found.plans)
    summary_of = {
        one: would_restore(found.publication, found.base, *counted, statuses, one)
        for one in LANGUAGES
    }
    return {
        "number": wanted,
        "base": found.base,
        "summary": summary_of,
        "changed": sum((each.new or 0) + (each.changed or 0) + (each.withdrawn or 0)
                       for each in counted),
        "changed_statuses": statuses,
        **lists,
    }  # fmt: skip


def _number(typed: str) -> str:
    number = typed.removeprefix("indicators-")
    return number.zfill(6) if number.isdecimal() else typed


def export_data(
    target: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write into.")],
    data: Data,
    number: Annotated[
        str, typer.Option("--snapshot", help="The snapshot; else the one served.")
    ] = "",
    language: Spoken = Tongue.VI,
) -> None:
    """Write the whole state of a snapshot as a data folder that publish turns into an equal one.

    The folder must be new or empty; the data folder itself only where its data files are lost.
    """
    said = language_of(language)
    wanted = _number(number) if number else ""
    try:
        name = snapshot.export_data(data, target, wanted)
    except snapshot.PublishFailed as failure:
        stop(said, failure.vi, failure.en, 1)
    typer.echo(say("exported", said, {"name": name, "target": target}))
