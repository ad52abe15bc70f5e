"""Rows of already worded values in, Plotly figures out, as plain dictionaries.

One form of figure a file. No numbers are formatted and no words are known here: every text comes
with its row, in the reader's language. Numbers that are missing, not finite or out of range never
reach a figure.
"""

from indicators.charts.bullets import BulletRow, plan_bullets
from indicators.charts.cells import CellsRow, cells
from indicators.charts.communes import LegendEntry, Tile, communes
from indicators.charts.counts import CountRow, counts
from indicators.charts.facts import Fact, figures
from indicators.charts.growth import GrowthPoint, growth
from indicators.charts.history import HistoryPoint, PlanLine, Tick, history, nice_ticks
from indicators.charts.picture import picture
from indicators.charts.progress import ProgressRow, progress
from indicators.charts.rank import RankRow, rank
from indicators.charts.sheet import LEAST_WIDTH, Figure
from indicators.charts.structure import Part, structure

__all__ = [
    "LEAST_WIDTH",
    "BulletRow",
    "CellsRow",
    "CountRow",
    "Fact",
    "Figure",
    "GrowthPoint",
    "HistoryPoint",
    "LegendEntry",
    "Part",
    "PlanLine",
    "ProgressRow",
    "RankRow",
    "Tick",
    "Tile",
    "cells",
    "communes",
    "counts",
    "figures",
    "growth",
    "history",
    "nice_ticks",
    "picture",
    "plan_bullets",
    "progress",
    "rank",
    "structure",
]
