"""What both commands ask for."""

from pathlib import Path

from django.core.management.base import CommandError

from redbridge.accounts.models import Person
from redbridge.accounts.staff import staff
from redbridge.guidelines.models import SOURCE_CEILING


def administrator(handle: str) -> int:
    """The id of an administrator; raises CommandError."""
    person = Person.objects.filter(handle=handle.lower().lstrip("@")).first()
    who = staff(person.pk) if person else None
    if who is None or "administrator" not in who.roles:
        raise CommandError(f"{handle} is no administrator here. `redbridge appoint {handle} administrator` makes one.")
    return who.person_id


def source_in(path: Path) -> str:
    """What a file holds; raises CommandError."""
    try:
        with path.open("rb") as file:
            raw = file.read(4 * SOURCE_CEILING + 1)
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}, line {raw[: error.start].count(10) + 1}: this is not UTF-8. Nothing has changed.") from error
