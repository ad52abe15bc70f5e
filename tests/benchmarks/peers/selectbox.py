"""A page with one selectbox whose value is written below: the least that a filter can cost."""

import streamlit as st

from tests.benchmarks.district import PERIODS

period = st.selectbox("Kỳ", PERIODS[::-1])
st.write(f"Đã chọn {period}")
