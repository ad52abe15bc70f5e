"""Màn hình: slides in turn on a wall screen."""

from indicators import page

page.wall()
