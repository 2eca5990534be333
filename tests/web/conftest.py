"""Pages made of the real macros with invented data, opened in a real Chromium without a server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils import translation
from jinja2 import Environment
from playwright.sync_api import Browser, Page, Route

from redbridge.config.jinja import importmap
from tests.chromium import PATIENCE, chromium
from tests.web.invented import ME, Invented

SITE = "http://redbridge.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
Answer = Callable[[Route], None]
NOBODY = Invented(has=lambda *named: False)
"""Who has called no translation wrong."""


@pytest.fixture(scope="session")
def jinja() -> Environment:
    """The environment pages are rendered with."""
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    found: Environment = engine.env
    return found


@pytest.fixture
def render(jinja: Environment, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Render a template's source with what every page knows; `lang`, `theme` and `person` can be overridden."""
    # There is no database beside a browser's loop: of terms only those that come along are known.
    monkeypatch.setattr("redbridge.translation.terms.Approved._look", lambda self: None)
    monkeypatch.setitem(jinja.globals, "called_wrong", lambda request, person_id: NOBODY)

    def made(source: str, **extra: Any) -> str:
        context = {
            "lang": "en", "person": ME, "theme": "", "badge": 0, "nav": "", "here": "/", "request": None,
            "csrf_input": "", "importmap": importmap(), "csrf_token": "",
        } | extra  # fmt: skip
        with translation.override(str(context["lang"]).lower()):
            return jinja.from_string(source).render(context)

    return made


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all of these tests."""
    with chromium() as started:
        yield started


@pytest.fixture
def served(browser: Browser) -> Iterator[tuple[Page, dict[str, str | Answer]]]:
    """A tab and the addresses it finds: path to HTML, or to a function that answers. Faults of scripts fail the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    page, faults = context.new_page(), list[str]()
    paths: dict[str, str | Answer] = {}
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route(f"{SITE}/**", lambda route: _answer(route, paths))
    yield page, paths
    context.close()
    assert faults == []


def _answer(route: Route, paths: dict[str, str | Answer]) -> None:
    path = route.request.url.removeprefix(SITE).split("#")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        file = Path(str(found))
        route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        return
    known = paths.get(path)
    if known is None:
        route.fulfill(status=404, body="")
    elif isinstance(known, str):
        route.fulfill(body=known, content_type="text/html; charset=utf-8")
    else:
        known(route)
