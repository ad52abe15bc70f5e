"""An empty Streamlit page: how soon a server can answer at all."""

import streamlit as st

st.title("Trang trống")
