"""Trusted members, and texts that a machine has translated."""

from typing import Any

from redbridge.accounts.models import Appointment, Person
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import suggest
from redbridge.notes.models import Comment, Note
from tests.cast import arrive, hold, write

MACHINE = {"title": "Cat duty", "words": "", "body": "It is a cat #cat", "by": "engine", "engine": "Mill"}


def trusted(handle: str, *languages: str, role: Appointment.Role = Appointment.Role.TRUSTED) -> Person:
    """A member whose yes counts."""
    person = arrive(handle, *(languages or ("en", "zh-Hans")), name=handle.title())
    hold(person, role)
    return person


def translated(author: Person, title: str = "猫税", body: str = "这是猫 #cat", **more: Any) -> int:
    """A note in Chinese with a machine's English."""
    return write(author, title, body, language="zh-Hans", **{"translations": {"en": MACHINE}} | more)


def propose(person: Person, note: int, **said: str) -> int:
    """Suggest words for a field of a note; the suggestion's id."""
    return suggest(person.pk, access_text(person.pk, "note", note, "en"), said)[0]


def english(note: int) -> dict[str, str]:
    """A note's English as it stands on its row."""
    said: dict[str, str] = Note.objects.get(pk=note).translations.get("en", {})
    return said


def english_comment(comment: int) -> dict[str, str]:
    """A comment's."""
    said: dict[str, str] = Comment.objects.get(pk=comment).translations.get("en", {})
    return said
