"""One site and one Chromium for all browser tests; each person has a context, and so cookies, of their own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.people import Person
from tests.browser.site import Site, running
from tests.chromium import chromium
from tests.engine_server import EngineServer


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all of these tests."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def pairs() -> Path:
    """The real titles, notes and comments; skipped with a word where they are not given."""
    folder = os.environ.get("REDBRIDGE_TEST_DATA")
    if not folder:
        pytest.skip("REDBRIDGE_TEST_DATA is not set: no real photographs and texts")
    return Path(folder) / "social-pairs.json"


@pytest.fixture(scope="session")
def photos(pairs: Path) -> Path:
    """The real photographs."""
    return pairs.parent / "photos"


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    """A site without the demo, whose engine knows the real pairs in both directions where they are given."""
    with EngineServer() as engine:
        if os.environ.get("REDBRIDGE_TEST_DATA"):
            engine.learn_pairs(Path(os.environ["REDBRIDGE_TEST_DATA"]) / "social-pairs.json")
        with running(engine, "--no-demo") as found:
            yield found


@pytest.fixture(params=[True], ids=["script"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run; a module that wants them off overrides this."""
    return bool(request.param)


@pytest.fixture
def chengdu(browser: Browser, site: Site, scripts: bool) -> Iterator[Person]:
    """Somebody in Chengdu, whose browser asks for Simplified Chinese."""
    with Person.visiting(browser, site.url, "zh-CN", "Asia/Shanghai", scripts) as person:
        yield person


@pytest.fixture
def ohio(browser: Browser, site: Site, scripts: bool) -> Iterator[Person]:
    """Somebody in Ohio, whose browser asks for English."""
    with Person.visiting(browser, site.url, "en-US", "America/New_York", scripts) as person:
        yield person
