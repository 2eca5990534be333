"""Signals and waiting. Signals are held back and taken one at a time, so none comes at a bad moment."""

import signal
import time
from collections.abc import Callable

STOPPING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
_HELD = {signal.SIGCHLD, *STOPPING}


class Stopped(Exception):
    """Somebody asked us to stop."""


def hold() -> None:
    """Hold signals back from now on; `rest` takes them."""
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        # nohup: the terminal may close and we go on.
        STOPPING.discard(signal.SIGHUP)
        _HELD.discard(signal.SIGHUP)
    signal.pthread_sigmask(signal.SIG_BLOCK, _HELD)


def rest(seconds: float) -> None:
    """Sleep until a child ends or the time is over; raises Stopped when asked to stop."""
    taken = signal.sigtimedwait(_HELD, max(seconds, 0.0))
    if taken and taken.si_signo in STOPPING:
        raise Stopped


def until(done: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Wait until `done`; False when the time was over first."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        rest(every)
    return True
