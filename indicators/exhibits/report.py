"""The year in prose, as the district's own reports write it, from data alone."""

from collections.abc import Iterator

from indicators.exhibits import forms, frame, overview, questions
from indicators.exhibits.facts import Facts
from indicators.frames import ExhibitEntry
from indicators.vocabulary import SECTORS
from indicators.wording import numbers
from indicators.wording.words import upper_first, word

_MOST_REMARKS = 3


def report(facts: Facts) -> str:
    """Plain text: headline, what needs attention, each sector's findings, the sources."""
    return plain("\n".join(_lines(facts)))


def plain(text: str) -> str:
    """Ordinary spaces and ``12,5%``: the form of printed reports, which search engines find."""
    return text.replace(f"{numbers.NBSP}%", "%").replace(numbers.NBSP, " ")


def _lines(facts: Facts) -> Iterator[str]:
    language = facts.language
    whose = facts.catalogue.area_name(facts.scope.area, facts.scope.period, language)
    period = numbers.period(facts.scope.period, language)
    yield f"{upper_first(whose)}, {period}".upper()
    yield ""
    yield f"{overview.headline(facts).text}."
    attention = overview.attention(facts)
    if attention is not None:
        yield attention.headline
    for number, sector in enumerate(SECTORS, start=1):
        entries = facts.catalogue.entries_of(sector)
        paragraphs = [text for entry in entries if (text := paragraph(facts, entry))]
        if not paragraphs:
            continue
        yield ""
        yield f"{number}. {word(sector, language)}"
        for text in paragraphs:
            yield f"- {text}"
    yield ""
    yield overview.closing(facts)


def paragraph(facts: Facts, entry: ExhibitEntry) -> str:
    """Everything an exhibit knows, said: each indicator's sentence, then what to know of it."""
    if entry.form == "communes":
        exhibit = questions.answer(facts, entry)
        if exhibit is None:
            return ""
        return " ".join((exhibit.headline, *exhibit.remarks[:_MOST_REMARKS], exhibit.footnote))
    shown = forms.known(facts, entry)
    if entry.form == "counts":
        exhibit = questions.answer(facts, entry)
        return exhibit.headline if exhibit is not None else ""
    said = [f"{forms.said(facts, one, value)}." for one, value in shown]
    remarks = frame.remarks(facts, [one for one, _ in shown])
    return " ".join([*said, *remarks])
