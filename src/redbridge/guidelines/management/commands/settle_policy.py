"""`redbridge settle_policy NUMBER adopted|changed|dropped --by HANDLE --why WORDS [--file FILE]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.guidelines import actions
from redbridge.guidelines.management.people import administrator, source_in
from redbridge.guidelines.models import Draft
from redbridge.kernel.errors import Refusal
from redbridge.policy.rules.packs import PackError


class Command(BaseCommand):
    help = "Settle a proposed change of the rules after its two weeks: adopted, changed (another file is adopted), or dropped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", type=int, help="of the draft, as its address says it")
        parser.add_argument("outcome", choices=[state for state in Draft.State.values if state != Draft.State.OPEN])
        parser.add_argument("--by", required=True, help="the administrator who settles it")
        parser.add_argument("--why", required=True, help="why, in any language; it is translated")
        parser.add_argument("--file", type=Path, help="what is adopted in place of the draft, for `changed`")

    def handle(self, *args: Any, **options: Any) -> None:
        by = administrator(options["by"])
        source = source_in(options["file"]) if options["file"] else ""
        try:
            actions.settle(options["number"], by, options["outcome"], options["why"].strip(), source)
        except PackError as wrong:
            where = options["file"] or f"draft {options['number']}"
            raise CommandError(f"{where}, line {wrong.line}: {wrong.reason}. Nothing has changed.") from wrong
        except Refusal as refused:
            raise CommandError(refused.message) from refused
        self.stdout.write(f"The draft is {options['outcome']}.")
