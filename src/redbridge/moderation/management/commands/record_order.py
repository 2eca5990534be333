"""`redbridge record_order act|inform --country DE --category WORD --received MOMENT --told MOMENT [--acted …] --by HANDLE`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.kernel.errors import Refusal
from redbridge.moderation.management.asked import moment, person_id
from redbridge.moderation.outside.actions import record_order
from redbridge.moderation.outside.rules import ORDERS, TYPES, Order


class Command(BaseCommand):
    help = "Count an authority's order in the public record: to act against something, or to give information. It names nobody."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=list(ORDERS))
        parser.add_argument("--country", required=True, help="of the authority, two letters, such as DE")
        parser.add_argument("--category", required=True, choices=TYPES, metavar="CATEGORY", help=", ".join(TYPES))
        parser.add_argument("--received", required=True, help="when it came: 2026-11-02 or 2026-11-02T09:30, in UTC")
        parser.add_argument("--told", required=True, help="when the authority heard that it had come")
        parser.add_argument("--acted", default="", help="when it was given effect; leave it out where it was not")
        parser.add_argument("--by", required=True, help="the administrator who records it")

    def handle(self, *args: Any, **options: Any) -> None:
        acted = moment(options["acted"]) if options["acted"] else None
        order = Order(options["kind"], options["country"].upper(), options["category"], moment(options["received"]),
                      moment(options["told"]), acted)
        try:
            record_order(person_id(options["by"]), order)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write("Written down. It is in the public record within a minute.")
