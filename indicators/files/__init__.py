"""Records → files for people who go on working with them: CSV, XLSX and Parquet, as bytes.

What a file holds and how it is kept from being misread stands here; which records, and what is
said about them, comes from whoever offers the file. CSV and Parquet are for programs: their columns
bear the records' keys. XLSX is for Excel: its columns bear words, and a second sheet says what the
figures are. Excel does not read a CSV as it is written: on opening it makes 640 of ``00640``, a
date of 2022-07 and, where the decimal mark is a comma, 67755 of 67.755. Whatever would stop that (a
formula, an apostrophe, a hidden tab) would be wrong for every other program, so a CSV holds codes,
periods and numbers as they are, and whoever works in Excel is given XLSX.
"""

from indicators.files.excel import TooManyRows, xlsx_of
from indicators.files.parquet import parquet_of
from indicators.files.rows import About, Cell, Column, MadeUp, Record
from indicators.files.separated import csv_of

__all__ = [
    "About", "Cell", "Column", "MadeUp", "Record", "TooManyRows", "csv_of", "parquet_of", "xlsx_of",
]  # fmt: skip
