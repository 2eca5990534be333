"""Translating what waits; and by the clock: scheduled notes are published, what was deleted long ago goes for good."""

import time
from contextlib import suppress
from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.exceptions import AlreadyEnqueued

from redbridge.kernel.jobs import job
from redbridge.notes import actions, queries, rules
from redbridge.notes.models import Board, Comment, Composition, Note

log = structlog.get_logger("redbridge.notes")
BATCH = 100
NAMED = 40
"""Topics at a time."""
UNDO_DRAFT = 24 * 60 * 60
"""Seconds in which a draft that was thrown away can be taken back."""


LONGEST = 20.0
"""Seconds after which one job leaves the rest of the list to the next."""
CROSSING = "cross_waiting"


def cross_soon() -> None:
    """Have the list of what waits worked off, unless a job for it waits already. One job for many rows is the point."""
    with connection.cursor() as cursor:
        cursor.execute("select 1 from procrastinate_jobs where queueing_lock = %s and status = 'todo'", [CROSSING])
        if cursor.fetchone():
            return
    with suppress(AlreadyEnqueued), transaction.atomic():
        cross_waiting.configure(queueing_lock=CROSSING).defer()


@job(queue="words")
def cross_waiting() -> None:
    """Translate what waits, the most wanted first, a batch at a time."""
    until = time.monotonic() + LONGEST
    while actions.cross():
        if time.monotonic() > until:
            cross_soon()
            return


@job(queue="words", periodic="* * * * * */20")
def cross_again(timestamp: int) -> None:
    """Come back to what waited for an engine that was down, or whose worker was killed."""
    if queries.is_any_due():
        cross_soon()


@job(queue="words", periodic="* * * * * 40")
def sweep_untranslated(timestamp: int) -> None:
    """Find what lacks a language of the site: an engine was down for long, or has only been configured now."""
    if actions.sweep():
        cross_soon()
    actions.sweep_around()


@job(queue="default", periodic="* * * * * */15")
def publish_due(timestamp: int) -> None:
    """Publish the scheduled notes whose time has come, each in a transaction of its own."""
    for id_ in queries.due_compositions(BATCH):
        try:
            actions.publish_scheduled(id_)
        except Exception:
            # One that cannot be published must not hold up the others; it is tried again at the next turn.
            log.exception("scheduled.failed", composition=id_)


@job(queue="words", periodic="*/5 * * * *")
def name_topics(timestamp: int) -> None:
    """Topics that people write about get their names in the site's languages; what is one thing becomes one topic."""
    for topic_id, language in actions.unnamed_topics(NAMED):
        actions.name_topic(topic_id, language)


@job(queue="default", periodic="41 3 * * *")
def purge(timestamp: int) -> None:
    """Delete for good what was deleted thirty days ago, and drafts that were thrown away yesterday.

    What moderation holds or removed stays: an appeal may bring it back.
    """
    old = timezone.now() - rules.RESTORABLE
    notes = Note.objects.filter(deleted__lt=old, standing="").order_by("pk").values_list("pk", flat=True)
    while ids := list(notes[:BATCH]):
        actions.purge_notes(ids)
    comments = Comment.objects.filter(deleted__lt=old, standing="").order_by("pk").values_list("pk", flat=True)
    while ids := list(comments[:BATCH]):
        actions.purge_comments(ids)
    boards = Board.objects.filter(deleted__lt=old).order_by("pk").values_list("pk", flat=True)
    while ids := list(boards[:BATCH]):
        actions.purge_boards(ids)
    thrown = timezone.now() - timedelta(seconds=UNDO_DRAFT)
    drafts = Composition.objects.filter(deleted__lt=thrown).order_by("pk").values_list("pk", flat=True)
    while ids := list(drafts[:BATCH]):
        actions.forget_drafts(ids)
