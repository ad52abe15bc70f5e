"""The page of the sector administration."""

from indicators import page

page.sector("administration")
