"""`redbridge worker`."""

import asyncio
import os
import sys
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser

NICE = 5
"""Jobs take what pages leave: in a storm of sign-ups their letters wait, not those who read."""


class Command(BaseCommand):
    help = "Do the jobs: pictures, translations, news."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at once (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        from django.conf import settings

        from redbridge.config import reach
        from redbridge.config.serve.fresh import again
        from redbridge.config.serve.work import DatabaseLost, work

        reach.media(settings.REDBRIDGE_MEDIA_URL)
        os.nice(NICE)
        try:
            if asyncio.run(work(options["concurrency"])):
                again()
        except DatabaseLost as error:
            # Whoever watches over us starts us again; the jobs are kept in the database.
            structlog.get_logger("redbridge.worker").error("worker.database_lost", reason=str(error))
            sys.exit(1)
