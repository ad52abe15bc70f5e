"""What many tests share: the shipped data published aside, and the made-up district beside it."""

import os
import shutil
from pathlib import Path

import pytest

from indicators import engine, snapshot
from indicators.engine import Engine
from indicators.exhibits.facts import Facts
from indicators.vocabulary import LANGUAGES, Language
from tests import another_district
from tests.answers import facts

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


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    """Each language, one after the other."""
    return "vi" if request.param == "vi" else "en"


@pytest.fixture(scope="module")
def shipped(source: Engine, language: Language) -> Facts:
    """The facts of the shipped district, in each language."""
    return facts(source, language)


@pytest.fixture(scope="session")
def other_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the made-up district, published; tests only read it."""
    return another_district.published(tmp_path_factory.mktemp("another"))


@pytest.fixture(scope="session")
def other_source(other_data: Path) -> Engine:
    """The engine of the made-up district."""
    opened = engine.current(other_data)
    assert opened is not None
    return opened


@pytest.fixture(scope="module")
def other(other_source: Engine, language: Language) -> Facts:
    """The facts of the made-up district, in each language."""
    return facts(other_source, language, "2024", another_district.DISTRICT)


@pytest.fixture(scope="module", params=["shipped-vi", "shipped-en", "other-vi", "other-en"])
def found(request: pytest.FixtureRequest, source: Engine, other_source: Engine) -> Facts:
    """The facts of both districts in both languages, one after the other."""
    whose, _, asked = request.param.partition("-")
    language: Language = "vi" if asked == "vi" else "en"
    if whose == "shipped":
        return facts(source, language)
    return facts(other_source, language, "2024", another_district.DISTRICT)


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
