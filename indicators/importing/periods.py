"""A period as people write it → its SDMX form. Only spelling: whether a period fits is not asked.

A day is no period: Excel makes one of «3/2023», and which month or year it stood for is gone.
"""

import re
import unicodedata
from typing import Final

from indicators.spelling import names
from indicators.vocabulary import Period

_YEAR: Final = r"(?:nam )?(?P<year>[12][0-9]{3})"
_OF: Final = r"(?: ?/ ?| of | )"
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_QUARTER: Final = r"(?:q|quy ?|quarter )(?P<quarter>[1-4]|iv|i{1,3})"
_FORMS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        _YEAR,
        r"(?:ca nam|year) (?P<year>[12][0-9]{3})",
        rf"{_QUARTER}{_OF}{_YEAR}",
        rf"{_YEAR} ?/? ?{_QUARTER}",
        rf"[sh](?P<half>[12]){_OF}{_YEAR}",
        rf"{_YEAR} ?/? ?[sh](?P<half>[12])",
        rf"6 thang (?P<six>dau|cuoi){_OF}{_YEAR}",
        rf"(?:thang ?|t)(?P<month>0?[1-9]|1[0-2]){_OF}{_YEAR}",
        r"(?P<month>0?[1-9]|1[0-2]) ?/ ?(?P<year>[12][0-9]{3})",
        r"(?P<year>[12][0-9]{3}) ?/ ?(?P<month>0?[1-9]|1[0-2])",
        rf"(?P<named>{'|'.join(_MONTHS)}){_OF}{_YEAR}",
    )
)
_HYPHENS: Final = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013", "/"))
_DAY: Final = re.compile(
    r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}.*|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}"
)


def read_period(text: str) -> Period | None:
    """The period that a text names in Vietnamese, English or SDMX; None where it names none.

    ``2023``, ``2023-Q1``, ``Q1/2023``, ``quý I/2023``, ``tháng 3/2023``, ``03/2023``, ``6 tháng đầu
    năm 2023``, ``March 2023``; with or without marks on the letters.
    """
    plain = names.bare(unicodedata.normalize("NFKC", text).translate(_HYPHENS))
    match = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    return Period.parse(_sdmx(match.groupdict())) if match else None


def is_day(text: str) -> bool:
    """Whether a text names a day, as a date of a workbook does."""
    return _DAY.fullmatch(text.strip()) is not None


def _sdmx(said: dict[str, str | None]) -> str:
    year = said["year"]
    if quarter := said.get("quarter"):
        return f"{year}-Q{_ROMAN.get(quarter, quarter)}"
    if half := said.get("half"):
        return f"{year}-S{half}"
    if six := said.get("six"):
        return f"{year}-S{1 if six == 'dau' else 2}"
    if month := said.get("month"):
        return f"{year}-{int(month):02d}"
    if named := said.get("named"):
        return f"{year}-{_MONTHS.index(named) + 1:02d}"
    return str(year)
