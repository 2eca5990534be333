"""A folder of packs for each test, read at once."""

from pathlib import Path
from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.policy import site
from tests.cast import hold
from tests.guidelines.packs import put, rule


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the host's packs are; one of them is for Germany."""
    settings.REDBRIDGE_POLICY_FOLDER = str(tmp_path / "packs")
    settings.REDBRIDGE_DATA = str(tmp_path)
    monkeypatch.setattr(site, "LOOK_EVERY", -1.0)
    signs = rule("signs", regions="[DE]", action="withhold", severity=5, terms="bad sign")
    put(tmp_path / "packs", "house", 1, rule("quiet"), signs)
    return tmp_path / "packs"


@pytest.fixture
def administrator(lin: Person) -> Person:
    """lin, who looks after the place."""
    hold(lin, "administrator")
    return lin
