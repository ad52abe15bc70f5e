"""One figure as an image of 1920 × 1080 px, as Plotly's documents say: FIGURES, a file to write."""

import json
import sys
from pathlib import Path

import plotly.graph_objects as go

source, target = map(Path, sys.argv[1:])
figure = json.loads(source.read_text("utf-8"))[0]
go.Figure(figure).write_image(target, width=1040, height=585, scale=24 / 13)
