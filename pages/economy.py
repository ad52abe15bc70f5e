"""The page of the sector economy."""

from indicators import page

page.sector("economy")
