"""How long the axis of lying bars must be for their numbers, and how large these may get."""

from typing import Final

from indicators import theme
from indicators.exhibits.plotted import Series
from indicators.slides.pptx.building import GAP, SMALLEST, Building
from indicators.slides.pptx.chartml import Scale

PLAN_SIZE: Final = 0.75
"""Size of a plan's number, in sizes of a value's."""


def scaled(made: Building, size: float) -> Scale:
    """An axis long enough for every bar with its number after it."""
    values = [value for one in made.plotted.series for value in one.values if value is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    room = made.right - made.left
    most, least = high or 1.0, low
    # What does not fit beside a bar may fit in it, so plans come after values.
    for _, one in sorted(made.visible, key=lambda each: each[1].role == "plan"):
        if one.role == "plan" and fitting(one, size, Scale(low, most), room) is not None:
            continue
        shares = [
            (value, (written(one, label, size) + 2 * GAP) / room)
            for value, label in zip(one.values, one.labels, strict=True)
            if value is not None and label
        ]
        for value, share in shares:
            if value < 0 and share < 0.5:
                least = min(least, value - share * (high - low) / (1 - share))
        for value, share in shares:
            if value > 0 and share < 0.85:
                most = max(most, (value - share * least) / (1 - share))
    return Scale(least, most * 1.01)


def written(one: Series, label: str, size: float) -> float:
    """How wide a label gets."""
    if one.role == "plan":
        return theme.text_width(f"{one.name} {label}", max(size * PLAN_SIZE, SMALLEST), 500)
    return theme.text_width(label, size, 700)


def fitting(one: Series, size: float, scale: Scale, room: float) -> float | None:
    """The most up to ``size`` at which every number stands in its bar; None if none is readable."""
    for value, label in zip(one.values, one.labels, strict=True):
        if value is not None and label:
            end = (max(value, 0.0) - scale.low) / (scale.high - scale.low) * room
            size = min(size, size * (end - GAP) / written(one, label, size))
    return size if size * PLAN_SIZE >= SMALLEST else None
