"""How much of a file from outside is looked at before it is turned away, and what says so.

Only the numbers and the findings that are collected; who measures is archive, grid and outside.
"""

from dataclasses import dataclass
from typing import Final

from indicators.vocabulary import Finding, Severity

MEGABYTE: Final = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What a file may cost. Bytes, unless another unit is said."""

    file: int = 20 * MEGABYTE
    """Of a workbook, packed as it is."""
    text: int = 200 * MEGABYTE
    """Of a file that is not packed, a CSV."""
    unpacked: int = 200 * MEGABYTE
    """Of all parts of a workbook together."""
    ratio: int = 100
    """Unpacked to packed, of each part and of all; the first megabyte of a part is free."""
    parts: int = 5000
    """Files in the zip that a workbook is."""
    memory: int = 1024 * MEGABYTE
    """Address space of the process that reads."""
    seconds: float = 60.0
    """From the start of that process to its last word, and of its processor time."""
    rows: int = 1_100_000
    """The highest row, or line of a CSV, that may hold anything."""
    columns: int = 256
    """The last column that may hold anything: IV."""
    cells: int = 24_000_000
    """Rows that hold something times columns that do, of one sheet."""
    findings: int = 500
    """More than these are counted and not listed."""


LIMITS: Final = Limits()


class Unreadable(Exception):
    """The file cannot be read any further; the finding that says so is already noted."""


class Notes:
    """The findings of one file, in the order in which they were met."""

    def __init__(self, file: str, limits: Limits) -> None:
        self.file = file
        self.limits = limits
        self._kept: list[Finding] = []
        self._unlisted = 0

    def add(
        self,
        rule: str,
        vi: str,
        en: str,
        *,
        sheet: str = "",
        cell: str = "",
        typed: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Note a finding; its column is the cell's letters, its line the cell's row."""
        if len(self._kept) >= self.limits.findings and severity is Severity.ERROR:
            self._unlisted += 1
            return
        letters = cell.rstrip("0123456789")
        line = int(cell[len(letters) :] or 0)
        self._kept.append(
            Finding(
                self.file,
                line,
                letters,
                shortened(typed),
                vi,
                en,
                sheet=sheet,
                cell=cell,
                rule=rule,
                severity=severity,
            )
        )

    def stop(
        self, rule: str, vi: str, en: str, *, sheet: str = "", cell: str = "", typed: str = ""
    ) -> Unreadable:
        """Note what ends the reading; to be raised."""
        # What ends the reading is never one of those that are only counted.
        self._kept = self._kept[: self.limits.findings - 1]
        self.add(rule, vi, en, sheet=sheet, cell=cell, typed=typed)
        return Unreadable(en)

    def mark(self) -> int:
        """Where the findings stand now, for ``forget``."""
        return len(self._kept)

    def forget(self, mark: int) -> None:
        """Take back what was noted since: it was about what turned out to be no sound part."""
        del self._kept[mark:]
        self._unlisted = 0

    @property
    def findings(self) -> tuple[Finding, ...]:
        if not self._unlisted:
            return tuple(self._kept)
        more = Finding(
            self.file,
            0,
            "",
            "",
            f"còn {self._unlisted} lỗi nữa không liệt kê; hãy sửa các lỗi trên rồi đọc lại.",
            f"has {self._unlisted} more errors that are not listed; mend these, then read again.",
            rule="more-errors",
        )
        return (*self._kept, more)


def shortened(text: str, longest: int = 200) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
