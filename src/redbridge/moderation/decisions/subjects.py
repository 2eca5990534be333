"""What a decision is about, as it stands at that moment, whatever became of it: only moderation's own code asks here."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from redbridge.accounts.models import Person
from redbridge.guidelines.models import Remark
from redbridge.moderation.decisions.dsa import IMAGE, OTHER, TEXT
from redbridge.moderation.decisions.rules import REFUSED, SEALS
from redbridge.notes.models import Comment, Note


@dataclass(frozen=True)
class About:
    """`words` are what the author wrote; a note's title, card and body, a line each, as they are screened. `before`: what
    moderation had left of it."""

    kind: str
    id: int
    author_id: int | None
    words: str
    language: str
    written: datetime | None
    types: tuple[str, ...]
    before: dict[str, Any]


def about(kind: str, id_: int) -> About | None:
    """The note, comment, remark or person; None for what has been erased."""
    return {"note": _note, "comment": _comment, "person": _person, "remark": _remark}[kind](id_)


def concerned(subject: About | None, decided: str, text: str = "") -> About | None:
    """The part of it that a decision of this kind is about: what is removed of a person are pictures, no words; what is refused
    is a text that stands nowhere."""
    if subject and decided == REFUSED:
        return replace(subject, words=text, written=None, types=(TEXT,))
    if subject is None or subject.kind != "person" or decided != SEALS:
        return subject
    return replace(subject, words="", written=None, types=(IMAGE,))


def joined(*parts: str) -> str:
    """Parts of a text as one."""
    return "\n".join(part for part in parts if part)


def _note(id_: int) -> About | None:
    note = Note.objects.filter(pk=id_).first()
    if note is None:
        return None
    left = {"standing": note.standing, "limited": note.limited, "label": note.label, "withheld": note.withheld}
    types = (TEXT, IMAGE) if note.picture_count else (TEXT,)
    words = joined(note.title, note.words, note.body)
    return About("note", id_, note.author_id, words, note.language, note.edited or note.published, types, left)


def _comment(id_: int) -> About | None:
    comment = Comment.objects.filter(pk=id_).first()
    if comment is None:
        return None
    types = (TEXT, IMAGE) if comment.picture else (TEXT,)
    left = {"standing": comment.standing, "label": comment.label, "withheld": comment.withheld}
    return About("comment", id_, comment.author_id, comment.body, comment.language, comment.published, types, left)


def _remark(id_: int) -> About | None:
    remark = Remark.objects.filter(pk=id_).first()
    if remark is None:
        return None
    return About("remark", id_, remark.author_id, remark.body, remark.language, remark.at, (TEXT,), {"standing": remark.standing})


def _person(id_: int) -> About | None:
    person = Person.objects.filter(pk=id_).exclude(state=Person.State.GONE).first()
    if person is None:
        return None
    left = {"state": person.state}
    words = joined(person.name, person.bio)
    return About("person", id_, id_, words, person.bio_language, person.code_accepted, (OTHER,), left)
