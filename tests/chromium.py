"""A real Chromium for tests, with an empty home folder, gone with the package of tests that asked for it.

Not for the whole run: Playwright keeps an event loop in this thread while it is open, and other tests have loops of
their own.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start one and close it; skips the test with a word where this machine has none."""
    named = os.environ.get("REDBRIDGE_TEST_BROWSER", "/usr/bin/chromium")
    if named != "playwright" and not Path(named or "/nowhere").exists():
        pytest.skip("no Chromium on this machine: browser tests need one")
    path = None if named == "playwright" else named
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS, env={**os.environ, "HOME": home})
        yield started
        started.close()
