"""`redbridge demo`: fill the site once. `--sign-ins` only says how to come in; `--people --notes` load any size."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.demo import actions
from redbridge.demo.load import fill, people
from redbridge.demo.load.sizes import FOLLOWS_A_PERSON, Size

SIGN_INS = (("tudou_mama", "简体中文"), ("bodega_ray", "English"))


class Command(BaseCommand):
    help = "Fill the site with 60 people, their notes and what they answered; or say how to sign in as them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="Only print how to sign in.")
        parser.add_argument("--people", type=int, help="Load as many invented people instead, all or nothing.")
        parser.add_argument("--notes", type=int, help="As many notes, with likes, comments, topics, translations.")
        parser.add_argument("--follows", type=int, help=f"As many follows ({FOLLOWS_A_PERSON} a person).")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["people"] or options["notes"]:
            self.load(options["people"], options["notes"], options["follows"])
            return
        if not options["sign_ins"] and not actions.is_filled():
            self.stdout.write("Filling the demo")
            actions.fill(self.password(), self.say)
            self.say("  their pictures are drawn during the first half minute")
        if actions.is_filled():
            self.print_sign_ins()

    def load(self, many: int | None, notes: int | None, follows: int | None) -> None:
        """Any size by COPY; pages wait meanwhile."""
        if not many or not notes:
            raise CommandError("Name both --people and --notes.")
        size = Size(many, notes, many * FOLLOWS_A_PERSON if follows is None else follows)
        self.stdout.write(f"Loading {size.people} people and {size.notes} notes; pages wait meanwhile")
        fill.load(size, make_password(self.password()), self.say)
        for number, language in enumerate(("English", "简体中文")):
            self.stdout.write(f"  sign in as {people.handle(number)} ({language}), password {self.password()}")

    def say(self, words: str) -> None:
        """Print at once."""
        self.stdout.write(words)
        self.stdout.flush()

    def password(self) -> str:
        """One for all demo people, made here and kept in the data folder: a fixed one would open every demo there is."""
        path = Path(settings.REDBRIDGE_DATA) / "demo-password"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(9))
        return path.read_text()

    def print_sign_ins(self) -> None:
        """Two people to be, one for each side of the bridge."""
        for handle, language in SIGN_INS:
            self.stdout.write(f"  sign in as {handle} ({language}), password {self.password()}")
