"""`redbridge hub`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from redbridge.config.serve.listening import add_address, open_socket


class Command(BaseCommand):
    help = "Serve live news to everybody who has a page open."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_address(parser, 8001)

    def handle(self, *args: Any, **options: Any) -> None:
        from redbridge.config.hub.serve import serve

        serve(open_socket(options))
