"""Files from outside, checked and published, against what it takes only to read or store them."""

import csv
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from playwright.sync_api import Page
from xlsxwriter import Workbook

from tests.benchmarks.application import PEERS, dashboard
from tests.benchmarks.browser import browser, fresh_page
from tests.benchmarks.measuring import Measurement, Step, in_turn
from tests.benchmarks.pictures import seconds_of, shipped
from tests.benchmarks.servers import Server, running, status_of
from tests.benchmarks.trials import Data, Results

HEADER = (
    *("area_code", "indicator_code", "period", "value", "whole", "qualifier", "resolution"),
    *("status", "source_code", "note_vi", "note_en"),
)
INDICATORS = (
    *("budget_revenue", "poor_households", "near_poor_households", "new_rural_criteria"),
    *("clearance_cases_settled", "cultural_families", "dossiers_received", "support_points"),
    *("standard_schools", "highway_cases"),
)
FIRST_YEAR, MONTHS, ROWS = 1000, 12, (100_000, 1_000_000)
LONG = 120_000
"""Milliseconds that a long file may take to be read, checked and published."""
Row = tuple[str, str, str, float, str, str, str, str, str, str, str]


def rows(communes: list[str], months: int) -> Iterator[Row]:
    """Figures of communes that grow a little every year, so that none looks like a slip."""
    for year in range(FIRST_YEAR, 2025):
        for month in range(1, months + 1):
            period = f"{year}-{month:02d}" if months > 1 else str(year)
            for place, indicator in enumerate(INDICATORS):
                for number, area in enumerate(communes):
                    value = 10 + place + number / 10 + (year - FIRST_YEAR) / 100
                    amount = round(value, 2) if indicator == "budget_revenue" else float(int(value))
                    cells = ("", "", "", "official", "census_2019", "", "")
                    yield area, indicator, period, amount, *cells


def imports(_data: Data, rounds: int, step: Step) -> Results:
    """Time a whole import of a workbook against a process in which calamine reads it."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        district, file = shipped(where), where / "figures.xlsx"
        write_workbook(file, ROWS[0], communes_of(district))
        peer = str(PEERS / "read_workbook.py"), str(file)
        made = _timed(where, district, file, peer, rounds, step)
    warm_up = "one reading; every run is a process of its own, on a folder of its own"
    return {"import_xlsx": Measurement("s", warm_up, *made, facts={"rows": ROWS[0]})}


def long_imports(_data: Data, rounds: int, step: Step) -> Results:
    """Time a whole import of a CSV against DuckDB reading, sorting and storing it."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        district, file = shipped(where), where / "figures.csv"
        with file.open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(HEADER)
            writer.writerows(islice(rows(communes_of(district), MONTHS), ROWS[1]))
        peer = str(PEERS / "store_table.py"), str(file), str(where / "table.duckdb")
        # These figures are planned by the year: whether months are meant is asked.
        made = _timed(where, district, file, peer, rounds, step, "--answer", "C2=keep")
    warm_up = "one reading; every run is a process of its own, on a folder of its own"
    return {"import_csv": Measurement("s", warm_up, *made, facts={"rows": ROWS[1]})}


def memory(_data: Data, rounds: int, step: Step) -> Results:
    """Take the app's memory once a long workbook went through its page, and before, after a short.

    Of the process that serves pages alone: files are read, checked and published in another one.
    """
    before, after = [], []
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        district, short, long = shipped(where), where / "short.xlsx", where / "long.xlsx"
        write_workbook(short, 10, communes_of(district))
        write_workbook(long, ROWS[0], communes_of(district))
        for _ in range(rounds):
            data = where / "fresh"
            shutil.rmtree(data, ignore_errors=True)
            shutil.copytree(district, data)
            with (
                running(dashboard(data)) as server,
                browser() as launched,
                fresh_page(launched) as page,
            ):
                for path in ("", "economy", "communes", "sources"):
                    page.goto(server.url(path))
                    page.locator("h1").first.wait_for()
                before.append(_published(page, server, short))
                after.append(_published(page, server, long))
            step()
    warm_up = "four pages, and a workbook of ten rows published"
    facts: Mapping[str, str | int | float] = {"rows": ROWS[0]}
    return {"import_memory": Measurement("MB", warm_up, tuple(after), tuple(before), facts=facts)}


def _published(page: Page, server: Server, file: Path) -> float:
    """Import a file through the page; the most memory of the process so far, in megabytes."""
    page.goto(server.url("figures"))
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("region", name="4. Xem thay đổi rồi công bố").wait_for(timeout=LONG)
    page.get_by_label("Người công bố").first.fill("Người đo")
    page.get_by_role("button", name="Công bố").first.click()
    page.get_by_text("Đã công bố").wait_for(timeout=LONG)
    return status_of(server.process_id)["VmHWM"] / 1000


def _timed(
    where: Path,
    district: Path,
    file: Path,
    peer: tuple[str, ...],
    rounds: int,
    step: Step,
    *answers: str,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    seconds_of(peer)

    def ours() -> float:
        data = where / "fresh"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(district, data)
        words = "-m", "indicators", "import", str(file), "--yes", "--data", str(data), *answers
        return seconds_of(words)[0]

    return in_turn(ours, lambda: seconds_of(peer)[0], rounds, step)


def communes_of(data: Path) -> list[str]:
    """The codes of the communes of a data folder."""
    with (data / "catalogue" / "areas.csv").open(encoding="utf-8", newline="") as lines:
        return [row["area_code"] for row in csv.DictReader(lines) if row["level"] == "commune"]


def write_workbook(target: Path, count: int, communes: list[str]) -> None:
    """Write so many rows of one year each as a spreadsheet program stores them."""
    with Workbook(target) as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_row(0, 0, HEADER)
        for place, row in enumerate(islice(rows(communes, 1), count), 1):
            sheet.write_row(place, 0, row)
