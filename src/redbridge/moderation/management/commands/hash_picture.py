"""`redbridge hash_picture RULE WORD FILE…`: lines for a bank of pictures that the site looks for."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from redbridge.moderation.pictures import hashing, rules
from redbridge.policy import site


class Command(BaseCommand):
    """Writes lines; a picture is not kept, and nothing else of it either."""

    help = "Write the lines by which pictures are found again, for a file in REDBRIDGE_POLICY_FOLDER/pictures."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rule", help="the id of the rule they break, like scams")
        parser.add_argument("word", help="what you call them, for the desk")
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        if site.rule(options["rule"]) is None:
            raise CommandError(f"This site has no rule {options['rule']!r}. `redbridge check_policy` reads its pack.")
        for path in options["files"]:
            for bits in self._hashes(path):
                self.stdout.write(f"{rules.written(bits)} {options['rule']} {options['word'][: rules.WORD_LONGEST]}")

    def _hashes(self, path: Path) -> list[int]:
        try:
            with path.open("rb") as file:
                found = hashing.hashes_of(file)
        except (OSError, ValueError) as error:
            raise CommandError(f"{path} is no picture that can be opened: {error}") from error
        if rules.is_plain(found[0]):
            raise CommandError(f"{path} is too plain: thousands of pictures look like it.")
        return [bits for bits in found if not rules.is_plain(bits)]
