"""The same errand with scripts switched off: every form is a form and every link a link."""

from pathlib import Path

import pytest

from tests.browser.errand import walk
from tests.browser.people import Person


@pytest.fixture
def scripts() -> bool:
    """Off."""
    return False


def test_the_errand_needs_no_script(chengdu: Person, ohio: Person, pairs: Path, photos: Path) -> None:
    walk(chengdu, ohio, pairs, photos)
