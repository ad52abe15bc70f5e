"""The process that reads a file from outside: ``python -m indicators.workbook.child``.

Standard input is the file, standard output the answer in frames. Here belong the limits that the
process puts on itself, and the order of what is read; who waits for it, and for how long, is said
in outside. It starts with the standard library alone, so that starting costs little.
"""

import json
import os
import resource
import sys
from dataclasses import asdict
from typing import BinaryIO, Final

from indicators.workbook import kinds
from indicators.workbook.book import read_book
from indicators.workbook.grid import Column, letters_of, place_of
from indicators.workbook.limits import Limits, Notes, Unreadable
from indicators.workbook.separated import read_separated
from indicators.workbook.wire import send

OUT_OF_MEMORY: Final = 3
"""What the process ends with when its memory is used up."""


def answer(
    source: BinaryIO, file: str, limits: Limits, target: BinaryIO, *, quick: bool = True
) -> None:
    """Read ``source`` and write frames: steps, then each sheet, then the findings, then the end."""
    notes = Notes(file, limits)

    def step(done: float) -> None:
        send(target, {"kind": "step", "done": done})
        target.flush()

    try:
        if kinds.kind_of(source, notes) == "zip":
            source.seek(0)
            for grid in read_book(source, notes, step, quick=quick):
                columns = {each: grid.columns[each] for each in sorted(grid.columns, key=place_of)}
                _send_sheet(target, grid.name, grid.rows.tobytes(), columns)
        else:
            records = read_separated(source, notes, step)
            named = {letters_of(at): column for at, column in enumerate(records.columns, 1)}
            _send_sheet(target, "", records.rows.tobytes(), named)
    except Unreadable:
        pass
    findings = [asdict(finding) for finding in notes.findings]
    send(target, {"kind": "findings", "findings": findings})
    send(target, {"kind": "end"})
    target.flush()


def _send_sheet(target: BinaryIO, name: str, rows: bytes, columns: dict[str, Column]) -> None:
    send(target, {"kind": "sheet", "name": name}, rows)
    for letters, column in columns.items():
        note = {"kind": "column", "letters": letters, **column.texts.note()}
        send(target, note, column.texts.content())
        send(target, {"kind": "numeric", "letters": letters}, column.numeric.tobytes())


def _limit(limits: Limits) -> None:
    seconds = max(int(limits.seconds), 1)
    for what, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (allowed, allowed))


def main(arguments: list[str]) -> None:
    file, stated = arguments
    limits = Limits(**json.loads(stated))
    _limit(limits)
    try:
        with (
            os.fdopen(0, "rb", buffering=1 << 18, closefd=False) as source,
            os.fdopen(1, "wb", buffering=1 << 18, closefd=False) as target,
        ):
            answer(source, file, limits, target)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(1)  # nobody waits for the answer any more


if __name__ == "__main__":
    main(sys.argv[1:])
