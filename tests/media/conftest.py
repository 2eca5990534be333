"""A media folder of each test's own, and what was told."""

from pathlib import Path
from typing import Any

import pytest

from redbridge.media import actions
from redbridge.media.storage import Folder, storage


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Folder:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "media").as_uri()
    place = storage()
    assert isinstance(place, Folder)
    return place


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """Events in the order they were emitted."""
    heard: list[tuple[str, dict[str, Any]]] = []
    monkeypatch.setattr(actions, "emit", lambda name, **values: heard.append((name, values)))
    return heard
