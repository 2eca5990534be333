"""`redbridge doctor`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Look at everything the site needs and say how to mend it. Ends with 1 when something is wrong."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        from redbridge.config.examine import everything

        ill = 0
        for found in everything():
            ill += not found.well
            self.stdout.write(f"{'ok  ' if found.well else 'mend'}  {found.part:<12} {found.words}")
        if ill:
            sys.exit(1)
