"""A child that dies with its parent: `kill -9` of a parent runs none of its code, so the kernel must do it."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child between fork and exec should load nothing.
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(parent: int = 0, with_signal: int = signal.SIGKILL) -> None:
    """Ask the kernel to send `with_signal` to this process when the thread that forked it ends.

    A change of user clears the wish, an exec keeps it. `parent` is the process id it should still have: where the
    parent went away before the wish was heard, this process ends here and now. Linux only; elsewhere a no-op.
    """
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(with_signal), 0, 0, 0)
    if parent and os.getppid() != parent:
        os._exit(1)
