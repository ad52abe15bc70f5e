"""What a drawing is made of, in px of the sheet: rectangles, outlines and words.

Here belong the pieces alone. Where they come from (a figure, a slide) and what they become (shapes
of a presentation) stands elsewhere.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from indicators import theme

Point = tuple[float, float]
Command = tuple[Literal["M", "L", "C", "Z"], tuple[Point, ...]]
"""Move, line, curve (two handles and the end) or close; every point is (right, down)."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How an area and its edge look; a blank colour paints nothing. Colours are ``#RRGGBB``."""

    fill: str = ""
    hatch: str = ""
    """Colour of the lines over ``fill`` that say "illustrative"."""
    line: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()
    """Lengths of dashes and gaps in turn, in px."""

    @property
    def visible(self) -> bool:
        return bool(self.fill or (self.line and self.width))


@dataclass(frozen=True, slots=True)
class Rectangle:
    left: float
    top: float
    width: float
    height: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Outline:
    """A path. ``parts``: whether each of its parts is filled alone, not the space between them."""

    commands: tuple[Command, ...]
    paint: Paint
    parts: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look."""

    text: str
    weight: int
    colour: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of letters; the first stands on ``baseline``, ``left`` is the place of the anchor."""

    lines: tuple[tuple[Run, ...], ...]
    left: float
    baseline: float
    size: float
    anchor: Literal["left", "center", "right"] = "left"

    @property
    def width(self) -> float:
        """Of the widest line, rather too wide than too narrow."""
        return max(
            sum(theme.text_width(run.text, self.size, run.weight) for run in line)
            for line in self.lines
        )


Piece = Rectangle | Outline | Words


def moved(piece: Piece, right: float, down: float, scale: float = 1.0) -> Piece:
    """``piece`` ``scale`` times as large round 0, then so many px further right and down."""
    match piece:
        case Rectangle(left, top, width, height, paint):
            return Rectangle(
                right + left * scale,
                down + top * scale,
                width * scale,
                height * scale,
                _scaled(paint, scale),
            )
        case Outline(path, paint, parts):
            return Outline(
                tuple(
                    (letter, tuple((right + x * scale, down + y * scale) for x, y in ends))
                    for letter, ends in path
                ),
                _scaled(paint, scale),
                parts,
            )
        case Words(lines, left, baseline, size, anchor):
            return Words(
                *(lines, right + left * scale, down + baseline * scale, size * scale, anchor)
            )


def marked(status: str, left: float, down: float, radius: float) -> list[Piece]:
    """The mark of a status round its centre."""
    return [
        moved(
            Outline(
                commands(theme.scaled(stroke.path, radius)),
                Paint(stroke.fill, "", stroke.line, stroke.width * radius),
            ),
            left,
            down,
        )
        for stroke in theme.LOOKS[status].mark
    ]


def bounds(piece: Piece, leading: float = theme.LEADING) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in px."""
    match piece:
        case Rectangle():
            return piece.left, piece.top, piece.left + piece.width, piece.top + piece.height
        case Outline():
            ends = [end for _, each in piece.commands for end in each]
            xs, ys = [x for x, _ in ends], [y for _, y in ends]
            return min(xs), min(ys), max(xs), max(ys)
        case Words():
            wide = piece.width + 1
            share = {"left": 0.0, "center": 0.5, "right": 1.0}[piece.anchor]
            left = piece.left - wide * share
            # Of lines that are a fixed distance apart the first is as high as the others; 0.21 em
            # of each lie below its baseline, as LibreOffice has them.
            first = theme.ASCENT if len(piece.lines) == 1 else leading - 0.21
            top = piece.baseline - piece.size * first
            below = (len(piece.lines) - 1) * leading + theme.DESCENT
            tall = (first + below) * piece.size
            return left, top, left + wide, top + tall


def _scaled(paint: Paint, scale: float) -> Paint:
    dash = tuple(length * scale for length in paint.dash)
    return replace(paint, width=paint.width * scale, dash=dash)


_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")


def commands(path: str) -> tuple[Command, ...]:
    """``path`` of M, L, H, V, C, Q and Z with absolute coordinates, as commands.

    Raises ValueError for a command that is none of these, or for too few numbers.
    """
    if _TOKEN.sub("", path).strip(" ,\n\t"):
        raise ValueError(f"not a path: {path}")
    answer: list[Command] = []
    here: Point = (0.0, 0.0)
    tokens = _TOKEN.findall(path)
    place = 0
    while place < len(tokens):
        letter = tokens[place]
        place += 1
        numbers: list[float] = []
        while place < len(tokens) and not tokens[place].isalpha():
            numbers.append(float(tokens[place]))
            place += 1
        answer += (found := _read(letter, numbers, here, path))
        if found[-1][1]:
            here = found[-1][1][-1]
    return tuple(answer)


def _read(letter: str, numbers: list[float], here: Point, path: str) -> list[Command]:
    """What one letter with its numbers says, repetitions included."""
    each = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}.get(letter)
    if each is None or (len(numbers) % each if each else numbers) or (each and not numbers):
        raise ValueError(f"not a path of M, L, H, V, C, Q and Z: {path}")
    if letter == "Z":
        return [("Z", ())]
    answer: list[Command] = []
    for start in range(0, len(numbers), each):
        part = numbers[start : start + each]
        if letter == "H":
            part = [part[0], here[1]]
        elif letter == "V":
            part = [here[0], part[0]]
        points = tuple(zip(part[::2], part[1::2], strict=True))
        if letter == "Q":
            points = _cubic(here, *points)
        here = points[-1]
        if letter in "CQ":
            answer.append(("C", points))
        else:
            answer.append(("M" if letter == "M" and start == 0 else "L", points))
    return answer


def _cubic(start: Point, handle: Point, end: Point) -> tuple[Point, ...]:
    """The curve of two handles that is the curve of one."""
    first, second = (
        (place[0] + (handle[0] - place[0]) * 2 / 3, place[1] + (handle[1] - place[1]) * 2 / 3)
        for place in (start, end)
    )
    return first, second, end
