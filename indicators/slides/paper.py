"""A slide while it is being laid out: what has been put on its sheet so far, and its margins."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from indicators import theme
from indicators.slides.slide import WIDTH, Box, Mark, Panel, Text

SMALLEST: Final = theme.SIZE_AXIS
"""Of all letters, px: on a wall of 1920×1080 they are 24 px high."""
EDGE: Final = 52
ROOM: Final = WIDTH - 2 * EDGE


@dataclass
class Paper:
    """A slide while it is being laid out."""

    texts: list[Text] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)

    def write(
        self,
        lines: Sequence[str],
        left: float,
        baseline: float,
        width: float,
        size: float,
        weight: int = 400,
        colour: str = theme.INK,
        *,
        right: bool = False,
        title: bool = False,
        leading: float = theme.LEADING,
    ) -> float:
        """Put lines down and give the baseline of the last one."""
        shown = tuple(line for line in lines if line)
        if shown:
            self.texts.append(
                Text(
                    shown,
                    left,
                    round(baseline, 1),
                    width,
                    size,
                    weight,
                    colour,
                    "right" if right else "left",
                    title,
                    leading,
                )
            )
        return baseline + max(len(shown) - 1, 0) * size * leading


def at_most(most: int, lines: tuple[str, ...]) -> tuple[str, ...]:
    """The first lines; where there are more, the last one says so."""
    return lines if len(lines) <= most else (*lines[: most - 1], f"{lines[most - 1]} …")
