"""The process that is timed in pictures: ``python -m tests.benchmarks.presented DATA``.

Makes the yearly deck of a published data folder as PPTX, from the snapshot on; needs no browser.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from indicators import engine
from indicators.exhibits.facts import catalogue
from indicators.slides.arranging import Briefing, briefing
from indicators.slides.deck import Deck, decks
from indicators.slides.pptx.presentation import Properties, presentation

DECK = "yearly"


def briefing_of(data: Path) -> Briefing:
    """The yearly deck of a published data folder, laid out."""
    opened = engine.current(data)
    if opened is None:
        raise RuntimeError(f"{data} holds no snapshot")
    deck = decks(data, catalogue(opened)).get(DECK)
    if not isinstance(deck, Deck):
        raise RuntimeError(f"{data} holds no deck {DECK}")
    return briefing(opened, deck)


if __name__ == "__main__":
    made = briefing_of(Path(sys.argv[1]))
    properties = Properties(made.title, "", "", "", made.snapshot, datetime.now(UTC))
    sys.stdout.write(str(len(presentation(made.slides, properties, made.language))))
