"""Three communes of a made-up district and what they report, for tests of their pages; no tests."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from indicators import frames
from indicators.engine import Engine
from indicators.frames import TimelineEntry
from tests.small_folder import Cells, small_folder

ONE, TWO, THREE = "00640", "00643", "00646"
COMMUNES: Sequence[Cells] = [
    {},
    *(
        {"area_code": code, "level": "commune", "parent_code": "020", "name": name}
        for code, name in ((ONE, "Một"), (TWO, "Hai"), (THREE, "Ba"))
    ),
]
TOWN: Cells = {
    **COMMUNES[1], "name": "Văn Điển", "kind_vi": "thị trấn", "valid_to": "2025-06-30",
}  # fmt: skip
COMMUNE: Cells = {**COMMUNES[1], "name": "Thanh Trì", "valid_from": "2025-07-01"}
TODAY: Sequence[Cells] = [{"published_on": "2027-02-01"}, {"source_code": "illustrative"}]


def at(period: str, value: object, area: str = ONE, **more: object) -> Cells:
    return {"area_code": area, "period": period, "value": value, **more}


def months(*values: object, year: int = 2022, area: str = ONE, **more: object) -> list[Cells]:
    """A value a month from January on; None leaves the month out."""
    return [
        at(f"{year}-{month:02d}", value, area, **more)
        for month, value in enumerate(values, start=1)
        if value is not None
    ]


def made_up(*rows: Cells) -> list[Cells]:
    return [{"status": "illustrative", "source_code": "illustrative", **row} for row in rows]


def published(
    path: Path, *seen: Cells, illustrative: Sequence[Cells] = (), **tables: Any
) -> Engine:
    """Communes with the figures ``seen``, and made-up ones in a folder of their own."""
    everything = {"areas": COMMUNES, "sources": TODAY, "observations": seen} | tables
    folder = small_folder(path, **everything)
    if illustrative:
        folder.write("observations", illustrative, below="illustrative")
    return folder.published()


def ruled(**rule: object) -> Sequence[Cells]:
    return [{"over_time": "sum", **rule}]


def timeline(source: Engine, frequency: str, area: str = ONE, shown: bool = True) -> dict[str, Any]:
    rows = frames.timeline(source, area, "output", frequency, shown)
    return {row.period: row for row in rows}


def values(rows: dict[str, TimelineEntry]) -> dict[str, float | None]:
    return {period: row.value for period, row in rows.items()}


def to_date(rows: dict[str, TimelineEntry]) -> list[float | None]:
    return [row.to_date for row in rows.values()]


def ranked(
    source: Engine, period: str = "2022", before: str = "", shown: bool = True
) -> list[frames.Ranked]:
    return frames.ranking(source, "020", "output", period, before, shown)
