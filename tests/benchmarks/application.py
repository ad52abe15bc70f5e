"""The one place that says how the dashboard and its peers are started, and what is measured there.

When a page, a filter or a chart of the dashboard is renamed, this is the file to change.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.browser import Watch
from tests.benchmarks.district import PERIODS
from tests.benchmarks.evidence import Proof
from tests.benchmarks.nation.rows import MEASURED
from tests.benchmarks.servers import Command

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
PEERS = Path(__file__).with_name("peers")


@dataclass(frozen=True)
class FilteredPage:
    """A page of the dashboard, a filter on it, and how many charts the filter must redraw.

    ``label`` is a part of the filter's label, ``options`` are chosen in turn. ``exhibits`` are the
    only ones that the made-up district has in ``sector``, so that the page and the peers draw the
    same charts.
    """

    path: str
    label: str
    charts: int
    options: tuple[str, ...] = PERIODS
    sector: str = ""
    exhibits: tuple[str, ...] = ()


FIVE_CHARTS = FilteredPage(
    path="transition",
    label="Kỳ",
    charts=5,
    sector="transition",
    exhibits=("transition", "new_rural", "highway", "population", "households"),
)
ONE_CHART = FilteredPage(
    path="",
    label="Kế hoạch của",
    charts=1,
    options=("Thành phố giao", "Kế hoạch đề ra", "Mọi kế hoạch"),
)
COMMUNES = FilteredPage(
    path="communes?indicator=poor_households",
    label="Chỉ tiêu",
    charts=4,
    options=(
        "Số hộ nghèo cuối kỳ",
        "Số trường đạt chuẩn quốc gia",
        "Số hộ đạt danh hiệu gia đình văn hóa",
    ),
)
NATION = FilteredPage(
    path="communes?indicator=indicator_01",
    label="Chỉ tiêu",
    charts=4,
    options=tuple(f"Chỉ tiêu {number:02d}" for number in MEASURED),
)
KEPT = {FIVE_CHARTS.sector: FIVE_CHARTS.exhibits}
HEADLINE = Watch("h1", proofs=(Proof(("22/22",)),))

# The peers that set a floor get the dashboard's own server options (.streamlit/config.toml); the
# page written the usual way gets what Streamlit gives everybody.
TUNED = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
    "STREAMLIT_RUNNER_MAGIC_ENABLED": "false",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
}
COMMON = {"PYTHONPATH": str(ROOT), "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false"}


def publish(data: Path) -> None:
    """Publish a data folder, as ``./run`` does before it serves.

    Raises RuntimeError with what the command said when it fails.
    """
    done = subprocess.run(
        (sys.executable, "-m", "indicators", "publish", "--data", str(data)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"publishing failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


def run_command(data: Path) -> Command:
    """Return ``./run`` itself, on a set-up folder."""
    return Command(("./run", "--data", str(data), "--port", "{port}"), ROOT, {})


def dashboard(data: Path) -> Command:
    """Return the dashboard's server on a published data folder."""
    return Command(streamlit("dashboard.py"), ROOT, {**COMMON, "CHI_TIEU_DATA": str(data)})


def floor(page: str) -> Command:
    """Return a peer page that shows what Streamlit itself costs."""
    return Command(streamlit(page), PEERS, {**COMMON, **TUNED})


def usual(data: Path) -> Command:
    """Return the charts by Streamlit, pandas and Plotly Express."""
    return Command(streamlit("five_charts.py"), PEERS, {**COMMON, **charts(data)})


def dash(data: Path) -> Command:
    """Return the charts by Dash."""
    words = (sys.executable, "-m", "tests.benchmarks.peers.dash_charts")
    return Command(words, ROOT, {**COMMON, **charts(data)})


def charts(data: Path) -> dict[str, str]:
    """Return what a peer must know of the charts."""
    return {"CHI_TIEU_DATA": str(data), "EXHIBITS": ",".join(FIVE_CHARTS.exhibits)}


def streamlit(script: str) -> tuple[str, ...]:
    """Return the words that serve a script."""
    options = "--server.port {port} --server.address 127.0.0.1 --server.headless true"
    return (sys.executable, "-m", "streamlit", "run", script, *options.split())
