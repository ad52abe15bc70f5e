"""The measured charts written the usual way: Streamlit, pandas, Plotly Express."""

import pandas as pd
import plotly.express as px
import streamlit as st

from tests.benchmarks.district import PERIODS
from tests.benchmarks.peers import frames


@st.cache_data
def read() -> pd.DataFrame:
    """Read the files once."""
    return frames.read()


st.title("Năm biểu đồ")
period = st.selectbox("Kỳ", PERIODS[::-1])
for exhibit in frames.EXHIBITS:
    rows = frames.of_chart(read(), exhibit, period)
    title = f"{exhibit}, {period}"
    figure = px.bar(rows, x="value", y="label", color="part", text="value", title=title)
    figure.update_layout(showlegend=False, xaxis_title=None, yaxis_title=None)
    st.plotly_chart(figure, key=exhibit)
