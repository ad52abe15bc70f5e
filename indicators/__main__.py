"""The command line: publish, query, report, check, export, and the keeping of figures.

Each command says what is wrong in one sentence, in the reader's language, and never shows a
traceback. Exit codes: 0 done, 1 the data or the disk stands in the way, 2 the command is mistyped.
"""

import csv
import json
import sys
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import pyarrow as pa
import typer
from rich.console import Console
from rich.table import Table as Sheet

from indicators import engine, frames, snapshot
from indicators.commands.export import export
from indicators.commands.importing import (
    Answers,
    Files,
    Mapped,
    Speaking,
    Speech,
    check_files,
    export_data,
    history,
    import_,
    rollback,
)
from indicators.commands.keeping import new, template
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
from indicators.exhibits.exhibit import Scope
from indicators.exhibits.facts import catalogue, gather
from indicators.exhibits.report import report as report_of
from indicators.vocabulary import Language, Period

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Indicators of a district against plan: publish a data folder, ask, report, export it.",
)


class Format(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


_ALL = str(2**31 - 1)
"""As many rows as there are."""

_STEPS = {
    "read": ("Đọc thư mục số liệu", "Reading the data folder"),
    "build": ("Dựng bản số liệu", "Building the snapshot"),
    "check": ("Kiểm tra các quy tắc", "Checking the rules"),
    "publish": ("Công bố", "Publishing"),
}


@app.command()
def publish(
    data: Data,
    language: Spoken = Tongue.VI,
    force: Annotated[
        bool, typer.Option("--force", help="Publish even when nothing changed.")
    ] = False,
) -> None:
    """Make a data folder the published state.

    Reads catalogue/, observations/, plans/, published_figures/ and boundaries.geojson below the
    folder, checks every rule, and publishes a new snapshot in published/. With findings (exit code
    1) nothing is published and the last snapshot goes on being served. A folder that has not
    changed since is left alone.
    """
    said = language_of(language)
    with progress_bar() as bar:
        task = bar.add_task("…", total=len(_STEPS) + 1)

        def step(name: str) -> None:
            bar.update(task, description=_STEPS[name][0 if said == "vi" else 1], advance=1)

        try:
            done = snapshot.publish(data, step, force=force)
        except snapshot.PublishFailed as failure:
            bar.stop()
            stop(said, failure.vi, failure.en, 1)
    if done.findings:
        report_findings(done.findings, said)
        served = done.path.stem if done.path else {"vi": "chưa có", "en": "none yet"}[said]
        count = len(done.findings)
        stop(
            said,
            f"Không công bố vì {count} lỗi trên; bản đang dùng vẫn là: {served}.",
            f"Nothing was published: {count} finding(s), see above; still served: {served}.",
            1,
        )
    report_findings(done.warnings, said)
    name = done.path.stem if done.path else ""
    if done.changed:
        typer.echo(f"Đã công bố {name}." if said == "vi" else f"Published {name}.")
    else:
        unchanged = f"Số liệu không đổi, vẫn dùng {name}."
        typer.echo(unchanged if said == "vi" else f"Nothing changed, {name} stays.")


def _questions() -> str:
    lines = []
    for name in engine.names():
        question = engine.sql_of(name).splitlines()[0].removeprefix("-- question: ")
        keys = " ".join(f"{key}=…" for key in engine.parameters_of(name))
        lines.append(f"{name} {keys}".strip() + f": {question}")
    return "\b\nQueries:\n" + "\n".join(lines)


@app.command(epilog=_questions())
def query(
    name: Annotated[str, typer.Argument(help="The query; see the list below.")],
    pairs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[KEY=VALUE]...", help="Its keys, for example area=020 period=2022."
        ),
    ] = None,
    *,
    data: Data,
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TABLE,
    language: Spoken = Tongue.VI,
) -> None:
    """Ask a named query of the published snapshot.

    Without area= the district is meant, without period= the newest period that has plans; before=,
    assigner=, areas=, frequency=, illustrative=, day= and most= may be left out too.
    Every query takes known_on=2023-03-01, and answers as was known at the end of that day, and
    plan_version=first, and judges by the plans as first assigned.
    Numbers are unrounded; a blank is not known, never zero. csv and json give every cell as it is
    and are for programs: a spreadsheet may run a text that begins with = + - or @.
    """
    said = language_of(language)
    if name not in engine.names():
        listed = ", ".join(engine.names())
        stop(
            said,
            f"Không có truy vấn «{name}»; các truy vấn: {listed}.",
            f"There is no query “{name}”; the queries are: {listed}.",
            2,
        )
    wanted = engine.parameters_of(name)
    given: dict[str, str] = {}
    for pair in pairs or []:
        key, mark, value = pair.partition("=")
        if not mark or key not in (*wanted, *_VINTAGE):
            listed = ", ".join(f"{one}=…" for one in (*wanted, *_VINTAGE))
            stop(
                said,
                f"Truy vấn «{name}» không có khóa «{key}»; các khóa: {listed}.",
                f"Query “{name}” has no key “{key}”; its keys are: {listed}.",
                2,
            )
        given[key] = value
    with answering(said):
        source = _as_known(opened(data, said), wanted, given, said)
        answer = source.query(name, **_completed(source, wanted, given, name, said))
    _print(answer, form)


_VINTAGE: Final = ("known_on", "plan_version")
"""What every query may be told besides its own keys."""


def _as_known(
    source: Engine, wanted: tuple[str, ...], given: Mapping[str, str], said: Language
) -> Engine:
    """The snapshot as it was known on the day asked for, by the plans asked for."""
    day, plans = given.get("known_on", ""), given.get("plan_version") or "amended"
    try:
        known_on = date.fromisoformat(day) if day else None
    except ValueError:
        stop(
            said,
            f"«{day}» không phải là ngày; viết như known_on=2023-02-27.",
            f"“{day}” is no day; write it like known_on=2023-02-27.",
            2,
        )
    chosen = next((one for one in engine.PLANS if one == plans), None)
    if chosen is None:
        listed = ", ".join(engine.PLANS)
        stop(
            said,
            f"Không có plan_version «{plans}»; có: {listed}.",
            f"There is no plan_version “{plans}”; there are: {listed}.",
            2,
        )
    # Which period is the newest, the other indicators say too.
    alone = "period" in given or "period" not in wanted
    with progress_bar() as bar:
        text = (
            "Dựng lại số liệu của khi đó" if said == "vi" else "Building the figures of that time"
        )
        task = bar.add_task(text, total=len(snapshot.view_files()) + 1)
        return engine.vintage(
            *(source, known_on, chosen),
            indicator=given.get("indicator", "") if alone else "",
            step=lambda _name: bar.advance(task),
        )


def _completed(
    source: Engine, wanted: tuple[str, ...], given: dict[str, str], name: str, said: Language
) -> dict[str, str]:
    known = catalogue(source)
    district = known.district.area_code
    period = given.get("period") or frames.opening_period(source, district)
    choices = {
        "area": sorted({area.area_code for area in known.areas}),
        "indicator": sorted(known.indicators),
        "frequency": ["A", "Q", "M"],
        "illustrative": ["0", "1"],
        "assigner": ["", *sorted(known.assigners)],
    }
    if name == "standings":
        choices["area"].insert(0, "")
    check_period(period, said)
    usual = {
        "area": district,
        "period": period,
        "before": "",
        "areas": "",
        "indicators": ",".join(known.indicators),
        "assigner": "",
        "frequency": "A",
        "illustrative": "1",
        "day": Period.parse(period).end.isoformat(),
        "most": _ALL,
    }
    full = usual | given
    for key in wanted:
        if key not in full:
            stop(
                said,
                f"Truy vấn «{name}» cần khóa «{key}»; ví dụ {key}={choices[key][0]}.",
                f"Query “{name}” needs the key “{key}”; for example {key}={choices[key][0]}.",
                2,
            )
        if key in choices and full[key] not in choices[key]:
            listed = ", ".join(choices[key])
            stop(
                said,
                f"Không có {key} «{full[key]}»; có: {listed}.",
                f"There is no {key} “{full[key]}”; there are: {listed}.",
                2,
            )
    if full["before"]:
        check_period(full["before"], said)
    if not (full["most"].isdecimal() and int(full["most"]) <= int(_ALL)):
        stop(
            said,
            f"Khóa most phải là một số nguyên, không phải «{full['most']}».",
            f"The key most must be a whole number, not “{full['most']}”.",
            2,
        )
    return {key: full[key] for key in wanted}


def _print(answer: pa.Table, form: Format) -> None:
    names = answer.column_names
    if form is Format.JSON:
        typer.echo(json.dumps(answer.to_pylist(), ensure_ascii=False, indent=1, default=str))
    elif form is Format.CSV:
        writer = csv.DictWriter(sys.stdout, fieldnames=names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(answer.to_pylist())
    else:
        sheet = Sheet(*names)
        for row in answer.to_pylist():
            sheet.add_row(*("" if row[key] is None else str(row[key]) for key in names))
        wide = sum(12 + len(name) for name in names)
        # What a cell holds is printed, not obeyed: [red], :smile: and numbers stay as they are.
        Console(
            width=None if sys.stdout.isatty() else max(wide, 100),
            markup=False,
            emoji=False,
            highlight=False,
        ).print(sheet)


@app.command()
def report(
    data: Data,
    period: Annotated[str | None, typer.Option(help="For example 2022; else the newest.")] = None,
    area: Annotated[str | None, typer.Option(help="An area's code; else the district.")] = None,
    language: Spoken = Tongue.VI,
) -> None:
    """Print the year in prose, as the district's own reports write it, from data alone."""
    said = language_of(language)
    with answering(said):
        typer.echo(_prose(data, period, area, said))


def _prose(data: Path, period: str | None, area: str | None, said: Language) -> str:
    source = opened(data, said)
    known = catalogue(source)
    where = area or known.district.area_code
    when = period or frames.opening_period(source, known.district.area_code)
    check_period(when, said)
    periods = [entry.period for entry in frames.periods(source, where)]
    if known.area(where, when) is None or when not in periods:
        listed = ", ".join(periods) or "–"
        stop(
            said,
            f"Không có số liệu của «{where}» cho kỳ «{when}»; các kỳ có số liệu: {listed}.",
            f"There are no figures of “{where}” for “{when}”; periods with figures: {listed}.",
            2,
        )
    return report_of(gather(source, Scope(where, when, said)))


@app.command()
def check(
    data: Data,
    files: Files = None,
    language: Spoken = Tongue.VI,
    answer: Answers = None,
    mapping: Mapped = None,
    speech: Speaking = Speech.TEXT,
) -> None:
    """Say what is wrong with files and what they would change; nothing is published.

    Without a file, run every rule of queries/checks on the published snapshot; no finding means
    healthy.
    """
    said = language_of(language)
    if files:
        check_files(files, data, answer or [], mapping, speech, said)
        return
    with answering(said):
        findings = opened(data, said).broken_rules()
    report_findings(findings, said)
    count = len(snapshot.check_files())
    if findings:
        raise typer.Exit(1)
    typer.echo(
        f"Đạt cả {count} quy tắc, không có lỗi."
        if said == "vi"
        else f"All {count} rules hold, no findings."
    )


app.command()(export)
app.command()(template)
app.command("import")(import_)
app.command()(history)
app.command()(rollback)
app.command("export-data")(export_data)
app.command()(new)


if __name__ == "__main__":
    app(prog_name="python -m indicators")
