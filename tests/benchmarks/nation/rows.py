"""What is recorded of the made-up nation: SQL that puts rows into the tables of a snapshot.

Everything follows from the numbers of communes, indicators and months, nothing from chance. How the
rows become a data folder that can be served stands in making.
"""

from dataclasses import dataclass
from datetime import date

import duckdb

from indicators.vocabulary import SECTORS

AREA = "000"
LAST = date(2022, 12, 1)
"""The last month that there are figures of."""
PUBLISHED_ON = date(2023, 2, 27)
PLANNED_YEARS = 5
EVERY_PLANNED = 5
"""So many indicators apart are those that were planned; the first has a plan for each month too."""
MEASURED = 1, 6, 11
"""Indicators that a filter is measured with: all planned, and such that distances add up."""
NOTE_VI, NOTE_EN = "Số liệu tạo ra để đo tốc độ", "Made up to measure speed"


@dataclass(frozen=True)
class Size:
    """How much there is of what."""

    communes: int = 3321
    indicators: int = 40
    months: int = 240


@dataclass(frozen=True)
class Rule:
    """How an indicator adds up, and SQL that gives its value and whole.

    The SQL may use ``c`` (the commune's number), ``size`` (what it is worth beside others) and
    ``wave`` (0 to 0.4, another one for every commune, indicator and month), all but random.
    """

    unit: str
    decimals: int
    better: str
    over_areas: str
    over_time: str
    value: str
    whole: str = "null"
    weight: str | None = None
    numerator: str | None = None
    denominator: str | None = None


POPULATION = "indicator_02"
RULES = (
    Rule("amount", 1, "higher", "sum", "sum", "round(size * (0.8 + wave) / 40, 1)"),
    Rule("count", 0, "none", "sum", "last", "floor(3.4 * size)"),
    Rule(
        "count", 0, "higher", "ratio_of_sums", "sum",
        "floor(floor(size / 12) * (0.55 + wave))", "floor(size / 12)",
    ),
    Rule(
        "count", 0, "higher", "ratio_of_sums", "last",
        "floor((3 + c % 14) * (0.55 + wave))", "3 + c % 14",
    ),
    Rule(
        "amount", 1, "higher", "weighted_mean", "mean",
        "round(size / 90 * (0.8 + wave), 1)", weight=POPULATION,
    ),
    Rule("count", 0, "lower", "sum", "last", "1 + floor(size / 30 * (0.9 - wave))"),
    Rule("percent", 1, "higher", "none", "last", "round(60 + 97 * wave, 1)"),
    Rule("count", 0, "higher", "none", "last", "floor(12 + 19 * wave)", "19"),
)  # fmt: skip
"""An indicator has the rule of its number: the first the first, the ninth the first again."""
COMPUTED = Rule(
    "ratio", 1, "none", "ratio_of_sums", "last", "",
    numerator=POPULATION, denominator="indicator_06",
)  # fmt: skip
"""One more, where every rule is there: what nobody reports."""

UNITS = (
    ("amount", "tỷ đồng", "billion dong", "amount"),
    ("count", "trường hợp", "cases", "count"),
    ("percent", "%", "%", "percent"),
    ("ratio", "người/trường hợp", "people per case", "amount"),
)


def code_of(number: int) -> str:
    """Return the code of an indicator, counted from 1."""
    return f"indicator_{number:02d}"


def rule_of(number: int) -> Rule:
    """Return the rule of an indicator, counted from 1."""
    return RULES[(number - 1) % len(RULES)]


def indicators(size: Size) -> list[tuple[str, str, Rule]]:
    """Return code, the end of the name, and rule of every indicator."""
    numbers = range(1, size.indicators + 1)
    listed = [(code_of(number), f"{number:02d}", rule_of(number)) for number in numbers]
    if size.indicators >= len(RULES):
        listed.append(("indicator_computed", "tính ra", COMPUTED))
    return listed


def is_planned(number: int) -> bool:
    """Tell whether communes have plans for an indicator, counted from 1."""
    return number % EVERY_PLANNED == 1 and rule_of(number).better != "none"


def catalogue(connection: duckdb.DuckDBPyConnection, size: Size) -> None:
    """Put in areas, units, indicators and what else observations refer to."""
    connection.execute(
        f"""
        create table commune as
        select
            c, format('{{:05d}}', c) as area_code, 800 + c * 7919 % 2600 as size,
            cast(ceil(sqrt({size.communes})) as bigint) as side
        from range(1, {size.communes} + 1) as numbers (c);
        insert into sources values (
            'nation', '{NOTE_VI}', '{NOTE_EN}', 'không có', 'nobody', date '{PUBLISHED_ON}',
            null, '{NOTE_VI}', '{NOTE_EN}', 'catalogue/sources.csv', 2
        );
        insert into assigners values
            ('plan', 1, 'kế hoạch đề ra', 'set for the year', 'Kế hoạch', 'Plan',
             'catalogue/assigners.csv', 2);
        insert into thresholds values
            ('on_track', 0.95, '', '', 'catalogue/thresholds.csv', 2),
            ('at_risk', 0.85, '', '', 'catalogue/thresholds.csv', 3),
            ('report_days', 60, '', '', 'catalogue/thresholds.csv', 4);
        insert into areas values
            ('{AREA}', null, null, 'district', 'vùng', 'region', 'Tạo Ra', null, 16, 106, null,
             null, 'nation', 'catalogue/areas.csv', 2);
        insert into areas
        -- On a grid, each a little off its place.
        select
            area_code, null, null, 'commune', 'đơn vị', 'unit', format('Xã {{:04d}}', c), '{AREA}',
            8.6 + 14.6 * ((c - 1) // side + (c * 7919 % 100) / 125.0) / side,
            102.4 + 6.8 * ((c - 1) % side + (c * 104729 % 100) / 125.0) / side,
            null, null, 'nation', 'catalogue/areas.csv', c + 2
        from commune
        order by c
        """
    )
    connection.executemany("insert into units values (?, ?, ?, ?, 'catalogue/units.csv', 2)", UNITS)
    for place, (code, name, rule) in enumerate(indicators(size), start=1):
        exhibit, sector = f"exhibit_{place:02d}", SECTORS[place % len(SECTORS)]
        names = f"Chỉ tiêu {name}", f"Indicator {name}"
        connection.execute(
            """
            insert into exhibits values
                ($1, $2, $3, 'communes', $4, $5, null, null, null, 'catalogue/exhibits.csv', $3 + 1)
            """,
            [exhibit, sector, place, *names],
        )
        connection.execute(
            f"""
            insert into indicators values (
                $1, $2, 1, $3, $4, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, null, '{NOTE_VI}',
                '{NOTE_EN}', 'catalogue/indicators.csv', $13 + 1
            )
            """,
            [
                *(code, exhibit, *names, rule.unit, rule.decimals, rule.better),
                *(rule.over_areas, rule.over_time, rule.weight, rule.numerator, rule.denominator),
                place,
            ],
        )


def months(connection: duckdb.DuckDBPyConnection, size: Size) -> None:
    """Put in the months, the last of them LAST, as observations spell them."""
    connection.execute(
        f"""
        create table month as
        select
            m, period_start, cast(last_day(period_start) as date) as period_end,
            strftime(period_start, '%Y-%m') as period,
            strftime(period_start - interval 1 year, '%Y-%m') as year_before
        from (
            select
                m,
                cast(date '{LAST}' - interval 1 month * ({size.months} - 1 - m) as date)
                    as period_start
            from range({size.months}) as numbers (m)
        ) as starts
        """
    )


def observe(connection: duckdb.DuckDBPyConnection, number: int, size: Size) -> None:
    """Put in the observations of one indicator, counted from 1.

    Every third has gaps: rows that are missing, and rows that are blank. What is counted out of a
    fixed number does not apply to one commune in fifty.
    """
    rule = rule_of(number)
    gap = f"(c * 7 + m * 11 + {number}) % 499" if number % 3 == 0 else "2"
    excused = "c % 50 = 0" if rule.whole == "19" else "false"
    connection.execute(
        f"""
        insert into observations
        select
            area_code, '{code_of(number)}', period,
            case when not ({excused}) and {gap} <> 1 then {rule.value} end,
            case when not ({excused}) then {rule.whole} end, null, null,
            case
                when {excused} then 'not_applicable'
                when m >= {size.months} - 3 then 'estimated' else 'official'
            end,
            'nation', '{NOTE_VI}', '{NOTE_EN}', 'observations/nation.csv',
            cast(({number - 1} * {size.months} + m) * {size.communes} + c + 1 as integer),
            period_start, period_end, 'M', year_before, date '0001-01-01',
            timestamp '{PUBLISHED_ON}'
        from (
            select
                c, area_code, m, period, year_before, period_start, period_end,
                size * (1 + 0.002 * m) * (1 + {number} % 7 / 10.0) as size,
                (c * 131 + m * 37 + {number * 53}) % 41 / 100.0 as wave
            from commune
            cross join month
        ) as everything
        where {gap} <> 0
        order by period_start, area_code
        """
    )


def over_year(rule: Rule, column: str) -> str:
    """Return SQL for what a column of a year's months comes to."""
    made = {"sum": "sum({})", "mean": "avg({})"}.get(rule.over_time, "max_by({}, period_start)")
    return made.format(column)


def plan(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Put in the plans of one indicator: the last years', and of the first its months' too.

    Each is what came of it, a little more or less; so a part of the communes is behind.
    """
    rule = rule_of(number)
    asked = f"round(value * (94 + line % 11) / 100, {rule.decimals})"
    baseline = f"ceil(1.2 * {asked})" if rule.better == "lower" else "null"
    year = f"""
        select
            area_code, strftime(period_start, '%Y') as period,
            {over_year(rule, "value")} as value,
            min(line) as line, cast(date_trunc('year', period_start) as date) as period_start,
            max(period_end) as period_end, 'A' as frequency,
            strftime(min(period_start) - interval 1 year, '%Y') as year_before
        from observations
        where
            indicator_code = '{code_of(number)}' and status <> 'not_applicable'
            and period_start > date '{LAST}' - interval {PLANNED_YEARS} year
        group by
            area_code, strftime(period_start, '%Y'), cast(date_trunc('year', period_start) as date)
        having count(value) = 12
    """
    month = f"""
        select
            area_code, period, value, line, period_start, period_end, frequency, year_before
        from observations
        where
            indicator_code = '{code_of(number)}' and value is not null
            and period_start > date '{LAST}' - interval {PLANNED_YEARS} year
    """
    for made in (year, month) if number == 1 else (year,):
        connection.execute(
            f"""
            insert into plans
            select
                area_code, '{code_of(number)}', period, 'level', {asked}, null, {baseline}, 'plan',
                null, null, 'nation', null, null, 'plans/nation.csv', line, period_start,
                period_end, frequency, year_before, date '0001-01-01',
                cast(period_end + interval 60 day as date), timestamp '{PUBLISHED_ON}'
            from ({made}) as made
            order by period_start, area_code
            """
        )
