"""Rows of already worded values in, Plotly figures out, as plain dictionaries.

One form of figure a file. No numbers are formatted and no words are known here: every text comes
with its row, in the reader's language. Numbers that are missing, not finite or out of range never
reach a figure.
"""

from indicators.charts.bullets import BulletRow, plan_bullets
from indicators.charts.cells import CellsRow, cells
from indicators.charts.changed import ChangedRow, changed
from indicators.charts.communes import Tile, communes
from indicators.charts.comparison import Line, Period, ReferenceLine, comparison
from indicators.charts.counts import CountRow, counts
from indicators.charts.facts import Fact, figures
from indicators.charts.growth import GrowthPoint, growth
from indicators.charts.history import HistoryPoint, PlanLine, Tick, history, nice_ticks
from indicators.charts.levels import LegendEntry
from indicators.charts.multiples import Panel, multiples
from indicators.charts.outlines import Outline, outlines
from indicators.charts.pace import PaceRow, pace
from indicators.charts.picture import picture
from indicators.charts.points import Point, points
from indicators.charts.progress import ProgressRow, progress
from indicators.charts.rank import RankRow, rank
from indicators.charts.ranking import Change, Gap, RankedRow, Reference, ranking
from indicators.charts.scale import near_ticks
from indicators.charts.sheet import LEAST_WIDTH, Figure
from indicators.charts.structure import Part, structure
from indicators.charts.waterfall import End, Step, waterfall

__all__ = [
    "LEAST_WIDTH",
    "BulletRow",
    "CellsRow",
    "Change",
    "ChangedRow",
    "CountRow",
    "End",
    "Fact",
    "Figure",
    "Gap",
    "GrowthPoint",
    "HistoryPoint",
    "LegendEntry",
    "Line",
    "Outline",
    "PaceRow",
    "Panel",
    "Part",
    "Period",
    "PlanLine",
    "Point",
    "ProgressRow",
    "RankRow",
    "RankedRow",
    "Reference",
    "ReferenceLine",
    "Step",
    "Tick",
    "Tile",
    "cells",
    "changed",
    "communes",
    "comparison",
    "counts",
    "figures",
    "growth",
    "history",
    "multiples",
    "near_ticks",
    "nice_ticks",
    "outlines",
    "pace",
    "picture",
    "plan_bullets",
    "points",
    "progress",
    "rank",
    "ranking",
    "structure",
    "waterfall",
]
