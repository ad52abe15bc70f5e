"""Question → exhibit: headline, figure, table, footnote and alt text, made once for every screen.

Pages, slides and reports only arrange what is made here. Streamlit and SQL text are not known here.
"""
