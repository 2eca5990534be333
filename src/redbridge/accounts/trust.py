"""Whom the house trusts with other people's words: those it appointed, and those whose suggestions were accepted."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest

from redbridge.accounts import rules
from redbridge.accounts.models import Person

_STANDING = """
select coalesce(bool_or(a.role is not null), false)
         or (p.accepted >= %(accepted)s and p.code_accepted <= now() - %(days)s::interval),
       coalesce(bool_or(a.role <> 'trusted'), false)
from accounts_person p left join accounts_appointment a on a.person_id = p.id
where p.id = %(person)s and p.state = 'active' group by p.id
"""


@dataclass(frozen=True)
class Standing:
    """`trusted`: their yes counts; `staff`: appointed to decide, as moderator, lead or administrator."""

    trusted: bool = False
    staff: bool = False


def standing(person_id: int | None) -> Standing:
    """What somebody may do now; nothing for nobody, nor for one who is suspended or leaving."""
    values = {"person": person_id, "accepted": rules.TRUSTED_ACCEPTED, "days": f"{rules.TRUSTED_DAYS} days"}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, values)
        row = cursor.fetchone() if person_id else None
    return Standing(*row) if row else Standing()


def is_trusted(person_id: int | None) -> bool:
    """Whether somebody's yes or no counts for words that are not their own."""
    return standing(person_id).trusted


def count_accepted(person_id: int, by: int) -> None:
    """One suggestion of theirs more was accepted, or one that was is undone (-1). In the caller's transaction."""
    Person.objects.filter(pk=person_id).update(accepted=Greatest(F("accepted") + by, 0))
