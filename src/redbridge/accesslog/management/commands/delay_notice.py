"""`redbridge delay_notice HANDLE --order REFERENCE --days N --by ADMINISTRATOR`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.accesslog.actions import delay
from redbridge.accesslog.rules import DELAY_LONGEST
from redbridge.accounts.models import Person
from redbridge.kernel.errors import Refusal


class Command(BaseCommand):
    help = ("Record a lawful order: looks at a member's data under it are told to them when it ends, and each is counted in the "
            "public record.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle")
        parser.add_argument("--order", required=True, help="its reference, as it stands on the paper; looks name it")
        parser.add_argument("--days", required=True, type=int, help=f"1 to {DELAY_LONGEST}")
        parser.add_argument("--by", required=True, help="the administrator who records it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            until = delay(_id(options["by"]), _id(options["handle"]), options["order"], options["days"])
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Looks under {options['order']} are told to @{options['handle'].lstrip('@')} on {until:%Y-%m-%d}.")


def _id(handle: str) -> int:
    found = Person.objects.filter(handle=handle.lower().lstrip("@")).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"Nobody here is called {handle}.")
    return found
