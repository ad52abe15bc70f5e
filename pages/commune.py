"""The page of one commune."""

from indicators import page

page.commune()
