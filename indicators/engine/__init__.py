"""Named query + parameters → Arrow, from one published snapshot.

The only room that runs SQL for readers. One read-only connection a process and snapshot, a cursor
a call; nothing here knows what an answer means. ``asking`` is one snapshot and its queries,
``serving`` which snapshots are open, ``vintages`` a snapshot as it was known on an earlier day.
"""

from indicators.engine.asking import (
    Engine,
    Plans,
    UnknownQuery,
    WrongParameters,
    names,
    parameters_of,
    sql_of,
)
from indicators.engine.past import damaged, history, keep
from indicators.engine.serving import beside, current, earlier, kept, number_of, pinned
from indicators.engine.vintages import PLANS, Vintage, vintage

__all__ = [
    "PLANS", "Engine", "Plans", "UnknownQuery", "Vintage", "WrongParameters", "beside", "current",
    "damaged", "earlier", "history", "keep", "kept", "names", "number_of",
    "parameters_of", "pinned", "sql_of", "vintage",
]  # fmt: skip
