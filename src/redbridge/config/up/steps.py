"""The steps of a start: each says how long it took, and that it is still at it when it takes long."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from redbridge.config.up import watch
from redbridge.config.up.children import Process, how
from redbridge.config.up.words import CannotStart, say

LONG = 2.0
"""Seconds after which a person wants to know what is going on."""


@dataclass
class Step:
    """Something that is being done. `done_as` is said at its end, `doing` while it lasts."""

    doing: str
    done_as: str
    started: float = field(default_factory=time.monotonic)
    said: float = field(default_factory=time.monotonic)

    def tick(self) -> None:
        """Say that it is still at it, every two seconds and then ever more rarely."""
        now = time.monotonic()
        if now - self.said >= max(LONG, (now - self.started) / 3):
            self.said = now
            say(f"{self.doing} … {now - self.started:.0f} s")

    def done(self) -> None:
        """Say how long it took."""
        say(f"{self.done_as} ({time.monotonic() - self.started:.1f} s)")


def wait(step: Step, done: Callable[[], bool], seconds: float, why: Callable[[], str]) -> None:
    """Wait until `done`, telling; raises CannotStart with `why` when it takes longer than `seconds`."""

    def look() -> bool:
        step.tick()
        return done()

    if not watch.until(look, seconds):
        raise CannotStart(why())
    step.done()


def finish(tasks: dict[str, tuple[Step, Process]], tend: Callable[[], None]) -> None:
    """Wait for processes that each do one thing and end; raises CannotStart when one fails."""
    open_ = dict(tasks)
    while open_:
        for name, (step, process) in list(open_.items()):
            step.tick()
            if process.poll() is not None:
                _end(name, step, process.returncode)
                del open_[name]
        tend()
        if open_:
            watch.rest(0.1)


def _end(name: str, step: Step, code: int) -> None:
    if code:
        raise CannotStart(f"`redbridge {name}` failed ({how(code)}); what it said is above.")
    step.done()
