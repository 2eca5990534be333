"""What corrections do when others have news, and what a person takes along of them."""

from collections.abc import Iterator
from typing import Any

from redbridge.accounts.models import Person
from redbridge.corrections import actions
from redbridge.corrections.models import Doubt, Suggestion
from redbridge.kernel.events import subscribe
from redbridge.kernel.takeaway import chapter
from redbridge.notes.models import Comment, Note


@subscribe("note.translated")
def mend_note(note_id: int) -> None:
    """A note that says what people have corrected elsewhere shows their words, and whose they are."""
    note = Note.objects.filter(pk=note_id, deleted=None).first()
    if note:
        actions.apply_known("note", note_id, {"title": note.title, "words": note.words, "body": note.body}, note.language)


@subscribe("comment.translated")
def mend_comment(comment_id: int) -> None:
    """The same for a comment."""
    comment = Comment.objects.filter(pk=comment_id, deleted=None).first()
    if comment:
        actions.apply_known("comment", comment_id, {"body": comment.body}, comment.language)


@subscribe("person.changed")
def forget_gone(person_id: int) -> None:
    """Whose account has ended leaves the words that were accepted, and no name."""
    if Person.objects.filter(pk=person_id, state=Person.State.GONE).exists():
        actions.forget_person(person_id)


@chapter("suggestions")
def takeaway(person_id: int) -> Iterator[dict[str, Any]]:
    """What somebody suggested, what came of it, and which translations they called wrong."""
    for one in Suggestion.objects.filter(proposer_id=person_id).order_by("pk").iterator():
        yield {name: getattr(one, name) for name in ("kind", "subject_id", "field", "source", "target", "text", "state",
                                                     "reason", "made", "decided", "undone")}
    for said in Doubt.objects.filter(person_id=person_id).order_by("pk").iterator():
        yield {"kind": said.kind, "subject_id": said.subject_id, "target": said.target, "wrong": True, "at": said.at}
