"""The measured charts by Dash at its best: one callback, plain figures without a template.

All figures are made before the first request, so that a callback only looks them up.
"""

import os
from typing import Any

from dash import Dash, Input, Output, dcc, html

from tests.benchmarks.district import PERIODS
from tests.benchmarks.peers import frames

Figure = dict[str, Any]


def figure_of(exhibit: str, period: str) -> Figure:
    """Return a bar chart with fixed margins and its numbers as texts."""
    rows = frames.of_chart(FRAME, exhibit, period)
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": part["value"].tolist(),
                "y": part["label"].tolist(),
                "text": [f"{value:.12g}" for value in part["value"]],
            }
            for _, part in rows.groupby("part", sort=False)
        ],
        "layout": {
            "title": {"text": f"{exhibit}, {period}"},
            "barmode": "stack",
            "showlegend": False,
            "height": 450,
            "margin": {"l": 160, "r": 20, "t": 40, "b": 30},
            "yaxis": {"type": "category"},
        },
    }


FRAME = frames.read()
FIGURES = {
    period: [figure_of(exhibit, period) for exhibit in frames.EXHIBITS] for period in PERIODS
}

app = Dash(__name__)
app.layout = html.Div(
    [
        html.H1("Năm biểu đồ"),
        dcc.RadioItems(list(PERIODS[::-1]), PERIODS[-1], id="period", inline=True),
        *(
            dcc.Graph(id=exhibit, config={"displayModeBar": False}, figure=figure)
            for exhibit, figure in zip(frames.EXHIBITS, FIGURES[PERIODS[-1]], strict=True)
        ),
    ]
)


@app.callback(
    [Output(exhibit, "figure") for exhibit in frames.EXHIBITS],
    Input("period", "value"),
    prevent_initial_call=True,
)
def show(period: str) -> list[Figure]:
    """Return the figures of the chosen period."""
    return FIGURES[period]


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=os.environ["PORT"], debug=False)
