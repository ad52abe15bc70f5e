"""The page of the sector living."""

from indicators import page

page.sector("living")
