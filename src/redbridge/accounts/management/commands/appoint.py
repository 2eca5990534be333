"""`redbridge appoint HANDLE ROLE [--language zh-Hans]`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.accounts import actions
from redbridge.accounts.models import Appointment, Person


class Command(BaseCommand):
    help = "Give a member a role: moderator, lead, administrator, or trusted (accepts what members suggest)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle")
        parser.add_argument("role", choices=list(Appointment.Role.values))
        parser.add_argument("--language", default="", help="The language a moderator reads, such as zh-Hans.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            person = Person.objects.get(handle=options["handle"].lower().lstrip("@"))
        except Person.DoesNotExist as error:
            raise CommandError(f"Nobody here is called {options['handle']}.") from error
        actions.appoint(person, Appointment.Role(options["role"]), options["language"])
        self.stdout.write(f"@{person.handle} is now {options['role']}.")
