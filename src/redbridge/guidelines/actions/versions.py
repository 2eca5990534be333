"""What came into force is kept, however it came."""

from django.db import connection, transaction

from redbridge.guidelines import files, queries
from redbridge.guidelines.models import Version
from redbridge.kernel import audit

_ALONE = "select pg_advisory_xact_lock(hashtext('guidelines versions'))"


@transaction.atomic
def keep_versions() -> int:
    """A row for each pack that is another than the last one kept of it, and for each that left; how many."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
    now, kept = {one.pack.name: one for one in files.in_force()}, queries.latest_versions()
    made = [Version(pack=name, number=one.pack.version, digest=one.digest, source=one.source)
            for name, one in now.items() if name not in kept or kept[name].digest != one.digest]
    made += [Version(pack=name, number=old.number, digest="") for name, old in kept.items() if name not in now and old.digest]
    for version in made:
        version.save()
        audit.record(None, "version", "pack", version.pk)
    return len(made)
