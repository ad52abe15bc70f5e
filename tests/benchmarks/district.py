"""A made-up district: the project's own data folder, with every year from 2018 to 2022.

The catalogue and what the folder holds stay as they are. Every other year is made from the last one
by rules without chance, so that each figure of a year differs from the years beside it, and sums
stay sums. Nothing here is a real figure; the folder is for measuring only.

Run ``python -m tests.benchmarks.district FOLDER`` to look at one.
"""

import csv
import shutil
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

PERIODS = ("2018", "2019", "2020", "2021", "2022")
NOTE_VI, NOTE_EN = "Số liệu tạo ra để đo tốc độ", "Made up to measure speed"

Record = dict[str, str]
Place = tuple[str, str]
"""An area and an indicator."""


@dataclass(frozen=True)
class Table:
    """One CSV file: its columns and its rows."""

    path: Path
    columns: tuple[str, ...]
    records: tuple[Record, ...]

    @classmethod
    def read(cls, path: Path) -> "Table":
        """Read a file with a header row."""
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines)
            return cls(path, tuple(reader.fieldnames or ()), tuple(reader))

    def write(self) -> None:
        """Write the file back."""
        with self.path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, self.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.records)

    def without(self, column: str, values: Collection[str]) -> "Table":
        """Return the table without the rows that have one of ``values`` in a column."""
        return replace(
            self, records=tuple(row for row in self.records if row[column] not in values)
        )

    def with_more(self, records: Iterable[Record]) -> "Table":
        """Return the table with rows added at the end."""
        return replace(self, records=(*self.records, *records))


@dataclass(frozen=True)
class Catalogue:
    """What the rules need to know of the areas and indicators."""

    district: str
    indicators: dict[str, Record]
    kinds: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Catalogue":
        """Read it from a data folder."""
        files = folder / "catalogue"
        areas = Table.read(files / "areas.csv").records
        units = Table.read(files / "units.csv").records
        indicators = Table.read(files / "indicators.csv").records
        return cls(
            next(area["area_code"] for area in areas if area["level"] == "district"),
            {one["indicator_code"]: one for one in indicators},
            {unit["unit_code"]: unit["kind"] for unit in units},
        )

    def kind(self, indicator: str) -> str:
        """Return amount, count, percent, rank or flag."""
        return self.kinds[self.indicators[indicator]["unit_code"]]

    def total_of(self, indicator: str) -> str:
        """Return the indicator that this one is a part of, or an empty text."""
        return self.indicators[indicator]["part_of"]


def make(source: Path, target: Path, kept: Mapping[str, Collection[str]]) -> None:
    """Copy the data folder ``source`` to ``target``, which must not exist, and add the years.

    ``kept`` gives, for a sector, the only exhibits that it keeps.
    """
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("published"))
    leave_out(target, kept)
    catalogue = Catalogue.read(target)
    tables = [Table.read(path) for path in sorted((target / "observations").glob("*.csv"))]
    published = [Table.read(path) for path in sorted((target / "published_figures").glob("*.csv"))]
    last = latest(row for table in tables for row in table.records)
    made = years_of(last, catalogue, year_before(published))
    made_up = [Table.read(path) for path in (target / "illustrative/observations").glob("*.csv")]
    known = {place(row) for table in (*tables, *made_up) for row in table.records}
    for table in tables:
        table.with_more(
            observation(row, period, made[period])
            for row in table.records
            if row is last.get((row["area_code"], row["indicator_code"]))
            for period in PERIODS
            if (row["area_code"], row["indicator_code"], period) not in known
        ).write()
    for path in sorted((target / "plans").glob("*.csv")):
        table = Table.read(path)
        table.with_more(
            plan(row, period, made)
            for row in table.records
            if row["period"] == PERIODS[-1]
            for period in PERIODS[:-1]
        ).write()
    for table in published:
        table.with_more(
            against_plan(row, period)
            for row in table.records
            if row["period"] == PERIODS[-1] and row["measure"] in ("completion", "excess")
            for period in PERIODS[:-1]
        ).write()


def leave_out(folder: Path, kept: Mapping[str, Collection[str]]) -> None:
    """Take the exhibits out that are not kept, with their indicators and all their numbers."""
    exhibits = Table.read(folder / "catalogue" / "exhibits.csv")
    dropped = {
        row["exhibit_code"]
        for row in exhibits.records
        if row["exhibit_code"] not in kept.get(row["sector_code"], (row["exhibit_code"],))
    }
    exhibits.without("exhibit_code", dropped).write()
    indicators = Table.read(folder / "catalogue" / "indicators.csv")
    gone = {row["indicator_code"] for row in indicators.records if row["exhibit_code"] in dropped}
    for path in sorted(folder.rglob("*.csv")):
        table = Table.read(path)
        if "indicator_code" in table.columns:
            table.without("indicator_code", gone).write()


def place(row: Record) -> tuple[str, str, str]:
    """Return what names an observation."""
    return row["area_code"], row["indicator_code"], row["period"]


def latest(rows: Iterable[Record]) -> dict[Place, Record]:
    """Return the last yearly observation of each area and indicator, up to the last period."""
    found: dict[Place, Record] = {}
    for row in sorted(rows, key=lambda row: row["period"]):
        if row["period"] <= PERIODS[-1]:
            found[row["area_code"], row["indicator_code"]] = row
    return found


def year_before(tables: Iterable[Table]) -> dict[Place, tuple[str, Decimal]]:
    """Return the published changes and growth of the last period, which bind the year before."""
    return {
        (row["area_code"], row["indicator_code"]): (row["measure"], Decimal(row["value"]))
        for table in tables
        for row in table.records
        if row["period"] == PERIODS[-1] and row["measure"] in ("change", "growth")
    }


def years_of(
    last: dict[Place, Record],
    catalogue: Catalogue,
    bound: dict[Place, tuple[str, Decimal]],
) -> dict[str, dict[Place, Decimal]]:
    """Return the values of every period, made from the last observation of each series.

    Parts add up to their total, and communes to the district, wherever they do in ``last``.
    """
    codes = list(catalogue.indicators)
    totals = {catalogue.total_of(code) for code in codes}
    values = {key: Decimal(row["value"]) for key, row in last.items() if row["value"]}
    made: dict[str, dict[Place, Decimal]] = {}
    for period in PERIODS:
        made[period] = {}
        for key, value in values.items():
            kind = catalogue.kind(key[1])
            start, years = value, int(period) - int(last[key]["period"])
            if key in bound and years < 0:
                measure, figure = bound[key]
                before = value - figure if measure == "change" else value / (1 + figure / 100)
                start, years = before.quantize(unit_of(value), ROUND_HALF_EVEN), years + 1
            fixed = kind == "flag" or (kind == "percent" and key[1] in totals)
            position = codes.index(key[1])
            made[period][key] = start if fixed else moved(start, kind, position, years)
    for members, total in sums(values, catalogue):
        for period in PERIODS:
            weights = [made[period][member] for member in members]
            shares = apportion(made[period].get(total, Decimal(100)), weights)
            made[period].update(zip(members, shares, strict=True))
    return made


def sums(values: dict[Place, Decimal], catalogue: Catalogue) -> Iterable[tuple[list[Place], Place]]:
    """Return the groups of values that add up, each with its total (100 where there is none)."""
    groups: dict[Place, list[Place]] = defaultdict(list)
    for area, indicator in values:
        if whole := catalogue.total_of(indicator):
            groups[area, whole].append((area, indicator))
    for area, indicator in values:
        if area != catalogue.district:
            groups[catalogue.district, indicator].append((area, indicator))
    for total, members in groups.items():
        if sum(values[member] for member in members) == values.get(total, Decimal(100)):
            yield members, total


def moved(value: Decimal, kind: str, position: int, years: int) -> Decimal:
    """Return a plausible value ``years`` later, or earlier, with as many decimals as ``value``."""
    if kind == "rank":
        return value - years
    rate = Decimal(103 + position * 5 % 7) / 100
    unit = unit_of(value)
    scaled = (value * rate**years).quantize(unit, ROUND_HALF_EVEN)
    least = value + unit * years
    return max(min(scaled, least), value * 0) if years < 0 else max(scaled, least)


def unit_of(value: Decimal) -> Decimal:
    """Return one in the last decimal place of ``value``."""
    return Decimal(1).scaleb(min(0, int(value.as_tuple().exponent)))


def apportion(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share ``total`` out by weight, to the finest decimal among them, with nothing left over."""
    unit = min(map(unit_of, (total, *weights)))
    if not (whole := sum(weights)):
        return list(weights)
    exact = [total * weight / whole for weight in weights]
    shares = [value // unit * unit for value in exact]
    left = int((total - sum(shares)) / unit)
    largest = sorted(range(len(exact)), key=lambda one: shares[one] - exact[one])
    for one in largest[:left]:
        shares[one] += unit
    return shares


def observation(row: Record, period: str, made: dict[Place, Decimal]) -> Record:
    """Return the observation of another year."""
    value = made.get((row["area_code"], row["indicator_code"]))
    return {
        **row,
        "period": period,
        "value": "" if value is None else f"{value:f}",
        "qualifier": "",
        "resolution": "",
        "note_vi": NOTE_VI,
        "note_en": NOTE_EN,
    }


def plan(row: Record, period: str, made: dict[str, dict[Place, Decimal]]) -> Record:
    """Return the plan of another year; a level moves as its observation does, and a little more."""
    key = row["area_code"], row["indicator_code"]
    changed = {"period": period, "note_vi": NOTE_VI, "note_en": NOTE_EN}
    reference = made[PERIODS[-1]].get(key)
    if reference and row["form"] in ("level", "band", "maintain"):
        back = int(PERIODS[-1]) - int(period)
        rate = made[period][key] / reference * (1 - Decimal(back) / 200)
        for column in ("value", "value_high", "baseline"):
            if row[column]:
                old = Decimal(row[column])
                changed[column] = f"{(old * rate).quantize(unit_of(old), ROUND_HALF_EVEN):f}"
    return {**row, **changed}


def against_plan(row: Record, period: str) -> Record:
    """Return the published completion of another year, which a plan without a value needs."""
    old = Decimal(row["value"])
    value = old - (int(PERIODS[-1]) - int(period)) * unit_of(old)
    return {
        **row,
        "period": period,
        "value": f"{value:f}",
        "note_vi": NOTE_VI,
        "note_en": NOTE_EN,
    }


if __name__ == "__main__":
    make(Path(__file__).parents[2] / "data", Path(sys.argv[1]), {})
