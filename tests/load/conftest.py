"""Before what else runs on this machine, where we may: the promises are about a site, not about its neighbours."""

import contextlib
import os
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module", autouse=True)
def first() -> Iterator[None]:
    """For us, and for the sites that we start meanwhile."""
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, -15)
    yield
    os.setpriority(os.PRIO_PROCESS, 0, 0)
