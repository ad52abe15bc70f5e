"""What many tests share: the shipped data published aside, and a small district of its own."""

import os
import shutil
from pathlib import Path

import pytest

from indicators import engine, snapshot
from indicators.engine import Engine

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="write the expected answers of queries anew"
    )


def copy_of_data(target: Path) -> Path:
    """A copy of the shipped data folder, without its snapshots."""
    ignored = shutil.ignore_patterns("published")
    return Path(shutil.copytree(ROOT / "data", target / "data", ignore=ignored))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data folder, copied and published once; tests only read it."""
    data = copy_of_data(tmp_path_factory.mktemp("shipped"))
    done = snapshot.publish(data)
    assert done.findings == ()
    return data


@pytest.fixture(scope="session")
def source(published: Path) -> Engine:
    """The engine of the shipped data."""
    opened = engine.current(published)
    assert opened is not None
    return opened


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped data folder that a test may break."""
    return copy_of_data(tmp_path)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, object],
) -> dict[str, object]:
    """Use the browser that ./test found; never the one Playwright would download."""
    path = os.environ.get("BROWSER_PATH") or shutil.which("chromium") or ""
    quiet = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync"
    offline = "--disable-background-networking --disable-component-update"
    args = [*quiet.split(), *offline.split()]
    return {**browser_type_launch_args, "executable_path": path, "args": args}
