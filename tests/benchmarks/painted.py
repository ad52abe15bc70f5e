"""The process that is timed in pictures: ``python -m tests.benchmarks.painted FIGURES``.

Draws every figure of a file as an image of 1920 × 1080 px; prints the seconds that each took.
"""

import json
import sys
import time
from pathlib import Path

from indicators.slides.painting import paint

times = []
for figure in json.loads(Path(sys.argv[1]).read_text("utf-8")):
    began = time.perf_counter()
    paint(figure, "png", width=1040, height=585, scale=24 / 13)
    times.append(time.perf_counter() - began)
sys.stdout.write(json.dumps(times))
