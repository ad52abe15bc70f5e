"""What is found of whole columns at once is what going through the rows one by one finds."""

from collections import Counter

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from indicators.validation import combinations, firsts, repeated

CELLS = st.tuples(
    st.sampled_from([None, "", "a", "b", "nan"]), st.sampled_from([None, 0, 1, 2**40])
)


@given(st.lists(st.lists(CELLS, max_size=12), max_size=3))
def test_combinations_are_numbered_as_they_are_met(
    chunks: list[list[tuple[str | None, int | None]]],
) -> None:
    schema = pa.schema([("text", pa.large_string()), ("number", pa.int64())])
    table = schema.empty_table()
    for rows in chunks:
        some = [dict(zip(schema.names, row, strict=True)) for row in rows]
        table = pa.concat_tables([table, pa.Table.from_pylist(some, schema)])
    one_by_one = [row for rows in chunks for row in rows]
    met = list(dict.fromkeys(one_by_one))
    often = Counter(one_by_one)
    numbers = combinations(table, schema.names)
    assert numbers.to_pylist() == [met.index(row) for row in one_by_one]
    assert firsts(numbers).to_pylist() == [one_by_one.index(row) for row in met]
    assert repeated(numbers).to_pylist() == [often[row] > 1 for row in one_by_one]
