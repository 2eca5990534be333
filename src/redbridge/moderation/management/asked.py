"""What a host types: people by handle, moments."""

from datetime import UTC, datetime

from django.core.management.base import CommandError

from redbridge.accounts.models import Person


def person_id(handle: str) -> int:
    """Whose handle it is."""
    found = Person.objects.filter(handle=handle.lower().lstrip("@")).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"Nobody here is called {handle}.")
    return found


def moment(said: str) -> datetime:
    """A day or a moment, in UTC where it does not say."""
    try:
        found = datetime.fromisoformat(said)
    except ValueError as error:
        raise CommandError(f"{said} is no moment. Write 2026-11-02 or 2026-11-02T09:30.") from error
    return found.replace(tzinfo=found.tzinfo or UTC)
