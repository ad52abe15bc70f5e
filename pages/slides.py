"""Slides: a deck as it will be, to take along."""

from indicators import page

page.slides()
