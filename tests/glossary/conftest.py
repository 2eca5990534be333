"""Tests here decide on entries: each begins with what the house has."""

from collections.abc import Iterator

import pytest

from redbridge.translation.terms import approved


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    approved.again()
    yield
    approved.again()
