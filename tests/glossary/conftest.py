"""Tests here decide on entries: each begins with what the house has."""

from collections.abc import Iterator

import pytest

from redbridge.translation.terms import approved


@pytest.fixture(autouse=True)
def fresh(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        approved.again()
    yield
    monkeypatch.undo()
    approved.again()
