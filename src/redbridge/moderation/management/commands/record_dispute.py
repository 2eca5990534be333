"""`redbridge record_dispute upheld|reversed|partly|ended --days N [--rule RULE] [--language CODE] [--implemented] --by NAME`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.kernel.errors import Refusal
from redbridge.moderation.management.asked import person_id
from redbridge.moderation.outside.actions import record_dispute
from redbridge.moderation.outside.rules import OUTCOMES, Dispute


class Command(BaseCommand):
    help = "Count a dispute that a body out of court settled in the public record. It names nobody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("outcome", choices=list(OUTCOMES))
        parser.add_argument("--days", required=True, type=int, help="from the complaint to its end")
        parser.add_argument("--rule", default="", help="of the decision in dispute")
        parser.add_argument("--language", default="", help="of the words concerned")
        parser.add_argument("--implemented", action="store_true", help="you did as the body said")
        parser.add_argument("--by", required=True, help="the administrator who records it")

    def handle(self, *args: Any, **options: Any) -> None:
        said = Dispute(options["outcome"], options["days"], options["rule"], options["language"], options["implemented"])
        try:
            record_dispute(person_id(options["by"]), said)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write("Written down. It is in the public record within a minute.")
