"""Reads a CSV into a sorted table of DuckDB, and nothing else: store_table.py FILE DATABASE."""

import sys
from pathlib import Path

import duckdb

Path(sys.argv[2]).unlink(missing_ok=True)
with duckdb.connect(sys.argv[2]) as connection:
    connection.execute("set threads = 2")
    connection.execute(
        "create table observations as select * from read_csv(?, header = true) "
        "order by indicator_code, area_code, period",
        [sys.argv[1]],
    )
    connection.execute("checkpoint")
    sys.stdout.write(str(connection.execute("select count(*) from observations").fetchone()))
