"""`redbridge appoint HANDLE ROLE [--language zh-Hans] [--end]`, `redbridge appoint --list`."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from redbridge.accounts import actions
from redbridge.accounts.models import Appointment, Person
from redbridge.accounts.staff import name_of, staff
from redbridge.kernel.languages import NAMES


class Command(BaseCommand):
    help = "Give a member a role: moderator, lead, administrator, or trusted (accepts what members suggest)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle", nargs="?", default="")
        parser.add_argument("role", nargs="?", choices=list(Appointment.Role.values))
        parser.add_argument("--language", default="", help="The language a moderator reads, such as zh-Hans.")
        parser.add_argument("--end", action="store_true", help="Take the role back.")
        parser.add_argument("--list", action="store_true", help="Who holds which role.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self._list()
        if not options["role"]:
            raise CommandError("Say whom and to what: redbridge appoint HANDLE ROLE")
        try:
            person = Person.objects.get(handle=options["handle"].lower().lstrip("@"))
        except Person.DoesNotExist as error:
            raise CommandError(f"Nobody here is called {options['handle']}.") from error
        role = Appointment.Role(options["role"])
        return self._end(person, role, options["language"]) if options["end"] else self._give(person, role, options["language"])

    def _give(self, person: Person, role: Appointment.Role, language: str) -> None:
        if language and language not in NAMES:
            raise CommandError(f"{language} is no language here. Write it as a tag, such as zh-Hans: {', '.join(NAMES)}.")
        if person.state != Person.State.ACTIVE:
            raise CommandError(f"@{person.handle} is {person.state} and can look after nothing now.")
        actions.appoint(person, role, language)
        self.stdout.write(f"@{person.handle} is now {role}{_as(person)}.")
        who = staff(person.pk)
        if who and not who.factors:
            self.stdout.write("The desk opens for them once they have a passkey or an authenticator app: "
                              f"{settings.REDBRIDGE_SITE_URL}/settings/security")

    def _end(self, person: Person, role: Appointment.Role, language: str) -> None:
        if not actions.end_appointment(person, role, language):
            raise CommandError(f"@{person.handle} is no {role}.")
        self.stdout.write(f"@{person.handle} is no longer {role}.")

    def _list(self) -> None:
        for held in Appointment.objects.select_related("person").order_by("role", "person__handle", "language"):
            self.stdout.write(f"{held.role:14} @{held.person.handle}{_as(held.person)} {held.language}".rstrip())


def _as(person: Person) -> str:
    name = name_of(person.pk)
    return f", {name} to members" if name else ""
