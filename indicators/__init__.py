"""How a district develops, against what it was asked to do.

The library behind the pages. Nothing in it knows a page, and imports run one way:
page → exhibits → frames, charts, wording → engine → snapshot → vocabulary; the command line
(__main__) may call all of them.
"""
