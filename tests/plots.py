"""What the data of a chart promises, held for any exhibit; no tests here."""

import re
from html import unescape

from indicators.exhibits.exhibit import Exhibit
from indicators.exhibits.plotted import Plotted, Series
from indicators.vocabulary import Language
from tests.answers import texts
from tests.plain import plain

PRINTED = {"growth", "structure", "share", "counts", "progress", "attention", "rank", "gap"}
"""Forms and exhibits whose figures print every number that they draw."""

NUMBER = {
    "vi": re.compile(r"([+−]?)(\d+(?:\.\d{3})*(?:,\d+)?)(\xa0nghìn)?"),
    "en": re.compile(r"([+−]?)(\d+(?:,\d{3})*(?:\.\d+)?)(\xa0thousand)?"),
}


def read(label: str, language: Language) -> tuple[float, int, float]:
    """The first number of a label, its decimals, and what one of its last digits is worth."""
    match = NUMBER[language].search(label)
    assert match is not None, label
    thousands, point = (".", ",") if language == "vi" else (",", ".")
    digits = match[2].replace(thousands, "").replace(point, ".")
    decimals = len(digits.partition(".")[2])
    scale = 1000.0 if match[3] else 1.0
    sign = -1 if match[1] == "−" else 1
    return sign * float(digits) * scale, decimals, scale * 10.0**-decimals


def is_labelled(series: Series) -> bool:
    return series.role not in ("left", "base")


def check(plots: Plotted, language: Language) -> int:
    """Hold all that every chart's data promises; how many labels there were."""
    checked, most = 0, 0
    count = len(plots.categories)
    assert count
    assert all(plots.categories)
    assert any(one.role == "value" for one in plots.series)
    for one in plots.series:
        assert one.name
        assert len(one.values) == len(one.labels) == count
        assert len(one.colours) in (0, count)
        assert all(re.fullmatch("#[0-9A-F]{6}", each) for each in (one.colour, *one.colours))
        for value, label in zip(one.values, one.labels, strict=True):
            if value is None or not is_labelled(one):
                assert label == ""
                continue
            shown, decimals, last = read(label, language)
            if "–" in label:
                # A derived plan of whole things: between its ends.
                ends = [read(end, language)[0] for end in label.split("–")]
                assert ends[0] <= value <= ends[1]
            else:
                assert abs(value - shown) <= last / 2 + 1e-9, (one.name, value, label)
            most = max(most, decimals)
            checked += 1
    assert plots.decimals == most
    return checked


def holds(text: str, label: str) -> bool:
    """Whether a text has the label in it as it stands, not as a part of a longer number."""
    found = re.search(rf"(?<![\d.,+−]){re.escape(plain(label))}(?![.,]?\d)", plain(text))
    return found is not None


def hovers(each: Exhibit) -> list[str]:
    assert each.figure is not None
    return [
        unescape(text.replace("<br>", " "))
        for trace in each.figure["data"]
        for text in trace.get("hovertext", ())
    ]


def agree(each: Exhibit, form: str, *elsewhere: str) -> int:
    """Hold that every label is printed; how many there were."""
    assert each.plotted is not None
    printed = texts(each.figure)
    told = [*printed, *hovers(each), *elsewhere]
    told += [cell for row in each.table.rows for cell in row]
    checked = 0
    for one in each.plotted.series:
        where = printed if form in PRINTED and one.role == "value" else told
        for label in filter(None, one.labels):
            assert any(holds(text, label) for text in where), (each.code, one.name, label)
            checked += 1
    return checked
