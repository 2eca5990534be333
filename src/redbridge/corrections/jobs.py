"""Slow work of corrections: the rows past the first chunk; what has vanished."""

from django.db import transaction

from redbridge.corrections import actions
from redbridge.corrections.models import Suggestion
from redbridge.kernel.jobs import job


@job(queue="default")
def spread_further(suggestion_id: int, number: int, after: int) -> None:
    """Put an accepted suggestion on the rows after `after` of one place, unless it was undone meanwhile."""
    last: int | None = after
    while last is not None:
        with transaction.atomic():
            # Held, so that an undo comes before this chunk or after it, and finds its rows.
            spread = Suggestion.objects.select_for_update(no_key=True).filter(pk=suggestion_id, spread=True).first()
            last = actions.spread_on(spread, number, last) if spread else None


@job(queue="default")
def take_back_further(suggestion_id: int, after: int) -> None:
    """Give the rows after the first chunk what they said before."""
    found = Suggestion.objects.filter(pk=suggestion_id, state="undone").first()
    last: int | None = after if found else None
    while found and last is not None:
        last = actions.take_back_on(found, last)


@job(queue="words")
def try_another(kind: str, subject_id: int, target: str, author_id: int) -> None:
    """Have another engine translate what readers call wrong."""
    actions.try_another(kind, subject_id, target, author_id)


@job(queue="default", periodic="49 3 * * *")
def sweep(timestamp: int) -> None:
    """Let go of what was deleted for good, minutes after it was."""
    actions.forget_vanished()
