"""`redbridge suspend HANDLE [--lift]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.accounts import actions
from redbridge.accounts.models import Person


class Command(BaseCommand):
    help = "Suspend a member: what they made is hidden, and they read without writing. With --lift: bring them back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle")
        parser.add_argument("--lift", action="store_true", help="End the suspension.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(handle=options["handle"].lower().lstrip("@")).first()
        if person is None:
            raise CommandError(f"Nobody here is called {options['handle']}.")
        if options["lift"]:
            actions.reinstate(person.pk)
        else:
            actions.suspend(person.pk)
        person.refresh_from_db()
        self.stdout.write(f"@{person.handle} is {person.state}.")
