"""In which region the one who asks seems to be: known for the time of one answer, never kept, logged or shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_here: ContextVar[str] = ContextVar("redbridge.region", default="")


def here() -> str:
    """ISO 3166-1 alpha-2, or "" where nobody knows: then nothing is withheld."""
    return _here.get()


@contextmanager
def within(region: str) -> Iterator[None]:
    """Answer somebody in this region."""
    before = _here.set(region)
    try:
        yield
    finally:
        _here.reset(before)
