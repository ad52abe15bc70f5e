"""What the server does when the data folder changes under it, or holds nothing."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.visit import ROOT, Watched, link, report, rest, serving, shows
from tests.conftest import copy_of_data

pytestmark = pytest.mark.browser


def publish(data: Path) -> subprocess.CompletedProcess[str]:
    """Publish as the person who keeps the figures does: beside the server, by the command."""
    command = [sys.executable, "-m", "indicators", "publish", "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def change(data: Path, make: Callable[[str], str]) -> None:
    file = data / "observations" / "district_2022.csv"
    before = file.read_text(encoding="utf-8")
    after = make(before)
    assert after != before
    file.write_text(after, encoding="utf-8")


def run_again(page: Page, language: str) -> None:
    """Make a session that stays open run once more."""
    page.get_by_role("radio", name=language.upper()).click()
    page.wait_for_url(f"**lang={language}**")
    rest(page)


def test_open_session_follows_what_is_published(tmp_path: Path, wide: Watched) -> None:
    data = copy_of_data(tmp_path)
    assert publish(data).returncode == 0
    with serving(data) as server:
        page = wide.open(link(server, "education", {"lang": "vi", "period": "2022"})).page
        assert shows(report(page).texts, "64/73")

        change(
            data, lambda text: text.replace("standard_schools,2022,64", "standard_schools,2022,65")
        )
        assert publish(data).returncode == 0
        run_again(page, "en")
        assert shows(report(page).texts, "65/73")
        assert not shows(report(page).texts, "64/73")

        change(
            data, lambda text: text.replace("standard_schools,2022,65", "standard_schools,2022,sáu")
        )
        refused = publish(data)
        assert refused.returncode == 1
        assert "sáu" in refused.stderr
        run_again(page, "vi")
        assert shows(report(page).texts, "65/73")

        # The pointer is the only thing that a reader follows: a half-written file is not seen.
        (data / "published" / "indicators-000009.building").write_bytes(b"half")
        run_again(page, "en")
        found = report(page)
        assert shows(found.texts, "65/73")
        assert found.exceptions + found.alerts + wide.complaints == []


def test_folder_without_a_snapshot_is_said_in_one_sentence(tmp_path: Path, wide: Watched) -> None:
    with serving(tmp_path) as server:
        for path, language in (("", "vi"), ("", "en"), ("indicator", "vi"), ("sources", "en")):
            page = wide.open(link(server, path, {"lang": language})).page
            found = report(page)
            assert found.exceptions == []
            assert len(found.alerts) == 1
            assert "indicators publish" in found.alerts[0]
            assert "Traceback" not in " ".join(found.texts)
    assert wide.complaints == []
