"""`redbridge propose_policy FILE --by HANDLE [--why WORDS]`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.guidelines import actions
from redbridge.guidelines.management.people import administrator, source_in
from redbridge.kernel.errors import Refusal
from redbridge.policy.rules.packs import PackError


class Command(BaseCommand):
    help = "Propose a change of a pack of rules: a page where members speak about it for two weeks, and all are told."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the pack as it would be, with a higher version")
        parser.add_argument("--by", required=True, help="the administrator who proposes it")
        parser.add_argument("--why", default="", help="why, in any language; it is translated")

    def handle(self, *args: Any, **options: Any) -> None:
        by, source = administrator(options["by"]), source_in(options["file"])
        try:
            number = actions.propose(by, source, options["why"].strip())
        except PackError as wrong:
            raise CommandError(f"{options['file']}, line {wrong.line}: {wrong.reason}. Nothing has changed.") from wrong
        except Refusal as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"{settings.REDBRIDGE_SITE_URL}/guidelines/drafts/{number}")
