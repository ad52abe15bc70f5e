"""The only library room that knows Streamlit: page frame, menu, filters, URL, cache, drawing.

Every page file calls one function of this room and nothing else. ``opening`` is what all pages
share, ``drawing`` the one way an exhibit gets on the screen, the rest one page each.
"""

from indicators.page.commune import commune
from indicators.page.communes import communes
from indicators.page.figures import figures
from indicators.page.indicator import indicator
from indicators.page.overview import overview
from indicators.page.sector import sector
from indicators.page.slides import slides
from indicators.page.sources import sources
from indicators.page.wall import wall

__all__ = [
    "commune",
    "communes",
    "figures",
    "indicator",
    "overview",
    "sector",
    "slides",
    "sources",
    "wall",
]
