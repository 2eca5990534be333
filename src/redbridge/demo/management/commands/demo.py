"""`redbridge demo`: fill the site once. `--sign-ins` only says how to come in."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from redbridge.demo import actions

SIGN_INS = (("tudou_mama", "简体中文"), ("bodega_ray", "English"))


class Command(BaseCommand):
    help = "Fill the site with 60 people, their notes and what they answered; or say how to sign in as them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="Only print how to sign in.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["sign_ins"] and not actions.is_filled():
            self.stdout.write("Filling the demo")
            actions.fill(self.password(), self.say)
        if actions.is_filled():
            self.print_sign_ins()

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
