"""Which numbers prove that a chart shows a period: from the data, and seen in the chart itself.

The proof of a chart is every number in it that can be derived from the data of the period and does
not stand there in all periods, while every number that only other periods put there is gone.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from itertools import product
from pathlib import Path

from indicators.vocabulary import Period
from tests.benchmarks.district import Table

FIGURE = re.compile(r"[0-9]+(?:[.,/][0-9]+)*")
PLACES = (0, 1, 2)

Shown = Sequence[set[str]]
"""The figures in each chart of a page, in the order of the page."""


@dataclass(frozen=True)
class Proof:
    """Figures that must all stand in a chart, and figures of which none may."""

    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def holds(self, figures: set[str]) -> bool:
        """Tell whether the figures of a chart satisfy it."""
        return figures.issuperset(self.present) and figures.isdisjoint(self.absent)


def figures_in(text: str) -> set[str]:
    """Return the numbers that a text holds, as they are written."""
    return set(FIGURE.findall(text))


def derivable(folder: Path) -> dict[str, set[str]]:
    """Return, for each period of a data folder, every number that a chart of it may print.

    That is: values, wholes, plans, and the differences and ratios of one indicator in one area
    with its whole, its plan, its total and the year before; as Vietnamese, English and Python
    write them, with up to two decimals.
    """
    observed: dict[tuple[str, str, str], Decimal] = {}
    beside: dict[tuple[str, str, str], list[Decimal]] = {}
    indicators = Table.read(folder / "catalogue" / "indicators.csv").records
    total_of = {one["indicator_code"]: one["part_of"] for one in indicators}
    for kind in ("observations", "plans", "published_figures"):
        for path in sorted(folder.glob(f"**/{kind}/*.csv")):
            for row in Table.read(path).records:
                key = row["area_code"], row["indicator_code"], row["period"]
                if kind == "observations" and row["value"]:
                    observed[key] = Decimal(row["value"])
                columns = ("value", "value_high", "baseline", "whole")
                others = [Decimal(row[one]) for one in columns if row.get(one)]
                beside.setdefault(key, []).extend(others)
    found: dict[str, set[str]] = {}
    for (area, indicator, period), value in observed.items():
        others = list(beside[area, indicator, period])
        year_before = observed.get((area, indicator, Period.parse(period).year_before.text))
        total = observed.get((area, total_of[indicator], period))
        others += [other for other in (year_before, total) if other is not None]
        texts = found.setdefault(period, set())
        for number in (value, *others, *compared(value, others)):
            texts |= written(number)
    return found


def compared(value: Decimal, others: Iterable[Decimal]) -> Iterable[Decimal]:
    """Return the differences and the percentages of a value and others."""
    for other in others:
        yield value - other
        for one, two in ((value, other), (other, value)):
            try:
                yield 100 * one / two
                yield 100 * one / two - 100
            except (DivisionByZero, InvalidOperation):
                continue


def written(number: Decimal) -> set[str]:
    """Return the ways to write a number without its sign."""
    texts: set[str] = set()
    for places, english in product(PLACES, ("{:,f}", "{:f}")):
        rounded = abs(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = english.format(rounded)
        texts |= {text, text.translate(str.maketrans(",.", ".,"))}
    exact = abs(number).normalize()
    return texts | {f"{exact:f}", f"{exact:f}".replace(".", ",")}


def proofs(
    shown: Mapping[str, Shown], allowed: Mapping[str, set[str]], charts: int
) -> dict[str, tuple[Proof, ...]]:
    """Return, for each option, a proof for each chart; an empty one where nothing tells it apart.

    An option that is a period may only show what that period's data give; any other option, what
    the data of any period give.

    Raises ValueError when fewer than ``charts`` charts can be told apart in some period, or the
    number of charts changes with the period.
    """
    counts = {period: len(figures) for period, figures in shown.items()}
    if len(set(counts.values())) > 1:
        raise ValueError(f"the number of charts changes with the period: {counts}")
    chosen: dict[str, tuple[Proof, ...]] = {}
    everything = set[str]().union(*allowed.values())
    for period, figures in shown.items():
        found: list[Proof] = []
        derived = allowed.get(period, everything)
        for position, chart in enumerate(figures):
            others = [one[position] for key, one in shown.items() if key != period]
            present = (chart & derived) - chart.intersection(*others)
            absent = set[str]().union(*others) - chart
            proof = Proof(tuple(sorted(present)), tuple(sorted(absent)))
            holds = present and not any(proof.holds(other) for other in others)
            found.append(proof if holds else Proof())
        vague = [place for place, proof in enumerate(found, 1) if not proof.present]
        if len(found) - len(vague) < charts:
            raise ValueError(
                f"{period}: no numbers that only this period has in chart {vague} of {len(found)};"
                f" {charts} charts must change"
            )
        chosen[period] = tuple(found)
    return chosen
