"""Figures: imported, published, restored."""

from indicators import page

page.figures()
