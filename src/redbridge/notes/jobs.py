"""What happens by the clock: scheduled notes are published, what was deleted long ago goes for good."""

from datetime import timedelta

import structlog
from django.utils import timezone

from redbridge.kernel.jobs import job
from redbridge.notes import actions, queries, rules
from redbridge.notes.models import Board, Comment, Composition, Note

log = structlog.get_logger("redbridge.notes")
BATCH = 100
UNDO_DRAFT = 24 * 60 * 60
"""Seconds in which a draft that was thrown away can be taken back."""


@job(queue="default", periodic="* * * * * */15")
def publish_due(timestamp: int) -> None:
    """Publish the scheduled notes whose time has come, each in a transaction of its own."""
    for id_ in queries.due_compositions(BATCH):
        try:
            actions.publish_scheduled(id_)
        except Exception:
            # One that cannot be published must not hold up the others; it is tried again at the next turn.
            log.exception("scheduled.failed", composition=id_)


@job(queue="default", periodic="41 3 * * *")
def purge(timestamp: int) -> None:
    """Delete for good what was deleted thirty days ago, and drafts that were thrown away yesterday."""
    old = timezone.now() - rules.RESTORABLE
    notes = Note.objects.filter(deleted__lt=old).order_by("pk").values_list("pk", flat=True)
    while ids := list(notes[:BATCH]):
        actions.purge_notes(ids)
    comments = Comment.objects.filter(deleted__lt=old).order_by("pk").values_list("pk", flat=True)
    while ids := list(comments[:BATCH]):
        actions.purge_comments(ids)
    boards = Board.objects.filter(deleted__lt=old).order_by("pk").values_list("pk", flat=True)
    while ids := list(boards[:BATCH]):
        actions.purge_boards(ids)
    thrown = timezone.now() - timedelta(seconds=UNDO_DRAFT)
    drafts = Composition.objects.filter(deleted__lt=thrown).order_by("pk").values_list("pk", flat=True)
    while ids := list(drafts[:BATCH]):
        actions.forget_drafts(ids)
