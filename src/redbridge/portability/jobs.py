"""Packing, and what ends by itself. Every job can run twice and end the same."""

import time
from collections.abc import Callable

from django.utils import timezone, translation

from redbridge.accounts.models import Person
from redbridge.kernel.jobs import job
from redbridge.media.storage import storage
from redbridge.portability import actions, archive
from redbridge.portability.models import Export

TOLD_EVERY = 1.0
"""Seconds between two words on how far it is."""


@job(queue="default", priority=-5)
def make_export(export_id: int) -> None:
    """Pack one archive, straight into the site's storage."""
    export = Export.objects.select_related("person").filter(pk=export_id, state=Export.State.WAITING).first()
    if export is None:
        return
    export.total = archive.pieces(export.person_id)
    with translation.override(export.language.lower()):
        storage().save(export.key, archive.pack(export.person, _progress(export)), "application/zip")
    actions.finish(export)


def _progress(export: Export) -> Callable[[int], None]:
    """Keeps count, and writes it down now and then."""
    told = 0.0

    def tick(pieces: int) -> None:
        nonlocal told
        export.done += pieces
        if time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            Export.objects.filter(pk=export.pk).update(done=min(export.done, export.total), total=export.total)

    return tick


@job(periodic="41 * * * *")
def sweep_exports(timestamp: int) -> None:
    """Erase archives that were there for a week."""
    actions.sweep()


@job(periodic="17 * * * *")
def end_accounts(timestamp: int) -> None:
    """Begin the end of those whose days to come back are over, and go on with ends that were broken off."""
    for person_id in Person.objects.filter(leaving__lte=timezone.now()).values_list("pk", flat=True):
        erase_person.defer(person_id=person_id)


@job(queue="default", priority=-5, lock="erase")
def erase_person(person_id: int) -> None:
    """Erase one account for good."""
    actions.erase(person_id)
