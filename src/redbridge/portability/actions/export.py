"""An archive: asked for, ready, gone."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from redbridge.kernel import audit, events
from redbridge.media.storage import export_key, storage
from redbridge.portability.letters import write
from redbridge.portability.models import Export
from redbridge.portability.rules import KEPT_DAYS, PATIENCE_HOURS

MAKE = "portability.jobs.make_export"
State = Export.State


@transaction.atomic
def ask(person_id: int, language: str) -> bool:
    """Begin an archive whose pages are in `language`; False while another of theirs is under way."""
    late = timezone.now() - timedelta(hours=PATIENCE_HOURS)
    Export.objects.filter(person_id=person_id, state=State.WAITING, asked__lt=late).update(state=State.FAILED)
    try:
        with transaction.atomic():
            # The key is on the row before there is a file: whatever dies, the file can be found and erased.
            made = Export.objects.create(person_id=person_id, key=export_key(), language=language)
    except IntegrityError:
        return False
    audit.record(person_id, "ask", "export", made.pk)
    app.configure_task(MAKE, queue="default", priority=-5, task_kwargs={"export_id": made.pk}).defer()
    return True


@transaction.atomic
def finish(export: Export) -> None:
    """The file is there: say so, by a notice and a mail. Twice is once."""
    until = timezone.now() + timedelta(days=KEPT_DAYS)
    waiting = Export.objects.filter(pk=export.pk, state=State.WAITING)
    if waiting.update(state=State.READY, until=until, size=storage().size(export.key), done=export.total):
        write(export.person, "ready", until=until)
        events.emit("export.ready", person_id=export.person_id, export_id=export.pk)


def forget(person_id: int) -> None:
    """Erase all archives of a person, files first: a crash between the two loses track of none."""
    for export in Export.objects.filter(person_id=person_id):
        storage().delete(export.key)
    Export.objects.filter(person_id=person_id).delete()


def sweep() -> None:
    """Erase what was there to be fetched for long enough, and what nobody finished."""
    now = timezone.now()
    late = Export.objects.filter(state=State.WAITING, asked__lt=now - timedelta(hours=PATIENCE_HOURS))
    for over in (Export.objects.filter(state=State.READY, until__lt=now), late):
        for export in over:
            storage().delete(export.key)
            Export.objects.filter(pk=export.pk).update(state=State.GONE)
