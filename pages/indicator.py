"""One indicator: everything known of it."""

from indicators import page

page.indicator()
