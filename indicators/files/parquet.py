"""Records as Parquet, typed, with what they are in its metadata."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from indicators.files.rows import About, Column, Record, rows_of
from indicators.vocabulary import Standing, sound

_TYPES: Final = {"number": pa.float64(), "date": pa.date32()}
_BATCH: Final = 50_000


def parquet_of(records: Iterable[Record], about: About, columns: Sequence[Column]) -> bytes:
    """The records as Parquet: numbers double, dates date32, all else string; a blank is null.

    Metadata of the file: ``about`` holds the facts and the columns as JSON, ``standing`` is
    "illustrative" or "real". Errors as in ``rows_of``.
    """
    facts = {
        "title": sound(about.title),
        "language": about.language,
        "lines": [[sound(name), sound(text)] for name, text in about.lines],
        "illustrative": about.illustrative,
        "made": about.made.isoformat(timespec="minutes"),
        "columns": [{**asdict(column), "name": sound(column.name)} for column in columns],
    }
    schema = pa.schema(
        [(column.key, _TYPES.get(column.kind, pa.string())) for column in columns],
        metadata={
            "about": json.dumps(facts, ensure_ascii=False),
            "standing": Standing.ILLUSTRATIVE.value if about.illustrative else "real",
        },
    )
    target = pa.BufferOutputStream()
    rows = rows_of(records, columns, about)
    with pq.ParquetWriter(target, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            arrays = [
                pa.array(cells, field.type)
                for cells, field in zip(zip(*batch, strict=True), schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return bytes(target.getvalue().to_pybytes())
