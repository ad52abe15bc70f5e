"""A page with one Plotly chart and nothing else: how soon Streamlit can show a chart."""

import streamlit as st

st.plotly_chart({"data": [{"type": "bar", "x": [1, 2, 3], "y": [4, 6, 5]}], "layout": {}})
