"""Which migrations the database lacks, told from file names: a probe must not load the whole history."""

from pathlib import Path

from django.apps import apps
from django.db import connection


def missing() -> list[str]:
    """The migrations of this code that are not applied, as `room.0001_name`; raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("select to_regclass('django_migrations') is not null")
        if cursor.fetchone() != (True,):
            return sorted(_known())
        cursor.execute("select app || '.' || name from django_migrations")
        return sorted(_known() - {row[0] for row in cursor.fetchall()})


def _known() -> set[str]:
    return {
        f"{app.label}.{path.stem}"
        for app in apps.get_app_configs()
        for path in Path(app.path, "migrations").glob("[0-9]*.py")
    }
