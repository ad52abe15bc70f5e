"""The pictures of README.md, taken from the shipped data: ``python -m tests.browser.pictures``.

Writes docs/overview.png, economy.png, communes.png and slide.png, 1920×1080 px and under 300 KB
each.
"""

import io
import sys
import tempfile
from pathlib import Path
from typing import Final

from PIL import Image

from indicators import snapshot
from indicators.slides import painting
from indicators.slides.drawing import drawn
from indicators.slides.slide import HEIGHT, WIDTH
from tests.benchmarks.browser import browser
from tests.benchmarks.presented import briefing_of
from tests.browser.visit import ROOT, Watched, link, new_context, serving
from tests.conftest import copy_of_data

SCOPE: Final = {"lang": "vi", "period": "2022"}
PICTURES: Final = {
    "overview": ("", SCOPE),
    "economy": ("economy", SCOPE),
    "communes": ("communes", SCOPE | {"indicator": "standard_schools", "since": "2020"}),
}
SLIDE: Final = "budget"


def reduced(png: bytes) -> bytes:
    """The same picture in a palette of 255 colours, which keeps the large flat ones as they are."""
    target = io.BytesIO()
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(255, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, "PNG", optimize=True)
    return target.getvalue()


def take(folder: Path) -> list[Path]:
    """Write the pictures into a folder and give their paths."""
    written = []
    with tempfile.TemporaryDirectory() as aside, browser() as launched:
        data = copy_of_data(Path(aside))
        snapshot.publish(data)
        context = new_context(launched, "wide")
        with serving(data) as server:
            for name, (path, scope) in PICTURES.items():
                watched = Watched(context)
                watched.open(link(server, path, scope))
                written.append(folder / f"{name}.png")
                written[-1].write_bytes(reduced(watched.page.screenshot()))
        context.close()
        written.append(folder / "slide.png")
        written[-1].write_bytes(reduced(slide(data)))
    return written


def slide(data: Path) -> bytes:
    """The slide of the yearly deck that README.md shows."""
    shown = next(one for one in briefing_of(data).slides if one.code == SLIDE)
    return painting.paint(drawn(shown), "png", width=WIDTH, height=HEIGHT, scale=1920 / WIDTH)


if __name__ == "__main__":
    for written in take(ROOT / "docs"):
        sys.stdout.write(f"{written.relative_to(ROOT)}: {written.stat().st_size // 1024} KB\n")
