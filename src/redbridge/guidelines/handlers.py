"""What the room does when there is news, and what it gives when others ask."""

from collections.abc import Iterator
from typing import Any

from redbridge.guidelines import actions
from redbridge.guidelines.models import Remark
from redbridge.kernel.events import subscribe
from redbridge.kernel.takeaway import chapter


@subscribe("remark.made", queue="words")
def translate_remark(remark_id: int) -> None:
    """A remark for those who read other languages."""
    actions.translate_remark(remark_id)


@subscribe("draft.opened", "draft.settled", queue="words")
def translate_draft(draft_id: int, at: int) -> None:
    """Why a change is proposed, and why it was settled so."""
    actions.translate_draft(draft_id)


@chapter("remarks")
def remarks_made(person_id: int) -> Iterator[dict[str, Any]]:
    """What a person said of drafts, in their own words."""
    made = Remark.objects.filter(author_id=person_id, deleted=None).order_by("pk")
    for row in made.values("draft_id", "body", "language", "at").iterator(100):
        yield dict(row)
