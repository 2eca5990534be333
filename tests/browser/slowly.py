"""A network as in a train, over Chromium's own line: every answer takes its time, every byte too."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

TRAIN = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""Milliseconds before each answer, bytes a second in either direction."""
OPEN = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


@contextmanager
def slowly(page: Page) -> Iterator[None]:
    """What this tab asks for within goes over such a network."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", TRAIN)
    try:
        yield
    finally:
        line.send("Network.emulateNetworkConditions", OPEN)
        line.detach()
