"""The page of the communes beside each other."""

from indicators import page

page.communes()
