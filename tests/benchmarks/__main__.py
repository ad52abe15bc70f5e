"""The command: ``python -m tests.benchmarks``. Measures, shows, and writes what it measured.

Ends with 0 when every goal was met, 1 when one was missed, 2 when something could not be measured.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer
from playwright.sync_api import Error as BrowserError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from websockets.exceptions import WebSocketException

from tests.benchmarks import application, district
from tests.benchmarks.browser import executable
from tests.benchmarks.goals import GROUPS, Group
from tests.benchmarks.nation.making import shown
from tests.benchmarks.nation.rows import MEASURED, Size
from tests.benchmarks.report import Result, as_json, as_markdown, as_table
from tests.benchmarks.trials import Data

TROUBLE = (RuntimeError, ValueError, OSError, BrowserError, WebSocketException)
NAMES = tuple(row.name for group in GROUPS for row in group.rows)
LARGE = {row.name for group in GROUPS if group.large for row in group.rows}


def main(
    only: Annotated[list[str] | None, typer.Option(help=f"One row: {', '.join(NAMES)}.")] = None,
    rounds: Annotated[int | None, typer.Option(min=1, help="Pairs to take, for each row.")] = None,
    large: Annotated[
        bool, typer.Option("--large", help="Rows that take many minutes too.")
    ] = False,
    nation_folder: Annotated[
        Path | None, typer.Option("--nation", help="Keep the nation here, and use it again.")
    ] = None,
    communes: Annotated[int, typer.Option(min=1, help="Of the nation.")] = Size.communes,
    indicators: Annotated[
        int, typer.Option(min=max(MEASURED), max=99, help="Of the nation.")
    ] = Size.indicators,
    months: Annotated[int, typer.Option(min=24, help="Of the nation.")] = Size.months,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write JSON here.")] = None,
    markdown: Annotated[Path | None, typer.Option(help="Write a Markdown table here.")] = None,
) -> None:
    """Measure the dashboard against small programs beside it, in turn, and compare with the goals.

    Takes about eight minutes; --only may be given several times. A file of a million rows, and the
    rows that need a made-up nation, are left out unless --large or --only asks for them.
    """
    wanted = set(only or NAMES) - (set() if large or only else LARGE)
    if unknown := wanted.difference(NAMES):
        raise typer.BadParameter(f"no row named {', '.join(sorted(unknown))}")
    groups = [group for group in GROUPS if any(row.name in wanted for row in group.rows)]
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        data = Data(Path(folder) / "data", nation_folder or Path(folder) / "nation")
        district.make(application.DATA, data.district, application.KEPT)
        application.publish(data.district)
        if any(group.nation for group in groups):
            shown(data.nation, Size(communes, indicators, months), console)
        results = take(groups, data, rounds, console)
    results = [result for result in results if result.row.name in wanted]
    console.print(as_table(results))
    for result in results:
        if result.problem:
            console.print(f"{result.row.name}: {result.problem}", markup=False)
    browser_version = browser()
    if json_file:
        text = json.dumps(as_json(results, browser_version), ensure_ascii=False, indent=1)
        json_file.write_text(text + "\n", "utf-8")
    if markdown:
        markdown.write_text(as_markdown(results, browser_version), "utf-8")
    if any(result.problem for result in results):
        raise typer.Exit(2)
    raise typer.Exit(int(any(result.met is False for result in results)))


def take(groups: list[Group], data: Data, rounds: int | None, console: Console) -> list[Result]:
    """Run the trials one after the other; one that fails leaves the others alone."""
    results: list[Result] = []
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=console) as progress:
        counts = [rounds or group.rounds for group in groups]
        task = progress.add_task("", total=sum(counts))
        done = 0
        for group, count in zip(groups, counts, strict=True):
            progress.update(task, description=group.rows[0].name)
            try:
                taken = group.trial(data, count, lambda: progress.advance(task))
                results += [Result(row, taken[row.name]) for row in group.rows]
            except TROUBLE as problem:
                words = f"{type(problem).__name__}: {problem}"
                results += [Result(row, None, words) for row in group.rows]
            done += count
            progress.update(task, completed=done)
    return results


def browser() -> str:
    """Return the name and version of the browser, or why there is none."""
    program = executable()
    if program is None:
        return "Playwright's own browser"
    try:
        said = subprocess.run(
            (program, "--version"), capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return str(problem)
    return said.stdout.strip()


if __name__ == "__main__":
    typer.run(main)
