"""Data folder → published snapshot: build aside, check, publish.

A snapshot is a DuckDB file that is never changed once published: ``published/indicators-000042
.duckdb``, named by the one-line pointer ``published/current``. Rules about the data stand in
validation and queries/checks; what a snapshot answers, in engine.
"""

from indicators.snapshot.building import compute
from indicators.snapshot.checking import broken_rules
from indicators.snapshot.pointing import (
    LOCKED,
    current,
    digest_of,
    folder,
    numbered,
    outdated,
    point_to,
    sound,
)
from indicators.snapshot.publishing import (
    SETTING,
    Published,
    PublishFailed,
    illustrative_wanted,
    publish,
)
from indicators.snapshot.recipe import QUERIES, check_files, digest, mark, view_files

__all__ = [
    "LOCKED", "QUERIES", "SETTING", "PublishFailed", "Published", "broken_rules", "check_files",
    "compute", "current", "digest", "digest_of", "folder", "illustrative_wanted", "mark",
    "numbered", "outdated", "point_to", "publish", "sound", "view_files",
]  # fmt: skip
