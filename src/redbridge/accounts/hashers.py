"""Argon2 as OWASP's Password Storage Cheat Sheet gives it for small servers, with a cap on how many run at once.

Django's own numbers cost 215 ms and 100 MiB each: forty sign-ups in a second would take the machine. These cost
22 ms and 19 MiB, and no more than two run in a process at one moment; the rest wait, and past a few seconds are told.
They run in threads of their own, which give way to those that serve pages.
"""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from django.contrib.auth.hashers import Argon2PasswordHasher

from redbridge.accounts.validators import LONGEST
from redbridge.kernel.errors import Busy

AT_ONCE = 2
LONGEST_WAIT = 8.0
"""Seconds."""
NICE = 10
"""Whoever reads a page at this moment goes first."""
T = TypeVar("T")


def _give_way() -> None:
    # On Linux each thread has a niceness of its own.
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


THREADS = ThreadPoolExecutor(AT_ONCE, "hash", _give_way)
"""Started at the first use, so in the process that has been forked."""


def in_turn(work: Callable[[], T]) -> T:
    """Do the work in one of the two threads; raises Busy when none comes free in time."""
    waiting = THREADS.submit(work)
    try:
        return waiting.result(LONGEST_WAIT)
    except TimeoutError:
        waiting.cancel()
        raise Busy(5) from None


class CappedArgon2(Argon2PasswordHasher):
    """m = 19 MiB, t = 2, p = 1."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """What is longer than a password may be is a guess, hashed only for the time that takes; verify never knows it."""
        return in_turn(partial(super().encode, password[:LONGEST], salt))

    def verify(self, password: str, encoded: str) -> bool:
        """Whether this is the password; one that is too long takes as long to be wrong."""
        return in_turn(partial(super().verify, password[:LONGEST], encoded)) and len(password) <= LONGEST
