"""An answer as frozen records; what the records are called stands in the modules beside."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


def rows_of(row: type[Row], table: pa.Table) -> list[Row]:
    """The rows of ``table``, in its order; TypeError when its columns are not those of ``row``."""
    names = [field.name for field in fields(row)]
    if names != table.column_names:
        raise TypeError(f"{row.__name__} has {names}, the query gives {table.column_names}")
    columns: list[list[Any]] = [column.to_pylist() for column in table.columns]
    return [row(*cells) for cells in zip(*columns, strict=True)]
