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
from playwright.sync_api import Browser, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as Late

PATIENCE = 30_000
"""Milliseconds for whatever comes by itself: a machine may be busy with other things."""
expect.set_options(timeout=PATIENCE)
ASLEEP = "[data-module]:not([data-awake])"
"""What waits for its script (app.js)."""
_NONE_ASLEEP = f"() => !navigator.onLine || !document.querySelector('{ASLEEP}')"
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


def awake(page: Page) -> None:
    """Once every script that comes later has come: a click before that follows the link, and a key is lost."""
    try:
        page.wait_for_function(_NONE_ASLEEP, timeout=PATIENCE)
    except Late:
        asleep = page.locator(ASLEEP).evaluate_all("all => all.map((one) => one.outerHTML.slice(0, 120))")
        raise AssertionError(f"scripts that never came on {page.url}: {asleep}") from None


def patient(page: Page) -> Page:
    """The same page. Whatever is done to an element waits for the scripts of all that one sees, as `awake` does; keys do not."""
    page.add_locator_handler(page.locator(f"{ASLEEP}:visible").first, lambda: None)
    return page
