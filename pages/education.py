"""The page of the sector education."""

from indicators import page

page.sector("education")
