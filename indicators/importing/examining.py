"""Files from outside → what they would change: findings, row by row, and the CSV to be added.

The order of the work stands here; how cells are read, compared and judged stands in the modules
beside. Nothing is published, and the data folder is only read.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import zip_longest
from pathlib import Path, PurePath
from typing import Final

from indicators.engine import Engine
from indicators.importing import adding, comparing, jumps, speaking, stale, writing
from indicators.importing.asking import Notes, Place
from indicators.importing.comparing import Difference, Kind
from indicators.importing.headings import VERSION
from indicators.importing.known import COLUMNS, KEYS, Kept, Key, Known
from indicators.importing.mapping import mapped, read_mapping
from indicators.importing.meaning import Judge
from indicators.importing.rows import Entry, entries_of
from indicators.importing.tables import Part, parts_of
from indicators.vocabulary import Finding, Severity
from indicators.workbook.outside import Outside, read_outside

_TABLES: Final = ("sources", "observations", "plans", "published_figures")
"""In the order in which they lean on each other."""
_READ: Final = 0.6
"""The share of the work that reading files is."""


@dataclass(frozen=True, slots=True)
class Named:
    """A code of a row's key, and what it is called."""

    column: str
    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that the files would add, and what stood there."""

    table: str
    kind: Kind
    difference: Difference
    known: Known

    @property
    def key(self) -> tuple[Named, ...]:
        """What names the row."""
        return named(self.table, self.difference.key, self.known)

    @property
    def before(self) -> Mapping[str, str] | None:
        """The version that counts now, by column; None where there is none."""
        kept = self.difference.kept
        if kept is None or kept.withdrawn:
            return None
        return dict(zip(COLUMNS[self.table], kept.cells, strict=True))

    @property
    def after(self) -> Mapping[str, str]:
        """The row as it would be written, by column."""
        return dict(zip(COLUMNS[self.table], self.difference.cells, strict=True))

    @property
    def place(self) -> Place:
        """The cell of its value."""
        return self.difference.entry.place("title_vi" if self.table == "sources" else "value")

    @property
    def file(self) -> str:
        return self.place.file

    @property
    def sheet(self) -> str:
        return self.place.sheet

    @property
    def cell(self) -> str:
        return self.place.cell


@dataclass(frozen=True)
class Examined:
    """What files would change. With an error or an open question nothing is to be written."""

    findings: tuple[Finding, ...]
    changes: tuple[RowChange, ...]
    write: Mapping[str, bytes]
    """Content by path below the data folder; empty where something stands in the way."""
    sources: tuple[tuple[str, str], ...]
    """Name and SHA-256 of each file that was read."""
    origins: Mapping[str, Mapping[int, Entry]]
    """By path and line: the row of a file that a row to be written comes from."""

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way: warnings do not."""
        return all(one.severity is Severity.WARNING for one in self.findings)

    def moved(self, finding: Finding) -> Finding:
        """A finding about a line that would be written, moved to the cell that it comes from."""
        entry = self.origins.get(finding.file, {}).get(finding.line)
        if entry is None:
            return finding
        place = entry.place(finding.column or "value")
        return replace(
            finding,
            file=place.file,
            line=place.row,
            column=place.heading or place.column or finding.column,
            vi=entry.part.worded(finding.vi),
            sheet=place.sheet,
            cell=place.cell,
        )


def examine(
    paths: Sequence[Path],
    source: Engine,
    *,
    data: Path,
    now: datetime,
    mapping: Path | None = None,
    answers: Mapping[str, str] | None = None,
    step: Callable[[float], None] | None = None,
) -> Examined:
    """Read files and say what they would change in the snapshot ``source``.

    Several files are one proposal; of two of one name the second is called ``name (2).csv``
    throughout. ``now`` knows its time zone; ``answers`` gives the choice taken
    for each question, by its ``Finding.place`` (``Số liệu!C7``, ``[figures.xlsx]Số liệu!C7``,
    ``Số liệu!C7 (jump)``). ``data`` is the data folder: its sources.csv is added to. ``step`` hears
    how much is done, from 0 to 1.
    """
    tell = step or (lambda _: None)
    outsides = []
    for place, path in enumerate(paths):
        begun = _READ * place / len(paths)
        share = _READ / len(paths)

        def heard(done: float, begun: float = begun, share: float = share) -> None:
            tell(begun + share * done)

        outsides.append(read_outside(path, step=heard))
    return examined(
        outsides, source, data=data, now=now, mapping=mapping, answers=answers, step=step
    )


def examined(
    outsides: Sequence[Outside],
    source: Engine,
    *,
    data: Path,
    now: datetime,
    mapping: Path | None = None,
    answers: Mapping[str, str] | None = None,
    step: Callable[[float], None] | None = None,
) -> Examined:
    """As ``examine``, of files that were read already."""
    tell = step or (lambda _: None)
    outsides = _told_apart(outsides)
    # What is over or yet to come goes by the day here, since when a row is known by UTC.
    today = now.astimezone().date()
    now = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    notes = Notes(answers or {}, [one for outside in outsides for one in outside.findings])
    known = Known.of(source)
    parts = _parts(outsides, mapping, known, notes)
    tell(_READ + 0.1)
    differences: dict[str, list[Difference]] = {}
    for done, table in enumerate(_TABLES, 1):
        of_table = [part for part in parts if part.table == table]
        if of_table:
            differences[table] = _differences(table, of_table, known, now, today, notes)
        tell(_READ + 0.1 + 0.2 * done / len(_TABLES))
    findings = _ordered(notes.finished(several=len(outsides) > 1), outsides)
    changes = tuple(
        RowChange(table, each.kind, each, known)
        for table, some in differences.items()
        for each in some
    )
    files: dict[str, bytes] = {}
    origins: dict[str, Mapping[int, Entry]] = {}
    if all(one.severity is Severity.WARNING for one in findings):
        first = outsides[0].file if outsides else ""
        for table, some in differences.items():
            if some:
                path, content, lines = writing.written(table, some, first, now, data)
                files[path], origins[path] = content, lines
    tell(1.0)
    return Examined(
        findings,
        changes,
        files,
        tuple((outside.file, outside.sha256) for outside in outsides),
        origins,
    )


def _told_apart(outsides: Sequence[Outside]) -> list[Outside]:
    """The files, each under a name that no other one has: places and answers are told by it."""
    taken = {outside.file for outside in outsides}
    seen: set[str] = set()
    found = []
    for outside in outsides:
        name, again = outside.file, 1
        while name in seen or (again > 1 and name in taken):
            again += 1
            path = PurePath(outside.file)
            name = f"{path.stem} ({again}){path.suffix}"
        seen.add(name)
        findings = tuple(replace(one, file=name) for one in outside.findings)
        found.append(replace(outside, file=name, findings=findings))
    return found


def _parts(
    outsides: Sequence[Outside], mapping: Path | None, known: Known, notes: Notes
) -> list[Part]:
    if mapping is None:
        return [part for outside in outsides for part in parts_of(outside, notes)]
    cutting = read_mapping(mapping, known, notes)
    if cutting is None:
        return []
    return [part for outside in outsides for part in mapped(cutting, outside, notes)]


def _differences(
    table: str, parts: Sequence[Part], known: Known, now: datetime, today: date, notes: Notes
) -> list[Difference]:
    entries = [entry for part in parts for entry in entries_of(part, known, notes)]
    made = any(VERSION in part.texts for part in parts)
    if made:
        entries = stale.filled_in(entries)
    rows = comparing.by_key(table, entries, notes)
    codes = {key[1] for key in rows} if table != "sources" else set()
    kept: dict[Key, Kept] = known.kept(table, known.relatives(codes))
    found = comparing.differences(table, rows, kept, notes)
    if table == "sources":
        return _sources(parts, found, known, today, notes)
    if made:
        found = stale.settled(table, found, known, notes)
    found = Judge(table, known, kept, today, notes).judged(found)
    if table != "published_figures":
        found = jumps.settled(table, found, kept, known, notes)
        # An answer may have turned a row back into what is published.
        found = [each for each in found if not comparing.is_same(table, each)]
        for each in found:
            since = comparing.known_from(each, known, now, notes)
            if since != each.entry.get("known_from"):
                each.entry.put("known_from", since)
    if table == "observations":
        adding.checked(found, kept, known, notes)
    return found


def _sources(
    parts: Sequence[Part], found: Sequence[Difference], known: Known, today: date, notes: Notes
) -> list[Difference]:
    """The new sources, which the rows of the other tables may name."""
    for each in found:
        cells = dict(zip(COLUMNS["sources"], each.cells, strict=True))
        known.added[cells["source_code"]] = cells
        published = date.fromisoformat(cells["published_on"])
        if published > today:
            vi, en = speaking.day(published)
            notes.error(
                each.entry.place("published_on"),
                "published-in-future",
                cells["published_on"],
                f"ngày công bố {vi} còn ở tương lai; hãy sửa.",
                f"the day of publication {en} is yet to come; correct it.",
            )
    for part in parts:
        columns = (part.of("source_code"), part.of("title_vi"), part.of("title_en"))
        for code, *titles in zip_longest(*columns, fillvalue=""):
            named = code.strip() or titles[0].strip()
            if named and named not in known.sources and named not in known.added:
                known.faulty[named] = titles[0].strip(), titles[1].strip()
    return list(found)


def named(table: str, key: Key, known: Known) -> tuple[Named, ...]:
    """What names a row of a table; what is not known is called by its code."""
    found = []
    for column, code in zip(KEYS[table], key, strict=True):
        vi = en = code
        if column == "area_code" and code in known.by_code:
            vi, en = known.area_said(code, key[2])
        elif column == "indicator_code" and code in known.indicators:
            vi, en = known.indicators[code].name_vi, known.indicators[code].name_en
        elif column == "assigner_code" and code in known.assigners:
            vi, en = known.assigners[code].name_vi, known.assigners[code].name_en
        found.append(Named(column, code, vi, en))
    return tuple(found)


def _ordered(findings: Sequence[Finding], outsides: Sequence[Outside]) -> tuple[Finding, ...]:
    """By file, sheet, row and column, as somebody goes through them."""
    files = {outside.file: place for place, outside in enumerate(outsides)}
    sheets = {
        (outside.file, sheet.name): place
        for outside in outsides
        for place, sheet in enumerate(outside.sheets)
    }

    def place(finding: Finding) -> tuple[int, int, int, int, str]:
        letters = finding.cell.rstrip("0123456789")
        return (
            files.get(finding.file, len(files)),
            sheets.get((finding.file, finding.sheet), -1),
            finding.line,
            len(letters),
            letters,
        )

    return tuple(sorted(findings, key=place))
