"""Numbers, words and sentences in both languages: what a reader reads, and nothing else.

``numbers`` rounds and formats, ``words`` holds fixed words, ``sentences`` and ``planned`` make
headlines, footnotes and arithmetic from records by rules. Nothing here computes a figure or draws
one.
"""
