"""One running site for the tests that do no harm to it for long, and folders that the database's user can reach."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.up.housed import house as house
from tests.up.running import Up


@pytest.fixture(scope="session")
def new_data() -> Iterator[Callable[[], Path]]:
    """Makes data folders in a place where every user may walk; pytest's own are closed to others."""
    top = Path(tempfile.mkdtemp(prefix="redbridge-up-"))
    top.chmod(0o755)
    made: list[Path] = []

    def make() -> Path:
        made.append(top / str(len(made)))
        return made[-1]

    yield make
    shutil.rmtree(top, ignore_errors=True)


@pytest.fixture(scope="session")
def seeded(site: Up, new_data: Callable[[], Path]) -> Callable[[], Path]:
    """Makes data folders that have the static files already: collecting them is tested once, and slow."""

    def make() -> Path:
        data = new_data()
        for folder in (data, data / "run"):
            folder.mkdir()
            folder.chmod(0o711)
        shutil.copytree(site.data / "static", data / "static")
        shutil.copy(site.data / "run" / "static.json", data / "run")
        return data

    return make


@pytest.fixture(scope="session")
def site(new_data: Callable[[], Path]) -> Iterator[Up]:
    """A site without the demo, started once for all tests of this folder."""
    up = Up(new_data(), "--port", "0", "--no-demo").ready()
    yield up
    up.end()
