"""`redbridge`: Django's manage by another name, our own commands first."""

import os
import sys
from collections.abc import Sequence

from redbridge import __version__
from redbridge.kernel.errors import SettingError

OURS = {
    "up": "start the site: database, web, hub and worker",
    "web": "serve the pages alone",
    "hub": "serve live news alone",
    "worker": "do the jobs alone",
    "migrate": "bring the tables up to date",
    "demo": "fill the site with 60 people and their notes",
    "doctor": "look at everything the site needs and say how to mend it",
    "appoint": "give a member a role: redbridge appoint HANDLE ROLE",
}
USAGE = "redbridge COMMAND [options]; `redbridge COMMAND --help` says more\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what a person can mend is one sentence on standard error and exit code 2."""
    from redbridge.config.up.words import CannotStart

    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return _run(words)
    except (SettingError, CannotStart) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _run(words: list[str]) -> int:
    if words in (["--version"], ["version"]):
        sys.stdout.write(f"Redbridge {__version__}\n")
        return 0
    if words == ["help", "up"]:
        words = ["up", "--help"]
    if words[:1] == ["up"]:
        # No Django here: the supervisor stays small.
        from redbridge.config.up.main import run

        return run(words[1:])
    if words in ([], ["help"], ["--help"], ["-h"]):
        sys.stdout.write(_help())
        words = ["help"]
    return _manage(words)


def _manage(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["redbridge", *words])
    return 0


def _help() -> str:
    lines = [f"  {name:<10}{what}" for name, what in OURS.items()]
    return "\n".join([USAGE, "Redbridge:", *lines, "", "Django:", ""])


if __name__ == "__main__":
    sys.exit(main())
