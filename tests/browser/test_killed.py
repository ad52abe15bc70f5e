"""The app killed while it answers: what is published stays as it is, and the next one serves it."""

import hashlib
import os
import random
import signal
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from indicators import snapshot
from tests.browser.visit import Watched, link, serving
from tests.publishing import litter

pytestmark = pytest.mark.browser

LONGEST = 1.2
"""Seconds after the page was asked for; by then it is drawn."""


def state(data: Path) -> dict[str, str]:
    files = sorted(path for path in data.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("times", [2, pytest.param(50, marks=pytest.mark.trial)])
def test_killed_app_leaves_all_as_it_was(data: Path, wide: Watched, times: int) -> None:
    assert snapshot.publish(data).findings == ()
    before = state(data)
    chance = random.Random(7)
    paths = ("", "economy", "communes", "indicator", "sources")
    for turn in range(times):
        with serving(data) as server:
            moment = chance.uniform(0, LONGEST)
            wide.page.goto(link(server, paths[turn % len(paths)], {}), wait_until="commit")
            time.sleep(moment)
            os.kill(server.process_id, signal.SIGKILL)
        assert state(data) == before, f"killed {moment:.2f} s after it was asked"
    assert litter(data) == set()
    with serving(data) as server:
        expect(wide.open(link(server, "", {})).page.locator("h1")).to_contain_text("22/22")
    assert not snapshot.publish(data).changed
