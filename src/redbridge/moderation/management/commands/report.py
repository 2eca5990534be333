"""`redbridge report [--format dsa|record] [--year N]`."""

import json
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from redbridge.moderation import yearly
from redbridge.record import report

FORMATS = {"dsa": yearly.of_year, "record": report.of_year}


class Command(BaseCommand):
    help = ("The report of a year as JSON: dsa in the words of the EU's Digital Services Act, record as /transparency/YEAR.json "
            "has it.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=list(FORMATS), default="dsa")
        parser.add_argument("--year", type=int, default=datetime.now(UTC).year, choices=range(2025, 2200), metavar="YEAR")

    def handle(self, *args: Any, **options: Any) -> None:
        made = FORMATS[options["format"]](options["year"], settings.REDBRIDGE_SITE_URL)
        self.stdout.write(json.dumps(made, ensure_ascii=False, indent=1))
