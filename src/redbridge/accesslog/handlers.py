"""What this room gives when others ask."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice
from typing import Any

from redbridge.accesslog.queries import NEWEST, looks
from redbridge.kernel.private import Fact, private
from redbridge.kernel.takeaway import chapter, chapters

CHUNK = 200
SHOWN = 200
"""Items of a list that staff is given."""


@private("export")
def lists_of_the_archive(person_id: int, _one: int | None) -> list[Fact]:
    """What every room keeps of somebody, as their own archive lists it."""
    return [Fact(name, "\n".join(json.dumps(item, ensure_ascii=False, default=str) for item in islice(made(person_id), SHOWN)))
            for name, made in chapters().items()]


@chapter("looks")
def looks_at_me(person_id: int) -> Iterator[dict[str, Any]]:
    """Who of the staff looked at what, and why."""
    before = NEWEST
    while found := looks(person_id, before, CHUNK):
        for one in found:
            yield {name: value for name, value in asdict(one).items() if name != "id"}
        before = found[-1].id
