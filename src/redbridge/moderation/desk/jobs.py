"""Slow work of the desk."""

from redbridge.kernel.jobs import job
from redbridge.moderation.desk.actions import waves


@job(queue="default")
def run_wave(wave_id: int) -> None:
    """Decide the cases of a wave."""
    waves.run(wave_id)


@job(queue="default")
def undo_wave(wave_id: int) -> None:
    """Take a wave back."""
    waves.run_undo(wave_id)
