"""Sources and reconciliation."""

from indicators import page

page.sources()
