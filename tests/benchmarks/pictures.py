"""Slides as images: sixteen of them by one painter against one image by Plotly, each time anew."""

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

from indicators import engine
from indicators.exhibits import facts, questions
from indicators.exhibits.exhibit import Scope
from tests.benchmarks.application import PEERS, ROOT
from tests.benchmarks.browser import executable
from tests.benchmarks.district import PERIODS
from tests.benchmarks.measuring import Measurement, Step
from tests.benchmarks.trials import Data, Results

COUNT = 16
WITHIN = 120.0


def slides(data: Data, rounds: int, step: Step) -> Results:
    """Time a process that draws sixteen images, and one that draws the first of them."""
    every: list[float] = []
    further: list[float] = []
    single: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        figures, image = Path(folder) / "figures.json", Path(folder) / "image.png"
        figures.write_text(json.dumps(figures_of(data.district)), "utf-8")
        ours = "-m", "tests.benchmarks.painted", str(figures)
        theirs = str(PEERS / "one_image.py"), str(figures), str(image)
        seconds_of(ours), seconds_of(theirs)
        for _ in range(rounds):
            seconds, printed = seconds_of(ours)
            every.append(seconds)
            further.append(median(json.loads(printed)[1:]) * 1000)
            single.append(seconds_of(theirs)[0])
            step()
    warm_up = "one run of each; every run is a process of its own, with a browser of its own"
    facts_of_both: dict[str, str | int | float] = {"images": COUNT}
    milliseconds = tuple(seconds * 1000 for seconds in single)
    return {
        "slides_png": Measurement("s", warm_up, tuple(every), tuple(single), facts=facts_of_both),
        "slides_next": Measurement("ms", warm_up, tuple(further), milliseconds),
    }


def figures_of(district: Path) -> list[dict[str, Any]]:
    """Sixteen figures of a district, from the first again when there are fewer."""
    opened = engine.current(district)
    if opened is None:
        raise RuntimeError(f"{district} holds no snapshot")
    gathered = facts.gather(opened, Scope("020", PERIODS[-1]))
    asked = (questions.exhibit(gathered, code) for code in gathered.catalogue.entries)
    return [*islice(cycle(each.figure for each in asked if each and each.figure), COUNT)]


def seconds_of(words: tuple[str, ...]) -> tuple[float, str]:
    """Run Python with these words; the seconds until it has ended, and what it printed."""
    named = {"BROWSER_PATH": path} if (path := executable()) else {}
    began = time.perf_counter()
    done = subprocess.run(
        (sys.executable, *words),
        cwd=ROOT,
        env=os.environ | named,
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-500:])
    return time.perf_counter() - began, done.stdout
