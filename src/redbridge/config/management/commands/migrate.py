"""`redbridge migrate`: Django's, with an end to waiting."""

from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connection


class Command(Migrate):
    """A change of tables that waits for a lock makes everybody who comes after it wait as well: it gives up instead."""

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '5s'")
        super().handle(*args, **options)
