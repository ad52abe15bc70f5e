"""Reads a workbook as python-calamine does, and nothing else: read_workbook.py FILE."""

import sys

from python_calamine import load_workbook

sys.stdout.write(str(len(load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python())))
