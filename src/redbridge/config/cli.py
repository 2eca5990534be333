"""`redbridge`: Django's manage by another name, our own commands first."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from redbridge import __version__
from redbridge.config.up import folders
from redbridge.config.up.words import CannotStart
from redbridge.kernel.errors import SettingError

OURS = {
    "up": "start the site: database, web, hub and worker",
    "web": "serve the pages alone",
    "hub": "serve live news alone",
    "worker": "do the jobs alone",
    "migrate": "bring the tables up to date",
    "demo": "fill the site with 60 people and their notes",
    "reindex": "make what search finds anew",
    "doctor": "look at everything the site needs and say how to mend it",
    "engines": "list the translation engines: well, fast, dear?",
    "backup": "keep database and pictures in one place, while the site runs",
    "restore": "make a site from a backup",
    "detect_language": "say which language each line of standard input is in",
    "check_policy": "say what the rules make of each line of standard input: redbridge check_policy [--pack FILE]",
    "evaluate_translation": "compare what engines say with what people wrote: redbridge evaluate_translation PAIRS.json",
    "verify_record": "say whether the public record is whole: redbridge verify_record [FILE] [--heads FILE]",
    "pull_engine": "bring models that translate on this machine: redbridge pull_engine en-zh",
    "appoint": "give a member a role: redbridge appoint HANDLE ROLE",
    "propose_policy": "open a change of the rules for members to speak about: redbridge propose_policy FILE --by HANDLE",
    "settle_policy": "settle such a change: redbridge settle_policy NUMBER adopted|changed|dropped --by HANDLE --why WORDS",
    "surge": "look at newcomers more closely for some hours: redbridge surge on|off [--hours N]",
    "report": "the report of a year, for machines: redbridge report --format dsa --year 2026",
    "delay_notice": "record a lawful order that delays telling a member who looked at their data",
    "record_order": "count an authority's order in public: redbridge record_order act|inform --country DE --category WORD …",
    "record_dispute": "count a dispute settled out of court in public: redbridge record_dispute OUTCOME --days N",
    "hash_picture": "write the lines by which a picture is known again: redbridge hash_picture RULE WORD FILE",
    "state_seals": "write the statements that are missing where something was sealed long ago",
    "suspend": "hide what a member made and let them only read: redbridge suspend HANDLE --rule RULE",
}
LIGHT = {
    "up": "redbridge.config.up.main", "hub": "redbridge.config.hub.serve", "backup": "redbridge.config.backup.take",
    "restore": "redbridge.config.backup.restore", "detect_language": "redbridge.config.tongue.detect",
    "pull_engine": "redbridge.config.pull", "verify_record": "redbridge.config.proof",
    "check_policy": "redbridge.config.check_policy",
}
"""Commands that do without Django's apps, and so cost little while they wait."""
WIDTH = 2 + max(map(len, OURS))
USAGE = "redbridge COMMAND [options]; `redbridge COMMAND --help` says more\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; what a person can mend is one sentence on standard error and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redbridge.config.settings")
    # Loading makes many objects and no rubbish: looking for it as often as by default is a tenth of a start.
    gc.set_threshold(50_000, 20, 20)
    # structlog loads rich where a developer has it: 6 MB and 0.15 s a process, for colours that we do not print.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["help"] and words[1:2] and words[1] in LIGHT:
        words = [words[1], "--help"]
    try:
        return _run(words)
    except (SettingError, CannotStart) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def _run(words: list[str]) -> int:
    if words in (["--version"], ["version"]):
        sys.stdout.write(f"Redbridge {__version__}\n")
        return 0
    if words and words[0] in LIGHT:
        return int(import_module(LIGHT[words[0]]).main(words[1:]))
    if words in ([], ["help"], ["--help"], ["-h"]):
        sys.stdout.write(_help())
        words = ["help"]
    return _manage(words)


def _manage(words: list[str]) -> int:
    follow_running()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["redbridge", *words])
    return 0


def follow_running() -> None:
    """Take the addresses of the site that runs on the data folder: a command in another shell means that one."""
    if os.environ.get("REDBRIDGE_DATABASE_URL"):
        return
    running = folders.running(Path(os.environ.get("REDBRIDGE_DATA") or "var"))
    for name in ("site_url", "hub_url"):
        if running.get(name):
            os.environ.setdefault(f"REDBRIDGE_{name.upper()}", running[name])


def _help() -> str:
    lines = [f"  {name:<{WIDTH}}{what}" for name, what in OURS.items()]
    return "\n".join([USAGE, "Redbridge:", *lines, "", "Django:", ""])


if __name__ == "__main__":
    sys.exit(main())
