"""`redbridge suspend HANDLE --rule RULE [--until 2027-01-31] [--words WORDS] [--lift]`."""

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.kernel.errors import Refusal
from redbridge.moderation.decisions import host
from redbridge.policy import site


class Command(BaseCommand):
    help = "Suspend a member: what they made is hidden, and they read without writing. With --lift: bring them back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("handle")
        parser.add_argument("--rule", default="", help="The rule it is decided under; without it the rules are listed.")
        parser.add_argument("--until", default="", help="The day on which it ends by itself, such as 2027-01-31.")
        parser.add_argument("--words", default="", help="What the member reads beside the rule, in any language.")
        parser.add_argument("--lift", action="store_true", help="End the suspension.")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(handle=options["handle"].lower().lstrip("@")).first()
        if person is None:
            raise CommandError(f"Nobody here is called {options['handle']}.")
        try:
            if options["lift"]:
                host.lift(person.pk, options["words"])
            else:
                host.suspend(person.pk, self._rule(options["rule"]), options["words"], self._until(options["until"]))
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        person.refresh_from_db()
        self.stdout.write(f"@{person.handle} is {person.state}.")

    def _rule(self, asked: str) -> str:
        if site.rule(asked) is None:
            known = "\n".join(f"  {rule.id:24} {rule.title['en']}" for rule in site.rules())
            raise CommandError(f"Say which rule was broken, since the member reads it: --rule and one of\n{known}")
        return asked

    def _until(self, asked: str) -> datetime | None:
        try:
            return timezone.make_aware(datetime.fromisoformat(asked)) if asked else None
        except ValueError as error:
            raise CommandError(f"{asked} is no day. Say one such as 2027-01-31.") from error
