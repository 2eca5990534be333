"""A process of its own that asks for the same text in many threads at once: `python -m tests.translation.asking N TEXT`.

The database, the engine and the rest stand in its environment. Prints what each was told.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")

import django

django.setup()

from redbridge.translation.actions import render  # noqa: E402 (Django first)
from tests.threads import at_once  # noqa: E402


def main(threads: int, text: str) -> None:
    """Wait for a line on standard input, then ask."""
    print("ready", flush=True)
    sys.stdin.readline()
    for made in at_once(*[lambda: render({"body": text}, "zh-Hans", "en", public=True)] * threads):
        print(made.texts["body"] if made else "-")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
