"""`redbridge state_seals`."""

from typing import Any

from django.core.management.base import BaseCommand

from redbridge.moderation.desk.actions.stating import state_all


class Command(BaseCommand):
    help = ("Write the statement of reasons that is missing where something was sealed before sealing wrote one, and keep what "
            "is evidence. It runs each night by itself; run again it does nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Statements written: {state_all()}")
