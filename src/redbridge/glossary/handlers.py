"""What the glossary holds of a person."""

from collections.abc import Iterator
from typing import Any

from redbridge.kernel.takeaway import chapter
from redbridge.translation.models import Term


@chapter("terms")
def takeaway(person_id: int) -> Iterator[dict[str, Any]]:
    """What somebody would say of terms, and what came of it."""
    for row in Term.objects.filter(proposer_id=person_id).order_by("pk").iterator():
        yield {name: getattr(row, name) for name in ("language", "entry", "state", "reason", "proposed", "decided")}
