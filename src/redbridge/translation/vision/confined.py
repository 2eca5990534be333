"""Lowers what this process may take and becomes the program it is given: `python -m … PROGRAM ARGUMENT…`."""

import contextlib
import ctypes
import os
import resource
import sys

MEMORY = 1024**3
SECONDS = 20
"""CPU."""
LIMITS = (
    (resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_CORE, 0), (resource.RLIMIT_NOFILE, 64),
)
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000


def confine() -> None:
    """Less memory, time and files, and no network. Where a system lacks one of these, the others hold."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).unshare(CLONE_NEWUSER | CLONE_NEWNET)
    for limit, most in LIMITS:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    with contextlib.suppress(OSError):
        os.nice(10)


if __name__ == "__main__":
    confine()
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 (a list of ours, no shell)
