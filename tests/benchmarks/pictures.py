"""Slides as files, against one image by Plotly: sixteen images, and a deck, each time anew."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from indicators import snapshot
from indicators.slides.drawing import drawn
from tests.benchmarks.application import PEERS, ROOT
from tests.benchmarks.browser import executable
from tests.benchmarks.measuring import Measurement, Step
from tests.benchmarks.presented import briefing_of
from tests.benchmarks.trials import Data, Results

COUNT = 16
WITHIN = 120.0


def slides(_data: Data, rounds: int, step: Step) -> Results:
    """Time processes that draw sixteen images, make a deck, and draw the first image alone."""
    every: list[float] = []
    further: list[float] = []
    single: list[float] = []
    presented: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        figures, image = Path(folder) / "figures.json", Path(folder) / "image.png"
        district = shipped(Path(folder))
        shown = briefing_of(district).slides
        figures.write_text(json.dumps([*islice(cycle(map(drawn, shown)), COUNT)]), "utf-8")
        ours = "-m", "tests.benchmarks.painted", str(figures)
        deck = "-m", "tests.benchmarks.presented", str(district)
        theirs = str(PEERS / "one_image.py"), str(figures), str(image)
        seconds_of(ours), seconds_of(theirs), seconds_of(deck)
        for _ in range(rounds):
            seconds, printed = seconds_of(ours)
            every.append(seconds)
            further.append(median(json.loads(printed)[1:]) * 1000)
            single.append(seconds_of(theirs)[0])
            presented.append(seconds_of(deck)[0])
            step()
    warm_up = "one run of each; every run is a process of its own, with a browser of its own"
    facts_of_both: dict[str, str | int | float] = {"images": COUNT}
    milliseconds = tuple(seconds * 1000 for seconds in single)
    return {
        "slides_png": Measurement("s", warm_up, tuple(every), tuple(single), facts=facts_of_both),
        "slides_next": Measurement("ms", warm_up, tuple(further), milliseconds),
        "slides_pptx": Measurement(
            "s", warm_up, tuple(presented), tuple(single), facts={"slides": len(shown)}
        ),
    }


def shipped(folder: Path) -> Path:
    """The shipped data folder, published below ``folder``."""
    ignored = shutil.ignore_patterns("published")
    data = Path(shutil.copytree(ROOT / "data", folder / "data", ignore=ignored))
    if found := snapshot.publish(data).findings:
        raise RuntimeError(found[0].say("en"))
    return data


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
