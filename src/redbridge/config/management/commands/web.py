"""`redbridge web`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from redbridge.config.serve.listening import add_address, open_socket


class Command(BaseCommand):
    help = "Serve the pages."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser, 8000)
        parser.add_argument("--workers", type=int, default=2, help="processes (2)")
        parser.add_argument("--threads", type=int, default=4, help="requests at work at once in each process (4)")

    def handle(self, *args: Any, **options: Any) -> None:
        from django.conf import settings

        from redbridge.config import reach
        from redbridge.config.serve.pages import serve

        reach.media(settings.REDBRIDGE_MEDIA_URL)
        serve(open_socket(options), options["workers"], options["threads"])
