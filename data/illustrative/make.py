"""Makes the illustrative figures of the communes of Thanh Trì: observations/ and plans/ beside it.

``.venv/bin/python data/illustrative/make.py [FOLDER]`` writes them anew, into FOLDER if one is
named. Years are written down here, so that they add up to what the district really published for
2022; months are made from the years by arithmetic without chance, the same on every machine.

Nothing here is known of any commune. What is real stands in ../observations and ../plans, and no
real figure is written here but the totals that the made-up ones must add up to.
"""

import csv
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

HERE = Path(__file__).resolve().parent
YEARS: Final = ("2020", "2021", "2022")
MONTHLY: Final = ("2021", "2022")
COMMUNES: Final = (
    "00640", "00643", "00646", "00649", "00652", "00655", "00658", "00661",
    "00664", "00667", "00670", "00673", "00676", "00679", "00682", "00685",
)  # fmt: skip
"""Every table below has one column a commune, in this order."""
TOWNSHIP: Final = "00640"
APPRAISED: Final = ("00658", "00661", "00664", "00670", "00676", "00685")
"""Their new rural criteria of 2022 are real: the year is not made up again."""

Yearly = Mapping[str, tuple[Decimal, ...]]
Counts = tuple[int, ...]


def table(text: str) -> Yearly:
    """The rows of a table by their first word: a year, or what the row holds."""
    rows = (line.split() for line in text.strip().splitlines())
    return {name: tuple(map(Decimal, cells)) for name, *cells in rows}


# Million dong per person. The mean weighted with the census population is 67.7 in 2022 and 62.0
# in 2021 to the last digit, as the district published.
INCOME = table("""
2020  66.5 66.0 62.5 57.6 53.6 61.3 61.5 48.9 58.4 58.9 49.5 56.8 51.4 50.0 56.1 53.4
2021  69.7 70.4 66.4 60.2 56.7 63.7 65.2 52.2 61.3 62.4 51.7 59.8 54.1 53.4 59.7 55.3
2022  74.9 77.3 72.7 66.2 60.4 69.1 71.9 59.2 66.6 67.5 58.2 65.5 60.0 55.7 64.1 62.8
plan   7.5 10.0  8.5  9.0  9.0  8.0  9.5 11.0  8.0  8.5 10.0  9.5  9.0  8.0  8.5 11.0
""")

# Billion dong, 2167 in 2022. ``met…`` says how many % of its plan a commune reaches.
BUDGET = table("""
2020     192.7 331.2 198.4 189.6 60.1 118.9 141.7 18.3 147.2  97.5 20.6 131.8 31.4 37.7 72.9 24.8
2021     201.3 366.9 217.5 203.8 63.4 127.6 158.2 20.7 158.9 104.1 22.8 136.4 34.5 38.9 77.2 27.6
2022     214.6 412.3 246.8 221.5 58.7 143.2 187.4 24.9 171.6 118.3 27.1 149.8 38.6 36.2 82.7 33.3
met2021  100.4 101.5  99.2  97.8 101.0 100.8 98.3 102.5 99.9 101.7 97.1 100.6 103.2 100.2 98.9 101.9
met2022  102.1 101.8 103.5  98.6  86.4 100.9 106.2 104.0 99.3 101.2 108.5 97.4 100.0 82.9 95.1 110.3
""")
BUDGET_PLANS: Final = {"2021": Decimal("1951.4"), "2022": Decimal("2154.076")}
"""The second is what the district's own plan must have been: 2167 is 100.6 % of it."""

# Households: none left of 21 in 2022; the plans ask for 4 fewer, as the City did.
POOR = table("""
2020  1 3 2 8 4 3 1 2 6 3 3 2 5 7 4 3
2021  0 1 0 3 2 1 0 1 2 1 1 1 2 3 2 1
2022  0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
plan  0 1 0 2 1 1 0 1 2 1 1 1 1 2 2 1
""")

# Households: 304 fewer in 2022 than in 2021; ``fall`` is planned, 240 of them.
NEAR_POOR = table("""
2020  38 74 46 158 61 55 52 49 108 66 57 54 83 89 72 48
2021  31 62 38 139 55 47 43 44  94 57 52 46 76 84 64 42
2022  19 38 22  96 58 29 21 25  66 38 34 29 52 79 41 23
fall  10 16 13  28  8 14 16 13  21 16 14 13 17 12 16 13
""")

# Schools: 64 of 73 in 2022.
SCHOOLS = table("""
2020     4 3 4 5 1 3 4 3 5 4 2 3 3 3 3 2
2021     5 3 4 5 1 4 5 3 6 5 2 3 4 2 4 2
2022     5 4 5 6 1 4 6 3 5 5 3 4 4 2 4 3
of2020   5 6 5 7 3 4 5 3 6 5 3 4 4 4 4 3
of2021   5 6 5 7 3 4 6 3 6 5 3 4 4 4 4 3
of2022   5 7 5 7 3 4 6 3 6 5 3 4 4 4 4 3
plan     5 6 5 6 2 4 6 3 6 5 2 4 4 3 4 3
""")

# The share of households, %; households that hold the title and all households add up to these:
CULTURAL = table("""
2020  90.5 84.0 88.2 85.6 86.9 89.5 88.7 89.0 86.4 88.1 87.7 87.2 88.9 86.1 87.0 87.4
2021  92.0 85.9 89.4 86.3 86.1 90.6 90.4 90.9 88.0 89.2 89.9 88.6 89.7 87.5 88.1 90.1
2022  93.4 87.6 91.1 87.9 84.8 91.5 92.6 93.1 89.7 90.3 92.2 90.8 91.0 86.6 89.4 94.0
""")
CULTURAL_TOTALS: Final = {"2020": (71850, 82100), "2021": (74480, 83900), "2022": (77000, 85556)}
PLANNED_GAIN: Final = 1
"""Percentage points that the plan for 2022 asks for."""

# Dossiers settled late, and how busy the office is for its population.
DOSSIERS = table("""
2020  31 118 62 171 33 58 49 22 102 55 24 57 49 39 71 36
2021  14  78 30  96 41 22 19  6  54 27  9 31 30 36 28 11
2022   1  12  2  14  9  1  0  0   5  2  0  3  4  8  4  0
busy  1.30 1.12 1.08 0.94 0.90 1.02 1.15 0.85 0.98 1.00 0.84 1.05 0.82 0.80 0.95 0.88
""")
RECEIVED: Final = {"2020": 54100, "2021": 58400, "2022": 64850}

# Criteria of 19, all of them met in 2022 (15 of 15 communes); the township is not judged.
RURAL = table("""
2020  0 14 15 13 11 15 16 16 15 14 16 14 16 12 13 15
2021  0 17 17 15 14 17 18 18 18 16 19 16 18 14 15 18
2022  0 19 19 19 19 19 19 19 19 19 19 19 19 19 19 19
""")

# Criteria of 15.
WARD = table("""
2020  10  9  9 7 6  8  8 5 7 7 5 8 5 6 6 6
2021  11 11 10 8 7  9 10 6 8 8 6 8 6 7 7 7
2022  13 12 12 9 7 10 11 7 9 9 7 9 6 6 8 9
plan  12 12 11 9 9 10 11 7 9 9 7 9 7 8 8 8
""")

# Cases settled of 797, in the four communes that Highway 1A crosses.
CLEARANCE = table("""
2020  0 0 0 0 0 0 131 0 0  88 0  97 0 0  70 0
2021  0 0 0 0 0 0 184 0 0 141 0 139 0 0 103 0
2022  0 0 0 0 0 0 236 0 0 191 0 187 0 0 139 0
of    0 0 0 0 0 0 236 0 0 198 0 219 0 0 144 0
""")

# How a year falls into months, ‰; the summer of 2021 was one of lockdown.
SEASON: Final = (95, 62, 78, 84, 76, 82, 80, 74, 79, 88, 90, 112)
LOCKDOWN: Final = {"2021-07": Fraction(4, 5), "2021-08": Fraction(3, 5), "2021-09": Fraction(3, 4)}

UNREPORTED: Final = {
    ("income_per_person", "00670", "2020"),
    ("cultural_families", "00661", "2020"),
    ("cultural_families", "00679", "2020"),
    ("dossiers_on_time", "00649", "2021-08"),
    ("dossiers_on_time", "00676", "2021-08"),
    ("dossiers_on_time", "00679", "2021-08"),
    ("dossiers_on_time", "00679", "2021-09"),
    ("near_poor_households", "00652", "2021-07"),
    ("near_poor_households", "00652", "2021-08"),
    ("commune_ward_criteria", "00682", "2021-05"),
    ("commune_ward_criteria", "00652", "2022-10"),
    ("commune_ward_criteria", "00652", "2022-11"),
    ("standard_schools", "00646", "2021-08"),
}
"""Gaps, so that coverage can be seen: indicator, commune, period."""


def shake(*names: str) -> Fraction:
    """A number from -1 to 1 that the names alone decide."""
    digest = hashlib.sha256(" ".join(names).encode()).digest()
    return Fraction(int.from_bytes(digest[:4], "big"), 2**31) - 1


def apportion(total: int, weights: Sequence[Fraction]) -> list[int]:
    """Share ``total`` out by weight in whole numbers, with nothing left over."""
    exact = [total * weight / sum(weights) for weight in weights]
    shares = [int(share) for share in exact]
    by_loss = sorted(range(len(exact)), key=lambda one: shares[one] - exact[one])
    for one in by_loss[: total - sum(shares)]:
        shares[one] += 1
    return shares


def months(year: str) -> list[str]:
    """The twelve periods of a year."""
    return [f"{year}-{month:02d}" for month in range(1, 13)]


def flow(indicator: str, commune: str, year: str) -> list[Fraction]:
    """How much of a commune's year each month brings: the season, early or late, and a little."""
    late = shake(indicator, commune, year) / 4
    return [
        part
        * (1 + late * (2 * index - 11) / 11)
        * (1 + shake(indicator, commune, period) / 6)
        * LOCKDOWN.get(period, 1)
        for index, (part, period) in enumerate(zip(SEASON, months(year), strict=True))
    ]


def steps(indicator: str, commune: str, year: str, before: int, after: int) -> list[int]:
    """The state at the end of each month, on its way from last December's to this one's."""
    pace = [1 + shake(indicator, commune, period) for period in months(year)]
    return [
        before + round((after - before) * sum(pace[: index + 1]) / sum(pace)) for index in range(12)
    ]


class Sheet:
    """The rows of one table of one indicator, as the files have them."""

    def __init__(self, indicator: str) -> None:
        self.indicator = indicator
        self.observations: dict[tuple[str, str], tuple[str, ...]] = {}
        self.plans: dict[tuple[str, str], tuple[str, ...]] = {}

    def see(self, commune: str, period: str, value: str, whole: str = "", step: str = "") -> None:
        """Add an observation, unless the commune has not reported it."""
        if (self.indicator, commune, period) not in UNREPORTED:
            tail = (value, whole, "", step, "illustrative", "illustrative", "", "")
            self.observations[commune, period] = (commune, self.indicator, period, *tail)

    def leave_out(self, commune: str, period: str) -> None:
        """Say that the indicator does not apply to the commune."""
        tail = ("", "", "", "", "not_applicable", "illustrative", "", "")
        self.observations[commune, period] = (commune, self.indicator, period, *tail)

    def ask(
        self, commune: str, period: str, value: str, baseline: str = "", form: str = "level"
    ) -> None:
        """Add a plan."""
        tail = (form, value, "", baseline, "commune_plan", "", "", "illustrative", "", "")
        self.plans[commune, period] = (commune, self.indicator, period, *tail)

    def ask_each(self, values: Sequence[Decimal], before: Sequence[Decimal]) -> None:
        """Add a plan for 2022 to each commune, on from where it was a year before."""
        for commune, value, baseline in zip(COMMUNES, values, before, strict=True):
            self.ask(commune, "2022", typed(value), typed(baseline))


def typed(value: Decimal) -> str:
    """A number as people type it: 214.6, 38, 0."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def income() -> Sheet:
    """By year only; the plans ask for growth, in %."""
    sheet = Sheet("income_per_person")
    for index, commune in enumerate(COMMUNES):
        for year in YEARS:
            sheet.see(commune, year, typed(INCOME[year][index]))
        sheet.ask(commune, "2022", typed(INCOME["plan"][index]), form="growth")
    return sheet


def budget() -> Sheet:
    """Months add up to their year, in observations and in plans."""
    sheet = Sheet("budget_revenue")
    for year in YEARS:
        for commune, value in zip(COMMUNES, BUDGET[year], strict=True):
            sheet.see(commune, year, typed(value), step="0.1")
            if year in MONTHLY:
                parts = apportion(int(value * 10), flow(sheet.indicator, commune, year))
                for period, part in zip(months(year), parts, strict=True):
                    sheet.see(commune, period, typed(Decimal(part).scaleb(-1)), step="0.1")
    for year, total in BUDGET_PLANS.items():
        rows = zip(BUDGET[year], BUDGET[f"met{year}"], strict=True)
        shares = apportion(
            int(total * 1000), [Fraction(value) / Fraction(met) for value, met in rows]
        )
        for commune, share in zip(COMMUNES, shares, strict=True):
            sheet.ask(commune, year, typed(Decimal(share).scaleb(-3)))
            path = apportion(share, [Fraction(part) for part in SEASON])
            for period, part in zip(months(year), path, strict=True):
                sheet.ask(commune, period, typed(Decimal(part).scaleb(-3)))
    return sheet


def states(indicator: str, values: Yearly, wholes: Mapping[str, Counts] | None = None) -> Sheet:
    """What stands at the end of a period, in whole numbers; December is its year.

    ``wholes`` by year; what a commune has none of does not apply to it. A new whole holds from
    September on, when a school opens.
    """
    sheet = Sheet(indicator)
    for index, commune in enumerate(COMMUNES):
        rows = {year: int(values[year][index]) for year in YEARS}
        of = {year: wholes[year][index] if wholes else None for year in YEARS}
        for year in YEARS:
            periods = [*months(year), year] if year in MONTHLY else [year]
            if of[year] == 0:
                for period in periods:
                    sheet.leave_out(commune, period)
                continue
            told = {year: (rows[year], of[year])}
            if year in MONTHLY:
                before = str(int(year) - 1)
                path = steps(indicator, commune, year, rows[before], rows[year])
                for month, (period, value) in enumerate(zip(months(year), path, strict=True), 1):
                    whole = of[before] if month < 9 else of[year]
                    told[period] = (value if whole is None else min(value, whole), whole)
            for period, (value, whole) in told.items():
                sheet.see(commune, period, str(value), "" if whole is None else str(whole))
    return sheet


def poor() -> Sheet:
    sheet = states("poor_households", POOR)
    sheet.ask_each(POOR["plan"], POOR["2021"])
    return sheet


def near_poor() -> Sheet:
    sheet = states("near_poor_households", NEAR_POOR)
    before = NEAR_POOR["2021"]
    falls = zip(before, NEAR_POOR["fall"], strict=True)
    sheet.ask_each([count - fall for count, fall in falls], before)
    return sheet


def schools() -> Sheet:
    wholes = {year: tuple(map(int, SCHOOLS[f"of{year}"])) for year in YEARS}
    sheet = states("standard_schools", SCHOOLS, wholes)
    sheet.ask_each(SCHOOLS["plan"], SCHOOLS["2021"])
    return sheet


def cultural(households: Mapping[str, int]) -> Sheet:
    """By year only; the plan is so many households."""
    sheet = Sheet("cultural_families")
    values, wholes = {}, {}
    for year, (titled, total) in CULTURAL_TOTALS.items():
        wholes[year] = apportion(total, [Fraction(households[commune]) for commune in COMMUNES])
        shares = zip(wholes[year], CULTURAL[year], strict=True)
        values[year] = apportion(titled, [whole * Fraction(share) for whole, share in shares])
        for commune, value, whole in zip(COMMUNES, values[year], wholes[year], strict=True):
            sheet.see(commune, year, str(value), str(whole))
    for index, commune in enumerate(COMMUNES):
        share = Fraction(CULTURAL["2021"][index] + PLANNED_GAIN) / 100
        asked = round(wholes["2022"][index] * share / 10) * 10
        sheet.ask(commune, "2022", str(asked), str(values["2021"][index]))
    return sheet


def dossiers(population: Mapping[str, int]) -> Sheet:
    """No plan: how many dossiers people hand in is nothing to plan."""
    sheet = Sheet("dossiers_on_time")
    busy = [
        population[commune] * Fraction(load)
        for commune, load in zip(COMMUNES, DOSSIERS["busy"], strict=True)
    ]
    for year in YEARS:
        rows = zip(COMMUNES, apportion(RECEIVED[year], busy), DOSSIERS[year], strict=True)
        for commune, received, late in rows:
            sheet.see(commune, year, str(received - int(late)), str(received))
            if year in MONTHLY:
                came = apportion(received, flow("dossiers_received", commune, year))
                slow = apportion(int(late), flow("dossiers_late", commune, year))
                for period, all_, overdue in zip(months(year), came, slow, strict=True):
                    sheet.see(commune, period, str(all_ - overdue), str(all_))
    return sheet


def rural() -> Sheet:
    """No plan; the six communes whose year 2022 is real have made-up months only."""
    wholes = {year: tuple(0 if code == TOWNSHIP else 19 for code in COMMUNES) for year in YEARS}
    sheet = states("new_rural_criteria", RURAL, wholes)
    for commune in (TOWNSHIP, *APPRAISED):
        del sheet.observations[commune, "2022"]
    return sheet


def ward() -> Sheet:
    sheet = states("commune_ward_criteria", WARD, dict.fromkeys(YEARS, (15,) * len(COMMUNES)))
    sheet.ask_each(WARD["plan"], WARD["2021"])
    for commune in COMMUNES:
        sheet.ask(commune, "2025", "15")
    return sheet


def clearance() -> Sheet:
    wholes = tuple(map(int, CLEARANCE["of"]))
    sheet = states("clearance_cases_settled", CLEARANCE, dict.fromkeys(YEARS, wholes))
    for commune, whole, before in zip(COMMUNES, wholes, CLEARANCE["2021"], strict=True):
        if whole:
            sheet.ask(commune, "2022", str(whole), typed(before))
    return sheet


def census(data: Path, indicator: str) -> dict[str, int]:
    """What the census counted, by commune."""
    with (data / "observations" / "census_2019.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["indicator_code"] == indicator]
    return {row["area_code"]: int(row["value"]) for row in rows}


def write(path: Path, columns_of: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Write a file with the columns of a real one."""
    columns = columns_of.read_text(encoding="utf-8").splitlines()[0].split(",")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def make(target: Path) -> None:
    """Write every file below ``target``; two files of one indicator at most."""
    data = HERE.parent
    made = (
        income(), budget(), poor(), near_poor(), schools(), cultural(census(data, "households")),
        dossiers(census(data, "population")), rural(), ward(), clearance(),
    )  # fmt: skip
    for sheet in made:
        name = f"{sheet.indicator}.csv"
        seen = [sheet.observations[key] for key in sorted(sheet.observations)]
        write(target / "observations" / name, data / "observations" / "district_2022.csv", seen)
        if sheet.plans:
            asked = [sheet.plans[key] for key in sorted(sheet.plans)]
            write(target / "plans" / name, data / "plans" / "district_2022.csv", asked)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
