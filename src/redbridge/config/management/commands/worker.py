"""`redbridge worker`."""

import asyncio
import sys
from typing import Any

import structlog
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Do the jobs: pictures, translations, news."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at once (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        import psycopg
        from procrastinate.exceptions import ProcrastinateException
        from psycopg_pool import PoolTimeout

        from redbridge.config.serve.work import work

        try:
            asyncio.run(work(options["concurrency"]))
        except (ProcrastinateException, psycopg.Error, PoolTimeout) as error:
            # The database went away. Whoever watches over us starts us again; jobs are kept there.
            structlog.get_logger("redbridge.worker").error("worker.database_lost", reason=str(error))
            sys.exit(1)
