"""What publishing a change would make of the data folder, without publishing it."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from indicators.snapshot import recipe
from indicators.snapshot.changing import Change, lay_over
from indicators.snapshot.failure import database_in_one_sentence, one_sentence
from indicators.snapshot.making import Step, make
from indicators.snapshot.publishing import check_there, illustrative_wanted, settle
from indicators.vocabulary import Finding


@contextlib.contextmanager
def candidate(
    data: Path,
    change: Change,
    step: Step = lambda _name: None,
    *,
    illustrative: bool | None = None,
) -> Iterator[tuple[Path | None, tuple[Finding, ...]]]:
    """The snapshot that ``publish`` would make with the change, or what stands in its way.

    It lies in a folder of its own that is gone afterwards, knows no publications, and may be handed
    to ``publish`` as long as it is there. Steps: read, build, check. PublishFailed as ``publish``.
    """
    wanted = illustrative_wanted() if illustrative is None else illustrative
    check_there(data)
    settle(data)
    with tempfile.TemporaryDirectory(prefix="candidate-") as where:
        root, aside = Path(where) / "data", Path(where) / "candidate.duckdb"
        with one_sentence(data, Path(where)), database_in_one_sentence(data):
            lay_over(data, change, root)
            state = recipe.state(root, illustrative=wanted)
            made = make(aside, root, state, step, illustrative=wanted)
        yield (None if made.findings else aside), made.findings
