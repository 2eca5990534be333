"""What the supervisor says to the person at the terminal."""

import sys


class CannotStart(Exception):
    """One sentence that says why nothing starts and how to mend it."""


def say(line: str) -> None:
    """One line, at once: the reader may be a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
