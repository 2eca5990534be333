"""`redbridge surge [on|off] [--hours N]`."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from redbridge.accounts import actions, rules, surge


def hours(typed: str) -> int:
    """A whole number of hours that a surge may last."""
    if not typed.isdecimal() or not 1 <= int(typed) <= rules.SURGE_HOURS_MOST:
        raise ArgumentTypeError(f"should be a whole number of hours from 1 to {rules.SURGE_HOURS_MOST}")
    return int(typed)


class Command(BaseCommand):
    help = "Look at newcomers more closely for some hours, since very many sign up at once. Without a word: say whether it is on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("switch", nargs="?", choices=("on", "off"))
        parser.add_argument("--hours", type=hours, default=rules.SURGE_HOURS, help=f"how long ({rules.SURGE_HOURS})")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["switch"] == "on":
            actions.begin_surge(hours=options["hours"])
        elif options["switch"] == "off":
            actions.end_surge()
        surge.lately.forget()
        now = surge.surge()
        self.stdout.write(f"Surge mode is on until {now.until:%Y-%m-%d %H:%M} UTC." if now else "Surge mode is off.")
