"""A data folder of one made-up district, written row by row; no tests here.

Every table has one sound row of defaults; a test names only the cells that it is about.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from indicators import snapshot
from indicators.engine import Engine
from indicators.vocabulary import TABLES

Cells = Mapping[str, object]

DISTRICT = "020"
WHERE: Cells = {"area_code": DISTRICT, "indicator_code": "output", "period": "2022"}

DEFAULTS: Mapping[str, Cells] = {
    "areas": {
        "area_code": DISTRICT,
        "level": "district",
        "kind_vi": "huyện",
        "kind_en": "district",
        "name": "Thử Nghiệm",
        "source_code": "report",
    },
    "units": {"unit_code": "amount", "name_vi": "tỷ", "name_en": "bn", "kind": "amount"},
    "assigners": {
        "assigner_code": "city",
        "position": 1,
        "name_vi": "Thành phố giao",
        "name_en": "assigned by the City",
        "short_vi": "TP",
        "short_en": "City",
    },
    "sources": {
        "source_code": "report",
        "title_vi": "Báo cáo",
        "title_en": "Report",
        "publisher_vi": "Huyện",
        "publisher_en": "District",
        "published_on": "2023-02-27",
    },
    "exhibits": {
        "exhibit_code": "production",
        "sector_code": "economy",
        "position": 1,
        "form": "plan",
        "name_vi": "Sản xuất",
        "name_en": "Production",
    },
    "indicators": {
        "indicator_code": "output",
        "exhibit_code": "production",
        "position": 1,
        "name_vi": "Sản lượng",
        "name_en": "Output",
        "short_vi": "Sản lượng",
        "short_en": "Output",
        "unit_code": "amount",
        "decimals": 1,
        "better": "higher",
        "over_areas": "sum",
        "over_time": "sum",
        "definition_vi": "Sản lượng trong kỳ.",
        "definition_en": "Output of the period.",
    },
    "thresholds": {"meaning_vi": "ngưỡng", "meaning_en": "threshold"},
    "observations": {**WHERE, "status": "official", "source_code": "report"},
    "plans": {**WHERE, "form": "level", "assigner_code": "city", "source_code": "report"},
    "published_figures": {**WHERE, "source_code": "report"},
}

UNITS: Sequence[Cells] = [
    {"unit_code": kind, "kind": kind} for kind in ("amount", "count", "percent", "rank", "flag")
]
THRESHOLDS: Sequence[Cells] = [
    {"threshold_code": "on_track", "value": 0.95},
    {"threshold_code": "at_risk", "value": 0.85},
    {"threshold_code": "report_days", "value": 60},
]


@dataclass(frozen=True)
class Folder:
    """A data folder on disk."""

    path: Path

    def write(self, table_name: str, rows: Iterable[Cells], below: str = "") -> None:
        """Write a table anew: ``rows``, each over the table's row of defaults.

        ``below`` names the folder, of those in the data folder, that holds the table's own.
        """
        table = next(table for table in TABLES if table.name == table_name)
        single = table.path.endswith(".csv")
        path = self.path / below / table.path
        path = path if single else path / "rows.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, table.names, lineterminator="\n")
            writer.writeheader()
            writer.writerows({**DEFAULTS[table_name], **row} for row in rows)

    def published(self) -> Engine:
        """Publish, which must succeed, and open what is served then."""
        done = snapshot.publish(self.path)
        assert done.findings == ()
        assert done.path is not None
        return Engine(done.path)


def small_folder(path: Path, **tables: Sequence[Cells]) -> Folder:
    """A folder at ``path`` with the rows named, and what every folder needs besides."""
    folder = Folder(path)
    whole: dict[str, Sequence[Cells]] = {table.name: [{}] for table in TABLES}
    whole |= {"units": UNITS, "thresholds": THRESHOLDS}
    whole |= {"observations": [{"value": 100}], "plans": [], "published_figures": []}
    for name, rows in (whole | tables).items():
        folder.write(name, rows)
    return folder
