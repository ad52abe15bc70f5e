"""The page of the sector emulation."""

from indicators import page

page.sector("emulation")
