"""Tổng quan: the page that a leader opens."""

from indicators import page

page.overview()
