"""A file from outside → rows, each with the place it came from.

Reading only: no cell is interpreted here, none is repaired. ``folder`` reads the CSV of a data
folder, ``outside`` an XLSX workbook or a CSV that somebody hands in, in a process of its own. What
the cells must be is said in validation.
"""

from indicators.workbook.folder import (
    ILLUSTRATIVE,
    Reading,
    Rows,
    Texts,
    files_of,
    read_folder,
    strays_of,
)

__all__ = ["ILLUSTRATIVE", "Reading", "Rows", "Texts", "files_of", "read_folder", "strays_of"]
