"""The numbers of the measured charts, read from the data folder's CSV files with pandas.

EXHIBITS in the environment names the charts, one exhibit each, with commas between them;
CHI_TIEU_DATA names the folder.
"""

import os
from pathlib import Path

import pandas as pd

EXHIBITS = tuple(os.environ["EXHIBITS"].split(","))
FOLDER = Path(os.environ["CHI_TIEU_DATA"])


def read() -> pd.DataFrame:
    """Return one row per chart, indicator, area and period: name, place, value and whole."""
    observations = pd.concat(
        pd.read_csv(path, dtype={"area_code": str, "period": str})
        for path in sorted((FOLDER / "observations").glob("*.csv"))
    )
    indicators = pd.read_csv(FOLDER / "catalogue" / "indicators.csv")
    areas = pd.read_csv(FOLDER / "catalogue" / "areas.csv", dtype={"area_code": str})
    frame = (
        observations.dropna(subset="value")
        .merge(indicators, on="indicator_code")
        .merge(areas.drop_duplicates("area_code"), on="area_code", suffixes=("", "_of_area"))
    )
    return frame.rename(columns={"short_vi": "indicator", "name": "area"})[
        ["exhibit_code", "indicator", "area", "level", "period", "value", "whole"]
    ]


def of_chart(frame: pd.DataFrame, exhibit: str, period: str) -> pd.DataFrame:
    """Return the bars of one chart in one period: label, part and value.

    A bar that is so many of a whole has two parts, what is reached and what is left.
    """
    rows = frame[(frame["exhibit_code"] == exhibit) & (frame["period"] == period)]
    communes = rows["level"].eq("commune").any()
    reached = rows.assign(label=rows["area" if communes else "indicator"], part="Đạt")
    shares = reached.dropna(subset="whole")
    left = shares.assign(value=shares["whole"] - shares["value"], part="Còn lại")
    return pd.concat([reached, left])[["label", "part", "value"]]
