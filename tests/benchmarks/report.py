"""What was measured, for people and for programs: a table on the screen, Markdown, JSON."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.table import Table

from tests.benchmarks.goals import Row
from tests.benchmarks.measuring import Measurement, Spread

PACKAGES = ("streamlit", "plotly", "pandas", "duckdb", "dash", "playwright")
COLUMNS = ("what", "dashboard", "against", "the other", "ratio", "at most", "met")


@dataclass(frozen=True)
class Result:
    """A row and what came of it: a measurement, or why there is none."""

    row: Row
    measurement: Measurement | None
    problem: str = ""

    @property
    def met(self) -> bool | None:
        """Tell whether the goal was met; None where there is no goal or no measurement."""
        return self.measurement.meets(self.row.goal) if self.measurement else None


def as_json(results: Sequence[Result], browser_version: str) -> dict[str, Any]:
    """Return everything as JSON values, every single value included."""
    return {
        "taken_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine(),
        "versions": {**versions(), "browser": browser_version},
        "rows": [row_as_json(result) for result in results],
    }


def row_as_json(result: Result) -> dict[str, Any]:
    """Return one row; `subject` is the dashboard, `peer` the other program."""
    row, taken = result.row, result.measurement
    known: dict[str, Any] = {
        "name": row.name,
        "what": row.what,
        "against": row.against,
        "goal": row.goal,
        "met": result.met,
        "problem": result.problem,
    }
    if taken:
        known |= {
            "unit": taken.unit,
            "warm_up": taken.warm_up,
            "rounds": len(taken.subject),
            "failures": taken.failures,
            "facts": dict(taken.facts),
            "subject": spread_as_json(taken.subject),
            "peer": spread_as_json(taken.peer),
            "ratio": spread_as_json(taken.ratios),
        }
    return known


def spread_as_json(values: Sequence[float]) -> dict[str, float | list[float]]:
    """Return median, smallest, largest, and the values in the order they were taken."""
    spread = Spread.of(values)
    return {
        "median": spread.median,
        "min": spread.minimum,
        "max": spread.maximum,
        "values": list(values),
    }


def machine() -> dict[str, str | int]:
    """Return what the figures depend on."""
    known = lines_of("/proc/cpuinfo")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count() or 0,
        "cpu": known.get("model name") or platform.processor() or platform.machine(),
        "memory_gib": round(memory / 2**30),
        "system": f"{platform.system()} {platform.release()}",
    }


def lines_of(path: str) -> Mapping[str, str]:
    """Return the `name : value` lines of a file, the last of each name; empty without the file."""
    if not Path(path).exists():
        return {}
    pairs = (line.partition(":") for line in Path(path).read_text("utf-8").splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def versions() -> dict[str, str]:
    """Return the versions of what is measured with."""
    return {"python": platform.python_version()} | {name: version(name) for name in PACKAGES}


def cells(result: Result) -> tuple[str, ...]:
    """Return one row as texts, in the order of COLUMNS."""
    row, taken = result.row, result.measurement
    goal = "–" if row.goal is None else f"{row.goal:g} ×"
    if taken is None:
        return row.what, "–", row.against, "–", "–", goal, "not measured"
    met = {None: "–", True: "yes", False: "no"}[result.met]
    if taken.failures:
        met += f", {taken.failures} failed"
    return (
        row.what,
        f"{spread(taken.subject)} {taken.unit}",
        row.against,
        f"{spread(taken.peer)} {taken.unit}",
        f"{spread(taken.ratios)} ×",
        goal,
        met,
    )


def spread(values: Sequence[float]) -> str:
    """Return `median (smallest to largest)`, three figures each."""
    known = Spread.of(values)
    texts = [plain(value) for value in (known.median, known.minimum, known.maximum)]
    return f"{texts[0]} ({texts[1]} to {texts[2]})"


def plain(value: float) -> str:
    """Return a number with three significant figures, never in powers of ten."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def as_table(results: Sequence[Result]) -> Table:
    """Return the table for the screen."""
    table = Table("row", *(name for name in COLUMNS if name not in ("what", "against")))
    for result in results:
        style = {None: None, True: "green", False: "red"}[result.met]
        _, ours, _, *rest = cells(result)
        table.add_row(result.row.name, ours, *rest, style="yellow" if result.problem else style)
    return table


def as_markdown(results: Sequence[Result], browser_version: str) -> str:
    """Return the table and what it was taken on, as Markdown."""
    facts = machine()
    used = ", ".join(f"{name} {number}" for name, number in versions().items())
    taken_on = (
        f"Taken on {datetime.now(UTC):%Y-%m-%d}, {facts['cores']} cores of {facts['cpu']},"
        f" {facts['memory_gib']} GiB, {facts['system']}; {used}, {browser_version}."
        " Median (smallest to largest)."
    )
    lines = [
        taken_on,
        "",
        "| " + " | ".join(COLUMNS) + " |",
        "| " + " | ".join("---" for _ in COLUMNS) + " |",
        *("| " + " | ".join(cells(result)) + " |" for result in results),
        "",
    ]
    for result in results:
        if taken := result.measurement:
            extra = "".join(f"; {name}: {value}" for name, value in taken.facts.items())
            lines.append(
                f"- {result.row.what}: {len(taken.subject)} pairs, warm-up: {taken.warm_up}{extra}."
            )
    return "\n".join(lines) + "\n"
