"""`redbridge reindex`: make what search finds anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from redbridge.search import actions


class Command(BaseCommand):
    help = "Index the notes, people and topics that search does not know yet. Stopped, it goes on where it was."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--everything", action="store_true", help="Begin from nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        actions.reindex(self.stdout.write, everything=options["everything"])
