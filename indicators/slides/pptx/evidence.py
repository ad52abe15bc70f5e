"""What a figure says of each row beside its numbers, below its bar or in a column right of it.

Only where there is room for letters that can be read: what has none is left to the notes.
"""

from typing import Final

from indicators import theme
from indicators.slides.pptx.building import EDGE, GAP, Building
from indicators.slides.pptx.pieces import marked
from indicators.wording.words import word

_THINNEST: Final = 10.0
"""Px of a bar that still looks like one."""
_WIDEST: Final = 0.4
"""The share of the plot that a column of evidence may take."""


class Evidence:
    """The evidence of one chart: first it takes its room, then, the rows being known, its place."""

    def __init__(self, made: Building, *, below: bool = False) -> None:
        """``below``: whether it can stand nowhere else."""
        self.made = made
        plotted = made.plotted
        self.texts = plotted.evidence or ("",) * made.count
        self.statuses = plotted.statuses or ("",) * made.count
        self.beside = False
        self.below = False
        # A frame round a row that is picked out stands at the edge.
        self.right = made.width - EDGE - (0 if plotted.picked is None else GAP)
        if not (plotted.evidence or plotted.statuses):
            return
        room = made.right - made.left
        pitch = (made.bottom - made.top) / made.count
        groups = len(made.visible)
        if not plotted.evidence_head and (
            below or pitch >= 2 * self._tall(room) + _THINNEST * 1.6 * groups
        ):
            self.below = pitch >= 2 * self._tall(room) + _THINNEST
        elif (wide := self._widest()) <= room * _WIDEST:
            self.beside = True
            made.right = self.right - wide - GAP
            made.top += made.small * 1.7 if plotted.evidence_head else 0.0
            self._keyed()
        if not (self.below or self.beside):
            made.unsaid = tuple(
                f"{name}: {text}"
                for name, text in zip(plotted.categories, self.texts, strict=True)
                if text
            )

    @property
    def tall(self) -> float:
        """Px that it needs below every bar."""
        return self._tall(self.made.right - self.made.left) if self.below else 0.0

    def _tall(self, room: float) -> float:
        most = max(len(theme.wrapped(text, self.made.small, 400, room)) for text in self.texts)
        return most * self.made.small * theme.LEADING + 4

    def _widest(self) -> float:
        mark = self._mark if any(self.statuses) else 0.0
        head = theme.text_width(self.made.plotted.evidence_head, self.made.small)
        return max(head, *(theme.text_width(text, self.made.small, 600) for text in self.texts)) + (
            mark
        )

    @property
    def _mark(self) -> float:
        """Px of a mark and of the space after it."""
        return self.made.small * 1.16 + 6

    @property
    def _texts_end(self) -> float:
        return self.right - (self._mark if any(self.statuses) else 0.0)

    def _keyed(self) -> None:
        """Below the plot, what marks without words say."""
        made = self.made
        at, baseline = EDGE, made.bottom - made.small * 0.3
        for status in dict.fromkeys(filter(None, self.statuses)):
            radius = made.small * 0.58
            text = word(status, made.language)
            made.over += marked(status, at + radius, baseline - made.small * 0.36, radius)
            made.write(text, at + self._mark, baseline, colour=theme.MUTED)
            at += self._mark + theme.text_width(text, made.small) + 2 * GAP
        if at > EDGE:
            made.bottom -= made.small * 1.8

    def say(self, thick: float) -> None:
        """Write it; bars, or groups of them, are ``thick`` px and stand in the middle of rows."""
        made = self.made
        pitch = (made.bottom - made.top) / made.count
        size = made.small
        if self.beside and (head := made.plotted.evidence_head):
            made.write(head, self._texts_end, size, colour=theme.MUTED, anchor="right")
        for row, (text, status) in enumerate(zip(self.texts, self.statuses, strict=True)):
            middle = made.top + (row + 0.5) * pitch
            colour = theme.LOOKS[status].text if status else theme.MUTED
            weight = 600 if status or self.beside else 400
            if self.below and text:
                left = made.across(0) + 2
                baseline = middle + thick / 2 + size * 1.1 + 2
                if status:
                    self._sign(status, left, baseline)
                    left += self._mark
                for line in theme.wrapped(text, size, weight, made.right - left):
                    made.write(line, left, baseline, weight=weight, colour=colour)
                    baseline += size * theme.LEADING
            elif self.beside:
                baseline = middle + size * 0.36
                if status:
                    self._sign(status, self.right - size * 1.16, baseline)
                if text:
                    made.write(
                        *(text, self._texts_end, baseline),
                        weight=weight,
                        colour=theme.MUTED,
                        anchor="right",
                    )

    def _sign(self, status: str, left: float, baseline: float) -> None:
        radius = self.made.small * 0.58
        self.made.over += marked(status, left + radius, baseline - self.made.small * 0.36, radius)
