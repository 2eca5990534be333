"""Cases and decisions for tests: made by the verbs that make real ones."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from redbridge.accounts.models import Appointment, Person
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Decision
from redbridge.policy import site
from tests.cast import arrive, hold

BY_MACHINE = ("hold", "refuse")
"""What only machines do."""


def rule() -> str:
    """Some rule of the site's."""
    return site.rules()[1].id


def staff(handle: str = "mod", role: Appointment.Role = Appointment.Role.MODERATOR) -> Person:
    """Somebody appointed."""
    person = arrive(handle, "en")
    hold(person, role)
    return person


def case_of(kind: str, subject_id: int, author: Person, source: str = "report") -> int:
    """The case of this subject."""
    return open_case(kind, subject_id, author_id=author.pk, language="en", category="scam", severity=3, source=source)


def decided(kind: str, about: str, subject_id: int, author: Person, by: Person | None, **more: Any) -> Decision:
    """A decision of this kind, with what it needs; holds are a machine's whoever asks."""
    now = timezone.now()
    if kind == "pause":
        more.setdefault("until", now + timedelta(days=7))
    if kind == "withhold":
        more.setdefault("regions", ("DE",))
    if kind == "suspend":
        more.setdefault("second_id", staff(f"second{now.microsecond}").pk)
    hand = None if kind in BY_MACHINE or by is None else by.pk
    wanted = Wanted(kind, more.pop("rule", "" if kind in ("no_action", "restore") else rule()), **more)
    case = case_of(about, subject_id, author, "rules" if hand is None else "report")
    return Decision.objects.get(pk=decide(case, hand, wanted))
