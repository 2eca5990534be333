"""The first view of Explore on a slowed machine: light, and still while it loads."""

import subprocess
import sys
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from tests.browser.first_view import first_view
from tests.browser.site import running
from tests.engine_server import EngineServer
from tests.up.running import MODULE, clean, wait_for

KILO = 1000


@pytest.fixture(scope="module")
def loaded() -> Iterator[str]:
    """A site with sixty notes, most of them with pictures."""
    with EngineServer() as engine, running(engine, "--no-demo") as site:
        command = [sys.executable, *MODULE, "demo", "--people", "40", "--notes", "60"]
        subprocess.run(command, env=clean({"REDBRIDGE_DATA": str(site.data / "site")}), check=True, capture_output=True)
        wait_for(lambda: httpx.get(site.url, trust_env=False, timeout=30).text.count("/media/") > 5, "drawn by jobs", 180)
        yield site.url


@pytest.mark.parametrize("width", [390, 1440])
def test_the_first_view_is_light_and_still(browser: Browser, loaded: str, width: int) -> None:
    seen = first_view(browser, loaded + "/", width)
    assert seen.bytes["Image"] > 0, "pictures are there, or nothing could move"
    assert seen.without_pictures < 150 * KILO, seen
    assert seen.scripts < 30 * KILO, seen
    assert seen.shift < 0.02, seen
