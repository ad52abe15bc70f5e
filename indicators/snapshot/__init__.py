"""Data folder → published snapshot: build aside, check, publish.

A snapshot is a DuckDB file that is never changed once published: ``published/indicators-000042
.duckdb``, named by the one-line pointer ``published/current``. Rules about the data stand in
validation and queries/checks; what a snapshot answers, in engine.
"""

from indicators.snapshot.beside import Counts, Moved
from indicators.snapshot.building import compute
from indicators.snapshot.changing import Action, Change
from indicators.snapshot.checking import broken_rules
from indicators.snapshot.failure import PublishFailed
from indicators.snapshot.keeping import keep
from indicators.snapshot.past import Publication, history
from indicators.snapshot.pointing import (
    LOCKED,
    current,
    damaged,
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
    publish,
    settle,
    unpublished,
)
from indicators.snapshot.recipe import QUERIES, check_files, digest, mark, view_files
from indicators.snapshot.restoring import Backward, export_data, look_back, rollback
from indicators.snapshot.trying import candidate

__all__ = [
    "LOCKED", "QUERIES", "SETTING", "Action", "Backward", "Change", "Counts", "Moved",
    "Publication", "PublishFailed", "Published", "broken_rules", "candidate", "check_files",
    "compute", "current", "damaged", "digest", "digest_of", "export_data", "folder", "history",
    "keep", "look_back", "mark", "numbered", "outdated", "point_to",
    "publish", "rollback", "settle", "sound", "unpublished", "view_files",
]  # fmt: skip
