"""The one door to what is private: whoever goes through says why, and the line is written before the thing is given."""

from dataclasses import dataclass

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from redbridge.accesslog import rules
from redbridge.accesslog.actions import look
from redbridge.accounts.staff import Staff
from redbridge.kernel.errors import Refusal
from redbridge.kernel.private import Fact, readers


@dataclass(frozen=True)
class Asked:
    """Who of the staff asks, why (rules.REASONS, or "words" with `words`), and under which case or order."""

    by: Staff
    why: str
    words: str = ""
    under: str = ""


@transaction.atomic
def see(kind: str, person_id: int, asked: Asked, subject_id: int | None = None) -> None:
    """Write the line of a look at what a page of the staff shows by itself afterwards: a case's own subject.

    Raises as `give`.
    """
    if kind not in rules.SEEN and not (kind in readers() and rules.may(asked.by.roles, kind)):
        raise Http404
    why = asked.words.strip() if asked.why == "words" else asked.why
    if not why or (asked.why not in rules.REASONS and asked.why != "words"):
        raise Refusal("why", _("Say why you look. The person will read it."))
    if kind in (*rules.OF_ONE, *rules.SEEN) and not asked.under:
        raise Refusal("under", _("Say under which case."))
    look(asked.by.person_id, asked.by.role, person_id, kind, why, asked.under, words=asked.words, subject_id=subject_id)


@transaction.atomic
def give(kind: str, person_id: int, asked: Asked, subject_id: int | None = None) -> list[Fact]:
    """What is private of one kind, with its line in the person's record in the same transaction: neither without the other.

    Raises Http404 for a kind that there is not or that this role may not see, Refusal for no reason.
    """
    reader = readers().get(kind)
    if reader is None:
        raise Http404
    see(kind, person_id, asked, subject_id)
    return reader(person_id, subject_id)


def kinds(by: Staff) -> list[str]:
    """What this member of the staff may ask for."""
    return [kind for kind in rules.KINDS if kind in readers() and rules.may(by.roles, kind)]
