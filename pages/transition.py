"""The page of the sector transition."""

from indicators import page

page.sector("transition")
