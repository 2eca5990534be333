"""`redbridge engines`: what is configured, how it does, how fast it is and what it costs."""

import json
import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from redbridge.translation.engines.report import Line

FEW = 8


class Command(BaseCommand):
    help = "List the translation engines: asked now, how fast, what they cost. Ends with 1 when one does not answer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="a list of objects, for machines")

    def handle(self, *args: Any, **options: Any) -> None:
        from redbridge.translation.engines.report import report

        lines = report()
        if options["json"]:
            self.stdout.write(json.dumps([line.as_json() for line in lines], ensure_ascii=False, indent=1))
        else:
            for number, line in enumerate(lines, start=1):
                self.stdout.write("\n".join(_told(number, line)))
        if not all(line.look.well for line in lines):
            sys.exit(1)


def _told(number: int, line: Line) -> Iterator[str]:
    address, look = line.address, line.look
    state = f"well, {look.milliseconds} ms now" if look.well else look.words
    yield f"{number}. {look.name}: {state}"
    yield f"   {address.key}, {'local' if address.local else 'not local: public text only'}"
    yield f"   pairs: {_pairs(line)}"
    yield f"   {_money(line)}"
    if line.speed:
        each, thousand = line.speed
        spent = line.spent
        yield (f"   {each} ms a request, {thousand} ms for 1,000 characters; {spent.requests:,} requests this month, "
               f"{spent.failures:,} failed")  # fmt: skip


def _pairs(line: Line) -> str:
    has = ", ".join(line.look.pairs[:FEW]) + (f" and {len(line.look.pairs) - FEW} more" if len(line.look.pairs) > FEW else "")
    only = ", ".join(f"{a}>{b}" for a, b in line.address.pairs)
    return (has or "whatever it is asked for") + (f"; asked only for {only}" if only else "")


def _money(line: Line) -> str:
    spent, budget = line.spent, line.address.budget
    today = f"today {spent.today:,} characters" + (f" of {budget:,}, {line.left:,} left" if budget is not None else "")
    month = f"this month {spent.month:,}"
    if not line.address.price:
        return f"{today}; {month}"
    return f"{today}, {line.cost(spent.today):.2f}; {month}, {line.cost(spent.month):.2f}"
