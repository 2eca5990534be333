"""Slow work of the desk, and what it does by the clock."""

from django.db.models import Q
from django.utils import timezone

from redbridge.kernel.jobs import job
from redbridge.moderation.desk.actions import lifting, stating, waves
from redbridge.moderation.desk.models import Sealing
from redbridge.moderation.rules import EVIDENCE


@job(queue="default")
def run_wave(wave_id: int) -> None:
    """Decide the cases of a wave."""
    waves.run(wave_id)


@job(queue="default")
def undo_wave(wave_id: int) -> None:
    """Take a wave back."""
    waves.run_undo(wave_id)


@job(queue="default", periodic="41 3 * * *")
def look_after_seals(timestamp: int) -> None:
    """Whoever was sealed without a statement gets theirs; evidence whose year is over is kept no more."""
    stating.state_all()
    since = timezone.now() - EVIDENCE
    old = Sealing.objects.select_related("case").filter(case__sealed=True, at__lt=since)
    for sealing in old.filter(Q(reported=None) | Q(reported__lt=since)).iterator(100):
        lifting.let_go(sealing.case)
