"""A unit typed beside a number, or in a column of units, against the unit of the indicator."""

import re
import unicodedata
from typing import Final

from indicators.frames import Indicator
from indicators.spelling import names

PERCENT: Final = frozenset(("%", "phan tram", "percent", "per cent"))
_BILLION: Final = re.compile(r"\bti\b")
"""Tỉ is tỷ in another spelling."""


def fits(typed: str, indicator: Indicator) -> bool:
    """Whether what is typed is the indicator's unit, or begins it: tỷ for tỷ đồng.

    A word that only counts in another size (triệu for tỷ đồng, nghìn for hộ) does not fit.
    """
    plain = _plain(typed)
    if indicator.kind == "percent" and plain in PERCENT:
        return True
    own = [_plain(name) for name in (indicator.unit_vi, indicator.unit_en, indicator.unit_code)]
    return any(name == plain or name.startswith((f"{plain} ", f"{plain}/")) for name in own)


def is_percent(typed: str) -> bool:
    """Whether what is typed says per cent."""
    return _plain(typed) in PERCENT


def _plain(text: str) -> str:
    plain = names.bare(unicodedata.normalize("NFKC", text)).replace(" / ", "/").rstrip(".")
    return _BILLION.sub("ty", plain)
