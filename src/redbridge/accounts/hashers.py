"""Argon2 as OWASP's Password Storage Cheat Sheet gives it for small servers, with a cap on how many run at once.

Django's own numbers cost 215 ms and 100 MiB each: forty sign-ups in a second would take the machine. These cost
22 ms and 19 MiB, and no more than two run in a process at one moment; the rest wait, and past a few seconds are told.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import Argon2PasswordHasher

from redbridge.accounts.validators import LONGEST
from redbridge.kernel.errors import Busy

AT_ONCE = threading.BoundedSemaphore(2)
LONGEST_WAIT = 8.0
"""Seconds."""


@contextmanager
def a_turn() -> Iterator[None]:
    """Wait for one of the two places; raises Busy when none comes free."""
    if not AT_ONCE.acquire(timeout=LONGEST_WAIT):
        raise Busy(5)
    try:
        yield
    finally:
        AT_ONCE.release()


class CappedArgon2(Argon2PasswordHasher):
    """m = 19 MiB, t = 2, p = 1."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """What is longer than a password may be is a guess, hashed only for the time that takes; verify never knows it."""
        with a_turn():
            return super().encode(password[:LONGEST], salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this is the password; one that is too long takes as long to be wrong."""
        with a_turn():
            return super().verify(password[:LONGEST], encoded) and len(password) <= LONGEST
