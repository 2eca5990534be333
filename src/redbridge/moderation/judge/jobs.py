"""Asking the judge is slow, so it is a job of its own beside those of the translation engines."""

from django.conf import settings

from redbridge.kernel.jobs import job
from redbridge.moderation.judge import actions


@job(queue="words", priority=-5)
def ask_judge(kind: str, subject_id: int) -> None:
    """Have the judge look at a note or comment."""
    if settings.REDBRIDGE_JUDGE_URL:
        actions.consider(kind, subject_id)


def ask_soon(kind: str, subject_id: int) -> None:
    """Have it asked, where the host named a judge."""
    if settings.REDBRIDGE_JUDGE_URL:
        ask_judge.configure().defer(kind=kind, subject_id=subject_id)
