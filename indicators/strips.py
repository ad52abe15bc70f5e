"""The small drawings of the overview's tiles: inline SVG, 30 px high and as wide as its tile.

Six Plotly figures in a row keep a browser busy; these cost nothing. They hold no text: the tile
prints the number, and ``label`` says it to a screen reader. ``theme.image`` turns one into the
``<img>`` that a page takes.
"""

from collections.abc import Sequence
from html import escape
from math import isfinite

from indicators import theme

WIDTH = 240
HEIGHT = 30
"""Of the drawing's own units; it is stretched sideways to its place."""

_BAR = 18
_TOP = (HEIGHT - _BAR) / 2
_GAP = 2.0
_MOST_CELLS = 40


def _svg(label: str, pieces: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(pieces)}</svg>'
    )


def _rect(
    start: float,
    end: float,
    fill: str,
    *,
    top: float = _TOP,
    tall: float = _BAR,
    line: str = "",
) -> str:
    if end <= start:
        return ""
    outline = f' stroke="{line}" vector-effect="non-scaling-stroke"' if line else ""
    if line:
        start, end, top, tall = start + 0.5, end - 0.5, top + 0.5, tall - 1
    return (
        f'<rect x="{start:.2f}" y="{top:g}" width="{max(end - start, 0.1):.2f}" '
        f'height="{tall:g}" fill="{fill}"{outline}/>'
    )


def _tick(at: float) -> str:
    at = min(max(at, 1.0), WIDTH - 1.0)
    return _rect(at - 2.4, at - 1, theme.PAPER, top=2, tall=26) + _rect(
        at - 1, at + 1, theme.INK, top=2, tall=26
    )


def _known(value: float | None) -> float | None:
    return value if value is not None and isfinite(value) else None


def strip_structure(shares: Sequence[float], label: str) -> str:
    """Parts of a whole side by side, in per cent or any one unit, in the order of the figure."""
    positive = [max(_known(share) or 0.0, 0.0) for share in shares]
    whole = max(sum(positive), 99.5 if sum(positive) > 50 else 0.0) or 1.0
    pieces, start = [], 0.0
    for place, share in enumerate(positive):
        end = start + share / whole * WIDTH
        last = place == len(positive) - 1
        pieces.append(_rect(start, end - (0 if last else _GAP), theme.PARTS[place % 6]))
        start = end
    return _svg(label, pieces)


def strip_growth(previous: float | None, current: float | None, label: str) -> str:
    """The value of the period before, then what was added (or, outlined, what was lost)."""
    before, now = _known(previous), _known(current)
    most = max(before or 0.0, now or 0.0)
    if now is None or most <= 0:
        return _svg(label, [_rect(0, WIDTH, theme.PAPER, line=theme.EDGE)])
    if before is None:
        return _svg(label, [_rect(0, WIDTH, theme.NAVY)])
    old, new = max(before, 0) / most * WIDTH, max(now, 0) / most * WIDTH
    pieces = [_rect(0, min(old, new), theme.SKY)]
    if new > old:
        pieces.append(_rect(old, new, theme.NAVY))
    else:
        pieces.append(_rect(new, old, theme.PAPER, line=theme.EDGE))
    return _svg(label, pieces)


def strip_cells(
    value: float | None,
    whole: float | None,
    label: str,
    plan: float | None = None,
    status: str = "",
) -> str:
    """One cell each of a count; full ones, then outlined ones. A share where ``whole`` is None.

    With a ``plan`` the cells up to it are lighter and a tick follows them; ``status`` colours.
    """
    reached, target = _known(value), _known(plan)
    total = _known(whole) if whole is not None else 100.0
    if reached is None or not total or total <= 0:
        return _svg(label, [_rect(0, WIDTH, theme.PAPER, line=theme.EDGE)])
    full = (theme.LOOKS[status].fill if status else "") or theme.NAVY
    light = theme.mixed(full, 0.5) if target is not None and status else full
    pieces = []
    unit = WIDTH / total
    if whole is None or total > _MOST_CELLS or total != int(total) or reached != int(reached):
        end = min(max(reached, 0.0), total) * unit
        middle = min(end, target * unit) if target is not None else end
        pieces = [
            _rect(0, middle, light),
            _rect(middle, end, full),
            _rect(end, WIDTH, theme.PAPER, line=theme.EDGE),
        ]
    else:
        gap = min(_GAP, unit * 0.3)
        width = (WIDTH + gap) / total
        for place in range(int(total)):
            start, end = place * width, (place + 1) * width - gap
            if place >= reached:
                pieces.append(_rect(start, end, theme.PAPER, line=theme.EDGE))
            else:
                lighter = target is not None and place < target
                pieces.append(_rect(start, end, light if lighter else full))
    if target is not None:
        pieces.append(_tick(min(max(target, 0.0), total) * unit))
    return _svg(label, pieces)


def strip_rank(position: int | None, total: int, label: str) -> str:
    """``total`` places, the first left; ours (from 1) stands tall."""
    pieces = []
    shown = min(max(total, 1), 60)
    gap = min(_GAP, WIDTH / shown * 0.35)
    width = (WIDTH + gap) / shown
    ours = (
        None if position is None or position < 1 else round((position - 1) * shown / max(total, 1))
    )
    for place in range(shown):
        start, end = place * width, (place + 1) * width - gap
        if place == ours:
            pieces.append(_rect(start, max(end, start + 3), theme.NAVY, top=1, tall=28))
        else:
            pieces.append(_rect(start, end, theme.PLACE, top=9, tall=12))
    return _svg(label, pieces)


def strip_bullet(
    value: float | None, plans: Sequence[float | None], label: str, status: str = ""
) -> str:
    """A value from zero and a tick at each plan; what is over the highest takes the colour."""
    reached = _known(value)
    targets = [plan for each in plans if (plan := _known(each)) is not None]
    most = max([0.0, *targets, *([] if reached is None else [reached])]) * 1.08
    if reached is None or most <= 0:
        return _svg(label, [_rect(0, WIDTH, theme.PAPER, line=theme.EDGE)])
    over = (theme.LOOKS[status].fill if status else "") or theme.NAVY
    end = max(reached, 0.0) / most * WIDTH
    middle = min(end, max(targets, default=reached) / most * WIDTH)
    pieces = [
        _rect(0, WIDTH, theme.TRACK),
        _rect(0, middle, theme.NAVY),
        _rect(middle, end, over),
        *(_tick(target / most * WIDTH) for target in targets),
    ]
    return _svg(label, pieces)
